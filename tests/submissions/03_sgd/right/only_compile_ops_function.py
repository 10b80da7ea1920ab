# about: The loss is a function of the learner's own, with keras.ops, one error for each row; AMSGrad.
# only: compile_model

# %%
import keras
from keras import ops


# %%
def mae(y_true, y_pred):
    error = y_true - y_pred
    return ops.mean(ops.maximum(error, -error), axis=-1)


def compile_model(model):
    model.compile(loss=mae, optimizer=keras.optimizers.Adam(0.003, amsgrad=True))

# about: The learner's own loss raises: the names of its arguments are mixed up.
# expect: compile_model failed "NameError" "y_hat"
# only: compile_model

# %%
import keras


# %%
def loss(y_true, y_pred):
    return keras.ops.mean(keras.ops.abs(y_true - y_hat))


def compile_model(model):
    model.compile(optimizer="adam", loss=loss)
    return model

# about: A metric is given as the loss: its value is right, and it has no slopes.
# expect: compile_model failed "no slopes" "metric"
# only: compile_model

# %%
import keras


# %%
def compile_model(model):
    model.compile(optimizer=keras.optimizers.Adam(), loss=keras.metrics.MeanAbsoluteError())
    return model

# about: The learning rate is so large that the loss rises, but not by much.
# expect: compile_model failed "rose from"
# only: compile_model

# %%
import keras


# %%
def compile_model(model):
    model.compile(optimizer=keras.optimizers.Adam(100.0), loss="mae")

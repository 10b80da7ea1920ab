# about: The largest learning rate that the exercise allows; in float32 it is a little more.
# only: compile_model

# %%
import keras


# %%
def compile_model(model):
    model.compile(optimizer=keras.optimizers.Adam(0.1), loss="mae")

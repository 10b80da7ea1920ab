# about: A learning rate of 10 trains this small model, and is above what the exercise allows.
# expect: compile_model failed "up to 0.1"
# only: compile_model

# %%
import keras


# %%
def compile_model(model):
    model.compile(optimizer=keras.optimizers.Adam(10.0), loss="mae")

# about: The loss is a lambda of TensorFlow functions.
# only: compile_model

# %%
import tensorflow as tf


# %%
def compile_model(model):
    model.compile(optimizer="adam", loss=lambda t, p: tf.reduce_mean(tf.abs(t - p)))
    return model

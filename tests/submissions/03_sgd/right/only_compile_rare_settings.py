# about: Adam with a schedule, gradient accumulation, moving averages and a scaled loss.
# only: compile_model

# %%
import keras


# %%
def compile_model(model):
    rate = keras.optimizers.schedules.PiecewiseConstantDecay([1, 2], [0.03, 0.02, 0.01])
    model.compile(
        optimizer=keras.optimizers.Adam(
            rate,
            beta_2=0.99,
            weight_decay=0.001,
            global_clipnorm=2.0,
            gradient_accumulation_steps=2,
            use_ema=True,
            ema_momentum=0.9,
            ema_overwrite_frequency=3,
            loss_scale_factor=3.0,
        ),
        loss=keras.losses.MeanAbsoluteError(reduction="mean"),
        run_eagerly=True,
    )
    return model

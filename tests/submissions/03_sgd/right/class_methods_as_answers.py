# about: The answers are bound and static methods and objects with __call__; the losses are NumPy
# about: float32 scalars.

# %%
import keras
import numpy as np


# %%
class Course:
    optimizer = "adam"
    loss = "mae"

    def compile(self, model):
        model.compile(optimizer=self.optimizer, loss=self.loss)
        return model

    @staticmethod
    def sample(x, y, batch_size, rng):
        rows = rng.choice(len(y), batch_size, False)
        return x.take(rows, axis=0), y.take(rows)


class MeanAbsoluteError:
    def __call__(self, y_true, y_pred):
        return np.float32(np.mean(abs(y_true - y_pred)))


compile_model = Course().compile
sample_batch = Course.sample
measure_loss = MeanAbsoluteError()


# %%
class Step:
    def __call__(self, w, b, x, y, learning_rate):
        self.error = np.matmul(x, w) + b - y
        return w - learning_rate * self.slope(x), b - learning_rate * self.slope(1.0)

    def slope(self, factor):
        return np.mean(np.sign(self.error) * np.transpose(factor), axis=-1)


adjust_weights = Step()


# %%
class Trainer:
    patience = 7

    def __call__(self, model, x, y):
        stop = keras.callbacks.EarlyStopping(monitor="loss", patience=self.patience, restore_best_weights=True)
        history = model.fit(x, y, epochs=800, callbacks=[stop], verbose=0)
        return [np.float32(loss) for loss in history.history["loss"]]


train = Trainer()

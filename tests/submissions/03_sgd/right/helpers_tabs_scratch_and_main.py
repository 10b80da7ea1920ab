# about: Tabs, a byte order mark, German comments, helpers below, failing scratch cells in between
# about: and a __main__ block.

# %%
import keras
import numpy as np


# %%
def compile_model(model):
	"""Verlust wählen."""
	model.compile(optimizer=ADAM, loss=VERLUST)
	return model


# %%
model = keras.Sequential([keras.layers.Dense(1)])
model.summary()
model.layers[0].get_weights()[0]  # noch nicht gebaut


# %%
def sample_batch(x, y, batch_size, rng):
	zeilen = wähle(len(x), batch_size, rng)
	return x[zeilen], y[zeilen]


# %%
def measure_loss(y_true, y_pred):
	return mittel(np.ravel(abs(y_true - y_pred)))


# %%
print(measure_loss(daten["y"], 0))


# %%
def adjust_weights(w, b, x, y, learning_rate):
	# Median-Regression: die Steigung des Betrags ist sein Vorzeichen
	vz = np.sign(x @ w + b - y)
	return w - learning_rate * mittel(vz[:, None] * x), b - learning_rate * mittel(vz)


# %%
def train(model, x, y):
	verlauf = model.fit(x, y, epochs=1000, callbacks=[halt()], verbose=0)
	return verlauf.history["loss"]


# %%
ADAM, VERLUST = "adam", "mae"


def mittel(a, achse=0):
	return np.add.reduce(a, axis=achse) / len(a)


def wähle(n, k, rng):
	return rng.permutation(n)[-k:]


def halt():
	return keras.callbacks.EarlyStopping(monitor="loss", patience=4)


# %%
if __name__ == "__main__":
	rng = np.random.default_rng(0)
	x = rng.normal(size=(64, 2))
	print("Verlust →", measure_loss(x[:, 0], x[:, 1]))

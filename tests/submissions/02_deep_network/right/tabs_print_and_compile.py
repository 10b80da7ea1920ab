# about: Tabs, French comments, prints in the answers, the model compiled and called before it is
# about: returned.

# %%
import keras
import numpy as np

print("Réseau profond — début")


# %%
def relu(x):
	# garder ce qui est au-dessus de zéro, couper le reste
	résultat = np.where(np.less(x, 0), 0.0, x)
	print("relu", np.shape(résultat))
	return résultat


# %%
def relu_unit(x, w, b):
	somme = np.dot(x, w) + b
	return relu(somme)


# %%
def build_deep_network(n_inputs, hidden_units):
	modèle = keras.Sequential([keras.Input((n_inputs,))])
	for unités in hidden_units:
		modèle.add(keras.layers.Dense(unités, activation="relu"))
	modèle.add(keras.layers.Dense(1))
	modèle.compile(optimizer="adam", loss="mae",)
	print(modèle.predict(np.zeros((1, n_inputs)), verbose=0))
	return modèle

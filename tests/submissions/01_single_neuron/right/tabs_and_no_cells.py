# about: No cell marks at all, tabs for indentation, semicolons, star imports, no imports of the
# about: stub.

from keras.layers import *
from keras import Sequential
from numpy import *
def linear_unit(x,w,b):
	y=w*x; y=y+b
	return y
def neuron(x,w,b):
	if ndim(x)==1:
		return dot(x,w)+b
	else:
		return array([dot(r,w)+b for r in x])
def build_neuron(n_inputs):
	model=Sequential(); model.add(Input((n_inputs,))); model.add(Dense(1))
	return model
def read_weights(model):
	return model.layers[0].kernel.numpy(),model.layers[0].bias.numpy()

"""The vocabulary lessons use to judge outcomes: values, layers, training. Data in, finding out."""

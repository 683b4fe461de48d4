"""A teaching kit for functional Keras models: draw them, check them, grade them."""

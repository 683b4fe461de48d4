"""Warm kernels: one process imports TensorFlow once, then forks a kernel for each notebook."""

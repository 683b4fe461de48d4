"""Runs the source of a cell as Jupyter does: compiled alone, under a file name of its own."""

import itertools
import textwrap

import keras

_NUMBERS = itertools.count(1)


def cell(source, **names):
    """Run a cell and return what it defines; its first line is line 1."""
    source = textwrap.dedent(source).lstrip("\n")
    known = {
        "keras": keras,
        "layers": keras.layers,
        "ops": keras.ops,
        "Input": keras.Input,
        "Model": keras.Model,
        "Sequential": keras.Sequential,
        **names,
    }
    exec(compile(source, f"/made_up/cell_{next(_NUMBERS)}.py", "exec"), known)
    return known

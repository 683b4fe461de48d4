"""Runs the source of a cell as Jupyter does: compiled alone, under a file name of its own."""

import itertools
import json
import textwrap

import keras

from autograder.extract import evidence_of_model
from autograder.topology.keras_config import read_model_evidence

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


def read_trace(run):
    """The topology of a traced run, through JSON."""
    evidence = evidence_of_model(run.returned, unused=run.unused, places=run.places)
    return read_model_evidence(json.loads(json.dumps(evidence)))


def placed(topology):
    """The class, variable and line of each call."""
    return [(call.op, call.variable, call.line) for call in topology.calls]

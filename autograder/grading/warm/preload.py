"""What the warm server imports before its first fork, none of it starting a thread."""

from __future__ import annotations

import gc
import importlib

MODULES = (
    "tensorflow",
    "keras",
    "matplotlib.pyplot",
    "IPython",
    "ipykernel.kernelapp",
    "ipykernel.debugger",
    "ipykernel.ipkernel",
    "ipykernel.zmqshell",
    "pydot",
    "pygraphviz",
    "autograder",
    "autograder.notebook.cells",
    "autograder.extract.evidence",
    "autograder.doctor.startup",
    "autograder.grading.warm.kernel",
)
_FIRST = """digraph first {
  pixels [op=Input, tensor="(4,)"];
  hidden [op=Dense, units=2, activation=relu];
  digit [op=Dense, units=1];
  pixels -> hidden -> digit;
}"""
SETTINGS = {
    "KERAS_BACKEND": "tensorflow",
    "TF_CPP_MIN_LOG_LEVEL": "3",
    # NumPy's OpenBLAS starts its threads while it is loaded, and a fork would copy none of them.
    "OPENBLAS_NUM_THREADS": "1",
    "MPLBACKEND": "module://matplotlib_inline.backend_inline",
}


def draw_once() -> None:
    """Read and draw one topology: the first takes the grammar and the fonts half a second."""
    from autograder.render.drawing import svg
    from autograder.topology.model import Topology

    svg(Topology.from_dot(_FIRST))


def preload() -> None:
    """Import everything, and keep the collector's hands off it, so that forks share the memory."""
    gc.disable()
    for name in MODULES:
        importlib.import_module(name)
    draw_once()
    gc.collect()
    gc.freeze()
    gc.enable()

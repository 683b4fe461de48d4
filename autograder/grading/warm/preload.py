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
    "ipykernel.ipkernel",
    "ipykernel.zmqshell",
    "pydot",
    "pygraphviz",
    "autograder",
    "autograder.notebook.cells",
    "autograder.extract.evidence",
    "autograder.render",
    "autograder.doctor.startup",
)
SETTINGS = {
    "KERAS_BACKEND": "tensorflow",
    "TF_CPP_MIN_LOG_LEVEL": "3",
    # NumPy's OpenBLAS starts its threads while it is loaded, and a fork would copy none of them.
    "OPENBLAS_NUM_THREADS": "1",
    "MPLBACKEND": "module://matplotlib_inline.backend_inline",
}


def preload() -> None:
    """Import everything, and keep the collector's hands off it, so that forks share the memory."""
    gc.disable()
    for name in MODULES:
        importlib.import_module(name)
    gc.collect()
    gc.freeze()
    gc.enable()

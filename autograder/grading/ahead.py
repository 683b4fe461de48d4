"""Imported by the process that graders are forked from: what each of them would import anew.

Reading one drawing is a part of it: the first takes the grammar of DOT a third of a second.
"""

from __future__ import annotations

import gc
import importlib

from autograder.topology.model import Topology

MODULES = (
    "ipykernel.kernelspec",
    "jupyter_client.asynchronous.client",
    "nbconvert.exporters",
    "nbgrader.apps.api",
    "sqlalchemy.dialects.sqlite",
    "autograder.grading.submission",
    "autograder.grading.warm.provisioner",
)

gc.disable()
for _name in MODULES:
    importlib.import_module(_name)
Topology.from_dot('digraph first { a [op=Input, tensor="(1,)"]; b [op=Dense, units=1]; a -> b; }')
gc.collect()
# What the collector leaves alone stays shared with every fork.
gc.freeze()
gc.enable()

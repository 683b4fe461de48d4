"""A teaching kit for functional Keras models: draw them, check them, grade them."""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from autograder.diagnosis.judge import judge
    from autograder.diagnosis.verdict import Verdict
    from autograder.notebook import check, grade, show
    from autograder.topology.model import Topology
    from autograder.topology.policy import Policy

__all__ = ["Policy", "Topology", "Verdict", "check", "grade", "judge", "show"]

# Loaded when first asked for, so that importing the package costs next to nothing.
_HOMES = {
    "Policy": "autograder.topology.policy",
    "Topology": "autograder.topology.model",
    "Verdict": "autograder.diagnosis.verdict",
    "check": "autograder.notebook",
    "grade": "autograder.notebook",
    "judge": "autograder.diagnosis.judge",
    "show": "autograder.notebook",
}


def __getattr__(name: str) -> Any:
    """Load a public name from the module where it lives."""
    if name not in _HOMES:
        raise AttributeError(f"module 'autograder' has no attribute {name!r}")
    value = getattr(import_module(_HOMES[name]), name)
    globals()[name] = value
    return value


def __dir__() -> list[str]:
    """List the public names too, for completion in a notebook."""
    return sorted({*globals(), *__all__})

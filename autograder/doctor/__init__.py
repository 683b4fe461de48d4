"""What this machine lacks for the kit, as data; and the start of a lesson notebook.

Standard library only, in syntax that Python 3.8 reads too: it runs before anything is installed and
has to say so where Python is too old.
"""

from __future__ import annotations

from autograder.doctor.check import Check
from autograder.doctor.diagnosis import diagnose, report
from autograder.doctor.startup import ready

__all__ = ["Check", "diagnose", "ready", "report"]

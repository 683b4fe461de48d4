"""`python3 -m autograder.doctor`: print what this machine lacks; 1 where something is to mend."""

from __future__ import annotations

import sys

from autograder.doctor.diagnosis import diagnose, report

if __name__ == "__main__":
    found = diagnose()
    print(report(found))
    sys.exit(any(check.state == "problem" for check in found))

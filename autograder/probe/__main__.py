"""`python -m autograder.probe`: the probe's own process, started by `ProbeProcess`."""

import os
import sys

from autograder.probe.limits import APART
from autograder.probe.serving import serve


def main() -> None:
    """Serve on standard input and output; what libraries print goes elsewhere."""
    answers = os.fdopen(os.dup(sys.stdout.fileno()), "wb")
    os.dup2(sys.stderr.fileno(), sys.stdout.fileno())
    serve(sys.stdin.buffer, answers, APART)


if __name__ == "__main__":
    main()

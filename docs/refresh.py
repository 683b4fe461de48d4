"""Run README's example anew: its output goes back into README, its two pictures beside this file.

From the folder of the kit: `.venv/bin/python docs/refresh.py`. tests/test_readme.py says when.
"""

from __future__ import annotations

import contextlib
import io
import re
from pathlib import Path
from typing import Any

from autograder import Topology
from autograder.render.drawing import svg

DOCS = Path(__file__).resolve().parent
README = DOCS.parent / "README.md"
EXAMPLE = re.compile(r"(<!-- example -->\n```python\n)(.*?)(```\n\n```text\n)(.*?)(```)", re.DOTALL)


def main() -> None:
    """Write README and both pictures."""
    readme = README.read_text(encoding="utf-8")
    found = EXAMPLE.search(readme)
    assert found is not None, "README.md has no example followed by its output"
    names: dict[str, Any] = {}
    printed = io.StringIO()
    with contextlib.chdir(DOCS.parent), contextlib.redirect_stdout(printed):
        exec(found[2], names)  # noqa: S102 - the example is this repository's own
    before, code, between, _, after = found.groups()
    text = readme.replace(found[0], before + code + between + printed.getvalue() + after)
    README.write_text(text, encoding="utf-8")
    drawing = Topology.from_dot(DOCS / "two_views.dot")
    learner = Topology.from_keras(names["model"])
    diff = names["verdict"].diff
    for name, picture in (
        ("two_views.svg", svg(drawing)),
        ("two_views-diff.svg", svg(learner, diff=diff)),
    ):
        (DOCS / name).write_text(f"{picture}\n", encoding="utf-8")


if __name__ == "__main__":
    main()

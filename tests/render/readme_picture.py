"""The picture of README: a chained branch, as `check` draws it at the third hint.

Run `python -m tests.render.readme_picture` to draw it anew.
"""

from __future__ import annotations

from pathlib import Path

from autograder import judge
from autograder.render.dot import read_dot
from autograder.render.drawing import svg

PICTURE = Path(__file__).parents[2] / "docs" / "chained-branch.svg"

DRAWING = """
digraph two_branches {
  image [op=Input, tensor="(64,)"];
  left  [op=Dense, units=16, activation=tanh];
  right [op=Dense, units=16, activation=relu];
  both  [op=Concatenate];
  digit [op=Dense, units=10, activation=softmax];
  image -> left -> both;
  image -> right -> both;
  both -> digit;
}
"""


def picture():
    """Return the SVG: the learner's `right` starts from `left` instead of `image`."""
    learner = read_dot(DRAWING.replace("image -> right", "left -> right"))
    return svg(learner, diff=judge(read_dot(DRAWING), learner).diff)


if __name__ == "__main__":
    PICTURE.write_text(picture() + "\n", encoding="utf-8")

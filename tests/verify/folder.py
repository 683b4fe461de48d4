"""A lesson folder with answers that are no models, for the tests of verify."""

EXERCISES = """
[double]
title = "Twice as much"
kind = "values"
cases = [{n = 2}, {n = 5}]
draw = {n = "6..99"}

[published]
title = "Without further cases"
kind = "values"
cases = [{n = 2}, {n = 5}]

[sorting]
title = "Flat or not"
kind = "choice"
labels = ["flat", "not flat"]

[shape]
title = "A shape"
kind = "choice"
"""
REFERENCES = """
def double(n):
    return _times(n, 2) + 0 * n


def _times(n, by):
    return n * by


def published(n):
    return 2 * n


sorting = {"a": "flat", "b": "not flat", "c": "flat"}
shape = (None, 4)
"""


def write_folder(folder):
    """Write the lesson's two files, and return the folder."""
    (folder / "exercises.toml").write_text(EXERCISES, encoding="utf-8")
    (folder / "references.py").write_text(REFERENCES, encoding="utf-8")
    return folder

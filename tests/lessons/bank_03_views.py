"""Answers to lesson 03's half-written example, wrong and right."""

from tests.lessons.bank import right, wrong

VIEWS = """\
def added_views():
    image = Input(shape=(8, 8))
    rows = layers.Dense(16, activation="relu")(ops.max(image, axis=2))
    columns = layers.Dense(16, activation="relu")(ops.max(image, axis=1))
    added = layers.Add()([rows, columns])
    digit = layers.Dense(10, activation="softmax")(added)
    return Model(image, digit)
"""
ROWS = '    rows = layers.Dense(16, activation="relu")(ops.max(image, axis=2))\n'
COLUMNS = '    columns = layers.Dense(16, activation="relu")(ops.max(image, axis=1))\n'
ONE_LAYER = """\
    view = layers.Dense(16, activation="relu")
    rows = view(ops.max(image, axis=2))
    columns = view(ops.max(image, axis=1))
"""

views = wrong("added_views", VIEWS)
WRONG = [
    views(
        "the mean of the columns",
        "wrong-layer",
        "line 4",
        ("ops.max(image, axis=1)", "ops.mean(image, axis=1)"),
    ),
    views(
        "the columns of the rows",
        "missing-call",
        "`image` (line 2)",
        ("ops.max(image, axis=1)", "rows"),
    ),
    views("Concatenate for Add", "wrong-merge", "`added` (line 5)", ("Add()", "Concatenate()")),
    views("the mean for the sum", "wrong-merge", "`added` (line 5)", ("Add()", "Average()")),
    views(
        "the rows added to themselves",
        "merge-reads-same-tensor-twice",
        "`added` (line 5)",
        ("[rows, columns]", "[rows, rows]"),
    ),
    views("one layer for both views", "shared-not-separate", "", (ROWS + COLUMNS, ONE_LAYER)),
    views(
        "no relu on the columns",
        "missing-activation",
        "`columns` (line 4)",
        ('(16, activation="relu")(ops.max(image, axis=1)', "(16)(ops.max(image, axis=1)"),
    ),
    views(
        "eight units for eight columns",
        "merge-shapes",
        "line 5",
        (
            '16, activation="relu")(ops.max(image, axis=1)',
            '8, activation="relu")(ops.max(image, axis=1)',
        ),
    ),
    views(
        "sigmoid for softmax", "wrong-activation", "`digit` (line 6)", ('"softmax"', '"sigmoid"')
    ),
    views("the sum is not used", "unused-branch", "`added` (line 5)", ("(added)", "(columns)")),
    views(
        "the model ends at the sum",
        "head-forgotten",
        "`digit` (line 6)",
        ("(image, digit)", "(image, added)"),
    ),
    views(
        "relu once more",
        "extra-activation",
        "",
        ("layers.Add()([rows, columns])", "ops.tanh(layers.Add()([rows, columns]))"),
    ),
]

views = right("added_views", VIEWS)
RIGHT = [
    views("line by line"),
    views("a plus sign", ("layers.Add()([rows, columns])", "rows + columns")),
    views("the columns first", ("[rows, columns]", "[columns, rows]")),
    views("ops.add", ("layers.Add()([rows, columns])", "ops.add(rows, columns)")),
    views("axes counted from the end", ("axis=2", "axis=-1"), ("axis=1", "axis=-2")),
    views("pooling", ("ops.max(image, axis=1)", "layers.GlobalMaxPooling1D()(image)")),
    views(
        "activations apart",
        (
            '16, activation="relu")(ops.max(image, axis=1))',
            "16)(ops.max(image, axis=1))\n    columns = ops.relu(columns)",
        ),
    ),
]

"""Answers to lesson 03's exercises: what learners write, wrong and right."""

from tests.lessons import bank_03_views as views
from tests.lessons.bank import Wrong, right, wrong

THREE = """\
def three_branches():
    pixels = Input(shape=(64,))
    left = layers.Dense(16, activation="tanh")(pixels)
    middle = layers.Dense(16, activation="relu")(pixels)
    right_1 = layers.Dense(8, activation="relu")(pixels)
    right_2 = layers.Dense(8, activation="relu")(right_1)
    merged = layers.Concatenate()([left, middle, right_2])
    digit = layers.Dense(10, activation="softmax")(merged)
    return Model(pixels, digit)
"""
FEWEST = """\
def fewest_layers():
    row = Input(shape=(12,))
    first = layers.Dense(6, activation="relu")(row)
    second = layers.Dense(12, activation="relu")(first)
    e = layers.Dense(4, activation="tanh")(second)
    f = layers.Dense(4, activation="relu")(second)
    third = layers.Concatenate()([e, f])
    price = layers.Dense(1)(third)
    return Model(row, price)
"""
WIDE = """\
def wide_and_deep(inputs, first, second):
    row = Input(shape=(inputs,))
    deep_1 = layers.Dense(first, activation="relu")(row)
    deep_2 = layers.Dense(second, activation="relu")(deep_1)
    merged = layers.Concatenate()([row, deep_2])
    answer = layers.Dense(1, activation="sigmoid")(merged)
    return Model(row, answer)
"""
LOOP = "    for units in (first, second):\n"

three, fewest, wide = (
    wrong("three_branches", THREE),
    wrong("fewest_layers", FEWEST),
    wrong("wide_and_deep", WIDE),
)
WRONG = [
    three(
        "the middle branch is fed from the left one",
        "chained-not-parallel",
        "`middle` (line 4)",
        ('"relu")(pixels)\n    right_1', '"relu")(left)\n    right_1'),
    ),
    three(
        "the right branch has one layer",
        "missing-call",
        "`right_1` (line 5)",
        ('    right_2 = layers.Dense(8, activation="relu")(right_1)\n', ""),
        ("middle, right_2", "middle, right_1"),
    ),
    three(
        "the second layer of the right branch starts anew",
        "parallel-not-chained",
        "`right_2` (line 6)",
        ("(right_1)", "(pixels)"),
    ),
    three("relu in every branch", "wrong-activation", "`left` (line 3)", ('"tanh"', '"relu"')),
    three(
        "sigmoid for softmax", "wrong-activation", "`digit` (line 8)", ('"softmax"', '"sigmoid"')
    ),
    three(
        "Add for Concatenate",
        "merge-shapes",
        "line 7",
        ("layers.Concatenate()", "layers.Add()"),
    ),
    three(
        "the middle branch merged twice",
        "merge-reads-same-tensor-twice",
        "`merged` (line 7)",
        ("[left, middle", "[middle, middle"),
    ),
    three(
        "the left branch not merged",
        "unused-branch",
        "`left` (line 3)",
        ("[left, middle", "[middle"),
    ),
    three(
        "the model ends at the merge",
        "head-forgotten",
        "`digit` (line 8)",
        ("pixels, digit", "pixels, merged"),
    ),
    three(
        "the digit is read from one branch",
        "unused-branch",
        "`merged` (line 7)",
        ("(merged)", "(left)"),
    ),
    Wrong(
        exercise="fewest_layers",
        name="nothing replaced",
        code="extra-call",
        place="",
        cell="""\
def fewest_layers():
    return many_layers()
""",
    ),
    fewest(
        "the added pair left as it was",
        "extra-call",
        "(line 3)",
        (
            'first = layers.Dense(6, activation="relu")(row)',
            "a, b = layers.Dense(6)(row), layers.Dense(6)(row)\n    first = ops.relu(a + b)",
        ),
    ),
    fewest(
        "the concatenated pair left as it was",
        "extra-call",
        "line 4",
        (
            'second = layers.Dense(12, activation="relu")(first)',
            'second = layers.concatenate([layers.Dense(n, "relu")(first) for n in (5, 7)])',
        ),
    ),
    fewest(
        "the wider layer as wide as one branch",
        "wrong-setting",
        "`second` (line 4)",
        ("Dense(12", "Dense(7"),
    ),
    fewest(
        "the added pair made wider", "wrong-setting", "`first` (line 3)", ("Dense(6", "Dense(12")
    ),
    fewest(
        "the relu after Add forgotten",
        "missing-activation",
        "`first` (line 3)",
        ('(6, activation="relu")', "(6)"),
    ),
    fewest(
        "tanh and relu made one layer",
        "missing-call",
        "`second` (line 4)",
        ('    e = layers.Dense(4, activation="tanh")(second)\n', ""),
        ("f = layers.Dense(4", "third = layers.Dense(8"),
        ("    third = layers.Concatenate()([e, f])\n", ""),
    ),
    fewest(
        "the first pair dropped altogether",
        "missing-call",
        "`row` (line 2)",
        ('    first = layers.Dense(6, activation="relu")(row)\n', ""),
        ("(first)", "(row)"),
    ),
    wide("the drawing's 30", "hard-coded-size", "`row` (line 2)", ("(inputs,))", "(30,))")),
    wide("the drawing's 16", "hard-coded-size", "`deep_1` (line 3)", ("Dense(first", "Dense(16")),
    wide(
        "first and second exchanged",
        "wrong-setting",
        "`deep_1` (line 3)",
        ("Dense(first", "Dense(FIRST"),
        ("Dense(second", "Dense(first"),
        ("Dense(FIRST", "Dense(second"),
    ),
    wide(
        "no wide path",
        "missing-skip",
        "`row` (line 2)",
        ("    merged = layers.Concatenate()([row, deep_2])\n", ""),
        ("(merged)", "(deep_2)"),
    ),
    wide(
        "a layer in the wide path",
        "parallel-not-skip",
        "`merged` (line 5)",
        ("[row, deep_2]", "[layers.Dense(inputs)(row), deep_2]"),
    ),
    wide(
        "the wide path starts behind the first layer",
        "skip-from-wrong-tensor",
        "`merged` (line 5)",
        ("[row, deep_2]", "[deep_1, deep_2]"),
    ),
    wide("Add for Concatenate", "merge-shapes", "line 5", ("Concatenate", "Add")),
    wide(
        "the deep path merged twice",
        "merge-reads-same-tensor-twice",
        "`merged` (line 5)",
        ("[row, deep_2]", "[deep_2, deep_2]"),
    ),
    wide("no sigmoid", "missing-activation", "`answer` (line 6)", (', activation="sigmoid"', "")),
    wide("the merge is not used", "unused-branch", "`merged` (line 5)", ("(merged)", "(deep_2)")),
    *views.WRONG,
]

three, fewest = right("three_branches", THREE), right("fewest_layers", FEWEST)
wide = right("wide_and_deep", WIDE)
RIGHT = [
    three("as in the solution"),
    three("branches in another order", ("[left, middle, right_2]", "[right_2, left, middle]")),
    three("the axis written out", ("Concatenate()", "Concatenate(axis=1)")),
    three("ops", ("layers.Concatenate()([", "ops.concatenate(["), ("])", "], axis=-1)")),
    three("two merges in a row", ("[left, middle,", "[layers.Concatenate()([left, middle]),")),
    three(
        "activations apart",
        (
            '(16, activation="tanh")(pixels)',
            '(16)(pixels)\n    left = layers.Activation("tanh")(left)',
        ),
        ('(10, activation="softmax")(merged)', "(10)(merged)\n    digit = layers.Softmax()(digit)"),
    ),
    three(
        "the long branch as a Sequential",
        ('    right_1 = layers.Dense(8, activation="relu")(pixels)\n', ""),
        (
            'layers.Dense(8, activation="relu")(right_1)',
            "Sequential([layers.Dense(8, 'relu'), layers.Dense(8, 'relu')])(pixels)",
        ),
        ("def", "from keras import Sequential\n\n\ndef"),
    ),
    fewest("as in the solution"),
    fewest(
        "relu as a layer",
        ('(6, activation="relu")(row)', "(6)(row)\n    first = layers.ReLU()(first)"),
    ),
    fewest("the last pair in another order", ("[e, f]", "[f, e]")),
    fewest("linear written out", ("Dense(1)", 'Dense(1, activation="linear")')),
    fewest(
        "relu from ops",
        ('layers.Dense(12, activation="relu")(first)', "ops.relu(layers.Dense(12)(first))"),
    ),
    wide("as in the solution"),
    wide("the deep path first", ("[row, deep_2]", "[deep_2, row]")),
    wide("the lower-case function", ("Concatenate()([", "concatenate([")),
    wide(
        "the sigmoid apart",
        ('(1, activation="sigmoid")(merged)', "(1)(merged)\n    answer = ops.sigmoid(answer)"),
    ),
    wide(
        "a loop over the sizes",
        ('deep_1 = layers.Dense(first, activation="relu")(row)', "deep_2 = row"),
        ("    deep_2 = layers.Dense(second", LOOP + "        deep_2 = layers.Dense(units"),
        ("(deep_1)", "(deep_2)"),
    ),
    wide("lists", ("Model(row, answer)", "Model(inputs=[row], outputs=[answer])")),
    *views.RIGHT,
]

"""Answers to lesson 02's exercises: what learners write, wrong and right."""

from tests.lessons import bank_02_repairs as repairs
from tests.lessons.bank import right, wrong

TWIN = """\
def cancer_twin():
    measurements = Input(shape=(30,))
    first = layers.Dense(16, activation="relu")(measurements)
    second = layers.Dense(8, activation="relu")(first)
    benign = layers.Dense(1, activation="sigmoid")(second)
    return Model(measurements, benign)
"""
STACK = """\
def cancer_twin():
    return Sequential([
        Input(shape=(30,)),
        layers.Dense(16, activation="relu"),
        layers.Dense(8, activation="relu"),
        layers.Dense(1, activation="sigmoid"),
    ])
"""
ONE_LINE = """\
def cancer_twin():
    row = Input(shape=(30,))
    D = layers.Dense
    return Model(row, D(1, activation="sigmoid")(D(8, activation="relu")(D(16, "relu")(row))))
"""
MADE_BEFORE = """\
def cancer_twin():
    hidden = [layers.Dense(units, activation="relu") for units in (16, 8)]
    last = layers.Dense(1, activation="sigmoid")
    x = measurements = Input(shape=(30,))
    for layer in hidden:
        x = layer(x)
    return Model(measurements, last(x))
"""
PASS = """\
def forward_pass(x, W1, b1, W2, b2, W3, b3):
    first = np.maximum(x @ W1 + b1, 0)
    second = np.maximum(first @ W2 + b2, 0)
    z = second @ W3 + b3
    return 1 / (1 + np.exp(-z))
"""
LOOP = """\
def forward_pass(x, W1, b1, W2, b2, W3, b3):
    for W, b in ((W1, b1), (W2, b2)):
        x = x @ W + b
        x[x < 0] = 0
    return 1 / (1 + np.exp(-(x @ W3 + b3)))
"""
VOWEL = """\
def vowel_chain():
    sound = Input(shape=(16,))
    first = layers.Dense(24, activation="tanh")(sound)
    second = layers.Dense(24, activation="tanh")(first)
    vowel = layers.Dense(5, activation="softmax")(second)
    return Model(sound, vowel)
"""
SECOND = 'second = layers.Dense(24, activation="tanh")(first)'
SAME_LAYER = """\
def vowel_chain():
    sound = Input(shape=(16,))
    layer = layers.Dense(16, activation="tanh")
    first = layer(sound)
    second = layer(first)
    vowel = layers.Dense(5, activation="softmax")(second)
    return Model(sound, vowel)
"""
LAST = '    benign = layers.Dense(1, activation="sigmoid")(second)\n'
SIGMOID = "1 / (1 + np.exp(-z))"

twin, number = wrong("cancer_twin", TWIN), wrong("forward_pass", PASS)
vowel = wrong("vowel_chain", VOWEL)


def wrong_number(name, *replacements):
    return number(name, "wrong-value", "`forward_pass`", *replacements)


WRONG = [
    twin(
        "the last layer is not used", "head-forgotten", "`benign` (line 5)", ("benign)", "second)")
    ),
    twin("the last layer left out", "head-forgotten", "", (LAST, ""), ("benign)", "second)")),
    twin(
        "the second layer reads the input",
        "unused-branch",
        "`first` (line 3)",
        ("(first)", "(measurements)"),
    ),
    twin("the output is the input", "output-is-input", "", ("benign)", "measurements)")),
    twin("a layer that is not called", "output-not-a-tensor", "line 6", ("(second)\n", "\n")),
    twin(
        "softmax on one unit",
        "wrong-activation",
        "`benign` (line 5)",
        ('"sigmoid"', '"softmax"'),
    ),
    twin(
        "no activation in the second layer",
        "missing-activation",
        "`second` (line 4)",
        ('8, activation="relu"', "8"),
    ),
    twin("16 units twice", "wrong-setting", "`second` (line 4)", ("Dense(8", "Dense(16")),
    twin("the tensor returned", "tensor-not-model", "", ("Model(measurements, benign)", "benign")),
    twin("nothing returned", "nothing-returned", "", ("    return Model", "    model = Model")),
    twin("a Sequential", "not-functional", "", (TWIN, STACK)),
    wrong_number("relu forgotten", ("np.maximum(first @ W2 + b2, 0)", "first @ W2 + b2")),
    wrong_number("sigmoid forgotten", (SIGMOID, "z")),
    wrong_number("the sign in sigmoid forgotten", ("(-z)", "(z)")),
    wrong_number(
        "relu in the last layer", ("z = second @ W3 + b3", "z = np.maximum(second @ W3 + b3, 0)")
    ),
    wrong_number("relu before the bias", ("(x @ W1 + b1, 0)", "(x @ W1, 0) + b1")),
    wrong_number("a bias forgotten", (" + b3", "")),
    wrong_number(
        "the activation of the first layer skipped over", ("first @ W2", "(x @ W1 + b1) @ W2")
    ),
    wrong_number("one row of numbers", (SIGMOID, f"({SIGMOID}).ravel()")),
    number("W times x", "stopped-with-error", "line 2", ("x @ W1", "W1 @ x")),
    wrong_number("number by number", ("second @ W3", "second * W3")),
    wrong_number("printed, not returned", (f"return {SIGMOID}", f"print({SIGMOID})")),
    vowel(
        "the second reads the sound",
        "parallel-not-chained",
        "`second` (line 4)",
        (SECOND, SECOND[:-6] + "sound)"),
    ),
    vowel(
        "the last reads the first", "unused-branch", "`second` (line 4)", ("(second)", "(first)")
    ),
    vowel(
        "relu in the second",
        "wrong-activation",
        "`second` (line 4)",
        (SECOND, SECOND.replace("tanh", "relu")),
    ),
    vowel(
        "no activation in the second",
        "missing-activation",
        "`second` (line 4)",
        (SECOND, SECOND.replace(', activation="tanh"', "")),
    ),
    vowel(
        "sigmoid for softmax", "wrong-activation", "`vowel` (line 5)", ('"softmax"', '"sigmoid"')
    ),
    vowel("24 vowels", "wrong-setting", "`vowel` (line 5)", ("Dense(5", "Dense(24")),
    vowel(
        "the last layer is not used",
        "head-forgotten",
        "`vowel` (line 5)",
        ("sound, vowel", "sound, second"),
    ),
    vowel(
        "the second left out",
        "missing-call",
        "`first`",
        (f"    {SECOND}\n", ""),
        ("(second)", "(first)"),
    ),
    vowel("the tensor returned", "tensor-not-model", "", ("Model(sound, vowel)", "vowel")),
    vowel("one layer of another size, twice", "shared-not-separate", "", (VOWEL, SAME_LAYER)),
    *repairs.WRONG,
]

twin, number = right("cancer_twin", TWIN), right("forward_pass", PASS)
vowel = right("vowel_chain", VOWEL)
RIGHT = [
    twin("line by line"),
    twin("in one line", (TWIN, ONE_LINE)),
    twin("the layers made before, called in a loop", (TWIN, MADE_BEFORE)),
    twin(
        "one name for every tensor",
        ("    first =", "    x ="),
        ("(first)", "(x)"),
        ("    second =", "    x ="),
        ("(second)", "(x)"),
    ),
    twin(
        "activations as calls of their own",
        (
            'layers.Dense(16, activation="relu")(measurements)',
            "ops.relu(layers.Dense(16)(measurements))",
        ),
        (
            'layers.Dense(1, activation="sigmoid")(second)',
            'layers.Activation("sigmoid")(layers.Dense(1)(second))',
        ),
    ),
    twin("lists and a name", ("(measurements, benign)", '([measurements], [benign], name="twin")')),
    number("line by line"),
    number("a loop", (PASS, LOOP)),
    number(
        "where in place of maximum",
        (
            "np.maximum(first @ W2 + b2, 0)",
            "first @ W2 + b2\n    second = np.where(second > 0, second, 0)",
        ),
    ),
    number("Keras computes the sigmoid", (SIGMOID, "keras.ops.sigmoid(z)")),
    number("tanh in place of exp", (SIGMOID, "(1 + np.tanh(z / 2)) / 2")),
    vowel("line by line"),
    vowel("tanh as a call", (SECOND, "second = ops.tanh(layers.Dense(24)(first))")),
    vowel(
        "softmax as a layer",
        (
            'layers.Dense(5, activation="softmax")(second)',
            "layers.Softmax()(layers.Dense(5)(second))",
        ),
    ),
    vowel("in one line", (f"    {SECOND}\n", ""), ("(second)", f"({SECOND[9:]})")),
    vowel(
        "one name for every tensor",
        ("    first =", "    x ="),
        ("(first)", "(x)"),
        ("    second =", "    x ="),
        ("(second)", "(x)"),
    ),
    *repairs.RIGHT,
]

"""Answers to lesson 01's exercises: what learners write, wrong and right."""

from tests.lessons import bank_01_wine as wine
from tests.lessons.bank import right, wrong

STACK = """\
def cancer_stack():
    return Sequential([
        Input(shape=(30,)),
        layers.Dense(16, activation="relu"),
        layers.Dense(8, activation="relu"),
        layers.Dense(1, activation="sigmoid"),
    ])
"""
COUNT = """\
def count_params(widths):
    total = 0
    for inputs, units in zip(widths[:-1], widths[1:]):
        total += inputs * units + units
    return total
"""
CARDS = """\
flat, not_flat = "flat stack", "not a flat stack"
sort_cards = {}
sort_cards["A"] = flat
sort_cards["B"] = not_flat
sort_cards["C"] = flat
sort_cards["D"] = not_flat
sort_cards["E"] = flat
sort_cards["F"] = not_flat
"""
INPUT = "        Input(shape=(30,)),\n"
FIRST = '        layers.Dense(16, activation="relu"),\n'
SECOND = '        layers.Dense(8, activation="relu"),\n'
LAST = '        layers.Dense(1, activation="sigmoid"),\n'
LOOP = "    for inputs, units in zip(widths[:-1], widths[1:]):\n"
STEP = "        total += inputs * units + units\n"

stack = wrong("cancer_stack", STACK)
count = wrong("count_params", COUNT)
cards = wrong("sort_cards", CARDS)


def wrong_count(name, *replacements):
    return count(name, "wrong-value", "`count_params`", *replacements)


def wrong_cards(name, *replacements):
    return cards(name, "wrong-choice", "", *replacements)


WRONG = [
    stack("softmax on one unit", "wrong-activation", "Dense(1)", ('"sigmoid"', '"softmax"')),
    stack(
        "no activation in the last layer",
        "missing-activation",
        "Dense(1)",
        (', activation="sigmoid"', ""),
    ),
    stack(
        "no activation in the second layer",
        "missing-activation",
        "Dense(8)",
        ('8, activation="relu"', "8"),
    ),
    stack("8 units before 16", "wrong-setting", "Dense(8)", (FIRST + SECOND, SECOND + FIRST)),
    stack("no Input", "unbuilt-sequential", "", (INPUT, "")),
    stack("rows in the input shape", "wrong-input-shape", "", ("(30,)", "(569, 30)")),
    stack("the width of the first layer as input", "wrong-input-shape", "", ("(30,)", "(16,)")),
    stack(
        "a layer of 30 units for the input",
        "extra-call",
        "Dense(30)",
        (INPUT, INPUT + FIRST.replace("16", "30")),
    ),
    stack("the second layer left out", "missing-call", "", (SECOND, "")),
    stack("the last layer left out", "head-forgotten", "", (LAST, "")),
    stack(
        "two units and softmax for two classes",
        "wrong-activation",
        "Dense(2)",
        (LAST, LAST.replace("1", "2").replace("sigmoid", "softmax")),
    ),
    stack(
        "tanh in the first layer",
        "wrong-activation",
        "Dense(16)",
        ('16, activation="relu"', '16, activation="tanh"'),
    ),
    stack(
        "no bias in the last layer",
        "wrong-setting",
        "Dense(1)",
        ("Dense(1,", "Dense(1, use_bias=False,"),
    ),
    stack(
        "nothing returned",
        "nothing-returned",
        "",
        ("    return Sequential", "    model = Sequential"),
    ),
    stack("the list without Sequential", "list-not-model", "", ("Sequential([", "["), ("])", "]")),
    stack("the shape as a number", "shape-not-a-tuple", "line 3", ("(30,)", "30")),
    wrong_count("biases forgotten", (" + units", "")),
    wrong_count("a bias for each input in place of each unit", (" + units", " + inputs")),
    wrong_count("one bias for each layer", (" + units", " + 1")),
    wrong_count(
        "biases for the inputs too",
        (" + units", ""),
        ("return total", "return total + sum(widths)"),
    ),
    wrong_count(
        "the last layer left out", ("widths[:-1], widths[1:]", "widths[:-2], widths[1:-1]")
    ),
    wrong_count("always two layers", ("widths[:-1], widths[1:]", "widths[:2], widths[1:3]")),
    wrong_count("returned inside the loop", ("    return total", "        return total")),
    wrong_count(
        "one number for each layer",
        ("total = 0", "total = []"),
        ("+= inputs * units + units", "+= [inputs * units + units]"),
    ),
    wrong_count("printed, not returned", ("return total", "print(total)")),
    wrong_count(
        "the two answers of the text",
        (LOOP + STEP, ""),
        ("return total", "return 67 if widths == [4, 8, 3] else 641"),
    ),
    wrong_cards("a layer used three times breaks the stack", ('"C"] = flat', '"C"] = not_flat')),
    wrong_cards("a skip taken for a stack", ('"B"] = not_flat', '"B"] = flat')),
    wrong_cards("two outputs taken for a stack", ('"F"] = not_flat', '"F"] = flat')),
    wrong_cards("two inputs taken for a stack", ('"D"] = not_flat', '"D"] = flat')),
    wrong_cards("only Dense layers make a stack", ('"A"] = flat', '"A"] = not_flat')),
    wrong_cards("everything is a flat stack", ('"not a flat stack"', '"flat stack"')),
    wrong_cards(
        "true and false in place of the labels", ('"flat stack", "not a flat stack"', "True, False")
    ),
    wrong_cards("one card left out", ('sort_cards["F"] = not_flat\n', "")),
    *wine.WRONG,
]

stack, count = right("cancer_stack", STACK), right("count_params", COUNT)
cards = right("sort_cards", CARDS)
RIGHT = [
    stack("a list"),
    stack(
        "line by line with add",
        ("    return Sequential([\n", "    model = Sequential()\n"),
        (INPUT, "    model.add(Input(shape=(30,)))\n"),
        (FIRST, '    model.add(layers.Dense(16, activation="relu"))\n'),
        (SECOND, '    model.add(layers.Dense(8, activation="relu"))\n'),
        (LAST, '    model.add(layers.Dense(1, activation="sigmoid"))\n'),
        ("    ])", "    return model"),
    ),
    stack(
        "activations as layers of their own",
        ('16, activation="relu"', "16"),
        (
            SECOND,
            (
                "        layers.ReLU(),\n"
                "        layers.Dense(8),\n"
                '        layers.Activation("relu"),\n'
            ),
        ),
        (LAST, '        layers.Dense(1),\n        layers.Activation("sigmoid"),\n'),
    ),
    stack(
        "input_shape on the first layer, with its warning",
        (INPUT, ""),
        ("Dense(16,", "Dense(16, input_shape=(30,),"),
    ),
    stack(
        "build in place of Input",
        (INPUT, ""),
        ("    return Sequential", "    model = Sequential"),
        ("    ])\n", "    ])\n    model.build((None, 30))\n    return model\n"),
    ),
    stack(
        "a stack in a stack",
        (FIRST + SECOND, "        Sequential([\n    " + FIRST + "    " + SECOND + "        ]),\n"),
    ),
    stack(
        "as a function, as in lesson 02",
        ("    return Sequential([\n", "    row = Input(shape=(30,))\n"),
        (INPUT, ""),
        (FIRST, '    x = layers.Dense(16, activation="relu")(row)\n'),
        (SECOND, '    x = layers.Dense(8, activation="relu")(x)\n'),
        (LAST, '    return Model(row, layers.Dense(1, activation="sigmoid")(x))\n'),
        ("    ])\n", ""),
    ),
    stack(
        "names, explicit defaults, and compiled",
        ("    return Sequential", "    model = Sequential"),
        ("Dense(8,", 'Dense(units=8, use_bias=True, name="second",'),
        (
            "    ])\n",
            (
                '    ], name="tumours")\n'
                '    model.compile("adam", "binary_crossentropy")\n'
                "    return model\n"
            ),
        ),
    ),
    count("a loop over pairs"),
    count("(inputs + 1) times units", ("inputs * units + units", "(inputs + 1) * units")),
    count(
        "by index",
        (
            LOOP,
            (
                "    for i in range(1, len(widths)):\n"
                "        inputs, units = widths[i - 1], widths[i]\n"
            ),
        ),
    ),
    count(
        "with NumPy",
        (LOOP + STEP, "    w = np.array(widths)\n"),
        ("return total", "return w[:-1] @ w[1:] + w[1:].sum()"),
    ),
    count(
        "Keras counts",
        ("    total = 0\n" + LOOP + STEP, "    model = Sequential([Input(shape=(widths[0],))])\n"),
        (
            "    return total",
            (
                "    for units in widths[1:]:\n"
                "        model.add(layers.Dense(units))\n"
                "    return model.count_params()"
            ),
        ),
    ),
    count("a float", ("total = 0", "total = 0.0")),
    cards("one line for each card"),
    cards(
        "capitals and spaces",
        ('"flat stack", "not a flat stack"', '"Flat stack ", "NOT a  flat stack"'),
    ),
    cards(
        "cards in another order",
        ('sort_cards["A"] = flat\n', ""),
        ('"F"] = not_flat\n', '"F"] = not_flat\nsort_cards["A"] = flat\n'),
    ),
    cards(
        "keys that are not needed to be quoted",
        ("sort_cards = {}", "sort_cards = dict(A=flat)"),
        ('sort_cards["A"] = flat\n', ""),
    ),
    *wine.RIGHT,
]

"""Answers to lesson 01's half-written stack, wrong and right."""

from tests.lessons.bank import right, wrong

WINE = """\
def wine_stack():
    model = Sequential()
    model.add(Input(shape=(13,)))
    model.add(layers.Dense(10, activation="tanh"))
    model.add(layers.Dense(3, activation="softmax"))
    return model
"""
AS_LIST = """\
def wine_stack():
    return Sequential([
        Input(shape=(13,)),
        layers.Dense(10, activation="tanh"),
        layers.Dense(3, activation="softmax"),
    ])
"""
HIDDEN = '    model.add(layers.Dense(10, activation="tanh"))\n'
LAST = '    model.add(layers.Dense(3, activation="softmax"))\n'

wine = wrong("wine_stack", WINE)
WRONG = [
    wine("sigmoid for softmax", "wrong-activation", "Dense(3)", ('"softmax"', '"sigmoid"')),
    wine("no activation", "missing-activation", "Dense(3)", (', activation="softmax"', "")),
    wine("tanh as in the line above", "wrong-activation", "Dense(3)", ('"softmax"', '"tanh"')),
    wine("one unit for three kinds", "wrong-setting", "Dense(1)", ("Dense(3", "Dense(1")),
    wine("ten units as in the line above", "wrong-setting", "Dense(10)", ("Dense(3", "Dense(10")),
    wine("relu in the layer that was given", "wrong-activation", "Dense(10)", ('"tanh"', '"relu"')),
    wine("the layer that was given taken away", "missing-call", "", (HIDDEN, "")),
    wine("the new layer first", "wrong-activation", "Dense(3)", (HIDDEN + LAST, LAST + HIDDEN)),
    wine("the new layer twice", "extra-call", "Dense(3)", (LAST, LAST + LAST)),
    wine(
        "softmax twice",
        "extra-activation",
        "softmax",
        (LAST, LAST + "    model.add(layers.Softmax())\n"),
    ),
    wine("the return line lost", "nothing-returned", "", ("    return model\n", "")),
    wine("the Input lost", "unbuilt-sequential", "", ("    model.add(Input(shape=(13,)))\n", "")),
]

wine = right("wine_stack", WINE)
RIGHT = [
    wine("one line more"),
    wine("as a list", (WINE, AS_LIST)),
    wine(
        "softmax as a layer",
        (', activation="softmax"', ""),
        ("    return", "    model.add(layers.Softmax())\n    return"),
    ),
    wine("a named layer", ("layers.Dense(3,", 'layers.Dense(name="kind", units=3,')),
    wine("the activation's function", ('"softmax"', "keras.activations.softmax")),
]

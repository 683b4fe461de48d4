"""Wrong answers to plain stacks: layers, activations, settings, ends."""

from tests.diagnosis.bank import Wrong

BASICS = [
    Wrong(
        drawing="stack",
        name="softmax for sigmoid",
        code="wrong-activation",
        place="`out` (line 5)",
        cell="""\
def answer():
    x = Input((30,))
    a = layers.Dense(16, activation="relu")(x)
    b = layers.Dense(8, activation="relu")(a)
    out = layers.Dense(1, activation="softmax")(b)
    return Model(x, out)
""",
    ),
    Wrong(
        drawing="stack",
        name="an activation forgotten",
        code="missing-activation",
        place="`b` (line 4)",
        cell="""\
def answer():
    x = Input((30,))
    a = layers.Dense(16, activation="relu")(x)
    b = layers.Dense(8)(a)
    out = layers.Dense(1, activation="sigmoid")(b)
    return Model(x, out)
""",
    ),
    Wrong(
        drawing="stack",
        name="an activation too many, written apart",
        code="extra-activation",
        place="the relu activation on line 6",
        cell="""\
def answer():
    x = Input((30,))
    x1 = layers.Dense(16, activation="relu")(x)
    x2 = layers.Dense(8, activation="relu")(x1)
    out = layers.Dense(1)(x2)
    out = layers.Activation("sigmoid")(layers.ReLU()(out))
    return Model(x, out)
""",
    ),
    Wrong(
        drawing="stack",
        name="units of two layers exchanged",
        code="wrong-setting",
        place="`a` (line 3)",
        cell="""\
def answer():
    x = Input((30,))
    a = layers.Dense(8, activation="relu")(x)
    b = layers.Dense(16, activation="relu")(a)
    out = layers.Dense(1, activation="sigmoid")(b)
    return Model(x, out)
""",
    ),
    Wrong(
        drawing="stack",
        name="the input one column short",
        code="wrong-input-shape",
        place="`x` (line 2)",
        cell="""\
def answer():
    x = Input((29,))
    a = layers.Dense(16, activation="relu")(x)
    b = layers.Dense(8, activation="relu")(a)
    out = layers.Dense(1, activation="sigmoid")(b)
    return Model(x, out)
""",
    ),
    Wrong(
        drawing="stack",
        name="the head built and not used",
        code="head-forgotten",
        place="`out` (line 5)",
        cell="""\
def answer():
    x = Input((30,))
    a = layers.Dense(16, activation="relu")(x)
    b = layers.Dense(8, activation="relu")(a)
    out = layers.Dense(1, activation="sigmoid")(b)
    return Model(x, b)
""",
    ),
    Wrong(
        drawing="stack",
        name="the head not built",
        code="head-forgotten",
        place="`b` (line 4)",
        cell="""\
def answer():
    x = Input((30,))
    a = layers.Dense(16, activation="relu")(x)
    b = layers.Dense(8, activation="relu")(a)
    return Model(x, b)
""",
    ),
    Wrong(
        drawing="stack",
        name="the input as output",
        code="output-is-input",
        place="the outputs of Model(...)",
        cell="""\
def answer():
    x = Input((30,))
    a = layers.Dense(16, activation="relu")(x)
    b = layers.Dense(8, activation="relu")(a)
    out = layers.Dense(1, activation="sigmoid")(b)
    return Model(x, x)
""",
    ),
    Wrong(
        drawing="stack",
        name="the middle layer left out",
        code="missing-call",
        place="after `a` (line 3)",
        cell="""\
def answer():
    x = Input((30,))
    a = layers.Dense(16, activation="relu")(x)
    out = layers.Dense(1, activation="sigmoid")(a)
    return Model(x, out)
""",
    ),
    Wrong(
        drawing="stack",
        name="a layer too many",
        code="extra-call",
        place="`c` (line 5)",
        cell="""\
def answer():
    x = Input((30,))
    a = layers.Dense(16, activation="relu")(x)
    b = layers.Dense(8, activation="relu")(a)
    c = layers.Dropout(0.2)(b)
    out = layers.Dense(1, activation="sigmoid")(c)
    return Model(x, out)
""",
    ),
    Wrong(
        drawing="stack",
        name="the input's name given a new value",
        code="rerooted-input",
        place="the inputs of Model(...)",
        cell="""\
def answer():
    x = Input((30,))
    x = layers.Dense(16, activation="relu")(x)
    b = layers.Dense(8, activation="relu")(x)
    out = layers.Dense(1, activation="sigmoid")(b)
    return Model(x, out)
""",
    ),
    Wrong(
        drawing="stack",
        name="an Input of a comma too few",
        code="shape-not-a-tuple",
        place="`answer`",
        cell="""\
def answer():
    x = Input(shape=(30))
    out = layers.Dense(1, activation="sigmoid")(x)
    return Model(x, out)
""",
    ),
    Wrong(
        drawing="normed",
        name="the activation before the normalisation",
        code="misplaced-activation",
        place="`h` (line 3)",
        cell="""\
def answer():
    x = Input((64,))
    h = layers.Dense(256, activation="relu")(x)
    h = layers.BatchNormalization()(h)
    h = layers.Dropout(0.3)(h)
    return Model(x, layers.Dense(10, activation="softmax")(h))
""",
    ),
    Wrong(
        drawing="normed",
        name="Dropout before the normalisation",
        code="misplaced-call",
        place="`drop` (line 4)",
        cell="""\
def answer():
    x = Input((64,))
    dense = layers.Dense(256)(x)
    drop = layers.Dropout(0.3)(dense)
    norm = layers.BatchNormalization()(drop)
    bend = layers.ReLU()(norm)
    return Model(x, layers.Dense(10, activation="softmax")(bend))
""",
    ),
    Wrong(
        drawing="normed",
        name="LayerNormalization for BatchNormalization",
        code="wrong-layer",
        place="line 4",
        cell="""\
def answer():
    x = Input((64,))
    h = layers.Dense(256)(x)
    h = layers.LayerNormalization()(h)
    h = layers.ReLU()(h)
    h = layers.Dropout(0.3)(h)
    return Model(x, layers.Dense(10, activation="softmax")(h))
""",
    ),
]

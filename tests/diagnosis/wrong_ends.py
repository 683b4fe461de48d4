"""Wrong answers with several inputs or outputs."""

from tests.diagnosis.bank import Wrong

ENDS = [
    Wrong(
        drawing="two_towers",
        name="one input for both towers",
        code="missing-input",
        place="`right` (line 4)",
        cell="""\
def answer():
    a = Input((10,))
    left = layers.Dense(32, activation="relu")(a)
    right = layers.Dense(32, activation="relu")(a)
    both = layers.Concatenate()([left, right])
    return Model(a, layers.Dense(1, activation="sigmoid")(both))
""",
    ),
    Wrong(
        drawing="two_towers",
        name="inputs in the other order",
        code="inputs-swapped",
        place="the inputs of Model(...)",
        cell="""\
def answer():
    a = Input((10,))
    b = Input((20,))
    left = layers.Dense(32, activation="relu")(a)
    right = layers.Dense(32, activation="relu")(b)
    both = layers.Concatenate()([left, right])
    return Model([b, a], layers.Dense(1, activation="sigmoid")(both))
""",
    ),
    Wrong(
        drawing="two_towers",
        name="the second tower chained on the first",
        code="chained-not-parallel",
        place="`right` (line 5)",
        cell="""\
def answer():
    a = Input((10,))
    b = Input((20,))
    left = layers.Dense(32, activation="relu")(a)
    right = layers.Dense(32, activation="relu")(left)
    both = layers.Concatenate()([left, right])
    return Model([a, b], layers.Dense(1, activation="sigmoid")(both))
""",
    ),
    Wrong(
        drawing="stack",
        name="an input that only makes the model wider",
        code="extra-input",
        place="`more` (line 3)",
        cell="""\
def answer():
    x = Input((30,))
    more = Input((4,))
    a = layers.Dense(16, activation="relu")(x)
    b = layers.Dense(8, activation="relu")(a)
    both = layers.Concatenate()([b, more])
    return Model([x, more], layers.Dense(1, activation="sigmoid")(both))
""",
    ),
    Wrong(
        drawing="named",
        name="both towers read the first input",
        code="wrong-wiring",
        place="`right` (line 5)",
        cell="""\
def answer():
    photo = Input((12,), name="photo")
    words = Input((12,), name="words")
    left = layers.Dense(8, activation="relu")(photo)
    right = layers.Dense(6, activation="relu")(photo)
    out = layers.Dense(1)(layers.Concatenate()([left, right]))
    return Model([photo, words], out)
""",
    ),
    Wrong(
        drawing="named",
        name="other names",
        code="input-name",
        place="the inputs of Model(...)",
        cell="""\
def answer():
    photo = Input((12,), name="picture")
    words = Input((12,), name="text")
    left = layers.Dense(8, activation="relu")(photo)
    right = layers.Dense(6, activation="relu")(words)
    out = layers.Dense(1)(layers.Concatenate()([left, right]))
    return Model([photo, words], out)
""",
    ),
    Wrong(
        drawing="difference",
        name="subtracted the other way round",
        code="operands-swapped",
        place="`change` (line 4)",
        cell="""\
def answer():
    before = Input((24,))
    after = Input((24,))
    change = layers.Subtract()([before, after])
    return Model([before, after], layers.Dense(1)(change))
""",
    ),
    Wrong(
        drawing="two_heads",
        name="heads swapped",
        code="swapped-heads",
        place="the outputs of Model(...)",
        cell="""\
def answer():
    x = Input((10,))
    trunk = layers.Dense(64, activation="relu")(x)
    yes = layers.Dense(1, activation="sigmoid")(trunk)
    digit = layers.Dense(10, activation="softmax")(trunk)
    return Model(x, [digit, yes])
""",
    ),
    Wrong(
        drawing="two_heads",
        name="the second head fed by the first",
        code="head-chained-on-head",
        place="`digit` (line 5)",
        cell="""\
def answer():
    x = Input((10,))
    trunk = layers.Dense(64, activation="relu")(x)
    yes = layers.Dense(1, activation="sigmoid")(trunk)
    digit = layers.Dense(10, activation="softmax")(yes)
    return Model(x, [yes, digit])
""",
    ),
    Wrong(
        drawing="two_heads",
        name="the same head twice",
        code="same-output-twice",
        place="the outputs of Model(...)",
        cell="""\
def answer():
    x = Input((10,))
    trunk = layers.Dense(64, activation="relu")(x)
    yes = layers.Dense(1, activation="sigmoid")(trunk)
    digit = layers.Dense(10, activation="softmax")(trunk)
    return Model(x, [yes, yes])
""",
    ),
    Wrong(
        drawing="two_heads",
        name="a head left out of the outputs",
        code="missing-output",
        place="`digit` (line 5)",
        cell="""\
def answer():
    x = Input((10,))
    trunk = layers.Dense(64, activation="relu")(x)
    yes = layers.Dense(1, activation="sigmoid")(trunk)
    digit = layers.Dense(10, activation="softmax")(trunk)
    return Model(x, yes)
""",
    ),
    Wrong(
        drawing="two_heads",
        name="the trunk as a third output",
        code="extra-output",
        place="the outputs of Model(...)",
        cell="""\
def answer():
    x = Input((10,))
    trunk = layers.Dense(64, activation="relu")(x)
    yes = layers.Dense(1, activation="sigmoid")(trunk)
    digit = layers.Dense(10, activation="softmax")(trunk)
    return Model(x, [yes, digit, trunk])
""",
    ),
    Wrong(
        drawing="named_heads",
        name="outputs without their names",
        code="output-name",
        place="the outputs of Model(...)",
        cell="""\
def answer():
    x = Input((10,))
    trunk = layers.Dense(64, activation="relu")(x)
    yes = layers.Dense(1, activation="sigmoid")(trunk)
    level = layers.Dense(1)(trunk)
    return Model(x, [yes, level])
""",
    ),
]

"""Right answers with branches, merges, skips and several ends, differently written."""

from tests.diagnosis.bank import Right

BRANCHES = [
    Right(
        drawing="three_branches",
        name="operands in another order",
        cell="""\
def answer():
    image = Input((64,))
    four = layers.Dense(8, activation="relu")(layers.Dense(8, activation="relu")(image))
    two = layers.Dense(16, activation="relu")(image)
    one = layers.Dense(16, activation="tanh")(image)
    both = layers.concatenate([four, one, two])
    return Model(image, layers.Dense(10, activation="softmax")(both))
""",
    ),
    Right(
        drawing="three_branches",
        name="two merges for one",
        cell="""\
def answer():
    image = Input((64,))
    one = layers.Dense(16, activation="tanh")(image)
    two = layers.Dense(16, activation="relu")(image)
    last = Sequential([layers.Dense(8, activation="relu"), layers.Dense(8, activation="relu")])
    both = layers.Concatenate()([layers.Concatenate()([one, two]), last(image)])
    return Model(image, layers.Dense(10, activation="softmax")(both))
""",
    ),
    Right(
        drawing="wide_and_deep",
        name="ops.concatenate along the last axis",
        cell="""\
def answer():
    x = Input((30,))
    h = layers.Dense(8, activation="relu")(layers.Dense(16, activation="relu")(x))
    return Model(x, layers.Dense(1, activation="sigmoid")(ops.concatenate([x, h], axis=-1)))
""",
    ),
    Right(
        drawing="wide_and_deep",
        name="axis 1 of vectors is the last",
        cell="""\
def answer():
    x = Input((30,))
    h = layers.Dense(8, activation="relu")(layers.Dense(16, activation="relu")(x))
    return Model(x, layers.Dense(1, activation="sigmoid")(layers.Concatenate(axis=1)([h, x])))
""",
    ),
    Right(
        drawing="two_towers",
        name="as drawn",
        cell="""\
def answer():
    a, b = Input((10,)), Input((20,))
    left = layers.Dense(32, activation="relu")(a)
    right = layers.Dense(32, activation="relu")(b)
    both = layers.Concatenate()([left, right])
    return Model([a, b], layers.Dense(1, activation="sigmoid")(both))
""",
    ),
    Right(
        drawing="two_towers",
        name="a loop and a helper",
        cell="""\
def tower(x):
    return layers.Dense(32, activation="relu")(x)


def answer():
    ins = [Input((size,)) for size in (10, 20)]
    both = layers.Concatenate()([tower(each) for each in ins])
    return Model(ins, layers.Dense(1, activation="sigmoid")(both))
""",
    ),
    Right(
        drawing="two_towers",
        name="the right tower first",
        cell="""\
def answer():
    b, a = Input((20,)), Input((10,))
    right = ops.relu(layers.Dense(32)(b))
    left = layers.Dense(32, activation="relu")(a)
    return Model((a, b), ops.sigmoid(layers.Dense(1)(layers.Concatenate()([right, left]))))
""",
    ),
    Right(
        drawing="difference",
        name="the minus sign",
        cell="""\
def answer():
    before, after = Input((24,)), Input((24,))
    return Model([before, after], layers.Dense(1)(after - before))
""",
    ),
    Right(
        drawing="named",
        name="inputs as a dict",
        cell="""\
def answer():
    photo, words = Input((12,), name="photo"), Input((12,), name="words")
    left = layers.Dense(8, activation="relu")(photo)
    right = layers.Dense(6, activation="relu")(words)
    out = layers.Dense(1)(layers.Concatenate()([left, right]))
    return Model({"photo": photo, "words": words}, out)
""",
    ),
    Right(
        drawing="named",
        name="names on the Inputs",
        cell="""\
def answer():
    photo, words = Input((12,), name="photo"), Input((12,), name="words")
    left = layers.Dense(8, activation="relu")(photo)
    right = layers.Dense(6, activation="relu")(words)
    return Model([photo, words], layers.Dense(1)(layers.Concatenate()([right, left])))
""",
    ),
    Right(
        drawing="residual",
        name="a plus sign",
        cell="""\
def answer():
    x = Input((32,))
    h = layers.Dense(32)(layers.Dense(32, activation="relu")(x))
    return Model(x, layers.Dense(10, activation="softmax")(x + h))
""",
    ),
    Right(
        drawing="residual",
        name="layers.add, the other order",
        cell="""\
def answer():
    x = Input((32,))
    h = layers.Dense(32, activation="relu")(x)
    h = layers.Dense(32, kernel_initializer="zeros")(h)
    return Model(x, layers.Dense(10, activation="softmax")(layers.add([h, x])))
""",
    ),
    Right(
        drawing="residual",
        name="the block as a function",
        cell="""\
def block(x):
    h = layers.Dense(x.shape[-1], activation="relu")(x)
    return ops.add(layers.Dense(x.shape[-1])(h), x)


def answer():
    x = Input((32,))
    return Model(x, layers.Dense(10, activation="softmax")(block(x)))
""",
    ),
    Right(
        drawing="projection",
        name="relu by ops",
        cell="""\
def answer():
    x = Input((32,))
    side = layers.Dense(64)(x)
    h = layers.Dense(64)(layers.Dense(64, activation="relu")(x))
    return Model(x, ops.relu(side + h))
""",
    ),
    Right(
        drawing="projection",
        name="the block as a model",
        cell="""\
def answer():
    i = Input((32,))
    inner = Model(i, layers.Dense(64)(layers.Dense(64, activation="relu")(i)))
    x = Input((32,))
    return Model(x, layers.ReLU()(layers.Add()([inner(x), layers.Dense(64)(x)])))
""",
    ),
    Right(
        drawing="two_heads",
        name="as drawn",
        cell="""\
def answer():
    x = Input((10,))
    trunk = layers.Dense(64, activation="relu")(x)
    digit = layers.Dense(10, activation="softmax")(trunk)
    yes = layers.Dense(1, activation="sigmoid")(trunk)
    return Model(x, [yes, digit])
""",
    ),
    Right(
        drawing="two_heads",
        name="softmax apart",
        cell="""\
def answer():
    x = Input((10,))
    trunk = layers.Dense(64)(x)
    trunk = layers.ReLU()(trunk)
    digit = layers.Softmax()(layers.Dense(10)(trunk))
    return Model(x, [layers.Dense(1, activation="sigmoid")(trunk), digit])
""",
    ),
    Right(
        drawing="named_heads",
        name="outputs as a dict",
        cell="""\
def answer():
    x = Input((10,))
    trunk = layers.Dense(64, activation="relu")(x)
    level = layers.Dense(1)(trunk)
    return Model(x, {"alarm": layers.Dense(1, activation="sigmoid")(trunk), "level": level})
""",
    ),
    Right(
        drawing="named_heads",
        name="names on the layers",
        cell="""\
def answer():
    x = Input((10,))
    trunk = layers.Dense(64, activation="relu")(x)
    alarm = layers.Dense(1, activation="sigmoid", name="alarm")(trunk)
    return Model(x, [alarm, layers.Dense(1, name="level")(trunk)])
""",
    ),
    Right(
        drawing="ensemble",
        name="members from a loop",
        cell="""\
def answer():
    x = Input((6,))
    return Model(x, layers.Average()([layers.Dense(4, activation="softmax")(x) for _ in range(3)]))
""",
    ),
    Right(
        drawing="ensemble",
        name="members as models",
        cell="""\
def member():
    i = Input((6,))
    return Model(i, layers.Softmax()(layers.Dense(4)(i)))


def answer():
    x = Input((6,))
    return Model(x, layers.average([member()(x) for _ in range(3)]))
""",
    ),
]

"""Wrong answers about shared weights, and about skips."""

from tests.diagnosis.bank import Wrong

SHARING = [
    Wrong(
        drawing="siamese",
        name="two encoders",
        code="not-shared",
        place="line 6",
        cell="""\
def answer():
    a = Input((24,))
    b = Input((24,))
    ends = []
    for x in (a, b):
        h = layers.Dense(48, activation="relu")(x)
        ends.append(layers.Dense(16)(h))
    away = ops.abs(ends[0] - ends[1])
    return Model([a, b], layers.Dense(1, activation="sigmoid")(away))
""",
    ),
    Wrong(
        drawing="siamese",
        name="two encoders, line by line",
        code="not-shared",
        place="`a1` (line 4) and `b1` (line 6)",
        cell="""\
def answer():
    a = Input((24,))
    b = Input((24,))
    a1 = layers.Dense(48, activation="relu")(a)
    a2 = layers.Dense(16)(a1)
    b1 = layers.Dense(48, activation="relu")(b)
    b2 = layers.Dense(16)(b1)
    away = abs(a2 - b2)
    return Model([a, b], layers.Dense(1, activation="sigmoid")(away))
""",
    ),
    Wrong(
        drawing="siamese",
        name="the encoder called twice on one input",
        code="wrong-wiring",
        place="",
        cell="""\
def answer():
    a = Input((24,))
    b = Input((24,))
    first = layers.Dense(48, activation="relu")
    second = layers.Dense(16)
    left = second(first(a))
    right = second(first(a))
    away = ops.abs(left - right)
    return Model([a, b], layers.Dense(1, activation="sigmoid")(away))
""",
    ),
    Wrong(
        drawing="siamese",
        name="the encoder called once and its result used twice",
        code="called-once-and-reused",
        place="`code` (line 4)",
        cell="""\
def answer():
    a = Input((24,))
    b = Input((24,))
    code = layers.Dense(16)(layers.Dense(48, activation="relu")(a))
    away = ops.abs(layers.Subtract()([code, code]))
    return Model([a, b], layers.Dense(1, activation="sigmoid")(away))
""",
    ),
    Wrong(
        drawing="siamese",
        name="Concatenate for the difference",
        code="wrong-merge",
        place="line 6",
        cell="""\
def answer():
    a = Input((24,))
    b = Input((24,))
    first = layers.Dense(48, activation="relu")
    second = layers.Dense(16)
    both = layers.Concatenate()([second(first(a)), second(first(b))])
    return Model([a, b], layers.Dense(1, activation="sigmoid")(ops.abs(both)))
""",
    ),
    Wrong(
        drawing="shared_heads",
        name="the heads share too",
        code="shared-not-separate",
        place="`one` (line 6) and `two` (line 7)",
        cell="""\
def answer():
    a = Input((10,))
    b = Input((10,))
    encoder = layers.Dense(32, activation="relu")
    head = layers.Dense(1)
    one = head(encoder(a))
    two = head(encoder(b))
    return Model([a, b], [one, two])
""",
    ),
    Wrong(
        drawing="pairs",
        name="the wrong pair shares",
        code="wrong-calls-share",
        place="",
        cell="""\
def answer():
    a, b, c = Input((9,)), Input((9,)), Input((9,))
    shared = layers.Dense(5)
    alone = layers.Dense(5)
    ea = shared(a)
    eb = alone(b)
    ec = shared(c)
    return Model([a, b, c], layers.Dense(1)(layers.Concatenate()([ea, eb, ec])))
""",
    ),
    Wrong(
        drawing="residual",
        name="two roads for a skip",
        code="parallel-not-skip",
        place="`sum` (line 5)",
        cell="""\
def answer():
    x = Input((32,))
    a = layers.Dense(32, activation="relu")(x)
    b = layers.Dense(32)(x)
    sum = layers.Add()([a, b])
    return Model(x, layers.Dense(10, activation="softmax")(sum))
""",
    ),
    Wrong(
        drawing="residual",
        name="the skip from the block's middle",
        code="skip-from-wrong-tensor",
        place="`sum` (line 5)",
        cell="""\
def answer():
    x = Input((32,))
    a = layers.Dense(32, activation="relu")(x)
    b = layers.Dense(32)(a)
    sum = layers.Add()([a, b])
    return Model(x, layers.Dense(10, activation="softmax")(sum))
""",
    ),
    Wrong(
        drawing="residual",
        name="the input added to itself",
        code="merge-reads-same-tensor-twice",
        place="`sum` (line 5)",
        cell="""\
def answer():
    x = Input((32,))
    a = layers.Dense(32, activation="relu")(x)
    b = layers.Dense(32)(a)
    sum = layers.Add()([b, b])
    return Model(x, layers.Dense(10, activation="softmax")(sum))
""",
    ),
    Wrong(
        drawing="residual",
        name="no skip",
        code="missing-skip",
        place="after `b` (line 4)",
        cell="""\
def answer():
    x = Input((32,))
    a = layers.Dense(32, activation="relu")(x)
    b = layers.Dense(32)(a)
    return Model(x, layers.Dense(10, activation="softmax")(b))
""",
    ),
    Wrong(
        drawing="projection",
        name="relu before Add",
        code="misplaced-activation",
        place="`b` (line 4)",
        cell="""\
def answer():
    x = Input((32,))
    a = layers.Dense(64, activation="relu")(x)
    b = layers.Dense(64, activation="relu")(a)
    side = layers.Dense(64)(x)
    return Model(x, layers.Add()([b, side]))
""",
    ),
]

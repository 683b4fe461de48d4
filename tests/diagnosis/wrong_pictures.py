"""Wrong answers with pictures, nested models, frozen layers and tables of words."""

from tests.diagnosis.bank import Wrong

PICTURES = [
    Wrong(
        drawing="picture",
        name="a kernel of one row",
        code="wrong-setting",
        place="`conv` (line 3)",
        cell="""\
def answer():
    image = Input((8, 8, 1))
    conv = layers.Conv2D(8, (1, 9), padding="same", activation="relu")(image)
    flat = layers.Flatten()(layers.MaxPooling2D()(conv))
    return Model(image, layers.Dense(10, activation="softmax")(flat))
""",
    ),
    Wrong(
        drawing="picture",
        name="valid for same",
        code="wrong-setting",
        place="`conv` (line 3)",
        cell="""\
def answer():
    image = Input((8, 8, 1))
    conv = layers.Conv2D(8, 3, activation="relu")(image)
    flat = layers.Flatten()(layers.MaxPooling2D()(conv))
    return Model(image, layers.Dense(10, activation="softmax")(flat))
""",
    ),
    Wrong(
        drawing="picture",
        name="sigmoid for softmax",
        code="wrong-activation",
        place="`digit` (line 5)",
        cell="""\
def answer():
    image = Input((8, 8, 1))
    conv = layers.Conv2D(8, 3, padding="same", activation="relu")(image)
    flat = layers.Flatten()(layers.MaxPooling2D()(conv))
    digit = layers.Dense(10, activation="sigmoid")(flat)
    return Model(image, digit)
""",
    ),
    Wrong(
        drawing="picture",
        name="average for maximum pooling",
        code="wrong-layer",
        place="`pool` (line 4)",
        cell="""\
def answer():
    image = Input((8, 8, 1))
    conv = layers.Conv2D(8, 3, padding="same", activation="relu")(image)
    pool = layers.AveragePooling2D(2)(conv)
    digit = layers.Dense(10, activation="softmax")(layers.Flatten()(pool))
    return Model(image, digit)
""",
    ),
    Wrong(
        drawing="up_step",
        name="the coarse picture not joined",
        code="wrong-merge",
        place="`join` (line 6)",
        cell="""\
def answer():
    small = Input((8, 8, 32))
    large = Input((16, 16, 16))
    up = layers.UpSampling2D(2)(small)
    wide = large
    join = layers.Add()([layers.Conv2D(16, 1)(up), wide])
    conv = layers.Conv2D(16, 3, padding="same", activation="relu")(join)
    return Model([small, large], conv)
""",
    ),
    Wrong(
        drawing="nested",
        name="tanh inside the encoder",
        code="nested-inner-difference",
        place="`encoder` >",
        cell="""\
def answer():
    i = Input((64,))
    h = layers.Dense(48, activation="relu")(i)
    code = layers.Dense(16, activation="tanh")(h)
    encoder = Model(i, code, name="encoder")
    x = Input((64,))
    return Model(x, layers.Dense(10, activation="softmax")(encoder(x)))
""",
    ),
    Wrong(
        drawing="ensemble",
        name="Add for Average",
        code="wrong-merge",
        place="line 4",
        cell="""\
def answer():
    x = Input((6,))
    members = [layers.Dense(4, activation="softmax")(x) for _ in range(3)]
    return Model(x, layers.Add()(members))
""",
    ),
    Wrong(
        drawing="ensemble",
        name="one member three times",
        code="merge-reads-same-tensor-twice",
        place="line 4",
        cell="""\
def answer():
    x = Input((6,))
    member = layers.Dense(4, activation="softmax")(x)
    return Model(x, layers.Average()([member, member, member]))
""",
    ),
    Wrong(
        drawing="ensemble",
        name="a member too few",
        code="missing-call",
        place="`x`",
        cell="""\
def answer():
    x = Input((6,))
    members = [layers.Dense(4, activation="softmax")(x) for _ in range(2)]
    return Model(x, layers.Average()(members))
""",
    ),
    Wrong(
        drawing="frozen",
        name="nothing frozen",
        code="not-frozen",
        place="`h` (line 4)",
        cell="""\
def answer():
    x = Input((64,))
    body = layers.Dense(16, activation="relu")
    h = body(x)
    return Model(x, layers.Dense(5, activation="softmax")(h))
""",
    ),
    Wrong(
        drawing="two_tower_dot",
        name="both embeddings of the user's size",
        code="wrong-setting",
        place="the Embedding(50, 4) on line 5",
        cell="""\
def answer():
    user = Input((1,), dtype="int32")
    item = Input((1,), dtype="int32")
    u = layers.Flatten()(layers.Embedding(50, 4)(user))
    i = layers.Flatten()(layers.Embedding(50, 4)(item))
    return Model([user, item], layers.Dot(axes=1)([u, i]))
""",
    ),
    Wrong(
        drawing="two_tower_dot",
        name="ids as fractions",
        code="wrong-input-type",
        place="`user` (line 2)",
        cell="""\
def answer():
    user = Input((1,))
    item = Input((1,), dtype="int32")
    u = layers.Flatten()(layers.Embedding(50, 4)(user))
    i = layers.Flatten()(layers.Embedding(80, 4)(item))
    return Model([user, item], layers.Dot(axes=1)([u, i]))
""",
    ),
]

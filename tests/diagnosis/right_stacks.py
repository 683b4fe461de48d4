"""Right answers to plain stacks, pictures and nested models, differently written."""

from tests.diagnosis.bank import Right

STACKS = [
    Right(
        drawing="stack",
        name="as drawn",
        cell="""\
def answer():
    x = Input((30,))
    a = layers.Dense(16, activation="relu")(x)
    b = layers.Dense(8, activation="relu")(a)
    return Model(x, layers.Dense(1, activation="sigmoid")(b))
""",
    ),
    Right(
        drawing="stack",
        name="a Sequential",
        cell="""\
def answer():
    return Sequential([
        Input((30,)),
        layers.Dense(16, activation="relu"),
        layers.Dense(8, activation="relu"),
        layers.Dense(1, activation="sigmoid"),
    ])
""",
    ),
    Right(
        drawing="stack",
        name="activations apart, in three spellings",
        cell="""\
def answer():
    x = Input((30,))
    a = layers.ReLU()(layers.Dense(16)(x))
    b = ops.relu(layers.Dense(8)(a))
    return Model(x, layers.Activation("sigmoid")(layers.Dense(1)(b)))
""",
    ),
    Right(
        drawing="stack",
        name="activations as functions",
        cell="""\
def answer():
    x = Input((30,))
    a = layers.Dense(16, activation=keras.activations.relu)(x)
    b = layers.Dense(8, activation=ops.relu)(a)
    return Model(x, ops.sigmoid(layers.Dense(1)(b)))
""",
    ),
    Right(
        drawing="stack",
        name="one name for everything",
        cell="""\
def answer():
    x = inputs = Input(shape=(30,), name="measurements")
    for units in (16, 8):
        x = layers.Dense(units, activation="relu")(x)
    x = layers.Dense(1, activation="sigmoid", name="answer")(x)
    return Model(inputs=inputs, outputs=x, name="mine")
""",
    ),
    Right(
        drawing="stack",
        name="written from the inside out",
        cell="""\
def answer():
    x = Input((30,))
    d = layers.Dense
    return Model(x, d(1, "sigmoid")(d(8, "relu")(d(16, "relu")(x))))
""",
    ),
    Right(
        drawing="stack",
        name="explicit defaults",
        cell="""\
def answer():
    x = Input((30,), dtype="float32")
    a = layers.Dense(16, activation="relu", use_bias=True, kernel_initializer="glorot_uniform")(x)
    b = layers.Dense(8, activation="relu", bias_initializer="zeros")(a)
    return Model(x, layers.Dense(1, activation="sigmoid")(b))
""",
    ),
    Right(
        drawing="stack",
        name="another initialiser",
        cell="""\
def answer():
    x = Input((30,))
    a = layers.Dense(16, activation="relu", kernel_initializer="he_normal")(x)
    b = layers.Dense(8, activation="relu")(a)
    return Model(x, layers.Dense(1, activation="sigmoid")(b))
""",
    ),
    Right(
        drawing="stack",
        name="Identity and Dropout(0) in between",
        cell="""\
def answer():
    x = Input((30,))
    a = layers.Identity()(layers.Dense(16, activation="relu")(x))
    b = layers.Dense(8, activation="relu")(layers.Dropout(0)(a))
    return Model(x, layers.Activation("linear")(layers.Dense(1, activation="sigmoid")(b)))
""",
    ),
    Right(
        drawing="stack",
        name="a Sequential called as a layer",
        cell="""\
def answer():
    body = Sequential([layers.Dense(16, activation="relu"), layers.Dense(8, activation="relu")])
    x = Input((30,))
    return Model(x, layers.Dense(1, activation="sigmoid")(body(x)))
""",
    ),
    Right(
        drawing="stack",
        name="a layer built and not used",
        cell="""\
def answer():
    x = Input((30,))
    a = layers.Dense(16, activation="relu")(x)
    c = layers.Dense(99)(a)
    b = layers.Dense(8, activation="relu")(a)
    return Model(x, layers.Dense(1, activation="sigmoid")(b))
""",
    ),
    Right(
        drawing="stack",
        name="layers made first, called later",
        cell="""\
def answer():
    last, middle = layers.Dense(1, activation="sigmoid"), layers.Dense(8, activation="relu")
    first = layers.Dense(16, activation="relu")
    x = Input((30,))
    return Model(x, last(middle(first(x))))
""",
    ),
    Right(
        drawing="normed",
        name="as drawn, ReLU as a layer",
        cell="""\
def answer():
    x = Input((64,))
    h = layers.BatchNormalization()(layers.Dense(256)(x))
    h = layers.Dropout(0.3)(layers.ReLU()(h))
    return Model(x, layers.Dense(10, activation="softmax")(h))
""",
    ),
    Right(
        drawing="normed",
        name="softmax apart, axis written out, another seed",
        cell="""\
def answer():
    x = Input((64,))
    h = layers.BatchNormalization(axis=1)(layers.Dense(256, activation=None)(x))
    h = layers.Dropout(0.3, seed=5)(layers.Activation("relu")(h), training=None)
    return Model(x, layers.Softmax()(layers.Dense(10)(h)))
""",
    ),
    Right(
        drawing="picture",
        name="sizes as tuples, SAME in capitals",
        cell="""\
def answer():
    image = Input((8, 8, 1))
    h = layers.Conv2D(8, (3, 3), strides=(1, 1), padding="SAME", activation="relu")(image)
    h = layers.Flatten()(layers.MaxPooling2D((2, 2), strides=2)(h))
    return Model(image, layers.Dense(10, activation="softmax")(h))
""",
    ),
    Right(
        drawing="picture",
        name="Reshape for Flatten",
        cell="""\
def answer():
    image = Input((8, 8, 1))
    h = layers.Conv2D(8, 3, padding="same")(image)
    h = layers.MaxPool2D()(ops.relu(h))
    h = layers.Reshape((-1,))(h)
    return Model(image, layers.Dense(10, activation="softmax")(h))
""",
    ),
    Right(
        drawing="up_step",
        name="the other way round",
        cell="""\
def answer():
    small, large = Input((8, 8, 32)), Input((16, 16, 16))
    join = layers.Concatenate(axis=3)([large, layers.UpSampling2D()(small)])
    return Model([small, large], layers.Conv2D(16, 3, padding="same", activation="relu")(join))
""",
    ),
    Right(
        drawing="nested",
        name="an encoder as a model",
        cell="""\
def answer():
    i = Input((64,))
    h = layers.Dense(48, activation="relu")(i)
    encoder = Model(i, layers.Dense(16, activation="relu")(h), name="encoder")
    x = Input((64,))
    return Model(x, layers.Dense(10, activation="softmax")(encoder(x)))
""",
    ),
    Right(
        drawing="nested",
        name="a model in a model in a model",
        cell="""\
def answer():
    i = Input((48,))
    inner = Model(i, layers.Dense(16, activation="relu")(i))
    j = Input((64,))
    outer = Model(j, inner(layers.Dense(48, activation="relu")(j)))
    x = Input((64,))
    return Model(x, Sequential([layers.Dense(10), layers.Softmax()])(outer(x)))
""",
    ),
    Right(
        drawing="frozen",
        name="frozen by a line of its own",
        cell="""\
def answer():
    body = layers.Dense(16, activation="relu")
    body.trainable = False
    x = Input((64,))
    return Model(x, layers.Dense(5, activation="softmax")(body(x)))
""",
    ),
    Right(
        drawing="frozen",
        name="frozen when made",
        cell="""\
def answer():
    x = Input((64,))
    h = layers.Dense(16, activation="relu", trainable=False)(x)
    return Model(x, layers.Dense(5, activation="softmax")(h))
""",
    ),
]

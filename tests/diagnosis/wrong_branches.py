"""Wrong answers with branches and merges."""

from tests.diagnosis.bank import Wrong

BRANCHES = [
    Wrong(
        drawing="three_branches",
        name="the second branch fed from the first",
        code="chained-not-parallel",
        place="`two` (line 4)",
        cell="""\
def answer():
    image = Input((64,))
    one = layers.Dense(16, activation="tanh")(image)
    two = layers.Dense(16, activation="relu")(one)
    three = layers.Dense(8, activation="relu")(image)
    four = layers.Dense(8, activation="relu")(three)
    both = layers.Concatenate()([one, two, four])
    return Model(image, layers.Dense(10, activation="softmax")(both))
""",
    ),
    Wrong(
        drawing="three_branches",
        name="the last branch not chained",
        code="parallel-not-chained",
        place="`four` (line 6)",
        cell="""\
def answer():
    image = Input((64,))
    one = layers.Dense(16, activation="tanh")(image)
    two = layers.Dense(16, activation="relu")(image)
    three = layers.Dense(8, activation="relu")(image)
    four = layers.Dense(8, activation="relu")(image)
    both = layers.Concatenate()([one, two, four])
    return Model(image, layers.Dense(10, activation="softmax")(both))
""",
    ),
    Wrong(
        drawing="three_branches",
        name="a branch built and not joined",
        code="unused-branch",
        place="`four` (line 6)",
        cell="""\
def answer():
    image = Input((64,))
    one = layers.Dense(16, activation="tanh")(image)
    two = layers.Dense(16, activation="relu")(image)
    three = layers.Dense(8, activation="relu")(image)
    four = layers.Dense(8, activation="relu")(three)
    both = layers.Concatenate()([one, two])
    return Model(image, layers.Dense(10, activation="softmax")(both))
""",
    ),
    Wrong(
        drawing="three_branches",
        name="one branch twice in the merge",
        code="merge-reads-same-tensor-twice",
        place="`both` (line 7)",
        cell="""\
def answer():
    image = Input((64,))
    one = layers.Dense(16, activation="tanh")(image)
    two = layers.Dense(16, activation="relu")(image)
    three = layers.Dense(8, activation="relu")(image)
    four = layers.Dense(8, activation="relu")(three)
    both = layers.Concatenate()([one, one, four])
    return Model(image, layers.Dense(10, activation="softmax")(both))
""",
    ),
    Wrong(
        drawing="three_branches",
        name="a branch left out of the merge",
        code="unused-branch",
        place="`one` (line 3)",
        cell="""\
def answer():
    image = Input((64,))
    one = layers.Dense(16, activation="tanh")(image)
    two = layers.Dense(16, activation="relu")(image)
    three = layers.Dense(8, activation="relu")(image)
    four = layers.Dense(8, activation="relu")(three)
    both = layers.Concatenate()([two, four])
    return Model(image, layers.Dense(10, activation="softmax")(both))
""",
    ),
    Wrong(
        drawing="three_branches",
        name="the branches stacked",
        code="chained-not-parallel",
        place="`two` (line 4)",
        cell="""\
def answer():
    image = Input((64,))
    one = layers.Dense(16, activation="tanh")(image)
    two = layers.Dense(16, activation="relu")(one)
    three = layers.Dense(8, activation="relu")(two)
    four = layers.Dense(8, activation="relu")(three)
    return Model(image, layers.Dense(10, activation="softmax")(four))
""",
    ),
    Wrong(
        drawing="wide_and_deep",
        name="Add for Concatenate",
        code="wrong-merge",
        place="`both` (line 5)",
        cell="""\
def answer():
    x = Input((30,))
    a = layers.Dense(16, activation="relu")(x)
    b = layers.Dense(8, activation="relu")(a)
    both = layers.Average()([layers.Dense(30)(b), x])
    return Model(x, layers.Dense(1, activation="sigmoid")(both))
""",
    ),
    Wrong(
        drawing="wide_and_deep",
        name="nothing wide",
        code="missing-skip",
        place="after `b` (line 4)",
        cell="""\
def answer():
    x = Input((30,))
    a = layers.Dense(16, activation="relu")(x)
    b = layers.Dense(8, activation="relu")(a)
    return Model(x, layers.Dense(1, activation="sigmoid")(b))
""",
    ),
    Wrong(
        drawing="wide_and_deep",
        name="the wide road from the first layer",
        code="skip-from-wrong-tensor",
        place="`both` (line 5)",
        cell="""\
def answer():
    x = Input((30,))
    a = layers.Dense(16, activation="relu")(x)
    b = layers.Dense(8, activation="relu")(a)
    both = layers.Concatenate()([b, a])
    return Model(x, layers.Dense(1, activation="sigmoid")(both))
""",
    ),
    Wrong(
        drawing="two_towers",
        name="axis 1 is right for vectors, axis 0 is not",
        code="concatenate-axis",
        place="`both` (line 6)",
        cell="""\
def answer():
    a = Input((10,))
    b = Input((20,))
    left = layers.Dense(32, activation="relu")(a)
    right = layers.Dense(32, activation="relu")(b)
    both = layers.Concatenate(axis=0)([left, right])
    return Model([a, b], layers.Dense(1, activation="sigmoid")(both))
""",
    ),
    Wrong(
        drawing="two_towers",
        name="the head reads one tower",
        code="unused-branch",
        place="`right` (line 5)",
        cell="""\
def answer():
    a = Input((10,))
    b = Input((20,))
    left = layers.Dense(32, activation="relu")(a)
    right = layers.Dense(32, activation="relu")(b)
    return Model([a, b], layers.Dense(1, activation="sigmoid")(left))
""",
    ),
]

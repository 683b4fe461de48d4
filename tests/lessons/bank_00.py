"""Answers to the exercise of lesson 00: what beginners write, wrong and right."""

from tests.lessons.bank import Right, Wrong

WRONG = [
    Wrong(
        exercise="first_model",
        name="sigmoid for softmax",
        code="wrong-activation",
        place="`species` (line 3)",
        cell="""\
def first_model():
    flower = Input(shape=(4,))
    species = layers.Dense(3, activation="sigmoid")(flower)
    return Model(flower, species)
""",
    ),
    Wrong(
        exercise="first_model",
        name="no activation at all",
        code="missing-activation",
        place="`species` (line 3)",
        cell="""\
def first_model():
    flower = Input(shape=(4,))
    species = layers.Dense(3)(flower)
    return Model(flower, species)
""",
    ),
    Wrong(
        exercise="first_model",
        name="units and inputs exchanged",
        code="wrong-input-shape",
        place="`flower` (line 2)",
        cell="""\
def first_model():
    flower = Input(shape=(3,))
    species = layers.Dense(4, activation="softmax")(flower)
    return Model(flower, species)
""",
    ),
    Wrong(
        exercise="first_model",
        name="nothing returned",
        code="nothing-returned",
        place="`first_model`",
        cell="""\
def first_model():
    flower = Input(shape=(4,))
    species = layers.Dense(3, activation="softmax")(flower)
    Model(flower, species)
""",
    ),
    Wrong(
        exercise="first_model",
        name="the tensor returned instead of the model",
        code="tensor-not-model",
        place="`first_model`",
        cell="""\
def first_model():
    flower = Input(shape=(4,))
    species = layers.Dense(3, activation="softmax")(flower)
    return species
""",
    ),
    Wrong(
        exercise="first_model",
        name="the model ends where it begins",
        code="output-is-input",
        place="Model(...)",
        cell="""\
def first_model():
    flower = Input(shape=(4,))
    species = layers.Dense(3, activation="softmax")(flower)
    return Model(flower, flower)
""",
    ),
    Wrong(
        exercise="first_model",
        name="the worked example's hidden layer kept",
        code="extra-call",
        place="`hidden` (line 3)",
        cell="""\
def first_model():
    flower = Input(shape=(4,))
    hidden = layers.Dense(5, activation="relu")(flower)
    species = layers.Dense(3, activation="softmax")(hidden)
    return Model(flower, species)
""",
    ),
]

RIGHT = [
    Right(
        exercise="first_model",
        name="softmax as its own layer",
        cell="""\
def first_model():
    x = Input((4,))
    y = layers.Dense(3)(x)
    return Model(x, layers.Softmax()(y))
""",
    ),
    Right(
        exercise="first_model",
        name="a Sequential",
        cell="""\
def first_model():
    return keras.Sequential([Input(shape=(4,)), layers.Dense(3, activation="softmax")])
""",
    ),
    Right(
        exercise="first_model",
        name="explicit defaults and names",
        cell="""\
def first_model():
    flower = Input(shape=(4,), name="measurements")
    dense = layers.Dense(units=3, activation=keras.activations.softmax, use_bias=True, name="out")
    return Model(inputs=flower, outputs=dense(flower), name="first")
""",
    ),
    Right(
        exercise="first_model",
        name="dictionaries for inputs and lists for outputs",
        cell="""\
def first_model():
    flower = Input(shape=(4,), name="flower")
    return Model({"flower": flower}, [layers.Dense(3, activation="softmax")(flower)])
""",
    ),
    Right(
        exercise="first_model",
        name="an operation for the activation",
        cell="""\
def first_model():
    flower = Input(shape=(4,))
    return Model(flower, keras.ops.softmax(layers.Dense(3)(flower)))
""",
    ),
]

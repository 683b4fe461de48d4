"""Answers to the four repairs of lesson 02, wrong and right."""

from tests.lessons.bank import right, wrong

SHAPE = """\
def repair_shape():
    row = Input(shape=(12,))
    hidden = layers.Dense(5, activation="relu")(row)
    scores = layers.Dense(2)(hidden)
    return Model(row, scores)
"""
SHAPE_STACK = """\
def repair_shape():
    return Sequential([Input((12,)), layers.Dense(5, activation="relu"), layers.Dense(2)])
"""
EXP = """\
def repair_exp():
    flat = Input(shape=(6,))
    log_price = layers.Dense(1)(flat)
    price = ops.exp(log_price)
    return Model(flat, price)
"""
EXP_BEFORE = """\
def repair_exp():
    flat = Input(shape=(6,))
    grown = ops.exp(flat)
    price = layers.Dense(1)(grown)
    return Model(flat, price)
"""
IF = """\
def repair_if():
    week = Input(shape=(7,))
    sales = layers.Dense(1)(week)
    order = layers.ReLU()(sales)
    return Model(week, order)
"""
IF_BEFORE = """\
def repair_if():
    week = Input(shape=(7,))
    sales = layers.ReLU()(week)
    order = layers.Dense(1)(sales)
    return Model(week, order)
"""
AS_IT_WAS = """\
    if sales > 0:
        order = sales
    else:
        order = 0
"""
INPUT = """\
def repair_input():
    morning = Input(shape=(6,))
    evening = Input(shape=(6,))
    day = morning + evening
    order = layers.Dense(1, activation="sigmoid")(day)
    return Model([morning, evening], order)
"""
BOTH, SUM = "[morning, evening]", "morning + evening"
SCORES = "    scores = layers.Dense(2)(hidden)\n"
PRICE = "    price = ops.exp(log_price)\n"
ORDER = "    order = layers.ReLU()(sales)\n"

shape, exp, if_, input_ = (
    wrong("repair_shape", SHAPE),
    wrong("repair_exp", EXP),
    wrong("repair_if", IF),
    wrong("repair_input", INPUT),
)
WRONG = [
    shape("as it was", "shape-not-a-tuple", "line 2", ("(12,)", "12")),
    shape("brackets without a comma", "shape-not-a-tuple", "line 2", ("(12,)", "(12)")),
    shape("the batch written down", "wrong-input-shape", "", ("(12,)", "(None, 12)")),
    shape("one column of twelve", "wrong-input-shape", "", ("(12,)", "(12, 1)")),
    shape("five numbers in place of twelve", "wrong-input-shape", "", ("(12,)", "(5,)")),
    shape("the activation lost", "missing-activation", "`hidden`", (', activation="relu"', "")),
    shape("the last layer lost", "head-forgotten", "", (SCORES, ""), ("scores)", "hidden)")),
    exp("as it was", "numpy-function", "line 4", ("ops.exp", "np.exp")),
    exp(
        "the step left out",
        "missing-activation",
        "`log_price`",
        (PRICE, ""),
        ("flat, price", "flat, log_price"),
    ),
    exp("the logarithm", "missing-call", "`log_price`", ("ops.exp", "ops.log")),
    exp("exp minus one", "missing-call", "`log_price`", ("ops.exp", "ops.expm1")),
    exp("the step before the layer", "misplaced-activation", "`grown`", (EXP, EXP_BEFORE)),
    exp("not used", "head-forgotten", "`price` (line 4)", ("(flat, price)", "(flat, log_price)")),
    exp("sigmoid", "wrong-activation", "", ("ops.exp", "ops.sigmoid")),
    if_("as it was", "if-on-tensor", "line 4", (ORDER, AS_IT_WAS)),
    if_("left out", "missing-activation", "`sales`", (ORDER, ""), ("week, order", "week, sales")),
    if_("sigmoid", "wrong-activation", "", ("layers.ReLU()", "ops.sigmoid")),
    if_("a little below 0 passes", "wrong-activation", "", ("layers.ReLU()", "layers.LeakyReLU()")),
    if_("the size without the sign", "missing-call", "`sales`", ("layers.ReLU()", "ops.abs")),
    if_("relu before the layer", "misplaced-activation", "`sales`", (IF, IF_BEFORE)),
    if_("relu before the layer too", "extra-activation", "", ("(week)\n", "(ops.relu(week))\n")),
    input_("as it was", "output-not-connected", "line 6", (BOTH, "evening")),
    input_("the other input alone", "output-not-connected", "line 6", (BOTH, "morning")),
    input_("the sum as input", "rerooted-input", "", (BOTH, "day")),
    input_("the sum not used", "unused-branch", "`day` (line 4)", ("(day)", "(evening)")),
    input_("the morning left out", "missing-input", "", ("(day)", "(evening)"), (BOTH, "evening")),
    input_(
        "one input for both", "missing-input", "", (SUM, "evening + evening"), (BOTH, "evening")
    ),
    input_("minus", "wrong-merge", "`day` (line 4)", (SUM, "morning - evening")),
    input_("the mean", "wrong-merge", "`day`", (SUM, "layers.Average()([morning, evening])")),
    input_("end to end", "wrong-merge", "`day`", (SUM, "layers.Concatenate()([morning, evening])")),
]

shape, exp, if_, input_ = (
    right("repair_shape", SHAPE),
    right("repair_exp", EXP),
    right("repair_if", IF),
    right("repair_input", INPUT),
)
RIGHT = [
    shape("a tuple"),
    shape("a list", ("(12,)", "[12]")),
    shape("with the batch, by its own name", ("shape=(12,)", "batch_shape=(None, 12)")),
    shape("without the word shape", ("shape=(12,)", "(12,)")),
    shape("a Sequential", (SHAPE, SHAPE_STACK)),
    exp("ops.exp"),
    exp("an activation", ("ops.exp", 'layers.Activation("exponential")')),
    exp(
        "an activation in the layer",
        ("Dense(1)", 'Dense(1, activation="exponential")'),
        (PRICE, ""),
        ("flat, price", "flat, log_price"),
    ),
    exp("its whole name", ("ops.exp", "keras.ops.exp")),
    exp("the activation's function", ("ops.exp", "keras.activations.exponential")),
    if_("a ReLU layer"),
    if_(
        "in the layer",
        ("Dense(1)", 'Dense(1, activation="relu")'),
        (ORDER, ""),
        ("week, order", "week, sales"),
    ),
    if_("ops.relu", ("layers.ReLU()", "ops.relu")),
    if_("Activation", ("layers.ReLU()", 'layers.Activation("relu")')),
    if_("maximum with 0", ("layers.ReLU()(sales)", "ops.maximum(sales, 0)")),
    if_("where", ("layers.ReLU()(sales)", "ops.where(sales > 0, sales, 0 * sales)")),
    input_("a list"),
    input_("a tuple", (BOTH, "(morning, evening)")),
    input_("the evening first", (BOTH, "[evening, morning]")),
    input_("an Add layer", (SUM, "layers.Add()([morning, evening])")),
    input_("layers.add", (SUM, "layers.add([evening, morning])")),
    input_("a dict", (BOTH, '{"morning": morning, "evening": evening}')),
]

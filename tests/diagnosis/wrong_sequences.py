"""Wrong answers with recurrent layers and attention."""

from tests.diagnosis.bank import Wrong

SEQUENCES = [
    Wrong(
        drawing="sequence",
        name="one step for all",
        code="wrong-layer",
        place="`last` (line 4)",
        cell="""\
def answer():
    steps = Input((20, 3))
    first = layers.LSTM(16, return_sequences=True)(steps)
    last = layers.GRU(8)(first)
    return Model(steps, layers.Dense(1)(last))
""",
    ),
    Wrong(
        drawing="sequence",
        name="all steps where the last is asked",
        code="wrong-setting",
        place="`last` (line 4)",
        cell="""\
def answer():
    steps = Input((20, 3))
    first = layers.LSTM(16, return_sequences=True)(steps)
    last = layers.LSTM(8, return_sequences=True)(first)
    return Model(steps, layers.Dense(1)(last))
""",
    ),
    Wrong(
        drawing="seq2seq",
        name="the writer starts from zeros",
        code="missing-initial-state",
        place="`written` (line 5)",
        cell="""\
def answer():
    question = Input((8, 5))
    reply = Input((8, 5))
    read, state = layers.GRU(16, return_state=True)(question)
    written = layers.GRU(16, return_sequences=True)(reply)
    word = layers.Dense(5, activation="softmax")(written)
    return Model([question, reply], word)
""",
    ),
    Wrong(
        drawing="cross_attention",
        name="self for cross",
        code="self-for-cross",
        place="`look` (line 4)",
        cell="""\
def answer():
    query = Input((4, 8))
    text = Input((6, 8))
    look = layers.MultiHeadAttention(2, 8)(query, query)
    return Model([query, text], layers.Dense(3)(look))
""",
    ),
    Wrong(
        drawing="cross_attention",
        name="query and value swapped",
        code="attention-roles-swapped",
        place="`look` (line 4)",
        cell="""\
def answer():
    query = Input((4, 8))
    text = Input((6, 8))
    look = layers.MultiHeadAttention(2, 8)(query=text, value=query)
    return Model([query, text], layers.Dense(3)(look))
""",
    ),
    Wrong(
        drawing="cross_attention",
        name="heads and width exchanged",
        code="wrong-setting",
        place="`look` (line 4)",
        cell="""\
def answer():
    query = Input((4, 8))
    text = Input((6, 8))
    look = layers.MultiHeadAttention(4, 8)(query, text)
    return Model([query, text], layers.Dense(3)(look))
""",
    ),
    Wrong(
        drawing="causal",
        name="the causal flag omitted",
        code="missing-causal-flag",
        place="`look` (line 3)",
        cell="""\
def answer():
    steps = Input((6, 8))
    look = layers.MultiHeadAttention(2, 8)(steps, steps)
    return Model(steps, layers.Dense(3)(look))
""",
    ),
    Wrong(
        drawing="masked",
        name="the mask not handed over",
        code="missing-mask",
        place="`look` (line 4)",
        cell="""\
def answer():
    steps = Input((6, 8))
    real = Input((6, 6), dtype="bool")
    look = layers.MultiHeadAttention(2, 8)(steps, steps)
    return Model([steps, real], look)
""",
    ),
    Wrong(
        drawing="block",
        name="the second skip from before the norm",
        code="skip-from-wrong-tensor",
        place="`h` (line 7)",
        cell="""\
def answer():
    x = Input((6, 8))
    look = layers.MultiHeadAttention(2, 4)(x, x)
    norm = layers.LayerNormalization()(x + look)
    wide = layers.Dense(64, activation="relu")(norm)
    back = layers.Dense(8)(wide)
    h = layers.Add()([x, back])
    return Model(x, layers.LayerNormalization()(h))
""",
    ),
    Wrong(
        drawing="block",
        name="no normalisation at the end",
        code="head-forgotten",
        place="`h` (line 7)",
        cell="""\
def answer():
    x = Input((6, 8))
    look = layers.MultiHeadAttention(2, 4)(x, x)
    norm = layers.LayerNormalization()(x + look)
    wide = layers.Dense(64, activation="relu")(norm)
    back = layers.Dense(8)(wide)
    h = layers.Add()([norm, back])
    return Model(x, h)
""",
    ),
]

"""Right answers with shared weights, recurrent layers and attention, differently written."""

from tests.diagnosis.bank import Right

SEQUENCES = [
    Right(
        drawing="siamese",
        name="abs of the difference",
        cell="""\
def answer():
    a, b = Input((24,)), Input((24,))
    first, second = layers.Dense(48, activation="relu"), layers.Dense(16)
    away = abs(second(first(a)) - second(first(b)))
    return Model([a, b], layers.Dense(1, activation="sigmoid")(away))
""",
    ),
    Right(
        drawing="siamese",
        name="the difference the other way round",
        cell="""\
def answer():
    a, b = Input((24,)), Input((24,))
    encoder = Sequential([layers.Dense(48, activation="relu"), layers.Dense(16)])
    away = ops.abs(layers.Subtract()([encoder(b), encoder(a)]))
    return Model([a, b], layers.Dense(1, activation="sigmoid")(away))
""",
    ),
    Right(
        drawing="siamese",
        name="the encoder as a model",
        cell="""\
def answer():
    i = Input((24,))
    encoder = Model(i, layers.Dense(16)(layers.Dense(48, activation="relu")(i)))
    a, b = Input((24,)), Input((24,))
    away = ops.absolute(ops.subtract(encoder(a), encoder(b)))
    return Model([a, b], layers.Dense(1, activation="sigmoid")(away))
""",
    ),
    Right(
        drawing="siamese",
        name="the larger of two differences",
        cell="""\
def answer():
    a, b = Input((24,)), Input((24,))
    first, second = layers.Dense(48, activation="relu"), layers.Dense(16)
    one, two = second(first(a)), second(first(b))
    away = ops.maximum(one - two, two - one)
    return Model([a, b], layers.Dense(1, activation="sigmoid")(away))
""",
    ),
    Right(
        drawing="shared_heads",
        name="heads apart",
        cell="""\
def answer():
    a, b = Input((10,)), Input((10,))
    encoder = layers.Dense(32, activation="relu")
    return Model([a, b], [layers.Dense(1)(encoder(a)), layers.Dense(1)(encoder(b))])
""",
    ),
    Right(
        drawing="shared_heads",
        name="a shared ReLU as well, which has no weights",
        cell="""\
def answer():
    a, b = Input((10,)), Input((10,))
    encoder, bend = layers.Dense(32), layers.ReLU()
    ends = [layers.Dense(1)(bend(encoder(x))) for x in (a, b)]
    return Model([a, b], ends)
""",
    ),
    Right(
        drawing="pairs",
        name="as drawn",
        cell="""\
def answer():
    a, b, c = Input((9,)), Input((9,)), Input((9,))
    shared = layers.Dense(5)
    both = layers.Concatenate()([shared(a), shared(b), layers.Dense(5)(c)])
    return Model([a, b, c], layers.Dense(1)(both))
""",
    ),
    Right(
        drawing="two_tower_dot",
        name="as drawn",
        cell="""\
def answer():
    user, item = Input((1,), dtype="int32"), Input((1,), dtype="int32")
    u = layers.Flatten()(layers.Embedding(50, 4)(user))
    i = layers.Flatten()(layers.Embedding(80, 4)(item))
    return Model([user, item], layers.Dot(1)([u, i]))
""",
    ),
    Right(
        drawing="two_tower_dot",
        name="the product the other way round, Reshape for Flatten",
        cell="""\
def answer():
    user, item = Input((1,), dtype="int32"), Input((1,), dtype="int32")
    u = layers.Reshape((-1,))(layers.Embedding(50, 4)(user))
    i = layers.Flatten()(layers.Embedding(80, 4)(item))
    return Model([user, item], layers.Dot(axes=-1)([i, u]))
""",
    ),
    Right(
        drawing="sequence",
        name="as drawn",
        cell="""\
def answer():
    steps = Input((20, 3))
    h = layers.LSTM(16, return_sequences=True)(steps)
    return Model(steps, layers.Dense(1)(layers.LSTM(8)(h)))
""",
    ),
    Right(
        drawing="sequence",
        name="explicit defaults",
        cell="""\
def answer():
    steps = Input((20, 3))
    h = layers.LSTM(16, activation="tanh", return_sequences=True, return_state=False)(steps)
    h = layers.LSTM(8, recurrent_activation="sigmoid", return_sequences=False)(h, mask=None)
    return Model(steps, layers.Dense(1)(h))
""",
    ),
    Right(
        drawing="seq2seq",
        name="the state by keyword",
        cell="""\
def answer():
    question, reply = Input((8, 5)), Input((8, 5))
    _, state = layers.GRU(16, return_state=True)(question)
    h = layers.GRU(16, return_sequences=True)(reply, initial_state=state)
    return Model([question, reply], layers.Dense(5, activation="softmax")(h))
""",
    ),
    Right(
        drawing="seq2seq",
        name="the state in a list",
        cell="""\
def answer():
    question, reply = Input((8, 5)), Input((8, 5))
    read = layers.GRU(16, return_state=True)(question)
    h = layers.GRU(16, return_sequences=True)(reply, initial_state=[read[1]])
    return Model([question, reply], layers.Dense(5, activation="softmax")(h))
""",
    ),
    Right(
        drawing="cross_attention",
        name="by position",
        cell="""\
def answer():
    query, text = Input((4, 8)), Input((6, 8))
    return Model([query, text], layers.Dense(3)(layers.MultiHeadAttention(2, 8)(query, text)))
""",
    ),
    Right(
        drawing="cross_attention",
        name="by keyword, the key written out",
        cell="""\
def answer():
    query, text = Input((4, 8)), Input((6, 8))
    look = layers.MultiHeadAttention(num_heads=2, key_dim=8)(key=text, value=text, query=query)
    return Model([query, text], layers.Dense(3)(look))
""",
    ),
    Right(
        drawing="causal",
        name="the flag by keyword",
        cell="""\
def answer():
    s = Input((6, 8))
    look = layers.MultiHeadAttention(2, 8)(query=s, value=s, use_causal_mask=True)
    return Model(s, layers.Dense(3)(look))
""",
    ),
    Right(
        drawing="masked",
        name="the mask by keyword",
        cell="""\
def answer():
    s, real = Input((6, 8)), Input((6, 6), dtype="bool")
    return Model([s, real], layers.MultiHeadAttention(2, 8)(s, s, attention_mask=real))
""",
    ),
    Right(
        drawing="block",
        name="plus signs",
        cell="""\
def answer():
    x = Input((6, 8))
    h = layers.LayerNormalization()(x + layers.MultiHeadAttention(2, 4)(x, x))
    wide = layers.Dense(8)(layers.Dense(64, activation="relu")(h))
    return Model(x, layers.LayerNormalization()(wide + h))
""",
    ),
    Right(
        drawing="block",
        name="Add layers, attention by keyword",
        cell="""\
def answer():
    x = Input((6, 8))
    look = layers.MultiHeadAttention(2, 4)(query=x, key=x, value=x, use_causal_mask=False)
    h = layers.LayerNormalization(epsilon=0.001)(layers.Add()([look, x]))
    feed = Sequential([layers.Dense(64), layers.ReLU(), layers.Dense(8)])
    return Model(x, layers.LayerNormalization()(layers.Add()([h, feed(h)])))
""",
    ),
]

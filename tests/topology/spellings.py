"""Ways to write one function in Keras, and near ones that are others: for the numeric oracle.

Each way takes `keras.layers`, `keras.ops` and the inputs.
"""

V, S, PICTURE = (6,), (5, 6), (8, 8, 3)


def _twice(n, x):
    return n.Dense(3)(x) + n.Dense(3)(x)


# Each entry: the shapes of the inputs, and ways to write one function of the tensors.
SAME = {
    "relu": (
        [V],
        lambda n, o, x: n.Dense(4, activation="relu")(x),
        lambda n, o, x: n.ReLU()(n.Dense(4)(x)),
        lambda n, o, x: o.relu(n.Dense(4)(x)),
        lambda n, o, x: n.Activation("relu")(n.Dense(4)(x)),
        lambda n, o, x: n.Dense(4, activation=n.ReLU())(x),
    ),
    "relu6": (
        [V],
        lambda n, o, x: n.ReLU(max_value=6)(n.Dense(4)(x) * 9),
        lambda n, o, x: o.relu6(9 * n.Dense(4)(x)),
    ),
    "leaky": (
        [V],
        lambda n, o, x: n.LeakyReLU()(n.Dense(4)(x)),
        lambda n, o, x: o.leaky_relu(n.Dense(4)(x), 0.3),
        lambda n, o, x: n.Dense(4, activation=n.LeakyReLU(0.3))(x),
        lambda n, o, x: n.ReLU(negative_slope=0.3)(n.Dense(4)(x)),
    ),
    "leaky as a word": (
        [V],
        lambda n, o, x: n.Dense(4, activation="leaky_relu")(x),
        lambda n, o, x: n.LeakyReLU(0.2)(n.Dense(4)(x)),
        lambda n, o, x: o.leaky_relu(n.Dense(4)(x)),
    ),
    "gelu": (
        [V],
        lambda n, o, x: n.Dense(4, activation="gelu")(x),
        lambda n, o, x: o.gelu(n.Dense(4)(x), approximate=False),
    ),
    "softmax": (
        [S],
        lambda n, o, x: n.Dense(4, activation="softmax")(x),
        lambda n, o, x: n.Softmax()(n.Dense(4)(x)),
        lambda n, o, x: o.softmax(n.Dense(4)(x), axis=2),
    ),
    "silu": (
        [V],
        lambda n, o, x: n.Dense(4, activation="swish")(x),
        lambda n, o, x: o.silu(n.Dense(4)(x)),
    ),
    "exponential": (
        [V],
        lambda n, o, x: n.Dense(4, activation="exponential")(x),
        lambda n, o, x: o.exp(n.Dense(4)(x)),
    ),
    "elu, selu, tanh": (
        [V],
        lambda n, o, x: o.tanh(o.selu(n.ELU(0.5)(n.Dense(4)(x)))),
        lambda n, o, x: n.Activation("tanh")(n.Activation("selu")(o.elu(n.Dense(4)(x), 0.5))),
    ),
    "sum": (
        [V, V, V],
        lambda n, o, x, y, z: n.Add()([x, y, z]),
        lambda n, o, x, y, z: x + y + z,
        lambda n, o, x, y, z: z + (x + y),
        lambda n, o, x, y, z: o.add(y, n.add([z, x])),
    ),
    "join": (
        [V, V, V],
        lambda n, o, x, y, z: n.Concatenate()([x, y, z]),
        lambda n, o, x, y, z: o.concatenate([x, n.Concatenate()([y, z])], axis=1),
        lambda n, o, x, y, z: o.hstack([x, y, z]),
    ),
    "distance": (
        [V, V],
        lambda n, o, x, y: abs(x - y),
        lambda n, o, x, y: o.absolute(n.Subtract()([y, x])),
        lambda n, o, x, y: o.maximum(x - y, y - x),
        lambda n, o, x, y: n.Maximum()([y - x, -(y - x)]),
    ),
    "squared distance": (
        [V, V],
        lambda n, o, x, y: o.square(x - y),
        lambda n, o, x, y: (y - x) ** 2,
        lambda n, o, x, y: (x - y) * (x - y),
    ),
    "quotient": (
        [V, V],
        lambda n, o, x, y: x / (y * y + 1),
        lambda n, o, x, y: o.divide(x, 1 + y * y),
    ),
    "dot": ([V, V], lambda n, o, x, y: n.Dot(-1)([x, y]), lambda n, o, x, y: n.Dot(1)([y, x])),
    "nothing in between": (
        [V],
        lambda n, o, x: n.Dense(4)(x),
        lambda n, o, x: n.Identity()(n.Dense(4)(n.Dropout(0.0)(x))),
        lambda n, o, x: n.Activation("linear")(n.Dense(4)(n.Flatten()(x))),
        lambda n, o, x: n.Rescaling(1.0)(n.Dense(4, activation="linear")(x + 0)) * 1,
    ),
    "flatten": (
        [PICTURE],
        lambda n, o, x: n.Flatten()(x),
        lambda n, o, x: n.Reshape((-1,))(x),
        lambda n, o, x: n.Reshape((192,))(x),
        lambda n, o, x: o.reshape(x, (-1, 192)),
    ),
    "reshape": (
        [PICTURE],
        lambda n, o, x: n.Reshape((16, 12))(x),
        lambda n, o, x: o.reshape(x, (-1, 16, 12)),
    ),
    "pooling": (
        [PICTURE],
        lambda n, o, x: n.MaxPooling2D()(x),
        lambda n, o, x: n.MaxPool2D((2, 2), strides=2, padding="valid")(x),
        lambda n, o, x: o.max_pool(x, 2),
    ),
    "global pooling": (
        [PICTURE],
        lambda n, o, x: n.GlobalAveragePooling2D()(x),
        lambda n, o, x: o.mean(x, axis=(1, 2)),
        lambda n, o, x: o.mean(x, axis=(-3, -2)),
    ),
    "means along steps": (
        [S],
        lambda n, o, x: n.GlobalAveragePooling1D()(x),
        lambda n, o, x: o.average(x, axis=1),
        lambda n, o, x: o.mean(x, axis=-2),
    ),
    "turned": (
        [S],
        lambda n, o, x: n.Permute((2, 1))(x),
        lambda n, o, x: o.transpose(x, (0, 2, 1)),
    ),
    "convolution": (
        [PICTURE],
        lambda n, o, x: n.Conv2D(4, 3, padding="same", activation="relu")(x),
        lambda n, o, x: o.relu(n.Conv2D(4, (3, 3), strides=(1, 1), padding="SAME")(x)),
    ),
    "a dense for every step": (
        [S],
        lambda n, o, x: n.Dense(4, activation="relu")(x),
        lambda n, o, x: n.TimeDistributed(n.Dense(4, activation="relu"))(x),
    ),
    "normalisation": (
        [S],
        lambda n, o, x: n.LayerNormalization()(x),
        lambda n, o, x: n.LayerNormalization(axis=[2])(x),
    ),
    "attention": (
        [S, S],
        lambda n, o, x, y: n.MultiHeadAttention(2, 3)(x, y),
        lambda n, o, x, y: n.MultiHeadAttention(2, 3)(value=y, query=x, key=y),
    ),
    "attention in a list": (
        [S, S],
        lambda n, o, x, y: n.Attention()([x, y]),
        lambda n, o, x, y: n.Attention(score_mode="dot")([x, y, y]),
    ),
    "repeated steps": (
        [S],
        lambda n, o, x: n.Dense(3)(n.Flatten()(x)) + n.Dense(3)(n.Flatten()(x)),
        lambda n, o, x: _twice(n, n.Flatten()(x)),
    ),
}

DIFFERENT = {
    "slope": (
        [V],
        lambda n, o, x: n.LeakyReLU()(n.Dense(4)(x)),
        lambda n, o, x: n.Dense(4, activation="leaky_relu")(x),
    ),
    "gelu": (
        [V],
        lambda n, o, x: o.gelu(n.Dense(4)(x) * 3),
        lambda n, o, x: n.Activation("gelu")(n.Dense(4)(x) * 3),
    ),
    "average of averages": (
        [V, V, V],
        lambda n, o, x, y, z: n.Average()([x, y, z]),
        lambda n, o, x, y, z: n.Average()([x, n.Average()([y, z])]),
    ),
    "difference": ([V, V], lambda n, o, x, y: x - y, lambda n, o, x, y: y - x),
    "softmax axis": (
        [S],
        lambda n, o, x: n.Softmax()(x),
        lambda n, o, x: n.Softmax(axis=1)(x),
    ),
    "joined along steps": (
        [S, S],
        lambda n, o, x, y: n.Dense(2)(n.Concatenate(axis=1)([x, y])),
        lambda n, o, x, y: n.Dense(2)(n.Concatenate(axis=1)([y, x])),
    ),
    "mean along steps": (
        [(5, 5)],
        lambda n, o, x: o.mean(x, axis=1),
        lambda n, o, x: o.mean(x, axis=2),
    ),
    "square": ([V, V], lambda n, o, x, y: o.square(x - y), lambda n, o, x, y: abs(x - y)),
    "attention": (
        [S, S],
        lambda n, o, x, y: n.Attention()([x, y]),
        lambda n, o, x, y: n.Attention()([y, x]),
    ),
}

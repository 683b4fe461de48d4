"""Masks that Keras hands on by itself are no part of a topology; those an author gives are."""

from tests.keras_models import Input, Model, dense, layers, masked, ops, read, reads


def words():
    return Input((6,), dtype="int32", name="words")


def vectors(source, *, mask_zero=True, name="vectors"):
    return layers.Embedding(20, 4, mask_zero=mask_zero, name=name)(source)


def made_by(topology, reader, port):
    """The call that made what a call reads at a port."""
    return topology.by_id[reads(topology.by_id[reader])[port]]


def test_a_mask_that_keras_hands_on_is_left_out():
    """Nobody wrote the comparison with zero, nor the masks of the layers downstream."""
    topology = read(masked())
    assert [(call.id, reads(call)) for call in topology.calls] == [
        ("words", {}),
        ("vectors", {"0": "words"}),
        ("kept", {"0": "vectors"}),
        ("steps", {"0": "kept"}),
        ("mean", {"0": "steps"}),
    ]


def test_a_mask_that_the_author_gives_is_an_argument():
    """Without `mask_zero` the same comparison is the author's own."""
    source = words()
    x = vectors(source, mask_zero=False)
    topology = read(Model(source, layers.LSTM(3, name="steps")(x, mask=source != 0)))
    assert made_by(topology, "steps", "mask").op == "ops.NotEqual"


def test_a_mask_other_than_the_one_handed_on_is_an_argument():
    """A mask that the author gives in place of Keras's is kept."""
    source, valid = words(), Input((6,), dtype="bool", name="valid")
    steps = layers.LSTM(3, name="steps")(vectors(source), mask=valid)
    other = layers.LSTM(3, name="other")(vectors(source, name="more"), mask=source != 5)
    topology = read(Model([source, valid], [steps, other]))
    assert reads(topology.by_id["steps"])["mask"] == "valid"
    assert made_by(topology, "other", "mask").setting("constant.1") == 5


def test_a_given_mask_is_handed_on():
    """After a layer that was given a mask, the next gets it from Keras and not from the author."""
    x, valid = Input((6, 4), name="x"), Input((6,), dtype="bool", name="valid")
    first = layers.LSTM(3, return_sequences=True, name="first")(x, mask=valid)
    topology = read(Model([x, valid], layers.LSTM(3, name="second")(first)))
    assert reads(topology.by_id["first"]) == {"0": "x", "mask": "valid"}
    assert reads(topology.by_id["second"]) == {"0": "first"}


def test_a_mask_computed_for_masking_is_left_out():
    """`Masking` compares with its own value."""
    x = Input((6, 4), name="x")
    kept = layers.Masking(mask_value=-1.0, name="masking")(x)
    topology = read(Model(x, layers.Bidirectional(layers.GRU(3), name="both")(kept)))
    assert [call.id for call in topology.calls] == ["x", "masking", "both"]


def test_masks_joined_by_a_merge_are_left_out():
    """Add and Concatenate join the masks of what they read."""
    a, b = words(), Input((6,), dtype="int32", name="more")
    left, right = vectors(a, name="left"), vectors(b, name="right")
    added = layers.LSTM(3, name="after_add")(layers.Add(name="sum")([left, right]))
    joined = layers.LSTM(3, name="after_join")(layers.Concatenate(name="both")([left, right]))
    topology = read(Model([a, b], [added, joined]))
    assert sorted(call.op for call in topology.calls) == sorted(
        ["Input", "Input", "Embedding", "Embedding", "Add", "Concatenate", "LSTM", "LSTM"]
    )


def test_a_mask_through_bidirectional_and_attention_is_left_out():
    """A Bidirectional that returns sequences and an attention hand the mask on."""
    source = words()
    steps = layers.Bidirectional(layers.LSTM(2, return_sequences=True), name="bi")(vectors(source))
    seen = layers.MultiHeadAttention(2, 2, name="seen")(steps, steps)
    normed = layers.LayerNormalization(name="norm")(seen)
    pooled = layers.GlobalAveragePooling1D(name="mean")(normed)
    topology = read(Model(source, dense(1, "score")(pooled)))
    assert [call.id for call in topology.calls] == [
        "words",
        "vectors",
        "bi",
        "seen",
        "norm",
        "mean",
        "score",
    ]


def test_attention_with_masked_words_is_left_as_drawn():
    """Masks of query and value that Keras fills in are left out."""
    a, b = words(), Input((5,), dtype="int32", name="more")
    seen = layers.Attention(name="seen")([vectors(a, name="left"), vectors(b, name="right")])
    topology = read(Model([a, b], layers.GlobalAveragePooling1D(name="mean")(seen)))
    assert reads(topology.by_id["seen"]) == {"query": "left", "value": "right"}
    assert reads(topology.by_id["mean"]) == {"0": "seen"}


def test_an_attention_mask_is_always_an_argument():
    """Keras fills in no `attention_mask`: one that is there was given."""
    source = words()
    x = vectors(source)
    mask = ops.expand_dims(source != 0, 1)
    seen = layers.MultiHeadAttention(1, 2, name="seen")(x, x, attention_mask=mask)
    topology = read(Model(source, seen))
    assert made_by(topology, "seen", "attention_mask").op == "ops.ExpandDims"


def test_a_comparison_used_elsewhere_stays():
    """The author's own comparison with zero stays where something else reads it."""
    source = words()
    x = layers.LSTM(3, name="steps")(vectors(source))
    count = ops.sum(ops.cast(source != 0, "float32"), axis=1, keepdims=True)
    topology = read(Model(source, layers.Concatenate(name="both")([x, count])))
    assert reads(topology.by_id["steps"]) == {"0": "vectors"}
    assert [call.op for call in topology.calls if call.op.startswith("ops.")] == [
        "ops.NotEqual",
        "ops.Cast",
        "ops.Sum",
    ]

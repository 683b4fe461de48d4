"""Settings are plain, comparable values, and short texts where Keras writes objects."""

import numpy
import pytest

from autograder.topology.keras_config import read_config
from tests.keras_models import Doubling, Input, Model, Sequential, dense, keras, layers, ops, read


def settings_of(layer, *, shape=(6, 4)):
    """The settings of a layer called on one input."""
    x = Input(shape, name="x")
    return dict(read(Model(x, layer(x))).calls[-1].settings)


def test_what_makes_no_difference_is_left_out():
    """Name, type policy, seed and `trainable=True` are no settings; the rest is."""
    found = settings_of(layers.Dropout(0.5, seed=3, name="drop", dtype="float32"))
    assert found == {"rate": 0.5, "noise_shape": None}


def test_a_frozen_layer_says_so():
    """`trainable=False` is a setting."""
    assert settings_of(dense(2, "d", trainable=False))["trainable"] is False


@pytest.mark.parametrize(
    ("given", "seen"),
    [
        (None, "linear"),
        ("relu", "relu"),
        (keras.activations.gelu, "gelu"),
        (layers.ReLU(), "relu"),
        (layers.ReLU(max_value=6.0), "relu(max_value=6)"),
        (layers.LeakyReLU(), "leaky_relu(negative_slope=0.3)"),
        (layers.LeakyReLU(negative_slope=0.1), "leaky_relu(negative_slope=0.1)"),
        (layers.Activation("tanh"), "tanh"),
        (layers.Softmax(axis=1), "softmax(axis=1)"),
        (layers.ELU(), "elu"),
    ],
    ids=str,
)
def test_an_activation_is_a_name(given, seen):
    """Functions, texts and layers given as an activation read alike."""
    assert settings_of(dense(2, "d", activation=given))["activation"] == seen


@pytest.mark.parametrize(
    ("given", "seen"),
    [
        ("zeros", "zeros"),
        (keras.initializers.GlorotUniform(seed=1), "glorot_uniform"),
        (keras.initializers.HeNormal(), "he_normal"),
        (keras.initializers.RandomNormal(), "random_normal"),
        (keras.initializers.RandomNormal(stddev=0.01), "random_normal(stddev=0.01)"),
        (keras.initializers.Constant(0.5), "constant(value=0.5)"),
        (keras.initializers.Orthogonal(gain=2.0), "orthogonal(gain=2)"),
        (
            keras.initializers.VarianceScaling(mode="fan_avg", scale=2.0),
            "variance_scaling(mode=fan_avg, scale=2)",
        ),
    ],
    ids=str,
)
def test_an_initialiser_is_a_short_text(given, seen):
    """Initialisers are named with the parameters that differ from their defaults."""
    assert settings_of(dense(2, "d", kernel_initializer=given))["kernel_initializer"] == seen


# The window of a spectrogram fits no Dense.
MAKERS = {
    maker
    for maker in vars(keras.initializers).values()
    if isinstance(maker, type) and maker not in {keras.Initializer, keras.initializers.STFT}
}


@pytest.mark.parametrize("maker", sorted(MAKERS, key=str), ids=lambda maker: maker.__name__)
def test_every_initialiser_by_default_is_its_name(maker):
    """Made without arguments, an initialiser of the installed Keras is its name alone."""
    found = settings_of(dense(4, "d", kernel_initializer=maker()))
    assert found["kernel_initializer"].replace("_", "").isalnum()


def test_regularisers_and_constraints_are_short_texts():
    """A regulariser always tells its factor, a constraint what differs from its defaults."""
    found = settings_of(
        dense(
            2, "d", kernel_regularizer="l2", bias_regularizer=keras.regularizers.L1L2(0.1, 0.2),
            kernel_constraint="max_norm", bias_constraint=keras.constraints.MaxNorm(3),
        )
    )  # fmt: skip
    assert found["kernel_regularizer"] == "l2(l2=0.01)"
    assert found["bias_regularizer"] == "l1l2(l1=0.1, l2=0.2)"
    assert found["kernel_constraint"] == "max_norm"
    assert found["bias_constraint"] == "max_norm(max_value=3)"


def test_sequences_are_tuples():
    """Kernel sizes and axes compare as tuples."""
    found = settings_of(layers.Conv2D(2, (3, 1), padding="same"), shape=(5, 5, 1))
    assert (found["kernel_size"], found["strides"], found["padding"]) == ((3, 1), (1, 1), "same")


def test_a_wrapper_holds_its_inner_layer():
    """Bidirectional and TimeDistributed show the layer inside, and differ where it differs."""
    found = settings_of(layers.Bidirectional(layers.GRU(3)))
    assert found["merge_mode"] == "concat"
    assert found["layer"][0] == "GRU"
    assert ("units", 3) in found["layer"]
    assert "backward_layer" not in found
    inner = settings_of(layers.TimeDistributed(dense(2, "inner", activation="relu")))["layer"]
    assert (inner[0], dict(inner[1:])["activation"]) == ("Dense", "relu")
    other = settings_of(layers.TimeDistributed(dense(2, "other", activation="tanh")))["layer"]
    assert inner != other


def test_a_backward_layer_of_its_own_is_kept():
    """A `backward_layer` that is not the forward one turned round is a setting."""
    backward = layers.GRU(5, go_backwards=True)
    found = settings_of(layers.Bidirectional(layers.GRU(3), backward_layer=backward))
    assert ("units", 5) in found["backward_layer"]


def test_cells_are_inner_layers():
    """An RNN of stacked cells holds each cell."""
    found = settings_of(layers.RNN([layers.GRUCell(2), layers.LSTMCell(3)]))
    assert found["cell"][0] == "StackedRNNCells"
    assert [cell[0] for cell in dict(found["cell"][1:])["cells"]] == ["GRUCell", "LSTMCell"]


def test_a_wrapped_model_compares_by_its_calls():
    """A model inside TimeDistributed is told by its calls and wiring, not by its names."""

    def wrapped(second, *, name, nested=False):
        a = Input((4,), name=f"{name}_in")
        hidden = dense(4, f"{name}_a")(a)
        out = layers.Add(name=f"{name}_b")([hidden, second(a, hidden)])
        model = Model(a, Model(a, out)(a)) if nested else Model(a, out)
        return settings_of(layers.TimeDistributed(model))["layer"]

    plain = wrapped(lambda a, hidden: a, name="p")
    assert plain[:2] == ("Model", ("Input", ("tensor", (4,))))
    assert plain == wrapped(lambda a, hidden: a, name="q")
    assert plain == wrapped(lambda a, hidden: a, name="r", nested=True)
    assert plain != wrapped(lambda a, hidden: hidden, name="s")


def test_a_wrapped_sequential_compares_by_its_calls():
    """TimeDistributed of a Sequential reads the chain inside."""
    found = settings_of(layers.TimeDistributed(Sequential([Input((4,)), dense(2, "d")])))["layer"]
    assert [part[0] for part in found[1:]] == ["Input", "Dense", "outputs"]


def test_constant_operands_are_settings():
    """A number, a small array and a large one beside a tensor."""
    x = Input((80,), name="x")
    small = numpy.array([[1.5] * 80], dtype="float32")[:, :2]
    topology = read(Model(x, [x[:, :2] + small, 2 * x + numpy.ones((1, 80), dtype="float32")]))
    constants = [call.setting("constant.1") for call in topology.calls if call.op == "ops.Add"]
    assert constants[0] == ((1.5, 1.5),)
    assert constants[1].startswith("array(1, 80) ")


@pytest.mark.parametrize(
    ("take", "seen"),
    [
        (lambda x: x[:, 0], "[:, 0]"),
        (lambda x: x[..., 1:3], "[..., 1:3]"),
        (lambda x: x[:, 0:5:1], "[:, :5]"),
        (lambda x: x[:, ::-1], "[:, ::-1]"),
        (lambda x: x[:, None], "[:, None]"),
    ],
    ids=["index", "ellipsis", "plain slice", "reversed", "new axis"],
)
def test_the_key_of_a_slice_is_a_text(take, seen):
    """Slices read as Python writes them, in one spelling."""
    x = Input((6, 4), name="x")
    assert read(Model(x, take(x))).calls[-1].settings == (("key", seen),)


def test_a_custom_layer_is_opaque():
    """A learner's own class has its name and one hash, which tells its configs apart."""

    class Scale(layers.Layer):
        def __init__(self, factor=1.0, **settings):
            super().__init__(**settings)
            self.factor = factor

        def call(self, inputs):
            return inputs * self.factor

    x = Input((4,), name="x")
    ends = [Scale(2.0, name="a")(x), Scale(2.0, name="b")(x), Scale(3.0, name="c")(x)]
    found = {call.id: call for call in read(Model(x, ends)).calls}
    assert {found[name].op for name in "abc"} == {"Scale"}
    assert list(dict(found["a"].settings)) == ["opaque"]
    assert found["a"].settings == found["b"].settings != found["c"].settings
    assert found["a"].weights == "a"


def test_a_custom_layer_reads_by_position_and_keyword():
    """Positional tensors of an unknown class are numbered, keywords keep their names."""
    x, y = Input((4,), name="x"), Input((4,), name="y")
    named = Doubling(name="named")(x, second=y)
    placed = Doubling(name="placed")(x, y)
    listed = Doubling(name="listed")([x, y][0], [x, y][1])
    topology = read(Model([x, y], [named, placed, listed]))
    ports = {call.id: [each.port for each in call.arguments] for call in topology.calls}
    assert ports["named"] == ["0", "second"]
    assert ports["placed"] == ports["listed"] == ["0", "1"]


@pytest.mark.filterwarnings("ignore:The object being serialized includes a `lambda`")
def test_the_code_of_a_lambda_is_hashed():
    """A Lambda is opaque; other code gives another hash, and the code is kept nowhere."""

    def config(function):
        x = Input((4,), name="x")
        return Model(x, layers.Lambda(function, name="l")(x)).get_config()

    one, two = config(lambda t: t * 2), config(lambda t: t * 3)
    code = one["layers"][1]["config"]["function"]["config"]["code"]
    first, second = read_config(one).by_id["l"], read_config(two).by_id["l"]
    assert first.settings != second.settings
    assert code not in repr(first)
    assert first.weights is None


def test_opaque_layers_of_ops_stay_apart_from_layers():
    """An operation and a layer of one class name are told apart."""
    x, y = Input((4,), name="x"), Input((4,), name="y")
    topology = read(Model([x, y], [layers.Maximum()([x, y]), ops.maximum(x, y)]))
    assert [call.op for call in topology.calls[2:]] == ["Maximum", "ops.Maximum"]


def test_a_class_exported_under_another_name_has_its_own():
    """GroupQueryAttention is the class GroupedQueryAttention, which Keras names layers after."""
    x = Input((6, 4))
    topology = read(Model(x, layers.GroupQueryAttention(2, 2, 1)(x, x)))
    assert topology.calls[-1].op == "GroupedQueryAttention"
    assert topology.outputs[0].name is None

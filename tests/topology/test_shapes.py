"""The shapes that a drawing tells without Keras."""

import pytest

from autograder.topology.model import Tensor
from autograder.topology.normal_form import normalise
from autograder.topology.shapes import infer_shapes
from tests.topology.build import call, graph, inp


@pytest.mark.parametrize(
    ("op", "settings", "shapes"),
    [
        ("GRU", {"return_state": True}, [(None, 3), (None, 3)]),
        ("LSTM", {"return_state": True}, [(None, 3)] * 3),
        ("LSTM", {}, [(None, 3)]),
        (
            "GRU",
            {"return_state": True, "return_sequences": True},
            [(None, 5, 3), (None, 3)],
        ),
    ],
)
def test_recurrent_layers_give_back_their_states(op, settings, shapes):
    """After the output come the states, each a vector of the layer's units."""
    known = infer_shapes(graph(x=inp(5, 4), y=call(op, "x", units=3, **settings)))
    found = {tensor.result: shape for tensor, shape in known.items() if tensor.call == "y"}
    assert found == dict(enumerate(shapes))


def test_a_permutation_moves_the_sizes():
    """`Permute((2, 1))` exchanges the axes behind that of the batch."""
    known = infer_shapes(graph(x=inp(5, 4), y=call("Permute", "x", dims=(2, 1))))
    assert known[Tensor(call="y")] == (None, 4, 5)


@pytest.mark.parametrize("dims", ["2|1", (1,), (3, 1), (1, "2")])
def test_a_permutation_of_other_axes_tells_nothing(dims):
    """Where the axes are not those of the tensor, no shape is told."""
    known = infer_shapes(graph(x=inp(5, 4), y=call("Permute", "x", dims=dims)))
    assert Tensor(call="y") not in known


@pytest.mark.parametrize("op", ["ops.Split", "Split"])
def test_every_part_of_a_split_is_as_large(op):
    """`ops.split(x, 2, axis=-1)` gives two halves."""
    made = graph(x=inp(5, 4), y=call(op, "x", indices_or_sections=2, axis=-1))
    known = infer_shapes(normalise(made))
    assert [known[Tensor(call="y", result=at)] for at in (0, 1)] == [(None, 5, 2)] * 2


def test_what_a_config_tells_of_one_result_tells_of_the_others():
    """Where only the first of several results has a known shape, the others follow from it."""
    known = infer_shapes(
        graph(x=inp(4), y=call("Split", "x", indices_or_sections=2, shapes=((None, 3),)))
    )
    assert [known[Tensor(call="y", result=at)] for at in (0, 1)] == [(None, 3)] * 2


@pytest.mark.parametrize(
    "settings", [{"indices_or_sections": (1, 3)}, {"indices_or_sections": 2, "axis": 7}]
)
def test_parts_of_other_sizes_have_no_shape(settings):
    """Where a split is not into equal parts of a known axis, no shape is told."""
    known = infer_shapes(graph(x=inp(5, 4), y=call("Split", "x", **settings)))
    assert Tensor(call="y") not in known

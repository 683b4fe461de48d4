"""Every architecture of keras.applications is read as Keras's own records have it."""

import pytest

from autograder.extract import topology_of
from autograder.topology.keras_config import read_config
from tests.keras_models import keras

ARCHITECTURES = sorted(
    name
    for name, maker in vars(keras.applications).items()
    if name[0].isupper() and callable(maker)
)


@pytest.fixture(scope="module", autouse=True)
def unfilled_weights():
    """Build without filling the weights: they would take gigabytes, and their values not count."""
    from keras.src.backend.common import variables

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(variables, "initialize_all_variables", lambda: None)
        yield
    keras.utils.clear_session()


def recorded(model):
    """Keras's records of the calls: path, layer, and the results of calls that it reads.

    The only models inside these architectures are Sequential, each used once.
    """
    last = {}
    for operation in model.operations:
        (node,) = operation._inbound_nodes
        history = [tensor._keras_history for tensor in node.input_tensors]
        sources = [(last.get(each.operation.name), each.tensor_index) for each in history]
        for layer in getattr(operation, "layers", [operation]):
            path = layer.name if layer is operation else f"{operation.name}/{layer.name}"
            yield path, layer, sources
            last[operation.name], sources = path, [(path, 0)]


@pytest.mark.parametrize("name", ARCHITECTURES)
def test_the_topology_is_the_recorded_graph(name):
    """Calls, classes, every edge in order, weights, shapes, inputs and outputs are right."""
    with keras.StatelessScope():
        model = getattr(keras.applications, name)(weights=None)
    topology = read_config(model.get_config())
    records = list(recorded(model))
    assert len(topology.calls) == len(records)
    for path, layer, sources in records:
        call = topology.by_id[path]
        assert call.op.removeprefix("ops.") in {type(layer).__name__, "Input"}
        assert [(each.tensor.call, each.tensor.result) for each in call.arguments] == sources
        assert (call.weights is None) == (not getattr(layer, "weights", None))
        if call.shapes:
            assert call.shapes == (layer.output.shape,)
    read_so_far = set()
    for call in topology.calls:
        assert {argument.tensor.call for argument in call.arguments} <= read_so_far
        read_so_far.add(call.id)
    names = [tensor._keras_history.operation.name for tensor in model.inputs]
    assert [end.tensor.call for end in topology.inputs] == names
    assert [end.tensor.call for end in topology.outputs] == model.output_names
    live = topology_of(model)
    assert [call.weights for call in live.calls] == [call.weights for call in topology.calls]
    assert all(call.shapes for call in live.calls)

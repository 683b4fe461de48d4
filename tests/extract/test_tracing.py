"""Running a learner's function tells where in its source every call of the graph stands."""

from autograder.extract import topology_of, trace
from tests.extract.cells import cell, placed, read_trace
from tests.keras_models import keras, layers


def test_each_call_has_its_variable_and_line():
    """Lines count in the cell, from 1; a call in a chain has a line and no variable."""
    learner = cell(
        """
        def answer(inputs=4):
            a = Input((inputs,))
            h = layers.Dense(8)(a)
            h = layers.Dense(8)(h)
            out = layers.Dense(1)(
                layers.Dropout(0.5)(h)
            )
            return Model(a, out)
        """
    )
    run = trace(learner["answer"], {"inputs": 6})
    assert placed(read_trace(run)) == [
        ("Input", "a", 2),
        ("Dense", "h", 3),
        ("Dense", "h", 4),
        ("Dropout", None, 6),
        ("Dense", "out", 5),
    ]
    assert run.error is None
    assert run.returned.input_shape == (None, 6)
    assert read_trace(run).unused == ()


def test_a_name_of_the_function_goes_before_one_of_its_helper():
    """Calls inside a helper of the same cell keep its names; its result has the caller's."""
    learner = cell(
        """
        def tower(x):
            x = layers.Dense(4)(x)
            x = layers.ReLU()(x)
            return x

        def answer():
            a, b = Input((4,)), Input((4,))
            left = tower(a)
            right = tower(b)
            return Model([a, b], layers.Add()([left, right]))
        """
    )
    assert placed(read_trace(trace(learner["answer"]))) == [
        ("Input", "a", 7),
        ("Input", "b", 7),
        ("Dense", "x", 2),
        ("Dense", "x", 2),
        ("ReLU", "left", 8),
        ("ReLU", "right", 9),
        ("Add", None, 10),
    ]


def test_elements_of_lists_and_dicts_are_named():
    """A tensor in a list or dict is named as one would write it."""
    learner = cell(
        """
        def answer():
            x = Input((4,))
            towers = []
            for units in (2, 3):
                towers.append(layers.Dense(units)(x))
            heads = {"sum": layers.Concatenate()(towers)}
            return Model(x, heads)
        """
    )
    assert placed(read_trace(trace(learner["answer"]))) == [
        ("Input", "x", 2),
        ("Dense", "towers[0]", 5),
        ("Dense", "towers[1]", 5),
        ("Concatenate", "heads['sum']", 6),
    ]


def test_layers_of_a_sequential_stand_where_they_are_made():
    """The layers of a Sequential have the lines of their constructors, listed or added."""
    learner = cell(
        """
        def listed():
            return Sequential([
                Input((4,)),
                layers.Dense(8),
                layers.Dense(1),
            ])

        def added():
            model = Sequential()
            model.add(Input((4,)))
            model.add(layers.Dense(8))
            model.add(layers.Dense(1))
            return model
        """
    )
    assert [line for _, _, line in placed(read_trace(trace(learner["listed"])))] == [3, 4, 5]
    assert [line for _, _, line in placed(read_trace(trace(learner["added"])))] == [10, 11, 12]


def test_calls_inside_a_nested_model_have_places():
    """Inside a model made in the same cell, its own lines; of one made elsewhere, the use's."""
    elsewhere = keras.Sequential([layers.Dense(3)])
    learner = cell(
        """
        def answer():
            z = Input((4,))
            code = layers.Dense(3)(z)
            encoder = Model(z, code)
            x = Input((4,))
            left = encoder(x)
            right = elsewhere(x)
            return Model(x, layers.Add()([left, right]))
        """,
        elsewhere=elsewhere,
    )
    assert placed(read_trace(trace(learner["answer"]))) == [
        ("Input", "x", 5),
        ("Dense", "code", 3),
        ("Dense", "right", 7),
        ("Add", None, 8),
    ]


def test_operators_have_places():
    """`a * 2 + b` is two calls on one line."""
    learner = cell(
        """
        def answer():
            a = Input((4,))
            y = a * 2 + a
            return Model(a, y)
        """
    )
    assert placed(read_trace(trace(learner["answer"]))) == [
        ("Input", "a", 2),
        ("ops.Multiply", None, 3),
        ("ops.Add", "y", 3),
    ]


def test_the_stub_and_other_results_have_no_places():
    """Where no model came back, there is nothing to place."""
    learner = cell(
        """
        def answer():
            x = Input((4,))
            return layers.Dense(2)(x)
        """
    )
    run = trace(learner["answer"])
    assert isinstance(run.returned, keras.KerasTensor)
    assert (run.places, run.unused, run.error) == ({}, [], None)


def test_a_decorated_function_is_recorded():
    """The function that a decorator wraps is the one whose lines count."""
    learner = cell(
        """
        import functools

        def shouted(function):
            @functools.wraps(function)
            def inner(**sizes):
                return function(**sizes)
            return inner

        @shouted
        def answer():
            x = Input((4,))
            return Model(x, layers.ReLU()(x))
        """
    )
    assert sorted(each["line"] for each in trace(learner["answer"]).places.values()) == [11, 12]


def test_places_change_no_topology():
    """Beside variable and line, a traced model reads as it does otherwise."""
    learner = cell("def answer():\n    x = Input((4,))\n    return Model(x, layers.Dense(2)(x))\n")
    run = trace(learner["answer"])
    traced, plain = read_trace(run), topology_of(run.returned)
    assert [(call.id, call.settings, call.arguments) for call in traced.calls] == [
        (call.id, call.settings, call.arguments) for call in plain.calls
    ]

"""Graphs that differ, and how tests ask for the repairs."""

from autograder.topology.diff import apply, diff
from autograder.topology.matching import same
from autograder.topology.model import Tensor
from autograder.topology.normal_form import normalise
from tests.topology.build import call, dense, graph, inp


def difference(expected, learner, policy=None):
    """Return the diff of two graphs, after it was seen to repair the learner's."""
    mine, theirs = normalise(expected, policy), normalise(learner, policy)
    found = diff(mine, theirs, policy)
    assert same(mine, apply(found, mine, theirs), policy) is not None
    return found


def repairs_of(expected, learner, policy=None):
    return list(difference(expected, learner, policy).changes)


def three(**changes):
    calls = {
        "image": inp(64),
        "left": dense("image", 16, activation="tanh"),
        "right": dense("image", 16, activation="relu"),
        "first": dense("image", 8, activation="relu"),
        "second": dense("first", 8, activation="relu"),
        "both": call("Concatenate", "left", "right", "second"),
        "digit": dense("both", 10, activation="softmax"),
    }
    return graph(**{**calls, **changes})


def tensor_of(name, result=0):
    return Tensor(call=name, result=result)


def residual(skip="image", middle="h"):
    return graph(
        image=inp(8),
        h=dense("image", 8, activation="relu"),
        f=dense(middle, 8, activation="relu"),
        g=dense("f", 8),
        s=call("Add", skip, "g"),
        y=dense("s", 3),
    )


def siamese(*layers, second="b"):
    return graph(
        a=inp(24),
        b=inp(24),
        e=call("Dense", "a", units=8, layer=layers[0]),
        f=call("Dense", second, units=8, layer=layers[1]),
        d=call("Subtract", "e", "f"),
        m=call("ops.Absolute", "d"),
        y=dense("m", 1),
        inputs=["a", "b"],
    )


def heads(*outputs, chained=False):
    return graph(
        x=inp(10),
        h=dense("x", 64, activation="relu"),
        p=dense("h", 1, activation="sigmoid"),
        q=dense("p" if chained else "h", 10, activation="softmax"),
        outputs=list(outputs),
    )

"""Small right answers that the tests of verify mutate, and how a list of mutants is read."""

from dataclasses import replace

from autograder.verify.subject import Subject
from tests.topology.build import call, dense, graph, inp, lines


def subject_of_graph(topology, drawing=None):
    """Return a graph as a right answer to itself, or to another drawing."""
    calls = tuple(replace(each, variable=each.id) for each in topology.calls)
    return Subject(solution=replace(topology, calls=calls), drawing=drawing or topology)


def chain(**last):
    """Return x -> h (4, relu) -> y (1)."""
    return graph(x=inp(3), h=dense("x", 4, activation="relu"), y=dense("h", 1, **last))


def branches(merge="Concatenate", **settings):
    """Return x -> a (4, tanh) and x -> b (4, relu), merged, then y (1)."""
    return graph(
        x=inp(3, shapes=((None, 3),)),
        a=dense("x", 4, activation="tanh", shapes=((None, 4),)),
        b=dense("x", 4, activation="relu", shapes=((None, 4),)),
        m=call(merge, "a", "b", **settings),
        y=dense("m", 1),
    )


def twins():
    """Return two inputs through one layer, subtracted."""
    return graph(
        x=inp(3),
        z=inp(3),
        a=dense("x", 4, layer="e"),
        b=dense("z", 4, layer="e"),
        d=call("Subtract", "a", "b"),
    )


def names(operator, subject):
    """Return key and change of every mutant, in order."""
    return [f"{each.key}: {each.change}" for each in operator.mutants(subject)]


def mutant(operator, subject, key, change):
    """Return the one mutant of that key and change."""
    found = [m for m in operator.mutants(subject) if (m.key, m.change) == (key, change)]
    assert len(found) == 1, names(operator, subject)
    return found[0]


def lines_of(operator, subject, key, change):
    """Return the lines of one mutant's graph."""
    return lines(mutant(operator, subject, key, change).topology)

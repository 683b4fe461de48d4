"""Topologies that several tests of render/ draw, and changes to them."""

from __future__ import annotations

from autograder.render.dot import read_dot
from autograder.topology.change import Rewire
from autograder.topology.model import Tensor

TOWERS = read_dot(
    """
    digraph towers {
      a     [op=Input, tensor="(10,)"];
      b     [op=Input, tensor="(20,)", name=right_side];
      left  [op=Dense, units=32, activation=relu];
      right [op=Dense, units=32, activation=relu];
      both  [op=Concatenate];
      score [op=Dense, units=1, activation=sigmoid];
      a -> left -> both;
      b -> right -> both;
      both -> score;
    }
    """
)
SIAMESE = read_dot(
    """
    digraph siamese {
      a [op=Input, tensor="(24,)"];
      b [op=Input, tensor="(24,)"];
      e [op=Dense, units=48, activation=relu, layer=encoder];
      f [op=Dense, units=48, activation=relu, layer=encoder];
      d [op=Subtract];
      a -> e -> d;
      b -> f -> d;
    }
    """
)
SKIP = read_dot(
    """
    digraph skip {
      x   [op=Input, tensor="(32,)"];
      one [op=Dense, units=32, activation=relu];
      two [op=Dense, units=32];
      add [op=Add];
      x -> one -> two -> add;
      x -> add;
    }
    """
)
HEADS = read_dot(
    """
    digraph heads {
      graph [outputs="score:click, price"];
      x     [op=Input, tensor="(10,)"];
      h     [op=Dense, units=16, activation=relu];
      score [op=Dense, units=1, activation=sigmoid];
      price [op=Dense, units=1];
      x -> h -> score;
      h -> price;
    }
    """
)
TWICE = read_dot('digraph { x [op=Input, tensor="(4,)"]; add [op=Add]; x -> add; x -> add; }')


def rewire(call, port, seen, wanted):
    """A change of one edge, its ends given by id."""
    return Rewire(
        call=call,
        port=port,
        seen=None if seen is None else Tensor(call=seen),
        wanted=None if wanted is None else Tensor(call=wanted),
    )

"""The text twin: numbered lines that tell what a drawing shows."""

from __future__ import annotations

import pytest

from autograder.render.dot import read_dot
from autograder.render.drawing import text_twin
from tests.render.drawings import HEADS, SIAMESE, SKIP, TOWERS, TWICE


def test_lines_are_numbered_and_end_with_the_output():
    """Each use of a layer has a line that names the lines it takes."""
    assert text_twin(TOWERS) == (
        "1. Input 1 `a`, 10 numbers\n"
        "2. Input 2 `right_side`, 20 numbers\n"
        "3. Dense 32 `left`, relu, takes 1\n"
        "4. Dense 32 `right`, relu, takes 2\n"
        "5. Concatenate `both`, takes 3 and 4, in this order, gives 64 numbers\n"
        "6. Dense 1 `score`, sigmoid, takes 5\n"
        "Output is 6"
    )


def test_shared_weights_are_told_at_the_later_use():
    """The second use names the line of the first."""
    assert text_twin(SIAMESE).splitlines()[3] == (
        "4. Dense 48 `f`, relu, takes 2; same weights as 3"
    )


def test_a_merge_tells_both_tensors_even_where_they_are_one():
    """An Add without a name of its own reads as a short sentence."""
    assert text_twin(SKIP).splitlines()[3] == "4. Add takes 3 and 1"
    assert text_twin(TWICE).splitlines()[1] == "2. Add takes 1 and 1"


def test_several_outputs_have_a_line_each():
    """Outputs are told in their order, by the author's names where there are any."""
    assert text_twin(HEADS).splitlines()[-2:] == ["Output 1 `click` is 3", "Output 2 is 4"]


def _deep(blocks):
    nodes = "".join(
        f"d{n} [op=Dense, units=8, activation=relu]; add{n} [op=Add]; " for n in range(blocks)
    )
    edges = "".join(
        f"{before} -> d{n} -> add{n}; {before} -> add{n}; "
        for n, before in enumerate(["x", *(f"add{n}" for n in range(blocks - 1))])
    )
    return read_dot(f'digraph {{ x [op=Input, tensor="(8,)"]; {nodes} {edges} }}')


def test_a_chain_of_equal_blocks_is_told_once():
    """Each block reads the one before; names of nodes make no difference."""
    assert text_twin(_deep(20)) == (
        "1. Input `x`, 8 numbers\n"
        "2. Dense 8 `d0`, relu, takes 1\n"
        "3. Add `add0`, takes 2 and 1\n"
        "4 to 41. Lines 2 to 3 again, 19 more times, each time from the block before\n"
        "Output is 41"
    )


def test_equal_branches_side_by_side_are_told_once():
    """Each branch reads the same line, and the merge names the first and the last."""
    nodes = "".join(f"d{n} [op=Dense, units=8]; x -> d{n} -> all; " for n in range(6))
    wide = read_dot(f'digraph {{ x [op=Input, tensor="(4,)"]; all [op=Concatenate]; {nodes} }}')
    assert text_twin(wide) == (
        "1. Input `x`, 4 numbers\n"
        "2. Dense 8 `d0`, takes 1\n"
        "3 to 7. Line 2 again, 5 more times, each time from 1\n"
        "8. Concatenate `all`, takes 2 to 7, in this order, gives 48 numbers\n"
        "Output is 8"
    )


def test_two_equal_lines_are_not_worth_folding():
    """A fold that saves nothing is no help."""
    assert len(text_twin(_deep(2)).splitlines()) == 6


def test_roles_and_results_are_told():
    """Attention says what is asked with; a state is told by its place among the results."""
    topology = read_dot(
        """digraph {
          graph [outputs="att, lstm[1]"];
          x    [op=Input, tensor="(None, 8)"];
          lstm [op=LSTM, units=8, return_sequences=true, return_state=true];
          att  [op=MultiHeadAttention, num_heads=2, key_dim=4, call_use_causal_mask=true];
          x -> lstm; lstm -> att [port=query]; x -> att [port=value];
        }"""
    )
    lines = text_twin(topology).splitlines()
    assert lines[2] == (
        "3. MultiHeadAttention `att`, 2 heads of 4, causal mask, takes the first result of 2 as "
        "query and 1 as value"
    )
    assert lines[-1] == "Output 2 is the second result of 2"


@pytest.mark.parametrize(
    ("node", "line"),
    [
        (
            "op=Conv2D, filters=8, kernel_size=3, padding=same",
            "Conv2D 8, 3\u00d73, same padding, takes 1, gives 28 by 28 by 8",
        ),
        ("op=MaxPooling2D", "MaxPooling2D takes 1, gives 14 by 14 by 1"),
        ("op=Flatten", "Flatten takes 1, gives 784 numbers"),
        ("op=Dropout, rate=0.5", "Dropout 0.5 takes 1"),
        ("op=BatchNormalization, trainable=false", "BatchNormalization, frozen, takes 1"),
        ("op=Activation, activation=relu", "Activation relu takes 1"),
        ('op="ops.Absolute"', "Absolute takes 1"),
        ('op=Reshape, target_shape="(14, 56)"', "Reshape (14, 56) takes 1"),
        (
            "op=Dense, units=3, use_bias=false, kernel_initializer=zeros",
            "Dense 3, no bias, kernel_initializer=zeros, takes 1",
        ),
    ],
)
def test_layers_are_told_by_what_sizes_them(node, line):
    """The size beside the class, what differs from Keras's defaults behind it."""
    topology = read_dot(f'digraph {{ x [op=Input, tensor="(28, 28, 1)"]; n [{node}]; x -> n; }}')
    told = text_twin(topology).splitlines()[1].partition(" ")[2]
    assert told.replace(" `n`, takes", " takes").replace(" `n`", "") == line


def test_unused_calls_are_remarked_at_the_end():
    """What was made and never used is no part of the drawing, and its twin says so."""
    topology = read_dot(
        'digraph { x [op=Input, tensor="(4,)"]; d [op=Dense, units=1]; x -> d; '
        "h [op=Dense, units=8, unused=true]; x -> h; }"
    )
    assert text_twin(topology).splitlines()[-1] == "Made and not used: Dense 8 `h`"

"""Whatever stands in a topology file, a topology or an AutograderError comes of it, and soon."""

import time
from contextlib import suppress
from pathlib import Path

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from autograder.errors import AutograderError
from autograder.render.dot import read_dot, write_dot
from autograder.topology.model import Topology
from autograder.topology.normal_form import normalise

FILES = [
    file.read_text(encoding="utf-8")
    for file in sorted(Path(__file__).parents[2].glob("solutions/*/topologies/*.dot"))
]
TOKENS = (
    "digraph", "graph", "strict", "node", "edge", "subgraph", "model", "a", "b", "->", "--", "{",
    "}", "[", "]", ";", ",", "=", ":", '"', "\\", "op", "op=Dense", "op=Input", "units=3", "layer",
    'tensor="(4,)"', 'tensor="(((("', "port=query", "port=-1", "from=1", "from=99999999999", "name",
    'outputs="a, b"', "inputs=a", "inside=a", "nesting=keep", 'extras="Dropout"', "/*", "*/", "//",
    "#", "<", ">", "\n", "\x00", "\ud7ff", "é", "1e999", "-0", "*", "a -> b;", "a -> a;", "b -> a;",
    'a [op=Input, tensor="(4,)"];', "b [op=Dense, units=3];", "b [op=Add];",
)  # fmt: skip
SECONDS = 30
"""Of the processor. A bound, not a benchmark: what it guards against would take hours."""

fuzzed = settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.too_slow])


def read(text):
    """Read a text as a topology file, and hold what comes of it against what is promised."""
    start = time.process_time()
    refused = None
    try:
        topology = read_dot("{" + text if "{" not in text else text)
    except AutograderError as problem:
        refused = problem
    if refused is None:
        known = [call.id for call in topology.calls]
        assert len(set(known)) == len(known)
        assert read_dot(write_dot(topology)) == topology
        assert isinstance(normalise(topology), Topology)
    else:
        assert refused.what
        assert refused.next_step
    assert time.process_time() - start < SECONDS


@fuzzed
@given(st.text(max_size=300))
def test_any_text_is_read_or_refused(text):
    """Random characters give a topology or an AutograderError."""
    read(text)


@fuzzed
@given(st.binary(max_size=300))
def test_any_bytes_are_read_or_refused(tmp_path_factory, content):
    """Random bytes in a file give a topology or an AutograderError."""
    path = tmp_path_factory.getbasetemp() / "random.dot"
    path.write_bytes(content)
    with suppress(AutograderError):
        assert isinstance(read_dot(path), Topology)


@fuzzed
@given(st.lists(st.sampled_from(TOKENS), max_size=40))
def test_any_words_of_the_format_are_read_or_refused(tokens):
    """What a topology file is made of, in any order, gives a topology or an AutograderError."""
    read(" ".join(["digraph model {", *tokens, "}"]))
    read("".join(tokens))


@fuzzed
@given(data=st.data())
def test_a_damaged_file_is_read_or_refused(data):
    """A real file with pieces cut out, doubled or put in gives a topology or an AutograderError."""
    text = data.draw(st.sampled_from(FILES))
    for _ in range(data.draw(st.integers(1, 4))):
        at = data.draw(st.integers(0, len(text)))
        to = min(len(text), at + data.draw(st.integers(0, 30)))
        piece = data.draw(st.sampled_from(("", text[at:to] * 2, *TOKENS)) | st.text(max_size=4))
        text = text[:at] + piece + text[to:]
    read(text)


def test_hostile_files_are_read_or_refused_soon():
    """Depth, width and length make no file run without bound."""
    body = 'a [op=Input, tensor="(4,)"]; '
    for text in (
        "digraph {" + "{" * 20_000,
        "digraph { a [op=Dense, x=" + "(" * 50_000 + "]; }",
        'digraph { a [op=Dense, x="' + "(" * 50_000 + '"]; }',
        'digraph { a [op=Input, tensor="(' + "1," * 100_000 + ')"]; }',
        "digraph { " + body + " -> ".join(["a"] * 20_000) + "; }",
        "digraph { " + body + "".join(f"b{at} [op=Dense, units=1]; " for at in range(3_000)) + "}",
        'digraph { a [op="' + "x" * 900_000 + '"]; }',
        "/*" * 100_000,
        '"' * 100_000,
    ):
        read(text)

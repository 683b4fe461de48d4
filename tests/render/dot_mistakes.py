# ruff: noqa: ISC004 -- a message is one string over several lines
"""Topology files with one mistake each, and what is said about it."""

from __future__ import annotations

BODY = 'a [op=Input, tensor="(2,)"]; b [op=Dense, units=3]; a -> b; '

MISTAKES = [
    (
        BODY + "node [shape=box];",
        "graph: a default `node [...]` is not read; write the attributes at every node",
    ),
    (
        BODY + "edge [color=red];",
        "graph: a default `edge [...]` is not read; write the attributes at every edge",
    ),
    (
        BODY + "subgraph cluster { a }",
        "graph: subgraphs are not read; write every node once, and nesting as inside=",
    ),
    (BODY + "a -> {b};", "graph: `a -> {b c}` is not read; write `a -> b; a -> c;`"),
    (BODY + "rank=1;", None),
    (BODY + "zzz=1;", None),
    (BODY + "nestin=keep;", "graph: `nestin` is not known; write nesting="),
    (
        BODY + "nesting=maybe;",
        "graph: the policy switch nesting is 'maybe'; use one of: flatten, keep",
    ),
    (
        BODY + "max_hint=9;",
        "graph: the policy switch max_hint is 9; use one of: 0, 1, 2, 3, 4",
    ),
    (
        BODY + "c [units=3]; b -> c;",
        "node `c`: has no op; write its Keras class, such as op=Dense",
    ),
    (
        BODY + "c [op=Dens]; b -> c;",
        "node `c`: op=Dens is no Keras class; op=Dense is "
        "(a class of your own that is called so also takes custom=true)",
    ),
    (
        BODY.replace('"(2,)"', '"(2)"'),
        "node `a`: an Input needs the shape of one sample as a tuple, "
        'such as tensor="(10,)", not 2',
    ),
    (
        BODY.replace(', tensor="(2,)"', ""),
        'node `a`: an Input needs the shape of one sample as a tuple, such as tensor="(10,)"',
    ),
    (
        BODY + "b -> c;",
        "node `c`: stands in an edge and is never described; add `c [op=...];`",
    ),
    (BODY + "c [op=Dense]; b -> c -> c;", None),
    (
        BODY + "c [op=Add]; d [op=Dense]; b -> c -> d -> c;",
        "graph: c -> d -> c runs in a circle; in a functional model every call reads "
        "only what was made before it",
    ),
    (
        BODY + "c [op=Dense]; a -> c;",
        'graph: 2 nodes lead nowhere (b, c); write outputs="b, c"',
    ),
    (
        BODY + "c [op=Add]; b -> c [port=0]; a -> c [port=0];",
        "node `c`: two edges into port 0; give each edge its own port=",
    ),
    (
        BODY + "c [op=Dense]; b -> c; a -> c;",
        "node `c`: Dense reads one tensor and 2 edges lead into it; "
        "join them first, with op=Concatenate or op=Add",
    ),
    (
        BODY + "c [op=MultiHeadAttention]; b -> c;",
        "node `c`: MultiHeadAttention reads by role; write port=query, value or key at its edges",
    ),
    (
        BODY + "b -> a;",
        None,
    ),
    (
        BODY + 'c [op=Dense, x="(1"]; b -> c;',
        "node `c`: x: '(1' opens a bracket or quote that leads nowhere",
    ),
    (
        BODY + "c [op=Dense, unit=3]; b -> c;",
        "node `c`: Dense has no `unit`; write units= (or setting_unit= where it has)",
    ),
    (
        BODY + "c [op=Flatten, layer=same]; b -> c;",
        "node `c`: Flatten has no weights to share; leave layer= out",
    ),
    (
        BODY + "c [op=Dense, color=red]; b -> c;",
        "node `c`: `color` is about looks, which the kit decides; leave it out "
        "(a setting of the layer that is called so is written setting_color)",
    ),
    (
        BODY + "c [op=Dense, port=1]; b -> c;",
        "node `c`: `port` belongs to an edge: `a -> b [port=...]`",
    ),
    (BODY + "b [op=Dense];", "node `b`: described twice; give each node its own name"),
    (
        BODY + "c [op=Dense]; b -> c [form=1];",
        "edge `b -> c`: `form` is not known; an edge takes port= and from=",
    ),
    (
        BODY + "c [op=Dense]; b -> c [from=x];",
        "edge `b -> c`: from= is the number of a result, 0, 1, ..., not 'x'",
    ),
    (
        BODY + "c [op=Dense]; b:n -> c;",
        "edge `b -> c`: `b:n` is not read; write [from=1] for another result of a call and "
        "[port=1] for the slot the tensor goes into",
    ),
    (
        BODY + "c [op=Dense, op=Add]; b -> c;",
        "line 1: `op` is given twice in one node",
    ),
    (
        BODY + "c [op=Dense, units]; b -> c;",
        "node `c`: `units` has no value; write units=...",
    ),
    (
        BODY + "c [op=Dense, units=<b>]; b -> c;",
        "node `c`: put the value of `units` in double quotes",
    ),
    (
        BODY + 'outputs="b, q";',
        "graph: outputs= names `q`, and no node is called so",
    ),
    (
        BODY + "c [op=Dense]; a -> c; outputs=b;",
        "node `c`: leads to no output; add an edge from it, or name it in outputs=",
    ),
    (
        BODY.replace("units=3", "units=3, name=x") + "c [op=Dense]; b -> c;",
        "node `b`: name= counts for inputs and outputs only; leave it out",
    ),
    (
        BODY + 'i [op=Input, tensor="(2,)"];',
        "node `i`: an Input that nothing reads; add an edge from it",
    ),
    (
        BODY + "c [op=Dense, result=3]; b -> c;",
        'node `c`: result= is a shape with the batch axis, such as "(None, 32)"',
    ),
    (
        BODY + "c [op=Dense, line=x]; b -> c;",
        "node `c`: line= is a line number, such as line=4",
    ),
    (
        BODY + "c [op=Dense, unused=yes]; b -> c;",
        "node `c`: unused= is true or false, not 'yes'",
    ),
    (
        BODY + "model_style=odd;",
        "graph: model_style= is one of functional, sequential, subclassed, not 'odd'",
    ),
    ("b [op=Dense];", None),
    ("", "graph: there are no nodes; describe each as `name [op=Dense, units=32];`"),
]

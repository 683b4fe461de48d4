"""Random recipes: branches, merges, sharing, nesting, several inputs and outputs, from a seed."""

from __future__ import annotations

from dataclasses import replace
from random import Random

from tests.random_models.draw_steps import ACTIVATED, merge, one_step
from tests.random_models.recipe import (
    Recipe,
    Ref,
    Source,
    Step,
    Unfit,
    fresh,
    of,
    ordered,
    pruned,
    readers,
    with_block,
)
from tests.random_models.sizes import VECTOR, Shape, sizes

_SOURCES = (
    ((4,), 0), ((4,), 0), ((3,), 0), ((4, 3), 0), ((4, 3), 0), ((3, 4), 0), ((6, 6, 2), 0),
    ((4, 4, 3), 0), ((4,), 7), ((3,), 7),
)  # fmt: skip
_NAMES = ("age", "photo", "query", "text"), ("class_of", "mark", "price", "risk")
MOST_OUTPUTS = 3


def draw(random: Random) -> Recipe:
    """Return a recipe of one to four inputs and about ten calls; always one that can be built."""
    while True:
        try:
            recipe = _whole(random)
            sizes(recipe)
        except Unfit:
            continue
        if any(step.kind != "Block" for step in recipe.steps):
            return recipe


def _whole(random: Random) -> Recipe:
    count = random.choice([1, 1, 1, 2, 2, 3])
    drawn = [random.choice(_SOURCES) for _ in range(count)]
    if count > 1 and random.random() < 0.6:
        # Alike inputs are what shared layers and merges need.
        drawn = [drawn[0]] * count
    masked = random.random() < 0.06
    if masked:
        drawn = [((4,), 7)] * count
    sources = tuple(
        Source(id=f"x{at}", shape=shape, vocabulary=words)
        for at, (shape, words) in enumerate(drawn)
    )
    recipe = Recipe(sources=sources, steps=(), outputs=(), masked=masked)
    recipe = _grown(random, recipe, random.randint(4, 11), depth=0)
    if random.random() < 0.6:
        recipe = _brought_together(random, recipe)
    recipe = pruned(replace(recipe, outputs=_outputs(random, recipe)))
    if random.random() < 0.15:
        many = len(recipe.outputs)
        recipe = replace(
            recipe,
            names=(
                tuple(random.sample(_NAMES[0], len(recipe.sources))),
                tuple(random.sample(_NAMES[1], many)),
            ),
        )
    return ordered(recipe)


def _grown(random: Random, recipe: Recipe, calls: int, *, depth: int) -> Recipe:
    """Return the recipe with about so many more calls."""
    for _ in range(4 * calls):
        if len(recipe.steps) >= calls:
            break
        try:
            longer = _longer(random, recipe, depth)
            sizes(replace(longer, outputs=((longer.steps[-1].id, 0),)))
        except Unfit:
            continue
        recipe = longer
    return recipe


_ATTENTION = frozenset({"Attention", "MultiHeadAttention"})
"""Of two equal calls of one such layer on the same masked words Keras 3.15 masks only the first:
what several of them give depends on the order in which they are called, which is no topology."""


def _longer(random: Random, recipe: Recipe, depth: int) -> Recipe:
    known = sizes(replace(recipe, outputs=((recipe.sources[0].id, 0),))) if recipe.steps else {
        (source.id, 0): source.shape for source in recipe.sources
    }  # fmt: skip
    integers = {(source.id, 0) for source in recipe.sources if source.vocabulary}
    plain = [ref for ref in known if ref not in integers]
    if integers and (not plain or random.random() < 0.1):
        return _embedded(random, recipe, random.choice(sorted(integers)))
    draw_again = random.random()
    if draw_again < 0.28:
        merged = merge(random, fresh(recipe, "s"), plain, known)
        # At masked places the last operand wins there, so that their order shows.
        if merged is not None and not (recipe.masked and merged.kind in {"Maximum", "Minimum"}):
            return replace(recipe, steps=(*recipe.steps, merged))
    if draw_again > 0.92 and depth < 2 and not recipe.masked:
        return _with_inner_model(random, recipe, plain, known, depth)
    if draw_again > 0.75:
        shared = _once_more(random, recipe, plain, known)
        if shared is not None:
            return replace(recipe, steps=(*recipe.steps, shared))
    # Late tensors more often, so that graphs are deep and not only wide.
    ref = random.choice(plain[-3:] if random.random() < 0.6 else plain)
    step = one_step(random, fresh(recipe, "s"), ref, known[ref], plain, known)
    seen = {each.kind for each in recipe.steps}
    if recipe.masked and step.kind in _ATTENTION and _ATTENTION & seen:
        raise Unfit("masked words looked at twice")
    steps = [*recipe.steps, step]
    if step.kind in ACTIVATED and random.random() < 0.55:
        longer = replace(recipe, steps=tuple(steps))
        steps.append(activation(random, fresh(longer, "s"), (step.id, 0)))
    return replace(recipe, steps=tuple(steps))


def _brought_together(random: Random, recipe: Recipe) -> Recipe:
    """Return the recipe with the tensors that nobody reads joined, as vectors, to a last layer."""
    read = readers(recipe)
    known = sizes(replace(recipe, outputs=((recipe.steps[-1].id, 0),)))
    ends = [ref for ref in known if ref not in read and ref[0] in recipe.by_id]
    if len(ends) < 2:
        return recipe
    vectors = []
    for ref in ends:
        if len(known[ref]) == VECTOR:
            vectors.append(ref)
            continue
        kind = random.choice(["Flatten", "GlobalAverage", "GlobalMax"])
        step = Step(id=fresh(recipe, "s"), kind=kind, reads=(ref,))
        recipe = replace(recipe, steps=(*recipe.steps, step))
        vectors.append((step.id, 0))
    join = Step(
        id=fresh(recipe, "s"), kind="Concatenate", reads=tuple(vectors), settings=of({"axis": -1})
    )
    recipe = replace(recipe, steps=(*recipe.steps, join))
    id = fresh(recipe, "s")
    last = Step(
        id=id, kind="Dense", reads=((join.id, 0),), settings=of({"units": 3}), layer=f"w{id}"
    )
    return replace(recipe, steps=(*recipe.steps, last))


def activation(random: Random, id: str, ref: Ref) -> Step:
    """Return the call of an activation."""
    function = random.choice(
        ["relu", "relu", "relu", "tanh", "tanh", "sigmoid", "softmax", "gelu", "elu", "leaky3",
         "leaky2", "selu", "silu", "softplus", "relu6", "softsign", "hard_sigmoid", "elu5",
         "gelu_tanh", "mish"]
    )  # fmt: skip
    return Step(id=id, kind="Activation", reads=(ref,), settings=of({"function": function}))


def _embedded(random: Random, recipe: Recipe, ref: Ref) -> Recipe:
    layers = [step for step in recipe.steps if step.kind == "Embedding"]
    id = fresh(recipe, "s")
    if layers and random.random() < 0.5:
        step = replace(random.choice(layers), id=id, reads=(ref,))
    else:
        settings = {"input_dim": 7, "output_dim": random.choice([3, 4])}
        if recipe.masked:
            settings["mask_zero"] = True
        step = Step(
            id=id, kind="Embedding", reads=(ref,), settings=of(settings), layer=fresh(recipe, "w")
        )
    return replace(recipe, steps=(*recipe.steps, step))


def _once_more(
    random: Random, recipe: Recipe, plain: list[Ref], known: dict[Ref, Shape]
) -> Step | None:
    """Return another call of a layer or inner model that the recipe has."""
    layers = [step for step in recipe.steps if step.layer is not None and step.kind != "Embedding"]
    if recipe.masked:
        layers = [step for step in layers if step.kind not in _ATTENTION]
    if not layers:
        return None
    step = random.choice(layers)
    reads = []
    for ref in step.reads:
        alike = [other for other in plain if known[other] == known[ref]]
        reads.append(random.choice(alike))
    return replace(step, id=fresh(recipe, "s"), reads=tuple(reads))


def _with_inner_model(
    random: Random, recipe: Recipe, plain: list[Ref], known: dict[Ref, Shape], depth: int
) -> Recipe:
    count = random.choice([1, 1, 2])
    reads = tuple(random.choice(plain) for _ in range(count))
    name = fresh(recipe, "b")
    sources = tuple(Source(id=f"{name}i{at}", shape=known[ref]) for at, ref in enumerate(reads))
    block = Recipe(sources=sources, steps=(), outputs=())
    block = _grown(random, block, random.randint(1, 4), depth=depth + 1)
    if not block.steps:
        raise Unfit("an empty model")
    block = pruned(replace(block, outputs=_outputs(random, block)[:2]))
    if len(block.sources) < count or not block.steps:
        raise Unfit("an input that nothing reads")
    block = _own_layers(block, name)
    step = Step(id=fresh(recipe, "s"), kind="Block", reads=reads, layer=name)
    recipe = with_block(recipe, name, block)
    return replace(recipe, steps=(*recipe.steps, step))


def _own_layers(block: Recipe, name: str) -> Recipe:
    """Return the inner model with layers of names that nobody else has."""

    def renamed(recipe: Recipe) -> Recipe:
        return replace(
            recipe,
            steps=tuple(
                replace(step, layer=step.layer and f"{name}{step.layer}") for step in recipe.steps
            ),
            blocks=tuple((f"{name}{inner}", renamed(each)) for inner, each in recipe.blocks),
        )

    return renamed(block)


def _outputs(random: Random, recipe: Recipe) -> tuple[Ref, ...]:
    read = readers(recipe)
    known = sizes(replace(recipe, outputs=((recipe.steps[-1].id, 0),)))
    made = [ref for ref in known if ref[0] in recipe.by_id]
    ends = [ref for ref in made if ref not in read]
    # The last ones first: most of the graph leads to them.
    outputs = ends[-random.choice([1, 1, 2, MOST_OUTPUTS]) :] or made[-1:]
    random.shuffle(outputs)
    if random.random() < 0.08:
        outputs.append(random.choice(made))
    return tuple(outputs)

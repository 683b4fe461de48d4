"""Rewrites a recipe into another that means the same: operands turned, inner models made or undone.

What may be done is decided here anew, and more narrowly than the checker does.
"""

from __future__ import annotations

from dataclasses import replace
from random import Random

from tests.random_models.recipe import (
    Recipe,
    Ref,
    Source,
    Step,
    Unfit,
    fresh,
    layer_steps,
    ordered,
    pruned,
    readers,
    redirected,
    with_block,
    with_step,
)
from tests.random_models.sizes import sizes

_EVEN = frozenset({"Abs", "Square"})
_CARRYING = frozenset(
    {"Activation", "AveragePooling1D", "AveragePooling2D", "BatchNormalization", "Dropout",
     "GaussianNoise", "GlobalAverage", "GlobalMax", "MaxPooling1D", "MaxPooling2D",
     "LayerNormalization", "PReLU", "Scale", "Shift"}
)  # fmt: skip
_TAKING = frozenset(
    {"Bidirectional", "Conv1D", "Conv2D", "Dense", "GRU", "LSTM", "MultiHeadAttention",
     "SeparableConv2D", "SimpleRNN", "TimeDistributed"}
)  # fmt: skip


def respelt(recipe: Recipe, random: Random) -> Recipe:
    """Return a recipe of the same meaning."""
    changed = recipe
    if not recipe.masked:
        for step in recipe.steps:
            if step.kind == "Block" and random.random() < 0.4:
                flat = inlined(changed, step.id)
                # An input that only leads to a result nobody reads would be lost.
                changed = flat if len(flat.sources) == len(changed.sources) else changed
        if random.random() < 0.35:
            changed = wrapped(changed, random) or changed
    for step in changed.steps:
        if random.random() < 0.5:
            changed = with_step(changed, _turned(changed, step, random))
    sizes(ordered(changed))
    return ordered(changed)


def inlined(recipe: Recipe, id: str) -> Recipe:
    """Return the recipe with the calls of an inner model in the place of one call of it."""
    use = recipe.by_id[id]
    block = recipe.inner[use.layer or ""]
    into: dict[Ref, Ref] = {
        (source.id, 0): ref for source, ref in zip(block.sources, use.reads, strict=True)
    }
    steps = []
    for step in ordered(block).steps:
        own = f"{id}_{step.id}"
        into.update({((step.id, at)): (own, at) for at in range(4)})
        steps.append(replace(step, id=own, reads=tuple(into[ref] for ref in step.reads)))
    results = {(id, at): into[ref] for at, ref in enumerate(block.outputs)}
    moved = redirected(recipe, results)
    at = [step.id for step in moved.steps].index(id)
    blocks = {**recipe.inner, **block.inner}
    return pruned(
        replace(
            moved,
            steps=(*moved.steps[:at], *steps, *moved.steps[at + 1 :]),
            blocks=tuple(blocks.items()),
        )
    )


def wrapped(recipe: Recipe, random: Random) -> Recipe | None:
    """Return the recipe with a chain of calls as an inner model of its own; None without one."""
    read, by_id = readers(recipe), recipe.by_id
    shapes = sizes(ordered(recipe))
    integers = {source.id for source in recipe.sources if source.vocabulary}
    starts = [step for step in recipe.steps if _links(step) and step.reads[0][0] not in integers]
    if not starts:
        return None
    chain = [random.choice(starts)]
    while len(chain) < 4:
        after = read.get((chain[-1].id, 0), [])
        step = by_id.get(after[0]) if len(after) == 1 else None
        if step is None or not _links(step) or random.random() < 0.2:
            break
        chain.append(step)
    name = fresh(recipe, "b")
    start = chain[0].reads[0]
    source = Source(id=f"{name}i", shape=shapes[start])
    first = replace(chain[0], reads=((source.id, 0),))
    block = Recipe(sources=(source,), steps=(first, *chain[1:]), outputs=((chain[-1].id, 0),))
    use = Step(id=fresh(recipe, "s"), kind="Block", reads=(start,), layer=name)
    inside = {step.id for step in chain}
    moved = redirected(recipe, {(chain[-1].id, 0): (use.id, 0)})
    kept = tuple(step for step in moved.steps if step.id not in inside)
    return ordered(with_block(replace(moved, steps=(*kept, use)), name, block))


def _links(step: Step) -> bool:
    several = step.kind in {"Split", "Block"} or step.setting("return_state")
    return len(step.reads) == 1 and not several


def _turned(recipe: Recipe, step: Step, random: Random) -> Step:
    """Return the step with its operands in another order, where that makes no difference."""
    reads = list(step.reads)
    free = _taken_up(recipe, (step.id, 0), layer_steps(recipe))
    if step.kind == "Subtract" and _under_even(recipe, step):
        reads.reverse()
    if step.kind == "Concatenate" and step.setting("axis") == -1 and free:
        random.shuffle(reads)
    return replace(step, reads=tuple(reads))


def _under_even(recipe: Recipe, step: Step) -> bool:
    by = readers(recipe).get((step.id, 0), [""])
    return all(id and recipe.by_id[id].kind in _EVEN for id in by)


def _taken_up(recipe: Recipe, ref: Ref, layers: dict[str, list[Step]]) -> bool:
    """Whether whatever reads a tensor's channels can have its weights in any order of them."""
    for id in readers(recipe).get(ref, ()):
        if not id:
            return False
        step = recipe.by_id[id]
        alone = step.layer is None or len(layers[step.layer]) == 1
        carries = step.kind in _CARRYING and alone and _taken_up(recipe, (id, 0), layers)
        takes = step.kind in _TAKING and alone and ref not in step.reads[1:]
        if step.kind == "MultiHeadAttention":
            takes = alone
        if not carries and not takes:
            return False
    return True


def possible(recipe: Recipe) -> bool:
    """Whether the recipe can be built."""
    try:
        sizes(ordered(recipe))
    except Unfit:
        return False
    return True

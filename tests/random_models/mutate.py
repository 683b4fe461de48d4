"""Changes a recipe into another topology: one mistake as a learner makes it, or several."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from random import Random

from tests.random_models.mistakes import dropped, flagged, inserted, other_kind, resized, shapes_of
from tests.random_models.recipe import (
    Recipe,
    Unfit,
    fresh,
    layer_steps,
    ordered,
    pruned,
    with_block,
    with_step,
)
from tests.random_models.respell import possible

Mutation = Callable[[Recipe, Random], "Recipe | None"]


def mutated(recipe: Recipe, random: Random, count: int = 1) -> tuple[Recipe, tuple[str, ...]]:
    """Return the recipe after so many mistakes, and their names."""
    done: list[str] = []
    changed = recipe
    for _ in range(60):
        if len(done) == count:
            break
        name = random.choice(list(MUTATIONS))
        inner = [block for block, _ in changed.blocks]
        where = random.choice(inner) if inner and random.random() < 0.3 else None
        attempt = _attempt(changed, where, MUTATIONS[name], random)
        if attempt is not None and attempt != changed:
            changed = attempt
            done.append(name if where is None else f"inner {name}")
    return changed, tuple(done)


def _attempt(
    recipe: Recipe, where: str | None, mutation: Mutation, random: Random
) -> Recipe | None:
    try:
        if where is None:
            changed = mutation(recipe, random)
        else:
            block = mutation(recipe.inner[where], random)
            if (
                block in {None, recipe.inner[where]}
                or block is None
                or len(block.sources) != len(recipe.inner[where].sources)
            ):
                return None
            changed = with_block(recipe, where, block)
        if changed is None:
            return None
        changed = ordered(pruned(changed))
        if where is not None and len(changed.inner[where].steps) == 0:
            return None
    except (Unfit, KeyError):
        return None
    return changed if possible(changed) and len(changed.sources) else None


def _rewired(recipe: Recipe, random: Random) -> Recipe | None:
    shapes = shapes_of(recipe)
    step = random.choice(recipe.steps)
    at = random.randrange(len(step.reads))
    others = [ref for ref in shapes if ref != step.reads[at] and ref[0] != step.id]
    alike = [ref for ref in others if shapes[ref] == shapes[step.reads[at]]]
    others = alike if alike and random.random() < 0.8 else others
    if not others:
        return None
    reads = list(step.reads)
    reads[at] = random.choice(others)
    return with_step(recipe, replace(step, reads=tuple(reads)))


def _reads_swapped(recipe: Recipe, random: Random) -> Recipe | None:
    several = [step for step in recipe.steps if len(set(step.reads)) > 1]
    if not several:
        return None
    step = random.choice(several)
    reads = list(step.reads)
    one, other = random.sample(range(len(reads)), 2)
    reads[one], reads[other] = reads[other], reads[one]
    return with_step(recipe, replace(step, reads=tuple(reads)))


def _crossed(recipe: Recipe, random: Random) -> Recipe | None:
    """Let two calls read what the other one read."""
    if len(recipe.steps) < 2:
        return None
    one, other = random.sample(recipe.steps, 2)
    at, to = random.randrange(len(one.reads)), random.randrange(len(other.reads))
    mine, theirs = list(one.reads), list(other.reads)
    mine[at], theirs[to] = theirs[to], mine[at]
    changed = with_step(recipe, replace(one, reads=tuple(mine)))
    return with_step(changed, replace(other, reads=tuple(theirs)))


def _unshared(recipe: Recipe, random: Random) -> Recipe | None:
    shared = [
        step
        for step in recipe.steps
        if step.layer and sum(step.layer == each.layer for each in recipe.steps) > 1
    ]
    if not shared:
        return None
    step = random.choice(shared)
    name = fresh(recipe, "w")
    changed = with_step(recipe, replace(step, layer=name))
    if step.kind != "Block":
        return changed
    return with_block(changed, name, _own(recipe.inner[step.layer or ""], name))


def _own(block: Recipe, name: str) -> Recipe:
    """Return the inner model with weights of its own."""
    return replace(
        block,
        steps=tuple(replace(step, layer=step.layer and name + step.layer) for step in block.steps),
        blocks=tuple((name + inner, _own(each, name)) for inner, each in block.blocks),
    )


def _shared(recipe: Recipe, random: Random) -> Recipe | None:
    """Let a call use the weights of another layer of the same settings."""
    pairs = [
        (step, steps[0])
        for step in recipe.steps
        for layer, steps in layer_steps(recipe).items()
        if step.layer not in {None, layer}
        and step.kind != "Block"
        and (step.kind, step.settings) == (steps[0].kind, steps[0].settings)
    ]
    if not pairs:
        return None
    step, other = random.choice(pairs)
    return with_step(recipe, replace(step, layer=other.layer))


def _other_outputs(recipe: Recipe, random: Random) -> Recipe | None:
    outputs = list(recipe.outputs)
    made = [ref for ref in shapes_of(recipe) if ref[0] in recipe.by_id]
    match random.choice(["swap", "drop", "more", "other"]):
        case "swap" if len(set(outputs)) > 1:
            one, other = random.sample(range(len(outputs)), 2)
            outputs[one], outputs[other] = outputs[other], outputs[one]
        case "drop" if len(outputs) > 1 and recipe.names is None:
            outputs.pop(random.randrange(len(outputs)))
        case "more" if recipe.names is None:
            outputs.insert(random.randrange(len(outputs) + 1), random.choice(made))
        case _:
            outputs[random.randrange(len(outputs))] = random.choice(made)
    return replace(recipe, outputs=tuple(outputs))


def _other_inputs(recipe: Recipe, random: Random) -> Recipe | None:
    sources = list(recipe.sources)
    if len(sources) < 2:
        return None
    one, other = random.sample(range(len(sources)), 2)
    sources[one], sources[other] = sources[other], sources[one]
    return replace(recipe, sources=tuple(sources))


def _renamed(recipe: Recipe, random: Random) -> Recipe | None:
    if recipe.names is None:
        return None
    ends = [list(names) for names in recipe.names]
    names = random.choice(ends)
    if len(names) > 1 and random.random() < 0.5:
        one, other = random.sample(range(len(names)), 2)
        names[one], names[other] = names[other], names[one]
    else:
        names[random.randrange(len(names))] = "something_else"
    return replace(recipe, names=(tuple(ends[0]), tuple(ends[1])))


MUTATIONS: dict[str, Mutation] = {
    "call dropped": dropped,
    "call inserted": inserted,
    "setting changed": resized,
    "flag changed": flagged,
    "other kind": other_kind,
    "rewired": _rewired,
    "rewired again": _rewired,
    "reads swapped": _reads_swapped,
    "reads crossed": _crossed,
    "unshared": _unshared,
    "shared": _shared,
    "other outputs": _other_outputs,
    "inputs swapped": _other_inputs,
    "renamed": _renamed,
}
"""Mistakes by name; the names only serve reports."""

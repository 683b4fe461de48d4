"""A model as data that can be built in several spellings: sources, steps, outputs, inner models."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from random import Random
from typing import Any, TypeAlias

Ref: TypeAlias = tuple[str, int]
"""One result of a step or source."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Source:
    """An input of the model; `vocabulary` where it holds integers below that number."""

    id: str
    shape: tuple[int, ...]
    vocabulary: int = 0


@dataclass(frozen=True, kw_only=True, slots=True)
class Step:
    """One call. Steps of one `layer` share its weights; of kind Block it names an inner model."""

    id: str
    kind: str
    reads: tuple[Ref, ...]
    settings: tuple[tuple[str, Any], ...] = ()
    layer: str | None = None
    options: tuple[tuple[str, Any], ...] = ()

    def setting(self, name: str, default: Any = None) -> Any:
        return dict(self.settings).get(name, default)


@dataclass(frozen=True, kw_only=True, slots=True)
class Recipe:
    """A model; `names` are those of its inputs and outputs where they count.

    `masked` where masks travel with its tensors, which operators would lose.
    """

    sources: tuple[Source, ...]
    steps: tuple[Step, ...]
    outputs: tuple[Ref, ...]
    blocks: tuple[tuple[str, Recipe], ...] = ()
    names: tuple[tuple[str, ...], tuple[str, ...]] | None = None
    masked: bool = False

    @property
    def by_id(self) -> dict[str, Step]:
        return {step.id: step for step in self.steps}

    @property
    def inner(self) -> dict[str, Recipe]:
        return dict(self.blocks)


def of(settings: Mapping[str, Any]) -> tuple[tuple[str, Any], ...]:
    """Return settings as a step holds them."""
    return tuple(sorted(settings.items()))


def readers(recipe: Recipe) -> dict[Ref, list[str]]:
    """Return the steps that read each tensor; "" stands for an output."""
    found: dict[Ref, list[str]] = {}
    for step in recipe.steps:
        for ref in step.reads:
            found.setdefault(ref, []).append(step.id)
    for ref in recipe.outputs:
        found.setdefault(ref, []).append("")
    return found


def layer_steps(recipe: Recipe) -> dict[str, list[Step]]:
    """Return the steps of each layer and inner model, those inside inner models included."""
    found: dict[str, list[Step]] = {}
    for each in (recipe, *everything_inside(recipe)):
        for step in each.steps:
            if step.layer is not None:
                found.setdefault(step.layer, []).append(step)
    return found


def everything_inside(recipe: Recipe) -> Iterable[Recipe]:
    """Yield the inner models of a recipe, at every depth."""
    for _, block in recipe.blocks:
        yield block
        yield from everything_inside(block)


def with_step(recipe: Recipe, step: Step) -> Recipe:
    """Return the recipe with the step of that id replaced."""
    return replace(
        recipe, steps=tuple(step if each.id == step.id else each for each in recipe.steps)
    )


def with_block(recipe: Recipe, name: str, block: Recipe) -> Recipe:
    """Return the recipe with that inner model replaced, or added."""
    return replace(recipe, blocks=tuple({**recipe.inner, name: block}.items()))


def redirected(recipe: Recipe, instead: Mapping[Ref, Ref], *, but: str = "") -> Recipe:
    """Return the recipe with every reader of a key reading its value, the step `but` excepted."""
    return replace(
        recipe,
        steps=tuple(
            step
            if step.id == but
            else replace(step, reads=tuple(instead.get(ref, ref) for ref in step.reads))
            for step in recipe.steps
        ),
        outputs=tuple(instead.get(ref, ref) for ref in recipe.outputs),
    )


def pruned(recipe: Recipe) -> Recipe:
    """Return the recipe without steps, sources and inner models that reach no output."""
    by_id = recipe.by_id
    waiting = [ref[0] for ref in recipe.outputs]
    reached: set[str] = set()
    while waiting:
        id = waiting.pop()
        if id not in reached:
            reached.add(id)
            waiting += [ref[0] for ref in by_id[id].reads] if id in by_id else []
    steps = tuple(step for step in recipe.steps if step.id in reached)
    used = {step.layer for step in steps if step.kind == "Block"}
    kept = [at for at, source in enumerate(recipe.sources) if source.id in reached]
    names = recipe.names
    return replace(
        recipe,
        sources=tuple(recipe.sources[at] for at in kept),
        steps=steps,
        blocks=tuple((name, block) for name, block in recipe.blocks if name in used),
        names=None if names is None else (tuple(names[0][at] for at in kept), names[1]),
    )


def ordered(recipe: Recipe, random: Random | None = None) -> Recipe:
    """Return the recipe with its steps in an order of evaluation, a random one of them if asked."""
    done = {source.id for source in recipe.sources}
    waiting, order = list(recipe.steps), []
    while waiting:
        ready = [step for step in waiting if all(ref[0] in done for ref in step.reads)]
        if not ready:
            raise Unfit("a cycle")
        step = ready[0] if random is None else random.choice(ready)
        waiting.remove(step)
        done.add(step.id)
        order.append(step)
    return replace(recipe, steps=tuple(order))


def fresh(recipe: Recipe, stem: str) -> str:
    """Return an id, a layer or a block name that the recipe does not know."""
    known = {each.id for each in (*recipe.sources, *recipe.steps)}
    known |= {each.layer or "" for each in recipe.steps} | set(layer_steps(recipe))
    known |= {name for name, _ in recipe.blocks}
    number = len(known)
    while f"{stem}{number}" in known:
        number += 1
    return f"{stem}{number}"


class Unfit(Exception):  # noqa: N818 -- no error: a draw that makes no model
    """Raised for a recipe that no Keras model can have."""

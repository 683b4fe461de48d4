"""Mistakes in single calls: one too few or too many, a setting, a flag, another class."""

from __future__ import annotations

from dataclasses import replace
from random import Random

from tests.random_models.draw import activation
from tests.random_models.draw_steps import settings_of
from tests.random_models.recipe import (
    Recipe,
    Ref,
    Step,
    fresh,
    of,
    ordered,
    redirected,
    with_step,
)
from tests.random_models.sizes import Shape, sizes

_ALIKE = (
    ("Add", "Multiply", "Subtract", "Average", "Maximum", "Minimum", "Divide"),
    ("MaxPooling2D", "AveragePooling2D"),
    ("MaxPooling1D", "AveragePooling1D"),
    ("GlobalAverage", "GlobalMax"),
    ("LSTM", "GRU", "SimpleRNN"),
    ("Conv2D", "SeparableConv2D"),
    ("Dropout", "GaussianNoise"),
    ("BatchNormalization", "LayerNormalization"),
    ("Mean", "Sum", "Max"),
    ("Abs", "Square", "Negative"),
    ("Scale", "Shift", "From"),
)
_FUNCTIONS = ("relu", "tanh", "sigmoid", "gelu", "elu", "leaky3", "leaky2", "elu5", "gelu_tanh")


def shapes_of(recipe: Recipe) -> dict[Ref, Shape]:
    return sizes(ordered(recipe))


def dropped(recipe: Recipe, random: Random) -> Recipe | None:
    step = random.choice(recipe.steps)
    moved = redirected(recipe, {(step.id, at): random.choice(step.reads) for at in range(3)})
    return replace(moved, steps=tuple(each for each in moved.steps if each.id != step.id))


def inserted(recipe: Recipe, random: Random) -> Recipe | None:
    shapes = shapes_of(recipe)
    step = random.choice(recipe.steps)
    at = random.randrange(len(step.reads))
    ref = step.reads[at]
    if any(source.vocabulary and (source.id, 0) == ref for source in recipe.sources):
        return None
    id = fresh(recipe, "s")
    kind = random.choice(["Activation", "Dropout", "Dense", "LayerNormalization", "Scale"])
    settings = settings_of(random, kind, shapes[ref])
    if kind == "Dense":
        settings["units"] = shapes[ref][-1]
    new = Step(
        id=id,
        kind=kind,
        reads=(ref,),
        settings=of(settings),
        layer=f"w{id}" if kind in {"Dense", "LayerNormalization"} else None,
    )
    if kind == "Activation":
        new = activation(random, id, ref)
    reads = list(step.reads)
    reads[at] = (id, 0)
    changed = with_step(recipe, replace(step, reads=tuple(reads)))
    return replace(changed, steps=(*changed.steps, new))


def resized(recipe: Recipe, random: Random) -> Recipe | None:
    """Change a setting, of every call of the layer."""
    shapes = shapes_of(recipe)
    step = random.choice(recipe.steps)
    if step.kind == "Activation":
        others = [name for name in _FUNCTIONS if name != step.setting("function")]
        return with_step(recipe, replace(step, settings=of({"function": random.choice(others)})))
    rank = shapes[step.reads[0]]
    settings = settings_of(random, step.kind, rank)
    if not settings or step.kind in {"Concatenate", "Block", "Embedding"}:
        return None
    name = random.choice(sorted(settings))
    changed = {**dict(step.settings), name: settings[name]}
    return _all_of(recipe, step, settings=of(changed))


def flagged(recipe: Recipe, random: Random) -> Recipe | None:
    """Set or take away `use_bias`, `return_sequences`, the causal flag, an inner scale."""
    step = random.choice(recipe.steps)
    settings, options = dict(step.settings), dict(step.options)
    match step.kind:
        case "Dense" | "Conv1D" | "Conv2D" | "DepthwiseConv2D" | "SeparableConv2D":
            settings["use_bias"] = not settings.get("use_bias", True)
        case "LSTM" | "GRU" | "SimpleRNN" | "Bidirectional":
            settings["return_sequences"] = not settings.get("return_sequences", False)
        case "MultiHeadAttention" | "Attention":
            options["use_causal_mask"] = not options.get("use_causal_mask", False)
            return with_step(recipe, replace(step, options=of(options)))
        case "BatchNormalization":
            settings["momentum"] = 0.9
        case "LayerNormalization":
            settings["epsilon"] = 0.1
        case "Concatenate" if len(shapes_of(recipe)[step.id, 0]) > 1:
            settings["axis"] = 1 if settings["axis"] == -1 else -1
        case _:
            return None
    settings = {
        name: value for name, value in settings.items() if value is not (name == "use_bias")
    }
    return _all_of(recipe, step, settings=of(settings))


def _all_of(recipe: Recipe, step: Step, **changes: object) -> Recipe:
    """Return the recipe with every step of that step's layer changed."""
    return replace(
        recipe,
        steps=tuple(
            replace(each, **changes)  # type: ignore[arg-type]  # fields of a Step
            if each.id == step.id or (step.layer is not None and each.layer == step.layer)
            else each
            for each in recipe.steps
        ),
    )


def other_kind(recipe: Recipe, random: Random) -> Recipe | None:
    step = random.choice(recipe.steps)
    for group in _ALIKE:
        if step.kind in group:
            kind = random.choice([kind for kind in group if kind != step.kind])
            settings = dict(step.settings)
            if {step.kind, kind} == {"Dropout", "GaussianNoise"}:
                settings = {"rate" if kind == "Dropout" else "stddev": 0.25}
            return _all_of(recipe, step, kind=kind, settings=of(settings))
    return None

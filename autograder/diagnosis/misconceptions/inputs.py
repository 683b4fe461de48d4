"""Inputs: missing, too many, of the wrong shape, in the wrong order, or lost on the way."""

from __future__ import annotations

from collections.abc import Iterator

from autograder.diagnosis.clusters import Cluster
from autograder.diagnosis.misconceptions.leftovers import drawn_labels
from autograder.diagnosis.misconceptions.rule import Match, Misconception, Scene
from autograder.diagnosis.phrases import counted, listing, shown, sizes, with_article
from autograder.topology.change import Change, ChangeInputs, ChangeSetting, RemoveCall
from autograder.topology.model import Call, Endpoint, Tensor
from autograder.topology.shapes import infer_shapes


def _rerooted(scene: Scene) -> Iterator[Match]:
    """Model was given a tensor from the middle, and Keras made a new Input in its place."""
    case = scene.case
    for cluster in scene.clusters:
        lost = [call for call in cluster.added if call.op != "Input"]
        for root in [call for call in case.learner.calls if call.op == "Input"]:
            # Where an Input is missing too, only one that Keras made stands for the lost calls.
            if len(lost) < len(cluster.added) and not _made_by_keras(root):
                continue
            if not _takes_over(cluster, root) or not _stands_for(scene, root, lost):
                continue
            lines = [c.line for c in case.built.unused if c.op == "Input" and c.line is not None]
            yield Match(
                key="rerooted-input",
                gaps={
                    "size": _numbers(root),
                    "line": f" of line {min(lines)}" if lines else "",
                    "lost": listing([with_article(part) for part in drawn_labels(scene, lost)]),
                },
                changes=(*_shape_changes(scene, root.id), *cluster.changes),
                at=root.id,
                where="the inputs of Model(...)",
            )
            return


def _takes_over(cluster: Cluster, root: Call) -> bool:
    """Say whether what reads this Input should read calls that are missing."""
    missing = {f"+{call.id}" for call in cluster.added}
    return any(
        edge.seen is not None
        and edge.seen.call == root.id
        and edge.wanted is not None
        and edge.wanted.call in missing
        for edge in cluster.rewires
    )


def _stands_for(scene: Scene, root: Call, lost: list[Call]) -> bool:
    """Say whether Keras made the Input, or it is as wide as a lost layer that is left over."""
    if _made_by_keras(root):
        return True
    shapes = infer_shapes(scene.case.expected)
    widths = [shapes.get(Tensor(call=call.id), (None,))[1:] for call in lost]
    left_over = any(call.op != "Input" for call in scene.case.built.unused)
    return left_over and root.variable is None and root.setting("tensor") in widths


def _made_by_keras(root: Call) -> bool:
    """Say whether Keras made the Input because Model was handed a tensor that is none."""
    return root.id.endswith("CLONE")


def _numbers(call: Call) -> str:
    tensor = call.setting("tensor")
    if not isinstance(tensor, tuple):
        return "unknown size"
    return sizes((None, *(size if isinstance(size, int) else None for size in tensor)))


def _shape_changes(scene: Scene, id: str) -> Iterator[Change]:
    for change in scene.of(ChangeSetting):
        if isinstance(change, ChangeSetting) and (change.call, change.name) == (id, "tensor"):
            yield change


def _missing(scene: Scene) -> Iterator[Match]:
    case, places = scene.case, scene.places
    for cluster in scene.clusters:
        missing = [call for call in cluster.added if call.op == "Input"]
        if not missing:
            continue
        refs = {f"+{call.id}" for call in missing}
        swapped = [r for r in cluster.rewires if r.wanted and r.wanted.call in refs and r.seen]
        instead = ""
        target = next((r.call for r in cluster.rewires if r.wanted and r.wanted.call in refs), "")
        if swapped and swapped[0].seen is not None:
            name, seen = places.where(swapped[0].call), places.tensor(swapped[0].seen)
            name = f"Your {name}" if name.startswith("`") else name[:1].upper() + name[1:]
            instead = f" {name} starts from {seen} instead."
        yield Match(
            key="missing-input",
            gaps={
                "wanted_count": counted(len(case.expected.inputs), "input"),
                "seen_count": _has(len(case.learner.inputs)),
                "missing": listing([_input(scene, call.id) for call in missing]),
                "instead": instead,
                "target": places.source(target) if target else "its reader",
            },
            changes=cluster.changes,
            at=target if target and not target.startswith("+") else next(iter(refs)),
            where=None if target and not target.startswith("+") else "the inputs of Model(...)",
        )


def _input(scene: Scene, id: str) -> str:
    name = next(
        (e.name for e in scene.case.expected.inputs if e.tensor.call == id and e.name), None
    )
    what = f"an Input of shape {shown(scene.case.expected.by_id[id].setting('tensor'))}"
    return f"{what} called `{name}`" if name else what


def _has(count: int) -> str:
    return "none" if count == 0 else f"only {count}" if count == 1 else str(count)


def _surplus(scene: Scene) -> Iterator[Match]:
    case = scene.case
    for cluster in scene.clusters:
        for change in cluster.changes:
            if isinstance(change, RemoveCall) and case.call(change.call).op == "Input":
                yield Match(
                    key="extra-input",
                    gaps={
                        "place": scene.places.where(change.call),
                        "what": scene.places.source(change.call),
                    },
                    changes=(change,),
                    at=change.call,
                )


def _shape(scene: Scene) -> Iterator[Match]:
    for change in scene.of(ChangeSetting):
        assert isinstance(change, ChangeSetting)
        if scene.case.call(change.call).op != "Input" or change.name not in {"tensor", "dtype"}:
            continue
        data_type = change.name == "dtype"
        yield Match(
            key="wrong-input-type" if data_type else "wrong-input-shape",
            gaps={
                "place": scene.places.where(change.call),
                "seen": shown(change.seen) if change.seen is not None else "float32",
                "wanted": shown(change.wanted) if change.wanted is not None else "float32",
            },
            changes=(change,),
            at=change.call,
        )


def _order(scene: Scene) -> Iterator[Match]:
    for change in scene.of(ChangeInputs):
        assert isinstance(change, ChangeInputs)
        seen, wanted = ([e.tensor for e in side] for side in (change.seen, change.wanted))
        if seen != wanted and set(seen) == set(wanted):
            yield Match(
                key="inputs-swapped",
                gaps={
                    "seen": ", ".join(map(scene.places.tensor, seen)),
                    "wanted": ", ".join(map(scene.places.tensor, wanted)),
                    "first": scene.places.tensor(wanted[0]),
                    "danger": _danger(scene, change.wanted),
                },
                changes=(change,),
                at=wanted[0].call,
                where="the inputs of Model(...)",
            )
        elif seen == wanted:
            yield Match(
                key="input-name",
                gaps={"seen": names_of(change.seen), "wanted": names_of(change.wanted)},
                changes=(change,),
                at=wanted[0].call if wanted else "",
                where="the inputs of Model(...)",
            )


def names_of(ends: tuple[Endpoint, ...]) -> str:
    """Return "are called `a` and `b`", or that they have no names."""
    if all(end.name is None for end in ends):
        return "have no names"
    return "are called " + listing([f"`{end.name}`" if end.name else "(no name)" for end in ends])


def _danger(scene: Scene, ends: tuple[Endpoint, ...]) -> str:
    shapes = [scene.case.call(end.tensor.call).setting("tensor") for end in ends]
    if len(set(shapes)) > 1:
        return " Data fed in the drawing's order does not fit."
    text = shown(shapes[0])
    which = "Both" if len(shapes) == 2 else "All"
    return f" {which} have the shape {text}, so Keras would never complain."


REROOTED_INPUT = Misconception(code="rerooted-input", look=_rerooted)
MISSING_INPUT = Misconception(code="missing-input", look=_missing)
EXTRA_INPUT = Misconception(code="extra-input", look=_surplus)
WRONG_INPUT_SHAPE = Misconception(code="wrong-input-shape", look=_shape)
INPUTS_SWAPPED = Misconception(code="inputs-swapped", look=_order)

"""What is asked of the numeric probe, once all that needs no numbers has been looked at."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace

from autograder.diagnosis.parameters import parameters
from autograder.diagnosis.verdict import Verdict
from autograder.probe.layers import LAYERS
from autograder.probe.limits import Limits
from autograder.probe.noise import RANDOM
from autograder.probe.open_choices import agrees, settled
from autograder.probe.order import in_order_of
from autograder.probe.refusal import Refused
from autograder.probe.training import check_training
from autograder.topology.change import ChangeOption, ChangeSetting
from autograder.topology.interface import pair_endpoints
from autograder.topology.model import Call, Endpoint, Topology
from autograder.topology.normal_form import normalise
from autograder.topology.normal_form.defaults import is_known, is_layer
from autograder.topology.normal_form.identities import drop_extras
from autograder.topology.policy import Policy


@dataclass(frozen=True, kw_only=True, slots=True)
class Request:
    """Two topologies whose inputs and outputs answer each other in order.

    `groups` are weights groups (or ids of calls) of both that are taken for each other, the
    expected one first.
    """

    expected: Topology
    learner: Topology
    groups: tuple[tuple[str, str], ...] = ()


def prepare(drawing: Topology, built: Topology, verdict: Verdict, limits: Limits) -> Request:
    """Return what to compute; raises Refused where the answer is no without computing anything.

    `drawing` and `built` are as they were read, `verdict` is that on them.
    """
    policy = drawing.policy or Policy()
    _check_policy(policy, built, verdict)
    for topology in (drawing, built):
        if len(topology.calls) > limits.calls:
            raise Refused(f"a model makes more than {limits.calls} calls")
        _check_classes(topology.calls)
    expected, learner = normalise(drawing, policy), normalise(built, policy)
    inputs = _paired(expected.inputs, learner.inputs, policy)
    outputs = _paired(expected.outputs, learner.outputs, policy)
    for at, end in enumerate(expected.inputs):
        other = learner.inputs[inputs[at]]
        if not agrees(expected.by_id[end.tensor.call], learner.by_id[other.tensor.call]):
            raise Refused("an input has another shape or type")
    pairs = {} if verdict.diff is None else dict(verdict.diff.alignment.pairs)
    check_training(expected, learner, pairs)
    expected = settled(expected, learner, pairs)
    plain = in_order_of(expected, learner, pairs) or drop_extras(built, policy.extras)
    ours, theirs = parameters(expected), parameters(learner)
    if ours is not None and theirs is not None and sum(ours.values()) != sum(theirs.values()):
        raise Refused("the models have different numbers of weights")
    changes = () if verdict.diff is None else verdict.diff.changes
    if changes and all(isinstance(change, ChangeSetting | ChangeOption) for change in changes):
        # A threshold of 0.001 for 0 is another setting, though few random inputs show it.
        raise Refused("nothing but settings differs")
    return Request(
        expected=expected,
        learner=replace(
            plain,
            inputs=tuple(plain.inputs[at] for at in inputs),
            outputs=tuple(plain.outputs[at] for at in outputs),
        ),
        groups=_groups(expected, learner, pairs.items()),
    )


def _check_policy(policy: Policy, built: Topology, verdict: Verdict) -> None:
    if verdict.outcome != "incorrect":
        raise Refused(f"the verdict is {verdict.outcome}")
    if policy.same_function == "refuse":
        raise Refused("the exercise demands the construction that is drawn")
    if policy.style == "functional" and built.style != "functional":
        raise Refused("the exercise demands the functional style")
    if policy.nesting == "keep" or policy.concat_order == "strict":
        raise Refused("the exercise demands the nesting or the order that is drawn")


def _check_classes(calls: Iterable[Call]) -> None:
    masked = timed = False
    for call in calls:
        known = call.op in LAYERS | RANDOM or call.op in {"Input", "TimeDistributed"}
        plain = call.op.startswith("ops.") or (is_known(call.op) and not is_layer(call.op))
        if not known and not plain:
            raise Refused(f"{call.op[:60]} is not one of the classes that the probe builds")
        masked = masked or call.op == "Masking" or call.setting("mask_zero") is True
        timed = timed or call.op == "TimeDistributed"
    if masked and timed:
        raise Refused("TimeDistributed may read a mask")


def _paired(
    expected: tuple[Endpoint, ...], learner: tuple[Endpoint, ...], policy: Policy
) -> tuple[int, ...]:
    """Return for each expected endpoint the index of the learner's that answers it."""
    if len(expected) != len(learner):
        raise Refused("the numbers of inputs or outputs differ")
    pairs = pair_endpoints(expected, learner, names=policy.names == "author")
    found = tuple(other for _, other in pairs if other is not None)
    if len(found) != len(expected):
        raise Refused("the names of inputs or outputs differ")
    return found


def _groups(
    expected: Topology, learner: Topology, pairs: Iterable[tuple[str, str]]
) -> tuple[tuple[str, str], ...]:
    found: dict[str, str] = {}
    taken: set[str] = set()
    for mine, theirs in pairs:
        call, other = expected.by_id.get(mine), learner.by_id.get(theirs)
        if call is None or other is None or call.op != other.op or other.weights is None:
            continue
        group = call.id if call.weights is None else call.weights
        if group not in found and other.weights not in taken:
            found[group] = other.weights
            taken.add(other.weights)
    return tuple(found.items())

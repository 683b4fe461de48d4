"""Whether what a learner would be told about a near-miss is to the point."""

from __future__ import annotations

import re

from autograder.diagnosis.kinds import is_merge
from autograder.diagnosis.verdict import Finding, Verdict
from autograder.topology.model import Call
from autograder.verify.mutant import Mutant
from autograder.verify.subject import AGAIN

_GENERIC = frozenset({"other-difference"})
_ENDS = "Model(...)"
RUNGS = 4


def diagnosis_of(verdict: Verdict) -> str:
    """Return the code and the place of the first finding, or the outcome without one."""
    if not verdict.findings:
        return verdict.outcome
    first = verdict.findings[0]
    return f"{first.code} at {first.where}" if first.where else first.code


def complaint_about(verdict: Verdict, mutant: Mutant) -> str:
    """Return what is wrong with the explanation of a mutant judged wrong, or nothing."""
    if verdict.outcome == "not-attempted":
        return ""
    if not verdict.findings:
        return "nothing is said about it"
    if all(finding.code in _GENERIC for finding in verdict.findings):
        return "only the fallback is said about it"
    for finding in verdict.findings:
        if not _is_ladder(finding):
            return f"the hint ladder of {finding.code} is incomplete"
        if _shows_code(finding, mutant):
            return f"a hint of {finding.code} shows the code"
    return _missed(verdict, mutant)


def _missed(verdict: Verdict, mutant: Mutant) -> str:
    if _hits(verdict.findings[0], mutant):
        return ""
    later = any(_hits(finding, mutant) for finding in verdict.findings)
    return "another place is named first" if later else "another place is named"


def _is_ladder(finding: Finding) -> bool:
    return len(finding.hints) == RUNGS and all(hint.strip() for hint in finding.hints)


def _shows_code(finding: Finding, mutant: Mutant) -> bool:
    """Whether a rung assigns to one of the learner's own names; a worked analogue has others."""
    names = "|".join(re.escape(id) for id in mutant.topology.by_id)
    return any(re.search(rf"`(?:{names}) = ", hint) for hint in finding.hints)


def _hits(finding: Finding, mutant: Mutant) -> bool:
    """Whether a finding names one of the places at which a tutor would point."""
    if mutant.ends and _ENDS in finding.where:
        return True
    named = {name.rstrip(AGAIN) for name in re.findall(r"`([^`]+)`", finding.where)}
    return any(id.rstrip(AGAIN) in named for id in _with_twins(mutant))


def _with_twins(mutant: Mutant) -> tuple[str, ...]:
    """Return the mutant's places, and the calls that cannot be told from them any more.

    Those are calls made alike, and merges of one kind in a row, which are one merge.
    """
    calls = mutant.topology.by_id
    found = [id for id in mutant.at if id in calls]
    for id in found:
        made, op = _made(calls[id]), calls[id].op
        alike = [other for other, call in calls.items() if _made(call) == made]
        if is_merge(calls[id]):
            alike += [
                other
                for other, call in calls.items()
                if call.op == op and any(each.tensor.call == id for each in call.arguments)
            ]
        found += [other for other in alike if other not in found]
    return (*mutant.at, *found)


def _made(call: Call) -> tuple[object, ...]:
    return (call.op, call.settings, call.options, call.arguments)

"""From a diff to findings: rules take the changes they can explain, the deepest cause first."""

from __future__ import annotations

from dataclasses import replace
from operator import itemgetter

from autograder.diagnosis.case import Case
from autograder.diagnosis.catalogue import fill, wording
from autograder.diagnosis.clusters import Cluster, clusters_of
from autograder.diagnosis.misconceptions import (
    EXTRA_ACTIVATION,
    EXTRA_CALL,
    MISSING_ACTIVATION,
    RULES,
    WRONG_ACTIVATION,
    Match,
    Scene,
)
from autograder.diagnosis.places import Places
from autograder.diagnosis.verdict import Finding

# Rules about one call: inside a nested model they are told as a difference within it.
_OF_ONE_CALL = frozenset(
    {
        "wrong-setting",
        "wrong-activation",
        "missing-activation",
        "extra-activation",
        "wrong-layer",
        "missing-call",
        "extra-call",
    }
)
# An activation is recognised before a layer, for it is the narrower rule, and told after it.
_ACTIVATIONS = (MISSING_ACTIVATION, WRONG_ACTIVATION, EXTRA_ACTIVATION)
_TOLD = tuple(
    each
    for rule in RULES
    if rule not in _ACTIVATIONS
    for each in ((rule, *_ACTIVATIONS) if rule is EXTRA_CALL else (rule,))
)
MOST_FINDINGS = 25
"""Past this many a list helps nobody; the last one takes the rest of the changes."""


def findings_of(case: Case) -> tuple[Finding, ...]:
    """Return the findings that together stand for every change of the diff, deepest cause first."""
    places = Places(case=case)
    left = clusters_of(case)
    found: list[tuple[int, Finding]] = []
    for rule in RULES:
        if not left:
            break
        for match in list(rule.look(Scene(case=case, places=places, clusters=left))):
            taken = _taken(match, left)
            if taken:
                left = tuple(cluster for cluster in left if cluster not in taken)
                found.append((_TOLD.index(rule), _finding(case, match, taken)))
    findings = [finding for _, finding in sorted(found, key=itemgetter(0))]
    if len(findings) > MOST_FINDINGS:
        rest = tuple(change for each in findings[MOST_FINDINGS - 1 :] for change in each.changes)
        findings[MOST_FINDINGS - 1 :] = [replace(findings[MOST_FINDINGS - 1], changes=rest)]
    return tuple(findings)


def _taken(match: Match, left: tuple[Cluster, ...]) -> tuple[Cluster, ...]:
    """Return the clusters that a match explains; none if a part of it is explained already."""
    wanted = set(match.changes)
    taken = tuple(cluster for cluster in left if wanted & set(cluster.changes))
    covered = {change for cluster in taken for change in cluster.changes}
    return taken if wanted and wanted <= covered else ()


def _finding(case: Case, match: Match, taken: tuple[Cluster, ...]) -> Finding:
    places = Places(case=case)
    code = match.key.split(":")[0]
    where = match.where if match.where is not None else places.where(match.at)
    place = str(match.gaps.get("place", ""))
    # "your `right` (line 4)", but "the second Dense(32)".
    gaps = {**match.gaps, "your": f"your {place}" if place.startswith("`") else place}
    finding = fill(code, wording(match.key), gaps, where=where)
    if code in _OF_ONE_CALL and match.at in case.learner.by_id:
        finding = _inside(finding, places.scope(match.at))
    return replace(
        finding,
        changes=tuple(change for cluster in taken for change in cluster.changes),
        calls=_marked(case, (match.at, *match.marks)),
    )


def _inside(finding: Finding, scope: str) -> Finding:
    """Say that a difference lies inside a nested model, where it does."""
    if not scope:
        return finding
    question, place, edge, analogue = (hint.replace(f"{scope} > ", "") for hint in finding.hints)
    message = finding.message.replace(f"your {scope} > the", "the").replace(f"{scope} > ", "")
    message = message.replace(f"Your {scope} > the", "The")
    gaps = {
        "model": scope,
        "message": message[:1].lower() + message[1:],
        "next_step": finding.next_step,
        "question": question,
        "place": place,
        "edge": edge,
        "analogue": analogue,
    }
    code = "nested-inner-difference"
    return fill(code, wording(code), gaps, where=finding.where)


def _marked(case: Case, refs: tuple[str, ...]) -> tuple[str, ...]:
    """Return the ids, in the learner's topology as read, of the calls to mark in a drawing."""
    ids = [
        origin
        for ref in refs
        if ref in case.learner.by_id
        for origin in (case.learner.by_id[ref].origins or (ref,))
    ]
    return tuple(dict.fromkeys(id for id in ids if id in case.built.by_id))

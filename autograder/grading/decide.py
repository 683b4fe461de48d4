"""Deciding marks from evidence, outside the kernel that ran the learner's code.

What a graded cell claims to be worth is ignored: the one evidence bundle that it displayed is
judged with the instructor's files, and the result takes the place of the cell's own.
"""

from __future__ import annotations

import traceback
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from nbformat import NotebookNode
from nbformat.v4 import new_output
from nbgrader.preprocessors import NbGraderPreprocessor
from traitlets import Unicode

from autograder.diagnosis.same_function import Probe, ProbeAnswer
from autograder.diagnosis.verdict import UNDECIDED, Verdict
from autograder.errors import AutograderError
from autograder.exercise import score_evidence
from autograder.exercise.evidence import MIME
from autograder.grading.causes import cause_of_nothing
from autograder.grading.course import Course
from autograder.grading.fingerprint import fingerprint
from autograder.grading.notebooks import GradeCall, grade_call, graded_cells, note, noted
from autograder.grading.seeds import seed_of
from autograder.notebook.feedback import submission_bundle
from autograder.probe import ProbeProcess
from autograder.topology.model import Topology


@dataclass(frozen=True, kw_only=True, slots=True)
class Decision:
    """The mark of one graded cell: points, or None with the cause that a person has to look at."""

    exercise: str
    maximum: float
    points: float | None
    outcome: str
    finding: str = ""
    """In the learner's words, what cost marks; empty at full marks."""
    review: str = ""
    """Why nothing could be decided; empty where it was."""
    retry: bool = False
    """Whether grading again may decide it, once the machine or the kit is mended."""
    probe: str = ""
    """What the same-function probe said of a model that differs from the drawing."""


class DecideMarks(NbGraderPreprocessor):  # type: ignore[misc]  # nbgrader has no types
    """Decide every graded cell of an executed submission that calls `grade`."""

    root = Unicode(help="The course's folder.").tag(config=True)

    def preprocess(
        self, nb: NotebookNode, resources: dict[str, Any]
    ) -> tuple[NotebookNode, dict[str, Any]]:
        """Decide one notebook's marks, and sign that it was graded to its end."""
        place = resources["nbgrader"]
        lesson, student = place["assignment"], place["student"]
        course = Course(root=Path(self.root))
        seed = seed_of(course, lesson, student)
        retry = False
        with ProbeProcess() as probe:
            for index, cell in graded_cells(nb):
                call = grade_call(cell.source)
                if call is None:
                    continue  # An instructor's own test cell: nbgrader's rules hold.
                maximum = float(cell.metadata.nbgrader["points"])
                call = GradeCall(exercise=call.exercise, points=maximum)
                decision = decide(nb, index, call, course.solutions / lesson, seed, probe=probe)
                write_decision(cell, decision)
                retry = retry or decision.retry
        note(nb, "graded", fingerprint(course, lesson, student))
        note(nb, "retry", retry)
        return nb, resources


class _Recorded:
    """A probe that keeps what it answered."""

    def __init__(self, probe: Probe) -> None:
        self._probe = probe
        self.reasons: list[str] = []

    def __call__(self, drawing: Topology, built: Topology, verdict: Verdict) -> ProbeAnswer:
        answer = self._probe(drawing, built, verdict)
        said = "same function" if answer.same else "not found the same function"
        self.reasons.append(f"{said}: {answer.reason}")
        return answer


def decide(
    nb: NotebookNode,
    index: int,
    call: GradeCall,
    folder: Path,
    seed: str,
    *,
    probe: Probe | None = None,
) -> Decision:
    """Decide the graded cell at `index` of an executed notebook.

    `probe` may make the verdict on a model that differs from the drawing a kinder one.
    """
    bundles = [output for output in nb.cells[index].outputs if MIME in output.get("data", {})]
    if not bundles:
        cause = cause_of_nothing(nb, index, call.exercise)
        if cause.review:
            return _nothing(call, review=cause.words, retry=cause.retry)
        return _zero(call, cause.words)
    if len(bundles) > 1 or bundles[0].output_type != "display_data":
        return _nothing(call, review="the graded cell holds more or other evidence than its own")
    asked = None if probe is None else _Recorded(probe)
    data = bundles[0]["data"][MIME]
    try:
        points, verdict = score_evidence(
            folder, call.exercise, data, call.points, seed=seed, probe=asked
        )
    except AutograderError as error:
        return _nothing(call, review=error.what)
    except Exception as error:  # noqa: BLE001 - one strange submission must not end the class
        traceback.print_exc()
        words = f"judging the evidence failed with {type(error).__name__}: {error}"
        return _nothing(call, review=words, retry=True)
    reasons = [] if asked is None else asked.reasons
    if verdict.findings and verdict.findings[0].code == UNDECIDED:
        return _nothing(call, review="the comparison of this graph came to no end")
    # What the cell said was judged in the learner's own process, and without the cases' answers.
    bundles[0]["data"].update(submission_bundle(folder, data, verdict, points, call.points))
    return _judged(call, points, verdict, probe="; ".join(dict.fromkeys(reasons)))


def write_decision(cell: NotebookNode, decision: Decision) -> None:
    """Put a decision into its cell: our notes, and the result that nbgrader and readers see."""
    note(cell, "decision", asdict(decision))
    outputs = [output for output in cell.outputs if output.output_type != "execute_result"]
    if decision.points is None:
        outputs.append(_said(f"Needs review, no mark yet: {decision.review.rstrip('.')}."))
    elif decision.outcome == "no-evidence":
        outputs.append(_said(f"0 of {decision.maximum:g}. {decision.finding}"))
    else:
        for output in outputs:
            # nbgrader gives 0 for any line on stderr; this mark is decided already.
            if output.output_type == "stream":
                output.name = "stdout"
        outputs = [output for output in outputs if output.output_type != "error"]
        data = {"text/plain": repr(float(decision.points))}
        outputs.append(
            new_output("execute_result", data=data, execution_count=cell.execution_count)
        )
    cell.outputs = outputs


def _said(text: str) -> NotebookNode:
    output: NotebookNode = new_output("display_data", data={"text/plain": text})
    return output


def read_decision(cell: NotebookNode) -> Decision | None:
    """Return the decision that a graded notebook's cell holds."""
    data = noted(cell, "decision")
    return None if data is None else Decision(**data)


def _judged(call: GradeCall, points: float, verdict: Verdict, *, probe: str) -> Decision:
    finding = ""
    if points < call.points:
        finding = verdict.findings[0].message if verdict.findings else verdict.summary
    return Decision(
        exercise=call.exercise,
        maximum=call.points,
        points=float(points),
        outcome=verdict.outcome,
        finding=finding,
        probe=probe,
    )


def _zero(call: GradeCall, finding: str) -> Decision:
    return Decision(
        exercise=call.exercise,
        maximum=call.points,
        points=0.0,
        outcome="no-evidence",
        finding=finding,
    )


def _nothing(call: GradeCall, *, review: str, retry: bool = False) -> Decision:
    return Decision(
        exercise=call.exercise,
        maximum=call.points,
        points=None,
        outcome="needs-review",
        review=review,
        retry=retry,
    )

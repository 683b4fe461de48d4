"""Grading a class: several submissions at a time, each in a process that may fail alone."""

from __future__ import annotations

import multiprocessing
import os
import time
from collections.abc import Generator
from dataclasses import dataclass
from multiprocessing.connection import Connection, wait
from multiprocessing.process import BaseProcess
from typing import Any, Literal, TypeAlias

from autograder.errors import AutograderError
from autograder.grading.course import Course, make_folder
from autograder.grading.fingerprint import fingerprint
from autograder.grading.kernels import Kernels, choose
from autograder.grading.notebooks import noted, read_notebook
from autograder.grading.problems import forget_problem, keep_problem
from autograder.grading.settings import LIMIT, SETUP_LIMIT
from autograder.grading.submission import Work, run_in_process
from autograder.grading.warm.start import WarmServer, own_server
from autograder.probe.process import TOTAL_SECONDS

Status: TypeAlias = Literal["graded", "unchanged", "failed"]
ANSWER_TIME = 60 + TOTAL_SECONDS
"""Seconds beyond all cell limits after which a submission's process is ended, its probes done."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Finished:
    """One submission done with. `problem` says why it could not be graded at all."""

    student: str
    status: Status
    seconds: float = 0.0
    problem: str = ""


@dataclass(frozen=True, kw_only=True, slots=True)
class _Running:
    student: str
    process: BaseProcess
    answer: Connection
    started: float
    allowed: float


def default_jobs() -> int:
    """Return the number of processors this process may use."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


def grade_class(  # noqa: PLR0913 - the options of one command
    course: Course,
    lesson: str,
    students: tuple[str, ...],
    *,
    jobs: int,
    limit: int = LIMIT,
    force: bool = False,
    kernels: Kernels | None = None,
) -> Generator[Finished, None, None]:
    """Grade submissions of a lesson, `jobs` at a time, and yield each as it is done with.

    Graded and unchanged ones are left alone unless `force`. Without a choice of `kernels` they are
    walled in, which raises AutograderError where this machine refuses that. What is recorded stays
    recorded when the iterator is closed early: the same call goes on from there.
    """
    make_folder(course.logs / lesson)
    work = Work(root=course.root, limit=limit, kernels=kernels or choose())
    waiting: list[str] = []
    for student in students:
        problem = _unreadable(course, lesson, student)
        if not force and not problem and _is_unchanged(course, lesson, student):
            yield Finished(student=student, status="unchanged")
        elif problem:
            yield _finished(course, lesson, student, problem, 0.0)
        else:
            waiting.append(student)
    running: list[_Running] = []
    server = None if work.kernels == "ordinary" else own_server()
    try:
        while waiting or running:
            while waiting and len(running) < max(1, jobs):
                running.append(_start(course, lesson, waiting.pop(0), work, server))
            wait([each.process.sentinel for each in running], timeout=1.0)
            for each in [each for each in running if _is_over(each)]:
                running.remove(each)
                seconds = time.monotonic() - each.started
                yield _finished(course, lesson, each.student, _outcome(each), seconds)
    finally:
        _end(running)


def _start(
    course: Course, lesson: str, student: str, work: Work, server: WarmServer | None
) -> _Running:
    context = _context()
    receiver, sender = context.Pipe(duplex=False)
    channel = None if server is None else server.new_end()
    log = course.logs / lesson / f"{student}.log"
    arguments = (sender, channel, work, lesson, student, log)
    process = context.Process(target=run_in_process, args=arguments, name=f"grade {student}")
    process.start()
    sender.close()
    if channel is not None:
        # The process has its own; the kernels end when that closes.
        channel.close()
    cells = len(read_notebook(course.submission(lesson, student) / f"{lesson}.ipynb").cells)
    return _Running(
        student=student,
        process=process,
        answer=receiver,
        started=time.monotonic(),
        allowed=ANSWER_TIME + 2 * SETUP_LIMIT + cells * (work.limit + 1),
    )


def _context() -> Any:
    """Return a context whose processes start with nbgrader imported, where the platform has one."""
    if "forkserver" not in multiprocessing.get_all_start_methods():
        return multiprocessing.get_context("spawn")
    context = multiprocessing.get_context("forkserver")
    context.set_forkserver_preload(["autograder.grading.ahead"])
    return context


def _is_over(each: _Running) -> bool:
    late = time.monotonic() - each.started > each.allowed
    if late:
        each.process.kill()
        each.process.join()
    return late or not each.process.is_alive()


def _outcome(each: _Running) -> str:
    """Return what failed, or nothing."""
    each.process.join()
    try:
        return str(each.answer.recv()) if each.answer.poll() else _lost(each.process.exitcode)
    except EOFError:
        return _lost(each.process.exitcode)
    finally:
        each.answer.close()


def _lost(exit_code: int | None) -> str:
    return f"the process that graded it ended early (exit code {exit_code})"


def _end(running: list[_Running]) -> None:
    for each in running:
        each.process.terminate()
    deadline = time.monotonic() + 2
    for each in running:
        each.process.join(max(0.0, deadline - time.monotonic()))
        each.process.kill()


def _finished(course: Course, lesson: str, student: str, problem: str, seconds: float) -> Finished:
    if not problem:
        forget_problem(course, lesson, student)
        return Finished(student=student, status="graded", seconds=seconds)
    keep_problem(course, lesson, student, problem)
    return Finished(student=student, status="failed", seconds=seconds, problem=problem)


def _unreadable(course: Course, lesson: str, student: str) -> str:
    """Say why a submission cannot be graded at all, or nothing."""
    if set(student) & set("[]*?"):
        return (
            "nbgrader reads the folder's name as a file pattern: rename it without any of [ ] * ?"
        )
    folder = course.submission(lesson, student)
    wanted = folder / f"{lesson}.ipynb"
    if not wanted.exists():
        found = sorted(path.name for path in folder.glob("*.ipynb"))
        return f"it holds no {wanted.name}, but {', '.join(found) or 'no notebook'}"
    try:
        read_notebook(wanted)
    except AutograderError as error:
        return error.what
    return ""


def _is_unchanged(course: Course, lesson: str, student: str) -> bool:
    """Say whether the executed notebook was made from just these files, to its end.

    One that the machine or the kit kept from being decided is worth another try.
    """
    try:
        notebook = read_notebook(course.graded(lesson, student))
    except AutograderError:
        return False
    is_same = noted(notebook, "graded") == fingerprint(course, lesson, student)
    return is_same and not noted(notebook, "retry")

"""Where the time of one submission goes, measured around the parts that do it."""

from __future__ import annotations

import contextlib
import functools
import inspect
import io
import time
from collections import defaultdict
from collections.abc import Iterator

from nbgrader.converters.autograde import Autograde

from autograder.grading.course import Course
from autograder.grading.decide import DecideMarks
from autograder.grading.demo import LESSON
from autograder.grading.execute import RunCells
from autograder.grading.kernels import best
from autograder.grading.record import RecordMarks
from autograder.grading.submission import Work, grade_submission
from autograder.grading.warm.provisioner import WarmProvisioner
from autograder.grading.warm.start import own_server

PARTS = (
    ("forking the kernel, its walls", WarmProvisioner, "launch_kernel"),
    ("the kernel's own start", RunCells, "start_new_kernel_client"),
    ("executing the cells", RunCells, "execute_cell"),
    ("ending the kernel", RunCells, "_cleanup_kernel"),
    ("deciding marks", DecideMarks, "preprocess"),
    ("recording marks", RecordMarks, "preprocess"),
    ("nbgrader's conversions, all of the above in it", Autograde, "convert_single_notebook"),
)
REPEATS = 5


def phases(course: Course) -> list[tuple[str, float]]:
    """Return each part and its seconds, the mean of some submissions, and the whole at the end."""
    spent: dict[str, float] = defaultdict(float)
    work = Work(root=course.root, limit=30, kernels=best())
    students = course.students(LESSON)[: REPEATS + 1]
    own_server().new_end().close()
    with contextlib.ExitStack() as stack:
        for name, owner, method in PARTS:
            stack.enter_context(_timed(spent, name, owner, method))
        for number, student in enumerate(students):
            if number == 1:
                # The first one imports what graders have beforehand.
                spent.clear()
                begin = time.perf_counter()
            with contextlib.redirect_stdout(io.StringIO()):
                problem = grade_submission(work, LESSON, student)
            assert not problem, problem
    whole = time.perf_counter() - begin
    rows = [(name, spent[name] / REPEATS) for name, _, _ in PARTS]
    return [*rows, ("all", whole / REPEATS)]


@contextlib.contextmanager
def _timed(spent: dict[str, float], name: str, owner: type, method: str) -> Iterator[None]:
    own = getattr(owner, method)
    if inspect.iscoroutinefunction(own):

        @functools.wraps(own)
        async def timed(*arguments, **named):
            begin = time.perf_counter()
            try:
                return await own(*arguments, **named)
            finally:
                spent[name] += time.perf_counter() - begin
    else:

        @functools.wraps(own)
        def timed(*arguments, **named):
            begin = time.perf_counter()
            try:
                return own(*arguments, **named)
            finally:
                spent[name] += time.perf_counter() - begin

    setattr(owner, method, timed)
    try:
        yield
    finally:
        setattr(owner, method, own)

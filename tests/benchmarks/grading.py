"""The same class graded by `nbgrader autograde` and by `autograder grade`, in turn.

Run it with `python -m tests.benchmarks.grading`; `--help` names its options. Both sides execute the
same cells: for nbgrader the demonstrations are tagged `skip-execution`. Times are by the clock, in
seconds; what nbgrader takes for a whole class is reckoned from its first and its further
submissions, unless `--stock` names all of them. Memory is what the kernel's report calls PSS and
USS (private pages), the most that was seen.
"""

from __future__ import annotations

import argparse
import contextlib
import json
import os
import resource
import subprocess
import sys
import tempfile
import threading
import time
from dataclasses import replace
from itertools import cycle, islice
from pathlib import Path

import nbformat

from autograder.grading.course import CONFIG_FILE, Course
from autograder.grading.demo import LESSON, demo_samples, make_demo_course
from autograder.grading.notebooks import demonstration_ids, grade_id, read_notebook
from autograder.grading.release import release
from autograder.grading.runner import default_jobs, grade_class
from autograder.grading.samples import submit_sample
from tests.benchmarks.phases import phases
from tests.grading.kernels import all_below, children

HONEST = ("perfect", "spelled-apart", "spelled-nested", "one-wrong-edge", "chained-branch")
MIB = 1024
STOCK = """
from pathlib import Path
from autograder.grading.settings import configure
c = get_config()
configure(c, Path(__file__).parent)
for own in ("Autograde", "RunCells", "GenerateFeedback", "HTMLExporter"):
    c.pop(own, None)
"""


def make_class(folder: Path, students: int, *, stock: bool) -> Course:
    """Make a course with that many honest submissions; for nbgrader's own configuration, if so."""
    course = make_demo_course(folder)
    release(course, LESSON)
    samples = {sample.name: sample for sample in demo_samples()}
    for number, name in enumerate(islice(cycle(HONEST), students)):
        path = submit_sample(course, LESSON, replace(samples[name], name=f"s{number:03}"))
        if stock:
            _skip_demonstrations(course, path)
    if stock:
        (course.root / CONFIG_FILE).write_text(STOCK, encoding="utf-8")
    return course


def _skip_demonstrations(course: Course, path: Path) -> None:
    skipped = demonstration_ids(read_notebook(course.source(LESSON)))
    notebook = nbformat.read(path, as_version=4)
    for cell in notebook.cells:
        if grade_id(cell) in skipped:
            cell.metadata["tags"] = ["skip-execution"]
    nbformat.write(notebook, path)


def stock_seconds(course: Course, *options: str) -> tuple[float, float]:
    """Return the time and the processors' time of `nbgrader autograde`."""
    command = [sys.executable, "-m", "nbgrader", "autograde", LESSON, "--force", *options]
    begin, used = time.perf_counter(), _used_by_children()
    subprocess.run(command, cwd=course.root, check=True, capture_output=True)
    return time.perf_counter() - begin, _used_by_children() - used


def _used_by_children() -> float:
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


def _used() -> float:
    """Return the processors' time of this process and of all below it, ended ones included."""
    own = resource.getrusage(resource.RUSAGE_SELF)
    ticks = 0
    for pid in all_below(os.getpid()):
        with contextlib.suppress(OSError):
            words = Path(f"/proc/{pid}/stat").read_text(encoding="utf-8").rpartition(")")[2].split()
            ticks += sum(int(word) for word in words[11:15])
    return own.ru_utime + own.ru_stime + ticks / os.sysconf("SC_CLK_TCK")


class Memory(threading.Thread):
    """Watches what the warm server, its kernels and the graders hold, in KiB."""

    def __init__(self) -> None:
        super().__init__(daemon=True)
        self.server = self.kernel = self.shared = self.grader = 0

    def run(self) -> None:
        while True:
            server = next((pid for pid in children(os.getpid()) if "warm.server" in _line(pid)), 0)
            if server:
                self.server = max(self.server, _kib(server, "Pss:"))
                for pid in children(server):
                    both = all_below(pid) | {pid}
                    self.kernel = max(self.kernel, sum(_kib(each, "Private") for each in both))
                    self.shared = max(self.shared, sum(_kib(each, "Pss:") for each in both))
            graders = all_below(os.getpid()) - (all_below(server) if server else set())
            own = [_kib(pid, "Private") for pid in graders if "forkserver" in _line(pid)]
            self.grader = max([self.grader, *own])
            time.sleep(0.2)


def _line(pid: int) -> str:
    try:
        return Path(f"/proc/{pid}/cmdline").read_text(encoding="utf-8", errors="replace")
    except OSError:
        return ""


def _kib(pid: int, kind: str) -> int:
    try:
        text = Path(f"/proc/{pid}/smaps_rollup").read_text(encoding="ascii")
    except OSError:
        return 0
    lines = [line for line in text.splitlines() if line.startswith(kind) and "Hugetlb" not in line]
    return sum(int(line.split()[1]) for line in lines)


def measure_ours(root: Path, jobs: int, *, memory: bool) -> None:
    """Grade the class from a cold start and print the times, and the memory, as JSON."""
    course = Course(root=root)
    watch = Memory()
    if memory:
        watch.start()
    begin, ends, used = time.perf_counter(), [], []
    for each in grade_class(course, LESSON, course.students(LESSON), jobs=jobs, force=True):
        assert each.status == "graded", each
        ends.append(time.perf_counter() - begin)
        used.append(_used())
    found = {key: getattr(watch, key) for key in ("server", "kernel", "shared", "grader")}
    print(json.dumps({"ends": ends, "used": used, **found}))


def ours(course: Course, jobs: int, *, memory: bool = False) -> dict[str, object]:
    """Run `measure_ours` in a process of its own."""
    own = ["--measure", str(course.root), "--jobs", str(jobs), *["--memory"] * memory]
    command = [sys.executable, "-m", "tests.benchmarks.grading", *own]
    run = subprocess.run(command, check=True, stdout=subprocess.PIPE, text=True)
    found: dict[str, object] = json.loads(run.stdout.splitlines()[-1])
    return found


def compare(students: int, stock: int, jobs: int) -> None:
    """Grade both ways and print what came out."""
    print(f"{LESSON}, {students} submissions, {jobs} at a time; load {os.getloadavg()[0]:.1f}")
    with tempfile.TemporaryDirectory() as folder:
        theirs = make_class(Path(folder, "stock"), stock, stock=True)
        course = make_class(Path(folder, "ours"), students, stock=False)
        first, first_used = stock_seconds(theirs, "--student=s000")
        all_of_them, all_used = stock_seconds(theirs)
        further = (all_of_them - first) / (stock - 1)
        found = ours(course, jobs)
        ends, used = found["ends"], found["used"]
        again = (ends[-1] - ends[jobs - 1]) / (len(ends) - jobs)
        again_used = (used[-1] - used[jobs - 1]) / (len(ends) - jobs)
        memory = ours(course, jobs, memory=True)
        whole = first + (students - 1) * further
        print(f"{'':28}{'nbgrader':>10}{'autograder':>12}{'ratio':>8}")
        for name, one, other in (
            ("first result", first, ends[0]),
            ("each further submission", further, again),
            ("  its processors' time", (all_used - first_used) / (stock - 1), again_used),
            (f"{students} from a cold start", whole, ends[-1]),
        ):
            print(f"{name:28}{one:10.2f}{other:12.2f}{one / other:8.1f}")
        print(f"\nwarm server                 {memory['server'] / MIB:10.0f} MiB PSS")
        for name, key in (("its kernel, private", "kernel"), ("its kernel, PSS", "shared")):
            print(f"a running submission: {name:20} {memory[key] / MIB:6.0f} MiB")
        print(f"a running submission: {'its grader, private':20} {memory['grader'] / MIB:6.0f} MiB")
        print("\nWhere one submission's time goes, alone:")
        for name, seconds in phases(course):
            print(f"  {name:44}{seconds:6.3f}")
    print(f"load {os.getloadavg()[0]:.1f}")


def main() -> None:
    """Read the options."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--students", type=int, default=30)
    parser.add_argument("--stock", type=int, default=4, help="how many nbgrader grades")
    parser.add_argument("--jobs", type=int, default=default_jobs())
    parser.add_argument("--measure", type=Path, help=argparse.SUPPRESS)
    parser.add_argument("--memory", action="store_true", help=argparse.SUPPRESS)
    chosen = parser.parse_args()
    if chosen.measure:
        measure_ours(chosen.measure, chosen.jobs, memory=chosen.memory)
    else:
        compare(chosen.students, chosen.stock, chosen.jobs)


if __name__ == "__main__":
    main()

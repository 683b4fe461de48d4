"""What every lesson has: its parts in order, its exercises, its points, nothing left over."""

import ast
import re

from tests.lessons.lesson import graded, graded_exercise, is_demonstration, marked

PARTS = (
    r"^# \d\d ",
    r"will be able to",
    r"^## Predict",
    r"^## Why it matters",
    r"^## Spot the mistake",
    r"^## Take-away",
    r"^## Next",
)
QUICK_START = ("00-how-this-works",)
"""Teaches how a lesson works, so it is shorter than one."""


def text_of(notebook):
    return "\n".join(cell.source for cell in notebook.cells if cell.cell_type == "markdown")


def test_the_parts_come_in_order(lesson):
    """Goals, prediction, why it matters, the mistake to spot, take-away and next stand in order."""
    text = text_of(lesson.source)
    parts = [
        part for part in PARTS if lesson.name not in QUICK_START or not part.startswith("^## ")
    ]
    found = [re.search(part, text, flags=re.MULTILINE) for part in parts]

    missing = [part for part, match in zip(parts, found, strict=True) if match is None]
    assert missing == []
    places = [match.start() for match in found]
    assert places == sorted(places)


def test_time_points_and_needs_are_said(lesson):
    """A lesson says how long it takes, what it is worth and what one needs to know."""
    text = text_of(lesson.source)

    assert re.search(r"\d+ minutes", text)
    assert "points" in text.lower()
    assert re.search(r"[Yy]ou need", text)


def test_the_first_code_cell_says_whether_the_machine_is_ready(lesson):
    """The first code cell ends with ready()."""
    first = next(cell for cell in lesson.source.cells if cell.cell_type == "code")

    assert first.source.rstrip().endswith("ready()")


def test_notebooks_have_no_outputs(lesson):
    """The source and what students get are committed without outputs."""
    for notebook in (lesson.source, lesson.released):
        assert [cell.id for cell in notebook.cells if cell.get("outputs")] == []


def test_points_add_up_to_twenty(lesson):
    """The graded cells of a lesson are worth 20 points together, those of the quick start 2."""
    assert sum(lesson.points.values()) == (2 if lesson.name in QUICK_START else 20)


def test_a_lesson_has_three_graded_exercises(lesson):
    """Three exercises are graded; the quick start has fewer, and small repairs count as half."""
    assert len(lesson.points) >= (1 if lesson.name in QUICK_START else 3)
    assert len(lesson.points) <= 6


def test_graded_cells_ask_for_their_own_points(lesson):
    """Each graded cell is grade(id, name, points=its points), and the name is the id."""
    for cell in graded(lesson.source):
        if cell.cell_type == "code":
            id, points = graded_exercise(cell), marked(cell)["points"]
            last = ast.unparse(ast.parse(cell.source).body[-1])
            assert last == f"grade('{id}', {id}, points={points:g})"


def test_every_graded_exercise_is_defined(lesson):
    """Each graded exercise stands in exercises.toml."""
    assert set(lesson.points) <= set(lesson.exercises)


def test_every_drawing_belongs_to_an_exercise(lesson):
    """No topology file is left over, and every model exercise has its own."""
    files = {path.stem for path in (lesson.folder / "topologies").glob("*.dot")}
    builds = {id for id, exercise in lesson.exercises.items() if exercise.builds_models}
    starts = {
        exercise.start.removeprefix("topologies/").removesuffix(".dot")
        for exercise in lesson.exercises.values()
        if exercise.start
    }

    assert files == builds | starts


def test_every_answer_and_prediction_has_a_hint(lesson):
    """An exercise without a drawing brings hints of its own, four at most."""
    for exercise in lesson.exercises.values():
        if not exercise.builds_models and exercise.kind != "manual":
            assert 1 <= len(exercise.hints) <= 4, exercise.id


def test_demonstrations_give_no_points(lesson):
    """What a grader leaves out is neither graded nor a solution."""
    for cell in filter(is_demonstration, lesson.source.cells):
        assert not marked(cell).get("grade")
        assert not marked(cell).get("solution")


def test_students_cells_are_valid_python(lesson):
    """Every cell of an untouched notebook can be read by Python."""
    for cell in lesson.released.cells:
        if cell.cell_type == "code":
            ast.parse(cell.source)


def test_students_get_no_solution(lesson):
    """No solution, no reference and no instructor's note is in what students get."""
    assert "SOLUTION" not in "".join(cell.source for cell in lesson.released.cells)
    files = {path.name for path in lesson.released_folder.rglob("*")}
    assert {"references.py", "NOTES.md"} & files == set()


def test_instructors_get_notes(lesson):
    """The notes have minutes, cuts, typical mistakes, a question for the room, and the data."""
    notes = (lesson.folder / "NOTES.md").read_text(encoding="utf-8").lower()

    for part in ("minutes", "45", "90", "mistake", "question", "data"):
        assert part in notes

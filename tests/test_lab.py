"""A learner's copy of the lessons: what is added, brought up to date, and left alone."""

import json

import pytest

from autograder import lab
from autograder.errors import AutograderError

NOTEBOOK = "01-first/01-first.ipynb"
DRAWING = "01-first/topologies/model.dot"


@pytest.fixture
def lessons(tmp_path):
    """A kit's lessons/ with two small lessons, and files that are no lesson."""
    folder = tmp_path / "kit/lessons"
    for name, text in (
        (NOTEBOOK, "one"),
        (DRAWING, "digraph one {}"),
        ("02-second/02-second.ipynb", "two"),
        ("02-second/.ipynb_checkpoints/02-second-checkpoint.ipynb", "old"),
        ("notes/readme.txt", "no notebook here"),
    ):
        file = folder / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text)
    return folder


@pytest.fixture
def work(tmp_path):
    """The learner's folder, not there yet."""
    return tmp_path / "my-lessons"


def files(folder):
    return {
        file.relative_to(folder).as_posix(): file.read_text()
        for file in folder.rglob("*")
        if file.is_file() and file.name != lab.RECORD
    }


def test_copies_every_lesson(lessons, work):
    """The first call copies all lessons with the files they need, and nothing else."""
    report = lab.prepare(work, lessons=lessons)

    assert files(work) == {
        NOTEBOOK: "one",
        DRAWING: "digraph one {}",
        "02-second/02-second.ipynb": "two",
    }
    assert report.lines == (f"Your lessons are in {work}.", "New: 01-first, 02-second.")


def test_a_second_call_changes_nothing(lessons, work):
    """With nothing new to bring, the learner's folder stays byte for byte."""
    lab.prepare(work, lessons=lessons)
    (work / NOTEBOOK).write_text("my work")
    before = files(work)

    report = lab.prepare(work, lessons=lessons)

    assert files(work) == before
    assert report.unchanged == ("01-first", "02-second")
    assert report.lines == (f"Your lessons are in {work}.",)


def test_updates_a_lesson_that_was_not_touched(lessons, work):
    """A newer version replaces what the learner has not changed; files of their own stay."""
    lab.prepare(work, lessons=lessons)
    (work / "01-first/my notes.txt").write_text("mine")
    (lessons / NOTEBOOK).write_text("one, mended")
    (lessons / "01-first/results.csv").write_text("new file")

    report = lab.prepare(work, lessons=lessons)

    assert (work / NOTEBOOK).read_text() == "one, mended"
    assert (work / "01-first/results.csv").read_text() == "new file"
    assert (work / "01-first/my notes.txt").read_text() == "mine"
    assert report.lines[1] == "Brought up to date, as you had not changed them: 01-first."


def test_keeps_a_touched_lesson_as_a_whole(lessons, work):
    """Where the learner changed one file, no file of that lesson is brought, and that is said."""
    lab.prepare(work, lessons=lessons)
    (work / NOTEBOOK).write_text("my work")
    (lessons / DRAWING).write_text("digraph mended {}")
    (lessons / "01-first/results.csv").write_text("new file")

    report = lab.prepare(work, lessons=lessons)

    assert files(work / "01-first") == {
        "01-first.ipynb": "my work",
        "topologies/model.dot": "digraph one {}",
    }
    assert report.lines[1] == (
        "A newer version of 01-first exists; yours was left as it is. "
        "To get the new one, rename your folder of that lesson and run this again."
    )


def test_says_again_that_a_newer_version_exists(lessons, work):
    """A kept lesson is not taken for up to date by the next call."""
    lab.prepare(work, lessons=lessons)
    (work / NOTEBOOK).write_text("my work")
    (lessons / NOTEBOOK).write_text("one, mended")
    lab.prepare(work, lessons=lessons)

    assert lab.prepare(work, lessons=lessons).kept == ("01-first",)
    assert (work / NOTEBOOK).read_text() == "my work"


def test_brings_back_a_deleted_file(lessons, work):
    """Whoever deletes a file gets it again, beside work that stays."""
    lab.prepare(work, lessons=lessons)
    (work / NOTEBOOK).write_text("my work")
    (work / DRAWING).unlink()

    lab.prepare(work, lessons=lessons)

    assert files(work / "01-first") == {
        "01-first.ipynb": "my work",
        "topologies/model.dot": "digraph one {}",
    }


def test_never_overwrites_a_file_it_did_not_copy(lessons, work):
    """A folder that already held something of the same name keeps it."""
    (work / "01-first").mkdir(parents=True)
    (work / NOTEBOOK).write_text("from last year")

    report = lab.prepare(work, lessons=lessons)

    assert files(work / "01-first") == {"01-first.ipynb": "from last year"}
    assert (report.added, report.kept) == (("02-second",), ("01-first",))


def test_an_unreadable_record_costs_no_work(lessons, work):
    """A damaged record makes every differing lesson count as touched."""
    lab.prepare(work, lessons=lessons)
    (work / NOTEBOOK).write_text("my work")
    (work / lab.RECORD).write_text("[damaged")

    assert lab.prepare(work, lessons=lessons).kept == ("01-first",)
    assert (work / NOTEBOOK).read_text() == "my work"
    assert "02-second" in json.loads((work / lab.RECORD).read_text())


def test_a_copy_that_was_interrupted_goes_on(lessons, work, monkeypatch):
    """After an interruption half-way the next call finishes, and mistakes nothing for work."""
    written = lab._write

    def fail_at_second(file, data):
        if file.name.startswith("02"):
            raise KeyboardInterrupt
        written(file, data)

    monkeypatch.setattr(lab, "_write", fail_at_second)
    with pytest.raises(KeyboardInterrupt):
        lab.prepare(work, lessons=lessons)
    monkeypatch.undo()

    report = lab.prepare(work, lessons=lessons)

    assert (report.unchanged, report.added) == (("01-first",), ("02-second",))


def test_refuses_the_kits_own_folders(lessons):
    """Work inside lessons/ or solutions/ would be lost with the next version."""
    kit = lessons.parent
    for folder in (kit, lessons, lessons / "mine", kit / "solutions"):
        with pytest.raises(AutograderError) as caught:
            lab.prepare(folder, lessons=lessons)

        assert str(caught.value) == (
            f"{folder} holds the kit's own lessons, and work there would mix with them.\n"
            "Next step: Choose another folder, such as: autograder lab --folder my-lessons"
        )


def test_refuses_a_file_as_folder(lessons, work):
    """A file of that name is left alone and named."""
    work.write_text("a file")

    with pytest.raises(AutograderError) as caught:
        lab.prepare(work, lessons=lessons)

    assert str(caught.value) == (
        f"{work} is a file, not a folder.\n"
        "Next step: Choose another folder, such as: autograder lab --folder my-lessons"
    )


def test_names_a_folder_that_cannot_be_written(lessons, work, monkeypatch):
    """Where the folder cannot be written to, that is said with another place to choose."""

    def refuse(*_):
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(lab, "_write", refuse)
    with pytest.raises(AutograderError) as caught:
        lab.prepare(work, lessons=lessons)

    assert str(caught.value) == (
        f"The lessons cannot be copied to {work}: Permission denied.\n"
        "Next step: Choose a folder of your own that can be written to: autograder lab --folder"
    )


def test_names_a_kit_without_lessons(tmp_path, work):
    """An incomplete copy of the kit is told so, and no folder is made."""
    with pytest.raises(AutograderError) as caught:
        lab.prepare(work, lessons=tmp_path / "lessons")

    assert str(caught.value) == (
        f"There are no lessons in {tmp_path / 'lessons'}.\n"
        "Next step: Run autograder from a complete copy of its repository."
    )
    assert not work.exists()

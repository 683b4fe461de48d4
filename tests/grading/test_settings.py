"""nbgrader's configuration, and what its pages show."""

from __future__ import annotations

from pathlib import Path

import pytest
from nbformat.v4 import new_notebook
from traitlets.config import Config
from traitlets.config.loader import PyFileConfigLoader

from autograder.grading.execute import skip
from autograder.grading.open_marks import WORDS, number_or_words, rounded_or_words
from autograder.grading.settings import configure
from tests.grading.practice import cells, make_course

ROOT = Path(__file__).parents[2]


def test_everything_of_a_class_lies_in_one_folder(tmp_path):
    """Submissions, marks, feedback and exchange are under class/, which is made."""
    config = configure(Config(), make_course(tmp_path).root)
    directory = config.CourseDirectory
    for step in ("submitted", "autograded", "feedback", "solution", "source_with_tests"):
        assert directory[f"{step}_directory"] == str(Path("class", step))
    assert (directory.source_directory, directory.release_directory) == ("solutions", "lessons")
    assert directory.db_url == f"sqlite:///{tmp_path / 'class' / 'gradebook.db'}"
    assert config.CsvExportPlugin.to == str(tmp_path / "class" / "grades.csv")
    assert Path(config.Exchange.root).parent == tmp_path / "class"
    assert (tmp_path / "class").is_dir()


def test_the_courses_config_file_is_read_by_nbgrader(tmp_path):
    """The file that a course holds configures nbgrader for the course's own folder."""
    course = make_course(tmp_path)
    loader = PyFileConfigLoader("nbgrader_config.py", path=str(course.root))
    config = loader.load_config()
    assert config.CourseDirectory.root == str(course.root)
    assert config.RunCells.timeout == 3


def test_the_repositorys_config_file_is_a_few_lines():
    """The settings stand once, in the package."""
    text = (ROOT / "nbgrader_config.py").read_text(encoding="utf-8")
    assert "configure(get_config(), Path(__file__).parent)" in text
    assert len(text.splitlines()) < 10


def test_only_the_listed_cells_are_skipped():
    """A learner's tags skip nothing; the tag that does is another in every run."""
    notebook = new_notebook(cells=cells())
    notebook.cells[6].metadata["tags"] = ["demonstration", "skip-execution"]
    first = skip(notebook, frozenset({"shown"}))
    tagged = [
        cell.metadata.nbgrader.grade_id for cell in notebook.cells if cell.metadata.get("tags")
    ]
    assert tagged == ["shown"]
    assert notebook.cells[2].metadata.tags == [first]
    assert skip(notebook, frozenset({"shown"})) != first


@pytest.mark.parametrize(
    ("value", "shown"), [(WORDS, WORDS), (1.239, 1.24), ("2", 2.0), (None, 0.0), ("x", 0.0)]
)
def test_feedback_shows_numbers_as_before_and_open_marks_in_words(value, shown):
    """The two filters do what Jinja's own do, except for an open mark."""
    assert rounded_or_words(number_or_words(value), 2) == shown

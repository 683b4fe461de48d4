"""Plots of measured results: the dots, the learner's own, and the table that says the same."""

import re

import pytest

from autograder.notebook.plots import five_seeds, plot_runs

CSV = """model,parameters,seed,accuracy
small,67,0,0.5
small,67,1,0.7
a <wide> one,1604,0,0.9
a <wide> one,1604,1,0.95
"""


@pytest.fixture
def results(tmp_path):
    """A file of results with two models."""
    file = tmp_path / "results.csv"
    file.write_text(CSV, encoding="utf-8")
    return file


@pytest.fixture
def shown(results, monkeypatch):
    """Plot the results, and return the HTML of what is displayed."""

    def plotted(own=None):
        displayed = []
        monkeypatch.setattr(
            "IPython.display.display", lambda bundle, raw: displayed.append((bundle, raw))
        )
        plot_runs(results, own)
        [(bundle, raw)] = displayed
        assert raw
        return bundle["text/html"].split("\n", 1)

    return plotted


def test_results_are_read_by_model_and_size(results):
    """Each model carries its number of parameters, and the accuracies in the file's order."""
    assert five_seeds(results) == {
        "small (67 parameters)": [0.5, 0.7],
        "a <wide> one (1,604 parameters)": [0.9, 0.95],
    }


def test_the_picture_says_what_it_is(shown):
    """The picture has a text in its place, which points to the table."""
    picture, _ = shown()

    assert re.match(
        r'<img alt="Dot plot, one row for each of 2 models\. The table below has its numbers\." '
        r'src="data:image/png;base64,',
        picture,
    )


def test_the_table_has_the_numbers_of_the_picture(shown):
    """Lowest, mean and highest of each model, and names are escaped."""
    _, table = shown()
    cells = re.findall(r"<t[hd] [^>]*>([^<]*)", table)

    assert cells == [
        *("Model", "Lowest of 5", "Mean", "Highest of 5"),
        *("a &lt;wide&gt; one (1,604 parameters)", "0.900", "0.925", "0.950"),
        *("small (67 parameters)", "0.500", "0.600", "0.700"),
    ]


def test_the_learners_run_is_a_column_of_its_own(shown):
    """A model that the learner did not run says so."""
    _, table = shown({"small": 0.612})

    assert re.findall(r"<td[^>]*>([^<]*)</td></tr>", table) == ["not run", "0.612"]

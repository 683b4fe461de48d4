"""Results over five seeds as dots, the learner's own runs on them, and the same as a table."""

from __future__ import annotations

import base64
import csv
import html
import io
from pathlib import Path

from matplotlib.figure import Figure


def five_seeds(file: Path) -> dict[str, list[float]]:
    """Return for each model and its size the accuracies, in [0, 1], of the seeds in a CSV file.

    The file has the columns model, parameters and accuracy, one line a model and seed.
    """
    found: dict[str, list[float]] = {}
    with file.open(encoding="utf-8") as lines:
        for line in csv.DictReader(lines):
            label = f"{line['model']} ({int(line['parameters']):,} parameters)"
            found.setdefault(label, []).append(float(line["accuracy"]))
    return found


def plot_runs(file: str | Path, own: dict[str, float] | None = None) -> None:
    """Show one row of dots a model of `file`, and a diamond for each run in `own`.

    `own` gives the accuracy of the learner's run by the model's name. The table with the same
    numbers is shown below the picture, for whoever does not see it.
    """
    results = five_seeds(Path(file))
    mine = _by_label(results, own or {})
    figure = Figure(figsize=(9, 1 + 0.45 * len(results)), layout="constrained")
    axes = figure.add_subplot()
    for height, (label, values) in enumerate(results.items()):
        first = height == 0
        axes.plot(
            values,
            [height] * len(values),
            "o",
            color="0.45",
            markersize=8,
            alpha=0.7,
            label="five seeds, measured before" if first else None,
        )
        if label in mine:
            axes.plot(mine[label], height - 0.28, "D", color="#0050a0", markersize=8)
    if mine:
        axes.plot([], [], "D", color="#0050a0", markersize=8, label="your run")
    axes.set_yticks(range(len(results)), list(results), fontsize=11)
    axes.tick_params(axis="x", labelsize=11)
    axes.set_xlabel("share of the test data named correctly", fontsize=11)
    axes.set_ylim(-0.7, len(results) - 0.5)
    axes.grid(axis="x", color="0.85")
    figure.legend(loc="outside upper right", ncols=2, fontsize=11, frameon=False)
    picture = io.BytesIO()
    figure.savefig(picture, format="png", dpi=100)
    text = f"Dot plot, one row for each of {len(results)} models. The table below has its numbers."
    data = base64.b64encode(picture.getvalue()).decode()
    image = f'<img alt="{text}" src="data:image/png;base64,{data}" style="max-width:100%">'
    bundle = {"text/html": f"{image}\n{_table(results, mine)}", "text/plain": text}
    from IPython.display import display

    display(bundle, raw=True)  # type: ignore[no-untyped-call]  # IPython leaves it untyped


def _by_label(results: dict[str, list[float]], own: dict[str, float]) -> dict[str, float]:
    return {
        label: value
        for label in results
        for model, value in own.items()
        if label.startswith(f"{model} (")
    }


def _table(results: dict[str, list[float]], mine: dict[str, float]) -> str:
    heads = ["Model", "Lowest of 5", "Mean", "Highest of 5"] + (["Your run"] if mine else [])
    rows = [
        [label, *(f"{number:.3f}" for number in (min(v), sum(v) / len(v), max(v)))]
        + ([f"{mine[label]:.3f}" if label in mine else "not run"] if mine else [])
        for label, v in reversed(results.items())
    ]
    head = "".join(f'<th scope="col" style="text-align:left">{text}</th>' for text in heads)
    body = "".join(
        f'<tr><th scope="row" style="text-align:left">{html.escape(row[0])}</th>'
        + "".join(f'<td style="text-align:left">{cell}</td>' for cell in row[1:])
        + "</tr>"
        for row in rows
    )
    return f"<table><thead><tr>{head}</tr></thead><tbody>{body}</tbody></table>"

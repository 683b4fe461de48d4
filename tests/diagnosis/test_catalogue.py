"""The catalogue: complete entries, and no word that only its authors know."""

import re
from pathlib import Path

import pytest

from autograder import diagnosis
from autograder.diagnosis.catalogue import CATALOGUE

FOLDER = Path(diagnosis.__file__).parent


@pytest.mark.parametrize("key", CATALOGUE)
def test_an_entry_has_every_rung(key):
    """Each entry has a message, a next step and four hints, the first of them a question."""
    entry = CATALOGUE[key]

    assert len(entry.hints) == 4
    assert entry.hints[0].endswith(("?", "{question}"))
    assert all(text for text in (entry.message, entry.next_step, *entry.hints))


@pytest.mark.parametrize("key", CATALOGUE)
def test_an_entry_speaks_the_learners_language(key):
    """No sentence uses the checker's own terms."""
    entry = CATALOGUE[key]
    text = " ".join((entry.message, entry.next_step, *entry.hints)).lower()
    ours = (
        r"\b(topolog\w*|normal form|alignment|port|config|weights group|verdict|evidence|operand)\b"
    )

    assert re.findall(ours, re.sub(r"\{\w+\}", "", text)) == []


def test_no_entry_is_left_over():
    """Every code of the catalogue is used by a rule or an outcome."""
    files = [file for file in FOLDER.rglob("*.py") if "catalogue" not in file.parts]
    source = "".join(file.read_text(encoding="utf-8") for file in files)

    assert [key for key in CATALOGUE if key.split(":")[0] not in source] == []

"""The table of the process names tests; each of them must be there."""

from __future__ import annotations

import re
from pathlib import Path

ROOT = Path(__file__).parent.parent
TABLE = (ROOT / "docs" / "process.md").read_text("utf-8")


def test_every_line_of_the_guide_has_its_row_in_order() -> None:
    assert re.findall(r"^\| (S\d+) \|", TABLE, re.MULTILINE) == [f"S{no}" for no in range(1, 55)]


def test_every_test_that_the_table_names_is_there() -> None:
    named = re.findall(r"`(tests/[\w/]+\.py)(?:::(\w+))?`", TABLE)

    assert len(named) >= 54
    for file, test in named:
        source = (ROOT / file).read_text("utf-8")
        assert re.search(rf"def {test}\(" if test else r"def test_", source), f"{file}::{test}"

"""The tables of the process, of a day and of its exceptions name tests; each of them must be there."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
TABLE = (ROOT / "docs" / "process.md").read_text("utf-8")
EXCEPTIONS = (ROOT / "docs" / "exceptions.md").read_text("utf-8")
DAY = (ROOT / "docs" / "day.md").read_text("utf-8")
NAMED = re.compile(r"`(tests/[\w/]+\.py)(?:::(\w+))?`")


def rows(table: str) -> list[list[str]]:
    """The cells of each row below the head."""
    lines = [line for line in table.splitlines() if line.startswith("|")]
    return [[cell.strip() for cell in line.strip("|").split(" | ")] for line in lines[2:]]


def test_every_line_of_the_guide_has_its_row_in_order() -> None:
    assert re.findall(r"^\| (S\d+) \|", TABLE, re.MULTILINE) == [f"S{no}" for no in range(1, 55)]


@pytest.mark.parametrize("table", [TABLE, EXCEPTIONS, DAY], ids=["process", "exceptions", "day"])
def test_every_test_that_the_table_names_is_there(table: str) -> None:
    named = NAMED.findall(table)

    assert len(named) >= len(rows(table))
    for file, test in named:
        source = (ROOT / file).read_text("utf-8")
        assert re.search(rf"def {test}\(" if test else r"def test_", source), f"{file}::{test}"


def test_every_exception_is_held_by_a_test_or_says_that_it_is_not_built() -> None:
    listed = rows(EXCEPTIONS)

    assert len({row[0] for row in listed}) == len(listed) == 26
    for situation, does, _seen, tests in listed:
        assert NAMED.search(tests) or does.startswith("not yet"), situation

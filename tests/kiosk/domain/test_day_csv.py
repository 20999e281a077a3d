"""The day's figures as a table: nothing in it is taken for a formula, and every line has its four fields."""

from __future__ import annotations

import csv
from io import StringIO

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kiosk.domain.day_csv import HEADINGS, as_csv, neutral
from tests.kiosk.domain.day_figures_made import figures_with_reason

WILD = st.text(st.characters(codec="utf-8"), max_size=30)


@pytest.mark.parametrize(
    "said", ["=1+1", "+49 30", "-2", "@SUM(A1)", "\t=1", "\r=1", "＝1", "=cmd|' /C calc'!A0"]
)
def test_what_begins_like_a_formula_stands_behind_an_apostrophe(said: str) -> None:
    assert neutral(said) == "'" + said
    assert said not in [row[3] for row in _rows(as_csv(figures_with_reason(said)))]


@pytest.mark.parametrize("said", [-3, 0, "برگ تمدید = ۱", "", "'=1"])
def test_numbers_and_other_words_stay_as_they_are(said: object) -> None:
    assert neutral(said) == said


@given(WILD)
def test_any_words_come_back_from_the_table_as_they_were_written(said: str) -> None:
    rows = _rows(as_csv(figures_with_reason(said)))

    assert tuple(rows[0]) == HEADINGS
    assert {len(row) for row in rows} == {4}
    reasons = [value for section, _, figure, value in rows if (section, figure) == ("exceptions", "reason")]
    assert reasons == [neutral(said)]
    assert ["services", "1 STU-02", "received", "12"] in rows
    assert ["services", "1 STU-02", "reasons.passport.MISMATCH", "2"] in rows
    assert ["hours", "9", "count", "7"] in rows
    assert ["blanks", "2 passport", "missing.K00000007", "1"] in rows


def _rows(table: str) -> list[list[str]]:
    assert table.endswith("\r\n")
    return list(csv.reader(StringIO(table, newline="")))

"""The daily report on paper: every figure stands there, and the head of the audit log can be read back."""

from __future__ import annotations

from dataclasses import replace

import pytest

from kiosk.domain.day_figures import DayFigures
from kiosk.services import day_report
from kiosk.services.desk import Desk
from printouts import day_report as paper
from tests.databases import Database
from tests.kiosk.domain.day_figures_made import EMPTY, FULL, HEAD, figures_with_reason
from tests.kiosk.services import office
from tests.kiosk.services.office import Clock
from tests.printouts.papers import codes_on, page_count, picture, text_of, words_in


@pytest.fixture(scope="module")
def desk(migrated_sqlite: Database, tmp_path_factory: pytest.TempPathFactory) -> Desk:
    return office.build(tmp_path_factory.mktemp("report"), migrated_sqlite).open(Clock())


def drawn(desk: Desk, figures: DayFigures) -> bytes:
    return paper.render(day_report.paper_of(desk, figures))


def test_a_full_day_names_its_figures_on_every_page(desk: Desk) -> None:
    pdf = drawn(desk, FULL)
    said = words_in(pdf)

    named = "گزارش روزانه Daily report 000101 000112 A017 با عصا آمد clerk2 LSP boss void ابطال"
    assert set(named.split()) <= said
    pages = page_count(pdf)
    assert pages >= 2
    assert f"Page {pages} of {pages}" in text_of(pdf)
    code = f"MIKHAK-DAY 723 2026-11-24 {HEAD}".upper()
    assert [code] == [each for page in range(pages) for each in codes_on(picture(pdf, page=page))]
    assert pdf == drawn(desk, FULL)


@pytest.mark.parametrize("reason", ["علت طولانی " * 45, "ا" * 500, "漢字 و 🙂", "a\u202eb", "<b>x</b> =1+1"])
def test_no_reason_keeps_a_day_from_its_report(desk: Desk, reason: str) -> None:
    pdf = day_report.drawn(desk, figures_with_reason(reason))

    assert "boss" in words_in(pdf)
    assert page_count(pdf) >= 2


def test_forms_that_came_back_have_a_column_only_where_there_are_any(desk: Desk) -> None:
    again = replace(FULL, blanks=(replace(FULL.blanks[0], spoiled=4, came_back=3), FULL.blanks[1]))

    assert {"Came", "back"} <= words_in(drawn(desk, again))
    assert "Came" not in words_in(drawn(desk, FULL))


def test_an_empty_day_says_so_and_is_still_signed(desk: Desk) -> None:
    said = text_of(drawn(desk, EMPTY))

    assert said.count("None") == 7
    assert "Nobody came to a counter." in said
    assert "Consular officer" in said


def test_a_day_of_many_exceptions_goes_over_pages(desk: Desk) -> None:
    many = replace(FULL, exceptions=FULL.exceptions * 40)

    assert page_count(drawn(desk, many)) > page_count(drawn(desk, FULL))

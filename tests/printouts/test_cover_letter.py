"""The letter to the centre: who is asked, about whom, and nothing over anything else."""

from __future__ import annotations

from dataclasses import replace

import pytest

from kiosk.domain.bilingual import Bilingual
from kiosk.domain.paper import CoverLetterPaper, CoverLetterRow
from printouts import cover_letter
from printouts.sheet import A4, MM, Box
from tests.printouts import form_papers as papers
from tests.printouts.layout import outside, over_each_other, printed_by
from tests.printouts.papers import LETTERHEAD, page_count, specimen, words, words_in

BORDER = 8.5 * MM
INSIDE = Box(BORDER, BORDER, A4[0] - 2 * BORDER, A4[1] - 2 * BORDER)

LETTER = CoverLetterPaper(
    letterhead=LETTERHEAD,
    number="723/1405/LETTER/000012",
    made_at=papers.MADE_AT,
    addressee=Bilingual("پلیس بین‌الملل", "International Police"),
    subject=Bilingual("گواهی عدم سوء پیشینه", "Criminal-record certificate"),
    rows=(
        CoverLetterRow(
            "7K4MQ2XP9TRA",
            Bilingual("سارا کریمی", "SARA KARIMI"),
            "0012345679",
            Bilingual("گواهی عدم سوء پیشینه", "Criminal-record certificate"),
        ),
    ),
    signer=Bilingual("مریم احمدی، مسئول بخش کنسولی", "Maryam Ahmadi, Head of the Consular Section"),
)
LONG = replace(
    LETTER,
    letterhead=specimen(),
    rows=(replace(LETTER.rows[0], name=papers.LONG_NAME, service=papers.LONG_SERVICE),) * 40,
    signer=papers.LONG_NAME,
)


@pytest.mark.parametrize("paper", [LETTER, LONG], ids=["letter", "longest list"])
def test_no_line_lies_over_another_or_outside_the_border(paper: CoverLetterPaper) -> None:
    printed = [line for line in printed_by(lambda: cover_letter.render(paper)) if "SPECIMEN" not in line.text]

    assert over_each_other(printed) == []
    assert outside(printed, INSIDE) == []


def test_the_letter_says_who_is_asked_about_whom() -> None:
    printed = words_in(cover_letter.render(LETTER))

    for part in ("723/1405/LETTER/000012", "International Police", "SARA KARIMI", "Maryam Ahmadi"):
        assert words(part) <= printed, part


def test_a_reminder_names_the_letter_that_had_no_answer() -> None:
    reminder = replace(LETTER, reminder_of="723/1405/LETTER/000007")

    assert words("723/1405/LETTER/000007") <= words_in(cover_letter.render(reminder))


def test_a_long_list_goes_on_over_pages() -> None:
    assert page_count(cover_letter.render(LONG)) > 3

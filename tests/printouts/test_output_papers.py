"""Stamp sheet, custody slip, hand-over slip and register: whole, apart, and with a place to sign."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

import pytest

from printouts import custody_slip, hand_over_slip, register_page, stamp_sheet, ticket
from printouts.sheet import A4, A5, MM, Box
from tests.printouts import output_papers as papers
from tests.printouts.layout import outside, over_each_other, printed_by
from tests.printouts.papers import codes_on, page_count, picture, text_of, words, words_in

RENDERINGS: dict[str, Callable[[], bytes]] = {
    "stamp": partial(stamp_sheet.render, papers.STAMP),
    "shortest stamp": partial(stamp_sheet.render, papers.SHORT_STAMP),
    "longest stamp": partial(stamp_sheet.render, papers.LONG_STAMP),
    "custody": partial(custody_slip.render, papers.CUSTODY),
    "shortest custody": partial(custody_slip.render, papers.SHORT_CUSTODY),
    "longest custody": partial(custody_slip.render, papers.LONG_CUSTODY),
    "hand-over": partial(hand_over_slip.render, papers.HAND_OVER),
    "shortest hand-over": partial(hand_over_slip.render, papers.SHORT_HAND_OVER),
    "longest hand-over": partial(hand_over_slip.render, papers.LONG_HAND_OVER),
    "register": partial(register_page.render, papers.REGISTER),
    "shortest register": partial(register_page.render, papers.SHORT_REGISTER),
    "longest register": partial(register_page.render, papers.LONG_REGISTER),
}
every = pytest.mark.parametrize("name", RENDERINGS)


def says(pdf: bytes, *parts: str) -> None:
    printed = words_in(pdf)
    for part in parts:
        assert words(part) <= printed, part


@every
def test_no_line_lies_over_another_and_all_stand_inside_the_border(name: str) -> None:
    size, inset = (A5, 6.5 * MM) if "custody" in name or "hand-over" in name else (A4, 8.5 * MM)
    printed = printed_by(RENDERINGS[name])

    assert over_each_other(printed) == []
    assert outside(printed, Box(inset, inset, size[0] - 2 * inset, size[1] - 2 * inset)) == []


@every
def test_the_same_paper_gives_the_same_bytes_and_every_page_counts_itself(name: str) -> None:
    pdf = RENDERINGS[name]()

    assert pdf == RENDERINGS[name]()
    for number in range(1, page_count(pdf) + 1):
        assert f"Page {number} of {page_count(pdf)}" in text_of(pdf)


@pytest.mark.parametrize("name", ["stamp", "shortest stamp", "longest stamp"])
def test_a_scan_of_the_stamp_sheet_opens_the_request(name: str) -> None:
    assert codes_on(picture(RENDERINGS[name](), dpi=200)) == [papers.STAMP.seal]


def test_the_stamp_sheet_has_what_to_stamp_and_where_to_note_it() -> None:
    pdf = RENDERINGS["stamp"]()

    says(pdf, "پیش‌نویس مهر", "U12345678", "11 December 2026", "۲۰ آذر ۱۴۰۵", "همسر و یک فرزند")
    says(pdf, "Page number", "شماره صفحه", "Times it may be used", "Maryam Ahmadi", "Recipient's signature")


def test_the_custody_slip_names_each_original_its_sheets_and_its_return() -> None:
    pdf = RENDERINGS["custody"]()

    says(pdf, "رسید نگهداری اصل مدارک", "گذرنامه", "Birth booklet", "1 sheet", "6 sheets", "3 December 2026")
    says(pdf, "with the result of the request", "••••••5679", "m.rezaei", "Originals received back")


def test_the_hand_over_slip_says_what_was_taken_by_whom() -> None:
    pdf = RENDERINGS["hand-over"]()

    says(pdf, "برگ تحویل", "V87654321", "cancelled and returned", "خود شخص", "کارت ملی", "0012345679")
    assert "Proxy paper" not in text_of(pdf)
    says(RENDERINGS["longest hand-over"](), "Proxy paper", "proxy or legal representative")


def test_the_register_has_a_line_for_each_hand_over() -> None:
    pdf = RENDERINGS["register"]()

    says(pdf, "دفتر تحویل", "۷۲۳/۱۴۰۵/STU-۰۲/۰۰۰۰۰۸", "SARA KARIMI", "U12345678", "09:21", "امضا")
    says(RENDERINGS["shortest register"](), "Nothing was handed over")


def test_the_ticket_is_read_from_afar_and_says_how_long_it_takes_and_nobodys_name() -> None:
    for paper in (papers.TICKET, papers.LONG_TICKET):
        pdf = ticket.render(paper)
        printed = printed_by(partial(ticket.render, paper))

        assert over_each_other(printed) == []
        assert outside(printed, Box(0, 0, 80 * MM, 200 * MM)) == []
        assert codes_on(picture(pdf, dpi=200)) == [paper.code]
        assert page_count(pdf) == 1
    says(ticket.render(papers.TICKET), "A012", "امور دانشجویی", "People before you: 4", "10 to 25 minutes")
    says(ticket.render(papers.LONG_TICKET), "W1000", "Estimated wait: 95 to 240 minutes", "۹۵ تا ۲۴۰ دقیقه")
    assert "Estimated" not in text_of(ticket.render(papers.TICKET))

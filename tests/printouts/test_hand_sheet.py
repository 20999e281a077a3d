"""Numbered sheets for a power cut: each whole on its page, with a code of its own."""

from __future__ import annotations

from dataclasses import replace
from functools import partial

import pytest

from kiosk.catalogue.loading import load
from kiosk.domain.bilingual import Bilingual
from kiosk.domain.errors import Refused
from kiosk.domain.hand_sheet import Serial
from kiosk.domain.sheet_paper import HandSheetsPaper
from printouts import hand_sheet
from printouts.sheet import A4, MM, Box
from tests.printouts.form_papers import MADE_AT
from tests.printouts.layout import outside, over_each_other, printed_by
from tests.printouts.papers import (
    LETTERHEAD,
    codes_on,
    page_count,
    picture,
    specimen,
    text_of,
    words,
    words_in,
)

PAPER = HandSheetsPaper(
    letterhead=LETTERHEAD,
    made_at=MADE_AT,
    printed_by="supervisor",
    services=tuple(each.name for each in load().services.values()),
    serials=(Serial("723", 12), Serial("723", 13)),
)


@pytest.mark.parametrize("paper", [PAPER, replace(PAPER, letterhead=specimen(), services=PAPER.services[:1])])
def test_a_sheet_is_whole_and_nothing_lies_over_another(paper: HandSheetsPaper) -> None:
    printed = printed_by(partial(hand_sheet.render, paper))

    assert over_each_other(printed) == []
    assert outside(printed, Box(8.5 * MM, 8.5 * MM, A4[0] - 17 * MM, A4[1] - 17 * MM)) == []


def test_each_page_has_its_own_number_in_print_and_as_a_code() -> None:
    pdf = hand_sheet.render(PAPER)

    assert pdf == hand_sheet.render(PAPER)
    assert page_count(pdf) == 2
    for page, serial in enumerate(PAPER.serials):
        assert codes_on(picture(pdf, page=page)) == [serial.digits]
        assert str(serial) in text_of(pdf)
    assert words("no certificate is written by hand") <= words_in(pdf)
    assert words("هیچ گواهی‌ای به صورت دست‌نویس صادر نمی‌شود") <= words_in(pdf)


def test_more_services_than_a_sheet_can_hold_are_refused() -> None:
    many = tuple(Bilingual(f"خدمت {no}", f"Service {no}") for no in range(90))

    with pytest.raises(Refused, match=r"^paper\.does-not-fit$"):
        hand_sheet.render(replace(PAPER, services=many))

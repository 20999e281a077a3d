from __future__ import annotations

from dataclasses import replace

import pytest

from kiosk.domain.bilingual import Bilingual
from kiosk.domain.errors import Refused
from kiosk.domain.paper import Deficiency
from printouts import deficiency, receipt
from tests.printouts.papers import (
    DEFICIENCY,
    DOCUMENTS,
    RECEIPT,
    codes_on,
    page_count,
    picture,
    specimen,
    text_of,
    words,
    words_in,
)


def test_the_receipt_says_what_was_filed_and_what_to_bring() -> None:
    printed = words_in(receipt.render(RECEIPT))

    for part in (
        "رسید ثبت درخواست",
        "7K4M-Q2XP-9TRA",
        "استفاده از سامانه رایگان است",
        "free of charge",
        "••••••5679",
        "20 November 2026, 09:14",
        "5 of 8",
        "۵ از ۸",
        "SARA KARIMI",
        "Study visa",
        "روادید تحصیلی",
    ):
        assert words(part) <= printed


def test_the_receipt_does_not_say_the_whole_national_code() -> None:
    assert "001234" not in text_of(receipt.render(RECEIPT))


def test_the_seal_of_the_receipt_is_read_back() -> None:
    assert codes_on(picture(receipt.render(replace(RECEIPT, letterhead=specimen())))) == [RECEIPT.seal]


def test_only_a_duplicate_says_so() -> None:
    assert "المثنی" not in text_of(receipt.render(RECEIPT))
    assert "Duplicate" in text_of(receipt.render(replace(RECEIPT, duplicate=True)))


def test_a_receipt_with_nothing_to_bring_and_nothing_uploaded_is_printed() -> None:
    text = text_of(receipt.render(replace(RECEIPT, uploaded=(), bring=())))

    assert "0 of 8" in text
    assert "Bring the originals" not in text


def test_a_receipt_of_six_documents_that_are_all_there_is_one_page() -> None:
    six = (*DOCUMENTS, Bilingual("شناسنامه", "Birth booklet"))
    hours = Bilingual("دوشنبه تا پنج‌شنبه، ۹ تا ۱۳", "Monday to Thursday, 9:00 to 13:00")
    pdf = receipt.render(replace(RECEIPT, uploaded=six, expected=6, bring=six, hours=hours))

    assert page_count(pdf) == 1
    assert "6 of 6" in text_of(pdf)
    assert text_of(pdf).count("National card") == 1


def test_a_long_list_goes_on_on_a_second_page() -> None:
    pdf = receipt.render(replace(RECEIPT, uploaded=DOCUMENTS[:4] * 2, bring=DOCUMENTS * 3))

    assert page_count(pdf) == 2
    assert text_of(pdf).count("National card") == 5
    assert "Page 2 of 2" in text_of(pdf)


def test_the_slip_names_each_thing_its_reason_and_the_last_day() -> None:
    printed = words_in(deficiency.render(DEFICIENCY))

    for part in (
        "برگ نقص مدارک",
        "Enrolment certificate",
        "The number differs from the request",
        "شماره گواهی با درخواست یکی نیست",
        "Please bring a new scan of page 2",
        "20 December 2026 (1405/09/29)",
        "m.rezaei",
    ):
        assert words(part) <= printed


def test_a_long_slip_has_every_deficiency_on_some_page() -> None:
    many = tuple(
        Deficiency(Bilingual(f"مدرک {number}", f"Document {number}"), Bilingual("ناخوانا", "Unreadable"))
        for number in range(1, 31)
    )
    pdf = deficiency.render(replace(DEFICIENCY, deficiencies=many))

    assert page_count(pdf) > 1
    assert all(f"{number}. Document {number}" in text_of(pdf) for number in range(1, 31))


@pytest.mark.parametrize("hostile", ["[@click=app.quit]x[/]", "<img src=x>"])
def test_a_hostile_note_is_printed_as_it_is(hostile: str) -> None:
    item = Deficiency(DOCUMENTS[0], Bilingual("ناخوانا", "Unreadable"), hostile)

    assert hostile in text_of(deficiency.render(replace(DEFICIENCY, deficiencies=(item,))))


def test_a_note_that_forges_the_order_is_refused() -> None:
    item = Deficiency(DOCUMENTS[0], Bilingual("ناخوانا", "Unreadable"), "a\u202eb")

    with pytest.raises(Refused, match=r"paper\.forbidden-character"):
        deficiency.render(replace(DEFICIENCY, deficiencies=(item,)))


def test_the_same_slip_gives_the_same_bytes() -> None:
    assert receipt.render(RECEIPT) == receipt.render(RECEIPT)
    assert deficiency.render(DEFICIENCY) == deficiency.render(DEFICIENCY)

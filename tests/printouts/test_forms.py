"""The papers of applicants: everything on them, nothing over anything else, codes read back."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from functools import partial
from unittest.mock import patch

import pypdfium2
import pytest

from kiosk.domain.bilingual import Bilingual
from kiosk.domain.errors import Refused
from kiosk.domain.paper import Consent, RequestFormPaper, Row, Section
from printouts import correction, leaflet, preview, receipt, receipt_strip, request_form
from printouts.page import TEXT, WHITE
from printouts.sheet import A4, MM, Box, Sheet
from tests.printouts import form_papers as papers
from tests.printouts.layout import outside, over_each_other, printed_by
from tests.printouts.papers import codes_on, page_count, picture, text_of, words, words_in

RENDERINGS: dict[str, Callable[[], bytes]] = {
    "form": partial(request_form.render, papers.FORM),
    "shortest form": partial(request_form.render, papers.SHORT_FORM),
    "longest form": partial(request_form.render, papers.LONG_FORM),
    "preview": partial(preview.render, papers.PREVIEW),
    "longest preview": partial(preview.render, papers.LONG_PREVIEW),
    "leaflet": partial(leaflet.render, papers.LEAFLET),
    "shortest leaflet": partial(leaflet.render, papers.SHORT_LEAFLET),
    "longest leaflet": partial(leaflet.render, papers.LONG_LEAFLET),
    "correction": partial(correction.render, papers.CORRECTION),
    "shortest correction": partial(correction.render, papers.SHORT_CORRECTION),
    "longest correction": partial(correction.render, papers.LONG_CORRECTION),
    "strip": partial(receipt_strip.render, papers.STRIP),
    "shortest strip": partial(receipt_strip.render, papers.SHORT_STRIP),
    "longest strip": partial(receipt_strip.render, papers.LONG_STRIP),
    "receipt with hours": partial(receipt.render, papers.STRIP),
}
A4_PAPERS = ("form", "preview", "leaflet", "correction")
BORDER = 8.5 * MM
INSIDE = Box(BORDER, BORDER, A4[0] - 2 * BORDER, A4[1] - 2 * BORDER)


def says(pdf: bytes, *parts: str) -> None:
    printed = words_in(pdf)
    for part in parts:
        assert words(part) <= printed, part


@pytest.mark.parametrize("name", RENDERINGS)
def test_no_line_lies_over_another(name: str) -> None:
    assert over_each_other(printed_by(RENDERINGS[name])) == []


@pytest.mark.parametrize("name", [name for name in RENDERINGS if name.split()[-1] in A4_PAPERS])
def test_everything_stands_inside_the_border(name: str) -> None:
    printed = [line for line in printed_by(RENDERINGS[name]) if "SPECIMEN" not in line.text]

    assert outside(printed, INSIDE) == []


@pytest.mark.parametrize("name", RENDERINGS)
def test_the_same_paper_gives_the_same_bytes(name: str) -> None:
    assert RENDERINGS[name]() == RENDERINGS[name]()


@pytest.mark.parametrize("name", [name for name in RENDERINGS if "strip" not in name])
def test_every_page_counts_itself(name: str) -> None:
    pdf = RENDERINGS[name]()
    pages = page_count(pdf)

    for number in range(1, pages + 1):
        assert f"Page {number} of {pages}" in text_of(pdf)


@pytest.mark.parametrize("name", ["form", "longest form", "strip", "longest strip", "receipt with hours"])
def test_the_seal_is_read_back(name: str) -> None:
    assert codes_on(picture(RENDERINGS[name](), dpi=200)) == [papers.FORM.seal]


def test_the_form_has_each_field_in_both_languages_and_the_parts_to_sign() -> None:
    pdf = request_form.render(papers.FORM)

    says(pdf, "فرم ثبت درخواست", "7K4M-Q2XP-9TRA", "ویژه نمایندگی", "Applicant's signature", "اثر انگشت")
    says(pdf, "Given name", "سارا", "0012345679", "۰۰۱۲۳۴۵۶۷۹", "زن", "female", "Lindenallee 5, 2. OG")
    says(pdf, "گذرنامه من تا پایان سال اعتبار دارد", "PCC123456789", "I declare", "approved", "refused")
    says(pdf, *(document.en for document in papers.FORM.originals))
    assert page_count(pdf) <= 2


def test_only_the_consents_that_are_needed_are_asked_for() -> None:
    titles = {
        Consent.GUARDIAN: "رضایت ولی یا قیم",
        Consent.SPOUSE: "رضایت همسر",
        Consent.READER: "گواهی معتمد",
    }
    for consent in Consent:
        printed = words_in(request_form.render(replace(papers.FORM, consents=(consent,))))
        assert [each for each, title in titles.items() if words(title) <= printed] == [consent]


def test_a_photo_takes_the_place_of_the_box_to_glue_one_in() -> None:
    assert "Photograph" in text_of(request_form.render(papers.SHORT_FORM))
    shown = request_form.render(replace(papers.SHORT_FORM, photo=papers.LONG_FORM.photo))
    assert "Photograph" not in text_of(shown)


def test_a_long_answer_is_printed_whole() -> None:
    printed = text_of(request_form.render(papers.LONG_FORM))

    assert printed.count("MOHAMMADALIREZA") == 7
    assert printed.count("محمدعلی") == 10


def with_answer(text: str) -> RequestFormPaper:
    row = Row(Bilingual("شرح", "Account"), Bilingual(text, text))
    return replace(papers.FORM, sections=(Section(Bilingual("درخواست", "Request"), (row,)),))


@pytest.mark.parametrize(("text", "key"), [
    ("شرح بلند. " * 2_000, "paper.does-not-fit"),
    ("W" * 300, "paper.does-not-fit"),
    ("漢", "paper.missing-glyph"),
    ("a\u202eb", "paper.forbidden-character"),
])  # fmt: skip
def test_what_cannot_be_printed_whole_is_refused(text: str, key: str) -> None:
    with pytest.raises(Refused) as refused:
        request_form.render(with_answer(text))

    assert refused.value.key == key


@pytest.mark.parametrize("hostile", ["[@click=app.quit]x[/]", "<img src=x>", "{person.name}"])
def test_a_hostile_answer_is_printed_as_it_is(hostile: str) -> None:
    assert hostile in text_of(request_form.render(with_answer(hostile)))


def test_the_preview_shows_what_was_entered_and_no_whole_national_code() -> None:
    pdf = preview.render(replace(papers.PREVIEW, sections=(papers.RESIDENCE,)))

    says(pdf, "پیش‌نمایش ثبت نام", "Germany", "آلمان", "••••••5679")
    assert "0012345679" not in text_of(pdf)


def test_the_leaflet_says_what_to_bring_when_and_that_it_is_free() -> None:
    pdf = leaflet.render(papers.LEAFLET)

    says(pdf, "Only if", papers.CONDITION.en, papers.CONDITION.fa, "a copy is enough", "optional", "رایگان")
    says(pdf, papers.HOURS.en, papers.HOURS.fa, "A damaged document is not confirmed.", "STU-02")
    assert "Opening hours" not in text_of(leaflet.render(papers.SHORT_LEAFLET))


def test_the_correction_shows_before_after_reason_and_who() -> None:
    pdf = correction.render(papers.CORRECTION)

    says(pdf, "U12345678", "U12345687", "(empty)", "S-77", "m.rezaei", "دو رقم آخر جابه‌جا بود", "Before")
    says(correction.render(papers.LONG_CORRECTION), "turned round")


def test_the_strip_is_as_wide_as_the_roll_and_as_long_as_it_needs() -> None:
    sizes = [size_of(receipt_strip.render(each)) for each in (papers.SHORT_STRIP, papers.LONG_STRIP)]

    assert [round(width / MM) for width, _ in sizes] == [80, 80]
    assert sizes[0][1] < sizes[1][1]


def size_of(pdf: bytes) -> tuple[float, float]:
    document = pypdfium2.PdfDocument(pdf)
    try:
        width, height = document[0].get_size()
        return float(width), float(height)
    finally:
        document.close()


def test_the_strip_is_black_only() -> None:
    with patch.object(Sheet, "ink", autospec=True) as ink:
        receipt_strip.render(papers.LONG_STRIP)

    assert {call.args[1] for call in ink.call_args_list} == {TEXT, WHITE}


@pytest.mark.parametrize("name", ["strip", "receipt with hours"])
def test_the_receipt_has_all_that_it_must_say(name: str) -> None:
    pdf = RENDERINGS[name]()

    says(pdf, "رسید ثبت درخواست", "7K4M-Q2XP-9TRA", "SARA KARIMI", "••••••5679", "20 November 2026, 09:14")
    says(pdf, "5 of 8", "Bring the originals", "روادید تحصیلی", "free of charge", "رایگان است")
    says(pdf, papers.HOURS.fa, papers.HOURS.en, "Confirmation of enrolment", "Sample Consulate General")

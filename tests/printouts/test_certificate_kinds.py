"""Every certificate of the catalogue, shortest and longest: whole, apart, sealed, in both languages."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest

from kiosk.domain.bilingual import Bilingual
from kiosk.domain.filling import Known
from kiosk.domain.paper import CertificatePaper
from kiosk.domain.sample import sample
from printouts.certificate import render
from printouts.sheet import A4, MM, Box
from tests.printouts import certificate_papers as papers
from tests.printouts.layout import outside, over_each_other, printed_by
from tests.printouts.papers import a_row, codes_on, page_count, picture, text_of, words, words_in

MAKERS: dict[str, Callable[[str], CertificatePaper]] = {
    "plain": papers.plain,
    "shortest": papers.shortest,
    "longest": papers.longest,
}
BORDER = 9 * MM
INSIDE = Box(BORDER, BORDER, A4[0] - 2 * BORDER, A4[1] - 2 * BORDER)

every_paper = pytest.mark.parametrize("maker", MAKERS)
every_code = pytest.mark.parametrize("code", papers.CODES)


@every_code
@every_paper
def test_no_line_lies_over_another_and_all_stand_inside_the_border(code: str, maker: str) -> None:
    paper = MAKERS[maker](code)
    printed = printed_by(lambda: render(paper))

    assert over_each_other(printed) == []
    assert outside([line for line in printed if not paper.overlay or line.page > 1], INSIDE) == []


@every_code
@every_paper
def test_the_seal_is_read_back_from_each_sheet_of_each_copy(code: str, maker: str) -> None:
    paper = MAKERS[maker](code)
    pdf = render(paper)
    blank = 1 if paper.overlay else 0

    for page in range(blank, page_count(pdf)):
        assert set(codes_on(picture(pdf, page=page))) == {paper.seal}


@every_code
def test_the_sample_stands_on_it_in_both_languages(code: str) -> None:
    paper = papers.plain(code)
    printed = words_in(render(paper))

    texts = [paper.title, *(part.text for part in paper.parts if part.text)]
    rows = [*paper.rows, *(row for part in paper.parts for row in part.rows)]
    for text in (*texts, *(row.label for row in rows)):
        # A word with an isolated code beside it may be read in parts.
        assert len(words(text.en) & printed) >= 0.9 * len(words(text.en)), text.en
        assert len(words(text.fa) & printed) >= 0.8 * len(words(text.fa)), text.fa


@every_code
def test_the_longest_is_printed_whole(code: str) -> None:
    paper = papers.longest(code)
    text = text_of(render(paper))

    for part in paper.parts:
        assert text.count("وکالت") >= part.across.count("وکالت") * max(paper.copies, 1)
    assert text.count("MOHAMMADALIREZA") >= 7


def clauses(code: str, **stored: str) -> CertificatePaper:
    kind = papers.kind_of(code)
    known = sample(kind, papers.service_of(code))
    answers = {f"request.{name}": value for name, value in stored.items()}
    return papers.paper_of(kind, Known(known.said, stored={**known.stored, **answers}))


def test_a_power_says_whether_it_may_be_delegated() -> None:
    assert "may delegate" in text_of(render(clauses("POA-01", delegation="yes")))
    assert "may not delegate" in text_of(render(clauses("POA-01", delegation="no")))


@pytest.mark.parametrize("code", ["POA-01", "POA-02"])
def test_only_to_a_signer_who_cannot_read_the_deed_was_read_out(code: str) -> None:
    assert "read out word for word" not in text_of(render(clauses(code, signer_reads="yes")))
    printed = text_of(render(clauses(code, signer_reads="no")))

    assert "read out word for word" in printed
    assert "Trusted person's fingerprint" in printed
    assert "0061897342" in printed


def test_a_signature_alone_confirms_nothing_of_the_text() -> None:
    assert "identity and signature only" in " ".join(
        text_of(render(clauses("POA-02", deed_kind="signature"))).split()
    )
    assert "identity and signature only" not in " ".join(
        text_of(render(clauses("POA-02", deed_kind="consent"))).split()
    )


def test_each_copy_is_numbered_and_whole() -> None:
    pdf = render(clauses("GEN-01", copies="3"))
    text = text_of(pdf)

    assert page_count(pdf) == 3
    assert all(text.count(f"Copy {number} of 3") == 2 for number in (1, 2, 3))
    assert text.count("Certificate of True Copy") == 3


@every_code
def test_what_is_nothing_without_its_enclosure_names_it_in_its_head(code: str) -> None:
    enclosed = {"PCC-01": "Enclosures: the criminal-record certificate", "GEN-01": "(number of sheets: 3)"}

    assert enclosed.get(code, "Enclosures: none") in text_of(render(papers.plain(code)))


def test_bills_are_summed_by_currency_and_the_excluded_ones_stand_apart() -> None:
    text = text_of(render(papers.plain("MED-01")))

    assert "12,830.50 EUR" in text
    assert "215.75 CHF" in text
    assert "۱۲٬۸۳۰٫۵۰" in text
    assert "13,730.50" not in text
    assert {"Not", "accepted", "lodging", "900"} <= words(text)


def test_a_fact_known_in_persian_only_stands_once() -> None:
    paper = replace(papers.plain("GEN-01"), copies=0, parts=(), rows=(a_row("دانشگاه نمونه‌آباد", ""),))

    assert text_of(render(paper)).count("آباد") == 1


def test_the_blank_carries_facts_only_and_its_file_copy_the_seal() -> None:
    pdf = render(papers.plain("LSP-01"))

    assert page_count(pdf) == 2
    assert codes_on(picture(pdf, page=0)) == []
    assert words("File copy, Single journey to Iran") <= words_in(pdf)


def test_an_office_with_other_blanks_places_the_facts_anew() -> None:
    paper = papers.plain("LSP-01")
    assert paper.overlay is not None
    moved = replace(paper, overlay=replace(paper.overlay, width=125, height=88, photo_left=None), placed=())

    assert page_count(render(moved)) == 2


def test_sheets_of_a_deed_are_initialled_and_joined() -> None:
    deed = text_of(render(papers.plain("POA-01")))
    other = text_of(render(papers.plain("STU-03")))

    assert "Initials" in deed
    assert "Initials" not in other
    assert "Seal joining the sheets" in deed
    assert "Seal joining the sheets" in other
    assert "Seal joining the sheets" not in text_of(render(papers.plain("PCC-02")))


def test_a_text_keeps_the_direction_of_each_of_its_paragraphs() -> None:
    part = replace(papers.plain("POA-02").parts[0], title=Bilingual("متن", "Text"), across="متن یک\nText two")
    printed = printed_by(lambda: render(replace(papers.plain("POA-02"), copies=0, parts=(part,))))
    persian = next(line for line in printed if "متن یک" in line.text or "یک" in line.text)
    english = next(line for line in printed if line.text.startswith("Text two"))

    assert persian.box.right > 180 * MM
    assert english.box.x < 25 * MM

from __future__ import annotations

import re
import subprocess
import sys
from dataclasses import replace
from datetime import timedelta
from io import BytesIO

import pikepdf
import pytest

from kiosk.domain.bilingual import Bilingual
from kiosk.domain.errors import Refused
from kiosk.domain.paper import Row
from printouts.certificate import render
from printouts.wording import IN_THE_NAME_OF_GOD
from tests.printouts.papers import (
    CERTIFICATE,
    a_photo,
    a_row,
    codes_on,
    page_count,
    picture,
    seal,
    specimen,
    text_of,
    words,
    words_in,
)

NAME_FA = ("سید محمدرضا علی\u200cاکبر " * 6)[:120].strip()
NAME_EN = ("SEYED MOHAMMADREZA ALIAKBAR " * 5)[:120].strip()


def test_both_languages_can_be_read_from_the_text_layer() -> None:
    text = words_in(render(CERTIFICATE))

    for language, share in (("fa", 0.95), ("en", 1.0)):
        printed = words(CERTIFICATE.title[language] + " " + CERTIFICATE.signer[language])  # type: ignore[index]
        for row in CERTIFICATE.rows:
            printed |= words(row.label[language])  # type: ignore[index]
        printed |= {word for word in words(CERTIFICATE.body[language]) if not re.search(r"\d", word)}  # type: ignore[index]
        assert len(printed & text) >= share * len(printed), printed - text


def test_the_head_has_date_number_and_attachment_in_both_languages() -> None:
    text = text_of(render(CERTIFICATE))

    for part in (
        IN_THE_NAME_OF_GOD,
        "۱۴۰۵/۰۹/۰۳",
        "24 November 2026",
        "723/1405/STU-02/000123",
        "پیوست: ندارد",
        "24 May 2027",
        "۱۴۰۶/۰۳/۰۳",
        "Page 1 of 1",
        "صفحه ۱ از ۱",
        "7K4M-Q2XP-9TRA",
        "7Q4M-2XKP-9TRA",
    ):
        assert part in text


def test_without_an_expiry_no_validity_is_printed() -> None:
    assert "Valid until" not in text_of(render(replace(CERTIFICATE, expires_on=None)))


def test_the_same_paper_gives_the_same_bytes() -> None:
    assert render(CERTIFICATE) == render(CERTIFICATE)


def test_another_process_gives_the_same_bytes_whatever_it_printed_before() -> None:
    program = (
        "import sys; from dataclasses import replace; from printouts.certificate import render;"
        "from tests.printouts.papers import CERTIFICATE, a_row;"
        "render(replace(CERTIFICATE, rows=(a_row('ژاله', 'JALEH'),)));"
        "sys.stdout.buffer.write(render(CERTIFICATE))"
    )
    other = subprocess.run([sys.executable, "-c", program], capture_output=True, check=True).stdout

    assert other == render(CERTIFICATE)


def test_the_file_carries_the_date_of_the_record_and_no_name() -> None:
    with pikepdf.open(BytesIO(render(CERTIFICATE))) as pdf:
        info = {key: str(value) for key, value in pdf.docinfo.items()}

    assert info["/CreationDate"] == info["/ModDate"] == "D:20261124093200+00'00'"
    assert info["/Subject"] == CERTIFICATE.number
    assert not any("کریمی" in value or "Karimi" in value for value in info.values())


def test_another_moment_gives_another_file() -> None:
    later = replace(CERTIFICATE, issued_at=CERTIFICATE.issued_at + timedelta(seconds=1))

    assert render(later) != render(CERTIFICATE)


def test_fonts_are_embedded_and_actual_text_is_not_used() -> None:
    with pikepdf.open(BytesIO(render(CERTIFICATE))) as pdf:
        fonts = pdf.pages[0].Resources.Font
        contents = pdf.pages[0].Contents.read_bytes()
        files = [font.DescendantFonts[0].FontDescriptor.FontFile2 for font in fonts.values()]

    assert len(files) == len(fonts) == 3
    assert b"ActualText" not in contents


@pytest.mark.parametrize("digits", [361, 219, 431])
def test_the_seal_is_read_back_from_the_page(digits: int) -> None:
    paper = replace(CERTIFICATE, seal=seal(digits), letterhead=specimen())

    assert codes_on(picture(render(paper), dpi=150)) == [paper.seal]


def test_every_page_carries_the_seal_and_its_number() -> None:
    paper = replace(CERTIFICATE, rows=CERTIFICATE.rows * 6, copies=2)
    pdf = render(paper)

    assert page_count(pdf) == 6
    for page in range(6):
        assert set(codes_on(picture(pdf, page=page))) == {paper.seal}
    text = text_of(pdf)
    assert all(f"Page {page} of 3" in text for page in (1, 2, 3))
    assert text.count("Copy 2") == 4


def test_an_ordinary_certificate_is_one_page() -> None:
    assert page_count(render(CERTIFICATE)) == 1


def test_only_a_demonstration_office_prints_specimen() -> None:
    assert "SPECIMEN" not in text_of(render(CERTIFICATE))
    assert "SPECIMEN" in text_of(render(replace(CERTIFICATE, letterhead=specimen())))


def test_the_longest_name_is_printed_whole() -> None:
    text = text_of(render(replace(CERTIFICATE, rows=(a_row(NAME_FA, NAME_EN),), body=Bilingual("", ""))))

    assert len(NAME_FA) >= 115
    assert " ".join(text.split()).count("MOHAMMADREZA") == NAME_EN.count("MOHAMMADREZA")
    assert text.count("محمدرضا") == NAME_FA.count("محمدرضا")


def test_a_name_that_cannot_fit_is_refused_by_its_field() -> None:
    with pytest.raises(Refused, match=r"paper\.does-not-fit") as refusal:
        render(replace(CERTIFICATE, rows=(a_row("م" * 120, "M" * 120),)))

    assert refusal.value.details == {"field": "rows.1.value.fa"}


@pytest.mark.parametrize("field", ["title", "signer"])
def test_title_and_signer_wrap_or_are_refused(field: str) -> None:
    fits = {field: Bilingual("سرکنسول جمهوری اسلامی ایران " * 2, "Consul General of Iran " * 3)}
    too_long = {field: Bilingual("سرکنسول " * 60, "Consul")}

    assert render(replace(CERTIFICATE, **fits))  # type: ignore[arg-type]
    with pytest.raises(Refused, match=r"paper\.does-not-fit") as refusal:
        render(replace(CERTIFICATE, **too_long))  # type: ignore[arg-type]
    assert refusal.value.details == {"field": f"{field}.fa"}


@pytest.mark.parametrize("hostile", ["[/]", "<img src=x onerror=y>", "Ali <b>", "{name} %s \\n (()) & <<>>"])
def test_hostile_text_is_printed_as_it_is(hostile: str) -> None:
    paper = replace(CERTIFICATE, rows=(Row(Bilingual("نام", "Name"), Bilingual("علی", hostile)),))

    assert hostile in text_of(render(paper))


@pytest.mark.parametrize("char", ["\u202e", "\u202a", "\x00"])
def test_a_name_that_forges_the_order_is_refused(char: str) -> None:
    with pytest.raises(Refused, match=r"paper\.forbidden-character"):
        render(replace(CERTIFICATE, rows=(a_row(f"علی{char}", "ALI"),)))


def test_a_missing_glyph_is_refused() -> None:
    with pytest.raises(Refused, match=r"paper\.missing-glyph") as refusal:
        render(replace(CERTIFICATE, rows=(a_row("علی", "漢"),)))

    assert refusal.value.details == {"character": "漢"}


@pytest.mark.parametrize("photo", [b"", b"\xff\xd8\xff", b"\x89PNG\r\n\x1a\n", b"\xff\xd8\xff\xe0\x00\x10JF"])
def test_a_photo_that_is_no_jpeg_is_refused_or_left_out(photo: bytes) -> None:
    if not photo:
        assert render(replace(CERTIFICATE, photo=photo)) == render(replace(CERTIFICATE, photo=None))
        return
    with pytest.raises(Refused, match=r"paper\.photo-not-jpeg"):
        render(replace(CERTIFICATE, photo=photo))


@pytest.mark.parametrize("size", [(300, 400), (400, 300), (1, 500)])
def test_the_photo_goes_into_the_file_untouched(size: tuple[int, int]) -> None:
    photo = a_photo(size)

    assert photo in render(replace(CERTIFICATE, photo=photo))


@pytest.mark.parametrize("wrong", ["", "46A", "٤٦١", "4 6"])
def test_a_seal_that_is_not_digits_is_refused(wrong: str) -> None:
    with pytest.raises(Refused, match=r"paper\.seal-not-digits"):
        render(replace(CERTIFICATE, seal=wrong))


def test_a_seal_too_long_for_the_paper_is_refused() -> None:
    with pytest.raises(Refused, match=r"paper\.does-not-fit"):
        render(replace(CERTIFICATE, seal=seal(1100)))

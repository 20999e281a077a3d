"""What readers copy out of a paper and find in it."""

from __future__ import annotations

import shutil
import subprocess
import unicodedata
from collections.abc import Callable
from dataclasses import replace
from io import BytesIO

import pikepdf
import pypdfium2
import pytest
from fontTools.ttLib import TTFont

from kiosk.domain.bilingual import Bilingual
from printouts import certificate, deficiency, receipt
from tests.printouts.papers import CERTIFICATE, DEFICIENCY, RECEIPT, a_row, text_of

NAMES = (
    "سارا کریمی",
    "علاءالدین سلامی",
    "عبدالله لآلی",
    "ثبتی پژوهش\u200cخواه",
    "ژاله گچ\u200cکار",
    "مینا بیات\u200cزاده",
    "رشتهٔ نخست",
)


def of_poppler(pdf: bytes) -> str:
    program = shutil.which("pdftotext")
    if program is None:
        pytest.skip("pdftotext is not installed")
    read = subprocess.run([program, "-enc", "UTF-8", "-", "-"], input=pdf, capture_output=True, check=True)
    # Its own marks of direction round each line.
    return read.stdout.decode("utf-8").translate(dict.fromkeys((0x202A, 0x202B, 0x202C)))


@pytest.mark.parametrize("read", [text_of, of_poppler], ids=["PDFium", "poppler"])
@pytest.mark.parametrize("name", NAMES[:-1])
def test_a_name_is_copied_whole_from_each_paper(name: str, read: Callable[[bytes], str]) -> None:
    both = Bilingual(name, "SARA KARIMI")
    papers = (
        certificate.render(replace(CERTIFICATE, rows=(a_row(name, "SARA KARIMI"),))),
        receipt.render(replace(RECEIPT, name=both)),
        deficiency.render(replace(DEFICIENCY, name=both)),
    )

    for pdf in papers:
        text = unicodedata.normalize("NFKC", read(pdf))
        assert unicodedata.normalize("NFKC", name) in text
        assert "SARA KARIMI" in text


@pytest.mark.parametrize("name", NAMES)
def test_a_name_is_found(name: str) -> None:
    pdf = certificate.render(replace(CERTIFICATE, rows=(a_row(name, "SARA KARIMI"),)))
    document = pypdfium2.PdfDocument(pdf)
    try:
        text = document[0].get_textpage()
        assert text.search(name).get_next() is not None
        assert text.search("SARA KARIMI").get_next() is not None
        assert text.search("نیست\u200cاینجا").get_next() is None
    finally:
        document.close()


def test_a_mark_stays_on_the_line_of_its_letter() -> None:
    assert "رشتهٔ مهندسی" in text_of(certificate.render(CERTIFICATE))


@pytest.mark.parametrize(
    "pdf",
    [certificate.render(CERTIFICATE), receipt.render(RECEIPT), deficiency.render(DEFICIENCY)],
    ids=["certificate", "receipt", "deficiency"],
)
def test_every_character_is_copied_as_one_letter_in_its_plain_form(pdf: bytes) -> None:
    ligatures = set("\ufefb\ufef7\ufef9\ufef5\ufdf2")
    with pikepdf.open(BytesIO(pdf)) as opened:
        fonts = [font for page in opened.pages for font in page.Resources.Font.values()]
        maps = [font.ToUnicode.read_bytes().decode("ascii") for font in fonts]
    copied = [
        bytes.fromhex(line.split()[1].strip("<>")).decode("utf-16-be")
        for text in maps
        for line in text.splitlines()
        if line.startswith("<") and line.count("<") == 2 and line != "<0000> <FFFF>"
    ]

    assert len(copied) > 100
    # Several letters come out turned round from right-to-left lines; «fi» stands in others.
    assert {text for text in copied if len(text) > 1} <= {"fi", "fl", "ffi", "ffl"}
    assert {text for text in copied if unicodedata.normalize("NFKC", text) != text} <= ligatures


def test_an_arabic_letter_and_its_twin_with_the_same_skeleton_are_copied_apart() -> None:
    text = text_of(certificate.render(replace(CERTIFICATE, rows=(a_row("بیت تیب نبی ثنی", "A"),))))

    assert "بیت تیب نبی ثنی" in text


def test_the_widths_said_are_the_widths_of_the_font() -> None:
    rows = tuple(a_row(name, "A") for name in (*NAMES, "مُحَمَّد بْنِ عَلِیّ"))
    with pikepdf.open(BytesIO(certificate.render(replace(CERTIFICATE, rows=rows)))) as pdf:
        for font in pdf.pages[0].Resources.Font.values():
            descendant = font.DescendantFonts[0]
            file = TTFont(BytesIO(descendant.FontDescriptor.FontFile2.read_bytes()), checkChecksums=2)
            numbers = memoryview(descendant.CIDToGIDMap.read_bytes())
            names = [
                file.getGlyphName(int.from_bytes(numbers[at : at + 2])) for at in range(2, len(numbers), 2)
            ]
            in_font = [file["hmtx"][name][0] * 1000 / file["head"].unitsPerEm for name in names]

            assert [float(width) for width in descendant.W[1]] == pytest.approx(in_font, abs=1)

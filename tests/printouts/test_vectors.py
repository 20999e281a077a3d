"""Sources and what must be seen, left to right, right-to-left base; brackets by the shape that is drawn."""

from __future__ import annotations

from collections import Counter

import pytest

from kiosk.domain.errors import Refused
from kiosk.text.bidi import isolate_ltr
from printouts.faces import NASKH, NASKH_BOLD, SANS, SANS_BOLD, Style
from printouts.lines import Font, one_line
from printouts.shaping import Glyph

STYLES = [NASKH, NASKH_BOLD, SANS, SANS_BOLD]
LIGATURES = {"\ufefb": "ال", "\ufef7": "أل", "\ufef9": "إل", "\ufef5": "آل", "\ufdf2": "هللا"}
MARKS = "\u064b\u064c\u064d\u064e\u064f\u0650\u0651\u0652\u0654"
DRAWN = {
    "parenleft": "(",
    "parenright": ")",
    "guillemotleft": "«",
    "guillemotright": "»",
    "guillemetleft": "«",
    "guillemetright": "»",
}


def glyphs_of(text: str, style: Style) -> list[tuple[Glyph, str]]:
    """Each glyph with the name of its first part."""
    return [
        (glyph, atom.piece.face.shaper.get_glyph_name(glyph.character.shape[0][0]))
        for atom in one_line(text, Font(style, 12, "fa")).atoms
        for glyph in atom.piece.glyphs
        if glyph.character.shape
    ]


def seen(text: str, style: Style) -> str:
    """Letters as they were written, brackets and quotation marks as they are drawn."""
    return "".join(
        DRAWN.get(name) or LIGATURES.get(glyph.character.stands_for, glyph.character.stands_for)
        for glyph, name in glyphs_of(text, style)
    )


@pytest.mark.parametrize("style", STYLES)
@pytest.mark.parametrize(
    ("source", "visual"),
    [
        ("نام (Ali) 12", "12 (Ali) مان"),
        ("تاریخ ۱۴۰۳/۰۵/۱۲", "۱۴۰۳/۰۵/۱۲ خیرات"),
        ("کد A-12/ب", "ب/A-12 دک"),
        (f"تلفن {isolate_ltr('+98 21 1234')} است", "تسا +98 21 1234 نفلت"),
        ("تلفن +98 21 1234 است", "تسا 1234 21 98+ نفلت"),
        ("۲۵٪ و 25%", "%25 و ۲۵٪"),
        ("«A12» (تهران)", "(نارهت) «A12»"),
        ("می\u200cخواهم خانه\u200cها", "اههناخ مهاوخیم"),
        ("لا سلام علاء الله لأ لإ لآ", "آل إل أل هللا ءالع مالس ال"),
        ("پژوهش گچ\u200cکاری ژاله", "هلاژ یراکچگ شهوژپ"),
        ("۱٬۲۳۴٫۵۶", "۱٬۲۳۴٫۵۶"),
        ("B-12/الف", "فلا/B-12"),
        ("AB\u200cتهران", "نارهتAB"),
        ("A4-ایران", "ناریا-A4"),
    ],
)
def test_each_vector_is_seen_as_it_must_be(source: str, visual: str, style: Style) -> None:
    assert seen(source, style) == visual


@pytest.mark.parametrize("style", STYLES)
@pytest.mark.parametrize("text", ["مُحَمَّد", "بْنِ", "عَلِیّ", "حتماً", "رشتهٔ"])
def test_a_mark_follows_its_letter_in_its_face_and_takes_no_room(text: str, style: Style) -> None:
    characters = [glyph.character for glyph, _ in glyphs_of(text, style)]
    marks = [character for character in characters if character.stands_for[0] in MARKS]

    # Vazirmatn draws «هٔ» as one letter, and fatha with shadda as one mark.
    drawn = "".join(character.stands_for for character in characters).replace("ۀ", "هٔ")
    assert Counter(drawn) == Counter(text)
    assert all(mark.width == 0 and mark.shape[0][1:] != (0, 0) for mark in marks)
    assert len({atom.piece.face for atom in one_line(text, Font(style, 12, "fa")).atoms}) == 1


@pytest.mark.parametrize("style", STYLES)
def test_he_with_hamza_is_drawn_in_either_spelling(style: Style) -> None:
    assert seen("ۀ", style) == "ۀ"
    assert seen("هٔ", style) == ("ۀ" if style in (SANS, SANS_BOLD) else "\u0654ه")


@pytest.mark.parametrize("style", STYLES)
def test_no_digit_takes_its_urdu_or_arabic_form(style: Style) -> None:
    assert [name for _, name in glyphs_of("۴۵۶۷", style)] == ["uni06F4", "uni06F5", "uni06F6", "uni06F7"]
    assert [name for _, name in glyphs_of("سال ۴۵۶۷", style)][:4] == [
        "uni06F4",
        "uni06F5",
        "uni06F6",
        "uni06F7",
    ]


@pytest.mark.parametrize(
    ("text", "key"), [("漢", "paper.missing-glyph"), ("علی\u202e", "paper.forbidden-character")]
)
def test_what_cannot_be_printed_truly_is_refused(text: str, key: str) -> None:
    with pytest.raises(Refused) as refusal:
        one_line(text, Font(NASKH, 12, "fa"))

    assert refusal.value.key == key

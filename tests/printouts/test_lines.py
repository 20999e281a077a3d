from __future__ import annotations

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from kiosk.domain.bilingual import Language
from kiosk.domain.errors import Refused
from kiosk.text.bidi import isolate_ltr, levels, paragraph_base, reorder, strip_isolates
from printouts.faces import NASKH, NASKH_BOLD, SANS, SANS_BOLD, Style, face
from printouts.lines import FLOOR, Font, Line, fit, flow, one_line, wrap

STYLES = [NASKH, NASKH_BOLD, SANS, SANS_BOLD]
LIGATURES = {"\ufefb": "لا", "\ufef7": "لأ", "\ufef9": "لإ", "\ufef5": "لآ", "\ufdf2": "الله"}


def characters(line: Line, *, rtl: bool = True) -> str:
    """Characters in the order their glyphs stand on the paper, left to right."""
    seen = ""
    for atom in line.atoms:
        for glyph in atom.piece.glyphs:
            text = LIGATURES.get(glyph.character.stands_for, glyph.character.stands_for)
            seen += text[::-1] if rtl and atom.level & 1 else text
    return seen


def glyph_names(text: str, style: Style, language: Language = "fa") -> list[str]:
    line = one_line(text, Font(style, 12, language))
    return [
        atom.piece.face.shaper.get_glyph_name(part[0])
        for atom in line.atoms
        for glyph in atom.piece.glyphs
        for part in glyph.character.shape
    ]


@pytest.mark.parametrize("style", STYLES)
@pytest.mark.parametrize(
    "source",
    [
        "نام (Ali) 12",
        "تاریخ ۱۴۰۳/۰۵/۱۲",
        "کد A-12/ب",
        "تلفن \u2066+98 21 1234\u2069 است",
        "تلفن +98 21 1234 است",
        "۲۵٪ و 25%",
        "«A12» (تهران)",
        "می\u200cخواهم خانه\u200cها",
        "لا سلام علاء الله لأ لإ لآ",
        "پژوهش گچ\u200cکاری ژاله",
        "۱٬۲۳۴٫۵۶",
        "B-12/الف",
        "AB\u200cتهران",
    ],
)
def test_the_glyphs_stand_in_the_order_of_uax_9(source: str, style: Style) -> None:
    # HarfBuzz mirrors the brackets; a glyph still stands for the character as it was written.
    order = (source[at] for at in reorder(levels(source, paragraph_base(source, "fa"))))

    assert characters(one_line(source, Font(style, 12, "fa"))) == strip_isolates("".join(order))


@pytest.mark.parametrize("style", STYLES)
def test_brackets_round_a_persian_word_open_towards_it(style: Style) -> None:
    names = glyph_names("(تهران)", style)

    assert (names[0], names[-1]) == ("parenleft", "parenright")


@pytest.mark.parametrize("style", STYLES)
def test_persian_digits_keep_their_persian_shapes(style: Style) -> None:
    assert glyph_names("۴۵۶۷", style) == ["uni06F4", "uni06F5", "uni06F6", "uni06F7"]


@pytest.mark.parametrize("style", STYLES)
def test_marks_are_placed_over_their_letters(style: Style) -> None:
    line = one_line("مُحَمَّد", Font(style, 12, "fa"))
    marks = [
        glyph
        for atom in line.atoms
        for glyph in atom.piece.glyphs
        if "\u064b" <= glyph.character.stands_for[:1] <= "\u0652"
    ]

    assert marks
    assert all(part[1:] != (0, 0) for glyph in marks for part in glyph.character.shape)


def test_zwnj_parts_letters_and_takes_no_room() -> None:
    font = Font(NASKH, 12, "fa")

    assert "".join(characters(one_line("می\u200cخواهم", font))).count("\u200c") == 1
    assert glyph_names("می\u200cخواهم", NASKH) != glyph_names("میخواهم", NASKH)
    assert [
        glyph.character.width
        for atom in one_line("می\u200cخواهم", font).atoms
        for glyph in atom.piece.glyphs
        if glyph.character.stands_for == "\u200c"
    ] == [0]


def test_a_letter_drawn_in_parts_is_one_glyph_with_one_character() -> None:
    glyphs = [glyph for atom in one_line("بیت", Font(NASKH, 12, "fa")).atoms for glyph in atom.piece.glyphs]

    assert [glyph.character.stands_for for glyph in glyphs] == ["ت", "ی", "ب"]
    assert all(len(glyph.character.shape) == 2 for glyph in glyphs)


@pytest.mark.parametrize("char", ["\u202e", "\u202a", "\x00", "\x1b", "\n", "\u00ad", "\u200f"])
def test_a_character_that_could_forge_the_order_is_refused(char: str) -> None:
    with pytest.raises(Refused, match=r"paper\.forbidden-character") as refusal:
        one_line(f"علی{char}رضا", Font(NASKH, 12, "fa"))

    assert refusal.value.details == {"character": f"U+{ord(char):04X}"}


@pytest.mark.parametrize("char", ["漢", "😀", "ก"])
def test_a_missing_glyph_is_refused_and_never_printed_as_a_box(char: str) -> None:
    with pytest.raises(Refused, match=r"paper\.missing-glyph"):
        one_line(f"نام {char}", Font(SANS, 12, "fa"))


def test_cyrillic_and_greek_come_from_the_last_face() -> None:
    line = one_line("МГУ Αθήνα", Font(NASKH, 12, "en"))

    assert {atom.piece.face for atom in line.atoms if not atom.blanks} == {face("NotoSerif-Regular")}


def test_latin_letters_are_a_little_smaller_among_persian_ones() -> None:
    persian = one_line("شماره U12345678", Font(NASKH, 12, "fa"))
    english = one_line("U12345678", Font(NASKH, 12, "en"))

    latin = next(atom for atom in persian.atoms if "U" in atom.piece.text)
    assert latin.advance == pytest.approx(english.advance * NASKH.latin_in_persian)


WORDS = st.lists(
    st.sampled_from(
        ["علی", "محمدرضا", "(Ali)", "U12345678", "۱۴۰۵", isolate_ltr("+98 21 1234"), "می\u200cشود،"]
    ),
    min_size=1,
    max_size=30,
)


@given(WORDS, st.sampled_from(["fa", "en"]), st.floats(90, 400))
def test_wrapping_loses_and_repeats_nothing(words: list[str], language: Language, width: float) -> None:
    text = " ".join(words)
    lines = wrap(text, Font(NASKH, 12, language), width)

    drawn = sorted("".join(characters(line, rtl=False) for line in lines).replace(" ", ""))
    assert drawn == sorted(strip_isolates(text).replace(" ", ""))
    assert all(line.width(12) <= width for line in lines)


@given(st.text(alphabet="سیدمحرضاعلی abc-۱۲3", min_size=1, max_size=140), st.floats(60, 400))
def test_what_fits_is_never_wider_than_its_room(text: str, width: float) -> None:
    font = Font(NASKH, 12, "fa")
    try:
        fitted = fit(text, font, width, "name")
    except Refused:
        assume(False)

    assert len(fitted.lines) <= 2
    assert FLOOR["fa"] <= fitted.size <= 12
    assert all(line.width(fitted.size) <= width + 0.01 for line in fitted.lines)


def test_a_text_shrinks_then_takes_two_lines_then_is_refused() -> None:
    font = Font(SANS, 12, "en")
    full = one_line("SEYED MOHAMMADREZA", font).width(12)

    assert fit("SEYED MOHAMMADREZA", font, full + 1, "name").size == 12
    shrunk = fit("SEYED MOHAMMADREZA", font, full * 0.8, "name")
    assert (len(shrunk.lines), FLOOR["en"] < shrunk.size < 12) == (1, True)
    assert len(fit("SEYED MOHAMMADREZA", font, full * 0.5, "name").lines) == 2
    with pytest.raises(Refused, match=r"paper\.does-not-fit"):
        fit("SEYED MOHAMMADREZA", font, full * 0.2, "name")


def test_a_refusal_names_the_field() -> None:
    with pytest.raises(Refused) as refusal:
        fit("الف" * 200, Font(NASKH, 12, "fa"), 100, "signer.fa")

    assert refusal.value.details == {"field": "signer.fa"}


def test_a_paragraph_takes_the_largest_size_within_its_lines() -> None:
    font = Font(NASKH, 12, "fa")
    text = "بدین\u200cوسیله گواهی می\u200cشود " * 6

    wide = flow(text, font, 400, 4, "body")
    narrow = flow(text, font, 180, 3, "body")

    assert wide.size == 12
    assert FLOOR["fa"] <= narrow.size < 12
    assert len(narrow.lines) <= 3

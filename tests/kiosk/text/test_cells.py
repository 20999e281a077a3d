"""One line of text on a grid; the vectors are those of the design, looked at in six terminals."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from rich.cells import cell_len

from kiosk.text.bidi import LRI, PDI, Language, isolate, isolate_ltr
from kiosk.text.cells import _TAKES_NO_CELL, Paragraph, lay_out, visual
from kiosk.text.fold import ZWNJ
from kiosk.text.joining import UNSEEN, is_mark, join

VECTORS = {
    "سلام": "FEE1 FEFC 0640 FEB3",
    "بالا": "FE8E FEDF FE8E FE91",
    f"می{ZWNJ}روم": "FEE1 FEED FEAD FBFD FEE3",
    "مُحَمَّد": "FEAA FEE4+064E+0651 FEA4+064E FEE3+064F",
    "خانه\u0654": "FEEA+0654 FEE7 FE8E FEA7",
    "شماره\u0654 AB-12": "A B - 1 2 ␠ FEE9+0654 FEAD FE8E FEE4 FEB7",
    "تا ۱۴۰۳/۰۵/۱۲ باز": "FEAF FE8E FE91 ␠ 06F1 06F4 06F0 06F3 / 06F0 06F5 / 06F1 06F2 ␠ FE8E FE97",
    "لا (۲)": "( 06F2 ) ␠ FE8E FEDF",
    "تلفن: 021-88 77": "7 7 ␠ 8 8 - 0 2 1 ␠ : FEE6 FED4 FEE0 FE97",
    f"تلفن: {LRI}021-88 77{PDI}": "0 2 1 - 8 8 ␠ 7 7 ␠ : FEE6 FED4 FEE0 FE97",
    "Hello, (world)!": "H e l l o , ␠ ( w o r l d ) !",
}
IN_ENGLISH = {
    f"Name: علی{ZWNJ}رضا (۲), ok": (
        "N a m e : ␠ ( 06F2 ) ␠ FE8E FEBF FEAD FBFD FEE0 FECB , ␠ o k"
    ),
    "Hello, (world)!": "H e l l o , ␠ ( w o r l d ) !",
}  # fmt: skip
LETTERS = st.text(
    "ابپتچخدذرزسشصعغفقکگلمنوهیءآأئؤ \u0654\u064e\u064f\u0651" + ZWNJ + "ABz012۳۴-/:.,()«»│─" + LRI + PDI
)
LANGUAGES: tuple[Language, Language] = ("fa", "en")


def cells(vector: str) -> list[str]:
    """`FEE4+064E` is one cell; a single sign stands for itself."""

    def sign(code: str) -> str:
        return " " if code == "␠" else code if len(code) == 1 else chr(int(code, 16))

    return ["".join(sign(code) for code in cell.split("+")) for cell in vector.split()]


@pytest.mark.parametrize(("text", "vector"), VECTORS.items())
def test_a_persian_screen_shows_each_vector(text: str, vector: str) -> None:
    assert visual(text, "fa") == cells(vector)


@pytest.mark.parametrize(("text", "vector"), IN_ENGLISH.items())
def test_an_english_screen_shows_each_vector(text: str, vector: str) -> None:
    assert visual(text, "en") == cells(vector)


@given(LETTERS, st.sampled_from(LANGUAGES))
@example("لا", "fa")
def test_no_cell_is_won_or_lost(text: str, language: Language) -> None:
    line = lay_out(text, language)

    shown = "".join(line.cells) if line else text
    assert cell_len(shown) == sum(not is_mark(char) and char not in UNSEEN for char in text)


@given(LETTERS, st.sampled_from(LANGUAGES))
def test_every_place_shows_the_letter_it_came_from(text: str, language: Language) -> None:
    line = lay_out(text, language)

    if line is None:
        return
    assert len(line.cells) == len(line.source)
    assert len(set(line.source)) == len(line.source)
    for cell, at in zip(line.cells, line.source, strict=True):
        plain = unicodedata.normalize("NFKC", cell.rstrip("\u0654\u064e\u064f\u0651"))
        letter = text[at]
        assert letter in plain or cell[0] in "ـ()«»" or is_mark(letter) or letter in "ئؤأآ", (cell, letter)


@given(LETTERS)
def test_nothing_unseen_is_sent(text: str) -> None:
    for language in LANGUAGES:
        line = lay_out(text, language)
        assert UNSEEN.isdisjoint("".join(line.cells) if line else text)


@given(st.text("ابلمن AB12", min_size=1), st.sampled_from(LANGUAGES))
def test_blanks_at_the_ends_stay_where_they_are(text: str, language: Language) -> None:
    line = lay_out(f"  {text} ", language)

    shown = line.cells if line else tuple(f"  {text} ")
    assert shown[:2] == (" ", " ")
    assert shown[-1] == " "


def test_boxes_and_bars_are_no_text() -> None:
    line = lay_out("│ سلام │ AB │", "fa")

    assert line is not None
    assert [at for at, cell in enumerate(line.cells) if cell == "│"] == [0, 7, 12]


def test_a_wrapped_line_keeps_the_direction_of_its_paragraph() -> None:
    text = f"To {isolate('مریم حسینی (خانم)')}, please"
    first, second = "To \u2068مریم حسینی", "(خانم)\u2069, please"

    one = lay_out(first, "en", paragraph=Paragraph(text, 0))
    two = lay_out(second, "en", paragraph=Paragraph(text, text.index(second)))

    assert one is not None
    assert two is not None
    assert "".join(two.cells).endswith(", please")
    assert "".join(two.cells).startswith("(")


def test_an_isolated_code_keeps_its_order_in_a_persian_sentence() -> None:
    shown = "".join(visual(f"کد {isolate_ltr('683 258')} است", "fa"))

    assert "683 258" in shown


def test_a_joined_lam_alef_takes_two_cells_and_looks_natural() -> None:
    assert join("سلا") == ("\ufeb3", "\u0640", "\ufefc")
    assert join("لا") == ("\ufedf", "\ufe8e")


def test_a_non_joiner_parts_what_it_stands_between_and_is_not_seen() -> None:
    assert join(f"می{ZWNJ}ر") == ("\ufee3", "\ufbfd", "", "\ufead")


def test_letters_without_forms_join_their_neighbours() -> None:
    assert join("بێب") == ("\ufe91", "ێ", "\ufe90")


def test_whatever_takes_no_cell_is_looked_at_closely() -> None:
    common = [chr(code) for code in range(0x20, 0x10000) if not _TAKES_NO_CELL(chr(code))]

    assert not [hex(ord(char)) for char in common if is_mark(char) or char in UNSEEN]
    assert set("سلام AB-12 (۲)/«»،؟") <= set(common)

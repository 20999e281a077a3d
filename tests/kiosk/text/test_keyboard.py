"""What a code becomes under a Persian keyboard, and the way back."""

from __future__ import annotations

import re
import unicodedata
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kiosk.text.digits import to_persian
from kiosk.text.keyboard import LAYOUTS, OLDER, STANDARD, Layout, latin_key, latin_keys

XKB = Path("/usr/share/X11/xkb/symbols/ir")
KEYS_OF_ROW = {
    "AE": (list("1234567890-="), list("!@#$%^&*()_+")),
    "AD": (list("qwertyuiop[]"), list("QWERTYUIOP{}")),
    "AC": (list("asdfghjkl;'"), list('ASDFGHJKL:"')),
    "AB": (list("zxcvbnm,./"), list("ZXCVBNM<>?")),
}
NAMES_OF_X = {
    "theh": "THEH", "hah": "HAH", "jeem": "JEEM", "tcheh": "TCHEH", "jeh": "JEH", "peh": "PEH", "gaf": "GAF",
    "keheh": "KEHEH", "ra": "REH", "zah": "ZAH", "tah": "TAH", "heh": "HEH", "feh": "FEH", "ain": "AIN",
    "hamzaonwaw": "WAW WITH HAMZA ABOVE", "hamzaonyeh": "YEH WITH HAMZA ABOVE", "tehmarbuta": "TEH MARBUTA",
    "hamzaunderalef": "ALEF WITH HAMZA BELOW", "hamzaonalef": "ALEF WITH HAMZA ABOVE",
    "maddaonalef": "ALEF WITH MADDA ABOVE",
}  # fmt: skip
SIGNS_OF_X = {
    "exclam": "!", "multiply": "×", "asterisk": "*", "parenright": ")", "parenleft": "(", "bracketright": "]",
    "bracketleft": "[", "braceright": "}", "braceleft": "{", "guillemotright": "»", "guillemotleft": "«",
    "colon": ":", "greater": ">", "less": "<", "period": ".", "slash": "/", "division": "÷", "minus": "-",
    "equal": "=", "plus": "+", "backslash": "\\", "bar": "|", "Farsi_yeh": "ی",
    "Arabic_superscript_alef": "\u0670", "Arabic_hamza_above": "\u0654",
}  # fmt: skip
CODES = st.from_regex(r"[A-Za-z0-9-]{1,20}", fullmatch=True)


def sign_of(keysym: str) -> str:
    """The character of a name in an XKB file."""
    if keysym in SIGNS_OF_X:
        return SIGNS_OF_X[keysym]
    if keysym.startswith("0x100"):
        return chr(int(keysym[5:], 16))
    kind, name = keysym.split("_", 1)
    if kind == "Farsi":
        return to_persian(name)
    for form in (f"ARABIC LETTER {NAMES_OF_X.get(name, name.upper())}", f"ARABIC {name.upper()}"):
        try:
            return unicodedata.lookup(form.replace("QUESTION_MARK", "QUESTION MARK"))
        except KeyError:
            continue
    raise LookupError(keysym)


def key_of(code: str) -> tuple[str, str]:
    """`AD01` is q, with Shift Q."""
    if code in ("TLDE", "BKSL"):
        return {"TLDE": ("`", "~"), "BKSL": ("\\", "|")}[code]
    plain, shifted = KEYS_OF_ROW[code[:2]]
    return plain[int(code[2:]) - 1], shifted[int(code[2:]) - 1]


def typed(keys: str, layout: Layout) -> str:
    return "".join(layout.typed.get(key, key) for key in keys).replace("\ufdfc", "ريال")


@pytest.mark.skipif(not XKB.exists(), reason="no X keyboard files here")
def test_the_table_is_that_of_the_system() -> None:
    basic = XKB.read_text("utf-8").split('xkb_symbols "pes_part_basic" {')[1].split("\n};")[0]

    rows = re.findall(r"key <(\w+)> \{ \[\s*(\w+),\s*(\w+)", basic)
    table = {
        key: sign_of(keysym) for code, *both in rows for key, keysym in zip(key_of(code), both, strict=True)
    }
    assert len(table) == len(STANDARD.typed)
    assert table == STANDARD.typed


@pytest.mark.parametrize("layout", LAYOUTS)
def test_no_two_keys_type_the_same(layout: Layout) -> None:
    assert len(set(layout.typed.values())) == len(layout.typed)


@given(CODES, st.sampled_from(LAYOUTS))
def test_a_code_comes_back_from_a_persian_keyboard(code: str, layout: Layout) -> None:
    assert latin_keys(typed(code, layout), layout) == code


@given(CODES)
def test_digits_of_any_keyboard_are_digits(code: str) -> None:
    letters = typed(re.sub("[0-9]", "", code), OLDER)
    digits = re.sub("[^0-9]", "", code)

    assert latin_keys(letters + to_persian(digits), OLDER) == latin_keys(letters + digits, OLDER)


@pytest.mark.parametrize("text", ["K12345678", "é", "سلام K", "漢"])
def test_what_no_persian_key_types_has_no_keys(text: str) -> None:
    assert latin_keys(text) is None


def test_a_scanned_code_as_it_arrives() -> None:
    assert latin_keys("»۴\u0621۷") == "K4M7"
    assert latin_keys("ريال4\u0621", OLDER) == "R4M"


def test_one_letter_at_a_time_takes_only_what_is_surely_persian() -> None:
    pressed = [latin_key(char) for char in ("ض", "\u200c", "۴", "\u064e", "\u06c0")]

    assert pressed == ["q", "B", "4", "U", "G"]
    assert [latin_key(char) for char in ("q", "4", "[", " ", "é")] == [None] * 5

"""The shapes that are written down are those of Unicode."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator

from kiosk.text.joining import _FORMS, _LAM_ALEF

SHAPES = ["<isolated>", "<final>", "<initial>", "<medial>"]
HEH_WITH_YEH = "\u06c0"
LAM = "\u0644"


def decompositions() -> Iterator[tuple[str, str, str]]:
    """Presentation form, which of the shapes it is, and what it shows."""
    for code in range(0xFB50, 0xFEFD):
        shape, *letters = unicodedata.decomposition(chr(code)).split() or [""]
        if shape in SHAPES:
            yield chr(code), shape, "".join(chr(int(letter, 16)) for letter in letters)


def test_each_letter_has_the_shapes_that_unicode_gives_it() -> None:
    shapes: dict[str, dict[str, str]] = {}
    for form, shape, letters in decompositions():
        if len(letters) == 1 and letters != HEH_WITH_YEH:
            shapes.setdefault(letters, {})[shape] = form
    by_letter = {
        letter: "".join(forms.get(shape, "") for shape in SHAPES) for letter, forms in shapes.items()
    }

    assert {letter: forms for letter, forms in _FORMS.items() if letter != HEH_WITH_YEH} == by_letter


def test_each_alef_ends_the_ligature_that_unicode_gives_it() -> None:
    endings = {
        letters[1]: form
        for form, shape, letters in decompositions()
        if shape == "<final>" and len(letters) == 2 and letters[0] == LAM and letters[1] in "آأإا"
    }

    assert endings == _LAM_ALEF

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from kiosk.text.digits import to_ascii, to_persian


def test_persian_and_arabic_digits_become_ascii() -> None:
    assert to_ascii("۰۱۲۳۴۵۶۷۸۹ ٠١٢٣٤٥٦٧٨٩") == "0123456789 0123456789"


def test_ascii_and_arabic_digits_become_persian() -> None:
    assert to_persian("0123456789 ٠١٢٣٤٥٦٧٨٩") == "۰۱۲۳۴۵۶۷۸۹ ۰۱۲۳۴۵۶۷۸۹"


def test_digits_of_other_scripts_and_separators_stay() -> None:
    assert to_ascii("१२³ ۱٬۲۳۴٫۵۶") == "१२³ 1٬234٫56"


@given(st.text())
def test_nothing_but_digits_changes(text: str) -> None:
    assert all(a == b or b.isdigit() for a, b in zip(text, to_ascii(text), strict=True))
    assert to_ascii(to_persian(text)) == to_ascii(text)

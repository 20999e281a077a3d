from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kiosk.domain.seal import SealKind
from kiosk.text.digits import to_persian
from screens.terminal.wedge import WedgeWatch
from tests.screens.terminal.seals import certificate_digits, receipt_digits

RECEIPT, CERTIFICATE = receipt_digits(), certificate_digits()
ARABIC = str.maketrans("0123456789", "٠١٢٣٤٥٦٧٨٩")


def typing(text: str, watch: WedgeWatch | None = None) -> list[str]:
    """What the watch finds; `⏎` and `⇥` are Enter and Tab, `⇧` is a Shift reported as a key."""
    watch = watch or WedgeWatch()
    named = {"⏎": ("\r", "enter"), "⇥": ("\t", "tab"), "⇧": (None, "left_shift"), "←": (None, "left")}
    found = [watch.feed(*named.get(letter, (letter, letter))) for letter in text]
    return [digits for digits in found if digits is not None]


@pytest.mark.parametrize("end", ["", "⏎", "⇥", "⇥⏎"])
def test_a_receipt_is_found_once_whatever_ends_it(end: str) -> None:
    assert typing(RECEIPT + end) == [RECEIPT]


def test_a_certificate_is_found_whole() -> None:
    assert typing(CERTIFICATE) == [CERTIFICATE]


def test_two_scans_in_a_row_are_two() -> None:
    assert typing(RECEIPT + CERTIFICATE + RECEIPT) == [RECEIPT, CERTIFICATE, RECEIPT]


def test_digits_of_a_persian_or_arabic_layout_are_folded() -> None:
    assert typing(to_persian(RECEIPT)) == [RECEIPT]
    assert typing(RECEIPT.translate(ARABIC)) == [RECEIPT]


def test_shift_reported_as_a_key_changes_nothing() -> None:
    assert typing("⇧".join(RECEIPT)) == [RECEIPT]


@pytest.mark.parametrize("before", ["0", "12", "0046123456", "4611", "46110", "46114611", "4612"])
def test_digits_typed_before_the_scan_do_not_hide_it(before: str) -> None:
    assert typing(f"{before}{RECEIPT}⏎") == [RECEIPT]


@pytest.mark.parametrize("between", ["a", " ", "←", "⏎", "-", "²", "４"])
def test_anything_else_between_the_digits_ends_the_run(between: str) -> None:
    assert typing(f"{RECEIPT[:100]}{between}{RECEIPT[100:]}⏎") == []


def test_a_number_typed_by_hand_is_no_scan() -> None:
    assert typing("0046123456⏎4611⏎46114611461⏎") == []


@pytest.mark.parametrize("wrong", [RECEIPT[:-1], "9" + RECEIPT[1:], RECEIPT[:4] + "9" * 198])
def test_digits_of_another_length_kind_or_range_are_no_scan(wrong: str) -> None:
    assert typing(f"{wrong}⏎") == []


def test_the_middle_of_a_certificate_is_never_a_receipt() -> None:
    """Found by trying: about one certificate in three hundred holds the digits of a well-formed receipt."""
    hiding = CERTIFICATE[:60] + RECEIPT + CERTIFICATE[60 + len(RECEIPT) :]

    assert len(hiding) == SealKind.CERTIFICATE.digits
    assert RECEIPT not in typing(hiding)


def test_a_receipt_with_a_forged_code_is_found_when_the_scanner_says_it_is_done() -> None:
    forged = receipt_digits(tracking_code="222222222223")

    assert typing(forged) == []
    assert typing(f"{forged}⏎") == [forged]


def test_a_seal_is_awaited_from_its_prefix_on() -> None:
    watch = WedgeWatch()

    assert [bool(typing(digit, watch)) or watch.awaited for digit in "46112"] == [
        False,
        False,
        False,
        True,
        True,
    ]
    typing("a", watch)
    assert not watch.awaited


@given(st.text(alphabet="46112380⏎⇥⇧←a", max_size=600))
def test_only_seals_are_ever_found(keys: str) -> None:
    assert typing(keys) == []


@given(st.text(alphabet="0123456789", max_size=30), st.integers(0, 50))
def test_a_receipt_ended_by_enter_is_always_found(before: str, seed: int) -> None:
    digits = receipt_digits(seed)

    assert typing(f"{before}{digits}⏎") == [digits]

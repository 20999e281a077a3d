"""The number of a sheet: read back as it was printed, and never as another one."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kiosk.domain.errors import Refused
from kiosk.domain.hand_sheet import LAST_NO, Serial, is_sheet, read_no, read_time
from kiosk.domain.lookup import Kind, recognise_at_counter
from kiosk.domain.ticket_number import is_ticket

serials = st.builds(Serial, st.integers(1, 99_999).map(str), st.integers(1, LAST_NO))


@given(serials)
def test_a_serial_is_read_back_from_its_print_and_from_its_code(serial: Serial) -> None:
    for written in (str(serial), serial.digits):
        assert read_no(written, serial.office) == serial.no
        assert recognise_at_counter(written).kind is Kind.SHEET
        assert not is_ticket(written)


@given(serials, st.integers(4, 15), st.integers(1, 9))
def test_one_wrong_digit_of_a_code_is_never_another_sheet(serial: Serial, at: int, more: int) -> None:
    digits = serial.digits
    wrong = digits[:at] + str((int(digits[at]) + more) % 10) + digits[at + 1 :]

    with pytest.raises(Refused, match=r"^sheet\.number$"):
        read_no(wrong, serial.office)


@pytest.mark.parametrize("text", ["", "S-", "A012", "0932833810", "723-S-12", "7K4MQ2XP9TRA", "123456"])
def test_what_is_no_sheet_is_refused(text: str) -> None:
    assert not is_sheet(text)
    with pytest.raises(Refused, match=r"^sheet\.number$"):
        read_no(text, "723")


def test_a_time_of_the_day_is_read_in_the_digits_of_either_language() -> None:
    assert [f"{read_time(text):%H:%M}" for text in ("9:05", "۱۳:۴۵", "00.00")] == ["09:05", "13:45", "00:00"]
    for text in ("24:00", "9:60", "9", "noon"):
        with pytest.raises(Refused, match=r"^sheet\.time$"):
            read_time(text)

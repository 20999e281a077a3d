"""Certificate numbers, written and read."""

from __future__ import annotations

from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kiosk.domain.errors import Refused
from kiosk.domain.numbering import CertificateNumber, parse_number

numbers = st.builds(
    CertificateNumber,
    st.integers(1, 65535).map(str),
    st.integers(1000, 9999),
    st.from_regex(r"[A-Z]{3}-[0-9]{2}", fullmatch=True),
    st.integers(1, 10**8),
)


def test_a_number_is_written_as_on_the_certificate() -> None:
    assert str(CertificateNumber("723", 1405, "STU-02", 123)) == "723/1405/STU-02/000123"


@given(numbers)
def test_a_written_number_reads_as_itself(number: CertificateNumber) -> None:
    assert parse_number(str(number)) == number


@given(numbers, numbers)
def test_two_numbers_are_never_written_alike(first: CertificateNumber, second: CertificateNumber) -> None:
    assert (str(first) == str(second)) is (first == second)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "723/1405/STU-02",
        "723/1405/STU-02/123",
        "723/1405/STU-02/000000",
        "723/1405/STU-02/0000123",
        "723/1405/stu-02/000123",
        "0723/1405/STU-02/000123",
        "723/1405/STU-02/000123\n",
        "723/1405/STU-02/000123/1",
        "۷۲۳/۱۴۰۵/STU-02/۰۰۰۱۲۳",
        "723/1405/STU-02/00012³",
    ],
)
def test_anything_else_is_no_certificate_number(text: str) -> None:
    with pytest.raises(Refused, match=r"^certificate\.number$"):
        parse_number(text)


@given(st.text(max_size=40))
def test_what_reads_as_a_number_is_written_the_same_way(text: str) -> None:
    with suppress(Refused):
        assert str(parse_number(text)) == text

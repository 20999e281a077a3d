"""One-time codes: drawn evenly, read as they are typed, admitted within their limits."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kiosk.domain.errors import Refused
from kiosk.domain.one_time_code import (
    DAY,
    HOUR,
    MAILS_FROM_STATION,
    MAILS_IN_DAY,
    MAILS_IN_SHORT,
    SHORT,
    TRIES,
    SentCode,
    admit_mail,
    admit_try,
    draw,
    fold,
)
from kiosk.text.digits import to_persian
from tests import makers

NOON = datetime(2026, 11, 24, 12, tzinfo=UTC)
STEPS = st.lists(st.integers(0, 3600), max_size=80)


def a_code(number: int = 1, sent: datetime = NOON, tries: int = 0, used: bool = False) -> SentCode:
    return SentCode(
        makers.an_id(number), "sign-in", "0932833810", "sara@example.org", b"", "lobby-1",
        sent, sent + timedelta(minutes=10), tries, sent if used else None,
    )  # fmt: skip


@given(st.binary(min_size=8, max_size=8))
def test_a_code_is_six_digits_and_is_read_back(seed: bytes) -> None:
    code = draw(lambda count: seed[:count])

    assert len(code) == 6
    assert fold(code) == fold(to_persian(code)) == fold(f"{code[:3]} - {code[3:]}") == code


@given(st.text(max_size=12))
def test_what_is_read_as_a_code_is_six_ascii_digits(typed: str) -> None:
    try:
        code = fold(typed)
    except Refused:
        return

    assert len(code) == 6
    assert code.isascii()
    assert code.isdigit()


@given(STEPS)
def test_no_window_of_time_has_more_mails_to_an_address_than_its_limit(steps: Sequence[int]) -> None:
    sent: list[datetime] = []
    now = NOON
    for step in steps:
        now += timedelta(seconds=step)
        try:
            admit_mail([each for each in sent if each > now - DAY], [], now)
        except Refused as refused:
            until = refused.details["until"]
            assert isinstance(until, datetime)
            assert until > now
            continue
        sent.append(now)

    for moment in sent:
        assert sum(moment - SHORT < each <= moment for each in sent) <= MAILS_IN_SHORT
        assert sum(moment - DAY < each <= moment for each in sent) <= MAILS_IN_DAY


@given(STEPS)
def test_no_hour_has_more_mails_from_a_station_than_its_limit(steps: Sequence[int]) -> None:
    sent: list[datetime] = []
    now = NOON
    for step in steps:
        now += timedelta(seconds=step // 30)
        try:
            admit_mail([], [each for each in sent if each > now - HOUR], now)
        except Refused:
            continue
        sent.append(now)

    for moment in sent:
        assert sum(moment - HOUR < each <= moment for each in sent) <= MAILS_FROM_STATION


@pytest.mark.parametrize(
    ("codes", "key"),
    [
        ([], "code.expired"),
        ([a_code(used=True)], "code.expired"),
        ([a_code(sent=NOON - timedelta(minutes=10))], "code.expired"),
        ([a_code(sent=NOON + timedelta(hours=1))], "code.expired"),
        ([a_code(tries=TRIES)], "code.locked"),
        ([a_code(2, tries=TRIES), a_code(1, tries=TRIES), a_code(3)], "code.locked"),
    ],
)
def test_without_a_code_that_may_be_tried_nothing_is_compared(codes: list[SentCode], key: str) -> None:
    with pytest.raises(Refused, match=key):
        admit_try(codes, NOON)


def test_the_two_newest_codes_may_be_tried() -> None:
    codes = [a_code(4, used=True), a_code(3), a_code(2, tries=4), a_code(1)]

    assert admit_try(codes, NOON) == tuple(codes[1:3])

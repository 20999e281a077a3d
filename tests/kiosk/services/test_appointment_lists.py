"""Lists of appointments: line by line, twice without a change, and whatever somebody put into the file."""

from __future__ import annotations

from collections import Counter as Tally
from collections.abc import Sequence
from contextlib import suppress
from datetime import UTC, datetime
from typing import get_args
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kiosk.adapters.appointment_lists import read_list
from kiosk.domain.appointment import NOTE_LIMIT, Source
from kiosk.domain.appointment_list import Listed, instant, tidy
from kiosk.domain.bilingual import Language
from kiosk.domain.errors import Refused
from kiosk.domain.request import Request, RequestState
from kiosk.services import appointment_lists, appointments
from kiosk.services.appointment_lists import Outcome
from kiosk.services.desk import Desk
from kiosk.services.importing import Portal
from kiosk.words import Words
from tests.kiosk.services.expecting import WEDNESDAY, arrive, at, expect, with_hours
from tests.kiosk.services.office import Counter, events
from tests.kiosk.services.waiting_room import a_request

S = RequestState
HEAD = "code,start,minutes,service,note\n"


def take(desk: Desk, text: str) -> Sequence[Outcome]:
    return list(appointment_lists.take(desk, Portal("counter-1"), read_list(text.encode())))


def results(outcomes: Sequence[Outcome]) -> list[str]:
    return [each.problem.key if each.problem else each.result.value for each in outcomes]


def calendar(*events: str, method: str = "PUBLISH") -> str:
    blocks = "".join(f"BEGIN:VEVENT\n{each}\nEND:VEVENT\n" for each in events)
    text = f"BEGIN:VCALENDAR\nVERSION:2.0\nPRODID:portal\nMETHOD:{method}\n{blocks}END:VCALENDAR\n"
    return text.replace("\n", "\r\n")


def person_code(desk: Desk, request: Request) -> str:
    return desk.store.read(lambda work: work.people.file(request.subject_id)).person.national_code


def test_each_line_of_a_table_is_taken_or_refused_for_its_own_reason(counter: Counter) -> None:
    desk = with_hours(counter.desk, at_once=1)
    requests = [a_request(desk, number) for number in range(1, 6)]
    over = a_request(desk, 6, S.DELIVERED)
    code = [each.tracking_code for each in requests]
    lines = {
        f"{code[0]},2026-11-25 10:15,20,student,=HYPERLINK(1) \u202eabc": "accepted",
        f"{code[0]},2026-11-25 12:00,,,": "list.doubled",
        f"{person_code(desk, requests[1])},1405/09/04 ۱۱:۰۰,,,": "accepted",
        f"{code[2]},2026-11-25 10:30,,,": "appointment.full",
        f"{code[2]},2026-11-23 10:30,,,": "list.doubled",
        f"{code[3]},2026-11-23 10:30,,,": "appointment.past",
        f"{code[4]},2026-11-28 10:30,,,": "appointment.closed",
        f"{over.tracking_code},2026-11-25 09:00,,,": "queue.request-over",
        "7KQ2M9XWT4RB,2026-11-25 09:00,,,": "tracking-code.check",
        "sara,2026-11-25 09:00,,,": "list.no-code",
        f"{code[4]},tomorrow,,,": "list.start",
        f"{code[4]},2026-11-25 09:00,9999,,": "list.minutes",
        f"{code[4]},2026-11-25 09:00,,passport,": "list.other-service",
        f"{code[4]},2026-11-25 09:00,,tennis,": "list.service",
        "0000000000,2026-11-25 09:00,,,": "national-code.all-equal",
    }

    first = take(desk, HEAD + "\n".join(lines))

    assert results(first) == list(lines.values())
    assert [each.line for each in first] == list(range(2, 2 + len(lines)))
    booked = desk.store.read(lambda work: work.appointments.booked_for(requests[0].id))
    assert booked is not None
    assert (booked.starts_at, booked.minutes, booked.source) == (at(desk, 10, 15), 20, Source.FILE)
    assert booked.note == "=HYPERLINK(1) abc"
    before = len(events(desk))
    again = take(desk, HEAD + "\n".join(lines))
    assert [each for each in results(again) if each in ("accepted", "moved")] == []
    assert Tally(results(again))["already"] == 2
    assert len(events(desk)) == before, "Nothing was written."


def test_a_later_list_moves_and_calls_off_and_an_officers_word_stands(counter: Counter) -> None:
    desk = with_hours(counter.desk)
    first, second, third = (a_request(desk, number) for number in (1, 2, 3))
    ten = f"{HEAD}{first.tracking_code},2026-11-25T10:00,,,\n{second.tracking_code},2026-11-25T10:00+03:30,,,"
    early = f"{HEAD}{third.tracking_code},2026-11-24 12:00,,,"
    assert results(take(desk, ten)) == ["accepted", "appointment.hours"]
    assert results(take(desk, ten.replace("10:00,", "11:00,"))) == ["moved", "appointment.hours"]
    assert results(take(desk, early)) == ["accepted"]

    expect(desk, counter.clerk, first, at(desk, 12))
    arrive(desk, counter.clerk, third)

    assert results(take(desk, ten.replace("10:00,", "11:00,")))[0] == "already"
    assert results(take(desk, early)) == ["already"]
    booked = desk.store.read(lambda work: work.appointments.booked_for(first.id))
    assert booked is not None
    assert booked.starts_at == at(desk, 12)
    # What an officer moved away from was in no list, and a list may name it.
    expect(desk, counter.clerk, first, at(desk, 12, 30))
    assert results(take(desk, ten.replace("10:00,", "12:00,")))[0] == "moved"


def test_a_calendar_is_read_with_its_time_zones(counter: Counter) -> None:
    desk = with_hours(counter.desk)
    requests = [a_request(desk, number) for number in range(1, 5)]
    code = [each.tracking_code for each in requests]
    berlin = (
        f"UID:a@portal\nSUMMARY:Visit {code[0]}\nDTSTART;TZID=Europe/Berlin:20261125T101500\nDURATION:PT20M"
    )
    utc = f"UID:b\nX-TRACKING-CODE:{code[1]}\nDTSTART:20261125T093000Z\nDTEND:20261125T094500Z"
    floating = f"UID:c\nDESCRIPTION:code {code[2]}\nDTSTART:20261125T120000"
    odd = (
        f"UID:d\nSUMMARY:{code[3]}\nDTSTART;TZID=Moon/Crater:20261125T120000",
        f"UID:e\nSUMMARY:{code[3]}\nDTSTART;VALUE=DATE:20261125",
        f"UID:f\nSUMMARY:{code[3]}\nDTSTART:20261125T120000\nRRULE:FREQ=SECONDLY",
        f"UID:g\nSUMMARY:{code[3]}\nDTSTART:20261399T120000",
        "UID:h\nSUMMARY:nobody\nDTSTART:20261125T120000",
        f"UID:i\nSUMMARY:{code[3]}\nDTSTART:20261125T120000Z\nDTEND:20261125T110000Z",
    )

    said = take(desk, calendar(berlin, utc, floating, *odd))

    assert results(said) == [
        *["accepted"] * 3,
        "list.zone", "list.no-time", "list.recurring", "list.start", "list.no-code", "list.minutes",
    ]  # fmt: skip
    listed = appointments.of_day(desk, counter.supervisor, WEDNESDAY)
    assert [(each.request.id, each.appointment.starts_at) for each in listed] == [
        (requests[0].id, at(desk, 10, 15)),
        (requests[1].id, at(desk, 10, 30)),
        (requests[2].id, at(desk, 12)),
    ]
    assert [each.appointment.uid for each in listed] == ["a@portal", "b", "c"]
    assert results(take(desk, calendar(berlin, utc, floating))) == ["already"] * 3
    expect(desk, counter.clerk, requests[0], at(desk, 11))
    assert results(take(desk, calendar(f"{berlin}\nSTATUS:CANCELLED"))) == ["already"]
    moved = berlin.replace("101500", "110000")
    assert results(take(desk, calendar(f"{moved}\nSTATUS:CANCELLED"))) == ["called-off"]
    assert results(take(desk, calendar(utc, method="CANCEL"))) == ["called-off"]
    assert results(take(desk, calendar(utc, method="CANCEL"))) == ["already"]


@pytest.mark.parametrize(
    ("content", "key"),
    [
        (b" \r\n", "list.empty"),
        (b"\xef\xbb\xbf", "list.empty"),
        ((HEAD + 'a,b,,,"x\nc,d,,,\ne,f,,,\n').encode(), "list.damaged"),
        ("کد\n".encode("utf-16"), "list.encoding"),
        (b"name,day\nx,y\n", "list.headings"),
        (b"x" * 5_000_001, "list.too-large"),
        ((HEAD + "a,b,,,\n" * 5_001).encode(), "list.too-long"),
        (b"BEGIN:VCALENDAR\r\nBEGIN:VEVENT\r\nUID:1\r\n", "list.calendar"),
        (b"BEGIN:VCALENDAR\r\ngarbage\r\nEND:VCALENDAR", "list.calendar"),
    ],
)
def test_a_file_that_is_no_list_is_refused_as_a_whole(content: bytes, key: str) -> None:
    with pytest.raises(Refused) as refused:
        read_list(content)
    assert refused.value.key == key


def test_persian_headings_semicolons_and_a_byte_order_mark_are_understood() -> None:
    (line,) = read_list("\ufeffکد;زمان;یادداشت\n0012345679;1405/09/04 10:15;با همراه\n".encode())

    assert line == Listed(2, "0012345679", datetime(2026, 11, 25, 10, 15), note="با همراه")  # noqa: DTZ001 - the office's own


def test_an_hour_that_the_clock_leaves_out_is_no_time() -> None:
    zone = ZoneInfo("Europe/Berlin")
    with pytest.raises(Refused, match=r"list\.no-such-time"):
        instant(datetime(2027, 3, 28, 2, 30), zone)  # noqa: DTZ001 - the office's own
    assert instant(datetime(2027, 3, 28, 3, 30), zone) == datetime(2027, 3, 28, 1, 30, tzinfo=UTC)  # noqa: DTZ001 - likewise


@pytest.mark.parametrize("language", get_args(Language))
def test_the_ends_of_time_are_refused_with_a_sentence_and_the_later_lines_are_read(
    counter: Counter, language: Language
) -> None:
    desk = with_hours(counter.desk)
    code = [a_request(desk, number).tracking_code for number in (1, 2)]
    times = {
        "0001-01-01 00:30": "list.start",
        "0001-01-01T00:30+05:00": "list.start",
        "0001-01-01T00:30-05:00": "appointment.past",
        "9999-12-31T20:00": "appointment.far",
        "9999-12-31T23:59+00:00": "list.start",
        "9999-12-31T23:59-12:00": "list.start",
    }

    for when, key in times.items():
        found = take(desk, f"code,start\n{code[0]},{when}\n{code[1]},2026-11-25 10:00\n")
        assert results(found) in ([key, "accepted"], [key, "already"])
        assert found[0].problem is not None
        assert key not in Words(language).error(found[0].problem)


@given(st.text(max_size=300))
def test_no_note_keeps_what_could_move_a_screen(text: str) -> None:
    kept = tidy(text, NOTE_LIMIT)

    assert len(kept) <= NOTE_LIMIT
    assert kept == tidy(kept, NOTE_LIMIT)
    assert not any(ord(each) < 32 or each in "\u202e\u2066\u200b\x7f" for each in kept)


@given(st.binary(max_size=400) | st.text(max_size=200).map(lambda text: calendar(text).encode()))
def test_no_bytes_break_the_reader(content: bytes) -> None:
    lines: Sequence[Listed] = ()
    with suppress(Refused):
        lines = read_list(content)
    assert all(each.problem is not None or each.start is not None for each in lines)

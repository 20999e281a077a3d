"""The chain of the audit log: no byte of it can change unnoticed."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import UTC, datetime, timedelta, timezone

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from kiosk.domain.audit import (
    GENESIS,
    AuditEvent,
    Detail,
    Fault,
    canonical,
    combined_head,
    first_fault,
    link,
    milliseconds,
)
from tests.makers import OFFICE

Heads = dict[str, tuple[int, bytes]]
LENGTH = 4
EPOCH = datetime(1970, 1, 1, tzinfo=UTC)


def a_chain(name: str = "counter-1", length: int = LENGTH) -> list[AuditEvent]:
    events: list[AuditEvent] = []
    for seq in range(1, length + 1):
        event = AuditEvent(
            chain=name,
            seq=seq,
            at_ms=1_795_000_000_000 + seq,
            actor="clerk1",
            station="counter-1",
            action="request:document:judged",
            subject=f"subject-{seq}",
            details=canonical({"line": seq, "what": "همه"}),
            prev=events[-1].hash if events else GENESIS,
            hash=b"",
        )
        events.append(replace(event, hash=link(OFFICE, event)))
    return events


def heads_of(*chains: list[AuditEvent]) -> Heads:
    return {chain[-1].chain: (chain[-1].seq, chain[-1].hash) for chain in chains}


CHAIN = a_chain()
HEADS = heads_of(CHAIN)

places = st.integers(0, LENGTH - 1)
changes: dict[str, Callable[[AuditEvent], AuditEvent]] = {
    "at_ms": lambda event: replace(event, at_ms=event.at_ms + 1),
    "actor": lambda event: replace(event, actor=event.actor + "x"),
    "station": lambda event: replace(event, station=event.station + "x"),
    "action": lambda event: replace(event, action=event.action + "x"),
    "subject": lambda event: replace(event, subject=event.subject + "x"),
    "details": lambda event: replace(event, details=event.details + " "),
}


def test_an_untouched_chain_is_right_to_its_end() -> None:
    assert first_fault(OFFICE, CHAIN, HEADS) == (LENGTH, None)


def test_an_empty_log_is_right() -> None:
    assert first_fault(OFFICE, [], {}) == (0, None)


@given(places, st.sampled_from(sorted(changes)))
def test_a_changed_fact_is_found_at_its_entry(at: int, field: str) -> None:
    changed = [*CHAIN[:at], changes[field](CHAIN[at]), *CHAIN[at + 1 :]]

    assert first_fault(OFFICE, changed, HEADS) == (at, Fault("counter-1", at + 1, "altered"))


@given(places, st.sampled_from(["actor", "station", "action", "subject", "details"]), st.data())
def test_one_changed_byte_of_a_text_is_found_at_its_entry(at: int, field: str, data: st.DataObject) -> None:
    text = getattr(CHAIN[at], field).encode()
    byte = data.draw(st.integers(0, len(text) - 1))
    other = data.draw(st.integers(0, 127).filter(lambda value: value != text[byte]))
    altered = (text[:byte] + bytes([other]) + text[byte + 1 :]).decode("utf-8", "surrogateescape")
    changed = [*CHAIN]
    changed[at] = replace(CHAIN[at], **{field: altered.encode("utf-8", "replace").decode()})

    assert first_fault(OFFICE, changed, HEADS) == (at, Fault("counter-1", at + 1, "altered"))


@given(places, st.integers(0, 255))
def test_one_changed_bit_of_a_hash_is_found_at_its_entry(at: int, bit: int) -> None:
    flipped = bytearray(CHAIN[at].hash)
    flipped[bit // 8] ^= 1 << bit % 8
    changed = [*CHAIN[:at], replace(CHAIN[at], hash=bytes(flipped)), *CHAIN[at + 1 :]]

    assert first_fault(OFFICE, changed, HEADS) == (at, Fault("counter-1", at + 1, "altered"))


@given(places, st.integers(0, 255))
def test_one_changed_bit_of_a_link_is_found_at_its_entry(at: int, bit: int) -> None:
    flipped = bytearray(CHAIN[at].prev)
    flipped[bit // 8] ^= 1 << bit % 8
    changed = [*CHAIN[:at], replace(CHAIN[at], prev=bytes(flipped)), *CHAIN[at + 1 :]]

    assert first_fault(OFFICE, changed, HEADS) == (at, Fault("counter-1", at + 1, "broken-link"))


@given(places)
def test_an_entry_whose_hash_was_made_to_fit_breaks_the_link_of_the_next(at: int) -> None:
    lie = replace(CHAIN[at], actor="clerk2")
    changed = [*CHAIN[:at], replace(lie, hash=link(OFFICE, lie)), *CHAIN[at + 1 :]]

    count, fault = first_fault(OFFICE, changed, HEADS)

    if at == LENGTH - 1:
        assert (count, fault) == (LENGTH, Fault("counter-1", LENGTH + 1, "cut"))
    else:
        assert (count, fault) == (at + 1, Fault("counter-1", at + 2, "broken-link"))


@given(st.integers(0, LENGTH - 2))
def test_a_deleted_entry_is_missing(at: int) -> None:
    assert first_fault(OFFICE, CHAIN[:at] + CHAIN[at + 1 :], HEADS) == (
        at,
        Fault("counter-1", at + 1, "missing"),
    )


@given(st.integers(0, LENGTH - 1))
def test_a_cut_end_is_found_by_the_recorded_head(kept: int) -> None:
    assert first_fault(OFFICE, CHAIN[:kept], HEADS) == (kept, Fault("counter-1", kept + 1, "cut"))


@given(places, places)
def test_swapped_entries_are_found(first: int, second: int) -> None:
    if first == second:
        return
    changed = [*CHAIN]
    changed[first], changed[second] = changed[second], changed[first]

    at = min(first, second)

    assert first_fault(OFFICE, changed, HEADS) == (at, Fault("counter-1", at + 1, "missing"))


def test_entries_beyond_the_head_are_found() -> None:
    count, fault = first_fault(OFFICE, CHAIN, {"counter-1": (LENGTH - 1, CHAIN[-2].hash)})

    assert (count, fault) == (LENGTH, Fault("counter-1", LENGTH, "cut"))


def test_a_chain_without_a_head_is_found() -> None:
    count, fault = first_fault(OFFICE, CHAIN, {})

    assert (count, fault) == (LENGTH, Fault("counter-1", LENGTH + 1, "cut"))


def test_a_head_without_its_chain_is_found() -> None:
    other = a_chain("counter-2", 2)

    assert first_fault(OFFICE, CHAIN, heads_of(CHAIN, other)) == (LENGTH, Fault("counter-2", 1, "cut"))


@given(st.integers(1, 3), st.integers(1, 3))
def test_each_chain_is_checked_by_itself(first: int, second: int) -> None:
    one, two = a_chain("counter-1", first), a_chain("counter-2", second)

    assert first_fault(OFFICE, [*one, *two], heads_of(one, two)) == (first + second, None)


def test_an_entry_of_another_chain_does_not_fit() -> None:
    one, two = a_chain("counter-1", 2), a_chain("counter-2", 2)
    moved = replace(two[1], chain="counter-1", seq=2)

    assert first_fault(OFFICE, [one[0], moved], heads_of(one)) == (
        1,
        Fault("counter-1", 2, "broken-link"),
    )


def test_the_log_of_another_office_does_not_fit() -> None:
    assert first_fault("724", CHAIN, HEADS) == (0, Fault("counter-1", 1, "altered"))


details = st.dictionaries(
    st.text(min_size=1, max_size=6),
    st.none() | st.booleans() | st.integers() | st.text(max_size=8),
    max_size=5,
)


@given(details)
def test_the_order_of_the_details_does_not_matter(facts: dict[str, Detail]) -> None:
    backwards = dict(reversed(list(facts.items())))

    assert canonical(facts) == canonical(backwards)


@given(st.dictionaries(st.text("aب", min_size=1, max_size=4), st.integers() | st.text('aب"\\,:', max_size=6)))
def test_canonical_details_lose_nothing(facts: Mapping[str, Detail]) -> None:
    assert json.loads(canonical(facts)) == facts


def test_two_spellings_of_one_letter_are_one_detail() -> None:
    assert canonical({"what": "é"}) == canonical({"what": "e\u0301"})


whole_milliseconds = st.integers(0, 4_000_000_000_000)


@given(whole_milliseconds, st.integers(0, 999))
@example(2_147_486_798_364, 0)  # From 2038 on, a float of seconds falls a little short.
def test_a_moment_is_its_milliseconds_and_what_is_finer_is_cut(whole: int, finer: int) -> None:
    moment = EPOCH + timedelta(milliseconds=whole, microseconds=finer)

    assert milliseconds(moment) == whole


@given(whole_milliseconds, st.integers(-14, 14))
def test_a_moment_is_the_same_in_every_time_zone(whole: int, hours: int) -> None:
    moment = EPOCH + timedelta(milliseconds=whole)

    assert milliseconds(moment.astimezone(timezone(timedelta(hours=hours)))) == whole


def test_a_naive_moment_is_no_moment() -> None:
    with pytest.raises(TypeError):
        milliseconds(datetime(2026, 11, 24))  # noqa: DTZ001 - the very thing that is refused


def test_the_combined_head_depends_on_every_chain_and_on_no_order() -> None:
    one, two = a_chain("counter-1"), a_chain("counter-2", 2)
    heads = heads_of(one, two)

    assert combined_head(heads) == combined_head(heads_of(two, one))
    assert len({combined_head(each) for each in (heads, heads_of(one), heads_of(two), {})}) == 4
    assert combined_head({"a": (1, bytes(32))}) != combined_head({"a": (2, bytes(32))})

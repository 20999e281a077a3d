"""What a clerk may say of a document, and what the verdicts add up to."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kiosk.domain.errors import Refused
from kiosk.domain.verification import (
    NEEDS_REASON,
    NOTE_LIMIT,
    FieldCheck,
    Judgement,
    OriginalCheck,
    Outcome,
    Slot,
    Verdict,
    Walk,
    deficient,
    judge,
    outcome,
)
from tests.makers import NOON, a_slot, request_id

V = Verdict
FINE = {V.MATCH, V.NOT_APPLICABLE}
EQUAL = FieldCheck("passport_no", "K00000001")
ON_SCAN = replace(EQUAL, scan_seen="K00000007")
ON_ORIGINAL = replace(EQUAL, original_seen="K00000007")

verdicts = st.sampled_from(Verdict)
blanks = st.text(" \t\n", max_size=5)
reasons = st.text(min_size=1, max_size=40).filter(str.strip)


def judged(verdict: Verdict | None, line: int = 1, mandatory: bool = True) -> Slot:
    slot = replace(a_slot(line), mandatory=mandatory)
    if verdict is None:
        return slot
    return replace(slot, check=OriginalCheck(1, Judgement(verdict), "clerk1", "counter-1", NOON))


walks = st.lists(verdicts, min_size=1, max_size=6).map(
    lambda each: [judged(verdict, line) for line, verdict in enumerate(each, 1)]
)


@given(st.sampled_from([ON_SCAN, ON_ORIGINAL]))
def test_a_match_that_names_a_difference_is_refused(differing: FieldCheck) -> None:
    with pytest.raises(Refused, match=r"^verdict\.fields-differ$"):
        judge(a_slot(), Judgement(V.MATCH, (EQUAL, differing)))


def test_a_match_with_a_failed_point_is_refused() -> None:
    with pytest.raises(Refused, match=r"^verdict\.fields-differ$"):
        judge(a_slot(), Judgement(V.MATCH, (EQUAL,), ("photo-fits",)))


def test_a_match_needs_no_reason() -> None:
    assert judge(a_slot(), Judgement(V.MATCH, (EQUAL,))) == Judgement(V.MATCH, (EQUAL,))


@given(blanks | reasons)
def test_a_mismatch_that_names_no_difference_is_refused_whatever_its_reason(reason: str) -> None:
    with pytest.raises(Refused, match=r"^verdict\.nothing-differs$"):
        judge(a_slot(), Judgement(V.MISMATCH, (EQUAL,), reason=reason))


@pytest.mark.parametrize(
    ("fields", "points"), [((ON_SCAN,), ()), ((ON_ORIGINAL,), ()), ((), ("photo-fits",))]
)
def test_a_mismatch_explains_itself_by_what_differs(
    fields: tuple[FieldCheck, ...], points: tuple[str, ...]
) -> None:
    said = Judgement(V.MISMATCH, fields, points)

    assert judge(a_slot(), said) == said


@given(st.sampled_from(sorted(NEEDS_REASON - {V.MISMATCH})), blanks)
def test_a_verdict_that_the_documents_do_not_explain_needs_a_reason(verdict: Verdict, reason: str) -> None:
    with pytest.raises(Refused, match=r"^verdict\.reason-required$"):
        judge(replace(a_slot(), mandatory=False), Judgement(verdict, reason=reason))


@given(verdicts, reasons)
def test_a_reason_is_stored_without_blanks_around_it(verdict: Verdict, reason: str) -> None:
    points = ("photo-fits",) if verdict is V.MISMATCH else ()
    slot = replace(a_slot(), mandatory=False)

    said = judge(slot, Judgement(verdict, failed_points=points, reason=f" {reason}\n"))

    assert said.reason == reason.strip()


def test_a_missing_original_explains_itself() -> None:
    assert judge(a_slot(), Judgement(V.ORIGINAL_MISSING)).reason == ""


@given(reasons)
def test_a_mandatory_document_always_applies(reason: str) -> None:
    with pytest.raises(Refused, match=r"^verdict\.mandatory$"):
        judge(a_slot(), Judgement(V.NOT_APPLICABLE, reason=reason))


@given(verdicts)
def test_a_reason_of_the_limit_is_taken_and_one_letter_more_is_refused(verdict: Verdict) -> None:
    points = ("photo-fits",) if verdict is V.MISMATCH else ()
    slot = replace(a_slot(), mandatory=False)
    longest = Judgement(verdict, failed_points=points, reason="ب" * NOTE_LIMIT)

    assert judge(slot, longest) == longest
    with pytest.raises(Refused, match=r"^verdict\.note-too-long$") as refused:
        judge(slot, replace(longest, reason=longest.reason + "ب"))
    assert refused.value.details == {"limit": NOTE_LIMIT}


@given(walks)
def test_a_doubt_outweighs_everything_then_what_is_missing(slots: list[Slot]) -> None:
    said = {slot.verdict for slot in slots}

    result = outcome(slots)

    assert (result is Outcome.DOUBT) is (V.DOUBT in said)
    assert (result is Outcome.COMPLETE) is (not deficient(slots))


@given(walks, st.data())
def test_a_walk_with_an_open_document_has_no_outcome(slots: list[Slot], data: st.DataObject) -> None:
    line = data.draw(st.integers(1, len(slots)))
    slots[line - 1] = judged(None, line)

    with pytest.raises(Refused, match=r"^walk\.unfinished$") as refused:
        outcome(slots)
    assert refused.value.details == {"line": line}


def test_a_request_without_documents_is_never_complete_by_itself() -> None:
    with pytest.raises(Refused, match=r"^walk\.no-such-document$"):
        outcome([])


@given(st.lists(st.none() | verdicts, max_size=6))
def test_the_deficient_documents_are_those_with_a_verdict_that_is_not_fine(
    said: list[Verdict | None],
) -> None:
    slots = [judged(verdict, line) for line, verdict in enumerate(said, 1)]

    assert [slot.line for slot in deficient(slots)] == [
        line for line, verdict in enumerate(said, 1) if verdict is not None and verdict not in FINE
    ]


@given(st.lists(st.none() | verdicts, max_size=6))
def test_the_walk_goes_on_at_the_first_document_without_a_verdict(said: list[Verdict | None]) -> None:
    slots = tuple(judged(verdict, line) for line, verdict in enumerate(said, 1))
    walk = Walk(request_id(), "CODE", "STU-02", slots)

    expected = said.index(None) + 1 if None in said else None

    assert walk.next_line == expected

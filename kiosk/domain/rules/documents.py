"""Rules that the verification walk has answered already: they are read off its verdicts, never asked again.

Source: domain.md 2.0 (R4 to R8), 2.4, 3.3, 3.4, 4.2.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import timedelta

from kiosk.domain.bilingual import Bilingual
from kiosk.domain.names import NameMatch, compare
from kiosk.domain.person import PermitKind
from kiosk.domain.rule import Weight
from kiosk.domain.rules.case import Case
from kiosk.domain.rules.finding import (
    ASK,
    LATER,
    MET,
    NOT_APPLICABLE,
    Finding,
    ask,
    broken,
    listed,
    said,
    seen,
)
from kiosk.domain.verification import FieldCheck, Slot, Verdict

WITH_PHOTO = 15
"""Years.  Source: rule R4 of domain.md."""


@dataclass(frozen=True, slots=True)
class Points:
    """The inspection points by which a rule is judged."""

    points: frozenset[str]
    kinds: frozenset[str] = frozenset()
    """The documents they count on; empty: on any."""

    def concern(self, slot: Slot) -> bool:
        return not self.kinds or slot.kind in self.kinds


_STUDY_PAPERS = frozenset({"enrolment-certificate", "university-paper"})

POINTS: Mapping[str, Points] = {
    "photo": Points(
        frozenset({"recent-photo", "full-face", "nothing-on-face", "hijab", "photo-size"}),
        frozenset({"portrait"}),
    ),
    "booklet-photo": Points(frozenset({"booklet-photo"}), frozenset({"birth-booklet", "parents-booklets"})),
    "clean-document": Points(frozenset({"no-erasure"})),
    "no-web-print": Points(
        frozenset({"is-certificate", "responsible-officer", "seal-signature"}), _STUDY_PAPERS
    ),
    "certificate-fresh": Points(frozenset({"recent-date"}), frozenset({"enrolment-certificate"})),
    "permit-valid": Points(frozenset({"not-expired"}), frozenset({"residence-permit"})),
    "residence-in-iran": Points(frozenset({"residence-entry"}), frozenset({"passport"})),
    "residence-abroad": Points(frozenset({"residence-entry"}), frozenset({"passport"})),
    "duplicate-booklet": Points(frozenset({"not-duplicate"}), frozenset({"birth-booklet"})),
}
"""Rule → the points whose failing says that it is broken."""

NAMES = frozenset({"full_name_fa", "full_name_lat"})
"""Fields of documents that hold the applicant's name."""


def looked_at(case: Case, rule: str) -> Finding:
    """What the walk found of the points that belong to the rule."""
    points = POINTS[rule]
    concerned = [slot for slot in case.slots if points.concern(slot)]
    wrong = [
        case.name_of(slot.kind)
        for slot in concerned
        if slot.check and points.points & set(slot.check.judgement.failed_points)
    ]
    if wrong:
        return seen(said("دیده شد در: {documents}", "seen on: {documents}", documents=listed(wrong)))
    return _unseen([slot.verdict for slot in concerned])


def _unseen(verdicts: list[Verdict | None]) -> Finding:
    """Of documents on which nothing is wrong with what the rule looks at."""
    if not [each for each in verdicts if each is not Verdict.NOT_APPLICABLE]:
        return NOT_APPLICABLE
    could_not_look = (None, Verdict.ORIGINAL_MISSING, Verdict.UNREADABLE, Verdict.DOUBT)
    return LATER if any(each in could_not_look for each in verdicts) else MET


def photo(case: Case) -> Finding:
    return looked_at(case, "photo")


def booklet_photo(case: Case) -> Finding:
    """Of a child's request the parents' booklets are looked at, of any other the holder's own."""
    own = case.slot("birth-booklet") is not None
    return NOT_APPLICABLE if own and case.age < WITH_PHOTO else looked_at(case, "booklet-photo")


def clean_document(case: Case) -> Finding:
    return looked_at(case, "clean-document")


def no_web_print(case: Case) -> Finding:
    return looked_at(case, "no-web-print")


def duplicate_booklet(case: Case) -> Finding:
    return looked_at(case, "duplicate-booklet")


def certificate_fresh(case: Case) -> Finding:
    """By its date where the request states it, and by what the clerk saw."""
    dated, limit = case.day("certificate_date"), case.limits.fresh_certificate_days
    if dated is not None and dated < case.today - timedelta(days=limit):
        return broken(
            said(
                "تاریخ گواهی {day} است؛ بیش از {limit} روز پیش",
                "the certificate is of {day}, more than {limit} days ago",
                day=dated,
                limit=limit,
            )
        )
    return looked_at(case, "certificate-fresh")


def permit_valid(case: Case) -> Finding:
    """By the register's dates and by the permit itself; one that ends soon is a warning."""
    found = looked_at(case, "permit-valid")
    permit = case.subject.permit
    if found.by_walk:
        return found
    if permit is None or permit.kind is PermitKind.NONE:
        return found if found is MET else ASK
    if permit.valid_to is None:
        # A citizen of the country needs none.
        return MET
    if permit.valid_to < case.today:
        return broken(
            said("مجوز اقامت در {day} پایان یافته است", "the permit ran out on {day}", day=permit.valid_to)
        )
    if permit.valid_to <= case.today + timedelta(days=case.limits.permit_warning_days):
        return broken(
            said("مجوز اقامت تا {day} معتبر است", "the permit is valid until {day}", day=permit.valid_to),
            Weight.ADVISES,
        )
    return MET


def names_equal(case: Case) -> Finding:
    """The classes of domain.md 3.4: what looks equal passes; a near spelling is for the clerk to judge."""
    worst, where = NameMatch.EQUAL, []
    for slot, check in _names_that_differ(case):
        found = _match(check)
        if found.needs_reason:
            where.append(
                said(
                    "{document}: {name}",
                    "{document}: {name}",
                    document=case.name_of(slot.kind),
                    name=_read(check),
                )
            )
            worst = max(worst, found, key=list(NameMatch).index)
    if worst is NameMatch.DIFFERENT:
        return seen(listed(where))
    if where:
        return ask(listed(where))
    return LATER if any(slot.check is None for slot in case.slots) else MET


def only_spelt_otherwise(check: FieldCheck) -> bool:
    """Whether a field is a name that a clerk may pass as the same."""
    return check.field in NAMES and _match(check) is not NameMatch.DIFFERENT


def _names_that_differ(case: Case) -> Iterator[tuple[Slot, FieldCheck]]:
    for slot, judgement in case.judged():
        for check in judgement.fields:
            if check.differs and check.field in NAMES:
                yield slot, check


def _match(check: FieldCheck) -> NameMatch:
    read = (check.scan_seen, check.original_seen)
    matches = [compare(check.expected, each) for each in read if each is not None]
    return max(matches, key=list(NameMatch).index, default=NameMatch.EQUAL)


def _read(check: FieldCheck) -> str:
    return check.original_seen or check.scan_seen or ""


def held_by_a_paper(case: Case, kind: str, missing: Bilingual) -> Finding | None:
    """What a document that must be there says; None: it is not among those of the request, or not due."""
    if case.awaits(kind):
        return LATER
    if case.lacks(kind):
        return seen(missing)
    return MET if case.said_of(kind) is Verdict.MATCH else None

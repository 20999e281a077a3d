"""What an applicant is told is missing: documents first, then the rules that are not met."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from kiosk.domain.bilingual import Bilingual
from kiosk.domain.catalogue import DocumentKind
from kiosk.domain.course import RequestState
from kiosk.domain.paper import Deficiency
from kiosk.domain.request import Request
from kiosk.domain.rules.deciding import excused, named_on_the_slip
from kiosk.domain.rules.finding import Flag
from kiosk.domain.verification import Judgement, Slot, Verdict, deficient
from kiosk.services.desk import Desk
from kiosk.services.ports import Work

REASONS: Mapping[Verdict, Bilingual] = {
    Verdict.MISMATCH: Bilingual("با اطلاعات درخواست مغایرت دارد", "differs from the request"),
    Verdict.ORIGINAL_MISSING: Bilingual("اصل مدرک ارائه نشد", "the original was not presented"),
    Verdict.UNREADABLE: Bilingual("خوانا نیست", "cannot be read"),
}
"""What a slip says to the applicant; a request in doubt has none (domain.md 4.2)."""
NOT_MET = Bilingual("برآورده نشد", "not met")
ANSWERS = Bilingual("اطلاعات درخواست", "The answers of the request")
TO_CORRECT = Bilingual("باید اصلاح شود", "to be put right")
LACKING = frozenset({RequestState.INCOMPLETE, RequestState.RETURNED_FOR_CORRECTION})
"""States in which a request waits for what its slip names."""


def deficiencies(desk: Desk, slots: Sequence[Slot], flags: Sequence[Flag]) -> tuple[Deficiency, ...]:
    """In the order of the documents, then of the rules."""
    lacking = deficient(slots, excused(slots, flags))
    judgements = [(slot, slot.check.judgement) for slot in lacking if slot.check]
    documents = (_document(desk, slot, said) for slot, said in judgements if said.verdict in REASONS)
    rules = (Deficiency(flag.rule.text, flag.because or NOT_MET) for flag in named_on_the_slip(flags))
    return (*documents, *rules)


def to_correct(work: Work, request: Request) -> tuple[Deficiency, ...]:
    """What a returned request was returned for: in the clerk's words, or in those of the centre."""
    if request.state is not RequestState.RETURNED_FOR_CORRECTION:
        return ()
    last = work.requests.history(request.id)[-1]
    reply = work.letters.about(request.id)[-1].reply if last.before is RequestState.SENT else None
    return (Deficiency(ANSWERS, TO_CORRECT, reply.text if reply else last.reason),)


def _document(desk: Desk, slot: Slot, judgement: Judgement) -> Deficiency:
    kind = desk.catalogue.document(slot.kind)
    reason = REASONS[judgement.verdict]
    differing = _differing(kind, judgement)
    if differing:
        reason = Bilingual(
            f"{reason.fa}: {'، '.join(label.fa for label in differing)}",
            f"{reason.en}: {', '.join(label.en for label in differing)}",
        )
    return Deficiency(kind.name, reason, judgement.reason)


def _differing(kind: DocumentKind, judgement: Judgement) -> list[Bilingual]:
    """What differs, fields and then points, as they stand on the document.

    An id that has left the catalogue since names itself.
    """
    labels = {field.id: field.label for field in kind.fields}
    points = {point.id: point.text for point in kind.points}
    seen = {check.field for check in judgement.fields if check.differs}
    fields = [name for name in labels if name in seen] + sorted(seen - labels.keys())
    return [labels.get(name, Bilingual(name, name)) for name in fields] + [
        points.get(name, Bilingual(name, name)) for name in judgement.failed_points
    ]

"""What an applicant is told is missing: documents first, then the rules that are not met."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from kiosk.domain.bilingual import Bilingual
from kiosk.domain.catalogue import DocumentKind
from kiosk.domain.paper import Deficiency
from kiosk.domain.rules.deciding import excused, named_on_the_slip
from kiosk.domain.rules.finding import Flag
from kiosk.domain.verification import Judgement, Slot, Verdict, deficient
from kiosk.services.desk import Desk

REASONS: Mapping[Verdict, Bilingual] = {
    Verdict.MISMATCH: Bilingual("با اطلاعات درخواست مغایرت دارد", "differs from the request"),
    Verdict.ORIGINAL_MISSING: Bilingual("اصل مدرک ارائه نشد", "the original was not presented"),
    Verdict.UNREADABLE: Bilingual("خوانا نیست", "cannot be read"),
}
"""What a slip says to the applicant; a request in doubt has none (domain.md 4.2)."""
NOT_MET = Bilingual("برآورده نشد", "not met")


def deficiencies(desk: Desk, slots: Sequence[Slot], flags: Sequence[Flag]) -> tuple[Deficiency, ...]:
    """In the order of the documents, then of the rules."""
    lacking = deficient(slots, excused(slots, flags))
    judgements = [(slot, slot.check.judgement) for slot in lacking if slot.check]
    documents = (_document(desk, slot, said) for slot, said in judgements if said.verdict in REASONS)
    rules = (Deficiency(flag.rule.text, flag.because or NOT_MET) for flag in named_on_the_slip(flags))
    return (*documents, *rules)


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

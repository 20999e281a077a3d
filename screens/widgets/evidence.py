"""Every document of a request with its verdict and what differed."""

from __future__ import annotations

from collections.abc import Iterable

from textual.content import Content

from kiosk.domain.catalogue import Catalogue, DocumentKind
from kiosk.domain.verification import Slot
from kiosk.words import Words
from screens.terminal.clean import plain
from screens.widgets.verdicts import mark


def evidence(words: Words, catalogue: Catalogue, slots: Iterable[Slot]) -> Content:
    """One block a document: sign, name, verdict; below it each difference and the reason."""
    return Content("\n").join(
        line for slot in slots for line in _document(words, catalogue.document(slot.kind), slot)
    )


def _document(words: Words, kind: DocumentKind, slot: Slot) -> list[Content]:
    verdict = words("no verdict yet") if slot.verdict is None else words.label(slot.verdict.value)
    lines = [
        Content.assemble(
            mark(slot.verdict), "  ", plain(words.pick(kind.name)).stylize("bold"), "  ", plain(verdict)
        )
    ]
    if slot.check is None:
        return lines
    said = slot.check.judgement
    labels = {field.id: words.pick(field.label) for field in kind.fields}
    points = {point.id: words.pick(point.text) for point in kind.points}
    for check in said.fields:
        for place, seen in ((words("scan"), check.scan_seen), (words("original"), check.original_seen)):
            if seen is not None:
                label = labels.get(check.field, check.field)
                expected, found = words.seen(check.expected), words.seen(seen)
                lines.append(plain(f"     {label}: {expected} ≠ {found} ({place})"))
    lines += [plain(f"     ✗ {points.get(point, point)}") for point in said.failed_points]
    if said.reason:
        lines.append(plain(f"     {said.reason}").stylize("italic"))
    return lines

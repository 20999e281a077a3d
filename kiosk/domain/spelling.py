"""Names that passed although a paper spells them otherwise, for the note on the certificate.

Source: domain.md 3.4, 4.2.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from kiosk.domain.bilingual import Bilingual
from kiosk.domain.names import compare
from kiosk.domain.rules import finding
from kiosk.domain.rules.documents import only_spelt_otherwise
from kiosk.domain.verification import FieldCheck, Slot, Verdict
from kiosk.text.bidi import isolate


@dataclass(frozen=True, slots=True)
class Spelling:
    """One name in the request's spelling, and in that of some papers."""

    expected: str
    read: str
    kinds: tuple[str, ...]
    """The documents that spell it so."""

    def said(self, papers: Iterable[Bilingual]) -> Bilingual:
        """The note; `papers`: the names of the documents."""
        return finding.said(
            "در {papers}: «{read}»؛ همان «{name}» است",
            "{papers}: “{read}”, the same name as “{name}”",
            papers=finding.listed(papers),
            read=_apart(self.read),
            name=_apart(self.expected),
        )


def spellings(slots: Sequence[Slot]) -> tuple[Spelling, ...]:
    """Of a request that was approved, in the order of its documents."""
    found: dict[tuple[str, str], list[str]] = {}
    for slot in slots:
        for check in _names(slot):
            for read in (check.original_seen, check.scan_seen):
                if read is not None and compare(check.expected, read).needs_reason:
                    found.setdefault((check.expected, read), []).append(slot.kind)
    return tuple(Spelling(*names, tuple(dict.fromkeys(kinds))) for names, kinds in found.items())


def _apart(name: str) -> Bilingual:
    """Neither language's sentence turns round at a name of the other script."""
    return Bilingual(isolate(name), isolate(name))


def _names(slot: Slot) -> Iterator[FieldCheck]:
    if slot.check is not None and slot.verdict is Verdict.MISMATCH:
        yield from (check for check in slot.check.judgement.fields if only_spelt_otherwise(check))

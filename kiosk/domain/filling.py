"""A certificate's template filled with facts: holes, rows, and the parts that the facts call for."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from re import Match
from re import compile as pattern

from kiosk.domain.bilingual import Bilingual
from kiosk.domain.bill_list import bill_list
from kiosk.domain.certificate_kind import CertificateKind, CertificatePart, CertificateRow
from kiosk.domain.errors import Refused
from kiosk.domain.paper import PaperPart, Placed, Row

ANY = "*"

_HOLE = pattern(r"\{([a-z]+\.[a-z][a-z0-9_]*)\}")
_CONDITION = pattern(r"([a-z]+\.[a-z][a-z0-9_]*)(=|!=)([^ =!]+)")


@dataclass(frozen=True, slots=True)
class Known:
    """All that a certificate may speak of."""

    said: Mapping[str, Bilingual]
    """Fact → its words; what is unknown is left out."""
    labels: Mapping[str, Bilingual] = field(default_factory=dict)
    """What a fact that lacks is called to the clerk."""
    stored: Mapping[str, str] = field(default_factory=dict)
    """Fact → the answer as it is stored: a choice by its id, a list as it was typed."""


@dataclass(frozen=True, slots=True)
class Wording:
    """One certificate, filled in."""

    title: Bilingual
    body: Bilingual
    rows: tuple[Row, ...]
    parts: tuple[PaperPart, ...] = ()
    placed: tuple[Placed, ...] = ()
    """What is printed upon a numbered blank."""
    enclosure: Bilingual | None = None


def worded(kind: CertificateKind, known: Known) -> Wording:
    """A row of which nothing is known is left out; a sentence must be whole.

    Raises:
        Refused: "certificate.fact-missing" (details: fact, by its label if it has one), "bills.…".
    """
    places = kind.overlay.places if kind.overlay else ()
    return Wording(
        title=_filled(kind.title, known),
        body=_filled(kind.body, known),
        rows=_rows(kind.rows, known),
        parts=tuple(_part(part, known) for part in kind.parts if holds(part.when, known)),
        placed=tuple(
            Placed(each, each.text or known.said[each.source][each.language])
            for each in places
            if each.text or each.source in known.said
        ),
        enclosure=_filled(kind.enclosure, known) if kind.enclosure else None,
    )


def holds(when: str | None, known: Known) -> bool:
    """Whether a part is printed: `request.duration=*` (known at all), `request.delegation=yes|partly`,
    `request.reads!=no`; of several conditions all must hold.
    """
    return all(_holds(*condition, known) for condition in conditions(when))


def conditions(when: str | None) -> list[tuple[str, str, str]]:
    """Fact, `=` or `!=`, and value of each.

    Raises:
        ValueError: a condition cannot be read.
    """
    found = [_CONDITION.fullmatch(part) for part in (when or "").split()]
    if any(each is None for each in found):
        raise ValueError(when)
    return [(each[1], each[2], each[3]) for each in found if each]


def _holds(fact: str, sign: str, value: str, known: Known) -> bool:
    met = fact in known.said if value == ANY else known.stored.get(fact, "") in value.split("|")
    return met if sign == "=" else not met


def _part(part: CertificatePart, known: Known) -> PaperPart:
    across = known.said.get(part.across or "")
    return PaperPart(
        title=part.title,
        text=_filled(part.text, known) if part.text else None,
        rows=_rows(part.rows, known),
        across=across.fa if across else "",
        bills=bill_list(known.stored.get(part.bills, "")) if part.bills else None,
        signing=part.signing,
    )


def _rows(rows: tuple[CertificateRow, ...], known: Known) -> tuple[Row, ...]:
    return tuple(Row(row.label, known.said[row.source]) for row in rows if row.source in known.said)


def _filled(template: Bilingual, known: Known) -> Bilingual:
    return Bilingual(
        fill(template.fa, {name: value.fa for name, value in known.said.items()}, known.labels),
        fill(template.en, {name: value.en for name, value in known.said.items()}, known.labels),
    )


def fill(template: str, values: Mapping[str, str], labels: Mapping[str, Bilingual] | None = None) -> str:
    """The template with its {area.datum} holes filled; a value is never read as a template again.

    Raises:
        Refused: "certificate.fact-missing" (details: fact) for an unknown or empty value.
    """

    def value(hole: Match[str]) -> str:
        if text := values.get(hole[1], ""):
            return text
        raise Refused("certificate.fact-missing", fact=(labels or {}).get(hole[1], hole[1]))

    return _HOLE.sub(value, template)


def holes(template: str) -> tuple[str, ...]:
    return tuple(_HOLE.findall(template))


def has_stray_brace(template: str) -> bool:
    """Whether a brace stands outside a well-formed hole."""
    return any(brace in _HOLE.sub("", template) for brace in "{}")


def texts(kind: CertificateKind) -> Iterator[tuple[str, Bilingual, str | None]]:
    """Each text with {holes}: its place in the file, the text, and when it is printed."""
    yield "title", kind.title, None
    yield "body", kind.body, None
    if kind.enclosure:
        yield "enclosure", kind.enclosure, None
    for number, part in enumerate(kind.parts, start=1):
        if part.text:
            yield f"parts.{number}.text", part.text, part.when


def sources(kind: CertificateKind) -> Iterator[tuple[str, str]]:
    """Each fact that is named outside a text, and its place in the file."""
    for number, row in enumerate(kind.rows, start=1):
        yield row.source, f"rows.{number}.source"
    for number, part in enumerate(kind.parts, start=1):
        for at, row in enumerate(part.rows, start=1):
            yield row.source, f"parts.{number}.rows.{at}.source"
        for name, fact in (("across", part.across), ("bills", part.bills)):
            if fact:
                yield fact, f"parts.{number}.{name}"
    if kind.copies:
        yield kind.copies, "copies"
    for number, place in enumerate(kind.overlay.places if kind.overlay else (), start=1):
        if place.source:
            yield place.source, f"overlay.places.{number}.source"

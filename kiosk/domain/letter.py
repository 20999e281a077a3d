"""A letter to an applicant, put together from its words and its values."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from kiosk.domain.bilingual import Bilingual, Language
from kiosk.domain.letter_words import (
    AUTOMATIC,
    DEMONSTRATION,
    GREETING,
    ITEMS,
    ROWS,
    WORDINGS,
    WRITTEN,
)
from kiosk.domain.mail import CODES, Mail
from kiosk.domain.office import Office
from kiosk.domain.wording import said_date
from kiosk.text.bidi import isolate, isolate_ltr, strip_isolates
from kiosk.text.digits import to_persian

LATIN = frozenset({"code", "tracking_code"})
"""Values that read from left to right, with Latin digits, in either language."""


@dataclass(frozen=True, slots=True)
class Letter:
    """Ready to be set as text or as HTML; every value in it stands within isolates."""

    language: Language
    subject: str
    """Fixed words: nothing that anybody typed."""
    office: str
    head: tuple[str, ...]
    before: tuple[str, ...]
    code: str
    """Shown large on a line of its own; empty: the letter has none."""
    rows: tuple[tuple[str, str], ...]
    """Label and value."""
    items: tuple[str, ...]
    after: tuple[str, ...]
    foot: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class OutgoingMail:
    """A letter in its envelope.  The key stays the same however often it is tried."""

    key: UUID
    to: str
    letter: Letter
    at: datetime


def letter(mail: Mail, office: Office, written_at: datetime) -> Letter:
    """
    Raises:
        KeyError: a value that the words of this kind ask for is not given.
    """
    language, wording = mail.language, WORDINGS[mail.kind]
    given = {**mail.values, **mail.secret}
    values = {name: _line(name, text) for name, text in given.items() if name != ITEMS}
    if mail.until is not None:
        values |= _moment(mail.until, office, language)

    def said(sentences: tuple[Bilingual, ...]) -> tuple[str, ...]:
        return tuple(each[language].format_map(values) for each in sentences)

    return Letter(
        language=language,
        subject=wording.subject[language],
        office=office.name[language],
        head=tuple(line[language] for line in office.letterhead_lines),
        before=(GREETING[language], *said(wording.before)),
        code=values["code"] if mail.kind in CODES else "",
        rows=tuple((label[language], values[name]) for name, label in ROWS.items() if values.get(name)),
        items=tuple(_line(ITEMS, each) for each in given.get(ITEMS, "").splitlines() if each.strip()),
        after=said(wording.after),
        foot=tuple(_foot(office, written_at, language)),
    )


def _line(name: str, text: str) -> str:
    """One line within isolates, so that no value turns the sentence around it."""
    line = strip_isolates(" ".join(text.split()))
    return isolate_ltr(line) if name in LATIN else isolate(line)


def _moment(at: datetime, office: Office, language: Language) -> dict[str, str]:
    local = office.local(at)
    time = f"{local:%H:%M}"
    return {
        "day": isolate(said_date(local.date())[language]),
        "time": isolate_ltr(to_persian(time) if language == "fa" else time),
    }


def _foot(office: Office, written_at: datetime, language: Language) -> Iterator[str]:
    yield WRITTEN[language].format_map(_moment(written_at, office, language))
    yield AUTOMATIC[language]
    if office.demonstration:
        yield DEMONSTRATION[language]

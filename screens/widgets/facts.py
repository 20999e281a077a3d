"""A person's facts as aligned lines: label, then value."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, timedelta

from textual.content import Content

from kiosk.domain.card import PersonFile
from kiosk.domain.person import Permit
from kiosk.words import Words
from screens.terminal.clean import plain

EXPIRY_WARNING = timedelta(days=60)
"""Source: domain.md 3.3."""

Line = tuple[str, str, str]
"""Label, value, style of the value."""


def facts(lines: Iterable[Line]) -> Content:
    """Lines under each other, labels dimmed and of one width."""
    shown = [(plain(label), plain(value), style) for label, value, style in lines if value]
    width = max((label.cell_length for label, _, _ in shown), default=0)
    parts: list[Content] = []
    for label, value, style in shown:
        padding = Content(" " * (width - label.cell_length + 2))
        parts.append(
            Content.assemble(label.stylize("$text-muted"), padding, value.stylize(style) if style else value)
        )
    return Content("\n").join(parts)


def person_lines(words: Words, file: PersonFile) -> list[Line]:
    person = file.person
    names = (person.full_name_fa, person.full_name_lat)
    first, second = names if words.language == "fa" else names[::-1]
    lines = [
        (words("Name"), first, "bold"),
        (words("Latin name") if words.language == "fa" else words("Persian name"), second, ""),
        (words("National code"), person.national_code, "bold"),
        (words("Born"), words.series([words.day(person.birth_date), person.birth_place]), ""),
        (words("Father"), person.father, ""),
        (words("Passport"), person.passport_no, ""),
        (
            words("Sex, marital status"),
            words.series([words.label(person.sex.value), words.label(person.marital.value)]),
            "",
        ),
    ]
    if person.military_status:
        lines.append((words("Military service"), words.label(person.military_status.value), ""))
    if person.special_needs:
        lines.append((words("Special needs"), person.special_needs, "bold $text-warning"))
    return lines


def permit_lines(words: Words, file: PersonFile, today: date) -> list[Line]:
    lines: list[Line] = []
    if file.permit:
        lines.append(_permit(words, file.permit, today))
    if file.contact:
        lines.append(
            (
                words("Phone, e-mail"),
                f"{words.code(file.contact.phone)}  {words.code(file.contact.email)}",
                "",
            )
        )
    if file.residence:
        home = file.residence
        address = f"{home.line1}, {home.postal} {home.city}, {home.country}"
        lines.append((words("Address"), words.data(address), ""))
    return lines


def _permit(words: Words, permit: Permit, today: date) -> Line:
    style, note = "", ""
    if permit.valid_to < today:
        style, note = "bold $text-error", words("expired")
    elif permit.valid_to < today + EXPIRY_WARNING:
        style, note = "bold $text-warning", words("expires soon")
    until = words("until {day}", day=permit.valid_to)
    paper = f"{words.label(permit.kind.value)} {words.code(permit.number)}"
    return words("Permit"), f"{words.series([paper, until])}  {note}".rstrip(), style

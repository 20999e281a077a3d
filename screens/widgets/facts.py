"""A person's facts as aligned lines: label, then value."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, timedelta
from typing import ClassVar

from textual.content import Content
from textual.geometry import Region, Size
from textual.strip import Strip
from textual.widget import Widget

from kiosk.domain.card import PersonFile
from kiosk.domain.person import Permit
from kiosk.words import Words
from screens.persian.stage import present_stage
from screens.terminal.clean import plain

EXPIRY_WARNING = timedelta(days=60)
"""Source: domain.md 3.3."""

Line = tuple[str, str, str]
"""Label, value, style of the value."""


class Facts(Widget):
    """Lines under each other, labels dimmed and of one width; a long value goes on below its beginning."""

    DEFAULT_CSS: ClassVar[str] = """
    Facts { width: 100%; height: auto; }
    """

    def __init__(self, *, id: str) -> None:  # noqa: A002 - Textual's own name for it
        super().__init__(id=id)
        self._facts: list[tuple[Content, Content]] = []

    def show(self, lines: Iterable[Line]) -> None:
        self._facts = [
            (plain(label).stylize("$text-muted"), plain(value).stylize(style) if style else plain(value))
            for label, value, style in lines
            if value
        ]
        self.refresh(layout=True)

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:
        return len(self._rows(width))

    def render(self) -> Content:
        return Content("\n").join(self._rows(self.content_size.width))

    def render_lines(self, crop: Region) -> list[Strip]:
        """From the start of the screen, whatever the language of a value."""
        stage = present_stage()
        if stage is None:
            return super().render_lines(crop)
        with stage.in_paragraph(int(stage.language == "fa")):
            return super().render_lines(crop)

    def _rows(self, width: int) -> list[Content]:
        indent = max((label.cell_length for label, _ in self._facts), default=0) + 2
        rows: list[Content] = []
        for label, value in self._facts:
            first, *rest = value.wrap(max(1, width - indent))
            rows.append(Content.assemble(label, " " * (indent - label.cell_length), first))
            rows += [Content.assemble(" " * indent, line) for line in rest]
        return rows


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
    kind, last = words.label(permit.kind.value), permit.valid_to
    if not permit.kind.is_paper or last is None:
        return words("Permit"), f"{kind} {words.code(permit.number)}".strip(), ""
    style, note = "", ""
    if last < today:
        style, note = "bold $text-error", words("expired")
    elif last < today + EXPIRY_WARNING:
        style, note = "bold $text-warning", words("expires soon")
    paper = f"{kind} {words.code(permit.number)}"
    until = words("until {day}", day=last)
    return words("Permit"), f"{words.series([paper, until])}  {note}".rstrip(), style

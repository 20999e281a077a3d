"""What happened to a person's requests and data, in words."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from kiosk.domain.card import ApplicantCard, HistoryLine
from kiosk.domain.catalogue import Catalogue
from kiosk.domain.correctable import person_fields, request_fields
from kiosk.domain.correction import Corrected
from kiosk.domain.duplicate import read_note
from kiosk.domain.ending import read_reason
from kiosk.domain.form import RequestField
from kiosk.domain.hand_sheet import Serial
from kiosk.domain.office import Office
from kiosk.domain.passing import is_note
from kiosk.domain.request import ALONE, RequestState
from kiosk.domain.rules.following import read_follows
from kiosk.domain.sheet_note import SheetLine, SheetStep
from kiosk.services.desk import Desk
from kiosk.strict import msgid
from kiosk.words import Words
from screens.widgets.ask_value import in_words
from screens.widgets.table import Cell, cell

_YES = frozenset({RequestState.APPROVED, RequestState.CONFIRMED})


_SHEET_STEPS = {
    SheetStep.ENTERED: msgid("from sheet {serial}"),
    SheetStep.CONFIRMED: msgid("sheet {serial} confirmed"),
    SheetStep.REOPENED: msgid("entry of sheet {serial} taken back"),
}


@dataclass(frozen=True, slots=True)
class Line:
    at: datetime
    tracking_code: str
    change: str
    login: str
    reason: str


def history_cells(words: Words, line: Line, office: Office) -> list[Cell]:
    """In the office's own time."""
    at = words.moment(office.local(line.at))
    return [cell(each) for each in (at, line.tracking_code, line.change, line.login, line.reason)]


def history_lines(words: Words, card: ApplicantCard, desk: Desk) -> list[Line]:
    """Changes of state, corrections and what was written by hand together, the newest first."""
    catalogue, office = desk.catalogue, desk.office
    states = [
        Line(
            each.at,
            each.tracking_code,
            _change(words, each),
            each.login,
            _reason(words, each, catalogue),
        )
        for each in card.history
    ]
    corrections = [
        Line(each.at, each.tracking_code, words("corrected"), each.login, _correction(words, each, catalogue))
        for each in card.corrections
    ]
    sheets = [_of_sheet(words, each, office) for each in card.sheets]
    return sorted(sheets + states + corrections, key=lambda line: line.at, reverse=True)


def _change(words: Words, change: HistoryLine) -> str:
    if is_note(change.before, change.after):
        return words("note for a colleague")
    noted = read_note(change.reason) if change.before is change.after else None
    if noted is None:
        return words.label(change.after.value)
    if noted.reason:
        return words("duplicate no. {n} made", n=noted.no)
    return words("duplicate no. {n} handed over", n=noted.no)


def _reason(words: Words, change: HistoryLine, catalogue: Catalogue) -> str:
    """As it was written; the code of a refusal, what was tied at the filing, and a lone yes, in words."""
    if is_note(change.before, change.after):
        return change.reason
    if change.before is change.after and (noted := read_note(change.reason)):
        return noted.reason
    if change.after is RequestState.INITIAL and (earlier := read_follows(change.reason)):
        service = catalogue.service(earlier[0])
        return words("after request {code}: {service}", code=earlier[1], service=service.name)
    if change.after in _YES and change.reason == ALONE:
        return words("by one person alone")
    if change.after is not RequestState.REFUSED:
        return change.reason
    code, why = read_reason(change.reason)
    return words("{code}: {why}", code=words.label(code.value), why=why) if code else why


def _of_sheet(words: Words, line: SheetLine, office: Office) -> Line:
    change = words(_SHEET_STEPS[line.step], serial=words.code(str(Serial(office.code, line.no))))
    return Line(line.at, line.tracking_code, change, line.login, _said_on(words, line, office))


def _said_on(words: Words, line: SheetLine, office: Office) -> str:
    """When a sheet that was written by hand says that something was done; why an entry went."""
    if line.step is not SheetStep.ENTERED:
        return line.reason
    return words(
        "back-dated: {done} on {at}, written by {login}",
        done=words.label(line.done),
        at=office.local(line.said_at),
        login=line.written_by,
    )


def _correction(words: Words, made: Corrected, catalogue: Catalogue) -> str:
    field = _field(made, catalogue)
    return words(
        "{field}: from “{before}” to “{after}”; {reason}",
        field=field.label if field else made.field,
        before=in_words(words, field, made.before),
        after=in_words(words, field, made.after),
        reason=made.reason,
    )


def _field(made: Corrected, catalogue: Catalogue) -> RequestField | None:
    """None: the catalogue has forgotten it."""
    service = catalogue.services.get(made.service)
    known = request_fields(service) if service else person_fields(catalogue)
    return next((field for field in known if field.id == made.field), None)

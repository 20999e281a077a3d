"""What the steps of a registration have in common: whose it is, what is checked, where it goes on."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from uuid import UUID

from kiosk.domain.answers import LINES, FormRefused, check_all
from kiosk.domain.applicant import Applicant, Known, Lobby
from kiosk.domain.bilingual import Bilingual
from kiosk.domain.errors import Conflict, NotFound, Refused
from kiosk.domain.form import FormPage
from kiosk.domain.registration import Registration, RegistrationState, own_problems, person_file
from kiosk.domain.roles import Actor
from kiosk.services.desk import Desk
from kiosk.services.ports import Work
from kiosk.text.fold import forbidden

_LINE_ENDS = str.maketrans("", "", "\r\n\t")


def mine(work: Work, by: Actor, registration_id: UUID) -> Registration:
    """The registration, if it goes on here and is this applicant's child's or nobody's yet.

    Raises:
        NotFound: "registration.unknown"; Conflict: "registration.done", "registration.elsewhere".
    """
    registration = work.registrations.get(registration_id)
    match by:
        case Applicant():
            own = registration.guardian_id == by.person_id
        case Lobby():
            own = registration.guardian_id is None
        case _:
            own = True
    if not own:
        raise NotFound("registration.unknown")
    if registration.state is RegistrationState.ACTIVE:
        raise Conflict("registration.done")
    if registration.state is not RegistrationState.OPEN or registration.station != by.station:
        raise Conflict("registration.elsewhere")
    return registration


def go_on(desk: Desk, work: Work, by: Actor, registration: Registration) -> Registration:
    """Begin it, or take it up again, at this station.

    One of the same national code that was begun with another address is put aside; its answers are kept
    for whoever can read the mails of that address.
    """
    command = desk.command("registration:file:opened", by)
    work.one_time_codes.lock(registration.national_code)
    other = work.registrations.open_of(registration.national_code)
    if other is not None and other.id != registration.id:
        work.registrations.save(replace(other, state=RegistrationState.CLOSED), command.at)
    here = replace(registration, state=RegistrationState.OPEN, station=by.station)
    desk.note(work, command, registration.id)
    if registration.version:
        return work.registrations.save(here, command.at)
    work.registrations.add(here, command.at)
    return work.registrations.get(here.id)


def page_with(desk: Desk, field_id: str) -> FormPage:
    """Raises NotFound("form.no-such-field")."""
    for page in desk.catalogue.registration:
        if any(field.id == field_id for field in page.fields):
            return page
    raise NotFound("form.no-such-field", field=field_id)


def require_storable(page: FormPage, answers: Mapping[str, str]) -> None:
    """Answers are kept as they are typed, but no unseen characters and no endless text.

    Raises:
        NotFound: "form.no-such-field"; Refused: "text.forbidden-character", "text.too-long".
    """
    labels = {field.id: field.label for field in page.fields}
    for name, text in answers.items():
        if name not in labels:
            raise NotFound("form.no-such-field", field=name)
        if len(text) > LINES:
            raise Refused("text.too-long", field=labels[name], limit=LINES)
        if bad := forbidden(text.translate(_LINE_ENDS)):
            raise Refused("text.forbidden-character", field=labels[name], code=f"U+{ord(bad[0]):04X}")


def checked(
    desk: Desk, registration: Registration, page: FormPage, typed: Mapping[str, str]
) -> dict[str, str]:
    """
    Raises:
        FormRefused: everything that is wrong with the page.
    """
    today = _today(desk)
    problems = dict(own_problems(registration, page, typed, today))
    try:
        good = check_all(page.fields, typed, today)
    except FormRefused as refused:
        problems |= refused.problems
        good = {}
    if problems:
        raise FormRefused(problems)
    return good


def complete(desk: Desk, registration: Registration) -> dict[str, str]:
    """The answers of all pages, checked once more: since they were recorded a day may have passed.

    Raises:
        Refused: "registration.pages-missing" (details: done, all); FormRefused.
    """
    pages = desk.catalogue.registration
    done, every = registration.progress(pages)
    if done < every:
        raise Refused("registration.pages-missing", done=done, all=every)
    answers: dict[str, str] = {}
    for page in pages:
        answers |= checked(desk, registration, page, registration.answers)
    return answers


def recorded_person(desk: Desk, work: Work, registration: Registration, answers: Mapping[str, str]) -> Known:
    """The person that the registration becomes, added to the register."""
    file = person_file(registration, answers, desk.new_key())
    work.people.add(file, desk.now())
    person = file.person
    name = Bilingual(person.full_name_fa, person.full_name_lat)
    return Known(person.id, person.national_code, name, registration.email, None)


def _today(desk: Desk) -> date:
    return desk.office.local_day(desk.now())

"""Guardians and the children they act for."""

from __future__ import annotations

from collections.abc import Mapping
from uuid import UUID

from kiosk.domain import national_code as codes
from kiosk.domain.answers import age_on, check_all
from kiosk.domain.applicant import Applicant, ApplicantAccount, Known
from kiosk.domain.errors import NotFound, Refused
from kiosk.domain.guardian import FORM, OF_AGE, Guardianship, as_in_booklet
from kiosk.domain.person import Person
from kiosk.domain.registration import Registration
from kiosk.domain.roles import Action, Actor, Officer, require, require_disinterested
from kiosk.services.applicant_accounts import active
from kiosk.services.desk import Desk
from kiosk.services.ports import Work


def guardian_of(work: Work, by: Actor, guardian_id: UUID) -> tuple[Known, ApplicantAccount]:
    """The guardian and their account; an applicant is no other guardian than themselves.

    Raises:
        NotFound: "person.unknown"; Refused: "account.none", "account.closed", "role.own-file".
    """
    match by:
        case Officer():
            require_disinterested(by, guardian_id)
        case Applicant(person_id=person_id) if person_id == guardian_id:
            pass
        case _:
            raise NotFound("person.unknown")
    guardian = work.applicants.by_person(guardian_id)
    if guardian is None:
        raise NotFound("person.unknown")
    return guardian, active(guardian.account)


def link_known(
    desk: Desk, officer: Officer, guardian_id: UUID, said: Mapping[str, str]
) -> Guardianship | None:
    """Record one more guardian of a child that has a record here; a clerk has seen the paper.

    `said`: national_code, basis, paper.  None: nobody has that national code, the child is to be registered.

    Raises:
        FormRefused: "basis", "paper".
        Refused: "national-code.…", "child.…", "guardian.minor", "account.none", "account.closed",
            "role.not-allowed", "role.own-file"; NotFound: "person.unknown".
    """
    require(officer, Action.ASSIST)
    code = codes.parse(said["national_code"])
    good = check_all(FORM, said, desk.today())

    def act(work: Work) -> Guardianship | None:
        guardian_of(work, officer, guardian_id)
        child = work.applicants.known(code)
        if child is None:
            return None
        require_disinterested(officer, child.person_id)
        link = Guardianship(child.person_id, guardian_id, good["basis"], good["paper"])
        add_guardian(desk, work, officer, link)
        return link

    return desk.store.write(act)


def add_guardian(desk: Desk, work: Work, by: Actor, link: Guardianship) -> None:
    """
    Raises:
        Refused: "child.self", "child.of-age", "child.linked", "guardian.minor".
    """
    if link.minor_id == link.guardian_id:
        raise Refused("child.self")
    if _age(desk, work, link.minor_id) >= OF_AGE:
        raise Refused("child.of-age", years=OF_AGE)
    if _age(desk, work, link.guardian_id) < OF_AGE:
        raise Refused("guardian.minor", years=OF_AGE)
    if link.minor_id in work.registrations.minors_of(link.guardian_id):
        raise Refused("child.linked")
    work.registrations.add_guardian(link, desk.now())
    desk.note(work, desk.command("person:guardian:added", by), link.minor_id, guardian=str(link.guardian_id))


def require_shown(work: Work, child: Known, said: Person) -> None:
    """Whoever says what the birth booklet says may become a guardian of a child that is known.

    What differs is not told: it would help whoever guesses.

    Raises:
        Refused: "registration.known-otherwise".
    """
    if child.account is not None or not as_in_booklet(work.people.file(child.person_id).person, said):
        raise Refused("registration.known-otherwise")


def _age(desk: Desk, work: Work, person_id: UUID) -> int:
    return age_on(work.people.file(person_id).person.birth_date, desk.today())


def put_under_guardian(
    desk: Desk, work: Work, by: Actor, guardian_id: UUID, said: tuple[Registration, UUID]
) -> Applicant:
    """Record who acts for the child of a registration.

    Returns:
        The guardian, from whose account the child's requests are filed.

    Raises:
        As `add_guardian`.
    """
    registration, child_id = said
    guardian, account = guardian_of(work, by, guardian_id)
    add_guardian(desk, work, by, Guardianship(child_id, guardian_id, registration.basis, registration.paper))
    if isinstance(by, Applicant):
        return by
    return Applicant(account.id, guardian_id, guardian.name, by.station, desk.now())

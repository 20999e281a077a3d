"""Guardians and the children they act for."""

from __future__ import annotations

from uuid import UUID

from kiosk.domain.applicant import Applicant, ApplicantAccount, Known
from kiosk.domain.errors import NotFound
from kiosk.domain.guardian import Guardianship
from kiosk.domain.registration import Registration
from kiosk.domain.roles import Actor, Officer, require_disinterested
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


def put_under_guardian(
    desk: Desk, work: Work, by: Actor, guardian_id: UUID, said: tuple[Registration, UUID]
) -> Applicant:
    """Record who acts for the child of a registration.

    Returns:
        The guardian, from whose account the child's requests are filed.
    """
    registration, child_id = said
    guardian, account = guardian_of(work, by, guardian_id)
    link = Guardianship(child_id, guardian_id, registration.basis, registration.paper)
    work.registrations.add_guardian(link, desk.now())
    if isinstance(by, Applicant):
        return by
    return Applicant(account.id, guardian_id, guardian.name, by.station, desk.now())

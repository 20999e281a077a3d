"""The address that the codes of an account go to, when its mailbox is lost.  Source: security.md P9."""

from __future__ import annotations

from dataclasses import replace

from kiosk.domain.command import OfficerCommand
from kiosk.domain.correction import Correction
from kiosk.services.desk import Desk
from kiosk.services.ports import Work


def replace_address(desk: Desk, work: Work, command: OfficerCommand, made: Correction) -> set[str]:
    """Let codes go to the corrected address only; those on their way to a former one die.

    Returns:
        The former addresses: the contact's and, where it was another, the account's.
    """
    known = work.applicants.by_person(made.person_id)
    if known is None:
        return set()
    former = {made.before}
    if known.account is not None:
        former.add(known.account.email)
        work.applicants.save(replace(known.account, email=made.after))
        desk.note(work, replace(command, name="applicant:address:replaced"), made.person_id)
    former -= {"", made.after}
    for address in sorted(former):
        work.one_time_codes.lock(address)
        work.one_time_codes.retire_all(known.national_code, address, command.at)
    return former

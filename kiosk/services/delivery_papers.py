"""The delivery register on paper.  Source: domain.md 5.3 (دفتر تحویل)."""

from __future__ import annotations

from datetime import date
from uuid import UUID

from kiosk.domain.bilingual import Bilingual
from kiosk.domain.hand_over import HandedOver
from kiosk.domain.output_paper import RegisterLine, RegisterPaper
from kiosk.domain.roles import Action, Officer, require
from kiosk.services.desk import Desk
from kiosk.services.output_papers import identity_shown, number_given
from kiosk.services.ports import Work


def register_page(desk: Desk, officer: Officer, day: date) -> bytes:
    """Everything that was handed over on one of the office's own days, in its order.

    Raises:
        Refused: "role.…", "paper.…".
    """
    require(officer, Action.HAND_OVER)
    command = desk.command("register:page:printed", officer)

    def act(work: Work) -> tuple[RegisterLine, ...]:
        lines = tuple(_line(desk, work, *each) for each in work.hand_overs.on_day(day))
        desk.note(work, command, day.isoformat(), lines=len(lines))
        return lines

    lines = desk.store.write(act)
    return desk.renderer.register_page(
        RegisterPaper(
            letterhead=desk.office.letterhead,
            day=day,
            made_at=desk.office.local(command.at),
            lines=lines,
            clerk=officer.login,
        )
    )


def _line(desk: Desk, work: Work, request_id: UUID, given: HandedOver) -> RegisterLine:
    request = work.requests.get(request_id)
    person = work.people.file(request.subject_id).person
    return RegisterLine(
        number=number_given(work, request, given.at),
        duplicate=given.said.duplicate,
        service=desk.catalogue.service(request.service).name,
        name=Bilingual(person.full_name_fa, person.full_name_lat),
        recipient=given.said.recipient,
        identity=identity_shown(desk, given.said),
        identity_no=given.said.identity_no,
        at=desk.office.local(given.at),
    )

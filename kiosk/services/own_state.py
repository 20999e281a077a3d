"""A receipt held under the lobby's scanner: how its request stands.  Every look is in the audit log."""

from __future__ import annotations

from kiosk.domain.bilingual import Bilingual
from kiosk.domain.errors import NotFound, Refused
from kiosk.domain.own_file import shown
from kiosk.domain.own_state import OwnState, masked_name, to_bring
from kiosk.domain.roles import Actor
from kiosk.next_steps import next_service, next_step
from kiosk.services.desk import Desk
from kiosk.services.ports import Work
from kiosk.services.queueing import may_wait
from kiosk.services.receipts import sealed_code


def by_receipt(desk: Desk, by: Actor, digits: str) -> OwnState:
    """
    Raises:
        Refused: what is wrong with the seal, "seal.foreign", "seal.forged", "receipt.wrong-kind".
        NotFound: "receipt.unknown".
    """
    command = desk.command("request:state:shown", by)
    try:
        code = sealed_code(desk, digits)
    except Refused as refused:
        refusal = refused.key
        desk.store.write(lambda work: desk.note(work, command, "-", refusal=refusal))
        raise

    def act(work: Work) -> OwnState:
        try:
            request = work.requests.by_tracking_code(code)
        except NotFound as missing:
            raise NotFound("receipt.unknown") from missing
        person = work.people.file(request.subject_id).person
        slots = work.walks.slots(request.id)
        then = next_service(desk.catalogue, request, desk.today())
        desk.note(work, command, request.id)
        return OwnState(
            request.service,
            shown(request.state),
            Bilingual(masked_name(person.full_name_fa), masked_name(person.full_name_lat)),
            to_bring(request.state, slots),
            next_step(request.state, request.course, then),
            then,
            may_wait(request.state),
        )

    return desk.store.write(act)

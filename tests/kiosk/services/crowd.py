"""Many approved requests at once, and processes that issue their certificates together."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from multiprocessing import SimpleQueue, get_context
from multiprocessing.synchronize import Barrier
from pathlib import Path
from uuid import UUID

from kiosk.domain.errors import KioskError
from kiosk.domain.request import RequestState
from kiosk.services import issuing
from kiosk.services.ports import Work
from tests import makers
from tests.kiosk.services import office
from tests.kiosk.services.office import ANSWERS, Clock, Place
from tests.printouts.papers import a_photo

Answer = str
"""A certificate's number, or the key of the refusal."""


def approve_many(place: Place, count: int) -> list[UUID]:
    """So many requests that wait for their certificate, stored in one transaction."""
    counter = office.staffed(place, Clock())
    desk = counter.desk
    photo = desk.vault.put(a_photo((120, 160)))

    def act(work: Work) -> list[UUID]:
        ids = []
        for number in range(1, count + 1):
            person = makers.a_person(1000 + number)
            work.people.add(replace(makers.a_file(person), photo_blob=photo), desk.now())
            request = replace(
                makers.a_request(number, subject=person.id, state=RequestState.APPROVED),
                fields=ANSWERS["STU-02"],
            )
            work.requests.add(request, desk.office.local_day(request.filed_at))
            decided_by = (counter.clerk.id, counter.clerk.person_id)
            work.certificates.approve(request.id, decided_by, counter.supervisor, desk.now())
            ids.append(request.id)
        return ids

    made = desk.store.write(act)
    office.store_of(desk).close()
    return made


def issue_together(place: Place, shares: Iterable[list[UUID]]) -> list[list[Answer]]:
    """Each share by a process of its own, all started at one signal; the answers of each in order."""
    context = get_context("spawn")
    shares = list(shares)
    together = context.Barrier(len(shares))
    answers: SimpleQueue[tuple[int, list[Answer]]] = context.SimpleQueue()
    processes = [
        context.Process(target=_issue, args=(place.folder, share, (number, together), answers))
        for number, share in enumerate(shares)
    ]
    for process in processes:
        process.start()
    given = dict(answers.get() for _ in processes)
    for process in processes:
        process.join()
    return [given[number] for number in sorted(given)]


def _issue(
    folder: Path,
    share: list[UUID],
    turn: tuple[int, Barrier],
    answers: SimpleQueue[tuple[int, list[Answer]]],
) -> None:
    number, together = turn
    counter = office.staffed(Place(folder), Clock(), station=number % 2 + 1)
    together.wait()
    answers.put((number, [_issued(counter, request_id) for request_id in share]))


def _issued(counter: office.Counter, request_id: UUID) -> Answer:
    command = counter.desk.command("certificate:record:issued", counter.clerk)
    try:
        return str(issuing.issue(counter.desk, command, request_id).issued.number)
    except KioskError as refused:
        return refused.key

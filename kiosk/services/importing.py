"""Requests from the online portal: each is accepted or refused as a whole, and never twice.

The key of a request's command is the digest of all it consists of: equal content is known again.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Mapping
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, replace
from datetime import datetime
from enum import StrEnum
from uuid import UUID

from kiosk.domain.catalogue import Service
from kiosk.domain.command import Command
from kiosk.domain.errors import KioskError, NotFound, Refused, Unavailable
from kiosk.domain.names import NameMatch, compare
from kiosk.domain.person import Person
from kiosk.domain.quality import PORTRAIT, Quality, weigh
from kiosk.domain.request import Channel, Request, RequestState, StateChange
from kiosk.domain.roles import Actor
from kiosk.domain.upload import PoorUpload, TakenIn, UploadSource
from kiosk.domain.verification import ScanFile, Slot
from kiosk.services import mailing
from kiosk.services.desk import Desk
from kiosk.services.following import agreed_before, noted, why_tied
from kiosk.services.likeness import Shown, are_one, is_elsewhere
from kiosk.services.portal_file import ApplicantEntry
from kiosk.services.portal_parcel import FILE, Parcel, Parse, Wrongs, as_problem, form_of, parcel_of
from kiosk.services.ports import Work
from kiosk.services.tools import Bundle
from kiosk.services.uploads import facts_of
from kiosk.strict import Problem


class Result(StrEnum):
    ACCEPTED = "accepted"
    ALREADY = "already"
    REFUSED = "refused"


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of one request; `reasons` when it was refused."""

    name: str
    """Of its folder in the bundle."""
    result: Result
    tracking_code: str = ""
    reasons: tuple[Problem, ...] = ()


@dataclass(frozen=True, slots=True)
class Portal:
    """The online portal, as it stands in histories and in the audit log."""

    station: str

    @property
    def login(self) -> str:
        return "portal"


def take(desk: Desk, bundle: Bundle, parse: Parse, progress: Callable[[int, int], None]) -> Iterator[Outcome]:
    """Take the requests of a bundle in, one transaction each; `progress` hears how many of how many are done.

    Raises:
        Unavailable: the database or the disk; what was accepted stays.
    """
    names = bundle.requests
    for done, name in enumerate(names, 1):
        yield _one(desk, bundle, parse, name)
        progress(done, len(names))


def _one(desk: Desk, bundle: Bundle, parse: Parse, name: str) -> Outcome:
    try:
        form = form_of(bundle, parse, name)
    except Wrongs as wrong:
        return Outcome(name, Result.REFUSED, "", tuple(wrong.problems))
    try:
        parcel = parcel_of(desk, bundle, name, form)
        return Outcome(name, _accept(desk, parcel), form.tracking_code)
    except Wrongs as wrong:
        return Outcome(name, Result.REFUSED, form.tracking_code, tuple(wrong.problems))
    except Unavailable:
        raise
    except KioskError as error:
        return Outcome(name, Result.REFUSED, form.tracking_code, (as_problem(FILE, error),))


def _accept(desk: Desk, parcel: Parcel) -> Result:
    command = replace(desk.command("request:portal:imported", Portal(desk.office.station)), key=parcel.key)
    if desk.store.read(lambda work: _is_here(work, parcel)):
        return Result.ALREADY
    taken = _taken_in(desk, parcel)
    blobs = {kind: desk.vault.put(each.content) for kind, (each, _) in taken.items()}

    def act(work: Work) -> Result:
        if _is_here(work, parcel) or not work.commands.first_time(command):
            return Result.ALREADY
        photo = blobs[PORTRAIT] if PORTRAIT in taken and taken[PORTRAIT][0].format == "JPEG" else None
        subject = _person(desk, work, parcel.form.subject, photo)
        filer = _person(desk, work, parcel.form.filer, None) if parcel.form.filer else subject
        request = _filed(desk, work, command, (parcel, subject, filer))
        for slot in _slots(desk, parcel.service, taken.keys()):
            work.walks.add_slot(request.id, slot)
            if slot.kind in taken:
                picture, quality = taken[slot.kind]
                file = ScanFile(1, blobs[slot.kind], len(picture.content), command.at)
                facts = facts_of(picture, quality, UploadSource.PORTAL, command.by.login)
                work.walks.add_scan(request.id, slot.line, file, facts)
        mailing.tell_state(desk, work, request, request.state)
        more = noted(request)
        desk.note(work, command, request.id, service=request.service, documents=len(taken), **more)
        return Result.ACCEPTED

    return desk.store.write(act)


def _is_here(work: Work, parcel: Parcel) -> bool:
    """
    Raises:
        Refused: "import.other-content" when the tracking code stands for something else.
    """
    try:
        work.requests.by_tracking_code(parcel.form.tracking_code)
    except NotFound:
        return False
    if work.commands.known(parcel.key):
        return True
    raise Refused("import.other-content")


def _taken_in(desk: Desk, parcel: Parcel) -> dict[str, tuple[TakenIn, Quality]]:
    """Every scan, decoded and judged.  A doubt is kept with the scan: there is nobody to ask."""
    subject_id = desk.store.read(lambda work: _known(work, parcel.form.subject)) or desk.new_key()

    def take_in(kind: str) -> tuple[TakenIn, Quality] | Problem:
        try:
            taken = desk.take_in(parcel.scans[kind])
        except Refused as refused:
            return as_problem(f"documents.{kind}", refused)
        quality = weigh(taken.found, (taken.width, taken.height), kind)
        if quality.certain:
            return as_problem(f"documents.{kind}", PoorUpload(quality, taken.preview))
        if quality is Quality.OK and is_elsewhere(desk, Shown(subject_id, kind, taken)):
            quality = Quality.SAME_AS_OTHER
        return taken, quality

    with ThreadPoolExecutor(2) as hands:
        results = dict(zip(parcel.scans, hands.map(take_in, parcel.scans), strict=True))
    problems = [each for each in results.values() if isinstance(each, Problem)]
    if problems:
        raise Wrongs(problems)
    return _told_apart(desk, {kind: each for kind, each in results.items() if not isinstance(each, Problem)})


def _told_apart(
    desk: Desk, taken: Mapping[str, tuple[TakenIn, Quality]]
) -> dict[str, tuple[TakenIn, Quality]]:
    """One picture under two documents of the same request is in doubt as the second of them."""
    judged: dict[str, tuple[TakenIn, Quality]] = {}
    for kind, (each, quality) in taken.items():
        twice = quality is Quality.OK and any(are_one(desk, other, each) for other, _ in judged.values())
        judged[kind] = each, Quality.SAME_AS_OTHER if twice else quality
    return judged


def _known(work: Work, entry: ApplicantEntry) -> UUID | None:
    card = work.people.card_by_national_code(entry.person.national_code)
    return card.person.id if card else None


def _person(desk: Desk, work: Work, entry: ApplicantEntry, photo: str | None) -> UUID:
    """The person that is known by the national code already, or a new one.

    Raises:
        Refused: "import.other-person" when somebody else has that code.
    """
    card = work.people.card_by_national_code(entry.person.national_code)
    if card is not None:
        if not _agree(card.person, entry.person.person(card.person.id)):
            raise Refused("import.other-person")
        return card.person.id
    file = entry.file(desk.new_key(), photo)
    work.people.add(file, desk.now())
    return file.person.id


def _agree(known: Person, said: Person) -> bool:
    if known.birth_date != said.birth_date:
        return False
    pairs = ((known.name_fa, said.name_fa), (known.surname_fa, said.surname_fa))
    return all(compare(*pair) is not NameMatch.DIFFERENT for pair in pairs)


def _filed(desk: Desk, work: Work, command: Command[Actor], what: tuple[Parcel, UUID, UUID]) -> Request:
    """The request with its history; `what`: parcel, subject, filer."""
    (parcel, subject, filer), form = what, what[0].form
    earlier = agreed_before(desk, work, form.service, subject)
    request = Request(
        id=desk.new_key(),
        subject_id=subject,
        filer_id=filer,
        service=form.service,
        tracking_code=form.tracking_code,
        state=RequestState.RECEIPTED,
        filed_at=datetime.fromisoformat(form.filed_at),
        version=1,
        purpose=form.purpose,
        fields=parcel.answers,
        basis=form.basis,
        channel=Channel.PORTAL,
        legacy_code=form.legacy_code,
        follows=earlier.id if earlier else None,
    )
    work.requests.add(request, desk.office.local_day(request.filed_at))
    login = command.by.login
    initial = RequestState.INITIAL
    filed = StateChange(request.filed_at, login, initial, initial, why_tied(earlier))
    work.requests.record(request.id, filed)
    receipted = StateChange(command.at, login, initial, RequestState.RECEIPTED, "")
    work.requests.record(request.id, receipted)
    return request


def _slots(desk: Desk, service: Service, brought: Collection[str]) -> Iterator[Slot]:
    """What the service always wants, and what was brought beyond it, in the catalogue's order."""
    kinds = [wanted for wanted in service.documents if wanted.mandatory or wanted.kind in brought]
    for line, wanted in enumerate(kinds, 1):
        original = desk.catalogue.document(wanted.kind).original
        yield Slot(line, wanted.kind, wanted.mandatory, original, 1)

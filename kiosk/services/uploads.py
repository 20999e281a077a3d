"""Uploads: what somebody brings is looked into, judged, and put in its place of a request.

Source: domain.md 5.2 (S42); security.md threats 22 to 24.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from dataclasses import dataclass
from threading import Event
from typing import Any
from uuid import UUID

from kiosk.domain.applicant import Applicant
from kiosk.domain.command import Command
from kiosk.domain.errors import Conflict, NotFound, Refused
from kiosk.domain.media import Entry, Place, Way
from kiosk.domain.quality import Quality, weigh
from kiosk.domain.request import Request, RequestState
from kiosk.domain.roles import Action, Actor, Officer, require, require_disinterested
from kiosk.domain.scan import Page
from kiosk.domain.upload import (
    APPLICANT_MAY_UPLOAD,
    OFFICER_MAY_UPLOAD,
    Attached,
    PoorUpload,
    TakenIn,
    Upload,
    UploadSource,
)
from kiosk.domain.verification import NOTE_LIMIT, ScanFile, Slot
from kiosk.services.desk import Desk
from kiosk.services.likeness import Shown, is_elsewhere
from kiosk.services.own_requests import own_request
from kiosk.services.ports import Work


@dataclass(frozen=True, slots=True)
class _Target:
    request_id: UUID
    line: int
    because: str


def attach(
    desk: Desk,
    by: Actor,
    request_id: UUID,
    line: int,
    upload: Upload,
    because: str = "",
    *,
    despite: bool = False,
) -> Attached:
    """Keep an upload as a document's present scan; the one before stays, marked as replaced.

    `despite`: keep it although its quality is in doubt; the doubt is stored with it.

    Raises:
        PoorUpload: with the picture; Refused: "upload.…", "scan.…", "role.…"; NotFound:
        "request.unknown", "walk.no-such-document"; Conflict: "walk.held"; Unavailable: "storage.…".
    """
    source = UploadSource(upload.source)
    target = _Target(request_id, line, _reason(because))
    command = desk.command("request:scan:attached", by)
    request, slot = desk.store.read(lambda work: _open_slot(desk, work, command, target))
    taken = desk.take_in(upload.content)
    quality = weigh(taken.found, (taken.width, taken.height), slot.kind)
    if quality is Quality.OK and is_elsewhere(desk, Shown(request.subject_id, slot.kind, taken)):
        quality = Quality.SAME_AS_OTHER
    if quality.certain or (quality is not Quality.OK and not despite):
        raise PoorUpload(quality, taken.preview)
    facts = facts_of(taken, quality, source, by.login)
    blob = desk.vault.put(taken.content)

    def act(work: Work) -> Slot:
        _open_slot(desk, work, command, target)
        number = work.walks.last_scan(request_id, line) + 1
        work.walks.replace_scan(request_id, line, number, target.because)
        file = ScanFile(no=number, blob=blob, size=len(taken.content), uploaded_at=command.at)
        work.walks.add_scan(request_id, line, file, facts)
        said = {"line": line, "no": number, "quality": quality.value, "source": source.value}
        desk.note(work, command, request_id, **said)
        return _slot(work, request_id, line)

    return Attached(desk.store.write(act), quality, taken.preview)


def look(desk: Desk, by: Actor, request_id: UUID, line: int) -> Page:
    """The first page of what was brought for a document; it tells how many there are.

    Raises:
        NotFound: "request.unknown", "walk.no-such-document", "scan.none"; Refused: "role.…", "scan.…";
        Unavailable: "storage.…", "scan.…".
    """
    command = desk.command("request:scan:viewed", by)

    def act(work: Work) -> str:
        slot = _slot(work, own_request(work, by, request_id).id, line)
        if slot.scan is None:
            raise NotFound("scan.none")
        desk.note(work, command, request_id, line=line)
        return slot.scan.blob

    return desk.decode(desk.vault.get(desk.store.write(act)))


def facts_of(taken: TakenIn, quality: Quality, source: UploadSource, login: str) -> dict[str, Any]:
    """What is stored of a scan beside its place and number."""
    return {
        "sha256": hashlib.sha256(taken.content).digest(),
        "format": taken.format,
        "width": taken.width,
        "height": taken.height,
        "quality": quality.value,
        "likeness": taken.likeness,
        "source": source.value,
        "uploaded_by": login,
    }


def places(desk: Desk) -> tuple[Place, ...]:
    """The sticks that are plugged in, and the office's own folder."""
    return desk.media.places()


def listing(desk: Desk, place: Place, way: Way = ()) -> tuple[Entry, ...]:
    """
    Raises:
        NotFound: "stick.not-here"; Refused: "stick.too-many"; Unavailable: "stick.gone".
    """
    return desk.media.listing(place, way)


def fetch(desk: Desk, place: Place, way: Way) -> Upload:
    """A file from a stick, not looked into yet.

    Raises:
        NotFound: "stick.not-here"; Refused: "stick.not-a-file", "upload.…"; Unavailable: "stick.…".
    """
    return Upload(desk.media.read(place, way), UploadSource.STICK.value)


def scan(desk: Desk, progress: Callable[[int], None], stop: Event) -> Upload:
    """A page from the scanner; `progress` is called with percentages, `stop` ends it.

    Raises:
        Unavailable: "scanner.…"; Refused: "scanner.cancelled".
    """
    return Upload(desk.scanner.scan(progress, stop), UploadSource.SCANNER.value)


def _reason(because: str) -> str:
    because = because.strip()
    if len(because) > NOTE_LIMIT:
        raise Refused("upload.because-too-long", limit=NOTE_LIMIT)
    return because


def _open_slot(desk: Desk, work: Work, command: Command[Actor], target: _Target) -> tuple[Request, Slot]:
    """The document, if this person may exchange its scan now."""
    request = work.requests.get(target.request_id)
    match command.by:
        case Officer() as officer:
            require(officer, Action.ASSIST)
            require_disinterested(officer, request.subject_id, request.filer_id)
            _require_open(request, OFFICER_MAY_UPLOAD)
            if request.hold and request.hold.blocks(officer.id, command.at):
                until = desk.office.local(request.hold.until)
                raise Conflict(
                    "walk.held", holder=request.hold.login, station=request.hold.station, until=until
                )
        case Applicant() as applicant:
            if applicant.person_id not in (request.subject_id, request.filer_id):
                # That somebody else's request exists is nobody's business.
                raise NotFound("request.unknown")
            _require_open(request, APPLICANT_MAY_UPLOAD)
        case other:
            raise Refused("role.not-allowed", action=Action.ASSIST.value, role=other.login)
    return request, _slot(work, target.request_id, target.line)


def _require_open(request: Request, states: frozenset[RequestState]) -> None:
    if request.state not in states:
        raise Refused("upload.closed", state=request.state)


def _slot(work: Work, request_id: UUID, line: int) -> Slot:
    for slot in work.walks.slots(request_id):
        if slot.line == line:
            return slot
    raise NotFound("walk.no-such-document", line=line)

"""What becomes of a file that somebody brings for a document of a request."""

from __future__ import annotations

import io
from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from threading import Event
from uuid import UUID

import pytest
from PIL import Image, ImageFilter
from sqlalchemy import select

from data.tables import Scan
from kiosk.adapters.sticks import Sticks
from kiosk.domain.applicant import Applicant, Lobby
from kiosk.domain.bilingual import Bilingual
from kiosk.domain.errors import Conflict, KioskError, NotFound, Refused, Unavailable
from kiosk.domain.quality import Quality
from kiosk.domain.request import Request, RequestState
from kiosk.domain.roles import Actor
from kiosk.domain.upload import (
    APPLICANT_MAY_UPLOAD,
    OFFICER_MAY_UPLOAD,
    Attached,
    PoorUpload,
    TakenIn,
    Upload,
)
from kiosk.services import uploads, verification
from kiosk.services.desk import Desk
from tests import makers
from tests.kiosk.adapters import hostile
from tests.kiosk.adapters.test_intake import drawn, opened
from tests.kiosk.services import office
from tests.kiosk.services.office import Counter, Wish, events, filed, fingerprint
from tests.kiosk.services.uploading import TAKEN_IN, taken_in

PASSPORT, BOOKLET = 1, 2


def the_applicant(person: UUID) -> Applicant:
    return Applicant(makers.an_id(1, 9), person, Bilingual("سارا", "Sara"), "lobby-1", office.NOW)


@pytest.fixture
def request_(desk: Desk) -> Request:
    return filed(desk, 1, Wish(state=RequestState.INITIAL, documents=("passport", "birth-booklet")))


@pytest.fixture
def applicant(request_: Request) -> Applicant:
    return the_applicant(request_.subject_id)


def rows(desk: Desk) -> list[dict[str, object]]:
    with office.store_of(desk).engine.connect() as connection:
        found = connection.execute(select(Scan).order_by(Scan.request_id, Scan.line, Scan.no))
        return [dict(row._mapping) for row in found]


def quick(desk: Desk, taken: TakenIn = TAKEN_IN) -> Desk:
    """A desk whose intake looks into nothing."""
    return replace(desk, take_in=lambda data: taken)


def attach(desk: Desk, by: Actor, request: Request, content: bytes = b"x", line: int = PASSPORT) -> Attached:
    return uploads.attach(desk, by, request.id, line, Upload(content, "stick"))


def test_an_upload_becomes_the_present_scan_and_the_old_one_stays(
    desk: Desk, applicant: Applicant, request_: Request
) -> None:
    attached = uploads.attach(
        desk, applicant, request_.id, PASSPORT, Upload(drawn("passport"), "stick"), "the corner was missing"
    )

    old, new = (row for row in rows(desk) if row["line"] == PASSPORT)
    assert (old["no"], old["replaced_by"], old["replaced_because"]) == (1, 2, "the corner was missing")
    assert (new["no"], new["replaced_by"], new["quality"], new["source"]) == (2, None, "ok", "stick")
    assert new["uploaded_by"] == "applicant"
    assert attached.quality is Quality.OK
    assert attached.slot.scan is not None
    assert attached.slot.scan.no == 2
    kept = desk.vault.get(attached.slot.scan.blob)
    assert opened(kept).size == opened(drawn("passport")).size
    assert drawn("passport") not in kept


def test_the_applicant_sees_what_they_brought_and_how_it_was_judged(
    desk: Desk, applicant: Applicant, request_: Request
) -> None:
    attach(desk, applicant, request_, drawn("passport"))

    with office.traced(desk) as trace:
        page = uploads.look(desk, applicant, request_.id, PASSPORT)

    assert (page.width, page.height, page.pages) == (*opened(drawn("passport")).size, 1)
    assert trace.actions == ["request:scan:viewed"]
    slots = {slot.line: slot for slot in desk.store.read(lambda work: work.walks.slots(request_.id))}
    scan = slots[PASSPORT].scan
    assert scan is not None
    assert (scan.format, scan.quality) == ("JPEG", "ok")


def test_nobody_looks_at_what_somebody_else_brought(
    desk: Desk, applicant: Applicant, request_: Request
) -> None:
    attach(desk, applicant, request_, drawn("passport"))
    stranger = replace(applicant, person_id=makers.an_id(99))

    with pytest.raises(NotFound, match=r"^request\.unknown$"):
        uploads.look(desk, stranger, request_.id, PASSPORT)
    with pytest.raises(NotFound, match=r"^walk\.no-such-document$"):
        uploads.look(desk, applicant, request_.id, 99)


def test_the_counter_sees_what_was_uploaded(
    counter: Counter, applicant: Applicant, request_: Request
) -> None:
    desk = counter.desk
    attached = attach(desk, applicant, request_, drawn("passport"))

    page = verification.scan(desk, counter.clerk, request_.id, PASSPORT)

    assert (page.width, page.height) == (attached.page.width, attached.page.height)


def test_an_upload_is_written_down_without_what_it_shows(
    desk: Desk, applicant: Applicant, request_: Request
) -> None:
    attach(quick(desk), applicant, request_)

    event = events(desk)[-1]
    assert (event.actor, event.action, event.subject) == (
        "applicant",
        "request:scan:attached",
        str(request_.id),
    )
    assert '"quality":"ok"' in event.details.replace(" ", "")


@pytest.mark.parametrize("quality", [Quality.BLANK, Quality.UNREADABLE])
def test_what_nobody_can_read_is_refused_even_if_confirmed(
    desk: Desk, applicant: Applicant, request_: Request, quality: Quality
) -> None:
    before = fingerprint(desk)

    with pytest.raises(PoorUpload, match=f"upload.{quality.value}") as caught:
        uploads.attach(
            quick(desk, taken_in(b"x", quality)),
            applicant,
            request_.id,
            1,
            Upload(b"x", "stick"),
            despite=True,
        )

    assert not caught.value.may_be_kept
    assert fingerprint(desk) == before


@pytest.mark.parametrize("quality", [Quality.BLURRED, Quality.DARK, Quality.CUT, Quality.TURNED])
def test_a_doubt_is_told_with_the_picture_and_may_be_overruled(
    desk: Desk, applicant: Applicant, request_: Request, quality: Quality
) -> None:
    doubtful = quick(desk, taken_in(b"x", quality))
    before = fingerprint(desk)

    with pytest.raises(PoorUpload, match=f"upload.{quality.value}") as caught:
        attach(doubtful, applicant, request_)
    assert (caught.value.may_be_kept, caught.value.page) == (True, TAKEN_IN.preview)
    assert fingerprint(desk) == before

    kept = uploads.attach(doubtful, applicant, request_.id, PASSPORT, Upload(b"x", "stick"), despite=True)
    assert kept.quality is quality
    assert rows(desk)[1]["quality"] == quality.value


def test_a_blurred_passport_is_noticed_and_replaced(
    desk: Desk, applicant: Applicant, request_: Request
) -> None:
    blurred = opened(drawn("passport")).filter(ImageFilter.BoxBlur(3))

    with pytest.raises(PoorUpload, match=r"upload\.blurred"):
        attach(desk, applicant, request_, hostile.saved(blurred, "JPEG"))

    assert attach(desk, applicant, request_, drawn("passport")).quality is Quality.OK


@pytest.mark.parametrize(
    "content", [b"", b"no picture", hostile.jpeg()[:9000], hostile.encrypted_pdf(), hostile.tiff_of(50)]
)
def test_a_bad_file_changes_nothing(
    desk: Desk, applicant: Applicant, request_: Request, content: bytes
) -> None:
    before = fingerprint(desk)

    with pytest.raises(Refused):
        attach(desk, applicant, request_, content)

    assert fingerprint(desk) == before


def saved_again(content: bytes) -> bytes:
    target = io.BytesIO()
    Image.open(io.BytesIO(content)).convert("RGB").save(target, "JPEG", quality=70)
    return target.getvalue()


@pytest.mark.parametrize("again", [lambda content: content, saved_again])
def test_the_same_picture_under_another_document_is_told(
    desk: Desk, applicant: Applicant, request_: Request, again: Callable[[bytes], bytes]
) -> None:
    attach(desk, applicant, request_, drawn("passport"))

    with pytest.raises(PoorUpload, match=r"upload\.same-as-other"):
        attach(desk, applicant, request_, again(drawn("passport")), BOOKLET)


def test_the_same_picture_under_another_person_is_told(
    desk: Desk, applicant: Applicant, request_: Request
) -> None:
    other = filed(desk, 2, Wish(state=RequestState.INITIAL, documents=("passport",)))
    attach(desk, applicant, request_, drawn("passport"))

    with pytest.raises(PoorUpload, match=r"upload\.same-as-other"):
        attach(desk, the_applicant(other.subject_id), other, drawn("passport"))


def test_one_s_passport_serves_for_the_next_request_too(
    desk: Desk, applicant: Applicant, request_: Request
) -> None:
    attach(desk, applicant, request_, drawn("passport"))

    assert attach(desk, applicant, request_, drawn("passport")).quality is Quality.OK


def test_a_form_that_only_looks_alike_is_no_copy(desk: Desk, applicant: Applicant, request_: Request) -> None:
    attach(quick(desk, taken_in(hostile.jpeg(), likeness=0b1011)), applicant, request_)
    near = replace(quick(desk, taken_in(b"other", likeness=0b1010)), same_picture=lambda first, second: False)
    far = replace(quick(desk, taken_in(b"another", likeness=0b0000)), same_picture=lambda first, second: True)

    assert attach(near, applicant, request_, line=BOOKLET).quality is Quality.OK
    assert attach(far, applicant, request_, line=BOOKLET).quality is Quality.OK
    with pytest.raises(PoorUpload, match="same-as-other"):
        attach(replace(near, same_picture=lambda first, second: True), applicant, request_, line=BOOKLET)


def key_of(act: Callable[[], object]) -> str:
    try:
        act()
    except KioskError as error:
        return error.key
    return ""


@pytest.mark.parametrize("state", RequestState)
def test_an_upload_comes_before_the_decision(counter: Counter, state: RequestState) -> None:
    request = filed(counter.desk, 1, Wish(state=state, documents=("passport",)))
    desk = quick(counter.desk)

    by_clerk = key_of(lambda: attach(desk, counter.clerk, request))
    by_applicant = key_of(lambda: attach(desk, the_applicant(request.subject_id), request))

    assert by_clerk == ("" if state in OFFICER_MAY_UPLOAD else "upload.closed")
    assert by_applicant == ("" if state in APPLICANT_MAY_UPLOAD else "upload.closed")


def test_only_who_filed_it_or_is_meant_by_it_may_upload(counter: Counter, request_: Request) -> None:
    desk = quick(counter.desk)
    stranger = the_applicant(makers.person_id(7))

    with pytest.raises(NotFound, match=r"request\.unknown"):
        attach(desk, stranger, request_)
    with pytest.raises(Refused, match=r"role\.not-allowed"):
        attach(desk, Lobby("lobby-1"), request_)
    with pytest.raises(Refused, match=r"role\.own-file"):
        attach(desk, replace(counter.clerk, person_id=request_.subject_id), request_)


def test_a_colleague_s_open_walk_is_not_disturbed(counter: Counter) -> None:
    request = filed(counter.desk)
    verification.open_walk(counter.desk, counter.clerk, request.id)
    desk = quick(counter.desk)

    with pytest.raises(Conflict, match=r"walk\.held"):
        attach(desk, counter.colleague, request)
    attach(desk, counter.clerk, request)
    counter.clock.passes(timedelta(minutes=16))
    attach(desk, counter.colleague, request)


def test_a_document_that_the_request_does_not_have(
    desk: Desk, applicant: Applicant, request_: Request
) -> None:
    with pytest.raises(NotFound, match=r"walk\.no-such-document"):
        attach(quick(desk), applicant, request_, line=9)


def test_a_full_disk_leaves_no_row(desk: Desk, applicant: Applicant, request_: Request) -> None:
    class FullVault:
        def put(self, content: bytes) -> str:
            raise Unavailable("storage.full")

        def get(self, name: str) -> bytes:
            return desk.vault.get(name)

    before = fingerprint(desk)

    with pytest.raises(Unavailable, match=r"storage\.full"):
        attach(replace(quick(desk), vault=FullVault()), applicant, request_)

    assert fingerprint(desk) == before


def test_a_long_reason_is_refused(desk: Desk, applicant: Applicant, request_: Request) -> None:
    with pytest.raises(Refused, match=r"upload\.because-too-long"):
        uploads.attach(quick(desk), applicant, request_.id, 1, Upload(b"x", "stick"), "x" * 501)


def test_a_file_of_the_office_s_folder_is_fetched(desk: Desk, tmp_path: Path) -> None:
    incoming = tmp_path / "incoming"
    (incoming / "in").mkdir(parents=True)
    (incoming / "in" / "pass.jpg").write_bytes(b"bytes")
    desk = replace(desk, media=Sticks(incoming, 100, mounts=tmp_path / "none"))
    (place,) = uploads.places(desk)

    (folder,) = uploads.listing(desk, place)
    (file,) = uploads.listing(desk, place, (folder.name,))

    assert uploads.fetch(desk, place, (folder.name, file.name)) == Upload(b"bytes", "stick")


def test_without_a_scanner_that_is_said(desk: Desk) -> None:
    with pytest.raises(Unavailable, match=r"scanner\.none"):
        uploads.scan(desk, lambda percent: None, Event())

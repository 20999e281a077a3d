"""Requests from the online portal: accepted or refused as a whole, and never twice."""

from __future__ import annotations

import io
import json
import os
from collections.abc import Iterable
from pathlib import Path

import pytest
from PIL import Image
from sqlalchemy import select

from data.tables import DocumentSlot, Scan
from kiosk.adapters import bundles
from kiosk.domain.request import Channel, RequestState
from kiosk.domain.verification import Slot
from kiosk.services import importing
from kiosk.services.desk import Desk
from kiosk.services.importing import Outcome, Result
from tests import makers, portal
from tests.kiosk.adapters import hostile
from tests.kiosk.services.any_service import answers
from tests.kiosk.services.office import events, fingerprint, store_of
from tests.makers import a_tracking_code
from tests.portal import Form

Named = Iterable[tuple[str, tuple[Form, dict[str, bytes]]]]


def nobody_listens(done: int, all_: int) -> None:
    """A script that wants no progress."""


def take(desk: Desk, path: Path) -> list[Outcome]:
    with bundles.opened(path) as bundle:
        return list(importing.take(desk, bundle, bundles.parsed, nobody_listens))


def a_bundle(folder: Path, *requests: tuple[Form, dict[str, bytes]]) -> Path:
    return portal.written(folder, ((str(number), each) for number, each in enumerate(requests)))


def paths_of(outcome: Outcome) -> list[str]:
    return [reason.path for reason in outcome.reasons]


def slots_of(desk: Desk, code: str) -> tuple[Slot, ...]:
    return desk.store.read(lambda work: work.walks.slots(work.requests.by_tracking_code(code).id))


def test_a_request_comes_in_with_its_person_its_scans_and_its_history(desk: Desk, tmp_path: Path) -> None:
    form, files = portal.request()

    (outcome,) = take(desk, a_bundle(tmp_path / "b", (form, files)))

    assert (outcome.result, outcome.tracking_code) == (Result.ACCEPTED, form["tracking-code"])
    request = desk.store.read(lambda work: work.requests.by_tracking_code(outcome.tracking_code))
    assert (request.state, request.channel) == (RequestState.RECEIPTED, Channel.PORTAL)
    assert request.fields["university_lat"] == form["answers"]["university_lat"]
    file = desk.store.read(lambda work: work.people.file(request.subject_id))
    assert file.person.national_code == form["subject"]["person"]["national-code"]
    assert file.contact is not None
    assert [slot.kind for slot in slots_of(desk, outcome.tracking_code)] == list(portal.SCANS)
    assert all(slot.scan for slot in slots_of(desk, outcome.tracking_code))
    history = desk.store.read(lambda work: work.requests.history(request.id))
    assert [change.after for change in history] == [RequestState.INITIAL, RequestState.RECEIPTED]
    assert (events(desk)[-1].actor, events(desk)[-1].action) == ("portal", "request:portal:imported")


def test_a_second_run_changes_nothing(desk: Desk, tmp_path: Path) -> None:
    bundle = a_bundle(tmp_path / "b", portal.request(0), portal.request(1))
    take(desk, bundle)
    before = fingerprint(desk)

    again = take(desk, bundle)

    assert [each.result for each in again] == [Result.ALREADY] * 2
    assert fingerprint(desk) == before


def test_the_same_code_with_another_content_is_refused(desk: Desk, tmp_path: Path) -> None:
    form, files = portal.request()
    take(desk, a_bundle(tmp_path / "one", (form, files)))
    before = fingerprint(desk)

    answered = {**form, "answers": {**form["answers"], "file_no": "99999"}}
    another = {**files, "passport.jpg": portal.scan("passport", 1)}
    outcomes = take(desk, a_bundle(tmp_path / "two", (answered, files), (form, another)))

    assert [each.result for each in outcomes] == [Result.REFUSED] * 2
    assert ["tracking code is here already" in each.reasons[0].message for each in outcomes] == [True] * 2
    assert fingerprint(desk) == before


@pytest.mark.parametrize("what", portal.BAD)
def test_a_bad_request_is_refused_as_a_whole_with_its_reason(desk: Desk, tmp_path: Path, what: str) -> None:
    spoil, path = portal.BAD[what]
    form, files = portal.request()
    spoil(form, files)
    before = fingerprint(desk)

    (outcome,) = take(desk, a_bundle(tmp_path / "b", (form, files)))

    assert outcome.result is Result.REFUSED
    assert paths_of(outcome) == [path]
    assert fingerprint(desk) == before


def test_everything_that_is_wrong_is_told_at_once(desk: Desk, tmp_path: Path) -> None:
    form, files = portal.request()
    portal.put(form, "answers", "university_lat", value="")
    portal.put(form, "filed-at", value="2030-01-01T00:00:00Z")
    files |= {"extra.jpg": b"x"}

    (outcome,) = take(desk, a_bundle(tmp_path / "b", (form, files)))

    assert set(paths_of(outcome)) == {"answers.university_lat", "filed-at", "extra.jpg"}


def test_a_child_of_twelve_with_a_military_card_contradicts_itself(desk: Desk, tmp_path: Path) -> None:
    form, files = portal.request()
    form["service"] = "PAS-02"
    portal.put(form, "subject", "person", "birth-date", value="2014-03-02")
    portal.put(form, "subject", "person", "sex", value="M")
    form["documents"].append({"kind": "military-card", "file": "card.jpg"})

    (outcome,) = take(desk, a_bundle(tmp_path / "b", (form, {**files, "card.jpg": b"x"})))

    problem = next(each for each in outcome.reasons if each.path == f"documents.{len(form['documents'])}")
    assert str(problem).endswith("is asked of men of 18 to 50; the person is 12")


@pytest.mark.parametrize(
    ("born", "sex", "said"),
    [("2014-03-02", "M", "the person is 12"), ("1996-03-02", "F", "the person is a woman")],
)
def test_a_military_status_of_somebody_who_cannot_serve_contradicts_itself(
    desk: Desk, tmp_path: Path, born: str, sex: str, said: str
) -> None:
    form, files = portal.request()
    for key, value in (("birth-date", born), ("sex", sex), ("military-status", "served")):
        portal.put(form, "subject", "person", key, value=value)

    (outcome,) = take(desk, a_bundle(tmp_path / "b", (form, files)))

    problem = next(each for each in outcome.reasons if each.path == "subject.person.military-status")
    assert str(problem).endswith(said)


def test_a_bad_request_does_not_keep_a_good_one_out(desk: Desk, tmp_path: Path) -> None:
    bad, files = portal.request(1)
    bad["service"] = "XYZ-99"

    outcomes = take(desk, a_bundle(tmp_path / "b", portal.request(0), (bad, files), portal.request(2)))

    assert [each.result for each in outcomes] == [Result.ACCEPTED, Result.REFUSED, Result.ACCEPTED]


def test_a_known_person_is_linked_and_not_doubled(desk: Desk, tmp_path: Path) -> None:
    form, files = portal.request(0)
    second = {**form, "tracking-code": portal.request(1)[0]["tracking-code"]}

    take(desk, a_bundle(tmp_path / "b", (form, files), (second, files)))

    code = form["subject"]["person"]["national-code"]
    card = desk.store.read(lambda work: work.people.card_by_national_code(code))
    assert card is not None
    assert len(card.requests) == 2


def test_a_passport_from_the_portal_is_tied_to_the_yes_that_it_rests_on(desk: Desk, tmp_path: Path) -> None:
    form, files = portal.request(0)
    take(desk, a_bundle(tmp_path / "one", (form, files)))
    known = desk.store.read(lambda work: work.requests.by_tracking_code(form["tracking-code"]))
    crossing = makers.a_request(77, subject=known.subject_id, service="IBC-01", state=RequestState.NOTIFIED)
    desk.store.write(lambda work: work.requests.add(crossing, desk.today()))
    said = answers(desk.catalogue, desk.catalogue.service("PAS-01"))
    kinds = ("birth-booklet", "national-card", "residence-permit", "portrait")
    wanted = {
        "tracking-code": a_tracking_code(9),
        "service": "PAS-01",
        "answers": said,
        "documents": [{"kind": kind, "file": f"{kind}.jpg"} for kind in kinds],
    }
    brought = {f"{kind}.jpg": portal.scan(kind, 0) for kind in kinds}

    (outcome,) = take(desk, a_bundle(tmp_path / "two", ({**form, **wanted}, brought)))

    assert outcome.result is Result.ACCEPTED, outcome.reasons
    request = desk.store.read(lambda work: work.requests.by_tracking_code(outcome.tracking_code))
    assert (request.follows, known.follows) == (crossing.id, None)
    assert json.loads(events(desk)[-1].details)["earlier"] == str(crossing.id)


@pytest.mark.parametrize(("field", "value"), [("birth-date", "1950-01-01"), ("surname-fa", "بیگانه‌زاده")])
def test_somebody_else_under_a_known_national_code_is_refused(
    desk: Desk, tmp_path: Path, field: str, value: str
) -> None:
    form, files = portal.request(0)
    take(desk, a_bundle(tmp_path / "one", (form, files)))
    other, _ = portal.request(1)
    other["subject"] = json.loads(json.dumps(form["subject"]))
    other["subject"]["person"][field] = value

    (outcome,) = take(desk, a_bundle(tmp_path / "two", (other, files)))

    assert "Somebody else" in outcome.reasons[0].message


def test_a_request_for_somebody_else_has_a_filer_and_a_basis(desk: Desk, tmp_path: Path) -> None:
    form, files = portal.request(0)
    right = {**form, "filer": portal.request(1)[0]["subject"], "basis": "guardian"}
    no_basis = {**right, "basis": "self", "tracking-code": portal.request(2)[0]["tracking-code"]}
    no_filer = {**form, "basis": "child", "tracking-code": portal.request(3)[0]["tracking-code"]}

    outcomes = take(desk, a_bundle(tmp_path / "b", (right, files), (no_basis, files), (no_filer, files)))

    assert [each.result for each in outcomes] == [Result.ACCEPTED, Result.REFUSED, Result.REFUSED]
    request = desk.store.read(lambda work: work.requests.by_tracking_code(form["tracking-code"]))
    assert (request.subject_id != request.filer_id, request.basis) == (True, "guardian")


def test_names_come_in_as_they_are_stored(desk: Desk, tmp_path: Path) -> None:
    form, files = portal.request()
    portal.put(form, "subject", "person", "surname-fa", value="  كريمي ")
    portal.put(form, "subject", "person", "surname-lat", value="karimi")

    take(desk, a_bundle(tmp_path / "b", (form, files)))

    code = form["subject"]["person"]["national-code"]
    card = desk.store.read(lambda work: work.people.card_by_national_code(code))
    assert card is not None
    assert (card.person.surname_fa, card.person.surname_lat) == ("کریمی", "KARIMI")


def test_a_doubtful_scan_is_kept_with_its_doubt(desk: Desk, tmp_path: Path) -> None:
    form, files = portal.request()
    picture = hostile.specimen().resize((900, 1200))
    files["permit.jpg"] = hostile.saved(picture.point(lambda value: value * 0.4), "JPEG")

    (outcome,) = take(desk, a_bundle(tmp_path / "b", (form, files)))

    assert outcome.result is Result.ACCEPTED


def qualities(desk: Desk, code: str) -> dict[str, str]:
    """What is stored of each document's scan."""
    rows = select(DocumentSlot.kind, Scan.quality).join(
        Scan, (Scan.request_id == DocumentSlot.request_id) & (Scan.line == DocumentSlot.line)
    )
    request = desk.store.read(lambda work: work.requests.by_tracking_code(code))
    with store_of(desk).engine.connect() as connection:
        found = connection.execute(rows.where(DocumentSlot.request_id == request.id))
        return {row.kind: row.quality for row in found}


def saved_again(content: bytes) -> bytes:
    target = io.BytesIO()
    Image.open(io.BytesIO(content)).convert("RGB").save(target, "JPEG", quality=70)
    return target.getvalue()


def test_another_person_s_picture_is_kept_with_the_doubt(desk: Desk, tmp_path: Path) -> None:
    form, files = portal.request(1)
    files["passport.jpg"] = saved_again(portal.scan("passport", 0))

    outcomes = take(desk, a_bundle(tmp_path / "b", portal.request(0), (form, files)))

    assert [each.result for each in outcomes] == [Result.ACCEPTED] * 2
    first, second = (qualities(desk, each.tracking_code) for each in outcomes)
    assert set(first.values()) == {"ok"}
    assert second == {**first, "passport": "same-as-other"}


def test_one_picture_under_two_documents_is_kept_with_the_doubt(desk: Desk, tmp_path: Path) -> None:
    form, files = portal.request()
    files["permit.jpg"] = saved_again(files["passport.jpg"])

    (outcome,) = take(desk, a_bundle(tmp_path / "b", (form, files)))

    assert outcome.result is Result.ACCEPTED
    assert qualities(desk, outcome.tracking_code) == {
        "enrolment-certificate": "ok",
        "passport": "ok",
        "residence-permit": "same-as-other",
    }


def test_one_s_own_passport_serves_for_the_next_request_too(desk: Desk, tmp_path: Path) -> None:
    form, files = portal.request(0)
    next_one = {**form, "tracking-code": a_tracking_code(77)}

    outcomes = take(desk, a_bundle(tmp_path / "b", (form, files), (next_one, files)))

    assert [each.result for each in outcomes] == [Result.ACCEPTED] * 2
    assert set(qualities(desk, outcomes[1].tracking_code).values()) == {"ok"}


def test_one_request_may_be_the_whole_bundle(desk: Desk, tmp_path: Path) -> None:
    folder = a_bundle(tmp_path / "b", portal.request())

    (outcome,) = take(desk, folder / "0")

    assert (outcome.name, outcome.result) == ("", Result.ACCEPTED)


def test_a_zip_is_as_good_as_its_folder(desk: Desk, tmp_path: Path) -> None:
    (tmp_path / "b.zip").write_bytes(portal.zipped([("0", portal.request())]))
    (first,) = take(desk, tmp_path / "b.zip")

    (again,) = take(desk, a_bundle(tmp_path / "b", portal.request()))

    assert (first.result, again.result) == (Result.ACCEPTED, Result.ALREADY)


@pytest.mark.parametrize(
    "text",
    [b"", b"{", b"[]", b"\xff\xfe", b'{"a": 1, "a": 2}', b'{"a": NaN}', b"[" * 100_000, b"9" * 300_000],
)
def test_what_is_no_request_is_refused(desk: Desk, tmp_path: Path, text: bytes) -> None:
    folder = tmp_path / "b" / "0"
    folder.mkdir(parents=True)
    (folder / "request.json").write_bytes(text)

    (outcome,) = take(desk, tmp_path / "b")

    assert outcome.result is Result.REFUSED


def test_stray_files_and_folders_are_refused_by_name(desk: Desk, tmp_path: Path) -> None:
    folder = a_bundle(tmp_path / "b", portal.request())
    (folder / "readme.txt").write_text("hello")
    (folder / "1").mkdir()
    (folder / "1" / "passport.jpg").write_bytes(b"x")
    (folder / "link").symlink_to("/etc")

    outcomes = {each.name: each.result for each in take(desk, folder)}

    assert outcomes == {
        "0": Result.ACCEPTED,
        "1": Result.REFUSED,
        "link": Result.REFUSED,
        "readme.txt": Result.REFUSED,
    }


def test_a_link_and_a_pipe_are_no_scans(desk: Desk, tmp_path: Path) -> None:
    form, files = portal.request()
    folder = a_bundle(tmp_path / "b", (form, files))
    (folder / "0" / "passport.jpg").unlink()
    (folder / "0" / "passport.jpg").symlink_to(folder / "0" / "permit.jpg")
    (folder / "0" / "permit.jpg").unlink()
    os.mkfifo(folder / "0" / "permit.jpg")

    (outcome,) = take(desk, folder)

    assert set(paths_of(outcome)) == {"passport.jpg", "permit.jpg"}

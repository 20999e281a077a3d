"""Issuing: numbered without gaps, drawn before it counts, and sealed for anybody to check."""

from __future__ import annotations

import hashlib
import json
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest

from kiosk.adapters.keys import PUBLIC_LIST, Verifier
from kiosk.domain.bilingual import Bilingual
from kiosk.domain.certificate import PaperState, digest
from kiosk.domain.errors import KioskError, NotFound, Refused, Unavailable
from kiosk.domain.paper import CertificatePaper
from kiosk.domain.request import Request, RequestState
from kiosk.domain.seal import CertificateSeal
from kiosk.services import issuing
from kiosk.services.desk import Desk
from kiosk.services.issuing import CertificateOnPaper
from kiosk.services.ports import Work
from kiosk.wiring import Papers
from kiosk.words import Words
from tests import makers
from tests.kiosk.services.office import (
    ANSWERS,
    NOW,
    Clock,
    Counter,
    Wish,
    filed,
    fingerprint,
    request_of,
    store_of,
    traced,
)
from tests.kiosk.services.walking import approved, issued
from tests.printouts.papers import codes_on, picture, words_in

S = RequestState
EGYPTIAN = "\U00013080"
PHOTO_AS_PNG = b"\x89PNG\r\n\x1a\n" + bytes(40)


def issue(counter: Counter, request: Request, desk: Desk | None = None) -> CertificateOnPaper:
    desk = desk or counter.desk
    return issuing.issue(desk, desk.command("certificate:record:issued", counter.clerk), request.id)


def numbers(desk: Desk) -> list[int]:
    return list(store_of(desk).read(lambda work: work.certificates.numbers("STU-02", 1405)))


@contextmanager
def unchanged(desk: Desk) -> Iterator[None]:
    """Neither a row nor a printed file more than before, nor half a file in the vault."""
    before = fingerprint(desk)
    yield
    assert fingerprint(desk) == before


class Recording(Papers):
    """Draws, and keeps what it drew."""

    def __init__(self) -> None:
        self.papers: list[CertificatePaper] = []

    def certificate(self, paper: CertificatePaper) -> bytes:
        self.papers.append(paper)
        return super().certificate(paper)


# The certificate


def test_an_approved_request_gets_its_number_its_record_and_its_first_print(counter: Counter) -> None:
    request = approved(counter)

    with traced(counter.desk) as trace:
        paper = issue(counter, request)

    assert str(paper.issued.number) == "723/1405/STU-02/000001"
    assert (paper.issued.request_id, paper.issued.issued_by) == (request.id, counter.clerk.id)
    assert (paper.issued.issued_at, paper.issued.local_day) == (NOW, NOW.date())
    assert (paper.attempt.no, paper.attempt.state, paper.attempt.printer) == (
        1,
        PaperState.QUEUED,
        "folder:printed",
    )
    assert request_of(counter.desk, request.id).state is S.PRINTED
    assert (trace.commits, trace.actions) == (1, ["certificate:record:issued"])
    pdf = counter.desk.vault.get(paper.issued.blob)
    assert paper.issued.sha256 == hashlib.sha256(pdf).digest()
    assert json.loads(trace.events[0].details) == {
        "number": "723/1405/STU-02/000001",
        "sha256": paper.issued.sha256.hex(),
    }


def test_the_paper_says_what_is_stored_and_who_approved(counter: Counter) -> None:
    recording = Recording()
    request = approved(counter)

    certificate = issue(counter, request, replace(counter.desk, renderer=recording)).issued

    (paper,) = recording.papers
    assert (paper.number, paper.seal) == (str(certificate.number), certificate.seal)
    assert paper.verification_code == certificate.verification_code
    assert paper.signer == Bilingual(
        "مریم احمدی، مسئول بخش کنسولی", "Maryam C Ahmadi, Head of the Consular Section"
    )
    assert paper.issued_at == NOW
    assert paper.issued_at.utcoffset() == timedelta(hours=1)
    assert paper.photo is not None
    printed = words_in(counter.desk.vault.get(certificate.blob))
    assert {"SARA", "KARIMI", "K00000001", "Sampleton", "Registrar"} <= printed


def test_the_code_on_the_paper_is_checked_with_the_public_list_alone(
    counter: Counter, tmp_path: Path
) -> None:
    paper = issued(counter)
    (tmp_path / "public").mkdir()
    shutil.copy(counter.place.folder / "keys" / PUBLIC_LIST, tmp_path / "public")

    (read,) = codes_on(picture(counter.desk.vault.get(paper.issued.blob), dpi=200))
    seal = Verifier.load(tmp_path / "public", 0).check(read).seal

    assert read == paper.issued.seal
    assert seal == CertificateSeal(
        office=723,
        jalali_year=1405,
        service="STU-02",
        serial=1,
        issued_on=date(2026, 11, 24),
        expires_on=None,
        digest=digest(paper.issued.record, paper.issued.salt),
        name="KARIMI<<SARA",
        document="K00000001",
    )


def test_the_record_under_the_seal_is_what_the_office_knows(counter: Counter) -> None:
    certificate = issued(counter).issued
    person = makers.a_person()

    record = json.loads(certificate.record)

    assert record == {
        "number": "723/1405/STU-02/000001",
        "issued": "2026-11-24",
        "expires": None,
        "tracking_code": makers.a_tracking_code(),
        "national_code": person.national_code,
        "name_fa": "سارا کریمی",
        "name_lat": "SARA KARIMI",
        "birth": "1998-03-21",
        "passport": "K00000001",
        **{f"field:{name}": value for name, value in ANSWERS["STU-02"].items()},
    }
    changed = certificate.record.replace("KARIMI", "KARIMY")
    assert digest(changed, certificate.salt) != digest(certificate.record, certificate.salt)
    assert digest(certificate.record, bytes(16)) != digest(certificate.record, certificate.salt)


def test_salts_and_verification_codes_are_never_alike(counter: Counter) -> None:
    made = [issued(counter, number).issued for number in (1, 2, 3)]

    assert len({each.salt for each in made}) == len({each.verification_code for each in made}) == 3
    assert {len(each.salt) for each in made} == {16}
    assert all([len(part) for part in each.verification_code.split("-")] == [4, 4, 4] for each in made)


def test_a_certificate_that_expires_says_so_on_paper_and_in_the_seal(counter: Counter) -> None:
    paper = issued(counter, 1, Wish("PCC-02"))

    seal = counter.desk.seals.check(paper.issued.seal).seal

    assert paper.issued.expires_on == seal.expires_on == date(2026, 12, 24)


# Numbers


def test_each_service_and_each_year_counts_from_one_without_a_gap(counter: Counter, clock: Clock) -> None:
    clock.at = datetime(2027, 3, 20, 22, 59, tzinfo=UTC)
    made = [
        issued(counter, 1),
        issued(counter, 2, Wish("PCC-02")),
        issued(counter, 3),
    ]
    clock.passes(timedelta(minutes=1))
    made.append(issued(counter, 4))

    assert [str(each.issued.number) for each in made] == [
        "723/1405/STU-02/000001",
        "723/1405/PCC-02/000001",
        "723/1405/STU-02/000002",
        "723/1406/STU-02/000001",
    ]


def test_the_year_of_a_number_is_the_one_on_the_offices_calendar(counter: Counter, clock: Clock) -> None:
    clock.at = datetime(2027, 3, 20, 23, 30, tzinfo=UTC)

    certificate = issued(counter).issued

    assert (certificate.local_day, certificate.number.jalali_year) == (date(2027, 3, 21), 1406)


def test_a_command_that_is_repeated_issues_once(counter: Counter) -> None:
    request = approved(counter)
    command = counter.desk.command("certificate:record:issued", counter.clerk)
    first = issuing.issue(counter.desk, command, request.id)

    with unchanged(counter.desk):
        assert issuing.issue(counter.desk, command, request.id) == first


def test_a_request_has_one_certificate(counter: Counter) -> None:
    request = approved(counter)
    issue(counter, request)

    with unchanged(counter.desk), pytest.raises(Refused, match=r"^certificate\.not-approved$"):
        issue(counter, request)


@pytest.mark.parametrize("state", [S.RECEIPTED, S.VERIFYING, S.VERIFIED, S.SUSPENDED, S.PRINTED, S.VOIDED])
def test_without_approval_there_is_no_certificate(counter: Counter, state: RequestState) -> None:
    request = filed(counter.desk, wish=Wish(state=state))

    with unchanged(counter.desk), pytest.raises(Refused, match=r"^certificate\.not-approved$"):
        issue(counter, request)


def test_a_state_without_an_approval_behind_it_gives_no_certificate(counter: Counter) -> None:
    request = filed(counter.desk, wish=Wish(state=S.APPROVED))

    with unchanged(counter.desk), pytest.raises(NotFound, match=r"^approval\.none$"):
        issue(counter, request)


def test_nobody_issues_a_certificate_of_their_own(counter: Counter) -> None:
    request = approved(counter, wish=Wish(filer=counter.colleague.person_id))
    command = counter.desk.command("certificate:record:issued", counter.colleague)

    with unchanged(counter.desk), pytest.raises(Refused, match=r"^role\.own-file$"):
        issuing.issue(counter.desk, command, request.id)


# What cannot be drawn takes no number


def incomplete_answers() -> dict[str, str]:
    return {name: value for name, value in ANSWERS["STU-02"].items() if name != "certificate_date"}


@pytest.mark.parametrize(
    ("wish", "key"),
    [
        (Wish(names=("سارا", EGYPTIAN, "SARA", "KARIMI")), "paper.missing-glyph"),
        (Wish(names=("سارا", "کریمی", "SARA", "KARIMI\u4e2d")), "paper.missing-glyph"),
        (Wish(names=("سارا", "کریمی\u202e", "SARA", "KARIMI")), "paper.forbidden-character"),
        (Wish("PCC-02", names=("سارا", "کریمی " * 150, "SARA", "KARIMI " * 150)), "paper.does-not-fit"),
        (Wish(answers=incomplete_answers()), "certificate.fact-missing"),
        (Wish(answers=ANSWERS["STU-02"] | {"start_date": "1.10.2025"}), "certificate.not-a-date"),
        (Wish("PAS-02", answers={}), "certificate.other-output"),
    ],
)
def test_a_certificate_that_cannot_be_drawn_takes_no_number_and_leaves_no_row(
    counter: Counter, wish: Wish, key: str
) -> None:
    request = approved(counter, 1, wish)

    with unchanged(counter.desk), pytest.raises(Refused) as refused:
        issue(counter, request)

    assert refused.value.key == key
    assert request_of(counter.desk, request.id).state is S.APPROVED
    assert "request." not in Words("fa").error(refused.value) + Words("en").error(refused.value)
    assert issued(counter, 2).issued.number.serial == 1


def photo_instead(desk: Desk, blob: str) -> Desk:
    """The same desk over a vault in which the portrait reads otherwise."""

    class Swapped:
        def put(self, content: bytes) -> str:
            return desk.vault.put(content)

        def get(self, name: str) -> bytes:
            return PHOTO_AS_PNG if name == blob else desk.vault.get(name)

    return replace(desk, vault=Swapped())


def test_a_portrait_that_cannot_be_drawn_takes_no_number(counter: Counter) -> None:
    request = approved(counter)
    blob = counter.desk.store.read(lambda work: work.people.file(request.subject_id)).photo_blob
    assert blob is not None

    with unchanged(counter.desk), pytest.raises(Refused, match=r"^paper\.photo-not-jpeg$"):
        issue(counter, request, photo_instead(counter.desk, blob))


def test_a_portrait_that_is_gone_takes_no_number(counter: Counter) -> None:
    request = approved(counter)
    blob = counter.desk.store.read(lambda work: work.people.file(request.subject_id)).photo_blob
    assert blob is not None
    (counter.place.folder / "scans" / blob[:2] / blob[2:4] / blob).unlink()

    with unchanged(counter.desk), pytest.raises(NotFound, match=r"^storage\.missing$"):
        issue(counter, request)


@pytest.mark.parametrize(("error", "key"), [(28, "storage.full"), (5, "storage.unreachable")])
def test_a_disk_that_takes_no_paper_lets_nothing_be_issued(
    counter: Counter, monkeypatch: pytest.MonkeyPatch, error: int, key: str
) -> None:
    request = approved(counter)

    def fail(_descriptor: int, _content: bytes) -> None:
        raise OSError(error, "the disk says no")

    with monkeypatch.context() as disk, unchanged(counter.desk):
        disk.setattr("data.vault._write_all", fail)
        with pytest.raises(Unavailable) as unavailable:
            issue(counter, request)

    assert unavailable.value.key == key
    assert list((counter.place.folder / "scans").rglob("*.new")) == []
    assert issue(counter, request).issued.number.serial == 1


def test_a_key_that_is_gone_lets_nothing_be_issued(counter: Counter) -> None:
    request = approved(counter)
    (counter.place.folder / "keys" / "seal-certificate.key").unlink()

    with unchanged(counter.desk), pytest.raises(Unavailable, match=r"^keys\.missing$"):
        issue(counter, request)


def test_after_any_failure_the_numbers_have_no_gap(counter: Counter, monkeypatch: pytest.MonkeyPatch) -> None:
    """At each step of the one transaction: the counter, the rows, the print, the state, the audit log."""
    steps = (
        "data.certificates.Certificates.next_number",
        "data.certificates.Certificates.add",
        "data.certificates.Certificates.claim_attempt",
        "data.requests.Requests.move",
        "data.audit.Audit.append",
    )
    for number, step in enumerate(steps, 1):
        request = approved(counter, number)
        with monkeypatch.context() as failing, unchanged(counter.desk):
            failing.setattr(step, _refuse)
            with pytest.raises(KioskError):
                issue(counter, request)
        issue(counter, request)

    assert numbers(counter.desk) == [1, 2, 3, 4, 5]


def _refuse(*_arguments: object) -> None:
    raise Unavailable("database.full")


# The record


def test_a_certificate_is_opened_with_one_event(counter: Counter) -> None:
    paper = issued(counter)

    with traced(counter.desk) as trace:
        again = issuing.certificate_of(counter.desk, counter.supervisor, paper.issued.request_id)

    assert again == paper
    assert (trace.commits, trace.actions) == (1, ["certificate:record:opened"])


def test_without_a_certificate_there_is_none_to_open(counter: Counter) -> None:
    request = filed(counter.desk)

    with unchanged(counter.desk), pytest.raises(NotFound, match=r"^certificate\.none$"):
        issuing.certificate_of(counter.desk, counter.clerk, request.id)


def test_a_certificate_that_was_never_to_be_printed_is_none_to_open(counter: Counter) -> None:
    """As after an import: a row without a print."""
    request = approved(counter)

    def act(work: Work) -> None:
        serial = work.certificates.next_number("STU-02", 1405).serial
        work.certificates.add(makers.an_issued(serial, request=request.id, officer=counter.clerk))

    counter.desk.store.write(act)

    with unchanged(counter.desk), pytest.raises(NotFound, match=r"^certificate\.none$"):
        issuing.certificate_of(counter.desk, counter.clerk, request.id)

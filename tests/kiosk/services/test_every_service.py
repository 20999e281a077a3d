"""Every service of the catalogue on every course it may take: from the filing to the end."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from kiosk.catalogue import load
from kiosk.domain import tracking
from kiosk.domain.catalogue import Output, StatusPath
from kiosk.domain.request import Request, RequestState
from kiosk.domain.seal import CertificateSeal
from kiosk.services import centre, issuing, outputs, reception
from kiosk.services.auditing import verify_audit
from tests.kiosk.services import office
from tests.kiosk.services.any_service import Errand, approved, ended, errands, filed, made, verified
from tests.kiosk.services.finishing import inquiry_about
from tests.kiosk.services.office import Clock, Counter, Place
from tests.printouts.papers import codes_on, page_count, picture, words, words_in

S = RequestState
ERRANDS = tuple(errands(load()))
ENDS = {
    Output.CERTIFICATE: S.DELIVERED,
    Output.BOOKLET: S.DELIVERED,
    Output.STAMP: S.RETURNED,
    Output.FILE: S.DELIVERED,
    Output.VIRTUAL: S.NOTIFIED,
}


@pytest.fixture(scope="module")
def busy(furnished: Place, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Counter]:
    """One office for all of them, as on a long day."""
    folder = tmp_path_factory.mktemp("busy") / "office"
    opened = office.staffed(Place(Path(shutil.copytree(furnished.folder, folder))), Clock())
    yield opened
    office.store_of(opened.desk).close()


@pytest.mark.parametrize("errand", ERRANDS, ids=str)
def test_a_service_is_carried_to_its_end(busy: Counter, errand: Errand) -> None:
    request, receipt = filed(busy, errand)
    assert request.state is S.RECEIPTED
    assert reception.find(busy.desk, busy.clerk, receipt.paper.seal).request_id == request.id

    decided, passed = verified(busy, request, errand.course)
    assert (decided.state, decided.course, passed) == (S.VERIFIED, errand.course, [])
    done = ended(busy, made(busy, approved(busy, decided)))

    in_system = errand.course.path is StatusPath.SYSTEM
    assert done.state is (S.NOTIFIED if in_system else ENDS[errand.course.output])
    if errand.course.path is StatusPath.CENTRE:
        assert_letter(busy, done)
    if errand.course.output is Output.CERTIFICATE:
        assert_certificate(busy, done)
    else:
        line = outputs.made_of(busy.desk, busy.clerk, done.id)
        assert (line.kind, line.number.service) == (errand.course.output, errand.service.code)
    assert verify_audit(busy.desk.store, office.CODE).fault is None


def test_a_file_goes_by_the_centre_and_a_confirmation_through_the_system() -> None:
    offered = {
        code: {str(each) for each in ERRANDS if each.service.code == code} for code in ("CIV-01", "STU-02")
    }

    assert offered["CIV-01"] == {"CIV-01-P1-B", "CIV-01-P2-B", "CIV-01-P2-F"}
    assert offered["STU-02"] == {"STU-02-P1-C", "STU-02-P3-V"}


def assert_letter(counter: Counter, request: Request) -> None:
    """The letter to the centre names the request."""
    asked = inquiry_about(counter, request)
    assert asked.letter_id is not None
    letter = centre.open_letter(counter.desk, counter.clerk, asked.letter_id)
    assert asked.addressee == counter.desk.catalogue.service(request.service).addressee
    assert words(tracking.grouped(request.tracking_code)) <= words_in(letter.pdf)


def assert_certificate(counter: Counter, request: Request) -> None:
    """The square on the paper reads back as the seal of this request's certificate."""
    paper = issuing.certificate_of(counter.desk, counter.clerk, request.id)
    pdf = Path(paper.attempt.job or "").read_bytes()
    (read,) = {code for page in range(page_count(pdf)) for code in codes_on(picture(pdf, 200, page))}
    seal = counter.desk.seals.check(read).seal
    assert isinstance(seal, CertificateSeal)
    assert (seal.service, seal.serial) == (request.service, paper.issued.number.serial)

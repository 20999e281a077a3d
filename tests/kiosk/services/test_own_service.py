"""Adding a service is editing one place: an office's TOML file, and it works to the printed paper."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from kiosk.domain.bilingual import Bilingual
from kiosk.domain.request import RequestState
from kiosk.domain.seal import CertificateSeal
from kiosk.domain.verification import FieldCheck, Judgement, Outcome, Verdict
from kiosk.services import handing_over, issuing, printing, reception, verification
from kiosk.services.auditing import verify_audit
from kiosk.services.previewing import certificate_preview
from kiosk.services.receipts import receipt_seal, reprint_receipt
from tests.databases import Database
from tests.kiosk.services import any_service, office
from tests.kiosk.services.any_service import Errand
from tests.kiosk.services.finishing import HERE
from tests.kiosk.services.office import NOW, Clock, Counter, Wish, filed, request_of
from tests.kiosk.services.walking import MISSING, approved, decided, sent
from tests.printouts.papers import codes_on, picture, words_in

OWN_CATALOGUE = Path(__file__).parents[1] / "catalogue" / "office-catalogue.toml"
CAT = Wish("PET-01", answers={"chip_no": "276098106", "species": "cat"})


@pytest.fixture
def vet(migrated_sqlite: Database, tmp_path: Path, clock: Clock) -> Iterator[Counter]:
    """A counter of an office with a service of its own."""
    place = office.build(tmp_path, migrated_sqlite, extra=OWN_CATALOGUE)
    office.hire(place.open(clock))
    opened = office.staffed(place, clock)
    yield opened
    office.store_of(opened.desk).close()


def test_a_service_out_of_the_offices_own_file_ends_in_a_sealed_paper(vet: Counter) -> None:
    request = approved(vet, 1, CAT)
    paper = issuing.issue(vet.desk, vet.desk.command("certificate:record:issued", vet.clerk), request.id)
    printed = sent(vet, request.id)
    printing.paper_is_good(vet.desk, vet.desk.command("certificate:paper:good", vet.clerk), request.id)

    assert str(paper.issued.number) == "723/1405/PET-01/000001"
    assert request_of(vet.desk, request.id).state is RequestState.QC_OK
    pdf = Path(printed.attempt.job or "").read_bytes()
    assert {"Certificate", "Animal", "SARA", "KARIMI", "cat", "276098106"} <= words_in(pdf)
    (read,) = codes_on(picture(pdf, dpi=200))
    seal = vet.desk.seals.check(read).seal
    assert isinstance(seal, CertificateSeal)
    assert (seal.service, seal.expires_on) == ("PET-01", date(2026, 12, 4))


def test_it_is_filed_by_its_owner_and_handed_over_like_any_other(vet: Counter) -> None:
    errand = Errand(vet.desk.catalogue.service("PET-01"), HERE, 1)
    filed_one, receipt = any_service.filed(vet, errand)

    verified, passed = any_service.verified(vet, filed_one, HERE)
    done = any_service.ended(vet, any_service.made(vet, any_service.approved(vet, verified)))

    assert filed_one.fields == {"chip_no": "276", "species": "cat"}
    assert receipt.paper.expected == 2
    assert passed == []
    assert done.state is RequestState.DELIVERED
    (line,) = handing_over.handed_over(vet.desk, vet.clerk, done.id)
    assert line.said.recipient == "سارا کریمی"
    assert verify_audit(vet.desk.store, office.CODE).fault is None


def test_its_certificate_is_previewed_with_its_own_sample(vet: Counter) -> None:
    desk = vet.desk
    paper = certificate_preview(desk.catalogue, "PET-01", desk.office.letterhead, desk.office.local(NOW))

    assert {"SPECIMEN", "NEMOONEI", "276", "Animal"} <= words_in(desk.renderer.certificate(paper))


def test_its_documents_are_walked_with_what_they_must_show(vet: Counter) -> None:
    request = filed(vet.desk, 1, CAT)

    walk = verification.open_walk(vet.desk, vet.clerk, request.id)

    assert [slot.kind for slot in walk.slots] == ["pet-passport", "passport"]
    assert walk.expected[1] == {"chip_no": "276098106", "full_name_lat": "SARA KARIMI"}


def test_its_slip_and_its_receipt_speak_its_own_words(vet: Counter) -> None:
    request = filed(vet.desk, 1, CAT)
    wrong = Judgement(
        Verdict.MISMATCH, (FieldCheck("chip_no", "276098106", None, "276098107"),), ("vaccinated",)
    )

    assert decided(vet.desk, vet.clerk, request.id, {1: wrong, 2: MISSING}) is Outcome.INCOMPLETE
    slip = verification.deficiency_slip(vet.desk, vet.clerk, request.id).paper
    receipt = reprint_receipt(vet.desk, vet.clerk, request.id).paper

    assert (
        slip.service
        == receipt.service
        == Bilingual("گواهی همراهی حیوان", "Certificate for an accompanying animal")
    )
    assert slip.deficiencies[0].document == Bilingual("شناسنامه حیوان", "Pet passport")
    assert slip.deficiencies[0].reason.en == "differs from the request: Chip, Vaccinated against rabies"
    assert slip.deficiencies[0].reason.fa.endswith("ریزتراشه، واکسن هاری زده شده است")


def test_its_receipt_finds_it(vet: Counter) -> None:
    request = filed(vet.desk, 1, CAT)

    assert reception.find(vet.desk, vet.clerk, receipt_seal(vet.desk, request)).request_id == request.id

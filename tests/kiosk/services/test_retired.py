"""What the office no longer offers: nobody files it any more, and what was filed goes on to its end."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from kiosk.domain.errors import Refused
from kiosk.domain.request import RequestState
from kiosk.services import filing, reception, request_papers, verification
from kiosk.services.receipts import receipt_seal, reprint_receipt
from tests import makers
from tests.databases import Database
from tests.kiosk.services import office
from tests.kiosk.services.applying import GOOD, an_applicant, own
from tests.kiosk.services.finishing import given, on_paper
from tests.kiosk.services.office import Clock, Counter, filed, request_of
from tests.kiosk.services.walking import approved
from tests.printouts.papers import words_in

RETIRED = """
[service.STU-02]
retired = true
[document.enrolment-certificate]
retired = true
[certificate.enrolment-confirmation]
retired = true
"""


@pytest.fixture
def changed(migrated_sqlite: Database, tmp_path: Path, clock: Clock) -> Iterator[Counter]:
    """A counter of an office that has retired a service with its document and its certificate."""
    own_file = tmp_path / "office-catalogue.toml"
    own_file.write_text(RETIRED, encoding="utf-8")
    place = office.build(tmp_path, migrated_sqlite, extra=own_file)
    office.hire(place.open(clock))
    opened = office.staffed(place, clock)
    yield opened
    office.store_of(opened.desk).close()


def test_a_request_of_a_retired_service_is_read_and_carried_to_its_end(changed: Counter) -> None:
    desk, clerk = changed.desk, changed.clerk
    waiting = filed(desk, 1)

    found = reception.find(desk, clerk, receipt_seal(desk, waiting))
    walk = verification.open_walk(desk, clerk, waiting.id)
    done = given(changed, on_paper(changed, approved(changed, 2)))

    assert found.request_id == waiting.id
    assert walk.slots[0].kind == "enrolment-certificate"
    assert reprint_receipt(desk, clerk, waiting.id).paper.service.en == "Confirmation of enrolment"
    assert {"Confirmation", "enrolment"} <= words_in(request_papers.request_form(desk, clerk, waiting.id))
    assert request_of(desk, done.id).state is RequestState.DELIVERED


def test_nobody_files_it_any_more_nor_registers_what_was_begun_before(
    changed: Counter, counter: Counter
) -> None:
    person = makers.a_person(1)
    for each in (changed, counter):
        each.desk.store.write(lambda work: work.people.add(makers.a_file(person), makers.NOON))
    applicant = an_applicant(counter.desk, person)
    draft = filing.start(counter.desk, applicant, own(applicant))

    now = replace(counter.desk, catalogue=changed.desk.catalogue)
    with pytest.raises(Refused, match=r"^filing\.not-offered$"):
        filing.start(changed.desk, applicant, own(applicant))
    with pytest.raises(Refused, match=r"^filing\.not-offered$"):
        filing.register(now, applicant, draft.id, GOOD)

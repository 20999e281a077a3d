"""The receipt: its seal finds the request again, and it says nothing that it need not."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pypdfium2
import pytest

from kiosk.domain.errors import NotFound, Refused
from kiosk.domain.national_code import mask
from kiosk.domain.request import RequestState
from kiosk.domain.seal import ReceiptSeal
from kiosk.services import filing, reception
from kiosk.services.receipts import receipt_seal, reprint_receipt
from kiosk.words import Words
from printouts.sheet import MM
from tests import makers
from tests.kiosk.services.applying import an_applicant, scan_all
from tests.kiosk.services.office import (
    Clock,
    Counter,
    Place,
    Wish,
    filed,
    request_of,
    staffed,
    store_of,
    traced,
)
from tests.kiosk.services.walking import MISSING, decided, walked
from tests.printouts.papers import codes_on, picture, words_in


def test_the_code_on_a_reprint_finds_the_request_again(counter: Counter) -> None:
    request = filed(counter.desk)

    with traced(counter.desk) as trace:
        receipt = reprint_receipt(counter.desk, counter.clerk, request.id)

    (read,) = codes_on(picture(receipt.pdf, dpi=200))
    found = reception.find(counter.desk, counter.clerk, read)
    assert found.request_id == request.id
    assert (trace.commits, trace.actions) == (1, ["request:receipt:reprinted"])
    assert trace.events[0].subject == str(request.id)


def test_a_reprint_is_a_duplicate_with_documents_and_no_open_code(counter: Counter) -> None:
    request = filed(counter.desk)
    counter.desk.store.write(lambda work: work.walks.add_slot(request.id, makers.a_slot(4, kind="portrait")))

    paper = reprint_receipt(counter.desk, counter.clerk, request.id).paper

    national_code = makers.a_person().national_code
    names = [counter.desk.catalogue.document(kind).name for kind in ("enrolment-certificate", "passport")]
    assert paper.duplicate
    assert paper.masked_national_code == mask(national_code)
    assert (len(paper.uploaded), paper.expected, len(paper.bring)) == (3, 4, 4)
    assert list(paper.uploaded[:2]) == names
    assert paper.filed_at == request.filed_at
    assert paper.filed_at.utcoffset() == timedelta(hours=1)


def test_the_receipt_of_a_request_older_than_seals_is_refused_in_words(counter: Counter) -> None:
    request = replace(filed(counter.desk), filed_at=datetime(2019, 12, 31, 12, tzinfo=UTC))

    with pytest.raises(Refused, match=r"^seal\.day$") as refused:
        receipt_seal(counter.desk, request)

    assert "2019-12-31" in Words("en").error(refused.value)


def test_every_reprint_has_the_same_code_whatever_happened_since(counter: Counter, clock: Clock) -> None:
    request = filed(counter.desk)
    first = reprint_receipt(counter.desk, counter.clerk, request.id)
    decided(counter.desk, counter.clerk, request.id, {1: MISSING})
    clock.passes(timedelta(days=40))

    later = reprint_receipt(counter.desk, counter.supervisor, request.id)

    assert (
        later.paper.seal
        == first.paper.seal
        == receipt_seal(counter.desk, request_of(counter.desk, request.id))
    )


def test_the_seal_holds_the_code_and_the_day_and_nothing_of_the_person(counter: Counter) -> None:
    request = filed(counter.desk)

    seal = counter.desk.seals.check(receipt_seal(counter.desk, request)).seal

    assert seal == ReceiptSeal(723, request.tracking_code, request.filed_at.date(), None)


def test_the_paper_holds_neither_national_code_nor_passport(counter: Counter) -> None:
    request = filed(counter.desk)

    printed = words_in(reprint_receipt(counter.desk, counter.clerk, request.id).pdf)

    assert not {makers.a_person().national_code, makers.a_person().passport_no} & printed


def test_every_registered_request_has_its_receipt(counter: Counter) -> None:
    for number, state in enumerate(RequestState, 1):
        request = filed(counter.desk, number, Wish(state=state))
        if state is not RequestState.INITIAL:
            receipt = reprint_receipt(counter.desk, counter.clerk, request.id)
            assert receipt.paper.tracking_code == request.tracking_code


def test_a_request_that_is_not_registered_yet_has_none(counter: Counter) -> None:
    request = filed(counter.desk, wish=Wish(state=RequestState.INITIAL))

    with traced(counter.desk) as trace, pytest.raises(Refused, match=r"^receipt\.not-yet$"):
        reprint_receipt(counter.desk, counter.clerk, request.id)

    assert trace.events == ()


def test_a_request_that_is_not_here_has_none(counter: Counter) -> None:
    with pytest.raises(NotFound, match=r"^request\.unknown$"):
        reprint_receipt(counter.desk, counter.clerk, makers.request_id(9))


def test_a_receipt_is_reprinted_in_the_middle_of_a_walk(counter: Counter) -> None:
    request = filed(counter.desk)
    walked(counter.desk, counter.clerk, request.id)

    reprint_receipt(counter.desk, counter.colleague, request.id)

    assert request_of(counter.desk, request.id).hold is not None


@pytest.mark.parametrize(("printed_on", "millimetres"), [("a5", 148), ("strip", 80)])
def test_receipts_are_as_wide_as_the_paper_the_office_has(
    place: Place, clock: Clock, printed_on: str, millimetres: int
) -> None:
    settings = place.folder / "counter-1.toml"
    settings.write_text(settings.read_text().replace('# receipt = "a5"', f'receipt = "{printed_on}"'))
    counter = staffed(place, clock)
    first = filed(counter.desk, 1, Wish(state=RequestState.INITIAL))

    again = reprint_receipt(counter.desk, counter.clerk, filed(counter.desk, 2).id)
    scan_all(counter.desk, first)
    applicant = an_applicant(counter.desk, makers.a_person(1))
    issued = filing.issue_receipt(counter.desk, applicant, first.id)

    assert [round(width_of(each.pdf) / MM) for each in (again, issued)] == [millimetres] * 2
    store_of(counter.desk).close()


def width_of(pdf: bytes) -> float:
    document = pypdfium2.PdfDocument(pdf)
    try:
        return float(document[0].get_size()[0])
    finally:
        document.close()

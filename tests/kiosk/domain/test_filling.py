"""Parts of a certificate: which are printed, and with what."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kiosk.domain.bilingual import Bilingual
from kiosk.domain.bill_list import bill_list
from kiosk.domain.certificate_kind import (
    CertificateKind,
    CertificatePart,
    CertificateRow,
    Overlay,
    Place,
)
from kiosk.domain.errors import Refused
from kiosk.domain.filling import Known, conditions, holds, worded
from kiosk.domain.sample import sample
from kiosk.domain.wording import Asked, Issue, paper_facts, request_facts, stored_facts
from tests.kiosk.domain.applicant import DAY, FILE, NAME, OFFICE, REQUEST, SERVICE, STATED

KNOWN = Known(request_facts(FILE, SERVICE, STATED), stored=stored_facts(STATED))
AREAS = st.from_regex(r"[a-z]{1,7}", fullmatch=True)
WORDS = st.from_regex(r"[a-z][a-z0-9]{0,6}", fullmatch=True)


def kind_with(*parts: CertificatePart) -> CertificateKind:
    return CertificateKind("paper", NAME, NAME, NAME, parts=parts)


@pytest.mark.parametrize(
    ("when", "printed"),
    [
        (None, True),
        ("request.level=master", True),
        ("request.level=bachelor|master", True),
        ("request.level=bachelor", False),
        ("request.level!=bachelor", True),
        ("request.level!=master|bachelor", False),
        ("request.copies=*", True),
        ("request.note=*", False),
        ("request.note!=*", True),
        ("permit.number=*", True),
        ("request.level=master request.note=*", False),
        ("request.level=master request.note!=*", True),
    ],
)
def test_a_part_is_printed_only_where_the_facts_call_for_it(when: str | None, printed: bool) -> None:
    wording = worded(kind_with(CertificatePart(when=when, text=NAME)), KNOWN)

    assert holds(when, KNOWN) is printed
    assert len(wording.parts) == printed


@pytest.mark.parametrize("when", ["level=x", "request.level", "request.level=", "request.level = x", "a.b>1"])
def test_a_condition_that_cannot_be_read_is_an_error(when: str) -> None:
    with pytest.raises(ValueError, match=r".*"):
        conditions(when)


@given(st.lists(st.tuples(AREAS, WORDS, st.sampled_from(["=", "!="]), WORDS), max_size=4))
def test_conditions_are_read_as_they_were_written(parts: list[tuple[str, str, str, str]]) -> None:
    named = [(f"{area}.{name}", sign, value) for area, name, sign, value in parts]

    assert conditions(" ".join("".join(each) for each in named)) == named


def test_what_is_not_printed_need_not_be_known() -> None:
    silent = CertificatePart(when="request.note=*", text=Bilingual("{request.note}", "{request.note}"))

    assert worded(kind_with(silent), KNOWN).parts == ()
    with pytest.raises(Refused, match=r"certificate\.fact-missing"):
        worded(kind_with(replace(silent, when=None)), KNOWN)


def test_a_part_has_its_rows_its_text_across_and_its_boxes() -> None:
    part = CertificatePart(
        title=NAME,
        rows=(CertificateRow(NAME, "request.level"), CertificateRow(NAME, "request.note")),
        across="request.school_fa",
        signing=(NAME,),
    )

    (printed,) = worded(kind_with(part), KNOWN).parts

    assert [row.value.en for row in printed.rows] == ["Master"]
    assert printed.across == "دانشگاه ۲"
    assert (printed.title, printed.signing, printed.text) == (NAME, (NAME,), None)


def test_a_title_is_filled_as_well() -> None:
    kind = replace(kind_with(), title=Bilingual("{request.level}", "{request.level}"))

    assert worded(kind, KNOWN).title == Bilingual("کارشناسی ارشد", "Master")


def test_a_blank_bears_what_is_known_in_the_language_of_its_place() -> None:
    places = (
        Place("en", 1, 1, 50, "person.full_name"),
        Place("fa", 1, 9, 50, "person.full_name"),
        Place("fa", 1, 18, 50, "request.note"),
        Place("en", 1, 27, 50, text="Single journey"),
    )
    kind = replace(kind_with(), overlay=Overlay(100, 100, places))

    assert [each.text for each in worded(kind, KNOWN).placed] == [
        "SARA NEMOONEI",
        "سارا نمونه‌ای",
        "Single journey",
    ]


def test_what_is_known_in_persian_only_has_no_english_words() -> None:
    assert KNOWN.said["person.father"] == Bilingual("کاوه", "")
    assert KNOWN.said["person.sex"] == Bilingual("زن", "female")
    assert KNOWN.said["residence.country"] == Bilingual("آلمان", "Germany")
    assert KNOWN.said["residence.address"].en == "Street 1, 10000 Sampleton"


def test_a_code_of_latin_letters_keeps_its_digits_in_a_persian_text() -> None:
    facts = request_facts(FILE, SERVICE, {**STATED, "note": "SE-2026/114"})

    assert facts["request.note"] == Bilingual("SE-2026/114", "")


def test_a_paper_tells_of_the_inquiry_and_its_reply() -> None:
    asked = Asked("31", DAY, "", DAY)
    facts = paper_facts(OFFICE, REQUEST, Issue("n", DAY, None, NAME, asked))

    assert facts["inquiry.sent_no"].en == "31"
    assert facts["inquiry.reply_on"].en == "24 November 2026"
    assert "inquiry.reply_no" not in facts
    assert facts["certificate.signer"] == NAME


def test_a_sample_stands_for_a_request() -> None:
    given = {
        "request": {"level": Bilingual("کارشناسی ارشد", "Master"), "note": NAME},
        "person": {"father": Bilingual("کاوه", "Kaveh")},
    }
    known = sample(replace(kind_with(), sample=given), SERVICE)

    assert known.stored["request.level"] == "master"
    assert known.said["person.father"] == Bilingual("کاوه", "")


def test_bills_are_listed_with_totals_by_currency_and_the_excluded_apart() -> None:
    listed = bill_list(
        "2026-09-01; hospital; 12450.50 EUR\n\n۱۴۰۵/۶/۲۹؛ دارو؛ ۲۱۵٫۷۵ CHF\n2026-09-02; test; 1,000 eur\n"
        "2026-09-30; lodging; 900 EUR"
    )

    assert [total.en for total in listed.totals] == ["215.75 CHF", "13,450.50 EUR"]
    assert listed.totals[1].fa == "۱۳٬۴۵۰٫۵۰ EUR"
    assert [bill.item.en for bill in listed.accepted] == ["hospital", "medicine", "test"]
    assert [bill.on.fa for bill in listed.accepted][1] == "۱۴۰۵/۰۶/۲۹"
    assert [bill.item.fa for bill in listed.excluded] == ["اقامت"]


@pytest.mark.parametrize("line", ["hospital", "2026-09-01; hospital",
    "2026-09-01; test; 3", "2026-09-01; test; -3 EUR", "2026-09-01; test; 3.5.5 EUR"])  # fmt: skip
def test_a_bill_that_cannot_be_read_is_refused_by_its_line(line: str) -> None:
    with pytest.raises(Refused, match=r"bills\.line") as refused:
        bill_list(f"2026-09-01; test; 3 EUR\n{line}")

    assert refused.value.details == {"line": 2}

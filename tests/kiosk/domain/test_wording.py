"""Facts in words: what a document must show and what a certificate says."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kiosk.domain.bilingual import Bilingual
from kiosk.domain.catalogue import DocumentField, DocumentKind
from kiosk.domain.certificate_kind import CertificateKind, CertificateRow
from kiosk.domain.errors import Refused
from kiosk.domain.filling import Known, fill, has_stray_brace, holes, worded
from kiosk.domain.person import Residence
from kiosk.domain.wording import (
    FACTS,
    Issue,
    Script,
    dates,
    expected,
    fact_scripts,
    paper_facts,
    request_facts,
    request_labels,
    said_date,
)
from tests.kiosk.domain.applicant import DAY, FILE, NAME, OFFICE, REQUEST, SARA, SERVICE, STATED


def a_document(*fields: DocumentField) -> DocumentKind:
    return DocumentKind("paper", NAME, fields)


def a_certificate(body: Bilingual, *sources: str) -> CertificateKind:
    rows = tuple(CertificateRow(NAME, source) for source in sources)
    return CertificateKind("paper", NAME, NAME, body, rows, {})


def test_a_document_must_show_what_the_registers_and_the_request_say() -> None:
    document = a_document(
        DocumentField("code", NAME, "person.national_code"),
        DocumentField("born", NAME, "person.birth_date"),
        DocumentField("name", NAME, "person.full_name_lat", latin=True),
        DocumentField("permit", NAME, "permit.valid_to", latin=True),
        DocumentField("mail", NAME, "contact.email", latin=True),
        DocumentField("town", NAME, "residence.city", latin=True),
        DocumentField("school", NAME, "request.school_lat", latin=True),
        DocumentField("level", NAME, "request.level", latin=True),
        DocumentField("level_fa", NAME, "request.level"),
        DocumentField("began", NAME, "request.start_date"),
    )

    assert expected(document, FILE, SERVICE, STATED) == {
        "code": "0932833810",
        "born": "1994-02-24",
        "name": "SARA NEMOONEI",
        "permit": "2027-03-20",
        "mail": "sara@example.org",
        "town": "Sampleton",
        "school": "University 2",
        "level": "Master",
        "level_fa": "کارشناسی ارشد",
        "began": "2025-10-01",
    }


def test_the_days_of_a_document_are_known_by_what_they_must_equal_or_by_their_own_word() -> None:
    document = a_document(
        DocumentField("code", NAME, "person.national_code"),
        DocumentField("born", NAME, "person.birth_date"),
        DocumentField("permit", NAME, "permit.valid_to", latin=True),
        DocumentField("began", NAME, "request.start_date"),
        DocumentField("note", NAME, "request.note"),
        DocumentField("paper_no", NAME),
        DocumentField("paper_date", NAME, date=True),
    )

    assert dates(document, SERVICE) == {"born", "permit", "began", "paper_date"}


def test_nothing_is_expected_where_nothing_is_known() -> None:
    document = a_document(
        DocumentField("slip_no", NAME),
        DocumentField("permit", NAME, "permit.number"),
        DocumentField("expiry", NAME, "person.passport_expiry"),
        DocumentField("note", NAME, "request.note"),
        DocumentField("other", NAME, "request.of_another_service"),
    )
    file = replace(FILE, permit=None, person=replace(SARA, passport_expiry=None))

    assert expected(document, file, SERVICE, STATED) == {}


def test_a_choice_that_no_longer_exists_is_expected_as_it_was_stored() -> None:
    document = a_document(DocumentField("level", NAME, "request.level"))

    assert expected(document, FILE, SERVICE, {"level": "licence"}) == {"level": "licence"}


def test_facts_are_said_in_the_manner_of_each_language() -> None:
    facts = request_facts(FILE, SERVICE, STATED)

    assert facts["person.full_name"] == Bilingual("سارا نمونه‌ای", "SARA NEMOONEI")
    assert facts["person.national_code"] == Bilingual("۰۹۳۲۸۳۳۸۱۰", "0932833810")
    assert facts["person.passport_no"] == Bilingual("A00000000", "A00000000")
    assert facts["person.birth_date"] == Bilingual("۵ اسفند ۱۳۷۲", "24 February 1994")
    assert facts["request.school"] == Bilingual("دانشگاه ۲", "University 2")
    assert facts["request.level"] == Bilingual("کارشناسی ارشد", "Master")
    assert facts["request.start_date"] == Bilingual("۹ مهر ۱۴۰۴", "1 October 2025")
    assert facts["request.copies"] == Bilingual("۳", "3")
    assert "request.note" not in facts


def test_an_unknown_permit_leaves_its_facts_out() -> None:
    facts = request_facts(replace(FILE, permit=None), SERVICE, STATED)

    assert not [name for name in facts if name.startswith("permit.")]


@pytest.mark.parametrize("name", FACTS)
def test_every_named_fact_can_be_read(name: str) -> None:
    full = replace(FILE, residence=Residence("DE", "S", "1", "", "1", "ت", "1", "IR", date(2020, 1, 1)))

    assert name in request_facts(full, SERVICE, {})


def test_every_fact_of_a_certificate_has_its_script() -> None:
    scripts = fact_scripts(SERVICE)
    facts = {**request_facts(FILE, SERVICE, STATED), **paper_facts(OFFICE, REQUEST, Issue("n", DAY, DAY))}

    assert set(facts) <= set(scripts)
    assert scripts["person.full_name"] is Script.BOTH
    assert scripts["person.father"] is Script.PERSIAN
    assert scripts["request.school"] is Script.BOTH
    assert scripts["request.school_fa"] is Script.PERSIAN


def test_a_paper_speaks_of_the_offices_own_days() -> None:
    facts = paper_facts(OFFICE, REQUEST, Issue("723/1405/TST-01/000001", DAY, date(2026, 12, 24)))

    assert facts["request.filed_on"] == Bilingual("۳ آذر ۱۴۰۵", "24 November 2026")
    assert facts["request.tracking_code"].fa == "7KQ2M9XWT4RB"
    assert facts["certificate.number"].fa == "723/1405/TST-01/000001"
    assert facts["certificate.issued_on"].fa == "۳ آذر ۱۴۰۵"
    assert facts["certificate.expires_on"] == Bilingual("۳ دی ۱۴۰۵", "24 December 2026")
    assert facts["office.name"] == OFFICE.name


def test_a_paper_without_a_last_day_does_not_speak_of_one() -> None:
    assert "certificate.expires_on" not in paper_facts(OFFICE, REQUEST, Issue("n", DAY, None))


def test_a_certificate_is_filled_in_both_languages() -> None:
    certificate = a_certificate(
        Bilingual(
            "{person.full_name} از {request.start_date}", "{person.full_name} since {request.start_date}"
        ),
        "person.national_code",
        "request.note",
    )

    wording = worded(certificate, Known(request_facts(FILE, SERVICE, STATED)))

    assert wording.body == Bilingual("سارا نمونه‌ای از ۹ مهر ۱۴۰۴", "SARA NEMOONEI since 1 October 2025")
    assert [row.value.en for row in wording.rows] == ["0932833810"]


def test_a_certificate_whose_sentence_lacks_a_fact_is_refused() -> None:
    certificate = a_certificate(Bilingual("{request.note}", "{request.note}"))

    with pytest.raises(Refused, match=r"certificate\.fact-missing") as caught:
        worded(certificate, Known(request_facts(FILE, SERVICE, STATED)))
    assert caught.value.details == {"fact": "request.note"}


def test_a_missing_fact_is_called_by_the_label_of_its_field() -> None:
    school = Bilingual("دانشگاه", "University")
    fields = tuple(replace(each, label=school) for each in SERVICE.fields)
    labels = request_labels(replace(SERVICE, fields=fields))

    for hole in ("request.note", "request.school"):
        certificate = a_certificate(Bilingual(f"{{{hole}}}", ""))
        with pytest.raises(Refused) as caught:
            worded(certificate, Known({}, labels))
        assert caught.value.details == {"fact": school}


@pytest.mark.parametrize("answer", ["1.10.2025", "۱۴۰۴/۷/۹", "2025-13-01", "soon", "2025-10-01T00:00"])
def test_an_answer_that_is_no_date_is_refused_by_its_label(answer: str) -> None:
    with pytest.raises(Refused, match=r"certificate\.not-a-date") as caught:
        request_facts(FILE, SERVICE, {**STATED, "start_date": answer})

    assert caught.value.details == {"field": NAME, "value": answer}


def test_an_empty_value_does_not_fill_a_hole() -> None:
    with pytest.raises(Refused):
        fill("{person.father}", {"person.father": ""})


def test_a_value_is_never_read_as_a_template() -> None:
    values = {"person.father": "{person.mother}", "person.mother": "secret"}

    assert fill("<{person.father}>", values) == "<{person.mother}>"


@pytest.mark.parametrize(
    "template",
    [
        "{0}",
        "{person}",
        "{person.father.x}",
        "{person.father!r}",
        "{person.father:>9}",
        "{person.__class__}",
        "{ person.father }",
        "{Person.father}",
    ],
)
def test_only_plain_holes_are_holes(template: str) -> None:
    assert holes(template) == ()
    assert has_stray_brace(template)
    assert fill(template, {"person.father": "x"}) == template


@given(
    st.dictionaries(st.sampled_from(sorted(FACTS)), st.text(min_size=1)),
    st.text(alphabet="ab {}", max_size=20),
)
def test_filling_changes_nothing_but_the_holes(values: Mapping[str, str], tail: str) -> None:
    template = " ".join(f"{{{name}}}" for name in values) + tail

    assert fill(template, values) == " ".join(values.values()) + tail


@given(st.dates(date(1900, 1, 1), date(2100, 1, 1)))
def test_a_date_is_said_in_two_calendars(day: date) -> None:
    said = said_date(day)

    assert said.en.startswith(f"{day.day} ")
    assert said.en.endswith(f" {day.year}")
    assert not any(digit in said.fa for digit in "0123456789")

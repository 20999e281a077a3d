"""The built-in catalogue: complete, in both languages, and printable."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from enum import StrEnum

import pytest

from kiosk.catalogue import load
from kiosk.domain.bilingual import Bilingual, Language
from kiosk.domain.catalogue import Catalogue, DocumentKind, Output, Service, StatusPath
from kiosk.domain.certificate_kind import CertificateKind
from kiosk.domain.errors import NotFound
from kiosk.domain.filling import Known, worded
from kiosk.domain.person import Marital, MilitaryStatus, PermitKind, Sex

CODES = (
    *(f"PAS-0{number}" for number in range(1, 10)),
    *("IBC-01", "LSP-01", "EXC-01", "STU-01", "STU-02", "STU-03", "STU-04", "EXS-01"),
    *(f"CIV-0{number}" for number in range(1, 8)),
    *("POA-01", "POA-02", "PCC-01", "PCC-02", "MED-01", "GEN-01"),
)
"""Source: domain.md 2.1."""

LANGUAGES: tuple[Language, ...] = ("fa", "en")

PRINTED_HERE = {
    "STU-02": "enrolment-confirmation",
    "CIV-06": "single-status",
    "PCC-02": "criminal-record-interim",
    "STU-03": "graduation-confirmation",
    "LSP-01": "laissez-passer",
    "POA-01": "power-of-attorney",
    "POA-02": "signed-deed",
    "PCC-01": "criminal-record-delivery",
    "MED-01": "medical-documents",
    "GEN-01": "true-copy",
}

CATALOGUE = load()


def every_text(value: object) -> Iterator[Bilingual]:
    """Each text in both languages, however deep."""
    if isinstance(value, dict) and set(value) == {"fa", "en"}:
        yield Bilingual(str(value["fa"]), str(value["en"]))
    elif isinstance(value, dict):
        for each in value.values():
            yield from every_text(each)
    elif isinstance(value, list):
        for each in value:
            yield from every_text(each)


def words() -> list[Bilingual]:
    """All names, labels and sentences; the samples are values and may be Latin."""
    listed = CATALOGUE.as_json()
    for certificate in CATALOGUE.certificates.values():
        assert certificate.sample
    plain = json.loads(json.dumps(listed))
    for certificate in plain["certificates"]:
        del certificate["sample"]
        if certificate["title"]["fa"] == certificate["title"]["en"]:
            # A title that is a fact says nothing by itself.
            del certificate["title"]
    return list(every_text(plain))


def test_every_service_of_the_seed_is_there_and_no_other() -> None:
    assert tuple(CATALOGUE.services) == CODES


@pytest.mark.parametrize("service", CATALOGUE.services.values(), ids=str)
def test_a_service_has_both_names_documents_and_an_output(service: Service) -> None:
    assert service.name.fa
    assert service.name.en
    assert service.who.fa
    assert service.documents
    assert isinstance(service.output, Output)
    assert service.rules
    assert CATALOGUE.group(service.group).name.fa


@pytest.mark.parametrize("service", CATALOGUE.services.values(), ids=str)
def test_a_service_asks_for_at_least_one_document_always(service: Service) -> None:
    asked = CATALOGUE.asked_for(service)

    assert any(wanted.mandatory for wanted, _ in asked)
    assert [kind.id for _, kind in asked] == [wanted.kind for wanted in service.documents]


@pytest.mark.parametrize("service", CATALOGUE.services.values(), ids=str)
def test_a_condition_or_a_rule_has_its_sentence(service: Service) -> None:
    conditions = {wanted.when for wanted in service.documents if wanted.when}

    for name in conditions | set(service.rules):
        assert CATALOGUE.rule(name).text.fa


@pytest.mark.parametrize("document", CATALOGUE.documents.values(), ids=lambda each: each.id)
def test_a_document_has_something_to_look_at(document: DocumentKind) -> None:
    assert document.points
    assert all(field.label.fa and field.label.en for field in document.fields)


def test_every_document_is_asked_for_by_a_service() -> None:
    asked = {wanted.kind for service in CATALOGUE.services.values() for wanted in service.documents}

    assert set(CATALOGUE.documents) == asked


@pytest.mark.parametrize(("code", "certificate"), PRINTED_HERE.items())
def test_the_certificates_of_this_version_belong_to_their_services(code: str, certificate: str) -> None:
    service = CATALOGUE.service(code)

    assert service.certificate == certificate
    assert Output.CERTIFICATE in (service.output, *service.other_outputs)
    assert service.fields


@pytest.mark.parametrize("code", ["STU-02", "CIV-06", "PCC-02"])
def test_what_a_certificate_rests_on_is_read_and_compared(code: str) -> None:
    asked = CATALOGUE.asked_for(CATALOGUE.service(code))

    assert all(kind.fields or kind.id == "portrait" for wanted, kind in asked if wanted.mandatory)


def test_every_service_that_may_end_in_a_certificate_has_one() -> None:
    ending = {
        code
        for code, service in CATALOGUE.services.items()
        if Output.CERTIFICATE in (service.output, *service.other_outputs)
    }

    assert ending == set(PRINTED_HERE)


def test_only_the_interim_letter_and_the_laissez_passer_expire() -> None:
    expiring = {kind.id: kind.valid_days for kind in CATALOGUE.certificates.values() if kind.valid_days}

    assert expiring == {"criminal-record-interim": 30, "laissez-passer": 20}


@pytest.mark.parametrize("certificate", CATALOGUE.certificates.values(), ids=lambda each: each.id)
def test_a_certificate_shows_its_sample_in_both_languages(certificate: CertificateKind) -> None:
    wording = worded(certificate, Known(certificate.sample_facts))

    texts = [wording.title, wording.body, *(part.text for part in wording.parts if part.text)]
    for text in (text[language] for text in texts for language in LANGUAGES):
        assert "{" not in text
        assert "}" not in text
    assert len(wording.rows) == len(certificate.rows)
    assert all(row.value.fa and row.value.en for row in wording.rows)


def test_persian_words_are_persian_and_english_words_english() -> None:
    texts = words()

    assert len(texts) > 500
    for text in texts:
        assert re.search("[آ-ی]", text.fa), text
        assert not re.search("[\u064a\u0643\u0649\u0640]", text.fa), text
        assert not re.search("[\u0600-\u06ff]", text.en), text


def test_persian_words_carry_no_stray_spaces() -> None:
    for text in words():
        assert text.fa == text.fa.strip()
        assert "  " not in text.fa
        assert " ،" not in text.fa
        assert not re.search(r"\bمی |ها ی\b| های\b", text.fa), text


def test_the_listing_is_plain_json() -> None:
    listed = json.loads(json.dumps(CATALOGUE.as_json(), ensure_ascii=False))

    assert {"services", "documents", "certificates"} <= set(listed)
    enrolment = next(each for each in listed["services"] if each["code"] == "STU-02")
    assert enrolment["name"] == {"fa": "تأیید گواهی اشتغال به تحصیل", "en": "Confirmation of enrolment"}
    assert enrolment["output"] == "C"
    assert enrolment["other_outputs"] == ["V"]
    assert enrolment["documents"][0] == {"kind": "enrolment-certificate", "mandatory": True, "when": None}
    assert {"id", "type", "label", "mandatory"} <= set(enrolment["fields"][0])
    assert "student-file" in enrolment["rules"]
    assert [each["code"] for each in listed["services"]] == list(CODES)
    assert len(listed["certificates"]) == len(PRINTED_HERE)


def test_what_is_not_in_the_catalogue_is_not_found() -> None:
    empty = Catalogue()

    for look_up, key in (
        (empty.service, "catalogue.no-such-service"),
        (empty.document, "catalogue.no-such-document"),
        (empty.certificate, "catalogue.no-such-certificate"),
        (empty.rule, "catalogue.no-such-rule"),
        (empty.group, "catalogue.no-such-group"),
    ):
        with pytest.raises(NotFound, match=re.escape(key)):
            look_up("XXX-99")


def test_an_entry_is_found_under_its_name() -> None:
    assert CATALOGUE.service("STU-02").code == "STU-02"
    assert CATALOGUE.document("passport").name.en == "Passport"
    assert CATALOGUE.certificate("single-status").title.fa == "گواهی تجرد"


def test_a_registration_has_the_pages_of_the_guide_in_its_order() -> None:
    assert [page.name.fa for page in CATALOGUE.registration] == [
        "اطلاعات هویتی",
        "محل سکونت",
        "اطلاعات اقامت",
        "اطلاعات تماس",
    ]


@pytest.mark.parametrize(
    ("field", "members"),
    [("sex", Sex), ("marital", Marital), ("military_status", MilitaryStatus), ("permit_kind", PermitKind)],
)
def test_a_choice_of_the_registration_offers_what_the_register_knows(
    field: str, members: type[StrEnum]
) -> None:
    fields = {each.id: each for page in CATALOGUE.registration for each in page.fields}

    assert [choice.id for choice in fields[field].choices] == [member.value for member in members]


def test_every_field_is_explained_in_a_short_sentence() -> None:
    for service in CATALOGUE.services.values():
        for field in service.fields:
            assert field.help is not None, (service.code, field.id)
            assert all(len(text) <= 90 and text.endswith(".") for text in (field.help.fa, field.help.en))


def test_every_passport_may_follow_the_yes_to_a_crosser_and_nothing_else_follows() -> None:
    passports = tuple(code for code, service in CATALOGUE.services.items() if service.group == "passport")

    assert CATALOGUE.service("IBC-01").followed_by == passports
    assert [code for code, service in CATALOGUE.services.items() if service.followed_by] == ["IBC-01"]
    for code, service in CATALOGUE.services.items():
        assert ("crossing-agreed" in service.rules) == bool(CATALOGUE.before(code)), code


def test_who_is_asked_is_named_and_only_one_service_takes_silence_for_a_yes() -> None:
    asked = {
        code: (service.addressee, service.due_days)
        for code, service in CATALOGUE.services.items()
        if StatusPath.CENTRE in (service.path, *service.other_paths)
    }

    assert asked["EXC-01"] == ("unit-721", 7)
    assert asked["PCC-01"] == ("international-police", 30)
    assert asked["IBC-01"] == ("centre", 30)
    assert all(CATALOGUE.addressee(name).fa for name, _days in asked.values())
    assert [code for code, service in CATALOGUE.services.items() if service.silence_agrees] == ["EXC-01"]

"""What a certificate is previewed with: answers that its own form takes, and days that agree."""

from __future__ import annotations

import pytest

from kiosk.catalogue import load
from kiosk.commands.preview import LETTERHEAD
from kiosk.domain.answers import FormRefused, check_all
from kiosk.domain.draft import fields_of
from kiosk.domain.sample import sample
from kiosk.domain.wording import said_date
from kiosk.services.previewing import certificate_preview
from tests.makers import NOON

CATALOGUE = load()
every_code = pytest.mark.parametrize(
    "code", [code for code, service in CATALOGUE.services.items() if service.certificate]
)


@every_code
def test_the_form_of_the_service_takes_every_answer_of_the_sample_as_it_is(code: str) -> None:
    service = CATALOGUE.service(code)
    known = sample(CATALOGUE.certificate(service.certificate or ""), service)
    fields = [each for each in fields_of(service) if f"request.{each.id}" in known.stored]
    given = {each.id: known.stored[f"request.{each.id}"] for each in fields}
    assert given

    try:
        taken = check_all(fields, given, NOON.date())
    except FormRefused as refused:
        pytest.fail(str({name: (why.key, given.get(name)) for name, why in refused.problems.items()}))
    assert taken.items() <= given.items(), "The form would store something else."


@every_code
def test_a_preview_says_the_days_of_its_head_in_its_sentence(code: str) -> None:
    paper = certificate_preview(CATALOGUE, code, LETTERHEAD, NOON)
    kind = CATALOGUE.certificate(CATALOGUE.service(code).certificate or "")

    for fact, day in (
        ("certificate.issued_on", paper.issued_at.date()),
        ("certificate.expires_on", paper.expires_on),
    ):
        for language in ("fa", "en"):
            if f"{{{fact}}}" in kind.body[language]:
                assert day is not None
                assert said_date(day)[language] in paper.body[language]

"""A certificate's own sample as if a request had stated it: to preview and to test without a person."""

from __future__ import annotations

from kiosk.domain.bilingual import Bilingual
from kiosk.domain.catalogue import Service
from kiosk.domain.certificate_kind import CertificateKind
from kiosk.domain.filling import Known
from kiosk.domain.wording import Script, fact_scripts, request_labels


def sample(kind: CertificateKind, service: Service) -> Known:
    """What is known in Persian only is said in Persian only; a choice is stored by its id."""
    scripts, facts = fact_scripts(service), kind.sample_facts
    said = {
        fact: Bilingual(value.fa, "") if scripts.get(fact) is Script.PERSIAN else value
        for fact, value in facts.items()
    }
    stored = {fact: _stored(service, fact, value) for fact, value in facts.items()}
    return Known(said, request_labels(service), stored)


def _stored(service: Service, fact: str, value: Bilingual) -> str:
    field = service.field(fact.removeprefix("request."))
    ids = [choice.id for choice in field.choices if choice.name == value] if field else []
    return ids[0] if ids else value.en

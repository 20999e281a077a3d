"""A certificate's own sample as if a request had stated it: to preview and to test without a person."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from kiosk.domain.bilingual import Bilingual
from kiosk.domain.catalogue import Service
from kiosk.domain.certificate_kind import CertificateKind
from kiosk.domain.filling import Known
from kiosk.domain.form import FieldType, RequestField
from kiosk.domain.typed_day import kept
from kiosk.domain.wording import Script, fact_scripts, request_labels


def sample(kind: CertificateKind, service: Service) -> Known:
    """What is known in Persian only is said in Persian only; what is stored is what the form would store."""
    scripts, facts = fact_scripts(service), kind.sample_facts
    said = {
        fact: Bilingual(value.fa, "") if scripts.get(fact) is Script.PERSIAN else value
        for fact, value in facts.items()
    }
    return Known(said, request_labels(service), {**_other(service, facts), **dict(_answers(service, facts))})


def _other(service: Service, facts: Mapping[str, Bilingual]) -> dict[str, str]:
    """What nobody is asked for."""
    return {
        fact: value.en
        for fact, value in facts.items()
        if service.field(fact.removeprefix("request.")) is None
    }


def _answers(service: Service, facts: Mapping[str, Bilingual]) -> Iterator[tuple[str, str]]:
    """Of a pair in both scripts, which a certificate names as one, each half."""
    scripts = fact_scripts(service)
    for field in service.fields:
        fact = f"request.{field.id}"
        pair = facts.get(fact.removesuffix("_fa").removesuffix("_lat"))
        if (value := facts.get(fact, pair)) is not None:
            yield fact, _stored(field, value, scripts[fact])


def _stored(field: RequestField, value: Bilingual, script: Script) -> str:
    match field.type:
        case FieldType.CHOICE:
            return next((choice.id for choice in field.choices if choice.name == value), value.en)
        case FieldType.DATE:
            return kept(value.en)
    return value.fa if script is Script.PERSIAN else value.en

"""Whether a certificate's wording can always be filled in."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from kiosk.domain.catalogue import Catalogue, CertificateKind, Service
from kiosk.domain.wording import Script, fact_scripts, has_stray_brace, holes
from kiosk.strict import Problem, Wrong, closest, msgid


def certificate_problems(certificate: CertificateKind, catalogue: Catalogue) -> Iterator[Problem]:
    path = f"catalogue.certificate.{certificate.id}"
    if certificate.valid_days is not None and not 1 <= certificate.valid_days <= 3650:
        yield Problem(
            f"{path}.valid-days", msgid("must be from {least} to {most}"), {"least": 1, "most": 3650}
        )
    for language in ("fa", "en"):
        if has_stray_brace(certificate.body[language]):
            yield Problem(f"{path}.body.{language}", msgid("has a brace that belongs to no {{hole}}"))
    if certificate.valid_days is None and "certificate.expires_on" in dict(_named(certificate)):
        yield Problem(f"{path}.body", msgid("names its last day, but valid-days is missing"))
    users = [each for each in catalogue.services.values() if each.certificate == certificate.id]
    for service in users:
        yield from _unfilled(certificate, service, path)
    yield from _sample(certificate, path)


def _named(certificate: CertificateKind) -> Iterator[tuple[str, str]]:
    """Each fact with the place that names it."""
    for language in ("fa", "en"):
        for hole in holes(certificate.body[language]):
            yield hole, f"body.{language}"
    for number, row in enumerate(certificate.rows, start=1):
        yield row.source, f"rows.{number}.source"


def _unfilled(certificate: CertificateKind, service: Service, path: str) -> Iterator[Problem]:
    scripts = fact_scripts(service)
    for fact, place in dict.fromkeys(_named(certificate)):
        if wrong := _wrong(fact, place, scripts, service):
            yield wrong.at(f"{path}.{place}")


def _wrong(fact: str, place: str, scripts: Mapping[str, Script], service: Service) -> Wrong | None:
    if fact not in scripts:
        message = msgid("nothing fills {fact} in {service}")
        return Wrong(message, closest(fact, scripts), fact=fact, service=service.code)
    if place != "body.fa" and scripts[fact] is Script.PERSIAN:
        return Wrong(msgid("{fact} is known in Persian only"), fact=fact)
    field = service.field(fact.removeprefix("request."))
    if place.startswith("body") and field is not None and not field.mandatory:
        return Wrong(msgid("{fact} may be left empty in {service}"), fact=fact, service=service.code)
    return None


def _sample(certificate: CertificateKind, path: str) -> Iterator[Problem]:
    named = dict(_named(certificate))
    given = certificate.sample_facts
    for fact in named:
        if fact not in given:
            yield Problem(f"{path}.sample.{fact}", msgid("is missing"))
    for fact in given:
        if fact not in named:
            guess = closest(fact, named)
            yield Wrong(msgid("is named nowhere in the certificate"), guess).at(f"{path}.sample.{fact}")

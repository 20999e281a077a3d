"""Whether a certificate's wording can always be filled in."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from kiosk.domain.bilingual import Bilingual
from kiosk.domain.catalogue import Catalogue, Service
from kiosk.domain.certificate_kind import CertificateKind
from kiosk.domain.filling import ANY, conditions, has_stray_brace, holes, sources, texts
from kiosk.domain.form import FieldType, RequestField
from kiosk.domain.wording import Script, fact_scripts
from kiosk.strict import Problem, Wrong, closest, msgid

_REQUEST = "request."


def certificate_problems(certificate: CertificateKind, catalogue: Catalogue) -> Iterator[Problem]:
    path = f"catalogue.certificate.{certificate.id}"
    if certificate.valid_days is not None and not 1 <= certificate.valid_days <= 3650:
        yield Problem(
            f"{path}.valid-days", msgid("must be from {least} to {most}"), {"least": 1, "most": 3650}
        )
    named = dict(_named(certificate))
    if certificate.valid_days is None and "certificate.expires_on" in named:
        yield Problem(f"{path}.body", msgid("names its last day, but valid-days is missing"))
    yield from _braces(certificate, path)
    sound = list(_unreadable(certificate, path))
    yield from sound
    users = [each for each in catalogue.services.values() if each.certificate == certificate.id]
    for service in users if not sound else ():
        scripts = fact_scripts(service)
        yield from _unfilled(certificate, service, scripts, path)
        yield from _conditions(certificate, service, scripts, path)
    yield from _sample(certificate, named, path)


def _braces(certificate: CertificateKind, path: str) -> Iterator[Problem]:
    for place, text, _ in texts(certificate):
        for language in ("fa", "en"):
            if has_stray_brace(text[language]):
                yield Problem(f"{path}.{place}.{language}", msgid("has a brace that belongs to no {{hole}}"))


def _unreadable(certificate: CertificateKind, path: str) -> Iterator[Problem]:
    for number, part in enumerate(certificate.parts, start=1):
        at = f"{path}.parts.{number}"
        if not (part.title or part.text or part.rows or part.across or part.bills or part.signing):
            yield Problem(at, msgid("prints nothing"))
        try:
            conditions(part.when)
        except ValueError:
            yield Problem(f"{at}.when", msgid("must read like request.delegation=yes or request.duration=*"))


def _named(certificate: CertificateKind) -> Iterator[tuple[str, str]]:
    """Each fact with the place that names it."""
    for place, text, _ in texts(certificate):
        for language in ("fa", "en"):
            for hole in holes(text[language]):
                yield hole, f"{place}.{language}"
    yield from sources(certificate)


def _unfilled(
    certificate: CertificateKind, service: Service, scripts: Mapping[str, Script], path: str
) -> Iterator[Problem]:
    for fact, place in dict.fromkeys(_named(certificate)):
        if fact not in scripts:
            message = msgid("nothing fills {fact} in {service}")
            guess = closest(fact, scripts)
            yield Wrong(message, guess, fact=fact, service=service.code).at(f"{path}.{place}")
    for place, text, when in texts(certificate):
        for language in ("fa", "en"):
            for fact in dict.fromkeys(holes(text[language])):
                if wrong := _empty(fact, when, service):
                    yield wrong.at(f"{path}.{place}.{language}")
        yield from _one_sided(text, scripts, f"{path}.{place}")


def _empty(fact: str, when: str | None, service: Service) -> Wrong | None:
    """A sentence names only what is there whenever the sentence is."""
    field = service.field(fact.removeprefix(_REQUEST)) if fact.startswith(_REQUEST) else None
    if field is None or _is_known(fact, field, when):
        return None
    return Wrong(msgid("{fact} may be left empty in {service}"), fact=fact, service=service.code)


def _is_known(fact: str, field: RequestField, when: str | None) -> bool:
    given = {"".join(condition) for condition in conditions(when)}
    if f"{fact}={ANY}" in given:
        return True
    return field.mandatory and {f"{_REQUEST}{each}" for each in (field.when or "").split()} <= given


def _one_sided(text: Bilingual, scripts: Mapping[str, Script], path: str) -> Iterator[Problem]:
    """What a certificate says in one language it says in the other; Persian-only facts cannot be."""
    persian, english = set(holes(text.fa)), set(holes(text.en))
    for fact in dict.fromkeys(holes(text.en)):
        if scripts.get(fact) is Script.PERSIAN:
            yield Wrong(msgid("{fact} is known in Persian only"), fact=fact).at(f"{path}.en")
        elif fact not in persian:
            yield Wrong(msgid("lacks {fact}, which the other language names"), fact=fact).at(f"{path}.fa")
    for fact in dict.fromkeys(holes(text.fa)):
        if fact not in english and scripts.get(fact, Script.PERSIAN) is not Script.PERSIAN:
            yield Wrong(msgid("lacks {fact}, which the other language names"), fact=fact).at(f"{path}.en")


def _conditions(
    certificate: CertificateKind, service: Service, scripts: Mapping[str, Script], path: str
) -> Iterator[Problem]:
    for number, part in enumerate(certificate.parts, start=1):
        at = f"{path}.parts.{number}.when"
        for fact, _, value in conditions(part.when):
            field = service.field(fact.removeprefix(_REQUEST))
            if fact not in scripts:
                message = msgid("nothing fills {fact} in {service}")
                yield Wrong(message, closest(fact, scripts), fact=fact, service=service.code).at(at)
            elif value != ANY and (field is None or field.type is not FieldType.CHOICE):
                yield Wrong(msgid("{fact} has no choices; only =* or !=* can be asked"), fact=fact).at(at)
            elif value != ANY and field is not None:
                ids = [choice.id for choice in field.choices]
                for each in value.split("|"):
                    if each not in ids:
                        yield Wrong(msgid("unknown"), closest(each, ids)).at(at)


def _sample(certificate: CertificateKind, named: Mapping[str, str], path: str) -> Iterator[Problem]:
    """`named`: what the certificate says; what it only asks about may be given as well."""
    asked = {fact for part in certificate.parts for fact, _, _ in _readable(part.when)}
    given = certificate.sample_facts
    for fact in named:
        if fact not in given:
            yield Problem(f"{path}.sample.{fact}", msgid("is missing"))
    for fact in given:
        if fact not in named and fact not in asked:
            guess = closest(fact, [*named, *sorted(asked)])
            yield Wrong(msgid("is named nowhere in the certificate"), guess).at(f"{path}.sample.{fact}")


def _readable(when: str | None) -> list[tuple[str, str, str]]:
    try:
        return conditions(when)
    except ValueError:
        return []

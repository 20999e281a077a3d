"""What the entries of the catalogue must agree on with each other."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from re import compile as compile_pattern
from re import fullmatch

from kiosk.catalogue.certificates import certificate_problems
from kiosk.catalogue.forms import (
    ages_problems,
    form_problems,
    references,
    registration_problems,
    repeated,
)
from kiosk.catalogue.rules import rule_problems
from kiosk.catalogue.tariff import days_problems, tariff_problems
from kiosk.domain.catalogue import Catalogue, DocumentKind, Output, Service
from kiosk.domain.course import ENDS_IN
from kiosk.domain.made import KINDS_OF_BLANKS
from kiosk.domain.wording import FACTS, RESERVED
from kiosk.strict import Problem, msgid, unknown

Known = Mapping[str, Iterable[str]]
"""Section → the names of its entries, wrong ones too: to name one of those is no typing mistake."""

_NAMES = {
    "service": (r"[A-Z]{2,4}-[0-9]{2}", msgid("must be a code such as STU-02")),
    "field": (r"[a-z][a-z0-9_]*", msgid("must be in small letters, digits and _")),
    "reading": (r"[a-z][a-z0-9_]*", msgid("must be in small letters, digits and _")),
}
_ANY = ""
"""Stands for the documents that no service asks for."""
_OTHER_NAMES = (r"[a-z][a-z0-9]*(-[a-z0-9]+)*", msgid("must be in small letters, digits and hyphens"))


def check(catalogue: Catalogue, known: Known) -> Iterator[Problem]:
    """Every disagreement between entries that are sound by themselves."""
    yield from _names(known)
    yield from _letters(catalogue)
    for rule in catalogue.rules.values():
        yield from rule_problems(rule)
    for service in catalogue.services.values():
        yield from _service(service, known)
        yield from _following(service, known)
    stated = _stated(catalogue)
    for document in catalogue.documents.values():
        yield from _document(document, stated)
    for certificate in catalogue.certificates.values():
        yield from certificate_problems(certificate, catalogue)
    yield from registration_problems(catalogue.registration)
    yield from tariff_problems(catalogue)


def _names(known: Known) -> Iterator[Problem]:
    for section, names in known.items():
        pattern, message = _NAMES.get(section, _OTHER_NAMES)
        is_right = compile_pattern(pattern).fullmatch
        for name in names:
            if not is_right(name):
                yield Problem(f"catalogue.{section}.{name}", message)


def _letters(catalogue: Catalogue) -> Iterator[Problem]:
    taken = Counter(group.letter for group in catalogue.groups.values())
    for group in catalogue.groups.values():
        path = f"catalogue.group.{group.id}.letter"
        if not fullmatch("[A-Z]", group.letter):
            yield Problem(path, msgid("must be one capital letter"))
        elif taken[group.letter] > 1:
            yield Problem(path, msgid("is the letter of another group as well"))


def _service(service: Service, known: Known) -> Iterator[Problem]:
    path = f"catalogue.service.{service.code}"
    if not service.documents:
        yield Problem(f"{path}.documents", msgid("must name at least one document"))
    kinds = [wanted.kind for wanted in service.documents]
    conditions = [wanted.when for wanted in service.documents if wanted.when]
    yield from references(f"{path}.documents", kinds, known["document"])
    yield from references(f"{path}.documents", conditions, known["rule"])
    yield from references(f"{path}.rules", service.rules, known["rule"])
    yield from references(f"{path}.group", [service.group], known["group"])
    yield from references(f"{path}.addressee", [service.addressee], known["addressee"])
    if not 1 <= service.due_days <= 366:
        yield Problem(f"{path}.due-days", msgid("must be from {least} to {most}"), {"least": 1, "most": 366})
    yield from references(f"{path}.certificate", filter(None, [service.certificate]), known["certificate"])
    yield from references(f"{path}.blank", filter(None, [service.blank]), KINDS_OF_BLANKS)
    yield from _ending(service, path)
    yield from repeated(f"{path}.documents", kinds)
    yield from repeated(f"{path}.fields", [field.id for field in service.fields])
    yield from form_problems(service.fields, f"{path}.fields")
    yield from ages_problems(service.ages, path)
    yield from days_problems(service, path)
    if service.collect_days < 1:
        yield Problem(
            f"{path}.collect-days", msgid("must be from {least} to {most}"), {"least": 1, "most": 3650}
        )
    for field in service.fields:
        if field.id in RESERVED:
            taken = msgid("is the name of something that every request has")
            yield Problem(f"{path}.fields.{field.id}", taken)


def _following(service: Service, known: Known) -> Iterator[Problem]:
    path = f"catalogue.service.{service.code}.followed-by"
    yield from references(path, service.followed_by, known["service"])
    yield from repeated(path, service.followed_by)
    if service.code in service.followed_by:
        yield Problem(path, msgid("must not name the service itself"))


def _ending(service: Service, path: str) -> Iterator[Problem]:
    """Each path leads to something, each output comes of a path, and what is printed has its wording."""
    paths, outputs = (service.path, *service.other_paths), (service.output, *service.other_outputs)
    if service.output not in ENDS_IN[service.path]:
        message = msgid("{output} does not come of path {way}")
        yield Problem(f"{path}.output", message, {"output": service.output.value, "way": service.path.value})
    for output in service.other_outputs:
        if not any(output in ENDS_IN[each] for each in paths):
            yield Problem(
                f"{path}.other-outputs", msgid("no path leads to {output}"), {"output": output.value}
            )
    for way in service.other_paths:
        if not ENDS_IN[way] & set(outputs):
            yield Problem(f"{path}.other-paths", msgid("path {way} leads to no output"), {"way": way.value})
    if Output.CERTIFICATE in outputs and service.certificate is None:
        yield Problem(f"{path}.certificate", msgid("is missing"))


def _document(document: DocumentKind, stated: Mapping[str, frozenset[str]]) -> Iterator[Problem]:
    """`stated`: as of `_stated`."""
    path = f"catalogue.document.{document.id}"
    if not 1 <= document.pages <= 99:
        yield Problem(f"{path}.pages", msgid("must be from {least} to {most}"), {"least": 1, "most": 99})
    yield from repeated(f"{path}.fields", [field.id for field in document.fields])
    yield from repeated(f"{path}.points", [point.id for point in document.points])
    for field in document.fields:
        if field.source is not None and field.source not in FACTS:
            answers = stated.get(document.id, stated[_ANY])
            if field.source not in answers:
                yield unknown(field.source, {*FACTS, *answers}).at(f"{path}.fields.{field.id}.source")


def _stated(catalogue: Catalogue) -> Mapping[str, frozenset[str]]:
    """Document → what the requests state that it can come with; `_ANY`: what any request may."""
    found: dict[str, set[str]] = {_ANY: set()}
    for service in catalogue.services.values():
        answers = {f"request.{field.id}" for field in service.fields}
        for kind in (_ANY, *(wanted.kind for wanted in service.documents)):
            found.setdefault(kind, set()).update(answers)
    return {kind: frozenset(answers) for kind, answers in found.items()}

"""What the office offers: services, the documents they ask for, the certificates they end in.

Source: domain.md 2.  The entries themselves stand in `kiosk/catalogue/*.toml`.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, fields, is_dataclass
from enum import StrEnum

from kiosk.domain.bilingual import Bilingual
from kiosk.domain.errors import NotFound
from kiosk.domain.form import FormPage, RequestField


class Output(StrEnum):
    """What the applicant gets in the end."""

    CERTIFICATE = "C"
    BOOKLET = "B"
    STAMP = "X"
    FILE = "F"
    VIRTUAL = "V"


class StatusPath(StrEnum):
    """The way a request takes: issued here, by the centre, in the system, or as a stamp."""

    HERE = "P1"
    CENTRE = "P2"
    SYSTEM = "P3"
    STAMP = "P4"


CENTRE = "centre"
"""The addressee that every catalogue has."""


@dataclass(frozen=True, slots=True)
class Group:
    """A family of services; its letter begins the queue tokens."""

    id: str
    name: Bilingual
    letter: str


@dataclass(frozen=True, slots=True)
class Rule:
    """Something the clerk must see to; `kiosk.domain` may also judge it by that id."""

    id: str
    text: Bilingual


@dataclass(frozen=True, slots=True)
class Wanted:
    """A document that a service asks for: always, or only when the rule `when` applies."""

    kind: str
    when: str | None = None

    @property
    def mandatory(self) -> bool:
        return self.when is None


@dataclass(frozen=True, slots=True)
class Service:
    code: str
    name: Bilingual
    group: str
    who: Bilingual
    """Who may apply."""
    output: Output
    path: StatusPath
    documents: tuple[Wanted, ...]
    fields: tuple[RequestField, ...] = ()
    """Beyond what every request has: subject, contact, permit, purpose."""
    rules: tuple[str, ...] = ()
    other_outputs: tuple[Output, ...] = ()
    other_paths: tuple[StatusPath, ...] = ()
    certificate: str | None = None
    addressee: str = CENTRE
    """Who is asked where the service goes by the centre."""
    due_days: int = 30
    """Until an answer may be expected from there."""
    silence_agrees: bool = False
    """No answer by then counts as a yes."""
    proxy_collects: bool = True
    """Whether somebody with a proxy's paper may take the output away."""
    retired: bool = False

    def field(self, field_id: str) -> RequestField | None:
        return next((each for each in self.fields if each.id == field_id), None)


@dataclass(frozen=True, slots=True)
class DocumentField:
    """One thing read off a document and compared.

    `source` names the datum it must equal, such as `person.national_code`; None: there is none.
    """

    id: str
    label: Bilingual
    source: str | None = None
    latin: bool = False
    """A Latin name or code: left to right, ASCII digits."""
    date: bool = False
    """A day, where no source tells so."""


@dataclass(frozen=True, slots=True)
class Point:
    """One thing to look at on the original."""

    id: str
    text: Bilingual


@dataclass(frozen=True, slots=True)
class DocumentKind:
    id: str
    name: Bilingual
    fields: tuple[DocumentField, ...] = ()
    points: tuple[Point, ...] = ()
    original: bool = True
    """Whether the original must be shown; else a copy or a paper made here is enough."""
    pages: int = 1
    retired: bool = False


@dataclass(frozen=True, slots=True)
class CertificateRow:
    label: Bilingual
    source: str


@dataclass(frozen=True, slots=True)
class CertificateKind:
    """The wording of a certificate; {holes} and rows name the facts of `kiosk.domain.wording`."""

    id: str
    name: Bilingual
    title: Bilingual
    body: Bilingual
    rows: tuple[CertificateRow, ...]
    sample: Mapping[str, Mapping[str, Bilingual]]
    """Invented facts, area → name → value, to preview and test without a person."""
    valid_days: int | None = None
    photo: bool = False
    retired: bool = False

    @property
    def sample_facts(self) -> dict[str, Bilingual]:
        return {
            f"{area}.{name}": value for area, names in self.sample.items() for name, value in names.items()
        }


@dataclass(frozen=True, slots=True)
class Catalogue:
    """Everything, by id; retired entries as well, since old requests name them."""

    groups: Mapping[str, Group] = field(default_factory=dict)
    rules: Mapping[str, Rule] = field(default_factory=dict)
    services: Mapping[str, Service] = field(default_factory=dict)
    documents: Mapping[str, DocumentKind] = field(default_factory=dict)
    certificates: Mapping[str, CertificateKind] = field(default_factory=dict)
    addressees: Mapping[str, Bilingual] = field(default_factory=dict)
    """Whom the office asks about requests that it does not settle alone."""
    registration: tuple[FormPage, ...] = ()
    """What somebody who registers is asked, page by page."""

    def service(self, code: str) -> Service:
        """Raises NotFound("catalogue.no-such-service")."""
        if service := self.services.get(code):
            return service
        raise NotFound("catalogue.no-such-service", code=code)

    def document(self, kind: str) -> DocumentKind:
        """Raises NotFound("catalogue.no-such-document")."""
        if document := self.documents.get(kind):
            return document
        raise NotFound("catalogue.no-such-document", kind=kind)

    def certificate(self, kind: str) -> CertificateKind:
        """Raises NotFound("catalogue.no-such-certificate")."""
        if certificate := self.certificates.get(kind):
            return certificate
        raise NotFound("catalogue.no-such-certificate", kind=kind)

    def rule(self, name: str) -> Rule:
        """Raises NotFound("catalogue.no-such-rule")."""
        if rule := self.rules.get(name):
            return rule
        raise NotFound("catalogue.no-such-rule", rule=name)

    def group(self, name: str) -> Group:
        """Raises NotFound("catalogue.no-such-group")."""
        if group := self.groups.get(name):
            return group
        raise NotFound("catalogue.no-such-group", group=name)

    def addressee(self, name: str) -> Bilingual:
        """Raises NotFound("catalogue.no-such-addressee")."""
        if addressee := self.addressees.get(name):
            return addressee
        raise NotFound("catalogue.no-such-addressee", addressee=name)

    @property
    def offered(self) -> tuple[Service, ...]:
        """The services that can be applied for today, in the catalogue's order."""
        return tuple(service for service in self.services.values() if not service.retired)

    def as_json(self) -> dict[str, object]:
        """The catalogue as plain tables and lists, as `kiosk catalogue --json` prints it."""
        return {
            "services": [_service_json(service) for service in self.services.values()],
            "documents": [_plain(document) for document in self.documents.values()],
            "certificates": [_plain(certificate) for certificate in self.certificates.values()],
            "rules": [_plain(rule) for rule in self.rules.values()],
            "groups": [_plain(group) for group in self.groups.values()],
            "addressees": [{"id": name, "name": _plain(text)} for name, text in self.addressees.items()],
            "registration": [_plain(page) for page in self.registration],
        }

    def asked_for(self, service: Service) -> tuple[tuple[Wanted, DocumentKind], ...]:
        """The documents of a service in the order of the walk."""
        return tuple((wanted, self.document(wanted.kind)) for wanted in service.documents)


def _service_json(service: Service) -> dict[str, object]:
    documents = [
        {"kind": wanted.kind, "mandatory": wanted.mandatory, "when": wanted.when}
        for wanted in service.documents
    ]
    return {each.name: _plain(getattr(service, each.name)) for each in fields(service)} | {
        "documents": documents
    }


def _plain(value: object) -> object:
    if is_dataclass(value):
        return {each.name: _plain(getattr(value, each.name)) for each in fields(value)}
    if isinstance(value, Mapping):
        return {key: _plain(each) for key, each in value.items()}
    if isinstance(value, tuple):
        return [_plain(each) for each in value]
    return str(value) if isinstance(value, StrEnum) else value

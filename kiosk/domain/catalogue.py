"""What the office offers: services, the documents they ask for, the certificates they end in.

Source: domain.md 2.  The entries themselves stand in `kiosk/catalogue/*.toml`.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, fields, is_dataclass
from datetime import date
from enum import StrEnum

from kiosk.domain.bilingual import Bilingual
from kiosk.domain.certificate_kind import CertificateKind
from kiosk.domain.errors import NotFound
from kiosk.domain.form import FormPage, RequestField
from kiosk.domain.person import Sex
from kiosk.domain.rule import Rule
from kiosk.text.digits import to_persian


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
    since: date | None = None
    """The first day on which it is offered; None: it always was."""
    until: date | None = None
    """The last day."""
    ages: str | None = None
    """Full years of the person it is for, such as `0..17`."""
    sex: Sex | None = None
    """Where it is for men, or for women, alone."""
    collect_days: int = 30
    """Days after which what nobody collected is put away and reminded of."""
    source: str = ""
    """Where its particulars stand in domain.md."""
    addressee: str = CENTRE
    """Who is asked where the service goes by the centre."""
    due_days: int = 30
    """Until an answer may be expected from there."""
    silence_agrees: bool = False
    """No answer by then counts as a yes."""
    followed_by: tuple[str, ...] = ()
    """Services of which a request may come after the yes to one of this service, the usual one first."""
    blank: str = ""
    """The kind of numbered form that becomes its booklet."""
    proxy_collects: bool = True
    """Whether somebody with a proxy's paper may take the output away."""
    retired: bool = False

    def offered_on(self, day: date) -> bool:
        return not self.retired and (self.since or day) <= day <= (self.until or day)

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
class Tariff:
    """What a service costs from a day on; an office without entries takes nothing.  Source: domain.md 2.6."""

    id: str
    service: str
    amount: int
    """In hundredths of the currency's unit."""
    currency: str
    since: date | None = None
    until: date | None = None
    choice: str = ""
    """The answer it is for, such as `loss_count=second`; every request of the service when empty."""

    @property
    def said_amount(self) -> Bilingual:
        """`40` or `40.50`."""
        units, cents = divmod(self.amount, 100)
        text = f"{units}.{cents:02}" if cents else str(units)
        return Bilingual(to_persian(text.replace(".", "٫")), text)

    def is_in_force(self, day: date) -> bool:
        return (self.since or day) <= day <= (self.until or day)


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
    tariff: tuple[Tariff, ...] = ()
    changed: tuple[str, ...] = ()
    """What the office's own file says otherwise, as `section.name.key`."""
    added: tuple[str, ...] = ()
    """The entries that only this office has, as `section.name`."""

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

    def offered(self, day: date) -> tuple[Service, ...]:
        """The services that can be applied for on this day, in the catalogue's order."""
        return tuple(service for service in self.services.values() if service.offered_on(day))

    def before(self, code: str) -> tuple[str, ...]:
        """The services whose yes a request of this service rests on."""
        return tuple(each.code for each in self.services.values() if code in each.followed_by)

    def price(self, service: str, answers: Mapping[str, str], day: date) -> Tariff | None:
        """What a request costs; None: nothing.  An entry for its answer goes before one for all."""
        due = [each for each in self.tariff if each.service == service and each.is_in_force(day)]
        for each in sorted(due, key=lambda entry: not entry.choice):
            name, _, value = each.choice.partition("=")
            if not each.choice or answers.get(name) == value:
                return each
        return None

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
            "tariff": [_plain(each) for each in self.tariff],
            "changed": list(self.changed),
            "added": list(self.added),
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
    if isinstance(value, date):
        return value.isoformat()
    return str(value) if isinstance(value, StrEnum) else value

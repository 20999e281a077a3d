"""The built-in entries and the office's own, as one catalogue."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from functools import cache
from pathlib import Path
from typing import TypeVar

from kiosk.catalogue.checking import check
from kiosk.catalogue.placing import placed
from kiosk.catalogue.rules import in_full, over
from kiosk.catalogue.unsound import unsound_problems
from kiosk.domain.bilingual import Bilingual
from kiosk.domain.catalogue import (
    Catalogue,
    DocumentField,
    DocumentKind,
    Group,
    Point,
    Service,
    Tariff,
    Wanted,
)
from kiosk.domain.certificate_kind import CertificateKind
from kiosk.domain.form import FormPage, RequestField
from kiosk.domain.rule import Rule
from kiosk.strict import (
    ConfigProblems,
    Manners,
    Problem,
    Wrong,
    both_languages,
    msgid,
    read,
    read_toml,
    unknown,
)

T = TypeVar("T")
Tables = Mapping[str, Mapping[str, object]]

_FILES = (
    "services.toml",
    "rules.toml",
    "fields.toml",
    "documents.toml",
    "certificates.toml",
    "registration.toml",
)
_SECTIONS = (
    "group",
    "addressee",
    "rule",
    "field",
    "reading",
    "point",
    "service",
    "document",
    "certificate",
    "page",
    "tariff",
)


def load(extra: Path | None = None) -> Catalogue:
    """The catalogue, with the entries of an office's own file added or changed key by key.

    Raises:
        ConfigProblems: everything that is wrong, together.
    """
    return _shipped() if extra is None else _read_with(extra)


@cache
def _shipped() -> Catalogue:
    """The same for as long as the process runs: nobody changes a catalogue."""
    return _sound(_Desk(_built_in()), None)


def _read_with(extra: Path) -> Catalogue:
    desk = _Desk(_built_in())
    desk.merge(read_toml(extra))
    return _sound(desk, extra)


def _sound(desk: _Desk, extra: Path | None) -> Catalogue:
    catalogue = desk.catalogue()
    unsound = unsound_problems(desk.tables, catalogue.services)
    problems = [*desk.problems, *unsound, *check(catalogue, desk.tables)]
    if problems:
        raise ConfigProblems(problems if extra is None else placed(problems, extra, catalogue))
    return catalogue


@cache
def _built_in() -> Tables:
    tables: dict[str, dict[str, object]] = {}
    for name in _FILES:
        for section, entries in read_toml(Path(__file__).with_name(name)).items():
            if isinstance(entries, dict):
                tables[section] = entries
    tables.setdefault("tariff", {})
    return tables


class _Desk:
    """Where the entries are read, one by one, so that a wrong one hides no other."""

    def __init__(self, tables: Tables) -> None:
        self.tables = {section: dict(entries) for section, entries in tables.items()}
        self.changed: list[str] = []
        """What the office's own file says otherwise than the built-in entries, as `section.name.key`."""
        self.added: list[str] = []
        """The entries that only this office has, as `section.name`."""
        self.problems: list[Problem] = []
        self._manners = Manners(checks={Bilingual: both_languages})

    def merge(self, extra: Mapping[str, object]) -> None:
        for section, entries in extra.items():
            path = f"catalogue.{section}"
            if section not in _SECTIONS:
                self.problems.append(unknown(section, _SECTIONS).at(path))
            elif not isinstance(entries, dict):
                self.problems.append(Wrong(msgid("must be a table")).at(path))
            else:
                self._lay_over(section, entries)

    def _lay_over(self, section: str, entries: Mapping[str, object]) -> None:
        own, add = self.tables[section], over if section == "rule" else _over
        for name, entry in entries.items():
            if name not in own:
                self.added.append(f"{section}.{name}")
            elif isinstance(entry, dict) and isinstance(own[name], dict):
                self.changed += [f"{section}.{name}.{key}" for key in entry]
            else:
                self.changed.append(f"{section}.{name}")
            own[name] = add(own.get(name), entry)

    def catalogue(self) -> Catalogue:
        self.tables["rule"] = {name: in_full(entry) for name, entry in self.tables["rule"].items()}
        rules = dict(self._read("rule", Rule, named="id"))
        points = dict(self._read("point", Bilingual))
        fields = dict(self._read("field", RequestField, named="id"))
        readings = dict(self._read("reading", DocumentField, named="id"))
        self._manners = Manners(
            checks=self._manners.checks,
            short={
                Wanted: lambda kind: {"kind": kind},
                RequestField: self._named("field", fields),
                DocumentField: self._named("reading", readings),
                Point: self._named("point", {name: Point(name, text) for name, text in points.items()}),
            },
        )
        return Catalogue(
            groups=dict(self._read("group", Group, named="id")),
            addressees=dict(self._read("addressee", Bilingual)),
            rules=rules,
            services=dict(self._read("service", Service, named="code")),
            documents=dict(self._read("document", DocumentKind, named="id")),
            certificates=dict(self._read("certificate", CertificateKind, named="id")),
            registration=tuple(page for _, page in self._read("page", FormPage, named="id")),
            tariff=tuple(each for _, each in self._read("tariff", Tariff, named="id")),
            changed=tuple(self.changed),
            added=tuple(self.added),
        )

    def _read(self, section: str, kind: type[T], named: str = "") -> Iterator[tuple[str, T]]:
        """The sound entries; `named` is the field that takes the entry's own name."""
        for name, entry in self.tables[section].items():
            path = f"catalogue.{section}.{name}"
            if named and isinstance(entry, dict):
                if named in entry:
                    self.problems.append(Wrong(msgid("is the heading already")).at(f"{path}.{named}"))
                entry = {**entry, named: name}
            try:
                yield name, read(kind, entry, at=path, manners=self._manners)
            except ConfigProblems as found:
                self.problems += found.problems

    def _named(self, section: str, sound: Mapping[str, T]) -> Callable[[str], T]:
        """Looks a shared entry up by its name."""

        def look_up(name: str) -> T:
            if name in sound:
                return sound[name]
            if name in self.tables[section]:
                raise Wrong(msgid("has problems of its own (see {path})"), path=f"catalogue.{section}.{name}")
            raise unknown(name, self.tables[section])

        return look_up


def _over(own: object, entry: object) -> object:
    return {**own, **entry} if isinstance(own, dict) and isinstance(entry, dict) else entry

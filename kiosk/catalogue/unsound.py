"""Services that could not be read: what is wrong inside of one hides no name that it gets wrong."""

from __future__ import annotations

from collections.abc import Container, Iterator, Mapping

from kiosk.catalogue.forms import references
from kiosk.strict import Problem

_NAMED = {
    "documents": "document",
    "rules": "rule",
    "followed-by": "service",
    "group": "group",
    "addressee": "addressee",
    "certificate": "certificate",
}
"""Key of a service → the section that its names stand in."""


def unsound_problems(tables: Mapping[str, Mapping[str, object]], sound: Container[str]) -> Iterator[Problem]:
    """`sound`: the services that were read, whose names are compared with the rest of them."""
    for code, entry in tables["service"].items():
        if code in sound or not isinstance(entry, dict):
            continue
        for key, section in _NAMED.items():
            path = f"catalogue.service.{code}.{key}"
            yield from references(path, _names(entry.get(key)), tables[section])


def _names(value: object) -> Iterator[str]:
    """Of a text, a list of them, or the tables that stand for documents under a condition."""
    match value:
        case str():
            yield value
        case list():
            for each in value:
                yield from _names(each)
        case {"kind": str(kind)}:
            yield kind

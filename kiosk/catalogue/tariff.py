"""Whether an office's prices can be told apart."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from itertools import combinations
from re import fullmatch

from kiosk.domain.catalogue import Catalogue, Service, Tariff
from kiosk.strict import Problem, Wrong, msgid, unknown


def days_problems(entry: Service | Tariff, path: str) -> Iterator[Problem]:
    if entry.since and entry.until and entry.until < entry.since:
        yield Problem(f"{path}.until", msgid("ends before it begins"))


def tariff_problems(catalogue: Catalogue) -> Iterator[Problem]:
    for entry in catalogue.tariff:
        path = f"catalogue.tariff.{entry.id}"
        yield from days_problems(entry, path)
        if entry.amount < 0:
            yield Problem(f"{path}.amount", msgid("must not be less than nothing"))
        if not fullmatch("[A-Z]{3}", entry.currency):
            yield Problem(f"{path}.currency", msgid("must be three capital letters"))
        if service := catalogue.services.get(entry.service):
            yield from _choice(entry, service, path)
        else:
            guess = unknown(entry.service, catalogue.services).did_you_mean
            yield Wrong(msgid("{name} is not defined anywhere"), guess, name=entry.service).at(
                f"{path}.service"
            )
    for one, other in combinations(catalogue.tariff, 2):
        if (one.service, one.choice) == (other.service, other.choice) and _overlap(one, other):
            yield Problem(
                f"catalogue.tariff.{other.id}", msgid("holds at the same time as {name}"), {"name": one.id}
            )


def _choice(entry: Tariff, service: Service, path: str) -> Iterator[Problem]:
    if not entry.choice:
        return
    name, _, value = entry.choice.partition("=")
    field = service.field(name)
    if field is None or value not in {choice.id for choice in field.choices}:
        yield Problem(f"{path}.choice", msgid("names no answer of {service}"), {"service": service.code})


def _overlap(one: Tariff, other: Tariff) -> bool:
    return (one.since or date.min) <= (other.until or date.max) and (other.since or date.min) <= (
        one.until or date.max
    )

"""Names of people who were recorded before their names were kept to be found by."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from sqlalchemy import Connection, exists, insert, select

from data.table_access import values_of
from data.tables import Person, PersonName
from kiosk.domain.name_search import keys_of

_AT_ONCE = 1_000


def index_names(connection: Connection) -> None:
    """Give keys to everybody who has none, of whichever office."""
    present = exists().where(PersonName.office == Person.office, PersonName.person_id == Person.id)
    missing = (
        select(
            Person.office,
            Person.id,
            Person.name_fa,
            Person.surname_fa,
            Person.name_lat,
            Person.surname_lat,
        )
        .where(~present)
        .limit(_AT_ONCE)
    )
    while rows := values_of(connection.execute(missing)):
        connection.execute(
            insert(PersonName),
            [
                {"office": office, "person_id": person, **name_values(tuple(names[:2]), tuple(names[2:]))}
                for office, person, *names in rows
            ],
        )


def name_values(persian: tuple[str, str], latin: tuple[str, str]) -> Mapping[str, Any]:
    """The columns of `person_name`, for a given name and a family name in both scripts."""
    keys = keys_of(persian, latin)
    return {name: getattr(keys, name) for name in type(keys).__slots__}

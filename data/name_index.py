"""Names of people who were recorded before their names were kept to be found by."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from sqlalchemy import Connection, bindparam, exists, insert, select, tuple_

from data.table_access import values_of
from data.tables import Person, PersonName
from data.tables.base import Key
from kiosk.domain.name_search import keys_of

AT_ONCE = 1_000
_PRESENT = exists().where(PersonName.office == Person.office, PersonName.person_id == Person.id)
# Each step goes on where the last one ended: to begin anew would read the indexed ones a thousand times.
_MISSING = (
    select(
        Person.office,
        Person.id,
        Person.name_fa,
        Person.surname_fa,
        Person.name_lat,
        Person.surname_lat,
    )
    .where(
        ~_PRESENT,
        tuple_(Person.office, Person.id) > tuple_(bindparam("office"), bindparam("person", type_=Key)),
    )
    .order_by(Person.office, Person.id)
    .limit(bindparam("limit"))
)


def index_names(connection: Connection) -> None:
    """Give keys to everybody who has none, of whichever office."""
    last = ("", UUID(int=0))
    while rows := values_of(
        connection.execute(_MISSING, {"office": last[0], "person": last[1], "limit": AT_ONCE})
    ):
        connection.execute(
            insert(PersonName),
            [
                {
                    "office": office,
                    "person_id": person,
                    **name_values((given, family), (given_lat, family_lat)),
                }
                for office, person, given, family, given_lat, family_lat in rows
            ],
        )
        last = rows[-1][:2]


def name_values(persian: tuple[str, str], latin: tuple[str, str]) -> Mapping[str, Any]:
    """The columns of `person_name`, for a given name and a family name in both scripts."""
    keys = keys_of(persian, latin)
    return {name: getattr(keys, name) for name in type(keys).__slots__}

"""The schema's grammar: key, moment and money types, and how constraints are named."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, date, datetime
from typing import Annotated, Any
from uuid import UUID

from sqlalchemy import (
    TIMESTAMP,
    BigInteger,
    Date,
    Dialect,
    LargeBinary,
    MetaData,
    String,
    Text,
    TypeDecorator,
)
from sqlalchemy import (
    UUID as DATABASE_UUID,
)
from sqlalchemy.orm import DeclarativeBase, mapped_column
from sqlalchemy.types import TypeEngine

from kiosk.domain.errors import Refused

NAMING = {
    "ix": "ix_%(table_name)s_%(column_0_N_name)s",
    "uq": "uq_%(table_name)s_%(column_0_N_name)s",
    "ck": "ck_%(table_name)s_%(constraint_name)s",
    "fk": "fk_%(table_name)s_%(column_0_N_name)s",
    "pk": "pk_%(table_name)s",
}


CODE_LIMIT = 40


class Key(TypeDecorator[UUID]):
    """A uuid7: 16 bytes in SQLite, `uuid` in PostgreSQL."""

    impl = LargeBinary(16)
    cache_ok = True

    def load_dialect_impl(self, dialect: Dialect) -> TypeEngine[Any]:
        if dialect.name == "postgresql":
            return dialect.type_descriptor(DATABASE_UUID(as_uuid=True))
        return dialect.type_descriptor(LargeBinary(16))

    def process_bind_param(self, value: UUID | None, dialect: Dialect) -> UUID | bytes | None:
        if value is None or dialect.name == "postgresql":
            return value
        return value.bytes

    def result_processor(self, dialect: Dialect, coltype: object) -> Callable[[Any], UUID | None] | None:
        # In place of process_result_value, which would be called through two more functions.
        return None if dialect.name == "postgresql" else _uuid


class Moment(TypeDecorator[datetime]):
    """A UTC instant, to the millisecond: an integer in SQLite, `timestamptz` in PostgreSQL.

    Raises:
        ValueError: for a naive time.
    """

    impl = BigInteger
    cache_ok = True

    def load_dialect_impl(self, dialect: Dialect) -> TypeEngine[Any]:
        if dialect.name == "postgresql":
            return dialect.type_descriptor(TIMESTAMP(timezone=True))
        return dialect.type_descriptor(BigInteger())

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | int | None:
        if value is None:
            return None
        if value.tzinfo is None:
            raise ValueError("a moment needs a time zone")
        whole = value.astimezone(UTC).replace(microsecond=value.microsecond // 1000 * 1000)
        if dialect.name == "postgresql":
            return whole
        return round(whole.timestamp() * 1000)

    def result_processor(self, dialect: Dialect, coltype: object) -> Callable[[Any], datetime | None]:
        return _in_utc if dialect.name == "postgresql" else _from_milliseconds


def _uuid(value: bytes | None) -> UUID | None:
    return None if value is None else UUID(bytes=value)


def _from_milliseconds(value: int | None) -> datetime | None:
    return None if value is None else datetime.fromtimestamp(value / 1000, UTC)


def _in_utc(value: datetime | None) -> datetime | None:
    return None if value is None else value.astimezone(UTC)


class Words(TypeDecorator[str]):
    """Text that both databases take alike.

    Raises:
        Refused: "database.characters" for NUL, which PostgreSQL cannot store.
    """

    impl: type[TypeEngine[str]] | TypeEngine[str] = Text
    cache_ok = True

    def process_bind_param(self, value: str | None, dialect: Dialect) -> str | None:
        if value is not None and "\0" in value:
            raise Refused("database.characters")
        return value


class FoldedWords(Words):
    """Keys of names, in the order of their code points: what begins with a text stands side by side."""

    cache_ok = True

    def load_dialect_impl(self, dialect: Dialect) -> TypeEngine[Any]:
        return Text(collation="C" if dialect.name == "postgresql" else None)


class CodeWords(Words):
    """A short code; SQLite would not mind its length.

    Raises:
        Refused: "database.too-long".
    """

    impl = String(CODE_LIMIT)
    cache_ok = True

    def process_bind_param(self, value: str | None, dialect: Dialect) -> str | None:
        if value is not None and len(value) > CODE_LIMIT:
            raise Refused("database.too-long", limit=CODE_LIMIT)
        return super().process_bind_param(value, dialect)


OfficeCode = Annotated[str, mapped_column(String(5))]
Code = Annotated[str, mapped_column(CodeWords)]
Folded = Annotated[str, mapped_column(FoldedWords)]


class Base(DeclarativeBase):
    """Every table: the office code stands in each key; rows are added and changed, never deleted."""

    metadata = MetaData(naming_convention=NAMING)
    type_annotation_map = {  # noqa: RUF012 - SQLAlchemy reads this attribute by its name
        UUID: Key,
        datetime: Moment,
        date: Date,
        str: Words,
        bytes: LargeBinary,
        int: BigInteger,
    }


CLUSTERED = {"sqlite_with_rowid": False}
"""Rows stand in key order, so one applicant's rows share pages.  Source: performance.md 4."""

__all__ = [
    "CLUSTERED",
    "Base",
    "Code",
    "CodeWords",
    "Folded",
    "FoldedWords",
    "Key",
    "Moment",
    "OfficeCode",
    "Words",
]

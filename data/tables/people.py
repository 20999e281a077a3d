"""Office, staff and people.  Source: domain.md 3.2, 3.3."""

from __future__ import annotations

from datetime import date, datetime
from uuid import UUID

from sqlalchemy import (
    DDL,
    CheckConstraint,
    ForeignKeyConstraint,
    Index,
    PrimaryKeyConstraint,
    UniqueConstraint,
    event,
    false,
)
from sqlalchemy.orm import Mapped, mapped_column

from data.tables.base import CLUSTERED, Base, Code, Folded, OfficeCode

ORDERED_NAMES = ("given_first_fa", "family_first_fa", "given_first_lat", "family_first_lat")


class Office(Base):
    """The one office whose database this is."""

    __tablename__ = "office"
    office: Mapped[OfficeCode] = mapped_column(primary_key=True)
    name_fa: Mapped[str]
    name_en: Mapped[str]
    time_zone: Mapped[str]
    created_at: Mapped[datetime]


class Person(Base):
    __tablename__ = "person"
    office: Mapped[OfficeCode]
    id: Mapped[UUID]
    national_code: Mapped[Code]
    name_fa: Mapped[str]
    surname_fa: Mapped[str]
    name_lat: Mapped[str]
    surname_lat: Mapped[str]
    father: Mapped[str]
    mother: Mapped[str]
    booklet_no: Mapped[str]
    booklet_series: Mapped[str]
    booklet_serial: Mapped[str]
    place_issue: Mapped[str]
    birth_place: Mapped[str]
    birth_date: Mapped[date]
    sex: Mapped[Code]
    marital: Mapped[Code]
    military_status: Mapped[Code | None]
    passport_no: Mapped[Code]
    passport_expiry: Mapped[date | None]
    nationality_other: Mapped[str]
    reads_persian: Mapped[bool]
    special_needs: Mapped[str]
    photo_blob: Mapped[str | None]
    created_at: Mapped[datetime]
    version: Mapped[int] = mapped_column(default=1)

    __table_args__ = (
        PrimaryKeyConstraint("office", "id"),
        UniqueConstraint("office", "national_code"),
        CheckConstraint("length(national_code) = 10", name="national_code_length"),
        Index(None, "office", "passport_no"),
        CLUSTERED,
    )


class PersonName(Base):
    """What a person is found by: see `kiosk.domain.name_search.NameKeys`.

    SQLite searches tables beside, `name_words` and `name_trigrams`, which triggers keep equal to this one.
    """

    __tablename__ = "person_name"
    office: Mapped[OfficeCode]
    person_id: Mapped[UUID]
    given_first_fa: Mapped[Folded]
    family_first_fa: Mapped[Folded]
    given_first_lat: Mapped[Folded]
    family_first_lat: Mapped[Folded]
    words: Mapped[str]
    sounds: Mapped[str]

    __table_args__ = (
        PrimaryKeyConstraint("office", "person_id"),
        ForeignKeyConstraint(["office", "person_id"], ["person.office", "person.id"]),
        *(Index(None, "office", key, "person_id") for key in ORDERED_NAMES),
        CLUSTERED,
    )


event.listen(
    Base.metadata.tables[PersonName.__tablename__],
    "before_create",
    DDL("CREATE EXTENSION IF NOT EXISTS pg_trgm").execute_if(dialect="postgresql"),  # type: ignore[no-untyped-call]  # SQLAlchemy leaves it untyped
)


class Guardianship(Base):
    """Who may act for a minor, on which basis and paper."""

    __tablename__ = "guardianship"
    office: Mapped[OfficeCode]
    minor_id: Mapped[UUID]
    guardian_id: Mapped[UUID]
    basis: Mapped[Code]
    paper: Mapped[str]
    recorded_at: Mapped[datetime]

    __table_args__ = (
        PrimaryKeyConstraint("office", "minor_id", "guardian_id"),
        ForeignKeyConstraint(["office", "minor_id"], ["person.office", "person.id"]),
        ForeignKeyConstraint(["office", "guardian_id"], ["person.office", "person.id"]),
        CheckConstraint("minor_id <> guardian_id", name="two_people"),
        Index(None, "office", "guardian_id", "minor_id"),
        CLUSTERED,
    )


class Residence(Base):
    """The addresses of a person; the highest `no` is the present one."""

    __tablename__ = "residence"
    office: Mapped[OfficeCode]
    person_id: Mapped[UUID]
    no: Mapped[int]
    country: Mapped[Code]
    city: Mapped[str]
    line1: Mapped[str]
    line2: Mapped[str]
    postal: Mapped[str]
    address_iran: Mapped[str]
    postal_iran: Mapped[Code]
    in_passport: Mapped[Code]
    abroad_since: Mapped[date | None]
    recorded_at: Mapped[datetime]

    __table_args__ = (
        PrimaryKeyConstraint("office", "person_id", "no"),
        ForeignKeyConstraint(["office", "person_id"], ["person.office", "person.id"]),
        CLUSTERED,
    )


class Permit(Base):
    """The residence permits of a person; the highest `no` is the present one.

    A citizen, and somebody without one, have a row with their kind alone.
    """

    __tablename__ = "permit"
    office: Mapped[OfficeCode]
    person_id: Mapped[UUID]
    no: Mapped[int]
    kind: Mapped[Code]
    number: Mapped[str]
    issuer: Mapped[str]
    valid_from: Mapped[date | None]
    valid_to: Mapped[date | None]
    recorded_at: Mapped[datetime]

    __table_args__ = (
        PrimaryKeyConstraint("office", "person_id", "no"),
        ForeignKeyConstraint(["office", "person_id"], ["person.office", "person.id"]),
        CheckConstraint("valid_from <= valid_to", name="from_before_to"),
        CLUSTERED,
    )


class Contact(Base):
    """How to reach a person; the highest `no` is the present one."""

    __tablename__ = "contact"
    office: Mapped[OfficeCode]
    person_id: Mapped[UUID]
    no: Mapped[int]
    email: Mapped[str]
    phone: Mapped[str]
    phone_second: Mapped[str]
    contact_in_iran: Mapped[str]
    language: Mapped[Code]
    recorded_at: Mapped[datetime]

    __table_args__ = (
        PrimaryKeyConstraint("office", "person_id", "no"),
        ForeignKeyConstraint(["office", "person_id"], ["person.office", "person.id"]),
        CLUSTERED,
    )


class Staff(Base):
    """Accounts.  `person_id` is the human being: four eyes are two people, not two accounts."""

    __tablename__ = "staff"
    office: Mapped[OfficeCode]
    id: Mapped[UUID]
    person_id: Mapped[UUID]
    login: Mapped[Code]
    role: Mapped[Code]
    password_hash: Mapped[str]
    totp_secret: Mapped[bytes]
    """Encrypted with the office's key."""
    totp_step: Mapped[int]
    """The highest accepted time step; a code of this step or an older one is refused (F7)."""
    active: Mapped[bool]
    created_at: Mapped[datetime]
    version: Mapped[int] = mapped_column(default=1)

    __table_args__ = (
        PrimaryKeyConstraint("office", "id"),
        UniqueConstraint("office", "login"),
        UniqueConstraint("office", "id", "person_id"),
        ForeignKeyConstraint(["office", "person_id"], ["person.office", "person.id"]),
        CheckConstraint("role IN ('clerk', 'supervisor')", name="role_known"),
    )


class SignInAttempt(Base):
    """Counted before the password is compared, so that a crash never gives a try back (P9)."""

    __tablename__ = "sign_in_attempt"
    office: Mapped[OfficeCode]
    id: Mapped[UUID]
    login: Mapped[Code]
    at: Mapped[datetime]
    station: Mapped[Code]
    succeeded: Mapped[bool]
    forgiven: Mapped[bool] = mapped_column(server_default=false())
    """A failure that a later success has ended; no clock has a say in which came later."""

    __table_args__ = (PrimaryKeyConstraint("office", "id"), Index(None, "office", "login", "at"))

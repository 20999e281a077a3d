"""Invented people for a demonstration office: the same seed gives the same people, and the first of many
are the few.  Nobody here exists; telephone numbers and mail domains are ones set aside for fiction.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from random import Random
from uuid import UUID

from kiosk.demo import name_pools
from kiosk.demo.studies import Study, draw_study
from kiosk.domain import national_code
from kiosk.domain.bilingual import Bilingual
from kiosk.domain.calendar import to_jalali
from kiosk.domain.person import Contact, Marital, MilitaryStatus, Permit, PermitKind, Person, Residence, Sex

_BOOKLETS_NUMBERED_BY_NATIONAL_CODE = 1368
"""Jalali year of birth from which the booklet bears the national code for its number."""


_BOOKLET_LETTERS = ("الف", "ب", "ج", "د", "ه")
_MAIL_DOMAINS = ("example.org", "example.net", "example.com")


@dataclass(frozen=True, slots=True)
class Host:
    """The country the demonstration office stands in."""

    country: str
    country_name: Bilingual
    city: str
    streets: tuple[str, ...]
    permit_issuer: str
    phone: str
    """A range that is never given to subscribers, a hole for three digits at its end."""


# The Federal Network Agency keeps +49 30 23125 000 to 999 for films and books.
DEFAULT_HOST = Host(
    country="DE",
    country_name=Bilingual("آلمان", "Germany"),
    city="Musterstadt",
    streets=("Lindenallee", "Am Mühlbach", "Gartenstraße", "Schlossplatz", "Rosenweg", "Bahnhofstraße"),
    permit_issuer="Stadt Musterstadt",
    phone="+493023125{:03d}",
)


@dataclass(frozen=True, slots=True)
class DemoPerson:
    """One invented applicant, with what the drawn papers say besides the register's own fields."""

    person: Person
    residence: Residence
    permit: Permit
    contact: Contact
    father_lat: str
    birth_place_lat: str
    study: Study | None
    card_expiry: date
    """Last day of the national card."""
    as_of: date
    """The day for which age, permit and expiry were made to fit."""

    @property
    def age(self) -> int:
        return age_on(self.person.birth_date, self.as_of)


def people(count: int, seed: int, today: date, host: Host = DEFAULT_HOST) -> tuple[DemoPerson, ...]:
    """`count` people with codes and passport numbers of their own."""
    drawn: list[DemoPerson] = []
    taken: set[str] = set()
    for index in range(count):
        for draw in _tries(seed, index):
            candidate = _Maker(draw, index, today, host).demo_person()
            numbers = {candidate.person.national_code, candidate.person.passport_no}
            if not numbers & taken:
                break
        taken |= numbers
        drawn.append(candidate)
    return tuple(drawn)


def stranger(demo: DemoPerson, seed: int) -> DemoPerson:
    """Somebody else, for papers that were put into the wrong file."""
    draws = _tries(seed, int(demo.person.national_code))
    others = (_Maker(draw, 0, demo.as_of, DEFAULT_HOST).demo_person() for draw in draws)
    return next(other for other in others if _could_be_mistaken(other, demo))


def _could_be_mistaken(other: DemoPerson, demo: DemoPerson) -> bool:
    """Another family name, and as grown up and as much a student: a paper that somebody really mixed up."""
    return (
        other.person.surname_fa != demo.person.surname_fa
        and (other.age >= 18) == (demo.age >= 18)
        and (other.study is not None or demo.study is None)
    )


def age_on(birth: date, day: date) -> int:
    return day.year - birth.year - ((day.month, day.day) < (birth.month, birth.day))


def _tries(seed: int, index: int) -> Iterator[Random]:
    attempt = 0
    while True:
        yield Random(f"people:{seed}:{index}:{attempt}")  # noqa: S311  # Repeatable, not secret.
        attempt += 1


class _Maker:
    """Draws the parts of one person in a fixed order, so that they stay the same for ever."""

    def __init__(self, draw: Random, index: int, today: date, host: Host) -> None:
        self.draw = draw
        self.index = index
        self.today = today
        self.host = host
        self.sex = draw.choice((Sex.FEMALE, Sex.MALE))
        self.birth = self._birth()
        self.age = age_on(self.birth, today)

    def demo_person(self) -> DemoPerson:
        father = self.draw.choice(name_pools.MALE)
        birth_place = self.draw.choice(name_pools.BIRTH_PLACES)
        study = draw_study(self.draw, self.today) if 18 <= self.age <= 42 and self._one_in(2) else None
        person = self._person(father, birth_place, study)
        return DemoPerson(
            person=person,
            residence=self._residence(),
            permit=self._permit(study),
            contact=self._contact(person),
            father_lat=father.en,
            birth_place_lat=birth_place.en,
            study=study,
            card_expiry=self.today + timedelta(days=self.draw.randint(30, 2500)),
            as_of=self.today,
        )

    def _person(self, father: Bilingual, birth_place: Bilingual, study: Study | None) -> Person:
        name = self.draw.choice(name_pools.FEMALE if self.sex is Sex.FEMALE else name_pools.MALE)
        surname = self.draw.choice(name_pools.SURNAMES)
        code = self._national_code()
        return Person(
            id=self._id(),
            national_code=code,
            name_fa=name.fa,
            surname_fa=surname.fa,
            name_lat=name.en,
            surname_lat=surname.en,
            father=father.fa,
            mother=self.draw.choice(name_pools.FEMALE).fa,
            booklet_no=self._booklet_no(code),
            booklet_series=f"{self.draw.choice(_BOOKLET_LETTERS)}{self.draw.randint(10, 49)}",
            booklet_serial=f"{self.draw.randrange(10**6):06d}",
            place_issue=birth_place.fa if self._one_in(2) else self.draw.choice(name_pools.BIRTH_PLACES).fa,
            birth_place=birth_place.fa,
            birth_date=self.birth,
            sex=self.sex,
            marital=self._marital(),
            military_status=self._military(study),
            passport_no=f"{self.draw.choice('ABDGHKLMNPRTUVXYZ')}{self.draw.randrange(10**7, 10**8)}",
            passport_expiry=self.today + timedelta(days=self.draw.randint(-150, 1800)),
            nationality_other=self.host.country if self._one_in(15) else "",
            reads_persian=not self._one_in(20),
        )

    def _birth(self) -> date:
        youngest, oldest = self.draw.choices(((0, 17), (18, 45), (46, 65), (66, 85)), (10, 70, 15, 5))[0]
        days = self.draw.randint(youngest * 365 + youngest // 4 + 1, (oldest + 1) * 365)
        return self.today - timedelta(days=days)

    def _id(self) -> UUID:
        """Laid out as version 7: milliseconds first, in the order of the index."""
        start = datetime.combine(self.today - timedelta(days=400), time(8), UTC)
        moment = int(start.timestamp() * 1000) + self.index * 60_000
        value = moment << 80 | 7 << 76 | self.draw.getrandbits(12) << 64 | 0b10 << 62
        return UUID(int=value | self.draw.getrandbits(62))

    def _national_code(self) -> str:
        # County numbers in use end below 700; a few start with zeros, as many real ones do.
        county = 9 if self._one_in(10) else self.draw.randint(700, 989)
        return national_code.make(f"{county:03d}{self.draw.randrange(10**6):06d}")

    def _booklet_no(self, code: str) -> str:
        number = str(self.draw.randint(1, 29_999))
        return code if to_jalali(self.birth)[0] >= _BOOKLETS_NUMBERED_BY_NATIONAL_CODE else number

    def _marital(self) -> Marital:
        if self.age < 18:
            return Marital.SINGLE
        weights = (75, 24, 1, 0) if self.age < 27 else (25, 62, 10, 3)
        return self.draw.choices(tuple(Marital), weights)[0]

    def _military(self, study: Study | None) -> MilitaryStatus | None:
        if self.sex is Sex.FEMALE or not 18 <= self.age <= 50:
            return None
        if study and self.age < 30:
            return MilitaryStatus.STUDENT
        if self.age < 22:
            return MilitaryStatus.CONSCRIPT
        kinds = (MilitaryStatus.SERVED, MilitaryStatus.EXEMPT, MilitaryStatus.ABSENT)
        return self.draw.choices(kinds, (65, 30, 5))[0]

    def _residence(self) -> Residence:
        draw, host = self.draw, self.host
        return Residence(
            country=host.country,
            city=host.city,
            line1=f"{draw.choice(host.streets)} {draw.randint(1, 120)}",
            line2="" if self._one_in(2) else f"{draw.randint(1, 6)}. OG",
            postal=f"{draw.randint(10_000, 99_999)}",
            address_iran=draw.choice(name_pools.STREETS_IN_IRAN),
            postal_iran=_digits(draw, "13456789", 5) + _digits(draw, "0123456789", 5),
            in_passport=host.country if self._one_in(3) else "IR",
            abroad_since=max(self.birth, self.today - timedelta(days=draw.randint(90, 4000))),
        )

    def _permit(self, study: Study | None) -> Permit:
        others = (PermitKind.TEMPORARY, PermitKind.PERMANENT, PermitKind.WORK, PermitKind.REFUGEE)
        weights = (35, 30, 30, 5) if 18 <= self.age <= 66 else (45, 50, 0, 5)
        kind = PermitKind.STUDY if study else self.draw.choices(others, weights)[0]
        # One in twelve has run out lately, one in twelve will within the sixty days of the warning.
        days = self.draw.choice((-self.draw.randint(1, 200), self.draw.randint(1, 60)) + (365,) * 10)
        begun = self.today - timedelta(days=self.draw.randint(5, 300))
        valid_to = self.today + timedelta(days=days if days < 365 else self.draw.randint(61, 900))
        return Permit(
            kind=kind,
            number=f"{_digits(self.draw, 'CFGHJKLMNPRTVWXYZ', 2)}{self.draw.randrange(10**7):07d}",
            issuer=self.host.permit_issuer,
            valid_from=min(valid_to - timedelta(days=730), begun),
            valid_to=valid_to,
        )

    def _contact(self, person: Person) -> Contact:
        words = f"{person.name_lat}.{person.surname_lat}".lower().replace(" ", "-")
        return Contact(
            email=f"{words}{self.index + 1}@{self.draw.choice(_MAIL_DOMAINS)}",
            phone=self.host.phone.format(self.draw.randrange(1000)),
            language="fa" if person.reads_persian else "en",
        )

    def _one_in(self, chances: int) -> bool:
        return self.draw.randrange(chances) == 0


def _digits(draw: Random, alphabet: str, count: int) -> str:
    return "".join(draw.choice(alphabet) for _ in range(count))

"""A request of a bundle, read and checked by itself: form, answers, documents and their files."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from kiosk.domain.answers import FormRefused, age_on, check_all
from kiosk.domain.catalogue import Service
from kiosk.domain.conditions import EXEMPT_AGE
from kiosk.domain.eligible import require_eligible
from kiosk.domain.errors import KioskError, NotFound, Refused, Unavailable
from kiosk.domain.guardian import OF_AGE
from kiosk.domain.person import Sex
from kiosk.sentences import SENTENCES
from kiosk.services.desk import Desk
from kiosk.services.portal_file import PortalRequest
from kiosk.services.tools import Bundle
from kiosk.strict import ConfigProblems, Problem, Wrong, msgid, read

FILE = "request.json"
LARGEST_REQUEST = 256_000
LARGEST_SCAN = 25_000_000


@dataclass(frozen=True, slots=True)
class Parcel:
    """A request that is right by itself: its form, its service, its answers, the bytes of its scans."""

    form: PortalRequest
    service: Service
    answers: Mapping[str, str]
    scans: Mapping[str, bytes]
    """Document kind → file."""

    @property
    def key(self) -> UUID:
        facts = [
            repr(self.form),
            json.dumps(dict(self.answers), sort_keys=True),
            *(f"{kind}:{hashlib.sha256(scan).hexdigest()}" for kind, scan in sorted(self.scans.items())),
        ]
        return UUID(bytes=hashlib.sha256("\0".join(facts).encode()).digest()[:16])


class Wrongs(Exception):
    """Everything that is wrong with one request."""

    def __init__(self, problems: list[Problem]) -> None:
        super().__init__()
        self.problems = problems


Parse = Callable[[bytes], object]


def as_problem(path: str, error: KioskError) -> Problem:
    return Problem(path, SENTENCES.get(error.key, error.key), error.details)


def form_of(bundle: Bundle, parse: Parse, name: str) -> PortalRequest:
    if FILE not in bundle.names(name):
        raise Wrongs([Problem(FILE, msgid("is missing"))])
    try:
        return read(PortalRequest, parse(bundle.read(name, FILE, LARGEST_REQUEST)))
    except ConfigProblems as found:
        raise Wrongs(list(found.problems)) from None
    except Unavailable:
        raise
    except KioskError as error:
        raise Wrongs([as_problem(FILE, error)]) from None


def parcel_of(desk: Desk, bundle: Bundle, name: str, form: PortalRequest) -> Parcel:
    service = desk.catalogue.services.get(form.service)
    if service is None or service.retired:
        raise Refused("catalogue.no-such-service", code=form.service)
    today = desk.today()
    problems = [*_about_people(form, desk.now()), *_about_documents(form, service, bundle.names(name))]
    if datetime.fromisoformat(form.filed_at) > desk.now():
        problems.append(Problem("filed-at", msgid("must not be in the future")))
    known = {each.id for each in service.fields}
    problems += [Problem(f"answers.{field}", msgid("unknown")) for field in form.answers.keys() - known]
    problems += _about_eligibility(form, service, today)
    answers: Mapping[str, str] = {}
    try:
        answers = check_all(service.fields, form.answers, today)
    except FormRefused as refused:
        problems += [as_problem(f"answers.{field}", error) for field, error in refused.problems.items()]
    scans = _scans(bundle, name, form, problems)
    if problems:
        raise Wrongs(problems)
    return Parcel(form, service, answers, scans)


def _about_people(form: PortalRequest, now: datetime) -> Iterator[Problem]:
    subject = form.subject.person
    filer = form.filer.person if form.filer else None
    for path, person in (("subject", subject), ("filer", filer)):
        if person and datetime.fromisoformat(f"{person.birth_date}T00:00+00:00") > now:
            yield Problem(f"{path}.person.birth-date", msgid("must not be in the future"))
    for path, entry in (("subject", form.subject), ("filer", form.filer)):
        for name in entry.permit.missing() if entry and entry.permit else ():
            yield Problem(f"{path}.permit.{name}", msgid("is missing"))
    if filer is None and form.basis != "self":
        yield Problem("filer", msgid("is missing"))
    if filer is not None and (form.basis == "self" or filer.national_code == subject.national_code):
        yield Problem("filer", msgid("must be somebody else, with a basis that says so"))


def _about_eligibility(form: PortalRequest, service: Service, today: date) -> Iterator[Problem]:
    """What the subject's age and sex contradict: the service itself, and what comes for a condition."""
    person = form.subject.person
    birth, sex = date.fromisoformat(person.birth_date), Sex(person.sex)
    try:
        require_eligible(service, birth, sex, today)
    except Refused as refused:
        yield as_problem("service", refused)
    age = age_on(birth, today)
    if person.military_status and (sex is not Sex.MALE or 0 <= age < OF_AGE):
        yield _not_liable(sex, age).at("subject.person.military-status")
    conscript = sex is Sex.MALE and EXEMPT_AGE > age >= OF_AGE
    for number, each in enumerate(form.documents, 1):
        wanted = next((one for one in service.documents if one.kind == each.kind), None)
        if wanted and wanted.when == "military-age" and not conscript:
            yield _not_liable(sex, age).at(f"documents.{number}")


def _not_liable(sex: Sex, age: int) -> Wrong:
    if sex is Sex.FEMALE:
        return Wrong(msgid("is asked of men only; the person is a woman"))
    return Wrong(msgid("is asked of men of 18 to 50; the person is {age}"), age=age)


def _about_documents(form: PortalRequest, service: Service, files: frozenset[str]) -> Iterator[Problem]:
    asked = {wanted.kind: wanted for wanted in service.documents}
    kinds = [each.kind for each in form.documents]
    names = [each.file for each in form.documents]
    for number, each in enumerate(form.documents, 1):
        if each.kind not in asked:
            yield Problem(f"documents.{number}.kind", msgid("is not asked for by this service"))
        elif kinds.count(each.kind) > 1 or names.count(each.file) > 1:
            yield Problem(f"documents.{number}", msgid("stands there twice"))
        if each.file not in files:
            yield Problem(f"documents.{number}.file", msgid("{file} does not exist"), {"file": each.file})
    for wanted in service.documents:
        if wanted.mandatory and wanted.kind not in kinds:
            yield Problem(f"documents.{wanted.kind}", msgid("is missing"))
    for extra in sorted(files - {FILE, *names}):
        yield Problem(extra, msgid("is named by no document of the request"))


def _scans(bundle: Bundle, name: str, form: PortalRequest, problems: list[Problem]) -> dict[str, bytes]:
    scans: dict[str, bytes] = {}
    for each in form.documents:
        try:
            scans[each.kind] = bundle.read(name, each.file, LARGEST_SCAN)
        except NotFound:
            # Named among the problems already.
            continue
        except Refused as refused:
            problems.append(as_problem(each.file, refused))
    return scans

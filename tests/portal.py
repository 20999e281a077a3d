"""Bundles as the online portal makes them: invented people, drawn scans, and what can be wrong with them."""

from __future__ import annotations

import io
import json
import zipfile
from collections.abc import Callable, Iterable
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

from kiosk.demo.flaws import Flaw
from kiosk.demo.people import DemoPerson, people
from kiosk.demo.scans import draw
from tests.kiosk.services.office import ANSWERS
from tests.makers import a_tracking_code

TODAY = date(2026, 11, 24)
SCANS = {
    "enrolment-certificate": "enrolment.jpg",
    "passport": "passport.jpg",
    "residence-permit": "permit.jpg",
}

Form = dict[str, Any]
Spoil = Callable[[Form, dict[str, bytes]], None]


@cache
def applicants() -> tuple[DemoPerson, ...]:
    return tuple(demo for demo in people(700, 7, TODAY) if demo.study)


@cache
def scan(kind: str, number: int, flaw: Flaw | None = None) -> bytes:
    """Some drawings serve for all: drawing takes longer than taking in."""
    return draw(kind, applicants()[number % 6], flaw, 5)


def entry(demo: DemoPerson) -> Form:
    """A person as the portal tells of them."""
    person, residence, permit, contact = demo.person, demo.residence, demo.permit, demo.contact
    return {
        "person": _table(person, without=("id",)),
        "residence": _table(residence),
        "permit": _table(permit),
        "contact": _table(contact),
    }


def _table(record: object, without: tuple[str, ...] = ()) -> Form:
    said = {name: getattr(record, name) for name in type(record).__slots__ if name not in without}  # type: ignore[attr-defined]  # frozen dataclasses with slots
    plain = {
        name.replace("_", "-"): value.isoformat() if isinstance(value, date) else value
        for name, value in said.items()
    }
    return {name: value for name, value in plain.items() if value is not None}


def request(number: int = 0) -> tuple[Form, dict[str, bytes]]:
    """The form and the files of one request that is right."""
    form = {
        "tracking-code": a_tracking_code(number + 1),
        "service": "STU-02",
        "filed-at": "2026-11-20T10:30:00+01:00",
        "subject": entry(applicants()[number]),
        "documents": [{"kind": kind, "file": file} for kind, file in SCANS.items()],
        "answers": ANSWERS["STU-02"],
    }
    files = {file: scan(kind, number) for kind, file in SCANS.items()}
    return json.loads(json.dumps(form)), files


def put(form: Form, *path: str, value: object) -> None:
    for step in path[:-1]:
        form = form[step]
    form[path[-1]] = value


def said(*path: str, value: object) -> Spoil:
    """A form with another value somewhere."""
    return lambda form, files: put(form, *path, value=value)


def left_out(*path: str) -> Spoil:
    def spoil(form: Form, files: dict[str, bytes]) -> None:
        for step in path[:-1]:
            form = form[step]
        del form[path[-1]]

    return spoil


def filed(name: str, content: bytes) -> Spoil:
    def spoil(form: Form, files: dict[str, bytes]) -> None:
        files[name] = content

    return spoil


def file_gone(form: Form, files: dict[str, bytes]) -> None:
    del files["permit.jpg"]


def half_a_scan(form: Form, files: dict[str, bytes]) -> None:
    files["passport.jpg"] = files["passport.jpg"][:20_000]


def document_gone(form: Form, files: dict[str, bytes]) -> None:
    form["documents"].pop()
    del files["permit.jpg"]


BAD: dict[str, tuple[Spoil, str]] = {
    "a wrong check digit": (
        said("subject", "person", "national-code", value="1234567890"),
        "subject.person.national-code",
    ),
    "a wrong tracking code": (said("tracking-code", value="ABCDEFGH2345"), "tracking-code"),
    "an unknown service": (said("service", value="XYZ-99"), "request.json"),
    "an unknown key": (said("colour", value="red"), "colour"),
    "a missing key": (left_out("subject", "person", "father"), "subject.person.father"),
    "a number for text": (said("purpose", value=5), "purpose"),
    "a name in other letters": (said("subject", "person", "name-fa", value="Sara"), "subject.person.name-fa"),
    "a name that steers": (
        said("subject", "person", "surname-fa", value="کریمی\u202e"),
        "subject.person.surname-fa",
    ),
    "a day that is none": (
        said("subject", "person", "birth-date", value="1998-02-30"),
        "subject.person.birth-date",
    ),
    "a day to come": (
        said("subject", "person", "birth-date", value="2031-01-01"),
        "subject.person.birth-date",
    ),
    "a time to come": (said("filed-at", value="2030-01-01T00:00:00Z"), "filed-at"),
    "two addresses": (
        said("subject", "contact", "email", value="a@example.org\nBcc: b@example.org"),
        "subject.contact.email",
    ),
    "a permit without its number": (left_out("subject", "permit", "number"), "subject.permit.number"),
    "an answer that is missing": (left_out("answers", "university_fa"), "answers.university_fa"),
    "an answer that nobody asked": (said("answers", "shoe_size", value="43"), "answers.shoe_size"),
    "a file that is missing": (file_gone, "documents.3.file"),
    "a file too many": (filed("notes.txt", b"hello"), "notes.txt"),
    "a document that is missing": (document_gone, "documents.residence-permit"),
    "half a scan": (half_a_scan, "documents.passport"),
    "a program for a scan": (filed("passport.jpg", b"MZ" + bytes(900)), "documents.passport"),
    "an unreadable scan": (
        filed("passport.jpg", scan("passport", 0, Flaw.UNREADABLE)),
        "documents.passport",
    ),
}
"""What is wrong → how it is made, and where the reason points at."""


def written(folder: Path, requests: Iterable[tuple[str, tuple[Form, dict[str, bytes]]]]) -> Path:
    for name, (form, files) in requests:
        place = folder / name
        place.mkdir(parents=True)
        (place / "request.json").write_text(json.dumps(form), encoding="utf-8")
        for file, content in files.items():
            (place / file).write_bytes(content)
    return folder


def zipped(requests: Iterable[tuple[str, tuple[Form, dict[str, bytes]]]]) -> bytes:
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w") as archive:
        for name, (form, files) in requests:
            archive.writestr(f"{name}/request.json", json.dumps(form))
            for file, content in files.items():
                archive.writestr(f"{name}/{file}", content)
    return target.getvalue()


def many(good: int) -> Iterable[tuple[str, tuple[Form, dict[str, bytes]]]]:
    """So many good requests, and one of each bad kind among them."""
    bad = list(BAD.items())
    for number in range(good + len(bad)):
        form, files = request(number)
        if number % 10 == 9 and bad:
            name, (spoil, _) = bad.pop()
            spoil(form, files)
            yield f"{number:03d}-{name.replace(' ', '-')}", (form, files)
        else:
            yield f"{number:03d}", (form, files)

"""A name that passed in another spelling stands on the certificate and under its seal."""

from __future__ import annotations

import json
from dataclasses import replace

from sqlalchemy import update

from data.tables import Certificate
from kiosk.domain.audit import canonical
from kiosk.domain.bilingual import Bilingual
from kiosk.domain.certificate import Issued
from kiosk.domain.paper import CertificatePaper
from kiosk.domain.request import Request
from kiosk.domain.verification import Outcome
from kiosk.services import duplicating
from kiosk.services.composing import SPELLING
from kiosk.services.verification import open_walk
from kiosk.text.bidi import strip_isolates
from tests.kiosk.services.finishing import approve, given, on_paper
from tests.kiosk.services.office import Counter, filed, request_of, store_of
from tests.kiosk.services.test_issuing import Recording, issue
from tests.kiosk.services.walking import decided, differing
from tests.printouts.papers import words, words_in

READ = "SARAH KARIMI"


def spelt_otherwise(counter: Counter) -> Request:
    """Approved although the enrolment certificate and the passport write the name with one letter more."""
    desk, request = counter.desk, filed(counter.desk)
    walk = open_walk(desk, counter.clerk, request.id)
    said = {line: differing(walk, line, "full_name_lat", READ) for line in (1, 2)}
    said[3] = differing(walk, 3, "full_name_lat", "Sara-Karimi")
    assert decided(desk, counter.clerk, request.id, said) is Outcome.COMPLETE
    return approve(counter, request_of(desk, request.id))


def certificate(counter: Counter, request: Request) -> tuple[CertificatePaper, Issued]:
    recording = Recording()
    issued = issue(counter, request, replace(counter.desk, renderer=recording)).issued
    return recording.papers[0], issued


def notes(paper: CertificatePaper) -> list[Bilingual]:
    return [row.value for row in paper.rows if row.label == SPELLING]


def test_both_spellings_stand_on_the_certificate_and_in_what_is_sealed(counter: Counter) -> None:
    paper, issued = certificate(counter, spelt_otherwise(counter))

    (note,) = notes(paper)
    assert strip_isolates(note.en) == (
        "Enrolment certificate, Passport: “SARAH KARIMI”, the same name as “SARA KARIMI”"
    )
    assert strip_isolates(note.fa) == (
        "در گواهی اشتغال به تحصیل، گذرنامه: «SARAH KARIMI»؛ همان «SARA KARIMI» است"
    )
    assert json.loads(issued.record)["spelling:1"] == "SARA KARIMI = SARAH KARIMI"
    assert words(f"the same name as {READ}") <= words_in(counter.desk.vault.get(issued.blob))


def test_a_duplicate_says_of_the_name_what_the_certificate_said(counter: Counter) -> None:
    desk, request = counter.desk, spelt_otherwise(counter)
    given(counter, on_paper(counter, request))
    recording = Recording()
    caught = replace(desk, renderer=recording)

    command = desk.command("certificate:duplicate:made", counter.supervisor)
    duplicating.duplicate(caught, command, request.id, "گم شد")
    (duplicate,) = recording.papers
    assert len(notes(duplicate)) == 1


def test_a_certificate_from_before_the_note_gets_its_duplicate_without_it(counter: Counter) -> None:
    desk, request = counter.desk, spelt_otherwise(counter)
    given(counter, on_paper(counter, request))
    issued = desk.store.read(lambda work: work.certificates.of_request(request.id))
    facts = {name: fact for name, fact in json.loads(issued.record).items() if name != "spelling:1"}
    with store_of(desk).engine.begin() as connection:
        connection.execute(update(Certificate).values(record=canonical(facts)))
    recording = Recording()

    command = desk.command("certificate:duplicate:made", counter.supervisor)
    duplicating.duplicate(replace(desk, renderer=recording), command, request.id, "گم شد")

    (duplicate,) = recording.papers
    assert notes(duplicate) == []

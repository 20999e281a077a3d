"""Every certificate of the catalogue with its sample, and with the shortest and the longest facts."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from kiosk.catalogue import load
from kiosk.domain.bilingual import Bilingual
from kiosk.domain.catalogue import Service
from kiosk.domain.certificate_kind import CertificateKind
from kiosk.domain.filling import Known, worded
from kiosk.domain.paper import CertificatePaper
from kiosk.domain.sample import sample
from kiosk.domain.wording import Script, fact_scripts
from tests.printouts.form_papers import LONG_NAME, POWERS
from tests.printouts.papers import CERTIFICATE, a_photo, seal, specimen

CATALOGUE = load()
CODES = tuple(code for code, service in CATALOGUE.services.items() if service.certificate)

LONG_TEXT = Bilingual(
    "دانشکده علوم پایه و فنی مهندسی دانشگاه نمونه در شهر نمونه بر کرانه رود (پردیس دوم، ساختمان شماره ۱۲)",
    "Faculty of Natural Sciences and Engineering of the Sampleton University on the River, Second Campus 12",
)
LONG_LATIN = "Prof. Dr.-Ing. Maximiliane von Musterhausen-Sampleton, Registrar of the Faculty of Engineering"
BILLS = "\n".join(
    f"2026-09-{day:02}; {kind}; {day}12450.55 {currency}"
    for day in range(1, 15)
    for kind, currency in (("hospital", "EUR"), ("medicine", "CHF"), ("lodging", "USD"))
)


def service_of(code: str) -> Service:
    return CATALOGUE.service(code)


def kind_of(code: str) -> CertificateKind:
    return CATALOGUE.certificate(service_of(code).certificate or "")


def paper_of(kind: CertificateKind, known: Known) -> CertificatePaper:
    said = worded(kind, known)
    copies = known.stored.get(kind.copies or "", "")
    return replace(
        CERTIFICATE,
        title=said.title,
        body=said.body,
        rows=said.rows,
        parts=said.parts,
        placed=said.placed,
        enclosure=said.enclosure,
        overlay=kind.overlay,
        deed=kind.deed,
        copies=int(copies) if copies else 0,
        photo=a_photo() if kind.photo else None,
        expires_on=CERTIFICATE.expires_on if kind.valid_days else None,
    )


def plain(code: str) -> CertificatePaper:
    return paper_of(kind_of(code), sample(kind_of(code), service_of(code)))


def shortest(code: str) -> CertificatePaper:
    """Only what must be there, and as little of it as there can be."""
    service, known = service_of(code), sample(kind_of(code), service_of(code))
    needless = {f"request.{each.id}" for each in service.fields if not each.mandatory or each.when}
    said = {
        fact: _short(fact, value)
        for fact, value in known.said.items()
        if fact not in needless and not fact.startswith("inquiry.")
    }
    stored = {fact: value for fact, value in known.stored.items() if fact in said}
    return paper_of(kind_of(code), Known(said, stored=stored | _one_line(stored)))


def longest(code: str) -> CertificatePaper:
    """Every clause, with the longest that each fact can be."""
    service, known = service_of(code), sample(kind_of(code), service_of(code))
    scripts = fact_scripts(service)
    said = {fact: _long(fact, value, scripts[fact]) for fact, value in known.said.items()}
    stored = {**known.stored, "request.signer_reads": "no", "request.copies": "2", "request.bills": BILLS}
    paper = paper_of(kind_of(code), Known(said, stored=stored))
    return replace(paper, letterhead=specimen(), seal=seal(431))


def _one_line(stored: dict[str, str]) -> dict[str, str]:
    return {"request.bills": "2026-09-01; test; 1 EUR"} if "request.bills" in stored else {}


def _short(fact: str, value: Bilingual) -> Bilingual:
    if fact in ("request.matter", "request.powers"):
        return Bilingual("فروش.", "")
    if fact == "person.full_name":
        return Bilingual("نی یا", "NI YA")
    return value


def _long(fact: str, value: Bilingual, script: Script) -> Bilingual:
    longer: dict[str, Callable[[], Bilingual]] = {
        "person.full_name": lambda: LONG_NAME,
        "certificate.signer": lambda: Bilingual("مریم نمونه‌پور", "Maryam Nemoonepour"),
        "request.matter": lambda: Bilingual(LONG_TEXT.fa * 2, ""),
        "request.powers": lambda: Bilingual(f"{POWERS}\n{POWERS}", ""),
        "request.deed_text": lambda: Bilingual(f"{POWERS}\nI consent to this. {LONG_TEXT.en}", ""),
    }
    if fact in longer:
        return longer[fact]()
    if script is Script.PERSIAN and fact.startswith("person."):
        return Bilingual(LONG_NAME.fa[:60], "")
    if script is Script.PERSIAN:
        return Bilingual(LONG_TEXT.fa, "")
    if script is Script.BOTH and fact.startswith("request.") and f"{fact}_fa" in fact_scripts(UNIVERSITY):
        return LONG_TEXT
    if fact.endswith("_lat"):
        return Bilingual(LONG_LATIN, LONG_LATIN)
    return value


UNIVERSITY = service_of("STU-02")

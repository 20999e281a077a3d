"""A certificate as it would be printed, with the sample of its template: for whoever edits a template.

It belongs to nobody: no number is taken, the seal is none, and «نمونه / SPECIMEN» stands across it.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime, timedelta

from kiosk.domain.bilingual import Bilingual
from kiosk.domain.catalogue import Catalogue, Service
from kiosk.domain.errors import Refused
from kiosk.domain.filling import worded
from kiosk.domain.paper import CertificatePaper, Letterhead
from kiosk.domain.sample import sample
from kiosk.domain.wording import said_date

NO_SEAL = "0" * 361
"""As many digits as a seal has."""
NO_NUMBER = "000/0000/{service}/000000"
NO_CODE = "0" * 12
SIGNER = Bilingual("نام و سمت امضاکننده", "Name and title of the signing officer")


def certificate_preview(
    catalogue: Catalogue, code: str, letterhead: Letterhead, at: datetime
) -> CertificatePaper:
    """`at`: in the office's own time zone.

    Raises:
        NotFound: "catalogue.no-such-service".
        Refused: "certificate.none-for-service".
    """
    service = catalogue.service(code)
    if service.certificate is None:
        raise Refused("certificate.none-for-service", service=code)
    return _paper(catalogue, service, replace(letterhead, demonstration=True), at)


def _paper(catalogue: Catalogue, service: Service, letterhead: Letterhead, at: datetime) -> CertificatePaper:
    kind = catalogue.certificate(service.certificate or "")
    expires_on = at.date() + timedelta(days=kind.valid_days) if kind.valid_days else None
    known = sample(kind, service)
    said = worded(kind, replace(known, said={**known.said, **_days(at.date(), expires_on)}))
    copies = known.stored.get(kind.copies or "", "")
    return CertificatePaper(
        letterhead=letterhead,
        title=said.title,
        number=NO_NUMBER.format(service=service.code),
        issued_at=at,
        expires_on=expires_on,
        tracking_code=NO_CODE,
        body=said.body,
        rows=said.rows,
        photo=None,
        seal=NO_SEAL,
        verification_code="0000-0000-0000",
        signer=SIGNER,
        parts=said.parts,
        copies=int(copies) if copies.isdecimal() else 0,
        deed=kind.deed,
        overlay=kind.overlay,
        placed=said.placed,
        enclosure=said.enclosure,
    )


def _days(issued_on: date, expires_on: date | None) -> dict[str, Bilingual]:
    """What the wording says of its days is what the head of the paper says."""
    last = {"certificate.expires_on": said_date(expires_on)} if expires_on else {}
    return {"certificate.issued_on": said_date(issued_on), **last}

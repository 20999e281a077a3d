"""The mails about appointments: when one is set or moved, called off, or given in place of a long wait."""

from __future__ import annotations

from kiosk.domain.appointment import Appointment
from kiosk.domain.bilingual import Language
from kiosk.domain.calendar import weekday_name
from kiosk.domain.mail import Mail, MailKind
from kiosk.domain.opening import said_time
from kiosk.domain.request import Request
from kiosk.domain.wording import said_date
from kiosk.services import mailing
from kiosk.services.desk import Desk
from kiosk.services.ports import Work


def tell_appointment(desk: Desk, work: Work, request: Request, told: tuple[MailKind, Appointment]) -> None:
    """Tell whoever filed the request; nobody where the office has no address of theirs."""
    kind, made = told
    contact = work.people.file(request.filer_id).contact
    if contact is None or not contact.email:
        return
    language: Language = "en" if contact.language == "en" else "fa"
    local = desk.office.local(made.starts_at)
    values = {
        "service": desk.catalogue.service(request.service).name[language],
        "tracking_code": request.tracking_code,
        "weekday": weekday_name(local.date())[language],
        "on_day": said_date(local.date())[language],
        "at_time": said_time(local.time())[language],
    }
    mail = Mail(kind, contact.email, language, request.filer_id, values)
    mailing.queue(desk, work, mail, f"{made.id}:{kind.value}")

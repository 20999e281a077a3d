"""The whole schema; with `data.tables.postgresql`, `Base.metadata` is what migrations must equal."""

from data.tables.applicants import (
    Account,
    Correction,
    HelpCall,
    OneTimeCode,
    Registration,
    RequestDraft,
)
from data.tables.appointments import Appointment
from data.tables.base import Base
from data.tables.day import DaySample, OfficeDay
from data.tables.duplicates import CertificateDuplicate
from data.tables.filters import SavedFilter
from data.tables.hand_sheets import HandSheet, HandSheetStep
from data.tables.originals import OriginalsHolder, OriginalsMove
from data.tables.outcomes import Fee, HandOver, Inquiry, Letter, Output, RuleAnswer, RuleOverride
from data.tables.papers import (
    Approval,
    AuditEvent,
    Certificate,
    CertificateCounter,
    ChainHead,
    Command,
    Outbox,
    PrintAttempt,
)
from data.tables.people import (
    Contact,
    Guardianship,
    Office,
    Permit,
    Person,
    PersonName,
    Residence,
    SignInAttempt,
    Staff,
)
from data.tables.queue import Counter, Ticket, TicketCounter, TicketRequest
from data.tables.requests import (
    DocumentSlot,
    FieldCheck,
    OriginalCheck,
    Request,
    RequestState,
    Scan,
)
from data.tables.stock import BlankCount, BlankMove, BlankStock

__all__ = [
    "Account",
    "Appointment",
    "Approval",
    "AuditEvent",
    "Base",
    "BlankCount",
    "BlankMove",
    "BlankStock",
    "Certificate",
    "CertificateCounter",
    "CertificateDuplicate",
    "ChainHead",
    "Command",
    "Contact",
    "Correction",
    "Counter",
    "DaySample",
    "DocumentSlot",
    "Fee",
    "FieldCheck",
    "Guardianship",
    "HandOver",
    "HandSheet",
    "HandSheetStep",
    "HelpCall",
    "Inquiry",
    "Letter",
    "Office",
    "OfficeDay",
    "OneTimeCode",
    "OriginalCheck",
    "OriginalsHolder",
    "OriginalsMove",
    "Outbox",
    "Output",
    "Permit",
    "Person",
    "PersonName",
    "PrintAttempt",
    "Registration",
    "Request",
    "RequestDraft",
    "RequestState",
    "Residence",
    "RuleAnswer",
    "RuleOverride",
    "SavedFilter",
    "Scan",
    "SignInAttempt",
    "Staff",
    "Ticket",
    "TicketCounter",
    "TicketRequest",
]

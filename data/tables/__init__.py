"""The whole schema; with `data.tables.postgresql`, `Base.metadata` is what migrations must equal."""

from data.tables.applicants import (
    Account,
    Correction,
    HelpCall,
    OneTimeCode,
    Registration,
    RequestDraft,
)
from data.tables.base import Base
from data.tables.duplicates import CertificateDuplicate
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
    Visit,
)
from data.tables.stock import BlankCount, BlankMove, BlankStock

__all__ = [
    "Account",
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
    "DocumentSlot",
    "Fee",
    "FieldCheck",
    "Guardianship",
    "HandOver",
    "HelpCall",
    "Inquiry",
    "Letter",
    "Office",
    "OneTimeCode",
    "OriginalCheck",
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
    "Scan",
    "SignInAttempt",
    "Staff",
    "Ticket",
    "TicketCounter",
    "TicketRequest",
    "Visit",
]

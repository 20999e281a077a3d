"""The whole schema; `Base.metadata` is what migrations must equal."""

from data.tables.base import Base
from data.tables.papers import (
    Approval,
    AuditEvent,
    BlankStock,
    Certificate,
    CertificateCounter,
    ChainHead,
    Command,
    Outbox,
    PrintAttempt,
)
from data.tables.people import Contact, Guardianship, Office, Permit, Person, Residence, SignInAttempt, Staff
from data.tables.requests import (
    DocumentSlot,
    FieldCheck,
    Inquiry,
    OriginalCheck,
    Request,
    RequestState,
    Scan,
    Visit,
)

__all__ = [
    "Approval",
    "AuditEvent",
    "Base",
    "BlankStock",
    "Certificate",
    "CertificateCounter",
    "ChainHead",
    "Command",
    "Contact",
    "DocumentSlot",
    "FieldCheck",
    "Guardianship",
    "Inquiry",
    "Office",
    "OriginalCheck",
    "Outbox",
    "Permit",
    "Person",
    "PrintAttempt",
    "Request",
    "RequestState",
    "Residence",
    "Scan",
    "SignInAttempt",
    "Staff",
    "Visit",
]

"""Reading the audit chain through from its first entry to its heads."""

from __future__ import annotations

from dataclasses import dataclass

from kiosk.domain.audit import Fault, combined_head, first_fault
from kiosk.services.ports import Transactions, Work


@dataclass(frozen=True, slots=True)
class Verification:
    entries: int
    """How many entries were read and found right."""
    head: str
    """One hash over the heads of all chains."""
    fault: Fault | None


def verify_audit(store: Transactions, office: str) -> Verification:
    """Recompute every hash of every chain, in one transaction that sees one moment."""

    def act(work: Work) -> Verification:
        heads = work.audit.heads()
        entries, fault = first_fault(office, work.audit.events(), heads)
        return Verification(entries, combined_head(heads), fault)

    return store.read(act)

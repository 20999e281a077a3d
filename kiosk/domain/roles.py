"""Who may do what.  Source: security.md promise P10; one table, and nothing outside it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Protocol
from uuid import UUID

from kiosk.domain.bilingual import Bilingual
from kiosk.domain.errors import Refused


class Role(StrEnum):
    CLERK = "clerk"
    SUPERVISOR = "supervisor"


class Action(StrEnum):
    FIND = "find"
    OPEN_CARD = "open-card"
    REPRINT_RECEIPT = "reprint-receipt"
    WALK = "walk"
    VIEW_SCAN = "view-scan"
    DECIDE = "decide"
    LIST_WAITING = "list-waiting"
    APPROVE = "approve"
    SEND_BACK = "send-back"
    OVERRIDE = "override"
    """Letting a request pass a rule that is not met."""
    ISSUE = "issue"
    PRINT = "print"
    JUDGE_PAPER = "judge-paper"
    ANSWER_CALL = "answer-call"
    CORRECT = "correct"
    ASK_CENTRE = "ask-centre"
    RECORD_REPLY = "record-reply"
    MAKE_OUTPUT = "make-output"
    HAND_OVER = "hand-over"
    CANCEL = "cancel"
    """Cancelling a request, or tying it to another."""
    REFUSE = "refuse"
    VOID = "void"
    """Undoing what was issued, opening a walk again, and letting old requests expire."""
    DUPLICATE = "duplicate"
    """Printing a certificate again for whoever lost it."""
    GIVE_TICKET = "give-ticket"
    APPOINT = "appoint"
    """Setting, moving and calling off appointments."""
    CALL = "call"
    """Calling tickets to one's counter, and all that follows with them."""
    CLOSE_DAY = "close-day"
    """Opening the office's day and closing it, with its report."""
    USE_BLANKS = "use-blanks"
    """Having numbered forms in hand, and saying what became of them."""
    KEEP_BLANKS = "keep-blanks"
    """Keeping the stock of numbered forms."""
    ENTER_SHEETS = "enter-sheets"
    """Typing what was written by hand while the machines were dead."""
    KEEP_SHEETS = "keep-sheets"
    """Printing such sheets, confirming what was typed from them, and declaring them void."""
    DIRECT = "direct"
    """Saying of any ticket where and when it is called."""
    ASSIST = "assist"
    """Doing for an applicant what the applicant could do at the lobby screen."""


ALLOWED: Mapping[Role, frozenset[Action]] = {
    Role.CLERK: frozenset(
        {
            Action.FIND,
            Action.OPEN_CARD,
            Action.REPRINT_RECEIPT,
            Action.VIEW_SCAN,
            Action.WALK,
            Action.DECIDE,
            Action.ISSUE,
            Action.PRINT,
            Action.JUDGE_PAPER,
            Action.ANSWER_CALL,
            Action.CORRECT,
            Action.RECORD_REPLY,
            Action.MAKE_OUTPUT,
            Action.HAND_OVER,
            Action.CANCEL,
            Action.REFUSE,
            Action.GIVE_TICKET,
            Action.APPOINT,
            Action.CALL,
            Action.USE_BLANKS,
            Action.ENTER_SHEETS,
            Action.ASSIST,
        }
    ),
    # A supervisor approves and therefore never verifies: no role holds both (security.md threat 2).
    Role.SUPERVISOR: frozenset(
        {
            Action.FIND,
            Action.OPEN_CARD,
            Action.REPRINT_RECEIPT,
            Action.VIEW_SCAN,
            Action.LIST_WAITING,
            Action.APPROVE,
            Action.SEND_BACK,
            Action.OVERRIDE,
            Action.ISSUE,
            Action.PRINT,
            Action.JUDGE_PAPER,
            Action.ANSWER_CALL,
            Action.CORRECT,
            Action.ASK_CENTRE,
            Action.RECORD_REPLY,
            Action.MAKE_OUTPUT,
            Action.HAND_OVER,
            Action.CANCEL,
            Action.REFUSE,
            Action.VOID,
            Action.DIRECT,
            Action.DUPLICATE,
            Action.GIVE_TICKET,
            Action.APPOINT,
            Action.CALL,
            Action.CLOSE_DAY,
            Action.USE_BLANKS,
            Action.KEEP_BLANKS,
            Action.ENTER_SHEETS,
            Action.KEEP_SHEETS,
            Action.ASSIST,
        }
    ),
}


class Actor(Protocol):
    """Who is written into the audit log and into histories: an officer, an applicant, or the lobby itself."""

    @property
    def login(self) -> str: ...
    @property
    def station(self) -> str: ...


@dataclass(frozen=True, slots=True)
class Officer:
    """A signed-in member of staff at one station."""

    id: UUID
    person_id: UUID
    """The human being: two accounts of one person never make four eyes."""
    login: str
    name: Bilingual
    role: Role
    station: str
    signed_in_at: datetime


def may(officer: Officer, action: Action) -> bool:
    """Whether the officer's role holds the action, for screens that offer it."""
    return action in ALLOWED[officer.role]


def require(officer: Officer, action: Action) -> None:
    """
    Raises:
        Refused: "role.not-allowed" when the officer's role does not hold the action.
    """
    if not may(officer, action):
        raise Refused("role.not-allowed", action=action.value, role=officer.role.value)


def require_disinterested(officer: Officer, *people: UUID) -> None:
    """Nobody handles a file of their own.  Source: security.md threat 2.

    Raises:
        Refused: "role.own-file".
    """
    if officer.person_id in people:
        raise Refused("role.own-file")

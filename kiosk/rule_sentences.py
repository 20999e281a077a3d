"""Sentences about rules, fees and the course of a request."""

from __future__ import annotations

from collections.abc import Mapping

from kiosk.strict import msgid

RULE_SENTENCES: Mapping[str, str] = {
    "rules.open": msgid("Answer this first: {rule}"),
    "rules.broken": msgid("This rule is not met any more: {rule}"),
    "rules.refuse": msgid("“{answer}”: such a request is refused, not decided. {rule}"),
    "rules.not-here": msgid("The request has no rule {rule}."),
    "rules.not-asked": msgid("There is nothing to answer here now: {rule}"),
    "rules.no-such-answer": msgid("Choose one of the answers: {rule}"),
    "rules.note-required": msgid("This answer needs a note: {rule}"),
    "rules.reason-required": msgid("Give a reason for letting the rule pass."),
    "rules.final": msgid("Nobody may let a request pass this rule: {rule}"),
    "rules.nothing-to-override": msgid("There is nothing to let pass: {rule}"),
    "rules.too-late": msgid("It is too late to let a rule pass: the request is “{state}”."),
    "course.not-offered": msgid("The service “{service}” does not go this way."),
    "course.centre-needed": msgid("The centre must be asked first: {rule}"),
    "fee.slip-used": msgid("This slip has already paid for another request."),
    "fee.currency": msgid("A currency has three Latin letters."),
    "bills.none": msgid("No bill was written down."),
    "bills.too-many": msgid("At most {most} bills can be written down."),
    "bills.line": msgid("Line {line} must read: date; kind; amount currency."),
    "bills.kind": msgid("Line {line}: the kind must be one of {kinds}."),
}

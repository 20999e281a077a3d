"""What can be wrong with the office's day, and the words of its closing."""

from __future__ import annotations

from collections.abc import Mapping

from kiosk.strict import msgid

DAY_SENTENCES: Mapping[str, str] = {
    "day.is-open": msgid("This day is open already."),
    "day.closing": msgid("The day is being closed: its work is over. Go on with this on the next day."),
    "day.closed": msgid(
        "The day {day} is closed. Nothing of it can be changed; the work goes on the next day."
    ),
    "report.ahead": msgid("{day} is still to come: there is nothing to report yet."),
    "day.not-open": msgid("Nobody worked on this day, so there is nothing to close."),
    "day.not-balanced": msgid("The day cannot be closed yet: {count} points are open."),
    "day.not-drawn": msgid("Draw the cases to be looked at again first."),
    "day.sample-open": msgid("Cases still to be looked at again: {count}."),
    "day.not-in-sample": msgid("This case does not belong to those that are looked at again."),
    "day.finding-required": msgid("Say what was found."),
    "day.finding-stands": msgid("What was found in this case stands. More can be said of it, nothing less."),
    "day.own-approval": msgid("You approved this case yourself. Another supervisor looks at it again."),
}

DAY_LABELS: Mapping[str, str] = {
    "day-open": msgid("open"),
    "day-closing": msgid("being closed"),
    "day-closed": msgid("closed"),
    "sample-fine": msgid("in order"),
    "sample-finding": msgid("something was found"),
    "finding": msgid("finding"),
}

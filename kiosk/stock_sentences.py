"""What can be wrong with numbered forms, and how their places are called."""

from __future__ import annotations

from collections.abc import Mapping

from kiosk.strict import msgid

STOCK_SENTENCES: Mapping[str, str] = {
    "stock.serial": msgid("This is no serial. It is written as printed on the blank, such as {example}."),
    "stock.range": msgid("{first} to {last} is no range: both begin alike, and the last one comes last."),
    "stock.too-many": msgid("Write down {most} blanks at most at a time."),
    "stock.twice": msgid("{serial} was written down twice."),
    "stock.kind": msgid("No blanks of this kind are kept here."),
    "stock.known": msgid("These stand in the book already: {serials}."),
    "stock.unknown": msgid("These were never received here: {serials}."),
    "stock.elsewhere": msgid("By the book, {serial} is “{state}”."),
    "stock.not-in-hand": msgid("By the book, {serial} is not in your hand. Have it issued to you first."),
    "stock.holder-needed": msgid(
        "By the book, {login} holds of these: {serials}. {login} must be one of the two; where that is "
        "impossible, a supervisor writes down why."
    ),
    "stock.not-void": msgid(
        "These were not used, or what they became is in force: {serials}. Declare it void on its card first."
    ),
    "stock.none-in-hand": msgid(
        "You have no blank of this kind in hand: {name}. Have some issued to you first."
    ),
    "stock.found-elsewhere": msgid(
        "By the book these are not in the stock: {serials}. Receive them, take them back, or write them down "
        "as found, and count again."
    ),
    "stock.same-person": msgid("Two people must confirm this: somebody else signs beside you."),
    "stock.no-keeper": msgid("One of the two must be a supervisor, who keeps the stock."),
}

STOCK_LABELS: Mapping[str, str] = {
    "RECEIVED": msgid("in stock"),
    "ISSUED_TO": msgid("in somebody's hand"),
    "USED": msgid("used"),
    "SPOILED": msgid("spoiled, kept for destruction"),
    "DESTROYED": msgid("destroyed"),
    "SENT_BACK": msgid("sent back to headquarters"),
    "MISSING": msgid("missing"),
    "LOST": msgid("written off"),
    "paper_no": msgid("number of the paper"),
    "absent": msgid("why the holder is not here"),
}

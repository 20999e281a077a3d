"""What can be wrong with sheets written by hand, and how their states are called."""

from __future__ import annotations

from collections.abc import Mapping

from kiosk.strict import msgid

SHEET_SENTENCES: Mapping[str, str] = {
    "sheet.count": msgid("Print 1 to {most} sheets at a time."),
    "sheet.number": msgid("This is no number of a sheet. Scan its code, or type the digits behind the S."),
    "sheet.foreign": msgid("This sheet is of office {office}."),
    "sheet.unknown": msgid("No sheet no. {no} was printed here."),
    "sheet.void": msgid("This sheet is “{state}”. A supervisor can open it again if it was found."),
    "sheet.entered": msgid("This sheet has been entered already."),
    "sheet.time": msgid("Write the time as {example}."),
    "sheet.future": msgid("The sheet cannot say a moment that has not come yet."),
    "sheet.before-printed": msgid("At that moment the sheet was not printed yet."),
    "sheet.too-old": msgid("A sheet is entered within {days} days of what it says."),
    "sheet.closed-day": msgid("The office was closed on {day}: {why}."),
    "sheet.writer": msgid("Nobody of that name works here."),
    "sheet.code": msgid("Give the tracking code of the request, or scan its receipt."),
    "sheet.code-required": msgid(
        "Give the tracking code of the request. If there is none yet, register and file it first."
    ),
    "sheet.note-required": msgid("Write what was missing, and what the applicant was told."),
    "sheet.nothing-to-confirm": msgid("On this sheet there is nothing to confirm."),
    "sheet.same-person": msgid("Somebody else than who entered the sheet must confirm it."),
    "sheet.given-out": msgid(
        "What was handed over stands in the delivery register; this entry cannot be taken back."
    ),
    "sheet.not-to-reopen": msgid("A sheet that is “{state}” is not opened again."),
}

SHEET_LABELS: Mapping[str, str] = {
    "sheet": msgid("sheet written by hand"),
    "sheet-printed": msgid("not entered"),
    "sheet-entered": msgid("to be confirmed"),
    "sheet-confirmed": msgid("confirmed"),
    "sheet-spoilt": msgid("spoilt"),
    "sheet-lost": msgid("lost"),
    "sent-away": msgid("came, and was sent away"),
    "taken-in": msgid("request taken in"),
    "given-out": msgid("handed over"),
}

"""The sentences of filing a request: kept apart from `kiosk.sentences` so that both can be overseen."""

from __future__ import annotations

from collections.abc import Mapping

from kiosk.strict import msgid

FILING_SENTENCES: Mapping[str, str] = {
    "filing.not-offered": msgid("The service “{service}” is no longer offered."),
    "filing.not-today": msgid("The service “{service}” is not offered today."),
    "filing.age": msgid("“{service}” is for people from {least} to {most} years old; this person is {age}."),
    "filing.men-only": msgid("“{service}” is for men only."),
    "filing.women-only": msgid("“{service}” is for women only."),
    "filing.filer-minor": msgid("Who files a request must be at least {years} years old."),
    "filing.not-your-child": msgid(
        "You can file for yourself and for the children registered under you."
        " Ask at the counter for anybody else."
    ),
    "filing.basis": msgid("Say in which capacity the request is filed for somebody else."),
    "filing.once-only": msgid(
        "“{service}” is issued once only to each person, and there is a request already."
    ),
    "draft.unknown": msgid("There is no such draft."),
    "draft.closed": msgid("This draft was filed or dropped already. Look among the requests."),
    "request.not-initial": msgid(
        "The request is “{state}” and can no longer be changed here. A clerk can correct it."
    ),
    "request.documents-missing": msgid("These documents are still missing: {documents}"),
    "tracking-code.none-free": msgid("No free tracking code was found. Nothing was registered; try again."),
}

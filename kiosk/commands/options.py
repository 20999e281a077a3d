"""Options that many commands have."""

from __future__ import annotations

from datetime import date
from typing import Any

import typer

from kiosk.words import Words


def json_option(words: Words) -> Any:
    """`--json`, for a program that reads the answer."""
    return typer.Option("--json", help=words("Print one JSON object instead of sentences."))


def typed_day(what: str, text: str) -> date:
    """`what`: the option or argument that a day was typed for, in either calendar.

    Raises:
        WrongUse: the text is no day; the problem says why.
    """
    from kiosk.commands.faults import wrong_use
    from kiosk.domain.errors import Refused
    from kiosk.domain.typed_day import read_day
    from kiosk.sentences import SENTENCES

    try:
        return read_day(text).day
    except Refused as refused:
        raise wrong_use(what, SENTENCES[refused.key], **refused.details) from refused

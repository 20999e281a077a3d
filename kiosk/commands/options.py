"""Options that many commands have."""

from __future__ import annotations

from typing import Any

import typer

from kiosk.words import Words


def json_option(words: Words) -> Any:
    """`--json`, for a program that reads the answer."""
    return typer.Option("--json", help=words("Print one JSON object instead of sentences."))

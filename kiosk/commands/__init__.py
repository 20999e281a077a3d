"""The command line: words, flags, exit codes and JSON keys are a contract with those who script it."""

from __future__ import annotations

import os
from collections.abc import Sequence

from kiosk.adapters.environment import scrub_environment
from kiosk.commands.errand import Errand
from kiosk.commands.leading import language_of, station_wish
from kiosk.commands.voice import Voice, guarded

COMPLETION = "_KIOSK_COMPLETE"
"""Set by the shell when it asks for completions."""


def run(arguments: Sequence[str]) -> int:
    """Run one command; the answer is the exit code."""
    removed = scrub_environment(os.environ)
    voice = Voice(language_of(arguments, os.environ), json=_wants_json(arguments))
    errand = Errand(voice, removed=tuple(removed))
    return guarded(voice, lambda: _follow(errand, arguments))


def _follow(errand: Errand, arguments: Sequence[str]) -> int:
    wish = None if COMPLETION in os.environ else station_wish(arguments)
    if wish is None:
        from kiosk.commands.line import follow

        return follow(errand, arguments)
    # `kiosk` and `kiosk run` open the day: they do without the import of the whole command line.
    from kiosk.commands.station import open_station

    errand.config_path, errand.language = wish.config, wish.language
    return open_station(errand, wish.station)


def _wants_json(arguments: Sequence[str]) -> bool:
    """How a wrong use is answered; a command that is understood decides for itself."""
    options = list(arguments)
    if "--" in options:
        options = options[: options.index("--")]
    return "--json" in options

"""What stands before every command: whose words, which settings."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from kiosk import config as settings
from kiosk import log
from kiosk.commands.voice import Voice
from kiosk.config import Config
from kiosk.domain.bilingual import Language

if TYPE_CHECKING:
    import typer


class Errand:
    """`removed`: the variables that were taken out of the environment at the start."""

    def __init__(self, voice: Voice, removed: tuple[str, ...] = ()) -> None:
        self.voice = voice
        self.removed = removed
        self.config_path: Path | None = None
        """Given by `--config`."""
        self.language: Language | None = None
        """Given by `--language`."""

    def config(self) -> Config:
        """The settings; from here on the office's log is written.

        Raises:
            ConfigProblems: everything that is wrong, together.
        """
        config = settings.load(settings.find(self.config_path))
        log.start(config.log_file)
        return config


def errand_of(context: typer.Context, json: bool | None = None) -> Errand:
    """The errand of a command that Typer calls; `json`: whether a program listens."""
    errand = context.obj
    if not isinstance(errand, Errand):
        raise TypeError("the command line was started without its errand")
    if json is not None:
        errand.voice.json = json
    return errand

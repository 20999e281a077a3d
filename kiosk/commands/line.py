"""The whole command line in one language."""
# Typer reads the annotations while the functions are made, so they are not postponed here.

import sys
from collections.abc import Sequence
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from typing import Annotated

import typer
from typer.main import get_command

from kiosk.commands import (
    appointments,
    audit,
    catalogue,
    check,
    demo,
    doctor,
    find,
    import_,
    init,
    migrate,
    report,
    simulate,
    staff,
    station,
)
from kiosk.commands.errand import Errand, errand_of
from kiosk.commands.faults import INTERRUPTED
from kiosk.commands.spoken import SpokenGroup, complaint
from kiosk.domain.bilingual import Language
from kiosk.words import Words

GROUPS = (
    station,
    demo,
    init,
    migrate,
    doctor,
    staff,
    catalogue,
    check,
    find,
    import_,
    appointments,
    report,
    audit,
    simulate,
)
"""In the order of the help; each adds its commands by `add(app, words)`."""


def follow(errand: Errand, arguments: Sequence[str]) -> int:
    """Run what the arguments ask for; the answer is the exit code."""
    command = get_command(command_line(errand.voice.words))
    try:
        code = command.main(list(arguments), "kiosk", standalone_mode=False, obj=errand)
    except typer.TyperException as error:
        raise complaint(error) from error
    except typer.Abort as error:
        raise KeyboardInterrupt from error
    if code == INTERRUPTED:
        # Typer keeps the interruption to itself and answers its exit code.
        raise KeyboardInterrupt
    return code if isinstance(code, int) else 0


def command_line(words: Words) -> typer.Typer:
    app = typer.Typer(
        cls=SpokenGroup,
        name="kiosk",
        help=words("The service counter of a consulate, full screen in the terminal."),
        rich_markup_mode="rich",
    )
    _add_beginning(app, words)
    for group in GROUPS:
        group.add(app, words)
    return app


def _add_beginning(app: typer.Typer, words: Words) -> None:
    config_help = words("Settings file; by default ./kiosk.toml, then /etc/kiosk/kiosk.toml.")
    language_help = words("Language of the program; by default the terminal's.")
    version_help = words("Show the version and do nothing else.")

    @app.callback(invoke_without_command=True)
    def begin(
        context: typer.Context,
        config: Annotated[Path | None, typer.Option(help=config_help)] = None,
        language: Annotated[Language | None, typer.Option(help=language_help)] = None,
        show_version: Annotated[bool, typer.Option("--version", help=version_help)] = False,
    ) -> int:
        errand = errand_of(context)
        errand.config_path, errand.language = config, language
        if show_version:
            sys.stdout.write(f"kiosk {_version(words)}\n")
            raise typer.Exit
        if context.invoked_subcommand is None:
            return station.open_station(errand, None)
        return 0


def _version(words: Words) -> str:
    try:
        return version("mikhak-counter")
    except PackageNotFoundError:
        return words("(not installed)")

"""`kiosk run`: the application, full screen."""

import os
import sys
from collections.abc import Callable
from typing import TYPE_CHECKING, Annotated

from kiosk import log, memory
from kiosk.commands.errand import Errand, errand_of
from kiosk.commands.faults import wrong_use
from kiosk.commands.terminal import persian_here
from kiosk.config import Config
from kiosk.config.settings import StationKind
from kiosk.strict import msgid
from kiosk.words import Words

if TYPE_CHECKING:
    import typer

    from kiosk.app import KioskApp
    from kiosk.services.desk import Desk


def add(app: "typer.Typer", words: Words) -> None:
    import typer

    from kiosk.commands.spoken import SpokenCommand

    station_help = words("What this terminal is for; by default as in kiosk.toml.")

    @app.command("run", cls=SpokenCommand, help=words("Start the application, full screen."))
    def run(
        context: typer.Context,
        station: Annotated[StationKind | None, typer.Option(help=station_help)] = None,
    ) -> int:
        return open_station(errand_of(context), station)


def open_station(errand: Errand, kind: StationKind | None) -> int:
    """Run the application to its end; the answer is the exit code.

    Raises:
        ConfigProblems, WrongUse: the settings or the office's own catalogue are wrong, there is no terminal,
            or no such station.
    """
    return run_app(chosen(errand.config(), errand, kind))


def chosen(config: Config, errand: Errand, kind: StationKind | None) -> Config:
    """The settings with what the command line says instead."""
    language = errand.language or config.station.language
    station = config.station._replace(kind=kind or config.station.kind, language=language)
    return config._replace(station=station)


def run_app(config: Config) -> int:
    take_terminal("kiosk run")
    from screens.graphics import probe, sweep_the_dead
    from screens.station import Terminal
    from screens.terminal.crash import catch_the_rest

    catch_the_rest()
    sweep_the_dead()
    graphics = probe(sys.stdin.fileno(), sys.stdout.fileno(), os.environ, wanted=config.station.graphics)
    dialect, readable = persian_here(graphics, os.environ)
    if not readable:
        config = config._replace(station=config.station._replace(language="en"))
    app = station_app(config)(config, Terminal(graphics, dialect), desk_loader(config))
    app.run()
    if app.unfit is not None:
        raise app.unfit
    return app.return_code or 0


def station_app(config: Config) -> "type[KioskApp]":
    """The application of this kind of station; no other is loaded."""
    if config.station.kind == "lobby":
        from kiosk.lobby import LobbyApp

        return LobbyApp
    if config.station.kind == "display":
        from kiosk.display import DisplayApp

        return DisplayApp
    from kiosk.app import KioskApp

    return KioskApp


def take_terminal(command: str) -> None:
    """
    Raises:
        WrongUse: input or output is no terminal.
    """
    if sys.stderr is None or not (sys.stdin.isatty() and sys.stdout.isatty()):
        raise wrong_use(command, msgid("needs a terminal for its input and output"))
    if not sys.stderr.isatty():
        # Textual draws on standard error; `2>/dev/null` must leave no blank screen.
        os.dup2(sys.stdout.fileno(), sys.stderr.fileno())


def desk_loader(config: Config) -> Callable[[], "Desk"]:
    """Imports the data layer only when it is called, which happens in a thread, behind the first screen."""

    def load() -> "Desk":
        from kiosk.wiring import open_desk

        log.start(config.log_file)
        desk = open_desk(config)
        memory.settle()
        return desk

    return load

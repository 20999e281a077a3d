"""`kiosk demo`: a complete invented office, shown and opened."""

from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

from kiosk import config as settings
from kiosk.commands import station
from kiosk.commands.errand import Errand, errand_of
from kiosk.commands.faults import wrong_use
from kiosk.config.settings import StationKind
from kiosk.strict import msgid
from kiosk.words import Words

if TYPE_CHECKING:
    import typer

    from kiosk.demo.office import DemoOffice, Wish

FOLDER = Path("var/demo")
APPLICANTS = 300
FEWEST, MOST = 20, 20_000
SEED = 1405


def add(app: "typer.Typer", words: Words) -> None:
    import typer

    from kiosk.commands.spoken import SpokenCommand

    station_help = words("What this terminal is for: counter, the default, supervisor, lobby or display.")
    dir_help = words("Folder of the office, new or existing; var/demo by default.")
    applicants_help = words("How many people to invent; 300 by default.")
    seed_help = words("The same number gives the same people.")
    fresh_help = words("Create it again from scratch, even if there is one.")
    no_run_help = words("Create it without opening it.")
    json_help = words("Print one JSON object instead of sentences; nothing is opened.")

    @app.command("demo", cls=SpokenCommand, help=words("Create a demonstration office, or open it again."))
    def demo(
        context: typer.Context,
        station: Annotated[StationKind | None, typer.Option(help=station_help)] = None,
        folder: Annotated[Path, typer.Option("--dir", help=dir_help, show_default=False)] = FOLDER,
        applicants: Annotated[int, typer.Option(help=applicants_help, show_default=False)] = APPLICANTS,
        seed: Annotated[int, typer.Option(help=seed_help, show_default=False)] = SEED,
        fresh: Annotated[bool, typer.Option("--fresh", help=fresh_help)] = False,
        no_run: Annotated[bool, typer.Option("--no-run", help=no_run_help)] = False,
        json: Annotated[bool, typer.Option("--json", help=json_help)] = False,
    ) -> int:
        from kiosk.demo.office import Wish

        errand, wish = errand_of(context, json), Wish(folder, applicants, seed, station or "counter")
        if no_run or json:
            return show_office(errand, ready_office(errand, wish, fresh))
        return open_office(errand, wish, (station, fresh))


def open_office(errand: Errand, wish: "Wish", chosen: tuple[StationKind | None, bool]) -> int:
    """Make or reopen the office, show how to sign in, and run it; `chosen`: station, and whether anew.

    Raises:
        WrongUse: there is no terminal to run it in; nothing is made then.
    """
    kind, fresh = chosen
    station.take_terminal("kiosk demo")
    office = ready_office(errand, wish, fresh)
    show_office(errand, office)
    config = settings.load(office.config)
    return station.run_app(station.chosen(config, errand, kind))


def ready_office(errand: Errand, wish: "Wish", fresh: bool) -> "DemoOffice":
    """
    Raises:
        WrongUse: a number of applicants that is not possible.
        Refused: "demo.folder-in-use"; Unavailable: the disk is full or out of reach.
    """
    from kiosk.commands import building
    from kiosk.demo.office import reopen

    if not FEWEST <= wish.applicants <= MOST:
        raise wrong_use("--applicants", msgid("must be from {least} to {most}"), least=FEWEST, most=MOST)
    there = reopen(wish.folder)
    if there is not None and not fresh:
        errand.voice.note(msgid("The office already exists; --fresh creates it again from scratch."))
        return there
    return building.build(errand.voice, wish)


def show_office(errand: Errand, office: "DemoOffice") -> int:
    """Its sign-ins, with the present one-time codes."""
    voice, words = errand.voice, errand.voice.words
    if voice.json:
        voice.answer(
            {
                "ok": True,
                "config": str(office.config.absolute()),
                "staff": [asdict(member) for member in office.staff],
                "samples": [asdict(sample) for sample in office.samples],
            }
        )
        return 0
    voice.say("DEMONSTRATION — invented people, nothing here is valid")
    rows = [
        (member.login, words.label(member.role), member.password, _code_now(member.totp_secret))
        for member in office.staff
    ]
    voice.table((msgid("Sign-in name"), msgid("Role"), msgid("Password"), msgid("One-time code")), rows)
    voice.say("The settings are in {file}.", file=str(office.config))
    return 0


def _code_now(secret: str) -> str:
    from kiosk.adapters import identity
    from kiosk.adapters.credentials import Credentials

    return Credentials(bytes(32)).totp_code(secret, identity.now())

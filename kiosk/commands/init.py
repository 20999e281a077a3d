"""`kiosk init`: a real office from nothing."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

from kiosk.commands import founding
from kiosk.commands.asking import Asking
from kiosk.commands.errand import Errand, errand_of
from kiosk.strict import msgid
from kiosk.words import Words

if TYPE_CHECKING:
    import typer


def add(app: "typer.Typer", words: Words) -> None:
    import typer

    from kiosk.commands.options import json_option
    from kiosk.commands.spoken import SpokenCommand

    about = words("Set up a real office: settings, keys, database and two supervisors.")

    @app.command("init", cls=SpokenCommand, help=about)
    def init(
        context: typer.Context,
        json: Annotated[bool, json_option(words)] = False,
    ) -> int:
        return found_office(errand_of(context, json))


def found_office(errand: Errand) -> int:
    """Ask everything first; only then is anything written, and all of it or nothing.

    Raises:
        Refused: "init.office-exists", "init.folder-in-use"; WrongUse: an answer of a script is wrong.
    """
    asking = Asking(errand.voice)
    place = errand.config_path or asking.until_right(
        msgid("Folder for kiosk.toml"), _kiosk_toml, suggested="."
    )
    founding.require_room(place)
    office = founding.ask_office(asking)
    supervisors = founding.ask_supervisors(asking, errand.voice, office)
    founding.build(place, office, supervisors)
    voice = errand.voice
    if voice.json:
        staff = [{"login": each.login, "role": each.role} for each in supervisors]
        voice.answer({"ok": True, "config": str(place.absolute()), "staff": staff})
    else:
        voice.say("The office is set up. Its settings are in {file}.", file=str(place.absolute()))
        voice.say("Keep a copy of its keys in a safe: without them the data can never be read again.")
    return 0


def _kiosk_toml(text: str) -> Path:
    return Path(text).expanduser() / "kiosk.toml"

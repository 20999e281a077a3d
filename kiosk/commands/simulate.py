"""`kiosk simulate`: a day of an invented consulate through the real services, and what it scored."""

from datetime import UTC, date, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

from kiosk.commands.errand import Errand, errand_of
from kiosk.commands.faults import Exit, wrong_use
from kiosk.strict import msgid
from kiosk.words import Words

if TYPE_CHECKING:
    import typer

    from kiosk.demo.day.founding import DayWish
    from kiosk.demo.day.scores import Scores

APPLICANTS = 120
FEWEST, MOST = 5, 1_000
SEED = 1405
FIRST_YEAR, LAST_YEAR = 2000, 2100


def add(app: "typer.Typer", words: Words) -> None:
    import typer

    from kiosk.commands.options import json_option
    from kiosk.commands.spoken import SpokenCommand

    day_help = words("The day, in either calendar; today by default.")
    applicants_help = words("How many people come; 120 by default.")
    seed_help = words("The same number gives the same day.")
    dir_help = words("An empty folder in which the office is kept; without it nothing remains.")

    @app.command(
        "simulate", cls=SpokenCommand, help=words("Let a day of an invented consulate pass, and score it.")
    )
    def simulate(
        context: typer.Context,
        day: Annotated[str, typer.Option(metavar="DATE", help=day_help, show_default=False)] = "",
        applicants: Annotated[int, typer.Option(help=applicants_help, show_default=False)] = APPLICANTS,
        seed: Annotated[int, typer.Option(help=seed_help, show_default=False)] = SEED,
        folder: Annotated[Path | None, typer.Option("--dir", help=dir_help, show_default=False)] = None,
        json: Annotated[bool, json_option(words)] = False,
    ) -> int:
        from kiosk.demo.day.founding import DayWish

        errand = errand_of(context, json)
        if not FEWEST <= applicants <= MOST:
            raise wrong_use("--applicants", msgid("must be from {least} to {most}"), least=FEWEST, most=MOST)
        return show_day(errand, DayWish(Path(), _day(day), applicants, seed), folder)


def show_day(errand: Errand, wish: "DayWish", folder: Path | None) -> int:
    """
    Raises:
        Refused: "demo.folder-in-use"; Unavailable: the disk is full or out of reach.
    """
    from kiosk.commands import scoring

    scores = _scores(errand, wish, folder)
    if errand.voice.json:
        errand.voice.answer(scoring.facts(wish, scores))
    else:
        scoring.tell(errand.voice, wish, scores)
    return Exit.DONE if scores.sound else Exit.REFUSED


def _scores(errand: Errand, wish: "DayWish", folder: Path | None) -> "Scores":
    """Let the day pass beside the folder, so that one that is broken off leaves nothing behind."""
    import tempfile
    from dataclasses import replace

    from kiosk.commands import building
    from kiosk.demo.day.living import live

    if folder is not None:
        building.require_empty(folder)
    place = folder.absolute() if folder is not None else Path(tempfile.gettempdir()) / "kiosk-day"
    with building.beside(place) as made:
        with building.bars(errand.voice) as progress:
            scores = live(replace(wish, folder=made), progress)
        if folder is not None:
            # The whole path: a folder cannot be taken away by the name `.`.
            if place.exists():
                place.rmdir()
            made.rename(place)
    return scores


def _day(typed: str) -> date:
    """
    Raises:
        WrongUse: no day, or one that is too far away.
    """
    from zoneinfo import ZoneInfo

    from kiosk.commands.options import typed_day
    from kiosk.demo.office import ZONE

    if not typed:
        return datetime.now(UTC).astimezone(ZoneInfo(ZONE)).date()
    day = typed_day("--day", typed)
    if not FIRST_YEAR <= day.year <= LAST_YEAR:
        message = msgid("must be in the years from {least} to {most}")
        raise wrong_use("--day", message, least=FIRST_YEAR, most=LAST_YEAR)
    return day

"""`kiosk appointments`: a list of appointments from outside, and who is expected on a day."""

from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

from kiosk.commands.errand import Errand, errand_of
from kiosk.commands.faults import Exit, required
from kiosk.commands.who import opened
from kiosk.strict import msgid
from kiosk.words import Words

if TYPE_CHECKING:
    import typer

    from kiosk.domain.appointment import Appointment
    from kiosk.services.appointment_lists import Outcome
    from kiosk.services.desk import Desk


def add(app: "typer.Typer", words: Words) -> None:
    import typer

    from kiosk.commands.options import json_option, typed_day
    from kiosk.commands.spoken import SpokenCommand, SpokenGroup

    about = words("Appointments: take in a list, show a day.")
    import_help = words("Take in a list of appointments; running it twice changes nothing.")
    list_help = words("Show who is expected on a day, by tracking code alone.")
    path_help = words("The list: a table with named columns, or a calendar.")
    day_help = words("The day, in either calendar; by default today.")
    group = typer.Typer(cls=SpokenGroup)
    app.add_typer(group, name="appointments", help=about)

    @group.command("import", cls=SpokenCommand, help=import_help)
    def import_(
        context: typer.Context,
        path: Annotated[Path | None, typer.Argument(help=path_help, metavar="PATH")] = None,
        json: Annotated[bool, json_option(words)] = False,
    ) -> int:
        errand = errand_of(context, json)
        required(PATH=path)
        return import_list(errand, path or Path())

    @group.command("list", cls=SpokenCommand, help=list_help)
    def list_(
        context: typer.Context,
        day: Annotated[str | None, typer.Argument(help=day_help, metavar="DATE")] = None,
        json: Annotated[bool, json_option(words)] = False,
    ) -> int:
        return list_day(errand_of(context, json), typed_day("DATE", day) if day else None)


def import_list(errand: Errand, path: Path) -> int:
    """
    Raises:
        NotFound: "list.missing"; Refused: "list.…"; Unavailable: "database.…".
    """
    from kiosk.adapters.appointment_lists import content_of
    from kiosk.services import appointment_lists
    from kiosk.services.importing import Portal

    with opened(errand.config()) as desk:
        lines = desk.read_list(content_of(path))
        outcomes = list(appointment_lists.take(desk, Portal(desk.office.station), lines))
    if errand.voice.json:
        errand.voice.answer(_facts(errand, outcomes))
    else:
        _tell(errand, outcomes)
    return Exit.REFUSED if _count(outcomes, "refused") else Exit.DONE


def _count(outcomes: "Sequence[Outcome]", result: str) -> int:
    return sum(each.result == result for each in outcomes)


def _facts(errand: Errand, outcomes: "Sequence[Outcome]") -> dict[str, object]:
    return {
        "ok": not _count(outcomes, "refused"),
        "accepted": _count(outcomes, "accepted"),
        "moved": _count(outcomes, "moved"),
        "called_off": _count(outcomes, "called-off"),
        "already": _count(outcomes, "already"),
        "refused": [
            {"line": each.line, "key": each.problem.key, "message": errand.voice.message(each.problem)}
            for each in outcomes
            if each.problem is not None
        ],
    }


def _tell(errand: Errand, outcomes: "Sequence[Outcome]") -> None:
    voice = errand.voice
    voice.say(
        "New: {accepted}. Moved: {moved}. Off: {off}. Already here: {already}. Refused: {refused}.",
        accepted=_count(outcomes, "accepted"),
        moved=_count(outcomes, "moved"),
        off=_count(outcomes, "called-off"),
        already=_count(outcomes, "already"),
        refused=_count(outcomes, "refused"),
    )
    rows = [
        (voice.words.number(each.line), voice.message(each.problem))
        for each in outcomes
        if each.problem is not None
    ]
    if rows:
        voice.table((msgid("Line"), msgid("Why it was refused")), rows)


def list_day(errand: Errand, wanted: date | None) -> int:
    """`wanted`: None for today.

    Raises:
        Unavailable: "database.…".
    """
    from kiosk.services import appointments

    with opened(errand.config()) as desk:
        day = wanted or desk.today()
        lines = [(each, code) for each, code in appointments.codes_of_day(desk, day)]
        if errand.voice.json:
            errand.voice.answer(_listed(desk, day, lines))
        else:
            _show(errand, desk, lines)
    return Exit.DONE


def _listed(desk: "Desk", day: date, lines: "Sequence[tuple[Appointment, str]]") -> dict[str, object]:
    return {
        "ok": True,
        "day": day.isoformat(),
        "appointments": [
            {
                "at": desk.office.local(each.starts_at).isoformat(),
                "minutes": each.minutes,
                "tracking_code": code,
                "group": each.group,
                "state": each.state,
                "source": each.source,
            }
            for each, code in lines
        ],
    }


def _show(errand: Errand, desk: "Desk", lines: "Sequence[tuple[Appointment, str]]") -> None:
    voice, words = errand.voice, errand.voice.words
    if not lines:
        voice.say("Nobody is expected that day.")
        return
    office = desk.office
    rows = [
        (words.time(office.local(each.starts_at)), code, each.group, words.label(each.state))
        for each, code in lines
    ]
    voice.table((msgid("Time"), msgid("Tracking code"), msgid("Group"), msgid("State")), rows)

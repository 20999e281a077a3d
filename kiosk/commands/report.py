"""`kiosk report`: what a day came to, as on the supervisor's screen."""

from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

from kiosk.commands.errand import Errand, errand_of
from kiosk.commands.faults import required
from kiosk.commands.who import Asker, asker, opened, signed_in
from kiosk.domain import day_csv
from kiosk.domain.day_figures import DayFigures, as_json
from kiosk.domain.errors import Unavailable
from kiosk.services import day_figures, day_report
from kiosk.services.desk import Desk
from kiosk.strict import msgid
from kiosk.words import Words

if TYPE_CHECKING:
    import typer


def add(app: "typer.Typer", words: Words) -> None:
    import typer

    from kiosk.commands.options import json_option, typed_day
    from kiosk.commands.spoken import SpokenCommand

    day_help = words("The day, in either calendar, such as 1405/09/03 or 2026-11-24.")
    pdf_help = words("Write the daily report as a PDF to this file.")
    csv_help = words("Write the figures as a table to this file.")
    as_help = words("A supervisor's sign-in name; without it, reasons and codes are left out.")
    reason_help = words("Reason for the look-up; it is recorded.")

    @app.command("report", cls=SpokenCommand, help=words("Show what a day came to."))
    def report(
        context: typer.Context,
        day: Annotated[str | None, typer.Argument(metavar="DATE", help=day_help)] = None,
        pdf: Annotated[Path | None, typer.Option(metavar="FILE", help=pdf_help)] = None,
        csv: Annotated[Path | None, typer.Option(metavar="FILE", help=csv_help)] = None,
        as_: Annotated[str | None, typer.Option("--as", metavar="LOGIN", help=as_help)] = None,
        reason: Annotated[str | None, typer.Option(metavar="TEXT", help=reason_help)] = None,
        json: Annotated[bool, json_option(words)] = False,
    ) -> int:
        errand = errand_of(context, json)
        named = as_ is not None or reason is not None
        who = asker(as_, reason, DATE=day) if named else None
        required(DATE=day)
        return show_day(errand, typed_day("DATE", day or ""), who, (pdf, csv))


def show_day(errand: Errand, wanted: date, who: Asker | None, files: tuple[Path | None, Path | None]) -> int:
    """`files`: of the PDF and of the table.

    Raises:
        Refused: "report.ahead" (details: day), "sign-in.…", "role.not-allowed", "paper.…".
        Unavailable: "file.not-written" (details: path, why).
    """
    pdf, csv = files
    if who is None:
        with opened(errand.config()) as desk:
            figures = day_figures.numbers_alone(desk, wanted)
            drawn = day_report.drawn(desk, figures) if pdf else b""
    else:
        with signed_in(errand, who) as (desk, officer):
            figures = day_figures.figures(desk, officer, wanted, who.reason)
            drawn = day_report.drawn(desk, figures) if pdf else b""
    if pdf:
        _write(pdf, drawn)
    if csv:
        _write(csv, day_csv.as_csv(figures).encode())
    _tell(errand, desk, figures, files)
    return 0


def _write(path: Path, content: bytes) -> None:
    try:
        path.write_bytes(content)
    except OSError as error:
        raise Unavailable("file.not-written", path=str(path), why=error.strerror or "") from error


def _tell(errand: Errand, desk: Desk, figures: DayFigures, files: tuple[Path | None, ...]) -> None:
    voice = errand.voice
    if voice.json:
        voice.answer({"ok": True, **as_json(figures)})
        return
    words, counts = voice.words, figures.counts
    voice.say(
        "{day}: {state}. Tickets: {tickets}, did not come: {missing}, to come again: {again}.",
        day=words.day(date.fromisoformat(figures.day)),
        state=words.label(figures.standing.state),
        tickets=counts.tickets,
        missing=counts.no_show,
        again=counts.rebooked,
    )
    if figures.services:
        _show_services(errand, desk, figures)
    for path in files:
        if path:
            voice.say("Written: {file}", file=str(path))


def _show_services(errand: Errand, desk: Desk, figures: DayFigures) -> None:
    words = errand.voice.words
    headings = (
        msgid("Service"), msgid("Received"), msgid("Served"), msgid("Complete"), msgid("Incomplete"),
        msgid("Refused"), msgid("Waiting"),
    )  # fmt: skip
    rows = []
    for each in figures.services:
        counts = (each.received, each.served, each.complete, each.incomplete, each.refused, each.waiting)
        name = words.pick(desk.catalogue.service(each.service).name)
        rows.append((f"{each.service} {name}", *map(words.number, counts)))
    errand.voice.table(headings, rows)

"""`kiosk catalogue`: services, documents and certificates."""

from typing import TYPE_CHECKING, Annotated

from kiosk.commands.errand import Errand, errand_of
from kiosk.config import CANDIDATES
from kiosk.strict import msgid
from kiosk.words import Words

if TYPE_CHECKING:
    import typer

    from kiosk.domain.catalogue import Catalogue


def add(app: "typer.Typer", words: Words) -> None:
    import typer

    from kiosk.commands.options import json_option
    from kiosk.commands.spoken import SpokenCommand

    @app.command("catalogue", cls=SpokenCommand, help=words("Show the services and their documents."))
    def catalogue(
        context: typer.Context,
        json: Annotated[bool, json_option(words)] = False,
    ) -> int:
        return show_catalogue(errand_of(context, json))


def show_catalogue(errand: Errand) -> int:
    """
    Raises:
        ConfigProblems: of the settings or of the office's own catalogue file.
    """
    listed = _catalogue(errand)
    if errand.voice.json:
        errand.voice.answer(listed.as_json())
    else:
        _show(errand, listed)
    return 0


def _catalogue(errand: Errand) -> "Catalogue":
    from kiosk import catalogue

    # Without an office there is still the catalogue that every office begins with.
    if errand.config_path is None and not any(place.is_file() for place in CANDIDATES):
        return catalogue.load()
    return catalogue.load(errand.config().catalogue.extra)


def _show(errand: Errand, listed: "Catalogue") -> None:
    words = errand.voice.words
    rows = [
        (
            service.code,
            words.pick(service.name) + _mark(listed, service.code),
            words.number(len(service.documents)),
            "" if service.certificate is None else words.pick(listed.certificate(service.certificate).name),
        )
        for service in listed.services.values()
        if not service.retired
    ]
    headings = (msgid("Service"), msgid("Name"), msgid("Documents"), msgid("Certificate"))
    errand.voice.table(headings, rows)
    if listed.added or listed.changed:
        errand.voice.say(words("* changed or added by this office's own file:"))
        for name in (*listed.added, *listed.changed):
            errand.voice.say(f"  {name}")


def _mark(listed: "Catalogue", code: str) -> str:
    mine = (f"service.{code}", f"service.{code}.")
    changed = any(name == mine[0] or name.startswith(mine[1]) for name in (*listed.added, *listed.changed))
    return " *" if changed else ""

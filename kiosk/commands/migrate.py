"""`kiosk migrate`: the database brought to this version."""

from typing import TYPE_CHECKING, Annotated

from kiosk.commands.errand import Errand, errand_of
from kiosk.domain.errors import Unavailable
from kiosk.words import Words

if TYPE_CHECKING:
    import typer

    from data.store import Store


def add(app: "typer.Typer", words: Words) -> None:
    import typer

    from kiosk.commands.options import json_option
    from kiosk.commands.spoken import SpokenCommand

    about = words("Update the database to this version, after making a backup copy.")

    @app.command("migrate", cls=SpokenCommand, help=about)
    def migrate(
        context: typer.Context,
        json: Annotated[bool, json_option(words)] = False,
    ) -> int:
        return migrate_database(errand_of(context, json))


def migrate_database(errand: Errand) -> int:
    """
    Raises:
        Unavailable: "database.newer", "database.locked", "database.full", "keys.…".
    """
    from kiosk.wiring import open_store

    config = errand.config()
    store = open_store(config)
    try:
        facts = _migrate(store)
    finally:
        store.close()
    if errand.voice.json:
        errand.voice.answer({"ok": True} | facts)
    else:
        _tell(errand, facts)
    return 0


def _migrate(store: "Store") -> dict[str, object]:
    from data import schema
    from data.store import translated
    from kiosk.adapters import identity

    with translated():
        before = schema.present(store.engine)
    newest = schema.newest()
    if before is not None and not schema.knows(before):
        raise Unavailable("database.newer")
    if before == newest:
        return {"from": before, "to": newest, "copy": None}
    copy = schema.copy_before_migration(store.engine, identity.now())
    schema.migrate(store.engine)
    return {"from": before, "to": newest, "copy": None if copy is None else str(copy)}


def _tell(errand: Errand, facts: dict[str, object]) -> None:
    voice = errand.voice
    if facts["from"] == facts["to"]:
        voice.say("The database is already up to date ({revision}).", revision=facts["to"])
        return
    if facts["copy"]:
        voice.say("A copy of the database as it was is kept in {file}.", file=facts["copy"])
    voice.say("The database is now up to date ({revision}).", revision=facts["to"])

"""`kiosk audit verify`: the chain of the audit log, read through."""

from typing import TYPE_CHECKING, Annotated

from kiosk.commands.errand import Errand, errand_of
from kiosk.commands.faults import Exit
from kiosk.domain.audit import Fault
from kiosk.services.auditing import Verification, verify_audit
from kiosk.strict import msgid
from kiosk.words import Words

if TYPE_CHECKING:
    import typer

WHAT = {
    "missing": msgid("is missing"),
    "broken-link": msgid("does not follow the entry before it"),
    "altered": msgid("was altered"),
    "cut": msgid("is where the log was cut off"),
}


def add(app: "typer.Typer", words: Words) -> None:
    import typer

    from kiosk.commands.options import json_option
    from kiosk.commands.spoken import SpokenCommand, SpokenGroup

    audit = typer.Typer(cls=SpokenGroup)
    app.add_typer(audit, name="audit", help=words("Check the audit log."))

    @audit.command("verify", cls=SpokenCommand, help=words("Recompute every hash of the audit log."))
    def verify(
        context: typer.Context,
        json: Annotated[bool, json_option(words)] = False,
    ) -> int:
        return verify_log(errand_of(context, json))


def verify_log(errand: Errand) -> int:
    """
    Raises:
        Unavailable: the database is out of reach.
    """
    from kiosk.wiring import open_store, require_schema

    config = errand.config()
    store = open_store(config)
    try:
        require_schema(store)
        found = verify_audit(store, config.office.code)
    finally:
        store.close()
    if errand.voice.json:
        errand.voice.answer(_facts(found))
    else:
        _tell(errand, found)
    return Exit.DONE if found.fault is None else Exit.REFUSED


def _facts(found: Verification) -> dict[str, object]:
    return {
        "valid": found.fault is None,
        "entries": found.entries,
        "head": found.head,
        "checkpoints": 0,
        "first_bad": None if found.fault is None else _fault(found.fault),
    }


def _fault(fault: Fault) -> dict[str, object]:
    return {"entry": fault.entry, "what": fault.what, "chain": fault.chain}


def _tell(errand: Errand, found: Verification) -> None:
    voice = errand.voice
    if found.fault is None:
        voice.say("The audit log is intact: {entries} entries.", entries=found.entries)
    else:
        voice.say(
            "The audit log is NOT intact. Entry {entry} of chain {chain} {what}.",
            entry=found.fault.entry,
            chain=found.fault.chain,
            what=voice.words(WHAT[found.fault.what]),
        )
    voice.say("Head: {head}", head=found.head)

"""`kiosk import`: requests from the online portal."""

import json as json_module
import sys
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

from kiosk.commands.errand import Errand, errand_of
from kiosk.commands.faults import Exit, required
from kiosk.commands.who import opened
from kiosk.strict import msgid
from kiosk.words import Words

if TYPE_CHECKING:
    import typer

    from kiosk.services.importing import Outcome


def add(app: "typer.Typer", words: Words) -> None:
    import typer

    from kiosk.commands.options import json_option
    from kiosk.commands.spoken import SpokenCommand

    about = words("Take in requests from the online portal; running it twice changes nothing.")
    path_help = words("A folder or zip file with request.json and its scans, or with such folders.")
    schema_help = words("Print the JSON Schema of request.json and do nothing else.")

    @app.command("import", cls=SpokenCommand, help=about)
    def import_(
        context: typer.Context,
        path: Annotated[Path | None, typer.Argument(help=path_help, metavar="PATH")] = None,
        schema: Annotated[bool, typer.Option("--schema", help=schema_help)] = False,
        json: Annotated[bool, json_option(words)] = False,
    ) -> int:
        errand = errand_of(context, json)
        if schema:
            return print_schema()
        required(PATH=path)
        return import_bundle(errand, path or Path())


def print_schema() -> int:
    from kiosk.services.portal_file import PortalRequest
    from kiosk.strict.schema import json_schema

    sys.stdout.write(json_module.dumps(json_schema(PortalRequest), ensure_ascii=False, indent=2) + "\n")
    return Exit.DONE


def import_bundle(errand: Errand, path: Path) -> int:
    """
    Raises:
        NotFound: "bundle.missing"; Refused: "bundle.…"; Unavailable: "database.…", "storage.…".
    """
    from kiosk.adapters import bundles
    from kiosk.services import importing

    with opened(errand.config()) as desk, bundles.opened(path) as bundle:
        outcomes = list(importing.take(desk, bundle, bundles.parsed, _progress(errand)))
    if errand.voice.json:
        errand.voice.answer(_facts(errand, outcomes))
    else:
        _tell(errand, outcomes)
    return Exit.REFUSED if _of(outcomes, "refused") else Exit.DONE


def _progress(errand: Errand) -> Callable[[int, int], None]:
    def progress(done: int, all_: int) -> None:
        if done % 50 == 0 and done < all_:
            errand.voice.note("{done} of {all} requests …", done=done, all=all_)

    return progress


def _of(outcomes: "Sequence[Outcome]", result: str) -> "list[Outcome]":
    return [each for each in outcomes if each.result == result]


def _facts(errand: Errand, outcomes: "Sequence[Outcome]") -> dict[str, object]:
    refused = _of(outcomes, "refused")
    return {
        "ok": not refused,
        "accepted": len(_of(outcomes, "accepted")),
        "already": len(_of(outcomes, "already")),
        "refused": [
            {
                "request": each.name,
                "tracking_code": each.tracking_code,
                "reasons": [
                    {"path": reason.path, "message": errand.voice.sentence(reason.message, reason.details)}
                    for reason in each.reasons
                ],
            }
            for each in refused
        ],
    }


def _tell(errand: Errand, outcomes: "Sequence[Outcome]") -> None:
    voice = errand.voice
    refused = _of(outcomes, "refused")
    voice.say(
        "Accepted: {accepted}. Already here: {already}. Refused: {refused}.",
        accepted=len(_of(outcomes, "accepted")),
        already=len(_of(outcomes, "already")),
        refused=len(refused),
    )
    if refused:
        rows = [(each.name, voice.problem(reason)) for each in refused for reason in each.reasons]
        voice.table((msgid("Request"), msgid("Why it was refused")), rows)

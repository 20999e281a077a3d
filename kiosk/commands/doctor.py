"""`kiosk doctor`: is everything here as it must be?"""

import os
import sys
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

from kiosk.commands.checkup import machine
from kiosk.commands.checkup.finding import NAMES, Check, Finding, bad, good, refused
from kiosk.commands.errand import Errand, errand_of
from kiosk.commands.faults import Exit
from kiosk.commands.station import take_terminal
from kiosk.commands.terminal import calibrate
from kiosk.config import Config
from kiosk.domain.errors import KioskError
from kiosk.strict import ConfigProblems, msgid
from kiosk.words import Words

if TYPE_CHECKING:
    import typer


def add(app: "typer.Typer", words: Words) -> None:
    import typer

    from kiosk.commands.options import json_option
    from kiosk.commands.spoken import SpokenCommand

    terminal_help = words("Ask first which Persian line reads right in this terminal.")

    @app.command("doctor", cls=SpokenCommand, help=words("Check this installation and its office."))
    def doctor(
        context: typer.Context,
        json: Annotated[bool, json_option(words)] = False,
        terminal: Annotated[bool, typer.Option("--terminal", help=terminal_help)] = False,
    ) -> int:
        if terminal:
            ask_terminal()
        return examine(errand_of(context, json))


def ask_terminal() -> None:
    """Which Persian line reads right here?  The answer is remembered.

    Raises:
        WrongUse: there is no terminal to ask at.
    """
    from screens.graphics import probe

    take_terminal("kiosk doctor --terminal")
    calibrate(probe(sys.stdin.fileno(), sys.stdout.fileno(), os.environ), os.environ)


def examine(errand: Errand) -> int:
    """Run every check; without settings, those that need none."""
    try:
        config = errand.config()
        findings = dict(_all(errand, config))
    except ConfigProblems as problems:
        findings = {"configuration": _listed(errand, problems)} | dict(_found(_of_machine(errand)))
    if errand.voice.json:
        _answer(errand, findings)
    else:
        _show(errand, findings)
    if not findings["configuration"].ok:
        return Exit.WRONG_USE
    return Exit.DONE if all(finding.ok for finding in findings.values()) else Exit.REFUSED


def _all(errand: Errand, config: Config) -> Iterator[tuple[str, Finding]]:
    from kiosk import catalogue
    from kiosk.commands.checkup.office import OfficeChecks

    catalogue.load(config.catalogue.extra)
    yield "configuration", good(msgid("All settings are valid."))
    with closing(OfficeChecks(config)) as office:
        checks = _of_machine(errand) | {
            "sqlite": office.sqlite,
            "database": office.database,
            "schema": office.schema,
            "keys": office.keys,
            "clock": office.clock,
            "audit": office.audit,
            "printer": office.printer,
            "roll": office.roll,
            "mail": office.mail,
            "space": office.space,
        }
        if config.database_file is None:
            checks["postgresql"] = office.postgresql
        yield from _found(checks)


def _of_machine(errand: Errand) -> dict[str, Check]:
    return {
        "environment": lambda: machine.environment(errand.removed, os.environ),
        "packages": machine.packages,
        "fonts": machine.fonts,
        "terminal": machine.terminal,
        "sqlite": machine.sqlite,
        "clock": machine.clock,
        "space": lambda: machine.space(Path.cwd()),
    }


def _found(checks: dict[str, Check]) -> Iterator[tuple[str, Finding]]:
    for name in NAMES:
        if name in checks:
            yield name, _answer_of(checks[name])


def _answer_of(check: Check) -> Finding:
    try:
        return check()
    except KioskError as error:
        return refused(error)
    except OSError as error:
        return bad(msgid("It cannot be checked: {reason}."), reason=error.strerror or type(error).__name__)


def _listed(errand: Errand, problems: ConfigProblems) -> Finding:
    lines = "\n".join(errand.voice.problem(each) for each in problems.problems)
    return Finding(False, "{problems}", {"problems": lines})


def _answer(errand: Errand, findings: dict[str, Finding]) -> None:
    checks = [
        {"name": name, "ok": finding.ok, "message": errand.voice.sentence(finding.message, finding.values)}
        for name, finding in findings.items()
    ]
    errand.voice.answer({"ok": all(finding.ok for finding in findings.values()), "checks": checks})


def _show(errand: Errand, findings: dict[str, Finding]) -> None:
    voice = errand.voice
    rows = [
        (
            voice.words(NAMES[name]),
            "✓" if finding.ok else "✗",
            voice.sentence(finding.message, finding.values),
        )
        for name, finding in findings.items()
    ]
    voice.table((msgid("Check"), "", msgid("Finding")), rows)
    bad_ones = sum(not finding.ok for finding in findings.values())
    if bad_ones:
        voice.say("Checks that failed: {count}.", count=bad_ones)
    else:
        voice.say("Everything is in order.")

"""`kiosk check`: is what somebody shows or types right?  Only certificates are looked up in the register."""

from collections.abc import Callable
from typing import TYPE_CHECKING, Annotated

from kiosk.commands import checking
from kiosk.commands.checking import Checked
from kiosk.commands.errand import Errand, errand_of
from kiosk.commands.faults import Exit, required
from kiosk.commands.revoking import against_register
from kiosk.words import Words

if TYPE_CHECKING:
    import typer


def add(app: "typer.Typer", words: Words) -> None:
    import typer

    from kiosk.commands.spoken import SpokenGroup

    check = typer.Typer(cls=SpokenGroup)
    app.add_typer(check, name="check", help=words("Check a number, a passport's lines or a seal."))
    number_help = words("The code, with or without its hyphens.")
    _add_text(check, words, ("national-code", words("Check the digits of a national code."), number_help))
    _add_lines(check, words)
    digits_help = words("The digits of the QR code.")
    _add_text(check, words, ("receipt", words("Check the seal of a receipt."), digits_help))
    paper_help = words("The digits of the QR code, or a file with the paper: PDF, JPEG or PNG.")
    _add_text(check, words, ("certificate", words("Check the seal of a certificate."), paper_help))


def _add_text(check: "typer.Typer", words: Words, told: tuple[str, str, str]) -> None:
    """`told`: the command's name, what it does, what its argument is."""
    import typer

    from kiosk.commands.options import json_option
    from kiosk.commands.spoken import SpokenCommand

    name, about, argument = told
    metavar = "TEXT_OR_PDF" if name == "certificate" else "TEXT"

    @check.command(name, cls=SpokenCommand, help=about)
    def check_text(
        context: typer.Context,
        text: Annotated[str | None, typer.Argument(metavar=metavar, help=argument)] = None,
        json: Annotated[bool, json_option(words)] = False,
    ) -> int:
        errand = errand_of(context, json)
        required(**{metavar: text})
        return report(errand, TEXT_CHECKS[name](errand, text or ""))


def _add_lines(check: "typer.Typer", words: Words) -> None:
    import typer

    from kiosk.commands.options import json_option
    from kiosk.commands.spoken import SpokenCommand

    about = words("Check the two machine-readable lines of a passport, typed or piped in.")

    @check.command("mrz", cls=SpokenCommand, help=about)
    def mrz(
        context: typer.Context,
        json: Annotated[bool, json_option(words)] = False,
    ) -> int:
        return report(errand_of(context, json), checking.mrz_from_input())


TEXT_CHECKS: dict[str, Callable[[Errand, str], Checked]] = {
    "national-code": lambda _, text: checking.national_code(text),
    "receipt": lambda errand, text: checking.receipt(checking.verifier(errand.config()), text),
    "certificate": lambda errand, text: against_register(
        errand.config(), checking.certificate(checking.verifier(errand.config()), text)
    ),
}


def report(errand: Errand, checked: Checked) -> int:
    voice = errand.voice
    if voice.json:
        voice.answer(checked.facts())
    else:
        _tell(errand, checked)
    return Exit.DONE if checked.valid else Exit.REFUSED


def _tell(errand: Errand, checked: Checked) -> None:
    voice, words = errand.voice, errand.voice.words
    if checked.refusal is not None:
        voice.say("Not valid. {why}", why=words.error(checked.refusal))
        return
    voice.say("Valid.")
    for msgid, value in checked.lines():
        voice.write(f"  {words(msgid)}: {words.value(value)}")
    for sentence in checked.notes():
        voice.say(sentence)

"""`kiosk find`: the look-up of the counter."""

from typing import TYPE_CHECKING, Annotated

from kiosk.commands.errand import Errand, errand_of
from kiosk.commands.who import Asker, asker, signed_in
from kiosk.domain.bilingual import Language
from kiosk.domain.card import ApplicantCard, Match
from kiosk.domain.national_code import mask
from kiosk.services import reception
from kiosk.strict import msgid
from kiosk.words import Words

if TYPE_CHECKING:
    import typer


def add(app: "typer.Typer", words: Words) -> None:
    import typer

    from kiosk.commands.options import json_option
    from kiosk.commands.spoken import SpokenCommand

    text_help = words("A national code, tracking code, receipt, passport number or name.")
    as_help = words("Your sign-in name; you are asked for the password and the one-time code.")
    reason_help = words("Reason for the look-up; it is recorded.")

    @app.command("find", cls=SpokenCommand, help=words("Find an applicant."))
    def find(
        context: typer.Context,
        text: Annotated[str | None, typer.Argument(help=text_help, metavar="TEXT")] = None,
        as_: Annotated[str | None, typer.Option("--as", metavar="LOGIN", help=as_help)] = None,
        reason: Annotated[str | None, typer.Option(metavar="TEXT", help=reason_help)] = None,
        json: Annotated[bool, json_option(words)] = False,
    ) -> int:
        errand = errand_of(context, json)
        return find_applicant(errand, asker(as_, reason, TEXT=text), text or "")


def find_applicant(errand: Errand, who: Asker, text: str) -> int:
    """
    Raises:
        Refused, NotFound: as `reception.find` and `signin.sign_in`.
    """
    with signed_in(errand, who) as (desk, officer):
        found = reception.find(desk, officer, text, who.reason)
    voice = errand.voice
    if voice.json:
        listed = [_card(found.card)] if found.card else [_masked(match) for match in found.matches]
        voice.answer({"ok": True, "matches": listed})
    elif found.card:
        _show_card(errand, found.card)
    else:
        _show_matches(errand, found.matches)
    return 0


def _card(card: ApplicantCard) -> dict[str, object]:
    person = card.person
    return {
        "national_code": person.national_code,
        "name": person.full_name_fa,
        "name_latin": person.full_name_lat,
        "requests": [
            {"tracking_code": each.tracking_code, "service": each.service, "state": each.state}
            for each in card.requests
        ],
    }


def _masked(match: Match) -> dict[str, object]:
    """Enough to choose by: the requests are shown once one person is meant."""
    return {
        "national_code": mask(match.national_code),
        "name": match.name_fa,
        "name_latin": match.name_lat,
        "requests": [],
    }


def _show_card(errand: Errand, card: ApplicantCard) -> None:
    voice, words, person = errand.voice, errand.voice.words, card.person
    name = _name(words.language, person.full_name_fa, person.full_name_lat)
    voice.write(f"{name}  {person.national_code}")
    if not card.requests:
        voice.say("There are no requests.")
        return
    rows = [
        (
            each.tracking_code,
            each.service,
            voice.words.label(each.state),
            voice.words.short_day(each.filed_at.date()),
        )
        for each in card.requests
    ]
    voice.table((msgid("Tracking code"), msgid("Service"), msgid("State"), msgid("Filed on")), rows)


def _show_matches(errand: Errand, matches: tuple[Match, ...]) -> None:
    voice = errand.voice
    voice.say("People who match: {count}. Look up the one you mean by a number.", count=len(matches))
    rows = [
        (mask(match.national_code), match.name_fa, match.name_lat, voice.words.number(match.birth_year))
        for match in matches
    ]
    headings = (msgid("National code"), msgid("Name"), msgid("Latin name"), msgid("Born in"))
    voice.table(headings, rows)


def _name(language: Language, persian: str, latin: str) -> str:
    return f"{persian} ({latin})" if language == "fa" else f"{latin} ({persian})"

"""`kiosk staff`: accounts, roles and one-time codes, by a supervisor."""

from typing import TYPE_CHECKING, Annotated

from kiosk.commands.asking import Asking
from kiosk.commands.enrolling import ask_password, ask_person, show_enrolment
from kiosk.commands.enrolling import login as well_formed
from kiosk.commands.errand import Errand, errand_of
from kiosk.commands.who import Asker, asker, supervising
from kiosk.domain.account import Account
from kiosk.domain.roles import Role
from kiosk.services import staff as accounts
from kiosk.strict import msgid
from kiosk.words import Words

if TYPE_CHECKING:
    import typer


class Options:
    """The options that every command of the group has, described in one language."""

    def __init__(self, words: Words) -> None:
        import typer

        from kiosk.commands.options import json_option

        self.by = typer.Option("--as", metavar="LOGIN", help=words("The supervisor's sign-in name."))
        self.reason = typer.Option(metavar="TEXT", help=words("Reason; it is recorded."))
        self.login = typer.Option(metavar="LOGIN", help=words("The account's sign-in name."))
        self.role = typer.Option(help=words("What the account may do."))
        self.json = json_option(words)


def add(app: "typer.Typer", words: Words) -> None:
    import typer

    from kiosk.commands.spoken import SpokenGroup

    staff = typer.Typer(cls=SpokenGroup)
    app.add_typer(staff, name="staff", help=words("Manage the accounts; for supervisors."))
    options = Options(words)
    _add_add(staff, words, options)
    _add_list(staff, words, options)
    _add_changes(staff, words, options)


def _add_add(staff: "typer.Typer", words: Words, options: Options) -> None:
    import typer

    from kiosk.commands.spoken import SpokenCommand

    about = words("Create an account; you are asked for the person and a password.")

    @staff.command("add", cls=SpokenCommand, help=about)
    def add_account(
        context: typer.Context,
        login: Annotated[str | None, options.login] = None,
        role: Annotated[Role | None, options.role] = None,
        by: Annotated[str | None, options.by] = None,
        reason: Annotated[str | None, options.reason] = None,
        json: Annotated[bool, options.json] = False,
    ) -> int:
        errand = errand_of(context, json)
        who = asker(by, reason, login=login, role=role)
        return make_account(errand, who, (login or "", role or Role.CLERK))


def _add_list(staff: "typer.Typer", words: Words, options: Options) -> None:
    import typer

    from kiosk.commands.spoken import SpokenCommand

    @staff.command("list", cls=SpokenCommand, help=words("List the accounts."))
    def list_all(
        context: typer.Context,
        by: Annotated[str | None, options.by] = None,
        reason: Annotated[str | None, options.reason] = None,
        json: Annotated[bool, options.json] = False,
    ) -> int:
        errand = errand_of(context, json)
        return list_accounts(errand, asker(by, reason))


def _add_changes(staff: "typer.Typer", words: Words, options: Options) -> None:
    import typer

    from kiosk.commands.spoken import SpokenCommand

    @staff.command("disable", cls=SpokenCommand, help=words("Close an account; it is never deleted."))
    def disable(
        context: typer.Context,
        login: Annotated[str | None, options.login] = None,
        by: Annotated[str | None, options.by] = None,
        reason: Annotated[str | None, options.reason] = None,
        json: Annotated[bool, options.json] = False,
    ) -> int:
        errand = errand_of(context, json)
        return disable_account(errand, asker(by, reason, login=login), login or "")

    about = words("Give an account a new password and new one-time codes, and reopen it.")

    @staff.command("reset", cls=SpokenCommand, help=about)
    def reset(
        context: typer.Context,
        login: Annotated[str | None, options.login] = None,
        by: Annotated[str | None, options.by] = None,
        reason: Annotated[str | None, options.reason] = None,
        json: Annotated[bool, options.json] = False,
    ) -> int:
        errand = errand_of(context, json)
        return reset_account(errand, asker(by, reason, login=login), login or "")


def make_account(errand: Errand, who: Asker, account: tuple[str, Role]) -> int:
    """`account`: sign-in name and role.

    Raises:
        Refused: "staff.login", "staff.password-short", "role.not-allowed"; Conflict: "staff.login-taken".
    """
    login, role = well_formed(account[0]), account[1]
    with supervising(errand, who, "staff:account:adding") as (desk, officer):
        asking = Asking(errand.voice)
        file = ask_person(asking)
        password = ask_password(asking, desk.password_length)
        new = accounts.NewAccount(login, role, file, password)
        enrolment = accounts.add_staff(desk, officer.login, new)
    return _tell_enrolment(errand, enrolment, role)


def list_accounts(errand: Errand, who: Asker) -> int:
    with supervising(errand, who, "staff:accounts:listed") as (desk, _):
        listed = accounts.list_staff(desk)
    voice = errand.voice
    if voice.json:
        voice.answer({"ok": True, "staff": [_facts(account) for account in listed]})
        return 0
    rows = [
        (
            account.login,
            voice.words.label(account.role),
            voice.words.pick(account.name),
            voice.words(msgid("open") if account.active else msgid("closed")),
        )
        for account in listed
    ]
    voice.table((msgid("Sign-in name"), msgid("Role"), msgid("Name"), msgid("Account")), rows)
    return 0


def disable_account(errand: Errand, who: Asker, login: str) -> int:
    """
    Raises:
        NotFound: "staff.unknown".
    """
    with supervising(errand, who, "staff:account:disabling") as (desk, officer):
        accounts.disable_staff(desk, officer.login, login)
    voice = errand.voice
    if voice.json:
        voice.answer({"ok": True, "login": login, "active": False})
    else:
        voice.say("The account {login} is closed.", login=login)
    return 0


def reset_account(errand: Errand, who: Asker, login: str) -> int:
    """
    Raises:
        NotFound: "staff.unknown"; Refused: "staff.password-short".
    """
    with supervising(errand, who, "staff:account:resetting") as (desk, officer):
        password = ask_password(Asking(errand.voice), desk.password_length)
        enrolment = accounts.reset_staff(desk, officer.login, login, password)
    return _tell_enrolment(errand, enrolment, None)


def _tell_enrolment(errand: Errand, enrolment: accounts.Enrolment, role: Role | None) -> int:
    if errand.voice.json:
        facts = {"login": enrolment.login, "totp_secret": enrolment.totp_secret, "totp_uri": enrolment.uri}
        errand.voice.answer({"ok": True} | facts | ({"role": role} if role else {}))
    else:
        show_enrolment(errand.voice, enrolment)
    return 0


def _facts(account: Account) -> dict[str, object]:
    return {
        "login": account.login,
        "role": account.role,
        "name": account.name.fa,
        "name_latin": account.name.en,
        "active": account.active,
    }

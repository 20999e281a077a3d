"""What can be done about a rule: answer its question, or let it pass as a supervisor."""

from __future__ import annotations

from uuid import UUID

from textual import on
from textual.app import ComposeResult
from textual.containers import Horizontal, Vertical
from textual.widgets import Input, Label

from kiosk.domain import fee
from kiosk.domain.bilingual import Bilingual
from kiosk.domain.form import Choice
from kiosk.domain.roles import Action, may
from kiosk.domain.rules.case import Told
from kiosk.domain.rules.finding import Flag
from kiosk.services import countersigning, ruling
from kiosk.strict import msgid
from screens.base import KioskScreen
from screens.persian.code_field import CodeField
from screens.persian.field import Field
from screens.persian.long_field import LongField
from screens.widgets.ask_form import Answers, ask_until_taken
from screens.widgets.button import Button
from screens.widgets.choice_field import Choose
from screens.widgets.dialogs import AskReason, Dialog

Flags = tuple[Flag, ...]


class AskSupervisor(Dialog[tuple[str, str, str, str]]):
    """Sign-in name, password, one-time code and reason of the supervisor who came to the counter.

    `login` and `reason` stand there already when the first try was refused.
    """

    DEFAULT_CSS = "AskSupervisor #reason { height: 4; }"

    def __init__(self, rule: Bilingual, login: str = "", reason: str = "") -> None:
        super().__init__()
        self._rule = rule
        self._login = login
        self._reason = reason

    def compose(self) -> ComposeResult:
        with Vertical(id="box"):
            yield Label(
                self.say("A supervisor lets this pass: {rule}", rule=self.words.pick(self._rule)),
                id="question",
            )
            yield CodeField(self._login, placeholder=str(self.say("Sign-in name")), id="login")
            yield Field(placeholder=str(self.say("Password")), password=True, id="password")
            yield CodeField(
                placeholder=str(self.say("One-time code from your authenticator")), id="code", max_length=12
            )
            yield Label(self.say("Reason"), classes="field-label")
            yield LongField(id="reason", max_length=500)
            with Horizontal(id="answers"):
                yield Button(self.say("Back"), id="no")
                yield Button(self.say("Let it pass"), variant="primary", id="yes")

    def on_mount(self) -> None:
        self.query_one("#reason", LongField).load_text(self._reason)
        self.query_one("#password" if self._login else "#login").focus()

    @on(Input.Submitted)
    def go_on(self, submitted: Input.Submitted) -> None:
        following = {"login": "password", "password": "code", "code": "reason"}
        self.query_one(f"#{following[submitted.input.id or 'login']}").focus()

    @on(LongField.Submitted)
    @on(Button.Pressed, "#yes")
    def save(self) -> None:
        login, password, code = (
            self.query_one(f"#{name}", Input).value for name in ("login", "password", "code")
        )
        reason = self.query_one("#reason", LongField).text.strip()
        if reason:
            self.dismiss((login, password, code, reason))
        else:
            self.warn(self.words("Write the reason first."))

    @on(Button.Pressed, "#no")
    def go_back(self) -> None:
        self.dismiss(None)


async def answer_rule(screen: KioskScreen[bool], request_id: UUID, flag: Flag) -> Flags | None:
    """Ask what only a person can tell, and a note where the answer needs one; None: nothing was answered."""
    if flag.rule.id == "fee-due":
        return await _settle_fee(screen, request_id)
    question = flag.rule.question
    if question is None or not (flag.asks or flag.told is not None):
        screen.inform("There is nothing to answer for this rule.")
        return None
    choices = [Choice(each.id, each.name) for each in flag.rule.choices]
    chosen = await screen.app.push_screen_wait(
        Choose(lambda: screen.words.pick(question), choices, flag.told.answer if flag.told else "")
    )
    given = flag.rule.choice(chosen) if chosen else None
    if given is None:
        return None
    note: str | None = ""
    if given.note:
        note = await screen.app.push_screen_wait(
            AskReason(
                lambda: screen.words(
                    "{answer}: by whom, with which paper?", answer=screen.words.pick(given.name)
                )
            )
        )
    if note is None:
        return None
    command = screen.desk.command("request:rule:answered", screen.officer)
    return await screen.carry_out(
        ruling.answer, screen.desk, command, request_id, flag.rule.id, Told(given.id, note)
    )


async def let_pass(
    screen: KioskScreen[bool] | KioskScreen[None], request_id: UUID, flag: Flag
) -> Flags | None:
    """A supervisor gives the reason; at a clerk's counter the supervisor signs in for it."""
    rule = flag.rule
    if rule.final:
        screen.inform("Nobody may let a request pass this rule.")
        return None
    if may(screen.officer, Action.OVERRIDE):
        reason = await screen.app.push_screen_wait(
            AskReason(lambda: screen.words("Why may this pass? {rule}", rule=screen.words.pick(rule.text)))
        )
        if reason is None:
            return None
        command = screen.desk.command("request:rule:overridden", screen.officer)
        return await screen.carry_out(ruling.override, screen.desk, command, request_id, rule.id, reason)
    login = reason = ""
    while True:
        said = await screen.app.push_screen_wait(AskSupervisor(rule.text, login, reason))
        if said is None:
            return None
        login, password, code, reason = said
        flags = await screen.carry_out(
            countersigning.override, screen.desk, (login, password, code), request_id, rule.id, reason
        )
        if flags is not None:
            return flags


async def _settle_fee(screen: KioskScreen[bool], request_id: UUID) -> Flags | None:
    async def act(said: Answers) -> object:
        command = screen.desk.command("request:fee:recorded", screen.officer)
        return await screen.carry_out(ruling.record_fee, screen.desk, command, request_id, fee.paid(said))

    if await ask_until_taken(screen, msgid("Fee slip, or why no fee is due"), fee.FORM, act) is None:
        return None
    return await screen.ask(ruling.flags, screen.desk, screen.officer, request_id)

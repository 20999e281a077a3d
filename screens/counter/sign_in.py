"""The first screen: sign-in name, password, one-time code."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.widgets import Input, Label

from screens.base import KioskScreen
from screens.persian.code_field import CodeField
from screens.persian.field import Field
from screens.terminal.clean import plain, styled
from screens.widgets.button import Button
from screens.widgets.key_line import KeyLine

if TYPE_CHECKING:
    from textual.widgets import OptionList

    from kiosk.domain.roles import Officer
    from kiosk.services.demonstration import Login


class SignInScreen(KioskScreen[None]):
    """Shown before the database and the services are loaded: nothing here imports them."""

    CSS_PATH = "sign_in.tcss"
    VERTICAL_BREAKPOINTS = [(0, "-short"), (34, "-tall")]  # noqa: RUF012 - Textual declares it as an instance's
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("f2", "app.switch_language", "فارسی", id="app.language"),
        Binding("f3", "mailbox", "Mailbox", id="app.mailbox"),
        Binding("ctrl+q", "app.leave", "Quit", id="app.quit"),
    ]

    def __init__(self, signed_in: Callable[[Officer], None]) -> None:
        super().__init__()
        self._signed_in = signed_in
        self._logins: tuple[Login, ...] = ()
        self._busy = False

    def compose(self) -> ComposeResult:
        if self.app.config.office.demonstration:
            yield Label(self.say("DEMONSTRATION — invented people, nothing here is valid"), id="banner")
        with Vertical(id="form"):
            yield Label(self._title(), id="title")
            yield CodeField(placeholder=str(self.say("Sign-in name")), id="login")
            yield Field(placeholder=str(self.say("Password")), password=True, id="password")
            yield CodeField(
                placeholder=str(self.say("One-time code from your authenticator")), id="code", max_length=12
            )
            yield Button(self.say("Sign in"), variant="primary", id="enter")
        if self._logins:
            yield self._demonstration()
        yield KeyLine()

    def on_mount(self) -> None:
        self.query_one("#login").focus()
        if self.app.config.office.demonstration:
            self.set_interval(1, self._show_codes)
        if self.app.loaded is not None:
            self.desk_is_ready()

    def fill(self) -> None:
        self._show_codes()

    def desk_is_ready(self) -> None:
        """The background load is done: a demonstration office can show its sign-ins now."""
        if self.app.config.office.demonstration:
            self._read_logins()

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        return self.app.config.office.demonstration if action == "mailbox" else True

    def action_mailbox(self) -> None:
        """The mails of a demonstration office belong to nobody."""
        self.run_worker(self._open_mailbox(), exclusive=True, group="mailbox", exit_on_error=False)

    async def _open_mailbox(self) -> None:
        from screens.counter.mailbox import MailboxScreen

        if await self.app.desk_loaded():
            self.app.push_screen(MailboxScreen())

    @on(Input.Submitted, "#login")
    def go_to_password(self) -> None:
        self.query_one("#password").focus()

    @on(Input.Submitted, "#password")
    def go_to_code(self) -> None:
        self.query_one("#code").focus()

    @on(Input.Submitted, "#code")
    @on(Button.Pressed, "#enter")
    def enter(self) -> None:
        if not self._busy:
            self._busy = True
            self.run_worker(self._enter(), exit_on_error=False)

    def on_option_list_option_selected(self, chosen: OptionList.OptionSelected) -> None:
        """Fill the form with one of the demonstration's sign-ins."""
        from kiosk.services import demonstration

        login = self._logins[chosen.option_index]
        self.query_one("#login", Input).value = login.login
        self.query_one("#password", Input).value = login.password
        self.query_one("#code", Input).value = demonstration.code_now(self.desk, login)
        self.query_one("#enter").focus()

    async def _enter(self) -> None:
        from kiosk.services import signin

        self.query_one("#enter", Button).loading = True
        typed = [field.value for field in self._fields]
        try:
            loaded = await self.app.desk_loaded()
            officer = await self.carry_out(signin.sign_in, self.desk, *typed) if loaded else None
            if officer is not None:
                self._admit(officer)
            else:
                self._ask_again()
        finally:
            self._busy = False
            self.query_one("#enter", Button).loading = False

    @property
    def _fields(self) -> tuple[Input, Input, Input]:
        """Asked for each time: a change of language puts new ones in their place."""
        login, password, code = (self.query_one(name, Input) for name in ("#login", "#password", "#code"))
        return login, password, code

    def _admit(self, officer: Officer) -> None:
        for field in self._fields:
            field.value = ""
        self.query_one("#logins" if self._logins else "#login").focus()
        self._signed_in(officer)

    def _ask_again(self) -> None:
        self._fields[2].value = ""
        self._fields[2].focus()

    def _title(self) -> Content:
        """Product, office and place, each in a line."""
        station, office = self.app.config.station, self.app.config.office
        place = self.say("{kind} {number}", kind=self.words.label(station.kind), number=station.number)
        lines = [
            self.say("Mikhak Counter").stylize("bold $primary"),
            plain(self.words.pick(office.name)),
            place.stylize("dim"),
        ]
        return Content("\n").join(lines)

    def _read_logins(self) -> None:
        from kiosk.services import demonstration

        async def read() -> None:
            logins = await self.ask(demonstration.logins, self.app.config)
            if logins:
                # The first code loads what makes codes, which is too much for the event loop.
                await self.ask(demonstration.code_now, self.desk, logins[0])
                self._logins = logins
                # Not in the middle of a change of language, which brings them along.
                async with self.batch():
                    if not self.query("#demonstration"):
                        await self.mount(self._demonstration(), after="#form")
                self._show_codes()
                if not self.query_one("#login", Input).value:
                    self.query_one("#logins").focus()

        self.run_worker(read(), exit_on_error=False)

    def _demonstration(self) -> Vertical:
        from textual.widgets import OptionList

        choose = Label(self.say("Choose a sign-in with the arrows and Enter:"))
        return Vertical(choose, OptionList(id="logins", markup=False), id="demonstration")

    def _show_codes(self) -> None:
        if not self._logins:
            return
        from textual.widgets import OptionList
        from textual.widgets.option_list import Option

        listed = self.query_one_optional("#logins", OptionList)
        if listed is None:
            return
        at = listed.highlighted
        listed.clear_options()
        listed.add_options(Option(self._line(login)) for login in self._logins)
        listed.highlighted = at if at is not None else 0

    def _line(self, login: Login) -> Content:
        from kiosk.services import demonstration

        code = demonstration.code_now(self.desk, login)
        return styled(
            self._column(login.login, 11),
            self._column(login.password, 22),
            (self.words.code(f"{code[:3]} {code[3:]}"), "bold $accent"),
            (f"  {self.words.label(login.role)}", "dim"),
        )

    def _column(self, code: str, width: int) -> str:
        """The blanks stand outside of the code, so that columns follow each other in either direction."""
        return self.words.code(code) + " " * (width - len(code))

"""Reception: one box for whatever an applicant shows or says."""

from __future__ import annotations

from typing import ClassVar
from uuid import UUID

from textual import on, work
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.widgets import Input, Label, OptionList
from textual.widgets.option_list import Option

from kiosk.domain.card import MATCH_LIMIT, Match
from kiosk.domain.lookup import Kind, Recognised, recognise_at_counter
from kiosk.domain.national_code import mask
from kiosk.domain.queue import Ticket
from kiosk.domain.request import Request
from kiosk.domain.roles import Role
from kiosk.services import calling, queueing, reception, stock
from kiosk.services.reception import Found
from kiosk.services.stock import Held
from kiosk.strict import msgid
from screens.base import KioskScreen
from screens.counter import sheet_entry
from screens.counter.card import CardScreen
from screens.counter.turns import KEEP_SECONDS, call_this, go_on_or_call
from screens.persian.field import Field
from screens.terminal.clean import plain
from screens.widgets.heading import Heading
from screens.widgets.key_line import KeyLine

_HERE = msgid("Ticket {ticket} is at this counter; “{key}” goes on with it.")
_COUNTED = {
    Kind.TICKET: msgid("✓ ticket. Enter calls it before its turn."),
    Kind.SHEET: msgid("✓ sheet written by hand. Enter asks what it says."),
}


class ReceptionScreen(KioskScreen[None]):
    """Says what it recognises while one types; Enter looks it up."""

    live = True
    CSS_PATH = "reception.tcss"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("f5", "call", "Call", id="reception.call"),
        Binding("f3", "mailbox", "Mailbox", id="app.mailbox"),
        Binding("f7", "register", "New applicant", id="reception.register"),
        Binding("f8", "lists", "Waiting lists", id="reception.lists"),
        Binding("f4", "blanks", "My blanks", id="reception.blanks", show=False),
        Binding("f9", "own_day", "My day", id="reception.own-day"),
        Binding("escape", "clear", "Clear", id="reception.clear"),
        Binding("f12", "app.sign_out", "Sign out", id="app.sign-out", priority=True),
    ]

    def __init__(self) -> None:
        super().__init__()
        self._matches: tuple[Match, ...] = ()
        self._unfinished: tuple[Request, ...] = ()
        self._turn: tuple[Ticket, ...] = ()
        self._held: tuple[Held, ...] = ()

    def compose(self) -> ComposeResult:
        yield Heading(self.words("Reception"))
        with Vertical(id="desk"):
            yield Label(self.say("National code, receipt, tracking code, passport or name"), id="ask")
            yield Field(id="lookup", max_length=600)
            yield Label("", id="hint")
            yield Label("", id="turn")
            yield Label("", id="held")
            yield Label("", id="several")
            yield OptionList(id="matches", markup=False)
            yield Label(self.say("Verifications you left unfinished:"), id="open-walks")
            yield OptionList(id="walks", markup=False)
            yield Label(self.say("You can scan a receipt at any time, whatever is on the screen."), id="tip")
        yield KeyLine()

    def on_mount(self) -> None:
        self.fill()
        self.query_one("#lookup").focus()
        self.set_interval(KEEP_SECONDS, self._keep_turn)

    def come_back(self) -> None:
        self._read_walks()
        self._read_turn()

    @work(exclusive=True, group="walks", exit_on_error=False)
    async def _read_walks(self) -> None:
        if self.officer.role is Role.CLERK:
            held = await self.ask(stock.in_hand, self.desk, self.officer)
            if held is not None:
                self._held = held
                self._show_held()
            walks = await self.ask(reception.unfinished_walks, self.desk, self.officer)
            if walks is not None and walks != self._unfinished:
                self._unfinished = walks
                self._show_walks()

    def fill(self) -> None:
        matches = self.query_one("#matches", OptionList)
        matches.clear_options()
        matches.add_options(Option(self._match(match)) for match in self._matches)
        matches.highlighted = 0 if self._matches else None
        self.query_one("#several", Label).update(self._several())
        for name in ("#several", "#matches"):
            self.query_one(name).display = bool(self._matches)
        self._show_walks()
        self._show_turn()
        self._show_held()
        self._show_hint(self.query_one("#lookup", Input).value)

    def _show_walks(self) -> None:
        walks = self.query_one("#walks", OptionList)
        at = walks.highlighted or 0
        walks.clear_options()
        walks.add_options(Option(self._walk(request)) for request in self._unfinished)
        walks.highlighted = min(at, len(self._unfinished) - 1) if self._unfinished else None
        for name in ("#open-walks", "#walks"):
            self.query_one(name).display = bool(self._unfinished) and not self._matches

    def _show_turn(self) -> None:
        turn = self.query_one("#turn", Label)
        turn.display = bool(self._turn)
        for ticket in self._turn:
            number = self.words.code(str(ticket.number))
            turn.update(self.say(_HERE, ticket=number, key=self.words("Call")))

    def _show_held(self) -> None:
        held = self.query_one("#held", Label)
        held.display = bool(self._held)
        count = sum(each.number for each in self._held)
        key = self.key_of("blanks")
        held.update(
            self.say("Numbered blanks in your hand: {count}; {key} shows them.", count=count, key=key)
        )

    @work(exclusive=True, group="turn", exit_on_error=False)
    async def _read_turn(self) -> None:
        turn = await self.ask(queueing.at_counter, self.desk, self.officer)
        # What could not be read is not gone: its lease is kept on.
        if turn is not None:
            self._turn = turn
            self._show_turn()

    @work(exclusive=True, group="keep", exit_on_error=False)
    async def _keep_turn(self) -> None:
        """This counter is alive: its ticket stays here."""
        for ticket in self._turn:
            kept = await self.carry_out(calling.keep, self.desk, self.officer, ticket.id)
            self._turn = () if kept is None else (kept,)
            self._show_turn()

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        if action == "lists":
            return self.app.officer is not None and self.app.officer.role is Role.SUPERVISOR
        if action in ("own_day", "blanks"):
            # A supervisor finds both in the lists, with those of all others.
            return self.app.officer is not None and self.app.officer.role is Role.CLERK
        if action == "mailbox":
            return self.app.config.office.demonstration
        return True

    @on(Input.Changed, "#lookup")
    def say_what_it_is(self, changed: Input.Changed) -> None:
        self._show_hint(changed.value)

    @on(Input.Submitted, "#lookup")
    def look_up(self, submitted: Input.Submitted) -> None:
        recognised = recognise_at_counter(submitted.value)
        if recognised.kind in _COUNTED:
            self._take_up(recognised)
        else:
            self.find(submitted.value)

    @work(exclusive=True, group="call", exit_on_error=False)
    async def action_call(self) -> None:
        """The ticket that stands at this counter, or the next one."""
        await go_on_or_call(self)

    @work(exclusive=True, group="call", exit_on_error=False)
    async def _take_up(self, recognised: Recognised) -> None:
        take = call_this if recognised.kind is Kind.TICKET else sheet_entry.enter
        if await take(self, recognised.value):
            self.query_one("#lookup", Input).clear()

    @work(exclusive=True, group="lookup", exit_on_error=False)
    async def find(self, text: str) -> None:
        """Look up `text`; a newer look-up drops the answer of an older one."""
        found = await self.ask(reception.find, self.desk, self.officer, text)
        if found is not None:
            if found.card is not None:
                self.query_one("#lookup", Input).clear()
            self.show(found)
        else:
            self._matches = ()
            self.query_one("#lookup", Input).select_all()
            self.fill()

    def show(self, found: Found) -> None:
        """The one card, or the list to choose from."""
        self._matches = () if found.card else found.matches
        self.fill()
        if found.card is not None:
            self.app.push_screen(CardScreen(found.card, found.request_id))
        elif self._matches:
            self.query_one("#matches").focus()

    @on(OptionList.OptionSelected, "#matches")
    def choose(self, chosen: OptionList.OptionSelected) -> None:
        self._open(self._matches[chosen.option_index].person_id, None)

    @on(OptionList.OptionSelected, "#walks")
    def resume_walk(self, chosen: OptionList.OptionSelected) -> None:
        request = self._unfinished[chosen.option_index]
        self._open(request.subject_id, request.id)

    @work(exclusive=True, group="lookup", exit_on_error=False)
    async def _open(self, person_id: UUID, request_id: UUID | None) -> None:
        card = await self.ask(reception.open_card, self.desk, self.officer, person_id)
        if card is not None:
            self.app.push_screen(CardScreen(card, request_id))

    def action_clear(self) -> None:
        self._matches = ()
        self.query_one("#lookup", Input).clear()
        self.query_one("#lookup").focus()
        self.fill()

    @work(exclusive=True, group="register", exit_on_error=False)
    async def action_register(self) -> None:
        """As in the lobby, with the officer's help; then to the new applicant's card."""
        from screens.lobby.entering import by_code

        applicant = await by_code(self, self.officer, "register")
        if applicant is not None:
            self._open(applicant.person_id, None)

    def action_mailbox(self) -> None:
        from screens.counter.mailbox import MailboxScreen

        self.app.push_screen(MailboxScreen())

    def action_blanks(self) -> None:
        from screens.counter.my_blanks import MyBlanksScreen

        self.app.push_screen(MyBlanksScreen())

    def action_own_day(self) -> None:
        from screens.counter.own_day import OwnDay

        self.app.push_screen(OwnDay())

    def action_lists(self) -> None:
        from screens.supervisor.home import HomeScreen

        self.app.push_screen(HomeScreen())

    def _show_hint(self, text: str) -> None:
        recognised = recognise_at_counter(text)
        hint = self.query_one("#hint", Label)
        hint.update(self._hint(recognised))
        ready = recognised.kind is not Kind.NOTHING and recognised.problem is None
        hint.set_class(ready, "-ready")
        hint.set_class(recognised.problem is not None, "-problem")

    def _hint(self, recognised: Recognised) -> Content:
        if recognised.kind is Kind.NOTHING:
            return self.say("Type, or scan a receipt, then press Enter.")
        name = self.words.label(recognised.kind.value)
        if recognised.problem is not None:
            return plain(f"{name}: {self.words.error(recognised.problem)}")
        if recognised.kind in _COUNTED:
            return self.say(_COUNTED[recognised.kind])
        if recognised.kind is Kind.NATIONAL_CODE:
            return self.say("✓ {kind}: the check digit is right. Press Enter.", kind=name)
        said = msgid("✓ {kind}. Press Enter.")
        if recognised.persian_keys:
            said = msgid("✓ {kind}, typed with the Persian keyboard: {code}. Press Enter.")
        return self.say(said, kind=name, code=recognised.value)

    def _several(self) -> Content:
        if len(self._matches) >= MATCH_LIMIT:
            return self.say(
                "These are the nearest {count}. For others type more of the name.", count=MATCH_LIMIT
            )
        if all(match.by_sound for match in self._matches):
            return self.say("Nobody is spelt so, but these names sound alike. Choose one:")
        return self.say("Several people match. Choose one:")

    def _match(self, match: Match) -> Content:
        name = match.name_fa if self.words.language == "fa" else match.name_lat
        code = self.words.code(mask(match.national_code))
        return plain(f"{name}   {code}   {self.words.digits(str(match.birth_year))}")

    def _walk(self, request: Request) -> Content:
        service = self.words.pick(self.desk.catalogue.service(request.service).name)
        return plain(f"{request.tracking_code}   {service}")

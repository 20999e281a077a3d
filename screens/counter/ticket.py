"""A ticket for who has come: what for, and whether somebody must not wait as long as others."""

from __future__ import annotations

from collections.abc import Iterable
from typing import ClassVar
from uuid import UUID

from textual import on, work
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.widgets import Input, Label, OptionList
from textual.widgets.option_list import Option

from kiosk.domain.bilingual import Bilingual
from kiosk.domain.card import RequestSummary
from kiosk.domain.errors import KioskError
from kiosk.domain.form import Choice
from kiosk.domain.queue import Priority
from kiosk.services import precheck, queueing, reception, slips
from kiosk.services.precheck import PreCheck
from kiosk.services.queueing import Arrival, may_wait
from kiosk.services.reception import Found
from kiosk.words import Words
from screens.base import KioskScreen
from screens.counter.prechecked import check_lines
from screens.counter.ticket_given import hand_out
from screens.papers import save_paper
from screens.persian.field import Field
from screens.terminal.clean import plain
from screens.widgets.choice_field import ChoiceField
from screens.widgets.dialogs import AskReason
from screens.widgets.heading import Heading
from screens.widgets.key_line import KeyLine

PRIORITIES = tuple(
    Choice(each.value, Bilingual(Words("fa").label(each.value), Words("en").label(each.value)))
    for each in Priority
)


class TicketScreen(KioskScreen[None]):
    """One ticket for the requests that are ticked, of one person or of a family."""

    CSS_PATH = "ticket.tcss"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "dismiss(None)", "Back", id="app.back"),
        Binding("f5", "give", "Give the ticket", id="ticket.give"),
        Binding("f6", "slip", "Deficiency slip", id="ticket.slip"),
    ]

    def __init__(self, offered: Iterable[RequestSummary], chosen: UUID) -> None:
        """`chosen`: the request that is ticked at first."""
        super().__init__()
        self._offered = [each for each in offered if may_wait(each.state)]
        self._chosen = {chosen}
        self._priority = Priority.NONE
        self._key: UUID | None = None
        self._checks: dict[UUID, PreCheck] = {}

    def compose(self) -> ComposeResult:
        yield Heading(self.words("Ticket"))
        with Vertical(id="arrival"):
            yield Label(self.say("What has the applicant come for? Enter ticks a line."), id="ask")
            yield OptionList(id="requests", markup=False)
            yield Label(id="checks")
            yield Label(
                self.say("With somebody of the family? Scan the receipt or type the tracking code."),
                classes="field-label",
            )
            yield Field(id="other", max_length=600)
            yield Label(self.say("Priority"), classes="field-label")
            yield ChoiceField(lambda: self.words("Priority"), PRIORITIES, self._priority.value, "priority")
            yield Label(self.say("What the priority rests on"), classes="field-label", id="why")
            yield Field(id="reason", max_length=200)
        yield KeyLine()

    def on_mount(self) -> None:
        self.fill()
        self.query_one("#requests").focus()

    def come_back(self) -> None:
        self._look()

    @work(exclusive=True, group="look", exit_on_error=False)
    async def _look(self) -> None:
        """How those who came stand: their appointments, and what is missing."""
        ids = [each.id for each in self._offered]
        checks = await self.ask(precheck.look, self.desk, self.officer, ids)
        if checks is not None:
            self._checks = {each.request_id: each for each in checks}
            self.fill()

    def fill(self) -> None:
        listed = self.query_one("#requests", OptionList)
        at = listed.highlighted
        listed.clear_options()
        listed.add_options(Option(self._line(request)) for request in self._offered)
        listed.highlighted = self._cursor() if at is None else at
        self.query_one("#checks", Label).update(self._said())
        for name in ("#why", "#reason"):
            self.query_one(name).display = self._priority is not Priority.NONE

    def _cursor(self) -> int:
        return next((at for at, each in enumerate(self._offered) if each.id in self._chosen), 0)

    def _line(self, request: RequestSummary) -> Content:
        mark = "✓" if request.id in self._chosen else " "
        service = self.words.pick(self.desk.catalogue.service(request.service).name)
        state = self.words.label(request.state.value)
        return plain(f"[{mark}]  {service}   {self.words.code(request.tracking_code)}   {state}")

    def _said(self) -> Content:
        """What the reception should say of the requests that are ticked."""
        ticked = [each for each in self._offered if each.id in self._chosen and each.id in self._checks]
        lines = [
            line for each in ticked for line in check_lines(self.words, self.desk, self._checks[each.id])
        ]
        return plain("\n".join(dict.fromkeys(lines)))

    @on(OptionList.OptionSelected, "#requests")
    def turn(self, selected: OptionList.OptionSelected) -> None:
        self._chosen ^= {self._offered[selected.option_index].id}
        self.fill()

    @on(ChoiceField.Changed, "#priority")
    def grant(self, changed: ChoiceField.Changed) -> None:
        self._priority = Priority(changed.value)
        self.fill()
        if self._priority is not Priority.NONE:
            self.query_one("#reason").focus()

    @on(Input.Submitted, "#other")
    @work(exclusive=True, group="other", exit_on_error=False)
    async def add_other(self, submitted: Input.Submitted) -> None:
        """Somebody else's requests, by whatever opens a card at the reception."""
        found = await self.ask(reception.find, self.desk, self.officer, submitted.value, "ticket")
        if found is not None:
            submitted.input.clear()
            self._join(found)

    def _join(self, found: Found) -> None:
        requests = found.card.requests if found.card else ()
        named = [each for each in requests if found.request_id in (None, each.id) and may_wait(each.state)]
        if not named:
            self.inform("Nothing of it needs a ticket.")
        known = {each.id for each in self._offered}
        self._offered += [each for each in named if each.id not in known]
        self._chosen |= {each.id for each in named}
        self.fill()
        self._look()

    @work(exclusive=True, group="paper", exit_on_error=False)
    async def action_slip(self) -> None:
        """For the marked request, in place of a ticket: what to bring, and until when one may just come."""
        at = self.query_one("#requests", OptionList).highlighted
        request = None if at is None else self._offered[at]
        check = self._checks.get(request.id) if request else None
        if request is None or check is None or not check.lacking:
            self.inform("No clerk has found papers missing in this request.")
            return
        slip = await self.ask(slips.fitting_slip, self.desk, self.officer, request.id)
        if slip is not None:
            await save_paper(self, slip.pdf, f"{slip.kind.value}-{request.tracking_code}")

    @on(Input.Submitted, "#reason")
    @work(exclusive=True, group="give", exit_on_error=False)
    async def action_give(self) -> None:
        """Whoever presses twice gets the same ticket."""
        self._key = self._key or self.desk.new_key()
        command = self.desk.command("queue:ticket:taken", self.officer, self._key)
        reason = self.query_one("#reason", Input).value
        ids = tuple(each.id for each in self._offered if each.id in self._chosen)
        closed = await self.ask(precheck.closed_now, self.desk, self.officer, ids)
        outside = await self._why_outside(closed) if closed else ""
        if closed is None or outside is None:
            return
        arrival = Arrival(ids, None, self._priority, reason, outside)
        ticket = await self.carry_out(queueing.take_ticket, self.desk, command, arrival)
        if ticket is not None:
            await hand_out(self, ticket)
            self.dismiss(None)

    async def _why_outside(self, closed: tuple[KioskError, ...]) -> str | None:
        """None: the officer went back."""
        return await self.app.push_screen_wait(AskReason(lambda: self.words.error(closed[0])))

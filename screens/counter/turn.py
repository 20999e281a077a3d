"""The ticket at this counter, from the call to the end of the visit."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Sequence
from enum import StrEnum
from uuid import UUID

from textual import on, work
from textual.app import ComposeResult
from textual.containers import Vertical
from textual.content import Content
from textual.widgets import Label, OptionList
from textual.widgets.option_list import Option

from kiosk.domain.queue import Priority, Ticket, TicketState
from kiosk.domain.request import Request
from kiosk.services import calling, queueing, reception
from kiosk.services.outlooks import group_name
from kiosk.strict import msgid
from screens.counter.card import CardScreen
from screens.counter.turn_questions import ask_other_group, ask_promise
from screens.terminal.clean import plain
from screens.widgets.block_letters import LargeCode
from screens.widgets.dialogs import Confirm, Dialog


class Step(StrEnum):
    BEGIN = "begin"
    AGAIN = "again"
    MISSED = "missed"
    CARD = "card"
    DONE = "done"
    PARK = "park"
    REDIRECT = "redirect"


_SAID = {
    Step.BEGIN: msgid("The applicant is here: begin"),
    Step.AGAIN: msgid("Call once more"),
    Step.MISSED: msgid("Nobody came"),
    Step.CARD: msgid("Open the card again"),
    Step.DONE: msgid("Finish: the visit is over"),
    Step.PARK: msgid("Set aside until a time you promise"),
    Step.REDIRECT: msgid("Send to other counters"),
}
_OFFERED: dict[TicketState, Sequence[Step]] = {
    TicketState.CALLED: (Step.BEGIN, Step.AGAIN, Step.MISSED, Step.REDIRECT),
    TicketState.SERVING: (Step.DONE, Step.CARD, Step.PARK, Step.REDIRECT),
}


class TurnScreen(Dialog[None]):
    """Escape leaves it at the counter; the reception leads back to it."""

    DEFAULT_CSS = """
    TurnScreen {
        #box { width: 70; padding: 0 2; }
        #number { color: $text-primary; margin-bottom: 1; }
        #said { width: 100%; text-align: center; margin-bottom: 1; }
        #steps { height: auto; max-height: 6; border: none; background: transparent; }
    }
    """

    def __init__(self, ticket: Ticket) -> None:
        super().__init__()
        self._ticket = ticket
        self._requests: Sequence[Request] = ()
        self._listed: Sequence[Step] = ()

    def compose(self) -> ComposeResult:
        with Vertical(id="box"):
            yield LargeCode(str(self._ticket.number), id="number")
            yield Label(id="said")
            yield OptionList(id="steps", markup=False)

    def on_mount(self) -> None:
        super().on_mount()
        self.fill()
        self.query_one("#steps").focus()

    def come_back(self) -> None:
        """From the card: what stands at this counter may have ended meanwhile."""
        self._read()

    @work(exclusive=True, group="turn", exit_on_error=False)
    async def _read(self) -> None:
        requests = await self.ask(queueing.visit, self.desk, self.officer, self._ticket)
        if requests is not None:
            self._requests = requests
            self.fill()

    def fill(self) -> None:
        self.query_one("#said", Label).update(Content("\n").join(self._lines()))
        steps = self.query_one("#steps", OptionList)
        at = steps.highlighted if self._offered == self._listed else 0
        self._listed = self._offered
        steps.clear_options()
        steps.add_options(Option(self.say(_SAID[step])) for step in self._offered)
        steps.highlighted = at or 0

    @property
    def _offered(self) -> Sequence[Step]:
        return _OFFERED.get(self._ticket.state, ())

    def _lines(self) -> list[Content]:
        ticket, words = self._ticket, self.words
        state = words.label(ticket.state.value)
        lines = [plain(f"{words.pick(group_name(self.desk, ticket.group))} · {state}").stylize("bold")]
        if ticket.precedence.priority is not Priority.NONE:
            priority, reason = ticket.precedence.priority, ticket.precedence.reason
            lines.append(self.say("Priority: {priority} ({reason})", priority=priority, reason=reason))
        if ticket.note:
            lines.append(self.say("Done so far: {note}", note=ticket.note))
        services = [self.desk.catalogue.service(each.service).name for each in self._requests]
        lines += [plain(words.pick(name)) for name in services]
        return lines

    @on(OptionList.OptionSelected, "#steps")
    @work(exclusive=True, group="step", exit_on_error=False)
    async def go(self, selected: OptionList.OptionSelected) -> None:
        match self._offered[selected.option_index]:
            case Step.BEGIN:
                if await self._take("queue:ticket:begun", calling.begin):
                    await self._open_card()
            case Step.AGAIN:
                if await self._take("queue:ticket:recalled", calling.recall):
                    self.inform("Called once more.")
            case Step.MISSED:
                await self._miss()
            case Step.CARD:
                await self._open_card()
            case Step.DONE:
                await self._end(self._take("queue:ticket:done", calling.done))
            case Step.PARK:
                await self._end(ask_promise(self, self._ticket))
            case Step.REDIRECT:
                await self._end(ask_other_group(self, self._ticket))

    async def _take(self, name: str, service: Callable[..., Ticket]) -> Ticket | None:
        """One step of the ticket; its new state stands on the screen."""
        command = self.desk.command(name, self.officer)
        ticket = await self.carry_out(service, self.desk, command, self._ticket.id)
        if ticket is not None:
            self._ticket = ticket
            self.fill()
        return ticket

    async def _miss(self) -> None:
        sure = Confirm(
            lambda: self.words("The ticket ends; the requests stay valid."), lambda: self.words("Nobody came")
        )
        if await self.app.push_screen_wait(sure):
            await self._end(self._take("queue:ticket:missed", calling.no_show))

    async def _end(self, step: Awaitable[Ticket | None]) -> None:
        if await step is not None:
            self.dismiss(None)

    async def _open_card(self) -> None:
        """Of the first request; the others stand on the card, or are found by their codes."""
        if not self._requests:
            self._requests = await self.ask(queueing.visit, self.desk, self.officer, self._ticket) or ()
        if self._requests:
            await self._show_card(self._requests[0].subject_id, self._requests[0].id)

    async def _show_card(self, person_id: UUID, request_id: UUID) -> None:
        card = await self.ask(reception.open_card, self.desk, self.officer, person_id, "called")
        if card is not None:
            self.app.push_screen(CardScreen(card, request_id))

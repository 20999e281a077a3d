"""Verified requests that the centre is to be asked about: marked, and sent in one letter."""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar
from uuid import UUID

from textual import on, work
from textual.binding import Binding, BindingType
from textual.widgets import DataTable

from kiosk.domain.catalogue import CENTRE
from kiosk.domain.form import Choice
from kiosk.domain.inquiry import ToSend
from kiosk.services import centre
from kiosk.strict import msgid
from screens.supervisor.letters import print_letter
from screens.supervisor.listing import Lister, ListScreen
from screens.widgets.choice_field import Choose
from screens.widgets.dialogs import Confirm
from screens.widgets.table import Cell, cell


class ToSendScreen(ListScreen[ToSend]):
    """Space or Enter marks; F5 writes one letter about what is marked, or about the line under the cursor."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("f5", "letter", "Letter", id="to-send.letter"),
        Binding("space", "mark", "Mark", id="to-send.mark"),
    ]
    title_words = msgid("To be sent to the centre")
    nothing = msgid("No request waits for a letter.")
    columns = (
        "",
        msgid("Name"),
        msgid("Tracking code"),
        msgid("Addressee"),
        msgid("Since"),
    )
    elastic = 1

    def __init__(self) -> None:
        super().__init__()
        self._chosen: set[UUID] = set()

    @property
    def service(self) -> Lister[ToSend]:
        return centre.to_send

    @on(DataTable.RowSelected, "#waiting")
    def action_mark(self) -> None:
        line = self.marked
        if line is not None:
            self._chosen ^= {line.request.id}
            self.fill()

    @work(exclusive=True, group="letter", exit_on_error=False)
    async def action_letter(self) -> None:
        lines = self._wanted()
        addressee = await self._addressee(lines) if lines else None
        if addressee is None or not await self._is_sure(len(lines), addressee):
            return
        ids = tuple(line.request.id for line in lines)
        command = self.desk.command("centre:letter:sent", self.officer)
        letter = await self.carry_out(centre.send, self.desk, command, ids, addressee)
        if letter is None:
            return
        self._chosen.clear()
        self.inform("Letter {number} is written.", number=letter.number)
        await print_letter(self, letter.id)
        self.action_reload()

    def _wanted(self) -> Sequence[ToSend]:
        """What is marked and still listed, or else the line under the cursor."""
        chosen = [line for line in self._lines or () if line.request.id in self._chosen]
        return chosen or ([self.marked] if self.marked else [])

    async def _addressee(self, lines: Sequence[ToSend]) -> str | None:
        """The one whom all of them concern, or the centre; asked where there is a choice."""
        common = {line.addressee for line in lines}
        names = [*(common if len(common) == 1 else set()) - {CENTRE}, CENTRE]
        if len(names) == 1:
            return CENTRE
        choices = [Choice(name, self.desk.catalogue.addressee(name)) for name in names]
        chosen: str | None = await self.app.push_screen_wait(
            Choose(lambda: self.words("To whom is the letter?"), choices, names[0])
        )
        return chosen

    async def _is_sure(self, count: int, addressee: str) -> bool:
        name = self.desk.catalogue.addressee(addressee)
        confirm = Confirm(
            lambda: self.words(
                "Send one letter to {addressee}? Requests in it: {count}. It takes a number.",
                addressee=name,
                count=count,
            ),
            lambda: self.words("Send"),
        )
        return await self.app.push_screen_wait(confirm) is True

    def cells(self, line: ToSend) -> list[Cell]:
        words = self.words
        return [
            cell("✓" if line.request.id in self._chosen else " ", "bold"),
            self.name_cell(line),
            self.code_cell(line),
            cell(words.pick(self.desk.catalogue.addressee(line.addressee))),
            cell(words.short_day(self.desk.office.local_day(line.decided_at))),
        ]

    def detail(self, line: ToSend) -> list[str]:
        return [self.words.pick(self.desk.catalogue.service(line.request.service).name)]

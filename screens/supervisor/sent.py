"""What the centre was asked and has not answered: reminded, answered, or taken for a yes."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import ClassVar

from textual import on, work
from textual.binding import Binding, BindingType
from textual.widgets import DataTable

from kiosk.domain.inquiry import REPLY_FORM, Answer, Asked, Reply
from kiosk.domain.request import Request
from kiosk.services import centre
from kiosk.strict import msgid
from screens.supervisor.letters import print_letter
from screens.supervisor.listing import LATE, Lister, ListScreen
from screens.widgets.ask_form import Answers, ask_until_taken
from screens.widgets.dialogs import Confirm
from screens.widgets.table import Cell, cell


class SentScreen(ListScreen[Asked]):
    """The longest overdue first, its letter below the list."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("f5", "answer", "Answer", id="sent.answer"),
        Binding("f6", "remind", "Remind", id="sent.remind"),
        Binding("f7", "silence", "No answer: yes", id="sent.silence"),
        Binding("f8", "letter", "Letter", id="sent.letter"),
    ]
    title_words = msgid("Sent, awaiting the answer")
    nothing = msgid("No answer is awaited.")
    columns = (msgid("Name"), msgid("Tracking code"), msgid("Sent"), msgid("Due"), msgid("State"))
    elastic = 0

    @property
    def service(self) -> Lister[Asked]:
        return centre.sent

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        if action == "silence":
            return self.marked is not None and self.marked.silence_agrees
        return super().check_action(action, parameters)

    @on(DataTable.RowSelected, "#waiting")
    @work(exclusive=True, group="answer", exit_on_error=False)
    async def action_answer(self) -> None:
        line = self.marked
        if line is None:
            return

        async def act(said: Answers) -> Request | None:
            reply = Reply(
                Answer(said["answer"]), said["number"], date.fromisoformat(said["on"]), said.get("text", "")
            )
            if not await self._is_sure(self._recorded(line, reply.answer), msgid("Record")):
                return None
            command = self.desk.command("centre:reply:recorded", self.officer)
            return await self.carry_out(centre.record_reply, self.desk, command, line.inquiry.id, reply)

        self._tell(await ask_until_taken(self, msgid("The answer of the centre"), REPLY_FORM, act))

    @work(exclusive=True, group="answer", exit_on_error=False)
    async def action_silence(self) -> None:
        line = self.marked
        if line is None or not await self._is_sure(self._recorded(line, Answer.SILENCE), msgid("Record")):
            return
        command = self.desk.command("centre:reply:silent", self.officer)
        self._tell(await self.carry_out(centre.record_silence, self.desk, command, line.inquiry.id))

    @work(exclusive=True, group="answer", exit_on_error=False)
    async def action_remind(self) -> None:
        line = self.marked
        if line is None or not await self._is_sure(self._reminded(line), msgid("Remind")):
            return
        command = self.desk.command("centre:letter:reminded", self.officer)
        letter = await self.carry_out(centre.remind, self.desk, command, line.inquiry.id)
        if letter is not None:
            self.inform("Letter {number} is written.", number=letter.number)
            await print_letter(self, letter.id)
            self.action_reload()

    @work(exclusive=True, group="answer", exit_on_error=False)
    async def action_letter(self) -> None:
        """The first letter again."""
        line = self.marked
        if line is not None and line.inquiry.letter_id is not None:
            await print_letter(self, line.inquiry.letter_id)

    async def _is_sure(self, question: Callable[[], str], yes: str) -> bool:
        return await self.app.push_screen_wait(Confirm(question, lambda: self.words(yes))) is True

    def _recorded(self, line: Asked, answer: Answer) -> Callable[[], str]:
        return lambda: self.words(
            "Record of request {code}: {kind}? This cannot be undone.",
            code=line.request.tracking_code,
            kind=f"answer-{answer.value}",
        )

    def _reminded(self, line: Asked) -> Callable[[], str]:
        return lambda: self.words(
            "Remind {addressee} of letter {number} by a new letter?",
            addressee=self.desk.catalogue.addressee(line.inquiry.addressee),
            number=line.inquiry.sent_no,
        )

    def _tell(self, request: Request | None) -> None:
        if request is not None:
            self.inform("The answer is recorded. The request is now “{state}”.", state=request.state)
            self.action_reload()

    def cells(self, line: Asked) -> list[Cell]:
        words, inquiry = self.words, line.inquiry
        return [
            self.name_cell(line),
            self.code_cell(line),
            cell(words.short_day(inquiry.sent_on)),
            cell(words.short_day(inquiry.due_on)),
            cell(self._state(line), LATE if line.overdue else ""),
        ]

    def _state(self, line: Asked) -> str:
        words, said = self.words, []
        if line.overdue:
            said.append("! " + words("{count} days late", count=line.overdue))
        if line.inquiry.reminded_on:
            said.append(words("reminded"))
        return words.series(said)

    def detail(self, line: Asked) -> list[str]:
        words, inquiry = self.words, line.inquiry
        parts = [words.code(inquiry.sent_no), words.pick(self.desk.catalogue.addressee(inquiry.addressee))]
        lines = [words.series(parts), words.pick(self.desk.catalogue.service(line.request.service).name)]
        if inquiry.reminded_on is not None:
            lines.append(words("reminded on {day}", day=inquiry.reminded_on))
        return lines

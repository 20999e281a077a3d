"""The registration, page by page: «ثبت» each, then «ثبت نهایی».  Source: domain.md S27 to S31."""

from __future__ import annotations

import asyncio
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import ClassVar

from textual import on, work
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.content import Content
from textual.widget import Widget
from textual.widgets import Label

from kiosk.domain.applicant import Applicant
from kiosk.domain.form import FormPage, RequestField
from kiosk.domain.registration import Registration
from kiosk.domain.roles import Actor
from kiosk.services import registration as registering
from screens.lobby.form_screen import FormScreen
from screens.terminal.clean import styled
from screens.widgets.button import Button
from screens.widgets.form import Form


@dataclass(frozen=True, slots=True)
class _Page:
    """A page that was built before anybody turned to it: building takes longer than showing."""

    at: int
    form: Form
    typed: dict[str, str]


class WizardScreen(FormScreen[Applicant]):
    """The answer is whom it became."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("f6", "previous", "Previous", id="wizard.previous"),
        Binding("f7", "next", "Next", id="wizard.next"),
        Binding("f10", "finish", "Submit", id="wizard.finish"),
    ]

    def __init__(self, by: Actor, registration: Registration) -> None:
        super().__init__(by, registration.answers)
        self.registration = registration
        self._at = 0
        self._ahead: _Page | None = None

    @property
    def pages(self) -> Sequence[FormPage]:
        return self.desk.catalogue.registration

    @property
    def page(self) -> FormPage:
        return self.pages[self._at]

    @property
    def fields(self) -> Sequence[RequestField]:
        return self.page.fields

    @property
    def complete(self) -> bool:
        done, every = self.registration.progress(self.pages)
        return done == every

    def title_words(self) -> str:
        return self.words("Registration")

    def above(self) -> Iterable[Widget]:
        yield Label(self._progress(), id="wizard-progress")

    def buttons(self) -> Iterable[Button]:
        yield from super().buttons()
        yield Button(self.say("Final registration"), id="finish", disabled=not self.complete)

    def on_mount(self) -> None:
        at = next((i for i, page in enumerate(self.pages) if page.id not in self.registration.recorded), 0)
        if at:
            self._turn_to(at)
        else:
            super().on_mount()
            self._begin()

    def body(self) -> ComposeResult:
        # A change of language builds everything anew.
        self._ahead = None
        yield from super().body()

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        match action:
            case "previous":
                return self._at > 0
            case "next":
                return self._at < len(self.pages) - 1
            case "finish":
                return self.complete
        return super().check_action(action, parameters)

    def keep(self, name: str, text: str) -> None:
        registering.keep_answer(self.desk, self.by, self.registration.id, name, text)

    def record(self) -> Registration:
        return registering.record_page(
            self.desk, self.by, self.registration.id, self.page.id, dict(self.typed)
        )

    def recorded(self, answer: object) -> None:
        if isinstance(answer, Registration):
            self.registration = answer
            self.stored = answer.answers
            self.form.settle()
            left = [i for i, page in enumerate(self.pages) if page.id not in answer.recorded]
            self._turn_to(next((i for i in left if i > self._at), next(iter(left), self._at)))

    def action_previous(self) -> None:
        self._turn_to(self._at - 1)

    def action_next(self) -> None:
        self._turn_to(self._at + 1)

    @work(exclusive=True, group="turn", exit_on_error=False)
    async def _begin(self) -> None:
        await self._painted()
        await self._build_ahead()

    @work(exclusive=True, group="turn", exit_on_error=False)
    async def _turn_to(self, at: int) -> None:
        """What was typed on this page stays with it; what was said about it does not."""
        if not self.assisted:
            self.app.clear_notifications()
        self._put_aside(self.form)
        self.stored = {**self.stored, **self.typed}
        self._at, before = at, self.form
        with self.app.batch_update():
            await self._take_page()
            before.display = False
            self.query_one("#wizard-progress", Label).update(self._progress())
            self.query_one("#finish", Button).disabled = not self.complete
            self._focus()
        self.refresh_bindings()
        try:
            await self._painted()
        finally:
            before.remove()
        await self._build_ahead()

    async def _painted(self) -> None:
        """What is not seen can wait for what is."""
        painted = asyncio.Event()
        self.call_after_refresh(painted.set)
        await painted.wait()

    def _put_aside(self, form: Form) -> None:
        """Keep what nobody has left yet."""
        for name, text in form.unkept().items():
            self.app.run_worker(self._keep(name, text), group="write", exit_on_error=False)
        form.settle()

    async def _take_page(self) -> None:
        """The present page's form behind the one before, built already or built now."""
        ahead, self._ahead, before = self._ahead, None, self.form
        if ahead is not None and ahead.at == self._at:
            self._problems, self.typed, self.form = {}, ahead.typed, ahead.form
            self.form.display = True
            return
        if ahead is not None:
            ahead.form.remove()
        self.take_up(self.stored)
        self.form = self.new_form(self.fields, self.typed)
        await self.mount(self.form, after=before)

    async def _build_ahead(self) -> None:
        """The next page, while this one stands on the screen and is filled in."""
        at = self._at + 1
        if at >= len(self.pages):
            return
        fields = self.pages[at].fields
        page = _Page(at, self.new_form(fields, typed := self.typed_of(fields)), typed)
        page.form.display = False
        try:
            await self.mount(page.form, after=self.form)
            self._ahead = page
        except asyncio.CancelledError:
            page.form.remove()
            raise

    def _focus(self) -> None:
        if self.complete:
            self.query_one("#finish").focus()
        else:
            self.form.focus_first()

    @on(Button.Pressed, "#finish")
    @work(exclusive=True, group="finish", exit_on_error=False)
    async def action_finish(self) -> None:
        """«ثبت نهایی»: everything once more, to be looked through."""
        from screens.lobby.preview import PreviewScreen

        async with self._writes:
            shown = await self.carry_out(registering.preview, self.desk, self.by, self.registration.id)
        if shown is None:
            return
        applicant = await self.app.push_screen_wait(PreviewScreen(self.by, shown))
        if applicant is not None:
            self.dismiss(applicant)

    def _progress(self) -> Content:
        marks = []
        for i, page in enumerate(self.pages):
            done = page.id in self.registration.recorded
            name = f"{'✓' if done else '·'} {self.words.pick(page.name)}"
            marks.append(styled((f" {name} ", "reverse bold" if i == self._at else "")))
        place = self.say("{n} of {all}", n=self._at + 1, all=len(self.pages))
        return Content(" ").join([place.stylize("bold"), *marks])

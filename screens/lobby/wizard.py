"""The registration, page by page: «ثبت» each, then «ثبت نهایی».  Source: domain.md S27 to S31."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import ClassVar

from textual import on, work
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
            left = [i for i, page in enumerate(self.pages) if page.id not in answer.recorded]
            self._turn_to(next((i for i in left if i > self._at), next(iter(left), self._at)))

    def action_previous(self) -> None:
        self._turn_to(self._at - 1)

    def action_next(self) -> None:
        self._turn_to(self._at + 1)

    @work(exclusive=True, group="turn", exit_on_error=False)
    async def _turn_to(self, at: int) -> None:
        """What was typed on this page stays with it; what was said about it does not."""
        if not self.assisted:
            self.app.clear_notifications()
        self.stored = {**self.stored, **self.typed}
        self._at = at
        self.take_up(self.stored)
        with self.app.batch_update():
            await self.recompose()
            self.fill()
        self.refresh_bindings()
        if self.complete:
            self.query_one("#finish").focus()
        else:
            self.query_one(Form).focus_first()

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

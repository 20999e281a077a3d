"""Everything that was entered, read-only: agree to it, or go back and correct.

Source: domain.md S32, S33.
"""

from __future__ import annotations

from typing import ClassVar

from textual import on, work
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal, VerticalScroll
from textual.widgets import Label

from kiosk.domain.answers import asked
from kiosk.domain.applicant import Applicant
from kiosk.domain.countries import COUNTRIES
from kiosk.domain.form import FieldType, FormPage, RequestField
from kiosk.domain.registration import Registration
from kiosk.domain.roles import Actor
from kiosk.services import filing
from kiosk.services import registration as registering
from screens.lobby.base import LobbyScreen
from screens.papers import print_for_applicant
from screens.terminal.clean import plain
from screens.widgets.button import Button
from screens.widgets.facts import Facts, Line


class PreviewScreen(LobbyScreen[Applicant]):
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "dismiss(None)", "Back to correct", id="app.back"),
        Binding("f5", "confirm", "Agree", id="preview.confirm"),
        Binding("f6", "print", "Print", id="preview.print"),
    ]

    def __init__(self, by: Actor, registration: Registration) -> None:
        super().__init__(by)
        self._registration = registration

    def title_words(self) -> str:
        return self.words("Preview")

    def body(self) -> ComposeResult:
        with VerticalScroll(id="preview"):
            yield Facts(id="who")
            for page in self.desk.catalogue.registration:
                yield Label(plain(self.words.pick(page.name)), classes="preview-page")
                yield Facts(id=f"answers-{page.id}")
        with Horizontal(id="form-buttons"):
            yield Button(self.say("Agree"), variant="success", id="confirm")
            yield Button(self.say("Print"), id="print")

    def on_mount(self) -> None:
        self.fill()
        self.query_one("#preview").focus()

    def fill(self) -> None:
        code = (self.words("National code"), self.words.code(self._registration.national_code), "bold")
        self.query_one("#who", Facts).show([code])
        for page in self.desk.catalogue.registration:
            self.query_one(f"#answers-{page.id}", Facts).show(self._lines(page))

    @on(Button.Pressed, "#confirm")
    @work(exclusive=True, group="confirm", exit_on_error=False)
    async def action_confirm(self) -> None:
        applicant = await self.carry_out(registering.activate, self.desk, self.by, self._registration.id)
        if applicant is not None:
            self.dismiss(applicant)

    @on(Button.Pressed, "#print")
    @work(exclusive=True, group="print", exit_on_error=False)
    async def action_print(self) -> None:
        """On paper it is easier to check, for others too who know the papers."""
        registration = self._registration.id
        pdf = await self.carry_out(filing.preview_paper, self.desk, self.by, registration)
        if pdf is not None:
            title = self.words("Preview of the registration")
            await print_for_applicant(self, pdf, (f"preview-{registration.hex[-8:]}", title))

    def _lines(self, page: FormPage) -> list[Line]:
        words, answers = self.words, self._registration.answers
        today = self.desk.office.local_day(self.desk.now())
        return [
            (words.pick(field.label), self._said(field, answers[field.id]), "")
            for field in page.fields
            if asked(field, answers, today) and answers.get(field.id)
        ]

    def _said(self, field: RequestField, answer: str) -> str:
        words = self.words
        if field.type is FieldType.DATE:
            return words.seen(answer) if answer else ""
        if field.type is FieldType.COUNTRY and answer in COUNTRIES:
            return words.pick(COUNTRIES[answer])
        for choice in field.choices:
            if choice.id == answer:
                return words.pick(choice.name)
        return words.code(answer) if field.in_latin else words.data(answer)

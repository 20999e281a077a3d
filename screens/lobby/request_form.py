"""What the chosen service asks, kept field by field; then «ثبت اولیه».  Source: domain.md S40, S41."""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar

from textual.binding import Binding, BindingType

from kiosk.domain.draft import Draft, fields_of
from kiosk.domain.form import RequestField
from kiosk.domain.request import Request
from kiosk.domain.roles import Actor
from kiosk.services import filing
from screens.lobby.form_screen import FormScreen
from screens.widgets.button import Button


class RequestFormScreen(FormScreen[Request]):
    """The answer is the registered request."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("f5", "record", "Initial registration", id="request.register"),
    ]

    def __init__(self, by: Actor, draft: Draft) -> None:
        super().__init__(by, draft.answers)
        self._draft = draft

    @property
    def fields(self) -> Sequence[RequestField]:
        return fields_of(self.desk.catalogue.service(self._draft.wish.service))

    def title_words(self) -> str:
        return self.words.pick(self.desk.catalogue.service(self._draft.wish.service).name)

    def buttons(self) -> Sequence[Button]:
        return (Button(self.say("Initial registration"), variant="primary", id="record"),)

    def keep(self, name: str, text: str) -> None:
        filing.keep_answer(self.desk, self.by, self._draft.id, name, text)

    def record(self) -> Request:
        return filing.register(self.desk, self.by, self._draft.id, dict(self.typed))

    def recorded(self, answer: object) -> None:
        if isinstance(answer, Request):
            self.dismiss(answer)

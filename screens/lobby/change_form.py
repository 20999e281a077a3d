"""The answers of a registered request, as long as it has no receipt.  Source: domain.md S41."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import ClassVar

from textual.binding import Binding, BindingType

from kiosk.domain.draft import fields_of
from kiosk.domain.form import RequestField
from kiosk.domain.own_file import OwnRequest
from kiosk.domain.request import Request
from kiosk.domain.roles import Actor
from kiosk.services import filing
from screens.lobby.form_screen import FormScreen
from screens.widgets.button import Button


class ChangeFormScreen(FormScreen[Request]):
    """The answer is the request as it was changed."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("f5", "record", "Save the changes", id="request.change"),
    ]

    def __init__(self, by: Actor, request: OwnRequest, answers: Mapping[str, str]) -> None:
        super().__init__(by, answers)
        self._own = request

    @property
    def fields(self) -> Sequence[RequestField]:
        return fields_of(self.desk.catalogue.service(self._own.service))

    def title_words(self) -> str:
        return self.words.pick(self.desk.catalogue.service(self._own.service).name)

    def buttons(self) -> Sequence[Button]:
        return (Button(self.say("Save the changes"), variant="primary", id="record"),)

    def keep(self, name: str, text: str) -> None:
        """What is registered stays as it is until all of it is right."""

    def record(self) -> Request:
        return filing.change(self.desk, self.by, self._own.id, dict(self.typed))

    def recorded(self, answer: object) -> None:
        if isinstance(answer, Request):
            self.inform("The changes are saved. The documents follow your answers.")
            self.dismiss(answer)

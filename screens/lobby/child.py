"""A child is registered under the guardian who signed in.  Source: domain.md 1.6, 3.2."""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar
from uuid import UUID

from textual.binding import Binding, BindingType

from kiosk.domain.answers import check_all
from kiosk.domain.bilingual import Bilingual
from kiosk.domain.form import FieldType, RequestField
from kiosk.domain.guardian import FORM, Guardianship
from kiosk.domain.registration import Registration
from kiosk.domain.roles import Actor, Officer
from kiosk.services import guardians
from kiosk.services import registration as registering
from screens.lobby.form_screen import FormScreen
from screens.widgets.button import Button

NATIONAL_CODE = RequestField(
    "national_code", FieldType.NATIONAL_CODE, Bilingual("کد ملی فرزند", "The child's national code")
)


class ChildScreen(FormScreen[Registration | Guardianship]):
    """The answer is the child's registration, begun or taken up again.

    At the counter a child that is known gets the guardian at once, and that is the answer.
    """

    BINDINGS: ClassVar[list[BindingType]] = [Binding("f5", "record", "Continue", id="child.continue")]

    def __init__(self, by: Actor, guardian_id: UUID) -> None:
        super().__init__(by, {})
        self._guardian_id = guardian_id

    @property
    def fields(self) -> Sequence[RequestField]:
        return (NATIONAL_CODE, *FORM)

    def title_words(self) -> str:
        return self.words("Register a child")

    def buttons(self) -> Sequence[Button]:
        return (Button(self.say("Continue"), variant="primary", id="record"),)

    def keep(self, name: str, text: str) -> None:
        """Three answers: nothing is kept before the code is right."""

    def record(self) -> Registration | Guardianship:
        typed = {field.id: self.typed.get(field.id, "") for field in self.fields}
        check_all(self.fields, typed, self.desk.office.local_day(self.desk.now()))
        if isinstance(self.by, Officer):
            linked = guardians.link_known(self.desk, self.by, self._guardian_id, typed)
            if linked is not None:
                return linked
        return registering.register_child(
            self.desk, self.by, self._guardian_id, typed["national_code"], typed["basis"], typed["paper"]
        )

    def recorded(self, answer: object) -> None:
        if isinstance(answer, Registration | Guardianship):
            self.dismiss(answer)

"""Who is expected on a day; a list from outside is taken in from here."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import ClassVar

from textual import work
from textual.binding import Binding, BindingType

from kiosk.domain.bilingual import Bilingual
from kiosk.domain.form import Choice, FieldType, RequestField
from kiosk.domain.roles import Officer
from kiosk.services import appointment_lists, appointments
from kiosk.services.appointments import Expected
from kiosk.services.desk import Desk
from kiosk.services.listing import Look
from kiosk.strict import msgid
from screens.supervisor.card_list import CardListScreen
from screens.supervisor.list_taken import ListTaken
from screens.supervisor.listing import Lister
from screens.widgets.ask_form import AskForm
from screens.widgets.choice_field import Choose
from screens.widgets.heading import Heading
from screens.widgets.table import Cell, cell

_DAY: Sequence[RequestField] = (RequestField("day", FieldType.DATE, Bilingual("روز", "Day")),)


class ExpectedScreen(CardListScreen[Expected]):
    """Today's at first, the earliest at the top; Enter opens the applicant's card."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("f5", "open", "Open", id="expected.open"),
        Binding("f6", "day", "Another day", id="expected.day"),
        Binding("f8", "take", "Take in a list", id="expected.take"),
    ]
    title_words = msgid("Appointments")
    nothing = msgid("Nobody is expected that day.")
    columns = (msgid("Time"), msgid("Name"), msgid("Tracking code"), msgid("State"), msgid("Service"))
    elastic = 4
    reason = "expected"

    def __init__(self) -> None:
        super().__init__()
        self._day: date | None = None
        """None: today, also after midnight."""

    @property
    def service(self) -> Lister[Expected]:
        def read(desk: Desk, officer: Officer, look: Look = Look.OPENING) -> tuple[Expected, ...]:
            return appointments.of_day(desk, officer, self._day or desk.today(), look)

        return read

    def titled(self) -> str:
        return self.words("Appointments: {day}", day=self._day or self.desk.today())

    def detail(self, line: Expected) -> Sequence[str]:
        words, made = self.words, line.appointment
        source = words("Made by: {source}. {count} minutes.", source=made.source, count=made.minutes)
        day = words.full_day(made.local_day)
        noted = [words("Note: {note}", note=made.note)] if made.note else []
        return [f"{day}   {source}", *noted]

    def cells(self, line: Expected) -> list[Cell]:
        words, made = self.words, line.appointment
        return [
            cell(words.time(self.desk.office.local(made.starts_at))),
            self.name_cell(line),
            self.code_cell(line),
            cell(words.label(made.state.value)),
            self.service_cell(line),
        ]

    @work(exclusive=True, group="day", exit_on_error=False)
    async def action_day(self) -> None:
        today = self.desk.today()
        begin = {"day": (self._day or today).isoformat()}
        asking = AskForm(lambda: self.words("The appointments of which day?"), _DAY, today, begin)
        said = await self.app.push_screen_wait(asking)
        if said is not None:
            day = date.fromisoformat(said["day"])
            self._day = None if day == today else day
            await self.query_one(Heading).say(self.titled())
            self.action_reload()

    @work(exclusive=True, group="take", exit_on_error=False)
    async def action_take(self) -> None:
        """One of the lists on the sticks; what became of each line stands on the screen."""
        found = await self.ask(appointment_lists.found, self.desk, self.officer)
        if not found:
            if found is not None:
                self.inform("There is no list (CSV or ICS) on a stick. Plug it in, then try again.")
            return
        names = (f"{place.name} / {entry.shown}" for place, entry in found)
        choices = [Choice(str(at), Bilingual(name, name)) for at, name in enumerate(names)]
        chosen = await self.app.push_screen_wait(
            Choose(lambda: self.words("Which list is taken in?"), choices, "0")
        )
        if chosen is None:
            return
        place, entry = found[int(chosen)]
        outcomes = await self.carry_out(
            appointment_lists.take_file, self.desk, self.officer, place, entry.name
        )
        if outcomes is not None:
            await self.app.push_screen_wait(ListTaken(outcomes))
            self.action_reload()

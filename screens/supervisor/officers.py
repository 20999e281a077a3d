"""What each officer did today; everybody sees the own line at the reception."""

from __future__ import annotations

from collections.abc import Callable
from typing import ClassVar

from textual.binding import BindingType

from kiosk.domain.roles import Officer
from kiosk.services import activity
from kiosk.services.activity import Activity
from kiosk.services.desk import Desk
from kiosk.strict import msgid
from screens.supervisor.listing import Listing
from screens.widgets.spans import minutes, spread_said
from screens.widgets.table import Cell, cell


class OfficersScreen(Listing[Activity]):
    """Counts and times, and the visits below the list with how many they are."""

    BINDINGS: ClassVar[list[BindingType]] = []
    title_words = msgid("What officers did today")
    nothing = msgid("Nobody works here yet.")
    columns = (
        msgid("Officer"),
        msgid("Called"),
        msgid("Served"),
        msgid("Visit"),
        msgid("Verified"),
        msgid("Decided"),
        msgid("Approved"),
        msgid("Let pass"),
    )
    elastic = 0

    @property
    def service(self) -> Callable[[Desk, Officer], tuple[Activity, ...]]:
        return activity.of_all

    def identity(self, line: Activity) -> object:
        return line.login

    def cells(self, line: Activity) -> list[Cell]:
        words = self.words
        visit = minutes(words, line.visits.median) if line.visits.count else ""
        counts = (line.verified, line.decided, line.approved, line.let_pass)
        return [
            cell(line.login, "" if line.is_empty else "bold"),
            cell(words.number(line.called)),
            cell(words.number(line.served)),
            cell(visit),
            *(cell(words.number(each)) for each in counts),
        ]

    def detail(self, line: Activity) -> list[str]:
        words = self.words
        said = [words("Visits: {times}", times=spread_said(words, line.visits))]
        if line.visits.count:
            said.append(words("In the mean: {time}", time=minutes(words, line.mean)))
        return ["   ".join(said)]

"""The office's day on one screen: what is open and where to settle it, sample, closing and report."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Mapping, Sequence
from datetime import date
from typing import Any, ClassVar

from textual import on, work
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.widgets import DataTable, Label, Static

from kiosk.domain.day import DayState, SampleCase, SampleVerdict
from kiosk.domain.made import KINDS_OF_BLANKS
from kiosk.domain.originals import Lying
from kiosk.services import balancing
from kiosk.services.balancing import Balance, Point
from kiosk.strict import msgid
from screens.base import KioskScreen
from screens.supervisor import closing_steps as steps
from screens.supervisor.listing import LATE
from screens.terminal.clean import plain
from screens.widgets.heading import Heading
from screens.widgets.key_line import KeyLine
from screens.widgets.table import Cell, build, cell

POINTS: Mapping[Point, tuple[str, str, str]] = {
    Point.TICKETS: (msgid("Open tickets"), msgid("{key} here: they are to come again"), "go_on"),
    Point.COUNTERS: (msgid("Tickets at counters"), msgid("There: finish; or Board: take back"), ""),
    Point.WALKS: (msgid("Requests in work"), msgid("There: decide or leave; card: a time"), ""),
    Point.PAPERS: (msgid("Printed, not looked at"), msgid("{key} lists them"), "papers"),
    Point.BLANKS: (msgid("Blanks that do not balance"), msgid("{key}, then More"), "blanks"),
    Point.HANDS: (msgid("Blanks still in hands"), msgid("{key}, then Take back"), "blanks"),
    Point.COUNT: (msgid("Blanks not counted"), msgid("{key}, then Count"), "blanks"),
    Point.SAMPLE: (msgid("Cases to be looked at again"), msgid("Below: Enter on a case"), ""),
}
"""What it is called, where it is settled, and the action here that leads there."""
_SHOWN = 6
"""So many of what is open are named."""
Step = Callable[[KioskScreen[Any], Balance], Awaitable[None]]


class ClosingScreen(KioskScreen[None]):
    """F5 takes the next step, which stands above the keys; Enter on a case says what was found in it."""

    CSS_PATH = "closing.tcss"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "dismiss(None)", "Back", id="app.back"),
        Binding("f5", "go_on", "Next step", id="day.next"),
        Binding("f4", "papers", "Papers", id="day.papers"),
        # The line that names the other day names its key as well.
        Binding("f10", "other_day", "Day", show=False, id="day.other"),
        Binding("f6", "blanks", "Blanks", id="day.blanks"),
        Binding("f7", "card", "Card", id="day.card"),
        Binding("f8", "report", "Report", id="day.report"),
        Binding("f3", "hand_over", "Shift", id="day.hand-over"),
        Binding("f9", "reload", "Reload", id="list.reload"),
    ]

    def __init__(self) -> None:
        super().__init__()
        self._balance: Balance | None = None
        self._day: date | None = None
        """The one that was chosen; None: what was left open, or today."""

    def compose(self) -> ComposeResult:
        yield Heading(self.words("The day"))
        yield Label(id="day")
        yield DataTable(id="points", cursor_type="none", zebra_stripes=True)
        yield Static(id="named")
        yield DataTable(id="sample", cursor_type="row", zebra_stripes=True)
        yield Label(id="next")
        yield KeyLine()

    def on_mount(self) -> None:
        self.fill()
        self.query_one("#sample").focus()

    def on_resize(self) -> None:
        self.fill()

    def come_back(self) -> None:
        self.action_reload()

    @work(exclusive=True, group="day", exit_on_error=False)
    async def action_reload(self) -> None:
        found = await self.ask(balancing.balance, self.desk, self.officer, self._day)
        if found is not None:
            self._balance = found
            self.fill()

    def fill(self) -> None:
        words, found = self.words, self._balance
        self._fill_day()
        points = POINTS if found else {}
        columns = [words("What must be settled"), words("Still open"), words("Where")]
        build(
            self.query_one("#points", DataTable), columns, (self._point(point) for point in points), elastic=2
        )
        self._fill_named()
        sample = self.query_one("#sample", DataTable)
        cases = found.sample if found else ()
        sample.display = bool(cases)
        columns = [words("To be looked at again"), words("Service"), words("Result"), words("By")]
        build(sample, columns, (self._case(case) for case in cases), elastic=1)
        keys = {"key": self.key_of("go_on"), "report": self.key_of("report"), "card": self.key_of("card")}
        self.query_one("#next", Label).update(self.say(self._next(), **keys))
        self.refresh_bindings()

    def _fill_day(self) -> None:
        """Which day it is where there are two to choose from."""
        found, label = self._balance, self.query_one("#day", Label)
        label.display = found is not None and found.left is not None
        if found is None or found.left is None:
            return
        today = found.on == self.desk.today()
        said = (
            msgid("Today. {key} leads to {day}: not closed.")
            if today
            else msgid("{day} was not closed. {key}: today.")
        )
        day = self.words.full_day(found.left if today else found.on)
        label.update(self.say(said, day=day, key=self.key_of("other_day")))

    def action_other_day(self) -> None:
        found = self._balance
        if found is not None and found.left is not None:
            self._day = found.left if found.on == self.desk.today() else self.desk.today()
            self.action_reload()

    def _fill_named(self) -> None:
        """Which tickets, codes and kinds are open, of the points that name any."""
        words, found, below = self.words, self._balance, self.query_one("#named", Static)
        lines = []
        for point in found.blocking if found else ():
            if found and point is not Point.SAMPLE:
                lines.append(f"{self.words(POINTS[point][0])}: {self._names(found.open[point])}")
        for kind, day in found.ahead.items() if found else ():
            name = words.pick(KINDS_OF_BLANKS[kind].name)
            said = msgid("{name}: moved under {day}, with a clock ahead. Today stays open, that day closes.")
            lines.append(words(said, name=name, day=words.short_day(day)))
        if found and found.lying:
            lines.append(words("Originals still on a desk: {codes}", codes=self._desks(found.lying)))
        below.display = bool(lines)
        below.update(plain("\n".join(lines)))

    def _names(self, named: Sequence[str]) -> str:
        words = self.words
        shown = [
            words.pick(KINDS_OF_BLANKS[each].name) if each in KINDS_OF_BLANKS else words.code(each)
            for each in named[:_SHOWN]
        ]
        return words.series([*shown, *(["…"] if len(named) > _SHOWN else [])])

    def _desks(self, lying: Sequence[Lying]) -> str:
        shown = [f"{self.words.code(each.tracking_code)} ({each.holder.login})" for each in lying[:_SHOWN]]
        return self.words.series([*shown, *(["…"] if len(lying) > _SHOWN else [])])

    def _point(self, point: Point) -> list[Cell]:
        words, named = self.words, self._balance.open[point] if self._balance else ()
        name, where, action = POINTS[point]
        if point is Point.SAMPLE and not self._is_drawn:
            return [cell(words(name)), cell("–"), cell(words("once they are drawn"))]
        if not named:
            return [cell(words(name)), cell("✓"), cell("")]
        return [
            cell(words(name), "bold"),
            cell(f"! {words.number(len(named))}", LATE),
            cell(words(where, key=self.key_of(action))),
        ]

    def _case(self, case: SampleCase) -> list[Cell]:
        words = self.words
        verdict = words.label(case.verdict.value) if case.verdict else words("not yet")
        return [
            cell(case.tracking_code),
            cell(words.pick(self.desk.catalogue.service(case.service).name)),
            cell(verdict, LATE if case.verdict is not SampleVerdict.FINE else ""),
            cell(case.looked_by),
        ]

    @property
    def _is_drawn(self) -> bool:
        return self._state in (DayState.CLOSING, DayState.CLOSED)

    @property
    def _state(self) -> DayState | None:
        return self._balance.day.state if self._balance and self._balance.day else None

    @property
    def _takes_in(self) -> bool:
        day = self._balance.day if self._balance else None
        return day is not None and day.intake_ended_at is None

    def _next(self) -> str:
        """What F5 does, or why it does nothing."""
        found = self._balance
        if found is None:
            return msgid("Reading …")
        match self._state:
            case None:
                return msgid("{key} opens the day.")
            case DayState.CLOSED:
                return msgid("The day is closed. {report} prints its report.")
            case DayState.OPEN if self._takes_in or Point.TICKETS in found.blocking:
                return msgid("{key} ends the intake: no more tickets, whoever waits is to come again.")
            case DayState.OPEN if found.blocking:
                return msgid("Settle what is marked, then {key} goes on.")
            case DayState.OPEN:
                return msgid("{key} draws the cases that are looked at again; the day's work is then over.")
            case _ if found.blocking:
                return msgid("Look at each case: {card} opens its card, Enter says what was found.")
            case _:
                return msgid("{key} closes the day and prints its report.")

    @work(exclusive=True, group="step", exit_on_error=False)
    async def action_go_on(self) -> None:
        found, step = self._balance, self._step()
        if found is not None and step is not None:
            await step(self, found)
            self.action_reload()

    def _step(self) -> Step | None:
        """What comes next; none while something else must be settled, and at the end."""
        blocking = self._balance.blocking if self._balance else ()
        match self._state:
            case None:
                return steps.open_day
            case DayState.OPEN if self._takes_in or Point.TICKETS in blocking:
                return steps.end_intake
            case DayState.OPEN if not blocking:
                return steps.draw
            case DayState.CLOSING if not blocking:
                return steps.close
            case _:
                return None

    @on(DataTable.RowSelected, "#sample")
    @work(exclusive=True, group="step", exit_on_error=False)
    async def judge(self) -> None:
        case, found = self._marked, self._balance
        if case is not None and found is not None and self._state is DayState.CLOSING:
            await steps.judge(self, found.on, case)
            self.action_reload()

    @work(exclusive=True, group="step", exit_on_error=False)
    async def action_card(self) -> None:
        case = self._marked
        if case is not None:
            await steps.open_card(self, case)

    @work(exclusive=True, group="step", exit_on_error=False)
    async def action_report(self) -> None:
        await steps.print_report(self, self._balance.on if self._balance else self.desk.today())

    @work(exclusive=True, group="step", exit_on_error=False)
    async def action_hand_over(self) -> None:
        await steps.print_shift(self)

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Papers are settled before a sample is drawn, so that one of the two keys is there at a time."""
        found = self._balance
        match action:
            case "papers":
                return bool(found and found.open[Point.PAPERS])
            case "card":
                return bool(found and found.sample)
        return super().check_action(action, parameters)

    def action_papers(self) -> None:
        from screens.supervisor.unchecked import UncheckedScreen

        self.app.push_screen(UncheckedScreen())

    def action_blanks(self) -> None:
        from screens.supervisor.blanks import BlanksScreen

        self.app.push_screen(BlanksScreen())

    @property
    def _marked(self) -> SampleCase | None:
        at = self.query_one("#sample", DataTable).cursor_row
        cases = self._balance.sample if self._balance else ()
        return cases[at] if at < len(cases) else None

"""What a supervisor sees first: every waiting list with its number, what is late marked."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import ClassVar

from textual import events, on, work
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.widgets import DataTable, Label

from kiosk.services import waiting_lists, working_day
from kiosk.services.waiting_lists import Overview
from kiosk.strict import msgid
from kiosk.words import Words
from screens.base import KioskScreen
from screens.supervisor.listing import LATE
from screens.terminal.clean import plain
from screens.widgets.heading import Heading
from screens.widgets.key_line import KeyLine
from screens.widgets.lone_digit import LoneDigit
from screens.widgets.table import Cell, build, cell


@dataclass(frozen=True, slots=True)
class WaitingList:
    """One line: its name, its number, how many of them are late and how that is said."""

    name: str
    count: Callable[[Overview], int]
    open: Callable[[], KioskScreen[None]]
    late: Callable[[Overview], int] = lambda _: 0
    late_said: Callable[[Words, int], str] = lambda _, __: ""


def _approvals() -> KioskScreen[None]:
    from screens.supervisor.approvals import ApprovalsScreen

    return ApprovalsScreen()


def _referrals() -> KioskScreen[None]:
    from screens.supervisor.referrals import ReferralsScreen

    return ReferralsScreen()


def _to_send() -> KioskScreen[None]:
    from screens.supervisor.to_send import ToSendScreen

    return ToSendScreen()


def _sent() -> KioskScreen[None]:
    from screens.supervisor.sent import SentScreen

    return SentScreen()


def _to_collect() -> KioskScreen[None]:
    from screens.supervisor.to_collect import ToCollectScreen

    return ToCollectScreen()


def _blanks() -> KioskScreen[None]:
    from screens.supervisor.blanks import BlanksScreen

    return BlanksScreen()


def _expected() -> KioskScreen[None]:
    from screens.supervisor.expected import ExpectedScreen

    return ExpectedScreen()


def _sheets() -> KioskScreen[None]:
    from screens.supervisor.hand_sheets import HandSheetsScreen

    return HandSheetsScreen()


LISTS: Sequence[WaitingList] = (
    WaitingList(msgid("Waiting for approval"), lambda counts: counts.to_approve, _approvals),
    WaitingList(msgid("Referred to the supervisor"), lambda counts: counts.referred, _referrals),
    WaitingList(msgid("To be sent to the centre"), lambda counts: counts.to_send, _to_send),
    WaitingList(
        msgid("Sent, awaiting the answer"),
        lambda counts: counts.awaiting,
        _sent,
        lambda counts: counts.overdue,
        lambda words, count: words("{count} overdue", count=count),
    ),
    WaitingList(
        msgid("Ready to be collected"),
        lambda counts: counts.to_collect,
        _to_collect,
        lambda counts: counts.uncollected,
        lambda words, count: words("{count} not collected for long", count=count),
    ),
    WaitingList(
        msgid("Appointments of today, not here yet"),
        lambda counts: counts.expected,
        _expected,
        lambda counts: counts.overdue_today,
        lambda words, count: words("{count} whose time is over", count=count),
    ),
    WaitingList(
        msgid("Blanks"),
        lambda counts: counts.blanks,
        _blanks,
        lambda counts: counts.blanks,
        lambda words, count: words("few left or missing"),
    ),
    WaitingList(
        msgid("Sheets for a power cut"),
        lambda counts: counts.sheets,
        _sheets,
        lambda counts: counts.sheets,
        lambda words, count: words("to be confirmed"),
    ),
)


class HomeScreen(KioskScreen[None]):
    """A number, or arrows and Enter, opens a list; coming back reads the numbers again."""

    live = True
    CSS_PATH = "home.tcss"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "dismiss(None)", "Reception", id="app.back"),
        Binding("f4", "board", "Board", id="home.board"),
        Binding("f5", "open", "Open", id="home.open"),
        Binding("f8", "day", "The day", id="home.day"),
        Binding("f9", "reload", "Reload", id="home.reload"),
        Binding("f12", "app.sign_out", "Sign out", id="app.sign-out", priority=True),
    ]

    def __init__(self) -> None:
        super().__init__()
        self._counts: Overview | None = None
        self._opened = True
        self._left: date | None = None
        """A day that was never closed."""
        self._digit = LoneDigit(self, self._open_number)

    def compose(self) -> ComposeResult:
        yield Heading(self.words("Waiting lists"))
        yield Label(id="board")
        yield DataTable(id="lists", cursor_type="row", zebra_stripes=True)
        yield Label(id="hint")
        yield KeyLine()

    def on_mount(self) -> None:
        self.fill()
        self.query_one("#lists").focus()

    def on_resize(self) -> None:
        self.fill()

    def come_back(self) -> None:
        self.action_reload()

    @work(exclusive=True, group="home", exit_on_error=False)
    async def action_reload(self) -> None:
        counts = await self.ask(waiting_lists.overview, self.desk, self.officer)
        if counts is None:
            return
        opened = await self.ask(working_day.today, self.desk, self.officer) is not None
        left = await self.ask(working_day.left_open, self.desk, self.officer)
        if (counts, opened, left) != (self._counts, self._opened, self._left):
            self._counts, self._opened, self._left = counts, opened, left
            self.fill()

    def fill(self) -> None:
        table, words = self.query_one("#lists", DataTable), self.words
        columns = ["", words("List"), words("Requests"), words("Late")]
        build(table, columns, (self._cells(*each) for each in enumerate(LISTS, 1)), elastic=1)
        said = [words(self._hint())]
        if not self._opened:
            said.append(words("The day is not open yet: {key} opens it.", key=self.key_of("day")))
        if self._left is not None:
            day, key = words.full_day(self._left), self.key_of("day")
            said.append(words("{day} is not closed yet: {key} leads there.", day=day, key=key))
        self.query_one("#hint", Label).update(plain("\n".join(said)))
        board = self.say("“{key}”: the counters and the waiting room at one look", key=words("Board"))
        self.query_one("#board", Label).update(board)

    def action_board(self) -> None:
        from screens.supervisor.board import BoardScreen

        self.app.push_screen(BoardScreen())

    def on_key(self, key: events.Key) -> None:
        number = self._digit.follow(key, len(LISTS))
        if number is not None:
            self.query_one("#lists", DataTable).move_cursor(row=number - 1)

    @on(DataTable.RowSelected, "#lists")
    def action_open(self) -> None:
        self._open_number(self.query_one("#lists", DataTable).cursor_row + 1)

    def action_day(self) -> None:
        from screens.supervisor.closing import ClosingScreen

        self.app.push_screen(ClosingScreen())

    def _open_number(self, number: int) -> None:
        if self.is_current:
            self.app.push_screen(LISTS[number - 1].open())

    def _hint(self) -> str:
        if self._counts is None:
            return msgid("Reading …")
        if not any(each.count(self._counts) for each in LISTS):
            return msgid("Nothing is waiting for you.")
        return msgid("A number, or arrows and Enter, opens a list; applicants are found in the reception.")

    def _cells(self, number: int, line: WaitingList) -> list[Cell]:
        words, counts = self.words, self._counts
        count, late = (line.count(counts), line.late(counts)) if counts else (0, 0)
        return [
            cell(words.number(number)),
            cell(words(line.name), "bold" if count else ""),
            cell(words.number(count) if counts else "…"),
            cell(f"! {line.late_said(words, late)}" if late else "", LATE),
        ]

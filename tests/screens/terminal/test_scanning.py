from __future__ import annotations

from collections.abc import Iterable
from typing import ClassVar

import pytest
from textual import events, on
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.pilot import Pilot
from textual.widgets import Button, Input, TextArea

from kiosk.text.digits import to_persian
from screens.terminal.catching import SAME_SCAN
from screens.terminal.scanning import ReceiptScanned, ScanningApp
from tests.screens.terminal.seals import certificate_digits, receipt_digits

RECEIPT = receipt_digits()


class Counter(ScanningApp[None]):
    """Two fields, a button, and a binding that a digit must not reach in the middle of a scan."""

    BINDINGS: ClassVar[list[BindingType]] = [("7", "judge", "Judge"), ("enter", "judge", "Judge")]

    def __init__(self) -> None:
        super().__init__()
        self.scans: list[str] = []
        self.submitted: list[str] = []
        self.judged = 0
        self.pressed = 0

    def compose(self) -> ComposeResult:
        yield Input("علی", id="name")
        yield TextArea("a reason\n", id="reason")
        yield Button(id="button")

    def action_judge(self) -> None:
        self.judged += 1

    @on(ReceiptScanned)
    def keep_scan(self, scanned: ReceiptScanned) -> None:
        self.scans.append(scanned.digits)

    @on(Input.Submitted)
    def keep_submit(self, event: Input.Submitted) -> None:
        self.submitted.append(event.value)

    @on(Button.Pressed)
    def keep_press(self) -> None:
        self.pressed += 1


NAMED = {"\r": "enter", "\t": "tab", " ": "space"}


async def scan(pilot: Pilot[None], text: str) -> None:
    """All keys at once, as a scanner sends them: the app must not count on time to breathe between."""
    for key in keys(text):
        pilot.app.post_message(key)
    await pilot.pause()
    await pilot.pause()


def keys(text: str) -> Iterable[events.Key]:
    return (events.Key(NAMED.get(letter, letter), letter) for letter in text)


@pytest.mark.parametrize(
    ("digits", "end"),
    [(RECEIPT, ""), (RECEIPT, "\t\r"), (to_persian(RECEIPT), "\t"), (certificate_digits(), "\r")],
)
async def test_a_scan_into_a_field_leaves_the_field_as_it_was(digits: str, end: str) -> None:
    app = Counter()
    async with app.run_test() as pilot:
        field = app.query_one("#name", Input)
        field.focus()
        field.cursor_position = 1

        await scan(pilot, digits + end)

        assert [len(found) for found in app.scans] == [len(digits)]
        assert (field.value, field.cursor_position) == ("علی", 1)
        assert app.submitted == []
        assert app.focused is field


async def test_a_scan_over_a_selection_puts_the_selection_back() -> None:
    app = Counter()
    async with app.run_test() as pilot:
        field = app.query_one("#name", Input)
        field.focus()
        field.select_all()
        selected = field.selection

        await scan(pilot, f"{RECEIPT}\r")

        assert (field.value, field.selection) == ("علی", selected)


async def test_a_scan_into_a_longer_text_leaves_it_and_its_history_clean() -> None:
    app = Counter()
    async with app.run_test() as pilot:
        field = app.query_one("#reason", TextArea)
        field.focus()
        field.move_cursor((0, 2))

        await scan(pilot, f"{RECEIPT}\r")

        assert (field.text, field.cursor_location) == ("a reason\n", (0, 2))
        assert app.scans == [RECEIPT]
        field.undo()
        assert field.text == "a reason\n"


async def test_what_was_typed_by_hand_before_the_scan_stays() -> None:
    app = Counter()
    async with app.run_test() as pilot:
        field = app.query_one("#name", Input)
        field.focus()
        field.value = ""
        await pilot.press("4", "2")

        await scan(pilot, f"{RECEIPT}\r")

        assert app.scans == [RECEIPT]
        assert field.value == "42"


async def test_letters_that_still_wait_when_the_scan_comes_stay() -> None:
    app = Counter()
    async with app.run_test() as pilot:
        field = app.query_one("#name", Input)
        field.focus()

        await scan(pilot, f"ab{RECEIPT}\r")

        assert field.value == "ab"


async def test_a_scan_on_a_button_presses_nothing() -> None:
    app = Counter()
    async with app.run_test() as pilot:
        app.query_one("#button").focus()

        await scan(pilot, f"{RECEIPT}\r")

        assert app.scans == [RECEIPT]
        assert app.pressed == 0
        assert app.judged == 0


async def test_a_scan_without_any_focus_is_found() -> None:
    app = Counter()
    async with app.run_test() as pilot:
        app.set_focus(None)

        await scan(pilot, f"{RECEIPT}\r")

        assert app.scans == [RECEIPT]
        assert app.judged == 0


async def test_both_fields_are_put_back_when_the_focus_moves_in_the_middle() -> None:
    app = Counter()
    async with app.run_test() as pilot:
        name, reason = app.query_one("#name", Input), app.query_one("#reason", TextArea)
        name.focus()
        await scan(pilot, RECEIPT[:100])
        reason.focus()

        await scan(pilot, RECEIPT[100:])

        assert app.scans == [RECEIPT]
        assert (name.value, reason.text) == ("علی", "a reason\n")


async def test_a_number_typed_by_hand_is_submitted_as_ever() -> None:
    app = Counter()
    async with app.run_test() as pilot:
        field = app.query_one("#name", Input)
        field.value = ""
        field.focus()

        await scan(pilot, "4611461146\r")

        assert app.submitted == ["4611461146"]
        assert app.scans == []


async def test_an_enter_of_the_clerk_after_the_scan_counts() -> None:
    app = Counter()
    async with app.run_test() as pilot:
        app.set_focus(None)
        await scan(pilot, f"{RECEIPT}\r")

        enter = events.Key("enter", "\r")
        enter.time += SAME_SCAN + 0.1
        app.post_message(enter)
        await pilot.pause()

        assert app.judged == 1


async def test_a_binding_of_a_digit_still_works_between_scans() -> None:
    app = Counter()
    async with app.run_test() as pilot:
        app.set_focus(None)

        await scan(pilot, "7")

        assert app.judged == 1

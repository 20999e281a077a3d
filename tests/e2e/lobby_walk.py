"""An applicant's hands and eyes at the lobby: keys in, and nothing known but what stands on the screen."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import partial
from itertools import product
from typing import Protocol

from kiosk.domain.answers import asked
from kiosk.domain.countries import COUNTRIES
from kiosk.domain.form import Choice, FieldType, RequestField
from kiosk.domain.security_code import LENGTH, SecurityCode, draw
from kiosk.text.cells import visual
from kiosk.words import Words
from tests.e2e.pty_app import Condition
from tests.e2e.terminal_model import TerminalModel

DOWN, F5, F6, F10, F12 = "\x1b[B", "\x1b[15~", "\x1b[17~", "\x1b[21~", "\x1b[24~"
SPACE, ENTER, TAB = " ", "\r", "\t"
SIDE = "│"
BLANKS = re.compile(" {2,}")
"""Between a label and the bar at the side of the page."""
PAINTING = "2026"
"""The mode of a terminal that is in the middle of a frame, where the cursor is anywhere."""
CAN_PAINT_WHOLE = "\x1b[?2026;2$y"
"""How a terminal says that it knows this mode."""
NEAR = 2
"""Rows from a label to the line of its field, where the field has a frame."""


class Terminal(Protocol):
    """What is asked of a terminal with the program in it."""

    screen: TerminalModel

    def send(self, keys: str) -> None: ...
    def text(self) -> str: ...
    def wait_for(self, condition: Condition) -> None: ...
    def wait_beside(self, holds: Callable[[], bool]) -> None: ...


@dataclass(frozen=True, slots=True)
class Walk:
    """In the language of `words`; `today` is the office's."""

    app: Terminal
    words: Words
    today: date

    def seen(self, text: str) -> str:
        """As it stands on the screen."""
        return "".join(visual(text, self.words.language))

    def says(self, msgid: str, **values: object) -> None:
        """Wait for a sentence of ours."""
        self.app.wait_for(self.seen(self.words(msgid, **values)))

    def type_lines(self, *lines: tuple[str, str]) -> None:
        """Each with the label (a msgid) of its field, and Enter behind it."""
        for label, text in lines:
            self._stands_at(self.words(label))
            self.app.send(text + ENTER)

    def type_over(self, *lines: tuple[str, str]) -> None:
        """The same in fields that hold their label (a msgid) as long as they are empty."""
        for label, text in lines:
            wanted = self.seen(self.words(label))
            self._caret(partial(_in_its_row, wanted))
            self.app.send(text + ENTER)

    def answer_security_code(self) -> None:
        """By the question in words that stands below the picture."""
        shown = self.app.text()
        (answer,) = {
            code.answer for code in _every_question() if self.seen(self.words.pick(code.question)) in shown
        }
        self.type_lines(("Security code", answer))

    def fill(
        self, fields: Sequence[RequestField], answers: Mapping[str, str], there: Iterable[str] = ()
    ) -> None:
        """Through the page by Enter; `there`: fields that hold their answer already."""
        for field in (field for field in fields if asked(field, answers, self.today)):
            answer = "" if field.id in there else answers.get(field.id, "")
            self._stands_at(self._label(field))
            if field.choices or field.type is FieldType.COUNTRY:
                self.choose(field, answer)
            else:
                self.app.send(answer + ENTER)

    def choose(self, field: RequestField, answer: str) -> None:
        """Open the list, look for the answer there, take it; none: pass by."""
        if not answer:
            self.app.send(TAB)
            return
        self.app.send(ENTER)
        if field.type is FieldType.COUNTRY:
            name = self.words.pick(COUNTRIES[answer])
            self.says("Type to search")
            self.app.send(name + ENTER)
        else:
            self._listed(field.choices)
            ids = [*([] if field.mandatory else [""]), *(choice.id for choice in field.choices)]
            self.app.send(DOWN * ids.index(answer) + ENTER)
            name = next(self.words.pick(choice.name) for choice in field.choices if choice.id == answer)
        self.app.wait_for(self.seen(f"▾ {name}"))

    def _listed(self, choices: Iterable[Choice]) -> None:
        """They stand below each other, in the box of the question."""
        names = [self.seen(self.words.pick(choice.name)) for choice in choices]
        rows = [re.compile(f"{SIDE} +{re.escape(name)} +{SIDE}") for name in names]

        def holds(app: Terminal) -> bool:
            lines = app.screen.lines()
            places = range(len(lines) - len(rows) + 1)
            return any(all(map(re.Pattern.search, rows, lines[at:])) for at in places)

        self.app.wait_for(holds)

    def _label(self, field: RequestField) -> str:
        label = self.words.pick(field.label)
        return label if field.mandatory else self.words("{field} (may stay empty)", field=label)

    def _stands_at(self, label: str) -> None:
        """The caret is in the field under this label."""
        wanted = self.seen(label)
        self._caret(lambda lines, row: any(wanted in BLANKS.split(line) for line in lines[row - NEAR : row]))

    def _caret(self, stands: Callable[[list[str], int], bool]) -> None:
        """Wait until it is in a row that is told from the screen's lines."""

        def holds(app: Terminal) -> bool:
            painting = PAINTING in app.screen.modes
            return not painting and stands(app.screen.lines(), app.screen.cursor[1])

        self.app.wait_for(holds)


def _every_question() -> Iterator[SecurityCode]:
    for numbers in product(range(9), repeat=2):
        places = iter([0] * LENGTH + [*numbers])
        yield draw(partial(_next, places))


def _next(places: Iterator[int], size: int) -> bytes:
    return next(places).to_bytes(size)


def _in_its_row(wanted: str, lines: list[str], row: int) -> bool:
    return wanted in lines[row]

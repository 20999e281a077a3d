"""What a command says: sentences and tables in one language, or one JSON object."""

from __future__ import annotations

import os
import re
import sys
from collections.abc import Callable, Iterable, Mapping, Sequence
from io import TextIOWrapper
from pathlib import Path
from typing import TYPE_CHECKING, TextIO

from kiosk import log
from kiosk.commands.faults import INTERRUPTED, Exit, WrongUse, code_of, details_of, plain
from kiosk.domain.bilingual import Language
from kiosk.domain.errors import KioskError
from kiosk.strict import ConfigProblems, Problem, msgid
from kiosk.words import Words

if TYPE_CHECKING:
    from rich.table import Table

NARROWEST = 80
"""Columns that a table takes when nobody tells the width."""

# Isolates steer a bidi renderer, controls a terminal: what is printed has neither.
_ISOLATES = "[\u2066-\u2069]"
_STEERING = (
    "[\x00-\x09\x0b-\x1f\x7f-\x9f\xad\u061c\u200b\u200e\u200f\u2028-\u202e\u2060-\u2064\ufeff\ud800-\udfff]"
)


def clean(text: str) -> str:
    """Data as literal text; line ends stay."""
    return re.sub(_STEERING, "\ufffd", re.sub(_ISOLATES, "", text))


class Voice:
    """Speaks to a person, or with `json` to a program: then sentences go to standard error."""

    def __init__(self, language: Language, json: bool = False) -> None:
        self.words = Words(language)
        self.json = json

    @property
    def stream(self) -> TextIO:
        return sys.stderr if self.json else sys.stdout

    def say(self, msgid: str, **values: object) -> None:
        self.write(self.words(msgid, **values))

    def sentence(self, msgid: str, values: Mapping[str, object]) -> str:
        """The sentence as plain text, for a table's cell or a JSON value."""
        return clean(self.words(msgid, **values))

    def note(self, msgid: str, **values: object) -> None:
        """A sentence beside the answer: always on standard error."""
        self.write(self.words(msgid, **values), sys.stderr)

    def write(self, text: str, stream: TextIO | None = None) -> None:
        """One piece of text and a line end."""
        stream = stream or self.stream
        encoding = getattr(stream, "encoding", None) or "utf-8"
        shown = clean(text).encode(encoding, "replace").decode(encoding)
        stream.write(shown + "\n")
        stream.flush()

    def answer(self, facts: Mapping[str, object]) -> None:
        """The one JSON object, in UTF-8 wherever it goes."""
        import json

        if isinstance(sys.stdout, TextIOWrapper):
            sys.stdout.reconfigure(encoding="utf-8", errors="backslashreplace")
        sys.stdout.write(json.dumps(plain(facts), ensure_ascii=False) + "\n")
        sys.stdout.flush()

    def table(self, headings: Sequence[str], rows: Iterable[Sequence[str]], title: str = "") -> None:
        """Headings are msgids, cells are text."""
        from rich.console import Console
        from rich.text import Text

        table = self._empty_table(title)
        for heading in headings:
            table.add_column(Text(clean(self.words(heading))), overflow="fold")
        for row in rows:
            table.add_row(*(Text(clean(cell)) for cell in row))
        console = Console(file=self.stream, highlight=False, markup=False, emoji=False)
        if not console.is_terminal:
            console.width = max(console.width, NARROWEST)
        console.print(table)

    def _empty_table(self, title: str) -> Table:
        from rich import box
        from rich.table import Table
        from rich.text import Text

        return Table(
            title=Text(clean(self.words(title))) if title else None,
            box=box.SIMPLE_HEAD,
            title_justify="left",
            pad_edge=False,
        )

    def refuse(self, error: KioskError) -> Exit:
        """Say why not; the answer is the exit code."""
        if self.json:
            problem = {"key": error.key, "message": self.message(error), "details": details_of(error)}
            self.answer({"ok": False, "error": problem})
        else:
            self.write(self.message(error), sys.stderr)
        return code_of(error)

    def problem(self, problem: Problem) -> str:
        """One line: where, what, and the word that was probably meant."""
        said = self.words(problem.message, **problem.details)
        line = f"{problem.path}: {said}"
        if problem.did_you_mean:
            line = self.words("{problem}; did you mean {word}?", problem=line, word=problem.did_you_mean)
        return f"{problem.place}: {line}" if problem.place else line

    def message(self, error: KioskError) -> str:
        """The sentence of a refusal, with every problem on a line of its own."""
        if isinstance(error, ConfigProblems | WrongUse):
            lines = [self.words.error(error), *(f"  {self.problem(each)}" for each in error.problems)]
            return clean("\n".join(lines))
        return clean(self.words.error(error))

    def fault(self, fault: Exception) -> Exit:
        """A fault of ours: one line with its number."""
        number = log.report(fault)
        said = self.words.error(KioskError("trouble.bug", number=number))
        if self.json:
            problem = {"key": "trouble.bug", "message": clean(said), "details": {"number": number}}
            self.answer({"ok": False, "error": problem})
        else:
            self.write(said, sys.stderr)
        return Exit.UNAVAILABLE


def guarded(voice: Voice, command: Callable[[], int]) -> int:
    """Run a command; whatever it raises becomes a sentence and an exit code."""
    try:
        return command()
    except KioskError as error:
        return voice.refuse(error)
    except KeyboardInterrupt:
        voice.write(voice.words(msgid("Stopped.")), sys.stderr)
        return INTERRUPTED
    except BrokenPipeError:
        return _nobody_listens()
    except Exception as fault:  # noqa: BLE001 - the last place: a number for the user, frames for the log
        return voice.fault(fault)
    finally:
        log.stop()


def _nobody_listens() -> int:
    """The reader of a pipe left, as `head` does: nothing more to say, and nothing went wrong here."""
    with Path(os.devnull).open("wb") as nowhere:
        os.dup2(nowhere.fileno(), sys.stdout.fileno())
    return Exit.DONE

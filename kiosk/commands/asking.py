"""Questions: asked on the terminal, or answered by the lines of standard input when that is no terminal."""

from __future__ import annotations

import sys
from collections.abc import Callable
from getpass import getpass
from typing import TypeVar

from kiosk.commands.faults import WrongUse, wrong_use
from kiosk.commands.voice import Voice, clean
from kiosk.domain.errors import KioskError
from kiosk.strict import Wrong, msgid

Answer = TypeVar("Answer")


class Asking:
    """Asks one question after the other; questions are msgids.

    At a terminal a wrong answer is asked again; in a script it is refused.
    """

    def __init__(self, voice: Voice) -> None:
        self._voice = voice

    def line(self, question: str, **values: object) -> str:
        """
        Raises:
            WrongUse: the input ended before the answer.
        """
        return self._ask(self._voice.words(question, **values), self._typed)

    def hidden(self, question: str, **values: object) -> str:
        """Likewise; what is typed is not shown."""
        return self._ask(self._voice.words(question, **values), self._unseen)

    def until_right(self, question: str, check: Callable[[str], Answer], suggested: str = "") -> Answer:
        """The checked answer; an empty one takes the suggestion.

        Raises:
            KioskError, WrongUse: why a script's answer is wrong.
        """
        asked = self._voice.words(question)
        shown = f"{asked} [{suggested}]" if suggested else asked

        def checked() -> Answer:
            try:
                return check(self._ask(shown, self._typed).strip() or suggested)
            except Wrong as wrong:
                raise WrongUse(wrong.at(asked)) from wrong

        return self.again_if_wrong(checked)

    def again_if_wrong(self, ask: Callable[[], Answer]) -> Answer:
        """Ask until nothing is refused; a script is refused at once."""
        while True:
            try:
                return ask()
            except KioskError as wrong:
                if not sys.stdin.isatty():
                    raise
                self._voice.write(self._why(wrong), sys.stderr)

    def _why(self, wrong: KioskError) -> str:
        if isinstance(wrong, WrongUse):
            return "\n".join(self._voice.problem(each) for each in wrong.problems)
        return self._voice.message(wrong)

    def _ask(self, shown: str, read: Callable[[str], str]) -> str:
        try:
            return read(f"{clean(shown)}: ")
        except EOFError as error:
            if sys.stdin.isatty():
                raise KeyboardInterrupt from error
            raise wrong_use(clean(shown), msgid("has no answer on standard input")) from error
        except UnicodeDecodeError as error:
            raise wrong_use(clean(shown), msgid("must be answered in UTF-8")) from error

    def _typed(self, shown: str) -> str:
        if sys.stdin.isatty():
            sys.stderr.write(shown)
            sys.stderr.flush()
        return _next_line()

    def _unseen(self, shown: str) -> str:
        return getpass(shown) if sys.stdin.isatty() else _next_line()


def _next_line() -> str:
    line = sys.stdin.readline()
    if not line:
        raise EOFError
    return line.rstrip("\r\n")

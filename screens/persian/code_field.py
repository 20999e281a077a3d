"""A field for codes: passport numbers, mail addresses, sign-in names, one-time codes."""

from __future__ import annotations

from textual import events
from textual.message import Message

from kiosk.domain.bilingual import Language
from kiosk.text.digits import to_ascii
from kiosk.text.keyboard import latin_key, latin_keys
from screens.persian.field import Field

_BRACKETS = ("[", "]")
"""Capital P and O of a Persian keyboard, but every keyboard has them: what was typed before tells."""


class CodeField(Field):
    """Always from left to right; what a Persian keyboard types becomes the Latin letters of the same keys."""

    class PersianKeys(Message):
        """Letters were taken as Latin; posted once."""

    _persian = False
    """The last letter came from a Persian keyboard."""
    _told = False

    def direction(self) -> Language:
        return "en"

    async def _on_key(self, event: events.Key) -> None:
        char = event.character or ""
        key = latin_keys(char) if self._persian and char in _BRACKETS else latin_key(char)
        if key is None:
            self._persian = self._persian and not char.isalpha()
            return
        event.stop()
        event.prevent_default()
        self.put(key)
        if key.isalpha():
            self._persian = True
            self._tell()

    def _tell(self) -> None:
        if not self._told:
            self._told = True
            self.post_message(self.PersianKeys())

    def as_kept(self, text: str) -> str:
        return to_ascii(super().as_kept(text))

"""The screen that all others are made from: words in two languages, and the one way to a service."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from dataclasses import replace
from typing import ClassVar, TypeVar

from textual import getters
from textual.binding import ActiveBinding, Binding, BindingType
from textual.content import Content
from textual.screen import Screen
from textual.widgets import Input, TextArea
from textual.worker import Worker

from kiosk.domain.errors import KioskError
from kiosk.domain.roles import Officer
from kiosk.services.desk import Desk
from kiosk.words import Words
from screens.station import StationApp
from screens.terminal.clean import plain

Result = TypeVar("Result")
Answer = TypeVar("Answer")


class KioskScreen(Screen[Result]):
    """Reads by `ask`, writes by `tell`, speaks by `say`; built anew when the language changes."""

    app = getters.app(StationApp)
    HORIZONTAL_BREAKPOINTS = [(0, "-narrow"), (110, "-wide"), (160, "-huge")]  # noqa: RUF012 - Textual's own declaration

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("f2", "app.switch_language", "فارسی", id="app.language", show=False),
    ]

    @property
    def words(self) -> Words:
        return self.app.words

    @property
    def desk(self) -> Desk:
        return self.app.desk

    @property
    def officer(self) -> Officer:
        return self.app.signed_in

    def say(self, msgid: str, **values: object) -> Content:
        """A sentence of ours as content: values in it are never markup."""
        return plain(self.words(msgid, **values))

    @property
    def active_bindings(self) -> dict[str, ActiveBinding]:
        """The keys of this screen, described in the present language."""
        return {
            key: active._replace(
                binding=replace(active.binding, description=self.words(active.binding.description))
            )
            for key, active in super().active_bindings.items()
        }

    async def ask(self, service: Callable[..., Answer], *args: object) -> Answer | None:
        """Run a blocking service in a thread.  None: the officer was told why not."""
        try:
            return await asyncio.to_thread(service, *args)
        except KioskError as error:
            self.refuse(error)
        except Exception as bug:  # noqa: BLE001 - a bug costs this one action, not the officer's day
            self.app.confess(bug)
        return None

    def on_worker_state_changed(self, changed: Worker.StateChanged) -> None:
        """A worker of this screen that broke must not do so silently."""
        self.app.confess_if_broken(changed.worker)

    def tell(self, service: Callable[..., Answer], *args: object, then: Callable[[Answer], None]) -> None:
        """Run a write to its end even if the officer leaves this screen."""

        async def run() -> None:
            answer = await self.ask(service, *args)
            if answer is not None and self.is_attached:
                then(answer)

        self.app.run_worker(run(), group="write", exit_on_error=False)

    def refuse(self, error: KioskError) -> None:
        """Tell the officer why not."""
        self.warn(self.words.error(error))

    def warn(self, sentence: str) -> None:
        self.app.notify(str(plain(sentence)), severity="warning", timeout=8, markup=False)

    def inform(self, msgid: str, **values: object) -> None:
        self.app.notify(str(self.say(msgid, **values)), markup=False)

    async def speak_again(self) -> None:
        """Build the screen anew in the present language; what was typed and where the caret was stay."""
        typed = {field.id: field.value for field in self.query(Input) if field.id}
        texts = {area.id: area.text for area in self.query(TextArea) if area.id}
        focused = self.focused.id if self.focused else None
        await self.recompose()
        for field in self.query(Input):
            if field.id in typed:
                field.value = typed[field.id]
        for area in self.query(TextArea):
            if area.id in texts:
                area.text = texts[area.id]
        self.fill()
        if focused and (widget := self.query_one_optional(f"#{focused}")):
            widget.focus()
        self.refresh_bindings()

    def fill(self) -> None:
        """Put the screen's state into its widgets; called after each building."""

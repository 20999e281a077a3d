"""The screen that all others are made from: words in two languages, and the one way to a service."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from dataclasses import replace
from typing import TYPE_CHECKING, Any, ClassVar, TypeVar

from textual import getters
from textual.binding import ActiveBinding, Binding, BindingType
from textual.content import Content
from textual.screen import Screen
from textual.widget import Widget
from textual.widgets import Input
from textual.worker import Worker

from kiosk.domain.errors import KioskError
from screens.station import StationApp
from screens.terminal.clean import plain

if TYPE_CHECKING:
    from kiosk.domain.roles import Officer
    from kiosk.services.desk import Desk
    from kiosk.words import Words

Result = TypeVar("Result")
Answer = TypeVar("Answer")


class KioskScreen(Screen[Result]):
    """Reads by `ask`, writes by `tell`, speaks by `say`; built anew when the language changes."""

    app = getters.app(StationApp)
    HORIZONTAL_BREAKPOINTS = [(0, "-narrow"), (110, "-wide"), (160, "-huge")]  # noqa: RUF012 - Textual's own declaration

    live: ClassVar[bool] = False
    """Whether it reads again by itself when somebody changed something (`screens.live`)."""

    _made_anew: asyncio.Future[None] | None = None
    """While the screen is built in the other language."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("f2", "app.switch_language", "فارسی", id="app.language", show=False),
        Binding("f1", "app.answer_call", "Answer the call", id="app.answer-call", show=False),
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

    def key_of(self, action: str) -> str:
        """The key that an action of this screen has at this station, as the key line shows it."""
        bindings = [each.binding for each in self.active_bindings.values() if each.binding.action == action]
        return self.app.get_key_display(bindings[0]) if bindings else ""

    async def ask(self, service: Callable[..., Answer], *args: object) -> Answer | None:
        """Run a blocking service in a thread.  None: the officer was told why not."""
        try:
            answer = await asyncio.to_thread(service, *args)
        except KioskError as error:
            self.refuse(error)
        except Exception as bug:  # noqa: BLE001 - a bug costs this one action, not the officer's day
            self.app.confess(bug)
        else:
            if self._made_anew is not None:
                await asyncio.shield(self._made_anew)
            return answer
        return None

    def on_worker_state_changed(self, changed: Worker.StateChanged) -> None:
        """A worker of this screen that broke must not do so silently."""
        self.app.confess_if_broken(changed.worker)

    async def carry_out(self, service: Callable[..., Answer], *args: object) -> Answer | None:
        """Run a write to its end, and tell of its failure, even if the officer leaves this screen."""
        worker = self.app.run_worker(self.ask(service, *args), group="write", exit_on_error=False)
        # Who waits is a worker of this screen and dies with it; the write must not.
        return await asyncio.shield(worker.wait())

    def tell(self, service: Callable[..., object], *args: object) -> None:
        """As `carry_out`, where nobody waits for the answer."""
        self.app.run_worker(self.ask(service, *args), group="write", exit_on_error=False)

    def refuse(self, error: KioskError) -> None:
        self.app.refuse(error)

    def warn(self, sentence: str) -> None:
        self.app.notify(str(plain(sentence)), severity="warning", timeout=8, markup=False)

    def inform(self, msgid: str, **values: object) -> None:
        self.app.notify(str(self.say(msgid, **values)), markup=False)

    def on_screen_resume(self) -> None:
        """On top, for the first time or again; not where one only comes through on the way out."""
        if self.is_current and self.app.officer is not None:
            self.come_back()

    def come_back(self) -> None:
        """Read again what may have changed meanwhile."""

    def look_again(self) -> None:
        """Something changed while this live screen is on top: read, and write nothing."""
        self.come_back()

    async def speak_again(self) -> None:
        """Build the screen anew in the present language; what was typed and chosen and the focus stay."""
        kept = [memory for widget in self.query("*") if (memory := _memory(widget))]
        focused = self.focused.id if self.focused else None
        await self._make_anew()
        self.fill()
        if focused and (widget := self.query_one_optional(f"#{focused}")):
            self.set_focus(widget)
        for put_back in kept:
            put_back(self)
        self.refresh_bindings()

    async def _make_anew(self) -> None:
        """Meanwhile there are no widgets into which an answer could be put: `ask` waits."""
        self._made_anew = made = asyncio.get_running_loop().create_future()
        try:
            await self.recompose()
        finally:
            made.set_result(None)
            if self._made_anew is made:
                self._made_anew = None

    def fill(self) -> None:
        """Put the screen's state into its widgets; called after each building."""


def _memory(widget: Widget) -> Callable[[Screen[Any]], None] | None:
    """What gives the widget's successor of the same id what the officer did with it."""
    from textual.widgets import DataTable, OptionList

    match widget:
        case Input(id=str(name), value=value, selection=selection):

            def put_back(screen: Screen[Any]) -> None:
                field = screen.query_one(f"#{name}", Input)
                field.value = value
                # Behind the focus, which selects everything: the next letter must not replace it.
                field.call_later(setattr, field, "selection", selection)

        case OptionList(id=str(name), highlighted=int(at)):

            def put_back(screen: Screen[Any]) -> None:
                options = screen.query_one(f"#{name}", OptionList)
                options.highlighted = at if at < options.option_count else None

        case DataTable(id=str(name), cursor_row=at):

            def put_back(screen: Screen[Any]) -> None:
                screen.query_one(f"#{name}", DataTable).move_cursor(row=at)

        case _:
            return _memory_of_lines(widget)
    return put_back


def _memory_of_lines(widget: Widget) -> Callable[[Screen[Any]], None] | None:
    from screens.terminal.catching import text_area

    area = text_area(widget)
    if area is None or area.id is None:
        return None
    name, kind, text, selection = area.id, type(area), area.text, area.selection

    def put_back(screen: Screen[Any]) -> None:
        lines = screen.query_one(f"#{name}", kind)
        lines.load_text(text)
        lines.selection = selection

    return put_back

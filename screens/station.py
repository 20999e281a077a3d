"""What every screen knows of the application around it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import TYPE_CHECKING, NamedTuple

from textual.reactive import reactive
from textual.theme import BUILTIN_THEMES
from textual.worker import Worker, WorkerState

from kiosk.domain.bilingual import Language
from kiosk.domain.errors import KioskError
from kiosk.sentences import SENTENCES
from kiosk.words import Words
from screens.persian.app import PersianApp
from screens.persian.field import Field
from screens.terminal.clean import plain
from screens.terminal.crash import report

if TYPE_CHECKING:
    # Only names: the first screen must stand before the services and their records are loaded.
    from kiosk.config import Config
    from kiosk.domain.help_call import HelpCall
    from kiosk.domain.roles import Officer
    from kiosk.services.desk import Desk
    from kiosk.services.outlooks import Lessons
    from screens.graphics import Graphics
    from screens.persian.dialect import Dialect


# Textual's own orange becomes red in a terminal of 16 colours, with dark letters on it; this one yellow.
COLOURS = replace(BUILTIN_THEMES["textual-dark"], name="mikhak", warning="#ffb62b", accent="#ffb62b")


class Terminal(NamedTuple):
    """What this terminal can, and how it wants Persian."""

    graphics: Graphics
    dialect: Dialect


class StationApp(PersianApp[None]):
    """The station: its settings, its desk once loaded, and who works at it."""

    language: reactive[Language] = reactive("fa", init=False)
    officer: reactive[Officer | None] = reactive(None, init=False)
    calls: reactive[tuple[HelpCall, ...]] = reactive((), init=False)
    """Calls for help that nobody has answered yet."""

    def __init__(self, config: Config, terminal: Terminal, load_desk: Callable[[], Desk]) -> None:
        super().__init__(terminal.dialect, config.station.language)
        self.register_theme(COLOURS)
        self.theme = COLOURS.name
        self.config = config
        self.graphics = terminal.graphics
        self.load_desk = load_desk
        self.loaded: Desk | None = None
        self.lessons: Lessons | None = None
        """What the last days taught of the waits, once somebody asked."""
        self.set_reactive(StationApp.language, config.station.language)
        self.words = Words(config.station.language)

    @property
    def scan_note(self) -> str:
        """Why scans are not sharp here; empty where they are, or where the office chose it so."""
        sentence = SENTENCES.get(self.graphics.reason, "")
        return "" if self.graphics.sharp else self.words(sentence)

    def confess(self, bug: BaseException) -> None:
        """Log a bug and tell the officer its number: it costs this one action, not the day."""
        sentence = self.words.error(KioskError("trouble.bug", number=report(bug)))
        self.notify(str(plain(sentence)), severity="error", timeout=30, markup=False)

    def confess_if_broken(self, worker: Worker[object]) -> None:
        """What went wrong in a worker, if anything did."""
        if worker.state is WorkerState.ERROR and worker.error is not None:
            self.confess(worker.error)

    def on_worker_state_changed(self, changed: Worker.StateChanged) -> None:
        self.confess_if_broken(changed.worker)

    def refuse(self, error: KioskError) -> None:
        """Tell the officer why not."""
        self.notify(self.words.error(error), severity="warning", timeout=8)

    def on_field_unwanted(self, unwanted: Field.Unwanted) -> None:
        self.refuse(unwanted.error)

    def on_code_field_persian_keys(self) -> None:
        sentence = self.words("The keyboard is set to Persian; the letters were taken as Latin.")
        self.notify(sentence, timeout=8, markup=False)

    async def desk_loaded(self) -> bool:
        """Wait until the desk is loaded; False when it failed, and the officer was told why."""
        raise NotImplementedError

    def send_mail(self) -> object:
        """Send what is due now, without anybody waiting for it."""
        raise NotImplementedError

    @property
    def desk(self) -> Desk:
        """The desk; screens past the sign-in are only reached once it is loaded."""
        if self.loaded is None:
            raise LookupError("the desk is not loaded yet")
        return self.loaded

    @property
    def signed_in(self) -> Officer:
        if self.officer is None:
            raise LookupError("nobody is signed in")
        return self.officer

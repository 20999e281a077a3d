"""What every screen knows of the application around it."""

from __future__ import annotations

from collections.abc import Callable

from textual.reactive import reactive

from kiosk.config import Config
from kiosk.domain.bilingual import Language
from kiosk.domain.roles import Officer
from kiosk.services.desk import Desk
from kiosk.words import Words
from screens.graphics import Graphics
from screens.terminal.app import TerminalApp


class StationApp(TerminalApp[None]):
    """The station: its settings, its desk once loaded, and who works at it."""

    language: reactive[Language] = reactive("fa", init=False)
    officer: reactive[Officer | None] = reactive(None, init=False)

    def __init__(self, config: Config, graphics: Graphics, load_desk: Callable[[], Desk]) -> None:
        super().__init__()
        self.config = config
        self.graphics = graphics
        self.load_desk = load_desk
        self.loaded: Desk | None = None
        self.set_reactive(StationApp.language, config.station.language)
        self.words = Words(config.station.language)

    async def desk_loaded(self) -> bool:
        """Wait for the background load; False when it failed, and the officer was told why."""
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

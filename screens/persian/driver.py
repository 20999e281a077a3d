"""Takes the terminal's own bidi away for the life of the application, and turns what comes in round."""

from __future__ import annotations

from textual import events
from textual.message import Message

from screens.persian.dialect import Dialect
from screens.persian.stage import Stage
from screens.terminal.driver import GatedDriver

_OTHER_SIDE = {"left": "right", "right": "left"}
ZERO_WIDTH_NON_JOINER = events.Key("zero_width_non_joiner", "\u200c")


class PersianDriver(GatedDriver):
    """For an application with a `stage` and a `dialect`."""

    def start_application_mode(self) -> None:
        # Before the alternate screen: VTE keeps the mode with each row, from the moment the row is made.
        self._write_now(self._dialect.enter)
        super().start_application_mode()  # type: ignore[no-untyped-call]  # Textual leaves it without types.

    def stop_application_mode(self) -> None:
        super().stop_application_mode()
        self.write(self._dialect.leave)
        self.flush()

    def process_message(self, message: Message) -> None:
        if self._stage.mirrored:
            if isinstance(message, events.MouseEvent):
                self._turn_round(message)
            elif isinstance(message, events.Key):
                message = turned_key(message)
        if isinstance(message, events.Key) and message.key == "shift+space":
            # Where the terminal tells the two apart, the Persian keyboard's own key is ours to give.
            message = events.Key(ZERO_WIDTH_NON_JOINER.key, ZERO_WIDTH_NON_JOINER.character)
        super().process_message(message)

    @property
    def _stage(self) -> Stage:
        stage: Stage = getattr(self._app, "stage")  # noqa: B009 - the driver knows only Textual's own App
        return stage

    @property
    def _dialect(self) -> Dialect:
        dialect: Dialect = getattr(self._app, "dialect")  # noqa: B009 - as above
        return dialect

    def _write_now(self, sequences: str) -> None:
        """The writer's thread does not run yet."""
        if self._file is not None:
            self._file.write(sequences)
            self._file.flush()

    def _turn_round(self, mouse: events.MouseEvent) -> None:
        width = self._get_terminal_size()[0]
        mouse._x = width - 1 - mouse._x
        mouse._screen_x = width - 1 - mouse._screen_x
        mouse._delta_x = -mouse._delta_x


def turned_key(key: events.Key) -> events.Key:
    """Left is forward on a mirrored screen, whatever is held with it."""
    *held, base = key.key.split("+")
    if base not in _OTHER_SIDE:
        return key
    return events.Key("+".join([*held, _OTHER_SIDE[base]]), None)

"""The allow-list, and canaries: they fail loudly when Textual's internals move under the driver."""

from __future__ import annotations

import inspect
from importlib.metadata import version

import pytest
from hypothesis import given
from hypothesis import strategies as st
from textual import events, messages
from textual._xterm_parser import XTermParser
from textual.driver import Driver
from textual.drivers.linux_driver import LinuxDriver
from textual.message import Message

from screens.terminal.driver import GatedDriver, admits_key, translate
from screens.terminal.gate import Gate, Sequence, Typed


def arriving(data: str) -> list[Message]:
    """The messages the driver makes, before the last door."""
    gate, parser = Gate(), XTermParser()
    return [
        message for token in [*gate.feed(data, 1.0), *gate.tick(9.0)] for message in translate(token, parser)
    ]


def keys(data: str) -> list[tuple[str, str | None]]:
    """The keys that reach the app."""
    return [
        (message.key, message.character)
        for message in arriving(data)
        if isinstance(message, events.Key) and admits_key(message)
    ]


@pytest.mark.parametrize(
    ("data", "key", "character"),
    [
        ("a", "a", "a"),
        ("A", "A", "A"),
        ("س", "س", "س"),
        ("۴", "۴", "۴"),
        (" ", "space", " "),
        ("?", "question_mark", "?"),
        ("+", "plus", "+"),
        ("\r", "enter", "\r"),
        ("\t", "tab", "\t"),
        ("\x7f", "backspace", "\x7f"),
        ("\x1b", "escape", "\x1b"),
        ("\x1b[Z", "shift+tab", None),
        ("\x1b[A", "up", None),
        ("\x1bOB", "down", None),
        ("\x1b[1;6D", "ctrl+shift+left", None),
        ("\x1b[1;3C", "alt+right", None),
        ("\x1b[H", "home", None),
        ("\x1b[4~", "end", None),
        ("\x1b[5~", "pageup", None),
        ("\x1b[6~", "pagedown", None),
        ("\x1b[3~", "delete", None),
        ("\x1bOP", "f1", None),
        ("\x1b[12~", "f2", None),
        ("\x1b[[A", "f1", None),
        ("\x1b[24~", "f12", None),
        ("\x11", "ctrl+q", "\x11"),
        ("\x16", "ctrl+v", "\x16"),
        ("\x1b[97;1;97u", "a", "a"),
        ("\x1b[97;2;65u", "A", "A"),
        ("\x1b[113;5u", "ctrl+q", None),
        ("\x1b[13u", "enter", "\r"),
        ("\x1b[57414u", "enter", "\r"),
        ("\x1b[27u", "escape", None),
        ("\x1b[1;129A", "up", None),
        ("\x1b[32;2;8204u", "zero_width_non_joiner", "\u200c"),
    ],
)
def test_a_key_of_the_application_passes(data: str, key: str, character: str | None) -> None:
    assert keys(data) == [(key, character)]


@pytest.mark.parametrize(
    "data",
    [
        "\x10",  # the command palette
        "\x00\x02\x04\x0f\x13\x1c\x1d\x1e\x1f",
        "\x9b",
        "\x1b[57441;2u",  # Shift alone
        "\x1b[57358u",  # Caps Lock
        "\x1b[112;5u",  # Ctrl+P
        "\x1b[113;3u\x1bq",  # Alt+Q
        "\x1b[113;9u",  # Super+Q
        "\x1b[57363u",  # the menu key
        "\x1b[62~",
        "\x1b[E",
        "\x1b[97;1;55296u",  # half a surrogate pair
        "\x1b[9999999;1;9999999u",  # no character at all
        "\x1b[97:65;5:3;97u",
    ],
)
def test_every_other_key_is_dropped(data: str) -> None:
    assert keys(data) == []


@pytest.mark.parametrize(
    "data",
    [
        "\x1b[48;5;10;0;0t",  # a false size
        "\x1b[?2048;1$y",  # would hand the window's size to such reports
        "\x1b[5;10R",
        "\x1b[?62;4c",
        "\x1b[<0;5M",
        "\x1b[<0;999999;2M",
        "\x1b[32;5;2M",
        "\x1b[M !!",
        "\x1b]52;c;?\x07",
        "\x1b[?2026;0$y",
    ],
)
def test_a_report_nobody_asked_for_is_no_message(data: str) -> None:
    assert [message for message in arriving(data) if not isinstance(message, events.Key)] == []
    assert keys(data) == []


def test_focus_the_mouse_and_synchronized_output_pass() -> None:
    (gained, lost, down, synchronized) = arriving("\x1b[I\x1b[O\x1b[<0;5;2M\x1b[?2026;2$y")

    assert isinstance(gained, events.AppFocus)
    assert isinstance(lost, events.AppBlur)
    assert isinstance(down, events.MouseDown)
    assert (down.x, down.y, down.button) == (4, 1, 1)
    assert isinstance(synchronized, messages.TerminalSupportsSynchronizedOutput)


def test_a_paste_is_one_event() -> None:
    (paste,) = arriving("\x1b[200~سلام\r\nدنیا\x1b[201~")

    assert isinstance(paste, events.Paste)
    assert paste.text == "سلام\nدنیا"


@given(st.text(alphabet="\x1b[]O<>?;:0123456789ABMRu~tmy$ \x07\x9b\x10\u202eسa", max_size=60))
def test_no_input_raises_or_sends_what_is_not_printable(data: str) -> None:
    for key, character in keys(data):
        assert key
        assert (
            character is None
            or character.isprintable()
            or character in "\u200c\r\t\x7f\x08\x1b"
            or "ctrl" in key
        )


@given(st.from_regex(r"\x1b\[[0-9:;]{0,12}[u~ABCDEFHPQRS]", fullmatch=True))
def test_no_key_of_the_kitty_protocol_raises(sequence: str) -> None:
    list(translate(Sequence(sequence), XTermParser()))


def test_textual_is_the_version_these_internals_were_read_in() -> None:
    assert version("textual") == "8.2.8"


def test_the_driver_overrides_what_textual_calls() -> None:
    for name in ("run_input_thread", "_run_input_thread", "process_message", "_query_in_band_window_resize"):
        assert list(inspect.signature(getattr(GatedDriver, name)).parameters) == list(
            inspect.signature(getattr(LinuxDriver, name)).parameters
        ), name


def test_textual_starts_our_input_thread_and_asks_for_sizes_by_our_method() -> None:
    source = inspect.getsource(LinuxDriver.start_application_mode)

    assert "target=self._run_input_thread" in source
    assert "self._query_in_band_window_resize()" in source
    assert "self.send_message(message)" in inspect.getsource(Driver.process_message)


def test_the_parser_translates_keys_and_mouse_without_its_own_state() -> None:
    parser = XTermParser()

    assert [key.key for key in parser._sequence_to_key_events("\x1b[1;5D")] == ["ctrl+left"]
    assert [key.key for key in parser._sequence_to_key_events("a")] == ["a"]
    assert isinstance(parser.parse_mouse_code("\x1b[<35;7;3M"), events.MouseMove)


def test_typed_letters_are_keys_one_by_one() -> None:
    assert [
        message.character
        for message in translate(Typed("۴6"), XTermParser())
        if isinstance(message, events.Key)
    ] == ["۴", "6"]

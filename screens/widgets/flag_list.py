"""The rules of a request, where the decision is made: how each stands, why, and what it does."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from textual import getters, on
from textual.app import ComposeResult
from textual.containers import Vertical
from textual.content import Content
from textual.message import Message
from textual.widgets import Label, OptionList, Static
from textual.widgets.option_list import Option

from kiosk.domain.rules.finding import Flag, Standing
from kiosk.strict import msgid
from screens.station import StationApp
from screens.terminal.clean import plain


@dataclass(frozen=True, slots=True)
class _Kind:
    """One way a rule can stand: which flags, its sign and style, and what it does."""

    fits: Callable[[Flag], bool]
    sign: str
    style: str
    effect: str


_KINDS = (
    _Kind(
        lambda flag: flag.overridden is not None, "⚑", "bold $text-accent", msgid("let pass by a supervisor")
    ),
    _Kind(lambda flag: bool(flag.refusal), "✗", "bold $text-error", msgid("the request has to be refused")),
    _Kind(lambda flag: flag.waits, "?", "bold $text-warning", msgid("to be answered before the decision")),
    _Kind(
        lambda flag: flag.refers and flag.rule.centre,
        "→",
        "bold $text-warning",
        msgid("the centre must be asked"),
    ),
    _Kind(lambda flag: flag.refers, "→", "bold $text-warning", msgid("goes to the supervisor")),
    _Kind(
        lambda flag: flag.blocks and flag.standing is Standing.BROKEN,
        "✗",
        "bold $text-error",
        msgid("keeps the request from being complete"),
    ),
    _Kind(lambda flag: flag.blocks, "·", "$text-muted", msgid("the documents will tell")),
    _Kind(lambda flag: flag.asks, "?", "$text-muted", msgid("may be answered")),
    _Kind(lambda flag: flag.standing is Standing.BROKEN, "!", "bold $text-warning", msgid("advice only")),
    _Kind(lambda flag: flag.standing is Standing.OPEN, "!", "$text-muted", msgid("to be kept in mind")),
    _Kind(lambda flag: flag.standing is Standing.MET, "✓", "bold $text-success", msgid("met")),
    _Kind(lambda _flag: True, "–", "$text-muted", msgid("does not apply")),
)
"""The first that fits, the most pressing first."""


def kind_of(flag: Flag) -> _Kind:
    return next(kind for kind in _KINDS if kind.fits(flag))


def pressing(flags: Sequence[Flag]) -> tuple[Flag, ...]:
    """What an officer should see: not what is met without a question, does not apply or is yet to come."""
    told = (
        flag
        for flag in flags
        if flag.overridden is not None
        or flag.told is not None
        or flag.standing is Standing.BROKEN
        or (flag.standing is Standing.OPEN and not flag.by_walk)
    )
    return tuple(sorted(told, key=lambda flag: _KINDS.index(kind_of(flag))))


class FlagList(Vertical):
    """Enter on a rule posts `Chosen`; below the list stands why the marked one is there."""

    app = getters.app(StationApp)
    DEFAULT_CSS = """
    FlagList {
        height: auto;
        #flags { height: auto; max-height: 8; border: none; padding: 0; }
        #flags-met { color: $text-muted; width: 100%; padding: 0 1; }
        #flag-why { height: auto; max-height: 3; width: 100%; padding: 0 1; color: $text-muted; }
    }
    """

    @dataclass
    class Chosen(Message):
        """The officer chose a rule: to answer it, or to read it."""

        flag: Flag

    def __init__(self, *, id: str) -> None:  # noqa: A002 - Textual's word
        super().__init__(id=id)
        self._flags: tuple[Flag, ...] = ()
        self._shown: tuple[Flag, ...] = ()

    def compose(self) -> ComposeResult:
        yield OptionList(id="flags", markup=False)
        yield Static(id="flag-why")
        yield Label(id="flags-met")

    @property
    def marked(self) -> Flag | None:
        """The rule under the cursor."""
        at = self.query_one("#flags", OptionList).highlighted
        return None if at is None or at >= len(self._shown) else self._shown[at]

    def show(self, flags: Sequence[Flag]) -> None:
        """Put these in place of what stands there; the cursor stays at its rule."""
        before = self.marked
        self._flags, self._shown = tuple(flags), pressing(flags)
        listed = self.query_one("#flags", OptionList)
        listed.clear_options()
        listed.add_options(Option(self._line(flag)) for flag in self._shown)
        listed.display = bool(self._shown)
        ids = [flag.rule.id for flag in self._shown]
        first = next((i for i, flag in enumerate(self._shown) if flag.waits), 0)
        kept = ids.index(before.rule.id) if before and before.rule.id in ids and not self._waits() else first
        listed.highlighted = kept if self._shown else None
        met = sum(flag.standing is Standing.MET for flag in flags)
        words = self.app.words
        self.query_one("#flags-met", Label).update(plain(words("✓ {count} rules are met", count=met)))
        self._explain()

    def _waits(self) -> bool:
        return any(flag.waits for flag in self._shown)

    @on(OptionList.OptionHighlighted)
    def _explain(self) -> None:
        flag, words = self.marked, self.app.words
        why = self.query_one("#flag-why", Static)
        why.display = flag is not None
        if flag is None:
            return
        parts = [plain(words(kind_of(flag).effect)).stylize("bold")]
        if flag.rule.why is not None:
            parts.append(plain(words.pick(flag.rule.why)))
        if flag.overridden is not None:
            parts.append(plain(f"{flag.overridden.login}: {flag.overridden.reason}"))
        if flag.told is not None and flag.told.note:
            parts.append(plain(flag.told.note))
        if flag.rule.source:
            parts.append(plain(words("source: {source}", source=flag.rule.source)))
        why.update(Content(" · ").join(parts))

    @on(OptionList.OptionSelected)
    def _choose(self, selected: OptionList.OptionSelected) -> None:
        selected.stop()
        self.post_message(self.Chosen(self._shown[selected.option_index]))

    def _line(self, flag: Flag) -> Content:
        kind, words = kind_of(flag), self.app.words
        line = Content.assemble(
            Content(kind.sign).stylize(kind.style), "  ", plain(words.pick(flag.rule.text))
        )
        return (
            line
            if flag.because is None
            else Content.assemble(line, "  ", plain(words.pick(flag.because)).stylize("bold"))
        )

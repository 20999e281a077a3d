"""A form: each field with its label above, its help where one is, and what is wrong with it beneath."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, MutableMapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, ClassVar

from textual import events, getters, on
from textual.app import ComposeResult
from textual.containers import VerticalScroll
from textual.content import Content
from textual.geometry import Offset, Region
from textual.message import Message
from textual.widget import Widget
from textual.widgets import Input, Label, TextArea

from kiosk.domain.answers import LINES, asked, check, named_in
from kiosk.domain.bilingual import Bilingual
from kiosk.domain.countries import COUNTRIES
from kiosk.domain.errors import KioskError, Refused
from kiosk.domain.form import Choice, FieldType, RequestField
from kiosk.domain.typed_day import kept_day
from kiosk.text.bidi import strip_isolates
from kiosk.words import Words
from screens.persian.code_field import CodeField
from screens.persian.field import Field
from screens.persian.long_field import LongField
from screens.station import StationApp
from screens.terminal.clean import plain
from screens.widgets.calendars import in_both
from screens.widgets.choice_field import ChoiceField

CODES = frozenset({FieldType.NATIONAL_CODE, FieldType.DIGITS, FieldType.NUMBER, FieldType.POSTAL_IRAN})
LONGEST_LINE = 400
_NOTHING = Choice("", Bilingual("هیچ‌کدام", "None of them"))
"""How a choice that need not be made is taken back."""
_COUNTRIES = tuple(Choice(code, name) for code, name in COUNTRIES.items())


def as_typed(words: Words, field: RequestField, answer: str) -> str:
    """A stored answer as one would type it."""
    day = kept_day(answer) if field.type is FieldType.DATE else None
    return answer if day is None else strip_isolates(words.short_day(day))


def _name(widget: Widget) -> str:
    """The field that a widget of the form is for."""
    return (widget.id or "").removeprefix("field-")


class Form(VerticalScroll):
    """`typed` belongs to the screen, so that what stands in the fields outlives each building."""

    app = getters.app(StationApp)
    can_focus = False
    DEFAULT_CSS: ClassVar[str] = """
    Form {
        height: 1fr;
        padding: 0 2;
        LongField { height: 5; }
        Label { width: 100%; height: auto; padding: 0 1; }
        .form-label { margin-top: 1; text-style: bold; }
        .form-note { color: $text-muted; }
        .form-note.-wrong { color: $text-error; text-style: bold; }
    }
    """

    @dataclass
    class Left(Message):
        """A field was left that holds something else than before."""

        name: str
        text: str

    @dataclass
    class Finished(Message):
        """Enter in the last field."""

    def __init__(self, fields: Sequence[RequestField], typed: MutableMapping[str, str], today: date) -> None:
        super().__init__(id="form")
        self._asked_for = fields
        self._typed = typed
        self._today = today
        self._known = dict(typed)
        self._problems: Mapping[str, KioskError] = {}

    def compose(self) -> ComposeResult:
        words = self.app.words
        for field in self._asked_for:
            label = words.pick(field.label)
            if not field.mandatory:
                label = words("{field} (may stay empty)", field=label)
            yield Label(plain(label), classes="form-label", id=f"label-{field.id}")
            yield self._widget(field)
            yield Label(id=f"note-{field.id}", classes="form-note")

    def on_mount(self) -> None:
        for lines in self.query(LongField):
            lines.load_text(self._typed.get(_name(lines), ""))
        self.show_again()

    def unkept(self) -> dict[str, str]:
        """What was typed into a field that has not been left yet."""
        return {name: text for name, text in self._typed.items() if text != self._known.get(name, "")}

    def focus_first(self) -> None:
        """The first field with a problem, or else the first that is empty."""
        asked_now = [field.id for field in self._asked_now()]
        wrong = [name for name in asked_now if name in self._problems]
        empty = [name for name in asked_now if not self._typed.get(name)]
        name = next(iter([*wrong, *empty, *asked_now]), None)
        if name is not None:
            self.query_one(f"#field-{name}").focus()
            # Where it has the focus already nothing else brings the line beneath it into view.
            self.call_after_refresh(self._bring_whole, name)

    def show_problems(self, problems: Mapping[str, KioskError]) -> None:
        self._problems = dict(problems)
        self.show_again()
        self.focus_first()

    def show_again(self) -> None:
        """Which fields are asked, and the line beneath each."""
        asked_now = {field.id for field in self._asked_now()}
        for field in self._asked_for:
            shown = field.id in asked_now
            for part in ("label", "field"):
                self.query_one(f"#{part}-{field.id}").display = shown
            self._show_note(field, shown)

    def _widget(self, field: RequestField) -> Widget:
        value, name = self._typed.get(field.id, ""), f"field-{field.id}"
        choices = _COUNTRIES if field.type is FieldType.COUNTRY else field.choices
        if choices:
            choices = choices if field.mandatory else (_NOTHING, *choices)
            return ChoiceField(lambda: self.app.words.pick(field.label), choices, value, name)
        if field.in_latin or field.type in CODES:
            return CodeField(value, id=name, max_length=LONGEST_LINE)
        if field.type is FieldType.LONG_TEXT:
            return LongField(max_length=field.most or LINES, id=name)
        return Field(value, id=name, max_length=LONGEST_LINE)

    def _asked_now(self) -> Iterator[RequestField]:
        return (field for field in self._asked_for if asked(field, self._typed, self._today))

    @on(Input.Changed)
    def note_typed(self, changed: Input.Changed) -> None:
        self._note(_name(changed.input), changed.value)

    @on(TextArea.Changed)
    def note_lines(self, changed: TextArea.Changed) -> None:
        self._note(_name(changed.text_area), changed.text_area.text)

    @on(ChoiceField.Changed)
    def note_chosen(self, changed: ChoiceField.Changed) -> None:
        self._note(_name(changed.field), changed.value)
        self._leave(_name(changed.field))
        self._go_on_from(changed.field)

    def _note(self, name: str, text: str) -> None:
        if self._typed.get(name, "") != text:
            self._typed[name] = text
            self._problems = {each: why for each, why in self._problems.items() if each != name}
            if any(name in named_in(field.when) for field in self._asked_for):
                self.show_again()
            else:
                self._show_note(self._field(name), True)

    def on_descendant_blur(self, blur: events.DescendantBlur) -> None:
        self._leave(_name(blur.widget))

    def on_descendant_focus(self, focus: events.DescendantFocus) -> None:
        name = _name(focus.widget)
        self._show_note(self._field(name), True)
        self.call_after_refresh(self._bring_whole, name)

    def _bring_whole(self, name: str, tries: int = 3) -> None:
        """The label above a field and the line beneath it must be seen as well."""
        field = self.query_one_optional(f"#field-{name}")
        if field is None or not field.has_focus:
            return  # The page was turned meanwhile.
        parts = [self.query_one(f"#{part}-{name}") for part in ("label", "field", "note")]
        shown = [part.virtual_region for part in parts if part.display]
        placed = [region for region in shown if region]
        if placed:
            self.scroll_to_region(Region.from_union(placed), animate=False)
        if len(placed) < len(shown) and tries:
            # The line beneath came with the focus and has no place yet.
            self.call_after_refresh(self._bring_whole, name, tries - 1)

    def scroll_to_region(self, region: Region, **how: Any) -> Offset:
        """A field is never shown without the line of its label above it and the line of its note below."""
        return super().scroll_to_region(region.grow((1, 0, 1, 0)), **how)

    def _leave(self, name: str) -> None:
        field, text = self._field(name), self._typed.get(name, "")
        if text and name not in self._problems:
            try:
                check(field, text, self._today)
            except Refused as refused:
                self._problems = {**self._problems, name: refused}
        self.show_again()
        if text != self._known.get(name, ""):
            self._known[name] = text
            self.post_message(self.Left(name, text))

    @on(Input.Submitted)
    @on(LongField.Submitted)
    def go_on(self, submitted: Input.Submitted | LongField.Submitted) -> None:
        self._go_on_from(submitted.control)

    def _go_on_from(self, widget: Widget) -> None:
        """To the field behind this one: keys pressed in haste go one step, whatever has the focus by now."""
        asked_now = [field.id for field in self._asked_now()]
        behind = asked_now[asked_now.index(_name(widget)) + 1 :] if _name(widget) in asked_now else []
        if behind:
            self.query_one(f"#field-{behind[0]}").focus()
        else:
            self.post_message(self.Finished())

    def _field(self, name: str) -> RequestField:
        return next(field for field in self._asked_for if field.id == name)

    def _show_note(self, field: RequestField, shown: bool) -> None:
        note = self.query_one(f"#note-{field.id}", Label)
        said = self._said(field) if shown else Content()
        note.set_class(field.id in self._problems, "-wrong")
        note.display = bool(said.plain)
        note.update(said)

    def _said(self, field: RequestField) -> Content:
        """What is wrong; or the day in both calendars; or, while one types, the help."""
        words, problem = self.app.words, self._problems.get(field.id)
        if problem is not None:
            return plain(words.error(problem))
        text = self._typed.get(field.id, "")
        if field.type is FieldType.DATE and text:
            try:
                return in_both(words, text)
            except Refused:
                return Content()
        here = self.screen.focused is not None and self.screen.focused.id == f"field-{field.id}"
        return plain(words.pick(field.help)) if field.help and here else Content()

"""The question for another value of a field, by the kind of field, and a stored value in words."""

from __future__ import annotations

from datetime import date

from textual import on
from textual.app import ComposeResult
from textual.containers import Horizontal, Vertical
from textual.content import Content
from textual.widget import Widget
from textual.widgets import Input, Label, OptionList
from textual.widgets.option_list import Option

from kiosk.domain.answers import check
from kiosk.domain.correctable import Datum, said
from kiosk.domain.errors import Refused
from kiosk.domain.form import FieldType, RequestField
from kiosk.domain.typed_day import kept_day
from kiosk.text.bidi import strip_isolates
from kiosk.words import Words
from screens.persian.code_field import CodeField
from screens.persian.field import Field
from screens.persian.long_field import LongField
from screens.terminal.clean import plain
from screens.widgets.button import Button
from screens.widgets.calendars import in_both
from screens.widgets.dialogs import Dialog

NOTHING = "–"
_CODES = frozenset({FieldType.DIGITS, FieldType.NUMBER, FieldType.NATIONAL_CODE, FieldType.POSTAL_IRAN})
_LONGEST = 500


def in_words(words: Words, field: RequestField | None, value: str) -> str:
    """A stored value in the present language; a day in both calendars."""
    day = kept_day(value) if field is not None and field.type is FieldType.DATE else None
    return words.day(day) if day else words.pick(said(field, value)) or NOTHING


class AskValue(Dialog[str]):
    """Another value in its stored spelling, checked as the registration would check it; None for Escape."""

    DEFAULT_CSS = """
    AskValue {
        #value { width: 100%; }
        LongField { height: 5; }
        #choices { height: auto; max-height: 12; }
        #help { width: 100%; height: auto; color: $text-muted; }
        #reading { width: 100%; height: auto; min-height: 1; padding: 0 1; color: $text-muted; }
        #reading.-wrong { color: $text-warning; }
    }
    """

    def __init__(self, datum: Datum, begin: str, today: date) -> None:
        """`begin`: the value to begin with."""
        super().__init__()
        self._datum = datum
        self._begin = begin
        self._today = today

    @property
    def _field(self) -> RequestField:
        return self._datum.field

    def compose(self) -> ComposeResult:
        with Vertical(id="box"):
            yield Label(self._question(), id="question")
            if self._field.help is not None:
                yield Label(plain(self.words.pick(self._field.help)), id="help")
            yield self._widget()
            yield Label(id="reading")
            with Horizontal(id="answers"):
                yield Button(self.say("Back"), id="no")
                yield Button(self.say("Go on"), variant="primary", id="yes")

    def on_mount(self) -> None:
        self.query_one("#choices" if self._field.choices else "#value").focus()
        self.fill()

    def fill(self) -> None:
        choices = self.query_one_optional("#choices", OptionList)
        if choices is not None and choices.highlighted is None:
            ids = [choice.id for choice in self._field.choices]
            choices.highlighted = ids.index(self._begin) if self._begin in ids else 0

    def _question(self) -> Content:
        value = in_words(self.words, self._field, self._datum.value)
        return self.say("“{field}” is now: {value}", field=self._field.label, value=value)

    def _widget(self) -> Widget:
        if self._field.choices:
            names = [self.words.pick(choice.name) for choice in self._field.choices]
            if not self._field.mandatory:
                names.append(NOTHING)
            return OptionList(*(Option(plain(name)) for name in names), id="choices", markup=False)
        if self._field.type is FieldType.LONG_TEXT:
            lines = LongField(max_length=self._field.most or 4 * _LONGEST, id="value")
            lines.load_text(self._begin)
            return lines
        kind = CodeField if self._field.in_latin or self._field.type in _CODES else Field
        return kind(self._typed(), id="value", max_length=_LONGEST)

    def _typed(self) -> str:
        """The value as one would type it."""
        day = kept_day(self._begin) if self._field.type is FieldType.DATE else None
        return self._begin if day is None else strip_isolates(self.words.short_day(day))

    @on(Input.Changed, "#value")
    def show_reading(self, changed: Input.Changed) -> None:
        """How a day or a country is understood, while it is typed."""
        typed, reading = changed.value.strip(), self.query_one("#reading", Label)
        understood = Content()
        reading.remove_class("-wrong")
        try:
            if typed and self._field.type is FieldType.DATE:
                understood = in_both(self.words, typed)
            elif typed and self._field.type is FieldType.COUNTRY:
                country = check(self._field, typed, self._today)
                understood = plain(self.words.pick(said(self._field, country)))
        except Refused as refused:
            understood = plain(self.words.error(refused))
            reading.add_class("-wrong")
        reading.update(understood)

    @on(Input.Submitted, "#value")
    @on(LongField.Submitted, "#value")
    @on(Button.Pressed, "#yes")
    def go_on(self) -> None:
        if self._field.choices:
            self._choose(self.query_one("#choices", OptionList).highlighted or 0)
        elif self._field.type is FieldType.LONG_TEXT:
            self._take(self.query_one("#value", LongField).text)
        else:
            self._take(self.query_one("#value", Input).value)

    @on(OptionList.OptionSelected, "#choices")
    def choose(self, chosen: OptionList.OptionSelected) -> None:
        self._choose(chosen.option_index)

    @on(Button.Pressed, "#no")
    def go_back(self) -> None:
        self.dismiss(None)

    def _choose(self, at: int) -> None:
        choices = self._field.choices
        self._take(choices[at].id if at < len(choices) else "")

    def _take(self, typed: str) -> None:
        try:
            value = check(self._field, typed, self._today)
            if value == self._datum.value:
                raise Refused("correction.same", field=self._field.label)
        except Refused as refused:
            self.refuse(refused)
        else:
            self.dismiss(value)

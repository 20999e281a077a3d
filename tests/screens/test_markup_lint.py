from __future__ import annotations

from pathlib import Path

import pytest

from tests.screens.markup_lint import offences, offences_below

HOUSE = Path(__file__).parents[2]

HEAD = """
class View:
    title: Content
    name: str
    def say(self, msgid: str) -> Content: ...
    def words(self, msgid: str) -> str: ...
    def show(self, name: str, line: Content, lines: Iterable[Content]) -> None:
"""

WRONG = [
    "yield Static(name)",
    "yield Label(f'Name: {name}')",
    "yield Button(self.words('Sign in'))",
    "yield Label(self.name)",
    "yield Label(content=name)",
    "yield Label('Name: ' + name)",
    "yield Label('Name: %s' % name)",
    "yield Label('Name: {}'.format(name))",
    "yield Option(str(line))",
    "label.update(name)",
    "label.update(line if line else name)",
    "text = plain(name); text = name; label.update(text)",
    "label.border_title = name",
    "self.tooltip = f'{name}'",
    "table.add_row(line, name)",
    "table.add_columns(*self.words('a').split())",
    "options.add_option(name)",
    "table.update_cell(1, 2, name)",
    "self.app.notify('x', markup=name)",
    "self.app.notify('x', markup=True)",
    "label.update(Content.from_markup(name))",
    "yield Label(Content.from_markup(f'[b]{name}[/]'))",
    "for one in self.words('a'): table.add_row(one)",
]

RIGHT = [
    "yield Static()",
    "yield Static(id=name)",
    "yield Label('literal')",
    "yield Label(plain(name))",
    "yield Button(styled((name, 'bold'), name))",
    "yield Label(self.say('Sign in'))",
    "yield Label(self.title)",
    "yield Label(line.stylize('bold'))",
    "yield Label(Content.assemble((name, 'bold')))",
    "yield Label(Content.from_markup('[b]$name[/]', name=name))",
    "text = plain(name); label.update(text)",
    "label.update(line if line else plain(name))",
    "label.update(plain('a') + line)",
    "for one in lines: table.add_row(one)",
    "table.add_row(*lines)",
    "options.add_option(Option(plain(name)))",
    "label.border_title = None",
    "self.app.notify(name)",
    "self.app.notify(name, markup=False)",
    "known.update({name: 1})",
]


def found(statement: str) -> list[str]:
    return offences({"view.py": f"{HEAD}        {statement}\n"})


@pytest.mark.parametrize("statement", WRONG)
def test_text_that_may_hold_markup_is_reported_with_its_line(statement: str) -> None:
    assert [line.partition(": ")[0] for line in found(statement)][:1] == ["view.py:8"]


@pytest.mark.parametrize("statement", RIGHT)
def test_content_and_literals_are_not_reported(statement: str) -> None:
    assert found(statement) == []


def test_no_screen_shows_text_that_may_hold_markup() -> None:
    assert offences_below(HOUSE / "screens") == []

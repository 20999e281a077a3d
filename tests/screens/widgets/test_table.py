from __future__ import annotations

from textual.app import App, ComposeResult
from textual.widgets import DataTable

from screens.widgets.table import Cell, build, cell


class Paper(App[None]):
    def compose(self) -> ComposeResult:
        yield DataTable()


async def test_a_row_painted_at_once_stands_whole() -> None:
    """A paint may come before the table has had a quiet moment to measure its rows."""
    app = Paper()
    async with app.run_test() as pilot:
        table: DataTable[Cell] = app.query_one(DataTable)
        build(table, ["State"], [[cell("being verified")]])
        painted = table.render_line(1).text
        await pilot.pause()

        assert painted.strip() == "being verified"
        assert table.render_line(1).text == painted

"""A small terminal: what a whole-app test sees.  It knows what Textual sends and keeps a list of the rest."""

from __future__ import annotations

import re

from rich.cells import cell_len

_PIECE = re.compile(
    r"\x1b\[(?P<params>[0-?]*)(?P<middle>[ -/]*)(?P<final>[@-~])"
    r"|\x1b(?P<string>[\]PX^_])[^\x07\x1b]*(?:\x07|\x1b\\)"
    r"|\x1b(?P<other>[^\[\]PX^_])"
    r"|(?P<text>[^\x00-\x1f\x7f-\x9f]+)"
    r"|(?P<control>[\x00-\x1a\x1c-\x1f\x7f-\x9f])",
    re.DOTALL,
)
_CUT = re.compile(r"\x1b(?:\[[0-?]*[ -/]*|[\]PX^_][^\x07\x1b]*\x1b?)?\Z")
_MODES_KNOWN = frozenset({"7", "25", "1000", "1003", "1004", "1006", "1015", "1049", "2004", "2026", "2048"})


class TerminalModel:
    """Cells of text; colours are not kept."""

    def __init__(self, columns: int, rows: int) -> None:
        self.columns, self.rows = columns, rows
        self.modes: set[str] = set()
        self.unknown: list[str] = []
        """Every sequence and control character that is not of the kinds Textual itself sends."""
        self._rest = ""
        self._wipe()

    def resize(self, columns: int, rows: int) -> None:
        """What fits stays, as in most terminals."""
        old = self._cells
        self.columns, self.rows = columns, rows
        self._wipe()
        for row, cells in zip(self._cells, old, strict=False):
            row[: len(cells)] = cells[:columns]

    def feed(self, text: str) -> None:
        data, self._rest = self._rest + text, ""
        position = 0
        while position < len(data):
            piece = _PIECE.match(data, position)
            if piece is None or (piece["other"] is None and piece["text"] is None and _CUT.match(piece[0])):
                if _CUT.match(data, position):
                    self._rest = data[position:]
                    return
                self.unknown.append(data[position])
                position += 1
                continue
            self._obey(piece)
            position = piece.end()

    def lines(self) -> list[str]:
        """Rows as they are seen, without the spaces at their ends."""
        return ["".join(row).rstrip() for row in self._cells]

    @property
    def cursor(self) -> tuple[int, int]:
        """Column and row."""
        return self._x, self._y

    def _wipe(self) -> None:
        self._cells = [[" "] * self.columns for _ in range(self.rows)]
        self._x = self._y = 0

    def _obey(self, piece: re.Match[str]) -> None:
        if piece["text"]:
            for character in piece["text"]:
                self._put(character)
        elif piece["final"]:
            self._obey_csi(piece)
        elif piece["control"]:
            self._obey_control(piece["control"])
        elif not piece[0].startswith("\x1b]22;"):  # the shape of the mouse pointer
            self.unknown.append(piece[0])

    def _obey_control(self, control: str) -> None:
        match control:
            case "\r":
                self._x = 0
            case "\n":
                self._y = min(self._y + 1, self.rows - 1)
            case "\a":
                pass
            case _:
                self.unknown.append(control)

    def _obey_csi(self, piece: re.Match[str]) -> None:
        params = piece["params"]
        match piece["middle"] + piece["final"]:
            case "m":
                pass
            case "H" if not params.startswith(tuple("<=>?")):
                row, _, column = params.partition(";")
                self._y, self._x = int(row or 1) - 1, int(column or 1) - 1
            case "K" if params == "2":  # what Rich's progress lines send before the app starts
                self._cells[self._y] = [" "] * self.columns
            case "A" if params in ("", "1"):
                self._y = max(0, self._y - 1)
            case "J" if params == "2":
                self._cells = [[" "] * self.columns for _ in range(self.rows)]
            case "h" | "l" as state if params[:1] == "?" and params[1:] in _MODES_KNOWN:
                self._switch(params[1:], state == "h")
            case "h" | "l" if params == "8":  # ECMA-48: who orders right-to-left text
                pass
            case "u" if params[:1] in ("<", ">"):  # the kitty keyboard protocol, on and off
                pass
            case "$p" if params[:1] == "?":  # is a mode known?
                pass
            case _:
                self.unknown.append(piece[0])

    def _switch(self, mode: str, on: bool) -> None:
        (self.modes.add if on else self.modes.discard)(mode)
        if mode == "1049":
            self._wipe()

    def _put(self, character: str) -> None:
        width = cell_len(character)
        if width == 0:
            if self._x:
                self._cell_before().append(character)
            return
        if self._x + width > self.columns or self._y >= self.rows:
            self.unknown.append(f"outside: {character!r} at {self._x},{self._y}")
            return
        self._cells[self._y][self._x] = character
        for cell in range(self._x + 1, self._x + width):
            self._cells[self._y][cell] = ""
        self._x += width

    def _cell_before(self) -> _Cell:
        return _Cell(self._cells[min(self._y, self.rows - 1)], min(self._x, self.columns) - 1)


class _Cell:
    """One cell of a row, to put a combining mark into."""

    def __init__(self, row: list[str], column: int) -> None:
        self._row, self._column = row, column

    def append(self, mark: str) -> None:
        self._row[self._column] += mark

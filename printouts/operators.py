"""A line → the PDF's text operators."""

from __future__ import annotations

from collections.abc import Callable

from printouts.embedding import EmbeddedFace
from printouts.faces import Face
from printouts.lines import Line


class TextWriter:
    """Collects strings and pen adjustments into as few TJ operators as the faces allow."""

    def __init__(self, size: float, embedded: Callable[[Face], EmbeddedFace]) -> None:
        self._size = size
        self._embedded = embedded
        self._out: list[str] = []
        self._shown: list[str] = []
        """Inside of one array of TJ, between its first `<` and its last `>`."""
        self._face: Face | None = None
        self._scale = 1.0
        self._pending = 0
        """Adjustment owed before the next glyph, thousandths of the size."""

    def write(self, line: Line, at: tuple[float, float], gap: int = 0) -> str:
        """`gap` widens each blank, in thousandths of the size."""
        self._out = [f"BT 1 0 0 1 {at[0]:.2f} {at[1]:.2f} Tm"]
        for atom in line.atoms:
            piece = atom.piece
            if piece.face is not self._face or atom.scale != self._scale:
                self._use(piece.face, atom.scale)
            if self._pending:
                self._shown.append(f">{self._pending}<")
            self._shown.append(self._font.shown(piece))
            self._pending = piece.after
            if gap and atom.blanks:
                self._pending -= round(gap * atom.blanks / atom.scale)
        self._flush()
        self._out.append("ET")
        return " ".join(self._out)

    def _use(self, face: Face, scale: float) -> None:
        self._flush()
        self._pending = round(self._pending * self._scale / scale)
        self._face, self._scale = face, scale
        self._font = self._embedded(face)
        self._out.append(f"/{self._font.name} {self._size * scale:.5g} Tf")

    def _flush(self) -> None:
        if self._shown:
            self._out.append(f"[<{''.join(self._shown)}>]TJ".replace("<>", ""))
            self._shown.clear()

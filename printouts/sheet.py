"""One PDF being drawn: ReportLab writes the file, the text is ours.  Lengths in points, y upwards."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import lru_cache
from io import BytesIO
from math import cos, radians, sin
from typing import Literal

from reportlab import rl_config
from reportlab.pdfbase.pdfdoc import PDFImageXObject, xObjectName
from reportlab.pdfgen.canvas import Canvas

from kiosk.domain.errors import Refused
from printouts.embedding import EmbeddedFace, packed_stream, raw_object
from printouts.faces import Face
from printouts.lines import Font, Line, one_line
from printouts.operators import TextWriter

# ASCII-85 runs in pure Python and makes every file larger.
rl_config.useA85 = 0

MM = 72 / 25.4
A4 = (210 * MM, 297 * MM)
A5 = (148 * MM, 210 * MM)

_JPEG = b"\xff\xd8\xff"
_AS_DIGITS = bytes.maketrans(b"\0\1", b"01")

Ink = tuple[float, float, float]
Align = Literal["left", "center", "right"]
_SHARE_BEFORE: dict[Align, float] = {"left": 0.0, "center": 0.5, "right": 1.0}


@dataclass(frozen=True, slots=True)
class About:
    """What the file says of itself: no personal data."""

    title: str
    author: str
    subject: str
    made_at: datetime


@dataclass(frozen=True, slots=True)
class Box:
    """`x`, `y`: lower left corner."""

    x: float
    y: float
    width: float
    height: float

    @property
    def right(self) -> float:
        return self.x + self.width

    @property
    def top(self) -> float:
        return self.y + self.height


class _Canvas(Canvas):  # type: ignore[misc]  # ReportLab ships no types.
    def _make_preamble(self) -> None:
        # ReportLab would name Helvetica, which is not embedded, on every page.
        self._preamble = "1 0 0 1 0 0 cm"


class _Moment:
    """Stands in for ReportLab's clock, which knows only now and the year 2000."""

    def __init__(self, moment: datetime) -> None:
        in_utc = moment.astimezone(UTC)
        self.t = in_utc.timestamp()
        self.YMDhms = in_utc.timetuple()[:6]
        self.dhh = self.dmm = 0


class Sheet:
    """Same calls, same bytes: nothing here reads a clock or a random source."""

    def __init__(self, size: tuple[float, float], about: About) -> None:
        self._file = BytesIO()
        self._canvas = _Canvas(
            self._file, pagesize=size, invariant=1, pageCompression=1, pdfVersion=(1, 7), lang="fa"
        )
        self._canvas.setTitle(about.title)
        self._canvas.setAuthor(about.author)
        self._canvas.setSubject(about.subject)
        self._canvas.setCreator("Mikhak Counter")
        self._canvas._doc._timeStamp = _Moment(about.made_at)
        self._faces: dict[Face, EmbeddedFace] = {}
        self._page: list[str] = []
        self._deferred: list[str] = []
        self._ink = ""
        self._photo: PDFImageXObject | None = None
        self.width, self.height = size

    def write(self, operators: str) -> None:
        self._page.append(operators)

    @contextmanager
    def deferred(self) -> Iterator[None]:
        """What is drawn inside comes after everything else of the page.

        Readers take text in the order of the file: two columns in turns would be read as mixed lines.
        """
        page, self._page = self._page, self._deferred
        self.write(self._ink)
        yield
        self._page = page

    def next_page(self, size: tuple[float, float] | None = None) -> None:
        """`size`: of the new page, where it differs."""
        self._canvas.showPage()
        # ReportLab would pack the page with three times the effort for a twentieth of its size.
        drawn = "\n".join(self._page + self._deferred)
        self._canvas._doc.Pages.pages[-1].Contents = raw_object(packed_stream(drawn.encode("ascii")))
        self._page, self._deferred, self._ink = [], [], ""
        if size is not None:
            self._canvas.setPageSize(size)
            self.width, self.height = size

    def finish(self) -> bytes:
        self.next_page()
        self._canvas.save()
        return self._file.getvalue()

    def _embedded(self, face: Face) -> EmbeddedFace:
        found = self._faces.get(face)
        if found is None:
            found = self._faces[face] = EmbeddedFace(face, f"F{len(self._faces) + 1}")
            self._canvas._doc.delayedFonts.append(found)
        return found

    def ink(self, ink: Ink) -> None:
        self._ink = _ink_operators(ink)
        self.write(self._ink)

    def text(self, line: Line, size: float, at: tuple[float, float], align: Align = "left") -> None:
        x, y = at
        start = x - line.width(size) * _SHARE_BEFORE[align]
        self.write(TextWriter(size, self._embedded).write(line, (start, y)))

    def words(self, text: str, font: Font, at: tuple[float, float], align: Align = "left") -> None:
        """One short line whose room is known to be there."""
        self.text(one_line(text, font), font.size, at, align)

    def justified(self, line: Line, size: float, at: tuple[float, float], width: float) -> None:
        spare = width - line.width(size)
        gap = round(spare * 1000 / size / line.blanks) if line.blanks else 0
        self.write(TextWriter(size, self._embedded).write(line, at, gap))

    def rule(self, start: tuple[float, float], end: tuple[float, float], weight: float) -> None:
        (x1, y1), (x2, y2) = start, end
        self.write(f"{weight:g} w {x1:.2f} {y1:.2f} m {x2:.2f} {y2:.2f} l S")

    def frame(self, box: Box, weight: float) -> None:
        self.write(f"{weight:g} w {box.x:.2f} {box.y:.2f} {box.width:.2f} {box.height:.2f} re S")

    def fill(self, box: Box) -> None:
        self.write(f"{box.x:.2f} {box.y:.2f} {box.width:.2f} {box.height:.2f} re f")

    def cells(self, cells: bytes, side: int, box: Box) -> None:
        """A square of `side` × `side` cells, one byte each, row by row from the top; 1 is inked.

        As an image of one bit a cell: rows of rectangles show seams on screens, and take ten times the room.
        """
        digits = cells.translate(_AS_DIGITS)
        row_bytes = (side + 7) // 8
        rows = [
            (int(digits[at : at + side], 2) << -side % 8).to_bytes(row_bytes)
            for at in range(0, len(cells), side)
        ]
        self.write(
            f"q {box.width:.3f} 0 0 {box.height:.3f} {box.x:.3f} {box.y:.3f} cm"
            f" BI /W {side} /H {side} /IM true /D [1 0] /F /AHx ID {b''.join(rows).hex()}> EI Q"
        )

    @contextmanager
    def turned(self, around: tuple[float, float], degrees: float) -> Iterator[None]:
        """The origin moves to `around` and the axes turn."""
        c, s = cos(radians(degrees)), sin(radians(degrees))
        self.write(f"q {c:.5f} {s:.5f} {-s:.5f} {c:.5f} {around[0]:.2f} {around[1]:.2f} cm")
        yield
        self.write("Q")

    def photo(self, jpeg: bytes, box: Box) -> Box:
        """The JPEG's own bytes, as large as fits into `box` and in its middle; where it came to lie.

        Raises Refused: "paper.photo-not-jpeg".
        """
        image = self._image(jpeg)
        scale = min(box.width / image.width, box.height / image.height)
        width, height = image.width * scale, image.height * scale
        lies = Box(box.x + (box.width - width) / 2, box.y + (box.height - height) / 2, width, height)
        self._canvas._currentPageHasImages = 1
        self._canvas._formsinuse.append("photo")
        name = xObjectName("photo")
        self.write(f"q {width:.3f} 0 0 {height:.3f} {lies.x:.3f} {lies.y:.3f} cm /{name} Do Q")
        return lies

    def _image(self, jpeg: bytes) -> PDFImageXObject:
        """A file holds one photo, however many of its pages show it."""
        if self._photo is None:
            self._photo = PDFImageXObject("photo")
            # ReportLab reads the size from the header and says False where there is none.
            if not jpeg.startswith(_JPEG) or not self._photo.loadImageFromJPEG(BytesIO(jpeg)):
                raise Refused("paper.photo-not-jpeg")
            self._canvas._doc.Reference(self._photo, xObjectName("photo"))
        return self._photo


@lru_cache(64)
def _ink_operators(ink: Ink) -> str:
    """For strokes and for fills."""
    red, green, blue = ink
    return f"{red:g} {green:g} {blue:g} rg {red:g} {green:g} {blue:g} RG"

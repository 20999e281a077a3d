"""The child that takes an upload in: decodes it, judges it, and encodes nothing but its pixels anew.

Run by path, confined as the decoder is.  Arguments: descriptors of the upload, of the file to keep and of
the preview; pages at most, bytes a page at most, CPU seconds.  One JSON object goes to standard output.
"""

from __future__ import annotations

import io
import json
import os
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import IO, TYPE_CHECKING

# By path and isolated, Python knows nothing of our folder; a package of the same name must not come first.
sys.path.insert(0, str(Path(__file__).parents[2]))

from kiosk.adapters import decode_worker as opening
from kiosk.adapters import judging
from kiosk.adapters.decode_worker import DecodeError

if TYPE_CHECKING:
    from PIL import Image

LONGEST = 3600
"""Pixels a side that are kept: an A4 sheet at 300 dpi has 3508."""
PREVIEW = 1600
QUALITIES = (86, 76, 64, 52)
SHRINK = 0.75
DPI = 300


def pages_of(upload: IO[bytes], kind: str, most: int) -> Iterator[Image.Image]:
    """Each page upright, on white, at most `LONGEST` a side.

    Raises:
        DecodeError: "upload.too-many-pages" (pages, limit), "upload.damaged" (page).
    """
    if kind == "PDF":
        yield from _drawn(upload, most)
        return
    pages = opening.count_pages(upload, kind)
    _require_few(pages, most)
    for page in range(pages):
        upload.seek(0)
        picture, damaged = _loaded(upload, kind, page)
        if damaged:
            raise DecodeError("upload.damaged", page=page + 1)
        yield _fitted(opening.on_white(opening.upright(picture)), LONGEST)


def _loaded(upload: IO[bytes], kind: str, page: int) -> tuple[Image.Image, bool]:
    if kind == "JPEG":
        # A photo of many more pixels than are kept is decoded at half or quarter size, which is exact enough.
        picture = opening.open_image(upload, kind)
        if max(picture.size) > 2 * LONGEST and picture.draft("RGB", (LONGEST, LONGEST)):
            try:
                picture.load()
            except OSError:
                return picture, True
            return picture, False
        upload.seek(0)
    return opening.load_image(upload, kind, page)


def _drawn(upload: IO[bytes], most: int) -> Iterator[Image.Image]:
    from PIL import Image

    document = opening.open_pdf(upload)
    _require_few(len(document), most)
    if not len(document):
        raise DecodeError("scan.unreadable")
    for page in range(len(document)):
        bitmap = opening.draw_page(document, page)
        size = (bitmap.width, bitmap.height)
        drawn = Image.frombuffer("RGB", size, bitmap.buffer, "raw", "RGB", bitmap.stride, 1)
        yield _fitted(drawn, LONGEST)


def _require_few(pages: int, most: int) -> None:
    if pages > most:
        raise DecodeError("upload.too-many-pages", pages=pages, limit=most)


def _fitted(picture: Image.Image, side: int) -> Image.Image:
    from PIL import Image

    scale = side / max(picture.size)
    if scale >= 1:
        return picture
    size = (max(1, round(picture.width * scale)), max(1, round(picture.height * scale)))
    return picture.resize(size, Image.Resampling.HAMMING, reducing_gap=1.0)


def encode(picture: Image.Image, limit: int) -> tuple[bytes, tuple[int, int]]:
    """A JPEG of at most `limit` bytes and its size in pixels: coarser first, then smaller."""
    # The file's comment and colour profile would be written again.
    picture.info.clear()
    while True:
        for quality in QUALITIES:
            target = io.BytesIO()
            picture.save(target, "JPEG", quality=quality, dpi=(DPI, DPI))
            if target.tell() <= limit:
                return target.getvalue(), picture.size
            # Twice the bytes never fit by quality alone.
            if target.tell() > 4 * limit:
                break
        picture = _fitted(picture, int(max(picture.size) * SHRINK))


def pdf_of(pages: Sequence[tuple[bytes, tuple[int, int]]]) -> bytes:
    """A PDF of JPEGs, one a page, with nothing else in it."""
    objects = [b"<</Type/Catalog/Pages 2 0 R>>"]
    kids = b" ".join(b"%d 0 R" % (3 + 3 * number) for number in range(len(pages)))
    objects.append(b"<</Type/Pages/Kids[%b]/Count %d>>" % (kids, len(pages)))
    for number, (jpeg, (width, height)) in enumerate(pages):
        across, down = width * 72 / DPI, height * 72 / DPI
        content = b"q %.3f 0 0 %.3f 0 0 cm /I Do Q" % (across, down)
        first = 3 + 3 * number
        objects += [
            b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 %.3f %.3f]/Contents %d 0 R"
            b"/Resources<</XObject<</I %d 0 R>>>>>>" % (across, down, first + 1, first + 2),
            b"<</Length %d>>stream\n%b\nendstream" % (len(content), content),
            b"<</Type/XObject/Subtype/Image/Width %d/Height %d/ColorSpace/DeviceRGB/BitsPerComponent 8"
            b"/Filter/DCTDecode/Length %d>>stream\n%b\nendstream" % (width, height, len(jpeg), jpeg),
        ]
    return _file_of(objects)


def _file_of(objects: Sequence[bytes]) -> bytes:
    out, table = bytearray(b"%PDF-1.4\n"), bytearray(b"0000000000 65535 f \n")
    for number, body in enumerate(objects, 1):
        table += b"%010d 00000 n \n" % len(out)
        out += b"%d 0 obj\n%b\nendobj\n" % (number, body)
    start, size = len(out), len(objects) + 1
    trailer = b"trailer<</Size %d/Root 1 0 R>>\nstartxref\n%d\n%%%%EOF\n" % (size, start)
    return bytes(out + b"xref\n0 %d\n" % size + table + trailer)


def take_in(upload: IO[bytes], limits: tuple[int, int], outputs: tuple[int, int]) -> dict[str, object]:
    """`limits`: pages, bytes a page; `outputs`: descriptors of what is kept and of the preview."""
    kind = opening.magic(upload.read(8))
    upload.seek(0)
    opening.prepare_pictures()
    if kind == "PDF":
        import pypdfium2  # noqa: F401 - loaded while its folder can be read
    opening.drop_privileges()
    kept: list[tuple[bytes, tuple[int, int]]] = []
    found: list[list[str]] = []
    facts: dict[str, object] = {}
    for picture in pages_of(upload, kind, limits[0]):
        if not kept:
            facts = _first_page(picture, outputs[1])
        found.append(judging.problems(picture))
        kept.append(encode(picture, limits[1]))
    several = len(kept) > 1
    content = pdf_of(kept) if several else kept[0][0]
    opening.write_all(outputs[0], content)
    (width, height) = kept[0][1]
    return facts | {
        "bytes": len(content),
        "format": "PDF" if several else "JPEG",
        "width": width,
        "height": height,
        "pages": len(kept),
        "found": _of_all(found),
    }


def _first_page(picture: Image.Image, output: int) -> dict[str, object]:
    preview = _fitted(picture, PREVIEW)
    for band in opening.bands(preview):
        opening.write_all(output, band)
    shown = {"preview_width": preview.width, "preview_height": preview.height}
    return {"likeness": judging.likeness(picture).hex(), **shown}


def _of_all(found: Sequence[Sequence[str]]) -> list[str]:
    """What any page shows; only a file whose pages are all blank is blank."""
    written = [problems for problems in found if problems != ["blank"]]
    return sorted({problem for problems in written or found for problem in problems})


def answer(upload: IO[bytes], limits: tuple[int, int], outputs: tuple[int, int]) -> dict[str, object]:
    try:
        return take_in(upload, limits, outputs)
    except DecodeError as error:
        return {"refused": error.key, **error.details}
    except MemoryError:
        return {"refused": "scan.too-heavy"}
    except ImportError:
        return {"broken": True}
    except Exception:  # noqa: BLE001 - hostile bytes provoke anything, and the text may quote them
        return {"refused": "scan.unreadable"}


def main() -> None:
    source, kept, preview, pages, page_bytes, cpu_seconds = (int(argument) for argument in sys.argv[1:7])
    opening.confine(cpu_seconds)
    with os.fdopen(source, "rb") as upload:
        reply = answer(upload, (pages, page_bytes), (kept, preview))
    opening.write_all(sys.stdout.fileno(), json.dumps(reply).encode())
    os._exit(0)


if __name__ == "__main__":
    main()

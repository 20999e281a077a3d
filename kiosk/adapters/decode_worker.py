"""The child that opens an upload: limited, alone, without network.  Run by path; imports nothing of ours.

Arguments: input descriptor, output descriptor, page index, CPU seconds.  The pixels (RGB, 8 bit, top
row first) go to the output descriptor, one JSON object to standard output.
"""

from __future__ import annotations

import contextlib
import ctypes
import json
import math
import os
import resource
import signal
import struct
import sys
import warnings
from collections.abc import Iterator
from typing import IO, TYPE_CHECKING

if TYPE_CHECKING:
    from PIL import Image
    from pypdfium2 import PdfBitmap, PdfDocument

MAX_BYTES = 25_000_000
MAX_PIXELS = 50_000_000
MAX_SIDE = 15_000
MAX_PAGES = 60

DPI = 300
POINTS_PER_INCH = 72
LARGEST_PAGE_POINTS = 14_400
"""The largest page PDF 1.7 allows without a user unit; more is a lie or an attack."""

NOBODY = 65_534
EXIF_ORIENTATION = 0x0112
BAND_ROWS = 256


class DecodeError(Exception):
    """Why the upload is not shown: a key and numbers, never a piece of the file."""

    def __init__(self, key: str, **details: int) -> None:
        super().__init__(key)
        self.key = key
        self.details = details


def confine(cpu_seconds: int) -> None:
    """Give up everything a decoder does not need; what the system does not permit is left as it is."""
    for limit, value in (
        (resource.RLIMIT_CORE, 0),
        (resource.RLIMIT_AS, 1 << 30),
        (resource.RLIMIT_FSIZE, MAX_PIXELS * 3),
        (resource.RLIMIT_NOFILE, 32),
        (resource.RLIMIT_NPROC, 0),
    ):
        resource.setrlimit(limit, (value, value))
    resource.setrlimit(resource.RLIMIT_CPU, (cpu_seconds, cpu_seconds + 1))
    # Python ignores SIGXFSZ; a decoder that fills the disk should end at once.
    signal.signal(signal.SIGXFSZ, signal.SIG_DFL)
    with contextlib.suppress(OSError):
        os.nice(5)
    libc = ctypes.CDLL(None)
    no_new_privileges, new_user, new_network = 38, 0x10000000, 0x40000000
    libc.prctl(no_new_privileges, 1, 0, 0, 0)
    if libc.unshare(new_network) != 0:
        libc.unshare(new_user | new_network)


def drop_privileges() -> None:
    """Become nobody without capabilities; called after the imports, which may need root's folders."""
    if os.getuid() == 0:
        with contextlib.suppress(OSError):
            os.setgroups([])
            os.setresgid(NOBODY, NOBODY, NOBODY)
            os.setresuid(NOBODY, NOBODY, NOBODY)
    version_3 = 0x20080522
    ctypes.CDLL(None).capset(struct.pack("=II", version_3, 0), bytes(24))


def magic(head: bytes) -> str:
    if head.startswith(b"\xff\xd8\xff"):
        return "JPEG"
    if head.startswith(b"\x89PNG\r\n\x1a\n"):
        return "PNG"
    if head.startswith((b"II*\0", b"MM\0*")):
        return "TIFF"
    if head.startswith(b"%PDF-"):
        return "PDF"
    raise DecodeError("scan.not-an-image")


def check_size(width: int, height: int) -> None:
    if width * height > MAX_PIXELS or max(width, height) > MAX_SIDE:
        raise DecodeError("scan.too-many-pixels", width=width, height=height)


def open_image(upload: IO[bytes], kind: str, page: int = 0) -> Image.Image:
    """Raises OSError and the decoder's own errors when the head is unreadable, EOFError beyond the end."""
    from PIL import Image

    # Naming the format keeps the other plugins shut: one of them would start Ghostscript.
    try:
        picture = Image.open(upload, formats=(kind,))
        if page:
            picture.seek(page)
    except (Image.DecompressionBombError, Image.DecompressionBombWarning):
        raise DecodeError("scan.too-many-pixels") from None
    check_size(*picture.size)
    return picture


def count_pages(upload: IO[bytes], kind: str, most: int = MAX_PAGES) -> int:
    """How many pictures the file holds, counted up to one more than `most`."""
    if kind != "TIFF":
        return 1
    picture, pages = open_image(upload, kind), 1
    with contextlib.suppress(EOFError):
        while pages <= most:
            picture.seek(pages)
            pages += 1
    upload.seek(0)
    return pages


def load_image(upload: IO[bytes], kind: str, page: int = 0) -> tuple[Image.Image, bool]:
    """The pixels as stored, and whether part of them was missing."""
    from PIL import ImageFile

    picture = open_image(upload, kind, page)
    try:
        picture.load()
    except MemoryError:
        raise
    except Exception:  # noqa: BLE001 - decoders raise many kinds; a second, lenient reading decides
        ImageFile.LOAD_TRUNCATED_IMAGES = True
        upload.seek(0)
        picture = open_image(upload, kind, page)
        picture.load()
        return picture, True
    return picture, False


def upright(picture: Image.Image) -> Image.Image:
    from PIL import Image

    try:
        orientation = picture.getexif().get(EXIF_ORIENTATION, 1)
    except Exception:  # noqa: BLE001 - a garbled EXIF block must not hide a readable picture
        return picture
    turn = {
        2: Image.Transpose.FLIP_LEFT_RIGHT,
        3: Image.Transpose.ROTATE_180,
        4: Image.Transpose.FLIP_TOP_BOTTOM,
        5: Image.Transpose.TRANSPOSE,
        6: Image.Transpose.ROTATE_270,
        7: Image.Transpose.TRANSVERSE,
        8: Image.Transpose.ROTATE_90,
    }.get(orientation)
    return picture if turn is None else picture.transpose(turn)


def on_white(picture: Image.Image) -> Image.Image:
    """RGB of 8 bits, whatever came in."""
    from PIL import Image

    if picture.mode.startswith("I;16") or picture.mode == "I":
        # Converting clips at 255; a 16-bit scan has to be scaled down instead.
        picture = picture.convert("I").point(lambda value: value * (1 / 256)).convert("L")
    if picture.has_transparency_data:
        layer = picture.convert("RGBA")
        paper = Image.new("RGB", layer.size, "white")
        paper.paste(layer, mask=layer.getchannel("A"))
        return paper
    return picture if picture.mode == "RGB" else picture.convert("RGB")


def bands(picture: Image.Image) -> Iterator[bytes]:
    """The pixels in pieces: one whole copy less in memory."""
    for top in range(0, picture.height, BAND_ROWS):
        bottom = min(top + BAND_ROWS, picture.height)
        yield picture.crop((0, top, picture.width, bottom)).tobytes()


def write_all(descriptor: int, piece: bytes | memoryview) -> None:
    rest = memoryview(piece)
    while rest:
        rest = rest[os.write(descriptor, rest) :]


def prepare_pictures() -> None:
    """Load what decodes pictures, and let it warn of bombs by an error."""
    from PIL import (  # noqa: F401 - loaded while the folders can be read
        Image,
        ImageFile,
        JpegImagePlugin,
        MpoImagePlugin,
        PngImagePlugin,
        TiffImagePlugin,
    )

    Image.MAX_IMAGE_PIXELS = MAX_PIXELS
    warnings.simplefilter("ignore")
    warnings.simplefilter("error", Image.DecompressionBombWarning)
    Image.preinit()


def decode_image(upload: IO[bytes], kind: str, page: int, output: int) -> dict[str, object]:
    prepare_pictures()
    drop_privileges()
    pages = count_pages(upload, kind)
    if not 0 <= page < min(pages, MAX_PAGES):
        raise DecodeError("scan.no-such-page", page=page + 1, pages=min(pages, MAX_PAGES))
    picture, damaged = load_image(upload, kind, page)
    picture = on_white(upright(picture))
    for band in bands(picture):
        write_all(output, band)
    return {"width": picture.width, "height": picture.height, "pages": pages, "damaged": damaged}


def open_pdf(upload: IO[bytes]) -> PdfDocument:
    import pypdfium2
    from pypdfium2 import raw

    try:
        return pypdfium2.PdfDocument(upload.read())
    except pypdfium2.PdfiumError as error:
        encrypted = error.err_code in (raw.FPDF_ERR_PASSWORD, raw.FPDF_ERR_SECURITY)
        raise DecodeError("scan.encrypted" if encrypted else "scan.unreadable") from None


def draw_page(document: PdfDocument, page: int) -> PdfBitmap:
    sheet = document[page]
    bitmap = sheet.render(scale=pdf_scale(*sheet.get_size()), may_draw_forms=False, rev_byteorder=True)
    check_size(bitmap.width, bitmap.height)
    return bitmap


def decode_pdf(upload: IO[bytes], page: int, output: int) -> dict[str, object]:
    import pypdfium2  # noqa: F401 - loaded while its folder can be read

    drop_privileges()
    document = open_pdf(upload)
    pages = len(document)
    if not 0 <= page < min(pages, MAX_PAGES):
        raise DecodeError("scan.no-such-page", page=page + 1, pages=min(pages, MAX_PAGES))
    bitmap = draw_page(document, page)
    rows = memoryview(bitmap.buffer).cast("B")
    if bitmap.stride == bitmap.width * 3:
        write_all(output, rows[: bitmap.stride * bitmap.height])
    else:
        for top in range(bitmap.height):
            write_all(output, rows[top * bitmap.stride :][: bitmap.width * 3])
    return {"width": bitmap.width, "height": bitmap.height, "pages": pages, "damaged": False}


def pdf_scale(width: float, height: float) -> float:
    """Pixels per point: 300 dpi, less for a page that would pass the pixel limits."""
    if not (1 <= width <= LARGEST_PAGE_POINTS and 1 <= height <= LARGEST_PAGE_POINTS):
        raise DecodeError("scan.too-many-pixels")
    # Sides are rounded up to whole pixels: stay one pixel below each limit.
    by_area = math.sqrt((MAX_PIXELS - 2 * MAX_SIDE) / (width * height))
    return min(DPI / POINTS_PER_INCH, by_area, (MAX_SIDE - 1) / max(width, height))


def answer(upload: IO[bytes], page: int, output: int) -> dict[str, object]:
    try:
        kind = magic(upload.read(8))
        upload.seek(0)
        if kind == "PDF":
            return decode_pdf(upload, page, output)
        return decode_image(upload, kind, page, output)
    except DecodeError as error:
        return {"refused": error.key, **error.details}
    except MemoryError:
        return {"refused": "scan.too-heavy"}
    except ImportError:
        return {"broken": True}
    except Exception:  # noqa: BLE001 - hostile bytes provoke anything, and the text may quote them
        return {"refused": "scan.unreadable"}


def main() -> None:
    source, output, page, cpu_seconds = (int(argument) for argument in sys.argv[1:5])
    confine(cpu_seconds)
    with os.fdopen(source, "rb") as upload:
        reply = answer(upload, page, output)
    write_all(sys.stdout.fileno(), json.dumps(reply).encode())
    # Leave without the libraries' own clean-up, which may run into the limits.
    os._exit(0)


if __name__ == "__main__":
    main()

"""Uploads nobody should send, each built from a few bytes when it is asked for; none is stored."""

from __future__ import annotations

import io
import random
import struct
import zlib
from collections.abc import Callable, Mapping

from PIL import Image, ImageDraw

JPEG_START_OF_FRAME = b"\xff\xc0"
A4_POINTS = b"595 842"
SHORT_LINE = b"0 0 m 100 100 l S"


def noise(length: int) -> bytes:
    return random.Random(20).randbytes(length)  # noqa: S311 - repeatable garbage, no secret


def saved(picture: Image.Image, kind: str, **options: object) -> bytes:
    target = io.BytesIO()
    picture.save(target, kind, **options)
    return target.getvalue()


def specimen() -> Image.Image:
    """A page with something on it: 600 × 800, a red corner at the top left."""
    page = Image.new("RGB", (600, 800), "white")
    pen = ImageDraw.Draw(page)
    pen.rectangle((0, 0, 150, 150), "red")
    for row in range(200, 780, 12):
        pen.line((40, row, 40 + row % 500, row), "black", 3)
    return page


def jpeg() -> bytes:
    return saved(specimen(), "JPEG", quality=85)


def chunk(kind: bytes, body: bytes) -> bytes:
    return struct.pack(">I", len(body)) + kind + body + struct.pack(">I", zlib.crc32(kind + body))


def png(width: int, height: int, body: bytes, *extra: bytes, colour_type: int = 2) -> bytes:
    """A PNG whose head may say anything; `body` is the packed pixel stream."""
    head = struct.pack(">IIBBBBB", width, height, 8, colour_type, 0, 0, 0)
    chunks = (chunk(b"IHDR", head), *extra, chunk(b"IDAT", zlib.compress(body, 1)), chunk(b"IEND", b""))
    return b"\x89PNG\r\n\x1a\n" + b"".join(chunks)


def little_png(*extra: bytes) -> bytes:
    return png(8, 8, bytes(72), *extra, colour_type=0)


def unpacking_chunk(kind: bytes) -> bytes:
    """A chunk of 100 KB that unpacks to 100 MB."""
    return chunk(kind, b"c\0\0" + zlib.compress(b"A" * 100_000_000, 1))


def jpeg_claiming(width: int, height: int) -> bytes:
    data = bytearray(jpeg())
    start = data.index(JPEG_START_OF_FRAME)
    data[start + 5 : start + 9] = struct.pack(">HH", height, width)
    return bytes(data)


def garbled_jpeg() -> bytes:
    data = jpeg()
    middle = len(data) // 2
    return data[:middle] + noise(2000) + data[middle + 2000 :]


def turned_jpeg(orientation: int) -> bytes:
    exif = Image.Exif()
    exif[0x0112] = orientation
    return saved(specimen(), "JPEG", quality=85, exif=exif)


def photo_cd() -> bytes:
    """A format whose mark is not at the start, behind the mark of a JPEG."""
    return b"\xff\xd8\xff".ljust(2048, b"\0") + b"PCD_IPI".ljust(1_400_000, b"\0")


def garbled_exif_jpeg() -> bytes:
    body = b"Exif\0\0MM\0*\0\0\0\x08\xff\xff" + noise(300)
    return b"\xff\xd8\xff\xe1" + struct.pack(">H", len(body) + 2) + body + jpeg()[2:]


def pdf(objects: Mapping[int, bytes]) -> bytes:
    out, places = bytearray(b"%PDF-1.7\n"), {}
    for number, body in objects.items():
        places[number] = len(out)
        out += b"%d 0 obj\n" % number + body + b"\nendobj\n"
    table, size = len(out), max(objects) + 1
    out += b"xref\n0 %d\n0000000000 65535 f \n" % size
    for number in range(1, size):
        out += b"%010d 00000 n \n" % places.get(number, 0)
    trailer = b"trailer<</Size %d/Root 1 0 R>>\nstartxref\n%d\n%%%%EOF" % (size, table)
    return bytes(out) + trailer


def stream(body: bytes, head: bytes = b"") -> bytes:
    return b"<<" + head + b"/Length %d>>stream\n" % len(body) + body + b"\nendstream"


def packed(body: bytes, head: bytes = b"") -> bytes:
    return stream(zlib.compress(body, 1), head + b"/Filter/FlateDecode")


def one_page_pdf(
    contents: bytes,
    *,
    box: bytes = A4_POINTS,
    resources: bytes = b"",
    catalog: bytes = b"",
    kids: int = 1,
    more: Mapping[int, bytes] | None = None,
) -> bytes:
    """`contents` is the whole object 4; with `kids` the same page is listed many times."""
    page = b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 %s]/Contents 4 0 R/Resources<<%s>>>>" % (box, resources)
    objects = {
        1: b"<</Type/Catalog/Pages 2 0 R" + catalog + b">>",
        2: b"<</Type/Pages/Kids[" + b"3 0 R " * kids + b"]/Count %d>>" % kids,
        3: page,
        4: contents,
    }
    return pdf(objects | dict(more or {}))


def form(content: bytes, resources: bytes = b"") -> bytes:
    head = b"/Type/XObject/Subtype/Form/BBox[0 0 595 842]/Resources<<" + resources + b">>"
    return stream(content, head)


def recursive_pdf() -> bytes:
    """592 bytes that took 19.6 GB in a process without limits: a form that draws itself twice."""
    itself = b"/XObject<</F 5 0 R>>"
    return one_page_pdf(stream(b"/F Do /F Do"), resources=itself, more={5: form(b"/F Do /F Do", itself)})


def laughing_pdf() -> bytes:
    """Forms that draw ten others each, twelve levels deep."""
    more = {number: form(b"/F Do " * 10, b"/XObject<</F %d 0 R>>" % (number + 1)) for number in range(5, 16)}
    more[16] = form(SHORT_LINE)
    return one_page_pdf(stream(b"/F Do "), resources=b"/XObject<</F 5 0 R>>", more=more)


def endless_content_pdf() -> bytes:
    return one_page_pdf(packed(b"0 0 m 1 1 l S\n" * 15_000_000))


def curves_pdf() -> bytes:
    """Small enough to send, too slow to draw."""
    curve = b"%d %d m %d %d %d %d %d %d c S "
    curves = (
        curve
        % (i % 595, i % 842, i * 7 % 595, i * 3 % 842, i * 11 % 595, i * 5 % 842, i * 13 % 595, i * 17 % 842)
        for i in range(400_000)
    )
    return one_page_pdf(stream(b"".join(curves)))


def wide_picture_pdf() -> bytes:
    """A picture of 30,000 × 30,000 points of ink inside an A4 page."""
    head = b"/Type/XObject/Subtype/Image/Width 30000/Height 30000/BitsPerComponent 1/ColorSpace/DeviceGray"
    return one_page_pdf(
        stream(b"595 0 0 842 0 0 cm /I Do"),
        resources=b"/XObject<</I 5 0 R>>",
        more={5: packed(bytes(30_000 // 8 * 30_000), head)},
    )


def acting_pdf(action: bytes) -> bytes:
    return one_page_pdf(stream(SHORT_LINE), catalog=b"/OpenAction<<" + action + b">>")


def tiff_of(pages: int) -> bytes:
    page = Image.new("L", (20, 30), 200)
    return saved(page, "TIFF", save_all=True, append_images=[page] * (pages - 1))


def endless_tiff() -> bytes:
    """A directory that names itself as the next one."""
    data = bytearray(saved(Image.new("L", (20, 30)), "TIFF"))
    start = struct.unpack_from("<I", data, 4)[0]
    entries = struct.unpack_from("<H", data, start)[0]
    struct.pack_into("<I", data, start + 2 + entries * 12, start)
    return bytes(data)


def encrypted_pdf() -> bytes:
    import pikepdf

    target = io.BytesIO()
    with pikepdf.open(io.BytesIO(one_page_pdf(stream(SHORT_LINE)))) as document:
        document.save(target, encryption=pikepdf.Encryption(user="u", owner="o", R=6))
    return target.getvalue()


SHOWN = "shown"
DAMAGED = "damaged"
CONTAINED = "contained"
"""Refused or shown, as the library decides; what counts is that nothing else happens."""

CORPUS: Mapping[str, tuple[Callable[[], bytes], str]] = {
    "nothing": (lambda: b"", "scan.not-an-image"),
    "program": (lambda: b"MZ" + noise(2000), "scan.not-an-image"),
    "web page": (lambda: b"<html><body>hi</body></html>", "scan.not-an-image"),
    "svg": (lambda: b"<svg><image href='file:///etc/passwd'/></svg>", "scan.not-an-image"),
    "gif": (lambda: saved(Image.new("P", (10, 10)), "GIF"), "scan.not-an-image"),
    "tiff": (lambda: saved(Image.new("RGB", (20, 20)), "TIFF"), SHOWN),
    "tiff magic alone": (lambda: b"II*\0" + noise(500), "scan.unreadable"),
    "tiff that lists itself": (endless_tiff, CONTAINED),
    "tiff of 2,000 pages": (lambda: tiff_of(2000), SHOWN),
    "half a tiff": (lambda: tiff_of(3)[:900], CONTAINED),
    "postscript named as a picture": (
        lambda: b"%!PS-Adobe-3.0 EPSF-3.0\n%%BoundingBox: 0 0 9 9\n%%EndComments\nshowpage\n%%EOF\n",
        "scan.not-an-image",
    ),
    "magic not at the start": (lambda: b"GIF89a" + jpeg(), "scan.not-an-image"),
    "pdf after a comment": (lambda: b"#!/bin/sh\n" + recursive_pdf(), "scan.not-an-image"),
    "jpeg with a web page behind": (lambda: jpeg() + b"<script>alert(1)</script>", SHOWN),
    "jpeg with an archive behind": (lambda: jpeg() + b"PK\x03\x04" + bytes(40), SHOWN),
    "photo cd that begins as a jpeg": (photo_cd, "scan.unreadable"),
    "half a jpeg": (lambda: jpeg()[: len(jpeg()) // 2], DAMAGED),
    "head of a jpeg": (lambda: jpeg()[:100], "scan.unreadable"),
    "garbled jpeg": (garbled_jpeg, CONTAINED),
    "jpeg claiming 65,000 a side": (lambda: jpeg_claiming(65_000, 65_000), "scan.too-many-pixels"),
    "jpeg claiming a ribbon": (lambda: jpeg_claiming(60_000, 10), "scan.too-many-pixels"),
    "jpeg with garbled exif": (garbled_exif_jpeg, SHOWN),
    "png of 12,000 a side": (lambda: png(12_000, 12_000, bytes(9000)), "scan.too-many-pixels"),
    "png of 30,000 a side": (lambda: png(30_000, 30_000, b""), "scan.too-many-pixels"),
    "png of no width": (lambda: png(0, 9, b""), "scan.unreadable"),
    "png that promises more than it holds": (lambda: png(3000, 3000, bytes(100)), CONTAINED),
    "png with a text that unpacks": (lambda: little_png(unpacking_chunk(b"zTXt")), CONTAINED),
    "png with a profile that unpacks": (lambda: little_png(unpacking_chunk(b"iCCP")), CONTAINED),
    "png magic alone": (lambda: b"\x89PNG\r\n\x1a\n" + noise(500), "scan.unreadable"),
    "pdf that draws itself": (recursive_pdf, "scan.too-heavy"),
    "pdf of a billion forms": (laughing_pdf, "scan.too-heavy"),
    "pdf with an endless page": (endless_content_pdf, "scan.too-heavy"),
    "pdf with too many curves": (curves_pdf, "scan.too-heavy"),
    "pdf of 5 km a side": (
        lambda: one_page_pdf(stream(SHORT_LINE), box=b"14400000 14400000"),
        "scan.too-many-pixels",
    ),
    "pdf with a wide picture": (wide_picture_pdf, CONTAINED),
    "pdf that runs a script": (lambda: acting_pdf(b"/S/JavaScript/JS(while\\(1\\){})"), SHOWN),
    "pdf that starts a program": (lambda: acting_pdf(b"/S/Launch/F(/bin/sh)"), SHOWN),
    "pdf of 20,000 pages": (lambda: one_page_pdf(stream(SHORT_LINE), kids=20_000), SHOWN),
    "pdf without pages": (lambda: one_page_pdf(stream(SHORT_LINE), kids=0), "scan.unreadable"),
    "half a pdf": (lambda: one_page_pdf(stream(SHORT_LINE))[:80], "scan.unreadable"),
    "pdf magic alone": (lambda: b"%PDF-1.4\n" + noise(4000), "scan.unreadable"),
    "encrypted pdf": (encrypted_pdf, "scan.encrypted"),
}

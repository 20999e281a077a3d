"""Finding the seals on a decoded page."""

from __future__ import annotations

from kiosk.domain.scan import Page
from kiosk.domain.seal import looks_like_seal


def seals_on(page: Page) -> list[str]:
    """The texts of the QR codes that begin as a seal of ours does."""
    import zxingcpp

    pixels = memoryview(page.rgb).cast("B", (page.height, page.width, 3))
    codes = zxingcpp.read_barcodes(pixels, formats=zxingcpp.BarcodeFormats(zxingcpp.BarcodeFormat.QRCode))
    return [code.text for code in codes if looks_like_seal(code.text)]

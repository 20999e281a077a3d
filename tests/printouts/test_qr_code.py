from __future__ import annotations

import pytest
import zxingcpp
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image
from qrcode.constants import ERROR_CORRECT_M
from qrcode.main import QRCode
from qrcode.util import MODE_NUMBER, QRData

from kiosk.domain.errors import Refused
from printouts.qr_code import Grid, grid
from tests.printouts.papers import seal

LONGEST_OF_VERSIONS = (34, 63, 101, 149, 202, 255, 293, 365, 432, 513, 604, 691, 796, 871, 991, 1082)


def drawn_by_the_package(digits: str) -> Grid:
    code = QRCode(None, ERROR_CORRECT_M, border=0, mask_pattern=3)
    code.add_data(QRData(digits.encode("ascii"), mode=MODE_NUMBER))
    code.make()
    return Grid(code.modules_count, bytes(cell for row in code.modules for cell in row))


@settings(deadline=None)  # The first code of each size takes longer.
@given(st.integers(4, 1082), st.integers(0))
def test_the_code_is_the_one_the_package_draws(length: int, seed: int) -> None:
    # Random digits: the package fails on a block of nothing but zeros.
    assert grid(seal(length, seed)) == drawn_by_the_package(seal(length, seed))


@pytest.mark.parametrize("length", [n + more for n in LONGEST_OF_VERSIONS for more in (0, 1)][:-1])
def test_each_version_is_filled_to_its_last_digit(length: int) -> None:
    assert grid(seal(length)) == drawn_by_the_package(seal(length))


@pytest.mark.parametrize("digits", ["0", "0" * 361, "9" * 1082])
def test_a_reader_gives_the_digits_back(digits: str) -> None:
    code = grid(digits)
    image = Image.frombytes("L", (code.side, code.side), code.cells.translate(bytes([255, 0]) + bytes(254)))
    page = Image.new("L", (code.side + 8, code.side + 8), 255)
    page.paste(image, (4, 4))

    assert [found.text for found in zxingcpp.read_barcodes(page.resize((page.width * 4,) * 2))] == [digits]


@pytest.mark.parametrize("wrong", ["", "46A", "٤٦١", "4 6"])
def test_only_digits_are_drawn(wrong: str) -> None:
    with pytest.raises(Refused, match=r"^paper\.seal-not-digits$"):
        grid(wrong)


def test_more_digits_than_the_largest_code_holds_are_refused() -> None:
    with pytest.raises(Refused, match=r"^paper\.does-not-fit$"):
        grid("1" * 1083)

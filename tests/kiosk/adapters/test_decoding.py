from __future__ import annotations

import json
import resource
import shutil
import subprocess
import sys
import threading
import time
from pathlib import Path

import pytest
from PIL import Image

from kiosk.adapters import decode_worker, decoding
from kiosk.domain.errors import Refused, Unavailable
from kiosk.domain.scan import Page
from tests.kiosk.adapters import hostile

HOUSE = Path(decoding.__file__).parents[2]
CHILD_MEMORY_KIB = 1_100_000


def pixel(page: Page, x: int, y: int) -> tuple[int, int, int]:
    start = (y * page.width + x) * 3
    red, green, blue = page.rgb[start : start + 3]
    return red, green, blue


def is_red(colour: tuple[int, int, int]) -> bool:
    return colour[0] > 200 and colour[1] < 60 and colour[2] < 60


def refusal_of(data: bytes, page: int = 0) -> Refused:
    with pytest.raises(Refused) as caught:
        decoding.decode(data, page)
    return caught.value


def outcome_of(data: bytes) -> str:
    try:
        page = decoding.decode(data)
    except Refused as refusal:
        return refusal.key
    return hostile.DAMAGED if page.damaged else hostile.SHOWN


def test_a_jpeg_becomes_its_pixels() -> None:
    page = decoding.decode(hostile.jpeg())

    assert (page.width, page.height, page.pages, page.damaged) == (600, 800, 1, False)
    assert len(page.rgb) == 600 * 800 * 3
    assert is_red(pixel(page, 20, 20))
    assert pixel(page, 590, 790) == (255, 255, 255)


def test_a_pdf_page_is_drawn_at_300_dots_an_inch() -> None:
    page = decoding.decode(hostile.saved(hostile.specimen(), "PDF", resolution=100))

    assert abs(page.width - 1800) <= 1
    assert abs(page.height - 2400) <= 1
    assert is_red(pixel(page, 60, 60))


def test_each_page_of_a_pdf_can_be_asked_for_and_no_other() -> None:
    blue = Image.new("RGB", (100, 100), "blue")
    data = hostile.saved(Image.new("RGB", (100, 100), "red"), "PDF", save_all=True, append_images=[blue])

    first, second = decoding.decode(data, 0), decoding.decode(data, 1)

    assert (first.pages, second.pages) == (2, 2)
    assert is_red(pixel(first, 50, 50))
    assert pixel(second, 50, 50)[2] > 200
    missing = refusal_of(data, 2)
    assert missing.key == "scan.no-such-page"
    assert missing.details == {"page": 3, "pages": 2}
    assert refusal_of(data, -1).key == "scan.no-such-page"
    assert refusal_of(hostile.jpeg(), 1).key == "scan.no-such-page"


def test_each_frame_of_a_tiff_is_a_page() -> None:
    blue = Image.new("RGB", (90, 40), "blue")
    data = hostile.saved(Image.new("RGB", (100, 100), "red"), "TIFF", save_all=True, append_images=[blue])

    first, second = decoding.decode(data, 0), decoding.decode(data, 1)

    assert (first.pages, second.pages) == (2, 2)
    assert is_red(pixel(first, 50, 50))
    assert (second.width, second.height, pixel(second, 9, 9)[2] > 200) == (90, 40, True)
    assert refusal_of(data, 2).key == "scan.no-such-page"


@pytest.mark.parametrize("compression", ["raw", "tiff_lzw", "tiff_deflate", "jpeg", "packbits"])
def test_a_turned_tiff_comes_out_upright(compression: str) -> None:
    data = hostile.saved(hostile.specimen(), "TIFF", compression=compression, tiffinfo={0x0112: 6})

    page = decoding.decode(data)

    assert (page.width, page.height) == (800, 600)
    assert is_red(pixel(page, 780, 20))


def test_only_the_first_sixty_pages_of_a_pdf_are_shown() -> None:
    data = hostile.one_page_pdf(hostile.stream(hostile.SHORT_LINE), kids=100)

    assert decoding.decode(data, 59).pages == 100
    assert refusal_of(data, 60).key == "scan.no-such-page"


@pytest.mark.parametrize(
    ("orientation", "corner"),
    [
        (1, (20, 20)),
        (2, (580, 20)),
        (3, (580, 780)),
        (4, (20, 780)),
        (5, (20, 20)),
        (6, (780, 20)),
        (7, (780, 580)),
        (8, (20, 580)),
    ],
)
def test_a_photo_comes_out_upright(orientation: int, corner: tuple[int, int]) -> None:
    page = decoding.decode(hostile.turned_jpeg(orientation))

    assert (page.width, page.height) == ((600, 800) if orientation < 5 else (800, 600))
    assert is_red(pixel(page, *corner))


@pytest.mark.parametrize(
    ("data", "colour"),
    [
        (hostile.saved(Image.new("RGBA", (9, 9), (255, 0, 0, 0)), "PNG"), (255, 255, 255)),
        (hostile.saved(Image.new("LA", (9, 9), (0, 128)), "PNG"), (127, 127, 127)),
        (hostile.saved(Image.new("I;16", (9, 9), 40_000), "PNG"), (156, 156, 156)),
        (hostile.saved(Image.new("1", (9, 9), 1), "PNG"), (255, 255, 255)),
        (hostile.saved(Image.new("P", (9, 9), 0), "PNG"), (0, 0, 0)),
        (hostile.saved(Image.new("P", (9, 9), 0), "PNG", transparency=0), (255, 255, 255)),
        (hostile.saved(Image.new("CMYK", (9, 9), (0, 0, 0, 255)), "JPEG"), (0, 0, 0)),
    ],
)
def test_every_kind_of_pixel_becomes_rgb_on_white(data: bytes, colour: tuple[int, int, int]) -> None:
    assert pixel(decoding.decode(data), 4, 4) == colour


def test_a_wide_page_is_drawn_smaller_and_stays_within_the_limits() -> None:
    page = decoding.decode(hostile.one_page_pdf(hostile.stream(hostile.SHORT_LINE), box=b"14400 3000"))

    assert max(page.width, page.height) <= decode_worker.MAX_SIDE
    assert page.width * page.height <= decode_worker.MAX_PIXELS
    assert len(page.rgb) == page.width * page.height * 3


@pytest.mark.parametrize("name", hostile.CORPUS)
def test_a_hostile_upload_is_refused_or_shown_and_nothing_else(
    name: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(decoding, "CPU_SECONDS", 3)
    build, expected = hostile.CORPUS[name]
    data = build()

    started = time.monotonic()
    outcome = outcome_of(data)

    assert expected in {outcome, hostile.CONTAINED}
    assert time.monotonic() - started < decoding.WALL_SECONDS + 1
    assert resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss < CHILD_MEMORY_KIB


def test_a_file_over_25_megabytes_is_refused_before_a_child_starts(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(decoding, "WORKER", Path("/nonexistent"))

    assert refusal_of(hostile.jpeg() + bytes(decode_worker.MAX_BYTES)).key == "scan.too-large"


def test_the_child_itself_refuses_other_formats(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(decoding, "magic", lambda head: "JPEG")

    assert refusal_of(hostile.saved(Image.new("P", (9, 9)), "GIF")).key == "scan.not-an-image"


CONFINED = """
import json, os, resource, runpy, socket, sys
worker = runpy.run_path(sys.argv[1], run_name="worker")
worker["confine"](8)
worker["drop_privileges"]()
def possible(deed):
    try:
        deed()
    except OSError:
        return False
    return True
def full_output():
    with open(os.memfd_create("big"), "wb") as file:
        os.posix_fallocate(file.fileno(), 0, 150_000_001)
import signal; signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
print(json.dumps({
    "memory": resource.getrlimit(resource.RLIMIT_AS)[0],
    "processor": resource.getrlimit(resource.RLIMIT_CPU)[0],
    "core": resource.getrlimit(resource.RLIMIT_CORE)[0],
    "files": resource.getrlimit(resource.RLIMIT_NOFILE)[0],
    "root": os.getuid() == 0,
    "environment": dict(os.environ),
    "new privileges": "NoNewPrivs:\\t1" not in open("/proc/self/status").read(),
    "start a process": possible(os.fork),
    "write a large file": possible(full_output),
    "change the password file": possible(lambda: open("/etc/passwd", "a")),
}))
"""


def test_the_child_can_do_little_more_than_decode() -> None:
    done = subprocess.run(
        [sys.executable, "-I", "-c", CONFINED, str(decoding.WORKER)], capture_output=True, check=True, env={}
    )
    found = json.loads(done.stdout)

    assert found.pop("environment").keys() <= {"LC_CTYPE"}
    assert found == {
        "memory": 1 << 30,
        "processor": 8,
        "core": 0,
        "files": 32,
        "root": False,
        "new privileges": False,
        "start a process": False,
        "write a large file": False,
        "change the password file": False,
    }


def lying_worker(folder: Path, code: str, monkeypatch: pytest.MonkeyPatch) -> None:
    worker = folder / "worker.py"
    worker.write_text("import os, sys, time\nsource, output = int(sys.argv[1]), int(sys.argv[2])\n" + code)
    monkeypatch.setattr(decoding, "WORKER", worker)


SIZE = 'print(\'{"width": %s, "height": %s, "pages": 1}\')'


@pytest.mark.parametrize(
    ("code", "key"),
    [
        (SIZE % (10, 10), "scan.unreadable"),
        ("os.write(output, bytes(300)); " + SIZE % (10, 20), "scan.unreadable"),
        ("os.write(output, bytes(3)); " + SIZE % ("true", 1), "scan.unreadable"),
        (SIZE % (-1, -1), "scan.unreadable"),
        (SIZE % (9000, 9000), "scan.too-many-pixels"),
        ('print(\'{"refused": "<b>anything</b>"}\')', "scan.unreadable"),
        ("print('{\"refused\": [1]}')", "scan.unreadable"),
        ("print('[1, 2]')", "scan.unreadable"),
        ("print('\\x1b[2J' * 100000)", "scan.unreadable"),
        ("print('[' * 4000)", "scan.unreadable"),
        ("print('9' * 4000)", "scan.unreadable"),
        ("raise SystemExit(1)", "scan.unreadable"),
        ("os.kill(os.getpid(), 9)", "scan.too-heavy"),
        ("os.kill(os.getpid(), 11)", "scan.unreadable"),
    ],
)
def test_nothing_the_child_says_is_believed(
    code: str, key: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    lying_worker(tmp_path, code, monkeypatch)

    assert refusal_of(hostile.jpeg()).key == key


def test_details_from_the_child_are_numbers_only(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    reply = '{"refused": "scan.too-many-pixels", "width": 7, "height": "secret", "name": "secret"}'
    lying_worker(tmp_path, f"print('{reply}')", monkeypatch)

    assert refusal_of(hostile.jpeg()).details == {"width": 7}


def lives(process: str) -> bool:
    try:
        state = Path(f"/proc/{process}/stat").read_text()
    except (FileNotFoundError, ProcessLookupError):
        return False
    return state.rpartition(")")[2].split()[0] not in "ZX"


def test_a_child_that_never_ends_is_ended_with_all_it_started(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    started = tmp_path / "started"
    lying_worker(
        tmp_path,
        f"os.fork(); open({str(started)!r}, 'a').write(f'{{os.getpid()}} ')\ntime.sleep(60)",
        monkeypatch,
    )
    monkeypatch.setattr(decoding, "WALL_SECONDS", 1.0)

    assert refusal_of(hostile.jpeg()).key == "scan.too-heavy"
    # The kernel ends what was killed in its own time; only a failing test waits for all of it.
    end = time.monotonic() + 20
    while any(map(lives, started.read_text().split())):
        assert time.monotonic() < end


def test_a_missing_decoder_is_not_blamed_on_the_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(decoding, "WORKER", tmp_path / "missing.py")

    with pytest.raises(Unavailable) as caught:
        decoding.decode(hostile.jpeg())

    assert caught.value.key == "scan.no-decoder"


def test_several_threads_decode_at_once() -> None:
    pages: list[Page] = []
    threads = [
        threading.Thread(target=lambda: pages.append(decoding.decode(hostile.jpeg()))) for _ in range(4)
    ]

    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert [page.width for page in pages] == [600] * 4


def test_it_works_from_another_folder_and_loads_no_decoder_itself(tmp_path: Path) -> None:
    installed, elsewhere = tmp_path / "site", tmp_path / "elsewhere"
    shutil.copytree(HOUSE / "kiosk", installed / "kiosk", ignore=shutil.ignore_patterns("__pycache__"))
    elsewhere.mkdir()
    (elsewhere / "upload").write_bytes(hostile.jpeg())
    code = (
        f"import sys; sys.path.insert(0, {str(installed)!r})\n"
        "from kiosk.adapters import decoding\n"
        "page = decoding.decode(open('upload', 'rb').read())\n"
        "print(decoding.__file__, page.width, {'PIL', 'pypdfium2'} & sys.modules.keys())"
    )

    done = subprocess.run(
        [sys.executable, "-c", code], cwd=elsewhere, capture_output=True, check=True, text=True, env={}
    )

    assert done.stdout.split() == [str(installed / "kiosk/adapters/decoding.py"), "600", "set()"]


def test_no_descriptor_is_left_open() -> None:
    decoding.decode(hostile.jpeg())
    before = len(list(Path("/proc/self/fd").iterdir()))

    decoding.decode(hostile.jpeg())
    refusal_of(b"%PDF-1.4\n")

    assert len(list(Path("/proc/self/fd").iterdir())) == before

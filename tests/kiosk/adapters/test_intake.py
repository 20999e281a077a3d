"""Taking an upload in: only pixels survive, the limits hold, and poor pictures are noticed."""

from __future__ import annotations

import io
import os
import resource
from collections.abc import Callable
from datetime import date
from functools import cache, partial
from pathlib import Path

import pytest
from PIL import Image, ImageEnhance, ImageFilter

from kiosk.adapters import child, decoding, intake, judging
from kiosk.adapters.intake import Intake
from kiosk.demo.flaws import Flaw
from kiosk.demo.people import people
from kiosk.demo.scans import draw
from kiosk.domain.errors import Refused
from kiosk.domain.quality import Quality, weigh
from tests.kiosk.adapters import hostile

STUDENT = next(demo for demo in people(80, 3, date(2026, 11, 24)) if demo.study)
PAPERS = (
    "passport",
    "national-card",
    "birth-booklet",
    "residence-permit",
    "enrolment-certificate",
    "generic",
)
KINDS = (*PAPERS, "portrait")
CHILD_MEMORY_KIB = 1_100_000


@cache
def drawn(kind: str, flaw: Flaw | None = None) -> bytes:
    return draw(kind, STUDENT, flaw, 5)


def opened(content: bytes) -> Image.Image:
    picture = Image.open(io.BytesIO(content))
    picture.load()
    return picture.convert("RGB")


def judged(picture: Image.Image, kind: str) -> Quality:
    return weigh(map(Quality, judging.problems(picture)), picture.size, kind)


def refusal_of(content: bytes, take_in: Intake | None = None) -> Refused:
    with pytest.raises(Refused) as caught:
        (take_in or Intake())(content)
    return caught.value


def test_a_scan_is_kept_as_a_jpeg_of_its_pixels() -> None:
    taken = Intake()(drawn("passport"))

    kept = opened(taken.content)
    assert (taken.format, taken.pages, taken.found) == ("JPEG", 1, frozenset())
    assert kept.size == (taken.width, taken.height) == opened(drawn("passport")).size
    assert (taken.preview.width, taken.preview.height) == kept.size
    assert len(taken.likeness) == 8


def test_the_same_file_becomes_the_same_bytes() -> None:
    assert Intake()(hostile.jpeg()).content == Intake()(hostile.jpeg()).content


@pytest.mark.parametrize("behind", [b"<script>alert(1)</script>", b"PK\x03\x04" + bytes(40)])
def test_nothing_but_pixels_survives(behind: bytes) -> None:
    exif = Image.Exif()
    exif[0x010E] = "a secret place"
    said = hostile.saved(hostile.specimen(), "JPEG", exif=exif, comment=b"a secret place") + behind

    kept = Intake()(said).content

    assert behind not in kept
    assert b"secret" not in kept
    assert len(Image.open(io.BytesIO(kept)).getexif()) == 0


@pytest.mark.parametrize("kind", ["PDF", "TIFF"])
def test_several_pages_become_one_file_that_the_viewer_shows(kind: str) -> None:
    front, back = opened(drawn("passport")), opened(drawn("birth-booklet"))
    said = hostile.saved(front, kind, save_all=True, append_images=[back])

    taken = Intake()(said)

    assert (taken.format, taken.pages) == ("PDF", 2)
    shown = [decoding.decode(taken.content, number) for number in range(2)]
    assert [page.pages for page in shown] == [2, 2]
    assert abs(shown[0].width - taken.width) <= 1
    assert abs(shown[0].height - taken.height) <= 1
    assert shown[0].width > shown[0].height
    assert shown[1].width < shown[1].height
    assert b"/JavaScript" not in taken.content


def test_only_a_file_whose_pages_are_all_blank_is_blank() -> None:
    sheet, back = opened(drawn("generic")), Image.new("RGB", (1240, 1754), "white")

    half = Intake()(hostile.saved(sheet, "PDF", save_all=True, append_images=[back], resolution=150))
    none = Intake()(hostile.saved(back, "PDF", save_all=True, append_images=[back], resolution=150))

    assert Quality.BLANK not in half.found
    assert none.found == {Quality.BLANK}


@pytest.mark.parametrize("size", [(9000, 5000), (600, 800)])
def test_a_page_keeps_within_the_limit_of_the_office(size: tuple[int, int]) -> None:
    grain = Image.frombytes("RGB", (600, 800), hostile.noise(600 * 800 * 3)).resize(size)

    taken = Intake(largest_page=150_000)(hostile.saved(grain, "JPEG", quality=70))

    assert len(taken.content) <= 150_000
    assert max(taken.width, taken.height) <= 3600


def test_a_photo_lies_upright_before_it_is_judged() -> None:
    taken = Intake()(hostile.turned_jpeg(6))

    assert (taken.width, taken.height) == (800, 600)


@pytest.mark.parametrize(
    ("content", "key"),
    [
        (lambda: b"", "upload.empty"),
        (lambda: b"no picture", "scan.not-an-image"),
        (lambda: hostile.tiff_of(21), "upload.too-many-pages"),
        (lambda: hostile.one_page_pdf(hostile.stream(hostile.SHORT_LINE), kids=500), "upload.too-many-pages"),
        (lambda: hostile.one_page_pdf(hostile.stream(hostile.SHORT_LINE), kids=0), "scan.unreadable"),
        (lambda: hostile.jpeg()[: len(hostile.jpeg()) // 2], "upload.damaged"),
        (hostile.encrypted_pdf, "scan.encrypted"),
        (hostile.recursive_pdf, "scan.too-heavy"),
        (hostile.laughing_pdf, "scan.too-heavy"),
        (hostile.photo_cd, "scan.unreadable"),
        (lambda: hostile.jpeg_claiming(65_000, 65_000), "scan.too-many-pixels"),
        (lambda: hostile.png(12_000, 12_000, bytes(9000)), "scan.too-many-pixels"),
    ],
)
def test_a_hostile_file_is_refused_with_its_reason(
    content: Callable[[], bytes], key: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(intake, "CPU_SECONDS", 3)

    assert refusal_of(content()).key == key
    assert resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss < CHILD_MEMORY_KIB


def test_a_file_beyond_the_limit_of_the_office_is_refused_before_a_child_starts(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(intake, "WORKER", Path("/nonexistent"))

    refusal = refusal_of(hostile.jpeg(), Intake(largest_file=100))

    assert refusal.key == "upload.too-large"
    assert refusal.details["limit"] == 100


@pytest.mark.parametrize(
    "reply",
    [
        {},
        {"format": "SVG"},
        {"found": ["everything"]},
        {"found": "blank"},
        {"likeness": "00"},
        {"width": 10**9},
        {"bytes": 2},
        {"pages": 10**6},
        {"preview_width": 3},
    ],
)
def test_nothing_the_child_says_is_believed(
    reply: dict[str, object], monkeypatch: pytest.MonkeyPatch
) -> None:
    honest = {
        "format": "JPEG", "found": [], "likeness": "00" * 8, "width": 1, "height": 1, "pages": 1, "bytes": 1,
        "preview_width": 1, "preview_height": 1,
    }  # fmt: skip

    def lie(job: child.Job) -> dict[str, object]:
        _upload, kept, preview = job.descriptors
        os.write(kept, b"x")
        os.write(preview, bytes(3))
        return honest | reply if reply else {}

    monkeypatch.setattr(intake, "ask", lie)

    assert refusal_of(hostile.jpeg()).key == "scan.unreadable"


@pytest.mark.parametrize("kind", KINDS)
def test_a_good_scan_is_not_doubted(kind: str) -> None:
    assert judged(opened(drawn(kind)), kind) is Quality.OK


@pytest.mark.parametrize("kind", KINDS)
def test_a_spoiled_scan_is_refused(kind: str) -> None:
    quality = judged(opened(drawn(kind, Flaw.UNREADABLE)), kind)

    assert quality.certain


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize(
    ("spoil", "quality"),
    [
        (lambda picture: picture.filter(ImageFilter.BoxBlur(3)), Quality.BLURRED),
        (lambda picture: ImageEnhance.Brightness(picture).enhance(0.4), Quality.DARK),
        (lambda picture: Image.new("RGB", picture.size, (250, 250, 248)), Quality.BLANK),
        (lambda picture: Image.new("RGB", picture.size, "black"), Quality.BLANK),
        (lambda picture: picture.resize((200, 200)), Quality.SMALL),
    ],
)
def test_a_poor_picture_is_noticed(
    kind: str, spoil: Callable[[Image.Image], Image.Image], quality: Quality
) -> None:
    assert judged(spoil(opened(drawn(kind))), kind) is quality


@pytest.mark.parametrize("kind", PAPERS)
def test_a_paper_that_lies_on_its_side_is_noticed(kind: str) -> None:
    for turn in (Image.Transpose.ROTATE_90, Image.Transpose.ROTATE_270):
        assert judged(opened(drawn(kind)).transpose(turn), kind) is Quality.TURNED


@pytest.mark.parametrize("kind", ["passport", "birth-booklet", "enrolment-certificate", "generic"])
def test_lines_that_run_over_the_edge_are_noticed(kind: str) -> None:
    whole = opened(drawn(kind))

    assert judged(whole.crop((whole.width // 8, 0, *whole.size)), kind) is Quality.CUT


def test_a_portrait_may_fill_its_picture() -> None:
    found = [Quality.CUT, Quality.TURNED]

    assert weigh(found, (600, 800), "portrait") is Quality.OK
    assert weigh(found, (600, 800), "passport") is Quality.CUT


def test_a_picture_saved_again_keeps_its_likeness_nearly() -> None:
    for kind in KINDS:
        picture = opened(drawn(kind))
        again = opened(hostile.saved(picture.resize((800, 900)), "JPEG", quality=60))
        ours, theirs = map(partial(int.from_bytes), (judging.likeness(picture), judging.likeness(again)))
        assert (ours ^ theirs).bit_count() <= 6

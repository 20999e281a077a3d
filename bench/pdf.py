"""CPU time of one certificate beside a bare ReportLab page, in one run.

python -m bench.pdf
"""

from __future__ import annotations

import random
import statistics
import time
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from functools import partial
from io import BytesIO

from PIL import Image
from reportlab.pdfgen.canvas import Canvas

from kiosk.domain.bilingual import Bilingual
from kiosk.domain.paper import CertificatePaper, Letterhead, Row
from printouts.certificate import render

TARGET_MS = 15.0
_ROUNDS = 60
_WARM_UP = 5


def _photo() -> bytes:
    data = BytesIO()
    Image.linear_gradient("L").resize((300, 400)).convert("RGB").save(data, "JPEG", quality=80)
    return data.getvalue()


PAPER = CertificatePaper(
    letterhead=Letterhead(
        Bilingual("سرکنسولگری نمونه", "Sample Consulate General"),
        Bilingual("شهر نمونه", "Sampleton"),
        (
            Bilingual("جمهوری اسلامی ایران", "Islamic Republic of Iran"),
            Bilingual("وزارت امور خارجه", "Ministry of Foreign Affairs"),
        ),
        demonstration=True,
    ),
    title=Bilingual("گواهی اشتغال به تحصیل", "Certificate of Enrolment"),
    number="723/1405/STU-02/000001",
    issued_at=datetime(2026, 11, 24, 9, 0, tzinfo=UTC),
    expires_on=date(2027, 5, 24),
    tracking_code="7K4MQ2XP9TRA",
    body=Bilingual("", ""),
    rows=(),
    photo=_photo(),
    seal="0",
    verification_code="7Q4M-2XKP",
    signer=Bilingual("مریم احمدی، سرکنسول", "Maryam Ahmadi, Consul General"),
)

_PERSIAN, _LATIN = "ابپتثجچحخدذرزژسشصضطظعغفقکگلمنوهی", "ABCDEFGHIJKLMNOPQRSTUVWXYZ"


def _word(chance: random.Random, letters: str) -> str:
    return "".join(chance.choices(letters, k=chance.randrange(3, 9)))


def paper(number: int) -> CertificatePaper:
    """No two alike: names, codes, dates and seal change, so that caches help only as they do at work."""
    chance = random.Random(number)  # noqa: S311 - invented people, not secrets.
    name = Bilingual(
        f"{_word(chance, _PERSIAN)} {_word(chance, _PERSIAN)}",
        f"{_word(chance, _LATIN)} {_word(chance, _LATIN)}",
    )
    codes = [chance.choices("23456789ABCDEFGHJKMNPQRSTVWXYZ", k=length) for length in (12, 4, 4)]
    tracking_code, *verification = ("".join(code) for code in codes)
    code, passport = f"{chance.randrange(10**10):010}", f"U{chance.randrange(10**8):08}"
    born = date(1990, 1, 1) + timedelta(days=chance.randrange(5000))
    rows = (
        Row(Bilingual("نام و نام خانوادگی", "Full name"), name),
        Row(Bilingual("کد ملی", "National code"), Bilingual(code, code)),
        Row(Bilingual("شماره گذرنامه", "Passport no."), Bilingual(passport, passport)),
        Row(Bilingual("تاریخ تولد", "Date of birth"), Bilingual(f"{born:%Y/%m/%d}", f"{born}")),
        Row(Bilingual("دانشگاه", "University"), Bilingual("دانشگاه هامبورگ", "University of Hamburg")),
        Row(
            Bilingual("مقطع و رشته", "Level and field"),
            Bilingual("کارشناسی ارشد، مهندسی", "MSc, Engineering"),
        ),
        Row(Bilingual("شروع تحصیل", "Start of studies"), Bilingual("1404/07/09", "1 October 2025")),
    )
    body = Bilingual(
        f"بدین‌وسیله گواهی می‌شود {name.fa} دارای کد ملی {code} و گذرنامه شماره {passport} در دانشگاه"
        " هامبورگ به تحصیل اشتغال دارد. اصل گواهی دانشگاه دیده و با تصویر آن برابر شناخته شد.",
        f"This is to certify that {name.en}, national code {code}, passport {passport}, is enrolled at the"
        " University of Hamburg. The original letter of the university was seen and agrees with its copy.",
    )
    seal = "461" + "".join(chance.choices("0123456789", k=358))
    return replace(
        PAPER,
        number=f"723/1405/STU-02/{number:06}",
        tracking_code=tracking_code,
        verification_code="-".join(verification),
        rows=rows,
        body=body,
        seal=seal,
    )


def _floor() -> None:
    file = BytesIO()
    canvas = Canvas(file)
    canvas.drawString(72, 720, "One line")
    canvas.showPage()
    canvas.save()


def _cpu_ms(work: Callable[[], object]) -> float:
    start = time.process_time()
    work()
    return (time.process_time() - start) * 1000


def main() -> None:
    papers = [paper(number) for number in range(1, 1 + _WARM_UP + _ROUNDS)]
    first = _cpu_ms(lambda: render(paper(0)))
    # In turns, so that a neighbour's load on the machine meets both alike.
    pairs = [(_cpu_ms(partial(render, each)), _cpu_ms(_floor)) for each in papers][_WARM_UP:]
    certificates, floors = [pair[0] for pair in pairs], [pair[1] for pair in pairs]
    certificate, floor = statistics.median(certificates), statistics.median(floors)
    best, best_floor = min(certificates), min(floors)
    print(f"certificate, first      {first:8.2f} ms CPU")
    print(f"certificate, warm       {certificate:8.2f} ms CPU   (best {best:.2f}, target {TARGET_MS:g})")
    print(f"bare page, one line     {floor:8.2f} ms CPU   (best {best_floor:.2f})")
    print(f"ratio                   {certificate / floor:8.1f}")


if __name__ == "__main__":
    main()

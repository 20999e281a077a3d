"""What the words of all letters share."""

from __future__ import annotations

from dataclasses import dataclass

from kiosk.domain.bilingual import Bilingual


@dataclass(frozen=True, slots=True)
class Wording:
    subject: Bilingual
    before: tuple[Bilingual, ...]
    after: tuple[Bilingual, ...] = ()


BRING = Bilingual(
    "هنگام مراجعه، رسید و اصل مدارک خود را همراه داشته باشید.",
    "When you come to the office, bring your receipt and the originals of your documents.",
)
ASK = Bilingual(
    "برای آگاهی از جزئیات، با رسید خود به باجه مراجعه کنید.",
    "To learn more, please ask at the counter with your receipt.",
)

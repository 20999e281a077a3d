"""The words of the letters about appointments, and of the reminder of what was not collected."""

from __future__ import annotations

from collections.abc import Mapping

from kiosk.domain.bilingual import Bilingual
from kiosk.domain.letter_parts import BRING, Wording
from kiosk.domain.mail import MailKind

_COME = Bilingual(
    "اگر دیرتر از وقت خود برسید، ممکن است ناچار شوید مانند مراجعان بدون وقت قبلی منتظر بمانید.",
    "If you come late, you may have to wait like those who come without an appointment.",
)

APPOINTMENT_LETTERS: Mapping[MailKind, Wording] = {
    MailKind.APPOINTMENT: Wording(
        Bilingual("وقت مراجعهٔ شما", "Your appointment"),
        (
            Bilingual(
                "وقت مراجعهٔ شما به نمایندگی: {weekday} {on_day}، ساعت {at_time}.",
                "You have an appointment at the office on {weekday}, {on_day}, at {at_time}.",
            ),
        ),
        (BRING, _COME),
    ),
    MailKind.REBOOKED: Wording(
        Bilingual("وقت تازه برای شما", "A new appointment for you"),
        (
            Bilingual(
                "امروز پیش از رسیدن نوبت شما، وقت کار نمایندگی به پایان رسید. از این بابت پوزش می‌خواهیم.",
                "Today the office closed before your turn came. We are sorry that you waited in vain.",
            ),
            Bilingual(
                "برای شما وقت تازه‌ای گذاشته‌ایم: {weekday} {on_day}، ساعت {at_time}.",
                "We have kept a time for you: {weekday}, {on_day}, at {at_time}.",
            ),
        ),
        (
            BRING,
            Bilingual(
                "اگر این زمان برای شما مناسب نیست، به نمایندگی خبر دهید تا وقت دیگری گذاشته شود.",
                "If that time does not suit you, please tell the office, and it will find another.",
            ),
        ),
    ),
    MailKind.APPOINTMENT_OFF: Wording(
        Bilingual("وقت مراجعهٔ شما لغو شد", "Your appointment was cancelled"),
        (
            Bilingual(
                "وقت مراجعهٔ شما در {weekday} {on_day}، ساعت {at_time}، لغو شد.",
                "Your appointment on {weekday}, {on_day}, at {at_time} was cancelled.",
            ),
        ),
        (
            Bilingual(
                "درخواست شما همچنان معتبر است. اگر شما این را نخواسته‌اید، به نمایندگی خبر دهید.",
                "Your request stays valid. If you did not ask for this, please tell the office.",
            ),
        ),
    ),
    MailKind.REMINDER: Wording(
        Bilingual("مدرک شما منتظر شماست", "Your paper is waiting for you"),
        (
            Bilingual(
                "مدرک شما از {ready_since} آمادهٔ تحویل است و هنوز دریافت نشده است.",
                "Your paper has been ready since {ready_since} and has not been collected yet.",
            ),
        ),
        (
            Bilingual(
                "لطفاً برای دریافت آن در ساعت کار به نمایندگی مراجعه کنید.",
                "Please collect it at the office during opening hours.",
            ),
            BRING,
        ),
    ),
}

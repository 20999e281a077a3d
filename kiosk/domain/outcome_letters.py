"""The words of the letters that tell how a request went on after the walk."""

from __future__ import annotations

from collections.abc import Mapping

from kiosk.domain.bilingual import Bilingual
from kiosk.domain.letter_parts import ASK, BRING, Wording
from kiosk.domain.mail import MailKind

OUTCOMES: Mapping[MailKind, Wording] = {
    MailKind.ASKED_CENTRE: Wording(
        Bilingual("درخواست شما به مرکز فرستاده شد", "Your request was sent to the centre"),
        (
            Bilingual(
                "مدارک شما کامل بود و درخواست شما برای پاسخ به مرکز فرستاده شد.",
                "Your documents are complete, and your request was sent to the centre for its answer.",
            ),
        ),
        (
            Bilingual(
                "پاسخ تا روز {due_on} انتظار می‌رود. همین‌که برسد به شما خبر می‌دهیم؛"
                " تا آن روز نیازی به مراجعه یا پیگیری نیست.",
                "We expect the answer by {due_on} and will write when it is here;"
                " until then you need not come or ask.",
            ),
        ),
    ),
    MailKind.CENTRE_REFUSED: Wording(
        Bilingual("پاسخ مرکز رسید", "The centre has answered"),
        (
            Bilingual(
                "مرکز به درخواست شما پاسخ داد و با آن موافقت نکرد.",
                "The centre has answered your request and does not agree to it.",
            ),
        ),
        (ASK,),
    ),
    MailKind.CENTRE_AGREED: Wording(
        Bilingual("مرکز با درخواست شما موافقت کرد", "The centre agrees to your request"),
        (
            Bilingual(
                "مرکز به درخواست شما پاسخ داد و با آن موافقت کرد.",
                "The centre has answered your request and agrees to it.",
            ),
        ),
        (
            Bilingual(
                "اگر گام بعدی درخواست تازه‌ای است، اکنون می‌توانید آن را ثبت کنید.",
                "If another request is the next step, you can file it now.",
            ),
        ),
    ),
    MailKind.CONFIRMED: Wording(
        Bilingual("درخواست شما در سامانه تأیید شد", "Your request was confirmed in the system"),
        (
            Bilingual(
                "درخواست شما در سامانه تأیید شد و رسیدگی به آن پایان یافت؛"
                " برای دریافت آن نیازی به مراجعه نیست.",
                "Your request was confirmed in the system and is closed; there is nothing to collect.",
            ),
        ),
    ),
    MailKind.TO_CORRECT: Wording(
        Bilingual("درخواست شما باید اصلاح شود", "Your request needs a correction"),
        (
            Bilingual(
                "رسیدگی به درخواست شما متوقف شد، زیرا بخشی از اطلاعات آن باید اصلاح شود.",
                "Your request waits, because something in it has to be put right.",
            ),
        ),
        (ASK, BRING),
    ),
    MailKind.REFUSED: Wording(
        Bilingual("با درخواست شما موافقت نشد", "Your request was refused"),
        (
            Bilingual(
                "به درخواست شما رسیدگی شد و با آن موافقت نشد.",
                "Your request was examined and could not be granted.",
            ),
        ),
        (ASK,),
    ),
    MailKind.CANCELLED: Wording(
        Bilingual("درخواست شما لغو شد", "Your request was cancelled"),
        (Bilingual("درخواست شما در نمایندگی لغو شد.", "Your request was cancelled at the office."),),
        (
            Bilingual(
                "اگر شما آن را نخواسته‌اید، بی‌درنگ به نمایندگی خبر دهید.",
                "If you did not ask for this, please tell the office at once.",
            ),
        ),
    ),
    MailKind.EXPIRED: Wording(
        Bilingual("مهلت درخواست شما به پایان رسید", "Your request has expired"),
        (
            Bilingual(
                "درخواست شما دیرزمانی در انتظار شما بود و اکنون منقضی شده است.",
                "Your request waited for you for a long time and has now expired.",
            ),
        ),
        (
            Bilingual(
                "اگر هنوز به این خدمت نیاز دارید، درخواست تازه‌ای ثبت کنید.",
                "If you still need this service, please file a new request.",
            ),
        ),
    ),
    MailKind.VOIDED: Wording(
        Bilingual("مدرک شما باطل شد", "Your paper is void"),
        (
            Bilingual(
                "مدرکی که بر پایه این درخواست صادر شده بود باطل شد و دیگر اعتبار ندارد.",
                "The paper that was issued on this request is void and must no longer be used.",
            ),
        ),
        (
            Bilingual(
                "آن را به نمایندگی بازگردانید؛ پس از بررسی، مدرک جایگزین صادر می‌شود.",
                "Please bring it back to the office; after another look a replacement is issued.",
            ),
        ),
    ),
}

"""The words of the letters to applicants, native in each language: neither is a translation of the other."""

from __future__ import annotations

from collections.abc import Mapping

from kiosk.domain.appointment_letters import APPOINTMENT_LETTERS
from kiosk.domain.bilingual import Bilingual
from kiosk.domain.letter_parts import BRING, Wording
from kiosk.domain.mail import MailKind
from kiosk.domain.outcome_letters import OUTCOMES

GREETING = Bilingual("با سلام و احترام،", "Dear applicant,")
AUTOMATIC = Bilingual(
    "این پیام به‌صورت خودکار فرستاده شده است؛ لطفاً به آن پاسخ ندهید.",
    "This message was sent automatically; please do not reply to it.",
)
WRITTEN = Bilingual("تاریخ نگارش: {day}، ساعت {time}", "Written on {day} at {time}")
DEMONSTRATION = Bilingual(
    "نمونه: این دفتر آزمایشی است و این پیام هیچ اعتباری ندارد.",
    "SPECIMEN: this is a demonstration office, and this message is not valid.",
)
_SECRECY = Bilingual(
    "این رمز تا ساعت {time} روز {day} اعتبار دارد و تنها یک بار پذیرفته می‌شود. آن را به هیچ‌کس نگویید؛"
    " کارکنان نمایندگی هرگز آن را از شما نمی‌پرسند.",
    "It is valid until {time} on {day} and is accepted only once. Do not tell it to anybody;"
    " our staff will never ask you for it.",
)
_NOT_ME = Bilingual(
    "اگر شما این رمز را نخواسته‌اید، این پیام را نادیده بگیرید.",
    "If you did not ask for this code, please ignore this message.",
)

WORDINGS: Mapping[MailKind, Wording] = {
    MailKind.REGISTER_CODE: Wording(
        Bilingual("رمز عبور یکبار مصرف برای ثبت‌نام", "One-time code for your registration"),
        (
            Bilingual(
                "برای ادامهٔ ثبت‌نام در پیشخوان میخک، این رمز عبور یکبار مصرف را وارد کنید:",
                "To continue your registration at the Mikhak counter, enter this one-time code:",
            ),
        ),
        (_SECRECY, _NOT_ME),
    ),
    MailKind.SIGN_IN_CODE: Wording(
        Bilingual("رمز عبور یکبار مصرف برای ورود", "One-time code to sign in"),
        (
            Bilingual(
                "برای ورود به پیشخوان میخک، این رمز عبور یکبار مصرف را وارد کنید:",
                "To sign in at the Mikhak counter, enter this one-time code:",
            ),
        ),
        (_SECRECY, _NOT_ME),
    ),
    MailKind.RESET_CODE: Wording(
        Bilingual("رمز بازیابی کلمه عبور", "Code to reset your password"),
        (
            Bilingual(
                "برای انتخاب کلمه عبور تازه، این رمز یکبار مصرف را وارد کنید:",
                "To choose a new password, enter this one-time code:",
            ),
        ),
        (
            _SECRECY,
            Bilingual(
                "اگر شما این رمز را نخواسته‌اید، این پیام را نادیده بگیرید؛ کلمه عبور شما تغییر نکرده است.",
                "If you did not ask for it, please ignore this message; your password has not changed.",
            ),
        ),
    ),
    MailKind.ADDRESS_ATTEMPT: Wording(
        Bilingual("استفاده از نشانی ایمیل شما", "Use of your e-mail address"),
        (
            Bilingual(
                "نشانی ایمیل شما در پیشخوان میخک وارد شد، اما با مشخصات واردشده هم‌خوانی نداشت؛"
                " ازاین‌رو رمزی فرستاده نشد.",
                "Your e-mail address was entered at the Mikhak counter, but it did not match the details"
                " entered with it, so no code was sent.",
            ),
            Bilingual(
                "اگر شما بودید، کد ملی و همان نشانی ایمیلی را که با آن ثبت‌نام کرده‌اید وارد کنید یا از باجه"
                " کمک بخواهید. اگر شما نبودید، نیازی به هیچ کاری نیست.",
                "If it was you, enter your national code and the address you registered with, or ask at the"
                " counter. If it was not you, there is nothing you need to do.",
            ),
        ),
    ),
    MailKind.REGISTERED: Wording(
        Bilingual("حساب شما فعال شد", "Your account is active"),
        (
            Bilingual(
                "ثبت‌نام شما به پایان رسید و حساب شما فعال شد.",
                "Your registration is complete, and your account is active.",
            ),
            Bilingual(
                "از این پس می‌توانید با رمز عبور یکبار مصرف یا با رمز عبور ثابت وارد شوید و"
                " درخواست خود را ثبت کنید.",
                "You can now sign in with a one-time code or with your own password, and file a request.",
            ),
        ),
    ),
    MailKind.REQUEST_RECEIVED: Wording(
        Bilingual("درخواست شما دریافت شد", "We have received your request"),
        (
            Bilingual(
                "درخواست شما ثبت و رسید آن صادر شد.", "Your request is registered and its receipt is issued."
            ),
        ),
        (BRING,),
    ),
    MailKind.INCOMPLETE: Wording(
        Bilingual("مدارک درخواست شما کامل نیست", "Your request is incomplete"),
        (
            Bilingual(
                "مدارک درخواست شما بررسی شد. برای ادامه، این موارد باید کامل یا اصلاح شود:",
                "We have examined the documents of your request. Before we can go on, we need the following:",
            ),
        ),
        (
            Bilingual(
                "تا پایان روز {walk_in_until} می‌توانید بدون نوبت مراجعه کنید. رسید خود را همراه داشته باشید.",
                "You can come without an appointment until the end of {walk_in_until}. Bring your receipt.",
            ),
        ),
    ),
    MailKind.APPROVED: Wording(
        Bilingual("درخواست شما تأیید شد", "Your request is approved"),
        (
            Bilingual(
                "درخواست شما تأیید شد و مدرک شما در دست صدور است. همین‌که آماده شد، به شما خبر می‌دهیم.",
                "Your request is approved, and your paper is being issued. We will write when it is ready.",
            ),
        ),
    ),
    MailKind.READY: Wording(
        Bilingual("مدرک شما آمادهٔ تحویل است", "Your paper is ready"),
        (
            Bilingual(
                "مدرک شما آمادهٔ تحویل است. برای دریافت آن در ساعت کار به نمایندگی مراجعه کنید.",
                "Your paper is ready. Please collect it at the office during opening hours.",
            ),
        ),
        (BRING,),
    ),
    MailKind.HANDED_OVER: Wording(
        Bilingual("مدرک شما تحویل داده شد", "Your paper was handed over"),
        (
            Bilingual(
                "مدرک شما تحویل داده شد و رسیدگی به درخواست شما پایان یافت.",
                "Your paper was handed over, and your request is closed.",
            ),
        ),
        (
            Bilingual(
                "اگر آن را دریافت نکرده‌اید، بی‌درنگ به نمایندگی خبر دهید.",
                "If you have not received it, please tell the office at once.",
            ),
        ),
    ),
    MailKind.CORRECTED: Wording(
        Bilingual("اطلاعات شما اصلاح شد", "Your details were corrected"),
        (
            Bilingual(
                "یکی از اطلاعات شما در نمایندگی اصلاح شد:",
                "One of your details was corrected at the office:",
            ),
        ),
        (
            Bilingual(
                "اگر با این اصلاح موافق نیستید، لطفاً به نمایندگی مراجعه کنید.",
                "If you do not agree with this correction, please come to the office.",
            ),
        ),
    ),
    MailKind.ADDRESS_REPLACED: Wording(
        Bilingual("نشانی ایمیل شما جایگزین شد", "Your e-mail address was replaced"),
        (
            Bilingual(
                "در نمایندگی، نشانی دیگری به جای این نشانی ایمیل ثبت شد. از این پس رمز و خبری به این نشانی"
                " فرستاده نمی‌شود.",
                "At the office another address was recorded in place of this one. No codes and no news will"
                " be sent here any more.",
            ),
        ),
        (
            Bilingual(
                "اگر شما این را نخواسته‌اید، بی‌درنگ به نمایندگی خبر دهید.",
                "If you did not ask for this, please tell the office at once.",
            ),
        ),
    ),
    **OUTCOMES,
    **APPOINTMENT_LETTERS,
}

ROWS: Mapping[str, Bilingual] = {
    "service": Bilingual("خدمت", "Service"),
    "tracking_code": Bilingual("کد رهگیری", "Tracking code"),
    "field": Bilingual("مورد", "Detail"),
    "before": Bilingual("پیشین", "Before"),
    "after": Bilingual("اکنون", "Now"),
    "reason": Bilingual("دلیل", "Reason"),
}
"""Values that are shown in a table, in this order, as far as they are given."""

ITEMS = "items"
"""The value that is a list, one item a line."""

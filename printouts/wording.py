"""The fixed words of the papers, and numbers, codes and dates as each language writes them."""

from __future__ import annotations

import re
from datetime import date, datetime
from functools import lru_cache

from kiosk.domain.bilingual import Bilingual
from kiosk.domain.calendar import jalali_text
from kiosk.text.bidi import has_rtl, isolate_ltr
from kiosk.text.digits import to_persian

IN_THE_NAME_OF_GOD = "بسمه تعالی"
SPECIMEN = "نمونه — SPECIMEN"

NUMBER = Bilingual("شماره", "No.")
DATE = Bilingual("تاریخ", "Date")
PLACE = Bilingual("محل صدور", "Place of issue")
ATTACHMENT = Bilingual("پیوست", "Enclosures")
NONE = Bilingual("ندارد", "none")
VALID_UNTIL = Bilingual("اعتبار تا", "Valid until")
TRACKING_CODE = Bilingual("کد رهگیری", "Tracking code")
VERIFICATION_CODE = Bilingual("رمز تصدیق", "Verification code")
CONTINUED = Bilingual("ادامه در صفحه بعد", "Continued on the next page")
COPY = Bilingual("نسخه", "Copy")
DUPLICATE = Bilingual("المثنی", "Duplicate")
STAMP = Bilingual("محل مهر", "Seal")
SIGNATURE = Bilingual("نام، سمت و امضا", "Name, title and signature")
FILE_COPY = Bilingual("نسخه بایگانی", "File copy")
BLANK_NO = Bilingual("شماره برگ خام", "Serial no. of the blank")
INITIALS = Bilingual("پاراف", "Initials")
JOINING = Bilingual("مهر پیوستگی برگ‌ها", "Seal joining the sheets")
BILL_ITEM = Bilingual("شرح صورت‌حساب", "Item")
AMOUNT = Bilingual("مبلغ", "Amount")
TOTAL = Bilingual("جمع پذیرفته‌شده", "Total accepted")
NOT_ACCEPTED = Bilingual("موارد زیر پذیرفته نشده و در جمع نیامده است:", "Not accepted, and not in the total:")

RECEIPT = Bilingual("رسید ثبت درخواست", "Receipt of request")
SERVICE = Bilingual("خدمت", "Service")
NAME = Bilingual("نام و نام خانوادگی", "Name")
NATIONAL_CODE = Bilingual("کد ملی", "National code")
FILED_AT = Bilingual("زمان ثبت", "Filed at")
UPLOADED = Bilingual("مدارک بارگذاری‌شده", "Documents uploaded")
BRING = Bilingual("اصل این مدارک را هنگام مراجعه همراه بیاورید:", "Bring the originals of these documents:")
FREE_OF_CHARGE = Bilingual(
    "استفاده از سامانه رایگان است؛ برای ثبت درخواست وجهی نپردازید.",
    "Using the system is free of charge; pay nobody for filing a request.",
)
DEFICIENCY = Bilingual("برگ نقص مدارک", "Deficiency slip")
DEFICIENCY_INTRODUCTION = Bilingual(
    "رسیدگی به درخواست شما تا رفع موارد زیر متوقف است:",
    "Your request waits until the following is put right:",
)
WALK_IN_UNTIL = Bilingual("مراجعه بدون نوبت تا", "Come without appointment until")
CLERK = Bilingual("کارشناس", "Clerk")
MADE_AT = Bilingual("زمان صدور", "Issued at")
HOURS = Bilingual("ساعت کار", "Opening hours")
REQUEST_FORM = Bilingual("فرم ثبت درخواست", "Request form")
PHOTO_BOX = Bilingual("محل الصاق عکس", "Photograph")
PRINTED_AT = Bilingual("زمان چاپ", "Printed at")
DECLARATION = Bilingual("اقرار متقاضی", "Declaration")
DECLARATION_TEXT = Bilingual(
    "اینجانب صحت و کامل بودن همه اطلاعات بالا و اصالت مدارک پیوست را گواهی می‌کنم و مسئولیت هر گونه اظهار"
    " نادرست بر عهده من است. تغییر بعدی این اطلاعات را بی‌درنگ به نمایندگی اعلام می‌کنم.",
    "I declare that all the above is true and complete and that the documents I show are genuine; I answer"
    " for any false statement, and I will tell the mission at once of any later change.",
)
SIGNED_BY_APPLICANT = Bilingual("امضای متقاضی", "Applicant's signature")
FINGERPRINT = Bilingual("اثر انگشت", "Fingerprint")
FOR_THE_MISSION = Bilingual("ویژه نمایندگی", "For the mission only")
ORIGINALS_SEEN = Bilingual(
    "اصل این مدارک دیده و با تصویر برابر بود:", "Originals seen and found equal to the scans:"
)
DECISION = Bilingual("نتیجه", "Decision")
DECISIONS = (
    Bilingual("موافقت", "approved"),
    Bilingual("نقص مدارک", "incomplete"),
    Bilingual("رد", "refused"),
)
OFFICER = Bilingual("مأمور کنسولی: نام، امضا، تاریخ", "Consular officer: name, signature, date")
CLERK_SIGNS = Bilingual("کارشناس: نام، امضا، تاریخ", "Clerk: name, signature, date")
REMARKS = Bilingual("ملاحظات", "Remarks")

CONSENT_GUARDIAN = Bilingual("رضایت ولی یا قیم", "Guardian's consent")
CONSENT_GUARDIAN_TEXT = Bilingual(
    "اینجانب ولی یا قیم متقاضی با این درخواست موافقم.",
    "As the applicant's guardian I consent to this request.",
)
CONSENT_SPOUSE = Bilingual("رضایت همسر", "Husband's consent")
CONSENT_SPOUSE_TEXT = Bilingual(
    "اینجانب همسر متقاضی با این درخواست موافقم.", "As the applicant's husband I consent to this request."
)
CONSENT_READER = Bilingual("گواهی معتمد", "Trusted person")
CONSENT_READER_TEXT = Bilingual(
    "متن این فرم در حضور من برای متقاضی خوانده شد و آن را تأیید کرد.",
    "This form was read out to the applicant in my presence and confirmed.",
)
SIGNER_NAME = Bilingual("نام و نام خانوادگی", "Name")
SIGNER_CODE = Bilingual("کد ملی", "National code")
SIGNATURE_AND_DATE = Bilingual("امضا، اثر انگشت و تاریخ", "Signature, fingerprint and date")

PREVIEW = Bilingual("پیش‌نمایش ثبت نام", "Preview of the registration")
PREVIEW_INTRODUCTION = Bilingual(
    "این برگ برای بازبینی است و اعتبار اداری ندارد. پیش از «تایید»، هر سطر را با شناسنامه و گذرنامه خود"
    " مقایسه کنید.",
    "For checking only; this sheet proves nothing. Compare each line with your birth booklet and passport"
    " before you confirm.",
)
PREVIEW_CHECKED = Bilingual("همه موارد را خواندم و درست است.", "I have read everything and it is right.")

LEAFLET = Bilingual("راهنمای متقاضی", "Applicant's leaflet")
WHO_MAY_APPLY = Bilingual("چه کسی می‌تواند درخواست کند", "Who may apply")
DOCUMENTS_TO_BRING = Bilingual("مدارک لازم", "Documents to bring")
ORIGINAL = Bilingual("اصل", "original")
COPY_IS_ENOUGH = Bilingual("رونوشت کافی است", "a copy is enough")
ONLY_IF = Bilingual("فقط اگر", "Only if")
FIELDS_ASKED = Bilingual("اطلاعاتی که پرسیده می‌شود", "What you will be asked")
OPTIONAL = Bilingual("اختیاری", "optional")
RULES = Bilingual("نکته‌ها", "Please note")
STEPS = Bilingual("گام‌ها", "Steps")
STEPS_TEXT = (
    Bilingual("ثبت نام یا ورود به حساب کاربری", "Register, or sign in to your account."),
    Bilingual("انتخاب خدمت و ورود اطلاعات اجباری", "Choose the service and enter what is mandatory."),
    Bilingual(
        "ثبت اولیه: درخواست شماره می‌گیرد و هنوز قابل ویرایش است.",
        "Initial registration: the request gets its code and can still be changed.",
    ),
    Bilingual("بارگذاری یا اسکن مدارک", "Upload or scan the documents."),
    Bilingual("دریافت رسید درخواست و فرم درخواست", "Take the receipt and the request form."),
    Bilingual(
        "مراجعه حضوری با فرم و اصل مدارک", "Come in person with the form and the originals of the documents."
    ),
    Bilingual("دریافت نتیجه", "Receive the result."),
)

STAMP_SHEET = Bilingual("پیش‌نویس مهر", "Stamp sheet")
STAMP_SHEET_INTRODUCTION = Bilingual(
    "برای مأمور: مهر یا درج را با این مشخصات انجام دهید و نتیجه را در پایین بنویسید.",
    "For the officer: make the stamp or entry with these data and note the result below.",
)
HOLDER = Bilingual("دارنده سند", "Holder of the document")
ENTRY = Bilingual("مشخصات درج یا مهر", "What is stamped or entered")
NOTED_BACK = Bilingual("پس از مهر پر شود", "To be filled in after stamping")
APPROVED_BY = Bilingual("تأییدکننده", "Approved by")

CUSTODY_SLIP = Bilingual("رسید نگهداری اصل مدارک", "Custody slip for originals")
KEPT_SINCE = Bilingual("زمان دریافت", "Received at")
CUSTODY_INTRODUCTION = Bilingual(
    "اصل مدارک زیر نزد نمایندگی است:", "The office keeps the originals of these documents:"
)
CUSTODY_RETURN = Bilingual(
    "اصل مدارک در برابر این برگ بازگردانده می‌شود.", "The originals are returned against this slip."
)
WITH_THE_OUTPUT = Bilingual("همراه با نتیجه درخواست", "with the result of the request")
RETURN_ON = Bilingual("بازگرداندن", "to be returned")
RETURNED_TO_ME = Bilingual(
    "اصل مدارک را تحویل گرفتم: امضا، تاریخ", "Originals received back: signature, date"
)

HAND_OVER_SLIP = Bilingual("برگ تحویل", "Hand-over slip")
HANDED_AT = Bilingual("زمان تحویل", "Handed over at")
RECIPIENT = Bilingual("تحویل‌گیرنده", "Recipient")
CAPACITY = Bilingual("سمت", "Capacity")
IDENTITY_PAPER = Bilingual("مدرک شناسایی", "Identity paper")
PROXY_PAPER = Bilingual("وکالت‌نامه", "Proxy paper")
RECEIVED_SOUND = Bilingual(
    "موارد بالا را درست و کامل تحویل گرفتم.", "I have received the above, correct and complete."
)
RECIPIENT_SIGNS = Bilingual("امضای تحویل‌گیرنده", "Recipient's signature")

REGISTER = Bilingual("دفتر تحویل", "Delivery register")
ROW = Bilingual("ردیف", "Row")
HOUR = Bilingual("ساعت", "Time")
SIGNATURE_ONLY = Bilingual("امضا", "Signature")
NOTHING_HANDED_OVER = Bilingual("در این روز چیزی تحویل داده نشد.", "Nothing was handed over on this day.")

CORRECTION = Bilingual("برگ اصلاح اطلاعات", "Correction sheet")
CORRECTION_INTRODUCTION = Bilingual(
    "این اطلاعات به درخواست متقاضی یا بر پایه اصل مدارک اصلاح شد:",
    "These data were corrected at the applicant's request or by the original documents:",
)
BEFORE = Bilingual("پیش از اصلاح", "Before")
AFTER = Bilingual("پس از اصلاح", "After")
EMPTY = Bilingual("(خالی)", "(empty)")
REASON = Bilingual("علت اصلاح", "Reason")
CORRECTION_AGREED = Bilingual(
    "اطلاعات اصلاح‌شده را خواندم و درست است.", "I have read the corrected data and they are right."
)

COVER_LETTER = Bilingual("نامه به مرکز", "Letter to the centre")
ADDRESSEE = Bilingual("گیرنده", "To")
SUBJECT = Bilingual("موضوع", "Subject")
REMINDER_OF = Bilingual("پیرو نامه", "Further to our letter")
COVER_LETTER_INTRODUCTION = Bilingual(
    "با سلام و احترام، خواهشمند است درباره درخواست‌های زیر اعلام نظر فرمایید:",
    "We kindly ask for your answer on the following requests:",
)

_MONTHS = (
    "January", "February", "March", "April", "May", "June",
    "July", "August", "September", "October", "November", "December",
)  # fmt: skip

# An isolate as it stands, a telephone number, or a word of Latin letters and digits with its inner signs.
_TOKEN = re.compile(
    "[\u2066-\u2068][^\u2069]*\u2069"
    "|\\+[0-9۰-۹][0-9۰-۹ ()-]*[0-9۰-۹]"
    "|[+#]?[A-Za-z0-9۰-۹]+(?:[-/.:,٫٬@_+#&=?~][A-Za-z0-9۰-۹]+)*[%٪]?"
)
_LATIN_LETTER = re.compile("[A-Za-z]")
_DIGIT = re.compile("[0-9۰-۹]")
_PLAIN = re.compile("[0-9۰-۹]+|[A-Za-z]+")


def _as_persian_writes(match: re.Match[str]) -> str:
    token = match[0]
    if token[0] in "\u2066\u2067\u2068":
        return token[0] + _INNER.sub(_digits, token[1:-1]) + token[-1]
    written = _digits(match)
    return written if _PLAIN.fullmatch(token) or not _DIGIT.search(token) else isolate_ltr(written)


def _digits(match: re.Match[str]) -> str:
    """Codes with Latin letters keep their ASCII digits: they are typed as they are printed."""
    return match[0] if _LATIN_LETTER.search(match[0]) else to_persian(match[0])


_INNER = re.compile("[A-Za-z0-9][A-Za-z0-9@_+#&=?~/.:-]*")


@lru_cache(4096)
def persian(text: str) -> str:
    """Persian digits, and each code or signed number isolated, so that no neighbour turns it round.

    A phrase that is Latin throughout («Winter term 2026/27») stays as it is.
    """
    if _LATIN_LETTER.search(text) and not has_rtl(text):
        return isolate_ltr(text)
    written = _TOKEN.sub(_as_persian_writes, text)
    return written if has_rtl(text) else isolate_ltr(written)


def number(code: str) -> Bilingual:
    """A number of ours in both scripts."""
    return Bilingual(isolate_ltr(to_persian(code)), code)


def code(text: str) -> str:
    """A code in a Persian line: as it is typed, left to right."""
    return isolate_ltr(text)


def day(value: date) -> Bilingual:
    """Each language in its own calendar."""
    return Bilingual(
        isolate_ltr(to_persian(jalali_text(value))),
        f"{value.day} {_MONTHS[value.month - 1]} {value.year}",
    )


def moment(value: datetime) -> Bilingual:
    on, clock = day(value.date()), f"{value:%H:%M}"
    return Bilingual(f"{on.fa}، ساعت {isolate_ltr(to_persian(clock))}", f"{on.en}, {clock}")


def both_calendars(value: date) -> Bilingual:
    """Jalali first, Gregorian in brackets, and the other way round in English."""
    gregorian = isolate_ltr(to_persian(f"{value:%Y/%m/%d}"))
    return Bilingual(f"{day(value).fa} ({gregorian})", f"{day(value).en} ({jalali_text(value)})")


def labelled(label: Bilingual, value: Bilingual) -> Bilingual:
    colon = "" if label.en.endswith(".") else ":"
    return Bilingual(f"{label.fa}: {value.fa}", f"{label.en}{colon} {value.en}")


def both(text: Bilingual) -> str:
    """Both languages on one line, Persian first."""
    return f"{text.fa} · {text.en}"


def copy_of(number: int, copies: int) -> Bilingual:
    return Bilingual(to_persian(f"نسخه {number} از {copies}"), f"Copy {number} of {copies}")


def duplicate(number: int) -> Bilingual:
    return Bilingual(to_persian(f"{DUPLICATE.fa} شماره {number}"), f"{DUPLICATE.en} no. {number}")


def sheets(count: int) -> Bilingual:
    return Bilingual(to_persian(f"{count} برگ"), f"{count} {'sheet' if count == 1 else 'sheets'}")


def count_of(have: int, whole: int) -> Bilingual:
    return Bilingual(to_persian(f"{have} از {whole}"), f"{have} of {whole}")


def page_of(page: int, pages: int) -> Bilingual:
    return Bilingual(to_persian(f"صفحه {page} از {pages}"), f"Page {page} of {pages}")

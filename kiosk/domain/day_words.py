"""The words of the daily report and the shift hand-over sheet, in both languages.  Source: domain.md 5.3."""

from __future__ import annotations

from collections.abc import Mapping

from kiosk.domain.bilingual import Bilingual
from kiosk.domain.day import DayState, SampleVerdict
from kiosk.domain.day_figures import Exceptional, TimerKind
from kiosk.domain.queue import Priority, TicketState
from kiosk.domain.verification import Verdict

STATES: Mapping[str, Bilingual] = {
    DayState.OPEN: Bilingual("باز", "open"),
    DayState.CLOSING: Bilingual("در حال بستن", "being closed"),
    DayState.CLOSED: Bilingual("بسته", "closed"),
}
EXCEPTIONS: Mapping[str, Bilingual] = {
    Exceptional.OVERRIDE: Bilingual("گذر از قاعده", "rule passed"),
    Exceptional.PRIORITY: Bilingual("اولویت", "priority"),
    Exceptional.OUT_OF_TURN: Bilingual("خارج از نوبت", "out of turn"),
    Exceptional.ALONE: Bilingual("تأیید یک‌نفره", "approved by one person"),
    Exceptional.VOID: Bilingual("ابطال", "void"),
}
TIMERS: Mapping[str, Bilingual] = {
    TimerKind.INQUIRY: Bilingual("پاسخ استعلام", "answer of the centre"),
    TimerKind.CERTIFICATE: Bilingual("پایان اعتبار", "end of validity"),
    TimerKind.REQUEST: Bilingual("مهلت درخواست", "deadline of the request"),
}
PRIORITIES: Mapping[str, Bilingual] = {
    Priority.NONE: Bilingual("بدون اولویت", "no priority"),
    Priority.ELDERLY: Bilingual("سالمند", "elderly"),
    Priority.DISABLED: Bilingual("توان‌یاب", "disabled"),
    Priority.PREGNANT: Bilingual("باردار", "pregnant"),
    Priority.INFANT: Bilingual("همراه نوزاد", "with an infant"),
    Priority.TRAVEL_48H: Bilingual("سفر تا ۴۸ ساعت", "travelling within 48 hours"),
}
VERDICTS: Mapping[str, Bilingual] = {
    Verdict.MISMATCH: Bilingual("مغایرت", "differs"),
    Verdict.ORIGINAL_MISSING: Bilingual("نبود اصل", "original missing"),
    Verdict.UNREADABLE: Bilingual("ناخوانا", "unreadable"),
}
SAMPLE: Mapping[str, Bilingual] = {
    SampleVerdict.FINE: Bilingual("درست", "in order"),
    SampleVerdict.FINDING: Bilingual("ایراد دیده شد", "something was found"),
    "": Bilingual("هنوز دیده نشده", "not yet looked at"),
}
TICKETS: Mapping[str, Bilingual] = {
    TicketState.WAITING: Bilingual("در انتظار", "waiting"),
    TicketState.CALLED: Bilingual("فراخوانده", "called"),
    TicketState.SERVING: Bilingual("پای باجه", "at the counter"),
    TicketState.PARKED: Bilingual("کنار گذاشته", "set aside"),
}
DAY_REPORT = Bilingual("گزارش روزانه", "Daily report")
COMPARE_HEAD = Bilingual(
    "باید با سر زنجیره در دفتر رویدادها یکی باشد:", "Must be the same as the head of the log itself:"
)
SHIFT = Bilingual("برگ تحویل شیفت", "Shift hand-over")

COLLECT = Bilingual("تحویل", "collection")
ALL = Bilingual("همه", "all")

STATE = Bilingual("وضعیت روز", "State of the day")
OPENED = Bilingual("گشایش", "Opened")
CLOSED = Bilingual("بستن", "Closed")
BY_ITSELF = Bilingual("خودکار، با نخستین نوبت", "by itself, at the first ticket")
NOT_YET = Bilingual("هنوز نه", "not yet")
GIVEN = Bilingual("نوبت‌های داده‌شده", "Tickets given")
NO_SHOW = Bilingual("نیامده", "Did not come")
REBOOKED = Bilingual("موکول به روز دیگر", "To come again")
FINISHED = Bilingual("پرونده‌های به‌نتیجه‌رسیده", "Cases finished")
REPRINTS = Bilingual("چاپ دوباره", "Printed again")
REFERRED = Bilingual("ارجاع به سرپرست", "Referred to the supervisor")
UNCOLLECTED = Bilingual("تحویل‌گرفته‌نشده", "Not collected for long")
SHEETS = Bilingual("برگ‌های دست‌نویس ثبت‌شده", "Sheets of a power cut entered")
OVERDUE = Bilingual("استعلام‌های دیرکرده", "Overdue inquiries")

SERVICES = Bilingual("خدمات", "Services")
SERVICE = Bilingual("خدمت", "Service")
RECEIVED = Bilingual("دریافت‌شده", "Received")
SERVED = Bilingual("انجام‌شده", "Served")
COMPLETE = Bilingual("کامل", "Complete")
INCOMPLETE = Bilingual("ناقص", "Incomplete")
REFUSED = Bilingual("رد", "Refused")
WAITING = Bilingual("در انتظار", "Waiting")
REASONS = Bilingual("بیشترین علت نقص", "Most frequent reasons")

WAITS = Bilingual("زمان انتظار (دقیقه:ثانیه)", "Waiting times (minutes:seconds)")
GROUP = Bilingual("گروه", "Group")
SAMPLE_SIZE = Bilingual("تعداد", "Number")
AVERAGE = Bilingual("میانگین", "Average")
MEDIAN = Bilingual("میانه", "Median")
P90 = Bilingual("صدک ۹۰", "9 in 10 at most")
LONGEST = Bilingual("بیشترین", "Longest")
WAITS_CHART = Bilingual("انتظار: میانه و صدک ۹۰", "Waiting: median, 9 in 10")
HOURS_CHART = Bilingual("نوبت‌ها در هر ساعت", "Tickets by the hour")

CLERKS = Bilingual("کار کارکنان", "Work of the staff")
LOGIN = Bilingual("کاربر", "Officer")
COUNTER_TIME = Bilingual("زمان پای باجه", "Time at the counter")
TICKETS_SERVED = Bilingual("نوبت", "Tickets")
DECIDED = Bilingual("تصمیم", "Decisions")
ISSUED = Bilingual("گواهی", "Certificates")

NUMBERS = Bilingual("گواهی‌های صادرشده", "Certificates issued")
FIRST = Bilingual("از شماره", "From no.")
LAST = Bilingual("تا شماره", "To no.")
COUNT = Bilingual("تعداد", "Number")

EXCEPTIONAL = Bilingual("موارد استثنا و علت آن‌ها", "Exceptions and their reasons")
KIND = Bilingual("نوع", "Kind")
SUBJECT = Bilingual("نوبت یا کد", "Ticket or code")
DETAIL = Bilingual("مورد", "About")
BY = Bilingual("به دست", "By")
REASON = Bilingual("علت", "Reason")

DUE = Bilingual("سررسید تا روز کاری بعد", "Due until the next working day")
DUE_ON = Bilingual("سررسید", "Due on")

BLANKS = Bilingual("برگ‌های شماره‌دار", "Numbered blanks")
BLANK = Bilingual("برگ", "Blank")
OPENING = Bilingual("آغاز", "Opening")
STOCK_IN = Bilingual("رسیده", "Received")
CAME_BACK = Bilingual("بازگشته", "Came back")
USED = Bilingual("مصرف", "Used")
SPOILED = Bilingual("خراب", "Spoiled")
GIVEN_BACK = Bilingual("بازگشت", "Returned")
CLOSING = Bilingual("پایان", "Closing")
HOLES = Bilingual("ناپیدا", "Missing")
WRITTEN_OFF = Bilingual("کنارگذاشته", "Written off")
IN_HANDS = Bilingual("در دست", "In hands")
COUNTED = Bilingual("شمارش", "Counted")
YES = Bilingual("شد", "yes")
NO = Bilingual("نشد", "no")
NOTHING_THERE = Bilingual("موجودی نیست", "none there")

LOOKED = Bilingual("بازبینی تصادفی", "Random re-check")
RESULT = Bilingual("نتیجه", "Result")

NONE = Bilingual("موردی نیست.", "None.")
NOBODY = Bilingual("کسی به باجه نیامد.", "Nobody came to a counter.")
AUDIT_HEAD = Bilingual("سر زنجیره دفتر رویدادها", "Head of the audit log")
COMMITMENT = Bilingual("تعهد قرعه بازبینی", "Commitment to the sample")

SHIFT_OFFICER = Bilingual("تحویل‌دهنده", "Handed over by")
OPEN_TICKETS = Bilingual("نوبت‌های باز", "Open tickets")
TICKET = Bilingual("نوبت", "Ticket")
NOTE = Bilingual("یادداشت", "Note")
CODE = Bilingual("کد رهگیری", "Tracking code")
DOCUMENT = Bilingual("مدرک", "Document")
CUSTODY = Bilingual("اصل مدارک نزد نمایندگی", "Originals held")
IN_HAND = Bilingual("برگ‌های خام در دست", "Blanks in hand")
SERIALS = Bilingual("سریال‌ها", "Serials")
IN_WORK = Bilingual("درخواست‌های در دست کار", "Requests in work")
STATE_NOW = Bilingual("وضعیت", "State")
TAKER = Bilingual("تحویل‌گیرنده: نام، امضا، ساعت", "Taken over by: name, signature, time")
GIVER = Bilingual("تحویل‌دهنده: نام، امضا، ساعت", "Handed over by: name, signature, time")

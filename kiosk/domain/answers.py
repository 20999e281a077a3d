"""What applicants answer on forms: each field's rule, and all that is wrong with a page at once."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from datetime import date

from kiosk.domain import countries, national_code, typed_number
from kiosk.domain.email import clean_email
from kiosk.domain.errors import KioskError, Refused
from kiosk.domain.form import FieldType, RequestField
from kiosk.domain.free_text import Script, clean_line, clean_lines
from kiosk.domain.names import clean_name
from kiosk.domain.typed_day import kept, kept_day, read_day
from kiosk.text.fold import forbidden, search_key

LINE = 200
LINES = 4_000
"""Letters of a field that names no limit of its own."""
GREATEST_NUMBER = 999_999
OLDEST_YEARS = 120

_CONDITION = re.compile(r"([a-z][a-z0-9_]*)(=|!=)([^ =!]+)")
_AGES = re.compile(r"([0-9]{1,3})\.\.([0-9]{1,3})")


class FormRefused(Refused):
    """Everything that is wrong with a form, field by field."""

    def __init__(self, problems: Mapping[str, KioskError]) -> None:
        super().__init__("form.wrong", count=len(problems))
        self.problems = problems


def check(field: RequestField, text: str, today: date) -> str:
    """The spelling in which an answer is stored; "" for a field that may stay empty.

    Raises:
        Refused: whatever is wrong, with the field's label among the details.
    """
    try:
        if not text.strip(" \t\r\n\u00a0\u200c"):
            return _nothing(field)
        if len(text) > 4 * _limit(field):
            # Longer than any way to write it: no rule need read it through.
            raise Refused("text.too-long", field=field.id, limit=_limit(field))
        if field.type is not FieldType.LONG_TEXT and (bad := forbidden(text)):
            raise Refused("text.forbidden-character", field=field.id, code=f"U+{ord(bad[0]):04X}")
        return _RULES[field.type](field, text, today)
    except Refused as refused:
        raise Refused(refused.key, **{**refused.details, "field": field.label}) from refused


def check_all(fields: Iterable[RequestField], answers: Mapping[str, str], today: date) -> dict[str, str]:
    """The answers of a form as they are stored, without those that are not asked; others are left out too.

    Raises:
        FormRefused: every problem, by field.
    """
    good: dict[str, str] = {}
    problems: dict[str, KioskError] = {}
    for field in fields:
        if named_in(field.when) & problems.keys() or not asked(field, good, today):
            continue
        try:
            good[field.id] = check(field, answers.get(field.id, ""), today)
            _check_order(field, good)
        except Refused as refused:
            problems[field.id] = refused
    if problems:
        raise FormRefused(problems)
    return good


def asked(field: RequestField, answers: Mapping[str, str], today: date) -> bool:
    """Whether the field is asked, as the other answers stand: `sex=M`, `kind!=none|citizen`, `number=*` (not
    empty), `birth_date=18..50` (years since that day); of several conditions all must hold.
    """
    return all(_holds(*condition, answers, today) for condition in conditions(field.when))


def conditions(when: str | None) -> list[tuple[str, str, str]]:
    """Field, `=` or `!=`, and value of each.

    Raises:
        ValueError: a condition cannot be read.
    """
    found = [_CONDITION.fullmatch(part) for part in (when or "").split()]
    if any(each is None for each in found):
        raise ValueError(when)
    return [(each[1], each[2], each[3]) for each in found if each]


def years(ages: str) -> range:
    """Full years from the first to the last, `15..` to the greatest age there is.

    Raises:
        ValueError: it cannot be read.
    """
    least, found, most = ages.partition("..")
    if not (found and least.isdecimal() and (most.isdecimal() or not most)):
        raise ValueError(ages)
    return range(int(least), int(most or OLDEST_YEARS) + 1)


def named_in(when: str | None) -> set[str]:
    """The fields that a condition looks at."""
    return {field for field, _, _ in conditions(when)}


def age_on(birth: date, day: date) -> int:
    """Full years."""
    return day.year - birth.year - ((day.month, day.day) < (birth.month, birth.day))


def _holds(field: str, sign: str, value: str, answers: Mapping[str, str], today: date) -> bool:
    answer = answers.get(field, "").strip()
    if ages := _AGES.fullmatch(value):
        day = kept_day(kept(answer))
        met = day is not None and int(ages[1]) <= age_on(day, today) <= int(ages[2])
    elif value == "*":
        met = bool(answer)
    else:
        met = answer in value.split("|")
    return met if sign == "=" else not met


def _limit(field: RequestField) -> int:
    if field.type is FieldType.LONG_TEXT:
        return field.most or LINES
    return LINE if field.type is FieldType.NUMBER else field.most or LINE


def _nothing(field: RequestField) -> str:
    if field.mandatory:
        raise Refused("text.empty", field=field.id)
    return ""


def _check_order(field: RequestField, good: Mapping[str, str]) -> None:
    """A period does not end before it begins."""
    begin = good.get(field.after or "", "")
    if begin and good[field.id] and good[field.id] < begin:
        raise Refused("day.before-other", field=field.label, day=date.fromisoformat(begin))


def _fitting(field: RequestField, text: str) -> str:
    """
    Raises:
        Refused: "text.too-short" (details: field, least), "text.too-long" (field, limit), "text.empty".
    """
    if not text:
        return _nothing(field)
    if len(text) > _limit(field):
        raise Refused("text.too-long", field=field.id, limit=_limit(field))
    if field.least is not None and len(text) < field.least:
        raise Refused("text.too-short", field=field.id, least=field.least)
    return text


def _text(field: RequestField, text: str, _today: date) -> str:
    script = Script.LATIN if field.latin else Script.EITHER
    return _fitting(field, clean_line(text, field.id, script))


def _long_text(field: RequestField, text: str, _today: date) -> str:
    return _fitting(field, clean_lines(text, field.id))


def _persian_name(field: RequestField, text: str, _today: date) -> str:
    return _fitting(field, clean_name(text, "name_fa"))


def _latin_name(field: RequestField, text: str, _today: date) -> str:
    return _fitting(field, clean_name(text, "name_lat"))


def _by(rule: Callable[[str], str]) -> Callable[[RequestField, str, date], str]:
    def checked(field: RequestField, text: str, _today: date) -> str:
        return _fitting(field, rule(text))

    return checked


def _number(field: RequestField, text: str, _today: date) -> str:
    """Raises Refused("number.range") with the least and the greatest."""
    digits = typed_number.digits(text).lstrip("0") or "0"
    least, most = field.least or 0, GREATEST_NUMBER if field.most is None else field.most
    if len(digits) > len(str(GREATEST_NUMBER)) or not least <= int(digits) <= most:
        raise Refused("number.range", field=field.id, least=least, most=most)
    return digits


def _choice(field: RequestField, text: str, _today: date) -> str:
    """By its id, or by its name in either language.  Raises Refused("choice.unknown")."""
    key = search_key(text)
    for choice in field.choices:
        if text.strip() == choice.id or key in (search_key(choice.name.fa), search_key(choice.name.en)):
            return choice.id
    raise Refused("choice.unknown", field=field.id)


def _day(field: RequestField, text: str, today: date) -> str:
    """Raises Refused: "day.…" as `read_day`, "day.not-yet", "day.already", "day.too-long-ago" (years),
    "day.age" (age, least, most).
    """
    day = read_day(text).day
    if field.past and day > today:
        raise Refused("day.not-yet", field=field.id)
    if field.future and day < today:
        raise Refused("day.already", field=field.id)
    if field.past and age_on(day, today) > OLDEST_YEARS:
        raise Refused("day.too-long-ago", field=field.id, years=OLDEST_YEARS)
    if field.ages is not None and (age := age_on(day, today)) not in (fitting := years(field.ages)):
        raise Refused("day.age", field=field.id, age=age, least=fitting[0], most=fitting[-1])
    return day.isoformat()


_RULES: Mapping[FieldType, Callable[[RequestField, str, date], str]] = {
    FieldType.TEXT: _text,
    FieldType.LONG_TEXT: _long_text,
    FieldType.PERSIAN_NAME: _persian_name,
    FieldType.LATIN_NAME: _latin_name,
    FieldType.DATE: _day,
    FieldType.CHOICE: _choice,
    FieldType.NUMBER: _number,
    FieldType.DIGITS: _by(typed_number.digits),
    FieldType.NATIONAL_CODE: _by(national_code.parse),
    FieldType.PASSPORT: _by(typed_number.passport),
    FieldType.BOOKLET_SERIES: _by(typed_number.booklet_series),
    FieldType.EMAIL: _by(clean_email),
    FieldType.PHONE: _by(typed_number.phone),
    FieldType.POSTAL_IRAN: _by(typed_number.postal_iran),
    FieldType.COUNTRY: _by(countries.parse),
}

"""What the fields of a form must agree on with each other, in a service as in the registration."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Sequence

from kiosk.domain.answers import conditions, years
from kiosk.domain.form import FieldType, FormPage, RequestField
from kiosk.domain.registration import NEEDED
from kiosk.strict import Problem, Wrong, msgid, unknown

_LIMITED = frozenset(
    {
        FieldType.TEXT,
        FieldType.LONG_TEXT,
        FieldType.PERSIAN_NAME,
        FieldType.LATIN_NAME,
        FieldType.DIGITS,
        FieldType.NUMBER,
    }
)


def registration_problems(pages: Sequence[FormPage]) -> Iterator[Problem]:
    at = "catalogue.page"
    ids = [field.id for page in pages for field in page.fields]
    yield from repeated(at, ids)
    for name in sorted(NEEDED - set(ids)):
        yield Problem(at, msgid("no page asks for {name}"), {"name": name})
    for page in pages:
        yield from form_problems(page.fields, f"{at}.{page.id}.fields")


def form_problems(fields: Sequence[RequestField], at: str) -> Iterator[Problem]:
    """A form is read from its first field to its last: a field looks back only."""
    before: dict[str, RequestField] = {}
    for field in fields:
        path = f"{at}.{field.id}"
        yield from _choices(field, path)
        yield from _limits(field, path)
        yield from _condition(field, before, path)
        yield from _order(field, before, path)
        yield from ages_problems(field.ages, path, field.type is FieldType.DATE)
        before[field.id] = field


def repeated(path: str, names: Collection[str]) -> Iterator[Problem]:
    if len(set(names)) == len(names):
        return
    for name, count in Counter(names).items():
        if count > 1:
            yield Problem(path, msgid("{name} appears twice"), {"name": name})


def references(path: str, names: Iterable[str], known: Iterable[str]) -> Iterator[Problem]:
    for name in names:
        if name not in known:
            wrong = unknown(name, known)
            yield Wrong(msgid("{name} is not defined anywhere"), wrong.did_you_mean, name=name).at(path)


def ages_problems(ages: str | None, path: str, fitting: bool = True) -> Iterator[Problem]:
    """`fitting`: whether ages may stand there at all."""
    if ages is None:
        return
    if not fitting:
        yield Problem(f"{path}.ages", msgid("is for dates"))
    try:
        empty = not years(ages)
    except ValueError:
        yield Problem(f"{path}.ages", msgid("must be the least age, two dots and the greatest or nothing"))
    else:
        if empty:
            yield Problem(f"{path}.ages", msgid("ends before it begins"))


def _choices(field: RequestField, path: str) -> Iterator[Problem]:
    if field.type is FieldType.CHOICE and not field.choices:
        yield Problem(path, msgid("must offer choices"))
    if field.type is not FieldType.CHOICE and field.choices:
        yield Problem(path, msgid("offers choices, so its type must be choice"))
    if field.choices:
        yield from repeated(f"{path}.choices", [choice.id for choice in field.choices])


def _limits(field: RequestField, path: str) -> Iterator[Problem]:
    if (field.past or field.future or field.after) and field.type is not FieldType.DATE:
        yield Problem(path, msgid("past, future and after are for dates"))
    limited = field.least is not None or field.most is not None
    if limited and field.type not in _LIMITED:
        yield Problem(path, msgid("least and most are for texts and numbers"))
    if field.least is not None and field.most is not None and field.least > field.most:
        yield Problem(path, msgid("least is more than most"))


def _condition(field: RequestField, before: dict[str, RequestField], path: str) -> Iterator[Problem]:
    try:
        named = conditions(field.when)
    except ValueError:
        yield Problem(f"{path}.when", msgid("must read like sex=M or kind!=none"))
        return
    for name, _, value in named:
        if name not in before:
            yield _unknown(name, before, f"{path}.when")
        elif choices := {choice.id for choice in before[name].choices}:
            for each in set(value.split("|")) - choices - {"*"}:
                yield _unknown(each, choices, f"{path}.when")


def _order(field: RequestField, before: dict[str, RequestField], path: str) -> Iterator[Problem]:
    if field.after is None:
        return
    dates = [name for name, each in before.items() if each.type is FieldType.DATE]
    if field.after not in dates:
        yield _unknown(field.after, dates, f"{path}.after")


def _unknown(name: str, known: Iterable[str], path: str) -> Problem:
    guess = unknown(name, known).did_you_mean
    return Wrong(msgid("{name} is not asked before"), guess, name=name).at(path)

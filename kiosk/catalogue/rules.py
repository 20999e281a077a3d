"""The rules of the catalogue: how their entries are written, and what they must agree on."""

from __future__ import annotations

from collections.abc import Iterator
from re import fullmatch

from kiosk.catalogue.forms import repeated
from kiosk.domain.rule import Rule, Weight
from kiosk.strict import Problem, msgid

_LANGUAGES = frozenset({"fa", "en"})


def over(own: object, entry: object) -> object:
    """An office's entry over the built-in one; a text alone changes the text and nothing else."""
    before, after = in_full(own), in_full(entry)
    if not (isinstance(before, dict) and isinstance(after, dict)):
        return entry
    old, new = before.get("text"), after.get("text")
    if isinstance(old, dict) and isinstance(new, dict):
        after = {**after, "text": {**old, **new}}
    return {**before, **after}


def in_full(entry: object) -> object:
    """The table that a text in both languages stands for."""
    is_text = isinstance(entry, dict) and entry and entry.keys() <= _LANGUAGES
    return {"text": entry} if is_text else entry


def rule_problems(rule: Rule) -> Iterator[Problem]:
    path = f"catalogue.rule.{rule.id}"
    yield from repeated(f"{path}.answers", [answer.id for answer in rule.answers])
    for answer in rule.answers:
        if not fullmatch(r"[a-z][a-z0-9]*(-[a-z0-9]+)*", answer.id):
            yield Problem(f"{path}.answers", msgid("must be in small letters, digits and hyphens"))
        if answer.refuses and answer.good:
            yield Problem(f"{path}.answers", msgid("an answer that refuses cannot be good"))
    if rule.answers and rule.question is None:
        yield Problem(f"{path}.question", msgid("is missing"))
    if rule.answers and not any(answer.good for answer in rule.answers):
        yield Problem(f"{path}.answers", msgid("with no answer the rule would be met"))
    if rule.centre and rule.weight is not Weight.REFERS:
        yield Problem(f"{path}.centre", msgid("is for rules that refer"))

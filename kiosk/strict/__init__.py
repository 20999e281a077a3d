"""TOML into frozen dataclasses, strictly: all problems are found at once, each named by its path."""

from kiosk.strict.languages import both_languages
from kiosk.strict.problems import ConfigProblems, Problem, Wrong, closest, msgid, unknown
from kiosk.strict.reading import Check, Manners, Says, key_of, read
from kiosk.strict.toml import line_of, located, read_toml

__all__ = [
    "Check",
    "ConfigProblems",
    "Manners",
    "Problem",
    "Says",
    "Wrong",
    "both_languages",
    "closest",
    "key_of",
    "line_of",
    "located",
    "msgid",
    "read",
    "read_toml",
    "unknown",
]

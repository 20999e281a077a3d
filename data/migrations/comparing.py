"""What differs between models and migrated databases, and must."""

from __future__ import annotations

_FULL_TEXT = ("name_words", "name_trigrams")
_TRIGRAM_INDEX = "ix_person_name_words_sounds"


def is_compared(_item: object, name: str | None, _kind: str, _reflected: bool, _other: object) -> bool:
    """Alembic's `include_object`: not SQLite's full-text tables with their shadows, nor an index."""
    return not (name or "").startswith((*_FULL_TEXT, _TRIGRAM_INDEX))

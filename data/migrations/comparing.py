"""What differs between models and migrated databases, and must."""

from __future__ import annotations

_FULL_TEXT = "name_trigrams"
_TRIGRAM_INDEX = "ix_person_name_words_sounds"


def is_compared(_item: object, name: str | None, _kind: str, _reflected: bool, _other: object) -> bool:
    """Alembic's `include_object`: not SQLite's full-text table and its shadows, and no index that one has."""
    return not (name or "").startswith((_FULL_TEXT, _TRIGRAM_INDEX))

"""What only PostgreSQL keeps of the schema.

To name it loads that dialect, a fifth of what the tables take to load: migrations do, a station does not.
"""

from __future__ import annotations

from sqlalchemy import Index, text

from data.tables.base import Base

_TABLES = Base.metadata.tables
_NAMES = _TABLES["person_name"].columns

TRIGRAMS = Index(
    None,
    _NAMES["words"],
    _NAMES["sounds"],
    postgresql_using="gin",
    postgresql_ops={"words": "gin_trgm_ops", "sounds": "gin_trgm_ops"},
    # What waits in a pending list would be read through by every search.
    postgresql_with={"fastupdate": "off"},
).ddl_if(dialect="postgresql")

for _index in _TABLES["certificate"].indexes:
    if _index.name == "uq_certificate_valid":
        _index.dialect_kwargs["postgresql_where"] = text("state = 'issued'")

"""Names are found by their parts and by their sound

Those who are recorded already get their keys from `data.schema.migrate`, after the last migration.
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None

KEYS = ("given_first_fa", "family_first_fa", "given_first_lat", "family_first_lat")


def upgrade() -> None:
    op.create_table(
        "person_name",
        sa.Column("office", sa.String(length=5), nullable=False),
        sa.Column(
            "person_id", sa.LargeBinary(16).with_variant(postgresql.UUID(), "postgresql"), nullable=False
        ),
        *(_folded(name) for name in KEYS),
        sa.Column("words", sa.Text(), nullable=False),
        sa.Column("sounds", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(
            ["office", "person_id"],
            ["person.office", "person.id"],
            name=op.f("fk_person_name_office_person_id"),
        ),
        sa.PrimaryKeyConstraint("office", "person_id", name=op.f("pk_person_name")),
        sqlite_with_rowid=False,
    )
    for key in KEYS:
        op.create_index(
            op.f(f"ix_person_name_office_{key}_person_id"), "person_name", ["office", key, "person_id"]
        )
    if op.get_context().dialect.name == "postgresql":
        _postgresql()
    else:
        _sqlite()
    for name in ("name_key_fa", "name_key_lat"):
        op.drop_index(op.f(f"ix_person_office_{name}"), "person")
        op.drop_column("person", name)


def _folded(name: str) -> sa.Column[str]:
    kind = sa.Text().with_variant(sa.Text(collation="C"), "postgresql")
    return sa.Column(name, kind, nullable=False)


def _postgresql() -> None:
    op.execute("CREATE EXTENSION IF NOT EXISTS pg_trgm")
    op.create_index(
        op.f("ix_person_name_words_sounds"),
        "person_name",
        ["words", "sounds"],
        postgresql_using="gin",
        postgresql_ops={"words": "gin_trgm_ops", "sounds": "gin_trgm_ops"},
        postgresql_with={"fastupdate": "off"},
    )
    op.execute(
        "CREATE TRIGGER person_name_no_delete BEFORE DELETE OR TRUNCATE ON person_name "
        "FOR EACH STATEMENT EXECUTE FUNCTION refuse_change()"
    )


def _sqlite() -> None:
    op.execute(
        "CREATE TRIGGER person_name_no_delete BEFORE DELETE ON person_name "
        "BEGIN SELECT RAISE(ABORT, 'rows of person_name are kept'); END"
    )
    # It keeps its own text and numbers: rows of person_name have none that would survive a VACUUM.
    # A word is whatever stands between blanks.
    op.execute(
        "CREATE VIRTUAL TABLE name_words USING fts5(person_id UNINDEXED, words, sounds, prefix = '1 2 3', "
        "tokenize = \"unicode61 remove_diacritics 0 categories 'L* M* N* P* S* C*'\")"
    )
    op.execute(
        "CREATE VIRTUAL TABLE name_trigrams USING fts5("
        "words, content = '', contentless_delete = 1, tokenize = 'trigram case_sensitive 1')"
    )
    put_in = (
        "INSERT INTO name_words (person_id, words, sounds) VALUES (new.person_id, new.words, new.sounds); "
        "INSERT INTO name_trigrams (rowid, words) VALUES (last_insert_rowid(), new.words);"
    )
    op.execute(f"CREATE TRIGGER person_name_added AFTER INSERT ON person_name BEGIN {put_in} END")
    # Found by the old words themselves, since an unindexed column could only be read through.
    old = (
        "(SELECT rowid FROM name_words WHERE name_words MATCH "
        "'words : \"' || replace(old.words, '\"', '\"\"') || '\"' AND person_id = old.person_id)"
    )
    take_out = f"DELETE FROM name_trigrams WHERE rowid IN {old}; DELETE FROM name_words WHERE rowid IN {old};"  # noqa: S608  # nothing from outside
    op.execute(
        f"CREATE TRIGGER person_name_changed AFTER UPDATE ON person_name BEGIN {take_out} {put_in} END"
    )

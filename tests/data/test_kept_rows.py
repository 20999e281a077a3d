"""Rows are added and changed, never deleted; of the audit log not even changed."""

from __future__ import annotations

import pytest
from sqlalchemy import Engine, delete, update
from sqlalchemy.exc import DBAPIError

from data.store import Store
from data.tables import AuditEvent, Base, Certificate
from tests.data.rows import count, fill_every_table


@pytest.fixture
def filled(store: Store) -> Engine:
    store.write(fill_every_table)
    return store.engine


def test_no_row_of_any_table_can_be_deleted(filled: Engine) -> None:
    for name, table in Base.metadata.tables.items():
        with filled.connect() as connection:
            before = count(connection, name)
            with pytest.raises(DBAPIError, match=f"rows of {name} are kept"):
                connection.execute(delete(table))
        with filled.connect() as connection:
            assert count(connection, name) == before > 0


def test_no_event_of_the_audit_log_can_be_changed(filled: Engine) -> None:
    with filled.connect() as connection, pytest.raises(DBAPIError, match="rows of audit_event are kept"):
        connection.execute(update(AuditEvent).values(actor="nobody"))


def test_no_event_of_the_audit_log_can_be_replaced_in_sqlite(sqlite_store: Store) -> None:
    sqlite_store.write(fill_every_table)

    with (
        sqlite_store.engine.connect() as connection,
        pytest.raises(DBAPIError, match="rows of audit_event are kept"),
    ):
        connection.exec_driver_sql("INSERT OR REPLACE INTO audit_event SELECT * FROM audit_event")


def test_no_table_can_be_emptied_by_truncate_in_postgresql(postgres_store: Store) -> None:
    for name in Base.metadata.tables:
        with (
            postgres_store.engine.connect() as connection,
            pytest.raises(DBAPIError, match=r"rows of .* are kept"),
        ):
            connection.exec_driver_sql(f"TRUNCATE {name} CASCADE")


def test_other_rows_can_be_changed(filled: Engine) -> None:
    with filled.begin() as connection:
        connection.execute(update(Certificate).values(state="void", void_reason="spoiled"))

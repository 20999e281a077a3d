"""Whether a genuine certificate of this office was declared void since: its register knows."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime

from kiosk.commands.checking import Checked
from kiosk.config import Config
from kiosk.domain.errors import Refused, Unavailable
from kiosk.domain.numbering import CertificateNumber, parse_number


def against_register(config: Config, checked: Checked) -> Checked:
    """The answer, with what the register says; without a register at hand it stays as it is."""
    facts = checked.value
    if not checked.valid or not isinstance(facts, dict) or facts["office"] != config.office.code:
        return checked
    try:
        void = _is_void(config, parse_number(str(facts["number"])))
    except Unavailable:
        # Whoever checks papers at a gate has the public keys, and no database.
        return checked
    told = replace(checked, value={**facts, "revoked": void, "as_of": datetime.now(UTC).date()})
    return replace(told, refusal=Refused("certificate.void")) if void else told


def _is_void(config: Config, number: CertificateNumber) -> bool:
    """
    Raises:
        Unavailable: the office's database is out of reach, or of another version.
    """
    from kiosk.wiring import open_store, require_schema

    if config.database_file is not None and not config.database_file.is_file():
        raise Unavailable("database.unreachable")
    store = open_store(config)
    try:
        require_schema(store)
        return store.read(lambda work: work.certificates.is_void(number))
    finally:
        store.close()

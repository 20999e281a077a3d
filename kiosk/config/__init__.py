"""kiosk.toml: one office, one station.  Passed as an argument, never read at import."""

from kiosk.config.loading import CANDIDATES, find, load
from kiosk.config.settings import (
    Calendar,
    Config,
    Database,
    ExtraCatalogue,
    Holiday,
    Mail,
    Office,
    Printer,
    Security,
    Station,
    Storage,
)

__all__ = [
    "CANDIDATES",
    "Calendar",
    "Config",
    "Database",
    "ExtraCatalogue",
    "Holiday",
    "Mail",
    "Office",
    "Printer",
    "Security",
    "Station",
    "Storage",
    "find",
    "load",
]

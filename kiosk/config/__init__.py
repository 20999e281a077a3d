"""kiosk.toml: one office, one station.  Passed as an argument, never read at import."""

from kiosk.config.calendar import Calendar, Holiday
from kiosk.config.devices import Mail, Printer, Uploads
from kiosk.config.loading import CANDIDATES, find, load
from kiosk.config.queue import Queue
from kiosk.config.settings import (
    Config,
    Database,
    ExtraCatalogue,
    Office,
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
    "Queue",
    "Security",
    "Station",
    "Storage",
    "Uploads",
    "find",
    "load",
]

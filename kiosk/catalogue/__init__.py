"""The one place for services, documents and certificates: three TOML files and their loader."""

from kiosk.catalogue.loading import load

__all__ = ["load"]

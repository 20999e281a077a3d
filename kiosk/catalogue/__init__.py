"""The one place for services, documents, certificates and the registration: TOML files and their loader."""

from kiosk.catalogue.loading import load

__all__ = ["load"]

"""Shows a scan sharply: Kitty graphics, Sixel, or coloured blocks where a terminal has neither."""

from screens.widgets.scan_view.view import ScanView

__all__ = ["ScanView"]

"""Bars of a chart, to an eighth of a column; where one reads from the right the display layer turns them."""

from __future__ import annotations

_EIGHTHS = "▏▎▍▌▋▊▉█"


def bar(share: float, width: int) -> str:
    """So much of `width` columns; the least there is for anything above nothing."""
    eighths = round(max(0.0, min(1.0, share)) * width * 8) or (1 if share > 0 else 0)
    whole, rest = divmod(eighths, 8)
    return _EIGHTHS[7] * whole + (_EIGHTHS[rest - 1] if rest else "")

"""Hours of weekdays, as kiosk.toml says them."""

from __future__ import annotations

from collections.abc import Mapping

from kiosk.domain.errors import Refused
from kiosk.strict import Wrong, closest, msgid

_DAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
_EXAMPLE = "09:00-12:00, 14:00-16:00"


def opening_hours(value: Mapping[str, str]) -> Mapping[str, str]:
    """Weekday → `09:00-12:30`, or several with commas between them."""
    if not value:
        return value
    # Only an office that names its hours pays for reading them.
    from kiosk.domain.opening import read_spans

    for day, hours in value.items():
        if day not in _DAYS:
            raise Wrong(msgid("{day} is not a weekday in English"), closest(day, _DAYS), day=day)
        try:
            read_spans(hours)
        except Refused as refused:
            raise Wrong(_SAID[refused.key], day=day, hours=hours, example=_EXAMPLE) from None
    return value


_SAID = {
    "hours.unreadable": msgid("{day}: {hours} must look like {example}"),
    "hours.order": msgid("{day}: {hours} must go forward in time"),
}

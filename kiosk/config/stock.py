"""Settings of the stock of numbered forms."""

from typing import Annotated, NamedTuple

from kiosk.config.checks import between
from kiosk.strict import Says


class Stock(NamedTuple):
    """From how many numbered blanks on the stock is called short, once there is one; 0 for never."""

    passport: Annotated[
        int, Says("Blank passports that are few: supervisors and clerks are told."), between(0, 10_000)
    ] = 20
    birth_booklet: Annotated[int, Says("Blank birth booklets that are few."), between(0, 10_000)] = 10
    laissez_passer: Annotated[int, Says("Blank laissez-passer that are few."), between(0, 10_000)] = 5

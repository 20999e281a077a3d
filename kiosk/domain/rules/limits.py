"""What each office may set for itself in `[rules]` of kiosk.toml."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class OfficeLimits:
    """What each office sets for itself, where posts differ.  Source: domain.md 2.1, 3.3, 8."""

    student_stamps_per_year: int = 2
    student_stamp_gap_months: int = 3
    conscript_stamps_per_year: int = 2
    renewal_months: int = 6
    fresh_certificate_days: int = 90
    permit_warning_days: int = 60
    collect_days: int = 14


USUAL_LIMITS = OfficeLimits()

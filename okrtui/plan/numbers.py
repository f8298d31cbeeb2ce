"""Numbers as people type and read them: 1.2M, 12 %, €42, 6.1 to 5.2 %."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Quantity:
    """A value and its unit; the unit is what stands beside it ("%", "€", "days", "x"), empty when nothing does."""

    value: float
    unit: str = ""

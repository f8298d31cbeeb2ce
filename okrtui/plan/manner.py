"""How numbers and days are written for people, and when a week begins: what a user may set.

This is the one thing that the plan's formulas share and do not pass on: it changes how a result is written, never
what it is. Files that programs read (TOML, JSON, CSV) do not know it.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Literal

MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
_FIRST = {"monday": 0, "saturday": 5, "sunday": 6}


@dataclass(frozen=True, slots=True)
class Manner:
    """`days` is an example: "30 Jun", "Jun 30" or "2026-06-30"; `comma`: numbers have a decimal comma."""

    days: Literal["30 Jun", "Jun 30", "2026-06-30"] = "30 Jun"
    comma: bool = False
    week_start: Literal["monday", "saturday", "sunday"] = "monday"


_USUAL = Manner()
_now = _USUAL


def use(manner: Manner = _USUAL) -> None:
    """Write like this from now on."""
    global _now
    _now = manner


def day(on: date, *, year: bool) -> str:
    """A day as it is written: "30 Jun", with its year "30 Jun 2027"; as "2026-06-30" it always has one."""
    if _now.days == "2026-06-30":
        return on.isoformat()
    month = MONTHS[on.month - 1]
    short = f"{on.day} {month}" if _now.days == "30 Jun" else f"{month} {on.day}"
    return f"{short}{',' if _now.days == 'Jun 30' else ''} {on.year}" if year else short


def number(text: str) -> str:
    """A number with points for decimals as it is written: with a comma "12 500,5", which reads back the same."""
    return text.translate(_SWAP) if _now.comma else text


_SWAP = str.maketrans(",.", "\u00a0,")


def week_of(on: date) -> date:
    """The first day of the week that a day lies in."""
    return on - timedelta(days=(on.weekday() - _FIRST[_now.week_start]) % 7)

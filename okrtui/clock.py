"""What day it is: the only reader of the clock, and of OKRTUI_TODAY, which fixes today's date everywhere."""

from __future__ import annotations

import os
import re
from datetime import date, datetime

from okrtui.plan.errors import PlanError

VARIABLE = "OKRTUI_TODAY"
_ISO = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")

SAMPLE_DAY = date(2026, 5, 4)
"""The day on which the sample plan is at its best: `okrtui demo` opens as of it unless OKRTUI_TODAY says otherwise."""


class BadDay(PlanError):
    """A day given from outside that is no day of the calendar."""


def iso_day(text: str, source: str) -> date:
    """The day that ``2026-05-04`` names; `source` is where it was given, for the sentence of `BadDay`."""
    try:
        if not _ISO.fullmatch(text):
            raise ValueError  # a week or another form that Python reads as well
        return date.fromisoformat(text)
    except ValueError:
        raise BadDay(f"{source} is “{text}”, which is not a day: give it as 2026-05-04.") from None


def fixed() -> date | None:
    """The day that OKRTUI_TODAY names, or None when it is not set; raises `BadDay`."""
    text = os.environ.get(VARIABLE, "").strip()
    return iso_day(text, VARIABLE) if text else None


def today() -> date:
    """Today's date; raises `BadDay` when OKRTUI_TODAY is set to something that is no day."""
    return fixed() or date.today()


def now() -> datetime:
    """The local time, without a time zone, on the day that `today` says; raises `BadDay` as `today` does."""
    return datetime.combine(today(), datetime.now().time())

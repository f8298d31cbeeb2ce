"""Numbers and days of other tools' tables, decided for a column as a whole: one file is written in one way."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from okrtui.plan.dates import parse_day
from okrtui.plan.numbers import Quantity, parse_quantity

_DIGITS = re.compile(r"[0-9](?:[0-9.,'’\s]*[0-9])?")
_PARTS = re.compile(r"\s*([0-9]{1,4})\s*([./-])\s*([0-9]{1,2})\s*\2\s*([0-9]{1,4})(?:[T ,].*)?\s*")
_ISO = re.compile(r"([0-9]{4})[-/.]([0-9]{1,2})[-/.]([0-9]{1,2})(?:[T ].*)?")


@dataclass(frozen=True, slots=True)
class DecimalMark:
    """What stands before decimals."""

    text: str
    certain: bool
    """Whether a cell shows it; else it is a guess ("1,234" alone could be either)."""
    asked: bool
    """Whether there are numbers with a point or a comma at all."""


def decimal_mark(cells: Iterable[str], usual: str) -> DecimalMark:
    """The mark before decimals in all numbers of a file; `usual` is the one where nothing tells."""
    votes = {",": 0, ".": 0}
    doubtful = asked = False
    for cell in cells:
        found = _DIGITS.search(cell)
        if found is None:
            continue
        mark = own_mark(found[0])
        if mark:
            votes[mark] += 1
        marked = "," in found[0] or "." in found[0]
        asked |= marked
        doubtful |= not mark and marked
    if votes[","] == votes["."]:
        return DecimalMark(usual, not doubtful, asked)
    return DecimalMark(max(votes, key=lambda mark: votes[mark]), True, asked)


def own_mark(digits: str) -> str:
    """The decimal mark that one number shows by itself; empty when it could be either, or has none."""
    last = max(digits.rfind(","), digits.rfind("."))
    if last < 0:
        return ""
    mark = digits[last]
    other = "." if mark == "," else ","
    if digits.count(mark) > 1:
        return other
    if other in digits or len(digits) - last - 1 != 3 or digits[:last] in ("0", ""):
        return mark
    return ""


def number(cell: str, mark: str, unit: str = "") -> Quantity:
    """A number with its unit, such as "€ 1.2M" or "1.234,5 %"; raises `ValueError` for anything else.

    `unit` is the one that is expected, if any.
    """

    def tidy(found: re.Match[str]) -> str:
        own = own_mark(found[0]) or mark
        digits = re.sub(r"['’\s]", "", found[0])
        return digits.replace("." if own == "," else ",", "").replace(own, ".")

    text = " ".join(cell.split())
    if text.startswith("(") and text.endswith(")"):
        text = f"-{text[1:-1]}"
    tidied = _DIGITS.sub(tidy, text, count=1)
    whole = tidied.partition(".")
    if whole[1] and re.match(r"[0-9]{3}(?![0-9])", whole[2]):
        # what is decided already must not be taken for thousands again
        tidied = re.sub(r"(\.[0-9]{3})(?![0-9])", r"\g<1>0", tidied, count=1)
    return parse_quantity(tidied, unit)


@dataclass(frozen=True, slots=True)
class DayOrder:
    """Which comes first in dates such as 04/05/2026, and whether a cell shows it."""

    day_first: bool
    certain: bool
    asked: bool
    """Whether there are such dates at all."""


def day_order(cells: Iterable[str]) -> DayOrder:
    """The order of day and month in a column as a whole; with points, and where nothing tells, the day is first."""
    day = month = asked = pointed = 0
    for cell in cells:
        found = _PARTS.fullmatch(cell)
        if found is None or len(found[1]) > 2:
            continue
        asked += 1
        day += int(found[1]) > 12
        month += int(found[3]) > 12
        pointed += found[2] == "."
    return DayOrder(day >= month, bool(day) != bool(month) or pointed == asked, bool(asked))


def day(cell: str, order: DayOrder, today: date) -> date:
    """A day as people and tools write it; raises `ValueError` for anything else."""
    text = cell.strip()
    if found := _ISO.fullmatch(text):
        return date(int(found[1]), int(found[2]), int(found[3]))
    if found := _PARTS.fullmatch(text):
        first, second, year = int(found[1]), int(found[3]), int(found[4])
        year += 2000 if len(found[4]) <= 2 else 0
        return date(year, second, first) if order.day_first else date(year, first, second)
    return parse_day(text, today=today)

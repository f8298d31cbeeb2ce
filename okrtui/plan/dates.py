"""Days and deadlines as people type and read them: "end of Q2", "30 jun", "by the end of the quarter"."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from okrtui.plan.dayphrase import CALENDAR_WORDS, PHRASE_STARTS, WEEKDAYS, Impossible, Reader
from okrtui.plan.fields import Moment
from okrtui.plan.quarters import (
    Quarter,
    add_months,
    fiscal_year,
    format_day,
    format_moment,
    nearest_quarter,
    quarter,
    quarter_of,
    week_of,
)
from okrtui.plan.spans import MONTHS as MONTH_NAMES
from okrtui.plan.spans import NEAR, Cycle, Reading

__all__ = [
    "Deadline",
    "Quarter",
    "find_deadline",
    "fiscal_year",
    "format_day",
    "format_moment",
    "nearest_quarter",
    "parse_day",
    "parse_moment",
    "quarter",
    "quarter_of",
    "week_of",
]

_EXPECTED = "Type a day such as 30 Jun, end of Q2, next Friday or 2026-06-30."
_LONGEST = 60
_TIME = re.compile(r"[T ,]+(?:at )?([0-9]{1,2}):([0-9]{2})(?::([0-9]{2}))?$")


@dataclass(frozen=True, slots=True)
class Deadline:
    """A deadline in a sentence: the half-open span of its phrase in code points, and the day that it means."""

    start: int
    end: int
    day: date


def parse_day(text: str, *, today: date, fiscal_year_start: int = 1, cycle: Cycle | None = None) -> date:
    """Read one typed day: "end of Q2", "30 jun", "june", "2026-06-30", "next friday", "in 2 weeks", "eoy".

    A span means its last day. Without a year it is the next one to come, today included; with `cycle` (first and
    last day) the first one from the cycle's start on. Raises `ValueError` with a sentence for the user.
    """
    shown = " ".join(text.split())
    if not shown:
        raise ValueError(_EXPECTED)
    if len(shown) > _LONGEST:
        raise ValueError(f"That is too long for a day. {_EXPECTED}")
    reader = Reader(shown, today=today, fiscal_year_start=fiscal_year_start, cycle=cycle, typed=True)
    at = reader.skip(0, "by", "until", "on", "due")
    before = reader.word(0) == "before"
    at = 1 if before else at
    try:
        found = reader.phrase(at) or reader.week(at) or reader.coming(reader.skip(at, "in", "within"))
        if not found and reader.word(at) == "in":
            found = reader.phrase(at + 1)
        if found and reader.word(found.stop) == "." and found.stop == len(reader.tokens) - 1:
            return _resolve(found, before=before)
        if found and found.stop == len(reader.tokens):
            return _resolve(found, before=before)
    except Impossible as problem:
        raise ValueError(f"{problem} {_EXPECTED}") from None
    except (OverflowError, ValueError):
        raise ValueError(f"“{shown}” is too far away for a calendar. {_EXPECTED}") from None
    raise ValueError(f"“{shown}” is not a day. {_EXPECTED}")


def _resolve(found: Reading, *, before: bool) -> date:
    """The day that is meant: "before June" ends on 31 May, "before the end of June" on 30 June."""
    if not before:
        return found.day
    if found.edge and found.first != found.last and found.day != found.first:
        return found.day
    return found.first - timedelta(days=1)


def parse_moment(text: str, *, today: date) -> Moment:
    """Read when something was measured: a day that has come ("30 apr", "yesterday", "2026-05-04"), or one with a time.

    A day without a year is the latest one, today included. Raises `ValueError` with a sentence for the user.
    """
    shown = " ".join(text.split())
    clock = _TIME.search(shown)
    day_text = shown[: clock.start()] if clock else shown
    day = _latest_day(day_text, today)
    if not clock:
        return day
    try:
        return datetime.combine(day, time(int(clock[1]), int(clock[2]), int(clock[3] or 0)))
    except ValueError:
        raise ValueError(f"{clock[0].strip(' T,')} is no time of day. Type it as 09:30.") from None


def _latest_day(text: str, today: date) -> date:
    """The day that is meant when it has come already."""
    day = parse_day(text, today=today)
    words = set(re.findall(r"[a-z]+", text.lower()))
    if day <= today or re.search(r"[0-9]{4}", text):
        return day
    if words & WEEKDAYS.keys() and "next" not in words:
        return day - timedelta(days=7)
    if not words & (MONTH_NAMES.keys() | {"q", "h", "quarter", "half"}) or words & {"next", "in"}:
        return day
    for years in (1, 2, 3, 4, 8):
        # Seen from so long ago, what comes next is the latest that has come; 29 February needs some years.
        earlier = parse_day(text, today=add_months(today, -12 * years) + timedelta(days=1))
        if earlier <= today:
            return earlier
    return day


_WORDS = re.compile(r"[^\W\d_]+")
_DIGITS_OF_A_DAY = re.compile(r"[0-9][./-] ?[0-9]")
_FOUR_DIGITS = re.compile(r"(?<![0-9])[0-9]{4}(?![0-9])")
_STRONG = ("by", "until", "till", "before", "due", "deadline", "til")
_WEAK = ("in", "during", "within", "on", "at")
_OPENING = PHRASE_STARTS | {*_STRONG, *_WEAK, "no", "the"}
"""The words that the phrase of a deadline may begin with, besides digits."""
_COMPARED = ("than", "as", "from", "versus", "vs", "like", "since", "was", "were", "compared", "to", "of")


def find_deadline(text: str, *, today: date, fiscal_year_start: int = 1, cycle: Cycle | None = None) -> Deadline | None:
    """The deadline that a sentence names, with its whole phrase ("by the end of Q2", "this quarter"), or None.

    A phrase with "by", "until" or "before" wins over one with "in" or "this"; of equals the first. Days without a
    year are read as in `parse_day`. Durations ("within 2 days"), comparisons ("than in 2025") and amounts ("by 20")
    are no deadlines. Takes time linear in the text and never raises.
    """
    if not _names_a_day(text, today):
        return None
    reader = Reader(text, today=today, fiscal_year_start=fiscal_year_start, cycle=cycle)
    weak: Deadline | None = None
    at = 0
    while at < len(reader.tokens):
        if not _may_open(reader, at):
            at += 1
            continue
        start = _behind_strong(reader, at)
        found = None
        if start > at or weak is None:
            try:
                found = _at(reader, at, start)
            except (Impossible, OverflowError, ValueError):
                found = None
        if found and start > at:
            return found[1]
        if found:
            weak = found[1]
        at = found[0].stop if found else at + 1
    return weak


def _names_a_day(text: str, today: date) -> bool:
    """Whether any word or number of a text can be of a day: of most texts none is, and there is nothing to read."""
    if not CALENDAR_WORDS.isdisjoint(_WORDS.findall(text.lower())) or _DIGITS_OF_A_DAY.search(text):
        return True
    return any(abs(int(found) - today.year) <= NEAR for found in _FOUR_DIGITS.findall(text))


def _may_open(reader: Reader, at: int) -> bool:
    """Whether a phrase can begin at a token: at some words, and of digits alone at a year ("2026 Q2", "2026-06-30")."""
    word = reader.tokens[at].text
    if word in _OPENING:
        return True
    dated = len(word) == 4 and word.isdigit()
    return dated and (reader.year(at) is not None or reader.word(at + 1) in ("-", "/", "."))


def _behind_strong(reader: Reader, at: int) -> int:
    """The index behind "by", "due by", "until", "no later than"; the same index where no such word stands."""
    word = reader.word(at)
    if word == "no" and (reader.word(at + 1), reader.word(at + 2)) == ("later", "than"):
        return at + 3
    if word not in _STRONG:
        return at
    start = at
    while start < at + 3 and reader.word(start) in (_STRONG if start == at else (*_STRONG, ":")):
        start += 1
    return reader.skip(start, "on", "around", "about") if start > at else at


def _at(reader: Reader, at: int, start: int) -> tuple[Reading, Deadline] | None:
    """The deadline whose phrase begins at a token; behind a strong preposition, its day begins at `start`."""
    word = reader.word(at)
    if start > at:
        found = reader.phrase(start) or reader.week(start) or reader.coming(start)
    else:
        found = _weak(reader, at) if word in _WEAK else _alone(reader, at)
    if not found or reader.word(found.stop) in ("'", "’", "%"):
        return None
    day = _resolve(found, before=word == "before")
    return found, Deadline(reader.tokens[at].start, reader.tokens[found.stop - 1].end, day)


def _weak(reader: Reader, at: int) -> Reading | None:
    """ "in Q2", "during this quarter", "on 30 June", "at the end of the year", "within the next 3 months"."""
    if reader.word(at - 1) in _COMPARED:
        return None
    word = reader.word(at)
    if coming := reader.coming(at + 1):
        return coming if word not in ("on", "at") else None
    if word in ("in", "within") and _is_value(reader.word(at - 1)) and (ahead := reader.months_ahead(at + 1)):
        return ahead
    found = reader.phrase(at + 1)
    if not found:
        return None
    single = found.first == found.last
    if word == "on":
        return found if single else None
    if word == "at":
        return found if found.edge and not single else None
    return None if single else found


def _is_value(word: str) -> bool:
    """Whether a word ends a value: "by 50 % within 3 months" has a deadline, "leave within 3 months" has none."""
    return word in ("%", "percent", "k", "m", "x") or word.isdigit()


def _alone(reader: Reader, at: int) -> Reading | None:
    """ "this quarter", "end of Q2", "EOY": what needs no preposition."""
    word = reader.word(at)
    if reader.word(at - 1) in (*_COMPARED, "per", "each", "every") or (word.isdigit() and len(word) != 4):
        return None
    found = reader.phrase(at)
    if not found:
        return None
    if word in ("this", "next"):
        return found if found.first != found.last else None
    # "30 June" alone may be anything, and so may "Q2"; an edge makes it a deadline, unless a noun follows ("month-end
    # close").
    following = reader.word(found.stop)
    return found if found.edge and found.first != found.last and not following.isalnum() else None

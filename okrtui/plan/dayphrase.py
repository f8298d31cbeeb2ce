"""How people write days in English, and what a phrase such as "the end of Q2" or "mid May" chooses.

A phrase is a day, or a span with an edge: "end of", "start of" and "mid" choose a day of the span.
"""

from __future__ import annotations

from datetime import date, timedelta

from okrtui.plan import quarters as q
from okrtui.plan.numbers import NUMBER_WORDS
from okrtui.plan.spans import MONTHS, SPAN_STARTS, SUFFIXES, Reading, SpanReader

_WEEKDAY_NAMES = ("monday tuesday wednesday thursday friday saturday sunday", "mon tue wed thu fri sat sun")
WEEKDAYS = {name: number for names in _WEEKDAY_NAMES for number, name in enumerate(names.split())} | {
    "tues": 1,
    "thur": 3,
    "thurs": 3,
}
_COUNTS = NUMBER_WORDS | {"a": 1, "an": 1, "couple": 2}
_EDGES = {"end": "end", "close": "end", "late": "end", "start": "start", "beginning": "start", "begin": "start"}
_EDGES |= {"mid": "mid", "middle": "mid"}
_SHORT = {"eoq": "quarter", "eoy": "year", "eom": "month", "eow": "week", "eofy": "fy"}
_UNITS = {"day": 1, "d": 1, "week": 7, "w": 7, "wk": 7, "month": 0, "quarter": 0, "year": 0}
_MONTHS_IN = {"month": 1, "quarter": 3, "year": 12}
_NEAR = {"today": 0, "tomorrow": 1}
_NEAR_TYPED = {"yesterday": -1, "now": 0}
PHRASE_STARTS = SPAN_STARTS | {*_EDGES, *_SHORT, *WEEKDAYS, *_NEAR, *_NEAR_TYPED, *_COUNTS, "in", "within", "+"}
"""The words that a phrase may begin with, besides digits: most words of a sentence are none and need no look ahead."""
_PLURALS = ("half", "day", "days", "weeks", "months", "quarters", "years")
CALENDAR_WORDS = (SPAN_STARTS | {*_SHORT, *WEEKDAYS, *_NEAR, *_PLURALS}) - {"this", "our", "current"}
"""A sentence with none of these words, and without the digits of a year or a day, names no day."""


class Impossible(ValueError):
    """A day that no calendar has, such as 31 June; the sentence is for the user."""


class Reader(SpanReader):
    """Reads days and spans, with or without an edge."""

    # -- phrases

    def phrase(self, at: int) -> Reading | None:
        """A day or a span that begins at a token, with or without an edge, or None.

        Raises `Impossible` for a day that does not exist.
        """
        start = self.skip(at, "the")
        if self.word(start) not in PHRASE_STARTS and not self.word(start).isdigit():
            return None
        edge, after = self._edge(start)
        if edge:
            after = self.skip(after, "the")
            span = self.week(after) or self.span(after) or self.period(after, bare=True)
            return self._choose(span, edge) if span else None
        if (short := _SHORT.get(self.word(start))) and (span := self.named(short, self.here, start + 1)):
            return self._choose(span, "end")
        if behind := self._edge_behind(start):
            return behind
        return self.day(start) or self.span(start) or self.period(start, bare=start > at)

    def _edge(self, at: int) -> tuple[str, int]:
        """ "end of", "mid", "start of" and the index behind it; no edge is empty."""
        edge = _EDGES.get(self.word(at), "")
        if not edge:
            return "", at
        after = self.skip(at + 1, "-")
        return edge, self.skip(self.skip(after, "of"), "-")

    def _edge_behind(self, at: int) -> Reading | None:
        """ "quarter end", "year-end", "Q2 end", "Q1 close", "month's end"."""
        span = self.span(at) or self.period(at, bare=True)
        if not span:
            return None
        after = span.stop
        if self.word(after) in ("'", "’") and self.word(after + 1) == "s":
            after += 2
        after = self.skip(after, "-")
        if self.word(after) not in ("end", "close"):
            return None
        return self._choose(Reading(span.first, span.last, span.day, after + 1), "end")

    @staticmethod
    def _choose(span: Reading, edge: str) -> Reading:
        middle = span.first + timedelta(days=(span.last - span.first).days // 2)
        if span.first.day == 1 and (span.last - span.first).days < 31:
            middle = span.first.replace(day=15)
        day = {"end": span.last, "start": span.first, "mid": middle}[edge]
        return Reading(span.first, span.last, day, span.stop, edge=True)

    def day(self, at: int) -> Reading | None:
        """One day that begins at a token, or None."""
        return (
            self._iso(at)
            or self._day_month(at)
            or self._month_day(at)
            or self._numeric(at)
            or self._weekday(at)
            or self._near(at)
            or self._ordinal(at)
        )

    def _one(self, day: date, stop: int) -> Reading:
        return Reading(day, day, day, stop, edge=True)

    def _exact(self, year: int | None, month: int, day: int, stop: int) -> Reading:
        """A day of a month, in the year that is meant when none is given."""
        if day < 1 or day > q.month_end(2000, month).day:
            raise Impossible(f"{q.MONTHS[month - 1]} has no day {day}.")
        if year is not None:
            if day > q.month_end(year, month).day:
                raise Impossible(f"{q.MONTHS[month - 1]} {year} has no day {day}.")
            return self._one(date(year, month, day), stop)
        for coming in range(self.base.year, self.base.year + 9):
            # 29 February waits for the next leap year, eight years at most.
            if day <= q.month_end(coming, month).day and date(coming, month, day) >= self.base:
                return self._one(date(coming, month, day), stop)
        raise Impossible(f"{q.MONTHS[month - 1]} has no day {day}.")

    def _iso(self, at: int) -> Reading | None:
        """ "2026-06-30", also with slashes or points."""
        year, mark = self.number(at, 4), self.word(at + 1)
        if year is None or len(self.word(at)) != 4 or mark not in ("-", "/", ".") or self.word(at + 3) != mark:
            return None
        month, day = self.number(at + 2, 2), self.number(at + 4, 2)
        if month is None or day is None or not all(self.glued(at + ahead) for ahead in (1, 2, 3, 4)):
            return None
        if not (1 <= month <= 12 and year >= 1):
            raise Impossible(f"There is no month {month}.")
        return self._exact(year, month, day, at + 5)

    def _day_month(self, at: int) -> Reading | None:
        """ "30 June 2026", "30th of June", "30. Jun", "30-Jun-26"."""
        day = self.number(at, 2)
        if day is None:
            return None
        after = at + 1
        if self.glued(after) and self.word(after) in (*SUFFIXES, ".", "-"):
            after += 1
        after = self.skip(after, "of")
        month = MONTHS.get(self.word(after))
        if not month:
            return None
        stop = self._behind_month(after)
        year, stop = self._year_of_day(stop)
        return self._exact(year, month, day, stop)

    def _month_day(self, at: int) -> Reading | None:
        """ "June 30, 2026", "Jun 30th", "June the 30th"."""
        month = MONTHS.get(self.word(at))
        if not month:
            return None
        after = self.skip(self._behind_month(at), "the", "-")
        day = self.number(after, 2)
        if day is None or (self.glued(after + 1) and self.word(after + 1) not in (*SUFFIXES, ",", ".", ";", ")", "-")):
            return None
        if self.word(after + 1) == "%" or (self.glued(after + 2) and self.word(after + 1) in (",", ".")):
            return None
        after += 1
        if self.glued(after) and self.word(after) in SUFFIXES:
            after += 1
        year, stop = self._year_of_day(after)
        return self._exact(year, month, day, stop)

    def _behind_month(self, at: int) -> int:
        """The index behind a month's name and the point of its abbreviation."""
        short = len(self.word(at)) <= 4 and self.glued(at + 1) and self.word(at + 1) == "."
        return at + 2 if short and self.word(at + 2) else at + 1

    def _year_of_day(self, at: int) -> tuple[int | None, int]:
        """The year behind a day and its month, which may have two digits there when the whole text is a day."""
        year, stop = self.year_after(at)
        if year is None and self.typed:
            short = self.skip(at, "-")
            number = self.number(short, 2)
            if number is not None and len(self.word(short)) == 2:
                return 2000 + number, short + 1
        return year, stop

    def _numeric(self, at: int) -> Reading | None:
        """ "30.6.2026", "30/06/2026", "06/30/2026", "30.6."."""
        first, mark, second = self.number(at, 2), self.word(at + 1), self.number(at + 2, 2)
        if first is None or second is None or mark not in (".", "/") or not (self.glued(at + 1) and self.glued(at + 2)):
            return None
        year, stop = None, at + 3
        if self.word(at + 3) == mark and self.glued(at + 3):
            year = self.number(at + 4, 4) if self.glued(at + 4) else None
            stop = at + 4 if year is None else at + 5
            if year is not None and len(self.word(at + 4)) == 2:
                year += 2000
        if year is None and not (self.typed and (mark == "/" or stop == at + 4)):
            # "1.5" and "24/7" in a sentence are no days.
            return None
        if year is not None and year < 1000:
            return None
        return self._day_first_or_month_first(first, second, mark, year, stop)

    def _day_first_or_month_first(self, first: int, second: int, mark: str, year: int | None, stop: int) -> Reading:
        if mark == "." or first > 12 or first == second:
            day, month = first, second
        elif second > 12:
            day, month = second, first
        else:
            readings = [self._exact(year, second, first, stop), self._exact(year, first, second, stop)]
            inside = [one for one in readings if self.cycle and self.cycle[0] <= one.day <= self.cycle[1]]
            if len(inside) == 1:
                return inside[0]
            if self.typed:
                one, other = (f"{reading.day.day} {q.MONTHS[reading.day.month - 1]}" for reading in readings)
                raise Impossible(f"That may be {one} or {other}: write the month as a word.")
            return readings[0]
        if not 1 <= month <= 12:
            raise Impossible(f"There is no month {month}.")
        return self._exact(year, month, day, stop)

    def _weekday(self, at: int) -> Reading | None:
        """ "Friday", "next Friday": the first one after today."""
        start = self.skip(at, "next", "this", "coming")
        weekday = WEEKDAYS.get(self.word(start))
        if weekday is None or (not self.typed and len(self.word(start)) < 6):
            return None
        ahead = (weekday - self.today.weekday() - 1) % 7 + 1
        return self._one(self.today + timedelta(days=ahead), start + 1)

    def _near(self, at: int) -> Reading | None:
        """ "today", "tomorrow", and when typed "in 2 weeks", "3 days ago", "+10d"."""
        word = self.word(at)
        days = _NEAR.get(word, _NEAR_TYPED.get(word) if self.typed else None)
        if days is not None:
            return self._one(self.today + timedelta(days=days), at + 1)
        return self._ahead(self.skip(at, "in", "within", "+")) if self.typed else None

    def _ordinal(self, at: int) -> Reading | None:
        """ "the 15th" when typed: of this month or of the next that has such a day."""
        day = self.number(at, 2)
        if not self.typed or not day or self.word(at + 1) not in SUFFIXES or not self.glued(at + 1):
            return None
        for months in range(3):
            last = q.month_end(self.base.year, self.base.month + months)
            if day <= last.day and last.replace(day=day) >= self.base:
                return self._one(last.replace(day=day), at + 2)
        raise Impossible(f"No month has a day {day}.")

    def _ahead(self, at: int) -> Reading | None:
        """A number of days, weeks, months, quarters or years from today on."""
        count, after = self.count(at)
        if count is None:
            return None
        unit = self.word(after)
        unit = unit[:-1] if unit.endswith("s") and len(unit) > 1 else unit
        if unit not in _UNITS:
            return None
        after += 1
        if self.word(after) == "ago":
            count, after = -count, after + 1
        elif (self.word(after), self.word(after + 1)) in (("from", "now"), ("from", "today"), ("after", "today")):
            after += 2
        return self._one(self._later(count, unit), after)

    def _later(self, count: int, unit: str) -> date:
        try:
            if unit in _MONTHS_IN:
                return q.add_months(self.today, count * _MONTHS_IN[unit])
            return self.today + timedelta(days=count * _UNITS[unit])
        except (OverflowError, ValueError):
            raise Impossible("That is too far away for a calendar.") from None

    def count(self, at: int) -> tuple[int | None, int]:
        """A small number in digits or as a word ("2", "two", "a", "a couple of"), and the index behind it."""
        number = self.number(at, 4)
        if number is not None:
            return number, at + 1
        if self.word(at) == "a" and self.word(at + 1) == "couple":
            return 2, self.skip(at + 2, "of")
        return _COUNTS.get(self.word(at)), at + 1

    def coming(self, at: int) -> Reading | None:
        """ "the next 3 months": from today, or from the start of a cycle that is yet to come."""
        after = self.skip(at, "the")
        if self.word(after) not in ("next", "coming"):
            return None
        count, after = self.count(after + 1)
        unit = self.word(after).removesuffix("s")
        if count is None or unit not in _UNITS or len(unit) < 3:
            return None
        return self._one(self._later(count, unit), after + 1)

    def months_ahead(self, at: int) -> Reading | None:
        """ "3 months", "a year": that long from today, where nothing follows that it is counted from ("of signing")."""
        count, after = self.count(at)
        unit = self.word(after).removesuffix("s")
        if count is None or unit not in _MONTHS_IN or self.word(after + 1) not in ("", ".", ",", ";", ")"):
            return None
        return self._one(self._later(count, unit), after + 1)

    def week(self, at: int) -> Reading | None:
        """ "week 8": of the cycle or quarter; a number that it does not have is a week of the year."""
        number = self.number(at + 1, 2) if self.word(at) == "week" else None
        if not number:
            return None
        current = q.quarter_of(self.today, self.fiscal)
        start, end = self.cycle or (current.start, current.end)
        first = start + timedelta(days=7 * (number - 1))
        if first <= end:
            return self._one(min(first + timedelta(days=6), end), at + 2)
        try:
            return self._one(date.fromisocalendar(self.base.year, number, 5), at + 2)
        except ValueError:
            raise Impossible(f"{self.base.year} has no week {number}.") from None

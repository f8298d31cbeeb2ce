"""How people name spans of days in English: "Q2", "FY26 H1", "June", "next quarter", "2026".

Every reader looks a few tokens ahead at most, so that reading takes time linear in the length of the text.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, timedelta
from typing import NamedTuple

from okrtui.plan import manner
from okrtui.plan import quarters as q

Cycle = tuple[date, date]


class Token(NamedTuple):
    """A word, a run of digits or one other character, in lower case, and where it stands in the text."""

    text: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Reading:
    """What a phrase means: the days from `first` to `last`, the chosen `day`, and the index after its last token."""

    first: date
    last: date
    day: date
    stop: int
    edge: bool = False
    """Whether the phrase chose the day itself ("end of June", "30 June") rather than naming a span ("June")."""


_TOKEN = re.compile(r"[^\W\d_]+|[0-9]+|\S")
_MONTH_NAMES = (
    "january february march april may june july august september october november december",
    "jan feb mar apr may jun jul aug sep oct nov dec",
)
MONTHS = {name: number for names in _MONTH_NAMES for number, name in enumerate(names.split(), start=1)} | {"sept": 9}
_ORDINALS = {"first": 1, "second": 2, "third": 3, "fourth": 4}
SUFFIXES = ("st", "nd", "rd", "th")
_PERIODS = ("week", "month", "quarter", "year", "cycle")
_FISCAL = ("fiscal", "financial")
_WHICH = ("this", "next", "current", "coming", "our")
SPAN_STARTS = frozenset((*MONTHS, *_ORDINALS, *_PERIODS, *_FISCAL, *_WHICH, "q", "h", "fy"))
"""The words that a span may begin with, besides digits."""
NEAR = 15
"""A bare number is a year in a sentence only when it is this close to today."""


def tokens(text: str) -> list[Token]:
    """The tokens of a text; positions are code points of the text as given."""
    return [Token(found[0].lower(), found.start(), found.end()) for found in _TOKEN.finditer(text)]


class SpanReader:
    """Reads spans from the tokens of one text, given the calendar around it.

    `typed` is True where the whole text is meant to be a day, and more may be understood than in a sentence.
    """

    def __init__(
        self, text: str, *, today: date, fiscal_year_start: int = 1, cycle: Cycle | None = None, typed: bool = False
    ) -> None:
        self.tokens = tokens(text)
        self.today = today
        self.fiscal = fiscal_year_start
        self.cycle = cycle
        self.typed = typed
        # What is written without a year is to come; in a cycle it is to come from the start of that cycle on.
        self.base = cycle[0] if cycle else today
        self.here = min(max(today, cycle[0]), cycle[1]) if cycle else today

    # -- tokens

    def word(self, at: int) -> str:
        """The token at an index, or an empty text behind the last one."""
        return self.tokens[at].text if 0 <= at < len(self.tokens) else ""

    def glued(self, at: int) -> bool:
        """Whether a token follows the one before it without a space."""
        return 0 < at < len(self.tokens) and self.tokens[at].start == self.tokens[at - 1].end

    def number(self, at: int, longest: int) -> int | None:
        """The value of a short run of digits, or None."""
        word = self.word(at)
        return int(word) if word.isascii() and word.isdigit() and len(word) <= longest else None

    def skip(self, at: int, *words: str) -> int:
        """The index behind a token when it is one of these words."""
        return at + 1 if self.word(at) in words else at

    # -- spans

    def span(self, at: int) -> Reading | None:
        """A quarter, half, fiscal year, month or year that begins at a token, or None."""
        return self._part(at) or self._month(at) or self._fiscal_year(at) or self._bare_year(at)

    def _bare_year(self, at: int) -> Reading | None:
        year = self.year(at)
        # "2,026" and "2026.5" and "2026 %" are numbers; so is "20260101".
        if year is None or (self.glued(at + 1) and self.word(at + 1) in ("%", "/", "x", "k", "m")):
            return None
        if self.word(at + 1) == "%" or (self.word(at + 1) in (",", ".") and self.number(at + 2, 9) is not None):
            return None
        return self.span_of((date(year, 1, 1), date(year, 12, 31)), at + 1)

    @staticmethod
    def span_of(days: Cycle, stop: int) -> Reading:
        """The reading of a span, which means its last day unless an edge chooses another."""
        return Reading(days[0], days[1], days[1], stop)

    # -- years

    def year(self, at: int) -> int | None:
        """Four digits that are a year, or None."""
        word = self.word(at)
        year = self.number(at, 4)
        if year is None or len(word) != 4:
            return None
        if self.typed:
            return year if 1900 <= year < 2200 else None
        return year if abs(year - self.today.year) <= NEAR else None

    def year_after(self, at: int) -> tuple[int | None, int]:
        """A year that follows a month or a quarter: "2026", ", 2026", "of 2026", "/26", "'26", "FY26"."""
        for skip in (0, 1):
            if skip and self.word(at) not in (",", "of", "-", "/", "'", "’"):
                break
            year = self.year(at + skip)
            if year is not None and not self._number_goes_on(at + skip + 1):
                return year, at + skip + 1
            if skip and self.word(at) in ("/", "'", "’") and len(self.word(at + 1)) == 2:
                short = self.number(at + 1, 2)
                if short is not None and self.glued(at + 1):
                    return 2000 + short, at + 2
            year, after = self._fy(at + skip)
            if year is not None:
                return year, after
        return None, at

    def _number_goes_on(self, at: int) -> bool:
        return self.glued(at) and (self.word(at) == "%" or (self.word(at) in (".", ",") and self.glued(at + 1)))

    def _fy(self, at: int) -> tuple[int | None, int]:
        """ "FY26", "FY 2026", "FY'26", "fiscal year 2026", "fiscal 26" and the index behind it."""
        after = at
        if self.word(at) == "fy":
            after = self.skip(at + 1, "-", "'", "’")
        elif self.word(at) in _FISCAL:
            after = self.skip(at + 1, "year")
        else:
            return None, at
        year = self.number(after, 4)
        if year is None or len(self.word(after)) not in (2, 4):
            return None, at
        if self.glued(after + 1) and self.word(after + 1) == "/" and self.number(after + 2, 4) is not None:
            # "FY25/26" is the year that ends in 2026.
            after += 2
            year = self.number(after, 4) or year
        return (year if year >= 100 else 2000 + year), after + 1

    def _fiscal_year(self, at: int) -> Reading | None:
        year, after = self._fy(at)
        if year is None or not 1900 <= year < 2200:
            return None
        return self.span_of(q.fiscal_span(year, 1, 1, self.fiscal), after)

    # -- quarters, halves, months

    def _part(self, at: int) -> Reading | None:
        """ "Q2", "Q2 2026", "2026-Q2", "FY26 Q2", "H1", "second quarter of 2026", "first half"."""
        year, start = self._fy(at)
        if year is None:
            year = self.year(at)
            start = at + 1 if year is not None else at
        if year is not None:
            start = self.skip(start, "-", "/")
        part = self._part_number(start)
        if part is None:
            return None
        number, parts, after = part
        if year is None:
            year, after = self.year_after(after)
        if year is None:
            return self._coming_part(number, parts, after)
        if not 1900 <= year < 2200:
            return None
        return self.span_of(q.fiscal_span(year, number, parts, self.fiscal), after)

    def _part_number(self, at: int) -> tuple[int, int, int] | None:
        """Number, how many make a year, and the index behind it."""
        word = self.word(at)
        parts = {"q": 4, "h": 2}.get(word)
        if parts and self.glued(at + 1):
            number = self.number(at + 1, 1)
            behind = self.word(at + 2) if self.glued(at + 2) else ""
            whole = not behind.isalnum() or behind == "fy"
            return (number, parts, at + 2) if number and number <= parts and whole else None
        if word == "quarter" and (number := self.number(at + 1, 1)) and number <= 4:
            return number, 4, at + 2
        number = _ORDINALS.get(word)
        after = at + 1
        if number is None and (number := self.number(at, 1)) and self.word(at + 1) in SUFFIXES:
            after = at + 2
        after = self.skip(self.skip(after, "-"), "fiscal", "financial")
        parts = {"quarter": 4, "half": 2}.get(self.word(after))
        if not number or not parts or number > parts:
            return None
        after += 1
        return number, parts, self.skip(after, "of") if self.word(after + 1) in ("fy", *_FISCAL) else after

    def _coming_part(self, number: int, parts: int, after: int) -> Reading:
        """A quarter or half without a year: the one that touches the cycle, else the next to end."""
        year = q.fiscal_year(self.base, self.fiscal) - 1
        while True:
            span = q.fiscal_span(year, number, parts, self.fiscal)
            if span[1] >= self.base:
                return self.span_of(span, after)
            year += 1

    def _month(self, at: int) -> Reading | None:
        month = MONTHS.get(self.word(at))
        if not month:
            return None
        after = self.skip(at + 1, ".") if len(self.word(at)) <= 4 and self.glued(at + 1) else at + 1
        year, stop = self.year_after(after)
        if year is None:
            stop = at + 1
            year = self.base.year + (q.month_end(self.base.year, month) < self.base)
        return self.span_of((q.month_start(year, month), q.month_end(year, month)), stop)

    def period(self, at: int, *, bare: bool) -> Reading | None:
        """ "this quarter", "next month", and with `bare` also "quarter", "year" and "cycle" alone."""
        which = self.word(at)
        start = at
        if which in _WHICH:
            start = at + 1
        elif not bare:
            return None
        fiscal = self.word(start) in _FISCAL
        start = start + 1 if fiscal else start
        period = self.word(start)
        if period not in (*_PERIODS, "fy"):
            return None
        name = "fy" if fiscal and period == "year" else period
        if which == "next":
            if name == "week":
                return self.named(name, manner.week_of(self.today) + timedelta(days=7), start + 1)
            span = self.named(name, self.today, start + 1, plain=True)
            return self.named(name, span.last + q.DAY, start + 1, plain=True) if span and name != "cycle" else None
        return self.named(name, self.here, start + 1)

    def named(self, period: str, around: date, stop: int, *, plain: bool = False) -> Reading | None:
        """The week, month, quarter or year around a day; the quarter of a plan is its cycle unless `plain`."""
        if period in ("quarter", "cycle") and self.cycle and not plain:
            if period == "cycle" or (self.cycle[1] - self.cycle[0]).days <= 100:
                return self.span_of(self.cycle, stop)
        elif period == "cycle":
            return None
        match period:
            case "week":
                # A working week: what is due by its end is due on Friday.
                first = manner.week_of(around)
                friday = first + timedelta(days=(4 - first.weekday()) % 7)
                return self.span_of((first, friday if friday >= around else first + timedelta(days=6)), stop)
            case "month":
                span = q.month_start(around.year, around.month), q.month_end(around.year, around.month)
                return self.span_of(span, stop)
            case "quarter":
                current = q.quarter_of(around, self.fiscal)
                return self.span_of((current.start, current.end), stop)
            case "fy":
                year = q.fiscal_year(around, self.fiscal)
                return self.span_of(q.fiscal_span(year, 1, 1, self.fiscal), stop)
        return self.span_of((date(around.year, 1, 1), date(around.year, 12, 31)), stop)

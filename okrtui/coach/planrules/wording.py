"""Words that the rules share: quotes, counts, and the opening of a hint."""

from __future__ import annotations

from collections.abc import Sequence

from okrtui.coach.model import Severity
from okrtui.plan.numbers import format_value

_QUOTED = 8
_LETTERS = 60
_NAME = 30
_SMALL = ("no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve")


def quoted(text: str) -> str:
    """A title in quotes, on one line, cut after eight words or sixty characters: advice stays short."""
    words = text.split()
    cut = " ".join(words[:_QUOTED])
    if len(cut) > _LETTERS:
        cut = cut[:_LETTERS].rpartition(" ")[0] or cut[:_LETTERS]
    more = "…" if cut != " ".join(words) else ""
    return f"“{cut}{more}”" if cut else "A line without words"


def name(text: str, instead: str) -> str:
    """A name without quotes, on one line and short; something `instead` when there is none."""
    return " ".join(text.split())[:_NAME].strip() or instead


def amount(value: float, unit: str = "") -> str:
    """A value with its unit, on one line and short."""
    return " ".join(format_value(value, unit).split())[:_NAME].strip()


def number(count: int) -> str:
    """A small count as a word, others as digits."""
    return _SMALL[count] if 0 <= count < len(_SMALL) else str(count)


def capital(text: str) -> str:
    """The same sentence with a capital at its start."""
    return text[:1].upper() + text[1:]


def listed(names: Sequence[str], last: str = "and") -> str:
    """ "a", "a and b", "a, b and c"."""
    return f"{', '.join(names[:-1])} {last} {names[-1]}" if len(names) > 1 else "".join(names)


def opened(severity: Severity | None, sentence: str, hint: str = "Perhaps: ") -> str:
    """A sentence as its severity opens it: hints say "Perhaps" first."""
    return sentence if severity == "warning" else hint + sentence

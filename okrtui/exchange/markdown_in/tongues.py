"""Numbers and days in lines that are not English: start and goal by the words around them, in some languages.

The coach reads English. What it makes of the numbers of another language is wrong more often than not, so here only
what the words say without doubt is read; the rest stays unread, and that is said.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import Literal

from okrtui.exchange.csv_values import number
from okrtui.exchange.markdown_in.tonguewords import (
    ARTICLES,
    AT_LEAST,
    AT_MOST,
    BY,
    CALENDAR,
    DOWN,
    ENGLISH,
    FOREIGN,
    FROM_TO,
    LEVEL,
    NO_UNITS,
    ROUGHLY,
    UNITS,
    UNTIL,
    UP,
)
from okrtui.plan.numbers import Quantity, in_unit

Way = Literal["up", "down"]

_WORD = re.compile(r"[^\W\d_]+(?:['’](?=[^\W\d_]))?")
_AMOUNT = (
    r"(?:[€$£]\s?)?[-−]?[0-9][0-9.,]*(?:\s?(?:k|M|thousand|million|billion)\b(?![€$£]))?"
    r"(?:\s?(?:[kM]?[€$£]|%|‰|x\b|Prozentpunkte?n?\b|Prozent\b|pour[ -]cent\b|por[ -]ciento\b|procent\b|per cento\b)"
    r"|\s(?P<{0}>[^\W\d_]+))?"
)
_PAIRS = tuple(
    re.compile(
        rf"(?i:(?<!\w)(?:{start})\s?)(?:(?i:{ROUGHLY})\s)*(?P<first>{_AMOUNT.format('u1')})\s(?i:(?:{goal})\s)"
        rf"(?:(?i:{ROUGHLY})\s)*(?P<last>{_AMOUNT.format('u2')})"
    )
    for start, goal in FROM_TO
)
_LEVELS = re.compile(rf"(?i:(?:(?<!\w)(?P<word>{LEVEL})\s)|^\s*)(?P<last>{_AMOUNT.format('u2')})")
_CHANGES = re.compile(rf"(?i:(?<!\w)(?:{BY})\s){_AMOUNT.format('u2')}")
_NUMBER = re.compile(r"(?<!\w)[0-9][0-9.,]*")
_UNTIL = re.compile(rf"(?i)(?<!\w)(?:{UNTIL})(?!\w)\s*")
_DAY_PARTS = re.compile(r"[0-9]{1,2}\.(?:[0-9]{1,2}\.(?:[0-9]{4})?)?|[0-9]{4}|[0-9]{1,2}|Q[1-4]|[^\W\d_]+['’]?")
_PER_CENT = re.compile(r"(?i)prozent|pour[ -]cent|por[ -]ciento|procent|per cento")

_UNREAD = "its numbers are not read: write start and goal, such as 21 -> 40"


@dataclass(frozen=True, slots=True)
class Abroad:
    """What a line in another language says."""

    baseline: Quantity | None = None
    target: Quantity | None = None
    metric: str = ""
    direction: Way | None = None
    due: date | None = None
    unread: str = ""
    """What it holds of numbers and days that could not be understood, as a clause; empty when all was."""


def is_abroad(text: str) -> bool:
    """Whether the words of a text are rather those of another language than English."""
    return writes_commas(text) or any(pair.search(text) for pair in _PAIRS)


def writes_commas(text: str) -> bool:
    """Whether most telling words of a text are of a language that writes 1,5 for one and a half."""
    words = [word.lower() for word in _WORD.findall(text)]
    return sum(word in FOREIGN for word in words) > sum(word in ENGLISH for word in words)


def read_abroad(text: str, day: Callable[[str], date | None]) -> Abroad:
    """Read a text that `is_abroad`, with its numbers as `Numerals.plain` writes them. `day` reads an English day."""
    due, rest, unread = _due(text, day)
    pair = next((found for pattern in _PAIRS if (found := pattern.search(rest))), None)
    if pair is not None:
        return _pair(rest, pair, due, unread)
    numbers = _NUMBER.findall(rest)
    level = _LEVELS.search(rest)
    word = ((level["word"] if level else "") or "").lower()
    bound: Way | None = "up" if re.fullmatch(AT_LEAST, word) else "down" if re.fullmatch(AT_MOST, word) else None
    if len(numbers) != 1 or level is None or (bound is None and _CHANGES.search(rest)):
        if numbers:
            unread = unread or _UNREAD
        return Abroad(due=due, direction=_way(rest), unread=unread)
    target, _ = _amount(level["last"], level["u2"])
    if target is None:
        return Abroad(due=due, direction=_way(rest), unread=unread or f"“{level['last']}” is not read")
    metric = _metric(rest[: level.start()]) if word else ""
    return Abroad(target=target, metric=metric, direction=bound or _way(rest), due=due, unread=unread)


def day_abroad(text: str, day: Callable[[str], date | None]) -> date | None:
    """The day that a cell names in another language, such as "Ende März"; None for anything else."""
    return _due(f"bis {text.strip()}", day)[0]


def _pair(text: str, found: re.Match[str], due: date | None, unread: str) -> Abroad:
    """What "von 21 auf 40" says; nothing when the units on both sides have nothing to do with each other."""
    first, one = _amount(found["first"], found["u1"])
    last, other = _amount(found["last"], found["u2"])
    if first is None or last is None:
        return Abroad(due=due, unread=f"“{found[0]}” is not read")
    if one != other and one and other:
        value = in_unit(Quantity(first.value, one), other)
        if value is None:
            return Abroad(due=due, unread=f"“{found[0]}” is not read: its units differ")
        first = Quantity(value, last.unit)
    unit = last.unit or first.unit
    way: Way | None = "up" if last.value > first.value else "down" if last.value < first.value else None
    start, goal = Quantity(first.value, unit), Quantity(last.value, unit)
    return Abroad(start, goal, _metric(text[: found.start()]), way, due, unread)


def _amount(text: str, word: str | None) -> tuple[Quantity | None, str]:
    """A number with its unit, and that unit in English. A word behind it is a unit when it can be nothing else."""
    if word:
        text = text[: -len(word)].rstrip()
    unit = ""
    if word and (word.lower() in UNITS or (word[0].isupper() and word.lower() not in NO_UNITS)):
        unit = word
    try:
        found = number(_PER_CENT.sub("%", text).replace("−", "-").rstrip(".,"), ".")
    except ValueError:
        return None, ""
    unit = unit or found.unit
    return Quantity(found.value, unit), UNITS.get(unit.lower(), unit)


def _due(text: str, day: Callable[[str], date | None]) -> tuple[date | None, str, str]:
    """The day that a text names, the text without it, and what could not be understood of it."""
    unread = ""
    for found in _UNTIL.finditer(text):
        words: list[str] = []
        ends: list[int] = []
        at = found.end()
        while (part := _DAY_PARTS.match(text, at)) and len(words) < 7:
            token = part[0].lower()
            word = CALENDAR.get(token, part[0] if token[:1].isdigit() or re.fullmatch(r"q[1-4]", token) else None)
            if word is None:
                break
            words.append(word)
            ends.append(part.end())
            at = part.end() + len(text[part.end() :]) - len(text[part.end() :].lstrip())
        before = "before " if found[0].strip().lower() in ("vor", "avant", "antes de", "antes del") else ""
        for count in range(len(words), 0, -1):
            phrase = " ".join(" ".join(words[:count]).split())
            if re.fullmatch(r"[0-9.,]*", phrase) and phrase.count(".") < 2:
                continue  # "bis 40" is a number
            if (when := day(before + phrase)) is not None:
                return when, (text[: found.start()] + " " + text[ends[count - 1] :]).strip(), ""
        if any(word and not word[0].isdigit() for word in words):
            unread = f"the day “{text[found.start() : ends[-1]]}” is not read"
    return None, text, unread


def _metric(before: str) -> str:
    """What stands before the numbers, without who does it, the verb and articles; empty when that is a sentence."""
    words = before.replace("’", "'").split()
    while words and (_stem(words[0]) or words[0].lower().strip(",:") in ARTICLES):
        words.pop(0)
    while words and words[-1].lower() in ARTICLES:
        words.pop()
    name = " ".join(words).strip(" ,:;–—-")
    return name if len(words) <= 6 and any(character.isalnum() for character in name) else ""


def _stem(word: str) -> str:
    low = word.lower()
    return next((way for way, stems in (("up", UP), ("down", DOWN)) if low.startswith(stems)), "")


def _way(text: str) -> Way | None:
    """Up or down, as the verb says."""
    found = {stem for word in _WORD.findall(text) if (stem := _stem(word))}
    return ("up" if "up" in found else "down") if len(found) == 1 else None

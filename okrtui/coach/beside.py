"""Lines that hold two things: each as a line of its own, or a result with the work beside it."""

from __future__ import annotations

import re

from okrtui.coach.frame import read
from okrtui.coach.lexicon.verbs import DOING, VERBS
from okrtui.coach.model import Span
from okrtui.coach.reading import Reading
from okrtui.coach.say import first_up, tidy
from okrtui.coach.starts import measures, with_from_to
from okrtui.coach.wordless import is_wordless


def work_beside(reading: Reading) -> tuple[str, str] | None:
    """A result and the work beside it, for a line that joins the two: the result stays, the work is an initiative."""
    if len(reading.parts) != len(("result", "work")):
        return None
    one, two = reading.parts
    if _begins_with_work(reading, one) == _begins_with_work(reading, two):
        return None
    alike = [_read(reading, first_up(tidy(reading.slice(part)))) for part in (one, two)]
    sure = _SURE if reading.aims else 0.0
    made = [h.nature == "output" and h.sure >= sure and h.voice in {"imperative", "passive"} for h in alike]
    if made[0] == made[1] or any(half.parts for half in alike) or not _stands(alike[made.index(False)]):
        return None
    if len(alike[made.index(True)].words) < len(("a verb", "its object")):
        return None
    result, work = (two, one) if made[0] else (one, two)
    better = first_up(tidy(reading.slice(result))) if reading.aims else _measured(reading, result)
    numbered = any(result[0] <= amount.start < result[1] for amount in reading.amounts)
    if not (reading.aims or numbered or "__" in better):
        return None
    return better, first_up(tidy(reading.slice(work)))


_JOINT = re.compile(r"[,;&+]|[.:/]\s|\b(?:and|plus|while)\b", re.IGNORECASE)
"""Without one of these a part holds no more than one thing."""


def each_alone(reading: Reading, most: int = 4) -> str:
    """The parts of a line as lines of their own; a part that holds several is taken apart as well."""
    lines: list[str] = []
    for part in reading.parts:
        words = first_up(tidy(reading.slice(part)))
        within = _read(reading, words) if _JOINT.search(words) else None
        if within and within.parts and _each_stands(within) and len(lines) + len(within.parts) < most:
            lines += [alone(within, inner) for inner in within.parts]
        else:
            lines.append(words if reading.aims else alone(reading, part))
    return "\n".join(lines)


def _each_stands(reading: Reading) -> bool:
    return all(_stands(_read(reading, first_up(tidy(reading.slice(part))))) for part in reading.parts)


def alone(reading: Reading, part: Span) -> str:
    """A part as a line of its own; that of a key result has a start and an end to fill in where it has no number."""
    return (
        first_up(tidy(reading.slice(part))) if reading.nature == "output" or reading.aims else _measured(reading, part)
    )


_MOVED = re.compile(r"(?:get|bring) (?P<what>.+) (?:up|down)", re.IGNORECASE)


def _measured(reading: Reading, part: Span) -> str:
    words = first_up(tidy(reading.slice(part)))
    if any(part[0] <= amount.start < part[1] for amount in reading.amounts):
        return words
    moved = _MOVED.fullmatch(words)
    if moved and measures(moved["what"]):
        return f"{first_up(moved['what'])} from __ to __"
    if measures(words) or _moves(words):
        return f"{words} from __ to __"
    if is_wordless(words):
        return words
    return with_from_to(_read(reading, words)) or words


def _stands(half: Reading) -> bool:
    """Whether a part is a line by itself, and no second object of the work: "2 covers", "15 candidates twice"."""
    return half.voice == "imperative" or any(a.unit or a.role != "count" for a in half.amounts)


_SURE = 0.8
"""So sure is it that a part of an objective is work before it is put below the other one: an aim may sound like it."""
_WORK = DOING | {"enable"}


def _begins_with_work(reading: Reading, part: Span) -> bool:
    """Whether the first word of a part is a verb for work: seen at a glance, where reading the part anew takes time."""
    index = next((i for i, token in enumerate(reading.tokens) if token.start >= part[0]), len(reading.tokens))
    if reading.norm(index) == "get" and not reading.aims:
        return _MOVED.fullmatch(tidy(reading.slice(part))) is None
    return VERBS.get(reading.norm(index)) in _WORK


def _read(reading: Reading, words: str) -> Reading:
    """The words of a part, read as a line of its own, once for all who ask."""
    half = reading.halves.get(words)
    if half is None:
        half = reading.halves[words] = read(words, reading.kind, reading.today, reading.context, facts=False)
    return half


def _moves(words: str) -> bool:
    """Whether a part says that something is to be more or less, and so can be counted: "Lower returns"."""
    return VERBS.get(words.partition(" ")[0].lower()) in {"up", "down"}

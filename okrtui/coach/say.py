"""Sentences and better lines out of the writer's own words."""

from __future__ import annotations

from okrtui.coach.measure import roles
from okrtui.coach.model import Span
from okrtui.coach.reading import Reading

_QUOTED = 7


def quote(words: str, limit: int = _QUOTED) -> str:
    """The words in quotation marks, shortened in the middle of nothing: at most `limit` words, then an ellipsis."""
    parts = words.split()
    short = " ".join(parts[:limit]).rstrip(" .,;:")
    if len(short) > 60:
        short = short[:59].rstrip()
        return f"“{short}…”"
    return f"“{short}…”" if len(parts) > limit else f"“{short}”"


def hedge(message: str) -> str:
    """The same, as a hint says it."""
    return f"Perhaps: {message}"


def action_span(reading: Reading) -> Span:
    """The span from the head of the line to the end of what it acts on, without date."""
    tokens = reading.tokens
    if not tokens:
        return (0, len(reading.text))
    first = reading.first if reading.first < len(tokens) else 0
    stop = first
    for index in range(first, len(tokens)):
        if index in reading.dated or (
            tokens[index].kind == "sign" and tokens[index].norm in {",", ";", ".", "(", ":"} and index > first
        ):
            break
        stop = index
    return tokens[first].start, tokens[stop].end


def without_deadline(reading: Reading) -> str:
    """The line without labels and without its date."""
    tokens = reading.tokens
    begin = tokens[reading.first].start if reading.first < len(tokens) else 0
    text = reading.text[begin:]
    if reading.deadline_span:
        start, end = (max(0, place - begin) for place in reading.deadline_span)
        text = text[:start] + text[end:]
    return " ".join(text.split()).strip(" ,;.-–")


def deadline_words(reading: Reading) -> str:
    """The words of the deadline with a space before them, empty without one."""
    return f" {reading.slice(reading.deadline_span).strip()}" if reading.deadline_span else ""


def subject_for_result(reading: Reading) -> str:
    """A result with blanks that the line could be a bet on."""
    return f"__ from __ to __{deadline_words(reading)}"


def with_from_to(reading: Reading) -> str:
    """The line's own measure with a start and an end to fill in."""
    start, target = roles(reading)
    words = reading.slice(reading.metric_span) or without_deadline(reading)
    verb = {"up": "Increase ", "down": "Reduce "}.get(reading.direction or "", "")
    text = f"{verb}{words} from __ to __" if verb else f"{words} from __ to __"
    return text[:1].upper() + text[1:] + deadline_words(reading)

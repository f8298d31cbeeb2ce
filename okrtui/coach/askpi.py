"""A line that keeps a level, as the KPI that watches it."""

from __future__ import annotations

from okrtui.coach.lexicon.metrics import HEADS
from okrtui.coach.lexicon.words import ARTICLES, PREPOSITIONS
from okrtui.coach.measure import metric_at, roles
from okrtui.coach.model import Fix
from okrtui.coach.reading import Reading
from okrtui.coach.say import first_up, without_deadline
from okrtui.coach.shares import share_of_people
from okrtui.coach.steady import within_one
from okrtui.coach.things import phrase_at


def _measure_words(reading: Reading) -> str:
    """The measure in the writer's words, or the line without its date."""
    return first_up(reading.slice(reading.metric_span)) or without_deadline(reading)


_NAME_ENDS = PREPOSITIONS | ARTICLES


_WATCH = "Watch it as a KPI beside the objective"


def as_kpi(reading: Reading) -> Fix | None:
    """Make the line a KPI with its level as the edge of the healthy range; None when it names no measure."""
    name = _measure_words(reading)
    while name.partition(" ")[0].lower() in _NAME_ENDS and " " in name:
        name = first_up(name.partition(" ")[2])
    if reading.words[:1] and reading.words[0] in {"no", "never", "always"}:
        name = "Number of times that __"
    name = share_of_people(reading) or name
    named = metric_at(reading.tokens, reading.first, len(reading.tokens))
    if promised := _kept_promise(reading):
        return promised
    if named is None and not HEADS.keys() & set(name.lower().split()):
        return None
    _, target = roles(reading)
    fields: tuple[tuple[str, object], ...] = ()
    if target and target.value is not None:
        below = target.role == "limit" or (reading.metric is not None and reading.metric.polarity == "down")
        fields = (("healthy_high" if below else "healthy_low", target.value), ("unit", target.unit))
    return Fix(title=_WATCH, text=name, action="kind", kind="kpi", fields=fields)


_REPLIES = frozenset({"answer", "respond", "reply"})


def _kept_promise(reading: Reading) -> Fix | None:
    """For a time within which each case is to be handled: the share of cases for which that comes true."""
    limit = next((a for a in reading.amounts if a.unit and reading.norm(a.at - 1) == "within"), None)
    if limit:
        at, end = limit.at - 1, limit.end
    elif within_one(reading):
        at = next(i for i in range(len(reading.tokens)) if reading.norm(i) == "within")
        end = reading.tokens[at + 2].end
    else:
        return None
    if reading.voice != "imperative" or reading.verb_class == "keep":
        return None
    begin = reading.head_end + (reading.norm(reading.head_end) == "to")
    cases, replies = phrase_at(reading, begin), reading.verb in _REPLIES
    named = bool(cases.head) and cases.stop <= at
    if any(a is not limit for a in reading.amounts) or not (named or replies):
        return None
    tokens = reading.tokens
    words = reading.text[tokens[cases.start].start : tokens[cases.stop - 1].end] if named else ""
    if replies and not cases.plural:
        many = "requests"  # "support" and "the phone" are no cases to be counted
    else:
        many = words if cases.plural else f"{words[:-1]}ies" if words.endswith("y") else f"{words}s"
    done = "answered" if replies else "handled"
    name = f"Share of {many} {done} within {reading.text[tokens[at + 1].start : end]}"
    return Fix(title=_WATCH, text=name, action="kind", kind="kpi")

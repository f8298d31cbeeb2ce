"""Whether a line names something that has a reading at any time."""

from __future__ import annotations

import itertools

from okrtui.coach.activity import RHYTHMS, is_activity
from okrtui.coach.forms import is_base
from okrtui.coach.general import is_general
from okrtui.coach.lexicon import word_set
from okrtui.coach.lexicon.metrics import HEADS, METRICS, QUANTIFIERS
from okrtui.coach.lexicon.nouns import FUNCTIONS, GENERAL, OUTSIDE
from okrtui.coach.lexicon.verbs import DOING, VERBS
from okrtui.coach.lexicon.words import PREPOSITIONS
from okrtui.coach.measure import metric_at
from okrtui.coach.reading import Reading
from okrtui.coach.things import PAST, phrase_at, singular

_NOT_QUANTITIES = word_set(
    """
    type kind management strategy vision culture focus plan team source channel topic campaign
    """
)


def name_end(reading: Reading) -> int:
    """Index after the name of the KPI: before a colon, an equals sign or a parenthesis with an explanation."""
    for index in range(reading.first + 1, len(reading.tokens)):
        if reading.tokens[index].norm in {":", "=", "(", "."}:
            return index
    return len(reading.tokens)


_QUANTIFYING = QUANTIFIERS | {"measures", "count", "qty", "probability", "per", "how", "many"}


def is_quantity(reading: Reading) -> bool:
    """Whether the line names something that has a reading at any time."""
    tokens = reading.tokens
    if not tokens:
        return True
    if reading.wordless:
        return False
    end = name_end(reading)
    names = [t.norm for t in tokens[reading.first : end]]
    if _opens_as_measure(names):
        return True
    if _is_slogan(reading, names) or (not reading.amounts and is_activity(names)):
        return False
    capable = reading.voice == "clause" and reading.norm(reading.head - 1) in {"can", "could"}
    if capable or " ".join(names[:2]) in {"it's possible", "it is"}:
        return False
    if _narrowed_count(reading, end) or (PREPOSITIONS & set(names) and " ".join(names) in METRICS):
        return True
    if "per" in names and not reading.amounts:
        return True
    if reading.voice == "imperative" and reading.verb_class in DOING:
        return False
    if len(names) == 1 and _activity(names[0]):
        return False
    if any(a.unit == "%" or a.role in {"count", "level", "limit", "to", "by"} for a in reading.amounts):
        return True
    described = [t.norm for t in tokens[end : end + 12]]
    counting = _QUANTIFYING
    if "%" in names or counting & set(names) or (len(described) > 1 and counting & set(described)):
        return True
    if {"who", "which"} & {reading.norm(i) for i in range(reading.first, max(reading.head, 0))}:
        return True
    if reading.voice == "passive" and _counts_cases(reading):
        return True
    if reading.voice == "imperative" or (reading.voice in {"state", "clause"} and not reading.amounts):
        return False
    if names and names[0] in {"better", "improvement", "improved"}:
        return False
    return _readable(reading, end)


_PRAISE = word_set(
    """
    sustainable reliable strong clear excellent outstanding great world-class trusted preferred happy innovative modern
    better best leading healthy smart agile clean safe friendly motivated efficient effective simple fast clear lean
    transparent inspiring passionate dedicated committed seamless
    """
)
_BEING = word_set("leader leadership partner champion pioneer employer provider choice expert excellence first brand")
_OCCASIONS = word_set(
    """
    meeting talk training workshop stand-up standup review session call check-in retrospective course exchange
    newsletter report campaign programme program
    """
)
_PLAIN = word_set(
    "quality innovation excellence security transparency flexibility agility sustainability communication efficiency"
    " effectiveness performance success simplicity speed"
)


_GAUGED = word_set("growth change trend value age length cost price speed weight distance size time cycle days hours")
_LEFT = word_set("left spent used remaining available")
_IN_UNITS = word_set("days hours minutes seconds weeks months percent % ppm kg km euros dollars points")


def _opens_as_measure(names: list[str]) -> bool:
    """Whether the first words, or a unit at the end, show a reading: "Age of stock", "Budget left", "Cover in days"."""
    if len(names) < _PAIR:
        return False
    first, second = names[0], names[1]
    if first in _PRAISE:
        return False
    if first in _GAUGED and second in {"of", "to", "from", "between", "until", "in"}:
        return True
    if second in _LEFT and (first in METRICS or first in HEADS):
        return True
    if names[-2] == "in" and names[-1] in _IN_UNITS:
        return True
    passed = names[-1] in _PASSED and names[-2] not in VERBS and singular(names[-2]) != names[-2]
    told = first.endswith("ed") and first not in {"need", "speed"} and singular(names[-1]) != names[-1]
    return passed or _done_to_many(names) or (told and not set(names) & PREPOSITIONS)


def _done_to_many(names: list[str]) -> bool:
    """Whether a name tells what was done to each of many: "Trips cancelled", "Plans changed after noon".

    A plural that is a verb too is one only where no noun follows: "Ships damaged goods" tells what somebody does.
    """
    first, second = names[0], names[1]
    if singular(first) == first or not (second.endswith("ed") or second in PAST or second == "done"):
        return False
    after = names[_PAIR] if len(names) > _PAIR else ""
    return first not in VERBS or not after or after in _AFTER_DONE or after.endswith("ly")


_PAIR = 2
_AFTER_DONE = PREPOSITIONS | {"late", "early", "back", "again", "twice", "today", "abroad", "online", "too"}
"""What follows a participle that ends a phrase: "Designs sent back", "Reports filed late"."""
_PASSED = word_set("passed failed missed lost closed won answered finished completed solved cancelled")
"""What is told of a plural at the end of a name: "Backup tests passed"."""


_LINKS = PREPOSITIONS - {"per"}


def _is_slogan(reading: Reading, names: list[str]) -> bool:
    """Whether the line praises, names a thing done again and again, or says what one wants to be."""
    if reading.amounts or not names or any(name in QUANTIFIERS for name in names):
        return False
    last = singular(names[-1])
    head = phrase_at(reading, reading.first).head
    explained = reading.first + len(names) < len(reading.tokens)
    if punctual(names) or (is_feeling(names) and not explained):
        return True
    if names[0] in _PRAISE and names[0] not in METRICS:
        return last not in {"score", "index"}
    if any(name in HEADS for name in names):
        return False
    if len(names) == 1:
        return names[0] in _PLAIN
    if head in _BEING or (last == "first" and len(names) < _FEW):
        return True
    taught = any(name == "training" and after in _LINKS for name, after in itertools.pairwise([*names, "for"]))
    return (names[0] in RHYTHMS and last in _OCCASIONS) or taught


_FEW = 4
_FEELINGS = word_set("happiness trust spirit morale joy love pride delight wellbeing well-being passion goodwill")
"""What people feel: a figure only with the word for how it is measured, as in "happiness score"."""
_ON_TIME = frozenset({("on", "time"), ("in", "time"), ("on", "schedule"), ("on", "budget"), ("within", "budget")})


def is_feeling(names: list[str]) -> bool:
    """Whether a name tells what people feel, and not how that is measured: "Customer happiness"."""
    return bool(names) and names[-1] in _FEELINGS and not HEADS.keys() & set(names)


def punctual(names: list[str]) -> bool:
    """Whether a name only tells to do something in time: "Ship on time"; "Deliveries on time" can be counted."""
    return (
        len(names) >= _PAIR
        and tuple(names[1:3]) in _ON_TIME
        and (names[0] == "be" or (names[0] in VERBS and is_base(names[0])))
    )


_NARROWING = word_set("out that who which whose with without no waiting using older younger under over")
"""Words after a plural that tell which ones are counted."""
_TOLD_APART = word_set(
    """
    daily weekly monthly yearly active open late lost missed empty overdue unsold unpaid free broken idle new full
    failed paying closed
    """
)
"""Words before a plural that tell which ones are counted: "active shops"."""


_APART = _NARROWING | _TOLD_APART
_NAME_ENDS = _NARROWING | PREPOSITIONS | _TOLD_APART


def _narrowed_count(reading: Reading, end: int) -> bool:
    """Whether a plural is told apart from its like, and so can be counted: "shops that called us twice"."""
    tokens, first = reading.tokens, reading.first
    if first >= end or end > len(tokens):
        return False
    if reading.voice == "imperative" and reading.head == first and not tokens[first].norm.endswith("s"):
        return False
    stop = next((i for i in range(first + 1, end) if tokens[i].norm in _NAME_ENDS), end)
    last = tokens[stop - 1].norm
    told = tokens[first].norm in _TOLD_APART or (stop < end and tokens[stop].norm in _APART)
    if (reading.norm(stop), reading.norm(stop + 1)) in _ON_TIME and last not in VERBS:
        return True
    plural = last != singular(last) or last == "people"
    return told and plural and singular(last) not in {"type", "kind"}


def _activity(word: str) -> bool:
    """Whether one word names a function or an activity, of which there is no reading: "Support", "Hiring"."""
    if word in METRICS or word in HEADS or singular(word) in METRICS:
        return False
    return word in FUNCTIONS or (word.endswith("ing") and word in VERBS)


def _counts_cases(reading: Reading) -> bool:
    """Whether a name counts what was done: "Calls answered", "Onboarding finished"; one thing shipped is no count."""
    subject = phrase_at(reading, reading.first)
    plural = subject.plural or reading.norm(reading.head - 1) in OUTSIDE
    return not subject.definite and (plural or subject.head.endswith("ing") or subject.head in METRICS)


def _readable(reading: Reading, end: int) -> bool:
    """Whether a bare name can be a number: things, activities and slogans cannot."""
    tokens = reading.tokens
    phrase = phrase_at(reading, reading.first)
    if phrase.head in _NOT_QUANTITIES or reading.norm(reading.first) in {"type", "types", "kind", "kinds"}:
        return False
    metric = metric_at(tokens, reading.first, end)
    if phrase.head in HEADS and phrase.stop - phrase.start > 1:
        return True
    if metric is not None and metric.name.rsplit(" ", 1)[-1] == phrase.head:
        return True
    if phrase.is_a == "thing" or (
        phrase.is_a == "abstract" and phrase.head in GENERAL and phrase.head not in {"satisfaction", "engagement"}
    ):
        return False
    if is_general(reading) and not phrase.head.endswith("ness"):
        return False
    return phrase.head not in GENERAL or metric is not None

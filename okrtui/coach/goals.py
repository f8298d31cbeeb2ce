"""Lines offered as KPIs: is there a quantity, and is it a goal in disguise?"""

from __future__ import annotations

import itertools

from okrtui.coach.general import is_general
from okrtui.coach.lexicon import word_set
from okrtui.coach.lexicon.metrics import HEADS, METRICS, QUANTIFIERS
from okrtui.coach.lexicon.nature import LEVEL_WORDS
from okrtui.coach.lexicon.nouns import FUNCTIONS, GENERAL, OUTSIDE
from okrtui.coach.lexicon.verbs import VERBS
from okrtui.coach.lexicon.words import PREPOSITIONS
from okrtui.coach.measure import metric_at
from okrtui.coach.model import Span
from okrtui.coach.reading import Amount, Reading
from okrtui.coach.say import cut, first_up, tidy
from okrtui.coach.scan import DATE_NAMES
from okrtui.coach.things import phrase_at, singular
from okrtui.plan.spans import MONTHS

_CHANGES = frozenset({"up", "down", "better", "reach"})
_MOVES = frozenset({"up", "down", "better", "rise", "fall"})
_MOVING = word_set(
    "increase increases grow grows improve improves rise rises decrease decreases fall falls decline drops"
)
_HANDLING = word_set("bring get move take push drive")
"""Verbs that move a measure when a number or a date follows."""
_NOUN_CHANGE = word_set("reduction increase decrease improvement")
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


def goal_span(reading: Reading) -> tuple[Span, bool] | None:
    """Where the line states a change or a dated target, and whether that is sure."""
    tokens, amounts = reading.tokens, reading.amounts
    if not tokens:
        return None
    targets = [a for a in amounts if a.role in {"to", "by", "count", "level"}]
    handled = reading.norm(reading.first) in _HANDLING and bool(amounts or reading.deadline)
    if handled:
        return (tokens[reading.first].start, tokens[-1].end), True
    if reading.voice == "imperative" and reading.verb_class in _CHANGES:
        end = tokens[-1].end
        if amounts or reading.deadline:
            return (tokens[reading.head].start, end), True
        if reading.metric or reading.verb_class in {"up", "down"}:
            return (tokens[reading.head].start, end), False
    if reading.voice == "clause" and reading.verb_class in _MOVES and not amounts and tokens[-1].norm in _MOVING:
        return (tokens[reading.first].start, tokens[-1].end), False
    if any(a.role == "from" for a in amounts) and any(a.role == "to" for a in amounts):
        return (amounts[0].start, amounts[-1].end), True
    moved = next((a for a in amounts if a.role in {"to", "by"} and _moves_to(reading, a)), None)
    if moved:
        return (tokens[moved.at - 1].start, moved.end), True
    until = _until(reading, targets[0].stop) if targets else None
    if until:
        return (targets[0].start, until[1]), True
    dated = _for_month(reading)
    if targets and dated and not _recurring(reading):
        return (min(targets[0].start, dated[0]), max(targets[0].end, dated[1])), True
    if targets and reading.deadline_span and not _recurring(reading):
        spans = [targets[0].start, targets[0].end, *reading.deadline_span]
        return (min(spans), max(spans)), True
    if any(t.norm in {"okr", "okrs"} for t in tokens) and targets:
        return (targets[0].start, targets[0].end), False
    if (
        reading.voice == "nominal"
        and reading.norm(reading.first) in _NOUN_CHANGE
        and reading.norm(reading.first + 1) in {"in", "of"}
        and not _compared(reading)
    ):
        return (tokens[reading.first].start, tokens[min(name_end(reading), len(tokens)) - 1].end), False
    return None


def _moves_to(reading: Reading, amount: Amount) -> bool:
    """Whether the name of a measure ends in a change: "Hiring time down to 30 days", "Engagement: +10 %"."""
    before, earlier = reading.norm(amount.at - 1), reading.norm(amount.at - 2)
    if before == "to" and earlier in {"up", "down"}:
        return True
    plus = before == "+" and earlier == ":"
    return amount.relative and (plus or (before in {"up", "down"} and not _compared(reading)))


_ENDS_OF_TIME = word_set(
    """
    end close launch release go-live date deadline spring summer autumn winter season easter christmas term semester
    campaign programme program project pilot grant contract
    """
)
_LONG = word_set("month months quarter quarters year years")


def _until(reading: Reading, start: int) -> Span | None:
    """An end without a day, behind a target: "by launch", "by the end of the campaign", "within the first 3 months"."""
    tokens = reading.tokens
    for index in range(start, len(tokens) - 1):
        ahead = [token.norm for token in tokens[index + 1 : index + 6]]
        ended = reading.norm(index) in {"by", "until", "before"} and _ENDS_OF_TIME & set(ahead[:4])
        within = reading.norm(index) in {"within", "in"} and _LONG & set(ahead) and len(tokens) - index <= _SHORT
        if ended or (within and ahead[0] not in _LONG and (ahead[0] != "a" or reading.norm(index) == "within")):
            return tokens[index].start, tokens[-1].end
    return None


_SHORT = 7
"""Tokens that a span of time at the end of a line takes at most."""


def _for_month(reading: Reading) -> Span | None:
    """ "for August 2027", "for Q3": a period that a target is set for."""
    for index in range(reading.first, len(reading.tokens) - 1):
        following = reading.tokens[index + 1]
        named = following.norm in MONTHS or DATE_NAMES.match(following.norm)
        if reading.norm(index) == "for" and (named or (following.text.isdigit() and 2000 <= following.value <= 2100)):
            return reading.tokens[index].start, following.end
    return None


def _compared(reading: Reading) -> bool:
    return bool({"against", "compared", "versus", "vs", "month", "year", "quarter", "previous"} & set(reading.words))


def _recurring(reading: Reading) -> bool:
    """A threshold on something that is measured again and again is no goal."""
    words = set(reading.words)
    return bool(words & LEVEL_WORDS) and not words & {"target", "by"}


def kpi_name(reading: Reading) -> str:
    """The measure alone, as a KPI would be called."""
    words = reading.slice(reading.metric_span)
    if reading.voice == "nominal" and reading.norm(reading.first) in _NOUN_CHANGE:
        words = reading.text[reading.tokens[min(reading.first + 2, len(reading.tokens) - 1)].start :]
    return first_up(tidy(words)) or cut(reading, reading.deadline_span)


def is_quantity(reading: Reading) -> bool:
    """Whether the line names something that has a reading at any time."""
    tokens = reading.tokens
    if not tokens:
        return True
    end = name_end(reading)
    names = [t.norm for t in tokens[reading.first : end]]
    if names[:1] in (["growth"], ["change"], ["trend"]) and names[1:2] in (["of"], ["in"]):
        return True
    if _is_slogan(reading, names):
        return False
    capable = reading.voice == "clause" and reading.norm(reading.head - 1) in {"can", "could"}
    if capable or " ".join(names[:2]) in {"it's possible", "it is"}:
        return False
    if _narrowed_count(reading, end):
        return True
    if "per" in names and not reading.amounts:
        return True
    if reading.voice == "imperative" and reading.verb_class in {"make", "act", "study", "staff"}:
        return False
    if len(names) == 1 and _activity(names[0]):
        return False
    if any(a.unit == "%" or a.role in {"count", "level", "limit", "to", "by"} for a in reading.amounts):
        return True
    described = [t.norm for t in tokens[end : end + 12]]
    counting = QUANTIFIERS | {"measures", "count", "qty", "probability", "per", "how", "many"}
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
    better best leading healthy smart agile lean transparent inspiring passionate dedicated committed seamless
    """
)
_BEING = word_set("leader leadership partner champion pioneer employer provider choice expert excellence first brand")
_OCCASIONS = word_set(
    """
    meeting talk training workshop stand-up standup review session call check-in retrospective course exchange
    newsletter report campaign programme program
    """
)
_RHYTHMS = word_set("regular weekly daily monthly quarterly annual yearly ongoing continuous bi-weekly biweekly")
_PLAIN = word_set(
    "quality innovation excellence security transparency flexibility agility sustainability communication"
)


def _is_slogan(reading: Reading, names: list[str]) -> bool:
    """Whether the line praises, names a thing done again and again, or says what one wants to be."""
    if reading.amounts or not names or any(name in QUANTIFIERS for name in names):
        return False
    last = singular(names[-1])
    head = phrase_at(reading, reading.first).head
    if names[0] in _PRAISE and names[0] not in METRICS:
        return last not in {"score", "index"}
    if any(name in HEADS for name in names):
        return False
    if len(names) == 1:
        return names[0] in _PLAIN
    if head in _BEING or (last == "first" and len(names) < _FEW):
        return True
    taught = any(
        name == "training" and after in PREPOSITIONS - {"per"} for name, after in itertools.pairwise([*names, "for"])
    )
    return (names[0] in _RHYTHMS and last in _OCCASIONS) or taught


_FEW = 4


_NARROWING = word_set("that who which whose with without no waiting using older younger under over")
"""Words after a plural that tell which ones are counted."""
_TOLD_APART = word_set(
    """
    daily weekly monthly yearly active open late lost missed empty overdue unsold unpaid free broken idle new full
    failed paying closed
    """
)
"""Words before a plural that tell which ones are counted: "active shops"."""


def _narrowed_count(reading: Reading, end: int) -> bool:
    """Whether a plural is told apart from its like, and so can be counted: "shops that called us twice"."""
    tokens, first = reading.tokens, reading.first
    if first >= end or end > len(tokens):
        return False
    if reading.voice == "imperative" and reading.head == first and not tokens[first].norm.endswith("s"):
        return False
    stop = next((i for i in range(first + 1, end) if tokens[i].norm in _NARROWING | PREPOSITIONS | _TOLD_APART), end)
    last = tokens[stop - 1].norm
    told = tokens[first].norm in _TOLD_APART or (stop < end and tokens[stop].norm in _NARROWING | _TOLD_APART)
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

"""Outcome, output or steady: evidence for and against, added up. Above zero a line is something made or done."""

from __future__ import annotations

import math

from okrtui.coach.deeds import CHANGING, CLOSES_DEALS, imperative, numbers
from okrtui.coach.general import is_general
from okrtui.coach.lexicon import word_set
from okrtui.coach.lexicon.nature import (
    BY_OTHERS,
    COMPARATIVES,
    DEALS,
    DONE_STATES,
    FREQUENCY,
    UNIVERSAL,
)
from okrtui.coach.lexicon.nouns import OUTSIDE
from okrtui.coach.lexicon.words import POSSESSION
from okrtui.coach.reading import Reading
from okrtui.coach.special import DOING
from okrtui.coach.things import Phrase, phrase_at, singular


def judge(reading: Reading) -> None:
    """Set the nature of the line and how sure it is."""
    steady = _steady(reading)
    score = _output(reading)
    if steady > 0 and (steady > score or score <= 0):
        reading.nature, reading.sure = "steady", _squash(steady)
    elif score > 0:
        reading.nature, reading.sure = "output", _squash(score)
    else:
        reading.nature, reading.sure = "outcome", _squash(-score)


def _squash(score: float) -> float:
    return 1.0 / (1.0 + math.exp(-score))


def _steady(reading: Reading) -> float:
    """Evidence that the line keeps a level: its verb, or a rule for each and every case."""
    words = reading.words
    opening = words[:2]
    if reading.voice == "imperative" and reading.verb_class == "keep":
        thing = phrase_at(reading, reading.head_end).is_a == "thing" and not reading.amounts
        return 1.2 if thing else 2.5
    if reading.voice == "imperative" and reading.verb == "hold":
        level = any(a.role == "level" for a in reading.amounts)
        if level or phrase_at(reading, reading.head_end).is_a == "metric":
            return 2.4
    named = phrase_at(reading, max(reading.head_end, reading.first)).head
    if reading.aims and named in _UPKEEP and (reading.voice == "nominal" or reading.verb == "ensure"):
        return 1.4
    if reading.aims and reading.verb in {"manage", "operate", "continue", "administer"}:
        return 2.6
    if opening[:1] and opening[0] in {"never", "no", "don't", "always"}:
        bounded = {"than", "without", "within", "beyond"} & set(words)
        if opening[1:] and opening[1] in {"more", "less", "fewer", "later"}:
            return 0.0
        numbered = any(amount.at > reading.first for amount in reading.amounts)
        if opening[0] != "no" or reading.voice != "nominal" or numbered or bounded:
            return 3.0
    staying = {"remain", "remains", "stay", "stays"} & set(words)
    if staying and (reading.voice != "imperative" or reading.verb in staying):
        return 2.0
    return _service_level(reading)


_ELSEWHERE = word_set("external outside third-party independent")
_UPKEEP = word_set("continuity availability maintenance upkeep compliance stability")
_SERVING = word_set(
    "respond answer reply resolve review triage acknowledge close process handle fix patch deliver restore"
)
_RECURRING = word_set(
    """
    request requests ticket tickets issue issues review reviews incident incidents question questions test tests alert
    alerts inquiry inquiries call calls email emails bug bugs order orders case cases message messages complaint
    complaints pr prs vulnerability vulnerabilities invoice invoices
    """
)


def _service_level(reading: Reading) -> float:
    """Evidence of a time limit on work that comes again and again."""
    limited = any(a.role == "limit" and a.unit and reading.norm(a.at - 1) == "within" for a in reading.amounts)
    if not limited or not (_RECURRING | UNIVERSAL) & set(reading.words):
        return 0.0
    if reading.voice == "imperative" and reading.verb in _SERVING:
        return 2.4
    return 1.5 if not any(a.unit == "%" for a in reading.amounts) else 0.0


def _output(reading: Reading) -> float:
    voice = reading.voice
    if (
        reading.aims
        and (voice == "nominal" or reading.verb in {"deliver", "drive", "demonstrate"} or _works(reading))
        and is_general(reading)
    ):
        return -0.6
    if voice == "imperative":
        return imperative(reading)
    if voice == "passive":
        return _passive(reading)
    if voice == "clause":
        return _clause(reading)
    if voice == "state":
        return _state(reading)
    return _nominal(reading)


def _works(reading: Reading) -> bool:
    return reading.verb == "work" and "to" not in reading.words


def _by_others(reading: Reading) -> bool:
    """Whether the line says that people outside did it."""
    for index in range(reading.head_end, len(reading.tokens) - 1):
        if reading.norm(index) == "by" and index + 1 not in reading.dated:
            return any(
                singular(reading.norm(i)) in OUTSIDE or reading.norm(i) in OUTSIDE
                for i in range(index + 1, min(index + 5, len(reading.tokens)))
            )
    return False


def _subject(reading: Reading) -> Phrase:
    return phrase_at(reading, reading.first)


def _passive(reading: Reading) -> float:
    participle = reading.norm(reading.head)
    subject = _subject(reading)
    if participle in BY_OTHERS or reading.verb_class in {"gain", "others", "reach", "rise", "fall"}:
        return -1.6 + numbers(reading)
    decided = {subject.head, singular(reading.norm(reading.head - 1))} & DEALS
    if decided and reading.amounts and reading.verb in CLOSES_DEALS:
        return -1.6 + numbers(reading)
    if reading.verb_class in CHANGING:
        return (0.4 if subject.is_a == "thing" and not reading.amounts else -1.4) + numbers(reading)
    if _by_others(reading) and reading.verb not in {"agree", "align", "discuss"}:
        return -1.2 + numbers(reading)
    base = 2.2 if reading.verb_class in DOING else 0.3
    if subject.is_a in {"outside", "metric"} and reading.verb_class != "staff":
        base -= 1.2
    if _ELSEWHERE & set(reading.words):
        base -= 2.4
    if any(a.role == "from" for a in reading.amounts):
        base -= 1.0  # counted against the past: work perhaps, but with a way to go that shows
    share = any(a.unit == "%" and a.at <= reading.head for a in reading.amounts)
    if share and any(a.role == "limit" for a in reading.amounts):
        return -1.2
    return base - (1.0 if share else 0.0)


def _clause(reading: Reading) -> float:
    """Somebody does something: what customers do is a result, what we or our things do is work."""
    subject = _subject(reading)
    opening = reading.norm(reading.first)
    before = reading.norm(reading.head - 1)
    if opening == "we" or subject.is_a == "inside" or any(reading.norm(i) == "we" for i in range(reading.first)):
        if reading.amounts and any(a.unit == "%" for a in reading.amounts):
            return -1.0
        return 1.4 if reading.verb_class in DOING else -0.6
    if before in {"can", "could"} and not reading.amounts:
        return 1.0 if not reading.aims else -1.2
    if subject.is_a == "thing" and not reading.amounts:
        if reading.norm(reading.head) in BY_OTHERS:
            return -1.2
        return 1.3 if not reading.aims else -0.4
    if subject.is_a == "outside" or reading.amounts:
        return -1.6 + numbers(reading)
    if reading.verb_class in DOING and not reading.aims:
        return 0.6
    return -0.6 if not reading.aims else -1.2


def _state(reading: Reading) -> float:
    """X is live · X has a guide · there are 100 members."""
    after = [reading.norm(i) for i in range(reading.head_end, len(reading.tokens))]
    subject = _subject(reading)
    has = reading.norm(reading.head) in POSSESSION
    if reading.norm(reading.first) == "there":
        obj = phrase_at(reading, reading.head_end)
        return 0.8 if obj.is_a == "thing" else -1.4
    if reading.amounts:
        obj = phrase_at(reading, reading.head_end) if has else subject
        return (0.5 if has and obj.is_a == "thing" else -1.4) + numbers(reading)
    if reading.aims:
        return 0.4 if any(word in DONE_STATES for word in after[:3]) else -1.4
    if any(word in COMPARATIVES for word in after[:4]) or {"no", "longer"} <= set(after[:4]):
        return -1.2
    if has:
        return 1.4 if phrase_at(reading, reading.head_end).is_a in {"thing", ""} else -0.4
    if any(word in DONE_STATES for word in after):
        return 1.6
    return 0.6 if subject.is_a == "thing" else -0.6


def _used(reading: Reading) -> bool:
    """Whether what is counted is in use: "Dashboards in use at 10 stores"."""
    return any(reading.norm(i) == "in" and reading.norm(i + 1) == "use" for i in range(len(reading.tokens)))


def _nominal(reading: Reading) -> float:
    phrase = _subject(reading)
    words = reading.words
    if reading.amounts:
        if any(a.role == "from" for a in reading.amounts) or _used(reading):
            return -1.4
        if phrase.is_a in {"metric", "outside", "abstract"} or any(
            a.unit in {"%", "$", "€", "£"} for a in reading.amounts
        ):
            return -2.0 + numbers(reading)
        return 0.9 if phrase.is_a == "thing" else -0.8 + numbers(reading)
    if words and (words[0] in COMPARATIVES or words[0].endswith("ier")) and not reading.amounts:
        return -1.0
    if words and words[0] in FREQUENCY:
        return 1.2
    if phrase.is_a in {"metric", "abstract", "outside"}:
        return -1.2
    if phrase.is_a == "thing":
        return 1.4
    ending = words[0] if words else ""
    if ending.endswith("ing") and len(ending) > 4:
        return 0.9
    return 0.4 if reading.kind == "key_result" else -0.2

"""Outcome, output or steady: evidence for and against, added up. Above zero a line is something made or done."""

from __future__ import annotations

import math

from okrtui.coach.deeds import imperative
from okrtui.coach.extent import open_extent
from okrtui.coach.general import is_general
from okrtui.coach.hanging import own_team_acts
from okrtui.coach.lexicon import word_set
from okrtui.coach.lexicon.nature import (
    ABSTRACT,
    BY_OTHERS,
    COMPARATIVES,
    DEALS,
    DONE_STATES,
    FREQUENCY,
)
from okrtui.coach.lexicon.nouns import GENERAL, OUTSIDE
from okrtui.coach.lexicon.states import is_state
from okrtui.coach.lexicon.verbs import CHANGING, DOING
from okrtui.coach.lexicon.words import POSSESSION
from okrtui.coach.manner import people_act
from okrtui.coach.occasions import DELIVERIES, counts_events, held
from okrtui.coach.reading import Reading
from okrtui.coach.readings import moves_later, numbers, read_off, says_done
from okrtui.coach.steady import steadiness
from okrtui.coach.things import Phrase, phrase_at, singular
from okrtui.coach.work import CLOSES_DEALS


def judge(reading: Reading) -> None:
    """Set the nature of the line and how sure it is."""
    if reading.wordless:
        return
    steady = steadiness(reading)
    score = _output(reading)
    if steady > 0 and (steady > score or score <= 0):
        reading.nature, reading.sure = "steady", _squash(steady)
    elif score > 0:
        reading.nature, reading.sure = "output", _squash(score)
    else:
        reading.nature, reading.sure = "outcome", _squash(-score)


def _squash(score: float) -> float:
    return 1.0 / (1.0 + math.exp(-score))


_ELSEWHERE = word_set("external outside third-party independent")


def _output(reading: Reading) -> float:
    voice = reading.voice
    if own_team_acts(reading):
        return -0.4  # theirs to do, and so no work of one's own
    if (
        reading.aims
        and (voice == "nominal" or reading.verb in _SAYING_LITTLE or _works(reading))
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


_SAYING_LITTLE = word_set("go think strive dream aim reach build grow perform execute ") | word_set(
    "deliver drive demonstrate do focus take get create move bring make put provide concentrate"
)


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


_SELF_MADE = word_set("account profile membership registration subscription wallet sign-up signup listing review")
"""What people outside make for themselves: "10,000 accounts created"."""


_OWN_STEPS = word_set(
    "switched moved joined registered enrolled signed applied started begun completed passed submitted finished agreed"
)
"""What people outside do themselves: "300 households switched to a heat pump"."""


def _passive(reading: Reading) -> float:
    participle = reading.norm(reading.head)
    subject = _subject(reading)
    if ("per" in reading.words and not reading.amounts) or (subject.head in _SELF_MADE and reading.amounts):
        return -1.2
    if read_off(reading) or moves_later(reading):
        return -1.6
    if subject.head in DELIVERIES and not any(a.unit or a.relative for a in reading.amounts):
        return 1.4
    signed = reading.verb in {"approve", "ratify", "sign-off"} and subject.is_a == "thing" and not reading.amounts
    if signed and not subject.plural and reading.kind == "key_result":
        return 1.0
    if participle in BY_OTHERS or reading.verb_class in {"gain", "others", "reach", "rise", "fall"}:
        return -1.6 + numbers(reading)
    decided = {subject.head, singular(reading.norm(reading.head - 1))} & DEALS
    if decided and reading.amounts and reading.verb in CLOSES_DEALS:
        return -1.6 + numbers(reading)
    if reading.verb_class in CHANGING:
        return (0.4 if subject.is_a == "thing" and not reading.amounts else -1.4) + numbers(reading)
    if _by_others(reading) and reading.verb not in {"agree", "align", "discuss"}:
        return -1.2 + numbers(reading)
    share = any(a.unit == "%" and a.at <= reading.head for a in reading.amounts)
    if share and reading.aims:
        return -1.2
    if subject.is_a == "outside" and participle in _OWN_STEPS and reading.amounts:
        return -1.2
    base = 2.2 if reading.verb_class in DOING else 0.3
    if subject.is_a in {"outside", "metric"} and reading.verb_class != "staff":
        base -= 1.2
    if _ELSEWHERE & reading.said:
        base -= 2.4
    if any(a.role == "from" for a in reading.amounts):
        base -= 1.0  # counted against the past: work perhaps, but with a way to go that shows
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
    ours = reading.norm(reading.first - 1) == "our" and subject.is_a in {"", "inside"} and not reading.aims
    if ours and reading.verb_class in DOING and not any(a.unit == "%" for a in reading.amounts):
        return 0.8
    if subject.head in DELIVERIES and not any(a.unit or a.relative for a in reading.amounts):
        return 1.4
    if _under_way(reading):
        return 0.9
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
    rest = range(reading.head_end, len(reading.tokens))
    after = [reading.norm(i) for i in rest]
    subject = _subject(reading)
    has = reading.norm(reading.head) in POSSESSION
    if reading.norm(reading.first) == "there":
        obj = phrase_at(reading, reading.head_end)
        return 0.8 if obj.is_a == "thing" else -1.4
    if reading.amounts:
        obj = phrase_at(reading, reading.head_end) if has else subject
        return (0.5 if has and obj.is_a == "thing" else -1.4) + numbers(reading)
    if reading.aims:
        return 0.4 if says_done(reading, rest[:3]) else -1.4
    if any(word in COMPARATIVES for word in after[:4]) or {"no", "longer"} <= set(after[:4]):
        return -1.2
    if has:
        return 1.4 if phrase_at(reading, reading.head_end).is_a in {"thing", ""} else -0.4
    if says_done(reading, rest):
        return 1.6
    return 0.6 if subject.is_a == "thing" else -0.6


def _under_way(reading: Reading) -> bool:
    """Whether a made thing, or a number of them, is said to be there: "12 tests live", "5 classes running"."""
    phrase = _subject(reading)
    thing = phrase.is_a == "thing" or (phrase.is_a == "" and reading.norm(phrase.stop) == "live")
    measured = any(a.unit or a.relative or a.role != "count" for a in reading.amounts)
    words = [reading.norm(i) for i in range(phrase.start, phrase.stop + 2)]
    last = next((word for word in words if word in _THERE), "")
    if phrase.is_a == "outside" or "go" in words:
        return False
    if any(word in OUTSIDE for word in words):
        return False
    return bool(last) and (thing or last in {"live", "running"}) and not measured and reading.kind == "key_result"


_THERE = word_set("live running online underway finished completed published operational up-and-running")


_BEGINNINGS = word_set("era way chapter balance life beginning start age dawn spirit generation normal idea hope")


def _used(reading: Reading) -> bool:
    """Whether what is counted is in use: "Dashboards in use at 10 stores"."""
    return any(reading.norm(i) == "in" and reading.norm(i + 1) == "use" for i in range(len(reading.tokens)))


_IS = word_set("becomes feels stays remains seems gets gives makes saves brings means")
"""What is said of an activity after these is no work: "Cooking becomes a joy"."""


_COMPARED = COMPARATIVES | FREQUENCY
_WIDE = GENERAL | ABSTRACT
_NO_PRODUCTS = GENERAL | _BEGINNINGS


def _nominal(reading: Reading) -> float:
    phrase = _subject(reading)
    words = reading.words
    compared = bool(words) and words[0] in _COMPARED
    made = phrase.head in DELIVERIES and not phrase.plural and not compared
    if made and not any(a.unit or a.relative or a.role == "from" for a in reading.amounts):
        return 1.4
    if _under_way(reading):
        return 1.2
    if reading.aims and people_act(reading, phrase.stop):
        return -1.2
    if reading.kind == "key_result" and held(reading, phrase):
        return 1.4
    if open_extent(reading) or counts_events(reading, phrase):
        return -0.8
    if "per" in words or "who" in words or read_off(reading) or moves_later(reading):
        return -1.4
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
    if words and is_state(words[0]) and words[0] not in DONE_STATES and phrase.head in _WIDE:
        return -0.6
    if reading.aims and phrase.is_a == "" and "new" in words[:2] and phrase.head not in _NO_PRODUCTS:
        return 0.6
    if phrase.is_a in {"metric", "abstract", "outside"}:
        return -1.2
    if phrase.is_a == "thing":
        return 1.4
    ending = words[0] if words else ""
    if ending.endswith("ing") and len(ending) > 4:
        return -0.6 if reading.norm(reading.first + 1) in _IS else 0.9
    return 0.4 if reading.kind == "key_result" else -0.2

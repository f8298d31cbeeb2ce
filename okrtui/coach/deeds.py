"""What a command makes of a line: evidence of its verb and its object that something is made or done."""

from __future__ import annotations

from okrtui.coach.forms import verb_at
from okrtui.coach.lexicon import word_set
from okrtui.coach.lexicon.nature import (
    BY_OTHERS,
    CERTIFICATES,
    GOALS,
    OWN_TEXT,
)
from okrtui.coach.lexicon.nouns import OUTSIDE
from okrtui.coach.lexicon.verbs import CHANGING, DOING
from okrtui.coach.lexicon.words import AUXILIARIES
from okrtui.coach.manner import for_all, how_well, loved, shows_change
from okrtui.coach.reading import Reading
from okrtui.coach.readings import numbers
from okrtui.coach.special import SPECIAL, compares
from okrtui.coach.things import Phrase, phrase_at, singular
from okrtui.coach.work import doing, names_people


def imperative(reading: Reading) -> float:
    """Evidence from a command. What the team itself called something it makes is made, whatever is done to it."""
    if reading.aim >= 0:
        return -1.0
    obj = phrase_at(reading, reading.head_end)
    score = _command(reading, obj)
    return max(score, 2.0) if _own_thing(reading, obj) else score


def _command(reading: Reading, obj: Phrase) -> float:
    verb, verb_class = reading.verb, reading.verb_class
    if verb == "work":
        inner = _inner(reading)
        if inner:
            return inner
    if verb == "meet" and any(singular(reading.norm(i)) in GOALS for i in range(obj.start, obj.stop + 2)):
        return -1.4
    if verb == "be":
        return -1.2
    if shows_change(reading):
        return -1.4
    if reading.aims and verb_class in {"make", "act"} and (how_well(reading) or for_all(reading) or loved(reading)):
        return -0.9
    special = SPECIAL.get(verb)
    if special:
        found = special(reading, obj)
        if found is not None:
            return found
    if verb_class in DOING:
        return doing(reading, obj)
    if verb_class == "enable":
        return _enabling(reading, obj)
    if verb_class in CHANGING:
        return _changing(reading, obj)
    if verb_class == "reach":
        if obj.head in CERTIFICATES:
            return 1.2
        thing = obj.is_a == "thing" and not reading.amounts and not reading.aims
        return 0.8 if thing else -1.5 + numbers(reading)
    if verb_class == "gain":
        return _gaining(reading, obj)
    if verb_class == "keep":
        return 0.3 if obj.is_a == "thing" else -1.0
    return {"rise": -2.5, "fall": -2.5, "others": -0.8, "be": -0.5}.get(verb_class, 0.4) + numbers(reading)


_CHANGING_OR_KEEPING = CHANGING | {"keep"}


def _own_thing(reading: Reading, obj: Phrase) -> bool:
    """Whether the object is something that the team called a thing it makes, whatever is done to it."""
    if not reading.context.lexicon or obj.is_a != "thing" or reading.verb_class in _CHANGING_OR_KEEPING:
        return False
    measured = any(a.unit or a.relative or a.role == "from" for a in reading.amounts)
    words = {reading.norm(i) for i in range(obj.start, obj.stop)} | {obj.head}
    own = {word for word, meaning in reading.context.lexicon.items() if meaning == "artefact"}
    return not measured and any(words >= set(word.split()) for word in own)


def _inner(reading: Reading) -> float:
    """Work with somebody to do something: what is done decides."""
    for index in range(reading.head_end, min(reading.head_end + 10, len(reading.tokens) - 1)):
        if reading.norm(index) == "to":
            verb = verb_at(reading.tokens, index + 1)
            if verb:
                return 2.0 if verb[1] in DOING else -0.6
    return 0.0


_BEING = AUXILIARIES | {"be"}


def _enabling(reading: Reading, obj: Phrase) -> float:
    """Judge what is enabled: "ensure that 30 % of ..." is a result, "ensure a session is hosted" is work."""
    if reading.aims and reading.verb == "support" and compares(reading):
        return -1.2
    if reading.verb == "support":
        outside = any(reading.norm(i) in OUTSIDE for i in range(reading.head_end, reading.head_end + 3))
        return 1.2 if not reading.aims else (-0.6 if outside else 0.6)
    if reading.verb in {"help", "let", "empower"} or (reading.verb in {"enable", "allow"} and names_people(reading)):
        return 0.9 if not reading.aims else -1.2
    if reading.amounts:
        return -1.4 + numbers(reading)
    for index in range(reading.head_end, len(reading.tokens) - 1):
        if reading.norm(index) in _BEING:
            verb = verb_at(reading.tokens, index + 1)
            if verb and verb[1] in DOING and reading.norm(index + 1) not in BY_OTHERS:
                return 1.0
            break
    if obj.is_a == "thing":
        return 1.0 if reading.verb in {"enable", "allow"} else 0.3
    return -0.8


def _changing(reading: Reading, obj: Phrase) -> float:
    first = next((a for a in reading.amounts if a.at >= reading.head_end), None)
    counted = (
        first is not None and first.role == "count" and not first.unit and first.at <= reading.head_end + 2
    ) and not first.relative
    if counted and obj.is_a not in {"outside", "metric"} and reading.verb not in {"turn", "unlock", "double", "triple"}:
        return 0.9
    measured = bool(reading.amounts)
    if _more_made(reading, obj):
        return 0.9
    if obj.is_a == "metric":
        return -2.6 + numbers(reading)
    if obj.is_a == "thing":
        if obj.head in _RUNS and reading.verb in _EASES:
            return -0.6
        if obj.head in OWN_TEXT or reading.verb in {
            "expand",
            "extend",
            "update",
            "upgrade",
            "refine",
            "modernize",
            "modernise",
            "scale",
        }:
            base = 1.0 if reading.kind == "key_result" else -0.4
        else:
            base = 0.2 if reading.kind == "key_result" else -0.8
        if reading.verb_class in {"up", "down"} and reading.verb not in {
            "expand",
            "extend",
            "scale",
            "eliminate",
            "stop",
            "drop",
        }:
            base -= 1.2
        return base - (1.0 if measured else 0.0) + numbers(reading)
    return -1.8 + (0.0 if not measured else numbers(reading))


_RUNS = word_set("process procedure workflow form")
_EASES = word_set("optimise optimize simplify streamline improve shorten accelerate speed-up ease")
"""Verbs for a process that is to run better: what changes is how it runs, not what is written of it."""


def _more_made(reading: Reading, obj: Phrase) -> bool:
    """ "Increase the number of published recipes from 20 to 60": things made are counted, whoever uses them."""
    if reading.verb not in {"increase", "grow", "raise", "expand"} or reading.kind != "key_result":
        return False
    counted = {"number", "amount", "count"} & {reading.norm(i) for i in range(reading.head_end, reading.head_end + 2)}
    if not counted or obj.is_a == "outside" or any(a.unit for a in reading.amounts):
        return False
    described = {reading.norm(i) for i in range(obj.start, obj.stop)}
    told = bool(described & {"published", "documented", "available", "downloadable", "offered", "released"})
    follows = reading.norm(obj.stop)
    taken_up = follows in {"using", "with", "who", "that", "by", "where"} or follows in BY_OTHERS
    return (obj.is_a == "thing" or told) and bool(reading.amounts) and not taken_up


def _gaining(reading: Reading, obj: Phrase) -> float:
    if obj.is_a == "thing" and reading.verb in {
        "obtain",
        "acquire",
        "secure",
        "receive",
        "generate",
        "harvest",
        "get",
        "recover",
    }:
        return 0.8
    if reading.verb == "sell" and obj.definite and not obj.plural and not reading.amounts and not reading.aims:
        return 0.8
    return -2.2 + numbers(reading)

"""Verbs of work: what is made of them by an aim, by numbers, and by what is worked on."""

from __future__ import annotations

from okrtui.coach.forms import is_participle
from okrtui.coach.lexicon import word_set
from okrtui.coach.lexicon.nature import DEALS, QUALITIES
from okrtui.coach.lexicon.nouns import INSIDE, OUTSIDE
from okrtui.coach.manner import RAISES, superlative
from okrtui.coach.reading import Reading
from okrtui.coach.readings import numbers
from okrtui.coach.special import compares, leaves_none_out
from okrtui.coach.steady import within_one
from okrtui.coach.things import Phrase, singular

_HELPING = word_set("serve assist support advise")
"""What an objective does for people outside."""

_SERVES = word_set("support service experience care ourselves themselves us people result promise")

SHIPS = word_set(
    """
    launch ship release deploy roll-out implement install write publish draft define document run hold hire
    train measure track validate verify test check audit inspect
    """
)

_TAKES_IN = word_set(
    """
    add onboard register connect link move transition migrate activate bring integrate list close place open install
    handle serve introduce equip switch commission enrol enroll order lease rent
    """
)
"""Verbs whose object, when it is people outside, decides for itself: "onboard 100 merchants"."""

_SERVING = word_set(
    "answer respond reply resolve close handle process solve review ship deliver pick fix serve restore"
)


def _timed(reading: Reading) -> bool:
    """Whether a share is held to a time: "in under 30 seconds", "within a day"."""
    if within_one(reading):
        return True
    return bool({"within", "under"} & reading.said) and any(a.unit in _TIMES for a in reading.amounts)


_TIMES = word_set("seconds second minutes minute hours hour days day weeks week s min h d ms")

_REMOVES = word_set("close bridge break end remove solve resolve fix address tackle break-down unblock clear eliminate")

_PAINS = word_set(
    """
    problem problems friction block blocks blocker blockers barrier barriers obstacle obstacles pain pains
    bottleneck bottlenecks gap gaps silence taboo taboos stigma deadlock cycle vicious isolation loneliness silo
    silos confusion hurdle hurdles
    """
)

_NUDGES = word_set(
    """
    encourage foster promote stimulate motivate inspire nurture cultivate drive deliver create
    """
)

CLOSES_DEALS = word_set("close sign add bring onboard activate land move place")
"""Verbs whose object, when it is a deal or a customer, others decide on."""


_TO_OTHERS = _SERVING | {"fill", "staff"}
_MERE_NUDGES = _NUDGES - {"create", "deliver"}


def doing(reading: Reading, obj: Phrase) -> float:
    """Evidence from a command to do or make something: how much it is work, below zero that it is a result."""
    aimed = _aimed(reading, obj) if reading.aims else None
    if aimed is None and reading.verb in _NUDGES and compares(reading):
        aimed = -1.2
    if aimed is None:
        aimed = _served(reading, obj)
    return _weight(reading, obj) if aimed is None else aimed


def _aimed(reading: Reading, obj: Phrase) -> float | None:
    """What an objective means by a verb of making: people raised, pains removed, something praised."""
    verb, opens = reading.verb, reading.norm(reading.head_end)
    if opens in {"ourselves", "us"}:
        return -1.2
    if verb in RAISES and (obj.is_a in {"outside", "inside"} or obj.head in _SERVES):
        return -1.2
    if verb in _HELPING and names_people(reading):
        return -0.6
    if verb in _NUDGES and compares(reading):
        return -1.2
    if verb in _REMOVES and {reading.norm(i) for i in range(reading.head_end, obj.stop + 1)} & _PAINS:
        return -1.2
    if verb in _MERE_NUDGES and obj.is_a != "thing":
        return -0.8
    if verb in {"understand", "know", "grasp"}:
        return -0.6
    if opens in {"what", "how", "who"} and {"can", "means", "could"} & reading.said:
        return -0.8
    return _raised(reading, obj) if verb in RAISES else None


def _raised(reading: Reading, obj: Phrase) -> float | None:
    """What is told of the object of an aim: where people stay, the best of its kind, or praise of a thing."""
    follows = reading.norm(obj.stop)
    if follows in {"where", "that", "who"} and (obj.is_a != "thing" or obj.head in INSIDE):
        return -0.8
    best = superlative(reading, obj)
    praised = best or QUALITIES & {reading.norm(i) for i in range(reading.head_end, obj.stop)}
    if follows == "as" or (praised and obj.is_a != "thing"):
        return -0.8
    if not praised:
        return None
    return -0.4 if best and reading.verb in _AS_A_WHOLE else 0.4


def _served(reading: Reading, obj: Phrase) -> float | None:
    """What numbers make of work: money, shares that are served in time or moved, a measure in the object."""
    shares = any(a.unit == "%" for a in reading.amounts)
    money = any(a.at == reading.head_end and a.unit in {"$", "€", "£"} for a in reading.amounts)
    joining = reading.verb == "onboard" and obj.is_a == "outside" and reading.amounts
    if money or (joining and not leaves_none_out(reading)):
        return -1.4
    if reading.verb in _SERVING and shares and _timed(reading):
        return -1.2
    if reading.aims and reading.verb in _SERVING and "within" in reading.words:
        return -0.4
    moved = any(a.role == "from" for a in reading.amounts) or reading.verb == "fill" or _at_first(reading)
    if reading.verb in _TO_OTHERS and shares and moved:
        return -1.2
    if reading.norm(reading.head_end) in {"faster", "quicker", "sooner", "earlier"}:
        return -1.2
    if obj.is_a == "metric" and is_participle(reading.norm(reading.head)) and numbers(reading) < 0:
        return -1.4  # "Recycled input share +12 points": the participle belongs to the name of the measure
    return None


def _weight(reading: Reading, obj: Phrase) -> float:
    """How much of work there is in the verb, its object and the numbers."""
    base = {"make": 2.4, "act": 2.2, "study": 2.4, "staff": 2.6}[reading.verb_class]
    ships, amounts = reading.verb in SHIPS, reading.amounts
    if obj.is_a == "thing":
        base += 0.8
    elif obj.is_a in {"abstract", "metric"} and reading.aims and not ships and reading.verb_class != "study":
        base -= 3.6
    elif obj.is_a == "abstract":
        base -= 0.6 if ships else 1.6
    elif obj.is_a == "outside" and reading.verb_class == "make" and reading.verb in _TAKES_IN and amounts:
        base -= 0.8 if leaves_none_out(reading) else 3.2
    elif obj.is_a == "metric":
        base -= 0.3 if ships and not amounts else 0.8  # a waiting list can be launched
    if obj.head in DEALS and amounts and reading.verb in CLOSES_DEALS:
        base -= 4.0
    if amounts and not any(reading.head_end <= a.at <= reading.head_end + 2 for a in amounts):
        base -= 0.7
    return base + 0.5 * numbers(reading)


def _at_first(reading: Reading) -> bool:
    """Whether a share is served at once: "at first contact", "on the first visit"."""
    return "first" in reading.words and bool({"at", "on", "in"} & reading.said)


_AS_A_WHOLE = word_set("run make build create form become grow")
"""Verbs for what one is as a whole: "run the kindest repair shop in town"."""


_ANYBODY = OUTSIDE | INSIDE


def names_people(reading: Reading) -> bool:
    """Whether people are named right after the verb."""
    return any(
        singular(reading.norm(i)) in _ANYBODY
        for i in range(reading.head_end, min(reading.head_end + 3, len(reading.tokens)))
    )

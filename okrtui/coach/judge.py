"""Outcome, output or steady: evidence for and against, added up. Above zero a line is something made or done."""

from __future__ import annotations

import math

from okrtui.coach.deeds import CHANGING, CLOSES_DEALS, imperative, numbers
from okrtui.coach.general import is_general
from okrtui.coach.lexicon import word_set
from okrtui.coach.lexicon.nature import (
    BY_OTHERS,
    CERTIFICATES,
    COMPARATIVES,
    DEALS,
    DONE_STATES,
    FREQUENCY,
    UNIVERSAL,
)
from okrtui.coach.lexicon.nouns import GENERAL, OUTSIDE
from okrtui.coach.lexicon.verbs import VERBS
from okrtui.coach.lexicon.words import POSSESSION
from okrtui.coach.reading import Amount, Reading
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
    if "not exceed" in " ".join(words[:3]) or opening == ["don't", "exceed"]:
        return 3.0
    if opening[:1] and opening[0] in FREQUENCY and reading.aims and _subject(reading).head in _RUNNING_WORK:
        return 2.0
    held = reading.voice == "imperative" and reading.verb in {"protect", "secure", "defend", "safeguard"}
    if held and {"existing", "current"} & set(words):
        return 2.0
    if reading.voice == "imperative" and not reading.aims and not reading.amounts and _at_every(reading):
        return 2.9
    if _phrasal_keep(reading) or words[:3] == ["business", "as", "usual"]:
        return 2.4
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
    if reading.voice != "imperative" and "never" in words[1:]:
        return 2.0
    if {"no", "than"} <= set(words) and _no_worse(reading):
        return 2.0
    if {"as", "before"} <= set(words) or {"as", "usual"} <= set(words):
        return 2.6
    if (
        reading.voice != "nominal"
        and reading.verb in {"ensure", "guarantee", "assure"}
        and {
            "always",
            "remains",
            "remain",
            "stays",
            "stay",
        }
        & set(words)
    ):
        return 2.4
    staying = {"remain", "remains", "stay", "stays"} & set(words)
    if staying and (reading.voice != "imperative" or reading.verb in staying):
        return 2.0
    return _service_level(reading)


def _phrasal_keep(reading: Reading) -> bool:
    """ "Hold on to our guests", "retain our licence": what is there already is not to be lost."""
    if reading.voice != "imperative":
        return False
    after = [reading.norm(i) for i in range(reading.head + 1, reading.head + 3)]
    if reading.verb in {"carry", "keep"} and after[:1] == ["on"]:
        return True
    if reading.verb in {"hold", "hang", "cling"} and after in (["on", "to"], ["onto"]):
        return True
    if reading.verb == "hold" and after[:1] == ["onto"]:
        return True
    obj = phrase_at(reading, reading.head_end)
    return reading.verb == "retain" and obj.head in CERTIFICATES | _STANDING and not reading.amounts


_STANDING = word_set("licence license status position accreditation title lead place rank reputation independence")


def _no_worse(reading: Reading) -> bool:
    """ "No higher than in 2025", "no worse than last year": the level of before is to hold."""
    for index in range(reading.first, len(reading.tokens) - 3):
        if reading.norm(index) == "no" and reading.norm(index + 2) == "than":
            return reading.norm(index + 1) in _WORSE and reading.norm(index + 3) in _BEFORE_NOW
    return False


_WORSE = word_set("higher lower worse more less fewer longer slower")
_BEFORE_NOW = word_set("in last before today now at present this current")
_RUNNING_WORK = word_set("support operation maintenance service provision delivery care upkeep monitoring supply")


def _at_every(reading: Reading) -> bool:
    """Whether something is to be done each time: "run the tests on every change"."""
    for index in range(reading.head_end, len(reading.tokens) - 1):
        if reading.norm(index) in {"on", "for", "before", "after", "with"} and reading.norm(index + 1) in {
            "every",
            "each",
        }:
            return reading.verb in {
                "use",
                "run",
                "check",
                "test",
                "apply",
                "wear",
                "follow",
                "review",
                "hold",
                "inspect",
            }
    return False


_ELSEWHERE = word_set("external outside third-party independent")
_UPKEEP = word_set("continuity availability maintenance upkeep compliance stability")
_SERVING = word_set(
    "respond answer reply resolve review triage acknowledge close process handle fix patch deliver restore"
)
_RECURRING = word_set(
    """
    request requests ticket tickets issue issues review reviews incident incidents question questions test tests alert
    alerts inquiry inquiries call calls email emails bug bugs order orders case cases message messages complaint
    complaints pr prs vulnerability vulnerabilities invoice invoices patch patches fault faults defect defects claim
    claims enquiry enquiries application applications permit permits letter letters parcel parcels repair repairs
    payment payments refund refunds delivery deliveries
    """
)


def _service_level(reading: Reading) -> float:
    """Evidence of a time limit on work that comes again and again."""
    limited = any(a.unit and _time_limit(reading, a) for a in reading.amounts)
    if not limited or not (_RECURRING | UNIVERSAL) & set(reading.words):
        return 0.0
    if reading.voice in {"imperative", "passive"} and reading.verb in _SERVING:
        return 2.4
    if reading.voice == "passive" and reading.verb_class in DOING and len(reading.amounts) == 1:
        return 2.4
    return 1.5 if all(a.unit != "%" or a.value == 100 for a in reading.amounts) else 0.0


def _time_limit(reading: Reading, amount: Amount) -> bool:
    """Whether a time is the limit of each case: "within 2 days", "in under 10 seconds", "in less than an hour"."""
    before, earlier = reading.norm(amount.at - 1), reading.norm(amount.at - 2)
    if before == "within":
        return amount.role == "limit"
    here = reading.norm(amount.at)
    words = [reading.norm(i) for i in range(amount.at - 3, amount.at + 1)]
    return "in" in words and bool({before, earlier, here} & {"under", "than"})


def _output(reading: Reading) -> float:
    voice = reading.voice
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


def _passive(reading: Reading) -> float:
    participle = reading.norm(reading.head)
    subject = _subject(reading)
    if ("per" in reading.words and not reading.amounts) or (subject.head in _SELF_MADE and reading.amounts):
        return -1.2
    if _read_off(reading) or _moves_later(reading):
        return -1.6
    if subject.head in _DELIVERIES and not any(a.unit or a.relative for a in reading.amounts):
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


def _read_off(reading: Reading) -> bool:
    """Whether the number is a reading of a measure: held under a limit, a mean or a rate, or a share that moves."""
    signs = {"<", "≤", "<="}
    if any(signs & {reading.norm(a.at), reading.norm(a.at - 1)} for a in reading.amounts):
        return True
    opening = {reading.norm(reading.first), reading.norm(reading.first + 1)}
    if opening & _MEANS and reading.amounts:
        return True
    starts = [a for a in reading.amounts if a.role == "from"]
    if any(a.unit and a.unit != "%" for a in starts):
        return True
    if "per" in reading.words and any(a.unit and a.unit != "%" for a in reading.amounts):
        return True
    return bool(starts) and any(a.unit == "%" and a.role == "to" and a.value != 100 for a in reading.amounts)


_SELF_MADE = word_set("account profile membership registration subscription wallet sign-up signup listing review")
"""What people outside make for themselves: "10,000 accounts created"."""
_MEANS = word_set("average median mean typical")


def _moves_later(reading: Reading) -> bool:
    """Whether what is counted goes up or down later in the line: "merged within a week rise from 40 % to 85 %"."""
    for index in range(reading.head + 1, len(reading.tokens)):
        norm = reading.norm(index)
        moves = VERBS.get(norm) in {"rise", "fall"} or norm in _MOVES
        if moves and any(a.at > index for a in reading.amounts) and reading.norm(index + 1) in _TO_NUMBER:
            return True
    return False


_MOVES = word_set("up down grow grows grew grown increase increases increased decrease decreases risen fallen reduce")
_TO_NUMBER = word_set("to from by up down above below over under")


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
    if subject.head in _DELIVERIES and not any(a.unit or a.relative for a in reading.amounts):
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


_DELIVERIES = word_set(
    """
    launch rollout roll-out release completion implementation creation publication introduction installation
    establishment setup set-up go-live deployment construction renovation opening relaunch redesign rebuild rewrite
    refurbishment foundation formation installation integration migration adoption-plan finalisation finalization
    commissioning inauguration digitisation digitization restoration drafting hiring recruitment purchase
    """
)
"""Nouns for the act of making something."""


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


def _nominal(reading: Reading) -> float:
    phrase = _subject(reading)
    words = reading.words
    compared = bool(words) and words[0] in COMPARATIVES | FREQUENCY
    made = phrase.head in _DELIVERIES and not phrase.plural and not compared
    if made and not any(a.unit or a.relative or a.role == "from" for a in reading.amounts):
        return 1.4
    if _under_way(reading):
        return 1.2
    if "per" in words or "who" in words or _read_off(reading) or _moves_later(reading):
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
    if reading.aims and phrase.is_a == "" and "new" in words[:2] and phrase.head not in GENERAL | _BEGINNINGS:
        return 0.6
    if phrase.is_a in {"metric", "abstract", "outside"}:
        return -1.2
    if phrase.is_a == "thing":
        return 1.4
    ending = words[0] if words else ""
    if ending.endswith("ing") and len(ending) > 4:
        return 0.9
    return 0.4 if reading.kind == "key_result" else -0.2

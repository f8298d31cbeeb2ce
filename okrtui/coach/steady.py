"""Whether a line keeps a level: by its verb, by a rule for each case, or by what it says of before."""

from __future__ import annotations

from okrtui.coach.lexicon import word_set
from okrtui.coach.lexicon.nature import CERTIFICATES, FREQUENCY, UNIVERSAL
from okrtui.coach.lexicon.verbs import BASES, DOING
from okrtui.coach.reading import Amount, Reading
from okrtui.coach.things import phrase_at


def steadiness(reading: Reading) -> float:
    """Evidence that the line keeps a level: its verb, or a rule for each and every case."""
    for evidence in (_by_a_bound, _by_routine, _by_verb, _by_never, _by_comparison):
        found = evidence(reading)
        if found is not None:
            return found
    return _service_level(reading)


def _by_a_bound(reading: Reading) -> float | None:
    """A bound that is to hold, work that only is to go on."""
    opening = reading.words[:3]
    if _bounded(reading):
        return 3.0
    if reading.aims and _runs_on(reading):
        return 2.4
    exceeds = "exceed" in opening and ("not exceed" in " ".join(opening) or opening[:2] == ["don't", "exceed"])
    return 3.0 if exceeds else None


def _by_routine(reading: Reading) -> float | None:
    """What is done each time, and what is there to be protected or just to run."""
    words, said = reading.words, reading.said
    imperative = reading.voice == "imperative"
    if reading.aims and words[:1] and words[0] in FREQUENCY and phrase_at(reading, reading.first).head in _RUNNING_WORK:
        return 2.0
    if imperative and reading.verb in _GUARDS and {"existing", "current"} & said:
        return 2.0
    if imperative and not reading.aims and not reading.amounts and _at_every(reading):
        return 2.9
    on_every = "every" in said and reading.voice in {"nominal", "state"} and words[words.index("every") - 1] == "on"
    if on_every and {"green", "passing", "clean", "healthy"} & said and not reading.amounts and not reading.aims:
        return 2.0
    return 1.1 if _just_runs(reading) else None


_GUARDS = frozenset({"protect", "secure", "defend", "safeguard"})


def _by_verb(reading: Reading) -> float | None:
    """A verb that keeps, holds or manages, and a noun of upkeep."""
    if _phrasal_keep(reading) or reading.words[:3] == ["business", "as", "usual"]:
        return 2.4
    if reading.voice == "imperative" and reading.verb_class == "keep":
        kept = phrase_at(reading, reading.head_end)
        if kept.head in {"promise", "word"}:
            return 0.0
        return 1.2 if kept.is_a == "thing" and not reading.amounts else 2.5
    if reading.voice == "imperative" and reading.verb == "hold":
        level = any(a.role == "level" for a in reading.amounts)
        if level or phrase_at(reading, reading.head_end).is_a == "metric":
            return 2.4
    if not reading.aims:
        return None
    named = phrase_at(reading, max(reading.head_end, reading.first)).head
    if named in _UPKEEP and (reading.voice == "nominal" or reading.verb == "ensure"):
        return 1.4
    return 2.6 if reading.verb in {"manage", "operate", "continue", "administer"} else None


def _by_never(reading: Reading) -> float | None:
    """What is never, or always, to come about."""
    words, opening = reading.words, reading.words[:2]
    if opening[:1] and opening[0] in {"never", "no", "don't", "always"}:
        bounded = {"than", "without", "within", "beyond"} & reading.said
        if opening[1:] and opening[1] in {"more", "less", "fewer", "later"}:
            return 0.0
        numbered = any(amount.at > reading.first for amount in reading.amounts)
        if opening[0] != "no" or reading.voice != "nominal" or numbered or bounded:
            return 3.0
    later = reading.voice != "imperative" and "never" in words[1:]
    return 2.0 if later and words[words.index("never") - 1] not in _WHO else None


def _by_comparison(reading: Reading) -> float | None:
    """What is to be as it was before."""
    said = reading.said
    if {"no", "than"} <= said and _no_worse(reading):
        return 2.0
    if "as" in said and ("before" in said or "usual" in said):
        return 2.6
    sure = reading.voice != "nominal" and reading.verb in {"ensure", "guarantee", "assure"}
    if sure and (_STAYING | {"always"}) & said:
        return 2.4
    staying = _STAYING & said
    return 2.0 if staying and (reading.voice != "imperative" or reading.verb in staying) else None


_STAYING = frozenset({"remains", "remain", "stays", "stay"})


_RUNS = word_set("work run operate function perform")
_AS_EVER = word_set("reliably smoothly stably steadily normally properly securely correctly faultlessly dependably")


def _just_runs(reading: Reading) -> bool:
    """Whether one's own is said to do what it is there for: "Our service works reliably", "All lines run smoothly"."""
    first = reading.first
    own = reading.norm(first - 1) == "our" or reading.norm(first) in {"all", "every", "each"}
    if not own or reading.voice == "imperative" or reading.amounts:
        return False
    for index in range(first + 1, len(reading.tokens)):
        if BASES.get(reading.norm(index)) in _RUNS:
            return bool(_AS_EVER & {reading.norm(index - 1), reading.norm(index + 1)})
    return False


_WHO = frozenset({"who", "that", "which"})
_SINKING = word_set("fall drop exceed go rise sink decline slip grow increase decrease dip")
_HELD = word_set("kept held maintained limited capped")


def _bounded(reading: Reading) -> bool:
    """Whether a bound is to hold: "does not fall under 38 %", "kept at no more than 24", "at 99.9 % or better"."""
    if not reading.amounts or any(a.role == "from" for a in reading.amounts):
        return False
    norms = [reading.norm(i) for i in range(reading.first, len(reading.tokens))]
    for index, norm in enumerate(norms[:-1]):
        if norm in {"not", "never", "doesn't", "don't", "mustn't"} and norms[index + 1] in _SINKING:
            return True
    if (
        norms[:1] in (["no"], ["not"])
        and norms[1:3] in (["more", "than"], ["later", "than"])
        and reading.kind == "key_result"
    ):
        return bool(_PERIODS & set(norms))
    if reading.voice in {"passive", "nominal"} and reading.verb_class in {"keep", ""} and _HELD & set(norms):
        return True
    alone = len(reading.amounts) == 1 and reading.voice in {"nominal", "state", "imperative"}
    guards = reading.voice == "imperative" and reading.verb in {"guarantee", "assure"} and not reading.aims
    return guards or (alone and "sla" in norms)


_PERIODS = word_set("day week month quarter year shift per every each")
_GOES_ON = word_set("day-to-day continuous uninterrupted steady smooth everyday ongoing orderly")
_GUARDING = word_set("ensure safeguard guarantee secure assure run provide serve deliver protect maintain")
_ROUTINES = word_set("pay serve process file submit handle administer settle bill invoice answer")


def _runs_on(reading: Reading) -> bool:
    """Whether an objective only keeps something going: "ensure continuous supply", "serve requests on time"."""
    if reading.voice != "imperative":
        return False
    ahead = {reading.norm(i) for i in range(reading.head_end, reading.head_end + 4)}
    nouns = {reading.norm(i) for i in range(reading.head_end, len(reading.tokens))}
    if reading.verb in _GUARDING and ahead & _GOES_ON and nouns & _RUNNING:
        return True
    timely = any((reading.norm(i), reading.norm(i + 1)) == ("on", "time") for i in range(len(reading.tokens)))
    return reading.verb in _ROUTINES and timely


_RUNNING = word_set(
    "operation operations supply service services production care running business delivery work flow upkeep provision"
)


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
    if reading.verb != "retain" or reading.amounts:
        return False
    return phrase_at(reading, reading.head_end).head in _KEPT_AS_IS


_STANDING = word_set("licence license status position accreditation title lead place rank reputation independence")
_KEPT_AS_IS = CERTIFICATES | _STANDING


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


_UPKEEP = word_set("continuity availability maintenance upkeep compliance stability")
_SERVING = word_set(
    """
    respond answer reply resolve review triage acknowledge close process handle fix patch deliver restore ship dispatch
    """
)
_RECURRING = word_set(
    """
    request requests ticket tickets issue issues review reviews incident incidents question questions test tests alert
    alerts inquiry inquiries call calls email emails bug bugs order orders case cases message messages complaint
    complaints pr prs vulnerability vulnerabilities invoice invoices patch patches fault faults defect defects claim
    claims query queries enquiry enquiries application applications permit permits letter letters parcel parcels repair
    repairs payment payments refund refunds delivery deliveries
    """
)


_EVERY_CASE = _RECURRING | UNIVERSAL


def _service_level(reading: Reading) -> float:
    """Evidence of a time limit on work that comes again and again."""
    if reading.norm(reading.first) == "every" and reading.norm(reading.first + 1) in {"second", "third", "other"}:
        return 0.0
    limited = (not reading.aims and within_one(reading)) or any(
        a.unit and _time_limit(reading, a) for a in reading.amounts
    )
    if limited and reading.voice == "imperative" and reading.verb in _REPLYING and len(reading.amounts) < _TWO:
        return 2.4
    if not limited or not _EVERY_CASE & reading.said:
        return 0.0
    shares = [a for a in reading.amounts if a.unit == "%" and (a.value or 0) < _NEARLY_ALL]
    if reading.verb in _SERVING and (reading.voice == "imperative" or (reading.voice == "passive" and not shares)):
        return 2.4
    if reading.voice == "passive" and reading.verb_class in DOING and len(reading.amounts) == 1:
        return 2.4
    return 0.0 if shares else 1.5


_TWO = 2
_REPLYING = frozenset({"answer", "respond", "reply"})
"""What is done again and again, whoever asks: "Answer support within 2 hours"."""
_NEARLY_ALL = 95
"""From this share on, per cent, a time limit is a rule for every case."""


def within_one(reading: Reading) -> bool:
    """Whether each case has one day, hour or week: "within a day", "within the hour"."""
    if "within" not in reading.said:
        return False
    index = next(i for i, token in enumerate(reading.tokens) if token.norm == "within")
    opening, time = reading.norm(index + 1), reading.norm(index + 2)
    return (opening in {"a", "an", "one"} and time in _ONE_TIME) or (opening, time) == ("the", "hour")


_ONE_TIME = word_set("second minute hour day week")


def _time_limit(reading: Reading, amount: Amount) -> bool:
    """Whether a time is the limit of each case: "within 2 days", "in under 10 seconds", "in less than an hour"."""
    before, earlier = reading.norm(amount.at - 1), reading.norm(amount.at - 2)
    if before == "within":
        return amount.role == "limit"
    here = reading.norm(amount.at)
    words = [reading.norm(i) for i in range(amount.at - 3, amount.at + 1)]
    if "in" in words and {before, earlier, here} & {"under", "than"}:
        return True
    nearly_all = any(a.unit == "%" and (a.value or 0) >= _NEARLY_ALL for a in reading.amounts)
    return before == "in" and nearly_all and reading.verb in _SERVING

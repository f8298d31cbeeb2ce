"""Verbs that say little by themselves, such as make, get, put and take: their object decides."""

from __future__ import annotations

from collections.abc import Callable

from okrtui.coach.forms import verb_at
from okrtui.coach.lexicon import word_set
from okrtui.coach.lexicon.metrics import HEADS, METRICS
from okrtui.coach.lexicon.nature import BY_OTHERS, CERTIFICATES, COMPARATIVES, DONE_STATES
from okrtui.coach.lexicon.nouns import ARTEFACTS, NOUNS_TOO, OUTSIDE
from okrtui.coach.lexicon.states import BARE_ACTIONS, STATES, is_comparative, is_state
from okrtui.coach.lexicon.verbs import VERBS
from okrtui.coach.lexicon.words import ARTICLES, PREPOSITIONS
from okrtui.coach.occasions import held
from okrtui.coach.reading import Reading
from okrtui.coach.scan import DATE_NAMES
from okrtui.coach.things import Phrase, phrase_at, singular
from okrtui.plan.spans import MONTHS

DOING = frozenset({"make", "act", "study", "staff"})
"""Classes of verbs for work."""


def compares(reading: Reading) -> bool:
    """Whether more, fewer or better of something is wanted: "have fewer meetings"."""
    return bool(
        {"more", "greater", "higher", "better", "stronger", "faster", "fewer", "less"}
        & {reading.norm(reading.head_end), reading.norm(reading.head_end + 1)}
    )


def _get(reading: Reading, obj: Phrase) -> float | None:
    """get X launched · get 10 contributors · get closer."""
    participle = reading.norm(obj.stop)
    verb = verb_at(reading.tokens, obj.stop)
    if verb and participle.endswith(("ed", "en", "t", "n")) and verb[1] in DOING and participle not in BY_OTHERS:
        return 1.8
    if reading.aims and participle in {"approved", "accepted", "signed", "certified", "licensed", "adopted"}:
        return 1.2
    if reading.amounts or obj.is_a in {"metric", "outside"}:
        return -2.0
    if obj.head in CERTIFICATES or obj.is_a == "thing":
        return 1.2
    return -0.8


def _have(reading: Reading, obj: Phrase) -> float | None:
    if compares(reading):
        return -1.4
    if reading.aims:
        return 0.4 if obj.is_a == "thing" and obj.plural else -0.8
    verb = verb_at(reading.tokens, obj.stop)
    participle = reading.norm(obj.stop)
    if held(reading, obj):
        return 2.0 if participle not in BY_OTHERS else -1.2
    if verb and verb[1] in DOING and participle.endswith(("ed", "en", "t")) and participle not in BY_OTHERS:
        return 1.6 if obj.is_a not in {"outside"} else -0.6
    if obj.is_a in {"metric", "outside", "abstract"} or (reading.amounts and obj.is_a != "thing"):
        return -1.4
    return 1.4 if obj.is_a == "thing" else 0.3


def _make(reading: Reading, obj: Phrase) -> float | None:
    """make X easier · make it simple to · make available · make 5 posters."""
    after = [reading.norm(i) for i in range(reading.head_end, min(reading.head_end + 9, len(reading.tokens)))]
    if after[:1] in (["sure"], ["certain"]):
        return None
    if reading.aims and _times(reading):
        return -1.4
    if reading.norm(obj.stop) in {"a", "an", "the", "our"} and obj.stop > obj.start and reading.aims:
        return -1.4
    if any(word in {"exception", "norm", "rule", "default", "standard", "habit"} for word in after) and reading.aims:
        return -1.4
    if "so" in after and "that" in reading.words:
        return -1.4
    if any(word in COMPARATIVES or is_comparative(word) for word in after) and not (
        after and after[0] in {"available", "public"}
    ):
        return -1.8
    if any(word in {"lead", "leader", "choice", "place", "thing", "priority", "difference"} for word in after):
        return -1.4
    if any(word in DONE_STATES for word in after):
        return 1.6
    if obj.is_a == "metric" or (reading.amounts and any(a.unit in {"$", "€", "£", "%"} for a in reading.amounts)):
        return -1.8
    return -1.6 if brings_about(reading) or _described_last(reading) else None


_NO_ADJECTIVES = ARTICLES | PREPOSITIONS | {"and"}


def _described_last(reading: Reading) -> bool:
    """Whether a word of no list tells how a plural is to be: "make releases boring for developers"."""
    tokens = reading.tokens
    for index in range(reading.head_end + 1, len(tokens)):
        norm, before, after = reading.norm(index), reading.norm(index - 1), reading.norm(index + 1)
        if not (after in {"", "for", "to", "again", "in", "at", "on", ".", "!"} and tokens[index].kind == "word"):
            continue
        if is_state(norm) and norm not in DONE_STATES and before not in _NO_ADJECTIVES:
            return reading.aims and index - reading.head_end > 1
        if after == "for" and _may_describe(reading, index) and _people_follow(reading, index + 2):
            return reading.aims
        noun = before != singular(before) and tokens[index - 1].kind == "word" and norm == singular(norm)
        if noun and norm.endswith(("ing", "y", "ic", "al", "ive", "ant", "ent")) and norm not in DONE_STATES:
            return reading.aims
    return False


_ADJECTIVE_ENDINGS = ("ing", "ic", "al", "ive", "ant", "ent", "ous", "ful", "less", "able", "ible", "ish")


def _may_describe(reading: Reading, index: int) -> bool:
    """Whether a word that no list has may tell how the object before it is to be: "make month-end closing boring"."""
    norm = reading.norm(index)
    known = norm in VERBS or norm in ARTEFACTS or norm in METRICS or norm in NOUNS_TOO or norm in HEADS
    opens = reading.norm(reading.head_end) in {"a", "an"}
    return norm.endswith(_ADJECTIVE_ENDINGS) and not known and not opens and index - reading.head_end > 1


def _people_follow(reading: Reading, start: int) -> bool:
    return any(reading.norm(i) in OUTSIDE for i in range(start, start + 4))


_ONCE = ARTICLES | BARE_ACTIONS | {"one"}


def _times(reading: Reading) -> bool:
    """Whether "make" stands with a time and what it is to become: "make Q3 the quarter of the customer"."""
    index = start = reading.head_end + (reading.norm(reading.head_end) in ARTICLES)
    while index < len(reading.tokens) and (index in reading.dated or _names_time(reading.norm(index))):
        index += 1
    if index == start or index >= len(reading.tokens):
        return False
    return reading.norm(index) in _ONCE or is_state(reading.norm(index))


def _names_time(norm: str) -> bool:
    return norm in MONTHS or bool(DATE_NAMES.match(norm)) or (norm.isdigit() and norm[:2] in {"19", "20"})


_BREAKS = PREPOSITIONS | {"that", "so", "when", "where", "while", "and", ","}


def brings_about(reading: Reading) -> bool:
    """Whether "make" stands with an object and its state or its doing: "make clinics calm", "make every hour count"."""
    tokens, start = reading.tokens, reading.head_end
    stop = start
    while stop < len(tokens) and stop not in reading.dated:
        norm = tokens[stop].norm
        if norm in _BREAKS and stop > start:
            break
        if stop > start and norm in BARE_ACTIONS and norm not in STATES:
            return tokens[stop - 1].norm not in ARTICLES
        stop += 1
    if stop - start < 2 or tokens[stop - 1].norm in DONE_STATES:
        return False
    own_work = reading.kind == "key_result" and phrase_at(reading, start).definite is False
    last = tokens[stop - 1].norm
    if last in STATES:
        return True
    return is_state(last) and not (own_work and last.endswith(("able", "ible")))


def _take(reading: Reading, obj: Phrase) -> float | None:
    """Take the fear out of something: an aim; take a course: work."""
    return -0.8 if reading.aims and obj.is_a != "thing" else None


def _close(reading: Reading, obj: Phrase) -> float | None:
    """Close a year with a result, which the books tell; close a plant, which is work."""
    if reading.verb in {"close", "end", "finish"} and obj.head in _TIMES_OF_BOOKS and reading.amounts:
        return -1.6
    return None


_TIMES_OF_BOOKS = word_set("year quarter month season half term week")


def _break(reading: Reading, obj: Phrase) -> float | None:
    """Break even, which the books tell."""
    return -1.4 if reading.norm(reading.head + 1) == "even" else None


def _write(reading: Reading, obj: Phrase) -> float | None:
    """Write the next chapter, open a new era: an aim; write a guide: work."""
    return -1.0 if reading.aims and obj.head in {"chapter", "history", "era", "page", "story"} else None


def _launch(reading: Reading, obj: Phrase) -> float | None:
    """Launch people into something better: an aim; launch a thing: work."""
    carried = reading.aims and obj.is_a == "outside" and obj.plural
    return -1.0 if carried and {"into", "towards", "toward"} & reading.said else None


_FOREMOST = word_set("first heart centre center end stop forefront spotlight middle")
_FIELDS = word_set("market field region industry category way world country sector segment league")


def _lead(reading: Reading, obj: Phrase) -> float | None:
    """Lead a market, which is a place to be; lead a project, which is work."""
    led_out = obj.is_a == "outside" and {"out", "into", "through"} & reading.said
    return -1.2 if reading.aims and (obj.head in _FIELDS or led_out) else None


def _bring(reading: Reading, obj: Phrase) -> float | None:
    back = reading.verb == "bring" and "back" in {reading.norm(reading.head + 1), reading.norm(reading.head + 2)}
    if back and not reading.aims and not reading.amounts and obj.is_a not in {"metric", "outside"}:
        return 1.2
    if reading.verb == "put" and _FOREMOST & {reading.norm(i) for i in range(reading.head_end, len(reading.tokens))}:
        return -1.2
    if reading.verb == "put" and reading.aims and "back" in reading.words and obj.is_a != "thing":
        return -1.0
    if reading.verb == "put" and reading.aims and "before" in reading.words and obj.is_a != "thing":
        return -1.2
    shared = reading.verb in {"move", "put"} and any(reading.norm(a.stop) == "of" for a in reading.amounts)
    if shared and obj.is_a not in {"metric", "outside"}:
        return 1.2
    counts = bool(reading.amounts) and all(a.role == "count" and not a.unit for a in reading.amounts)
    if reading.verb in {"move", "put"} and counts and obj.is_a not in {"metric", "outside", "abstract"}:
        return 1.4
    if obj.is_a == "metric" or len(reading.amounts) >= 1:
        return -1.8
    if reading.verb == "move" and reading.norm(reading.head_end) in {"closer", "faster", "nearer", "forward"}:
        return -1.0
    if any(reading.norm(i) in {"live", "together", "online"} for i in range(reading.head_end, len(reading.tokens))):
        return 1.6
    if reading.verb in {"move", "put"}:
        return 1.6
    return -0.4


def _align(reading: Reading, obj: Phrase) -> float | None:
    """Balance one thing with another: an aim over both; with people, it is work."""
    joined = {"and", "with", "to", "&"} & {reading.norm(i) for i in range(reading.head_end, len(reading.tokens))}
    people = reading.verb == "align" and not reading.aims
    return -1.0 if joined and not people and obj.is_a not in {"thing", "inside"} else None


def _give(reading: Reading, obj: Phrase) -> float | None:
    """Give people outside something is for them, in an objective; else it is an activity."""
    served = any(
        singular(reading.norm(i)) in OUTSIDE or reading.norm(i) in {"everyone", "people", "children", "women"}
        for i in range(reading.head_end, min(reading.head_end + 4, len(reading.tokens)))
    )
    taught = reading.verb == "teach" and any(
        reading.norm(i) == "to" and verb_at(reading.tokens, i + 1) for i in range(obj.stop, obj.stop + 2)
    )
    return -0.8 if reading.aims and (served or taught) else None


def _set(reading: Reading, obj: Phrase) -> float | None:
    """Set the pace or the standard, for others to follow."""
    return -1.0 if reading.aims and obj.head in _SET_FOR_OTHERS else None


_SET_FOR_OTHERS = word_set("standard pace tone bar example benchmark scene course trend agenda")


def _find(reading: Reading, obj: Phrase) -> float | None:
    """Find the people one is there for; find a supplier's bug: work."""
    told = {"who", "that", "for"} & {reading.norm(obj.stop), reading.norm(obj.stop + 1)}
    return -0.8 if reading.aims and obj.is_a == "outside" and obj.plural and told else None


BALANCING = word_set("balance reconcile match align harmonise harmonize weigh combine unite bridge")
"""Verbs with one aim over two objects."""

SPECIAL: dict[str, Callable[[Reading, Phrase], float | None]] = {
    "give": _give,
    "offer": _give,
    "teach": _give,
    "lead": _lead,
    "take": _take,
    "show": _take,
    **dict.fromkeys(BALANCING - {"combine", "unite", "bridge"}, _align),
    "break": _break,
    "set": _set,
    "find": _find,
    "meet": _find,
    "close": _close,
    "end": _close,
    "finish": _close,
    "write": _write,
    "open": _write,
    "start": _write,
    "launch": _launch,
    "catapult": _launch,
    "get": _get,
    "have": _have,
    "make": _make,
    "bring": _bring,
    "put": _bring,
    "move": _bring,
    "drive": _bring,
}
"""Verbs that say little by themselves: their object decides."""

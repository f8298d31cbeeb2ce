"""Verbs that say little by themselves, such as make, get, put and take: their object decides."""

from __future__ import annotations

from collections.abc import Callable

from okrtui.coach.forms import verb_at
from okrtui.coach.lexicon import word_set
from okrtui.coach.lexicon.nature import BY_OTHERS, CERTIFICATES
from okrtui.coach.lexicon.nouns import OUTSIDE
from okrtui.coach.lexicon.verbs import DOING
from okrtui.coach.making import is_listed, make
from okrtui.coach.occasions import held
from okrtui.coach.reading import Reading
from okrtui.coach.scan import Token
from okrtui.coach.things import Phrase, singular


def compares(reading: Reading) -> bool:
    """Whether more, fewer or better of something is wanted: "have fewer meetings"."""
    return bool(
        {"more", "greater", "higher", "better", "stronger", "faster", "fewer", "less"}
        & {reading.norm(reading.head_end), reading.norm(reading.head_end + 1)}
    )


def leaves_none_out(reading: Reading) -> bool:
    """Whether none is left out, so that nobody is left to decide: "all customers", "100 % of shops"."""
    whole = any(a.unit == "%" and a.value == 100 and a.at == reading.head_end for a in reading.amounts)
    return whole or reading.norm(reading.head_end) in {"all", "every", "each"}


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


def _open(reading: Reading, obj: Phrase) -> float | None:
    """Open a market or a place, which is where to win: an aim; open a shop, or open in a place: work."""
    market = obj.head in _FIELDS or _names_place(reading, obj)
    if reading.aims and market and reading.norm(reading.head_end - 1) != "in":
        return -1.0
    return _write(reading, obj)


def _names_place(reading: Reading, obj: Phrase) -> bool:
    """Whether the words are a name, and none of a thing that has one: "Austria", "Berlin and Munich", "the EU"."""
    tokens = [reading.tokens[i] for i in range(obj.start, obj.stop) if reading.norm(i) not in _JOINING]
    return bool(tokens) and all(token.norm in _REGIONS or _is_unlisted_name(token) for token in tokens)


def _is_unlisted_name(token: Token) -> bool:
    name = token.kind == "word" and token.text[:1].isupper() and not token.text.isupper()
    return name and not is_listed(token.norm) and not is_listed(singular(token.norm))


_JOINING = frozenset({"and", "&"})
_REGIONS = word_set("us usa uk eu uae dach emea apac latam benelux nordics")


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
    if shared and (obj.is_a not in {"metric", "outside"} or (obj.is_a == "outside" and leaves_none_out(reading))):
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
    "open": _open,
    "start": _write,
    "launch": _launch,
    "catapult": _launch,
    "get": _get,
    "have": _have,
    "make": make,
    "bring": _bring,
    "put": _bring,
    "move": _bring,
    "drive": _bring,
}
"""Verbs that say little by themselves: their object decides."""

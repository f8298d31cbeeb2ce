"""Better lines about people: what they do or how they are, as a share of them."""

from __future__ import annotations

from okrtui.coach.lexicon import word_set
from okrtui.coach.lexicon.metrics import HEADS
from okrtui.coach.lexicon.nature import DONE_STATES
from okrtui.coach.lexicon.nouns import OUTSIDE
from okrtui.coach.lexicon.states import is_comparative, is_state, plain
from okrtui.coach.lexicon.words import ARTICLES, CONJUNCTIONS, MODALS, PREPOSITIONS
from okrtui.coach.reading import Reading
from okrtui.coach.things import phrase_at, singular


def share_of_people(reading: Reading) -> str:
    """ "Users love the new onboarding" or "Keep guests happy" as a share: "Share of guests who are happy".

    Empty when the line does not speak of several people outside, or has a number already.
    """
    if reading.voice == "nominal" and reading.amounts and reading.progress == "none":
        return _who_find(reading, reading.first)  # "Ticket machine more user friendly from 3 to 5": numbers of nothing
    if reading.amounts:
        return ""
    if reading.voice == "clause" or (reading.voice == "state" and reading.verb == "be"):
        return _who_do(reading, reading.head)
    if reading.voice == "passive" and is_state(reading.norm(reading.head)):
        return _who_do(reading, reading.head - 1)
    if reading.voice == "imperative" and reading.verb in {"make", "keep"}:
        return _who_are(reading) or (_who_find(reading, reading.head_end) if reading.verb == "make" else "")
    return ""


def _who_do(reading: Reading, verb: int) -> str:
    """From a clause with its verb at an index: its subject and what it does."""
    last = verb - 1
    if last < reading.first or reading.norm(last) in MODALS or not _several(reading.norm(last)):
        return ""
    people = _lower(_words(reading, reading.first, verb))
    return f"Share of {people} {_who(reading.norm(last))} {_words(reading, verb, _end(reading, verb))}"


def share_of_all(reading: Reading) -> str:
    """From a line about everybody: "Everyone in the team has read it" as "Share of the team who have read it"."""
    first, head = reading.first, reading.head
    linked = next((i for i in range(first + 1, head + 1) if reading.norm(i) in _HAVE), -1)
    if reading.amounts or linked < 0 or reading.voice not in {"clause", "passive", "state"}:
        return ""
    opening = 2 if reading.norm(first) in _EVERYBODY and reading.norm(first + 1) in {"in", "on", "at", "of"} else 1
    people = phrase_at(reading, first + opening).is_a in {"outside", "inside"}
    if reading.norm(first) not in _EVERYBODY or first + opening >= linked or not people:
        return ""
    rest = _words(reading, linked + 1, _end(reading, linked))
    return f"Share of {_words(reading, first + opening, linked)} who {_HAVE[reading.norm(linked)]} {rest}"


_EVERYBODY = frozenset({"everyone", "everybody", "all"})
_HAVE = {"has": "have", "have": "have", "is": "are", "are": "are"}


def _who_are(reading: Reading) -> str:
    """From "make" or "keep" with people and their state."""
    stop = _end(reading, reading.head_end)
    last = stop - 1
    state = plain(reading.norm(last)) or reading.norm(last)
    if last <= reading.head_end or not is_state(state) or not _several(reading.norm(last - 1)):
        return ""
    people = _lower(_words(reading, reading.head_end, last))
    return f"Share of {people} {_who(reading.norm(last - 1))} are {state}"


def _who_find(reading: Reading, begin: int) -> str:
    """From a thing that begins there and how it is to be: "Share of buyers who find the checkout simple".

    Empty for what is measured itself ("make response time shorter"), and for what is only to be quicker or better.
    """
    start = state_of(reading, begin)
    if start < 0 or reading.norm(start - 1) in HEADS or reading.norm(start - 1) in DONE_STATES:
        return ""
    thing = _words(reading, begin, start)
    start += reading.norm(start) in _DEGREES
    stop = next((i for i in range(start, len(reading.tokens)) if reading.norm(i) in PREPOSITIONS), _end(reading, start))
    if stop == start or is_comparative(reading.norm(start)) or reading.norm(stop - 1) in DONE_STATES:
        return ""
    whom = range(stop + 1, min(stop + _NEAR, _end(reading, stop)) if reading.norm(stop) == "for" else stop)
    people = next((_words(reading, stop + 1, i + 1) for i in whom if _several(reading.norm(i))), "__")
    return f"Share of {_lower(people)} who find {_lower(thing)} {_words(reading, start, stop)}"


def state_of(reading: Reading, begin: int) -> int:
    """Index of the first word that says how the thing that begins there is to be: "more user friendly"; or -1."""
    for index in range(begin + 1, _end(reading, begin)):
        norm = reading.norm(index)
        if (norm in PREPOSITIONS and norm != "of") or norm in CONJUNCTIONS or reading.tokens[index].kind != "word":
            return -1
        if norm in _DEGREES or is_state(norm) or is_comparative(norm):
            return index - (norm == "friendly" and index > begin + 1 and reading.norm(index - 1) in OUTSIDE)
    return -1


_DEGREES = word_set("more much even truly really very fully")
_NEAR = 4

_PLACES = word_set(
    """
    clinics companies businesses organizations organisations schools cities agencies households families hotels
    restaurants hospitals pharmacies municipalities charities accounts enterprises communities trials
    """
)


def _who(norm: str) -> str:
    return "that" if norm in _PLACES else "who"


def _end(reading: Reading, start: int) -> int:
    """Index after the last word that belongs here: before the date and before any sign."""
    tokens = reading.tokens
    signs = (i for i in range(start, len(tokens)) if i in reading.dated or tokens[i].kind == "sign")
    return next(signs, len(tokens))


def _several(norm: str) -> bool:
    return norm in OUTSIDE and (norm != singular(norm) or norm in {"people", "women", "men", "children"})


def _words(reading: Reading, start: int, stop: int) -> str:
    return " ".join(reading.slice(reading.span(start, stop)).split())


_KEPT_LOW = ARTICLES | OUTSIDE


def _lower(words: str) -> str:
    """The words without capital, but for a name: "Our customers" becomes "our customers"."""
    first = words.partition(" ")[0]
    plain = first.lower() in _KEPT_LOW or first[1:2].islower()
    return words[:1].lower() + words[1:] if plain else words

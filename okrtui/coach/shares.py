"""Better lines about people: what they do or how they are, as a share of them."""

from __future__ import annotations

from okrtui.coach.lexicon import word_set
from okrtui.coach.lexicon.nouns import OUTSIDE
from okrtui.coach.lexicon.states import is_state
from okrtui.coach.lexicon.words import ARTICLES, MODALS
from okrtui.coach.reading import Reading
from okrtui.coach.things import singular


def share_of_people(reading: Reading) -> str:
    """ "Users love the new onboarding" or "Keep guests happy" as a share: "Share of guests who are happy".

    Empty when the line does not speak of several people outside, or has a number already.
    """
    if reading.amounts:
        return ""
    if reading.voice == "clause":
        return _who_do(reading)
    if reading.voice == "imperative" and reading.verb in {"make", "keep"}:
        return _who_are(reading)
    return ""


def _who_do(reading: Reading) -> str:
    """From a clause: its subject and what it does."""
    last = reading.head - 1
    if last < reading.first or reading.norm(last) in MODALS or not _several(reading.norm(last)):
        return ""
    people = _lower(_words(reading, reading.first, reading.head))
    return f"Share of {people} {_who(reading.norm(last))} {_words(reading, reading.head, _end(reading, reading.head))}"


def _who_are(reading: Reading) -> str:
    """From "make" or "keep" with people and their state."""
    stop = _end(reading, reading.head_end)
    last = stop - 1
    if last <= reading.head_end or not is_state(reading.norm(last)) or not _several(reading.norm(last - 1)):
        return ""
    people = _lower(_words(reading, reading.head_end, last))
    return f"Share of {people} {_who(reading.norm(last - 1))} are {reading.norm(last)}"


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

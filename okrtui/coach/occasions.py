"""Occasions that one holds oneself: counted, they are something done and no result."""

from __future__ import annotations

import itertools

from okrtui.coach.lexicon import word_set
from okrtui.coach.lexicon.nouns import OUTSIDE
from okrtui.coach.reading import Reading
from okrtui.coach.things import Phrase

_OCCASIONS = word_set(
    """
    interview demo call meeting workshop webinar training retrospective conversation check-in one-on-one experiment
    stand-up standup presentation talk focus-group dry-run rehearsal drill
    """
)
_EACH = frozenset({"per", "each", "every"})
_INCOMING = word_set("support service inbound incoming emergency complaint complaints")


def held(reading: Reading, phrase: Phrase) -> bool:
    """Whether a bare number counts what one holds oneself: "3 customer interviews per week".

    Not so with a number for each of those outside, who decide, and with calls that come in.
    """
    if phrase.head not in _OCCASIONS or len(reading.amounts) != 1:
        return False
    amount = reading.amounts[0]
    if amount.role != "count" or amount.unit or amount.at > phrase.start:
        return False
    words = [reading.norm(i) for i in range(phrase.start, len(reading.tokens))]
    for_each = any(one in _EACH and two in OUTSIDE for one, two in itertools.pairwise(words))
    return not (for_each or _INCOMING & set(words[: phrase.stop - phrase.start]))

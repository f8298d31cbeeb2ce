"""Occasions that one holds oneself: counted, they are something done and no result."""

from __future__ import annotations

import itertools

from okrtui.coach.lexicon import word_set
from okrtui.coach.lexicon.nouns import OUTSIDE
from okrtui.coach.lexicon.verbs import DOING, VERBS
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


DELIVERIES = word_set(
    """
    launch rollout roll-out release completion implementation creation publication introduction installation
    establishment setup set-up go-live deployment construction renovation opening relaunch redesign rebuild rewrite
    refurbishment foundation formation installation integration migration adoption-plan finalisation finalization
    commissioning inauguration digitisation digitization restoration drafting hiring recruitment purchase
    """
)
"""Nouns for the act of making something."""


_NAME = 3
"""Words that the name of what is counted has at most: more may hide a verb."""


def counts_events(reading: Reading, phrase: Phrase) -> bool:
    """Whether a line only names what there are many of, and no work: "Loans of novels"; not "Reviews of contracts"."""
    plain = phrase.plural and not phrase.definite and phrase.is_a in {"", "outside"} and reading.kind == "key_result"
    if not plain or reading.amounts:
        return False
    whole = phrase.stop == len(reading.tokens) and phrase.stop - reading.first <= _NAME
    if not whole and (reading.norm(phrase.stop) != "of" or phrase.stop != reading.first + 1):
        return False
    work = phrase.head in DELIVERIES | _OCCASIONS or VERBS.get(phrase.head) in DOING or phrase.head.endswith("ation")
    return not work

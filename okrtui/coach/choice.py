"""Strategies that choose nothing: praise of oneself, a product without a name, for anybody at all."""

from __future__ import annotations

from okrtui.coach.general import is_devotion
from okrtui.coach.lexicon import word_set
from okrtui.coach.lexicon.nature import ABSTRACT, COMPARATIVES, QUALITIES
from okrtui.coach.lexicon.nouns import GENERAL, OUTSIDE
from okrtui.coach.lexicon.states import is_state
from okrtui.coach.lexicon.verbs import VERBS
from okrtui.coach.lexicon.words import FUNCTION
from okrtui.coach.reading import Reading
from okrtui.coach.things import singular

_CHOOSING = word_set(
    """
    not no before instead than who whom whose which that where because only without niche rather unless until leave
    but never every-day local first cheapest fastest
    """
)
"""Words that leave something to others: with one of them a strategy says more than praise."""
_PRAISE = (
    QUALITIES
    | COMPARATIVES
    | GENERAL
    | ABSTRACT
    | word_set(
        """
        world class best leading leader number one great good better excellent innovative smart delight wow heart centre
        center core everything amazing premium superior outstanding passion obsession centricity together passionate
        integrity respect win-win customer
        """
    )
)
_ANYBODY = word_set(
    """
    customer client user stakeholder shareholder employee partner consumer people person everyone everybody anyone world
    staff investor owner society humanity
    """
)
"""Those whom any organisation has."""
_ALL = word_set("all every each any everyone whole entire our ever always")
_ANY_PRODUCT = word_set("software product service solution offering system platform tool technology app experience")
_FASHIONS = word_set(
    "ai ml ux ui cx it synergy synergies digitalisation digitalization digitisation innovation innovations technology"
    " technologies data analytics cloud blockchain big-data automation"
)
"""Means that everybody names: with one of them, praise of a product of one's field chooses nothing still."""
_SAYING_LITTLE = word_set(
    "make be become deliver provide grow offer create give build drive put achieve ensure strive want aim"
)
"""Verbs that say nothing of how to win."""


_RANKS = word_set(
    "best leading leader top one greatest great good excellent modern finest premier successful innovative outstanding"
)
"""Praise after which the name of one's field alone leaves nobody out: "the best library", "a great school"."""
_RIVALS = word_set("competitor competition rival others other else anyone anybody")


def chooses_nothing(reading: Reading) -> bool:
    """Whether a strategy only praises: "Deliver excellent value to all our stakeholders", "be innovative and agile"."""
    rivals = _against_anybody(reading)
    if reading.kind != "strategy" or reading.amounts or _CHOOSING & reading.said - ({"than"} if rivals else set()):
        return False
    if reading.head >= 0 and reading.verb not in _SAYING_LITTLE | _AHEAD:
        return False
    praised, fields, own, fashions = rivals, 0, 0, 0
    for index in range(reading.first, len(reading.tokens)):
        token = reading.tokens[index]
        inside_verb = reading.head <= index < reading.head_end
        if token.kind == "sign" or inside_verb or index in reading.dated:
            continue
        norm = token.norm
        if norm in _FASHIONS and (norm != "it" or token.text == "IT"):
            fashions += 1
            continue
        if token.kind != "word" or (token.text[1:].isupper() and len(token.text) > 1):
            return False
        if _praises(norm):
            praised = True
        elif not (
            norm in FUNCTION
            or norm in _ALL
            or (rivals and singular(norm) in _RIVALS)
            or _means_anybody(reading, index)
            or singular(norm) in _ANY_PRODUCT
        ):
            if singular(reading.norm(index + 1)) in _ANY_PRODUCT:
                fields += 1
            elif reading.verb in {"be", "become"} and reading.norm(index - 1) in _RANKS and not own:
                own += 1
            else:
                return False
    if own:
        return not fields
    return (praised and not fields) or (fashions > 0 and fields <= praised)


def _against_anybody(reading: Reading) -> bool:
    """Whether one is only to be ahead of all others, however: "better than our competitors", "beat the competition"."""
    last = singular(reading.norm(len(reading.tokens) - 1))
    return last in _RIVALS and ("than" in reading.said or reading.verb in _AHEAD)


_AHEAD = frozenset({"beat", "outperform", "outdo", "overtake", "outpace", "surpass"})


def _praises(norm: str) -> bool:
    plain = norm.removesuffix("ly")
    forms = (norm, singular(norm), plain, f"{plain}e", f"{norm[:-1]}e")
    known = any(word in _PRAISE or is_state(word) for word in forms)
    return known or is_devotion(norm)


def _means_anybody(reading: Reading, index: int) -> bool:
    """Whether nobody is left out: "our customers", "all dentists"."""
    one = singular(reading.norm(index))
    if one in _ANYBODY or reading.norm(index) in _ANYBODY:
        return True
    before = {reading.norm(index - 1), reading.norm(index - 2)}
    return one in OUTSIDE and bool(before & {"all", "every", "each", "any"}) and reading.norm(index) not in VERBS

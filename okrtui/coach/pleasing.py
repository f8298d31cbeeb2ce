"""Success as somebody's approval, or as a list of requests delivered."""

from __future__ import annotations

from okrtui.coach.lexicon import word_set
from okrtui.coach.lexicon.nouns import INSIDE, OUTSIDE
from okrtui.coach.model import Span
from okrtui.coach.reading import Reading
from okrtui.coach.things import singular

_PLEASE = word_set("please satisfy impress delight appease convince")
_MOOD = word_set("happy satisfied content pleased impressed proud favourite favorite delighted glad")
_ASK = word_set(
    """
    request requests requested requirement requirements wish wishes wishlist ask asks asked demand demands
    demanded expectation expectations promised ordered wanted wants
    """
)
_BOSSES = word_set(
    """
    stakeholder stakeholders leadership management executive executives exec execs board boss bosses ceo cto
    cfo coo cpo founder founders investor investors shareholder shareholders sponsor sponsors director
    directors vp sales marketing headquarters hq superiors supervisor supervisors
    """
)
_APPROVAL = word_set("approval approve sign-off signoff buy-in blessing support endorsement")


def pleasing_span(reading: Reading) -> Span | None:
    """Where the line makes pleasing people inside its success, or None."""
    tokens = reading.tokens
    norms = [token.norm.removesuffix("'s") for token in tokens]
    bosses = [i for i, norm in enumerate(norms) if norm in _BOSSES and _is_party(norms, i)]
    if any(
        norm in OUTSIDE - {"company", "people", "business", "partner", "lead", "leads"} and norm not in _BOSSES
        for norm in norms
    ):
        return None
    asks = [i for i, norm in enumerate(norms) if norm in _ASK or (norm == "list" and ("wish" in norms or bosses))]
    quantity = any(norm in {"all", "every", "everything", "list", "backlog"} for norm in norms)
    if asks and (bosses or (quantity and any(singular(n) in INSIDE for n in norms))):
        return _over(reading, asks + bosses)
    if bosses:
        moods = [i for i, norm in enumerate(norms) if norm in _MOOD or norm == "satisfaction"]
        verb = [i for i, norm in enumerate(norms[:3]) if norm in _PLEASE]
        approval = [
            i
            for i, norm in enumerate(norms)
            if norm in _APPROVAL
            and reading.verb in {"get", "win", "obtain", "secure", "gain", "receive", "ensure", "earn"}
        ]
        seen = [i for i, norm in enumerate(norms) if norm == "seen" and "by" in norms]
        if moods or verb or approval or seen:
            return _over(reading, moods + verb + approval + seen + bosses)
    return None


def _is_party(norms: list[str], index: int) -> bool:
    """Whether the word names a person or a department: not "board games", not "sales teams at our customers"."""
    after = norms[index + 1] if index + 1 < len(norms) else ""
    return (
        after not in {"games", "game", "of", "process", "pipeline", "report", "results", "tools", "costs", "targets"}
        or after == "of"
    )


def _over(reading: Reading, indexes: list[int]) -> Span:
    return reading.tokens[min(reading.first, *indexes)].start, reading.tokens[max(indexes)].end

"""Where a line waits for somebody or something outside of it."""

from __future__ import annotations

from okrtui.coach.lexicon import word_set
from okrtui.coach.lexicon.nouns import FUNCTIONS, INSIDE, OUTSIDE
from okrtui.coach.lexicon.verbs import BASES, VERBS
from okrtui.coach.lexicon.words import (
    AUXILIARIES,
    LINKING,
    NUMBER_WORDS,
)
from okrtui.coach.model import Span
from okrtui.coach.reading import Reading
from okrtui.coach.scan import Token
from okrtui.coach.things import OWN_WORDS, singular

_TEAMISH = word_set(
    """
    team teams department departments squad squads group org organisation organization unit committee vendor
    supplier partner institute university ministry council authority agency government city foundation bank insurer
    utility port airport municipality county treasury operator landlord association federation union contractor
    subcontractor manufacturer court regulator
    """
)

_EVENT_VERBS = word_set(
    """
    ships shipped lands landed launches launched goes arrives delivers delivered finishes finished completes
    completed is has are have releases released approves approved hires hired signs signed migrates migrated
    provides provided
    """
)


_DECIDERS = word_set("leadership management board regulator budget funding")
_WAITING = word_set("depends depending dependent contingent conditional reliant relies hinges waiting")
_WORK_ITEMS = word_set("tickets issues requests reviews orders payments cases tasks")
_BLOCKING = {("blocked", "by"), ("unblocked", "by"), ("subject", "to"), ("conditional", "on")}
_TOGETHER = word_set("partnership collaboration cooperation conjunction coordination")
_SIDE_BY_SIDE = word_set("together jointly tandem")
_CONDITIONS = word_set("if provided providing assuming given unless when after until")
"""Words before a condition; what they bring decides whether it lies outside."""
_FREE_CONDITIONS = word_set("provided providing assuming")
"""Words that always bring a condition, whoever is to meet it."""
_GRANTS = word_set(
    """
    approve agree sign grant pay fund decide deliver finish release ship publish launch open reopen accept allow permit
    pass provide confirm complete supply license clear certify ratify extend fix build install order authorise
    authorize offer choose adopt lift renew hand hand-over enact back upgrade migrate move repair expand change
    """
)
"""What others do that a line waits for."""
_GETTING = word_set("get obtain secure win gain receive earn")
_ABOUT = word_set("satisfaction satisfied happy happiness trust content pleased experience")
"""What people feel about a party that is named with "with"."""
_HELP = word_set("support help approval input cooperation sign-off buy-in budget")
_JOINING = word_set("work working coordinate collaborate partner")
_DELIVERS = word_set("delivers ships finishes completes provides agrees approves releases launches")
_CUES = (_WAITING | _TOGETHER | _HELP | _JOINING | {first for first, _ in _BLOCKING}) | word_set(
    "pending awaiting team department squad soon once after when if unless until provided with"
    " providing assuming given relying relies needs requires need require building kr1 kr2 kr3 kr4 kr5"
    " together jointly tandem long following"
)
"""The words at which a line may be found to wait: at all others there is no need to look."""
_HELP_BEFORE = word_set("with the get given needs on")


def find_dependency(reading: Reading) -> Span | None:
    """Where the line waits for somebody or something outside of it."""
    if own_team_acts(reading):
        return reading.span(reading.first, reading.end_of_clause(reading.first))
    for index, norm in reading.norms.items():
        if (norm not in _CUES and not norm.endswith("'s")) or index in reading.dated:
            continue
        for looks in (_waits, _event_first, _with_others):
            start = looks(reading, index)
            if start >= 0:
                return reading.span(start, reading.end_of_clause(index))
    return None


def own_team_acts(reading: Reading) -> bool:
    """Whether a team of the team's own words is who grants or delivers: "Falcon agrees to our plan"."""
    if not reading.context.lexicon:
        return False
    first = reading.first + (reading.norm(reading.first) in {"team", "squad"})
    for last in range(first, min(first + OWN_WORDS, len(reading.tokens) - 1)):
        following = reading.norm(last + 1)
        grants = BASES.get(following, following) in _GRANTS and following.endswith(("s", "ed"))
        name = " ".join([reading.norm(i) for i in range(first, last + 1)])
        if grants and reading.context.lexicon.get(name) in {"team", "person"}:
            return True
    return False


def _waits(reading: Reading, index: int) -> int:
    """ "Depends on", "pending", "blocked by", "the team delivers": where it begins, or -1."""
    norm, following = reading.norm(index), reading.norm(index + 1)
    if norm in {"relying", "relies", "building"} and following == "on" and _party_soon(reading, index + 2):
        return index
    if norm in {"needs", "requires", "need", "require"} and _needs_party(reading, index + 1):
        return index
    if index == reading.first and _numbered_result(reading, index) and reading.norm(index + 1) in {"first", "and"}:
        return index
    if norm == "waiting" and reading.norm(index - 1) in {"without", "no"}:
        return -1
    counted = (
        norm == "waiting" and reading.first < index <= reading.first + 2 and reading.norm(index - 1) not in AUXILIARIES
    )
    waits = norm in _WAITING and following in {"on", "upon", "for"} and not counted
    pending = norm in {"pending", "awaiting"} and following not in _WORK_ITEMS
    delivered = norm in {"team", "department", "squad"} and following in _DELIVERS and index > reading.first
    return index if waits or pending or delivered or (norm, following) in _BLOCKING else -1


def _event_first(reading: Reading, index: int) -> int:
    """ "Once the login is there", "as soon as ...", "after the platform team has shipped": where, or -1."""
    norm, following = reading.norm(index), reading.norm(index + 1)
    soon = norm == "soon" and following == "as" and reading.norm(index - 1) == "as"
    if norm == "once" or soon:
        own = _their_own(reading, index + 1 + soon)
        return index if _event(reading.tokens, index + 1 + soon) and not own else -1
    if norm == "following" and any(reading.norm(i).endswith("'s") for i in range(index + 1, index + 5)):
        return index if _party(reading.tokens, index + 1) else -1
    if norm in {"following", "after"} and _handed_over(reading, index + 1):
        return index
    if norm == "long" and following == "as" and reading.norm(index - 1) == "as":
        return index - 1 if _outside_condition(reading, index + 2, free=True) else -1
    if norm not in _CONDITIONS:
        return -1
    outside = _outside_event(reading, index + 1) and not _measures(reading, index)
    return index if outside or _condition(reading, index) else -1


def _handed_over(reading: Reading, index: int) -> bool:
    """Whether what a party does is named as a noun: "delivery of the interface by the vendor"."""
    stop = reading.end_of_clause(index)
    for look in range(index + 1, stop - 1):
        if reading.norm(look) in {"by", "from"} and look not in reading.dated:
            named = reading.norm(look + 1) in {"the", "our"} or reading.tokens[look + 1].text[:1].isupper()
            return named and _party(reading.tokens[:stop], look + 1)
    return False


_PARTIES = _TEAMISH | FUNCTIONS | _DECIDERS


def _party_soon(reading: Reading, index: int) -> bool:
    """Whether a party is named within the next words: "the SEO work of the content team"."""
    return any(reading.norm(i) in _PARTIES for i in range(index, index + 8))


def _needs_party(reading: Reading, index: int) -> bool:
    """Whether something is needed of a party: "the billing team's API", "the security team to finish"."""
    for look in range(index, min(index + 5, len(reading.tokens))):
        norm = reading.norm(look)
        team = norm.removesuffix("'s")
        if team in _PARTIES and (norm.endswith("'s") or reading.norm(look + 1) == "to"):
            return True
        if norm in {"from", "by"}:
            return _party(reading.tokens, look + 1)
    return False


def _numbered_result(reading: Reading, index: int) -> bool:
    norm = reading.norm(index)
    return norm.startswith(("kr", "okr")) and norm[-1:].isdigit()


def _condition(reading: Reading, index: int) -> bool:
    """Whether "if", "provided" or "after" brings something that others are to do: "if insurers agree"."""
    norm, following = reading.norm(index), reading.norm(index + 1)
    if norm in {"given", "until", "unless"} and following != "that":
        return False
    if norm == "when" and following not in {"the", "our"}:
        return False
    if norm == "provided" and following in {"by", "to", "with", "for", "in", "at"}:
        return False
    if norm == "after" and _measures(reading, index):
        return False
    return _outside_condition(reading, index + 1 + (following == "that"), free=norm in _FREE_CONDITIONS)


def _measures(reading: Reading, index: int) -> bool:
    """Whether a span of time stands before the word: "a year after the course ends"."""
    return reading.norm(index - 1).rstrip("s") in {"hour", "day", "week", "month", "year", "minute"}


def _outside_condition(reading: Reading, index: int, *, free: bool) -> bool:
    """Whether a clause with a subject other than ourselves begins at `index`, and tells what others grant or finish."""
    if _their_own(reading, index) or reading.norm(index) in {"we", "our"}:
        return False
    for look in range(index + 1, min(index + 8, len(reading.tokens))):
        norm = reading.norm(look)
        if norm in {",", ";", ".", "who", "that"}:
            return False
        linked = reading.norm(look - 1) in LINKING
        if linked and reading.norm(index - 1) == "after" and reading.norm(look + 1) != "by":
            return False
        if norm in {"goes", "comes", "falls"} and reading.norm(look + 1) in {
            "through",
            "together",
            "ahead",
            "into",
            "live",
        }:
            return True
        if reading.norm(index - 1) != "after" and singular(norm) in _GRANTS and norm.endswith("s"):
            return True
        if BASES.get(norm) in _GRANTS and not (linked and BASES[norm] == norm):
            return True
        if free and norm in LINKING:
            return True
    return False


def _with_others(reading: Reading, index: int) -> int:
    """ "In partnership with Marketing", "with the support of", "agreed with finance": where, or -1."""
    tokens = reading.tokens
    norm, following, before = reading.norm(index), reading.norm(index + 1), reading.norm(index - 1)
    if norm in _TOGETHER and following == "with" and before in {"in", "close"}:
        return index - 1 if _party(tokens, index + 2) else -1
    if norm in _HELP and following in {"of", "from", "by"} and before in _HELP_BEFORE:
        return index if _party(tokens, index + 2) else -1
    if norm in _SIDE_BY_SIDE and following == "with":
        return index if _party(tokens, index + 2) else -1
    if norm in _HELP and before.endswith("'s"):
        return -1 if reading.verb in _GETTING else index
    if norm in _JOINING and index <= reading.first + 1:
        direct = following == "with"
        near = following in {"closely", "together"} and reading.norm(index + 2) == "with"
        return index if (direct or near) and _party(tokens, index + (2 if direct else 3)) else -1
    closing = index + 2 >= len(tokens) or reading.norm(index + 2) in {".", ",", ")", "by"}
    named = following in FUNCTIONS and (following != "it" or tokens[index + 1].text == "IT")
    felt = any(reading.norm(i) in _ABOUT for i in range(reading.first, index))
    return index if norm == "with" and named and closing and not felt else -1


def _their_own(reading: Reading, index: int) -> bool:
    """Whether what happens is done by those whom the line is about: "once they have paid"."""
    word = reading.norm(index)
    if word == "it" and reading.tokens[index].text == "IT":
        return False
    return word in {"a", "per", "every", "each", "they", "it", "you", "he", "she", "and"} or (
        word in OUTSIDE and word not in _TEAMISH and singular(word) not in _TEAMISH
    )


def _event(tokens: tuple[Token, ...], index: int) -> bool:
    return any(
        token.norm in LINKING or token.norm in _EVENT_VERBS or (token.norm in VERBS and BASES[token.norm] != token.norm)
        for token in tokens[index : index + 7]
    )


def _outside_event(reading: Reading, index: int) -> bool:
    """After "after" or "when": a team, a key result or an objective, or a function that ships something."""
    tokens = reading.tokens[index : index + 8]
    norms = [t.norm for t in tokens]
    if not norms:
        return False
    if norms[0] in {"kr", "okr", "o"} or (norms[0].startswith(("kr", "okr", "o")) and norms[0][-1:].isdigit()):
        return True
    if " ".join(norms[:2]) in {"key result", "objective 1", "objective 2"} or "key result" in " ".join(norms):
        return True
    own = reading.context.lexicon
    team = any(n in _TEAMISH or n in FUNCTIONS or n in _DECIDERS or own.get(n) in {"team", "person"} for n in norms[:4])
    return team and any(n in _EVENT_VERBS or (n in VERBS and n.endswith(("s", "ed"))) for n in norms[1:])


def _party(tokens: tuple[Token, ...], index: int) -> bool:
    """Whether a team, a function or a named party stands at `index`."""
    for token in tokens[index : index + 4]:
        norm = token.norm
        if norm in FUNCTIONS or norm in _TEAMISH or norm in INSIDE or norm.endswith("'s"):
            return True
        if token.text[:1].isupper() or token.text.isupper():
            return True
        if norm in NUMBER_WORDS or token.kind == "number":
            return False
    return False

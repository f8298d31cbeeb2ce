"""Where a line waits for somebody or something outside of it."""

from __future__ import annotations

from okrtui.coach.lexicon import word_set
from okrtui.coach.lexicon.nouns import FUNCTIONS, INSIDE, OUTSIDE
from okrtui.coach.lexicon.verbs import BASES, VERBS
from okrtui.coach.lexicon.words import (
    AUXILIARIES,
    NUMBER_WORDS,
    POSSESSION,
)
from okrtui.coach.model import Span
from okrtui.coach.reading import Reading
from okrtui.coach.scan import Token

_TEAMISH = word_set(
    """
    team teams department departments squad squads group org organisation organization unit committee vendor
    supplier partner
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
_HELP = word_set("support help approval input cooperation sign-off buy-in budget")
_JOINING = word_set("work working coordinate collaborate partner")
_DELIVERS = word_set("delivers ships finishes completes provides agrees approves releases launches")
_CUES = (_WAITING | _TOGETHER | _HELP | _JOINING | {first for first, _ in _BLOCKING}) | word_set(
    "pending awaiting team department squad soon once after when if unless until provided with"
)
"""The words at which a line may be found to wait: at all others there is no need to look."""
_HELP_BEFORE = word_set("with the get given needs on")


def find_dependency(reading: Reading) -> Span | None:
    """Where the line waits for somebody or something outside of it."""
    for index, norm in reading.norms.items():
        if (norm not in _CUES and not norm.endswith("'s")) or index in reading.dated:
            continue
        for looks in (_waits, _event_first, _with_others):
            start = looks(reading, index)
            if start >= 0:
                return reading.span(start, reading.end_of_clause(index))
    return None


def _waits(reading: Reading, index: int) -> int:
    """ "Depends on", "pending", "blocked by", "the team delivers": where it begins, or -1."""
    norm, following = reading.norm(index), reading.norm(index + 1)
    waits = norm in _WAITING and following in {"on", "upon", "for"}
    pending = norm in {"pending", "awaiting"} and following not in _WORK_ITEMS
    delivered = norm in {"team", "department", "squad"} and following in _DELIVERS and index > reading.first
    return index if waits or pending or delivered or (norm, following) in _BLOCKING else -1


def _event_first(reading: Reading, index: int) -> int:
    """ "Once the login is there", "as soon as ...", "after the platform team has shipped": where, or -1."""
    norm, following = reading.norm(index), reading.norm(index + 1)
    soon = norm == "soon" and following == "as" and reading.norm(index - 1) == "as"
    if norm == "once" or soon:
        own = _their_own(reading.norm(index + 1 + soon))
        return index if _event(reading.tokens, index + 1) and not own else -1
    waits = norm in {"after", "when", "if", "unless", "until", "provided"}
    return index if waits and _outside_event(reading, index + 1) else -1


def _with_others(reading: Reading, index: int) -> int:
    """ "In partnership with Marketing", "with the support of", "agreed with finance": where, or -1."""
    tokens = reading.tokens
    norm, following, before = reading.norm(index), reading.norm(index + 1), reading.norm(index - 1)
    if norm in _TOGETHER and following == "with" and before in {"in", "close"}:
        return index - 1 if _party(tokens, index + 2) else -1
    if norm in _HELP and following in {"of", "from", "by"} and before in _HELP_BEFORE:
        return index if _party(tokens, index + 2) else -1
    if norm in _HELP and before.endswith("'s"):
        return index
    if norm in _JOINING and index <= reading.first + 1:
        direct = following == "with"
        near = following in {"closely", "together"} and reading.norm(index + 2) == "with"
        return index if (direct or near) and _party(tokens, index + (2 if direct else 3)) else -1
    closing = index + 2 >= len(tokens) or reading.norm(index + 2) in {".", ",", ")", "by"}
    named = following in FUNCTIONS and (following != "it" or tokens[index + 1].text == "IT")
    return index if norm == "with" and named and closing else -1


def _their_own(word: str) -> bool:
    """Whether what happens is done by those whom the line is about: "once they have paid"."""
    return word in {"a", "per", "every", "each", "they", "it", "you", "he", "she", "and"} or word in OUTSIDE


def _event(tokens: tuple[Token, ...], index: int) -> bool:
    return any(
        token.norm in AUXILIARIES | POSSESSION
        or token.norm in _EVENT_VERBS
        or (token.norm in VERBS and BASES[token.norm] != token.norm)
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
        if norm in FUNCTIONS or norm in _TEAMISH or norm in INSIDE:
            return True
        if token.text[:1].isupper() or token.text.isupper():
            return True
        if norm in NUMBER_WORDS or token.kind == "number":
            return False
    return False

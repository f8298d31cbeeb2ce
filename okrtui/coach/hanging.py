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


def find_dependency(reading: Reading) -> Span | None:
    """Where the line waits for somebody or something outside of it."""
    tokens = reading.tokens
    for index in range(len(tokens)):
        if index in reading.dated:
            continue
        norm, following, third = tokens[index].norm, reading.norm(index + 1), reading.norm(index + 2)
        long = reading.span(index, reading.end_of_clause(index))
        if norm in {
            "depends",
            "depending",
            "dependent",
            "contingent",
            "conditional",
            "reliant",
            "relies",
            "hinges",
            "waiting",
        } and following in {"on", "upon", "for"}:
            return long
        if (
            norm in {"pending", "awaiting"}
            and following not in {"tickets", "issues", "requests", "reviews", "orders", "payments", "cases", "tasks"}
        ) or (norm, following) in {("blocked", "by"), ("unblocked", "by"), ("subject", "to"), ("conditional", "on")}:
            return long
        soon = norm == "soon" and following == "as" and reading.norm(index - 1) == "as"
        if (norm == "once" or soon) and _event(tokens, index + 1) and not _their_own(reading.norm(index + 1 + soon)):
            return long
        if norm in {"after", "when", "if", "unless", "until", "provided"} and _outside_event(reading, index + 1):
            return long
        if (
            norm in {"partnership", "collaboration", "cooperation", "conjunction", "coordination"}
            and following == "with"
            and reading.norm(index - 1) in {"in", "close"}
            and _party(tokens, index + 2)
        ):
            return reading.span(index - 1, reading.end_of_clause(index))
        if (
            norm in {"support", "help", "approval", "input", "cooperation", "sign-off", "buy-in", "budget"}
            and following in {"of", "from", "by"}
            and reading.norm(index - 1) in {"with", "the", "get", "given", "needs", "on"}
            and _party(tokens, index + 2)
        ):
            return long
        if (
            norm in {"work", "working", "coordinate", "collaborate", "partner"}
            and (following == "with" or (following in {"closely", "together"} and third == "with"))
            and _party(tokens, index + (2 if following == "with" else 3))
            and index <= reading.first + 1
        ):
            return long
        if (
            norm == "with"
            and following in FUNCTIONS
            and third not in {"team"}
            and (index + 2 >= len(tokens) or tokens[index + 2].norm in {".", ",", ")", "by"})
            and reading.verb_class not in {"others"}
        ):
            return long
        if (
            norm in {"team", "department", "squad"}
            and following
            in {"delivers", "ships", "finishes", "completes", "provides", "agrees", "approves", "releases", "launches"}
            and index > reading.first
        ):
            return long
    return None


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
    team = any(
        n in _TEAMISH or n in FUNCTIONS or n in {"leadership", "management", "board", "regulator", "budget", "funding"}
        for n in norms[:4]
    )
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

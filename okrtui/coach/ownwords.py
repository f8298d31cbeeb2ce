"""Words of a line that may be the team's own, and what the coach says otherwise once it knows them."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from okrtui.coach.around import check_item
from okrtui.coach.model import Verdict
from okrtui.plan.entities import Entity
from okrtui.plan.errors import PlanError
from okrtui.plan.model import Plan
from okrtui.plan.settings import MethodSettings
from okrtui.plan.words import word_key

MOST = 8
"""So many words of a line are offered."""


def candidates(text: str, verdict: Verdict | None) -> list[str]:
    """Words of a line that may be the team's own, the likeliest first.

    First what a finding quotes, when that is short; then names and abbreviations, words that the coach does not know,
    and all others. Numbers, dates and the small words of every sentence are left out.
    """
    from okrtui.coach.scan import scan

    dated = verdict.facts.spans.get("deadline", (0, 0)) if verdict else (0, 0)
    tokens = [t for t in scan(text) if t.kind == "word" and not dated[0] <= t.start < dated[1]]
    found: list[tuple[int, str]] = []
    for place, token in enumerate(tokens):
        if token.norm in _small() or len(token.norm) < 2 or token.norm.isdigit():
            continue
        named = token.text[1:] != token.text[1:].lower() or (token.text[:1].isupper() and place > 0)
        rank = 0 if named else 1 if not _known(token.norm) else 2 if place else 3
        found.append((rank, token.text.strip("'’")))
    for finding in verdict.findings if verdict else ():
        seen = text[finding.start : finding.end].strip(" .,;:") if finding.start is not None else ""
        digits = any(character.isdigit() for character in seen)
        if 1 < len(seen.split()) <= 3 and len(seen) < len(text.strip()) and not digits:
            found.append((-1, seen))
    found.sort(key=lambda each: each[0])
    once = {word_key(word): word for _, word in reversed(found)}
    return sorted(once.values(), key=[word for _, word in found].index)[:MOST]


def refuse_small(word: str) -> None:
    """Raise `PlanError` for a word of every sentence, such as "the": it cannot be anybody's own."""
    if word_key(word) in _small():
        raise PlanError(f"“{word_key(word)}” is a word of every sentence. Type the one that is your own.")


def otherwise(before: Plan, after: Plan, rows: Sequence[Entity], *, today: date, settings: MethodSettings) -> int:
    """Of how many of these rows the coach says something else in one plan than in the other."""
    count = 0
    for row in rows:
        first = check_item(before, row.id, today=today, settings=settings)
        second = check_item(after, row.id, today=today, settings=settings)
        count += _said(first) != _said(second)
    return count


def _said(verdict: Verdict | None) -> object:
    if verdict is None:
        return None
    facts = verdict.facts
    return [f.code for f in verdict.findings], facts.metric, facts.direction, facts.target, verdict.reads_like


def _small() -> frozenset[str]:
    from okrtui.coach.lexicon.words import AUXILIARIES, FUNCTION, NUMBER_WORDS, PREPOSITIONS

    return frozenset(FUNCTION) | frozenset(AUXILIARIES) | frozenset(PREPOSITIONS) | frozenset(NUMBER_WORDS)


def _known(norm: str) -> bool:
    """Whether the coach has the word in its own lists."""
    from okrtui.coach.lexicon.metrics import HEADS, METRICS
    from okrtui.coach.lexicon.nouns import ARTEFACTS, INSIDE, OUTSIDE
    from okrtui.coach.lexicon.verbs import VERBS
    from okrtui.coach.things import singular

    one = singular(norm)
    return any(word in held for word in (norm, one) for held in (METRICS, HEADS, ARTEFACTS, INSIDE, OUTSIDE, VERBS))

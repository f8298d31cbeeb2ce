"""Words of a line that may be the team's own, and what the coach says otherwise once it knows them."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date
from functools import cache
from typing import TYPE_CHECKING

from okrtui.coach.around import check_item
from okrtui.coach.lexicon import word_set
from okrtui.coach.model import Verdict
from okrtui.plan.entities import Entity
from okrtui.plan.errors import PlanError
from okrtui.plan.model import Plan
from okrtui.plan.settings import MethodSettings
from okrtui.plan.words import word_key

if TYPE_CHECKING:
    from okrtui.coach.scan import Token

MOST = 8
"""So many words of a line are offered."""


def candidates(text: str, verdict: Verdict | None) -> list[str]:
    """Words of a line that may be the team's own, the likeliest first; none where all of them are plain English.

    First names of several words that a finding quotes; then names and abbreviations, and words that no list has and
    that are not made from one of a list. Numbers, dates and the small words of every sentence are left out.
    """
    from okrtui.coach.scan import scan

    dated = verdict.facts.spans.get("deadline", (0, 0)) if verdict else (0, 0)
    tokens = [t for t in scan(text) if t.kind == "word" and not dated[0] <= t.start < dated[1]]
    capitals = _names(text, tokens)
    found: list[tuple[int, str]] = []
    for place, token in enumerate(tokens):
        if token.norm in _small() or len(token.norm) < 2 or token.norm.isdigit() or _read_already(token.norm):
            continue
        inside = token.text[1:] != token.text[1:].lower()
        named = inside or (token.start in capitals and place > 0)
        if named or (not _plain(token.norm) and len(token.norm) >= _LONG):
            found.append((0 if named else 1, token.text.strip("'’")))
    own = {word_key(word) for _, word in found}
    for finding in verdict.findings if verdict else ():
        seen = text[finding.start : finding.end].strip(" .,;:") if finding.start is not None else ""
        digits = any(character.isdigit() for character in seen)
        quoted = {word_key(word) for word in seen.split()}
        if 1 < len(quoted) <= 3 and quoted <= own and len(seen) < len(text.strip()) and not digits:
            found.append((-1, seen))
    found.sort(key=lambda each: each[0])
    once = {word_key(word): word for _, word in reversed(found)}
    return sorted(once.values(), key=[word for _, word in found].index)[:MOST]


_LONG = 5
"""Letters from which on a word in small letters may be a name."""


def _names(text: str, tokens: Sequence[Token]) -> frozenset[int]:
    """Where words begin with a capital letter inside a sentence; nowhere when most words of the line have one."""
    long = [token for token in tokens if len(token.norm) >= _LONG - 1]
    found = [token.start for token in tokens if token.text[:1].isupper() and not token.text.isupper()]
    if len(found) > 2 and len(found) * 2 > len(long):
        found = []
    opening = {":", ".", "!", "?", "-", "–", "—", "•"}
    return frozenset(start for start in found if text[:start].rstrip()[-1:] not in opening)


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


def _read_already(norm: str) -> bool:
    """Whether the coach knows a name or an abbreviation as a measure, or as a time: "NPS", "June"."""
    from okrtui.coach.lexicon.metrics import METRICS
    from okrtui.plan.dayphrase import CALENDAR_WORDS

    return norm in METRICS or (norm in CALENDAR_WORDS and norm not in {"may", "march"})


def _plain(norm: str) -> bool:
    """Whether a word, or each part of one with hyphens, is plain English: in a list, or a form of a word in one."""
    return norm in _LEFT_OVER or all(
        _listed(part) or any(_listed(stem) for stem in _stems(part)) for part in norm.split("-") if part
    )


_LEFT_OVER = word_set(
    """
    again ahead along although anything around away because being below besides both couple during either else enough
    even further hence here however instead itself later least little maybe meanwhile might moment nearly neither often
    once otherwise rather same shall should since something sometimes somewhere soon still such than their themselves
    there therefore these third those though together toward towards under unless usually where whereas whether while
    whole whose without worth would winter summer autumn spring season morning evening night breakfast lunch dinner
    kitchen phone street field night car house paper water chair table door single subject expected direct rural
    northern southern eastern western blocked depends indicates resource
    """
)
"""Plain words that no list of the coach needs."""
_ENDINGS = ("s", "es", "ing", "ed", "d", "er", "est", "ly", "ness", "ment", "ful", "less", "able", "al", "y", "r", "'s")
_TELLING = ("ing", "tion", "sion", "ness", "ment", "able", "ible", "ful", "less", "ous", "ity", "ance", "ence", "ship")
"""Endings of plain words, whatever they are made from."""
_STEM = 3


def _stems(word: str) -> list[str]:
    """The words that one may be made from: "weekly" from "week", "stories" from "story", "planned" from "plan"."""
    found = []
    for ending in _ENDINGS:
        stem = word.removesuffix(ending)
        if stem != word and len(stem) >= _STEM:
            found += [stem, f"{stem}e", stem[:-1] if stem[-1] == stem[-2] else stem]
            found.append(f"{stem[:-1]}y" if stem.endswith("i") else stem)
    return found


def _listed(word: str) -> bool:
    return word in _words() or (len(word) > len("nation") and word.endswith(_TELLING))


@cache
def _words() -> frozenset[str]:
    """Every word that the coach has in any of its lists."""
    from okrtui.coach import classes, scan
    from okrtui.coach.lexicon import metrics, nature, nouns, states, verbs, words
    from okrtui.plan import dayphrase

    held: set[str] = set(classes.CATEGORIES) | scan.UNITS.keys() | scan.WORD_UNITS.keys() | dayphrase.CALENDAR_WORDS
    for module in (metrics, nature, nouns, states, verbs, words):
        for listed in vars(module).values():
            if isinstance(listed, (frozenset, dict)):
                held.update(part for entry in listed if isinstance(entry, str) for part in re.split("[ -]", entry))
    return frozenset(held)

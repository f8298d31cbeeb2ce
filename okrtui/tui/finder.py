"""An index of everything in a plan that one can go to, and a search in it that keeps up with the fingers."""

from __future__ import annotations

import heapq
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import islice

from okrtui.plan.archiving import archived_on, archived_word
from okrtui.plan.entities import Cycle, Decision, Entity, Initiative, KeyResult, Kpi, Objective, Priority, Review, Root
from okrtui.plan.model import Plan, parent_of
from okrtui.plan.naming import kind_name, title_of
from okrtui.tui.matching import fold

MOST = 200
"""Hits that are shown at most: whoever needs more types another letter."""
_WORD = re.compile(r"\w+")
_GAP = 2
"""Letters of a word that may be left out in a row when it is typed in short: "chrn" for churn."""


@dataclass(frozen=True, slots=True)
class Entry:
    """One thing to go to: `where` it stands in words, `owner` who looks after it, `folded` what is searched."""

    row: str
    kind: str
    title: str
    owner: str
    where: str
    folded: str
    end: int
    """Where the title ends in `folded`."""
    archived: bool = False
    """It was put away."""


def entries(plan: Plan) -> list[Entry]:
    """All that one can go to, cycle after cycle, the latest first."""
    places: dict[str, tuple[str, str]] = {}
    return [_entry(plan, row, places) for row in _rows(plan)]


def _rows(plan: Plan) -> Iterator[Entity]:
    if plan.root.statement:
        yield plan.root
    yield from (priority for priority in plan.priorities if not archived_on(priority))
    for cycle in reversed(plan.cycles):
        for objective in plan.objectives(cycle.id):
            yield objective
            for result in plan.key_results(objective.id):
                yield result
                yield from plan.initiatives(result.id)
    yield from plan.watched
    yield from reversed(plan.table(Decision).values())
    yield from (row for row in (*plan.kpis, *plan.priorities) if archived_on(row))


def _entry(plan: Plan, row: Entity, places: dict[str, tuple[str, str]]) -> Entry:
    """`places` keeps what was found out for the rows of one parent, as it is and folded."""
    title = plan.root.statement if isinstance(row, Root) else title_of(row)
    owner, parent = str(getattr(row, "owner", "")), parent_of(row)
    where, folded_where = places.get(parent) or _folded_place(plan, row)
    if parent and not isinstance(row, Decision):
        places[parent] = where, folded_where
    kind = "strategy" if isinstance(row, Root) else kind_name(type(row))
    folded = fold(title)
    text = f"{folded}\n{fold(owner)}\n{folded_where}\n{kind}"
    return Entry(row.id, kind, title, owner, where, text, len(folded), bool(archived_on(row)))


def _folded_place(plan: Plan, row: Entity) -> tuple[str, str]:
    where = place(plan, row)
    return where, fold(where)


def place(plan: Plan, row: Entity) -> str:
    """Where something stands: its cycle and objective, or the review that decided it."""
    match row:
        case Objective():
            cycle = plan.find(row.cycle, Cycle)
            return cycle.name if cycle else ""
        case KeyResult():
            objective = plan.find(row.objective, Objective)
            return _joined(place(plan, objective), objective.title) if objective else ""
        case Initiative():
            result = plan.find(row.key_result, KeyResult)
            return _joined(place(plan, result).partition(" · ")[0], result.title) if result else ""
        case Kpi():
            kind = " ".join(filter(None, (row.timing or "", row.category or "")))
            return _joined(archived_word(row), kind)
        case Priority():
            return archived_word(row)
        case Decision():
            review = plan.find(row.review, Review)
            about = plan.item(row.about) if row.about else None
            day = f"review of {review.at:%Y-%m-%d}" if review and review.at else "a review"
            return _joined(day, title_of(about) if about else "")
        case _:
            return ""


def _joined(*parts: str) -> str:
    return " · ".join(part for part in parts if part)


class Index:
    """Entries of a plan, searched word by word; a query that goes on from the last one looks only at its hits."""

    def __init__(self, found: Sequence[Entry]) -> None:
        self.entries = found
        self._query: tuple[str, ...] = ()
        self._left: Sequence[int] = range(len(found))

    def search(self, query: str) -> list[Entry]:
        """The best hits first: every word is in the title, the owner, the place or the kind.

        Where none is, those whose title the letters shorten: "rcr" for Reduce churn rate, "chrn" for churn.
        """
        words = tuple(fold(query).split())
        if not words:
            return list(self.entries[:MOST])
        entries = self.entries
        on = len(words) >= len(self._query) and all(new.startswith(old) for new, old in zip(words, self._query))  # noqa: B905
        left = self._left if on and self._query else range(len(entries))
        for word in words:
            left = [number for number in left if word in entries[number].folded]
        self._query, self._left = words, left
        best = heapq.nsmallest(MOST, ((self._rank(number, words), number) for number in left))
        found = [entries[number] for _, number in best]
        return found or self._shortened("".join(words)[:40])

    def _rank(self, number: int, words: Sequence[str]) -> int:
        """The lower the better: a title that begins with the word, a word that does, the title, and last the rest."""
        entry = self.entries[number]
        rank = 0
        for word in words:
            at = entry.folded.find(word)
            if at >= entry.end:
                rank += 30
            elif at:
                rank += 10 if not entry.folded[at - 1].isalnum() or f" {word}" in entry.folded[: entry.end] else 20
        return (rank + 100 * entry.archived) * 1000 + min(entry.end, 999)

    def _shortened(self, letters: str) -> list[Entry]:
        if len(letters) < 2:
            return []
        likely = re.compile("[^\n]*?".join(map(re.escape, letters)))
        found = [entry for entry in self.entries if likely.search(entry.folded, 0, entry.end)]
        found.sort(key=lambda entry: (entry.archived, entry.end))
        return list(islice((entry for entry in found if shortens(letters, entry.folded[: entry.end])), MOST))


def shortens(letters: str, title: str) -> bool:
    """Whether letters are what is left of a title's words: each begins a word, or follows the one before it closely."""
    starts = [found.start() for found in _WORD.finditer(title)]
    reached = {at for at in starts if title[at] == letters[0]}
    for letter in letters[1:]:
        if not reached:
            return False
        first = min(reached)
        near = {at for at in starts if at > first and title[at] == letter}
        for place in reached:
            at = title.find(letter, place + 1, place + _GAP + 2)
            while at >= 0:
                if title[place:at].isalnum():
                    near.add(at)
                at = title.find(letter, at + 1, place + _GAP + 2)
        reached = near
    return bool(reached)

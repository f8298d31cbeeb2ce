"""The team's own words: what each means to the coach, and the edits that add, change and delete them."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Literal, get_args

from okrtui.plan.changes import Edit, Insert, Remove, Set
from okrtui.plan.entities import Entity, Kpi, Lexeme, Objective, Root
from okrtui.plan.errors import PlanError
from okrtui.plan.model import Plan
from okrtui.plan.naming import quote

Means = Literal["metric", "artefact", "team", "person"]
MEANS: tuple[Means, ...] = get_args(Means)
"""What a word may mean, in the order in which it is asked."""
MEANING: dict[str, str] = {
    "metric": "a measure",
    "artefact": "something we make",
    "team": "a team",
    "person": "a person",
}
"""Meanings as a sentence says them."""
LONGEST, MOST_WORDS = 60, 6
"""Characters and words that a word of the team's own has at most."""


def word_key(word: str) -> str:
    """A word as words are compared: in lower case, with single spaces."""
    return " ".join(word.split()).lower()


def read_means(text: str) -> Means:
    """The meaning that a typed text stands for: its own word, the first letters of it, or how a sentence says it.

    Raises `PlanError` with the four that there are.
    """
    typed = word_key(text)
    names: dict[str, Means] = {name: name for name in MEANS}
    names |= {"measure": "metric", "something we make": "artefact"}
    names |= {"thing": "artefact", "artifact": "artefact", "a team": "team", "a person": "person", "people": "person"}
    found = {means for name, means in names.items() if typed and name.startswith(typed.removeprefix("a "))}
    if len(found) != 1:
        raise PlanError(f"Type what it means: {', '.join(MEANS[:-1])} or {MEANS[-1]} (the first letters will do).")
    return found.pop()


def find_word(plan: Plan, word: str) -> Lexeme | None:
    """The word of the plan that is written like this, in whatever case."""
    wanted = word_key(word)
    return next((row for row in words(plan) if word_key(row.word) == wanted), None)


def words(plan: Plan) -> list[Lexeme]:
    """All words of the team's own, from A to Z."""
    return sorted(plan.table(Lexeme).values(), key=lambda row: (word_key(row.word), row.id))


def add_word(plan: Plan, word: str, means: Means, reason: str = "") -> Edit:
    """Add a word of the team's own. Raises `PlanError` for one that cannot be, or that is there already."""
    plain = _plain(word)
    _refuse_clash(plan, plain, means, None)
    row = Lexeme(_id(plan, plain), plain, means, reason.strip())
    return Edit(f"add the word {quote(plain)}", (Insert(row),), row.id)


def change_word(plan: Plan, row: str, word: str, means: Means, reason: str = "") -> Edit:
    """Change a word of the team's own; another spelling is another row. Raises `PlanError` as `add_word` does."""
    held = _get(plan, row)
    plain = _plain(word)
    _refuse_clash(plan, plain, means, held)
    title = f"change the word {quote(held.word)}"
    if plain != held.word:
        ident = held.id if word_key(plain) == word_key(held.word) else _id(plan, plain)
        new = Lexeme(ident, plain, means, reason.strip())
        return Edit(title, (Remove(held), Insert(new)), new.id)
    wanted = {"means": means, "reason": reason.strip()}
    changes = [
        Set(Lexeme.TABLE, row, name, getattr(held, name), value)
        for name, value in wanted.items()
        if getattr(held, name) != value
    ]
    return Edit(title, tuple(changes), row)


def delete_word(plan: Plan, row: str) -> Edit:
    """Delete a word of the team's own."""
    held = _get(plan, row)
    return Edit(f"delete the word {quote(held.word)}", (Remove(held),))


def lines_with(plan: Plan, word: str) -> list[Entity]:
    """The lines that the coach reads with this word in them, in one number or the other, in the order of the plan."""
    wanted = word_key(word)
    return [row for row, text in _lines(plan) if _has(text, wanted)]


def _lines(plan: Plan) -> Iterator[tuple[Entity, str]]:
    """Rows with their words: the strategy, objectives with their key results, KPIs; closed cycles are history."""
    root: Root = plan.root
    yield root, root.statement
    for cycle in plan.cycles:
        if cycle.state == "closed":
            continue
        for objective in plan.children(Objective, cycle.id):
            yield objective, objective.title
            for row in plan.key_results(objective.id):
                yield row, row.title
    for kpi in plan.children(Kpi):
        yield kpi, kpi.name


def _has(text: str, wanted: str) -> bool:
    """Whether a text has the word, not only as a part of another one; with s or es behind it is the same word."""
    low = " ".join(text.split()).lower()
    at = low.find(wanted) if wanted else -1
    while at >= 0:
        rest = low[at + len(wanted) :]
        after = next((rest[len(end) :] for end in ("es", "s") if rest.startswith(end)), rest)
        before = low[at - 1 : at]
        ends = not rest[:1].isalnum() or not after[:1].isalnum()
        if not before.isalnum() and ends:
            return True
        if not wanted.isascii() and not _spaced(wanted):
            return True  # scripts without spaces between words
        at = low.find(wanted, at + 1)
    return False


def _spaced(text: str) -> bool:
    """Whether the text is in a script that puts spaces between words; Chinese, Japanese and Thai do not."""
    return not any("\u0e00" <= c <= "\u0eff" or "\u3040" <= c <= "\u9fff" for c in text)


def _plain(word: str) -> str:
    """A word as it is kept. Raises `PlanError` for what is no word."""
    plain = " ".join(word.split())
    if not plain:
        raise PlanError("Type the word first, as you write it in your lines.")
    if not plain.isprintable():
        raise PlanError("A word cannot hold control characters. Type it as you write it in your lines.")
    if not any(character.isalpha() for character in plain):
        raise PlanError(f"{quote(plain)} has no letter in it: the coach would find it in no line. Type a word.")
    if len(plain) == 1 and plain.isascii():
        raise PlanError(f"{quote(plain)} is one letter, and would mean too much. Type the word as you write it.")
    if len(plain) > LONGEST or len(plain.split()) > MOST_WORDS:
        raise PlanError(f"That is a whole sentence. A word of your own has at most {MOST_WORDS} words.")
    return plain


def _refuse_clash(plan: Plan, word: str, means: Means, held: Lexeme | None) -> None:
    """Raise `PlanError` when another row says what this word means already."""
    found = next((row for row in words(plan) if word_key(row.word) == word_key(word) and row is not held), None)
    if found is None:
        return
    known = MEANING.get(found.means or "", "a word without a meaning")
    if found.means == means:
        raise PlanError(f"{quote(found.word)} is there already, as {known}.")
    raise PlanError(f"{quote(found.word)} is {known} here. One word has one meaning: W, then e on it, changes that.")


def _id(plan: Plan, word: str) -> str:
    """The id of a word, which is the word; another one when a word that was respelt still has it."""
    taken = plan.table(Lexeme)
    found, number = word, 1
    while found in taken:
        number += 1
        found = f"{word}#{number}"
    return found


def _get(plan: Plan, row: str) -> Lexeme:
    found = plan.find(row, Lexeme)
    if found is None:
        raise PlanError("This word has been deleted meanwhile.")
    return found

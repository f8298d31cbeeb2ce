"""What a sentence of one cycle says in the next: a deadline in its words moves along, or is taken off."""

from __future__ import annotations

import re
from collections.abc import Iterator

from okrtui.plan.dates import Deadline, find_deadline
from okrtui.plan.quarters import Quarter

_QUARTER = re.compile(r"[Qq][1-4]")
_YEAR = re.compile(r"20[0-9]{2}")


def carried_words(text: str, old: Quarter, new: Quarter, fiscal_year_start: int = 1) -> str:
    """A sentence of the cycle `old` as it is carried into `new`.

    "by the end of Q2" becomes "by the end of Q3" where the new cycle has such a name and such an end; other days that
    lie in the old cycle, such as "by 15 June", are taken off: the new cycle's end holds until another day is typed.
    "this quarter", and days that lie later, stay.
    """
    held = find_deadline(text, today=old.start, fiscal_year_start=fiscal_year_start, cycle=(old.start, old.end))
    if held is None or held.day > old.end or _lies_in(text, new, fiscal_year_start):
        return text
    phrase = text[held.start : held.end]
    for moved in _moved(phrase, new):
        told = text[: held.start] + moved + text[held.end :]
        if _lies_in(told, new, fiscal_year_start):
            return told
    return _without(text, held) or text


def _lies_in(text: str, new: Quarter, fiscal_year_start: int) -> bool:
    found = find_deadline(text, today=new.start, fiscal_year_start=fiscal_year_start, cycle=(new.start, new.end))
    return found is not None and new.start <= found.day <= new.end


def _moved(phrase: str, new: Quarter) -> Iterator[str]:
    """The phrase with the new quarter's name in place of the old one's; then with each year that it may lie in."""
    name = _QUARTER.search(new.name)
    if name is None or not _QUARTER.search(phrase):
        return
    told = _QUARTER.sub(name[0], phrase)
    yield told
    for year in (new.start.year, new.end.year, new.end.year + 1):
        yield _YEAR.sub(str(year), told)


def _without(text: str, held: Deadline) -> str:
    before, after = text[: held.start].rstrip(" ,;"), text[held.end :]
    if before:
        return (before + after).strip()
    rest = after.lstrip(" ,;:")
    return rest[:1].upper() + rest[1:]

"""What the parts of the report share: what they are about, and how things stand in words and in a tone."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from typing import Literal

from okrtui.exchange.html_text import Html, escaped, join, line, tag
from okrtui.plan.dates import format_day
from okrtui.plan.entities import Cycle, Entity, KeyResult
from okrtui.plan.formulas import Health
from okrtui.plan.model import Plan
from okrtui.plan.naming import title_of
from okrtui.plan.numbers import decimals_of, format_value
from okrtui.plan.progress import Standing, Status, standing
from okrtui.plan.settings import MethodSettings

Tone = Literal["good", "warn", "bad", ""]
NO_TITLE = "(no text yet)"
_PIECE = 14
"""Characters of a figure that stay on one line."""

TONES: dict[Status, Tone] = {
    "on track": "good",
    "reached": "good",
    "behind": "warn",
    "at risk": "bad",
    "no data": "warn",
    "missed": "bad",
}
WORDS: dict[Status, str] = {"early": "too early to say", "no data": "no value yet", "": "not judged"}
HEALTH_TONES: dict[Health, Tone] = {"healthy": "good", "near the edge": "warn", "out of range": "bad"}


@dataclass(frozen=True, slots=True)
class View:
    """What a report is about, and whom it is for."""

    plan: Plan
    cycle: Cycle | None
    today: date
    settings: MethodSettings
    valued: bool = True
    """Whether values travel along; without them nothing can be said about how things stand."""
    _standings: dict[str, Standing] = field(default_factory=dict, repr=False)

    def standing(self, row: KeyResult) -> Standing:
        """How a key result stands today."""
        found = self._standings.get(row.id)
        if found is None:
            found = self._standings[row.id] = standing(self.plan, row, self.today, self.settings)
        return found

    @property
    def key_results(self) -> list[KeyResult]:
        """All key results of the cycle, in order."""
        objectives = self.plan.objectives(self.cycle.id) if self.cycle else ()
        return [row for objective in objectives for row in self.plan.key_results(objective.id)]

    @property
    def closed(self) -> bool:
        """Whether the cycle is over and was closed."""
        return self.cycle is not None and self.cycle.state == "closed"

    def day(self, day: date) -> str:
        """A day, with its year when it is not today's."""
        return format_day(day, self.today)

    def long_day(self, day: date) -> str:
        """A day with its year."""
        short = format_day(day, self.today)
        return short if day.year != self.today.year else f"{short} {day.year}"


def status(at: Standing) -> tuple[str, Tone]:
    """The word for how a key result stands, and its tone."""
    if at.status == "keep":
        return ("holds its level", "good") if at.progress == 1 else ("outside its level", "bad")
    return WORDS.get(at.status, at.status), TONES.get(at.status, "")


def badge(word: str, tone: str) -> Html:
    """A status in words, on its colour."""
    return tag("span", word[:1].upper() + word[1:], class_=f"badge {tone}".rstrip())


def title(row: Entity) -> str:
    """The words of a row on one line."""
    return line(title_of(row)) or NO_TITLE


def heading(level: int, text: str | Html, *, id: str | None = None) -> Html:  # noqa: A002 - the attribute's name
    """A heading of someone's words, whichever way they are written."""
    return tag(f"h{level}", text, id=id, dir="auto")


def figures(values: list[float | None], unit: str) -> list[str]:
    """Values with the same decimals and their unit; a dash where there is none."""
    decimals = max((decimals_of(value) for value in values if value is not None), default=0)
    return ["—" if value is None else format_value(value, unit, decimals=decimals) for value in values]


def number_cell(text: str, name: str = "") -> Html:
    """A table's cell with a figure: in one piece, unless its unit is so long that it would push the page apart."""
    piece = "number" if len(text) <= _PIECE else "number long"
    return tag("td", text, class_=f"{piece} {name}".rstrip())


def percent(share: float | None) -> str:
    """A share of 0..1 as a whole percentage, clamped; a dash when there is none."""
    return "—" if share is None else f"{min(max(share, 0.0), 1.0) * 100:.0f} %"


def described(pairs: Iterable[tuple[str, str | None]], name: str) -> Html | None:
    """Terms and what they say, as a list of descriptions; terms without anything are left out."""
    made = [tag("div", tag("dt", term), tag("dd", said)) for term, said in pairs if said]
    return tag("dl", *made, class_=name) if made else None


def facts(pairs: Iterable[tuple[str, str | None]]) -> Html | None:
    """Terms and what they say in two columns; terms without anything are left out."""
    made = [join(tag("dt", term), tag("dd", said)) for term, said in pairs if said]
    return tag("dl", *made, class_="facts") if made else None


def bullets(rows: Iterable[str], name: str | None = None) -> Html:
    """A list."""
    return tag("ul", *(tag("li", escaped(row)) for row in rows), class_=name)


def several(count: int, one: str, more: str = "") -> str:
    """ "1 key result", "3 key results"."""
    return f"{count} {one if count == 1 else more or one + 's'}"

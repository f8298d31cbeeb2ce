"""The close of a cycle, without a widget: its cards, what is typed into them, and the edits that come of it."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal, cast

from okrtui.plan.changes import Edit
from okrtui.plan.closing import (
    NEXT,
    Next,
    cards,
    close_key_result,
    close_objective,
    is_done,
    mean_grade,
    propose,
    read_grade,
)
from okrtui.plan.entities import Cycle, KeyResult, Objective
from okrtui.plan.model import Plan
from okrtui.plan.numbers import format_value
from okrtui.plan.settings import MethodSettings
from okrtui.tui.rows import World
from okrtui.tui.text import from_screen, to_screen

Card = KeyResult | Objective
Name = Literal["grade", "learned", "differently", "next", "because", "reflection"]
KEY_RESULT_FIELDS: tuple[Name, ...] = ("grade", "learned", "differently", "next", "because")
OBJECTIVE_FIELDS: tuple[Name, ...] = ("grade", "reflection")
MEANING: dict[Next, str] = {
    "keep": "carried as it is",
    "rewrite": "carried, reworded",
    "drop": "stays behind",
}
DONE = "was reached"
"""What to drop means for a key result that was fully reached."""


def grade_text(grade: float | None) -> str:
    """A grade as it is shown and typed: one decimal; empty without one."""
    return "" if grade is None else format_value(grade, decimals=1)


@dataclass(slots=True)
class Close:
    """One way through the close of a cycle. What is typed and not accepted yet is in `typed`, by item."""

    world: World
    begun: Cycle
    """The cycle as it was when the close was opened."""
    typed: dict[str, dict[str, str]] = field(default_factory=dict)

    @property
    def plan(self) -> Plan:
        """The plan as it stands."""
        return self.world.plan

    @property
    def cycle_id(self) -> str:
        """The id of the cycle that is closed."""
        return self.begun.id

    @property
    def cycle(self) -> Cycle:
        """The cycle that is closed; as it was, when another window has removed it meanwhile."""
        return self.plan.find(self.cycle_id, Cycle) or self.begun

    @property
    def method(self) -> MethodSettings:
        """Thresholds of the method."""
        return self.world.method

    def cards(self) -> list[Card]:
        """All cards in their order, as they stand in the plan now."""
        return cards(self.plan, self.cycle_id)

    def first_open(self) -> int:
        """The index of the first card that was not accepted yet; their number when all were."""
        rows = self.cards()
        return next((i for i, row in enumerate(rows) if not is_done(self.plan, row)), len(rows))

    def done(self) -> int:
        """How many cards were accepted."""
        return sum(is_done(self.plan, row) for row in self.cards())

    # -- fields

    def fields(self, row: Card) -> tuple[Name, ...]:
        """The fields of a card, in order."""
        return KEY_RESULT_FIELDS if isinstance(row, KeyResult) else OBJECTIVE_FIELDS

    def proposed(self, row: Card) -> float | None:
        """The grade that is proposed for a card."""
        if isinstance(row, KeyResult):
            return propose(self.plan, row, self.world.today, self.method).grade
        return None if self.ungraded(row) else mean_grade(self.plan, row)

    def ungraded(self, row: Objective) -> int:
        """How many key results of an objective have no grade: as long as there is one, none is proposed for it."""
        return sum(result.grade is None for result in self.plan.key_results(row.id))

    def shown(self, row: Card) -> dict[str, str]:
        """What the fields of a card open with: what was typed, else what is stored, else what is proposed."""
        held: dict[str, str] = {
            name: to_screen(str(getattr(row, name) or "")) for name in self.fields(row) if name != "grade"
        }
        stale = isinstance(row, Objective) and row.grade is None
        grade = row.grade if is_done(self.plan, row) and not stale else self.proposed(row)
        held["grade"] = grade_text(grade)
        if isinstance(row, KeyResult):
            held["next"] = row.next or "drop"
        return held | self.typed.get(row.id, {})

    def put(self, row: Card, values: Mapping[str, str]) -> str:
        """Keep what stands in the fields of a card until it is accepted; it as a draft, empty when it is as stored."""
        self.typed.pop(row.id, None)
        before = self.shown(row)
        changed = {name: text for name, text in values.items() if text != before.get(name)}
        if not changed:
            return ""
        self.typed[row.id] = changed
        return json.dumps(changed, ensure_ascii=False)

    def restore(self, item: str, draft: str) -> None:
        """Take what was typed into a card when a window ended; what cannot be read is left out."""
        try:
            held = json.loads(draft)
        except ValueError:
            return
        row = self.plan.item(item)
        if isinstance(held, dict) and isinstance(row, KeyResult | Objective):
            names = self.fields(row)
            values = {str(name): text for name, text in held.items() if name in names and isinstance(text, str)}
            if values.get("next", "drop") in NEXT:
                self.typed[item] = values

    def edit(self, row: Card, values: Mapping[str, str]) -> Edit:
        """The edit that accepts a card. Raises `PlanError` when the grade cannot be one."""
        grade = read_grade(values["grade"])
        text = {
            name: from_screen(values[name].strip(), str(getattr(row, name)))
            for name in self.fields(row)
            if name not in ("grade", "next")
        }
        if isinstance(row, Objective):
            return close_objective(self.plan, row.id, grade=grade, reflection=text["reflection"])
        return close_key_result(
            self.plan,
            row.id,
            grade=grade,
            learned=text["learned"],
            differently=text["differently"],
            coming=cast("Next", values["next"]),
            because=text["because"],
        )


def draft_key(item: str) -> str:
    """The name under which what is typed into a card is kept as a draft."""
    return f"close:{item}"


def drafted(key: str) -> str:
    """The item of a card's draft; empty for drafts of other kinds."""
    return key.removeprefix("close:") if key.startswith("close:") else ""

"""The cards of a close, without a widget: what each says, and the edit that comes of what was typed into it."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Literal, cast

from okrtui.plan.changes import Edit
from okrtui.plan.closing import (
    NEXT,
    Next,
    cards,
    close_key_result,
    close_objective,
    days_early,
    is_behind,
    is_done,
    is_full,
    mean_grade,
    propose,
    read_grade,
    reading,
)
from okrtui.plan.dates import format_day, format_moment
from okrtui.plan.entities import Cycle, KeyResult, Objective
from okrtui.plan.errors import PlanError
from okrtui.plan.model import Plan, when
from okrtui.plan.numbers import format_series, format_value
from okrtui.plan.progress import objective_standing
from okrtui.plan.settings import MethodSettings
from okrtui.tui.cyclesheets import goalpost_lines, staying, when_line
from okrtui.tui.paint import Line, both_ends
from okrtui.tui.rows import World, count, percent
from okrtui.tui.text import clip, from_screen, plain, to_screen, wrap

Card = KeyResult | Objective
Name = Literal["grade", "learned", "differently", "next", "because", "reflection"]
KEY_RESULT_FIELDS: tuple[Name, ...] = ("grade", "learned", "differently", "next", "because")
OBJECTIVE_FIELDS: tuple[Name, ...] = ("grade", "reflection")
LABELS: dict[str, str] = {
    "grade": "grade",
    "learned": "learned",
    "differently": "would do differently",
    "next": "next quarter",
    "because": "because",
    "reflection": "what to say of it",
}
MEANING: dict[Next, str] = {
    "keep": "carried as it is",
    "rewrite": "carried, reworded",
    "drop": "stays behind",
}
DONE = "was reached"
"""What to drop means for a key result that was fully reached."""
_FAR = 0.3
"""A grade that differs this much from the proposed one deserves a because."""


def grade_text(grade: float | None) -> str:
    """A grade as it is shown and typed: one decimal; empty without one."""
    return "" if grade is None else f"{grade:.1f}"


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
        return mean_grade(self.plan, row)

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

    # -- what cards say

    def label(self, row: Card, name: str, grade: str) -> str:
        """What a field is called; a committed objective below 1.0 is asked what happened."""
        if name == "reflection" and isinstance(row, Objective) and row.kind == "committed":
            value = _read(grade)
            if value is not None and value < 1:
                return "what happened?"
        return LABELS[name]

    def head(self, row: Card, cells: int, most: int) -> list[Line]:
        """What stands above the fields; of what there may be many, `most` lines at most."""
        return self._result(row, cells, most) if isinstance(row, KeyResult) else self._objective(row, cells, most)

    def _result(self, row: KeyResult, cells: int, most: int) -> list[Line]:
        objective = self.plan.find(row.objective, Objective)
        kind = (objective.kind or "") if objective else ""
        titles = wrap(row.title, cells - len(kind) - 2, 2)
        lines: list[Line] = [both_ends([(titles[0], "strong")], [(kind, "accent")], cells)]
        lines += [[(text, "strong")] for text in titles[1:]]
        lines.append([(clip(plain(objective.title), cells) if objective else "", "dim")])
        at = propose(self.plan, row, self.world.today, self.method)
        start, now = format_series([row.baseline, at.value], row.unit)
        aim = "open" if row.target is None else format_value(row.target, row.unit)
        measured = f"  measured {format_moment(at.at, self.world.today)}" if at.at and self._is_old(at.at) else ""
        value = now if at.value is not None else "never measured"
        lines.append([(f"{start} → ", "dim"), (value, "strong"), (f"   target {aim}", ""), (measured, "dim")])
        lines += goalpost_lines(self.plan, row, self.world.today, cells)[-most:]
        if at.grade is not None:
            said = f"proposed {grade_text(at.grade)}"
        elif at.value is None:
            said = "no grade proposed: nobody has measured it"
        else:
            said = "no grade proposed: without a start and a target the numbers do not say"
        if at.first is not None:
            said += f"   against the first target {grade_text(at.first)}"
        return [*lines, [(text, "accent") for text in [said]]]

    def _is_old(self, at: date) -> bool:
        """Whether a value is of more than a week before the end, or before today while the cycle runs."""
        last = min(self.cycle.end or self.world.today, self.world.today)
        return (last - when(at)[0]).days > 7

    def _objective(self, row: Objective, cells: int, most: int) -> list[Line]:
        kind = row.kind or "neither committed nor aspirational"
        titles = wrap(row.title, cells - len(kind) - 2, 2)
        lines: list[Line] = [both_ends([(titles[0], "strong")], [(kind, "accent")], cells)]
        lines += [[(text, "strong")] for text in titles[1:]]
        lines += [[(text, "dim")] for text in wrap(row.why, cells, 2) if text]
        results = self.plan.key_results(row.id)
        shown = results if len(results) <= most else results[: most - 1]
        lines += [_graded(result, cells) for result in shown]
        if len(results) > len(shown):
            lines.append([(f"  and {len(results) - len(shown)} more", "dim")])
        mean = mean_grade(self.plan, row)
        said = f"proposed {grade_text(mean)}, the mean of its key results" if mean is not None else ""
        missing = sum(r.grade is None for r in self.plan.key_results(row.id))
        if missing:
            said = (said or "no grade proposed") + f"; {count(missing, 'key result')} without a grade"
        return [*lines, [(said or "no grade proposed: it has no key results", "accent")]]

    def reading(self, row: Card, grade: str) -> Line:
        """How a typed grade is read: of an objective by its kind, of a key result against the numbers."""
        if isinstance(row, KeyResult):
            return self._apart(row, grade)
        found = reading(row.kind, _read(grade), self.method)
        return [(found.words, found.tone)] if found.words else []

    def _apart(self, row: KeyResult, grade: str) -> Line:
        proposed, value = self.proposed(row), _read(grade)
        if proposed is None or value is None:
            return []
        if grade == grade_text(proposed):
            return [("The grade is proposed: typing replaces it.", "dim")]
        if abs(value - proposed) < _FAR - 1e-9 or self.shown(row)["because"].strip():
            return []
        text = f"{grade_text(value)}, and the numbers propose {grade_text(proposed)}: “because” is the place for why."
        return [(text, "hint")]

    def is_reached(self, grade: str) -> bool:
        """Whether a grade, as it is typed, says that all was reached."""
        return is_full(_read(grade))

    @property
    def early(self) -> str:
        """ "57 days early"; empty once the cycle has ended."""
        days = days_early(self.cycle, self.world.today)
        return f"{count(days, 'day')} early" if days else ""

    def opening(self, cells: int) -> list[Line]:
        """The card before the first one."""
        rows, cycle, today = self.cards(), self.cycle, self.world.today
        results = sum(isinstance(row, KeyResult) for row in rows)
        many = f"{count(results, 'key result')} and {count(len(rows) - results, 'objective')}"
        lines: list[Line] = [[(f"{plain(cycle.name)} · {when_line(cycle, today)}", "strong")], []]
        if cycle.end and today < cycle.end:
            text = f"It runs until {format_day(cycle.end, today)}, {count((cycle.end - today).days, 'more day')}."
            lines += [[(part, "warn")] for part in wrap(text, cells)]
        for text in (
            f"{many}, one at a time: the grade, what you learned, whether it goes on.",
            "Nothing carries over unless you choose it: to drop is the default. KPIs and open decisions stay.",
        ):
            lines += [[(part, "")] for part in wrap(text, cells)]
        done = self.done()
        if done:
            left = "all of them" if done == len(rows) else f"{done} of {len(rows)}"
            lines += [[], [(f"Done already: {left}. enter goes on where you left.", "good")]]
        return lines

    def summary(self, cells: int) -> list[Line]:
        """The last card: how it ended, and what goes on."""
        lines: list[Line] = []
        for objective in self.plan.objectives(self.cycle_id):
            read = reading(objective.kind, objective.grade, self.method)
            right = [(f"  {read.words}", read.tone)] if read.words else []
            if not right and (
                share := objective_standing(self.plan, objective, self.world.today, self.method).progress
            ):
                right = [(f"  no grade yet, {percent(share)}", "dim")]
            grade = (grade_text(objective.grade) or "—").ljust(5)
            lines.append(both_ends([(grade, read.tone), (plain(objective.title), "strong")], right, cells))
            lines += [_graded(row, cells) for row in self.plan.key_results(objective.id)]
            lines.append([])
        lines += [[(part, "")] for part in wrap(self.counts(), cells)]
        if self.early and self.cycle.end:
            text = f"It ends on {format_day(self.cycle.end, self.world.today)}: this closes it {self.early}."
            lines += [[(part, "warn")] for part in wrap(text, cells)]
        missing = sum(row.grade is None for row in self.cards())
        if missing:
            text = f"{missing} without a grade so far; PgUp goes back. It can be closed like this too."
            lines += [[(part, "warn")] for part in wrap(text, cells)]
        return lines

    def counts(self) -> str:
        """ "1 to keep, 2 to rewrite, 1 reached, 3 dropped; 4 KPIs stay.": what is none is left out."""
        rows = [row for row in self.cards() if isinstance(row, KeyResult)]
        keep, rewrite = (sum(row.next == word for row in rows) for word in ("keep", "rewrite"))
        done = sum(is_behind(row) for row in rows)
        dropped = len(rows) - keep - rewrite - done
        counted = ((keep, "to keep"), (rewrite, "to rewrite"), (done, "reached"), (dropped, "dropped"))
        parts = ", ".join(f"{number} {words}" for number, words in counted if number) or "no key results"
        return "; ".join(filter(None, (parts, staying(self.plan))))


def _graded(row: KeyResult, cells: int) -> Line:
    grade = (grade_text(row.grade) or "—").ljust(5)
    word = "done" if is_behind(row) else row.next or ""
    return both_ends([("  ", ""), (grade, ""), (plain(row.title), "dim")], [(word, "dim")], cells)


def _read(text: str) -> float | None:
    try:
        return read_grade(text)
    except PlanError:
        return None


def draft_key(item: str) -> str:
    """The name under which what is typed into a card is kept as a draft."""
    return f"close:{item}"


def drafted(key: str) -> str:
    """The item of a card's draft; empty for drafts of other kinds."""
    return key.removeprefix("close:") if key.startswith("close:") else ""


__all__: Sequence[str] = ("DONE", "MEANING", "NEXT", "Card", "Close", "draft_key", "drafted", "grade_text")

"""What was called good as it is: whether it still keeps the coach silent, and which rules only hint because of it."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from datetime import date
from typing import Literal

from okrtui.coach.around import LESSONS, OUR_WORDS, check_item, text_kind, text_of
from okrtui.plan.changes import Edit, Remove, Set
from okrtui.plan.entities import Cycle, Dismissal, Entity, Initiative, KeyResult, Objective
from okrtui.plan.errors import PlanError
from okrtui.plan.model import Plan, when
from okrtui.plan.naming import called
from okrtui.plan.settings import MethodSettings

State = Literal["needed", "changed", "gone", "silent"]
WHY: dict[State, str] = {
    "needed": "",
    "changed": "the line says something else by now",
    "gone": "the line is gone",
    "silent": "the coach would say nothing here",
}
"""Why a "good as it is" is not needed any more."""
THIS_LINE = "our words, this line only"
"""What `OUR_WORDS` becomes when a rule is set back: the line stays fine, and the rule forgets the lesson."""


@dataclass(frozen=True, slots=True)
class Meant:
    """One "good as it is", and whether anything hangs on it still."""

    row: Dismissal
    state: State

    @property
    def unused(self) -> bool:
        """Whether nothing would change without it."""
        return self.state != "needed"


def meant(plan: Plan, *, today: date, settings: MethodSettings) -> list[Meant]:
    """All that was called good as it is, the newest first; what is not needed any more comes last.

    A line of a closed cycle is history: what was said of it stays. So does what was said about rules that come and go
    with the days, as long as the line is the same.
    """
    rows = list(plan.table(Dismissal).values())
    if not rows:
        return []
    loud = _loud(plan, rows, today, settings)
    found = [Meant(row, _state(plan, row, loud)) for row in rows]
    found.sort(key=lambda each: (when(each.row.at), each.row.id), reverse=True)
    return sorted(found, key=lambda each: each.unused)


def _state(plan: Plan, row: Dismissal, loud: set[tuple[str, str]]) -> State:
    item = plan.item(row.item or "")
    if item is None:
        return "gone"
    if text_of(item).strip() != row.text.strip():
        return "changed"
    if (row.code, item.id) in loud or _comes_and_goes(row.code) or _is_history(plan, item):
        return "needed"
    return "silent"


def _loud(plan: Plan, rows: list[Dismissal], today: date, settings: MethodSettings) -> set[tuple[str, str]]:
    """Rules and items about which the coach would speak, had nothing been called good as it is."""
    from okrtui.coach.checkplan import check_plan

    bare = Plan(row for row in plan.rows() if not isinstance(row, Dismissal))
    loud = {(found.code, found.item) for found in check_plan(bare, today=today, settings=settings)}
    for item in {row.item for row in rows if row.item}:
        entity = bare.item(item)
        verdict = check_item(bare, item, today=today, settings=settings) if entity and text_kind(entity) else None
        loud |= {(finding.code, item) for finding in verdict.findings} if verdict else set()
    return loud


def _comes_and_goes(code: str) -> bool:
    """Whether a rule speaks of what happens with time, and may speak again tomorrow."""
    return code.startswith("RV") or code == "KP207"


def _is_history(plan: Plan, item: Entity) -> bool:
    if isinstance(item, Initiative):
        item = plan.find(item.key_result, KeyResult) or item
    cycle = plan.cycle_of(item) if isinstance(item, KeyResult) else None
    if isinstance(item, Objective):
        cycle = plan.find(item.cycle, Cycle)
    return cycle is not None and (cycle.state == "closed" or cycle.start is None)


def revoke(plan: Plan, row: str) -> Edit:
    """Let the coach speak of a line again."""
    found = plan.find(row, Dismissal)
    if found is None:
        raise PlanError("This has been taken back meanwhile.")
    return Edit(f"take back {called(found)}", (Remove(found),))


def clear_unused(plan: Plan, *, today: date, settings: MethodSettings) -> Edit:
    """Take away all that is not needed any more; an empty edit when all of it is."""
    gone = [each.row for each in meant(plan, today=today, settings=settings) if each.unused]
    title = f"clear {len(gone)} unused “good as it is”"
    return Edit(title, tuple(Remove(row) for row in gone))


def taught(plan: Plan) -> dict[str, int]:
    """How often the team has meant lines as they are, for each rule, the most often first."""
    counts = Counter(d.code for d in plan.table(Dismissal).values() if d.reason.strip() == OUR_WORDS)
    return dict(sorted(counts.items(), key=lambda each: (-each[1], each[0])))


def set_back(plan: Plan, code: str, name: str) -> Edit:
    """Let a rule, of this name, warn again: the lines that were meant stay fine, each for itself.

    Raises `PlanError` when it warns already.
    """
    rows = [d for d in plan.table(Dismissal).values() if d.code == code and d.reason.strip() == OUR_WORDS]
    if len(rows) < LESSONS:
        raise PlanError(f"“{name}” speaks as ever in this plan.")
    changes = (Set(Dismissal.TABLE, row.id, "reason", row.reason, THIS_LINE) for row in rows)
    return Edit(f"let “{name}” speak as ever", tuple(changes))

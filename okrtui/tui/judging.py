"""The coach's marks on all rows: found at once where there is little to judge, else beside the user's work."""

from __future__ import annotations

import sys
import threading
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import partial
from typing import TYPE_CHECKING

from okrtui.coach.around import check_item
from okrtui.coach.model import Finding, Verdict
from okrtui.coach.onrow import joined, row_findings
from okrtui.coach.steps import Step, enough, steps
from okrtui.plan.entities import KeyResult, Kpi, Objective
from okrtui.plan.model import Plan
from okrtui.plan.settings import MethodSettings
from okrtui.tui.strictness import as_set

if TYPE_CHECKING:
    from okrtui.tui.screens.main import MainScreen

AT_ONCE = 400
"""So many rows are judged within a frame or two; a thread takes over where there are more."""
FEW = 40
"""So many of a big plan's rows are judged at once all the same: those that were touched."""
PAUSE = 0.3
"""Seconds without a change before the thread begins."""
SWITCH = 0.0005
"""Seconds that the thread keeps the interpreter while a key waits (Python's own 5 ms are felt)."""

Mark = tuple[int, int]
"""How many warnings and how many hints are shown for a row."""


@dataclass(slots=True)
class Judgement:
    """What the coach says of the whole plan."""

    marks: dict[str, Mark] = field(default_factory=dict)
    of_plan: Mapping[str, Sequence[Finding]] = field(default_factory=dict)
    """What the rules about the whole plan say of single rows, by their ids."""
    steps: Sequence[Step] = ()
    enough: bool = False


@dataclass(frozen=True, slots=True)
class Asked:
    """What is to be judged: a plan that nobody changes meanwhile, on a day, with the cycle that is shown."""

    plan: Plan
    cycle: str
    today: date
    method: MethodSettings
    coach: str = "normal"
    """How much the coach says; see `okrtui.tui.strictness`."""

    def verdict(self, item: str, of_plan: Mapping[str, Sequence[Finding]]) -> Verdict | None:
        """The coach on an item's words and on its place in the plan, without what was called good as it is."""
        words = check_item(self.plan, item, today=self.today, settings=self.method)
        whole = joined(words, of_plan.get(item, ()))
        return as_set(whole, self.coach) if whole is not None else None

    def mark(self, item: str, of_plan: Mapping[str, Sequence[Finding]]) -> Mark | None:
        """What stands before a row."""
        verdict = self.verdict(item, of_plan)
        shown = [finding for finding in verdict.findings if finding.shown] if verdict else []
        warnings = sum(finding.severity == "warning" for finding in shown)
        return (warnings, len(shown) - warnings) if shown else None

    def around(self, judgement: Judgement) -> None:
        """Judge what concerns the plan as a whole."""
        judgement.of_plan = row_findings(self.plan, today=self.today, settings=self.method)
        judgement.steps = steps(self.plan, self.cycle, today=self.today, settings=self.method)
        judgement.enough = enough(self.plan, self.cycle)


def judged_rows(plan: Plan) -> list[str]:
    """Ids of the rows whose words the coach reads."""
    return [plan.root.id, *plan.table(Objective), *plan.table(KeyResult), *plan.table(Kpi)]


def is_big(plan: Plan) -> bool:
    """Whether judging the whole plan would be felt."""
    return sum(len(plan.table(kind)) for kind in (Objective, KeyResult, Kpi)) > AT_ONCE


class Judging:
    """Keeps a `Judgement` of the plan up to date."""

    def __init__(self, screen: MainScreen) -> None:
        self.screen = screen
        self.now = Judgement()
        self._round = 0
        """Counts the changes, so that a thread's answer about an older plan is known as one."""
        self._running = False

    def begin_anew(self) -> None:
        """Forget all: another plan is shown."""
        self.now.marks.clear()
        self.now.of_plan = {}
        self.judge(judged_rows(self.screen.session.plan))

    def asked(self) -> Asked:
        """What is to be judged now."""
        screen = self.screen
        settings = screen.settings
        return Asked(screen.session.plan, screen.view.cycle_id, screen.world.today, settings.method, settings.coach)

    def judge(self, items: Iterable[str]) -> None:
        """Judge these items anew: their marks, and what concerns the plan as a whole.

        What is no item, such as a word of the team's own or a "good as it is", may change what is said of every line.
        """
        asked, now = self.asked(), self.now
        items = set(items)
        if any(asked.plan.item(item) is None for item in items):
            items.update(judged_rows(asked.plan))
        if is_big(asked.plan):
            self._later()
            items = items if len(items) <= FEW else set()
        else:
            before = now.of_plan
            asked.around(now)
            items |= {*before, *now.of_plan}
        for item in items:
            mark = asked.mark(item, now.of_plan)
            if mark:
                now.marks[item] = mark
            else:
                now.marks.pop(item, None)

    # -- big plans

    def _later(self) -> None:
        self._round += 1
        number = self._round
        if not self._running:
            self.screen.set_timer(PAUSE, lambda: self._begin(number))

    def _begin(self, number: int) -> None:
        if self._running:
            return
        if number != self._round:  # more has changed since: when that has come to rest
            number = self._round
            self.screen.set_timer(PAUSE, lambda: self._begin(number))
            return
        self._running = True
        asked = self.asked()
        still = Asked(Plan(asked.plan.rows()), asked.cycle, asked.today, asked.method, asked.coach)
        later = self.screen.app.later  # type: ignore[attr-defined]
        work = partial(self._work, still, number, later)
        threading.Thread(target=work, name="coach", daemon=True).start()

    def _work(self, asked: Asked, number: int, later: Callable[[Callable[[], None]], None]) -> None:
        """On the thread: judge all; the answer goes back to the user's side."""
        before = sys.getswitchinterval()
        sys.setswitchinterval(SWITCH)
        try:
            found = Judgement()
            asked.around(found)
            for item in judged_rows(asked.plan):
                if mark := asked.mark(item, found.of_plan):
                    found.marks[item] = mark
                if number != self._round:
                    break
        finally:
            sys.setswitchinterval(before)
        later(lambda: self._done(found, number))

    def _done(self, found: Judgement, number: int) -> None:
        self._running = False
        if number != self._round:
            self._later()
            return
        self.now.of_plan, self.now.steps, self.now.enough = found.of_plan, found.steps, found.enough
        self.now.marks.clear()
        self.now.marks.update(found.marks)
        self.screen.show_marks()

"""The coach's marks on all rows: found at once where there is little to judge, else beside the user's work."""

from __future__ import annotations

import sys
import threading
import time
from collections.abc import Callable, Iterable, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import date
from functools import partial
from typing import TYPE_CHECKING

from okrtui.coach.around import check_item
from okrtui.coach.model import Finding, Verdict
from okrtui.coach.onrow import joined, row_findings
from okrtui.coach.planrules.base import Sight
from okrtui.coach.steps import Step, enough, steps
from okrtui.plan.entities import Entity, KeyResult, Kpi, Objective
from okrtui.plan.model import Plan
from okrtui.plan.settings import MethodSettings
from okrtui.tui.strictness import as_set

if TYPE_CHECKING:
    from okrtui.tui.app import OkrApp
    from okrtui.tui.screens.main import MainScreen

AT_ONCE = 400
"""So many rows are judged within a frame or two; a thread takes over where there are more."""
FEW = 40
"""So many of a big plan's rows are judged at once all the same: those that were touched."""
PAUSE = 0.3
"""Seconds without a change before the thread begins."""
SWITCH = 0.0001
"""Seconds that the thread keeps the interpreter while a key waits (Python's own 5 ms are felt)."""
QUIET = 0.5
"""Seconds without a key before the thread goes on: one who is at the keys shares the interpreter with nobody."""

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
        return _mark(self.verdict(item, of_plan))

    def around(self, judgement: Judgement, sight: Sight | None = None) -> None:
        """Judge what concerns the plan as a whole; `sight`: the plan as it is to be looked at."""
        judgement.of_plan = row_findings(self.plan, today=self.today, settings=self.method, sight=sight)
        judgement.steps = steps(self.plan, self.cycle, today=self.today, settings=self.method)
        judgement.enough = enough(self.plan, self.cycle)

    def whole(self, rest: Callable[[], None]) -> Judgement:
        """Judge all there is, row after row, with a `rest` before each."""
        found = Judgement()
        sight = _Patient(self.plan, self.today, self.method, rest)
        self.around(found, sight)
        for item in judged_rows(self.plan):
            row = self.plan.item(item)
            words = joined(sight.verdict(row), found.of_plan.get(item, ())) if row is not None else None
            if words is not None and (mark := _mark(as_set(words, self.coach))):
                found.marks[item] = mark
        return found


class _Patient(Sight):
    """A plan that is looked at by somebody who rests before each row."""

    def __init__(self, plan: Plan, today: date, settings: MethodSettings, rest: Callable[[], None]) -> None:
        super().__init__(plan, today=today, settings=settings)
        self._rest = rest

    def verdict(self, row: Entity) -> Verdict | None:
        """What the text rules say about an item, asked once."""
        self._rest()
        return super().verdict(row)


class _Outdated(Exception):
    """The plan has changed: what is being found out is of no use."""


def _mark(verdict: Verdict | None) -> Mark | None:
    shown = [finding for finding in verdict.findings if finding.shown] if verdict else []
    warnings = sum(finding.severity == "warning" for finding in shown)
    return (warnings, len(shown) - warnings) if shown else None


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
        app: OkrApp = self.screen.app  # type: ignore[assignment]
        work = partial(self._work, still, number, app)
        threading.Thread(target=work, name="coach", daemon=True).start()

    def _work(self, asked: Asked, number: int, app: OkrApp) -> None:
        """On the thread: judge all; the answer goes back to the user's side."""

        def rest() -> None:
            while (left := app.typed_at + QUIET - time.monotonic()) > 0:
                time.sleep(left)
            if number != self._round:
                raise _Outdated

        found = Judgement()
        before = sys.getswitchinterval()
        sys.setswitchinterval(SWITCH)
        try:
            with suppress(_Outdated):
                found = asked.whole(rest)
        finally:
            sys.setswitchinterval(before)
        app.later(lambda: self._done(found, number))

    def _done(self, found: Judgement, number: int) -> None:
        self._running = False
        if number != self._round:
            self._later()
            return
        self.now.of_plan, self.now.steps, self.now.enough = found.of_plan, found.steps, found.enough
        self.now.marks.clear()
        self.now.marks.update(found.marks)
        self.screen.show_marks()

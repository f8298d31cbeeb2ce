"""The coach's side of the main screen: what it says of the item under the cursor or of the line that is typed."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING

from okrtui.coach.around import context_for, dismissed
from okrtui.coach.lesson import Lesson, LessonKind, lesson, reads_well
from okrtui.coach.model import Context, Finding, Verdict
from okrtui.coach.steps import Step
from okrtui.plan.archiving import archived_on, archived_word
from okrtui.plan.entities import Entity, Initiative, KeyResult, Priority
from okrtui.plan.numbers import Quantity
from okrtui.plan.quarters import format_day
from okrtui.plan.wordings import other_wording
from okrtui.tui.commands import key_of
from okrtui.tui.editing import TEXT_KIND, Editing
from okrtui.tui.judging import Judging, Mark
from okrtui.tui.paint import Line
from okrtui.tui.speech import (
    GOOD,
    MEANT,
    TURNED_GOOD,
    Keys,
    Said,
    blanks,
    editing_keys,
    finding_lines,
    lesson_lines,
    moving_keys,
    next_line,
    praise,
    step_lines,
    strip_lines,
)
from okrtui.tui.text import clip, wrap

if TYPE_CHECKING:
    from okrtui.tui.screens.main import MainScreen

_KIND: dict[type[Entity], LessonKind] = {**TEXT_KIND, Initiative: "initiative", Priority: "priority"}
_PANE_KIND: dict[str, LessonKind] = {
    "strategy": "strategy",
    "objectives": "objective",
    "results": "key_result",
    "kpis": "kpi",
}


class Side:
    """Knows what to say; the panel asks it for lines. It is made once the first frame is out."""

    def __init__(self, screen: MainScreen) -> None:
        self.screen = screen
        self.said = Said(screen.world.today)
        self.judging = Judging(screen)
        screen.world.marks = self.judging.now.marks
        self.findings: Sequence[Finding] = ()
        self.good = ""
        """What praises the line."""
        self.blanks = ""
        """What is said of the blanks of the line."""
        self.other = False
        """Another wording of the item is kept."""
        self.lesson = Lesson("", ())
        self.item = ""
        self._editing: Editing | None = None

    # -- listening

    def begin_anew(self) -> None:
        """Speak of another plan: that of a past day, or of now again."""
        self.said = Said(self.screen.world.today)
        self.judging.begin_anew()

    def wake(self) -> None:
        """Judge the whole plan for the first time, once the first frame is painted."""
        self.judging.begin_anew()

    def judge(self, items: Iterable[str]) -> None:
        """Judge these items anew; see `okrtui.tui.judging`."""
        self.judging.judge(items)

    @property
    def marks(self) -> Mapping[str, Mark]:
        """For each row that has findings: how many warnings and how many hints are shown."""
        return self.judging.now.marks

    @property
    def steps(self) -> Sequence[Step]:
        """The five steps, as they stand."""
        return self.judging.now.steps

    @property
    def enough(self) -> bool:
        """Whether the plan is enough to begin with."""
        return self.judging.now.enough

    def verdict(self, item: str) -> Verdict | None:
        """The coach on an item's words, and on its place in the plan, without what was called good as it is."""
        return self.judging.asked().verdict(item, self.judging.now.of_plan)

    def context(self, item: str) -> Context:
        """What the coach is told around an item, or around a new one below it."""
        return context_for(self.screen.session.plan, item, self.screen.settings.method)

    def follow(self) -> None:
        """Speak of the item under the cursor."""
        if self.screen.typing:
            return
        self._editing = None
        here = self.screen.here
        self.item = here.id if here else ""
        verdict = self.verdict(self.item) if here else None
        self.findings = [f for f in verdict.findings if f.shown][:3] if verdict else ()
        kind = _KIND.get(type(here), _PANE_KIND[self.screen.pane]) if here else _PANE_KIND[self.screen.pane]
        self.lesson = _put_away(here, self.said.today) or lesson(kind, verdict, self.screen.session.plan, self.item)
        self.other = bool(other_wording(here))
        self.good = self.blanks = ""
        if verdict is not None and here is not None and not self.findings and not verdict.unread:
            meant = dismissed(self.screen.session.plan, here)
            self.good = praise(verdict.text, MEANT if meant else GOOD) if meant or reads_well(verdict) else ""
            self.blanks = blanks(verdict.text, typing=False)

    def heard(self, editing: Editing, findings: Sequence[Finding], turned_good: bool) -> None:
        """Speak of the line that is typed; called in the frame of the key."""
        self._editing = editing
        self.other = False
        self.item = editing.place.row or editing.place.key
        self.findings = findings
        verdict = with_fields(editing) if editing.text.strip() and not editing.is_value else None
        if not editing.is_value:
            anchor = editing.place.row or editing.place.parent
            codes = {finding.code for finding in findings}
            kind = _KIND[editing.place.entity]
            self.lesson = lesson(kind, verdict, self.screen.session.plan, anchor, said=codes)
        self.good = ""
        self.blanks = blanks(editing.text, typing=True)
        if turned_good and (verdict is None or reads_well(verdict)):
            moves = editing.place.entity is KeyResult and verdict is not None and verdict.facts.target is not None
            self.good = praise(editing.text, TURNED_GOOD if moves else GOOD)
        self.screen.coach.reload()
        self.screen.offer_keys()

    # -- showing

    def lines(self, cells: int, height: int) -> list[Line]:
        """What fits into the coach's panel."""
        keys = editing_keys() if self._editing is not None else moving_keys()
        full = self.screen.wide or self.screen.coach.has_class("-full")
        if not full:
            return self._strip(cells, height, keys)
        above: list[Line] = []
        if self.findings:
            above += finding_lines(self.findings, self.item, self.said, cells, keys)
        elif self.good:
            texts = wrap(self.good, cells - 2)
            above += [[("✓ " if i == 0 else "  ", "good"), (text, "good")] for i, text in enumerate(texts)]
        elif self.blanks:
            above += [[(text, "accent")] for text in wrap(self.blanks, cells)]
        if self.other:
            above.append([(key_of("wordings"), "key"), (" shows the other wording beside it", "dim")])
        lesson_part = lesson_lines(self.lesson, cells) if self.lesson.title else []
        below: list[Line] = []
        if self.steps:
            cycle = self.screen.view.cycle
            draft = cycle is None or cycle.state == "draft"
            below = step_lines(self.steps, cells, self.screen.coach.step, self.enough, draft)
        lines = [*above, *([[]] if above else []), *lesson_part]
        if len(lines) + len(below) + 1 > height:
            lines = above
        if len(lines) + len(below) + 1 > height and self.screen.coach.step is None:
            return lines[:height]
        gap = min(max(height - len(lines) - len(below), 1), 2)
        return [*lines, *([[]] * gap), *below][:height]

    def _strip(self, cells: int, height: int, keys: Keys) -> list[Line]:
        """The coach of a small terminal: what it says of the line, and while there is room what comes next."""
        after: list[Line] = []
        if self.good and not self.findings:
            after = [[("✓ ", "good"), (wrap(self.good, cells - 2, 1)[0], "good")]]
        elif self.blanks and not self.findings:
            after = [[(clip(self.blanks, cells), "accent")]]
        if self.steps and self._editing is None:
            cycle = self.screen.view.cycle
            after += next_line(self.steps, cells, self.enough, cycle is None or cycle.state == "draft")
        room = height - len(after) if height > 3 + bool(after) else height
        lines = strip_lines(self.findings, self.lesson, self.item, self.said, cells, keys, room)
        return [*lines, *after][:height]


def _put_away(here: Entity | None, today: date) -> Lesson | None:
    """What is said of a row that was put away; None for one that is in use."""
    day = archived_on(here) if here is not None else None
    if here is None or day is None:
        return None
    said = "What it holds and what links to it stay; lists, reviews and the coach leave it out."
    since = f"{archived_word(here).capitalize()} since {format_day(day, today)}"
    return Lesson(since, (said, f"{key_of('archive')} brings it back."))


def with_fields(editing: Editing) -> Verdict | None:
    """The verdict on a line that is typed, with what its fields say beside it: a filled field counts as said."""
    verdict = editing.verdict
    if verdict is None:
        return None
    facts, target, due = verdict.facts, editing.value("target"), editing.value("due")
    if facts.target is None and isinstance(target, (int, float)):
        facts = replace(facts, target=Quantity(float(target), str(editing.value("unit") or "")))
    if facts.deadline is None and isinstance(due, date):
        facts = replace(facts, deadline=due)
    return replace(verdict, facts=facts)

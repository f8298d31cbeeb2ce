"""What the pages of a review show above their fields: from the plan to lines, without a widget."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from okrtui.plan.dates import format_moment
from okrtui.plan.entities import Decision, KeyResult, Kpi
from okrtui.plan.errors import PlanError
from okrtui.plan.formulas import EXACT, progress
from okrtui.plan.numbers import format_series, format_value
from okrtui.plan.progress import Standing, standing
from okrtui.plan.reviewing import read_value
from okrtui.plan.reviewnews import News
from okrtui.tui.minutespage import minutes_lines
from okrtui.tui.paint import Line, Piece, both_ends
from okrtui.tui.reviewframe import Opening
from okrtui.tui.reviewresult import ResultPage, decided_lines, who
from okrtui.tui.reviewrun import Run
from okrtui.tui.rows import World, count, percent, range_of, spark
from okrtui.tui.text import clip, plain, wrap

_READING = 90
"""Cells of a line that is read as a sentence."""
_SIGN = {"target": "⇢", "new": "+", "gone": "–", "done": "✓", "changed": "~", "value": "·"}
QUESTIONS = {
    "customers": ("What did customers tell us?", "Numbers alone are not enough: one sentence of one person will do."),
    "learned": (
        "What did we learn?",
        "What do we know now that we did not know last time? What changes because of it?",
    ),
}


class Pages:
    """Lines for each page, for a width and a height."""

    def __init__(self, world: World, run: Run) -> None:
        self.world = world
        self.run = run

    # -- cards

    def opening(self, card: Opening, cells: int, height: int) -> list[Line]:
        """The card at the start: what is ahead, and what changed since last time."""
        news = card.news
        lines: list[Line] = [[], *([(text, "strong")] for text in wrap(" · ".join(card.facts), cells)), []]
        for text, style in ((card.note, "accent"), (card.ahead, "dim")):
            if text:
                lines += [[(part, style)] for part in wrap(text, min(cells, _READING))] + [[]]
        if not news:
            return lines[:height]
        lines += [[("Since the last review", "dim")], []]
        room = max(height - len(lines) - 1, 1)
        shown = news if len(news) <= room else news[: room - 1]
        lines += self.news(shown, cells)
        if len(shown) < len(news):
            lines.append([(f"  and {count(len(news) - len(shown), 'more change')}: ", "dim"), ("space", "key")])
        return lines[:height]

    def news(self, news: Sequence[News], cells: int) -> list[Line]:
        """Changes, a line each: what happened at the right of the title."""
        lines: list[Line] = []
        for one in news:
            text = clip(plain(one.text), max(cells - 24, cells // 2))
            title: list[Piece] = [(_SIGN[one.kind] + " ", "accent" if one.kind != "value" else "dim")]
            lines.append(both_ends([*title, (plain(one.title), "")], [(text, "dim")], cells))
        return lines

    def last_time(self, decisions: Sequence[Decision], cursor: int, cells: int, height: int) -> list[Line]:
        """Decisions to tick, the one under the cursor marked."""
        lines: list[Line] = [[("What did we decide? Is it done?", "strong")], []]
        spaced = self.run.calm
        each = 2 if spaced else 1
        room = max((height - 2) // each, 1)
        first = max(min(cursor - room // 2, len(decisions) - room), 0)
        for index, one in enumerate(decisions[first : first + room], first):
            done = self.run.ticks.get(one.id, one.done)
            mark: Piece = ("▸ " if index == cursor else "  ", "accent")
            right = who(self.world, one)
            left: list[Piece] = [mark, ("☑ " if done else "☐ ", "good" if done else ""), (plain(one.text), "")]
            lines.append(both_ends(left, [(right, "dim")], cells))
            if spaced:
                lines.append([])
        return lines

    def key_result(self, row: KeyResult, page: str, cells: int, height: int) -> list[Line]:
        """One key result: see `okrtui.tui.reviewresult`."""
        return ResultPage(self.world, self.run).lines(row, page, cells, height)

    # -- lists

    def going_well(
        self, rows: Sequence[KeyResult], cursor: int, typed: Mapping[str, str], cells: int, height: int
    ) -> list[Line]:
        """Key results that need no talk: value, status and what is typed for each."""
        each = 2 if self.run.calm else 1
        lines: list[Line] = [[("These go well. One enter takes note of all.", "strong")], []]
        room = max((height - 2) // each, 1)
        first = max(min(cursor - room // 2, len(rows) - room), 0)
        for index, row in enumerate(rows[first : first + room], first):
            at = standing(self.world.plan, row, self.world.today, self.world.method)
            right = self._value(row, at, typed.get(row.id, ""))
            left: list[Piece] = [("▸ " if index == cursor else "  ", "accent"), (plain(row.title), "")]
            lines.append(both_ends(left, right, cells))
            if each == 2:
                lines.append([])
        return lines

    def _value(self, row: KeyResult, at: Standing, text: str) -> list[Piece]:
        """The value of a key result, or "65 → 80 %, target 70 %: reached" once another one is typed."""
        aim = f", target {format_value(at.target, row.unit)}" if at.target is not None else ""
        new = None
        if text.strip():
            try:
                new = read_value(text, row.unit, at.value)
            except PlanError:  # not a number yet
                return [(f"{plain(text)} ?", "accent")]
        if new is None:
            now = "—" if at.value is None else format_value(at.value, row.unit)
            day = format_moment(at.at, self.world.today) if at.at else ""
            more: list[Piece] = (
                [] if self.run.calm else [(f"  {percent(at.progress):>5}", "good"), (f"  {day:>6}", "dim")]
            )
            return [(f"{now}{aim}", ""), *more]
        was, now = format_series([at.value, new], row.unit)
        share = progress(row.baseline, at.target, new, row.direction)
        there = share is not None and share >= 1 - EXACT
        word = "reached" if there and row.direction != "keep" else percent(share)
        return [
            (f"{was} → " if at.value is not None else "", ""),
            (now, "accent"),
            (f"{aim}: {word}", "good" if there else ""),
        ]

    def kpis(self, rows: Sequence[Kpi], here: str, cells: int, height: int) -> list[Line]:
        """KPIs that are due, the present one marked."""
        each = 2 if self.run.calm else 1
        lines: list[Line] = [[("KPIs whose next value is due", "strong")], []]
        decided = decided_lines(self.world, self.run, here, cells)
        room = max((height - 2 - len(decided) - bool(decided)) // each, 1)
        cursor = next((i for i, kpi in enumerate(rows) if kpi.id == here), 0)
        first = max(min(cursor - room // 2, len(rows) - room), 0)
        for kpi in rows[first : first + room]:
            measured = [m for m in self.world.plan.measurements(kpi.id) if m.value is not None]
            values = [m.value for m in measured if m.value is not None]
            latest = values[-1] if values else None
            style, sign = range_of(kpi, latest)
            now = format_value(latest, kpi.unit) if latest is not None else "no value yet"
            at = measured[-1].at if measured else None
            day = format_moment(at, self.world.today) if at else ""
            right: list[Piece] = [(f"{spark(values)}  ", "accent"), (f"{now:>10} {sign}", style)]
            if not self.run.calm:
                right.append((f"{day:>8}", "dim"))
            mark: Piece = ("▸ " if kpi.id == here else "  ", "accent")
            lines.append(both_ends([mark, (plain(kpi.name), "strong" if kpi.id == here else "")], right, cells))
            if each == 2:
                lines.append([])
        return [*lines, [], *decided] if decided else lines

    def words(self, page: str, cells: int) -> list[Line]:
        """A question, and why it is asked."""
        question, why = QUESTIONS[page]
        return [[], [(question, "strong")], *([(text, "dim")] for text in wrap(why, cells)), []]

    def ending(self, minutes: str, scroll: int, cells: int, height: int) -> list[Line]:
        """The minutes, as they are read; a copy of them is Markdown."""
        return minutes_lines(minutes, cells)[scroll : scroll + height]

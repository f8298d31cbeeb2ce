"""What the cards of a close say: the opening, a key result, an objective, and how it all ended."""

from __future__ import annotations

from datetime import date

from okrtui.plan.closing import days_early, is_behind, is_full, mean_grade, partly_graded, propose, read_grade, reading
from okrtui.plan.dates import format_day, format_moment
from okrtui.plan.entities import Cycle, KeyResult, Objective
from okrtui.plan.errors import PlanError
from okrtui.plan.model import Plan, when
from okrtui.plan.numbers import format_series, format_value
from okrtui.plan.progress import objective_standing
from okrtui.tui.closecard import Card, Close, grade_text
from okrtui.tui.cyclesheets import goalpost_lines, staying, when_line
from okrtui.tui.paint import Line, both_ends
from okrtui.tui.rows import count, percent
from okrtui.tui.text import clip, plain, wrap

_LABELS: dict[str, str] = {
    "grade": "grade, 0 to 1",
    "learned": "learned",
    "differently": "would do differently",
    "next": "next quarter",
    "because": "because",
    "reflection": "what to say of it",
}
_FAR = 0.3
"""A grade that differs this much from the proposed one deserves a because."""


class CloseLines:
    """Speaks for a `Close`, of its plan as it stands."""

    def __init__(self, close: Close) -> None:
        self.close = close

    @property
    def plan(self) -> Plan:
        """The plan as it stands."""
        return self.close.plan

    @property
    def cycle(self) -> Cycle:
        """The cycle that is closed."""
        return self.close.cycle

    @property
    def today(self) -> date:
        """The day of the close."""
        return self.close.world.today

    def label(self, row: Card, name: str, grade: str) -> str:
        """What a field is called; a committed objective below 1.0 is asked what happened."""
        if name == "reflection" and isinstance(row, Objective) and row.kind == "committed":
            value = _read(grade)
            if value is not None and value < 1:
                return "what happened?"
        return _LABELS[name]

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
        at = propose(self.plan, row, self.today, self.close.method)
        start, now = format_series([row.baseline, at.value], row.unit)
        aim = "open" if row.target is None else format_value(row.target, row.unit)
        measured = f"  measured {format_moment(at.at, self.today)}" if at.at and self._is_old(at.at) else ""
        value = now if at.value is not None else "never measured"
        lines.append([(f"{start} → ", "dim"), (value, "strong"), (f"   target {aim}", ""), (measured, "dim")])
        lines += goalpost_lines(self.plan, row, self.today, cells)[-most:]
        if at.grade is not None:
            said = f"proposed {grade_text(at.grade)}"
        elif at.value is None:
            said = "no grade proposed: nobody has measured it"
        else:
            said = "no grade proposed: without a start and a target the numbers do not say"
        if at.first is not None:
            said += f"   against the first target {grade_text(at.first)}"
        return [*lines, [(said, "accent")]]

    def _is_old(self, at: date) -> bool:
        """Whether a value is of more than a week before the end, or before today while the cycle runs."""
        last = min(self.cycle.end or self.today, self.today)
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
        return [*lines, *([(part, "accent")] for part in wrap(self._proposed(row), cells))]

    def _proposed(self, row: Objective) -> str:
        """What grade is proposed for an objective; why none is, when key results lack theirs."""
        mean, missing = mean_grade(self.plan, row), self.close.ungraded(row)
        if mean is None:
            why = f"{count(missing, 'key result')} without a grade" if missing else "it has no key results"
            return f"no grade proposed: {why}"
        if missing:
            return f"no grade proposed: {partly_graded(self.plan, row)}, with a mean of {grade_text(mean)}"
        return f"proposed {grade_text(mean)}, the mean of its key results"

    def reading(self, row: Card, grade: str) -> Line:
        """How a typed grade is read: of an objective by its kind, of a key result against the numbers."""
        if isinstance(row, KeyResult):
            return self._apart(row, grade)
        found = reading(row.kind, _read(grade), self.close.method)
        return [(found.words, found.tone)] if found.words else []

    def _apart(self, row: KeyResult, grade: str) -> Line:
        proposed, value = self.close.proposed(row), _read(grade)
        if proposed is None or value is None:
            return []
        if grade == grade_text(proposed):
            return [("The grade is proposed: typing replaces it.", "dim")]
        if abs(value - proposed) < _FAR - 1e-9 or self.close.shown(row)["because"].strip():
            return []
        text = f"{grade_text(value)}, and the numbers propose {grade_text(proposed)}: “because” is the place for why."
        return [(text, "hint")]

    def is_reached(self, grade: str) -> bool:
        """Whether a grade, as it is typed, says that all was reached."""
        return is_full(_read(grade))

    @property
    def early(self) -> str:
        """ "57 days early"; empty once the cycle has ended."""
        days = days_early(self.cycle, self.today)
        return f"{count(days, 'day')} early" if days else ""

    def opening(self, cells: int) -> list[Line]:
        """The card before the first one."""
        rows, cycle, today = self.close.cards(), self.cycle, self.today
        results = sum(isinstance(row, KeyResult) for row in rows)
        many = f"{count(results, 'key result')} and {count(len(rows) - results, 'objective')}"
        lines: list[Line] = [[(f"{plain(cycle.name)} · {when_line(cycle, today)}", "strong")], []]
        if cycle.end and today < cycle.end:
            text = f"It runs until {format_day(cycle.end, today)}, {count((cycle.end - today).days, 'more day')}."
            lines += [[(part, "warn")] for part in wrap(text, cells)]
        for text in (
            f"{many}, one at a time: the grade, what you learned, whether it goes on.",
            "A grade says how far it came, 0 to 1: 0.6 to 0.7 is what an aspiration is meant to reach, 1 a promise.",
            "Nothing carries over unless you choose it: to drop is the default. KPIs and open decisions stay.",
        ):
            lines += [[(part, "")] for part in wrap(text, cells)]
        done = self.close.done()
        if done:
            left = "all of them" if done == len(rows) else f"{done} of {len(rows)}"
            lines += [[], [(f"Done already: {left}. enter goes on where you left.", "good")]]
        return lines

    def summary(self, cells: int) -> list[Line]:
        """The last card: what goes on, and then how each ended. What has to be seen first stands first."""
        lines: list[Line] = [[(part, "strong")] for part in wrap(self.counts(), cells)]
        if self.early and self.cycle.end:
            text = f"It ends on {format_day(self.cycle.end, self.today)}: this closes it {self.early}."
            lines += [[(part, "warn")] for part in wrap(text, cells)]
        missing = sum(row.grade is None for row in self.close.cards())
        if missing:
            text = f"{missing} without a grade so far, and what was not chosen stays behind; PgUp goes back. "
            lines += [[(part, "warn")] for part in wrap(f"{text}It can be closed like this too.", cells)]
        for objective in self.plan.objectives(self.close.cycle_id):
            read = reading(objective.kind, objective.grade, self.close.method)
            partly = partly_graded(self.plan, objective)
            right = [(f"  {partly or read.words}", "warn" if partly else read.tone)] if partly or read.words else []
            if not right and (
                share := objective_standing(self.plan, objective, self.today, self.close.method).progress
            ):
                right = [(f"  no grade yet, {percent(share)}", "dim")]
            grade = (grade_text(objective.grade) or "—").ljust(5)
            lines += [[], both_ends([(grade, read.tone), (plain(objective.title), "strong")], right, cells)]
            lines += [_graded(row, cells) for row in self.plan.key_results(objective.id)]
        return lines

    def counts(self) -> str:
        """ "1 to keep, 2 to rewrite, 1 reached, 3 dropped; 4 KPIs stay.": what is none is left out."""
        rows = [row for row in self.close.cards() if isinstance(row, KeyResult)]
        keep, rewrite = (sum(row.next == word for row in rows) for word in ("keep", "rewrite"))
        done = sum(is_behind(row) for row in rows)
        undecided = sum(row.next is None for row in rows)
        dropped = len(rows) - keep - rewrite - done - undecided
        counted = (
            (keep, "to keep"), (rewrite, "to rewrite"), (done, "reached"), (dropped, "dropped"),
            (undecided, "not decided"),
        )  # fmt: skip
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

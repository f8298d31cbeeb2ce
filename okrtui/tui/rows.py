"""What the rows of the panes say: from the plan to pieces of text, without a widget. KPIs: `okrtui.tui.kpirows`."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import partial
from typing import TypeVar, cast

from okrtui.plan import manner
from okrtui.plan.attention import kpi_need, result_need
from okrtui.plan.entities import Cycle, Initiative, KeyResult, Kpi, Objective, Priority
from okrtui.plan.model import Plan
from okrtui.plan.numbers import format_series, format_value
from okrtui.plan.progress import Standing, objective_standing, standing
from okrtui.plan.quarters import format_day
from okrtui.plan.settings import MethodSettings
from okrtui.tui.commands import key_of
from okrtui.tui.paint import Line, Piece, both_ends
from okrtui.tui.text import clip, plain, width, wrap
from okrtui.tui.widgets.rowlist import Row

T = TypeVar("T")

BAR, LONG_BAR = 10, 20
"""Cells of a bar, in a pane and in a wide one."""
SPARKS = "▁▂▃▄▅▆▇█"
SPARK_CELLS, LONG_SPARK = 6, 12
"""Values that a row shows at most, in a pane and in a wide one."""
ROOMY = 90
"""Cells from which on a pane is wide."""
ALIGNED = 200
"""So many rows of a pane decide how wide its columns are; the values of the rest are read when they are painted."""
STATUS_STYLE = {
    "on track": "good",
    "reached": "good",
    "keep": "good",
    "behind": "warn",
    "at risk": "bad",
    "missed": "bad",
    "no data": "bad",
}
STATUS_SIGN = {
    "on track": "✓",
    "reached": "✓",
    "keep": "✓",
    "behind": "~",
    "at risk": "!",
    "missed": "!",
    "no data": "?",
}
"""Where there is no room for the word of a status."""
_NEAR = 270
"""Days up to which a day and a month name one day."""
STATUS_WORD = {"early": "", "keep": "holds"}


@dataclass(slots=True)
class World:
    """All that rows are made from."""

    plan: Plan
    today: date
    method: MethodSettings
    marks: Mapping[str, tuple[int, int]] = field(default_factory=dict)
    """For each item: how many warnings and how many hints the coach has; items not judged yet are not in it."""
    past: bool = False
    """A day that has passed is shown: nothing can be written."""
    ascii: bool = False
    """Charts are drawn for a terminal without dots and lines."""
    archived: bool = False
    """What was put away (see `okrtui.plan.archiving`) is listed too, below the rest of its pane."""
    _known: dict[Hashable, object] = field(default_factory=dict)
    _known_of: tuple[object, ...] = ()

    @property
    def state(self) -> tuple[object, ...]:
        """What stays the same as long as the plan does, and the day and the method with it."""
        return self.plan, self.plan.revision, self.today, self.method

    def once(self, what: Hashable, find: Callable[[], T]) -> T:
        """What `find` finds, looked for anew once the plan, the day or the method are others."""
        if self._known_of != self.state:
            self._known.clear()
            self._known_of = self.state
        if what not in self._known:
            self._known[what] = find()
        return cast("T", self._known[what])


def mark_of(world: World, item: str) -> Piece:
    """A filled diamond for a warning, an open one for a hint, a blank for neither."""
    warnings, hints = world.marks.get(item, (0, 0))
    if warnings:
        return "◆", "warn"
    return ("◇", "hint") if hints else (" ", "")


def need_sign(world: World, row: KeyResult | Kpi) -> Piece:
    """ "!" for trouble, "?" for silence, a blank for neither; see `okrtui.plan.attention`."""
    if isinstance(row, Kpi):
        need = kpi_need(world.plan, row, world.today, world.method)
    else:
        need = result_need(world.plan, row, world.today, world.method)
    return (need.sign, "bad" if need.sign == "!" else "warn") if need else (" ", "")


def count(number: int, one: str, many: str = "") -> str:
    """ "1 key result", "3 key results"."""
    return f"{number} {one if number == 1 else many or one + 's'}"


_STATEMENT = 8
"""Lines of the strategy that its pane shows: a sentence or two, whole."""


def strategy_rows(world: World, cells: int) -> list[Row]:
    """The statement, then the priorities in order."""
    plan = world.plan
    rows: list[Row] = []
    if plan.root.statement:
        lines: list[Line] = [[(text, "")] for text in wrap(plan.root.statement, cells, _STATEMENT)]
        rows.append(Row(plan.root.id, len(lines), lambda: lines, first=partial(mark_of, world, plan.root.id)))
    for number, priority in enumerate((p for p in plan.priorities if p.dropped is None), 1):
        texts = wrap(priority.title, cells - 2, 2)
        rows.append(Row(priority.id, len(texts), _numbered(number, texts)))
    if world.archived:
        rows += [_dropped(world, priority, cells) for priority in plan.priorities if priority.dropped]
    return rows


def _dropped(world: World, priority: Priority, cells: int) -> Row:
    """A priority that matters no more, with the day on which it stopped to."""
    since = f"dropped {format_day(priority.dropped, world.today)}" if priority.dropped else ""
    lines: list[Line] = [[("  ", ""), (text, "dim")] for text in (*wrap(priority.title, cells - 2, 2), since)]
    return Row.of_lines(priority.id, lines)


def _numbered(number: int, texts: list[str]) -> Callable[[], Sequence[Line]]:
    return lambda: [[(f"{number} " if i == 0 else "  ", "dim"), (text, "")] for i, text in enumerate(texts)]


def objective_rows(world: World, cycle: Cycle | None, cells: int) -> list[Row]:
    """Title and progress, then how many key results there are and how they stand."""
    if cycle is None:
        return []
    rows = []
    for objective in world.plan.objectives(cycle.id):
        titles = wrap(objective.title, cells - 6, 3)
        build = _objective(world, objective, titles, cells)
        rows.append(Row(objective.id, len(titles) + 1, build, first=partial(mark_of, world, objective.id)))
    return rows


def _objective(world: World, objective: Objective, titles: list[str], cells: int) -> Callable[[], Sequence[Line]]:
    def build() -> Sequence[Line]:
        find = partial(objective_standing, world.plan, objective, world.today, world.method)
        at = world.once(("standing", objective.id), find)
        style = STATUS_STYLE.get(at.status, "dim")
        share, word = percent(at.progress), status_word(at.status)
        few = 0 < 2 * at.measured < at.total
        if few:
            share = "—"  # the figure of one key result of five would read as that of all
        if closed := is_closed(world.plan.find(objective.cycle, Cycle)):
            share, word, style = _objective_graded(world, objective)
        lines = [both_ends([(titles[0], "")], [(share, style if share != "—" else "dim")], cells)]
        lines += [[(text, "")] for text in titles[1:]]
        rows = count(at.total, "key result") if at.total else "no key result yet"
        measured = risky = look = ""
        if few and not closed:
            rows, measured = "", f"{at.measured} of {at.total} measured: {percent(at.progress)}"
        elif at.measured and at.measured < at.total and not closed:
            measured = f"{at.measured} measured"
        if at.at_risk and at.status != "at risk" and not closed:
            risky = f"{at.at_risk} at risk"
        warnings, hints = world.marks.get(objective.id, (0, 0))
        if warnings or hints:
            look = f"{warnings + hints} to look at" if warnings else count(hints, "hint")
        said = _as_fits((rows, measured, risky, look), cells - width(word) - 1)
        lines.append(both_ends([(said, "dim")], [(word, style)], cells))
        return lines

    return build


def _as_fits(parts: tuple[str, str, str, str], room: int) -> str:
    """How many key results, how many of them measured, at risk, and to look at: the last to give way are those at risk.

    Where all of it is too long, the number of key results goes first, which the pane beside shows.
    """
    rows, measured, risky, look = parts
    ways = (parts, (measured, risky, look), (measured, risky), (risky,) if risky else (measured or rows,))
    said = [" · ".join(filter(None, way)) for way in ways]
    return next((text for text in said if text and width(text) <= room), said[-1])


def is_closed(cycle: Cycle | None) -> bool:
    """Whether a cycle is a record of the past: what counts there are grades, and no pace."""
    return cycle is not None and cycle.state == "closed"


def _graded(grade: float | None, kind: str | None, method: MethodSettings) -> tuple[str, str, str]:
    """A grade of a closed cycle, the word for it, and its style."""
    from okrtui.plan.closing import reading  # nothing is closed in a first quarter

    if grade is None:
        return "—", "not graded", "dim"
    return format_value(grade, decimals=1), "graded", reading(kind, grade, method).tone


def _objective_graded(world: World, objective: Objective) -> tuple[str, str, str]:
    """The grade of an objective as `_graded`; it is none to go by as long as key results have none."""
    from okrtui.plan.closing import partly_graded

    share, word, style = _graded(objective.grade, objective.kind, world.method)
    partly = partly_graded(world.plan, objective)
    return (share, partly, "dim") if partly else (share, word, style)


def status_word(status: str) -> str:
    """How the screen says a status."""
    return STATUS_WORD.get(status, status)


def percent(share: float | None) -> str:
    """ "37 %" of a share, "—" without one; clamped to 0..100 as progress is shown."""
    return "—" if share is None else f"{min(max(share, 0.0), 1.0) * 100 + 0.0:.0f} %"


def bar(progress: float | None, elapsed: float | None, size: int = BAR) -> list[Piece]:
    """So many cells of progress with the calendar's mark among them."""
    done = 0 if progress is None else round(min(max(progress, 0.0), 1.0) * size)
    cells = "▓" * done + "░" * (size - done)
    if elapsed is None:
        return [(cells[:done], "accent"), (cells[done:] + " ", "dim")]
    at = round(elapsed * size)
    pieces = [(cells[: min(at, done)], "accent"), (cells[min(at, done) : at], "dim"), ("│", "strong")]
    return [*pieces, (cells[at : max(at, done)], "accent"), (cells[max(at, done) :], "dim")]


def key_result_rows(world: World, objective: Objective | None, cells: int, unfolded: Iterable[str]) -> list[Row]:
    """The sentence, then from → now → to, bar, progress, confidence and due; initiatives folded below."""
    if objective is None:
        return []
    key_results = world.plan.key_results(objective.id)
    columns = _Columns(world, key_results[:ALIGNED])
    opened = set(unfolded)
    some = bool(world.plan.table(Initiative))
    rows: list[Row] = []
    for key_result in key_results:
        titles = wrap(key_result.title, cells, 2)
        initiatives = world.plan.initiatives(key_result.id) if some else ()
        shut = bool(initiatives) and key_result.id not in opened
        height = len(titles) + 1 + shut
        build = _key_result(world, columns, key_result, titles, shut, cells)
        second = partial(need_sign, world, key_result)
        rows.append(Row(key_result.id, height, build, second=second, first=partial(mark_of, world, key_result.id)))
        if initiatives and not shut:
            rows.extend(_initiative_row(world, initiative, cells) for initiative in initiatives)
    return rows


class _Columns:
    """Values of the key results of a pane, so wide that those of the first ones align."""

    def __init__(self, world: World, first: Sequence[KeyResult]) -> None:
        self.world = world
        series = [self._series(key_result, self.standing(key_result)) for key_result in first]
        self.widths = [max((width(text) for text in column), default=0) for column in zip(*series, strict=True)]

    def standing(self, key_result: KeyResult) -> Standing:
        return standing(self.world.plan, key_result, self.world.today, self.world.method)

    def _series(self, key_result: KeyResult, at: Standing) -> list[str]:
        texts = format_series([key_result.baseline, at.value, key_result.target], key_result.unit)
        return texts if at.value is not None else [texts[0], "—", texts[2]]

    def pieces(self, key_result: KeyResult, at: Standing) -> list[Piece]:
        start, now, end = self._series(key_result, at)
        first, second, third = self.widths
        return [
            (start.rjust(first), "dim"),
            (" → ", "dim"),
            (now.rjust(second), "strong"),
            (" → ", "dim"),
            (end.ljust(third), ""),
            ("  ", ""),
        ]


def _key_result(
    world: World, columns: _Columns, key_result: KeyResult, titles: list[str], shut: bool, cells: int
) -> Callable[[], Sequence[Line]]:
    def build() -> Sequence[Line]:
        lines: list[Line] = [[(text, "")] for text in titles]
        at = columns.standing(key_result)
        lines.append(value_line(world, at, key_result, columns.pieces(key_result, at), cells))
        if shut:
            initiatives = world.plan.initiatives(key_result.id)
            done = sum(initiative.done for initiative in initiatives)
            text = f"☐ {count(len(initiatives), 'initiative')}" + (f", {done} done" if done else "")
            lines.append([(text, "dim")])
        return lines

    return build


def value_line(world: World, at: Standing, key_result: KeyResult, series: list[Piece], cells: int) -> list[Piece]:
    """The second line of a key result; its last pieces give way where there is no room."""
    cycle = world.plan.cycle_of(key_result)
    due = key_result.due or (cycle.end if cycle else None)
    size = LONG_BAR if cells >= ROOMY else BAR
    if is_closed(cycle):
        grade, word, style = _graded(key_result.grade, None, world.method)
        return [*series, *bar(key_result.grade, None, size), (grade.rjust(6), style), (f"  {word}", "dim")]
    style = STATUS_STYLE.get(at.status, "")
    if missing := _unmeasurable(at, key_result):
        line: list[Piece] = [] if missing == _NO_MEASURE else list(series)
        line.append((missing.ljust(size + 7) if line else missing, "dim"))
    else:
        line = [*series, *bar(at.progress, at.elapsed, size)]
        line.append((percent(at.progress).rjust(6), style or "dim"))
    room = cells - sum(width(text) for text, _ in line)
    return [*line, *_how_it_stands(at, style, _short_day(due, world.today) if due else "", room)]


_NO_MEASURE, _NO_START = "no measure yet", "no start yet"


def _unmeasurable(at: Standing, row: KeyResult) -> str:
    """What a key result lacks to be measured, where a bar would be empty whatever happens; empty when nothing."""
    if row.baseline is not None or at.progress is not None or row.direction == "keep":
        return ""
    if at.target is not None:
        return _NO_START
    return _NO_MEASURE if at.value is None else ""


def _how_it_stands(at: Standing, style: str, due: str, room: int) -> list[Piece]:
    """Confidence, due day and the word of the status; where that is too long its sign; then due, confidence go."""
    confidence = f"♥{at.confidence:g}" if at.confidence is not None else "♥–"
    word, sign = status_word(at.status), STATUS_SIGN.get(at.status, "")
    shown = [part for part in (confidence, due) if part]
    for gap, parts, said in (
        ("  ", shown, word),
        ("  ", shown, sign),
        (" ", shown, sign),
        ("  ", [confidence], sign),
        ("", [], sign),
    ):
        before = "".join(gap + part for part in parts)
        after = (gap or " ") + said if said else ""
        if width(before) + width(after) <= room:
            return [(before, "dim"), (after, style)]
    return []


def _short_day(day: date, today: date) -> str:
    """A day to come or just gone without its year; one that is farther away as everywhere."""
    return manner.day(day, year=False) if abs((day - today).days) < _NEAR else format_day(day, today)


def _initiative_row(world: World, initiative: Initiative, cells: int) -> Row:
    titles = wrap(initiative.title, cells - 6, 2)
    box = "☑ " if initiative.done else "☐ "

    def build() -> Sequence[Line]:
        style = "dim" if initiative.done else ""
        return [[("  " + box if i == 0 else "    ", "dim"), (text, style)] for i, text in enumerate(titles)]

    return Row(initiative.id, len(titles), build)


def range_of(kpi: Kpi, value: float | None) -> tuple[str, str]:
    """Style and sign of a value by the KPI's bounds: beyond a healthy bound !, beyond a warning bound ~."""
    if value is None:
        return "dim", "  "
    if _outside(value, kpi.healthy_low, kpi.healthy_high):
        return "bad", "! "
    if _outside(value, kpi.warn_low, kpi.warn_high):
        return "warn", "~ "
    return "", "  "


def _outside(value: float, low: float | None, high: float | None) -> bool:
    return (low is not None and value < low) or (high is not None and value > high)


def spark(values: Sequence[float], cells: int = SPARK_CELLS) -> str:
    """The last values as little columns, one a cell."""
    last = values[-cells:]
    if not last:
        return " " * cells
    low, high = min(last), max(last)
    span = (high - low) or 1.0
    marks = "".join(SPARKS[round((value - low) / span * (len(SPARKS) - 1))] for value in last)
    return (marks if high > low else SPARKS[3] * len(last)).rjust(cells)


def item_title(text: str, cells: int) -> str:
    """A title for a border or a sentence, on one line and cut to a width."""
    return clip(plain(text), cells)


_EMPTY = {
    "strategy": ("What is the strategy?", "Without one, everything looks like a priority.", "writes it"),
    "objectives": ("What gets better, and for whom?", "Objectives say where to go, and why.", "writes the first"),
    "results": ("What is success?", "Key results say how you will know.", "writes the first"),
    "kpis": ("Which KPIs tell you early?", "Ask what causes the slow ones.", "adds one"),
}


def empty_pane(pane: str, cells: int, *, filtered: bool, orphan: bool) -> list[Line]:
    """What a pane without rows says: its question, and the key that answers it.

    `orphan`: there is nothing yet that its rows could belong to.
    """
    if filtered:
        return [[("No row contains this.  ", "dim"), (key_of("filter"), "key"), (" changes the filter", "dim")]]
    if orphan:
        first, then = key_of("pane_2"), key_of("new")
        return [[("First an objective:  ", "dim"), (first, "key"), (" then ", "dim"), (then, "key")]]
    question, reason, does = _EMPTY[pane]
    lines: list[Line] = [[(text, "")] for text in wrap(question, cells)]
    lines += [[(text, "dim")] for text in wrap(reason, cells)]
    return [*lines, [(key_of("new"), "key"), (" " + does, "dim")]]

"""What stands around the pages of a review: the heading with the time, the opening card's facts, the keys."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from okrtui.plan.dates import format_day, format_moment
from okrtui.plan.entities import Cycle, Decision, KeyResult, Kpi
from okrtui.plan.model import Plan
from okrtui.plan.progress import standing
from okrtui.plan.reviewing import Agenda, Shares, is_alarmed, last_review
from okrtui.plan.reviewnews import News
from okrtui.tui.commands import key_of
from okrtui.tui.paint import Line, both_ends
from okrtui.tui.reviewrun import CUSTOMERS, END, LAST, LEARNED, OPEN, WELL, WORDS, Run, key_result_of, kpi_of
from okrtui.tui.rows import World, count
from okrtui.tui.text import plain
from okrtui.tui.widgets.lines import Lines

_DAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
Keys = list[tuple[str, str]]


class Heading(Lines):
    """The first line: where the review is, and the time that is left."""

    def __init__(self, *, id: str) -> None:
        super().__init__(id=id)
        self._place = ""
        self._shares: Shares | None = None
        self._calm = False

    def tell(self, place: str, shares: Shares | None, *, calm: bool) -> None:
        """Show a place and the time; a calm page shows no shares."""
        self._place, self._shares, self._calm = place, shares, calm
        self.remake()

    def make(self, cells: int, height: int) -> Sequence[Line]:
        """One line; the time is dim and stays so when it is over."""
        return [both_ends([(self._place, "strong")], [(time_left(self._shares, calm=self._calm), "dim")], cells)]


def time_left(shares: Shares | None, *, calm: bool) -> str:
    """ "06:12 left · 0:48 a key result", or "1:20 over"; empty without a time."""
    if shares is None:
        return ""
    if shares.left < 0:
        return f"{_clock(-shares.left)} over"
    left = f"{int(shares.left) // 60:02d}:{int(shares.left) % 60:02d} left"
    return left if calm or shares.each is None else f"{left} · {_clock(shares.each)} a key result"


def _clock(seconds: float) -> str:
    return f"{int(seconds) // 60}:{int(seconds) % 60:02d}"


def place_of(run: Run, page: str, world: World) -> str:
    """Where a review is: "Review · Monday 4 May · 3 of 10 · at risk first"."""
    today = world.today
    parts = ["Review", f"{_DAYS[today.weekday()]} {format_day(today, today)}"]
    if number := run.number(page):
        row = world.plan.find(key_result_of(page), KeyResult)
        measured = row is None or standing(world.plan, row, today, world.method).value is not None
        parts += [f"{number} of {len(run.talk)}", "at risk first" if measured else "no value yet"]
    elif key_result_of(page):
        parts.append("key result")
    elif kpi := kpi_of(page):
        parts += ["KPIs", f"{run.kpis.index(kpi) + 1} of {len(run.kpis)}"] if kpi in run.kpis else ["KPIs"]
    elif page != OPEN:
        words = {LAST: "decisions of last time", WELL: "going well", END: "minutes"}
        words |= {CUSTOMERS: "customers", LEARNED: "learned"}
        parts.append(words.get(page, ""))
    return " · ".join(parts)


@dataclass(frozen=True, slots=True)
class Opening:
    """What the opening card says."""

    facts: tuple[str, ...]
    note: str = ""
    ahead: str = ""
    """What comes, how to leave, what it ends with."""
    news: tuple[News, ...] = ()
    paused: bool = False
    """There is a review to go on with; another one can be begun instead."""


def opening_of(
    plan: Plan, run: Run, agenda: Agenda, news: Sequence[News], minutes: int, today: date, *, paused: bool
) -> Opening:
    """The opening card: counts, time, what was paused, when the last one was."""
    rows = len(run.talk) + len(run.well)
    held = [row for one in run.last if (row := plan.find(one, Decision))]
    undone = sum(not one.done for one in held)
    ways = f": {len(run.talk)} one by one, {len(run.well)} that {'go' if len(run.well) > 1 else 'goes'} well as a list"
    facts = [(count(rows, "key result") + (ways if run.well else "")) if rows else "no key results"]
    facts += agenda.troubles
    facts += _kpis(plan, run, today)
    some = f" ({undone} open)" if undone < len(held) else ""
    facts += [f"{count(len(held), 'decision')} from last time{some}"] if held else []
    facts.append(f"{minutes} minutes")
    last = last_review(plan, run.review)
    note = f"The last one was on {format_moment(last.at, today)}." if last and last.at else "This is the first one."
    if last and last.at and _day(last.at) == today:
        note = "There was one today already; this is another."
    if paused:
        accepted = sum(bool(key_result_of(page)) for page in run.done)
        day = format_moment(run.started, today)
        note = f"Paused; it began on {day}, {accepted} of {len(run.talk)} key results are through."
    note = " ".join(filter(None, (note, _draft(plan, run.cycle))))
    return Opening(tuple(facts), note, _ahead(run, minutes), tuple(news), paused)


def _kpis(plan: Plan, run: Run, today: date) -> list[str]:
    """The KPIs on the agenda: those out of their range first, as the review has them."""
    rows = [kpi for one in run.kpis if (kpi := plan.find(one, Kpi))]
    alarmed = sum(is_alarmed(plan, kpi, today) for kpi in rows)
    due = len(rows) - alarmed
    ranges = "its range" if alarmed == 1 else "their ranges"
    facts = [f"{count(alarmed, 'KPI')} out of {ranges}"] if alarmed else []
    return facts + ([f"{due} more due" if alarmed else f"{count(due, 'KPI')} due"] if due else [])


def _ahead(run: Run, minutes: int) -> str:
    """What a review is, for who has not held one: its pages in their order, how to leave it, what it ends with."""
    pages = [
        ("what was decided last time", run.last),
        ("key results one by one, at risk first", run.talk),
        ("those that go well", run.well),
        ("KPIs that are due", run.kpis),
        ("what customers said and what you learned", True),
    ]
    come = ", ".join(text for text, there in pages if there)
    leave, again = key_of("leave"), key_of("review")
    clock = " The clock at the top only counts; nothing ends with it." if minutes else ""
    return (
        f"What comes: {come}; then the minutes are written for you. {leave} leaves at any time, "
        f"and {again} goes on there.{clock} {key_of('review_calm_card')}: fewer figures, for a shared screen."
    )


def _draft(plan: Plan, cycle: str) -> str:
    """That the quarter was never started, where it was not: its targets still move without a word."""
    row = plan.find(cycle, Cycle)
    if row is None or row.state != "draft":
        return ""
    return f"{plain(row.name)} is a draft: {key_of('cycle_step')} starts it, and keeps its targets as they are then."


def _day(at: date) -> date:
    return date(at.year, at.month, at.day)


def offers(run: Run, page: str, *, opening: Opening, ticks: bool) -> Keys:
    """What works on a page, those that are needed most first: ids of commands, and labels."""
    turn: Keys = [("review_skip", "skip"), ("review_back", "back")]
    pause = ("leave", "pause")
    if page == OPEN:
        keys: Keys = [("review_accept", "go on" if opening.paused else "begin")]
        keys += [("review_anew", "begin another"), ("review_discard", "throw away")] if opening.paused else []
        keys += [("review_space", "all changes")] if opening.news else []
        return [*keys, ("review_calm_card", _figures(run)), ("leave", "back")]
    if page == END:
        return [("review_copy", "copy"), ("up down", "scroll"), ("review_back", "back"), ("review_accept", "done")]
    if page == LAST:
        keys = [("review_space", "tick"), ("review_accept", "accept"), ("up down", "move")]
        return [*keys, pause, *turn, ("review_calm_card", _figures(run))]
    if page in WORDS:
        return [("review_accept", "keep"), ("new_line", "new line"), pause, *turn]
    if page == WELL:
        keys = [("review_accept", "accept all"), ("up down", "move"), ("review_field", "talk about it")]
        return [*keys, pause, *turn]
    keys = [("review_accept", "accept"), ("=", "same"), ("review_field", "field")]
    if kpi_of(page) and not ticks:
        return [*keys, pause, *turn]
    keys += [("review_tick", "tick")] if ticks else []
    return [*keys, pause, *turn, ("review_calm", _figures(run))]


def _figures(run: Run) -> str:
    """What the key of the calm page does: the page for a shared screen shows fewer figures."""
    return "all figures" if run.calm else "fewer figures"

"""The figures of a key result or a KPI in words: label and pieces of text, line by line."""

from __future__ import annotations

import math
from datetime import date

from okrtui.coach.model import Facts
from okrtui.plan.dates import format_day, format_moment
from okrtui.plan.entities import Direction, KeyResult, Kpi
from okrtui.plan.formulas import health, relative_target
from okrtui.plan.numbers import format_value
from okrtui.plan.outlook import Landing, Outlook, Trend, outlook, trend
from okrtui.plan.pacewords import amount, pace_words, places_of
from okrtui.plan.progress import Standing, latest, standing
from okrtui.plan.readings import readings
from okrtui.tui.paint import Piece
from okrtui.tui.rows import STATUS_STYLE, World, percent, range_of

Figure = tuple[str, list[Piece]]
"""A label (empty: the line before goes on) and what it says."""

_CHANCE = {
    "likely": ("good", "likely reached"),
    "open": ("warn", "may be reached"),
    "unlikely": ("bad", "likely missed"),
}


def derived(row: KeyResult, facts: Facts | None) -> float | None:
    """The target that a line such as "by 20 %" comes to from the key result's start; None where it says none."""
    if facts is None or not facts.relative or facts.target is None or row.baseline is None:
        return None
    return relative_target(row.baseline, facts.target, facts.direction or row.direction, row.unit)


def key_result_figures(world: World, row: KeyResult, computed: float | None) -> list[Figure]:
    """How a key result stands: `computed` is the target that its line comes to, if it is a relative one."""
    plan, today = world.plan, world.today
    at = standing(plan, row, today, world.method, target=computed)
    ahead = outlook(plan, row, today, target=computed)
    places = places_of(row.baseline, at.value, at.target)
    made: list[Figure] = [("status", [(pace_words(at, row.direction, row.baseline), STATUS_STYLE.get(at.status, ""))])]
    if at.value is not None and at.at is not None:
        sure = f"  ♥{at.confidence:g}" if at.confidence is not None else ""
        said = f"{format_value(at.value, row.unit)} on {format_moment(at.at, today)}"
        made.append(("now", [(said, "strong"), (sure, "dim")]))
    if at.progress is not None:
        beyond = f" ({at.progress * 100:.0f} %)" if not 0 <= at.progress <= 1 else ""
        made.append(("progress", [(percent(at.progress) + beyond, ""), (_expected_share(at, row), "dim")]))
    if at.expected is not None:
        made.append(("expected today", [(format_value(at.expected, row.unit, decimals=places), "")]))
    if at.target is not None:
        same = computed is not None and math.isclose(at.target, computed, rel_tol=1e-9)
        text = format_value(at.target, row.unit)
        made.append(("target", [(text, ""), ("  (derived)" if at.estimated or same else "", "dim")]))
    if at.to_go is not None:
        made.append(("to go", [("nothing" if at.to_go == 0 else amount(at.to_go, row.unit, places), "")]))
    made += _weekly(at, row, places)
    made += _ahead(ahead, row, places, today)
    return made


def _signed(value: float, unit: str, places: int) -> str:
    text = amount(value, unit, places)
    zero = not text.strip("-0.,") or not any(c in "123456789" for c in text)
    return text if value < 0 or zero else "+" + text


def _expected_share(at: Standing, row: KeyResult) -> str:
    return f"  expected {percent(at.elapsed)}" if at.elapsed is not None and row.direction != "keep" else ""


def _weekly(at: Standing, row: KeyResult, places: int) -> list[Figure]:
    """The weekly rate that is needed beside the one there was, both as changes of the value."""
    if at.needed is None and at.moved is None:
        return []
    more = places + 1 if places < 4 else places
    pieces: list[Piece] = []
    if at.needed is not None:
        unit = "" if row.unit == "%" and at.moved is not None else row.unit  # the points are named once
        need = "nothing" if at.to_go == 0 else _signed(at.needed, unit, more)
        pieces += [("needs ", "dim"), (need, "strong")]
    if at.moved is not None:
        pieces += [(", so far " if pieces else "so far ", "dim"), (_signed(at.moved, row.unit, more), "")]
    return [("a week", pieces)]


def _ahead(ahead: Outlook, row: KeyResult, places: int, today: date) -> list[Figure]:
    made: list[Figure] = []
    if ahead.trend is not None:
        made.append(_trend(ahead.trend, row.unit, places))
    if ahead.landing is None:
        return [*made, ("landing", [(ahead.why, "dim")])]
    return made + _landing(ahead.landing, row, places, today)


def _landing(at: Landing, row: KeyResult, places: int, today: date) -> list[Figure]:
    style, chance = _CHANCE.get(at.chance, ("", ""))
    said = f"{format_value(at.value, row.unit, decimals=places)} on {format_day(at.day, today)}"
    low, high = (format_value(v, row.unit, decimals=places) for v in (at.low, at.high))
    made: list[Figure] = [("landing", [(said, "strong"), (f"  {chance}", style)])]
    if low != high:
        made.append(("", [(f"{low} to {high}, 8 times in 10", "dim")]))
    if at.chance in ("open", "unlikely") and at.arrives is not None and at.arrives > at.day:
        made.append(("", [(f"at this rate there on {format_day(at.arrives, today)}", "dim")]))
    return made


def _trend(moving: Trend, unit: str, places: int) -> Figure:
    if moving.word == "level":
        return ("trend", [("level, or too unsteady to say", "")])
    way = {True: ("good", ", the right way"), False: ("bad", ", the wrong way"), None: ("", "")}[moving.better]
    text = f"{moving.word} {amount(abs(moving.weekly), unit, min(places + 1, 4))} a week"
    return ("trend", [(text, ""), (way[1], way[0])])


def kpi_figures(world: World, row: Kpi) -> list[Figure]:
    """How a KPI stands: its value, its range, how it moves."""
    last = latest(world.plan.measurements(row.id), world.today)
    if last is None or last.value is None or last.at is None:
        return [("now", [("no value yet", "dim")])]  # the place of the chart says which key takes one
    style, _ = range_of(row, last.value)
    places = places_of(last.value, row.healthy_low, row.healthy_high)
    said = f"{format_value(last.value, row.unit)} on {format_moment(last.at, world.today)}"
    made: list[Figure] = [("now", [(said, "strong")])]
    state = health(row, last.value)
    if state:
        made.append(("range", [(state, style or "good"), (f"  ({_range(row)})" if _range(row) else "", "dim")]))
    found = trend(readings(world.plan, row, world.today, most=12), _meant(row))
    if found is not None:
        made.append(_trend(found, row.unit, places))
    return made


def _meant(row: Kpi) -> Direction | None:
    """Which way is better for a KPI: as it says; else away from its only healthy bound."""
    if row.direction or (row.healthy_low is None) == (row.healthy_high is None):
        return row.direction
    return "up" if row.healthy_low is not None else "down"


def _range(row: Kpi) -> str:
    low, high = (None if v is None else format_value(v, row.unit) for v in (row.healthy_low, row.healthy_high))
    if low and high:
        return f"healthy from {low} to {high}"
    return f"healthy from {low}" if low else f"healthy up to {high}" if high else ""

"""A whole quarter, lived through commands and keys: ``python -m tests.soak.quarter``.

Thirteen weeks with 5 objectives, 15 key results and 12 KPIs. `okrtui new` makes the plan, S starts it; each Monday
`okrtui record` takes the KPIs from standard input, `okrtui checkin` some key results, and R is gone through by keys for
all others; S closes the quarter. After the reviews of weeks 4, 8 and 12 every figure on the screen is compared with
formulas written out here, from the values that this script made up, and not with those of the app: progress, expected
share and value, status, to go, weekly rate needed and so far, of every key result; progress and status of every
objective. At the end the grades that the close proposed are compared as well. Prints a line a week, and the minutes of
week 8. Ends with exit code 1 at the first figure that differs. Takes some minutes.
"""

from __future__ import annotations

import asyncio
import io
import json
import math
import os
import re
import sys
import tempfile
from contextlib import redirect_stdout
from dataclasses import dataclass, field
from datetime import date, timedelta
from pathlib import Path

os.environ["TEXTUAL_ANIMATIONS"] = "none"

from okrtui.__main__ import main as okrtui
from okrtui.plan.entities import Cycle, KeyResult, Objective, Review
from okrtui.tui.reviewrun import CUSTOMERS, END, LEARNED, OPEN
from okrtui.tui.screens.cycleclose import CloseDialog
from okrtui.tui.screens.cyclestart import StartDialog
from okrtui.tui.screens.review import ReviewScreen
from tests.tui.driving import Window, stored, text_of_lines, window

START, END_DAY = date(2026, 10, 1), date(2026, 12, 31)
WEEKS, CHECKED, MINUTES_OF = 13, (4, 8, 12), 8
DIGITS = "1234567890"


@dataclass
class Result:
    """A key result that the script made up: how it begins, where it should go, how fast it does."""

    id: str
    objective: str
    unit: str
    baseline: float
    target: float
    pace: float
    """Share of the way that it has come at the end; below 0: the wrong way."""
    kpi: str = ""
    by_command: bool = False
    value: float | None = None
    on: date = START

    def at(self, week: int) -> float:
        """The value of a week, bent a little so that it does not lie on a line."""
        share = self.pace * week / WEEKS + 0.02 * math.sin(week + self.baseline)
        return round(self.baseline + share * (self.target - self.baseline), 2)


@dataclass
class World:
    """All that was made up."""

    results: list[Result] = field(default_factory=list)
    checked: int = 0
    """Figures that were compared."""


SHAPES = [
    ("%", 6.0, 4.0, 1.1), ("€", 42.0, 33.6, 0.8), ("", 120.0, 200.0, 0.5), ("h", 8.0, 2.0, 0.2),
    ("%", 40.0, 60.0, -0.2), ("", 0.0, 50.0, 1.0), ("€", 900.0, 1200.0, 0.9), ("%", 12.0, 3.0, 0.6),
]  # fmt: skip


def make_world() -> World:
    """Fifteen key results below five objectives; three are measured by a KPI, three are checked in by command."""
    world = World()
    for n in range(15):
        unit, baseline, target, pace = SHAPES[n % len(SHAPES)]
        shift = n // len(SHAPES)
        world.results.append(
            Result(
                f"kr-s{n:02}",
                f"o-s{n % 5}",
                unit,
                baseline + shift,
                target + 2 * shift,
                pace + 0.1 * shift,
                kpi=f"kpi-s{n:02}" if n in (1, 6, 11) else "",
                by_command=n in (2, 7, 12),
            )
        )
    return world


def toml(world: World) -> str:
    """The plan as a draft."""
    lines = ["okrtui_format = 1", 'name = "A whole quarter"', "[strategy]", 'statement = "Win repeat buyers."']
    lines += [
        "[[cycles]]",
        'id = "cy-soak"',
        'name = "2026-Q4"',
        f"start = {START}",
        f"end = {END_DAY}",
        'state = "draft"',
    ]
    for n in range(5):
        lines += ["[[cycles.objectives]]", f'id = "o-s{n}"', f'title = "Delight buyers in way {n}"', 'owner = "Ada"']
        for result in (r for r in world.results if r.objective == f"o-s{n}"):
            lines += ["[[cycles.objectives.key_results]]", f'id = "{result.id}"', f'title = "Metric {result.id} moves"']
            lines += [f'metric = "metric {result.id}"', f'unit = "{result.unit}"']
            lines += [f'direction = "{"up" if result.target > result.baseline else "down"}"']
            lines += [f"baseline = {result.baseline}", f"target = {result.target}"]
            lines += [f'measured_by = "{result.kpi}"'] if result.kpi else []
    for n in range(12):
        measured = next((r for r in world.results if r.kpi == f"kpi-s{n:02}"), None)
        lines += ["[[kpis]]", f'id = "kpi-s{n:02}"', f'name = "Indicator {n:02}"', 'cadence = "weekly"']
        lines += [f'unit = "{measured.unit if measured else "%"}"']
    return "\n".join(lines) + "\n"


def command(day: date, *arguments: str, given: str = "") -> str:
    """Run a command on a day; anything but success ends the script."""
    os.environ["OKRTUI_TODAY"] = str(day)
    before, sys.stdin = sys.stdin, io.TextIOWrapper(io.BytesIO(given.encode()), encoding="utf-8")
    try:
        with redirect_stdout(io.StringIO()) as out:
            code = okrtui(list(arguments))
    finally:
        sys.stdin = before
    assert code == 0, (arguments, code)
    return out.getvalue()


# -- a week


def record(path: Path, world: World, week: int, day: date) -> None:
    """The Monday's numbers, by commands: every KPI at once, and three key results."""
    lines = []
    for n in range(12):
        measured = next((r for r in world.results if r.kpi == f"kpi-s{n:02}"), None)
        value = measured.at(week) if measured else round(10 + n + math.sin(week), 2)
        lines.append(json.dumps({"kpi": f"kpi-s{n:02}", "value": value}))
        if measured:
            measured.value, measured.on = value, day
    command(day, "record", "--plan", str(path), given="\n".join(lines))
    for result in (r for r in world.results if r.by_command):
        result.value, result.on = result.at(week), day
        command(day, "checkin", result.id, str(result.value), "--confidence", "6", "--plan", str(path))


async def review(win: Window, world: World, week: int, day: date) -> int:
    """Go through the review by keys; how many key results were talked about one by one."""
    by_id = {result.id: result for result in world.results}
    await win.press("R")
    await win.until(lambda: isinstance(win.app.screen, ReviewScreen), f"R: {win.notice}")
    await win.pilot.pause()
    screen = win.app.screen
    assert isinstance(screen, ReviewScreen)
    talked = 0
    for _ in range(60):
        page = screen.page
        if page == END:
            await win.press("enter")
            await win.back()
            return talked
        if page.startswith("kr:"):
            talked += 1
            await _talk(win, screen, by_id[page.removeprefix("kr:")], week, day)
        elif page in (CUSTOMERS, LEARNED):
            await win.type(f"week {week}: they ask for less")
            await win.press("enter")
        else:
            await win.press("enter")
        await win.pilot.pause()
        assert page == OPEN or screen.page != page, f"{page} cannot be left: {text_of_lines(screen.say.lines)}"
    raise AssertionError("the review never ends")


async def _talk(win: Window, screen: ReviewScreen, result: Result, week: int, day: date) -> None:
    if not screen.fields.texts["value"]:
        result.value, result.on = result.at(week), day
        await win.type(f"{result.value:g}")
    await win.press("tab", DIGITS[(week + len(result.id)) % 9])
    if week % 4 == 0:
        await win.press("tab")
        await win.type("two calls, one idea")
    await win.press("enter")


# -- the figures, by formulas of our own


def share_of(result: Result) -> float:
    assert result.value is not None
    return (result.value - result.baseline) / (result.target - result.baseline)


def clamped(share: float) -> float:
    return max(0.0, min(1.0, share))


def word_of(share: float, gone: float) -> str:
    """The status that a pace has between the first 15 % of the time and the end."""
    pace = share - gone
    return "on track" if pace >= -0.10 else "behind" if pace >= -0.25 else "at risk"


def number(screen: str, label: str) -> tuple[float, float]:
    """The number behind a label, and half of its last digit."""
    found = re.search(rf"{label}\s+[€]?\s?([+−-]?)[€]?([0-9][0-9,]*(?:\.[0-9]+)?)", screen)
    assert found, f"there is no {label} on\n{screen}"
    text = found[2].replace(",", "")
    value = float(text) * (-1 if found[1] in ("-", "−") else 1)
    return value, 0.5 * 10.0 ** -len(text.partition(".")[2])


def compare(world: World, where: str, screen: str, label: str, expected: float) -> None:
    shown, half = number(screen, label)
    assert abs(shown - expected) <= half * 1.000001 + 1e-9, (
        f"{where}: {label} is {shown}, expected {expected}\n{screen}"
    )
    world.checked += 1


async def check(win: Window, world: World, day: date) -> None:
    """Compare every figure on the detail of each key result, and the rows of objectives."""
    gone = (day - START).days / (END_DAY - START).days
    for result in world.results:
        await win.go(result.id)
        await win.press("space")
        await win.until(lambda: win.app.screen is not win.main)
        await win.pilot.pause()
        await win.pilot.pause()
        _check_result(world, result, win.screen(), day, gone)
        await win.press("escape")
        await win.back()
    await win.press("2")
    _check_objectives(world, win, gone)


def _check_result(world: World, result: Result, screen: str, day: date, gone: float) -> None:
    assert result.value is not None
    where, share = f"{day} {result.id}", share_of(result)
    left = (END_DAY - day).days / 7
    compare(world, where, screen, "now", result.value)
    compare(world, where, screen, "progress", 100 * clamped(share))
    compare(world, where, screen, r"progress[^\n]*expected", 100 * gone)
    compare(world, where, screen, "expected today", result.baseline + gone * (result.target - result.baseline))
    reached = share >= 1
    if reached:
        assert re.search(r"to go\s+nothing", screen), screen
    else:
        compare(world, where, screen, "to go", abs(result.target - result.value))
        compare(world, where, screen, "needs", (result.target - result.value) / left)
    compare(world, where, screen, "so far", (result.value - result.baseline) / ((day - START).days / 7))
    word = word_of(share, gone)
    assert re.search(rf"status\s+{word}", screen), f"{where}: status should be {word}\n{screen}"
    world.checked += 2


def _check_objectives(world: World, win: Window, gone: float) -> None:
    rows = win.rows("objectives")
    for n, row in enumerate(rows):
        shares = [clamped(share_of(r)) for r in world.results if r.objective == f"o-s{n}"]
        mean = sum(shares) / len(shares)
        shown = re.search(r"([0-9]+) %", row)
        assert shown, row
        assert abs(int(shown[1]) - 100 * mean) <= 0.5 + 1e-9, (row, mean)
        assert word_of(mean, gone) in row, (row, mean, gone)
        world.checked += 2


# -- the quarter


async def start(path: Path) -> None:
    """S, and S again: the quarter runs."""
    async with window(path, today=START) as win:
        await win.press("S")
        await win.until(lambda: isinstance(win.app.screen, StartDialog), win.notice)
        await win.pilot.pause()
        await win.press("S")
        await win.back()
        await win.saved()
    cycle = stored(path).find("cy-soak", Cycle)
    assert cycle is not None
    assert cycle.state == "active"


async def close(path: Path, world: World) -> None:
    """S in January: accept every card; the grades are the progress at the end, one decimal, half up."""
    async with window(path, today=date(2027, 1, 4)) as win:
        await win.press("S")
        await win.until(lambda: isinstance(win.app.screen, CloseDialog), win.notice)
        for _ in range(2 + len(world.results) + 5):
            await win.pilot.pause()
            await win.press("enter")
        await win.back()
        await win.saved()
    plan = stored(path)
    cycle = plan.find("cy-soak", Cycle)
    assert cycle is not None
    assert cycle.state == "closed"
    for result in world.results:
        row = plan.find(result.id, KeyResult)
        expected = math.floor(round(clamped(share_of(result)) * 10, 8) + 0.5) / 10
        assert row is not None
        assert row.grade == expected, (result, row.grade, expected)
        world.checked += 1
    assert all(objective.grade is not None for objective in plan.table(Objective).values())


async def quarter(folder: Path) -> int:
    """Live through it; how many figures were compared."""
    path, world = folder / "quarter.db", make_world()
    (folder / "plan.toml").write_text(toml(world), encoding="utf-8")
    command(START, "new", str(path), "--from", str(folder / "plan.toml"))
    await start(path)
    minutes = ""
    for week in range(1, WEEKS + 1):
        day = date(2026, 10, 5) + timedelta(weeks=week - 1)
        record(path, world, week, day)
        async with window(path, today=day) as win:
            talked = await review(win, world, week, day)
            await win.saved()
            if week in CHECKED:
                await check(win, world, day)
        done = [one for one in stored(path).children(Review) if one.finished]
        assert len(done) == week
        minutes = done[-1].minutes if week == MINUTES_OF else minutes
        print(f"week {week:2}: {talked} talked about, {world.checked} figures compared so far", flush=True)
    await close(path, world)
    print(f"\nThe minutes of week {MINUTES_OF}:\n\n{minutes}")
    return world.checked


def main() -> int:
    """Run it in a folder of its own, with settings and drafts of its own."""
    with tempfile.TemporaryDirectory() as folder:
        for name in ("XDG_DATA_HOME", "XDG_STATE_HOME", "XDG_CONFIG_HOME"):
            os.environ[name] = str(Path(folder) / name.lower())
        compared = asyncio.run(quarter(Path(folder)))
    print(f"{compared} figures compared; all are as they should be.")
    return 0


if __name__ == "__main__":
    sys.exit(main())

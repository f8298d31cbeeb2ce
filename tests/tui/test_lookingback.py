"""Any past day of the plan, in the app: asked for with @, or given at the start."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import date, timedelta
from pathlib import Path

import pytest

from okrtui.plan import edits
from okrtui.plan.entities import KeyResult
from okrtui.plan.errors import PlanError
from okrtui.session import Session
from okrtui.settings import Settings
from okrtui.store.errors import MissingPlan
from okrtui.tui import app as okr_app
from okrtui.tui.app import OkrApp
from okrtui.tui.deeds.lookingback import read_day
from okrtui.tui.screens.ask import Ask
from tests.tui.driving import TODAY, WIDE, Window, session_on, window

DAY = timedelta(days=1)
LATER = TODAY + 3 * DAY


@pytest.fixture
def grown(sample: Path) -> Path:
    """The sample, written on 4 May; on 6 May its churn was checked and its first priority dropped."""
    session = session_on(sample, today=TODAY + 2 * DAY)
    session.apply(edits.check_in(session.plan, churn(session).id, TODAY + 2 * DAY, 5.4, 9.0))
    session.apply(edits.delete(session.plan, session.plan.priorities[0].id))
    session.wait(10)
    session.close()
    return sample


def churn(session: Session) -> KeyResult:
    return next(row for row in session.plan.table(KeyResult).values() if "churn" in row.title)


async def look(shown: Window, text: str) -> None:
    """Type a day into the line that @ opens."""
    await shown.press("at")
    await shown.until(lambda: isinstance(shown.app.screen, Ask))
    await shown.type(text)
    await shown.press("enter")
    await shown.back()


@asynccontextmanager
async def opened_as_of(path: Path, day: date) -> AsyncIterator[Window]:
    """The app as `okrtui --as-of DAY` opens it on 7 May."""
    session = session_on(path, today=LATER)
    past = Session(path, today=lambda: LATER, as_of=day).open()
    app = OkrApp(session, Settings(), LATER, past=past)
    try:
        async with app.run_test(size=WIDE, notifications=True) as pilot:
            made = Window(pilot, app)
            await made.until(lambda: app.main.awake)
            await pilot.pause()
            yield made
    finally:
        session.close()


async def test_at_asks_for_a_day_and_shows_the_plan_of_then(grown: Path) -> None:
    async with window(grown, today=LATER) as shown:
        assert len(shown.rows("strategy")) == 2
        await look(shown, "5 may")
        assert len(shown.rows("strategy")) == 3
        assert any("6.0" in row and "♥5" in row for row in shown.rows("results"))
        header = shown.screen().split("\n")[0]
        assert "(as of 5 May)" in header
        assert "week 5 of 13" in header
        assert "read-only" in header
        assert "as of the evening of 5 May" in shown.notice


@pytest.mark.parametrize("keys", [["escape"], ["at", "enter"]])
async def test_escape_and_nothing_typed_come_back_to_now_where_one_was(grown: Path, keys: list[str]) -> None:
    async with window(grown, today=LATER) as shown:
        place = churn(shown.app.session).id
        await shown.go(place)
        await look(shown, "yesterday")
        await look(shown, "4 may")
        await shown.press("1")
        await shown.press(*keys)
        await shown.back()
        assert shown.here == place
        assert len(shown.rows("strategy")) == 2
        assert "as of" not in shown.screen().split("\n")[0]
        await shown.press("e")
        assert shown.typing()


async def test_the_line_is_left_with_escape_without_going_anywhere(grown: Path) -> None:
    async with window(grown, today=LATER) as shown:
        await look(shown, "5 may")
        await shown.press("at", "escape")
        await shown.back()
        assert shown.main.session.as_of == TODAY + DAY


async def test_nothing_can_be_changed_on_a_past_day_and_it_says_so(grown: Path) -> None:
    async with window(grown, today=LATER) as shown:
        await look(shown, "5 may")
        assert "esc" in shown.footer
        for key in ("n", "e", "v", "d", "u", "a", "J", "t", "P", "R", "S"):
            await shown.press(key)
            assert not shown.typing()
            assert "can be read, not changed" in shown.notice, key
        with pytest.raises(PlanError, match="as of 5 May"):
            shown.app.apply(edits.change(shown.main.plan, "plan", name="another"))


async def test_before_the_first_action_it_says_since_when_there_is_a_plan(grown: Path) -> None:
    async with window(grown, today=LATER) as shown:
        await look(shown, "1 april")
        assert "nothing in this plan yet: it begins on 4 May" in shown.notice
        assert not shown.starting()
        assert not shown.rows("objectives")
        assert "Nothing here on that day." in shown.screen()
        await shown.press("escape")
        assert len(shown.rows("objectives")) == 2


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("sometime", "“sometime” is not a day"),
        ("31 feb", "is not a day"),
        ("next friday", "still to come"),
        ("2030-01-01", "1 Jan 2030 is still to come"),
    ],
)
async def test_what_is_no_past_day_is_refused_in_a_sentence(grown: Path, text: str, said: str) -> None:
    async with window(grown, today=LATER) as shown:
        await look(shown, text)
        assert said in shown.notice
        assert shown.main.session is shown.app.session


async def test_what_another_window_writes_meanwhile_is_there_on_coming_back(grown: Path) -> None:
    async with window(grown, today=LATER) as shown:
        await look(shown, "5 may")
        other = session_on(grown, today=LATER)
        other.apply(edits.change(other.plan, "plan", name="Renamed"))
        other.wait(10)
        other.close()
        await shown.until(lambda: shown.app.session.plan.root.name == "Renamed")
        assert "Acme Shop" in shown.screen()
        await shown.press("escape")
        assert "Renamed" in shown.screen().split("\n")[0]


async def test_the_detail_of_a_past_day_knows_nothing_later(grown: Path) -> None:
    async with window(grown, today=LATER) as shown:
        await shown.go(churn(shown.app.session).id)
        await look(shown, "5 may")
        await shown.press("space")
        await shown.until(lambda: shown.app.screen is not shown.main)
        await shown.pilot.pause()
        assert "27 Apr" in shown.screen()
        assert "6 May" not in shown.screen()


async def test_the_app_opens_as_of_a_day(grown: Path) -> None:
    async with opened_as_of(grown, TODAY + DAY) as shown:
        assert len(shown.rows("strategy")) == 3
        assert "(as of 5 May)" in shown.screen().split("\n")[0]
        assert "as of the evening of 5 May" in shown.notice
        assert "read-only" in shown.screen().split("\n")[0]
        await shown.press("escape")
        assert len(shown.rows("strategy")) == 2
        assert shown.here


def test_a_day_to_come_is_refused_at_the_start(grown: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("OKRTUI_TODAY", "2026-05-07")
    with pytest.raises(PlanError, match="2026-05-08, a day to come"):
        okr_app.run(grown, as_of=date(2026, 5, 8))


def test_a_missing_plan_has_no_past_and_is_not_made(tmp_path: Path) -> None:
    with pytest.raises(MissingPlan):
        okr_app.run(tmp_path / "none.db", as_of=date(2020, 1, 1))
    assert not (tmp_path / "none.db").exists()


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("last friday", date(2026, 5, 1)),
        ("Friday", date(2026, 5, 1)),
        ("last monday", date(2026, 4, 27)),
        ("on 2 May", date(2026, 5, 2)),
        ("last week", date(2026, 4, 27)),
        ("last month", date(2026, 4, 4)),
        ("last quarter", date(2026, 3, 31)),
        ("3 days ago", date(2026, 5, 1)),
        ("1 dec", date(2025, 12, 1)),
        ("today", TODAY),
    ],
)
def test_days_that_have_passed_are_read_as_people_say_them(text: str, day: date) -> None:
    assert read_day(text, TODAY) == day


async def test_calibration_says_when_there_will_be_one(grown: Path) -> None:
    async with window(grown, today=LATER) as shown:
        shown.main.action_do("calibration")
        await shown.pilot.pause()
        assert "After 3 closed quarters" in await shown.opened_page()

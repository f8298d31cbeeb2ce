"""The finished examples as the app opens them."""

from __future__ import annotations

from datetime import date, timedelta
from pathlib import Path

import pytest

from okrtui.clock import SAMPLE_DAY
from okrtui.exchange.examples import EXAMPLES
from okrtui.plan.entities import CheckIn
from okrtui.plan.model import when
from okrtui.session import Session
from okrtui.tui.samples import lived, sample_edit
from tests.tui.driving import window


def opened(path: Path, days: list[date]) -> Session:
    """A session whose today is the last of these days."""
    session = Session(path, today=lambda: days[-1], state_dir=path.parent / "state", backups=0)
    session.open()
    return session


@pytest.mark.parametrize("name", [example.name for example in EXAMPLES])
def test_a_demo_has_a_past_and_ends_as_the_example_is(tmp_path: Path, name: str) -> None:
    days = [SAMPLE_DAY]
    whole, demo = opened(tmp_path / "whole.db", days), opened(tmp_path / "demo.db", days)
    whole.apply(sample_edit(whole, name))
    written = lived(sample_edit(demo, name), SAMPLE_DAY)
    assert [day for day, _ in written] == sorted({day for day, _ in written})
    for day, edit in written:
        days.append(day)
        demo.apply(edit)
    days.append(SAMPLE_DAY)
    demo.wait(10)
    as_one = {row.id: row for row in whole.plan.rows()}
    assert {row.id: row for row in demo.plan.rows()} == as_one
    whole.close()
    demo.close()
    then = SAMPLE_DAY - timedelta(days=14)
    past = Session(tmp_path / "demo.db", today=lambda: SAMPLE_DAY, as_of=then)
    past.open()
    noted = [row for row in past.plan.table(CheckIn).values() if row.at is not None]
    assert noted
    assert max(when(row.at)[0] for row in noted if row.at is not None) <= then
    past.close()


async def test_in_a_plan_with_rows_the_example_says_why_it_is_not_for_it(sample: Path) -> None:
    async with window(sample) as win:
        await win.press("s")
        assert "An example fills an empty plan, and this one has rows." in win.notice
        assert "In a terminal, okrtui demo opens one" in win.notice

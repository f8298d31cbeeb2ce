"""A closed quarter on the main screen: what it shows are grades, and no pace."""

from __future__ import annotations

from pathlib import Path

import pytest

from okrtui.plan.entities import KeyResult
from okrtui.plan.model import Plan
from tests.tui.driving import SMALL, WIDE, stored, window
from tests.tui.test_cycle import Q2, change_stored

PACE = ("missed", "reached", "on track", "behind", "at risk", "no data", "%")


@pytest.fixture
def graded(sample: Path) -> Path:
    """The sample closed before its end; one key result graded by hand, far from what the numbers say."""
    for row, grade in (("kr-cac", 0.9), ("objective", 0.8)):
        change_stored(sample, _first(stored(sample), row), grade=grade)
    change_stored(sample, Q2, state="closed")
    return sample


def _first(plan: Plan, row: str) -> str:
    """The key result, or its objective."""
    found = plan.find("kr-cac", KeyResult)
    assert found is not None
    return row if row == "kr-cac" else found.objective


@pytest.mark.parametrize("size", [WIDE, SMALL])
async def test_rows_of_a_closed_quarter_show_their_grades(graded: Path, size: tuple[int, int]) -> None:
    async with window(graded, size=size) as win:
        win.main.show_item("kr-cac")
        await win.pilot.pause()
        row, other = win.rows("results")[:2]
        assert "0.9  graded" in row
        assert "—  not graded" in other
        assert not any(word in row.splitlines()[-1] for word in PACE[:-1]), row
        objective = win.rows("objectives")[0]
        assert "0.8" in objective
        assert "1 of 3 graded" in objective
        assert "measured" not in objective
        assert not any(word in objective for word in PACE), objective


async def test_the_header_counts_no_weeks_of_a_closed_quarter(graded: Path) -> None:
    async with window(graded) as win:
        assert win.main.view.calendar(wide=True) == "2026-Q2 · closed, S plans the next"

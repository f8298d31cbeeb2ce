"""Odd but fine: markup, control characters, wide and right-to-left text, 10,000 characters, in every field."""

from __future__ import annotations

import dataclasses
from datetime import date
from pathlib import Path

import pytest

from okrtui.plan.changes import Edit, Insert, Set
from okrtui.plan.entities import (
    CheckIn,
    Cycle,
    Decision,
    Entity,
    Initiative,
    KeyResult,
    Kpi,
    Measurement,
    Objective,
    Priority,
    Review,
    Root,
    Target,
)
from okrtui.plan.fields import specs
from okrtui.plan.ids import moment_id
from okrtui.tui.editing import is_empty
from tests.tui.driving import SMALL, TODAY, WIDE, Window, session_on, stored, window
from tests.tui.test_text import controls

SIZES = pytest.mark.parametrize("size", [WIDE, SMALL], ids=["wide", "small"])
TEXTS = {
    "markup": "[/b] [bold red]x[/] [@click=app.quit]y[/] [[z] {0} %s <b>",
    "controls": "a\x1b[2Jb\x07c\x9bd\x7fe\u202ef\u2066g\u2028h\ti\nj\rk",
    "wide": "売上を二倍にする 👩‍👩‍👧‍👦 e\u0301te\u0301",
    "right to left": "הגדלת ההכנסות ב־10 % عام 2026",
    "long": "a" * 10_000,
    "many lines": "line\n" * 200,
}


def plan_of(text: str) -> list[Entity]:
    """One row of each kind, with this text in each of its text fields."""
    rows: list[Entity] = [
        Root("plan"),
        Priority("pr-aaaaaa"),
        Cycle("cy-aaaaaa", start=date(2026, 4, 1), end=date(2026, 6, 30), state="active"),
        Objective("o-aaaaaa", cycle="cy-aaaaaa", priority="pr-aaaaaa"),
        KeyResult("kr-aaaaaa", objective="o-aaaaaa", baseline=1, target=2, kpis=("kpi-aaaaaa",)),
        Target(moment_id("kr-aaaaaa", TODAY), key_result="kr-aaaaaa", at=TODAY, baseline=1, target=2),
        Initiative("in-aaaaaa", key_result="kr-aaaaaa"),
        CheckIn(moment_id("kr-aaaaaa", TODAY), key_result="kr-aaaaaa", at=TODAY, value=1.5, confidence=5),
        Kpi("kpi-aaaaaa", timing="leading"),
        Measurement(moment_id("kpi-aaaaaa", TODAY), kpi="kpi-aaaaaa", at=TODAY, value=3),
        Review("rv-aaaaaa", at=TODAY),
        Decision("de-aaaaaa", review="rv-aaaaaa"),
    ]
    return [
        dataclasses.replace(row, **{spec.name: text for spec in specs(type(row)) if spec.kind == "text"})
        for row in rows
    ]


DANGEROUS = ("markup", "controls")
"""Texts that could do something to the app or the terminal: these in every field, the others in turns."""


def odd_plan(path: Path, name: str) -> Path:
    """A plan file full of odd text of one kind; "mixed" has the harmless kinds in turns."""
    session = session_on(path)
    harmless = [plan_of(text) for kind, text in TEXTS.items() if kind not in DANGEROUS]
    mixed = [harmless[i % len(harmless)][i] for i in range(len(harmless[0]))]
    rows = mixed if name == "mixed" else plan_of(TEXTS[name])
    root = session.plan.root
    changes = [
        Set("plan", "plan", spec.name, getattr(root, spec.name), getattr(rows[0], spec.name))
        for spec in specs(Root)
        if spec.kind == "text"
    ]
    session.apply(Edit("fill", (*changes, *(Insert(row) for row in rows[1:]))))
    session.wait(10)
    session.close()
    return path


ODD = pytest.mark.parametrize("name", [*DANGEROUS, "mixed"])


def fit(win: Window, size: tuple[int, int]) -> None:
    """The screen is as large as the terminal, and nothing on it controls the terminal."""
    lines = win.screen().split("\n")
    assert len(lines) == size[1]
    assert controls("".join(lines)) == []


@SIZES
@ODD
async def test_odd_text_is_shown_edited_and_kept_as_it_is(tmp_path: Path, name: str, size: tuple[int, int]) -> None:
    odd = odd_plan(tmp_path / "odd.db", name)
    before = {row.id: row for row in stored(odd).rows()}
    async with window(odd, size=size) as win:
        fit(win, size)
        for row in ("plan", "pr-aaaaaa", "o-aaaaaa", "kr-aaaaaa", "in-aaaaaa", "kpi-aaaaaa"):
            await win.go(row)
            fit(win, size)
            await win.press("space") if row != "in-aaaaaa" else None
            await win.pilot.pause(0.05)
            fit(win, size)
            await win.press("escape")
            await win.back()
            await win.press("e")
            fit(win, size)
            await win.press("shift+tab")
            fit(win, size)
            await win.press("shift+tab", "enter")
            if win.typing():
                await win.press("escape")
            fit(win, size)
        await win.press("ctrl+p")
        await win.pilot.pause(0.05)
        await win.press("escape")
        await win.back()
    after = {row.id: row for row in stored(odd).rows()}
    assert after.keys() == before.keys()
    lost = [
        (row, field.name)
        for row, held in before.items()
        for field in specs(type(held))
        if not is_empty(getattr(held, field.name)) and getattr(after[row], field.name) != getattr(held, field.name)
    ]
    assert lost == [], "Enter fills at most a field that was empty, with what its text says"


@ODD
async def test_questions_about_odd_rows_are_asked(tmp_path: Path, name: str) -> None:
    odd, size = odd_plan(tmp_path / "odd.db", name), SMALL if name == "mixed" else WIDE
    async with window(odd, size=size) as win:
        for row, keys in (("kr-aaaaaa", "tgLywv"), ("o-aaaaaa", "tgLy"), ("kpi-aaaaaa", "twvLy")):
            for key in keys:
                await win.go(row)
                await win.press(key)
                fit(win, size)
                for _ in range(2):
                    if win.app.screen is not win.main or win.typing():
                        await win.press("escape")
                await win.back()


@pytest.mark.parametrize("name", DANGEROUS)
async def test_odd_rows_are_deleted_and_brought_back(tmp_path: Path, name: str) -> None:
    odd = odd_plan(tmp_path / "odd.db", name)
    before = {row.id: row for row in stored(odd).rows()}
    async with window(odd) as win:
        for row in ("kr-aaaaaa", "kpi-aaaaaa", "pr-aaaaaa"):
            await win.go(row)
            await win.press("d")
            fit(win, WIDE)
            await win.saved()
            await win.undone()
            fit(win, WIDE)
    assert {row.id: row for row in stored(odd).rows()} == before


@SIZES
async def test_odd_text_is_typed_and_kept_as_it_was_typed(sample: Path, size: tuple[int, int]) -> None:
    async with window(sample, size=size) as win:
        for text in (TEXTS["markup"], TEXTS["wide"], TEXTS["right to left"], TEXTS["long"]):
            await win.go("kr-cac")
            await win.press("e")
            await win.put(text)
            fit(win, size)
            await win.press("enter")
            assert win.plan.get("kr-cac").title == text  # type: ignore[attr-defined]
            fit(win, size)


async def test_nul_is_refused_by_taking_it_out(sample: Path) -> None:
    async with window(sample) as win:
        await win.press("n")
        await win.paste("Lower\0 refunds")
        await win.press("enter", "enter")
        assert win.plan.key_results("o-balance")[1].title == "Lower refunds"


@pytest.mark.parametrize("size", [(1, 1), (10, 3), (20, 6), (40, 10), (60, 15), (250, 70)])
async def test_any_size_of_terminal(sample: Path, empty: Path, size: tuple[int, int]) -> None:
    async with window(sample, size=size) as win:
        for keys in (
            ("n", "escape"),
            ("1",),
            ("2", "down"),
            ("4",),
            ("question_mark", "escape"),
            ("c", "c"),
            ("0", "escape"),
        ):
            await win.press(*keys)
            await win.pilot.pause()
        await win.go("kr-churn")
        await win.press("e")
        await win.put("Lower the refund rate from 4 % to 2 % " * 10)
        await win.press("escape")
        await win.pilot.resize_terminal(120, 40)
        await win.pilot.pause(0.1)
        assert "Reduce the churn rate" in win.screen()

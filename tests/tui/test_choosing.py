"""Fields with choices: all are seen, and walked with the arrows; odd texts in fields are asked about."""

from __future__ import annotations

from pathlib import Path

import pytest

from okrtui.plan.entities import Kpi, Objective, Priority
from okrtui.plan.model import Plan
from okrtui.tui.choosing import MARK, choice_at, choice_lines, chosen, step, takes_space
from okrtui.tui.forms import FORMS, Around, Field, choices_of
from okrtui.tui.oddfields import odd
from okrtui.tui.text import width
from tests.plan.making import TODAY, small_plan
from tests.tui.driving import text_of_lines, window

AROUND = Around(small_plan(), TODAY)


def field(entity: type, name: str) -> Field:
    return next(f for f in FORMS[entity].fields if f.name == name)


def test_what_can_be_chosen() -> None:
    assert choices_of(field(Kpi, "timing"), AROUND) == ["leading", "lagging", ""]
    assert choices_of(field(Objective, "priority"), AROUND) == ["Repeat orders", ""]
    assert choices_of(field(Kpi, "owner"), AROUND) == ["Ada", "Bo", "Cy", "Di", "Ed", ""]
    assert choices_of(field(Kpi, "action"), AROUND) == []


@pytest.mark.parametrize(("typed", "at"), [("lead", 0), ("LAGGING", 1), ("la", 1), ("l", -1), ("", 2), ("x", -1)])
def test_first_letters_choose(typed: str, at: int) -> None:
    assert chosen(["leading", "lagging", ""], typed) == at


def test_arrows_go_round() -> None:
    timing = field(Kpi, "timing")
    walk = [typed := "leading"]
    for _ in range(3):
        typed = step(timing, typed, 1, AROUND) or ""
        walk.append(typed)
    assert walk == ["leading", "lagging", "", "leading"]
    assert step(timing, "leading", -1, AROUND) == ""
    assert step(field(Kpi, "action"), "x", 1, AROUND) is None


def test_the_space_bar_chooses_where_nothing_else_can_be_typed() -> None:
    assert takes_space(field(Kpi, "timing"), "", AROUND)
    assert takes_space(field(Kpi, "timing"), "leading", AROUND)
    assert not takes_space(field(Kpi, "owner"), "Ada", AROUND), "a name may have a blank"
    assert not takes_space(field(Objective, "priority"), "Repeat", AROUND)


@pytest.mark.parametrize("cells", [24, 32, 49, 80])
def test_what_is_chosen_is_marked_and_seen(cells: int) -> None:
    category = field(Kpi, "category")
    for word in category.spec.choices:
        lines = choice_lines(category, word, AROUND, cells)
        assert len(lines) <= 4
        assert all(width(text_of_lines([line])) <= cells + 1 for line in lines)
        assert MARK + word in text_of_lines(lines)


@pytest.mark.parametrize("typed", ["", "Win the small firms that still write offers by hand"])
def test_choices_too_long_for_one_line_stand_one_below_the_other(typed: str) -> None:
    titles = ("Win the small firms that still write offers by hand", "Be loved by the people who do the work all day")
    plan = Plan([Priority(f"pr-{at}", float(at), title) for at, title in enumerate(titles)])
    around, field_ = Around(plan, TODAY), field(Objective, "priority")
    lines = choice_lines(field_, typed, around, 34)
    assert len(lines) <= 4
    text = text_of_lines(lines)
    assert "Win the small firms" in text
    assert "Be loved by the people" in text
    assert MARK in text
    assert "↑ ↓" in text
    assert all(width(text_of_lines([line])) <= 34 for line in lines)
    for y, line in enumerate(lines[1:], 1):
        found = choice_at(field_, typed, around, 34, 4, y)
        assert found is not None
        assert (found or "none")[:10] in text_of_lines([line])


@pytest.mark.parametrize(
    ("name", "text", "asked"),
    [
        ("unit", "the share of visitors who come back in a week", "long for a unit"),
        ("owner", "we lose about a third of the orders between the basket and the checkout", "long for an owner"),
        ("unit", "12 %", "has none itself"),
        ("unit", "tickets per 1,000 orders", ""),
        ("owner", "lag", "reads like timing: lagging"),
        ("owner", "weekly", "reads like measured: weekly"),
        ("owner", "Product", ""),
        ("owner", "Ed", ""),
        ("owner", "Leandra", ""),
        ("source", "lag", ""),
    ],
)
def test_what_may_stand_in_the_wrong_field_is_asked_about(name: str, text: str, asked: str) -> None:
    question = odd(FORMS[Kpi], field(Kpi, name), text, AROUND)
    assert asked in question
    assert bool(question) == bool(asked)


async def test_the_priority_of_an_objective_is_chosen_among_all(sample: Path) -> None:
    async with window(sample) as win:
        await win.press("2", "e", "tab")
        while win.main.editor.field != "priority":
            await win.press("tab")
        assert "▸ Cost of growth" in win.said
        assert "Repeat orders" in win.said
        await win.press("up")
        assert "▸ Repeat orders" in win.said
        await win.press("enter")
        row = win.plan.find(win.here, Objective)
        assert row is not None
        assert row.priority == "pr-repeat"


async def test_fields_of_a_new_kpi_are_walked_in_one_order_whatever_was_read(sample: Path) -> None:
    async with window(sample) as win:
        for name in ("Churn rate", "Something odd"):
            await win.press("4", "n")
            await win.put(name)
            seen = []
            for _ in range(4):
                await win.press("tab")
                seen.append(win.main.editor.field)
            assert seen == ["unit", "owner", "cadence", "healthy_low"]
            await win.press("escape")


async def test_none_can_be_chosen_against_what_the_text_says(sample: Path) -> None:
    async with window(sample) as win:
        await win.press("4", "n")
        await win.put("Churn rate")
        assert win.editing.value("timing") == "lagging"
        win.main.editor.go_to("timing")
        await win.press("down")
        assert win.editing.value("timing") is None
        await win.press("space")
        assert win.editing.value("timing") == "leading"


async def test_an_odd_owner_is_asked_about_once(sample: Path) -> None:
    async with window(sample) as win:
        await win.press("4", "n")
        await win.put("Churn rate")
        await win.press("tab", "tab")
        await win.type("lag")
        await win.press("tab")
        assert "reads like timing" in " ".join(win.said.split())
        assert win.main.editor.field == "owner"
        await win.press("tab")
        assert win.main.editor.field == "cadence"
        assert win.editing.value("owner") == "lag"

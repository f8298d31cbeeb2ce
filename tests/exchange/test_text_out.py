"""Plain text out: the words of an item with what can be counted of it below, one calm line each."""

from __future__ import annotations

from datetime import date

from okrtui.exchange import text_out
from okrtui.plan.changes import Insert, Set
from okrtui.plan.entities import ROOT, CheckIn, Cycle, Initiative, KeyResult, Kpi, Measurement, Objective, Root
from okrtui.plan.model import Plan
from okrtui.plan.settings import MethodSettings

TODAY = date(2026, 5, 20)


def plan() -> Plan:
    """A quarter with all that a text can hold."""
    made = Plan()
    rows = (
        Cycle("cy-aaaaaa", name="2026-Q2", start=date(2026, 4, 1), end=date(2026, 6, 30), state="active"),
        Objective("o-aaaaaa", cycle="cy-aaaaaa", title="Parcels stay\nsold", owner="Ines",
                  why="Returns eat\nthe margin."),
        Objective("o-bbbbbb", cycle="cy-aaaaaa", position=1.0, title="Not measured yet"),
        KeyResult(
            "kr-aaaaaa", objective="o-aaaaaa", title="Returns from 12 % to 4 %", unit="%", baseline=12.0, target=4.0,
            due=date(2026, 6, 15), owner="Jonas",
        ),
        KeyResult("kr-bbbbbb", objective="o-bbbbbb", title="Be loved"),
        Initiative("in-aaaaaa", key_result="kr-aaaaaa", title="Show sizes as worn", done=True, owner="Mia"),
        CheckIn("ci-aaaaaa", key_result="kr-aaaaaa", at=date(2026, 5, 4), value=9.5),
        CheckIn("ci-bbbbbb", key_result="kr-aaaaaa", at=date(2026, 6, 4), value=2.0),
        Kpi("kpi-aaaaa", name="Uptime", unit="%", healthy_low=99.9, cadence="weekly"),
        Kpi("kpi-bbbbb", position=1.0, name="Old wait", archived=date(2026, 5, 1)),
        Measurement("m-aaaaaa", kpi="kpi-aaaaa", at=date(2026, 5, 18), value=99.95),
    )  # fmt: skip
    for row in rows:
        made.apply((Insert(row),))
    return made


def text(item: str) -> list[str]:
    """The lines of an item."""
    held = plan()
    return text_out.dumps(held, held.get(item), today=TODAY, settings=MethodSettings()).splitlines()


def test_a_quarter_shows_start_value_target_day_and_owner_and_the_kpis() -> None:
    assert text("cy-aaaaaa") == [
        "2026-Q2",
        "1 Apr to 30 Jun",
        "",
        "Parcels stay sold",
        "Ines",
        "Why: Returns eat the margin.",
        "- Returns from 12 % to 4 %",
        "  12 % -> 4 %, now 9.5 %, by 15 Jun, Jonas",
        "  - Show sizes as worn",
        "    done, Mia",
        "",
        "Not measured yet",
        "- Be loved",
        "",
        "KPIs",
        "- Uptime",
        "  healthy from 99.9 %, now 99.95 %, weekly",
    ]


def test_one_row_has_its_numbers_too() -> None:
    assert text("kr-aaaaaa")[:2] == ["Returns from 12 % to 4 %", "12 % -> 4 %, now 9.5 %, by 15 Jun, Jonas"]
    assert text("kpi-aaaaa") == ["Uptime", "healthy from 99.9 %, now 99.95 %, weekly"]


def test_the_strategy_and_a_row_without_numbers_are_their_words() -> None:
    held = plan()
    held.apply((Set(Root.TABLE, ROOT, "statement", "", "Keep\nit simple"),))
    assert text_out.dumps(held, held.root, today=TODAY, settings=MethodSettings()) == "Keep it simple\n"
    assert text("kr-bbbbbb") == ["Be loved"]

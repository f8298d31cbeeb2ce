"""The TOML file as the contract says: headers, order of keys, what is left out."""

from __future__ import annotations

import tomllib
from datetime import date, datetime

import pytest

from okrtui.exchange.importing import to_plan
from okrtui.exchange.shape import PRIORITIES, TABLES, Table
from okrtui.exchange.toml_in import loads
from okrtui.exchange.toml_out import dumps
from okrtui.plan.entities import (
    CheckIn,
    Cycle,
    Decision,
    Dismissal,
    Initiative,
    KeyResult,
    Kpi,
    Lexeme,
    Measurement,
    MergeConflict,
    Objective,
    Priority,
    Review,
    Root,
    Target,
)
from okrtui.plan.errors import PlanError
from okrtui.plan.model import Plan

CONTRACT = {
    "strategy.priorities": "id, title, dropped",
    "cycles": "id, name, start, end, state",
    "cycles.objectives": "id, title, why, owner, kind, priority, alternative, grade, reflection, carried_from",
    "cycles.objectives.key_results": (
        "id, title, metric, unit, direction, baseline, target, due, owner, written_by, agreed_team, agreed_leadership, "
        "challenge, kpis, measured_by, alternative, grade, learned, differently, next, because, carried_from"
    ),
    "cycles.objectives.key_results.targets": "at, baseline, target, due, reason",
    "cycles.objectives.key_results.initiatives": "id, title, owner, done",
    "cycles.objectives.key_results.check_ins": "at, value, confidence, note",
    "kpis": (
        "id, name, category, timing, unit, direction, healthy_low, healthy_high, warn_low, warn_high, cadence, owner, "
        "source, action, drivers, archived"
    ),
    "kpis.measurements": "at, value, note",
    "reviews": "id, at, finished, customers_said, learned, minutes",
    "reviews.decisions": "id, text, owner, due, done, about",
    "lexicon": "word, means, reason",
    "dismissals": "code, item, text, reason, at",
    "conflicts": "item, field, base, ours, theirs",
}


def test_tables_and_keys_stand_in_the_order_of_the_contract() -> None:
    found: dict[str, str] = {}

    def walk(table: Table, above: str) -> None:
        path = above + table.name
        found[path] = ", ".join([*(["id"] if table.has_id else []), *table.by_key])
        for child in table.children:
            walk(child, path + ".")

    walk(PRIORITIES, "strategy.")
    for table in TABLES:
        walk(table, "")
    assert list(found.items()) == list(CONTRACT.items())


def full_plan() -> Plan:
    """One row of every kind, with a value in every field that the file would not leave out anyway."""
    day = date(2026, 4, 1)
    return Plan(
        [
            Root("plan", "Acme", "weekly", "Win.\nThen widen.", "# Ours\n\n# alone"),
            Priority("pr-a", 1, "First", day),
            Priority("pr-b", 2, "Second"),
            Cycle("cy-a", 1, "Q2", day, date(2026, 6, 30), "active"),
            Cycle("cy-b", 2, "Later"),
            Objective("o-a", "cy-a", 1, "Aim", "Because", "Ann", "committed", "pr-a", "Aim 2", 0.7, "Well", "o-old"),
            Objective("o-b", "cy-b", 1, "Parked", priority="pr-b"),
            KeyResult("kr-a", "o-a", 1, "Lower churn", "churn", "%", "down", 6.0, 5.25, kpis=("kpi-a",)),
            KeyResult("kr-b", "o-b", 1, "Later", measured_by="kpi-c", challenge="Hm", learned="Much"),
            Target("kr-a@2026-04-01", "kr-a", 1, day, 6.0, 5.0, None, "start"),
            Initiative("in-a", "kr-a", 1, "Call people", "Bo", True),
            CheckIn("kr-a@2026-04-02T09:30:00", "kr-a", datetime(2026, 4, 2, 9, 30), 6.0, 5.0, "a\tnote"),
            CheckIn("kr-a@2026-04-02", "kr-a", date(2026, 4, 2), 0.0, None),
            Kpi("kpi-a", 1, "Support", drivers=("kpi-b",)),
            Kpi("kpi-b", 2, "Staff"),
            Kpi("kpi-c", 3, "Other"),
            Measurement("kpi-a@2026-04-01", "kpi-a", day, 3.0, "fine"),
            Review("rv-a", day, True, "more", "less", "done"),
            Review("rv-b", date(2026, 7, 1), False),
            Decision("de-a", "rv-a", 1, "Call", "Bo", day, False, "kr-gone"),
            Lexeme("Sparks", "Sparks", "metric", "ours"),
            Dismissal("d1", "KR101", "kr-a", "Lower churn", "our words", day),
            Dismissal("d2", "KR102", "kr-b", "Later", "later"),
            MergeConflict("c1", "kr-a", "target", "5", "4", "3"),
        ]
    )


def test_a_file_reads_from_top_to_bottom_like_a_plan() -> None:
    text = dumps(full_plan())
    assert text.startswith(
        '# Ours\n\n# alone\n\nokrtui_format = 1\nname = "Acme"\nreview_cadence = "weekly"\n\n'
        '[strategy]\nstatement = "Win.\\nThen widen."\n\n[[strategy.priorities]]\nid = "pr-a"\ntitle = "First"\n'
    )
    assert (
        '[[cycles.objectives.key_results]]\nid = "kr-a"\ntitle = "Lower churn"\nmetric = "churn"\nunit = "%"\n'
        'direction = "down"\nbaseline = 6\ntarget = 5.25\nwritten_by = "proposed"\nagreed_team = false\n'
        'agreed_leadership = false\nkpis = [\n    "kpi-a",\n]\n\n[[cycles.objectives.key_results.targets]]\n'
    ) in text
    assert "value = 0\n\n" in text
    headers = [line for line in text.splitlines() if line.startswith("[")]
    assert headers == [
        "[strategy]",
        "[[strategy.priorities]]",
        "[[strategy.priorities]]",
        "[[cycles]]",
        "[[cycles.objectives]]",
        "[[cycles.objectives.key_results]]",
        "[[cycles.objectives.key_results.targets]]",
        "[[cycles.objectives.key_results.initiatives]]",
        "[[cycles.objectives.key_results.check_ins]]",
        "[[cycles.objectives.key_results.check_ins]]",
        "[[cycles]]",
        "[[cycles.objectives]]",
        "[[cycles.objectives.key_results]]",
        "[[kpis]]",
        "[[kpis.measurements]]",
        "[[kpis]]",
        "[[kpis]]",
        "[[reviews]]",
        "[[reviews.decisions]]",
        "[[reviews]]",
        "[[lexicon]]",
        "[[dismissals]]",
        "[[dismissals]]",
        "[[conflicts]]",
    ]


def test_an_empty_plan_is_a_valid_file() -> None:
    assert dumps(Plan()) == 'okrtui_format = 1\nreview_cadence = "weekly"\n'
    assert dumps(to_plan(loads(dumps(Plan()), "x"))) == dumps(Plan())


def test_one_cycle_takes_along_only_what_it_links_to() -> None:
    data = tomllib.loads(dumps(full_plan(), cycle="cy-a"))
    assert [row["id"] for row in data["strategy"]["priorities"]] == ["pr-a"]
    assert [row["id"] for row in data["cycles"]] == ["cy-a"]
    assert [row["id"] for row in data["kpis"]] == ["kpi-a", "kpi-b"], "and what drives it"
    assert [row["id"] for row in data["reviews"]] == ["rv-a"], "those held within its days"
    assert [row["item"] for row in data["dismissals"]] == ["kr-a"]
    to_plan(loads(dumps(full_plan(), cycle="cy-b"), "x"))


def test_what_stays_at_home() -> None:
    plan = full_plan()
    without = {word: dumps(plan, without=frozenset({word})) for word in ("history", "notes", "reviews", "dismissals")}
    assert "check_ins" not in without["history"]
    assert "measurements" not in without["history"]
    assert ".targets" not in without["history"]
    assert "initiatives" in without["history"]
    for key in ("note", "challenge", "reflection", "learned", "differently"):
        assert f"\n{key} = " not in without["notes"]
    assert "[[reviews" not in without["reviews"]
    assert "[[dismissals" not in without["dismissals"]
    for text in without.values():
        to_plan(loads(text, "x"))
    with pytest.raises(PlanError, match="history, notes, reviews, dismissals"):
        dumps(plan, without=frozenset({"everything"}))


def test_numbers_that_no_file_can_hold_are_refused() -> None:
    for value in (float("nan"), float("inf")):
        plan = Plan([Kpi("kpi-a", 1, "A", healthy_low=value)])
        with pytest.raises(PlanError, match="healthy_low of kpi-a"):
            dumps(plan)


def test_whole_numbers_are_written_as_such_as_long_as_toml_holds_them() -> None:
    for value, written in ((1e15, "1000000000000000"), (-2.0, "-2"), (-0.0, "0"), (1e300, "1e+300"), (2.0**63, "9.2")):
        text = dumps(Plan([Kpi("kpi-a", 1, "A", healthy_low=value)]))
        assert f"healthy_low = {written}" in text


def test_a_cycle_that_is_not_there() -> None:
    with pytest.raises(PlanError, match="This cycle is not in the plan"):
        dumps(full_plan(), cycle="cy-x")


def test_comments_never_become_keys() -> None:
    plan = Plan([Root("plan", comments="name = 'x'\r\n# fine\x00")])
    assert dumps(plan).startswith("# name = 'x'\n# fine\n\nokrtui_format")

"""The sample plan shows what the wireframes show, on its own day."""

from __future__ import annotations

from datetime import date
from importlib.resources import files

import pytest

from okrtui.coach.around import check_item
from okrtui.exchange.importing import to_plan
from okrtui.exchange.toml_in import loads
from okrtui.exchange.toml_out import dumps
from okrtui.plan.entities import ENTITIES, Dismissal, Kpi, Lexeme, MergeConflict
from okrtui.plan.model import Plan
from okrtui.plan.numbers import format_series
from okrtui.plan.progress import elapsed, objective_standing, standing
from okrtui.plan.quarters import week_of
from okrtui.plan.settings import MethodSettings

TODAY = date(2026, 5, 4)
METHOD = MethodSettings()
TEXT = (files("okrtui") / "sample.toml").read_text(encoding="utf-8")


@pytest.fixture(scope="module")
def sample() -> Plan:
    return to_plan(loads(TEXT, "sample.toml"))


def test_it_is_what_an_export_of_it_writes(sample: Plan) -> None:
    assert dumps(sample) == TEXT


def test_it_shows_every_kind_of_row_that_a_plan_has_by_itself(sample: Plan) -> None:
    for entity in ENTITIES:
        if entity not in (Lexeme, Dismissal, MergeConflict):
            assert sample.table(entity), entity.__name__


def test_its_header(sample: Plan) -> None:
    (cycle,) = sample.cycles
    assert cycle.start
    assert cycle.end
    assert (sample.root.name, cycle.name, cycle.state) == ("Acme Shop", "2026-Q2", "active")
    assert week_of(cycle.start, cycle.end, TODAY) == (5, 13)
    assert round(elapsed(cycle.start, cycle.end, TODAY) * 100) == 37
    assert [row.title for row in sample.priorities] == ["Repeat orders", "Cost of growth"]


def test_its_objectives(sample: Plan) -> None:
    found = []
    for objective in sample.objectives(sample.cycles[0].id):
        at = objective_standing(sample, objective, TODAY, METHOD)
        assert at.progress is not None
        found.append((objective.title, round(at.progress * 100), at.total, at.status))
        assert objective.why
        assert objective.priority
    assert found == [("Balance CAC and CLV", 22, 3, "behind"), ("Make checkout effortless", 48, 2, "on track")]


def test_its_key_results(sample: Plan) -> None:
    found = []
    for result in sample.key_results(sample.objectives(sample.cycles[0].id)[0].id):
        at = standing(sample, result, TODAY, METHOD)
        assert at.progress is not None
        series = " → ".join(format_series([result.baseline, at.value, result.target], result.unit))
        found.append((result.title, series, round(at.progress * 100), at.confidence))
    assert found == [
        ("Reduce the average CAC by 20 % by the end of Q2", "€42.0 → 38.9 → 33.6", 37, 6),
        ("Increase the order frequency by 10 % by end of Q2", "1.60 → 1.63 → 1.76", 19, 5),
        ("Reduce the churn rate by 15 % by the end of Q2", "6.1 → 6.0 → 5.2 %", 11, 5),
    ]
    assert len(sample.initiatives("kr-frequency")) == 2


def test_its_kpis(sample: Plan) -> None:
    found = []
    for kpi in sample.kpis[:4]:
        drives = [other.name for other in sample.kpis if kpi.id in other.drivers]
        found.append((kpi.name, sample.measurements(kpi.id)[-1].value, kpi.timing, *drives))
    assert found == [
        ("Repeat orders", 1.63, "leading", "Revenue growth"),
        ("Basket size", 58, "leading", "Revenue growth"),
        ("Revenue growth", 3.1, "lagging"),
        ("Checkout errors", 0.4, "leading"),
    ]
    assert [kpi.name for kpi in sample.kpis if not kpi.action] == ["Basket size"], "one has no action yet"
    assert all(kpi.owner and kpi.cadence and kpi.category for kpi in sample.kpis)


def test_check_ins_are_weekly_since_the_first_of_april(sample: Plan) -> None:
    for result in (row for objective in sample.objectives("cy-2026q2") for row in sample.key_results(objective.id)):
        days = [row.at for row in sample.check_ins(result.id)]
        assert days == [date(2026, 4, day) for day in (1, 6, 13, 20, 27)]


def test_the_coach_has_one_hint_for_it(sample: Plan) -> None:
    found = []
    for row in sample.rows():
        if row.PREFIX or row.id == "plan":
            verdict = check_item(sample, row.id, today=TODAY, settings=METHOD)
            found += [(row.id, finding.code, finding.severity) for finding in (verdict.findings if verdict else ())]
    assert found == [("kr-completed", "KR105", "hint")]


def test_its_links_lead_somewhere(sample: Plan) -> None:
    linked = {kpi for result in sample.key_results("o-balance") for kpi in result.kpis}
    assert linked <= set(sample.table(Kpi))
    assert sample.table(Kpi)["kpi-repeat"].id in linked

"""The driver tree: what stands below what, and driver cycles, which an import may bring."""

from __future__ import annotations

import time

from hypothesis import given, settings
from hypothesis import strategies as st

from okrtui.plan import edits
from okrtui.plan.archiving import archive
from okrtui.plan.drivers import Node, driver_tree, loops
from okrtui.plan.entities import Cycle, KeyResult, Kpi, Objective
from okrtui.plan.model import Plan
from tests.plan.making import TODAY, do, small_plan


def plan_of(drivers: dict[str, str], results: dict[str, tuple[str, ...]] | None = None, lagging: str = "") -> Plan:
    """KPIs by one letter and the letters of those that cause them; key results and the KPIs that lead to them."""
    kpis = [
        Kpi(f"kpi-{name}", float(n), name, drivers=tuple(f"kpi-{d}" for d in causes),
            timing="lagging" if name in lagging else "leading")
        for n, (name, causes) in enumerate(drivers.items())
    ]  # fmt: skip
    rows = [
        KeyResult(f"kr-{n}", "o-1", float(n), name, kpis=tuple(f"kpi-{k}" for k in led))
        for n, (name, led) in enumerate((results or {}).items(), 1)
    ]
    return Plan([Cycle("cy-1", 1.0, "Q"), Objective("o-1", "cy-1", 1.0, "Go"), *kpis, *rows])


def drawn(nodes: list[Node]) -> list[str]:
    """Depth, kind and item of each line."""
    shown = {"kpi": "", "result": ""}
    return [f"{'  ' * len(n.branches)}{n.item.removeprefix('kpi-')}{shown.get(n.kind, ' ' + n.kind)}" for n in nodes]


def test_causes_stand_below_what_they_cause_and_key_results_below_their_kpi() -> None:
    plan = plan_of({"a": "", "revenue": "ab", "b": "c", "c": ""}, {"Orders": ("b",)}, "revenue")
    assert drawn(driver_tree(plan, "cy-1")) == ["revenue", "  a", "  b", "    kr-1", "    c"]


def test_lagging_kpis_come_first_and_those_that_lead_nowhere_last() -> None:
    plan = plan_of({"x": "", "y": "", "late": "", "top": "y"}, {}, "late")
    assert drawn(driver_tree(plan, "cy-1")) == ["late", "top", "  y", "Leads nowhere yet heading", "x"]


def test_a_kpi_that_causes_two_is_drawn_once_and_named_again() -> None:
    plan = plan_of({"a": "c", "b": "c", "c": "d", "d": ""})
    assert drawn(driver_tree(plan, "cy-1")) == ["a", "  c", "    d", "b", "  c again"]


def test_key_results_without_any_kpi_are_named() -> None:
    plan = plan_of({"a": ""}, {"One": ("a",), "Two": ()})
    assert drawn(driver_tree(plan, "cy-1")) == ["a", "  kr-1", "No KPI tells early about heading", "kr-2"]


def test_the_kpi_that_is_a_key_results_metric_says_so() -> None:
    plan = plan_of({"a": ""})
    plan.add_history([KeyResult("kr-1", "o-1", 1.0, "It", measured_by="kpi-a", kpis=("kpi-a",))])
    nodes = driver_tree(plan, "cy-1")
    assert [(n.item, n.measures) for n in nodes] == [("kpi-a", False), ("kr-1", True)]


def test_only_key_results_of_the_cycle_are_in_it() -> None:
    plan = plan_of({"a": ""}, {"One": ("a",)})
    assert drawn(driver_tree(plan, "cy-2")) == ["Leads nowhere yet heading", "a"]


def test_a_driver_cycle_ends_where_it_would_begin_again_and_is_reported() -> None:
    plan = plan_of({"a": "b", "b": "c", "c": "a", "d": "b"})
    nodes = driver_tree(plan, "cy-1")
    assert drawn(nodes) == ["d", "  b", "    c", "      a", "        b loop"]
    assert loops(plan) == [["kpi-a", "kpi-b", "kpi-c"]]


def test_a_kpi_that_causes_itself_is_a_cycle_of_one() -> None:
    plan = plan_of({"a": "a"})
    assert drawn(driver_tree(plan, "cy-1")) == ["a", "  a loop"]
    assert loops(plan) == [["kpi-a"]]


def test_drivers_that_are_gone_are_left_out() -> None:
    plan = plan_of({"a": "zb", "b": ""})
    assert drawn(driver_tree(plan, "cy-1")) == ["a", "  b"]
    assert loops(plan) == []


def test_a_chain_of_thousands_and_a_lattice_do_not_hang() -> None:
    kpis = [Kpi(f"kpi-{n}", float(n), str(n), drivers=(f"kpi-{n + 1}",)) for n in range(5000)]
    chain = Plan([*kpis, Kpi("kpi-5000", 5000.0, "last", drivers=("kpi-0",))])
    started = time.process_time()
    assert len(driver_tree(chain, "")) == 5002
    assert len(loops(chain)[0]) == 5001
    layers = [
        Kpi(f"kpi-{n}-{m}", n * 10.0 + m, "k", drivers=tuple(f"kpi-{n + 1}-{i}" for i in range(10)) if n < 30 else ())
        for n in range(31)
        for m in range(10)
    ]
    assert len(driver_tree(Plan(layers), "")) == 10 + 30 * 100
    assert time.process_time() - started < 5


@settings(max_examples=100, deadline=None)
@given(st.dictionaries(st.sampled_from("abcdefgh"), st.text("abcdefgh", max_size=5), max_size=8))
def test_every_kpi_is_drawn_just_once_whatever_the_links(drivers: dict[str, str]) -> None:
    plan = plan_of(drivers)
    nodes = driver_tree(plan, "cy-1")
    assert sorted(n.item for n in nodes if n.kind == "kpi") == sorted(f"kpi-{name}" for name in drivers)
    assert len({n.key for n in nodes}) == len(nodes)
    # Without a cycle nothing loops, and each loop belongs to a reported one.
    looping = {kpi for way in loops(plan) for kpi in way}
    assert bool(looping) == any(n.kind == "loop" for n in nodes)


# -- archived KPIs


def _tree(plan: Plan) -> list[tuple[str, int]]:
    return [(node.item, len(node.branches)) for node in driver_tree(plan, "cy-1") if node.kind != "heading"]


def test_an_archived_kpi_between_others_stays_in_the_tree_and_one_by_itself_goes() -> None:
    plan = small_plan()
    do(plan, edits.add(plan, Kpi, name="By itself"))
    alone = plan.kpis[-1].id
    do(plan, archive(plan, alone, TODAY))
    do(plan, archive(plan, "kpi-1", TODAY))
    found = [item for item, _ in _tree(plan)]
    assert "kpi-1" in found, "it causes one that is watched, and a key result hangs on it"
    assert alone not in found


def test_a_chain_of_archived_kpis_between_watched_ones_is_whole() -> None:
    plan = Plan([Kpi(f"kpi-{n}", float(n), f"K{n}", drivers=(f"kpi-{n + 1}",) if n < 5 else ()) for n in range(1, 6)])
    for row in ("kpi-2", "kpi-3", "kpi-4"):
        do(plan, archive(plan, row, TODAY))
    assert [item for item, _ in _tree(plan)] == ["kpi-1", "kpi-2", "kpi-3", "kpi-4", "kpi-5"]


def test_archived_kpis_that_cause_only_each_other_are_left_out() -> None:
    plan = Plan([Kpi("kpi-1", 1.0, "A", drivers=("kpi-2",)), Kpi("kpi-2", 2.0, "B"), Kpi("kpi-3", 3.0, "C")])
    for row in ("kpi-1", "kpi-2"):
        do(plan, archive(plan, row, TODAY))
    assert [item for item, _ in _tree(plan)] == ["kpi-3"]


def test_an_archived_kpi_at_the_end_of_an_archived_one_is_left_out() -> None:
    plan = Plan([Kpi("kpi-1", 1.0, "A", drivers=("kpi-2", "kpi-3")), Kpi("kpi-2", 2.0, "B"), Kpi("kpi-3", 3.0, "C")])
    for row in ("kpi-1", "kpi-2"):
        do(plan, archive(plan, row, TODAY))
    assert _tree(plan) == [("kpi-1", 0), ("kpi-3", 1)], "A causes nothing, yet C, which is watched, causes it"

"""What an import adds, changes, removes and keeps, and how it says so."""

from __future__ import annotations

import pytest

from okrtui.exchange.errors import BadInput
from okrtui.exchange.importing import import_edit, to_plan
from okrtui.exchange.listing import ChangeLine
from okrtui.exchange.toml_in import loads
from okrtui.exchange.toml_out import dumps
from okrtui.plan.entities import KeyResult, Kpi
from okrtui.plan.model import Plan

BASE = """# ours

okrtui_format = 1
name = "Acme"

[strategy]
statement = "Win."

[[cycles]]
id = "cy-a"
name = "2026-Q2"

[[cycles.objectives]]
id = "o-a"
title = "Keep people"
owner = "Ann"

[[cycles.objectives.key_results]]
id = "kr-a"
title = "Lower churn"
unit = "%"
target = 3

[[cycles.objectives.key_results.check_ins]]
at = 2026-05-04
value = 6.1

[[cycles.objectives.key_results]]
id = "kr-b"
title = "Raise repeat orders"

[[cycles.objectives]]
id = "o-b"
title = "Pay with ease"

[[kpis]]
id = "kpi-a"
name = "Support answers"
"""


def plan_of(text: str) -> Plan:
    return to_plan(loads(text, "base.toml"))


def imported(text: str, *, replace: bool = False) -> tuple[Plan, list[str]]:
    plan = plan_of(BASE)
    found = import_edit(plan, loads(text, "team.toml"), replace=replace)
    plan.apply(found.edit.changes)
    return plan, [str(line) for line in found.lines]


def test_a_changed_number_is_said_with_its_unit() -> None:
    plan, lines = imported(BASE.replace("target = 3", "target = 4"))
    assert lines == ["change target of “Lower churn” 3 % -> 4 %"]
    assert plan.table(KeyResult)["kr-a"].target == 4


@pytest.mark.parametrize(
    ("old", "new", "line"),
    [
        ('"Ann"', '"Bo"', "change owner of “Keep people” “Ann” -> “Bo”"),
        ('owner = "Ann"', 'owner = ""', "change owner of “Keep people” “Ann” -> none"),
        ('"Lower churn"', '"Cut churn"', "change title of key result “Lower churn” -> “Cut churn”"),
        ('"Win."', '"Win big."', "change strategy of the plan “Win.” -> “Win big.”"),
        ("value = 6.1", "value = 6", "change value of “Lower churn” on 2026-05-04 6.1 % -> 6 %"),
        ("target = 3", "target = 3\nkpis = ['kpi-a']", "change KPIs of “Lower churn” none -> “Support answers”"),
        ("target = 3", "target = 3\nagreed_team = true", "change agreed team of “Lower churn” no -> yes"),
        ("target = 3", "target = 3\ndue = 2026-06-01", "change due of “Lower churn” none -> 2026-06-01"),
        ("at = 2026-05-04", "at = 2026-05-05", "add check-in of “Lower churn” on 2026-05-05"),
    ],
)
def test_every_change_is_said_in_the_plans_own_terms(old: str, new: str, line: str) -> None:
    assert line in imported(BASE.replace(old, new, 1))[1]


def test_what_the_file_does_not_mention_stays_and_is_listed() -> None:
    text = (
        'okrtui_format = 1\nname = "Other"\n[[cycles]]\nid = "cy-a"\n[[cycles.objectives]]\nid = "o-a"\nwhy = "So."\n'
    )
    plan, lines = imported(text)
    assert lines == [
        "change why of “Keep people” none -> “So.”",
        "keep objective “Pay with ease”",
        "keep KPI “Support answers”",
        "keep key result “Lower churn”",
        "keep key result “Raise repeat orders”",
        "keep owner of “Keep people”: “Ann”",
        "keep name of the plan: “Acme” (the file says “Other”)",
        "keep strategy: “Win.”",
    ]
    assert plan.root.name == "Acme"
    assert plan.root.comments == "# ours"


def test_replacing_makes_the_plan_equal_to_the_file() -> None:
    text = '# theirs\nokrtui_format = 1\nname = "Other"\n[[kpis]]\nid = "kpi-a"\nname = "Answers"\n'
    plan, lines = imported(text, replace=True)
    assert dumps(plan) == dumps(plan_of(text))
    assert plan.root.comments == "# theirs"
    assert "remove key result “Lower churn”" in lines
    assert "change name of KPI “Support answers” -> “Answers”" in lines
    assert not any(line.startswith("keep") for line in lines)


def test_an_empty_plan_takes_name_and_comments_of_the_file() -> None:
    plan = Plan()
    plan.apply(import_edit(plan, loads(BASE, "team.toml")).edit.changes)
    assert (plan.root.name, plan.root.comments, plan.root.statement) == ("Acme", "# ours", "Win.")
    assert plan.root.review_cadence == "weekly"


def test_new_rows_stand_where_the_file_puts_them() -> None:
    new = '[[cycles.objectives.key_results]]\nid = "kr-c"\ntitle = "Between"\n\n'
    at = BASE.index('[[cycles.objectives.key_results]]\nid = "kr-b"')
    plan, lines = imported(BASE[:at] + new + BASE[at:])
    assert [row.title for row in plan.key_results("o-a")] == ["Lower churn", "Between", "Raise repeat orders"]
    assert lines == ["add key result “Between”"]


def test_rows_that_the_file_leaves_out_stay_behind_the_one_before_them() -> None:
    new = '[[kpis]]\nid = "kpi-z"\nname = "Z"\n[[kpis]]\nid = "kpi-c"\nname = "C"\n'
    plan = Plan([Kpi(f"kpi-{name}", number, name.upper()) for number, name in enumerate("abcd")])
    plan.apply(import_edit(plan, loads("okrtui_format = 1\n" + new, "x")).edit.changes)
    assert [row.name for row in plan.kpis] == ["A", "B", "Z", "C", "D"]


def test_a_new_order_moves_as_few_rows_as_can_be() -> None:
    plan = Plan([Kpi(f"kpi-{name}", number, name.upper()) for number, name in enumerate("abcde")])
    text = "okrtui_format = 1\n" + "".join(
        f'[[kpis]]\nid = "kpi-{name}"\nname = "{name.upper()}"\n' for name in "eabcd"
    )
    found = import_edit(plan, loads(text, "x"))
    assert [(change.row, getattr(change, "field", "")) for change in found.edit.changes] == [("kpi-e", "position")]
    assert found.lines == [ChangeLine("change", "KPI “E” moves before “A”", "kpi-e", "position")]
    plan.apply(found.edit.changes)
    assert [row.name for row in plan.kpis] == ["E", "A", "B", "C", "D"]


def test_a_key_result_may_move_to_another_objective() -> None:
    block = BASE[
        BASE.index('[[cycles.objectives.key_results]]\nid = "kr-b"') : BASE.index('[[cycles.objectives]]\nid = "o-b"')
    ]
    text = BASE.replace(block, "").replace("[[kpis]]", block + "[[kpis]]")
    plan, lines = imported(text)
    assert [row.id for row in plan.key_results("o-b")] == ["kr-b"]
    assert lines == ["change key result “Raise repeat orders” moves from “Keep people” to “Pay with ease”"]


def test_links_may_point_into_the_plan_that_the_file_goes_into() -> None:
    text = BASE.replace("target = 3", 'target = 3\nmeasured_by = "kpi-x"')
    document = loads(text, "team.toml")
    with pytest.raises(BadInput, match="in this file or in the plan"):
        import_edit(plan_of(BASE), document)
    plan = Plan([Kpi("kpi-x", 1, "X")])
    plan.apply(import_edit(plan, document).edit.changes)
    assert plan.table(KeyResult)["kr-a"].measured_by == "kpi-x"


def test_an_import_that_fails_has_changed_nothing() -> None:
    plan = plan_of(BASE)
    before = dumps(plan)
    bad = BASE.replace("Keep people", "Changed").replace("[[kpis]]", "[[kpis]]\ndrivers = ['kpi-gone']")
    with pytest.raises(BadInput):
        import_edit(plan, loads(bad, "team.toml"))
    assert dumps(plan) == before


HAND = """okrtui_format = 1
[[cycles]]
name = "2026-Q2"
[[cycles.objectives]]
title = "Keep people"
[[cycles.objectives.key_results]]
title = "Lower churn"
[[cycles.objectives.key_results.check_ins]]
at = 2026-05-04
value = 6
[[cycles.objectives.key_results]]
title = "Lower churn"
"""


def test_a_file_without_ids_gets_some_and_imports_once_only() -> None:
    plan = Plan()
    plan.apply(import_edit(plan, loads(HAND, "hand.toml")).edit.changes)
    results = plan.key_results(plan.objectives(plan.cycles[0].id)[0].id)
    assert [len(row.id) for row in results] == [9, 9]
    assert results[0].id != results[1].id
    assert not import_edit(plan, loads(HAND, "hand.toml")).edit


def test_made_ids_differ_from_those_of_lines_that_became_another_kind() -> None:
    first = next(item for item in loads(HAND, "x").items if item.entity is KeyResult)
    plan = Plan([Kpi(first.id.replace("kr-", "kpi-"), 1, "It was a key result")])
    plan.apply(import_edit(plan, loads(HAND, "hand.toml")).edit.changes)
    rows = list(plan.table(KeyResult).values())
    assert first.id not in {row.id for row in rows}
    checks = [row for result in rows for row in plan.check_ins(result.id)]
    assert [row.id for row in checks] == [f"{checks[0].key_result}@2026-05-04"]


def test_items_of_a_file_for_scripts() -> None:
    found = import_edit(Plan(), loads(BASE, "team.toml")).items
    assert found[0] == {"kind": "strategy", "text": "Win.", "parent": None, "line": 7, "certainty": 1.0}
    assert found[1] == {"kind": "objective", "text": "Keep people", "parent": None, "line": 15, "certainty": 1.0}
    assert found[2] == {
        "kind": "key_result",
        "text": "Lower churn",
        "parent": "Keep people",
        "line": 20,
        "certainty": 1.0,
    }
    assert [item["kind"] for item in found[3:]] == ["key_result", "objective", "kpi"]


def test_history_is_counted_rather_than_listed() -> None:
    more = "".join(f"[[kpis.measurements]]\nat = 2026-05-0{day}\nvalue = {day}\n" for day in range(1, 6))
    plan, lines = imported(BASE + more)
    assert lines == ["add 5 measurements of “Support answers”"]
    found = import_edit(plan, loads(BASE, "team.toml"))
    assert [str(line) for line in found.lines] == ["keep 5 measurements of “Support answers”"]

"""What is exported comes back the same, byte for byte."""

from __future__ import annotations

import tomllib

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from okrtui.exchange.importing import import_edit, to_plan
from okrtui.exchange.leaving import WITHOUT
from okrtui.exchange.toml_in import loads
from okrtui.exchange.toml_out import dumps
from okrtui.plan.model import Plan
from tests.exchange.plans import plans

FAST = settings(max_examples=500, deadline=None, suppress_health_check=list(HealthCheck))


@FAST
@given(plans())
def test_any_plan_comes_back_byte_for_byte(plan: Plan) -> None:
    text = dumps(plan)
    empty = Plan()
    empty.apply(import_edit(empty, loads(text, "plan.toml")).edit.changes)
    assert dumps(empty) == text
    assert dumps(to_plan(loads(text, "plan.toml"))) == text


@settings(FAST, max_examples=150)
@given(plans(), plans())
def test_replacing_makes_any_plan_equal_to_the_file(plan: Plan, other: Plan) -> None:
    text = dumps(other)
    plan.apply(import_edit(plan, loads(text, "plan.toml"), replace=True).edit.changes)
    assert dumps(plan) == text


@settings(FAST, max_examples=150)
@given(plans())
def test_importing_what_the_plan_holds_already_changes_nothing(plan: Plan) -> None:
    document = loads(dumps(plan), "plan.toml")
    for replace in (False, True):
        found = import_edit(plan, document, replace=replace)
        assert not found.edit
        assert found.lines == []


@settings(FAST, max_examples=150)
@given(plans(), plans())
def test_an_import_can_be_undone(plan: Plan, other: Plan) -> None:
    before = dumps(plan)
    edit = import_edit(plan, loads(dumps(other), "plan.toml"), replace=True).edit
    plan.apply(edit.changes)
    plan.apply(edit.inverse().changes)
    assert dumps(plan) == before


@settings(FAST, max_examples=150)
@given(plans())
def test_every_value_has_a_line_in_the_file(plan: Plan) -> None:
    text = dumps(plan)
    document = loads(text, "plan.toml")
    lines = text.split("\n")

    def walk(value: object, path: str) -> None:
        where = document.position(path) if path else None
        if isinstance(value, dict):
            for key, held in value.items():
                walk(held, f"{path}.{key}" if path else key)
        elif isinstance(value, list):
            for number, held in enumerate(value):
                walk(held, f"{path}[{number}]")
        else:
            assert where is not None, path
            rest = lines[where.line - 1][where.column - 1 :]
            if isinstance(value, str):
                assert lines[where.line - 1][where.column - 2] == '"'
                assert tomllib.loads(f'x = "{rest.rstrip(",")}')["x"] == value
            else:
                assert tomllib.loads(f"x = {rest}")["x"] == value

    walk(tomllib.loads(text), "")


@settings(FAST, max_examples=100)
@given(plans(), st.sets(st.sampled_from(sorted(WITHOUT))))
def test_a_part_of_a_plan_imported_back_changes_nothing(plan: Plan, without: set[str]) -> None:
    for cycle in plan.cycles:
        text = dumps(plan, cycle=cycle.id, without=frozenset(without))
        assert not import_edit(plan, loads(text, "part.toml")).edit
        to_plan(loads(text, "part.toml"))

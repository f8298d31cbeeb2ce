"""Two people change a plan apart: what a merge makes of it, for any plan and any work."""

from __future__ import annotations

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from okrtui.exchange.importing import to_plan
from okrtui.exchange.merging import merge
from okrtui.exchange.toml_in import loads
from okrtui.exchange.toml_out import dumps
from okrtui.plan.conflicts import REMOVED, subject
from okrtui.plan.entities import BY_TABLE, MergeConflict
from okrtui.plan.fields import specs
from okrtui.plan.ids import suffix_of
from okrtui.plan.model import Plan
from tests.exchange.edited import as_file, facts, without_conflicts, worked_on
from tests.exchange.plans import plans

FAST = settings(max_examples=150, deadline=None, suppress_health_check=list(HealthCheck))
SEEDS = st.integers(0, 2**32)


def conflicts(plan: Plan) -> set[tuple[str, str, str, str, str]]:
    return {(row.item or "", row.field, row.base, row.ours, row.theirs) for row in plan.table(MergeConflict).values()}


@FAST
@given(plans(), SEEDS)
def test_what_only_one_side_did_is_the_result(plan: Plan, seed: int) -> None:
    base = as_file(without_conflicts(plan))
    side = worked_on(base, seed)
    if not any(row.id in {one.id for one in base.rows()} for row in side.rows() if row.PREFIX):
        return
    for found in (merge(base, side, base), merge(base, base, side), merge(base, side, side)):
        assert not found.conflicts
        assert dumps(found.plan) == dumps(side)


def _set(value: object) -> object:
    return frozenset(value) if isinstance(value, tuple) else value


def _about(plan: Plan) -> set[tuple[str, str]]:
    """Ids of rows, and the fields of them that conflicts are about."""
    found = [subject(plan, row) for row in plan.table(MergeConflict).values()]
    return {(each.row.id, each.field) for each in found if each.row is not None}


def _unlinked(side: Plan, key: tuple[str, str, str], before: object) -> bool:
    """Whether a side let go of a link since it deleted what that named: no edit of its own."""
    spec = next(spec for spec in specs(BY_TABLE[key[0]]) if spec.name == key[2])
    links = before if isinstance(before, tuple) else (before,)
    return (
        spec.kind in ("ref", "refs")
        and not spec.loose
        and any(link and link not in side.table(BY_TABLE[spec.table]) for link in links)
    )


@FAST
@given(plans(), SEEDS, SEEDS)
def test_no_edit_that_only_one_side_made_is_lost(plan: Plan, left: int, right: int) -> None:
    base = as_file(without_conflicts(plan))
    ours, theirs = worked_on(base, left, turning=False), worked_on(base, right, turning=False)
    found = merge(base, ours, theirs)
    result, about = facts(found.plan), _about(found.plan)
    kept_rows = any(field == REMOVED for _, field in about)
    rows = {(table, row) for table, row, _ in result}
    b, o, t = facts(base), facts(ours), facts(theirs)
    for side, mine, yours in ((ours, o, t), (theirs, t, o)):
        for key, value in mine.items():
            table, row, field = key
            if key in b and _unlinked(side, key, b[key]):
                continue
            if value != b.get(key, value) or key not in b:
                assert (table, row) in rows, f"{key} is gone"
            if key not in b or yours.get(key, b[key]) != b[key] or value == b[key] or field == "comments":
                continue
            said = (row, field) in about
            if isinstance(value, tuple):
                assert said or set(value) - set(b[key]) <= set(result[key]), key
                assert said or kept_rows or not (set(b[key]) - set(value)) & set(result[key]), key
            else:
                assert said or kept_rows or result[key] == value, key
        for table, row, field in b.keys() - mine.keys():
            if (table, row) in rows:
                assert kept_rows, (table, row, field)


@FAST
@given(plans(), SEEDS, SEEDS)
def test_both_directions_give_the_same_with_ours_and_theirs_exchanged(plan: Plan, left: int, right: int) -> None:
    base = as_file(without_conflicts(plan))
    ours, theirs = worked_on(base, left, turning=False), worked_on(base, right, turning=False)
    one, other = merge(base, ours, theirs).plan, merge(base, theirs, ours).plan
    there = {(i, f, b, o, t) for i, f, b, o, t in conflicts(one) if f != "drivers"}
    back = {(i, f, b, o, t) for i, f, b, t, o in conflicts(other) if f != "drivers"}
    assert there == back
    about = _about(one)
    a, b = facts(one), facts(other)
    assert a.keys() == b.keys()
    for key, value in a.items():
        _, row, field = key
        if field not in ("drivers", "comments") and (row, field) not in about:
            assert _set(value) == _set(b[key]), key


@FAST
@given(plans(), SEEDS, SEEDS)
def test_merging_again_changes_nothing_and_the_result_is_a_file(plan: Plan, left: int, right: int) -> None:
    base = as_file(plan)
    ours, theirs = worked_on(base, left), worked_on(base, right)
    found = merge(base, ours, theirs).plan
    text = dumps(found)
    assert dumps(to_plan(loads(text, "plan.toml"))) == text
    again = merge(base, as_file(found), theirs).plan
    assert facts(again) == facts(found)
    assert conflicts(again) == conflicts(found)


@FAST
@given(plans(), SEEDS, SEEDS)
def test_every_line_that_somebody_wrote_or_turned_is_still_there(plan: Plan, left: int, right: int) -> None:
    base = as_file(without_conflicts(plan))
    ours, theirs = worked_on(base, left), worked_on(base, right)
    there = {suffix_of(row.id) for row in merge(base, ours, theirs).plan.rows() if row.PREFIX}
    before = {row.id: row for row in base.rows()}
    for side in (ours, theirs):
        for row in side.rows():
            if row.PREFIX and row.id not in before:
                assert suffix_of(row.id) in there, row

"""What is being typed into a row: what is read from the text, what the fields hold, what is kept."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from okrtui.coach.check import check_text
from okrtui.coach.model import Context, Fix, TextKind, Verdict
from okrtui.plan.changes import Set
from okrtui.plan.edits import change
from okrtui.plan.entities import CheckIn, Initiative, KeyResult, Kpi, Measurement, Objective
from okrtui.plan.errors import PlanError
from okrtui.plan.model import Plan
from okrtui.tui.editing import Editing
from okrtui.tui.factline import fact_lines
from okrtui.tui.forms import FORMS, Around
from okrtui.tui.keeping import edit_of
from okrtui.tui.place import Place, cycle_dates
from tests.tui.driving import TODAY, stored


@pytest.fixture
def plan(sample: Path) -> Plan:
    """The sample in memory."""
    return stored(sample)


def judge(text: str, kind: TextKind, context: Context) -> Verdict:
    """The coach on the day of the sample."""
    return check_text(text, kind, today=TODAY, context=context)


def opened(plan: Plan, place: Place) -> Editing:
    """An editing of a place, the coach listening."""
    dates = cycle_dates(plan, place)
    around = Around(plan, TODAY, 1, dates, place.row)
    return Editing.open(place, around, Context(in_plan=True, cycle=dates), judge)


def new_key_result(plan: Plan, text: str = "") -> Editing:
    """An editing of a new key result of the sample's first objective."""
    editing = opened(plan, Place(KeyResult, parent="o-balance"))
    if text:
        editing.write(text)
    return editing


def put(editing: Editing, name: str, text: str) -> None:
    """Type into a field."""
    editing.type(editing.field(name), text)


def shown(editing: Editing, name: str) -> str:
    """A field as the editor shows it."""
    return editing.shown(editing.field(name))


# -- what the text says


def test_fields_of_a_key_result_are_read_from_its_text(plan: Plan) -> None:
    editing = new_key_result(plan, "Lower the churn rate from 6.1 % to 5.2 % by 15 June")
    assert {name: shown(editing, name) for name in ("metric", "direction", "baseline", "target", "unit", "due")} == {
        "metric": "churn rate",
        "direction": "down",
        "baseline": "6.1 %",
        "target": "5.2 %",
        "unit": "%",
        "due": "15 Jun",
    }
    assert not any(editing.is_typed(name) for name in ("metric", "baseline", "target", "unit", "due"))


def test_the_line_of_fields_says_its_words_and_not_a_sign_or_a_value_alone(plan: Plan) -> None:
    editing = new_key_result(plan, "Lower the churn rate from 6.1 % to 5.2 %")
    put(editing, "written_by", "proposed")
    facts = "  ".join("".join(text for text, _ in line) for line in fact_lines(editing, "", 100))
    assert "metric churn rate  ↓ down  from 6.1 %" in facts
    assert "proposed, not yet by the team" in facts
    assert "written by proposed" not in facts
    put(editing, "written_by", "team")
    assert any("written by team" in "".join(text for text, _ in line) for line in fact_lines(editing, "", 100))


def test_what_the_text_no_longer_says_is_gone_from_the_fields(plan: Plan) -> None:
    editing = new_key_result(plan, "Lower the churn rate from 6.1 % to 5.2 %")
    editing.write("Lower the churn rate")
    assert shown(editing, "baseline") == shown(editing, "target") == ""
    assert shown(editing, "metric") == "churn rate"


def test_a_target_in_another_size_of_the_same_unit_is_converted(plan: Plan) -> None:
    editing = new_key_result(plan, "Cut the time to first answer from 2 h to 30 min")
    assert (editing.value("baseline"), editing.value("target"), editing.value("unit")) == (2.0, 0.5, "h")


def test_a_relative_target_waits_for_the_start_and_is_then_computed(plan: Plan) -> None:
    editing = new_key_result(plan, "Reduce the average CAC by 20 %")
    assert editing.value("target") is None
    put(editing, "baseline", "€42")
    assert editing.value("target") == pytest.approx(33.6)
    assert shown(editing, "target") == "€33.6"
    put(editing, "baseline", "€50")
    assert editing.value("target") == pytest.approx(40.0), "it follows the start"


def test_a_relative_target_takes_the_start_of_the_text_too(plan: Plan) -> None:
    editing = new_key_result(plan, "Double weekly active teams from 120")
    assert editing.value("target") == 240.0


def split(editing: Editing) -> Editing:
    """A line that the coach splits into three."""
    lines = ["Raise NPS from 31 to 40", "Cut churn from 6 % to 5 %", "Raise repeat orders from 1.6 to 1.8"]
    editing.take_fix(Fix("One line each", "\n".join(lines), action="split"))
    return editing


def test_a_split_new_row_is_kept_as_several_with_their_fields(plan: Plan) -> None:
    before = [row.id for row in plan.key_results("o-balance")]
    plan.apply(edit_of(split(new_key_result(plan, "Raise NPS and cut churn"))).changes)
    added = [row for row in plan.key_results("o-balance") if row.id not in before]
    assert [(row.baseline, row.target, row.unit) for row in added] == [(31, 40, ""), (6, 5, "%"), (1.6, 1.8, "")]


def test_a_split_row_of_the_plan_keeps_its_place_and_the_others_follow(plan: Plan) -> None:
    row = next(iter(plan.table(KeyResult).values()))
    editing = split(opened(plan, Place(KeyResult, row.id)))
    plan.apply(edit_of(editing).changes)
    titles = [other.title for other in plan.key_results(row.objective)]
    at = titles.index("Raise NPS from 31 to 40")
    assert titles[at : at + 3] == ["Raise NPS from 31 to 40", *editing.more]
    assert plan.get(row.id) == plan.key_results(row.objective)[at]


def test_a_draft_of_a_split_keeps_all_of_it(plan: Plan) -> None:
    again = new_key_result(plan)
    again.restore(split(new_key_result(plan)).as_draft({}))
    assert again.more == ["Cut churn from 6 % to 5 %", "Raise repeat orders from 1.6 to 1.8"]


def test_timing_and_category_of_a_kpi_are_read_from_its_name(plan: Plan) -> None:
    editing = opened(plan, Place(Kpi))
    editing.write("Revenue growth")
    assert (shown(editing, "timing"), shown(editing, "category")) == ("lagging", "financial")


# -- what the user typed wins


def test_what_was_typed_into_a_field_wins_over_the_text_and_stays(plan: Plan) -> None:
    editing = new_key_result(plan, "Lower the churn rate from 6.1 % to 5.2 %")
    put(editing, "target", "4")
    editing.write("Lower the churn rate from 6.1 % to 5.5 %")
    assert editing.value("target") == 4.0
    assert editing.is_typed("target")
    assert edit_of(editing).changes


def test_an_emptied_field_follows_the_text_again(plan: Plan) -> None:
    editing = new_key_result(plan, "Lower the churn rate from 6.1 % to 5.2 %")
    put(editing, "target", "4")
    put(editing, "target", "")
    assert editing.value("target") == 5.2
    assert not editing.is_typed("target")


def test_a_stored_value_that_the_text_does_not_say_counts_as_typed(plan: Plan) -> None:
    editing = opened(plan, Place(KeyResult, "kr-churn"))
    assert editing.is_typed("baseline"), "the text says by 15 %, the field says from where"
    editing.write("Reduce the churn rate by 20 % by the end of Q2")
    assert editing.value("baseline") == 6.1


def test_a_filled_field_is_no_longer_asked_for(plan: Plan) -> None:
    editing = new_key_result(plan, "Lower the churn rate by 15 %")
    assert editing.verdict is not None
    assert any(f.code in ("KR109", "KR110", "KR111") for f in editing.verdict.findings)
    put(editing, "baseline", "6.1 %")
    put(editing, "due", "30 jun")
    assert [f.code for f in editing.verdict.findings if f.shown] == []


# -- units


def test_a_number_takes_its_unit_along(plan: Plan) -> None:
    editing = new_key_result(plan, "Lower churn")
    put(editing, "baseline", "6.1 %")
    assert editing.value("unit") == "%"
    put(editing, "target", "5")
    assert shown(editing, "target") == "5 %"


def test_a_number_in_another_size_of_the_unit_is_converted(plan: Plan) -> None:
    editing = new_key_result(plan, "Answer faster")
    put(editing, "baseline", "2 h")
    put(editing, "target", "90 min")
    assert editing.value("target") == pytest.approx(1.5)


def test_a_number_in_a_foreign_unit_is_refused_with_what_is_expected(plan: Plan) -> None:
    editing = opened(plan, Place(KeyResult, "kr-cac"))
    with pytest.raises(PlanError, match="measured in €"):
        put(editing, "target", "12 %")
    assert editing.value("target") == 33.6, "what was there stays"


@pytest.mark.parametrize(
    ("name", "text", "expected"),
    [
        ("baseline", "plenty", "not a number"),
        ("baseline", "1,200", "two ways"),
        ("due", "someday", "day"),
        ("direction", "sideways", "up, down"),
        ("agreed_team", "maybe", "yes, no"),
        ("kpis", "No such KPI", "No such KPI"),
    ],
)
def test_what_a_field_cannot_take_is_refused_in_a_sentence(plan: Plan, name: str, text: str, expected: str) -> None:
    editing = new_key_result(plan, "Lower the churn rate")
    with pytest.raises(PlanError) as caught:
        put(editing, name, text)
    assert expected in str(caught.value)
    assert editing.text == "Lower the churn rate"


# -- keeping


def test_keeping_a_new_row_holds_typed_and_read_values(plan: Plan) -> None:
    editing = new_key_result(plan, "Lower the refund rate by 50 % by 15 June")
    put(editing, "baseline", "4 %")
    edit = edit_of(editing)
    plan.apply(edit.changes)
    made = plan.get(edit.item)
    assert isinstance(made, KeyResult)
    assert (made.title, made.baseline, made.target, made.unit, made.due) == (
        "Lower the refund rate by 50 % by 15 June",
        4.0,
        2.0,
        "%",
        date(2026, 6, 15),
    )
    assert plan.key_results("o-balance")[-1].id == made.id


def test_nothing_typed_is_empty_and_changes_nothing(plan: Plan) -> None:
    assert new_key_result(plan).empty
    assert not new_key_result(plan).changed
    assert not opened(plan, Place(KeyResult, "kr-cac")).changed


@pytest.mark.parametrize("row", ["kr-cac", "kr-frequency", "kr-churn", "kr-completed", "kr-time"])
def test_opening_a_row_alone_proposes_no_change(plan: Plan, row: str) -> None:
    editing = opened(plan, Place(KeyResult, row))
    assert not editing.changed
    assert not edit_of(editing)


@pytest.mark.parametrize("row", ["kpi-repeat", "kpi-revenue", "kpi-errors", "o-balance", "o-checkout", "in-reminder"])
def test_opening_other_rows_proposes_no_change_either(plan: Plan, row: str) -> None:
    editing = opened(plan, Place(type(plan.get(row)), row))
    assert not editing.changed
    assert not edit_of(editing)


def test_an_empty_title_is_refused(plan: Plan) -> None:
    editing = opened(plan, Place(KeyResult, "kr-cac"))
    editing.write("   ")
    with pytest.raises(PlanError, match="empty key result"):
        edit_of(editing)


def test_another_windows_change_to_the_same_field_is_told_once_then_overwritten(plan: Plan) -> None:
    editing = opened(plan, Place(KeyResult, "kr-cac"))
    editing.write("Cut the average CAC by 25 %")
    plan.apply(change(plan, "kr-cac", title="Lower the CAC").changes)
    with pytest.raises(PlanError, match="Changed elsewhere to “Lower the CAC”"):
        edit_of(editing)
    plan.apply(edit_of(editing).changes)
    assert plan.get("kr-cac").title == "Cut the average CAC by 25 %"  # type: ignore[attr-defined]


def test_another_windows_change_to_another_field_is_kept(plan: Plan) -> None:
    editing = opened(plan, Place(KeyResult, "kr-cac"))
    editing.write("Cut the average CAC by 20 % by the end of Q2")
    plan.apply(change(plan, "kr-cac", owner="Sales").changes)
    plan.apply(edit_of(editing).changes)
    row = plan.get("kr-cac")
    assert isinstance(row, KeyResult)
    assert (row.title, row.owner) == ("Cut the average CAC by 20 % by the end of Q2", "Sales")


def test_another_windows_change_to_a_typed_field_shows_its_value(plan: Plan) -> None:
    editing = opened(plan, Place(KeyResult, "kr-cac"))
    put(editing, "owner", "Me")
    plan.apply(change(plan, "kr-cac", owner="Sales").changes)
    with pytest.raises(PlanError, match="Changed elsewhere to “Sales”"):
        edit_of(editing)


def test_a_fix_that_makes_an_initiative_keeps_both_as_one_action(plan: Plan) -> None:
    editing = new_key_result(plan, "Launch the loyalty app to raise repeat orders")
    fix = Fix("", "Raise repeat orders from __ to __", "initiative", extra="Launch the loyalty app")
    editing.take_fix(fix)
    edit = edit_of(editing)
    plan.apply(edit.changes)
    assert [i.title for i in plan.initiatives(edit.item)] == ["Launch the loyalty app"]


def test_a_kpi_named_as_a_cause_is_linked_as_it_is_added(plan: Plan) -> None:
    editing = opened(plan, Place(Kpi, link="kr-cac"))
    editing.write("Ad click rate")
    edit = edit_of(editing)
    plan.apply(edit.changes)
    row = plan.get("kr-cac")
    assert isinstance(row, KeyResult)
    assert row.kpis == ("kpi-onboarding", edit.item)
    made = plan.get(edit.item)
    assert isinstance(made, Kpi)
    assert made.timing == "leading"


def test_todays_value_of_a_key_result_is_a_check_in(plan: Plan) -> None:
    editing = opened(plan, Place(CheckIn, "kr-cac"))
    editing.write("€37.5")
    put(editing, "confidence", "7")
    put(editing, "note", "two ad groups left")
    plan.apply(edit_of(editing).changes)
    last = plan.check_ins("kr-cac")[-1]
    assert (last.at, last.value, last.confidence, last.note) == (TODAY, 37.5, 7.0, "two ad groups left")


@pytest.mark.parametrize(("name", "text"), [("confidence", "11"), ("confidence", "-1"), ("confidence", "high")])
def test_a_confidence_out_of_its_range_is_refused(plan: Plan, name: str, text: str) -> None:
    editing = opened(plan, Place(CheckIn, "kr-cac"))
    with pytest.raises(PlanError):
        put(editing, name, text)


def test_a_value_that_is_no_number_is_refused(plan: Plan) -> None:
    editing = opened(plan, Place(Measurement, "kpi-repeat"))
    editing.write("many")
    with pytest.raises(PlanError, match="number"):
        edit_of(editing)


# -- the order of Tab


def test_tab_goes_to_from_and_to_first_then_through_the_empty_fields(plan: Plan) -> None:
    editing = new_key_result(plan, "Lower churn")
    visited, at = [], ""
    for _ in range(20):
        at = editing.next_field(at, 1)
        if not at:
            break
        visited.append(at)
    assert visited[:2] == ["baseline", "target"]
    empty = {f.name for f in editing.form.fields} - {"metric", "direction"}  # these two are read from the text
    assert sorted(visited) == sorted(empty), "each once, then back to the text"


def test_tab_in_a_kpi_begins_with_what_is_known_at_once_and_ends_with_what_takes_thought() -> None:
    names = [f.name for f in FORMS[Kpi].fields]
    assert names[:5] == ["unit", "owner", "cadence", "healthy_low", "healthy_high"]
    assert names[5:8] == ["action", "timing", "category"]


def test_tab_passes_over_filled_fields_and_shift_tab_does_not(plan: Plan) -> None:
    editing = new_key_result(plan, "Lower churn")
    put(editing, "baseline", "6")
    assert editing.next_field("", 1) == "target"
    assert editing.next_field("target", -1) == "baseline"
    assert editing.next_field(editing.form.fields[0].name, -1) == ""
    assert editing.next_field("", -1) == editing.form.fields[-1].name


# -- drafts


def test_a_draft_brings_everything_back(plan: Plan) -> None:
    editing = new_key_result(plan, "Lower the refund rate by 50 % by 15 June")
    put(editing, "baseline", "4 %")
    put(editing, "owner", "Ana")
    editing.initiative = "Rewrite the size guide"
    again = new_key_result(plan)
    again.restore(editing.as_draft({}))
    assert again.text == editing.text
    assert again.typed == editing.typed
    assert again.initiative == "Rewrite the size guide"
    assert again.value("target") == 2.0


def test_a_draft_of_a_row_that_was_not_touched_changes_nothing(plan: Plan) -> None:
    for row in ("kr-cac", "kr-time", "kpi-repeat", "o-balance"):
        place = Place(type(plan.get(row)), row)
        again = opened(plan, place)
        again.restore(opened(plan, place).as_draft({}))
        assert not again.changed, row


def test_a_draft_leaves_what_others_change_meanwhile_as_it_is(plan: Plan) -> None:
    editing = opened(plan, Place(KeyResult, "kr-churn"))
    editing.write("Bring the churn rate down")
    put(editing, "owner", "Ada")
    draft = editing.as_draft({})
    plan.apply(change(plan, "kr-churn", challenge="by another window", unit="points").changes)
    again = opened(plan, Place(KeyResult, "kr-churn"))
    again.restore(draft)
    kept = {c.field for c in edit_of(again).changes if isinstance(c, Set)}
    assert {"title", "owner"} <= kept
    assert not kept & {"challenge", "unit"}, "nobody typed these here"
    plan.apply(change(plan, "kr-churn", owner="Bo").changes)
    again = opened(plan, Place(KeyResult, "kr-churn"))
    again.restore(draft)
    assert again.value("owner") == "Ada", "what was typed here is still offered"


def test_a_draft_holds_a_field_that_is_half_typed(plan: Plan) -> None:
    editing = new_key_result(plan, "Lower churn")
    again = new_key_result(plan)
    again.restore(editing.as_draft({"baseline": "6.1"}))
    assert again.value("baseline") == 6.1
    again.restore(editing.as_draft({"baseline": "6.1 perc ent"}))
    assert again.text == "Lower churn"


@pytest.mark.parametrize(
    "draft", ["", "not json", "[]", "3", '{"fields": 3}', '{"text": null}', '{"fields": {"x": 1}}']
)
def test_a_damaged_draft_is_no_error(plan: Plan, draft: str) -> None:
    new_key_result(plan).restore(draft)


def test_an_emptied_field_stays_empty_in_a_draft(plan: Plan) -> None:
    place = Place(Objective, "o-balance")
    editing = opened(plan, place)
    put(editing, "owner", "")
    again = opened(plan, place)
    again.restore(editing.as_draft({}))
    assert not again.value("owner")
    plan.apply(edit_of(again).changes)
    assert plan.get("o-balance").owner == ""  # type: ignore[attr-defined]


def test_control_characters_of_a_title_survive_an_edit_of_a_field(plan: Plan) -> None:
    plan.apply(change(plan, "in-reminder", title="Send\x1b[31m a mail").changes)
    editing = opened(plan, Place(Initiative, "in-reminder"))
    assert "\x1b" not in editing.text
    put(editing, "owner", "Ana")
    plan.apply(edit_of(editing).changes)
    row = plan.get("in-reminder")
    assert isinstance(row, Initiative)
    assert (row.title, row.owner) == ("Send\x1b[31m a mail", "Ana")


def test_control_characters_of_a_field_are_shown_as_symbols_and_survive_its_edit(plan: Plan) -> None:
    plan.apply(change(plan, "kr-cac", owner="A\x1b[2JB").changes)
    editing = opened(plan, Place(KeyResult, "kr-cac"))
    assert shown(editing, "owner") == "A␛[2JB"
    put(editing, "owner", "A␛[2JBC")
    assert editing.value("owner") == "A\x1b[2JBC"
    again = opened(plan, Place(KeyResult, "kr-cac"))
    again.restore(editing.as_draft({}))
    assert again.value("owner") == "A\x1b[2JBC"


@pytest.mark.parametrize("count", [0, 1, 2])
def test_a_new_objective_serves_the_priority_when_there_is_only_one(plan: Plan, count: int) -> None:
    cycle = plan.cycles[0].id
    for number, priority in enumerate(plan.priorities):
        plan.apply(change(plan, priority.id, dropped=None if number < count else TODAY).changes)
    only = [p for p in plan.priorities if p.dropped is None]
    assert len(only) == count
    editing = opened(plan, Place(Objective, parent=cycle))
    editing.write("Make buying again effortless")
    made = edit_of(editing)
    plan.apply(made.changes)
    kept = plan.get(made.item)
    assert isinstance(kept, Objective)
    assert kept.priority == (only[0].id if count == 1 else None)


def test_an_objective_that_is_there_is_linked_to_nothing_by_itself(plan: Plan) -> None:
    first, *others = plan.priorities
    for priority in others:
        plan.apply(change(plan, priority.id, dropped=TODAY).changes)
    assert first.dropped is None
    plan.apply(change(plan, "o-balance", priority=None).changes)
    editing = opened(plan, Place(Objective, "o-balance"))
    editing.write("Balance growth and worth")
    plan.apply(edit_of(editing).changes)
    kept = plan.get("o-balance")
    assert isinstance(kept, Objective)
    assert kept.priority is None


@pytest.mark.parametrize(
    ("text", "baseline", "target"),
    [
        ("Raise the share of crews that track from 0 % to 30 %", 0, 30),
        ("Cut missed deliveries in the first week from 12 to 0", 12, 0),
    ],
)
def test_zero_is_a_start_and_a_target(plan: Plan, text: str, baseline: float, target: float) -> None:
    editing = new_key_result(plan)
    editing.write(text)
    edit = edit_of(editing)
    plan.apply(edit.changes)
    row = plan.find(edit.item, KeyResult)
    assert row is not None
    assert (row.baseline, row.target) == (baseline, target)


def test_zero_that_is_typed_into_a_field_stays(plan: Plan) -> None:
    editing = new_key_result(plan)
    editing.write("Crews that track")
    editing.type(editing.field("baseline"), "0")
    assert editing.is_typed("baseline")
    edit = edit_of(editing)
    plan.apply(edit.changes)
    row = plan.find(edit.item, KeyResult)
    assert row is not None
    assert row.baseline == 0
    again = opened(plan, Place(KeyResult, row=edit.item))
    assert again.shown(again.field("baseline")) == "0"
    assert again.next_field("", 1) != "baseline"

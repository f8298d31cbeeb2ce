"""The fields of a row: what is shown can be typed again, what completes a word, what is refused."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from okrtui.plan.entities import Cycle, Entity, KeyResult, Kpi
from okrtui.plan.errors import PlanError
from okrtui.plan.fields import Value
from okrtui.plan.model import Plan
from okrtui.plan.numbers import Quantity
from okrtui.tui.forms import FORMS, Around, Field, completions, read, show
from tests.tui.driving import TODAY, stored


def field(kind: type[Entity], name: str) -> Field:
    """A field of a kind's form."""
    return next(f for f in FORMS[kind].fields if f.name == name)


def again(target: Field, value: Value, around: Around) -> Value:
    """What a value is after it was shown and typed again as it is shown."""
    found = read(target, show(target, value, around), around)
    return found.value if isinstance(found, Quantity) else found


@pytest.fixture
def plan(sample: Path) -> Plan:
    """The sample in memory."""
    return stored(sample)


@given(st.floats(-1e14, 1e14, allow_nan=False), st.sampled_from(["", "%", "€", "days", "orders", "x"]))
def test_any_number_that_is_shown_can_be_typed_again(value: float, unit: str) -> None:
    assert again(field(KeyResult, "target"), value, Around(Plan(), TODAY, unit=unit)) == value


@pytest.mark.parametrize(
    ("value", "text"), [(33.6, "€33.6"), (42.0, "€42"), (12_500.0, "€12500"), (-3.5, "-€3.5"), (0.0, "€0")]
)
def test_a_number_is_shown_with_its_unit(value: float, text: str) -> None:
    assert show(field(KeyResult, "target"), value, Around(Plan(), TODAY, unit="€")) == text


@given(
    st.dates(date(2000, 1, 1), date(2099, 12, 31)),
    st.sampled_from([None, (date(2026, 4, 1), date(2026, 6, 30)), (date(2027, 1, 1), date(2027, 3, 31))]),
)
def test_any_day_that_is_shown_can_be_typed_again(day: date, cycle: tuple[date, date] | None) -> None:
    assert again(field(KeyResult, "due"), day, Around(Plan(), TODAY, cycle=cycle)) == day


def test_a_day_of_the_quarter_is_shown_as_people_write_it() -> None:
    around = Around(Plan(), TODAY, cycle=(date(2026, 4, 1), date(2026, 6, 30)))
    assert show(field(KeyResult, "due"), date(2026, 6, 30), around) == "30 Jun"


def test_every_value_of_the_sample_is_the_same_after_it_was_typed_again(plan: Plan) -> None:
    seen = 0
    for row in plan.rows():
        form = FORMS.get(type(row))
        for target in form.fields if form else ():
            value = getattr(row, target.name)
            around = Around(plan, TODAY, row=row.id, unit=str(getattr(row, "unit", "")))
            if value not in (None, "", ()):
                assert again(target, value, around) == value, (row.id, target.name)
                seen += 1
    assert seen > 100


def test_links_are_shown_by_name_and_found_by_part_of_it(plan: Plan) -> None:
    around = Around(plan, TODAY, row="kr-frequency")
    target = field(KeyResult, "kpis")
    assert show(target, ("kpi-repeat", "kpi-basket"), around) == "Repeat orders, Basket size"
    assert read(target, "basket , REPEAT orders,, basket", around) == ("kpi-basket", "kpi-repeat")
    assert read(target, "", around) == ()


def test_a_row_is_not_linked_to_itself(plan: Plan) -> None:
    with pytest.raises(PlanError, match="itself"):
        read(field(Kpi, "drivers"), "Basket size", Around(plan, TODAY, row="kpi-basket"))


@pytest.mark.parametrize(("text", "value"), [("l", "lagging"), ("LEAD", "leading"), ("lagging", "lagging")])
def test_the_first_letters_of_a_choice_will_do(text: str, value: str) -> None:
    if text == "l":
        with pytest.raises(PlanError, match="leading, lagging"):
            read(field(Kpi, "timing"), text, Around(Plan(), TODAY))
    else:
        assert read(field(Kpi, "timing"), text, Around(Plan(), TODAY)) == value


@pytest.mark.parametrize(("text", "value"), [("y", True), ("Yes", True), ("n", False), ("", False)])
def test_yes_and_no(text: str, value: bool) -> None:
    assert read(field(KeyResult, "agreed_team"), text, Around(Plan(), TODAY)) is value


@pytest.mark.parametrize("text", ["end of Q2", "30 jun", "june 30", "2026-06-30", "end of quarter"])
def test_days_are_read_in_many_ways(text: str) -> None:
    around = Around(Plan(), TODAY, cycle=(date(2026, 4, 1), date(2026, 6, 30)))
    assert read(field(KeyResult, "due"), text, around) == date(2026, 6, 30)


@given(st.text(max_size=40), st.sampled_from([f for form in FORMS.values() for f in form.fields]))
def test_any_text_in_any_field_is_taken_or_refused_with_a_sentence(text: str, target: Field) -> None:
    refused = ""
    try:
        read(target, text, Around(Plan(), TODAY))
    except PlanError as error:
        refused = str(error)
    assert not refused or refused.endswith((".", "?"))


# -- completions


def test_choices_are_offered_before_anything_is_typed(plan: Plan) -> None:
    around = Around(plan, TODAY)
    assert completions(field(Kpi, "timing"), "", around) == ["leading", "lagging"]
    assert completions(field(Kpi, "timing"), "la", around) == ["lagging"]
    assert completions(field(Kpi, "timing"), "lagging", around) == [], "there is nothing to add"


def test_owners_that_are_used_already_complete_the_most_used_first(plan: Plan) -> None:
    found = completions(field(KeyResult, "owner"), "c", Around(plan, TODAY))
    assert found[:2] == ["Checkout", "CRM"]
    assert "Head of commerce" not in found


def test_the_last_name_of_a_list_is_completed(plan: Plan) -> None:
    assert completions(field(KeyResult, "kpis"), "Basket size, rev", Around(plan, TODAY)) == ["Revenue growth"]


def test_a_kpi_is_not_offered_as_its_own_cause(plan: Plan) -> None:
    assert completions(field(Kpi, "drivers"), "bask", Around(plan, TODAY, row="kpi-basket")) == []


def test_free_texts_and_numbers_are_not_completed(plan: Plan) -> None:
    for name in ("metric", "baseline", "due"):
        assert completions(field(KeyResult, name), "", Around(plan, TODAY)) == []


def test_every_form_says_what_may_be_typed() -> None:
    for kind, form in FORMS.items():
        assert form.placeholder, kind
        assert set(form.first) <= {f.name for f in form.fields}
        for target in form.fields:
            assert "" not in (target.label, target.hint), (kind, target.name)
    assert Cycle not in FORMS

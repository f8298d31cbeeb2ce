"""Any past day of a plan, read from the journal."""

from __future__ import annotations

import copy
import tempfile
import time
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path
from random import Random

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from okrtui.plan import edits
from okrtui.plan.changes import Edit, Insert
from okrtui.plan.entities import CheckIn, Cycle, KeyResult, Kpi, Measurement, Objective
from okrtui.plan.errors import PlanError
from okrtui.plan.ids import moment_id
from okrtui.session import Event, Session
from okrtui.store.asof import plan_as_of
from okrtui.store.errors import MissingPlan
from tests.plan.test_random_edits import action
from tests.store.support import CHURN, CYCLE, OBJECTIVE, TODAY, contents, insert, put, reread

DAY = timedelta(days=1)
RESULT = KeyResult("kr-000001", OBJECTIVE.id, 1.0, "Lower churn to 5 %", unit="%", baseline=6.0, target=5.0)


def on(path: Path, day: date) -> Session:
    """A window on a plan for which it is this day."""
    return Session(path, today=lambda: day, state_dir=path.parent / "state").open()


def write(path: Path, day: date, *done: Edit | str) -> None:
    """Do these edits on a day; "undo" and "redo" are what they say."""
    window = on(path, day)
    for one in done:
        if isinstance(one, Edit):
            window.apply(one)
        else:
            getattr(window, one)()
        window.wait(10)
    window.close()


def past(path: Path, day: date) -> Session:
    """The plan as of a day, looked at a year later."""
    return Session(path, today=lambda: TODAY + 365 * DAY, as_of=day, state_dir=path.parent / "state").open()


@pytest.fixture
def plan(tmp_path: Path) -> Path:
    """A plan with a key result since 4 May, whose title changed on the 6th; a KPI came on the 8th."""
    path = tmp_path / "plan.db"
    write(path, TODAY, insert(CYCLE, OBJECTIVE, RESULT))
    write(path, TODAY + 2 * DAY, put(RESULT, "title", "Lower churn to 4 %"))
    write(path, TODAY + 4 * DAY, insert(CHURN))
    return path


def test_each_day_shows_what_the_plan_was_in_the_evening(plan: Path) -> None:
    titles = [past(plan, TODAY + n * DAY).plan.get(RESULT.id).title for n in (0, 1, 2, 3, 9)]  # type: ignore[attr-defined]
    assert titles == ["Lower churn to 5 %", "Lower churn to 5 %", *["Lower churn to 4 %"] * 3]
    assert not past(plan, TODAY + 3 * DAY).plan.kpis
    assert past(plan, TODAY + 4 * DAY).plan.kpis == [CHURN]


def test_before_the_first_action_the_plan_is_empty_and_says_since_when_there_is_one(plan: Path) -> None:
    before = past(plan, TODAY - DAY)
    assert before.plan.empty
    assert not before.plan.cycles
    assert before.first_day == TODAY


def test_a_plan_without_any_action_is_empty_on_every_day(tmp_path: Path) -> None:
    path = tmp_path / "plan.db"
    path.touch()
    assert past(path, TODAY).plan.empty
    assert past(path, TODAY).first_day is None


def test_looking_back_never_makes_a_file(tmp_path: Path) -> None:
    with pytest.raises(MissingPlan):
        past(tmp_path / "none.db", TODAY)
    assert not list(tmp_path.iterdir())


def test_looking_back_writes_nothing_and_refuses_edits(plan: Path) -> None:
    before = plan.read_bytes()
    looked = past(plan, TODAY)
    assert looked.readonly
    assert "as of 4 May 2026" in looked.notice
    with pytest.raises(PlanError, match="as of 4 May 2026: it can be read, not changed"):
        looked.apply(insert(CHURN))
    with pytest.raises(PlanError, match="as of 4 May 2026"):
        looked.undo()
    looked.close()
    assert plan.read_bytes() == before


def test_a_deleted_row_is_back_with_its_whole_history(plan: Path) -> None:
    days = [TODAY - n * DAY for n in range(30)]
    values = [CheckIn(moment_id(RESULT.id, day), RESULT.id, day, 5.5, 6.0) for day in days]
    write(plan, TODAY + 5 * DAY, insert(*values))
    window = on(plan, TODAY + 6 * DAY)
    window.apply(edits.delete(window.plan, OBJECTIVE.id))  # only the latest values have been read here
    window.wait(10)
    window.close()
    assert not past(plan, TODAY + 6 * DAY).plan.table(KeyResult)
    assert len(past(plan, TODAY + 5 * DAY).plan.check_ins(RESULT.id)) == 30


def test_a_value_entered_later_for_an_earlier_day_is_not_known_before(plan: Path) -> None:
    late = Measurement(moment_id(CHURN.id, TODAY), CHURN.id, TODAY, 5.9)
    write(plan, TODAY + 10 * DAY, insert(late))
    assert not past(plan, TODAY + 9 * DAY).plan.measurements(CHURN.id)
    assert past(plan, TODAY + 10 * DAY).plan.measurements(CHURN.id) == [late]


def test_a_corrected_value_is_what_it_was_until_then(plan: Path) -> None:
    first = Measurement(moment_id(CHURN.id, TODAY + 5 * DAY), CHURN.id, TODAY + 5 * DAY, 59.0)
    write(plan, TODAY + 5 * DAY, insert(first))
    write(plan, TODAY + 7 * DAY, put(first, "value", 5.9))
    assert past(plan, TODAY + 6 * DAY).plan.measurements(CHURN.id) == [first]
    assert past(plan, TODAY + 7 * DAY).plan.measurements(CHURN.id) == [replace(first, value=5.9)]
    assert not past(plan, TODAY + 6 * DAY).value_changes(CHURN.id)
    assert len(past(plan, TODAY + 7 * DAY).value_changes(CHURN.id)) == 1


def test_what_was_undone_later_was_there_until_then(plan: Path) -> None:
    write(plan, TODAY + 6 * DAY, "undo")
    write(plan, TODAY + 8 * DAY, "redo")
    found = [bool(past(plan, TODAY + n * DAY).plan.kpis) for n in (4, 5, 6, 7, 8)]
    assert found == [True, True, False, False, True]


def test_what_kpis_were_redefined_is_told_as_of_then(plan: Path) -> None:
    write(plan, TODAY + 5 * DAY, put(CHURN, "unit", "pp"))
    write(plan, TODAY + 7 * DAY, "undo")
    told = [past(plan, TODAY + n * DAY).redefined() for n in (4, 6, 7)]
    assert told == [{}, {CHURN.id: [TODAY + 5 * DAY]}, {}]


def test_a_clock_that_was_set_back_still_shows_what_the_file_once_held(plan: Path) -> None:
    write(plan, TODAY + DAY, put(CHURN, "name", "Churn rate"))  # after the KPI came on the 8th
    found = past(plan, TODAY + DAY).plan.kpis
    assert [kpi.name for kpi in found] == ["Churn rate"]


def test_the_plan_of_a_past_day_stays_as_it_is_while_others_write(plan: Path) -> None:
    looked = past(plan, TODAY)
    events: list[Event] = []
    looked.start(events.append)
    write(plan, TODAY + 5 * DAY, put(replace(RESULT, title="Lower churn to 4 %"), "title", "Lower churn"))
    looked.wait(1)
    assert not events
    assert looked.plan.find(RESULT.id, KeyResult) == RESULT


@given(seed=st.integers(0, 2**32))
@settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.too_slow])
def test_the_plan_as_of_each_day_is_the_copy_that_was_kept_then(seed: int) -> None:
    chance = Random(seed)
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "plan.db"
        kept = {}
        day = TODAY
        for _ in range(5):
            window = on(path, day)
            for _ in range(chance.randint(1, 8)):
                _act(window, chance)
            window.close()
            kept[day] = copy.deepcopy(reread(path))
            day += chance.randint(1, 3) * DAY
        for shown, expected in kept.items():
            found = plan_as_of(path, shown).plan
            assert contents(found) == expected
            for parent in found.table(Objective):
                assert sorted(row.id for row in found.key_results(parent)) == sorted(
                    row.id for row in found.table(KeyResult).values() if row.objective == parent
                )


def _act(window: Session, chance: Random) -> None:
    """One action of a user: an edit, or undo or redo."""
    what = chance.choice(("edit", "edit", "edit", "edit", "undo", "redo"))
    if what != "edit":
        getattr(window, what)()
    else:
        window.history_all()
        try:
            edit = action(window.plan, chance.choice)
            window.apply(edit)
        except PlanError:
            return
    window.wait(10)


def test_thousands_of_values_are_taken_back_in_no_time(tmp_path: Path) -> None:
    path = tmp_path / "plan.db"
    days = [date(2020, 1, 1) + n * DAY for n in range(2000)]
    write(path, TODAY, insert(CYCLE, CHURN))
    values = [Insert(Measurement(moment_id(CHURN.id, day), CHURN.id, day, 5.0)) for day in days]
    write(path, TODAY + DAY, Edit("import", tuple(values)))
    begin = time.process_time()
    assert past(path, TODAY).plan.find(CYCLE.id, Cycle) == CYCLE
    assert not past(path, TODAY).plan.table(Measurement)
    assert len(past(path, TODAY + DAY).plan.table(Measurement)) == 2000
    assert past(path, TODAY + DAY).plan.table(Kpi)
    assert time.process_time() - begin < 2

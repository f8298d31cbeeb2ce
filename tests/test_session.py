"""The session: what a window shows, saves, takes back and hears of other windows."""

from __future__ import annotations

import sqlite3
import threading
import time
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

import pytest

from okrtui.plan.changes import Edit, Insert, Remove, Set
from okrtui.plan.edits import add, change, check_in, delete, measure, turn
from okrtui.plan.entities import CheckIn, KeyResult, Kpi, Measurement, Objective
from okrtui.plan.errors import Conflict, PlanError
from okrtui.plan.ids import moment_id
from okrtui.session import (
    Changed,
    Event,
    Failed,
    NothingToUndo,
    Redone,
    Reloaded,
    Saved,
    Session,
    Slow,
    Trouble,
    Undone,
)
from okrtui.store import worker
from okrtui.store.errors import Busy, Dangling, DiskFull, Moved, ReadOnly
from tests.store.support import (
    CHURN,
    CYCLE,
    OBJECTIVE,
    TODAY,
    contents,
    insert,
    put,
    receive_all,
    reread,
    session,
    sql,
    until,
)

KEY_RESULT = KeyResult("kr-000001", OBJECTIVE.id, 1.0, "Lower churn", kpis=(CHURN.id,), measured_by=CHURN.id)


_LOOK = worker.LOOK


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """A plan with one row of each main kind."""
    path = tmp_path / "plan.db"
    window = session(path)
    window.apply(insert(CYCLE, OBJECTIVE, CHURN, KEY_RESULT, title="begin"))
    window.close()
    return path


@pytest.fixture(autouse=True)
def eager(monkeypatch: pytest.MonkeyPatch) -> None:
    """Windows look for what others wrote more often than they do, so that no test has to wait for it."""
    monkeypatch.setattr("okrtui.store.worker.LOOK", 0.1)


@contextmanager
def windows(path: Path, count: int = 2) -> Iterator[list[Session]]:
    """Several windows on one file, without events of their own."""
    opened = [session(path) for _ in range(count)]
    try:
        yield opened
    finally:
        for window in opened:
            window.close()


@contextmanager
def held(path: Path) -> Iterator[sqlite3.Connection]:
    """The file held by another program."""
    with closing(sqlite3.connect(path, isolation_level=None)) as db:
        db.execute("begin exclusive")
        yield db


def _title(window: Session) -> str:
    return window.plan.table(Objective)[OBJECTIVE.id].title


# -- saving


def test_an_edit_shows_at_once_and_is_in_the_file_when_saved(path: Path) -> None:
    window = session(path)
    ticket = window.apply(put(OBJECTIVE, "title", "Another aim"))
    assert _title(window) == "Another aim"
    assert window.wait() == [Saved(ticket, "set title to Another aim")]
    assert reread(path) == contents(window.plan)
    window.close()


def test_a_plan_comes_back_as_it_was(path: Path) -> None:
    with windows(path, 1) as (window,):
        assert contents(window.plan)["key_results", KEY_RESULT.id] == KEY_RESULT
        assert window.plan.objectives(CYCLE.id) == [OBJECTIVE]


def test_what_is_applied_before_the_thread_starts_is_written_when_it_does(path: Path) -> None:
    window = session(path)
    window.apply(put(OBJECTIVE, "title", "Early"))
    events: list[Event] = []
    window.start(events.append)
    assert until(lambda: any(isinstance(event, Saved) for event in events))
    assert sql(path, "select title from objectives") == [("Early",)]
    window.close()


def test_closing_writes_what_is_queued(path: Path) -> None:
    window = session(path)
    for n in range(30):
        window.apply(change(window.plan, OBJECTIVE.id, title=f"Aim {n}"))
    assert window.close()
    assert sql(path, "select title from objectives") == [("Aim 29",)]


def test_an_edit_without_changes_writes_nothing(path: Path) -> None:
    with windows(path, 1) as (window,):
        assert window.apply(change(window.plan, OBJECTIVE.id, title=OBJECTIVE.title)) == 0
        assert window.wait() == []


def test_an_impossible_edit_is_refused_at_once_and_changes_nothing(path: Path) -> None:
    with windows(path, 1) as (window,):
        before = contents(window.plan)
        with pytest.raises(Conflict):
            window.apply(put(OBJECTIVE, "title", "New", old="not what is there"))
        assert window.wait() == []
        assert contents(window.plan) == before == reread(path)


@pytest.mark.parametrize(
    "title",
    ["tab\t and\nline", "[/b] %s {x} '; drop table objectives; --", "目标 \u202e عكس", "x" * 10_000],
)
def test_odd_texts_are_kept_as_typed(path: Path, title: str) -> None:
    with windows(path, 1) as (window,):
        window.apply(change(window.plan, OBJECTIVE.id, title=title))
        window.wait()
        assert reread(path) == contents(window.plan)
        window.undo()
        window.redo()
        window.wait()
        assert _title(window) == title


def test_half_a_character_is_refused_with_a_sentence(path: Path) -> None:
    half = put(OBJECTIVE, "title", "half \ud83d")
    with windows(path, 1) as (window,), pytest.raises(PlanError, match=r"[Cc]haracter"):
        _ = window.apply(half), window.wait()
    assert reread(path)["objectives", OBJECTIVE.id] == OBJECTIVE


# -- when the file holds something else by now


def test_two_windows_that_change_one_field_conflict_and_both_values_are_told(path: Path) -> None:
    with windows(path) as (one, other):
        one.apply(put(OBJECTIVE, "title", "One"))
        one.wait()
        edit = put(OBJECTIVE, "title", "Other")
        other.apply(edit)
        with pytest.raises(Conflict) as conflict:
            other.wait()
        assert (conflict.value.expected, conflict.value.found, conflict.value.wanted) == (
            OBJECTIVE.title,
            "One",
            "Other",
        )
        assert _title(other) == "One"
        assert sql(path, "select title from objectives") == [("One",)]


def test_two_windows_that_change_two_fields_of_a_row_both_succeed(path: Path) -> None:
    with windows(path) as (one, other):
        one.apply(put(OBJECTIVE, "title", "One"))
        other.apply(put(OBJECTIVE, "why", "Because"))
        one.wait()
        other.wait()
        one.wait()
        row = reread(path)["objectives", OBJECTIVE.id]
        assert row == replace(OBJECTIVE, title="One", why="Because")


def test_a_failed_edit_comes_back_with_all_that_was_typed(path: Path) -> None:
    events: list[Event] = []
    with windows(path) as (one, other):
        other.start(events.append)
        one.apply(put(OBJECTIVE, "title", "One"))
        one.wait()
        edit = put(OBJECTIVE, "title", "Other")
        ticket = other.apply(edit)
        other.wait()
        failed = [event for event in receive_all(other, events) if isinstance(event, Failed)]
        assert [(event.ticket, event.edit) for event in failed] == [(ticket, edit)]


def test_edits_on_top_of_a_failed_one_fail_for_its_reason_and_others_are_saved(path: Path) -> None:
    events: list[Event] = []
    with windows(path) as (one, other):
        one.apply(put(OBJECTIVE, "title", "One"))
        one.wait()
        first = other.apply(put(OBJECTIVE, "title", "A"))
        second = other.apply(put(OBJECTIVE, "title", "B", old="A"))
        third = other.apply(put(OBJECTIVE, "why", "Because"))
        other.start(events.append)
        other.wait()
        told = receive_all(other, events)
        failed = {event.ticket: str(event.error) for event in told if isinstance(event, Failed)}
        assert set(failed) == {first, second}
        assert failed[first] == failed[second], "the second one says what really happened"
        assert [event.ticket for event in told if isinstance(event, Saved)] == [third]
        assert contents(other.plan) == reread(path)
        assert _title(other) == "One"


def test_children_of_a_row_that_was_not_saved_fail_with_it(path: Path) -> None:
    new = replace(OBJECTIVE, id="o-000002")
    below = replace(KEY_RESULT, id="kr-000002", objective=new.id)
    with windows(path) as (one, other):
        one.apply(insert(replace(new, title="Of the other window")))
        one.wait()
        other.apply(insert(new))
        other.apply(insert(below))
        with pytest.raises(Conflict):
            other.wait()
        assert contents(other.plan) == reread(path)
        assert ("key_results", below.id) not in contents(other.plan)


def test_a_row_whose_parent_another_window_deleted_is_refused(path: Path) -> None:
    with windows(path) as (one, other):
        one.apply(delete(one.plan, OBJECTIVE.id))
        one.wait()
        other.apply(insert(replace(KEY_RESULT, id="kr-000002")))
        with pytest.raises(Dangling, match="another window"):
            other.wait()
        assert contents(other.plan) == reread(path) == contents(one.plan)


def test_a_row_under_which_another_window_added_is_not_deleted(path: Path) -> None:
    with windows(path) as (one, other):
        one.apply(insert(replace(KEY_RESULT, id="kr-000002", title="New")))
        one.wait()
        other.apply(delete(other.plan, OBJECTIVE.id))
        with pytest.raises(PlanError):
            other.wait()
        assert contents(other.plan) == reread(path) == contents(one.plan)
        assert ("key_results", "kr-000002") in contents(other.plan)


def test_a_row_that_another_window_changed_is_not_deleted(path: Path) -> None:
    with windows(path) as (one, other):
        one.apply(put(KEY_RESULT, "owner", "Ada"))
        one.wait()
        other.apply(delete(other.plan, KEY_RESULT.id))
        with pytest.raises(Conflict):
            other.wait()
        assert contents(other.plan) == reread(path)


def test_two_windows_cannot_make_kpis_cause_each_other(path: Path) -> None:
    second = replace(CHURN, id="kpi-000002", name="Support answers")
    with windows(path, 1) as (first,):
        first.apply(insert(second))
        first.wait()
    with windows(path) as (one, other):
        one.apply(put(CHURN, "drivers", (second.id,)))
        one.wait()
        other.apply(put(second, "drivers", (CHURN.id,)))
        with pytest.raises(PlanError, match="among its own causes"):
            other.wait()
        assert contents(other.plan) == reread(path) == contents(one.plan)


def test_foreign_changes_leave_edits_on_their_way_in_place(path: Path) -> None:
    events: list[Event] = []
    with windows(path) as (one, other):
        other.start(events.append)
        other.wait()
        with held(path) as db:
            ticket = other.apply(put(OBJECTIVE, "title", "Mine"))
            db.execute("rollback")
            one.apply(put(OBJECTIVE, "why", "Because"))
            one.wait()
        other.wait()
        receive_all(other, events)
        one.wait()
        assert ticket
        assert contents(other.plan) == reread(path)
        assert _title(other) == "Mine"


# -- undo and redo


def test_undo_and_redo_go_back_and_forth_and_name_the_action(path: Path) -> None:
    with windows(path, 1) as (window,):
        window.apply(put(OBJECTIVE, "title", "A"))
        window.apply(put(OBJECTIVE, "title", "B", old="A"))
        window.wait()
        window.undo()
        (undone,) = window.wait()
        assert isinstance(undone, Undone)
        assert (undone.title, undone.item) == ("set title to B", OBJECTIVE.id)
        assert _title(window) == "A"
        window.redo()
        (redone,) = window.wait()
        assert isinstance(redone, Redone)
        assert _title(window) == "B"
        assert contents(window.plan) == reread(path)


def test_undo_reaches_back_over_a_restart_to_the_empty_plan_and_redo_all_the_way_forth(path: Path) -> None:
    with windows(path, 1) as (window,):
        window.apply(put(OBJECTIVE, "title", "A"))
    full = reread(path)
    with windows(path, 1) as (window,):
        window.undo()
        window.undo()
        window.undo()
        outcome = window.wait()
        assert [type(event) for event in outcome] == [Undone, Undone, NothingToUndo]
        assert list(contents(window.plan)) == list(reread(path)) == [("plan", "plan")]
    with windows(path, 1) as (window,):
        for _ in range(3):
            window.redo()
        assert [type(event) for event in window.wait()] == [Redone, Redone, NothingToUndo]
        assert contents(window.plan) == reread(path) == full


def test_a_new_edit_drops_redo(path: Path) -> None:
    with windows(path, 1) as (window,):
        window.apply(put(OBJECTIVE, "title", "A"))
        window.undo()
        window.wait()
        window.apply(put(OBJECTIVE, "why", "Because"))
        window.redo()
        assert [type(event) for event in window.wait()] == [Saved, NothingToUndo]
        assert _title(window) == OBJECTIVE.title
    with windows(path, 1) as (window,):
        window.redo()
        assert [type(event) for event in window.wait()] == [NothingToUndo], "for good"


def test_undo_takes_the_own_last_action_before_those_of_other_windows(path: Path) -> None:
    with windows(path) as (one, other):
        one.apply(put(OBJECTIVE, "title", "One"))
        one.wait()
        other.apply(put(OBJECTIVE, "why", "Other"))
        other.wait()
        one.undo()
        one.undo()
        titles = [event.title for event in one.wait() if isinstance(event, Undone)]
        assert titles == ["set title to One", "set why to Other"]


def test_undo_is_refused_when_the_field_has_changed_since(path: Path) -> None:
    with windows(path) as (one, other):
        one.apply(put(OBJECTIVE, "title", "One"))
        one.wait()
        other.wait()
        other.apply(put(OBJECTIVE, "title", "Other", old="One"))
        other.wait()
        one.undo()
        refused = one.wait()[-1]
        assert isinstance(refused, NothingToUndo)
        assert "Cannot undo “set title to One”" in refused.why
        assert "the title of the objective “Other” has changed since" in refused.why
        assert _title(one) == "Other"


def test_undo_of_an_addition_is_refused_when_something_was_put_below_it(path: Path) -> None:
    with windows(path) as (one, other):
        new = replace(OBJECTIVE, id="o-000002")
        one.apply(insert(new))
        one.wait()
        other.wait()
        other.apply(insert(replace(KEY_RESULT, id="kr-000002", objective=new.id)))
        other.wait()
        one.undo()
        refused = one.wait()[-1]
        assert isinstance(refused, NothingToUndo)
        assert "belongs to it" in refused.why
        assert contents(one.plan) == reread(path)


def test_undo_after_an_edit_that_was_not_saved_does_not_take_back_an_older_one(path: Path) -> None:
    with windows(path) as (one, other):
        other.apply(put(OBJECTIVE, "why", "Saved before"))
        one.wait()
        other.wait()
        one.apply(put(OBJECTIVE, "title", "One"))
        one.wait()
        other.apply(put(OBJECTIVE, "title", "Fails"))
        other.undo()
        with pytest.raises(Conflict):
            other.wait()
        assert reread(path)["objectives", OBJECTIVE.id] == replace(OBJECTIVE, title="One", why="Saved before")


def test_a_deleted_objective_comes_back_with_all_below_it(path: Path) -> None:
    with windows(path, 1) as (window,):
        window.apply(check_in(window.plan, KEY_RESULT.id, date(2026, 5, 4), 5.8, 7.0, "slowly"))
        full = contents(window.plan)
        window.apply(delete(window.plan, OBJECTIVE.id))
        window.undo()
        window.wait()
        assert contents(window.plan) == reread(path) == full


# -- other windows


def test_another_window_shows_an_edit_within_a_second_and_only_that(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("okrtui.store.worker.LOOK", _LOOK)
    events: list[Event] = []
    with windows(path) as (one, other):
        other.start(events.append)
        other.wait()
        one.apply(put(OBJECTIVE, "title", "One"))
        one.wait()
        began = time.monotonic()
        assert until(lambda: events, 1.0)
        assert time.monotonic() - began < 1.0
        (changed,) = events
        assert isinstance(changed, Changed)
        assert other.receive(changed) == {OBJECTIVE.id}
        assert _title(other) == "One"


def test_another_window_shows_undo_and_redo_too(path: Path) -> None:
    events: list[Event] = []
    with windows(path) as (one, other):
        other.start(events.append)
        one.apply(put(OBJECTIVE, "title", "One"))
        one.undo()
        one.redo()
        one.undo()
        one.wait()
        assert until(lambda: sum(len(event.titles) for event in events if isinstance(event, Changed)) == 4, 2.0)
        receive_all(other, events)
        assert contents(other.plan) == reread(path) == contents(one.plan)


def test_a_file_that_is_replaced_is_read_anew(path: Path, tmp_path: Path) -> None:
    events: list[Event] = []
    copy = tmp_path / "copy.db"
    copy.write_bytes(path.read_bytes())
    with windows(path, 1) as (window,):
        window.start(events.append)
        window.apply(put(OBJECTIVE, "title", "Later"))
        window.wait()
        copy.replace(path)
        assert until(lambda: any(isinstance(event, Reloaded) for event in events), 2.0)
        receive_all(window, events)
        assert contents(window.plan) == reread(path)
        assert _title(window) == OBJECTIVE.title
        window.apply(put(OBJECTIVE, "title", "Into the new file"))
        window.wait()
        receive_all(window, events)
        assert sql(path, "select title from objectives") == [("Into the new file",)]


def test_a_file_that_is_replaced_by_its_copy_goes_on_as_before(path: Path, tmp_path: Path) -> None:
    events: list[Event] = []
    with windows(path, 1) as (window,):
        window.start(events.append)
        window.apply(put(OBJECTIVE, "title", "A"))
        window.wait()
        copy = tmp_path / "copy.db"
        copy.write_bytes(path.read_bytes())
        other = session(copy)
        other.apply(put(OBJECTIVE, "why", "Because"))
        other.close()
        copy.replace(path)
        window.wait()
        window.apply(put(OBJECTIVE, "title", "B", old="A"))
        window.wait()
        assert [type(event) for event in receive_all(window, events)] == [Saved, Changed, Saved]
        assert contents(window.plan) == reread(path)


# -- trouble


def test_a_file_that_others_hold_for_long_is_said_and_the_edit_is_not_lost(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("okrtui.store.worker.WAIT", 0.8)
    events: list[Event] = []
    with windows(path, 1) as (window,):
        window.start(events.append)
        window.wait()
        edit = put(OBJECTIVE, "title", "Patience")
        with held(path):
            ticket = window.apply(edit)
            assert until(lambda: len(events) == 2)
        slow, failed = receive_all(window, events)
        assert slow == Slow(ticket)
        assert isinstance(failed, Failed)
        assert failed.edit == edit
        assert isinstance(failed.error, Busy)
        assert "plan.db is in use by another program" in str(failed.error)
        assert _title(window) == OBJECTIVE.title
        window.apply(failed.edit)
        window.wait()
        assert isinstance(receive_all(window, events)[0], Saved), "it can be tried again as it is"


def test_a_file_that_becomes_free_in_time_takes_the_edit(path: Path) -> None:
    events: list[Event] = []
    with windows(path, 1) as (window,):
        window.start(events.append)
        window.wait()
        with held(path):
            window.apply(put(OBJECTIVE, "title", "Patience"))
            assert until(lambda: events == [Slow(1)])
        window.wait()
        assert isinstance(receive_all(window, events)[-1], Saved)
        assert sql(path, "select title from objectives") == [("Patience",)]


def test_a_reader_that_does_not_let_go_delays_an_edit_and_loses_none(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("okrtui.store.worker.WAIT", 0.5)
    events: list[Event] = []
    with windows(path, 1) as (window,), closing(sqlite3.connect(path, isolation_level=None)) as reader:
        window.start(events.append)
        window.wait()
        reader.execute("begin")
        reader.execute("select * from objectives").fetchall()
        window.apply(put(OBJECTIVE, "title", "Patience"))
        assert until(lambda: any(isinstance(event, Failed) for event in events))
        receive_all(window, events)
        assert _title(window) == OBJECTIVE.title
        reader.execute("rollback")
        window.apply(put(OBJECTIVE, "title", "Patience"))
        window.wait()
        assert isinstance(receive_all(window, events)[-1], Saved)
        assert contents(window.plan) == reread(path)


def _with_pragma(window: Session, statement: str) -> None:
    """Set something on the connection that writes; its thread does so at its next look at the file."""
    window.wait()
    writer = window._worker._writer
    assert writer is not None
    done = threading.Event()
    look = writer._same_file

    def look_once() -> bool:
        writer._db.execute(statement)
        writer._same_file = look  # type: ignore[method-assign]
        done.set()
        return look()

    writer._same_file = look_once  # type: ignore[method-assign]
    assert done.wait(2.0)


def test_a_full_disk_is_said_and_the_edit_can_be_saved_later(path: Path) -> None:
    with windows(path, 1) as (window,):
        _with_pragma(window, "pragma max_page_count = 1")
        window.apply(change(window.plan, OBJECTIVE.id, why="x" * 50_000))
        with pytest.raises(DiskFull, match=r"no space left to write .*plan\.db"):
            window.wait()
        assert contents(window.plan) == reread(path)
        _with_pragma(window, "pragma max_page_count = 100000")
        window.apply(change(window.plan, OBJECTIVE.id, why="x" * 50_000))
        window.wait()
        assert contents(window.plan) == reread(path)


def test_a_file_that_turns_read_only_is_said(path: Path) -> None:
    with windows(path, 1) as (window,):
        _with_pragma(window, "pragma query_only = on")
        window.apply(put(OBJECTIVE, "title", "No"))
        with pytest.raises(ReadOnly, match=r"plan\.db cannot be written"):
            window.wait()
        assert _title(window) == OBJECTIVE.title


def test_a_file_that_was_deleted_is_said_and_not_written_into_nowhere(path: Path) -> None:
    window = session(path)
    window.wait()
    path.rename(path.with_name("moved.db"))
    window.apply(put(OBJECTIVE, "title", "Where to?"))
    with pytest.raises(Moved, match="moved or deleted while it was open"):
        window.wait()
    path.with_name("moved.db").rename(path)
    window.apply(put(OBJECTIVE, "title", "Back again"))
    window.wait()
    window.close()
    assert sql(path, "select title from objectives") == [("Back again",)]


def test_a_plan_opened_for_reading_refuses_edits_and_follows_others(path: Path) -> None:
    events: list[Event] = []
    reader = session(path, readonly=True)
    with pytest.raises(ReadOnly):
        reader.apply(put(OBJECTIVE, "title", "No"))
    with pytest.raises(ReadOnly):
        reader.undo()
    reader.start(events.append)
    with windows(path, 1) as (window,):
        window.apply(put(OBJECTIVE, "title", "Yes"))
        window.wait()
        assert until(lambda: events, 2.0)
    receive_all(reader, events)
    assert _title(reader) == "Yes"
    reader.close()


def test_a_read_only_place_is_said_in_a_notice_and_writing_goes_on_when_it_can(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for module in ("okrtui.session", "okrtui.store.opening"):
        monkeypatch.setattr(f"{module}.can_write", lambda path: False)
    window = session(path)
    assert "plan.db is read-only" in window.notice
    with pytest.raises(ReadOnly):
        window.apply(put(OBJECTIVE, "title", "No"))
    window.wait()
    monkeypatch.setattr("okrtui.session.can_write", lambda path: True)
    window.apply(put(OBJECTIVE, "title", "Yes"))
    window.wait()
    assert (window.readonly, window.notice) == (False, "")
    assert sql(path, "select title from objectives") == [("Yes",)]
    window.close()


def test_trouble_at_the_start_is_told_once_and_edits_say_it_too(tmp_path: Path) -> None:
    events: list[Event] = []
    window = session(tmp_path / "plan.db")
    (tmp_path / "plan.db").write_text("something else came here" * 100)
    window.start(events.append)
    window.apply(insert(CYCLE))
    window.wait()
    time.sleep(0.3)
    told = receive_all(window, events)
    assert [type(event) for event in told] == [Trouble, Failed]
    assert "is not an okrtui plan" in str(told[0].error)  # type: ignore[union-attr]
    window.close()


@pytest.mark.filterwarnings("ignore::pytest.PytestUnhandledThreadExceptionWarning")
def test_a_fault_of_ours_is_said_and_nothing_waits_for_ever(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    events: list[Event] = []
    window = session(path)
    window.start(events.append)
    window.wait()
    monkeypatch.setattr("okrtui.store.journal.record", None)
    window.apply(put(OBJECTIVE, "title", "Lost?"))
    with pytest.raises(PlanError, match="Please start it again"):
        window.wait(5)
    assert isinstance(events[-1], Trouble)
    assert not window.close()
    with pytest.raises(PlanError, match="Please start it again"):
        window.apply(put(OBJECTIVE, "title", "Again", old="Lost?"))
    assert reread(path)["objectives", OBJECTIVE.id] == OBJECTIVE


def test_what_is_queued_is_written_even_when_nobody_listens_any_more(path: Path) -> None:
    def deaf(event: Event) -> None:
        raise RuntimeError("Event loop is closed")

    other = session(path)
    other.apply(put(OBJECTIVE, "why", "Other"))
    other.close()
    window = session(path)
    fine = put(OBJECTIVE, "title", "Saved")
    window.start(deaf)
    window.apply(fine)
    assert window.close()
    assert sql(path, "select title from objectives") == [("Saved",)]

    window = session(path)
    lost = put(OBJECTIVE, "why", "Mine", old="Other")
    other = session(path)
    other.apply(put(OBJECTIVE, "why", "Newer", old="Other"))
    other.close()
    window.apply(lost)
    window.start(deaf)
    assert not window.close()
    assert window.unsaved == (lost,)


def test_a_closed_window_takes_no_edits(path: Path) -> None:
    window = session(path)
    window.apply(put(OBJECTIVE, "title", "A"))
    assert window.close()
    assert window.close(), "twice does no harm"
    with pytest.raises(PlanError, match=r"plan\.db is closed"):
        window.apply(put(OBJECTIVE, "title", "B", old="A"))


# -- histories


def _with_history(path: Path, count: int = 40) -> None:
    rows: list[Insert] = []
    for n in range(count):
        at = date(2025, 1, 1) + timedelta(days=n)
        rows.append(Insert(Measurement(moment_id(CHURN.id, at), CHURN.id, at, float(n))))
    window = session(path)
    window.apply(Edit("measure", tuple(rows)))
    window.close()


def test_the_latest_values_are_read_at_the_start_and_the_rest_when_asked(path: Path) -> None:
    _with_history(path)
    with windows(path, 1) as (window,):
        assert [m.value for m in window.plan.measurements(CHURN.id)] == [float(n) for n in range(28, 40)]
        assert window.history(CHURN.id)
        assert len(window.plan.measurements(CHURN.id)) == 40
        assert not window.history(CHURN.id), "once"


def test_export_sees_the_whole_history(path: Path) -> None:
    _with_history(path)
    assert len(session(path, readonly=True).history_all().table(Measurement)) == 40


def test_deleting_an_item_takes_its_unread_history_along_and_undo_brings_all_back(path: Path) -> None:
    _with_history(path)
    full = reread(path)
    with windows(path, 1) as (window,):
        window.apply(delete(window.plan, CHURN.id))
        window.wait()
        assert sql(path, "select count(*) from measurements") == [(0,)]
        assert contents(window.plan) == reread(path)
        window.undo()
        window.wait()
        assert reread(path) == full
        assert len(window.plan.measurements(CHURN.id)) == 40
        window.redo()
        window.wait()
        assert contents(window.plan) == reread(path)


def test_an_item_is_not_turned_while_part_of_its_history_is_unread(path: Path) -> None:
    _with_history(path)
    with windows(path, 1) as (window,):
        window.apply(delete(window.plan, KEY_RESULT.id))
        with pytest.raises(PlanError, match="have not been read yet"):
            window.apply(turn(window.plan, CHURN.id, KeyResult, parent=OBJECTIVE.id))
        window.history(CHURN.id)
        window.apply(turn(window.plan, CHURN.id, KeyResult, parent=OBJECTIVE.id))
        window.wait()
        assert len(window.plan.table(CheckIn)) == 40
        assert contents(window.plan) == reread(path)
        window.undo()
        window.wait()
        assert contents(window.plan) == reread(path)


def test_reading_history_does_not_bring_back_what_is_being_removed(path: Path) -> None:
    _with_history(path, 14)
    window = session(path)
    last = window.plan.measurements(CHURN.id)[-1]
    with held(path) as db:
        window.start(lambda event: None)
        window.apply(Edit("remove one", (Remove(last),)))
        db.execute("rollback")
        window.history(CHURN.id)
        assert last.id not in window.plan.table(Measurement)
    window.close()


def test_a_second_value_for_a_moment_corrects_the_first_one(path: Path) -> None:
    with windows(path, 1) as (window,):
        at = date(2026, 5, 4)
        window.apply(measure(window.plan, CHURN.id, at, 6.0))
        window.apply(measure(window.plan, CHURN.id, at, 5.8))
        window.wait()
        assert sql(path, "select value from measurements") == [(5.8,)]
        journal = "select count(*) from changes where \"table\" = 'measurements'"
        assert sql(path, journal) == [(2,)], "the old one stays in the journal"


# -- the journal


def test_the_journal_says_who_did_what_and_when(path: Path) -> None:
    window = session(path)
    window.apply(put(OBJECTIVE, "title", "A"))
    window.close()
    at, who, name, title, item = sql(path, 'select "at", who, "window", title, item from actions order by id desc')[0]
    assert at.startswith("2026-05-04T")
    assert (name, title, item) == (window.window, "set title to A", OBJECTIVE.id)
    assert isinstance(who, str)
    change_row = sql(path, 'select "table", "row", field, old, new from changes order by action desc, seq')[0]
    assert change_row == ("objectives", OBJECTIVE.id, "title", f'"{OBJECTIVE.title}"', '"A"')


def test_adding_and_removing_a_new_row_in_one_edit_leaves_the_file_alone(path: Path) -> None:
    before = reread(path)
    new = replace(CHURN, id="kpi-000009")
    with windows(path, 1) as (window,):
        window.apply(Edit("there and back", (Insert(new), Set("kpis", new.id, "name", "Churn", "X"))))
        window.apply(Edit("gone", (Remove(replace(new, name="X")),)))
        window.wait()
    assert reread(path) == before


def test_new_rows_of_the_plan_functions_go_in_and_out(tmp_path: Path) -> None:
    with windows(tmp_path / "new.db", 1) as (window,):
        window.apply(insert(CYCLE))
        window.apply(add(window.plan, Objective, parent=CYCLE.id, title="An aim"))
        window.apply(add(window.plan, Kpi, name="Churn"))
        window.wait()
        assert contents(window.plan) == reread(window.path)


def test_values_since_a_day_and_the_one_before_are_read_without_the_rest(tmp_path: Path) -> None:
    path = tmp_path / "plan.db"
    window = session(path)
    days = [TODAY - timedelta(days=n) for n in range(60)]
    values = [Measurement(moment_id(CHURN.id, day), CHURN.id, day, float(n)) for n, day in enumerate(days) if n != 30]
    window.apply(insert(CHURN, *values))
    window.close()
    again = session(path)
    assert len(again.plan.measurements(CHURN.id)) == 12
    again.history_from(CHURN.id, TODAY - timedelta(days=30))
    assert again.plan.measurements(CHURN.id)[0].at == TODAY - timedelta(days=31)
    assert len(again.plan.measurements(CHURN.id)) == 31
    assert again.history(CHURN.id)  # the rest is still to be read
    assert len(again.plan.measurements(CHURN.id)) == 59

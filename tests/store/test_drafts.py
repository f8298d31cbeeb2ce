"""Drafts: what is being typed survives, is offered back once its window is gone, and goes when it is saved."""

from __future__ import annotations

import os
import signal
import sqlite3
import stat
import subprocess
import sys
import time
from functools import partial
from pathlib import Path

import pytest

from okrtui.session import Event, Session, Trouble
from tests.store.support import CYCLE, OBJECTIVE, insert, put, session, sql, today, until


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """A plan with one objective."""
    path = tmp_path / "plan.db"
    window = session(path)
    window.apply(insert(CYCLE, OBJECTIVE))
    window.close()
    return path


def _offered(path: Path) -> list[tuple[str, str]]:
    return [(draft.key, draft.text) for draft in session(path, readonly=True).drafts()]


def _holds(path: Path, text: str) -> bool:
    return sql(path, "select text from drafts") == [(text,)]


def test_a_draft_is_in_the_file_soon_after_the_last_key(path: Path) -> None:
    window = session(path)
    window.wait()
    took = []
    for word in ("Hello", "Hullo", "Hallo"):  # the best of three: other work on the machine only makes it longer
        for length in range(1, 6):
            window.draft("o-1.title", word[:length])
        typed = time.monotonic()
        assert until(partial(_holds, path, word))
        took.append(time.monotonic() - typed)
    assert min(took) < 0.3
    assert sql(path, "select count(*) from actions") == [(1,)], "drafts are no actions"
    window.close()


def test_steady_typing_is_kept_as_well(path: Path) -> None:
    window = session(path)
    window.wait()
    end = time.monotonic() + 1.4
    while time.monotonic() < end:
        window.draft("o-1.title", "typing")
        time.sleep(0.02)
    assert sql(path, "select count(*) from drafts") == [(1,)]
    window.close()


def test_a_draft_is_offered_when_its_window_has_gone_but_not_while_it_is_open(path: Path) -> None:
    window = session(path)
    window.draft("o-1.title", "Half a sent")
    window.wait()
    assert _offered(path) == []
    window.close()
    assert _offered(path) == [("o-1.title", "Half a sent")]


def test_a_draft_survives_kill_9(path: Path) -> None:
    code = (
        "import time; from datetime import date; from pathlib import Path; from okrtui.session import Session;"
        f"s = Session({str(path)!r}, today=date.today, state_dir=Path({str(path.parent / 'state')!r})).open();"
        "s.start(lambda event: None); s.draft('kr-1.title', 'Not yet sav'); print('typed', flush=True); time.sleep(60)"
    )
    with subprocess.Popen([sys.executable, "-c", code], stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout
        assert process.stdout.readline() == "typed\n"
        assert until(lambda: sql(path, "select count(*) from drafts") == [(1,)])
        assert _offered(path) == [], "its window is still open"
        os.kill(process.pid, signal.SIGKILL)
        process.wait()
    assert _offered(path) == [("kr-1.title", "Not yet sav")]


def test_a_draft_goes_with_the_edit_that_it_became(path: Path) -> None:
    window = session(path)
    window.draft("o-1.title", "New title")
    window.wait()
    window.apply(put(OBJECTIVE, "title", "New title"), draft="o-1.title")
    window.wait()
    assert sql(path, "select count(*) from drafts") == [(0,)]
    window.close()
    assert _offered(path) == []


def test_a_draft_that_was_not_written_yet_does_not_come_after_its_edit(path: Path) -> None:
    window = session(path)
    window.draft("o-1.title", "New title")
    window.apply(put(OBJECTIVE, "title", "New title"), draft="o-1.title")
    window.wait()
    time.sleep(0.3)
    assert sql(path, "select count(*) from drafts") == [(0,)]
    window.close()


def test_a_draft_stays_when_its_edit_is_not_saved(path: Path) -> None:
    other = session(path)
    window = session(path)
    other.apply(put(OBJECTIVE, "title", "Other"))
    other.close()
    events: list[Event] = []
    window.start(events.append)
    window.draft("o-1.title", "Mine")
    window.apply(put(OBJECTIVE, "title", "Mine"), draft="o-1.title")
    window.close()
    assert _offered(path) == [("o-1.title", "Mine")]


def test_a_draft_that_was_given_up_is_gone(path: Path) -> None:
    window = session(path)
    window.draft("o-1.title", "No")
    window.wait()
    window.drop_draft("o-1.title")
    window.close()
    assert _offered(path) == []


def test_an_offered_draft_is_offered_until_it_is_dealt_with(path: Path) -> None:
    window = session(path)
    window.draft("o-1.title", "Old")
    window.draft("o-1.why", "Also old")
    window.close()
    again = session(path)
    assert [draft.key for draft in again.drafts()] == ["o-1.title", "o-1.why"]
    again.draft("o-1.title", "Old and on")
    again.close()
    assert sorted(_offered(path)) == [("o-1.title", "Old and on"), ("o-1.why", "Also old")]
    last = session(path)
    last.drop_draft("o-1.title")
    last.drop_draft("o-1.why")
    last.close()
    assert _offered(path) == []


def test_drafts_of_a_read_only_plan_are_kept_in_the_state_folder(path: Path) -> None:
    window = session(path, readonly=True)
    window.draft("o-1.title", "Typed anyway")
    window.close()
    assert sql(path, "select count(*) from drafts") == [(0,)]
    assert _offered(path) == [("o-1.title", "Typed anyway")]
    (file,) = (path.parent / "state" / "drafts").rglob("*.json")
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    writable = session(path)
    writable.drop_draft("o-1.title")
    writable.close()
    assert _offered(path) == []
    assert not file.exists()


def test_drafts_go_to_the_state_folder_while_the_plan_is_held(path: Path) -> None:
    window = session(path)
    window.wait()
    holder = sqlite3.connect(path, isolation_level=None)
    holder.execute("begin exclusive")
    window.apply(put(OBJECTIVE, "title", "Waits"))
    window.draft("o-1.why", "Typed while waiting")
    folder = path.parent / "state" / "drafts"
    assert until(lambda: "Typed while waiting" in "".join(f.read_text() for f in folder.rglob("*.json")), 1.0)
    holder.execute("rollback")
    holder.close()
    window.close()
    assert _offered(path) == [("o-1.why", "Typed while waiting")]


def test_a_text_that_goes_on_while_its_edit_is_written_stays_a_draft(path: Path) -> None:
    window = session(path)
    window.draft("o-1.title", "First")
    window.apply(put(OBJECTIVE, "title", "First"), draft="o-1.title")
    window.draft("o-1.title", "First and on")
    window.wait()
    window.close()
    assert _offered(path) == [("o-1.title", "First and on")]


def test_drafts_that_can_be_kept_nowhere_are_said_once_and_kept_when_they_can(path: Path, tmp_path: Path) -> None:
    events: list[Event] = []
    state = tmp_path / "later"
    state.write_text("in the way")
    window = Session(path, today=today, readonly=True, state_dir=state / "state").open()
    window.start(events.append)
    window.draft("o-1.title", "Nowhere to go")
    window.wait()
    window.wait()
    assert [type(event) for event in events] == [Trouble]
    state.unlink()
    assert until(lambda: state.exists())
    window.close()
    again = Session(path, today=today, readonly=True, state_dir=state / "state").open()
    assert [draft.text for draft in again.drafts()] == ["Nowhere to go"]


def test_a_draft_that_is_given_up_while_the_plan_is_held_is_not_offered_again(path: Path) -> None:
    window = session(path)
    window.draft("o-1.why", "No")
    window.wait()
    holder = sqlite3.connect(path, isolation_level=None)
    holder.execute("begin exclusive")
    window.apply(put(OBJECTIVE, "title", "Waits"))
    window.drop_draft("o-1.why")
    time.sleep(0.6)
    holder.execute("rollback")
    holder.close()
    window.wait()
    assert until(lambda: sql(path, "select count(*) from drafts") == [(0,)])
    window.close()
    assert _offered(path) == []


def test_a_broken_file_of_drafts_is_passed_over(path: Path) -> None:
    window = session(path, readonly=True)
    window.draft("o-1.title", "Typed")
    window.close()
    (file,) = (path.parent / "state" / "drafts").rglob("*.json")
    file.write_text('{"drafts": [{"key": 1')
    assert _offered(path) == []


def test_two_plans_of_one_name_have_drafts_of_their_own(tmp_path: Path) -> None:
    for folder in ("a", "b"):
        (tmp_path / folder).mkdir()
        session(tmp_path / folder / "plan.db").close()

    def window(folder: str) -> Session:
        return Session(tmp_path / folder / "plan.db", today=today, readonly=True, state_dir=tmp_path).open()

    one = window("a")
    one.draft("k", "of a")
    one.close()
    assert window("b").drafts() == []
    assert [draft.text for draft in window("a").drafts()] == ["of a"]

"""Opening files: what is no plan, what is too new, damaged, or in the wrong place, is said in a sentence."""

from __future__ import annotations

import os
import sqlite3
import stat
import subprocess
import sys
from pathlib import Path

import pytest

from okrtui import store
from okrtui.store import layout
from okrtui.store.errors import (
    Damaged,
    MissingPlan,
    NewerFormat,
    NotAPlan,
    PlanExists,
    StoreError,
)
from tests.store.support import CYCLE, OBJECTIVE, insert, put, reread, session, sql


def test_a_new_file_and_its_folders_are_private(tmp_path: Path) -> None:
    path = tmp_path / "a" / "b" / "plan.db"
    before = os.umask(0)
    try:
        window = session(path)
        window.apply(insert(CYCLE))
        window.close()
    finally:
        os.umask(before)
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert stat.S_IMODE((tmp_path / "a" / "b").stat().st_mode) == 0o700


def test_a_new_plan_reads_as_one_without_rows(tmp_path: Path) -> None:
    path = tmp_path / "plan.db"
    store.create(path)
    assert store.is_plan(path)
    assert list(reread(path)) == [("plan", "plan")]


def test_create_leaves_an_existing_file_alone(tmp_path: Path) -> None:
    path = tmp_path / "notes.db"
    path.write_text("mine")
    with pytest.raises(PlanExists, match=r"notes\.db exists already"):
        store.create(path)
    assert path.read_text() == "mine"


def test_an_empty_file_becomes_a_plan(tmp_path: Path) -> None:
    path = tmp_path / "plan.db"
    path.touch()
    window = session(path)
    window.apply(insert(CYCLE))
    window.close()
    assert ("cycles", CYCLE.id) in reread(path)


def test_a_text_file_is_refused_and_kept(tmp_path: Path) -> None:
    path = tmp_path / "letter.txt"
    path.write_text("Dear all, " * 1000)
    with pytest.raises(NotAPlan, match=r"letter\.txt is not an okrtui plan"):
        session(path)
    assert not store.is_plan(path)
    assert path.read_text().startswith("Dear all")


def test_a_database_of_another_program_is_refused_and_kept(tmp_path: Path) -> None:
    path = tmp_path / "other.db"
    sql(path, "create table songs (title text)")
    before = path.read_bytes()
    with pytest.raises(NotAPlan, match=r"other\.db is an SQLite database, but not an okrtui plan"):
        session(path)
    assert path.read_bytes() == before


def test_a_newer_format_is_refused_with_what_to_do(tmp_path: Path) -> None:
    path = tmp_path / "plan.db"
    store.create(path)
    sql(path, "pragma user_version = 99")
    before = path.read_bytes()
    with pytest.raises(NewerFormat, match=r"plan\.db was written by a later okrtui .*update"):
        session(path)
    assert path.read_bytes() == before


def test_a_folder_is_no_plan(tmp_path: Path) -> None:
    with pytest.raises(NotAPlan, match="is a folder"):
        session(tmp_path)


def test_a_missing_plan_is_not_made_for_reading(tmp_path: Path) -> None:
    with pytest.raises(MissingPlan, match=r"There is no plan at .*plan\.db"):
        session(tmp_path / "plan.db", readonly=True)
    assert not (tmp_path / "plan.db").exists()


@pytest.mark.parametrize("place", ["/proc/okrtui/plan.db", "/dev/null/plan.db", "/" + "x" * 300 + "/plan.db"])
def test_a_place_where_nothing_can_be_made_is_named(place: str) -> None:
    with pytest.raises(StoreError, match=r"plan\.db"):
        session(Path(place))


def test_names_that_mean_something_to_sqlite_are_names(tmp_path: Path) -> None:
    path = tmp_path / "100 % ? #1 mode=ro&x 'q'.db"
    window = session(path)
    window.apply(insert(CYCLE))
    window.close()
    assert ("cycles", CYCLE.id) in reread(path)


def test_missing_tables_are_damage(tmp_path: Path) -> None:
    path = tmp_path / "plan.db"
    store.create(path)
    sql(path, "drop table measurements")
    with pytest.raises(Damaged, match="measurements"):
        session(path)


def test_values_that_cannot_be_are_damage(tmp_path: Path) -> None:
    path = tmp_path / "plan.db"
    store.create(path)
    sql(path, "insert into cycles (id, start) values ('cy-1', 'soon')")
    with pytest.raises(Damaged, match="cycles"):
        session(path)


def test_a_text_that_is_no_utf_8_is_damage(tmp_path: Path) -> None:
    path = tmp_path / "plan.db"
    store.create(path)
    sql(path, "insert into cycles (id, name) values ('cy-1', cast(x'ff61' as text))")
    with pytest.raises(Damaged, match="UTF-8"):
        session(path)


def _opens(path: Path) -> bool:
    """Whether a file opens; when not, the sentence names it."""
    try:
        session(path)
    except StoreError as error:
        return str(path) not in str(error)
    return True


def test_every_page_overwritten_or_cut_off_in_turn_ends_in_a_plan_or_a_sentence(tmp_path: Path) -> None:
    path = tmp_path / "plan.db"
    window = session(path)
    window.apply(insert(CYCLE, OBJECTIVE))
    window.close()
    whole = path.read_bytes()
    size = 4096
    refused = 0
    for page in range(1, len(whole) // size):
        path.write_bytes(whole[: page * size] + b"\xa5" * size + whole[(page + 1) * size :])
        refused += not _opens(path)
        path.write_bytes(whole[: page * size])
        assert not _opens(path)
    assert refused >= 15, "the pages that are read at the start"


def test_writing_into_a_file_that_is_damaged_meanwhile_ends_in_a_sentence(tmp_path: Path) -> None:
    path = tmp_path / "plan.db"
    window = session(path)
    window.apply(insert(CYCLE, OBJECTIVE))
    window.close()
    whole = path.read_bytes()
    size = 4096
    refused = 0
    for page in range(0, len(whole) // size, 3):
        path.write_bytes(whole)
        window = session(path)
        path.write_bytes(whole[: page * size] + b"\xa5" * size + whole[(page + 1) * size :])
        window.apply(put(OBJECTIVE, "title", "New"))
        window.undo()
        try:
            window.wait(10)
        except StoreError as error:
            refused += str(path) in str(error)
        assert window.close(), "the store thread lives on"
    assert refused > 3


def test_opening_a_plan_imports_neither_sqlite_utils_nor_anything_slow(tmp_path: Path) -> None:
    path = tmp_path / "plan.db"
    store.create(path)
    code = (
        "import sys; from datetime import date; from okrtui.session import Session;"
        f"Session({str(path)!r}, today=date.today).open();"
        "print([m for m in ('sqlite_utils', 'hashlib', 'json', 'click', 'textual') if m in sys.modules])"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"


def test_a_plan_in_wal_mode_works(tmp_path: Path) -> None:
    path = tmp_path / "plan.db"
    store.create(path)
    sql(path, "pragma journal_mode = wal")
    window = session(path)
    window.apply(insert(CYCLE))
    window.close()
    assert ("cycles", CYCLE.id) in reread(path)


def test_the_file_is_what_the_application_id_says(tmp_path: Path) -> None:
    path = tmp_path / "plan.db"
    store.create(path)
    assert path.read_bytes()[68:72] == b"OKR1"
    assert sql(path, "pragma user_version") == [(layout.FORMAT,)]
    with pytest.raises(sqlite3.IntegrityError, match="cannot store TEXT value in REAL column"):
        sql(path, "insert into cycles (id, position) values ('cy-1', 'first')")

"""Damaged plan files: each ends in a plan or a sentence, and a repair brings back what is left of the plan."""

from __future__ import annotations

import shutil
import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest

from okrtui.plan.changes import Edit, Remove
from okrtui.plan.entities import Cycle, KeyResult, Kpi, Measurement, Objective
from okrtui.store.backups import back_up
from okrtui.store.doctor import examine
from okrtui.store.errors import NewerFormat, NotAPlan, StoreError
from okrtui.store.layout import FORMAT
from okrtui.store.mending import LOST
from okrtui.store.pages import Pages
from okrtui.store.repair import Repaired, repair
from tests.soak import damage
from tests.soak.damage import PAGE, TODAY, Rows, check_sound, make, read
from tests.store.support import CHURN, CYCLE, OBJECTIVE, insert, put, session, sql


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Rows]:
    """A realistic plan file, and what it holds; a test takes a copy."""
    path = tmp_path_factory.mktemp("made") / "plan.db"
    held = make(path, weeks=12)
    return path, held


@pytest.fixture
def path(made: tuple[Path, Rows], tmp_path: Path) -> Path:
    return Path(shutil.copy(made[0], tmp_path / "plan.db"))


@pytest.fixture
def held(made: tuple[Path, Rows]) -> Rows:
    return made[1]


@pytest.fixture
def small(tmp_path: Path) -> Path:
    """A plan with a cycle, an objective and a KPI, each made by an action of its own."""
    path = tmp_path / "small.db"
    window = session(path, backups=0)
    for row in (CYCLE, OBJECTIVE, CHURN):
        window.apply(insert(row))
    window.wait()
    window.close()
    return path


def mended(path: Path) -> Repaired:
    """Repair a file, and see that it is sound and private afterwards, and that the old one was kept."""
    before = path.read_bytes()
    done = repair(path, path.parent / "state")
    check_sound(path)
    assert examine(path, None, TODAY).fine
    assert done.aside is not None
    assert done.aside.read_bytes() == before
    assert path.stat().st_mode & 0o777 == 0o600
    return done


def overwrite(path: Path, *numbers: int) -> None:
    """Overwrite pages with zeros."""
    content = bytearray(path.read_bytes())
    for number in numbers:
        content[(number - 1) * PAGE : number * PAGE] = bytes(PAGE)
    path.write_bytes(content)


def pages_of(path: Path, *names: str) -> list[int]:
    """The pages of tables or indexes."""
    pages = Pages(path.read_bytes())
    roots = dict(sql(path, "select name, rootpage from sqlite_schema"))
    for name in names:
        whole = "without rowid" not in sql(path, "select lower(sql) from sqlite_schema where name = ?", name)[0][0]
        pages.walk(roots[name], table=whole)
    return sorted(pages.met)


@pytest.mark.parametrize("backup", [False, True], ids=["alone", "with a backup"])
def test_whatever_page_is_damaged_it_ends_in_a_plan_or_a_sentence_and_is_repaired(tmp_path: Path, backup: bool) -> None:
    tallies = damage.run(tmp_path, every=11, backup=backup, weeks=12)
    assert {kind: tally.failures for kind, tally in tallies.items() if tally.failures} == {}
    for kind in ("zeros", "random"):
        assert set(tallies[kind].repaired) == {"fully"}, "one page is never all that there is of a row"
    if backup:
        assert min(tallies["cut"].shares) > 0.5, "what the file lost, the backup has"


@pytest.mark.soak
def test_every_page_of_a_larger_plan(tmp_path: Path) -> None:
    tallies = damage.run(tmp_path, every=1, backup=False)
    assert {kind: tally.failures for kind, tally in tallies.items() if tally.failures} == {}


def test_the_plan_of_the_sweep_is_of_some_size(made: tuple[Path, Rows]) -> None:
    assert made[0].stat().st_size >= 40 * PAGE


def test_without_the_first_page_everything_comes_back(path: Path, held: Rows) -> None:
    overwrite(path, 1)
    with pytest.raises(NotAPlan, match=r"okrtui doctor .*plan\.db"):
        read(path)
    assert not examine(path, None, TODAY).fine
    mended(path)
    assert read(path) == held


def test_a_plan_whose_tables_are_gone_comes_back_from_its_journal(path: Path, held: Rows) -> None:
    overwrite(path, *pages_of(path, "objectives", "key_results", "measurements"))
    done = mended(path)
    assert read(path) == held
    assert {KeyResult, Objective, Measurement} <= {type(row) for row in done.mended.from_journal}


def test_undo_and_past_days_work_after_a_repair(path: Path, held: Rows) -> None:
    overwrite(path, *pages_of(path, "key_results"))
    mended(path)
    window = session(path)
    window.undo()
    window.wait()
    assert len(window.history_all().table(Measurement)) == sum(table == "measurements" for table, _ in held)
    assert len(list(window.plan.rows())) == len(held) + 1, "the initiative that was deleted last is back"
    window.close()


def test_an_action_that_is_not_whole_any_more_is_not_undone(small: Path) -> None:
    overwrite(small, *pages_of(small, "changes"))
    mended(small)
    window = session(small)
    window.undo()
    window.wait()
    assert window.plan.find(CHURN.id, Kpi) is not None
    window.close()


def test_what_was_deleted_does_not_come_back(small: Path) -> None:
    window = session(small, backups=0)
    back_up(small, small.parent / "state")
    window.apply(Edit("delete the KPI", (Remove(CHURN),)))
    window.wait()
    window.close()
    overwrite(small, *pages_of(small, "kpis"))
    mended(small)
    assert ("kpis", CHURN.id) not in read(small)


def test_rows_of_which_nothing_is_left_keep_the_place_of_what_belongs_to_them(small: Path) -> None:
    overwrite(small, *pages_of(small, "cycles", "changes"))
    done = mended(small)
    plan = read(small)
    assert plan["objectives", OBJECTIVE.id] == OBJECTIVE
    cycle = plan["cycles", CYCLE.id]
    assert isinstance(cycle, Cycle)
    assert cycle.name == LOST
    assert [row.id for row in done.mended.stand_ins] == [CYCLE.id]


def test_rows_that_file_and_journal_have_lost_come_from_the_backup(small: Path) -> None:
    backup = back_up(small, small.parent / "state")
    overwrite(small, *pages_of(small, "cycles", "kpis", "changes", "actions"))
    before = {("cycles", CYCLE.id): CYCLE, ("kpis", CHURN.id): CHURN, ("objectives", OBJECTIVE.id): OBJECTIVE}
    done = mended(small)
    assert done.backup == backup
    assert before.items() <= read(small).items()


def test_a_backup_of_another_plan_at_the_same_path_is_left_aside(small: Path) -> None:
    other = small.with_name("other.db")
    window = session(other, backups=0)
    window.apply(insert(CYCLE))
    window.wait()
    window.close()
    whole = small.read_bytes()
    small.write_bytes(other.read_bytes())
    back_up(small, small.parent / "state")
    small.write_bytes(whole)
    overwrite(small, *pages_of(small, "kpis"))
    assert mended(small).backup is None
    assert read(small)["kpis", CHURN.id] == CHURN


def test_a_bit_that_turned_in_a_text_is_found_and_set_right_by_two_of_three(small: Path) -> None:
    window = session(small, backups=0)
    window.apply(put(OBJECTIVE, "title", "Delight the people who come back"))
    window.wait()
    window.close()
    back_up(small, small.parent / "state")
    content = small.read_bytes()
    # the text stands in the table and in the journal; the table's is the one that its row is beside
    (number,) = pages_of(small, "objectives")
    at = content.index(b"Delight", (number - 1) * PAGE)
    small.write_bytes(content[:at] + b"Eelight" + content[at + 7 :])
    found = [finding.sentence for finding in examine(small, None, TODAY).findings]
    assert found == ["The title of the objective “Eelight the people who come back” is not what the journal says that "
                     "it became."]  # fmt: skip
    mended(small)
    title = read(small)["objectives", OBJECTIVE.id]
    assert isinstance(title, Objective)
    assert title.title == "Delight the people who come back"


def test_without_a_third_witness_the_plan_itself_is_believed(small: Path) -> None:
    sql(small, "update objectives set title = 'By hand'")
    mended(small)
    objective = read(small)["objectives", OBJECTIVE.id]
    assert isinstance(objective, Objective)
    assert objective.title == "By hand"


@pytest.mark.parametrize(
    ("statement", "found"),
    [
        ("update objectives set cycle = 'cy-gone'", "1 link of rows to others"),
        ("drop table measurements", "Table measurements is missing"),
        ("alter table objectives drop column why", "The column why of table objectives is missing"),
        ("insert into cycles (id, start) values ('cy-1', 'soon')", "The start of an empty cycle cannot be read"),
        ("pragma application_id = 7", "The mark that tells a plan from another database is gone"),
        ("pragma user_version = 3", "Its format number is 3, which cannot be"),
        ("delete from changes where action = 2", "1 action of the journal cannot be read"),
    ],
)
def test_what_is_out_of_order_in_a_sound_file_is_said_and_put_in_order(small: Path, statement: str, found: str) -> None:
    sql(small, statement)
    assert any(finding.sentence.startswith(found) for finding in examine(small, None, TODAY).findings)
    mended(small)
    plan = read(small)
    assert plan["objectives", OBJECTIVE.id].id == OBJECTIVE.id
    assert plan["cycles", CYCLE.id] == CYCLE


def test_a_text_that_is_broken_is_kept_as_far_as_it_can_be_read(small: Path) -> None:
    sql(small, "update objectives set why = cast(x'476f6f64ff' as text)")
    assert any("why of the objective" in finding.sentence for finding in examine(small, None, TODAY).findings)
    mended(small)
    found = read(small)["objectives", OBJECTIVE.id]
    assert isinstance(found, Objective)
    assert found.why == ""  # as the journal has it
    sql(small, "update conflicts set field = 'x'")
    sql(small, "insert into lexicon (id, word) values ('w', cast(x'476f6f64ff' as text))")
    mended(small)
    assert getattr(read(small)["lexicon", "w"], "word", "") == "Good\N{REPLACEMENT CHARACTER}"


def test_a_name_in_the_schema_that_is_no_text_is_damage(small: Path) -> None:
    content = small.read_bytes()
    at = content.index(b"TABLE kpis")
    small.write_bytes(content[:at] + b"TABL\xff\xbbkp!s" + content[at + 10 :])
    with pytest.raises(StoreError, match="okrtui doctor"):
        session(small)
    mended(small)
    assert read(small)["kpis", CHURN.id] == CHURN


def test_drafts_outlive_a_repair(small: Path) -> None:
    sql(small, "insert into drafts values ('1-x', 'o-000001|title', 'half a thought', '2026-05-04T10:00:00')")
    overwrite(small, *pages_of(small, "kpis"))
    mended(small)
    assert [draft.text for draft in session(small).drafts()] == ["half a thought"]


def test_a_file_that_a_later_version_wrote_is_not_repaired(small: Path) -> None:
    sql(small, "insert into _sqlite_migrations (migration_set, name) values ('okrtui', 'm_later')")
    sql(small, f"pragma user_version = {FORMAT + 1}")
    before = small.read_bytes()
    with pytest.raises(NewerFormat, match="later okrtui"):
        repair(small, None)
    overwrite(small, 5)
    damaged = small.read_bytes()
    with pytest.raises(NewerFormat):
        repair(small, None)
    assert (small.read_bytes(), len(before)) == (damaged, len(damaged))


# -- files that are no plan, and what SQLite leaves beside one


def _text(path: Path) -> None:
    path.write_text("Dear all, " * 1000)


def _other_program(path: Path) -> None:
    sql(path, "create table plan (id text, name text)")
    sql(path, "insert into plan values ('p1', 'floor plan')")


def _folder(path: Path) -> None:
    path.mkdir()


@pytest.mark.parametrize("kind", [_text, _other_program, _folder])
def test_what_is_no_plan_is_refused_and_left_as_it_is(tmp_path: Path, kind: Callable[[Path], None]) -> None:
    path = tmp_path / "other.db"
    kind(path)
    before = path.read_bytes() if path.is_file() else None
    for act in (lambda: repair(path, tmp_path), lambda: examine(path, tmp_path, TODAY), lambda: session(path)):
        with pytest.raises(StoreError, match=r"other\.db"):
            act()
    assert (path.read_bytes() if path.is_file() else None) == before
    assert [entry.name for entry in tmp_path.iterdir() if entry.name != "state"] == ["other.db"]


def test_an_empty_file_is_a_plan_or_what_its_backup_was(small: Path) -> None:
    back_up(small, small.parent / "state")
    plan = read(small)
    small.write_bytes(b"")
    assert examine(small, None, TODAY).fine
    assert not examine(small, small.parent / "state", TODAY).fine
    repair(small, small.parent / "state")
    assert read(small) == plan


def _killed_while_writing(path: Path) -> None:
    """A file half-written, with the journal beside it that SQLite rolls back by."""
    with closing(sqlite3.connect(path, isolation_level=None)) as db:
        db.execute("pragma cache_size = 1")
        db.execute("begin immediate")
        db.execute("update measurements set note = hex(randomblob(300))")
        for end in ("", "-journal"):
            shutil.copy(f"{path}{end}", f"{path}.copy{end}")
        db.execute("rollback")
    for end in ("", "-journal"):
        Path(f"{path}.copy{end}").replace(f"{path}{end}")


def test_what_was_half_written_is_rolled_back_by_whoever_comes_first(path: Path, held: Rows) -> None:
    _killed_while_writing(path)
    assert path.with_name("plan.db-journal").stat().st_size > PAGE
    assert examine(path, None, TODAY).findings == []
    assert read(path) == held


def test_what_was_half_written_and_is_damaged_is_repaired_from_before(path: Path, held: Rows) -> None:
    (number, *_) = pages_of(path, "kpis")
    _killed_while_writing(path)
    overwrite(path, number)
    repair(path, path.parent / "state")
    assert read(path) == held
    assert not path.with_name("plan.db-journal").exists(), "it would be rolled back into the new file"


def test_a_copy_without_its_journal_is_repaired_as_far_as_it_goes(path: Path, held: Rows) -> None:
    _killed_while_writing(path)
    path.with_name("plan.db-journal").unlink()
    if not examine(path, None, TODAY).fine:
        repair(path, path.parent / "state")
    found = read(path)
    assert {key: row for key, row in found.items() if key[0] != "measurements"} == {
        key: row for key, row in held.items() if key[0] != "measurements"
    }


def test_what_a_damaged_schema_says_stands_in_a_sentence_of_one_line(small: Path) -> None:
    content = small.read_bytes()
    place = content.index(b"reflection text not null")
    small.write_bytes(content[:place] + b"'\x1b[31m\n" + content[place + 7 :])
    with pytest.raises(StoreError) as refused:
        session(small)
    assert "\n" not in str(refused.value)
    assert str(refused.value).isprintable()
    assert "damaged" in str(refused.value)
    assert all(found.sentence.isprintable() for found in examine(small, None, TODAY).findings)


def test_rows_are_recovered_although_the_plan_itself_and_the_journal_are_lost(small: Path) -> None:
    for table in ("plan", "changes", "actions"):
        sql(small, f"delete from {table}")
    with small.open("r+b") as opened:
        opened.write(b"X" * 20)  # no database any more
    done = repair(small, small.parent / "state")
    assert {type(row) for row in done.mended.rows.values()} >= {Cycle, Objective, Kpi}


@pytest.mark.parametrize(
    ("good", "bad"), [('"position": 1.0', '"pokition": 1.0'), ('"position": 1.0', '"position": NaN'),
                      ('"title": "', '"title": 40, "x": "'), ('"name": "Churn', '"name": null, "x": "')]
)  # fmt: skip
def test_a_value_that_only_a_damaged_journal_holds_is_no_obstacle(small: Path, good: str, bad: str) -> None:
    sql(small, "update changes set new = replace(new, ?, ?) where field = ''", good, bad)
    for table in ("objectives", "kpis"):
        sql(small, f"drop table {table}")
    done = repair(small, small.parent / "state")
    assert len(done.mended.rows) >= 3
    check_sound(small)
    read(small)


@pytest.mark.parametrize("content", [b"", b"\0" * 512, b"rubbish" * 99], ids=["empty", "zeros", "rubbish"])
def test_a_journal_that_says_nothing_does_no_harm(path: Path, held: Rows, content: bytes) -> None:
    path.with_name("plan.db-journal").write_bytes(content)
    assert read(path) == held
    assert examine(path, None, TODAY).findings == []


def test_a_repair_waits_for_nobody_who_writes_and_says_so(small: Path) -> None:
    sql(small, "update objectives set cycle = 'cy-gone'")
    before = small.read_bytes()
    with closing(sqlite3.connect(small, isolation_level=None)) as db:
        db.execute("begin immediate")
        with pytest.raises(StoreError, match="in use by another program"):
            repair(small, None)
    assert small.read_bytes() == before
    assert [entry.name for entry in small.parent.iterdir() if entry.name != "state"] == ["small.db"]


def test_a_plan_behind_a_link_is_repaired_where_it_lies(small: Path) -> None:
    link = small.parent / "elsewhere" / "link.db"
    link.parent.mkdir()
    link.symlink_to(small)
    sql(small, "update objectives set cycle = 'cy-gone'")
    done = repair(link, small.parent / "state")
    assert link.is_symlink()
    assert done.aside is not None
    assert done.aside.parent == small.parent
    check_sound(small)


def test_a_plan_in_wal_mode_is_looked_at_and_repaired(small: Path) -> None:
    with closing(sqlite3.connect(small, isolation_level=None)) as db:
        db.execute("pragma journal_mode = wal")
        db.execute("update kpis set name = 'In the log only'")
        assert any("name of the KPI" in finding.sentence for finding in examine(small, None, TODAY).findings)
    mended(small)
    kpi = read(small)["kpis", CHURN.id]
    assert isinstance(kpi, Kpi)
    assert kpi.name == "In the log only"
    assert not small.with_name("small.db-wal").exists()


def test_an_open_window_goes_on_with_the_repaired_file(small: Path) -> None:
    window = session(small, backups=0)
    window.wait()
    sql(small, "update objectives set cycle = 'cy-gone' where id = ?", OBJECTIVE.id)
    mended(small)
    window.apply(put(CHURN, "name", "Churn rate"))
    window.wait()
    window.close()
    assert sql(small, "select name from kpis") == [("Churn rate",)]

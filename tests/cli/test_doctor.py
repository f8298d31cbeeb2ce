"""`okrtui doctor`: what it says, what it repairs and puts back, and how to undo that."""

from __future__ import annotations

import os
import re
import shlex
import sqlite3
from pathlib import Path

import pytest

from okrtui.plan.entities import Objective
from okrtui.store.backups import back_up
from tests.cli.conftest import Cli
from tests.soak.damage import PAGE, Rows, make, read


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> tuple[bytes, Rows]:
    """The bytes of a plan file, and what it holds."""
    path = tmp_path_factory.mktemp("made") / "plan.db"
    return (lambda held: (path.read_bytes(), held))(make(path, weeks=3))


@pytest.fixture
def plan(home: Path, made: tuple[bytes, Rows]) -> Path:
    path = home / "my plan.db"
    path.write_bytes(made[0])
    path.chmod(0o600)
    return path


def break_pages(plan: Path, *numbers: int) -> None:
    content = bytearray(plan.read_bytes())
    for number in numbers:
        content[(number - 1) * PAGE : number * PAGE] = bytes(PAGE)
    plan.write_bytes(content)


def test_a_plan_in_good_order(cli: Cli, plan: Path) -> None:
    said = cli("doctor", plan).fine()
    assert "Acme Shop: 2 priorities, 1 cycle, 2 objectives" in said
    assert "The database is sound" in said
    assert "they lead to what the plan holds" in said
    assert "no backup yet" in said
    assert "Nothing to repair" in said
    before = plan.read_bytes()
    assert cli("doctor", plan, "--repair").fine() == f"{plan}: nothing to repair.\n"
    assert plan.read_bytes() == before


def test_without_a_file_it_looks_at_the_users_own_plan(cli: Cli) -> None:
    cli("doctor").refused("There is no plan at", "plan.db")


def test_a_damaged_plan_and_its_repair(cli: Cli, plan: Path, made: tuple[bytes, Rows]) -> None:
    break_pages(plan, 3, 5)
    damaged = plan.read_bytes()
    looked = cli("doctor", plan)
    assert looked.code == 1
    assert "is damaged" in " ".join(looked.out.split())
    assert f"`okrtui doctor '{plan}' --repair` puts the plan together again." in looked.out
    assert "What can be recovered of it: Acme Shop" in " ".join(looked.out.split())
    assert plan.read_bytes() == damaged, "looking changes nothing"
    said = cli("doctor", plan, "--repair").fine()
    assert "is repaired" in said
    assert "Nothing is known to be lost." in said
    assert read(plan) == made[1]
    cli("doctor", plan).fine()
    (command,) = re.findall(r"To go back: (mv .*)", said)
    assert os.system(command) == 0
    assert plan.read_bytes() == damaged
    assert shlex.split(command)[2] == str(plan)


@pytest.mark.parametrize(
    "command", [("check",), ("export", "-o", "-", "--format", "toml"), ("diff",), ("import",), ("record", "churn", "5")]
)
def test_every_command_says_what_to_do_about_a_damaged_plan(cli: Cli, plan: Path, command: tuple[str, ...]) -> None:
    damaged = Path("damaged.db").absolute()
    damaged.write_bytes(plan.read_bytes())
    with sqlite3.connect(plan) as db:
        (root,) = db.execute("select rootpage from sqlite_schema where name = 'kpis'").fetchone()
    break_pages(damaged, root)
    name, *more = command
    arguments: dict[str, list[str | Path]] = {
        "check": [damaged],
        "export": [damaged, *more],
        "diff": [plan, damaged],
        "import": ["x.toml", damaged],
        "record": [*more, "--plan", damaged],
    }
    Path("x.toml").write_text('okrtui_format = 1\nname = "x"\n')
    cli(name, *arguments[name]).refused("is damaged", f"`okrtui doctor {damaged} --repair`")


def test_what_was_lost_is_said_in_the_plans_words(cli: Cli, plan: Path) -> None:
    content = plan.read_bytes()
    plan.write_bytes(content[: len(content) // 3])
    said = " ".join(cli("doctor", plan, "--repair").fine().split())
    assert re.search(r"Lost: .*perhaps more: \d+ of \d+ pages of the file cannot be read\.", said)
    assert cli("doctor", plan).code == 0


def test_backups_are_listed_with_what_would_be_lost(cli: Cli, plan: Path) -> None:
    back_up(plan, None)
    cli("record", "Churn", "5", "--plan", plan)
    cli("record", "Repeat orders", "1.7", "--plan", plan).fine()
    said = " ".join(cli("doctor", plan).fine().split())
    assert re.search(r"Backups: 1 .*, [\d.]+ KB, \d+ rows, without the last 1 action", said)


def test_a_backup_is_put_back_by_its_number_or_day(cli: Cli, plan: Path) -> None:
    backup = back_up(plan, None)
    before = read(plan)
    for which in ("1", str(backup.at.date())):
        cli("record", "Repeat orders", "1.7", "--plan", plan).fine()
        assert read(plan) != before
        said = cli("doctor", plan, "--restore", which).fine()
        assert "is now the backup of" in said
        assert "To go back: mv " in said
        assert read(plan) == before


def test_restore_without_a_number_takes_the_newest_also_before_the_file(cli: Cli, plan: Path) -> None:
    back_up(plan, None)
    newest = read(plan)
    assert "is now the backup of" in cli("doctor", "--restore", plan).fine()
    plan.unlink()
    cli("doctor", plan).refused("there is no plan here, and 1 backup of one", "--restore")
    cli("doctor", plan, "--restore").fine()
    assert read(plan) == newest


def test_a_restore_that_cannot_be_is_refused(cli: Cli, plan: Path) -> None:
    cli("doctor", plan, "--restore").refused("there is no backup of this plan")
    back_up(plan, None)
    cli("doctor", plan, "--restore", "2").refused("--restore 2", "1 backup")
    cli("doctor", plan, "--restore", "2020-02-02").refused("no backup of that day")
    cli("doctor", plan, "--restore", "yesterday").refused("yesterday")
    cli("doctor", plan, "--restore", "1", "--repair").refused("exclude one another")


def test_a_file_that_others_can_reach_is_made_private_and_nothing_else(cli: Cli, plan: Path) -> None:
    plan.chmod(0o644)
    before = plan.read_bytes()
    looked = cli("doctor", plan)
    assert looked.code == 1
    assert "its mode is 644" in looked.out
    assert "only you can reach the file now" in cli("doctor", plan, "--repair").fine()
    assert plan.stat().st_mode & 0o777 == 0o600
    assert plan.read_bytes() == before


def test_texts_waiting_as_drafts_are_counted(cli: Cli, plan: Path) -> None:
    with sqlite3.connect(plan) as db:
        db.execute("insert into drafts values ('1-x', 'k', 'half a thought', '2026-05-04T10:00:00')")
    assert "1 text typed and not saved" in " ".join(cli("doctor", plan).fine().split())


@pytest.mark.parametrize(
    ("content", "words"),
    [(b"Dear all, ", "is no okrtui plan"), (b"okrtui_format = 1\n", "is a plan as text")],
    ids=["letter", "toml"],
)
def test_what_is_no_plan_file_is_refused(cli: Cli, home: Path, content: bytes, words: str) -> None:
    (home / "file.db").write_bytes(content * 900 if b"Dear" in content else content)
    cli("doctor", "file.db").refused("file.db", words)


def test_control_characters_in_a_damaged_plan_do_not_reach_the_terminal(cli: Cli, plan: Path) -> None:
    with sqlite3.connect(plan) as db:
        db.execute("update objectives set title = ?", ("\x1b]0;gotcha\x07",))
    for more in ((), ("--repair",)):
        assert "\x1b" not in cli("doctor", plan, *more).out
    assert any(isinstance(row, Objective) for row in read(plan).values())

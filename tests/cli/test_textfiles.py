"""A plan as text where a plan file is expected: every command says how to come to a plan file."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from okrtui.__main__ import Start, read_start
from okrtui.plan.errors import PlanError
from tests.cli.conftest import Cli
from tests.cli.plans import SMALL


@pytest.fixture
def small(home: Path) -> Path:
    path = home / "small.toml"
    path.write_text(SMALL, encoding="utf-8")
    return path


@pytest.mark.parametrize("name", ["x.toml", "x.md", "x.csv", "x.json", "x.txt", "x.TOML", "x.yaml"])
def test_new_makes_no_plan_that_is_called_as_a_text_is(cli: Cli, home: Path, name: str) -> None:
    cli("new", name).refused(name, "x.db")
    assert list(home.iterdir()) == []


@pytest.mark.parametrize("name", ["plan", "plan.db", "plan.sqlite", "plan.okr"])
def test_new_makes_a_plan_of_any_other_name(cli: Cli, home: Path, name: str) -> None:
    cli("new", name).fine()
    assert (home / name).exists()


def test_new_for_a_text_that_is_there_says_how_to_begin_with_it(cli: Cli, small: Path) -> None:
    cli("new", "small.toml").refused("small.toml", "to open it: `okrtui new plan.db --from small.toml`")
    assert small.read_text(encoding="utf-8") == SMALL


@pytest.mark.parametrize("name", ["small.toml", "small", "small.db"])
def test_the_app_says_how_to_open_an_export(cli: Cli, home: Path, name: str) -> None:
    (home / name).write_text(SMALL, encoding="utf-8")
    cli(name).refused(name, f"to open it: `okrtui new plan.db --from {name}`")


def test_what_it_says_can_be_typed_as_it_is(cli: Cli, home: Path) -> None:
    (home / "our plan.toml").write_text(SMALL, encoding="utf-8")
    cli("our plan.toml").refused("`okrtui new plan.db --from 'our plan.toml'`")
    cli("new", "plan.db", "--from", "our plan.toml").fine()


@pytest.mark.parametrize("name", ["new.toml", "page.md", "notes.txt"])
def test_the_app_makes_no_plan_that_is_called_as_a_text_is(home: Path, name: str) -> None:
    with pytest.raises(PlanError, match=f"expected a name such as {name.split('.')[0]}.db"):
        read_start([name])
    (home / name).write_text("# something else\n", encoding="utf-8")
    with pytest.raises(PlanError, match="text"):
        read_start([name])
    assert (home / name).read_text(encoding="utf-8") == "# something else\n"


def test_a_plan_file_is_opened_whatever_it_is_called(cli: Cli, home: Path) -> None:
    cli("new", "plan.db").fine()
    (home / "plan.db").rename(home / "plan.toml")
    with closing(sqlite3.connect(home / "plan.toml")) as db:
        assert db.execute("select count(*) from plan").fetchone() == (1,)
    assert read_start(["plan.toml"]) == Start("plan.toml")
    assert cli("check", "plan.toml").code == 0


def test_commands_that_need_a_plan_file_say_the_same(cli: Cli, small: Path) -> None:
    for command in (["record", "churn", "3", "--plan", "small.toml"], ["export", "small.toml", "-o", "x.toml"]):
        cli(*command).refused("small.toml", "to open it: `okrtui new plan.db --from small.toml`")

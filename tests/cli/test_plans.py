"""`okrtui new`, `import` and `export`: plans in, plans out, and nothing changed when it cannot be."""

from __future__ import annotations

import json
import sqlite3
import stat
from contextlib import closing
from pathlib import Path

import pytest

from tests.cli.conftest import Cli
from tests.cli.plans import SAMPLE, SMALL


@pytest.fixture
def small(home: Path) -> Path:
    """A TOML file with a small plan."""
    file = home / "small.toml"
    file.write_text(SMALL, encoding="utf-8")
    return file


def exported(cli: Cli, plan: str = "plan.db", *more: str) -> str:
    """The plan as TOML."""
    return cli("export", plan, "-o", "-", "--format", "toml", *more).fine()


# -- new


def test_a_new_plan_is_empty_and_for_its_owner_only(cli: Cli, home: Path) -> None:
    assert "plan.db" in cli("new", "plan.db").fine()
    assert stat.S_IMODE((home / "plan.db").stat().st_mode) == 0o600
    text = exported(cli)
    assert "okrtui_format = 1" in text
    assert "[[" not in text


@pytest.mark.parametrize("more", [(), ("--from", "small.toml")])
def test_new_leaves_a_file_that_exists_alone(cli: Cli, home: Path, small: Path, more: tuple[str, ...]) -> None:
    (home / "plan.db").write_text("mine", encoding="utf-8")
    cli("new", "plan.db", *more).refused("plan.db", "exists already")
    assert (home / "plan.db").read_text(encoding="utf-8") == "mine"


def test_new_from_a_file_holds_what_the_file_holds(cli: Cli, small: Path) -> None:
    cli("new", "plan.db", "--from", "small.toml").fine()
    assert exported(cli).startswith('okrtui_format = 1\nname = "Small"')
    assert 'title = "Launch the loyalty app"' in exported(cli)


@pytest.mark.parametrize(("name", "goal"), [("shop", "Make checkout effortless"), ("saas", "Make the first week")])
def test_new_from_an_example_is_a_draft_of_the_nearest_quarter(cli: Cli, name: str, goal: str) -> None:
    cli("new", "plan.db", "--from", name).fine()
    text = cli("export", "plan.db", "-o", "-", "--format", "toml").fine()
    assert 'state = "draft"' in text
    assert "start = 2026-04-01" in text
    assert goal in text
    assert "check_ins" not in text


def test_new_from_a_file_called_like_an_example_takes_the_file(cli: Cli, home: Path) -> None:
    (home / "saas").write_text("", encoding="utf-8")
    cli("new", "plan.db", "--from", "saas").refused("saas: expected a file that ends in .toml")


def test_new_from_neither_a_file_nor_an_example_names_the_examples(cli: Cli, home: Path) -> None:
    cli("new", "plan.db", "--from", "sass").refused("no such file, and no such example", "shop, saas, platform")
    assert list(home.iterdir()) == []


def test_new_from_a_bad_file_makes_nothing(cli: Cli, home: Path) -> None:
    (home / "bad.toml").write_text(SMALL.replace('"cy-q2"', "7"), encoding="utf-8")
    cli("new", "plan.db", "--from", "bad.toml").refused("bad.toml", "cycles[0].id", "line 12")
    assert not (home / "plan.db").exists()


def test_new_in_a_folder_that_is_a_file_is_refused(cli: Cli, home: Path) -> None:
    (home / "file").touch()
    cli("new", "file/plan.db").refused("plan.db")


# -- import


def test_import_shows_what_would_change_and_writes_nothing(cli: Cli, home: Path, small: Path) -> None:
    text = cli("import", "small.toml", "plan.db").fine()
    assert "Launch the loyalty app" in text
    assert "--apply" in text
    assert not (home / "plan.db").exists()


def test_import_without_a_plan_is_about_the_users_own_one(cli: Cli, small: Path) -> None:
    from okrtui.settings import default_plan

    cli("import", "small.toml").fine()
    assert not default_plan().exists()
    cli("import", "small.toml", "--apply").fine()
    assert default_plan().exists()
    assert "Launch the loyalty app" in cli("export", "-o", "-", "--format", "toml").fine()


def test_import_as_json_lists_items_and_changes(cli: Cli, small: Path) -> None:
    found = json.loads(cli("import", "small.toml", "plan.db", "--format", "json").fine())
    assert list(found) == ["items", "changes"]
    item = next(item for item in found["items"] if item["text"] == "Launch the loyalty app")
    assert (item["kind"], item["parent"]) == ("key_result", "Become the shop that buyers come back to")
    assert isinstance(item["line"], int)
    assert all(change["verb"] == "add" for change in found["changes"] if "Launch" in change["text"])


def test_import_adds_and_updates_and_keeps_what_the_file_does_not_mention(cli: Cli, home: Path, small: Path) -> None:
    cli("new", "plan.db", "--from", "small.toml").fine()
    less = SMALL.replace("Launch the loyalty app", "Raise repeat orders to 40 %")
    small.write_text(less[: less.index("[[kpis]]")], encoding="utf-8")
    shown = cli("import", "small.toml", "plan.db").fine()
    assert "Churn rate" in shown
    cli("import", "small.toml", "plan.db", "--apply").fine()
    text = exported(cli)
    assert "Raise repeat orders to 40 %" in text
    assert "Launch the loyalty app" not in text
    assert "Churn rate" in text


def test_import_with_replace_makes_the_plan_equal_to_the_file(cli: Cli, home: Path, small: Path) -> None:
    cli("new", "plan.db", "--from", str(SAMPLE)).fine()
    cli("import", "small.toml", "plan.db", "--apply", "--replace").fine()
    cli("new", "other.db", "--from", "small.toml").fine()
    assert exported(cli) == exported(cli, "other.db")


def test_import_of_what_is_there_already_says_so(cli: Cli, small: Path) -> None:
    cli("new", "plan.db", "--from", "small.toml").fine()
    assert "already" in cli("import", "small.toml", "plan.db", "--apply").fine()


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ('name = "Small"', 'name = "Small', ["line 2", "TOML"]),
        ("okrtui_format = 1\n", "", ["okrtui_format"]),
        ("okrtui_format = 1", "okrtui_format = 2", ["later okrtui"]),
        ('title = "Launch the loyalty app"', "title = 3", ["cycles[0].objectives[0].key_results[0].title", "expected"]),
        ("start = 2026-04-01", "start = 2026-04-31", ["TOML", "line 14"]),
        ("end = 2026-06-30", "end = 2026-01-30", ["cycles[0].end"]),
        ('unit = "%"', 'unit = "%"\nhealth = 3', ["kpis[0].health", "perhaps written by a later okrtui"]),
        ('"kpi-speed"', '"kpi-churn"', ["kpis[1].id", "twice"]),
        ('unit = "%"', 'unit = "%"\ndrivers = ["kpi-none"]', ["kpis[0].drivers", "kpi-none"]),
        ('unit = "%"', 'unit = "%"\ndrivers = ["kpi-churn"]', ["kpis[0].drivers"]),
        ('unit = "%"', 'unit = "%"\nhealthy_low = nan', ["kpis[0].healthy_low", "number"]),
    ],
)
def test_what_no_plan_can_hold_is_refused_with_file_and_place(
    cli: Cli, home: Path, small: Path, old: str, new: str, said: list[str]
) -> None:
    cli("new", "plan.db").fine()
    before = exported(cli)
    assert SMALL.count(old) >= 1
    small.write_text(SMALL.replace(old, new, 1), encoding="utf-8")
    for command in (["import", "small.toml", "plan.db", "--apply"], ["import", "small.toml"], ["check", "small.toml"]):
        cli(*command).refused("small.toml", *said)
    assert exported(cli) == before


@pytest.mark.parametrize("name", ["plan.csv", "plan.json"])
def test_an_empty_file_of_rows_is_refused(cli: Cli, home: Path, name: str) -> None:
    (home / name).touch()
    cli("import", name).refused(name, "empty")


@pytest.mark.parametrize(
    ("command", "said"),
    [
        (["import", "none.toml"], ["none.toml"]),
        (["import", "folder.toml"], ["folder.toml"]),
        (["import", "latin.toml"], ["latin.toml"]),
        (["import", "plan.docx"], ["plan.docx", ".toml"]),
        (["import", "small.toml", "text.db"], ["text.db"]),
        (["export", "text.db", "-o", "x.toml"], ["text.db"]),
        (["check", "text.db"], ["text.db"]),
        (["export", "none.db", "-o", "x.toml"], ["none.db", "okrtui new none.db"]),
        (["check", "none.db"], ["none.db", "there is no plan"]),
        (["check"], ["plan.db", "there is no plan", "`okrtui` begins one"]),
        (["check", "folder.toml"], ["folder.toml"]),
        (["check", "folder.db"], ["folder.db", "is a folder"]),
        (["check", "newer.db"], ["newer.db", "later okrtui"]),
        (["record", "churn", "3", "--plan", "newer.db"], ["newer.db", "later okrtui"]),
        (["export", "other.db", "-o", "x.toml"], ["other.db", "not an okrtui plan"]),
        (["import", "small.toml", "other.db", "--apply"], ["other.db", "not an okrtui plan"]),
        (["record", "churn", "3", "--plan", "none.db"], ["none.db"]),
    ],
)
def test_files_that_are_no_plans_are_refused_by_name(
    cli: Cli, home: Path, small: Path, command: list[str], said: list[str]
) -> None:
    (home / "folder.toml").mkdir()
    (home / "folder.db").mkdir()
    cli("new", "newer.db").fine()
    for name, statement in (("newer.db", "pragma user_version = 999"), ("other.db", "create table t (a)")):
        with closing(sqlite3.connect(home / name)) as db:
            db.execute(statement)
            db.commit()
    (home / "latin.toml").write_bytes(b'okrtui_format = 1\nname = "caf\xe9"\n')
    (home / "text.db").write_text("no database, and long enough to look at " * 20, encoding="utf-8")
    before = sorted(home.iterdir())
    cli(*command).refused(*said)
    assert sorted(home.iterdir()) == before


# -- export


def test_export_and_import_into_an_empty_plan_and_export_again_are_the_same(cli: Cli, home: Path) -> None:
    cli("import", str(SAMPLE), "plan.db", "--apply").fine()
    assert cli("export", "plan.db", "-o", "first.toml").fine() == (
        "Wrote first.toml: 2 priorities, 2 objectives, 5 key results, 3 initiatives, 6 KPIs, 61 values, 2 reviews, "
        "2 decisions, 9 notes.\n"
    )
    cli("import", "first.toml", "other.db", "--apply").fine()
    cli("export", "other.db", "-o", "second.toml").fine()
    first = (home / "first.toml").read_bytes()
    assert first == (home / "second.toml").read_bytes()
    assert first.decode() == exported(cli) == SAMPLE.read_text(encoding="utf-8")


def test_export_without_some_parts(cli: Cli) -> None:
    cli("import", str(SAMPLE), "plan.db", "--apply").fine()
    assert "check_ins" in exported(cli)
    less = exported(cli, "plan.db", "--without", "history,notes", "--without", "reviews")
    for word in ("check_ins", "measurements", "targets", "reviews", "note ="):
        assert word not in less
    cli("export", "plan.db", "-o", "x.toml", "--without", "histories").refused("--without histories", "history, notes")


def test_export_of_one_cycle(cli: Cli, home: Path) -> None:
    small = SMALL.replace("[[kpis]]", '[[cycles]]\nid = "cy-q3"\nname = "2026-Q3"\n\n[[kpis]]', 1)
    (home / "two.toml").write_text(small, encoding="utf-8")
    cli("new", "plan.db", "--from", "two.toml").fine()
    text = exported(cli, "plan.db", "--cycle", "2026-q3")
    assert "2026-Q3" in text
    assert "2026-Q2" not in text
    cli("export", "plan.db", "-o", "x.toml", "--cycle", "2025-Q1").refused("2025-Q1")
    assert not (home / "x.toml").exists()


def test_export_as_markdown_is_a_page_about_the_cycle_at_hand(cli: Cli, home: Path) -> None:
    cli("import", str(SAMPLE), "plan.db", "--apply").fine()
    cli("export", "plan.db", "-o", "plan.md").fine()
    page = (home / "plan.md").read_text(encoding="utf-8")
    for words in (
        "2026-Q2",
        "Balance CAC and CLV",
        "Reduce the churn rate by 15 % by the end of Q2",
        "Basket size",
        "|",
    ):
        assert words in page
    assert cli("export", "plan.db", "-o", "-").fine() == cli("export", "plan.db", "-o", "-", "--format", "toml").fine()
    of_cycle = cli("export", "plan.db", "-o", "-", "--format", "md", "--cycle", "2026-Q2").fine()
    assert "| Basket size |" in of_cycle
    assert "| Revenue growth |" in page
    assert "| Revenue growth |" not in of_cycle  # nothing in the quarter links to it


@pytest.mark.parametrize("form", ["md", "html"])
def test_a_page_without_history_says_nothing_of_how_things_stand(cli: Cli, form: str) -> None:
    cli("import", str(SAMPLE), "plan.db", "--apply").fine()
    page = cli("export", "plan.db", "-o", "-", "--format", form, "--without", "history,reviews").fine()
    for word in ("at risk", "on track", "no data", "no value", "38.9", "Confidence</dt>", "Progress"):
        assert word.casefold() not in page.casefold().replace("progress is", ""), word
    assert "33.6" in page  # the target is no history


def test_the_report_is_about_the_cycle_at_hand_and_an_empty_plan_has_one_too(cli: Cli, home: Path) -> None:
    cli("import", str(SAMPLE), "plan.db", "--apply").fine()
    assert cli("export", "plan.db", "-o", "plan.html").fine().startswith("Wrote plan.html: 2 priorities, ")
    page = (home / "plan.html").read_text(encoding="utf-8")
    assert "Balance CAC and CLV" in page
    assert cli("export", "plan.db", "-o", "-", "--format", "html").fine() == page
    cli("export", "plan.db", "-o", "plan.html").fine()  # an export is replaced
    (home / "own.html").write_text("<p>mine</p>", encoding="utf-8")
    cli("export", "plan.db", "-o", "own.html").refused("own.html", "--force")
    cli("new", "empty.db").fine()
    assert cli("export", "empty.db", "-o", "empty.html").fine() == "Wrote empty.html: nothing.\n"
    assert "None yet." in (home / "empty.html").read_text(encoding="utf-8")


def test_export_as_markdown_of_a_plan_without_cycles_says_so(cli: Cli, home: Path) -> None:
    cli("new", "plan.db").fine()
    cli("export", "plan.db", "-o", "plan.md").refused("no cycle")
    assert not (home / "plan.md").exists()


@pytest.mark.parametrize("name", ["plan.csv", "plan.json"])
def test_rows_go_out_in_again_and_over_their_own_export(cli: Cli, home: Path, name: str) -> None:
    (home / "okrs.csv").write_text("Goal;KR;Start;Ziel\nKeep them;Churn;5,5 %;3 %\n")
    found = cli("import", "okrs.csv", "plan.db", "--apply", "--map", "Ziel=target").fine()
    assert "semicolons" in found
    cli("export", "plan.db", "-o", name).fine()
    first = (home / name).read_bytes()
    cli("import", name, "again.db", "--apply").fine()
    cli("export", "again.db", "-o", name).fine()
    assert (home / name).read_bytes() == first
    (home / name).write_text("mine")
    cli("export", "plan.db", "-o", name).refused(name, "--force")


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        ([], ["-o"]),
        (["-o", "plan.txt"], ["plan.txt", ".toml, .json, .csv, .md or .html"]),
        (["-o", "plan"], ["plan", ".toml, .json, .csv, .md or .html"]),
        (["-o", "none/plan.toml"], ["none"]),
    ],
)
def test_export_says_what_it_needs(cli: Cli, arguments: list[str], said: list[str]) -> None:
    cli("new", "plan.db").fine()
    cli("export", "plan.db", *arguments).refused(*said)


def test_export_does_not_write_over_what_is_not_its_own(cli: Cli, home: Path) -> None:
    cli("new", "plan.db").fine()
    (home / "pyproject.toml").write_text("[project]\n", encoding="utf-8")
    cli("export", "plan.db", "-o", "pyproject.toml").refused("pyproject.toml", "--force")
    assert (home / "pyproject.toml").read_text(encoding="utf-8") == "[project]\n"
    cli("export", "plan.db", "-o", "pyproject.toml", "--force").fine()
    assert "okrtui_format" in (home / "pyproject.toml").read_text(encoding="utf-8")
    cli("export", "plan.db", "-o", "pyproject.toml").fine()


def test_reading_a_plan_leaves_its_folder_as_it_was(cli: Cli, home: Path) -> None:
    cli("import", str(SAMPLE), "plan.db", "--apply").fine()
    before = {file.name: file.read_bytes() for file in home.iterdir()}
    cli("check", "plan.db")
    exported(cli)
    cli("import", str(SAMPLE), "plan.db").fine()
    assert {file.name: file.read_bytes() for file in home.iterdir()} == before

"""`okrtui diff` and `okrtui merge` as commands: words, JSON, exit codes, and what is refused."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.cli.conftest import Cli
from tests.cli.plans import SMALL

KR = 'title = "Increase the order frequency from 1.6 to 1.76 by the end of Q2"\n'
CHECK_INS = """
[[cycles.objectives.key_results.check_ins]]
at = 2026-05-01
value = 1.6

[[cycles.objectives.key_results.check_ins]]
at = 2026-05-02
value = 1.7
"""


@pytest.fixture
def before(home: Path) -> Path:
    path = home / "before.toml"
    path.write_text(SMALL, encoding="utf-8")
    return path


def after(home: Path, *pairs: tuple[str, str]) -> Path:
    text = SMALL
    for old, new in pairs:
        assert old in text
        text = text.replace(old, new)
    path = home / "after.toml"
    path.write_text(text, encoding="utf-8")
    return path


# -- diff


def test_changes_are_said_in_the_words_of_the_plan_below_their_objective(cli: Cli, home: Path, before: Path) -> None:
    path = after(home, (KR, KR + 'unit = "x"\ntarget = 1.76\n' + CHECK_INS), ('name = "Churn rate"', 'name = "Churn"'))
    found = cli("diff", "before.toml", path.name)
    assert (found.code, found.err) == (1, "")
    assert found.out == (
        "2026-Q2 · “Become the shop that buyers come back to”\n"
        "  + 2 check-ins of “Increase the order frequency from 1.6 to 1.76 b…”\n"
        "  ~ unit of “Increase the order frequency from 1.6 to 1.76 b…” none -> “x”\n"
        "  ~ target of “Increase the order frequency from 1.6 to 1.76 b…” none -> 1.76x\n"
        "\n"
        "KPIs\n"
        "  ~ name of KPI “Churn rate” -> “Churn”\n"
        "\n"
        "From before.toml to after.toml: 1 added (+) and 3 changed (~).\n"
    )


def test_rows_that_moved_or_became_another_kind_are_said_so(cli: Cli, home: Path, before: Path) -> None:
    churn = '\n[[kpis]]\nid = "kpi-churn"\nname = "Churn rate"\nunit = "%"\n'
    text = SMALL.replace(churn, "") + churn
    launch = '[[cycles.objectives.key_results]]\nid = "kr-out"\ntitle = "Launch the loyalty app"\n'
    assert launch in text
    text = text.replace(launch, "").replace(
        KR, KR + '\n[[cycles.objectives.key_results.initiatives]]\nid = "in-out"\ntitle = "Launch the loyalty app"\n'
    )
    (home / "after.toml").write_text(text, encoding="utf-8")
    found = cli("diff", "before.toml", "after.toml")
    assert "  ~ key result “Launch the loyalty app” turned into an initiative\n" in found.out
    assert "  ~ KPI “Support first answer” moves before “Churn rate”\n" in found.out
    assert "2 changed (~).\n" in found.out


def test_a_plan_file_and_its_export_do_not_differ(cli: Cli, home: Path, before: Path) -> None:
    cli("new", "plan.db", "--from", before).fine()
    assert cli("diff", "plan.db", before).fine() == f"plan.db and {before} hold the same plan.\n"
    cli("record", "Churn rate", "5", "--plan", "plan.db").fine()
    found = cli("diff", before, "plan.db", "--format", "json")
    assert found.code == 1
    (change,) = json.loads(found.out)["changes"]
    assert change == {
        "verb": "add",
        "text": "measurement of “Churn rate” on 2026-05-04",
        "item": "kpi-churn",
        "field": "",
        "cycle": None,
        "objective": None,
    }


def test_json_says_where_each_change_belongs_and_nothing_when_there_is_none(cli: Cli, home: Path, before: Path) -> None:
    after(home, (KR, KR + "target = 1.76\n"))
    (change,) = json.loads(cli("diff", "before.toml", "after.toml", "--format", "json").out)["changes"]
    assert (change["item"], change["field"]) == ("kr-freq", "target")
    assert (change["cycle"], change["objective"]) == ("2026-Q2", "Become the shop that buyers come back to")
    assert json.loads(cli("diff", before, before, "--format", "json").fine())["changes"] == []


def test_an_import_says_the_same_as_a_comparison(cli: Cli, home: Path, before: Path) -> None:
    after(home, (KR, KR + "target = 1.76\n"), ('name = "Churn rate"', 'name = "Churn"'))
    cli("new", "plan.db", "--from", before).fine()
    shown = cli("import", "after.toml", "plan.db", "--format", "json").fine()
    compared = cli("diff", "plan.db", "after.toml", "--format", "json").out
    words = [line["text"] for line in json.loads(shown)["changes"]]
    assert words == [line["text"] for line in json.loads(compared)["changes"]]


def test_what_cannot_be_compared_is_refused(cli: Cli, home: Path, before: Path) -> None:
    cli("diff", before, "gone.toml").refused("gone.toml", "There is no such file")
    cli("diff", before, "gone.db").refused("gone.db", "There is no such file")
    (home / "page.md").write_text("# Plan")
    cli("diff", "page.md", before).refused("page.md: expected a plan file (.db), a .toml or a .json file")
    (home / "empty.toml").write_text("")
    cli("diff", before, "empty.toml").refused("empty.toml", "is empty")
    cli("diff", before).refused("Missing argument 'B'")


# -- merge


def test_the_result_is_written_to_ours_and_conflicts_are_counted(cli: Cli, home: Path, before: Path) -> None:
    ours = after(home, (KR, KR + "target = 1.8\n")).rename(home / "ours")
    theirs = after(home, (KR, KR + "target = 1.7\n"), ('unit = "h"', 'unit = "min"')).rename(home / "theirs")
    found = cli("merge", before, ours, theirs)
    assert (found.code, found.err) == (1, "")
    assert "ours: merged, with 1 conflict." in found.out
    text = ours.read_text()
    assert "target = 1.8\n" in text
    assert 'unit = "min"' in text
    assert text.endswith('\n[[conflicts]]\nitem = "kr-freq"\nfield = "target"\nours = "1.8"\ntheirs = "1.7"\n')


def test_without_conflicts_the_code_is_0_and_an_empty_base_is_an_empty_plan(cli: Cli, home: Path, before: Path) -> None:
    (home / "base").write_text("\n")
    ours = after(home)
    assert cli("merge", "base", ours, before, "--path", "plan.toml").fine() == "plan.toml: merged, without conflicts.\n"
    assert cli("diff", ours, before).code == 0


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"", "is empty"),
        (b"okrtui_format = 9\n", "written by a later okrtui"),
        (b"okrtui_format = 1\n\0", "NUL"),
        (b"okrtui_format = 1\nname = '\xff'", "cannot be read as text"),
        (b"name = " + b"[" * 100_000, "deep"),
        (b'okrtui_format = 1\n[[cycles]]\nid = "cy-other"\n', "no row in common with BASE"),
    ],
    ids=["empty", "later", "NUL", "not UTF-8", "nested", "unrelated"],
)
def test_bad_input_leaves_ours_as_it_is(cli: Cli, home: Path, before: Path, content: bytes, words: str) -> None:
    ours = after(home)
    (home / "theirs").write_bytes(content)
    cli("merge", before, ours, "theirs").refused(words, "holds OURS only")
    assert ours.read_text() == SMALL
    cli("merge", before, "gone", "theirs").refused("holds OURS only")
    assert not (home / "gone").exists()


def test_conflicts_travel_into_a_plan_and_check_tells_of_them(cli: Cli, home: Path, before: Path) -> None:
    before.write_text(SMALL + '\n[[conflicts]]\nitem = "kr-freq"\nfield = "target"\nours = "1.8"\ntheirs = "1.7"\n')
    said = "1 conflict of a merge to decide:"
    assert said in cli("check", before, "--fail-on", "never").out
    cli("new", "plan.db", "--from", before).fine()
    assert said in cli("check", "plan.db", "--fail-on", "never").out
    assert cli("diff", before, "plan.db").code == 0

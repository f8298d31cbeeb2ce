"""Tables and JSON on the command line: what other tools wrote comes in, and what cannot is refused in one sentence."""

from __future__ import annotations

import io
import json
import os
import sys
import time
from pathlib import Path

import pytest

from okrtui.cli import progress as showing
from okrtui.cli.progress import progress
from tests.cli.conftest import Cli
from tests.cli.plans import SAMPLE

FOREIGN = """\
Quarter;Objective;Key Result;Start;Target;Current;Date
Q2 2026;Keep customers;Lower churn;6,1 %;5,2 %;6,0 %;04/05/2026
;;More orders;1.234;2.000;1.300;04/05/2026
"""


@pytest.fixture
def plan(cli: Cli, home: Path) -> Path:
    """The sample as a plan file."""
    cli("new", "plan.db", "--from", SAMPLE).fine()
    return home / "plan.db"


def changes(cli: Cli, *arguments: str) -> list[str]:
    """What an import would change, in words."""
    found = json.loads(cli("import", *arguments, "--format", "json").fine())
    return [line["text"] for line in found["changes"]]


def test_a_table_of_another_tool_comes_in_and_says_how_it_was_read(cli: Cli, home: Path, plan: Path) -> None:
    (home / "okrs.csv").write_text(FOREIGN)
    said = cli("import", "okrs.csv", "plan.db", "--apply").fine()
    for words in ("semicolons", "after a comma", "day before month", "5 to add", "check-in of “Lower churn” on"):
        assert words in said
    assert "2026-Q2”" not in said, "the plan has this quarter: it is known again by another spelling"
    again = cli("import", "okrs.csv", "plan.db").fine()
    assert "holds all of it already" in again


def test_options_say_how_numbers_and_dates_are_meant(cli: Cli, home: Path) -> None:
    (home / "okrs.csv").write_text('KR,Target,Due\nOrders,"1,250",04/05/2026\n')
    told = ("okrs.csv", "plan.db", "--apply", "--decimal", "comma", "--dates", "month-first")
    assert "month before day." in cli("import", *told).fine()
    row = json.loads(cli("export", "plan.db", "-o", "-", "--format", "json").fine())
    (result,) = row["cycles"][0]["objectives"][0]["key_results"]
    assert (result["target"], result["due"]) == (1.25, "2026-04-05")


def test_a_cycle_is_given_to_all_rows_of_a_foreign_table(cli: Cli, home: Path, plan: Path) -> None:
    (home / "okrs.csv").write_text(FOREIGN)
    assert "cycle “2027-Q1”" in changes(cli, "okrs.csv", "plan.db", "--cycle", "Q1 2027")
    cli("import", "okrs.csv", "plan.db", "--cycle", "soon").refused("okrs.csv", "“soon”", "2026-Q2")
    cli("export", "plan.db", "-o", "ours.csv").fine()
    cli("import", "ours.csv", "plan.db", "--cycle", "Q1 2027").refused("ours.csv", "by id")


@pytest.mark.parametrize(
    ("name", "arguments", "said"),
    [
        ("a.csv", ["--replace"], "cannot replace"),
        ("a.csv", ["--map", "KR=titel"], "“titel” is no column of ours"),
        ("a.csv", ["--map", "Nope=title"], "There is no column “Nope”"),
        ("a.csv", ["--map", "KR"], "expected their heading"),
        ("a.csv", ["--map", "KR=title", "--map", "Target=title"], "Two columns"),
        ("a.csv", ["--as", "1=kpi"], "Markdown"),
        ("a.json", ["--decimal", "comma"], "tables"),
        ("a.json", ["--cycle", "2026-Q2"], "names its cycles itself"),
    ],
)
def test_options_that_make_no_sense_are_refused(
    cli: Cli, home: Path, name: str, arguments: list[str], said: str
) -> None:
    (home / "a.csv").write_text("KR,Target\nOrders,3\n")
    (home / "a.json").write_text('{"okrtui_format": 1}')
    cli("import", name, "plan.db", *arguments).refused(said)
    assert not (home / "plan.db").exists()


LATER = {
    ".toml": b"okrtui_format = 2\n",
    ".json": b'{"okrtui_format": 2}',
}
DEEP = {".toml": b"okrtui_format = 1\n" + b".".join([b"a"] * 100_000) + b" = 1\n", ".json": b'{"a":' * 100_000}


@pytest.mark.parametrize("suffix", [".toml", ".json"])
@pytest.mark.parametrize(("made", "said"), [(LATER, "later okrtui"), (DEEP, "nested too deep")])
def test_later_and_endless_files_are_refused_by_every_command(
    cli: Cli, home: Path, plan: Path, suffix: str, made: dict[str, bytes], said: str
) -> None:
    file = f"bad{suffix}"
    (home / file).write_bytes(made[suffix])
    before = plan.read_bytes()
    for command in (["import", file, "plan.db", "--apply"], ["diff", file, "plan.db"], ["new", "x.db", "--from", file]):
        cli(*command).refused(file, said)
    cli("check", file).refused(file, said)
    assert plan.read_bytes() == before
    assert not (home / "x.db").exists()


@pytest.mark.parametrize("suffix", [".toml", ".json", ".csv", ".tsv", ".md", ".txt"])
def test_files_of_more_than_50_mb_are_refused(cli: Cli, home: Path, plan: Path, suffix: str) -> None:
    with open(home / f"big{suffix}", "wb") as file:
        file.truncate(50_000_001)
    cli("import", f"big{suffix}", "plan.db").refused(f"big{suffix}", "larger than 50 MB")


def test_merge_says_that_it_keeps_plans_as_toml(cli: Cli, home: Path, plan: Path) -> None:
    cli("export", "plan.db", "-o", "a.json").fine()
    before = (home / "a.json").read_bytes()
    cli("merge", "a.json", "a.json", "a.json").refused("a.json", "holds JSON", "holds OURS only")
    assert (home / "a.json").read_bytes() == before


# -- out


def test_standard_output_is_what_a_file_holds(cli: Cli, home: Path, plan: Path) -> None:
    for form in ("json", "csv"):
        cli("export", "plan.db", "-o", f"a.{form}").fine()
        text = cli("export", "plan.db", "-o", "-", "--format", form).fine()
        assert text == (home / f"a.{form}").read_bytes().decode("utf-8-sig")


def test_one_cycle_and_less_of_it_as_json_and_as_a_table(cli: Cli, home: Path, plan: Path) -> None:
    (home / "okrs.csv").write_text(FOREIGN)
    cli("import", "okrs.csv", "plan.db", "--cycle", "2026-Q3", "--apply").fine()
    whole = cli("export", "plan.db", "-o", "-", "--format", "csv").fine()
    part = cli("export", "plan.db", "-o", "-", "--format", "csv", "--cycle", "2026-Q3").fine()
    assert part.count("\nkr,2026-Q3,") == whole.count("\nkr,2026-Q3,") == 2
    assert "2026-Q2" not in part
    assert "kpi," not in part
    bare = ("--cycle", "2026-q2", "--without", "history,notes,reviews,dismissals")
    found = json.loads(cli("export", "plan.db", "-o", "-", "--format", "json", *bare).fine())
    assert [cycle["name"] for cycle in found["cycles"]] == ["2026-Q2"]
    assert "reviews" not in found
    assert "check_ins" not in json.dumps(found)
    assert all(line.split(",")[8] == "" for line in cli("export", "plan.db", "-o", "-", "--format", "csv", *bare)
               .fine().splitlines()[1:] if '"' not in line)  # fmt: skip


def test_a_table_says_how_many_objectives_have_no_row(cli: Cli, home: Path) -> None:
    (home / "a.toml").write_text(
        'okrtui_format = 1\n[[cycles]]\nname = "2026-Q2"\n[[cycles.objectives]]\ntitle = "Grow"\n'
    )
    cli("new", "plan.db", "--from", "a.toml").fine()
    said = cli("export", "plan.db", "-o", "a.csv").fine()
    assert said == "Wrote a.csv: nothing; one objective has no key results, and so no row.\n"


def test_a_plan_is_never_written_over_by_its_own_export(cli: Cli, home: Path, plan: Path) -> None:
    before = plan.read_bytes()
    os.link(plan, home / "same.toml")
    for name in ("plan.db", "./plan.db", "same.toml"):
        cli("export", "plan.db", "-o", name, "--format", "toml", "--force").refused("is the plan itself")
    assert plan.read_bytes() == before


def test_what_cannot_be_written_is_said_and_nothing_stays(cli: Cli, home: Path, plan: Path) -> None:
    (home / "folder.csv").mkdir()
    cli("export", "plan.db", "-o", "folder.csv").refused("is a folder")
    cli("export", "plan.db", "-o", "nowhere/a.json").refused("there is no folder nowhere")
    cli("export", "plan.db", "-o", "/proc/a.json").refused("/proc/a.json cannot be written")
    cli("export", "plan.db", "-o", "/dev/full", "--format", "csv").refused("no space left")
    assert not [name for name in os.listdir(home) if "okrtui-" in name]


# -- how long it takes


class _Terminal(io.StringIO):
    encoding = "utf-8"

    def isatty(self) -> bool:
        return True


def test_what_takes_longer_than_a_second_is_said_and_taken_away(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(showing, "_PATIENCE", 0.02)
    monkeypatch.setattr(showing, "_STEP", 0.02)
    monkeypatch.setattr(sys, "stderr", seen := _Terminal())
    with progress("Reading plan\x1b.toml"):
        for _ in range(500):
            if "Reading" in seen.getvalue():
                break
            time.sleep(0.01)
    assert "Reading plan␛.toml … 0 s   (Ctrl+C stops it)" in seen.getvalue()
    assert seen.getvalue().endswith("\r\x1b[K")


def test_what_is_quick_or_seen_by_nobody_is_not_said(monkeypatch: pytest.MonkeyPatch) -> None:
    for seen in (_Terminal(), io.StringIO()):
        monkeypatch.setattr(sys, "stderr", seen)
        with progress("Reading"):
            pass
        assert seen.getvalue() == ""

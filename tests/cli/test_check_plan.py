"""`okrtui check FILE`: every text of a plan with its place, and the plan as a whole."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.cli.conftest import Cli
from tests.cli.plans import SAMPLE, SMALL

TITLES = [
    ("strategy.statement", "plan", "strategy"),
    ("cycles[0].objectives[0].title", "o-one", "objective"),
    ("cycles[0].objectives[0].key_results[0].title", "kr-out", "key_result"),
    ("cycles[0].objectives[0].key_results[1].title", "kr-freq", "key_result"),
    ("kpis[0].name", "kpi-churn", "kpi"),
    ("kpis[1].name", "kpi-speed", "kpi"),
]


@pytest.fixture(autouse=True)
def files(home: Path, cli: Cli) -> None:
    """The small plan as small.toml and as small.db."""
    (home / "small.toml").write_text(SMALL, encoding="utf-8")
    cli("new", "small.db", "--from", "small.toml").fine()


@pytest.mark.parametrize("source", ["small.toml", "small.db"])
def test_every_text_has_its_path_id_and_item(cli: Cli, source: str) -> None:
    done = cli("check", source, "--format", "jsonl")
    texts = [row for row in done.rows() if row["text"] is not None]
    assert done.code == 1
    assert [(row["item"], row["id"], row["kind"]) for row in texts] == TITLES
    assert {row["path"] for row in done.rows()} == {source}
    assert [f["code"] for f in texts[2]["findings"]][:1] == ["KR101"]


def test_a_toml_file_has_lines_and_columns_and_a_database_has_none(cli: Cli) -> None:
    lines = SMALL.split("\n")
    for row in cli("check", "small.toml", "--format", "jsonl").rows():
        if row["text"] is not None:
            assert lines[row["line"] - 1][row["column"] - 1 :].startswith(row["text"])
        else:
            assert row["line"] >= 1
    assert not any("line" in row or "column" in row for row in cli("check", "small.db", "--format", "jsonl").rows())


def test_findings_about_the_plan_come_one_by_one_with_their_item(cli: Cli) -> None:
    rows = [row for row in cli("check", "small.toml", "--format", "jsonl").rows() if row["text"] is None]
    found = {row["findings"][0]["code"]: row for row in rows}
    for row in rows:
        (finding,) = row["findings"]
        assert (row["facts"], row["reads_like"], finding["start"], finding["end"]) == (None, None, None, None)
    why = found["OB203"]
    assert (why["kind"], why["id"], why["item"], why["line"]) == ("objective", "o-one", "cycles[0].objectives[0]", 18)
    assert found["KP204"]["kind"] in ("kpi", "plan")


def test_json_is_the_same_in_one_array(cli: Cli) -> None:
    assert (
        json.loads(cli("check", "small.db", "--format", "json").out)
        == cli("check", "small.db", "--format", "jsonl").rows()
    )


def test_a_plan_and_its_file_get_the_same_findings(cli: Cli) -> None:
    def found(source: str) -> list[tuple[str, str]]:
        rows = cli("check", source, "--format", "jsonl").rows()
        return [(row["id"], finding["code"]) for row in rows for finding in row["findings"]]

    assert found("small.db") == found("small.toml")


def test_select_and_ignore_reach_the_rules_about_the_whole_plan(cli: Cli) -> None:
    rows = cli("check", "small.db", "--format", "jsonl", "--select", "OB203").rows()
    assert [f["code"] for row in rows for f in row["findings"]] == ["OB203"]
    assert len(rows) == len(TITLES) + 1
    rows = cli("check", "small.db", "--format", "jsonl", "--ignore", "OB,KR,KP,ST,RV").rows()
    assert [row["findings"] for row in rows] == [[]] * len(TITLES)


def test_closed_cycles_are_listed_and_not_judged(cli: Cli, home: Path) -> None:
    (home / "closed.toml").write_text(SMALL.replace('"active"', '"closed"'), encoding="utf-8")
    rows = cli("check", "closed.toml", "--format", "jsonl").rows()
    assert next(row for row in rows if row["id"] == "kr-out")["findings"] == []


def test_what_is_good_as_it_is_stays_quiet(cli: Cli, home: Path) -> None:
    kept = '\n[[dismissals]]\ncode = "KR101"\nitem = "kr-out"\ntext = "Launch the loyalty app"\nat = 2026-04-01\n'
    (home / "kept.toml").write_text(SMALL + kept, encoding="utf-8")
    rows = cli("check", "kept.toml", "--format", "jsonl", "--select", "KR101").rows()
    assert [f["code"] for row in rows for f in row["findings"]] == []


def test_text_shows_what_each_finding_is_about(cli: Cli) -> None:
    done = cli("check", "small.toml")
    assert done.code == 1
    line = 1 + SMALL[: SMALL.index("Launch the loyalty app")].count("\n")
    assert f"key result, line {line}: Launch the loyalty app\n  ! Something you make  KR101 warning\n" in done.out
    assert f"objective, line {line - 4}: Become the shop that buyers come back to\n" in done.out
    assert done.out.rstrip().split("\n")[-2].startswith("6 texts read: ")
    assert max(map(len, done.out.split("\n"))) <= 80
    assert "key result: Launch the loyalty app\n" in cli("check", "small.db").out


def test_the_sample_has_no_warning_in_the_lines_of_the_worked_example(cli: Cli) -> None:
    done = cli("check", str(SAMPLE), "--format", "jsonl", "--fail-on", "never")
    worked = [row for row in done.rows() if row["id"] in ("kr-cac", "kr-frequency", "kr-churn") and row["text"]]
    assert len(worked) == 3
    assert [f["code"] for row in worked for f in row["findings"] if f["severity"] == "warning"] == []


def test_odd_texts_are_shown_as_plain_text(cli: Cli, home: Path) -> None:
    odd = SMALL.replace("Launch the loyalty app", "Launch [/b] \\u001b[31m the {app} %s \\u202e شلا 収益")
    (home / "odd.toml").write_text(odd, encoding="utf-8")
    done = cli("check", "odd.toml")
    assert "\x1b" not in done.out
    assert "Launch [/b] ␛[31m the {app} %s" in done.out


def test_it_is_the_same_in_a_process_of_its_own(cli: Cli, process: Cli) -> None:
    assert process("check", "small.db") == cli("check", "small.db")


def test_a_database_knows_how_often_a_kpi_was_redefined(cli: Cli, home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from okrtui.clock import today
    from okrtui.plan.edits import change
    from okrtui.session import Session

    for day in ("2026-03-02", "2026-04-07", "2026-05-04"):
        monkeypatch.setenv("OKRTUI_TODAY", day)
        with_day = Session(home / "small.db", today=today, state_dir=home / "state").open()
        kpi = with_day.plan.kpis[0]
        with_day.apply(change(with_day.plan, kpi.id, name=f"{kpi.name} again"))
        with_day.close()
    rows = cli("check", "small.db", "--format", "jsonl", "--select", "KP207").rows()
    assert [(row["kind"], f["code"]) for row in rows for f in row["findings"]] == [("kpi", "KP207")]


@pytest.mark.parametrize("source", ["archived.toml", "archived.db"])
def test_archived_kpis_are_left_out_and_the_others_keep_their_place(home: Path, cli: Cli, source: str) -> None:
    text = SMALL.replace('unit = "%"\n', 'unit = "%"\narchived = 2026-04-20\n')
    (home / "archived.toml").write_text(text, encoding="utf-8")
    cli("new", "archived.db", "--from", "archived.toml").fine()
    rows = cli("check", source, "--format", "jsonl").rows()
    assert "kpi-churn" not in {row["id"] for row in rows}
    assert [row["item"] for row in rows if row["text"] and row["kind"] == "kpi"] == ["kpis[1].name"]

"""`okrtui check` for machines: SARIF, annotations of GitHub, Markdown sources, rules that are chosen, exit codes."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from okrtui.coach.pages import all_rules
from tests.cli.conftest import Cli, Result
from tests.cli.plans import SMALL

DOCUMENT = """\
# OKRs 2026-Q2

## Objective: Become the shop that buyers come back to

- KR1: **Launch** the loyalty app
- KR2: Reduce churn from 6 % to 5 % by the end of Q2
"""


@pytest.fixture(autouse=True)
def sources(home: Path, cli: Cli) -> None:
    """The same plan in a TOML and a plan file, and a document."""
    (home / "small.toml").write_text(SMALL, encoding="utf-8")
    (home / "okrs.md").write_text(DOCUMENT, encoding="utf-8")
    cli("new", "small.db", "--from", "small.toml").fine()


def run(done: Result) -> dict[str, Any]:
    """The one run of a SARIF log, its outside checked."""
    log = json.loads(done.out)
    assert log["version"] == "2.1.0"
    assert log["$schema"].endswith("sarif-schema-2.1.0.json")
    (found,) = log["runs"]
    assert found["columnKind"] == "unicodeCodePoints"
    return dict(found)


def words_of(result: dict[str, Any], text: str) -> str:
    """The words of a source that a result marks, by line and column; the same by offset."""
    region = result["locations"][0]["physicalLocation"]["region"]
    assert region["startLine"] == region["endLine"]
    line = text.split("\n")[region["startLine"] - 1]
    found: str = line[region["startColumn"] - 1 : region["endColumn"] - 1]
    assert found == text[region["charOffset"] : region["charOffset"] + region["charLength"]]
    return found


def test_sarif_names_rules_places_and_levels(cli: Cli) -> None:
    done = cli("check", "small.toml", "--format", "sarif")
    assert done.code == 1
    found = run(done)
    rules = found["tool"]["driver"]["rules"]
    assert [rule["id"] for rule in rules] == [rule.code for rule in all_rules()]
    for rule in rules:
        assert rule["name"].isalnum()
        assert all(rule[key]["text"].strip() for key in ("shortDescription", "fullDescription", "help"))
    for result in found["results"]:
        assert rules[result["ruleIndex"]]["id"] == result["ruleId"]
        assert result["level"] in ("warning", "note")
        assert result["message"]["text"]
        place = result["locations"][0]["physicalLocation"]
        assert place["artifactLocation"] == {"uri": "small.toml", "uriBaseId": "%SRCROOT%"}
        assert place["region"]["startLine"] >= 1
    first = next(result for result in found["results"] if result["ruleId"] == "KR101")
    assert words_of(first, SMALL).startswith("Launch")
    (where,) = first["locations"][0]["logicalLocations"]
    assert where["fullyQualifiedName"] == "cycles[0].objectives[0].key_results[0].title"


def test_fingerprints_stay_when_lines_move_and_differ_from_each_other(cli: Cli, home: Path) -> None:
    def prints() -> list[str]:
        results = run(cli("check", "small.toml", "--format", "sarif"))["results"]
        return sorted(result["partialFingerprints"]["okrtui/v1"] for result in results)

    before = prints()
    assert len(set(before)) == len(before)
    (home / "small.toml").write_text("# a comment\n\n" + SMALL, encoding="utf-8")
    assert prints() == before


def test_sarif_of_a_plan_file_and_of_standard_input(cli: Cli) -> None:
    for result in run(cli("check", "small.db", "--format", "sarif"))["results"]:
        assert "region" not in result["locations"][0]["physicalLocation"]
    found = run(cli("check", "-", "--kind", "key-result", "--format", "sarif", stdin="\nLaunch the app\n"))
    place = found["results"][0]["locations"][0]["physicalLocation"]
    assert place["artifactLocation"]["uri"] == "stdin"
    assert place["region"]["startLine"] == 2


def test_a_file_elsewhere_and_one_with_odd_characters_have_a_uri(cli: Cli, home: Path, tmp_path: Path) -> None:
    (home / "plan ü%.toml").write_text(SMALL, encoding="utf-8")
    (tmp_path / "away.toml").write_text(SMALL, encoding="utf-8")

    def uri(path: str) -> dict[str, str]:
        result = run(cli("check", path, "--format", "sarif"))["results"][0]
        return dict(result["locations"][0]["physicalLocation"]["artifactLocation"])

    assert uri("./plan ü%.toml") == {"uri": "plan%20%C3%BC%25.toml", "uriBaseId": "%SRCROOT%"}
    assert uri(str(tmp_path / "away.toml")) == {"uri": (tmp_path / "away.toml").as_uri()}


def test_github_gets_one_line_a_finding_with_its_place(cli: Cli) -> None:
    done = cli("check", "small.toml", "--format", "github", "--select", "KR101")
    assert done.code == 1
    (line,) = done.out.splitlines()
    number = SMALL.split("\n").index('title = "Launch the loyalty app"') + 1
    start = f"::warning file=small.toml,line={number},col=10,endLine={number},endColumn="
    assert line.startswith(start)
    assert ",title=KR101 Something you make::“Launch the loyalty app”" in line


def test_nothing_that_a_plan_says_becomes_a_command_of_github(cli: Cli, home: Path) -> None:
    evil = "Launch 100%0A::error::x, y: z\\u001b[31m\\r\\n::warning::w"
    (home / "evil,:%.toml").write_text(SMALL.replace("Launch the loyalty app", evil), encoding="utf-8")
    done = cli("check", "evil,:%.toml", "--format", "github", "--select", "KR,ST")
    for line in done.out.splitlines():
        assert line.startswith(("::warning file=evil%2C%3A%25.toml,", "::notice file=evil%2C%3A%25.toml,"))
        assert "\x1b" not in line
    assert "100%250A" in done.out


@pytest.mark.parametrize("form", ["text", "json", "jsonl", "sarif", "github"])
@pytest.mark.parametrize("source", ["small.toml", "small.db", "okrs.md"])
def test_the_exit_code_is_the_same_in_every_format(cli: Cli, form: str, source: str) -> None:
    for more, code in ((), 1), (("--fail-on", "never"), 0), (("--ignore", "KR1"), 0):
        assert cli("check", source, "--format", form, *more).code == code
    assert cli("check", source, "--format", form, "--ignore", "KR1", "--fail-on", "hint").code == 1


def test_a_prefix_chooses_rules_in_every_format(cli: Cli) -> None:
    found = run(cli("check", "small.toml", "--format", "sarif", "--select", "KR1", "--ignore", "KR101"))
    codes = {result["ruleId"] for result in found["results"]}
    assert codes
    assert all(code.startswith("KR1") and code != "KR101" for code in codes)
    assert all(rule["id"].startswith("KR1") for rule in found["tool"]["driver"]["rules"])


def test_markdown_has_line_and_column_of_each_text(cli: Cli) -> None:
    rows = cli("check", "okrs.md", "--format", "jsonl").rows()
    texts = {row["text"]: (row["line"], row["column"], row["kind"]) for row in rows if row["text"]}
    assert texts == {
        "Become the shop that buyers come back to": (3, 15, "objective"),
        "Launch the loyalty app": (5, 10, "key_result"),
        "Reduce churn from 6 % to 5 % by the end of Q2": (6, 8, "key_result"),
    }
    results = run(cli("check", "okrs.md", "--format", "sarif", "--select", "KR101"))["results"]
    assert words_of(results[0], DOCUMENT).startswith("Launch** the")
    assert "key result, line 5: Launch the loyalty app" in cli("check", "okrs.md").out


def test_key_results_of_a_document_that_stand_below_nothing_are_judged_too(cli: Cli, home: Path) -> None:
    (home / "loose.md").write_text("# Notes\n\n- KR1: Launch the loyalty app\n", encoding="utf-8")
    done = cli("check", "loose.md", "--select", "KR101")
    assert done.code == 1
    assert "key result, line 3: Launch the loyalty app" in done.out
    (row,) = (row for row in cli("check", "loose.md", "--format", "jsonl").rows() if row["text"])
    assert (row["line"], row["column"], row["item"]) == (3, 8, None)


def test_an_empty_document_is_refused(cli: Cli, home: Path) -> None:
    (home / "empty.md").write_text("\n", encoding="utf-8")
    cli("check", "empty.md").refused("empty.md", "empty")


def test_several_sources_are_read_one_after_another(cli: Cli) -> None:
    done = cli("check", "small.toml", "okrs.md", "--format", "jsonl")
    assert done.code == 1
    assert [row["path"] for row in done.rows()] == sorted((row["path"] for row in done.rows()), reverse=True)
    found = run(cli("check", "small.toml", "okrs.md", "--format", "sarif"))["results"]
    uris = {result["locations"][0]["physicalLocation"]["artifactLocation"]["uri"] for result in found}
    assert uris == {"small.toml", "okrs.md"}
    text = cli("check", "small.toml", "okrs.md").out
    assert text.index("small.toml\n") < text.index("okrs.md\n")
    cli("check", "small.toml", "-", "--kind", "kpi").refused("alone")


def test_json_has_line_and_column_of_each_text(cli: Cli, home: Path) -> None:
    cli("export", "small.db", "-o", "small.json").fine()
    lines = (home / "small.json").read_text(encoding="utf-8").split("\n")
    rows = [row for row in cli("check", "small.json", "--format", "jsonl").rows() if row["text"]]
    assert len(rows) == 6
    for row in rows:
        assert lines[row["line"] - 1][row["column"] - 1 :].startswith(row["text"])

"""`okrtui import okrs.md`: what is shown, what is stored, what the user says of single lines, what is refused."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.cli.conftest import Cli

OKRS = """# OKRs Q3 2026

## O1: Answer before people call twice (owner: Ines)

- KR1: Calls per order from 0.4 to 0.15 @jo
- KR2: 90 % of mails answered within a day by 15 September
  - [x] Rewrite the ten most used answers

## KPIs

- Open cases at the end of the week
- Wait
"""


@pytest.fixture
def okrs(home: Path) -> Path:
    """The document, where commands run."""
    path = home / "okrs.md"
    path.write_text(OKRS, encoding="utf-8")
    return path


def exported(cli: Cli) -> str:
    """The plan as TOML."""
    return cli("export", "plan.db", "-o", "-", "--format", "toml").fine()


def test_the_lines_are_shown_with_their_certainty_and_nothing_is_written(cli: Cli, home: Path, okrs: Path) -> None:
    text = cli("import", "okrs.md", "plan.db").fine()
    lines = [line.strip() for line in text.splitlines()]
    at = next(place for place, line in enumerate(lines) if "97 %   + objective   Answer before people" in line)
    assert lines[at + 1] == "Ines", "what is read besides the text stands below it"
    at = next(place for place, line in enumerate(lines) if "key result  Calls per order from 0.4 to 0.15" in line)
    assert lines[at + 1] == "0.4 -> 0.15, jo"
    assert "New: cycle “2026-Q3”." in text
    assert "--apply" in text
    assert not (home / "plan.db").exists()


def test_a_doubtful_number_is_marked_and_said(cli: Cli, home: Path) -> None:
    text = "## Objective: Shops come back\n\n- KR: Orders from 1.200 to 2.000\n- KR: Umsatz um 20 % steigern\n"
    (home / "shops.md").write_text(text, encoding="utf-8")
    said = " ".join(cli("import", "shops.md", "plan.db").fine().split())
    assert "97 % ? + key result Orders from 1.200 to 2.000 1200 -> 2000 ? “1.200” may be 1.2; “2.000” may be 2" in said
    assert "? its numbers are not read: write start and goal, such as 21 -> 40" in said
    assert "2 of 3 lines are doubtful (?)" in said
    items = json.loads(cli("import", "shops.md", "--format", "json").fine())["items"]
    assert [item.get("doubt") for item in items[:2]] == [None, "“1.200” may be 1.2; “2.000” may be 2"]
    settled = cli("import", "shops.md", "plan.db", "--as", "3=key-result", "--as", "4=key-result").fine()
    assert "doubtful (?)" not in settled


def test_what_is_stored_has_the_fields_that_the_document_says(cli: Cli, okrs: Path) -> None:
    assert "It is done." in cli("import", "okrs.md", "plan.db", "--apply").fine()
    plan = exported(cli)
    for line in (
        'name = "2026-Q3"', "start = 2026-07-01", 'title = "Answer before people call twice"', 'owner = "Ines"',
        'title = "Calls per order from 0.4 to 0.15"', "baseline = 0.4", "target = 0.15", 'direction = "down"',
        'owner = "jo"', "due = 2026-09-15", 'title = "Rewrite the ten most used answers"', "done = true",
        'name = "Open cases at the end of the week"',
    ):  # fmt: skip
        assert line in plan, line


def test_importing_twice_adds_nothing_and_says_so(cli: Cli, okrs: Path) -> None:
    cli("import", "okrs.md", "plan.db", "--apply").fine()
    before = exported(cli)
    assert "holds all of it already" in cli("import", "okrs.md", "plan.db", "--apply").fine()
    assert exported(cli) == before
    okrs.write_text(OKRS + "- Repeat calls\n", encoding="utf-8")
    found = json.loads(cli("import", "okrs.md", "plan.db", "--format", "json").fine())
    assert [change["text"] for change in found["changes"] if change["verb"] == "add"] == ["KPI “Repeat calls”"]
    assert any("there already" in change["text"] for change in found["changes"] if change["verb"] == "keep")


def test_json_lists_items_and_changes_as_the_contract_says(cli: Cli, okrs: Path) -> None:
    found = json.loads(cli("import", "okrs.md", "--format", "json").fine())
    assert list(found) == ["items", "changes"]
    assert found["items"][1] == {
        "kind": "key_result",
        "text": "Calls per order from 0.4 to 0.15",
        "parent": "Answer before people call twice",
        "line": 5,
        "certainty": 0.97,
    }
    assert [item["kind"] for item in found["items"]] == [
        "objective", "key_result", "key_result", "initiative", "kpi", "kpi",
    ]  # fmt: skip
    assert {"verb": "add", "text": "cycle “2026-Q3”"}.items() <= found["changes"][0].items()


def test_the_user_says_what_lines_are(cli: Cli, okrs: Path) -> None:
    arguments = ("import", "okrs.md", "plan.db", "--as", "5=initiative", "--as", "11=objective", "--skip", "12")
    items = json.loads(cli(*arguments, "--format", "json").fine())["items"]
    assert [(item["kind"], item["certainty"]) for item in items if item["line"] in (5, 11, 12)] == [
        ("initiative", 1.0),
        ("objective", 1.0),
    ]


def test_a_cycle_can_be_named_and_is_made_when_it_is_missing(cli: Cli, okrs: Path) -> None:
    cli("import", "okrs.md", "plan.db", "--cycle", "2027-Q1", "--apply").fine()
    plan = exported(cli)
    assert 'name = "2027-Q1"' in plan
    assert "2026-Q3" not in plan


def test_without_a_quarter_lines_go_to_the_current_cycle(cli: Cli, home: Path, okrs: Path) -> None:
    okrs.write_text(OKRS.replace(" Q3 2026", ""), encoding="utf-8")
    cli("import", "okrs.md", "plan.db", "--apply").fine()
    assert exported(cli).count("[[cycles]]") == 1
    assert 'name = "2026-Q2"' in exported(cli)  # the quarter whose start is nearest to the 4th of May


def test_a_score_is_a_grade_once_the_quarter_is_over(cli: Cli, home: Path, okrs: Path) -> None:
    okrs.write_text("# Q1 2026\n## O1: Be quick\n- KR1: Answers in a day (0.7)\n# Q3 2026\n## O1: Be kind (0.4)\n")
    cli("import", "okrs.md", "plan.db", "--apply").fine()
    assert exported(cli).count("grade = ") == 1


def test_a_strategy_that_is_there_stays(cli: Cli, home: Path, okrs: Path) -> None:
    okrs.write_text("## Strategy\n\nWin small shops first.\n\n## Priorities\n\n- Speed\n")
    cli("import", "okrs.md", "plan.db", "--apply").fine()
    assert 'statement = "Win small shops first."' in exported(cli)
    okrs.write_text("## Strategy\n\nWin large shops first.\n\n## Priorities\n\n- Speed\n")
    assert "has a strategy already" in cli("import", "okrs.md", "plan.db", "--apply").fine()
    assert 'statement = "Win small shops first."' in exported(cli)


def test_lines_without_an_objective_are_not_lost_silently(cli: Cli, home: Path) -> None:
    (home / "krs.txt").write_text("KR1: Answers in a day\nKR2: No lost call\n")
    text = cli("import", "krs.txt", "plan.db").fine()
    assert "Lines 1, 2 stand below no objective" in text


def test_no_control_character_reaches_the_terminal(cli: Cli, okrs: Path) -> None:
    okrs.write_text("## O1: Be \x1b[31mred\x07 now\n- KR1: [bold]Answers[/bold] in a day\n")
    text = cli("import", "okrs.md").fine()
    assert "\x1b" not in text
    assert "\x07" not in text
    assert "[bold]Answers[/bold]" in text


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"", "is empty"),
        (b"  \n", "is empty"),
        (b"# a\nb\0", "NUL"),
        (b"# caf\xe9\n", "cannot be read as text"),
        (b"- " * 500 + b"x", "nested too deep"),
    ],
)
def test_bad_documents_are_refused(cli: Cli, home: Path, okrs: Path, content: bytes, said: str) -> None:
    okrs.write_bytes(content)
    cli("import", "okrs.md", "plan.db", "--apply").refused("okrs.md", said)
    assert not (home / "plan.db").exists()


def test_documents_of_more_than_50_mb_are_refused(cli: Cli, okrs: Path) -> None:
    with okrs.open("wb") as file:
        file.truncate(50_000_001)
    cli("import", "okrs.md").refused("okrs.md", "50 MB")


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["okrs.docx"], [".docx", ".md"]),
        (["okrs.md", "--as", "5"], ["LINE=KIND"]),
        (["okrs.md", "--as", "5=wish"], ["wish", "key-result"]),
        (["okrs.md", "--as", "four=kpi"], ["number of a line"]),
        (["okrs.md", "--skip", "4"], ["no text begins on line 4", "line 3"]),
        (["okrs.md", "--cycle", "no such"], ["no such"]),
        (["okrs.md", "--replace"], ["--replace"]),
        (["none.md"], ["none.md"]),
    ],
)
def test_bad_wishes_are_refused(cli: Cli, okrs: Path, arguments: list[str], said: list[str]) -> None:
    cli("import", *arguments).refused(*said)


def test_a_level_and_a_cadence_in_the_text_of_a_kpi_fill_its_fields(cli: Cli, home: Path) -> None:
    (home / "kpis.md").write_text("## KPIs\n- Uptime (99.9 %)\n- Churn < 2% monthly\n- Calls, 20 to 40, weekly\n")
    cli("import", "kpis.md", "plan.db", "--apply").fine()
    plan = exported(cli)
    assert 'unit = "%"\ndirection = "up"\nhealthy_low = 99.9\n' in plan
    assert "healthy_high = 2\n" in plan
    assert 'cadence = "monthly"' in plan
    assert 'cadence = "weekly"' in plan
    assert "healthy_low = 20" not in plan

"""`okrtui check --format short`: one line a finding, for editors and people who read logs."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from tests.cli.conftest import Cli
from tests.cli.plans import SMALL

LINE = re.compile(
    r"(?P<place>\S+) (?P<code>[A-Z]{2}\d{3}) (?P<severity>warning|hint) (?P<title>[^:]+): (?P<message>.+)"
)


@pytest.fixture(autouse=True)
def sources(home: Path, cli: Cli) -> None:
    (home / "small.toml").write_text(SMALL, encoding="utf-8")
    cli("new", "small.db", "--from", "small.toml").fine()


def test_a_line_begins_where_the_words_stand(cli: Cli) -> None:
    done = cli("check", "small.toml", "--format", "short", "--select", "KR101")
    assert done.code == 1
    rows = SMALL.split("\n")
    for line in done.out.splitlines():
        found = LINE.fullmatch(line)
        assert found
        path, row, column = found["place"].split(":")
        assert path == "small.toml"
        quoted = found["message"].split("“")[1].split("”")[0].rstrip("…")
        assert rows[int(row) - 1][int(column) - 1 :].startswith(quoted)
    assert done.out


def test_it_says_as_much_as_the_other_formats(cli: Cli) -> None:
    for source in ("small.toml", "small.db"):
        short = cli("check", source, "--format", "short").out.splitlines()
        annotations = cli("check", source, "--format", "github").out.splitlines()
        assert len(short) == len(annotations) > 0
        assert all(LINE.fullmatch(line) for line in short)


def test_a_plan_file_names_the_item(cli: Cli) -> None:
    done = cli("check", "small.db", "--format", "short", "--select", "KR101")
    assert done.out.startswith("small.db:cycles[0].objectives[0].key_results")


def test_standard_input_counts_its_lines(cli: Cli) -> None:
    done = cli("check", "-", "--kind", "key-result", "--format", "short", stdin="Raise NPS from 31 to 40\nLaunch it\n")
    assert [line.split()[0] for line in done.out.splitlines() if "KR101" in line] == ["-:2:1"]


def test_control_characters_of_a_text_stay_in_their_line(cli: Cli) -> None:
    done = cli("check", "-", "--kind", "key-result", "--format", "short", stdin="Launch \x1b[31mit\r\n")
    assert all(LINE.fullmatch(line) for line in done.out.splitlines())
    assert "\x1b" not in done.out
    assert "\r" not in done.out


def test_a_plan_without_findings_prints_nothing(cli: Cli) -> None:
    done = cli("check", "-", "--kind", "key-result", "--format", "short", stdin="Raise NPS from 31 to 40 by 30 June\n")
    assert (done.code, done.out) == (0, "")

"""`okrtui config`: the settings with comments, where they are, and bad ones."""

from __future__ import annotations

import tomllib
from pathlib import Path

import pytest

from okrtui import settings
from tests.cli.conftest import Cli


@pytest.fixture
def file() -> Path:
    """Where the settings of the test's own home are."""
    path = settings.path()
    path.parent.mkdir(parents=True)
    return path


def test_it_shows_where_they_are(cli: Cli) -> None:
    assert cli("config", "path").fine() == f"{settings.path()}\n"


def test_it_prints_the_defaults_as_a_file_that_can_be_saved(cli: Cli) -> None:
    text = cli("config").fine()
    assert str(settings.path()) in text.split("\n")[0]
    assert tomllib.loads(text)["fiscal_year_start"] == 1
    assert text.count("#") > 10


def test_it_prints_what_is_set(cli: Cli, file: Path) -> None:
    file.write_text("fiscal_year_start = 4\n[counts]\nkpis = [1, 2, 3]\n", encoding="utf-8")
    found = tomllib.loads(cli("config").fine())
    assert found["fiscal_year_start"] == 4
    assert found["counts"]["kpis"] == [1, 2, 3]
    assert found["counts"]["priorities"] == [1, 3, 4]


def test_settings_are_used(cli: Cli, file: Path) -> None:
    def deadline() -> str:
        done = cli(
            *("check", "-", "--kind", "key-result", "--format", "jsonl"), stdin="Reduce churn to 3 % by the end of Q1\n"
        )
        return str(done.rows()[0]["facts"]["deadline"])

    assert deadline() == "2027-03-31"
    file.write_text("fiscal_year_start = 4\n", encoding="utf-8")
    assert deadline() == "2026-06-30"


def test_a_bad_setting_stops_commands_that_judge(cli: Cli, file: Path) -> None:
    file.write_text("fiscal_year_start = 13\n", encoding="utf-8")
    done = cli("check", "-", "--kind", "kpi", stdin="Churn\n")
    done.refused(str(file), "fiscal_year_start", "a month from 1 to 12, found 13")


def test_all_that_cannot_be_used_is_said_and_the_rest_is_shown(cli: Cli, file: Path) -> None:
    file.write_text(
        'fiscal_year_start = 13\nnonsense = 1\nbackups = 7\n[counts]\nkpis = 3\n[keys]\nnw = "x"\nnew = "foo"\n',
        encoding="utf-8",
    )
    done = cli("config")
    assert done.code == 0
    assert tomllib.loads(done.out)["backups"] == 7, "what can be used holds"
    for said in ("fiscal_year_start", "nonsense", "counts.kpis", "keys.nw", "keys.new"):
        assert any(said in line for line in done.err.splitlines()), (said, done.err)
    checked = cli("config", "check")
    assert checked.code == 1
    assert checked.out.splitlines() == done.err.splitlines()


def test_a_check_of_good_settings_says_so(cli: Cli, file: Path) -> None:
    assert "no settings of your own" in cli("config", "check").fine()
    file.write_text("backups = 7\n", encoding="utf-8")
    assert cli("config", "check").fine() == f"{file}: all of it can be used.\n"


def test_no_path_reaches_the_terminal_as_a_command(cli: Cli, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("okrtui.settings.path", lambda: tmp_path / "red\x1b[31m" / "settings.toml")
    for words in (("config",), ("config", "path"), ("config", "check")):
        assert "\x1b" not in cli(*words).fine(), words


def test_the_way_to_a_bad_file_can_still_be_asked_for(cli: Cli, file: Path) -> None:
    file.write_text("fiscal_year_start = \n", encoding="utf-8")
    assert cli("config", "path").code == 0
    done = cli("config")
    assert done.code == 0
    assert "not TOML" in done.err
    assert "line 1" in done.err
    assert tomllib.loads(done.out)["fiscal_year_start"] == 1

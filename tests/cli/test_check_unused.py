"""`okrtui check` says quietly which "good as it is" is not needed any more."""

from __future__ import annotations

from pathlib import Path

from tests.cli.conftest import Cli
from tests.cli.plans import SMALL


def note(item: str, text: str) -> str:
    return f'\n[[dismissals]]\ncode = "KR101"\nitem = "{item}"\ntext = "{text}"\nreason = "later"\nat = 2026-05-01\n'


def test_one_line_at_the_end_names_how_many_and_why(home: Path, cli: Cli) -> None:
    (home / "a.toml").write_text(SMALL + note("kr-out", "Another text") + note("kr-gone", "x"), encoding="utf-8")
    out = " ".join(cli("check", "a.toml").out.split())
    assert "2 “good as it is” notes are not needed any more" in out
    assert "1: the line says something else by now; 1: the line is gone" in out


def test_nothing_is_said_where_all_is_needed(home: Path, cli: Cli) -> None:
    (home / "a.toml").write_text(SMALL, encoding="utf-8")
    assert "good as it is" not in cli("check", "a.toml").out
    (home / "b.toml").write_text(SMALL + note("kr-gone", "x"), encoding="utf-8")
    assert all(row["text"] != "x" for row in cli("check", "b.toml", "--format", "jsonl").rows())

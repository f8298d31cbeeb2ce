"""`okrtui keys`: the sheet to print, and what is wrong with keys of one's own."""

from __future__ import annotations

from pathlib import Path

import pytest

from okrtui import settings
from okrtui.tui.commands import COMMANDS
from tests.cli.conftest import Cli


@pytest.fixture
def file() -> Path:
    """The settings of the test's own home."""
    path = settings.path()
    path.parent.mkdir(parents=True)
    return path


@pytest.mark.parametrize("form", ["text", "markdown"])
def test_it_lists_every_command_once(cli: Cli, form: str) -> None:
    text = cli("keys", "--format", form).fine()
    for command in COMMANDS:
        mark = f"| {command.id} |" if form == "markdown" else f"({command.id})"
        assert " ".join(text.split()).count(mark) == 1, command.id


def test_it_shows_the_keys_of_a_preset_and_those_of_the_settings(cli: Cli, file: Path) -> None:
    assert "  ins  n " in cli("keys", "--preset", "plain").fine()
    file.write_text('keys_preset = "vim"\n[keys]\nfind = ["ctrl+k"]\n', encoding="utf-8")
    text = cli("keys").fine()
    assert "  ^K " in text
    assert "  g g  home " in text


@pytest.mark.parametrize("command", ["keys", "config"])
def test_keys_that_cannot_be_used_are_said_and_do_no_harm(cli: Cli, file: Path, command: str) -> None:
    file.write_text('[keys]\nfnd = "k"\nnew = "b"\nedit = "b"\nundo = "hyper+x"\n', encoding="utf-8")
    done = cli(command)
    assert done.code == 0
    for said in ("perhaps find?", "b is given to new already", "“hyper+x” is not a key"):
        assert said in done.err


def test_keys_of_the_wrong_shape_are_said_with_their_line(cli: Cli, file: Path) -> None:
    file.write_text('theme = "nord"\n\n[keys]\nnew = 3\n', encoding="utf-8")
    done = cli("config")
    assert done.code == 0
    assert "line 4" in done.err
    assert 'expected a key or a list of keys, such as "x"' in done.err

"""README says what the app does: its table of rules is made from the rules, its keys are those of the commands.

``python -m tests.test_readme`` writes the table of rules anew.
"""

from __future__ import annotations

import re
from pathlib import Path

import click
import pytest

from okrtui.__main__ import read_start
from okrtui.cli.main import group
from okrtui.coach.pages import rules_table
from okrtui.tui.cheatsheet import cheat_sheet
from okrtui.tui.commands import COMMANDS
from okrtui.tui.dialogkeys import ALL
from okrtui.tui.keynames import show_key

README = Path(__file__).parents[1] / "README.md"
_BEGIN = "<!-- rules: made by `okrtui rules --format markdown`, checked by tests/test_readme.py -->\n"
_END = "<!-- end of rules -->\n"


def with_rules(text: str) -> str:
    """README with the table of rules as the rules declare it."""
    before, _, rest = text.partition(_BEGIN)
    after = rest.partition(_END)[2]
    return f"{before}{_BEGIN}\n{rules_table('markdown').strip()}\n\n{_END}{after}"


_BEGIN_KEYS = "<!-- keys: made by `okrtui keys --format markdown`, checked by tests/test_readme.py -->\n"
_END_KEYS = "<!-- end of keys -->\n"


def with_keys(text: str) -> str:
    """README with the keys as the commands declare them."""
    before, _, rest = text.partition(_BEGIN_KEYS)
    after = rest.partition(_END_KEYS)[2]
    sheet = cheat_sheet({command.id: command.keys for command in ALL}, "markdown")
    return f"{before}{_BEGIN_KEYS}\n{sheet.strip()}\n\n{_END_KEYS}{after}"


def test_the_tables_of_keys_are_those_of_the_commands() -> None:
    text = README.read_text(encoding="utf-8")
    assert text == with_keys(text), "run: python -m tests.test_readme"


def test_the_table_of_rules_is_that_of_the_rules() -> None:
    text = README.read_text(encoding="utf-8")
    assert text == with_rules(text), "run: python -m tests.test_readme"


def test_every_picture_is_there() -> None:
    for name in re.findall(r"\]\((screenshots/[^)]+)\)", README.read_text(encoding="utf-8")):
        assert (README.parent / name).is_file(), name


def test_keys_of_the_table_are_keys_of_commands() -> None:
    known = {show_key(key).lower() for command in COMMANDS for key in command.keys} | {"h j k l", "↑ ↓ ← →", "1", "4"}
    table = README.read_text(encoding="utf-8").split("## Keys")[1].split("Other keys:")[0]
    cells = re.findall(r"^\| (.+?) \|", table, flags=re.MULTILINE)[1:]
    for key in re.findall(r"`([^`]+)`", " ".join(cells)):
        for one in key.split() if key.startswith("^") else [key]:
            assert one.lower() in known, one


def command_lines() -> list[str]:
    """Each `okrtui ...` of README, in its text and in its blocks, without what stands beside it in a table."""
    text = README.read_text(encoding="utf-8")
    text = re.sub(r"<!-- rules.*?<!-- end of rules -->", "", text, flags=re.DOTALL)
    inline = re.findall(r"`(okrtui [^`]+)`", text.replace("\n", " "))
    blocks = re.findall(r"^ {4,}(?:- run: )?(okrtui [^\n]+)", text, flags=re.MULTILINE)
    return [re.split(r"   |[;>|<] ", line)[0].rstrip(" .:,") for line in inline + blocks]


def test_there_are_commands_to_look_at() -> None:
    found = command_lines()
    assert len(found) > 40
    assert {"okrtui demo", "okrtui serve plan.db"} <= set(found)


@pytest.mark.parametrize("line", sorted(set(command_lines())))
def test_every_command_and_option_that_it_names_is_there(line: str) -> None:
    words = line.split()[1:]
    command = group.get_command(click.Context(group), words[0])
    if command is None:
        assert read_start([word for word in words if "[" not in word and word != "COMMAND"]) is not None or set(
            words
        ) & {"--help", "COMMAND"}
        return
    known = {option for param in command.params for option in param.opts} | {"--help", "-h"}
    named = {word.strip("[]").split("=")[0] for word in words[1:] if word.strip("[]").startswith("-")}
    assert {word for word in named if word not in known | {"-"}} == set()


def test_every_link_within_it_leads_somewhere() -> None:
    text = README.read_text(encoding="utf-8")
    titles = re.findall(r"^#+ (.+)$", text, flags=re.MULTILINE)
    anchors = {re.sub(r"[^\w -]", "", title.lower()).replace(" ", "-") for title in titles}
    assert set(re.findall(r"\]\(#([^)]+)\)", text)) - anchors == set()


if __name__ == "__main__":
    README.write_text(with_keys(with_rules(README.read_text(encoding="utf-8"))), encoding="utf-8")

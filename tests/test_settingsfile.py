"""A setting that is changed in the app goes into the user's file, and nothing else in it changes."""

from __future__ import annotations

import os
import sys
from pathlib import Path

import pytest

from okrtui import settings
from okrtui.plan.errors import PlanError
from okrtui.settings.writing import keep, with_setting

OWN = """# mine
theme = "nord"   # the blue one
backups = 3

[review] # short ones
# as we like it
minutes = 5  # not more
"""


def test_a_line_is_replaced_and_comments_stay() -> None:
    made = with_setting(OWN, "theme", "gruvbox")
    assert made == OWN.replace('"nord"   #', '"gruvbox" #')
    assert with_setting(OWN, "review.minutes", 12) == OWN.replace("minutes = 5  #", "minutes = 12 #")


def test_a_key_that_was_not_there_goes_to_the_end_of_its_table() -> None:
    made = with_setting(OWN, "glyphs", "ascii")
    assert made is not None
    assert made.index("backups") < made.index('glyphs = "ascii"') < made.index("[review]")
    made = with_setting(OWN, "counts.kpis", [1, 3, 9])
    assert made is not None
    assert made.startswith(OWN)
    assert made.endswith("\n[counts]\nkpis = [1, 3, 9]\n")


def test_windows_line_ends_stay() -> None:
    made = with_setting(OWN.replace("\n", "\r\n"), "backups", 9)
    assert made is not None
    assert made.count("\r\n") == made.count("\n") == OWN.count("\n")


@pytest.mark.parametrize("text", ["theme = 'a' # b\n", 'theme = "a # b" # c\n', "theme='a'\n", '"theme" = "a"\n', ""])
def test_strings_and_comments_are_told_apart(text: str) -> None:
    made = with_setting(text, "theme", "nord")
    assert made is not None
    assert 'theme = "nord"' in made
    assert ("# c" in made) == ("# c" in text)


@pytest.mark.parametrize("text", ["counts = { kpis = [1, 2, 3] }\n", "[counts]\nkpis = [1,\n2,\n3]\n", "theme = \n"])
def test_what_cannot_be_done_without_harm_is_left_alone(tmp_path: Path, text: str) -> None:
    file = tmp_path / "settings.toml"
    file.write_text(text)
    with pytest.raises(PlanError, match="set it in the file by hand"):
        keep("counts.kpis", [1, 3, 9], file)
    assert file.read_text() == text


def test_a_file_that_is_not_there_is_made_with_all_comments(tmp_path: Path) -> None:
    file = tmp_path / "deep" / "settings.toml"
    assert keep("theme", "nord", file) == file
    found, problems = settings.load(file)
    assert (found.theme, problems) == ("nord", [])
    assert file.read_text(encoding="utf-8").count("#") > 20
    assert [each.name for each in file.parent.iterdir()] == ["settings.toml"]


@pytest.mark.skipif(sys.platform == "win32" or os.geteuid() == 0, reason="root may write everywhere")
def test_a_folder_that_cannot_be_written_is_said(tmp_path: Path) -> None:
    tmp_path.chmod(0o500)
    with pytest.raises(PlanError, match="cannot be written"):
        keep("theme", "nord", tmp_path / "settings.toml")


def test_a_file_in_the_way_of_the_folder_is_said(tmp_path: Path) -> None:
    (tmp_path / "okrtui").write_text("")
    with pytest.raises(PlanError, match="cannot be written"):
        keep("theme", "nord", tmp_path / "okrtui" / "settings.toml")


def test_a_link_stays_a_link(tmp_path: Path) -> None:
    real, link = tmp_path / "dotfiles.toml", tmp_path / "settings.toml"
    real.write_text('theme = "nord"\n')
    link.symlink_to(real)
    keep("theme", "gruvbox", link)
    assert link.is_symlink()
    assert real.read_text() == 'theme = "gruvbox"\n'


@pytest.mark.parametrize("text", ["kpis = " + "[" * 5000, "x = " + "1" * 5000, "review = 3\n"])
def test_a_file_that_nobody_can_read_is_left_as_it_is(tmp_path: Path, text: str) -> None:
    file = tmp_path / "config.toml"
    file.write_text(text)
    with pytest.raises(PlanError):
        keep("review.minutes", 9, file)
    assert file.read_text() == text
    assert settings.load(file)[1], "and said at the start"

"""The settings file: what it sets, what it says of things it cannot use, and the commented file itself."""

from __future__ import annotations

import sys
import tomllib
from pathlib import Path

import pytest
import tomli_w
from hypothesis import given
from hypothesis import strategies as st

from okrtui import settings
from okrtui.plan.settings import Band, MethodSettings
from okrtui.settings import Settings, load
from okrtui.settings.declared import BY_PLACE, METHOD_FIELDS
from okrtui.settings.writing import template


def read(tmp_path: Path, text: str) -> tuple[Settings, list[str]]:
    file = tmp_path / "settings.toml"
    file.write_text(text, encoding="utf-8")
    return load(file)


def test_no_file_means_the_defaults(tmp_path: Path) -> None:
    assert load(tmp_path / "none" / "settings.toml") == (Settings(), [])


def test_an_empty_file_means_the_defaults(tmp_path: Path) -> None:
    assert read(tmp_path, "") == (Settings(), [])


def test_every_kind_of_setting_is_read(tmp_path: Path) -> None:
    found, problems = read(
        tmp_path,
        'theme = "nord"\nfiscal_year_start = 4\n[counts]\nkpis = [1, 5, 9]\n'
        "[pace]\non_track = 0\n[grades]\nlow = 0.3\n",
    )
    assert problems == []
    assert found.theme == "nord"
    assert found.method == MethodSettings(fiscal_year_start=4, kpis=Band(1, 5, 9), on_track=0.0, grade_low=0.3)


def test_the_commented_file_holds_the_defaults_and_reads_back(tmp_path: Path) -> None:
    assert read(tmp_path, template()) == (Settings(), [])
    changed = Settings(MethodSettings(fiscal_year_start=7, objectives=Band(1, 2, 3), behind=-0.5), "dracula")
    assert read(tmp_path, template(changed)) == (changed, [])


def test_the_commented_file_fits_a_terminal() -> None:
    assert max(map(len, template().split("\n"))) <= 80


def test_the_commented_file_names_every_threshold_of_the_method() -> None:
    document = tomllib.loads(template())
    places = {f"{name}.{key}" for name, value in document.items() if isinstance(value, dict) for key in value}
    places |= {name for name, value in document.items() if not isinstance(value, dict)}
    assert {BY_PLACE[place].field for place in places} >= METHOD_FIELDS


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("fiscal_year_start = 13", "fiscal_year_start: expected a month from 1 to 12, found 13."),
        ("fiscal_year_start = true", "fiscal_year_start: expected a month from 1 to 12, found True."),
        ("fiscal_year_start = '4'", "fiscal_year_start: expected a month from 1 to 12, found “4”."),
        ("theme = 'pink'", "theme: expected one of textual-dark"),
        ("theme = ['nord']", "theme: expected one of textual-dark"),
        ("[counts]\nkpis = [5, 2, 9]", "counts.kpis: expected three whole numbers"),
        ("[counts]\nkpis = [1, 2]", "counts.kpis: expected three whole numbers"),
        ("[counts]\nkpis = 7", "counts.kpis: expected three whole numbers"),
        ("[pace]\njudged_from = nan", "pace.judged_from: expected a number from 0 to 1"),
        ("[pace]\nbehind = -25", "pace.behind: expected a number from -1 to 1"),
        ("[pace]\nbehind = 0.5", "pace.behind is above pace.on_track"),
        ("[grades]\nlow = 0.9", "grades.low is above grades.high"),
        ("counts = 3", "counts is a table of settings"),
        ("fiscal_year = 4", "fiscal_year is not a setting; perhaps fiscal_year_start?"),
        ("[counts]\ntheme = 'nord'", "counts.theme is not a setting"),
        ("[palette]\nred = 1", "palette is not a setting, perhaps one of a later okrtui"),
        ("theme = ", "this is not TOML"),
    ],
)
def test_what_cannot_be_used_is_said_with_file_and_key_and_left_at_its_default(
    tmp_path: Path, text: str, said: str
) -> None:
    found, problems = read(tmp_path, text)
    assert found == Settings()
    assert len(problems) == 1
    assert problems[0].startswith(f"{tmp_path / 'settings.toml'}: ")
    assert said in problems[0]


def test_one_bad_setting_does_not_spoil_the_others(tmp_path: Path) -> None:
    found, problems = read(tmp_path, "fiscal_year_start = 0\ntheme = 'nord'\n")
    assert found.theme == "nord"
    assert len(problems) == 1


def test_a_file_that_is_no_text_is_said_by_its_line(tmp_path: Path) -> None:
    file = tmp_path / "settings.toml"
    file.write_bytes(b"theme = 'nord'\n# '\xff'\n")
    found, problems = load(file)
    assert found == Settings()
    assert "line 2 is not UTF-8" in problems[0]


def test_a_folder_in_the_place_of_the_file_is_said(tmp_path: Path) -> None:
    found, problems = load(tmp_path)
    assert found == Settings()
    assert problems[0].startswith(f"{tmp_path}: the settings cannot be read")


def test_the_themes_are_those_that_the_app_has() -> None:
    from textual.theme import BUILTIN_THEMES

    from okrtui.tui.themes import OWN

    assert set(settings.THEMES) <= set(BUILTIN_THEMES) | {theme.name for theme in OWN}


@pytest.mark.skipif(sys.platform != "linux", reason="these are the folders of Linux")
def test_files_go_to_the_folders_of_the_platform(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for variable in ("XDG_CONFIG_HOME", "XDG_DATA_HOME", "XDG_STATE_HOME"):
        monkeypatch.setenv(variable, str(tmp_path / variable))
    assert settings.path() == tmp_path / "XDG_CONFIG_HOME" / "okrtui" / "settings.toml"
    assert settings.default_plan() == tmp_path / "XDG_DATA_HOME" / "okrtui" / "plan.db"
    assert settings.state_dir() == tmp_path / "XDG_STATE_HOME" / "okrtui"


def test_line_breaks_in_what_is_quoted_do_not_break_the_sentence(tmp_path: Path) -> None:
    _, problems = read(tmp_path, 'theme = "a\\nb\\u001b"\n"c\\nd" = 1\n')
    assert len(problems) == 2
    assert all(problem.isprintable() for problem in problems)


KEYS = st.sampled_from(["theme", "fiscal_year_start", "counts", "pace", "grades", "kpis", "behind", "low", "o\n"])
VALUES = st.recursive(
    st.none() | st.booleans() | st.integers(-(2**40), 2**40) | st.floats() | st.text(max_size=20) | st.dates(),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(KEYS, inner, max_size=4),
    max_leaves=12,
).filter(lambda value: value is not None)


@given(st.dictionaries(KEYS, VALUES, max_size=6))
def test_whatever_the_file_holds_the_settings_can_be_used(
    tmp_path_factory: pytest.TempPathFactory, document: dict[str, object]
) -> None:
    file = tmp_path_factory.getbasetemp() / "any.toml"
    try:
        text = tomli_w.dumps(document)
    except TypeError:  # it holds a None further down, which TOML cannot
        return
    file.write_text(text, encoding="utf-8")
    found, problems = load(file)
    assert all(problem.startswith(f"{file}: ") and "\n" not in problem for problem in problems)
    assert load_again(file, found) == (found, [])


def load_again(file: Path, found: Settings) -> tuple[Settings, list[str]]:
    """The settings as the commented file for them says."""
    file.write_text(template(found), encoding="utf-8")
    return load(file)


@given(st.binary(max_size=200))
def test_no_bytes_make_it_fail(tmp_path_factory: pytest.TempPathFactory, raw: bytes) -> None:
    file = tmp_path_factory.getbasetemp() / "raw.toml"
    file.write_bytes(raw)
    assert load(file)[0] == Settings()

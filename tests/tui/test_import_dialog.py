"""Import into the app: what is shown before, what is done, and what is said when a file cannot be read."""

from __future__ import annotations

from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from datetime import date
from importlib.resources import files
from pathlib import Path

import pytest
from textual import events
from textual.content import Content
from textual.pilot import Pilot

from okrtui.exchange.importing import import_edit
from okrtui.exchange.toml_in import loads
from okrtui.exchange.toml_out import dumps
from okrtui.plan import edits
from okrtui.plan.entities import ROOT, KeyResult
from okrtui.plan.model import Plan
from okrtui.session import Session
from okrtui.settings import Settings
from okrtui.tui.app import OkrApp
from okrtui.tui.commands import use_keys
from okrtui.tui.pathlist import PathList
from okrtui.tui.screens.importing import ImportDialog
from okrtui.tui.screens.linetree import LineTreeDialog
from okrtui.tui.text import width

TODAY = date(2026, 5, 4)
SAMPLE = files("okrtui").joinpath("sample.toml").read_text(encoding="utf-8")
CHANGED = SAMPLE.replace('"Repeat orders"', '"Repeat buyers"')


def opened(path: Path, *, readonly: bool = False) -> Session:
    """A session on a plan file; drafts stay beside it."""
    session = Session(path, today=lambda: TODAY, state_dir=path.parent / "state", readonly=readonly)
    session.open()
    return session


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The folder that the app is started in; the plan is elsewhere."""
    made = tmp_path / "here"
    made.mkdir()
    monkeypatch.chdir(made)
    return made


@pytest.fixture
def session(tmp_path: Path) -> Session:
    """The sample in a file."""
    session = opened(tmp_path / "plan.db")
    session.apply(import_edit(session.plan, loads(SAMPLE, "sample.toml")).edit)
    return session


async def until(pilot: Pilot[None], true: Callable[[], bool]) -> None:
    """Wait until something is so."""
    for _ in range(200):
        if true():
            return
        await pilot.pause(0.01)
    raise AssertionError("it did not come true in time")


@asynccontextmanager
async def importing(session: Session, size: tuple[int, int] = (120, 40)) -> AsyncIterator[Pilot[None]]:
    """The app with the import dialog open."""
    app = OkrApp(session, Settings(), TODAY)
    try:
        async with app.run_test(size=size, notifications=True) as pilot:
            await until(pilot, lambda: app.main.awake)
            app.main.action_do("import")
            await until(pilot, lambda: isinstance(app.screen, ImportDialog))
            await pilot.pause()
            yield pilot
    finally:
        session.close()


def dialog(pilot: Pilot[None]) -> ImportDialog:
    """The dialog on the screen."""
    assert isinstance(pilot.app.screen, ImportDialog)
    return pilot.app.screen


def said(pilot: Pilot[None]) -> str:
    """The dialog's sentence."""
    return " ".join("".join(text for text, _ in line) for line in dialog(pilot).note.lines).strip()


def listed(pilot: Pilot[None]) -> list[str]:
    """The rows of the dialog's list, each with its sign."""
    return [
        row.sign[0] + " ".join("".join(text for text, _ in line).strip() for line in row.build())
        for row in dialog(pilot).rows.rows
    ]


def title(pilot: Pilot[None]) -> str:
    """The dialog's title."""
    return Content.from_markup(str(dialog(pilot).box.border_title)).plain


def app_of(pilot: Pilot[None]) -> OkrApp:
    """The app."""
    assert isinstance(pilot.app, OkrApp)
    return pilot.app


async def read(pilot: Pilot[None], path: str) -> None:
    """Type a path and press Enter; wait for what comes of it."""
    dialog(pilot).file.value = path
    await pilot.pause()
    await pilot.press("enter")
    await until(pilot, lambda: not dialog(pilot)._busy)
    await pilot.pause()


async def closed(pilot: Pilot[None]) -> None:
    """Wait until the dialog is gone."""
    await until(pilot, lambda: not isinstance(pilot.app.screen, ImportDialog))


async def test_the_empty_line_names_no_file(folder: Path, session: Session) -> None:
    async with importing(session) as pilot:
        assert dialog(pilot).file.placeholder == "a name as it begins, or ↓ to one of those below"


async def test_the_changes_are_shown_first_then_done_and_undone_as_one(folder: Path, session: Session) -> None:
    (folder / "team.toml").write_text(CHANGED + '\n[[kpis]]\nname = "Returns"\n', encoding="utf-8")
    before = dumps(session.plan)
    async with importing(session) as pilot:
        await read(pilot, "team.toml")
        assert "~title of priority “Repeat orders” → “Repeat buyers”" in listed(pilot)
        assert "+KPI “Returns”" in listed(pilot)
        assert title(pilot).startswith("Import team.toml · +1 new · ~")
        assert dumps(session.plan) == before, "nothing is done yet"
        await pilot.press("enter")
        await closed(pilot)
        assert [kpi.name for kpi in session.plan.kpis][-1] == "Returns"
        assert "Imported team.toml: 1 added" in app_of(pilot).main.footer.notice
        await pilot.press("u")
        await until(pilot, lambda: dumps(session.plan) == before)


async def test_what_the_file_does_not_mention_is_listed_and_stays(folder: Path, session: Session) -> None:
    (folder / "one.toml").write_text('okrtui_format = 1\n[[kpis]]\nname = "Returns"\n', encoding="utf-8")
    objectives = len(session.plan.objectives(session.plan.cycles[0].id))
    async with importing(session) as pilot:
        await read(pilot, "one.toml")
        assert any(row.startswith("=") and "2026-Q2" in row for row in listed(pilot))
        await pilot.press("enter")
        await closed(pilot)
        assert len(session.plan.objectives(session.plan.cycles[0].id)) == objectives


async def test_replacing_shows_what_goes_and_makes_the_plan_equal(folder: Path, session: Session) -> None:
    text = 'okrtui_format = 1\nname = "Other"\nreview_cadence = "weekly"\n\n'
    text += '[[kpis]]\nid = "kpi-000001"\nname = "Returns"\n'
    (folder / "other.toml").write_text(text, encoding="utf-8")
    before = dumps(session.plan)
    async with importing(session) as pilot:
        await read(pilot, "other.toml")
        assert not any(row.startswith("-") for row in listed(pilot))
        await pilot.press("r")
        await until(pilot, lambda: title(pilot).startswith("Replace by other.toml"))
        assert any(row.startswith("-") and "2026-Q2" in row for row in listed(pilot))
        assert "removed" in said(pilot)
        await pilot.press("r")
        await until(pilot, lambda: title(pilot).startswith("Import other.toml"))
        await pilot.press("r")
        await until(pilot, lambda: title(pilot).startswith("Replace by other.toml"))
        await pilot.press("enter")
        await closed(pilot)
        assert dumps(session.plan) == text
        await pilot.press("u")
        await until(pilot, lambda: dumps(session.plan) == before)


async def test_escape_changes_nothing(folder: Path, session: Session) -> None:
    (folder / "team.toml").write_text(CHANGED, encoding="utf-8")
    before = dumps(session.plan)
    async with importing(session) as pilot:
        await read(pilot, "team.toml")
        await pilot.press("escape")
        await closed(pilot)
        assert dumps(session.plan) == before
        assert app_of(pilot).main.footer.notice == ""


async def test_a_file_that_brings_nothing_new_says_so(folder: Path, session: Session) -> None:
    (folder / "same.toml").write_text(SAMPLE, encoding="utf-8")
    async with importing(session) as pilot:
        await read(pilot, "same.toml")
        assert said(pilot) == "The plan holds all of it already: there is nothing to change."
        await pilot.press("enter")
        await closed(pilot)
        assert "nothing was changed" in app_of(pilot).main.footer.notice


@pytest.mark.parametrize(
    ("name", "data", "sentence"),
    [
        ("none.toml", None, "There is no such file."),
        ("", None, "Which file?"),
        ("plan.md", b" \n", "is empty"),
        ("bad.toml", b"okrtui_format = 1\nname = ", "bad.toml: line 2"),
        ("bad.toml", b"okrtui_format = 1\n[[cycles]]\nname = 3\n", "cycles[0].name"),
        ("bad.toml", b'okrtui_format = 1\n[[kpis]]\nname = "A"\ndrivers = ["kpi-zzzzzz"]\n', "is not an id of"),
        ("bad.toml", b"\xff\xfe\x00", "UTF-16"),
        ("bad.toml", b"SQLite format 3\0", "is a plan file"),
        ("[/b].toml", b"[/b]", "[/b].toml"),
    ],
)
async def test_what_cannot_be_read_is_said_in_the_dialog(
    folder: Path, name: str, data: bytes | None, sentence: str, session: Session
) -> None:
    if data is not None:
        (folder / name.replace("/", "_")).write_bytes(data)
    async with importing(session) as pilot:
        await read(pilot, name.replace("/", "_"))
        assert sentence.replace("/", "_") in said(pilot)
        assert dialog(pilot).preview is None
        await pilot.press("r", "j")
        assert dialog(pilot).file.value.endswith("rj"), "the path can be corrected at once"


async def test_tab_completes_the_path_and_goes_back_to_it(folder: Path, session: Session) -> None:
    (folder / "plans").mkdir()
    for name in ("team-a.toml", "team-b.toml", "readme.rst"):
        (folder / "plans" / name).write_text(SAMPLE, encoding="utf-8")
    async with importing(session) as pilot:
        await pilot.press("p", "tab")
        assert dialog(pilot).file.value == "plans/"
        await pilot.press("tab")
        assert dialog(pilot).file.value == "plans/team-"
        assert listed(pilot) == [" team-a.toml", " team-b.toml"]
        await pilot.press("b", "tab")
        assert dialog(pilot).file.value == "plans/team-b.toml"
        await read(pilot, "plans/team-b.toml")
        assert dialog(pilot).preview is not None
        await pilot.press("tab")
        assert dialog(pilot).preview is None
        assert dialog(pilot).file.has_focus


async def test_a_file_is_chosen_with_arrows_or_the_mouse(folder: Path, session: Session) -> None:
    (folder / "zoo").mkdir()
    (folder / "zoo" / "team.toml").write_text(CHANGED, encoding="utf-8")
    (folder / "a.toml").write_text(SAMPLE, encoding="utf-8")
    async with importing(session) as pilot:
        await pilot.press("down", "down", "up")
        await pilot.click("#import-rows", offset=(4, 1))
        assert dialog(pilot).file.has_focus, "what is typed next still goes into the path"
        await pilot.press("enter")
        await until(pilot, lambda: dialog(pilot).file.value == "zoo/")
        await until(pilot, lambda: listed(pilot) == [" team.toml"])
        await pilot.click("#import-rows", offset=(4, 0), times=2)
        await until(pilot, lambda: isinstance(pilot.app.screen, ImportDialog) and dialog(pilot).preview is not None)
        assert dialog(pilot).file.value == "zoo/team.toml"
        assert "~title of priority “Repeat orders” → “Repeat buyers”" in listed(pilot)


async def test_a_plan_that_changed_meanwhile_is_compared_again(folder: Path, session: Session) -> None:
    (folder / "team.toml").write_text(CHANGED, encoding="utf-8")
    async with importing(session) as pilot:
        await read(pilot, "team.toml")
        priority = session.plan.priorities[0]
        assert priority.title == "Repeat orders"
        session.apply(edits.change(session.plan, priority.id, title="Another window's words"))
        await pilot.press("enter")
        await until(pilot, lambda: said(pilot).startswith("The plan has changed meanwhile"))
        assert "~title of priority “Another window's words” → “Repeat buyers”" in listed(pilot)
        assert session.plan.priorities[0].title == "Another window's words"
        await pilot.press("enter")
        await closed(pilot)
        assert session.plan.priorities[0].title == "Repeat buyers"


async def test_a_plan_opened_for_reading_says_why_it_stays(folder: Path, session: Session) -> None:
    (folder / "team.toml").write_text(CHANGED, encoding="utf-8")
    session.close()
    async with importing(opened(session.path, readonly=True)) as pilot:
        await read(pilot, "team.toml")
        await pilot.press("enter")
        await pilot.pause()
        assert "read" in said(pilot)
        assert app_of(pilot).session.plan.priorities[0].title == "Repeat orders"


async def test_an_empty_plan_gets_its_name_and_opens_on_its_first_key_result(folder: Path, tmp_path: Path) -> None:
    (folder / "team.toml").write_text(SAMPLE, encoding="utf-8")
    session = opened(tmp_path / "new.db")
    async with importing(session) as pilot:
        await read(pilot, "team.toml")
        assert said(pilot) == "The plan is empty so far: all of it comes from the file."
        await pilot.press("enter")
        await closed(pilot)
        await pilot.pause()
        main = app_of(pilot).main
        assert session.plan.root.name == "Acme Shop"
        assert not main.starting
        assert isinstance(main.here, KeyResult)
        assert dumps(session.plan) == dumps(_sample())


def _sample() -> Plan:
    plan = Plan()
    plan.apply(import_edit(plan, loads(SAMPLE, "sample.toml")).edit.changes)
    return plan


@pytest.mark.parametrize("size", [(120, 40), (80, 24)])
async def test_everything_fits_the_screen(folder: Path, session: Session, size: tuple[int, int]) -> None:
    (folder / ("long-" * 20 + ".toml")).write_text(CHANGED, encoding="utf-8")
    async with importing(session, size) as pilot:
        for step in ("", "long-" * 20 + ".toml"):
            await read(pilot, step)
            made = dialog(pilot)
            for widget in (made.file, made.note, made.rows, made.foot):
                assert made.box.region.contains_region(widget.region)
            for line in (*made.note.lines, *made.foot.lines):
                assert width("".join(text for text, _ in line)) <= made.note.size.width
            assert width(title(pilot)) <= made.box.size.width - 2


async def test_markup_and_controls_in_a_file_are_text(folder: Path, session: Session) -> None:
    nasty = "[/red] [bold $error] {0} %s"
    session.apply(edits.change(session.plan, ROOT, name=nasty))
    text = SAMPLE.replace("Balance CAC and CLV", nasty + "\\u001b[31m")
    (folder / "a [red].toml").write_text(text, encoding="utf-8")
    async with importing(session) as pilot:
        await read(pilot, "a [red].toml")
        assert any(nasty in row and "\x1b" not in row for row in listed(pilot))
        assert title(pilot).startswith("Import a [red].toml")
        await pilot.press("enter")
        await closed(pilot)
        await pilot.pause()
        assert "a [red].toml" in app_of(pilot).main.footer.notice


def test_names_are_completed_as_far_as_they_agree(folder: Path) -> None:
    for name in ("Team-one.toml", "team-two.toml", ".hidden.toml", "team.txt", "odd\nname.toml"):
        (folder / name).touch()
    (folder / "teams").mkdir()
    paths = PathList(".toml")
    assert [entry.shown for entry in paths.matching("")] == ["Team-one.toml", "team-two.toml", "teams/"]
    assert paths.completed("te") == "te", "two spellings: nothing in common to add"
    assert paths.completed("team-o") == "Team-one.toml"
    assert paths.completed("team-t") == "team-two.toml"
    assert paths.completed("zzz") == "zzz"
    assert [entry.shown for entry in paths.matching(".")] == [".hidden.toml"]
    assert paths.matching("nowhere/x") == []
    assert paths.matching("\0/x") == []


async def test_a_text_that_is_pasted_into_the_path_is_read_as_a_document(folder: Path, session: Session) -> None:
    async with importing(session) as pilot:
        assert "can be pasted right here" in said(pilot)
        dialog(pilot).file.post_message(events.Paste("team.toml\n"))
        await until(pilot, lambda: dialog(pilot).file.value == "team.toml")
        dialog(pilot).file.post_message(events.Paste("Objective: Fewer people wait\n\n- Raise first answers to 90 %\n"))
        await until(pilot, lambda: isinstance(pilot.app.screen, LineTreeDialog))
        lines = pilot.app.screen
        assert isinstance(lines, LineTreeDialog)
        await until(pilot, lambda: lines.made is not None)
        assert lines.found is not None
        assert [line.kind for line in lines.found.document.items] == ["objective", "key_result"]
        await pilot.press("escape")
        await until(pilot, lambda: pilot.app.screen is app_of(pilot).main)


async def test_in_a_browser_it_says_whose_files_are_listed(
    folder: Path, session: Session, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("TEXTUAL_DRIVER", "textual.drivers.web_driver:WebDriver")
    async with importing(session, (80, 24)) as pilot:
        assert "of the machine that serves okrtui" in said(pilot)
        assert "pasted right here" in said(pilot)
        assert "…" not in said(pilot)
    use_keys({})

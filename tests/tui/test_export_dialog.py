"""Export and copy from the app: what a user gets in the file, in the clipboard and on the screen."""

from __future__ import annotations

import threading
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from datetime import date, timedelta
from importlib.resources import files
from pathlib import Path

import pytest
from textual.pilot import Pilot

from okrtui.exchange.importing import import_edit
from okrtui.exchange.toml_in import loads
from okrtui.exchange.toml_out import dumps
from okrtui.plan import edits
from okrtui.plan.changes import Edit, Insert
from okrtui.plan.entities import ROOT, Kpi, Measurement
from okrtui.plan.model import Plan
from okrtui.session import Session
from okrtui.settings import Settings
from okrtui.tui.app import OkrApp
from okrtui.tui.exportpaths import in_the_way, slug, target, where
from okrtui.tui.exports import FORMATS, Job
from okrtui.tui.screens.export import ExportDialog
from okrtui.tui.screens.picker import Picker
from okrtui.tui.text import width

TODAY = date(2026, 5, 4)
REPORT, MARKDOWN, PLAIN, _CSV, TOML, _JSON = FORMATS


@pytest.fixture
def sample_plan() -> Plan:
    """The sample in memory."""
    plan = Plan()
    text = files("okrtui").joinpath("sample.toml").read_text(encoding="utf-8")
    plan.apply(import_edit(plan, loads(text, "sample.toml")).edit.changes)
    return plan


def opened(path: Path) -> Session:
    """A session on a plan file; drafts stay beside it."""
    session = Session(path, today=lambda: TODAY, state_dir=path.parent / "state")
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
    text = files("okrtui").joinpath("sample.toml").read_text(encoding="utf-8")
    session.apply(import_edit(session.plan, loads(text, "sample.toml")).edit)
    return session


async def until(pilot: Pilot[None], true: Callable[[], bool]) -> None:
    """Wait until something is so."""
    for _ in range(200):
        if true():
            return
        await pilot.pause(0.01)
    raise AssertionError("it did not come true in time")


@asynccontextmanager
async def exporting(session: Session, size: tuple[int, int] = (120, 40)) -> AsyncIterator[Pilot[None]]:
    """The app with the export dialog open."""
    app = OkrApp(session, Settings(), TODAY)
    try:
        async with app.run_test(size=size, notifications=True) as pilot:
            await until(pilot, lambda: app.main.awake)
            await pilot.press("x")
            await until(pilot, lambda: isinstance(app.screen, ExportDialog))
            await pilot.pause()
            yield pilot
    finally:
        session.close()


def dialog(pilot: Pilot[None]) -> ExportDialog:
    """The dialog on the screen."""
    assert isinstance(pilot.app.screen, ExportDialog)
    return pilot.app.screen


def shown(pilot: Pilot[None]) -> str:
    """All that the dialog says."""
    made = dialog(pilot)
    lines = [*made.options.lines, *made.where.lines, *made.note.lines, *made.foot.lines]
    return "\n".join("".join(text for text, _ in line) for line in lines)


def notice(pilot: Pilot[None]) -> str:
    """What the main screen says in its last line."""
    assert isinstance(pilot.app, OkrApp)
    return pilot.app.main.footer.notice


async def closed(pilot: Pilot[None]) -> None:
    """Wait until the dialog is gone."""
    await until(pilot, lambda: not isinstance(pilot.app.screen, ExportDialog))


def typed(pilot: Pilot[None], name: str) -> None:
    """Put a name into the field, as typing it would."""
    dialog(pilot).file.focus()
    dialog(pilot).file.value = name


async def test_what_is_sent_to_people_stands_first_and_what_programs_read_last(folder: Path, session: Session) -> None:
    async with exporting(session) as pilot:
        formats = shown(pilot).splitlines()[0].split()
        assert formats[2:] == ["▸", "report", "Markdown", "Plain", "text", "CSV", "TOML", "JSON"]
        await pilot.press("enter")
        await closed(pilot)
        assert [path.name for path in folder.iterdir()] == ["acme-shop-2026-q2.html"]


async def test_t_writes_this_quarter_as_toml_and_says_where(folder: Path, session: Session) -> None:
    async with exporting(session) as pilot:
        cycle = session.plan.cycles[0].id
        await pilot.press("t", "enter")
        await closed(pilot)
        written = folder / "acme-shop-2026-q2.toml"
        assert written.read_text(encoding="utf-8") == dumps(session.plan, cycle=cycle)
        assert str(written) in notice(pilot)
        assert "2026-Q2 as TOML" in notice(pilot)


async def test_the_whole_plan_without_what_was_ticked(folder: Path, session: Session) -> None:
    async with exporting(session) as pilot:
        await pilot.press("t", "down", "right", "1", "3", "3", "4", "enter")
        await closed(pilot)
        text = (folder / "acme-shop.toml").read_text(encoding="utf-8")
        assert text == dumps(session.plan, without=frozenset({"history", "dismissals"}))
        assert "check_ins" not in text
        assert "without dismissals, history" in notice(pilot)


@pytest.mark.parametrize("size", [(120, 40), (80, 24)])
async def test_up_and_down_move_between_lines_and_left_and_right_choose(
    folder: Path, session: Session, size: tuple[int, int]
) -> None:
    async with exporting(session, size) as pilot:
        assert "format ›" in shown(pilot)
        assert "↑ ↓ line" in shown(pilot)
        assert "← → choose" in shown(pilot)
        await pilot.press("down", "right")
        chosen = dialog(pilot).choice
        assert (chosen.form, chosen.scope) == (REPORT, "plan")
        assert "what ›" in shown(pilot)
        await pilot.press("up", "right")
        assert chosen.form is MARKDOWN


async def test_older_history_that_the_app_has_not_read_goes_out_too(folder: Path, session: Session) -> None:
    kpi = session.plan.kpis[0].id
    days = [date(2024, 1, 1) + timedelta(days) for days in range(40)]
    rows = [Insert(Measurement(f"m{i}", kpi=kpi, at=day, value=7.25)) for i, day in enumerate(days)]
    session.apply(Edit("measure", tuple(rows)))
    session.close()
    async with exporting(opened(session.path)) as pilot:
        await pilot.press("t", "w", "enter")
        await closed(pilot)
        assert (folder / "acme-shop.toml").read_text(encoding="utf-8").count("value = 7.25") == 40


async def test_a_row_is_copied_as_markdown_and_nothing_is_written(folder: Path, session: Session) -> None:
    async with exporting(session) as pilot:
        await pilot.press("m", "o", "y")
        await closed(pilot)
        assert "| Reduce the average CAC by 20 % by the end of Q2 |" in pilot.app.clipboard
        assert "written by okrtui" not in pilot.app.clipboard
        assert "the key result “Reduce the average CAC" in notice(pilot)
        assert list(folder.iterdir()) == []


async def test_plain_text_is_the_words_alone(folder: Path, session: Session) -> None:
    async with exporting(session) as pilot:
        await pilot.press("p", "y")
        await closed(pilot)
        lines = pilot.app.clipboard.splitlines()
        assert "Balance CAC and CLV" in lines
        assert "- Reduce the average CAC by 20 % by the end of Q2" in lines


async def test_letters_are_text_in_the_file_name_and_ctrl_y_copies(folder: Path, session: Session) -> None:
    async with exporting(session) as pilot:
        await pilot.press("m", "tab", "ctrl+u", "y", "m", "w", "q")
        assert dialog(pilot).file.value == "ymwq"
        assert dialog(pilot).choice.scope == "cycle"
        assert pilot.app.clipboard == ""
        await pilot.press("ctrl+y")
        await closed(pilot)
        assert pilot.app.clipboard.startswith("#")


async def test_the_name_follows_the_choices_until_one_is_typed(folder: Path, session: Session) -> None:
    async with exporting(session) as pilot:
        await pilot.press("right")
        assert dialog(pilot).file.value == "acme-shop-2026-q2.md"
        await pilot.press("tab", "ctrl+u", "q", "2", "full_stop", "t", "o", "m", "l")
        assert dialog(pilot).choice.form is TOML
        await pilot.press("tab", "left", "left")
        assert dialog(pilot).file.value == "q2.txt"
        await pilot.press("enter")
        await closed(pilot)
        assert [path.name for path in folder.iterdir()] == ["q2.txt"]


async def test_escape_writes_nothing(folder: Path, session: Session) -> None:
    async with exporting(session) as pilot:
        await pilot.press("escape")
        await closed(pilot)
        assert list(folder.iterdir()) == []
        assert notice(pilot) == ""


async def test_a_file_of_another_kind_is_replaced_only_when_asked_to(folder: Path, session: Session) -> None:
    mine = folder / "notes.toml"
    mine.write_text("[tool.ruff]\n", encoding="utf-8")
    async with exporting(session) as pilot:
        await pilot.press("t")
        typed(pilot, "notes")
        await pilot.press("enter")
        await until(pilot, lambda: isinstance(pilot.app.screen, Picker))
        await pilot.press("enter")
        await until(pilot, lambda: isinstance(pilot.app.screen, ExportDialog))
        assert mine.read_text(encoding="utf-8") == "[tool.ruff]\n"
        await pilot.press("enter")
        await until(pilot, lambda: isinstance(pilot.app.screen, Picker))
        await pilot.press("r")
        await closed(pilot)
        await until(pilot, lambda: "Written to" in notice(pilot))
        assert "okrtui_format" in mine.read_text(encoding="utf-8")


async def test_an_earlier_export_is_replaced_without_a_question(folder: Path, session: Session) -> None:
    old = folder / "acme-shop-2026-q2.toml"
    old.write_text('okrtui_format = 1\nname = "Old"\n', encoding="utf-8")
    async with exporting(session) as pilot:
        await pilot.press("t")
        assert "writes over" in shown(pilot)
        await pilot.press("enter")
        await closed(pilot)
        assert "in place of what it held" in notice(pilot)
        assert "Old" not in old.read_text(encoding="utf-8")


async def test_a_page_about_one_row_is_known_again_as_an_export(folder: Path, session: Session) -> None:
    async with exporting(session) as pilot:
        await pilot.press("m", "o", "enter")
        await closed(pilot)
        await pilot.press("x")
        await until(pilot, lambda: isinstance(pilot.app.screen, ExportDialog))
        await pilot.press("m", "o", "enter")
        await closed(pilot)
        assert len(list(folder.iterdir())) == 1
        assert "in place of what it held" in notice(pilot)


@pytest.mark.parametrize(
    ("name", "sentence"),
    [
        ("nowhere/plan.toml", "there is no folder nowhere"),
        ("  ", "A file name is missing."),
        pytest.param("a" * 300, "file name too long", id="long"),
        ("../plan.toml", "is the plan itself"),
    ],
)
async def test_what_cannot_be_written_is_said_in_the_dialog(
    folder: Path, tmp_path: Path, name: str, sentence: str, session: Session
) -> None:
    session.close()
    session.path.rename(tmp_path / "plan.toml")
    async with exporting(opened(tmp_path / "plan.toml")) as pilot:
        typed(pilot, name)
        await pilot.press("enter")
        await until(pilot, lambda: sentence in shown(pilot).replace("\n", " "))
        assert list(folder.iterdir()) == []
        await pilot.press("t")
        assert len(dialog(pilot).file.value) == len(name) + 1, "the field still has the keys"


async def test_a_long_export_can_be_stopped(folder: Path, session: Session, monkeypatch: pytest.MonkeyPatch) -> None:
    go_on = threading.Event()
    began = threading.Event()
    text = Job.text

    def slow(job: Job) -> str:
        began.set()
        assert go_on.wait(5)
        return text(job)

    monkeypatch.setattr(Job, "text", slow)
    async with exporting(session) as pilot:
        await pilot.press("enter")
        await until(pilot, began.is_set)
        assert "Writing 2026-Q2" in shown(pilot)
        assert "esc stop" in shown(pilot)
        await pilot.press("escape")
        go_on.set()
        await until(pilot, lambda: "enter write" in shown(pilot))
        assert "nothing was written" in shown(pilot)
        assert list(folder.iterdir()) == []


@pytest.mark.parametrize("size", [(120, 40), (80, 24)])
async def test_everything_fits_the_screen(folder: Path, session: Session, size: tuple[int, int]) -> None:
    async with exporting(session, size) as pilot:
        for keys in ((), ("m",), ("o",), ("p",), ("tab",)):
            await pilot.press(*keys)
            await pilot.pause()
            made = dialog(pilot)
            for widget in (made.options, made.where, made.note, made.foot):
                assert pilot.app.screen.region.contains_region(widget.region)
                for line in widget.lines:
                    assert width("".join(text for text, _ in line)) <= widget.size.width


async def test_choices_and_keys_can_be_clicked(folder: Path, session: Session) -> None:
    async with exporting(session) as pilot:
        await click(pilot, "#export-options", "TOML")
        await click(pilot, "#export-options", "whole")
        await click(pilot, "#export-options", "notes")
        await click(pilot, "#export-foot", "write")
        await closed(pilot)
        text = (folder / "acme-shop.toml").read_text(encoding="utf-8")
        assert text == dumps(session.plan, without=frozenset({"notes"}))


async def click(pilot: Pilot[None], selector: str, words: str) -> None:
    """Click on words in the dialog."""
    from okrtui.tui.widgets.buttons import Buttons

    widget = pilot.app.screen.query_one(selector, Buttons)
    lines = ["".join(text for text, _ in line) for line in widget.lines]
    y = next(i for i, line in enumerate(lines) if words in line)
    assert await pilot.click(selector, offset=(width(lines[y][: lines[y].index(words)]) + 1, y))
    await pilot.pause()


async def test_names_with_markup_and_controls_harm_nothing(folder: Path, session: Session) -> None:
    result = session.plan.key_results(session.plan.objectives(session.plan.cycles[0].id)[0].id)[0]
    nasty = "[/red] ../\x1b[31m[bold $error"
    session.apply(edits.change(session.plan, result.id, title=nasty))
    session.apply(edits.change(session.plan, ROOT, name=nasty))
    async with exporting(session) as pilot:
        assert dialog(pilot).file.value == "red-31m-bold-error-2026-q2.html"
        await pilot.press("m", "o")
        assert "\x1b" not in shown(pilot)
        assert "[bold $error" in shown(pilot)
        await pilot.press("enter")
        await closed(pilot)
        assert [path.name for path in folder.iterdir()] == ["red-31m-bold-error.md"]


# -- names


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Acme Shop", "acme-shop"),
        ("  Größe & Ünïts!  ", "groe-units"),
        ("../../etc/passwd", "etc-passwd"),
        ("東京", ""),
        ("CON", "plan-con"),
        ("x" * 200, "x" * 48),
    ],
)
def test_file_names_hold_safe_characters_only(text: str, name: str) -> None:
    assert slug(text) == name


def test_a_typed_name_gets_the_ending_of_its_format(tmp_path: Path) -> None:
    assert target("plan", "p.toml", TOML) == "plan.toml"
    assert target("plan.2027", "p.toml", TOML) == "plan.2027.toml"
    assert target("PLAN.MARKDOWN", "p.md", MARKDOWN) == "PLAN.MARKDOWN"
    assert target(str(tmp_path), "p.txt", PLAIN) == str(tmp_path / "p.txt")
    assert target("  ", "p.txt", PLAIN) == ""


def test_a_long_path_keeps_its_end() -> None:
    shown = where("/tmp/" + "folder/" * 20 + "plan.toml", 40)
    assert width(shown) <= 40
    assert shown.startswith("makes …")
    assert shown.endswith("folder/plan.toml")


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (b"SQLite format 3\0...", "a database"),
        (b"\n[tool]\nx = 1\n", "a text that begins “[tool]”"),
        (b"\x89PNG\0\0", "no text"),
    ],
)
def test_what_stands_in_the_way_is_described(tmp_path: Path, data: bytes, words: str) -> None:
    path = tmp_path / "there"
    path.write_bytes(data)
    assert words in in_the_way(str(path), TODAY)
    assert f"{len(data)} bytes" in in_the_way(str(path), TODAY)


async def test_r_writes_the_report_of_this_quarter(folder: Path, session: Session) -> None:
    async with exporting(session) as pilot:
        await pilot.press("r", "2", "enter")
        await closed(pilot)
        page = (folder / "acme-shop-2026-q2.html").read_text(encoding="utf-8")
        assert page.startswith("<!DOCTYPE html>")
        assert "Reduce the churn rate by 15 % by the end of Q2" in page
        assert "two of five ad groups stopped" not in page  # a note
        assert "2026-Q2 as HTML report, without notes" in notice(pilot)


async def test_what_goes_out_is_counted_before_it_does(folder: Path, session: Session) -> None:
    async with exporting(session) as pilot:
        await until(pilot, lambda: "Goes out:" in shown(pilot))
        await pilot.press("t")
        said = " ".join(shown(pilot).split())
        assert "2 objectives, 5 key results" in said
        assert "55 values" in said
        await pilot.press("1", "3")
        said = " ".join(shown(pilot).split())
        assert "values" not in said
        assert "without history, reviews" in said
        await pilot.press("p")
        assert "Goes out:" not in shown(pilot)


def test_a_page_about_a_quarter_has_all_kpis_and_a_file_of_it_those_that_it_links_to(sample_plan: Plan) -> None:
    plan = sample_plan
    plan.apply(edits.add(plan, Kpi, name="Parcels that arrive whole").changes)
    cycle = plan.cycles[0]
    for form, held in ((REPORT, True), (MARKDOWN, True), (TOML, False)):
        job = Job(plan, form, "cycle", cycle, None, frozenset(), TODAY, Settings().method)
        assert ("Parcels that arrive whole" in job.text()) is held, form.name


async def test_the_dialog_says_which_kpis_go_out_with_a_quarter(folder: Path, session: Session) -> None:
    session.apply(edits.add(session.plan, Kpi, name="Parcels that arrive whole"))
    session.apply(edits.add(session.plan, Kpi, name="Calls in the first hour"))
    async with exporting(session) as pilot:
        assert "with all KPIs that are watched" in " ".join(shown(pilot).split())
        await pilot.press("t")
        said = " ".join(shown(pilot).split())
        assert "with the KPIs and priorities that it links to" in said
        assert "KPIs that no key result of it links to stay at home; w takes them along" in said
        await pilot.press("w")
        assert "stay at home" not in " ".join(shown(pilot).split())

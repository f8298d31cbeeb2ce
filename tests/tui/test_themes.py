"""Every text can be read in every theme, with many colours, few and none; and none speaks by colour alone."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from rich.segment import Segment
from rich.style import Style
from textual.app import App
from textual.color import Color
from textual.widget import Widget

import okrtui
from okrtui import settings
from okrtui.plan.entities import Kpi
from okrtui.plan.model import Plan
from okrtui.plan.settings import MethodSettings
from okrtui.settings import THEMES, Settings
from okrtui.tui import themes
from okrtui.tui.app import OkrApp
from okrtui.tui.paint import STYLES
from okrtui.tui.rows import World, mark_of, range_of
from okrtui.tui.themes import ENOUGH, GROUNDS, HIGH, INKS, contrast, readable, shown_as
from tests.tui.driving import SMALL, TODAY, WIDE, Window, session_on, window

SOURCES = Path(okrtui.__file__).parent / "tui"
ANSI = [name for name in THEMES if name.startswith("ansi-")]
PLAIN = [name for name in THEMES if name not in ANSI]
BESIDES = (
    ("foreground", "input-selection-background"),
    ("input-cursor-foreground", "input-cursor-background"),
    ("block-cursor-foreground", "block-cursor-background"),
)
"""Pairs that stand together and with nothing else: what is selected, the caret, the chosen line of the palette."""


def variables(name: str, *, few: bool = False) -> dict[str, str]:
    """A theme's variables as the stylesheet is given them."""
    app = App[None]()
    for theme in themes.OWN:
        app.register_theme(theme)
    app.theme = name
    return readable(app.get_css_variables(), app.current_theme, few=few)


def least(name: str) -> float:
    """The contrast that a theme promises."""
    return HIGH if name.startswith("high-contrast") else ENOUGH


def stylesheets() -> str:
    """All styles of the app, without comments."""
    inside = [
        "".join(re.findall(r'DEFAULT_CSS.*?= """(.*?)"""', file.read_text(encoding="utf-8"), re.DOTALL))
        for file in SOURCES.rglob("*.py")
    ]
    return (SOURCES / "styles.tcss").read_text(encoding="utf-8") + "".join(inside)


@pytest.mark.parametrize("few", [False, True], ids=["16M", "256"])
@pytest.mark.parametrize("name", PLAIN)
def test_every_text_can_be_read_on_every_background(name: str, few: bool) -> None:
    made = variables(name, few=few)

    def of(one: str, other: str) -> float:
        return contrast(shown_as(Color.parse(made[one]), few), shown_as(Color.parse(made[other]), few))

    pairs = {(ink, ground): of(ink, ground) for ink in INKS for ground in GROUNDS}
    for ink, ground in BESIDES:
        pairs[ink, ground] = of(ink, ground)
    assert {pair: round(at, 2) for pair, at in pairs.items() if at < least(name)} == {}


def test_the_stylesheets_use_no_other_colours() -> None:
    """What the test above computes is all that there is."""
    css = stylesheets()
    inks = set(re.findall(r"(?<![-\w])(?:border-title-)?color: *([^;]+);", css))
    grounds = set(re.findall(r"(?:background|scrollbar-background): *([^;]+);", css))
    assert {ink.removeprefix("$") for ink in inks} <= {*INKS, *(ink for ink, _ in BESIDES)}
    known = {f"${ground}" for ground in (*GROUNDS, *(ground for _, ground in BESIDES))}
    assert grounds <= known | {"transparent", "$background 60%"}


def test_every_named_style_is_one_of_them() -> None:
    css = stylesheets()
    assert all(f".okr--{name} {{" in css for name in STYLES)


PALETTES = {
    "xterm": ("000000", "cd0000", "00cd00", "cdcd00", "0000ee", "cd00cd", "00cdcd", "ffffff", "ff0000"),
    "vga": ("000000", "aa0000", "00aa00", "aaaa00", "0000aa", "aa00aa", "00aaaa", "ffffff", "ff5555"),
    "windows": ("0c0c0c", "c50f1f", "13a10e", "c19c00", "0037da", "881798", "3a96dd", "ffffff", "e74856"),
    "tango": ("000000", "cc0000", "4e9a06", "c4a000", "3465a4", "75507b", "06989a", "ffffff", "ef2929"),
}
"""Black, red, green, yellow, blue, magenta, cyan, white and bright red of terminals in use."""
NAMES = ("ansi_black", "ansi_red", "ansi_green", "ansi_yellow", "ansi_blue", "", "ansi_cyan", "ansi_white",
         "ansi_bright_red")  # fmt: skip


@pytest.mark.parametrize("palette", PALETTES)
@pytest.mark.parametrize("name", ANSI)
def test_the_terminals_own_colours_can_be_read_in_the_usual_palettes(name: str, palette: str) -> None:
    made = variables(name)
    known = dict(zip(NAMES, PALETTES[palette], strict=True))
    paper, ink = ("ansi_black", "ansi_white") if name == "ansi-dark" else ("ansi_white", "ansi_black")
    known["ansi_default"] = known[ink]
    low = {
        each: round(contrast(Color.parse("#" + known[made[each]]), Color.parse("#" + known[paper])), 2)
        for each in INKS
        if made[each] != "ansi_default"
    }
    assert {each: at for each, at in low.items() if at < ENOUGH} == {}


SCREENS = {
    "main": (),
    "editing": ("n", *"Launch the app", "space"),
    "field": ("e", "tab"),
    "detail": ("space",),
    "drivers": ("D",),
    "review": ("R", "enter"),
    "export": ("x",),
    "keys": ("question_mark",),
    "palette": ("colon",),
    "question": ("L",),
}


@pytest.mark.parametrize("name", ["textual-dark", "textual-light", "nord", "high-contrast-dark"])
async def test_what_is_painted_can_be_read(sample: Path, name: str) -> None:
    """Over all screens: each text that is painted, on what it is painted on."""
    found = {}
    async with window(sample, size=WIDE, theme=name) as win:
        for screen, keys in SCREENS.items():
            await win.press(*keys)
            await win.pilot.pause(0.1)
            for segment in top(win):
                at = painted(segment)
                if at < least(name):
                    found[screen, segment.text.strip()[:30]] = round(at, 2)
            while win.app.screen is not win.main or win.main.typing:
                await win.press("escape")
    assert found == {}


def top(win: Window) -> Iterator[Segment]:
    """Pieces of text of the topmost screen; what lies behind a dialog is dimmed and not to be read."""
    screen = win.app.screen
    for widget in screen.walk_children():
        if not isinstance(widget, Widget) or not widget.is_on_screen or not widget.display:
            continue
        for line in widget.render_lines(widget.size.region):
            for segment in line:
                if segment.style is not None and segment.text.strip(" ─│╭╮╰╯▁▔▎▊█▌"):
                    yield segment


def painted(segment: Segment) -> float:
    """The contrast of a piece of text."""
    style = segment.style
    assert style is not None
    if style.color is None or style.bgcolor is None or style.bgcolor.is_default:
        return 21.0
    ink, paper = (Color(*colour.get_truecolor()) for colour in (style.color, style.bgcolor))
    return contrast(ink, paper)


def styles_of(app: OkrApp) -> set[Style]:
    """All styles that are on the screen."""
    return {
        segment.style
        for strip in app.screen._compositor.render_strips()
        for segment in strip
        if segment.style is not None
    }


async def test_without_colours_there_is_none(sample: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("NO_COLOR", "1")
    session = session_on(sample)
    app = OkrApp(session, Settings(), TODAY)
    app.suit_terminal()
    try:
        async with app.run_test(size=WIDE) as pilot:
            win = Window(pilot, app)
            await win.until(lambda: app.main.awake)
            for keys in ("R", "escape", "x"):
                await win.press(keys)
                await pilot.pause(0.1)
                assert {style for style in styles_of(app) if coloured(style)} == set()
            assert any(style.bold for style in styles_of(app))
    finally:
        session.close()


def coloured(style: Style) -> bool:
    """Whether a style asks for a colour."""
    return any(colour is not None and not colour.is_default for colour in (style.color, style.bgcolor))


@pytest.mark.parametrize(
    ("term", "colorterm", "theme", "system"),
    [
        ("xterm-256color", "truecolor", "textual-light", "truecolor"),
        ("xterm-256color", "", "textual-light", "256"),
        ("screen", "", "ansi-light", "standard"),
        ("dumb", "", "ansi-light", None),
    ],
)
def test_the_colours_are_as_many_as_the_terminal_has(
    sample: Path, monkeypatch: pytest.MonkeyPatch, term: str, colorterm: str, theme: str, system: str | None
) -> None:
    monkeypatch.setenv("TERM", term)
    monkeypatch.setenv("COLORTERM", colorterm)
    session = session_on(sample)
    app = OkrApp(session, Settings(theme="textual-light"), TODAY)
    app.suit_terminal()
    session.close()
    assert (app.theme, app.console.color_system) == (theme, system)


def test_colours_can_be_set(sample: Path) -> None:
    session = session_on(sample)
    app = OkrApp(session, Settings(colours="16"), TODAY)
    app.suit_terminal()
    session.close()
    assert app.theme == "ansi-dark"
    assert app.console.color_system == "standard"


async def test_each_status_has_a_word_or_a_sign(sample: Path) -> None:
    """With all colours gone it can still be read how things stand."""
    async with window(sample, size=SMALL) as win:
        shown = "\n".join(win.rows("objectives"))
        assert "behind" in shown
        assert "on track" in shown
        assert all("%" in row for row in win.rows("results") if "→" in row)


def test_signs_of_what_the_coach_says_differ_in_shape() -> None:
    kpi = Kpi(id="k", name="Uptime", healthy_low=99.0, warn_low=99.5)
    world = World(Plan(), TODAY, MethodSettings(), {"a": (1, 0), "b": (0, 1)})
    assert len({mark_of(world, item)[0] for item in "abc"}) == 3
    assert len({range_of(kpi, value)[1] for value in (98.0, 99.2, 99.9)}) == 3


async def test_colours_are_shown_before_they_are_chosen_and_kept_in_the_file(sample: Path) -> None:
    file = settings.path()
    file.parent.mkdir(parents=True)
    file.write_text('# ours\ntheme = "textual-dark" # calm\n')
    async with window(sample) as win:
        win.main.action_do("theme")
        await win.asked()
        await win.press("down", "down")
        assert win.app.theme == "high-contrast-dark"
        await win.press("escape")
        assert win.app.theme == "textual-dark"
        win.main.action_do("theme")
        await win.asked()
        await win.press("down", "enter")
        await win.back()
        assert win.app.theme == "textual-light"
        assert "Colours: textual-light" in win.notice
    assert file.read_text() == '# ours\ntheme = "textual-light" # calm\n'


async def test_colours_that_cannot_be_kept_hold_for_now(sample: Path) -> None:
    settings.path().parent.mkdir(parents=True)
    settings.path().write_text("theme = \n")
    async with window(sample) as win:
        win.main.action_do("theme")
        await win.asked()
        await win.press("down", "enter")
        await win.back()
        assert win.app.theme == "textual-light"
        assert "by hand" in win.notice

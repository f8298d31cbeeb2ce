"""Terminals without signs get ASCII, cell for cell; user text keeps its columns whatever it is written in."""

from __future__ import annotations

import ast
import unicodedata
from pathlib import Path

import pytest
from rich.cells import cell_len

import okrtui
from okrtui.session import Session
from okrtui.settings import Settings
from okrtui.tui.app import OkrApp
from okrtui.tui.glyphs import PLAIN, AsciiGlyphs
from okrtui.tui.looks import encoding_of, wants_ascii
from okrtui.tui.paint import strip
from okrtui.tui.screens.detail import Detail
from okrtui.tui.text import clip, pad, width, wrap
from okrtui.tui.widgets.rowlist import RowList
from tests.tui.driving import TODAY, WIDE, Window, rows_text, session_on

UTF8 = {"LANG": "en_GB.UTF-8", "TERM": "xterm-256color"}
LATIN = {"LANG": "de_DE.ISO-8859-1", "TERM": "xterm"}
PACKAGE = Path(okrtui.__file__).parent
NOT_DRAWN = ("markdown_in", "rowreader", "units.py", "scan.py", "lexicon", "words.py", "marks.py", "document.py")
"""Parts that look for signs in what the user wrote."""


@pytest.mark.parametrize(
    ("environ", "plain"),
    [
        (UTF8, False),
        ({"LANG": "C.UTF-8", "TERM": "xterm"}, False),
        ({"TERM": "xterm"}, False),
        (LATIN, True),
        ({"LC_ALL": "C", "LANG": "en_GB.UTF-8", "TERM": "xterm"}, True),
        ({**UTF8, "LC_ALL": ""}, False),
        ({"LC_CTYPE": "en_GB.utf8", "LANG": "C"}, False),
        ({**UTF8, "TERM": "linux"}, True),
        ({**UTF8, "TERM": "dumb"}, True),
    ],
)
def test_ascii_is_drawn_where_the_terminal_has_no_other_signs(environ: dict[str, str], plain: bool) -> None:
    assert wants_ascii("auto", environ) is plain
    assert wants_ascii("ascii", environ)
    assert not wants_ascii("unicode", environ)


def test_every_sign_that_the_app_draws_with_has_one_in_ascii() -> None:
    missing = {
        (sign, file.name)
        for file in PACKAGE.rglob("*.py")
        if not any(part in str(file) for part in NOT_DRAWN)
        for text in texts_of(file)
        for sign in text
        if not sign.isascii()
        and not sign.isalpha()
        and unicodedata.category(sign) not in ("Sc", "Cn", "Cf", "Cs")
        and ord(sign) not in PLAIN
        and sign not in "©®°§»№�␡⃣"
    }
    assert missing == set()


def texts_of(file: Path) -> list[str]:
    """Texts in a module, but its docstrings."""
    tree = ast.parse(file.read_text(encoding="utf-8"))
    kinds = (ast.Module, ast.ClassDef, ast.FunctionDef, ast.AsyncFunctionDef)
    said = {
        id(node.body[0].value)
        for node in ast.walk(tree)
        if isinstance(node, kinds) and node.body and isinstance(node.body[0], ast.Expr)
    }
    said |= {
        id(node.value) for node in ast.walk(tree) if isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant)
    }
    return [
        node.value
        for node in ast.walk(tree)
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in said
    ]


def test_each_is_one_ascii_character_for_one_cell() -> None:
    assert all(len(plain) == 1 and plain.isascii() and plain.isprintable() for plain in PLAIN.values())
    assert {chr(code) for code in PLAIN if cell_len(chr(code)) != 1} <= {"✅"}


@pytest.mark.parametrize(
    ("environ", "shown"),
    [(UTF8, "é € Ж 日本"), ({**UTF8, "TERM": "linux"}, "é € ? ????"), (LATIN, "é ? ? ????")],
)
def test_what_the_user_wrote_stays_where_the_terminal_has_it(environ: dict[str, str], shown: str) -> None:
    plain = AsciiGlyphs(environ).plain("é € Ж 日本")
    assert plain == shown
    assert cell_len(plain) == cell_len("é € Ж 日本")


@pytest.mark.parametrize("keys", [(), ("space",), ("R",), ("x",), ("question_mark",), ("D",), ("n", *"Launch")])
async def test_a_whole_screen_is_ascii(sample: Path, keys: tuple[str, ...]) -> None:
    async with AsciiWindow(session_on(sample)) as win:
        await win.press(*keys)
        await win.pilot.pause(0.15)
        foreign = {sign for sign in painted(win) if not sign.isascii()}
        assert foreign <= {"€"}
        assert "|" in painted(win) or "-" in painted(win)


class AsciiWindow:
    """The app with plain signs, as long as it is open."""

    def __init__(self, session: Session) -> None:
        self.session = session
        self.app = OkrApp(session, Settings(glyphs="ascii"), TODAY)

    async def __aenter__(self) -> Window:
        self._running = self.app.run_test(size=WIDE)
        win = Window(await self._running.__aenter__(), self.app)
        await win.until(lambda: self.app.main.awake)
        return win

    async def __aexit__(self, *error: object) -> None:
        await self._running.__aexit__(None, None, None)
        self.session.close()


def painted(win: Window) -> str:
    """All that is painted."""
    return win.screen()


ODD = [
    "顧客の継続率を九十パーセントに上げる",
    "Umsatz 🚀 um 10 % heben 👩‍👩‍👧‍👦 jetzt",
    "re\u0301sume\u0301 naïve Zoe\u0308",
    "זמן תגובה ללקוחות קצר יותר",
    "زيادة رضا العملاء",
    "a\u200bb\u00adc",
    "🇩🇪🇫🇷 flags and ✌️",
]


@pytest.mark.parametrize("text", ODD)
@pytest.mark.parametrize("cells", [5, 11, 40])
def test_wide_and_joined_letters_keep_their_columns(text: str, cells: int) -> None:
    from rich.style import Style

    made = strip([("▸ ", "accent"), (text, "")], cells, lambda _: Style(), Style())
    assert sum(cell_len(segment.text) for segment in made) == cells
    assert width(clip(text, cells)) <= cells
    assert width(pad(text, cells)) == cells
    assert all(width(line) <= cells for line in wrap(text, cells))


@pytest.mark.parametrize("text", ODD)
async def test_borders_stand_in_their_columns_beside_any_text(sample: Path, text: str) -> None:
    async with AsciiWindow(session_on(sample)) as win:
        await win.press("n")
        await win.line(text)
        await win.press("escape")
        await win.pilot.pause()
        lines = win.screen().split("\n")
        assert {cell_len(line) for line in lines} == {WIDE[0]}


async def test_a_chart_is_drawn_in_ascii(sample: Path) -> None:
    async with AsciiWindow(session_on(sample)) as win:
        await win.press("space")
        await win.until(lambda: isinstance(win.app.screen, Detail))
        await win.pilot.pause(0.1)
        drawn = rows_text(win.app.screen.query_one(RowList))
        assert "*" in drawn
        assert not any(0x2800 <= ord(sign) < 0x2900 for sign in drawn)


def test_the_locale_names_the_encoding() -> None:
    assert encoding_of({}) == "utf-8"
    assert encoding_of({"LANG": "de_DE@euro"}) == ""
    assert encoding_of({"LC_ALL": "de_DE.ISO-8859-15@euro"}) == "iso-8859-15"

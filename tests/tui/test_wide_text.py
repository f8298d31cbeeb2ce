"""Wide characters, combining marks, joined emoji and text from right to left keep their columns."""

from __future__ import annotations

from pathlib import Path

import pytest
from rich.cells import cell_len

from okrtui.plan import edits
from tests.tui.driving import SMALL, WIDE, Window, session_on, window
from tests.tui.places import settled

TEXTS = {
    "wide": "解約率を六パーセントから四パーセントに下げる" * 2,
    "marks": "Re\u0301duire le cho\u0302mage e\u0301le\u0301mentaire a\u0300 l'e\u0301chelle nationale",
    "joined": "Families 👩‍👩‍👧‍👦 and 🏳️‍🌈 flags 👍🏽 order from 6 to 4 each week",
    "right-to-left": "خفض معدل التسرب من ستة إلى أربعة بالمئة قبل نهاية الربع",
}
ROWS = ("kr-churn", "kpi-basket", "o-checkout", "pr-cost")


def edges(win: Window) -> list[tuple[int, ...]]:
    """For each line of the screen the columns, in cells, at which the frames of boxes and panes stand."""
    found = []
    for line in win.screen().split("\n"):
        assert cell_len(line) == win.app.size.width, line
        found.append(tuple(cell_len(line[:at]) for at, one in enumerate(line) if one in "│╭╮╰╯"))
    return found


def frames(win: Window) -> set[int]:
    """All columns of frames."""
    return {column for line in edges(win) for column in line}


@pytest.mark.parametrize("size", [WIDE, SMALL], ids=["120", "80"])
@pytest.mark.parametrize("text", TEXTS.values(), ids=TEXTS)
async def test_frames_stay_in_their_columns(sample: Path, text: str, size: tuple[int, int]) -> None:
    places = {"panes": (), "detail": ("space",), "finder": ("F",), "export": ("x",), "review": ("R", "enter", "enter")}
    plain: dict[str, set[int]] = {}
    for wide in (False, True):
        if wide:
            session = session_on(sample)
            for row in ROWS:
                name = "name" if row.startswith("kpi") else "title"
                session.apply(edits.change(session.plan, row, **{name: text}))
            session.wait(10)
            session.close()
        for place, keys in places.items():
            async with window(sample, size=size) as win:
                await win.go("kr-churn")
                await win.press(*keys)
                if keys:
                    await settled(win)
                if wide:
                    # A bar has a stroke for the calendar and a chart an axis, which may stand elsewhere beside a text.
                    found = frames(win) - _strokes(win)
                    if place == "review":
                        assert {min(found), max(found)} == {min(plain[place]), max(plain[place])}
                    else:
                        assert found <= plain[place], place
                else:
                    plain[place] = frames(win)


def _strokes(win: Window) -> set[int]:
    """Columns of strokes that are the calendar's in a bar, and no frame."""
    found = set()
    for line in win.screen().split("\n"):
        for at, one in enumerate(line):
            if one == "│" and {line[max(at - 1, 0)], line[min(at + 1, len(line) - 1)]} & set("▓░"):
                found.add(cell_len(line[:at]))
    return found

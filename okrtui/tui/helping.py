"""The page of keys, made for the place that one is at."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from okrtui.tui.commands import COMMANDS, show_key
from okrtui.tui.paint import Line
from okrtui.tui.text import pad, wrap

if TYPE_CHECKING:
    from okrtui.tui.screens.main import MainScreen

LinesFor = Callable[[int], Sequence[Line]]


def keys_page(screen: MainScreen) -> LinesFor:
    """Every command with its keys; those that do nothing here and now are dim."""

    def lines(cells: int) -> Sequence[Line]:
        made: list[Line] = []
        for where, heading in (("moving", "While moving"), ("editing", "While editing")):
            made += [[(heading, "strong")], []]
            for command in COMMANDS:
                if command.where != where or not command.keys:
                    continue
                keys = " ".join(show_key(key) for key in command.keys)
                works = where == "editing" or screen.can(command)
                for i, text in enumerate(wrap(command.help, max(cells - 18, 20))):
                    made.append(
                        [
                            (pad(keys if i == 0 else "", 17) + " ", "key" if works else "dim"),
                            (text, "" if works else "dim"),
                        ]
                    )
            made.append([])
        marks = (
            ("◆", "the coach warns"),
            ("◇", "the coach hints"),
            ("│", "where the calendar is"),
            ("♥", "confidence, 0 to 10"),
        )
        made += [[("Signs", "strong")], []]
        made += [[(pad(sign, 18), "accent"), (text, "")] for sign, text in marks]
        made += [[(pad("! ~", 18), "accent"), ("a KPI out of its healthy range, or near its edge", "")]]
        return made

    return lines

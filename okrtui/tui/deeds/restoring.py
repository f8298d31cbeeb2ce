"""Bringing back what a backup holds: which one, what would change, and the one action that does it."""

from __future__ import annotations

import asyncio
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from okrtui.plan.changes import Edit
from okrtui.plan.errors import PlanError
from okrtui.plan.model import Plan
from okrtui.tui.commands import key_of
from okrtui.tui.deeds.part import Part
from okrtui.tui.paint import Line
from okrtui.tui.rows import count
from okrtui.tui.screens.picker import Choice, Picker, picker_cells
from okrtui.tui.text import clip, plain, wrap

if TYPE_CHECKING:
    from okrtui.exchange.listing import ChangeLine
    from okrtui.session import Described

_NONE = "There is no backup yet: one is made before the first change of each day."
_DEMO = "A demo has no backups: it is thrown away at the end."
_OFF = "There is no backup: the setting “backups” is 0. {settings} opens the settings."
_SAME = "The plan holds just what it held then: there is nothing to bring back."
_MEANWHILE = "The plan has changed meanwhile; this is what would change now."
_ROOM = 14
"""Lines of the screen that the question takes beside the changes that it names."""


@dataclass(frozen=True, slots=True)
class Return:
    """The way from the plan as it was when somebody asked to what a backup holds."""

    backup: Described
    before: Plan
    edit: Edit
    lines: Sequence[ChangeLine]

    def still_fits(self, plan: Plan) -> bool:
        """Whether a plan is still the one that was asked about."""
        return list(self.before.rows()) == list(plan.rows())


def way_back(plan: Plan, then: Plan, backup: Described) -> Return:
    """What has to change for a plan to hold what a backup holds; both are left as they are."""
    from okrtui.exchange.listing import changes
    from okrtui.plan.difference import edit_between

    edit = edit_between(plan, then, f"bring back the backup of {backup.at}")
    return Return(backup, plan, edit, changes(plan, then, edit) if edit else ())


class Restoring(Part):
    """Shows the backups, and what putting one back would change."""

    def need_backups(self) -> str:
        if self.screen.session.as_of is not None:
            return "This is a past day, to read: esc goes to now first."
        return ""

    def do_backups(self) -> None:
        """Ask which backup."""
        self.screen.tell("Looking for backups …")
        self.screen.run_worker(self._list(), exclusive=True, group="backups")

    async def _list(self) -> None:
        screen = self.screen
        found = await asyncio.to_thread(screen.session.backups)
        if not found:
            demo = getattr(screen.app, "demo", False)
            none = _DEMO if demo else _NONE if screen.settings.backups else _OFF.format(settings=key_of("settings"))
            screen.tell(none)
            return
        screen.tell("")
        room = picker_cells(screen.app.size.width) - 4
        choices = [
            Choice(str(number), clip(_label(backup), room), str(number) if number < 10 else "")
            for number, backup in enumerate(found, 1)
        ]
        note = "What a backup holds is shown before anything is done, and then brought back as one action."

        def chosen(answer: object) -> None:
            if isinstance(answer, str) and answer.isdigit():
                self._look_at(found[int(answer) - 1])

        screen.app.push_screen(Picker(f"Backups of {screen.session.path.name}", choices, note=note), chosen)

    def _look_at(self, backup: Described, said: str = "") -> None:
        if not backup.readable:
            self.screen.tell(f"The backup of {backup.at} is damaged and cannot be read: choose another one.")
            return
        self.screen.tell(f"Comparing with the backup of {backup.at} …")
        self.screen.run_worker(self._compare(backup, said), exclusive=True, group="backups")

    async def _compare(self, backup: Described, said: str) -> None:
        from okrtui.tui.waiting import whole_plan

        screen = self.screen
        try:
            plan = await whole_plan(screen.session)
            then = await asyncio.to_thread(screen.session.plan_of_backup, backup.backup)
            way = await asyncio.to_thread(way_back, plan, then, backup)
        except PlanError as error:
            screen.tell(str(error))
            return
        screen.tell("")
        if way.edit:
            self._ask(way, said)
        else:
            screen.tell(_SAME)

    def _ask(self, way: Return, said: str = "") -> None:
        """Show what would change, and ask."""
        screen = self.screen
        room = picker_cells(screen.app.size.width)
        shown, left = named(way.lines, room, max(screen.app.size.height - _ROOM, 3))
        places = count(len(way.lines), "place")
        usual = f"To be as it was, the plan changes in {places} (+ comes back, - goes, ~ changes):"
        note = [said or usual, "", *shown]
        choices = [Choice("back", f"Bring it back; {key_of('undo')} takes that back as a whole", "1")]
        if left:
            choices.append(Choice("all", f"Show all {len(way.lines)} changes", "2"))
        choices.append(Choice("stay", "Leave the plan as it is", "3" if left else "2"))

        def answered(answer: object) -> None:
            if answer == "back":
                self._bring(way)
            elif answer == "all":
                self._show_all(way)

        screen.app.push_screen(Picker(f"Back to {way.backup.at}", choices, note="\n".join(note)), answered)

    def _show_all(self, way: Return) -> None:
        from okrtui.tui.screens.page import Page

        def lines(cells: int) -> Sequence[Line]:
            return [[(line, "")] for line in named(way.lines, cells, None)[0]]

        self.screen.app.push_screen(Page(f"Back to {way.backup.at}", lines), lambda _: self._ask(way))

    def _bring(self, way: Return) -> None:
        screen = self.screen
        if not way.still_fits(screen.plan):
            self._look_at(way.backup, _MEANWHILE)
            return
        done = f"The plan is as it was {way.backup.at}. {key_of('undo')} takes that back."
        here = screen.here
        self.apply(way.edit, said=done)
        if here is not None and screen.plan.item(here.id) is None:
            screen.tell(done)  # the cursor had to go elsewhere


def _label(backup: Described) -> str:
    if not backup.readable:
        return f"{backup.at} · cannot be read"
    why = "before an upgrade" if backup.backup.why else ""
    return " · ".join(part for part in (backup.at, backup.apart, backup.holds, why) if part)


def named(lines: Sequence[ChangeLine], cells: int, most: int | None) -> tuple[list[str], int]:
    """Changes with their signs, wrapped, in at most so many lines (None: all); how many of them are not among these."""
    from okrtui.tui.imports import SIGNS, for_people

    found: list[str] = []
    for number, line in enumerate(lines):
        texts = wrap(plain(for_people(line)), max(cells - 2, 10))
        if most is not None and len(found) + len(texts) > most - (number < len(lines) - 1):
            left = len(lines) - number
            return [*found, f"… and {left} more"], left
        found += [f"{SIGNS[line.verb] if not at else ' '} {text}" for at, text in enumerate(texts)]
    return found, 0

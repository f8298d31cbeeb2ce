"""The main screen: four panes, the coach, and an editor in place. What the commands do is in `okrtui.tui.deeds`."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from functools import cached_property, partial
from typing import TYPE_CHECKING

from textual import events
from textual.app import ComposeResult
from textual.containers import Container
from textual.content import Content
from textual.screen import Screen
from textual.widget import Widget

from okrtui.plan.entities import Entity, KeyResult, MergeConflict, Objective
from okrtui.plan.model import Plan
from okrtui.plan.quarters import format_day, nearest_quarter
from okrtui.tui.bindings import after, main_bindings
from okrtui.tui.commands import COMMANDS, Command, key_of, keys_of
from okrtui.tui.frames import Frames
from okrtui.tui.keynames import show_key
from okrtui.tui.paint import Line
from okrtui.tui.rows import World
from okrtui.tui.view import PANES, View
from okrtui.tui.widgets.bars import FooterBar, HeaderBar
from okrtui.tui.widgets.coachpanel import CoachPanel
from okrtui.tui.widgets.rowlist import RowList, nearest

if TYPE_CHECKING:
    from okrtui.coach.model import Verdict
    from okrtui.tui.app import OkrApp
    from okrtui.tui.deeds import Deeds
    from okrtui.tui.side import Side
    from okrtui.tui.visits import Visits
    from okrtui.tui.widgets.editor import Editor
    from okrtui.tui.widgets.startcard import StartCard

EARLY = ("down", "up", "left", "right", "page_down", "page_up", "first", "last", "quit")
"""Commands that work before the coach and the editor are there."""
_START_RANK = 8
"""The place of the start of a draft in the last line: where a review stands once the quarter runs."""
WIDE = 112
"""Columns from which on all panes stand side by side."""


class MainScreen(Screen[None]):
    """Shows one cycle of the plan. `here` is the item under the cursor; deeds act on it."""

    HORIZONTAL_BREAKPOINTS = [  # noqa: RUF012 - Textual's own shape
        (0, "-narrow"),
        (WIDE, "-wide"),
    ]
    VERTICAL_BREAKPOINTS = [(0, "-low"), (16, "-high")]  # noqa: RUF012 - Textual's own shape
    AUTO_FOCUS = ""

    def __init__(self, app: OkrApp) -> None:
        super().__init__()
        self._compositor = Frames()
        self.session = app.past or app.session
        """The plan that is shown: of now, or of a past day."""
        self.settings = app.settings
        self.world = World(self.session.plan, self.session.as_of or app.today, app.settings.method)
        self.world.past = self.session.as_of is not None
        self.view = View(self.world, app.settings.default_cycle)
        self.awake = False
        """The coach, the commands and the editor are there: soon after the first frame."""
        self._editor: Editor | None = None
        self.start: StartCard | None = None
        self.early = ""
        """A command that was asked for before it could be done, and the keys that came after it."""
        self.early_keys: list[events.Key] = []
        self.guiding = False
        """The five steps come back when an editor that they opened is closed."""
        self.guided = 0
        """The step that was begun last (1 to 5)."""
        self.quarter = nearest_quarter(app.today, app.settings.method.fiscal_year_start)
        """The quarter that is offered while there is no cycle yet."""
        self.pane = "results"
        self._titles: dict[str, str] = {}
        self._subtitles: dict[str, str] = {}
        self._kpi_order: list[str] = []
        """Where the user was."""
        self._begun = ""
        """The first key of a pair that has been pressed."""
        self._own_bindings = self._bindings
        self.use_keys()

    def use_keys(self) -> None:
        """Listen to the keys in force; before the five steps most letters begin a line."""
        letters = self.start.letters if self.start is not None and self.starting else ""
        self._bindings = main_bindings(self._own_bindings, letters)

    def compose(self) -> ComposeResult:
        """Header, panes, coach, footer; the editor lies over all of them when it is open."""
        self.header = HeaderBar()
        self.footer = FooterBar()
        self.coach = CoachPanel(lambda cells, height: self.side.lines(cells, height) if self.awake else (), id="coach")
        self.coach.border_title = "Coach"
        self.lists = {pane: RowList(partial(self.view.rows, pane), id=pane) for pane in PANES}
        for pane, rows in self.lists.items():
            rows.moved = partial(self.moved, pane)
            rows.empty = partial(self.view.empty, pane)
            rows.may_click = self.finish_typing
        yield self.header
        with Container(id="body"):
            with Container(id="left"):
                yield self.lists["strategy"]
                yield self.lists["objectives"]
            with Container(id="middle"):
                yield self.lists["results"]
                yield self.lists["kpis"]
            yield self.coach
        yield self.footer

    def on_mount(self) -> None:
        """Open on the first key result; on a plan without objectives and KPIs, on the five steps."""
        pane = self.view.open()
        self.tell_header()
        if self.session.as_of is not None:
            self.header.state("read-only")
        self.show_pane(pane)
        begun = self.world.plan.table(Objective) or self.world.plan.kpis
        if not begun and not self.world.plan.cycles and self.session.as_of is None:
            self.open_start()

    @cached_property
    def deeds(self) -> Deeds:
        """What the commands do; loaded with the first of them, or once the first frame is out."""
        from okrtui.tui.deeds import Deeds

        return Deeds(self)

    @cached_property
    def side(self) -> Side:
        """What the coach's panel says."""
        from okrtui.tui.side import Side

        return Side(self)

    @property
    def typing(self) -> bool:
        """Whether a row is being edited."""
        return self._editor is not None and self._editor.is_open

    @property
    def editor(self) -> Editor:
        """The editor; it is there once the screen is awake."""
        assert self._editor is not None
        return self._editor

    @property
    def starting(self) -> bool:
        """Whether the five steps stand in front of the panes."""
        return self.start is not None and bool(self.start.display)

    async def wake(self) -> None:
        """Load what the first frame did without: the coach, the commands, the editor."""
        from okrtui.tui.widgets.editor import Editor

        if not self.is_attached:  # the app is ending: who quits at once needs none of it
            return
        self.side.wake()
        self._editor = Editor(self.side.heard, self.deeds.do)
        await self.mount(self._editor)
        self.awake = True
        self.reload()
        if self.start is not None:
            self.start.reload()
        if self.early:
            self.action_do(self.early)
        for key in self.early_keys:
            self.app.post_message(events.Key(key.key, key.character))
        self.early_keys.clear()

    def open_start(self) -> None:
        """Show the five steps in front of the panes."""
        if self.start is None:
            from okrtui.tui.widgets.startcard import StartCard

            self.start = StartCard(self)
            self.mount(self.start, after=self.header)
            self.call_after_refresh(self.start.open)
        elif self.start.is_mounted:  # else it opens on its own in a moment
            self.start.open()

    def leave_start(self) -> None:
        """Show the panes while a step is written."""
        if self.start is not None:
            self.start.close(leave=False)

    @cached_property
    def visits(self) -> Visits:
        """The places that were visited, for going back and forward."""
        from okrtui.tui.visits import Visits

        return Visits()

    # -- what is where

    @property
    def plan(self) -> Plan:
        """The plan as it stands."""
        return self.session.plan

    @property
    def rows(self) -> RowList:
        """The list of the pane that has the keys, or had them last."""
        return self.lists[self.pane]

    @property
    def here(self) -> Entity | None:
        """The item under the cursor."""
        key = self.rows.cursor_key
        return self.plan.item(key) if key else None

    @property
    def wide(self) -> bool:
        """Whether all panes stand side by side."""
        return self.size.width >= WIDE

    # -- showing

    def tell_header(self) -> None:
        """Plan, cycle, week and share of the time gone."""
        name = self.plan.root.name or self.session.path.stem
        day = ""
        if self.session.as_of is not None:
            day = f"as of {format_day(self.session.as_of, self.app.today)}"  # type: ignore[attr-defined]
        elif self.app.demo:  # type: ignore[attr-defined]
            day = f"sample of {format_day(self.world.today, self.world.today)}"
        waiting = len(self.plan.table(MergeConflict))
        note = f"{waiting} conflict{'' if waiting == 1 else 's'}" if waiting else ""
        calendar = self.view.calendar(wide=self.wide) or f"{self.quarter.name} · nothing planned yet"
        self.header.tell(name, calendar, note, day)

    def tell_panes(self) -> None:
        """Titles of the panes."""
        for pane, rows in self.lists.items():
            title = self.view.title(pane, wide=self.wide)
            if self._titles.get(pane) != title:
                self._titles[pane] = title
                rows.border_title = Content(title)
            below = self.view.subtitle(pane, wide=self.wide, cells=rows.row_width)
            if self._subtitles.get(pane, "") != below:
                self._subtitles[pane] = below
                rows.border_subtitle = Content(below)

    def show_pane(self, pane: str, *, focus: bool = True) -> None:
        """Give the keys to a pane; on a small screen it is the one that is shown."""
        self.pane = pane
        for name, rows in self.lists.items():
            rows.set_class(name == pane, "-shown")
        self.query_one("#left").set_class(pane in PANES[:2], "-shown")
        self.query_one("#middle").set_class(pane in PANES[2:], "-shown")
        self.query_one("#body").remove_class("-coach")
        self.coach.remove_class("-full")
        if focus:
            self.set_focus(self.rows, scroll_visible=False)
        self.tell_panes()
        self.after_moving()

    def show_item(self, row: str, *, visit: bool = True) -> None:
        """Go to an item, wherever it stands, and put the cursor on it; `visit`: one can go back from there."""
        if visit and all(other.key != row for other in self.rows.rows):
            self.visits.jump(self.rows.cursor_key, row)
        pane = self.view.go_to(row)
        if not pane:
            return
        self.reload()
        self.lists[pane].select(row)
        self.show_pane(pane)

    def reload(self) -> None:
        """Show the plan as it stands now, the cursors where they were."""
        self.world.plan = self.session.plan
        if self.view.objective is None:
            left = {objective.id for objective in self.plan.objectives(self.view.cycle_id)}
            self.view.objective_id = nearest(self.lists["objectives"].rows, self.view.objective_id, left)
        self.view.settle()
        self._kpi_order = self.view.kpi_order()
        self.lists["objectives"].reload(self.view.objective_id or None)
        for pane in ("strategy", "results", "kpis"):
            self.lists[pane].reload()
        self.tell_header()
        self.tell_panes()
        self.after_moving()

    def show_marks(self) -> None:
        """The coach has judged a big plan: show what it found."""
        for rows in self.lists.values():
            rows.repaint()
        if not self.typing:
            self.after_moving()

    def refresh_under_editor(self) -> None:
        """Show what other windows changed without moving the editor off its row."""
        editing = self.editor.editing
        self.world.plan = self.session.plan
        for rows in self.lists.values():
            rows.reload()
        if editing is not None and self.editor.host is not None:
            place = editing.place
            if place.row and self.plan.item(place.row) is None:
                self.deeds.drafting.put_away(replace(place, row="", parent=editing.home), self.editor.draft())
                self.editor.close()
                self.reload()
                self.tell(f"Another window has deleted this row. {key_of('undo')} opens what you typed as a new one.")
                return
            self.editor.host.move_slot(self.deeds.typing.index_of(place, self.editor.host.id or ""))
            self.editor.place()

    def after_moving(self) -> None:
        """Let everything follow the cursor: key results their objective, KPIs their key result, the coach the item."""
        if self.awake:
            self.side.follow()
            self.coach.reload()
            self.offer_keys()

    @property
    def in_coach(self) -> bool:
        """Whether the keys go to the coach's side; true at once, while the panel hears of its focus a message later."""
        return self.focused is self.coach

    def offer_keys(self) -> None:
        """Show the commands that work right now: none while a dialog or a page has the keys, and shows its own."""
        if self.app.screen_stack[-1:] != [self]:  # empty once the app is ending
            self.footer.offer_keys([])
            return
        if self.start is not None and self.starting:
            self.footer.offer_keys([(key.key, key.label) for key in self.start.keys])
            return
        if self.in_coach:
            self.footer.offer_keys([("↑ ↓", "step"), ("enter", "go there"), ("esc", "back"), ("?", "keys")])
            return
        where = "editing" if self.typing else "moving"
        offered = [c for c in COMMANDS if c.footer and c.where == where and self.can(c)]
        cycle = self.view.cycle
        draft = cycle is not None and cycle.state == "draft"
        ranked = sorted(offered, key=lambda c: _START_RANK if draft and c.id == "cycle_step" else c.footer)
        if self.session.as_of is None:
            keys = [(c.key, self.deeds.label(c)) for c in ranked]
            if not self.typing and self.view.filters.get(self.pane):
                keys.insert(0, ("esc", "all rows"))
            if self.typing:
                keys.append((key_of("keys_text"), "keys"))
            elif not self.plan.table(Objective):
                keys.insert(0, (key_of("steps"), "five steps"))
        else:
            rest = [(c.key, c.label) for c in ranked if c.id != "as_of"]
            keys = [("esc", "now"), (key_of("as_of"), "another day"), *rest]
        self.footer.offer_keys(keys)

    def can(self, command: Command) -> bool:
        """Whether a command would do something now."""
        return self.deeds.can(command.id)

    def tell(self, sentence: str) -> None:
        """Say something in the last line until the next key."""
        self.footer.tell(sentence)

    def in_short(self, error: Exception) -> str:
        """An error's sentence with the plan's file by its name: a long path would push the reason out of the line."""
        path = self.session.path
        return str(error).replace(str(path), path.name)

    # -- what happens

    def moved(self, pane: str, key: str) -> None:
        """Let key results follow their objective and KPIs their key result."""
        if pane == "objectives" and key and key != self.view.objective_id:
            self.view.choose_objective(key)
            self.lists["results"].cursor = 0
            self.lists["results"].reload()
            self._follow_kpis()
            self.tell_panes()
        elif pane == "results" and self.view.choose_result(key):
            self._follow_kpis()
            self.tell_panes()
        if pane == self.pane:
            self.after_moving()

    def _follow_kpis(self) -> None:
        order = self.view.kpi_order()
        if order != self._kpi_order:
            self._kpi_order = order
            self.lists["kpis"].reload()

    def on_row_list_opened(self, event: RowList.Opened) -> None:
        """A double click edits."""
        self.action_do("edit")

    def on_row_list_clicked(self, event: RowList.Clicked) -> None:
        """A click on the line that counts the initiatives of a key result opens them."""
        row = next((row for row in event.rows.rows if row.key == event.key), None)
        if event.rows is not self.lists["results"] or row is None or not self.awake or self.typing:
            return
        item = self.plan.item(event.key)
        if isinstance(item, KeyResult) and self.view.folded(item.id) and event.line == row.height - 1:
            self.action_do("right")

    def on_row_list_title_clicked(self, event: RowList.TitleClicked) -> None:
        """On a small screen the title names all panes: a click goes to one."""
        pane = self.view.tab_at(self.pane, event.cell) if not self.wide else ""
        if pane and self.finish_typing():
            self.show_pane(pane)

    def on_descendant_focus(self, event: events.DescendantFocus) -> None:
        """A click gave another pane the keys."""
        widget: Widget | None = event.widget
        if widget is not self.focused or not isinstance(widget, RowList) or widget.id == self.pane:
            return
        pane = widget.id
        if pane in PANES and self.finish_typing():
            self.show_pane(pane)

    def on_editor_typed(self, event: Editor.Typed) -> None:
        """Keep a draft of what is typed."""
        self.deeds.drafting.keep_draft()

    def on_editor_pasted(self, event: Editor.Pasted) -> None:
        """Several lines were pasted into an empty row."""
        self.deeds.pasting.paste(event.lines)

    def on_paste(self, event: events.Paste) -> None:
        """Lines that are pasted while no row is edited may be a document."""
        event.stop()
        if self.awake and not self.typing:
            self.deeds.imported.pasted(event.text)

    def on_coach_panel_step_chosen(self, event: CoachPanel.StepChosen) -> None:
        """A step was clicked."""
        if self.finish_typing():
            self.deeds.walking.walk_step(event.index)

    def on_key(self, event: events.Key) -> None:
        """Any key ends a notice, one that means nothing is told; a key that comes too early is kept."""
        if self._begun:
            event.stop()
            event.prevent_default()
            self._end_pair(event.key)
            return
        if self.early and not self.awake:
            self.early_keys.append(event)
            event.stop()
            event.prevent_default()
        if self.footer.notice:
            self.footer.tell("")
        if self.start is not None and self.starting:
            if event.key == "5":
                self.start.rows.move_to(4)
        elif self.awake and event.key != "escape":
            where, keys = ("while a line is typed", "keys_text") if self.typing else ("here", "keys")
            self.tell(f"{show_key(event.key)} does nothing {where}; {key_of(keys)} shows what does.")

    def on_screen_suspend(self) -> None:
        """Something lies over it, and shows its own keys."""
        if self.awake:
            self.offer_keys()

    def on_screen_resume(self) -> None:
        """The keys are its own again."""
        if self.awake:
            self.offer_keys()

    def on_resize(self, event: events.Resize) -> None:
        """Lay everything out anew; the editor stays on its row."""
        self.tell_header()
        self.tell_panes()

    def on_row_list_resized(self) -> None:
        """The editor stays over its row."""
        if self._editor is not None:
            self._editor.place()

    def finish_typing(self) -> bool:
        """Keep what is being typed, since the mouse went elsewhere; False when it cannot be kept and stays open."""
        if self.typing:
            self.deeds.typing.finish()
        if self.typing:
            self.set_focus(self.editor.area, scroll_visible=False)
        return not self.typing

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """While a row is edited, its editor has the keys; after a key that came too early, all wait."""
        if action in ("do", "begin", "write") and self._begun:
            return False
        if action in ("do", "begin", "write") and parameters != ("quit",):
            return not self.typing and (self.awake or not self.early)
        return True

    def action_begin(self, key: str) -> None:
        """The first key of a pair: the footer shows what may follow."""
        self._begun = key
        self.tell("")
        found = [(show_key(second), command.label) for second, command in after(key)]
        self.footer.offer_keys([(show_key(key), "and then"), *found, ("esc", "back")], every=True)

    def _end_pair(self, key: str) -> None:
        """The second key of a pair."""
        first, self._begun = self._begun, ""
        self.offer_keys()
        found = next((command.id for second, command in after(first) if second == key), "")
        if found:
            self.action_do(found)
        elif self.start is not None and self.starting and len(first + key) == 2 and (first + key).isalpha():
            self.start.write(first + key)  # no pair, but a word that begins like one
        elif key != "escape":
            said = f"{show_key(first)} and then {show_key(key)} does nothing"
            self.tell(f"{said}; {show_key(first)} alone shows what may follow.")

    def action_write(self, character: str) -> None:
        """A letter on the five steps begins the line of the step that is open."""
        if not self.awake and character in keys_of("quit"):
            self.action_do("quit")
        elif not self.awake:
            self.early = "edit"
            self.early_keys.append(events.Key(character, character))
        elif self.start is not None:
            self.start.write(character)

    def action_do(self, command: str) -> None:
        """Do a command, if it makes sense here."""
        if self.footer.notice:
            self.footer.tell("")
        if not self.awake and command not in EARLY:
            self.early = command
            return
        if self.start is not None and self.starting and self.start.do(command):
            return
        if not self.deeds.can(command):
            self.tell(self.deeds.why_not(command))
            return
        self.deeds.do(command)

    def verdict_here(self) -> Verdict | None:
        """The coach on the item under the cursor."""
        item = self.here
        return self.side.verdict(item.id) if item is not None else None

    def show_lines(self, title: str, lines: Callable[[int], Sequence[Line]]) -> None:
        """Open a page of text."""
        from okrtui.tui.screens.page import Page

        self.app.push_screen(Page(title, lines))

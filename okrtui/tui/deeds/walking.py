"""The five steps: beginning one, going on after it, and walking through what one lacks."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from okrtui.coach.steps import ENOUGH, enough
from okrtui.plan import edits
from okrtui.plan.entities import ROOT, Entity, KeyResult, Kpi, Objective, Priority, Root
from okrtui.plan.numbers import BLANK
from okrtui.tui.commands import key_of
from okrtui.tui.deeds.part import Part
from okrtui.tui.editing import Editing, is_empty
from okrtui.tui.place import Place
from okrtui.tui.rows import item_title
from okrtui.tui.screens.picker import Choice, Picker
from okrtui.tui.speech import START_OFFER
from okrtui.tui.view import PANES

if TYPE_CHECKING:
    from okrtui.tui.screens.main import MainScreen

_ASKED: dict[tuple[int, type[Entity]], tuple[str, ...]] = {
    (2, Objective): ("why", "priority"),
    (3, KeyResult): ("owner",),
    (4, KeyResult): ("kpis",),
    (4, Kpi): ("action", "owner", "cadence", "drivers"),
}
"""The fields that a step asks of a kind of row, the most important first."""
ENOUGH_KPIS = 2
"""With two KPIs a first quarter can begin; until then step 4 asks for another one."""


class Walking(Part):
    """Leads through the five steps, one thing at a time."""

    def __init__(self, screen: MainScreen) -> None:
        super().__init__(screen)
        self._walked: dict[int, int] = {}
        """For each step, how many of its items have been shown."""
        self._opened = ""
        """The row whose field a step opened last."""
        self.filling = 0
        """The step (1 to 5) of which a field is being filled in: the card goes on with it while it lacks something."""

    def begin_step(self, number: int) -> None:
        """Write what a step (1 to 5) lacks: its rows first; then go to those that lack something."""
        screen, plan, typing = self.screen, self.screen.plan, self.screen.deeds.typing
        self._guide(number)
        self.filling = 0
        objectives = plan.objectives(screen.view.cycle_id)
        match number:
            case 1:
                typing.open(Place(Root, ROOT))
            case 2 if not plan.priorities or not objectives:
                self._open_line(number)
            case 3 if not all(plan.key_results(objective.id) for objective in objectives) or not objectives:
                self._open_line(number)
            case 3 if blank := self._with_blanks(objectives):
                screen.show_item(blank.id, visit=False)
                typing.open(Place(KeyResult, blank.id))
            case 4 if len(plan.watched) < ENOUGH_KPIS:
                self._open_line(number)
            case 5 if plan.root.review_cadence and (cycle := screen.view.cycle) and cycle.state == "active":
                screen.action_do("review")
            case 5:
                self.ask_cadence()
            case _:
                self._look_into(number)

    def _with_blanks(self, objectives: Sequence[Objective]) -> KeyResult | None:
        """The first key result that still has blanks to fill in."""
        rows = (row for objective in objectives for row in self.screen.plan.key_results(objective.id))
        return next((row for row in rows if BLANK in row.title), None)

    def write(self, number: int, character: str) -> bool:
        """Begin the next line of a step (1 to 5) with what was typed; False for a step that has no line to write."""
        screen = self.screen
        if number == 5 or (number == 1 and screen.plan.root.statement):
            return False
        self._guide(number)
        self._open_line(number)
        if screen.typing:
            screen.editor.area.insert(character)
        return True

    def _guide(self, number: int) -> None:
        self.screen.guiding = self.screen.guiding or self.screen.starting
        self.screen.guided = number

    def _open_line(self, number: int) -> None:
        """Open the row that a step's next line goes to."""
        screen, plan, typing = self.screen, self.screen.plan, self.screen.deeds.typing
        objectives = plan.objectives(screen.view.cycle_id)
        match number:
            case 1:
                typing.open(Place(Root, ROOT))
            case 2 if not plan.priorities:
                typing.open(Place(Priority))
            case 2:
                if typing.ensure_cycle():
                    typing.open(Place(Objective, parent=screen.view.cycle_id))
            case 3 if not objectives:
                screen.tell("Key results need an objective first: step 2.")
            case 3:
                first = next((o for o in objectives if not plan.key_results(o.id)), objectives[-1])
                screen.view.choose_objective(first.id)
                screen.reload()
                typing.open(Place(KeyResult, parent=first.id))
            case _:
                typing.open(Place(Kpi))

    def _look_into(self, number: int) -> None:
        """Open the next field that a step (1 to 5) waits for; without one, leave the card for what it lacks."""
        screen = self.screen
        if waiting := self._fields(number):
            rows = [row for row, _ in waiting]
            after = rows.index(self._opened) + 1 if self._opened in rows else 0  # left empty: on to the next row
            item, field = waiting[after % len(waiting)]
            self._opened, self.filling = item, number
            self._fill_in(item, field)
            return
        screen.leave_start()
        screen.guiding = False
        if self._lacking(number - 1):
            self.walk_step(number - 1)
        else:
            screen.show_pane(PANES[number - 1])

    def _fill_in(self, item: str, field: str) -> None:
        """Open the editor of a row on one of its fields."""
        screen, row = self.screen, self.screen.plan.item(item)
        if row is not None:
            screen.show_item(item, visit=False)
            screen.deeds.typing.open(Place(type(row), item))
            if screen.typing:
                screen.editor.go_to(field)

    def _fields(self, number: int) -> list[tuple[str, str]]:
        """The rows that lack a field that a step (1 to 5) asks of them, and the first such field of each."""
        found: list[tuple[str, str]] = []
        for item in self._lacking(number - 1):
            row = self.screen.plan.item(item)
            asked = _ASKED.get((number, type(row)), ()) if row else ()
            found += [(item, name) for name in asked if is_empty(getattr(row, name))][:1]
        return found

    def _lacking(self, index: int) -> list[str]:
        """Ids of the rows in which a step lacks something, as far as they are still there."""
        steps = self.screen.side.steps
        found = steps[index].items if index < len(steps) else ()
        return [item for item in found if self.screen.plan.item(item) is not None]

    def ask_cadence(self) -> None:
        """How often the plan is reviewed."""
        screen = self.screen
        words = ("weekly", "fortnightly", "monthly")
        choices = [Choice(word, word, str(i)) for i, word in enumerate(words, 1)]

        def done(answer: object) -> None:
            if isinstance(answer, str) and answer:
                self.apply(edits.change(screen.plan, ROOT, review_cadence=answer))
            if screen.guiding:
                screen.open_start()

        note = "A review takes a few minutes: values, confidence, what to change. Weekly suits most quarters."
        now = screen.plan.root.review_cadence or "weekly"
        screen.app.push_screen(Picker("When do you look again?", choices, note=note, selected=now), done)

    def ended(self, editing: Editing) -> None:
        """After a series of rows: on with the five steps, if they opened it; else a word on what comes next."""
        screen = self.screen
        if screen.deeds.rewording.ended(editing):
            return
        if not screen.guiding:
            self._lead_on(editing)
            return
        if (
            editing.place.entity is Priority
            and not screen.plan.objectives(screen.view.cycle_id)
            and screen.plan.priorities
        ):
            if screen.deeds.typing.ensure_cycle():
                screen.deeds.typing.open(Place(Objective, parent=screen.view.cycle_id))
                screen.tell(f"Next, where these lead: objectives. {key_of('put_back')} goes back to the five steps.")
            return
        screen.open_start()

    def _lead_on(self, editing: Editing) -> None:
        """While a quarter is drafted: to the pane that is still empty after the one that was written, and say so."""
        screen, plan, place = self.screen, self.screen.plan, editing.place
        cycle = screen.view.cycle
        if (place.row and place.entity is not Root) or place.link or (cycle is not None and cycle.state != "draft"):
            return
        objectives = plan.objectives(screen.view.cycle_id)
        bare = next((o for o in objectives if not plan.key_results(o.id)), None)
        new = key_of("new")
        if place.entity is Root and plan.root.statement and not plan.priorities:
            screen.tell(f"Next, what matters most now: {new} writes a priority.")
        elif place.entity is Priority and plan.priorities and not objectives:
            screen.show_pane("objectives")
            screen.tell(f"Next, where these lead: {new} writes an objective.")
        elif place.entity in (Objective, KeyResult) and bare is not None:
            screen.view.choose_objective(bare.id)
            screen.reload()
            screen.show_pane("results")
            screen.tell(f"Next, how you will know: {new} writes a key result of “{item_title(bare.title, 30)}”.")
        elif place.entity is KeyResult and objectives and not plan.kpis:
            screen.show_pane("kpis")
            screen.tell(f"Next, what tells you early: {new} writes a KPI.")
        elif place.entity is Kpi and enough(plan, screen.view.cycle_id):
            screen.tell(f"{ENOUGH} {START_OFFER} {key_of('cycle_step')}")

    def walk_step(self, index: int) -> None:
        """Go to the next item in which a step lacks something; to begin the step when there is none."""
        screen = self.screen
        step = screen.side.steps[index] if index < len(screen.side.steps) else None
        if step is None:
            return
        items = self._lacking(index)
        if not items:
            if step.state == "done":
                screen.tell(f"Step {step.number} is done.")
            else:
                self.begin_step(step.number)
            return
        at = self._walked.get(index, 0) % len(items)
        self._walked[index] = at + 1
        screen.show_item(items[at])
        screen.tell(f"{step.brief()} ({at + 1} of {len(items)}; {key_of('coach')} and enter for the next)")

"""Commands that change the plan: each is one action of the user, one transaction, one undo."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from okrtui.plan import edits
from okrtui.plan.edits import title_of
from okrtui.plan.entities import (
    CheckIn,
    Entity,
    Initiative,
    KeyResult,
    Kpi,
    Measurement,
    Objective,
    Priority,
    Root,
)
from okrtui.plan.errors import PlanError
from okrtui.plan.history import recorded
from okrtui.plan.model import Plan
from okrtui.plan.recording import before_start
from okrtui.tui.commands import key_of
from okrtui.tui.deeds.part import Part
from okrtui.tui.place import Place
from okrtui.tui.rows import count, item_title
from okrtui.tui.screens.picker import Choice, Picker

_NAME = 32
"""Cells of a name in a sentence of the last line."""
_AHEAD = "→ "
"""What a choice begins with that is about where a KPI leads to."""


class Changing(Part):
    """Deletes, moves, links, values, undo."""

    # -- deleting and moving

    def need_delete(self) -> str:
        here = self.screen.here
        return "There is nothing here to delete." if here is None else ""

    def do_delete(self) -> None:
        """Delete the row under the cursor, with all that belongs to it."""
        screen, here = self.screen, self.screen.here
        if here is None:
            return
        if isinstance(here, Root):
            self.apply(
                edits.change(screen.plan, here.id, statement=""),
                said=f"Deleted the strategy. {key_of('undo')} brings it back.",
            )
            return
        screen.session.history(here.id)
        along = goes_along(screen.plan, here)
        instead = f", then {key_of('archive')} archives it" if isinstance(here, Kpi) and along else ""
        name = item_title(title_of(here), 40 if screen.wide else 14 if instead else 26)  # undo is to be seen
        self.attempt(
            lambda: edits.delete(screen.plan, here.id),
            said=f"Deleted “{name}”{along}. {key_of('undo')} brings it back{instead}.",
        )

    def need_move_down(self) -> str:
        return self.need_item(
            Priority, Objective, KeyResult, Initiative, Kpi, otherwise="The strategy stays at the top."
        )

    need_move_up = need_move_down

    def do_move_down(self) -> None:
        self._move(1)

    def do_move_up(self) -> None:
        self._move(-1)

    def _move(self, step: int) -> None:
        here = self.screen.here
        if here is not None:
            edit = edits.move(self.screen.plan, here.id, step)
            if not edit:
                self.screen.tell("It is the last one already." if step > 0 else "It is the first one already.")
            self.apply(edit)

    # -- links

    def need_link(self) -> str:
        here = self.screen.here
        if isinstance(here, KeyResult | Kpi):
            others = any(kpi.id != here.id for kpi in self.screen.plan.watched)
            others = others or (isinstance(here, Kpi) and bool(self._ahead_of(here)))
            return "" if others else f"There is no KPI to link yet: {key_of('pane_4')}, then {key_of('new')}."
        if isinstance(here, Objective):
            return (
                ""
                if self.screen.plan.priorities
                else f"There is no priority to link yet: {key_of('pane_1')}, then {key_of('new')}."
            )
        return "Links are for objectives, key results and KPIs."

    def do_link(self) -> None:
        """Tick what leads to a key result, what causes a KPI and what that leads to; choose an objective's priority."""
        screen, here = self.screen, self.screen.here
        plan = screen.plan
        if isinstance(here, Objective):
            choices = [Choice(p.id, p.title, str(i)) for i, p in enumerate(plan.priorities, 1) if p.dropped is None]
            choices.append(Choice("none", "none of them", "0"))

            def choose(answer: object) -> None:
                if isinstance(answer, str):
                    chosen = plan.find(answer, Priority)
                    said = f"It serves “{item_title(chosen.title, _NAME)}” now." if chosen else "It serves no priority."
                    self.apply(edits.change(plan, here.id, priority=chosen and chosen.id), said=said)

            screen.app.push_screen(
                Picker("Which priority calls for it?", choices, selected=here.priority or ""), choose
            )
            return
        if not isinstance(here, KeyResult | Kpi):
            return
        linked = here.kpis if isinstance(here, KeyResult) else here.drivers
        order = [*linked, *(kpi.id for kpi in plan.watched if kpi.id not in linked and kpi.id != here.id)]
        names = [(row, plan.find(row, Kpi)) for row in order]
        choices = [Choice(row, _with_word(kpi), on=row in linked) for row, kpi in names if kpi]
        if isinstance(here, Kpi):
            self._link_both_ways(here, choices)
            return

        def link(answer: object) -> None:
            if isinstance(answer, tuple):
                said = said_linked(plan, here, linked, answer)
                self.attempt(lambda: edits.change(plan, here.id, kpis=answer), said=said)

        screen.app.push_screen(Picker("Which KPIs lead to it?", choices, many=True), link)

    def _ahead_of(self, kpi: Kpi) -> Sequence[KeyResult | Kpi]:
        from okrtui.plan.causing import ahead

        return ahead(self.screen.plan, kpi.id, self.screen.view.cycle_id)

    def _link_both_ways(self, kpi: Kpi, causes: Sequence[Choice]) -> None:
        """Tick what causes a KPI, and what it causes or leads to; of a leading one that comes first."""
        from okrtui.plan import causing

        plan, offered = self.screen.plan, self._ahead_of(kpi)
        effects = [Choice(_AHEAD + row.id, f"→ {title_of(row)}", on=causing.leads_to(row, kpi.id)) for row in offered]
        leading = kpi.timing == "leading"

        def link(answer: object) -> None:
            if not isinstance(answer, tuple):
                return
            wanted = [one.removeprefix(_AHEAD) for one in answer if one.startswith(_AHEAD)]
            behind = tuple(one for one in answer if not one.startswith(_AHEAD))
            now = [row for row in offered if row.id in wanted and not causing.leads_to(row, kpi.id)]
            said = [said_linked(plan, kpi, kpi.drivers, behind)]
            said += [f"It leads to “{item_title(title_of(row), _NAME)}” now." for row in now[:1]]
            said += [f"And to {len(now) - 1} more."] if len(now) > 1 else []
            self.attempt(
                lambda: causing.link_both_ways(plan, kpi.id, behind, wanted, offered), said=" ".join(filter(None, said))
            )

        choices = [*effects, *causes] if leading else [*causes, *effects]
        question = "What does it lead to, what causes it?" if leading else "What causes it, what does it lead to?"
        note = "→ stands before what it leads to or causes; the others are what causes it."
        self.screen.app.push_screen(Picker(question, choices, many=True, note=note), link)

    # -- values

    def need_value(self) -> str:
        here = self.screen.here
        if isinstance(here, KeyResult) and (early := before_start(self.screen.plan, here, self.screen.world.today)):
            return early
        return self.need_item(KeyResult, Kpi, otherwise="Values are for key results and KPIs.")

    def do_value(self) -> None:
        """Today's value, typed under the row."""
        here = self.screen.here
        if isinstance(here, KeyResult):
            self.screen.deeds.typing.open(Place(CheckIn, here.id))
        elif isinstance(here, Kpi):
            self.screen.deeds.typing.open(Place(Measurement, here.id))

    # -- the sample

    def need_sample(self) -> str:
        plan = self.screen.plan
        if plan.empty and not plan.cycles:
            return ""
        beside = "" if self.screen.app.is_web else " In a terminal, okrtui demo opens one beside it."
        return f"An example fills an empty plan, and this one has rows.{beside}"

    def do_sample(self) -> None:
        """Choose an example, and fill the empty plan with it, in its fifth week today."""
        from okrtui.exchange.examples import EXAMPLES

        choices = [Choice(example.name, example.line, str(n)) for n, example in enumerate(EXAMPLES, 1)]
        note = f"A finished plan of somebody else, in its fifth week today. One {key_of('undo')} empties yours again."
        self.screen.app.push_screen(Picker("Which example?", choices, note=note, selected=EXAMPLES[0].name), self._fill)

    def _fill(self, name: object) -> None:
        if not isinstance(name, str):
            return
        from okrtui.clock import SAMPLE_DAY
        from okrtui.tui.samples import sample_edit

        screen = self.screen
        edit = sample_edit(screen.session, name, screen.world.today - SAMPLE_DAY)
        screen.leave_start()
        screen.guiding = False
        if self.apply(edit, said=f"This is an example to look around in. One {key_of('undo')} empties the plan again."):
            screen.show_pane(screen.view.open())
            screen.side.judge(())  # of the quarter that is shown from now on
            screen.reload()

    # -- undo

    def do_undo(self) -> None:
        """Bring back what Escape put away, else take back the last action."""
        screen = self.screen
        if screen.deeds.drafting.bring_back():
            return
        if screen.app.demo and not screen.app.done:  # type: ignore[attr-defined]
            screen.tell("There is nothing to undo: the sample is as it was.")
            return
        self._again(screen.session.undo)

    def do_redo(self) -> None:
        self._again(self.screen.session.redo)

    def _again(self, what: Callable[[], object]) -> None:
        try:
            what()
        except PlanError as error:
            self.screen.tell(str(error))
        else:
            self.screen.deeds.hearing.wait()


def _with_word(kpi: Kpi) -> str:
    """A KPI's name, with the word for one that is archived."""
    return f"{kpi.name} · archived" if kpi.archived else kpi.name


def said_linked(plan: Plan, row: KeyResult | Kpi, before: Sequence[str], after: Sequence[str]) -> str:
    """What came of ticking the KPIs behind a row: those that are new, those that are not linked any more.

    Of a slow KPI that was linked to a key result it says that this is no early sign.
    """
    verb = "lead" if isinstance(row, KeyResult) else "cause"
    new = [kpi for one in after if one not in before and (kpi := plan.find(one, Kpi))]
    gone = [kpi for one in before if one not in after and (kpi := plan.find(one, Kpi))]
    to = " to it now" if verb == "lead" else " it now"
    said = [f"{_names(new)} {verb}{'s' if len(new) == 1 else ''}{to}."] if new else []
    said += [f"{_names(gone)} {'is' if len(gone) == 1 else 'are'} not linked any more."] if gone else []
    slow = [kpi for kpi in new if kpi.timing == "lagging"] if verb == "lead" else []
    if slow:
        first = item_title(slow[0].name, _NAME)
        said.append(f"“{first}” is lagging, no early sign: {key_of('causes')} on it asks what moves first.")
    return " ".join(said)


def _names(kpis: Sequence[Kpi]) -> str:
    """The first two names, and how many more there are."""
    names = [f"“{item_title(kpi.name, _NAME)}”" for kpi in kpis[:2]]
    names += [f"{len(kpis) - 2} more"] if len(kpis) > 2 else []
    return " and ".join(filter(None, (", ".join(names[:-1]), names[-1])))


def goes_along(plan: Plan, row: Entity) -> str:
    """What is deleted with a row, as words to be added: " with 2 initiatives"; empty for nothing."""
    results = list(plan.key_results(row.id)) if isinstance(row, Objective) else []
    owners = [row.id] if isinstance(row, KeyResult) else [result.id for result in results]
    bets = sum(len(plan.initiatives(owner)) for owner in owners)
    values = recorded(plan, row) if isinstance(row, Kpi) else 0
    checks = len(plan.check_ins(row.id)) if isinstance(row, KeyResult) else 0
    parts = ((len(results), "key result"), (bets, "initiative"), (values, "value"), (checks, "check-in"))
    said = [count(number, one) for number, one in parts if number]
    return f" with {', '.join(said[:-1])}{' and ' if said[1:] else ''}{said[-1]}" if said else ""

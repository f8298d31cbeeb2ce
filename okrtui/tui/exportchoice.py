"""What is chosen in the export dialog: format, scope, and what stays at home."""

from __future__ import annotations

import os

from okrtui.exchange.leaving import WITHOUT, counted, held_by_table, leaving
from okrtui.plan.entities import Cycle, Entity, Kpi, Root
from okrtui.plan.model import Plan
from okrtui.plan.naming import kind_name
from okrtui.tui.commands import key_of
from okrtui.tui.exportpaths import proposed_name
from okrtui.tui.exports import FORMATS, Format, Job, Scope, what_of
from okrtui.tui.rows import World, count

LEAVES_OUT = tuple(WITHOUT)
"""What a TOML file can be without, in the order of their digits."""
_QUARTER = 100
"""Days; a longer cycle is not called a quarter."""


class ExportChoice:
    """The choices for one plan, with a cycle and a row at hand. Only what works can be chosen."""

    def __init__(self, world: World, file: str, cycle: Cycle | None, row: Entity | None) -> None:
        self._plan = world.plan
        self._world = world
        self._file = file
        self._cycle = cycle
        self._row = row
        self.forms = [form for form in FORMATS if self.scopes_of(form)]
        self.form = self.forms[0]
        self._wanted: Scope = "cycle"
        self._without: set[str] = set()

    def scopes_of(self, form: Format) -> list[Scope]:
        """What a format can hold of what there is."""
        there: dict[Scope, bool] = {"cycle": self._cycle is not None, "plan": True, "row": self._row is not None}
        return [scope for scope in form.scopes if there[scope]]

    @property
    def scopes(self) -> list[Scope]:
        """What the chosen format can hold."""
        return self.scopes_of(self.form)

    @property
    def scope(self) -> Scope:
        """What goes out: what was chosen last, as far as the format can hold it."""
        return self._wanted if self._wanted in self.scopes else self.scopes[0]

    @scope.setter
    def scope(self, scope: Scope) -> None:
        if scope in self.scopes:
            self._wanted = scope

    @property
    def can_leave_out(self) -> bool:
        """Whether what is chosen holds what could be left out."""
        return self.form.parts and self.scope != "row"

    @property
    def without(self) -> frozenset[str]:
        """What stays at home."""
        return frozenset(self._without) if self.can_leave_out else frozenset()

    def tick(self, word: str) -> None:
        """Leave something out, or not."""
        if self.can_leave_out:
            self._without.symmetric_difference_update({word})

    def take_ending(self, name: str) -> bool:
        """Choose the format that a typed file name ends in; whether there is one."""
        ending = os.path.splitext(name.strip())[1].lower()
        found = next((form for form in self.forms if ending in form.suffixes), None)
        self.form = found or self.form
        return found is not None

    @property
    def file_name(self) -> str:
        """The file name that goes with the choices."""
        return proposed_name(self._plan, self._file, self.form, self.scope, self._cycle, self._row)

    def label(self, scope: Scope) -> str:
        """A scope in two words."""
        if scope == "plan":
            return "whole plan"
        if scope == "row" and self._row is not None:
            return "only the strategy" if isinstance(self._row, Root) else f"only this {kind_name(type(self._row))}"
        cycle = self._cycle
        dated = cycle is not None and cycle.start and cycle.end and (cycle.end - cycle.start).days <= _QUARTER
        return "this quarter" if dated else "this cycle"

    @property
    def sentence(self) -> str:
        """What goes out, and what it is good for."""
        what = what_of(self.scope, self._cycle, self._row)
        if self.form.page and self.scope == "cycle":
            what += ", with all KPIs that are watched"
        elif self.form.parts and self.scope == "cycle":
            what += f", with the KPIs{'' if self.form.name == 'CSV' else ' and priorities'} that it links to"
        return f"{what[:1].upper()}{what[1:]}. {self.form.says}{self._left_at_home()}"

    def _left_at_home(self) -> str:
        """How many watched KPIs do not go out with a quarter, and the key that takes them along; empty for none."""
        if self.form.page or not self.form.parts or self.scope != "cycle" or self._cycle is None:
            return ""
        held = leaving(self._plan, cycle=self._cycle.id).table(Kpi)
        left = sum(kpi.id not in held for kpi in self._plan.watched)
        if not left:
            return ""
        many = f"{count(left, 'KPI')} that no key result of it links to {'stay' if left > 1 else 'stays'} at home"
        return f" {many}; {key_of('export_plan')} takes {'them' if left > 1 else 'it'} along."

    def preview(self, plan: Plan) -> str:
        """What leaves the house, counted; `plan` holds the whole history. Empty where nothing can be left out."""
        if not self.can_leave_out:
            return ""
        job = self.job("", force=False)
        job.plan = plan
        stays = f"; without {', '.join(word for word in LEAVES_OUT if word in self.without)}" if self.without else ""
        held = held_by_table if self.form.name == "CSV" else counted
        return f"Goes out: {held(job.part())}{stays}."

    def job(self, path: str, *, force: bool) -> Job:
        """The export of what is chosen; its plan is still to be put in."""
        today, method = self._world.today, self._world.method
        return Job(Plan(), self.form, self.scope, self._cycle, self._row, self.without, today, method, path, force)

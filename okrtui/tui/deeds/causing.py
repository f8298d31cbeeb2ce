"""What causes this, what would tell you early: KPIs named one after the other, new ones or those that are there."""

from __future__ import annotations

from okrtui.plan import causing
from okrtui.plan.changes import Edit, Insert
from okrtui.plan.edits import title_of
from okrtui.plan.entities import KeyResult, Kpi
from okrtui.tui.deeds.part import Part
from okrtui.tui.editing import Editing
from okrtui.tui.place import Place
from okrtui.tui.rows import item_title


class Causing(Part):
    """Opens a row for a cause, links what is there, and asks on until an empty row or Escape ends it."""

    def need_causes(self) -> str:
        return self.need_item(KeyResult, Kpi, otherwise="Causes are asked of key results and KPIs.")

    def do_causes(self) -> None:
        """A new KPI that leads to the key result, or causes the KPI; a known name links that one."""
        here = self.screen.here
        if here is not None:
            self._ask(here.id, here.id if isinstance(here, Kpi) else None)

    def _ask(self, to: str, after: str | None, said: str = "") -> None:
        """Open a row for the next cause; `said`: what came of the last one."""
        row = self.screen.plan.get(to)
        self.screen.deeds.typing.open(Place(Kpi, after=after, link=to))
        name = item_title(title_of(row), 40 if self.screen.wide else 20)
        asked = "tells you early about" if isinstance(row, KeyResult) else "causes"
        if said:
            self.screen.tell(f"{said} What else {asked} “{name}”? esc ends.")
        elif isinstance(row, KeyResult):
            self.screen.tell(f"What would tell you early about “{name}”? Name a KPI; one that is there is linked.")
        else:
            self.screen.tell(f"What causes “{name}”? Name a KPI; one that is there already is linked.")

    def linked(self, editing: Editing) -> Edit | None:
        """The edit that links a KPI which is there already, when its name was typed as a cause.

        Raises `PlanError` when that KPI is linked already, or is the one that is asked about.
        """
        to = editing.place.link
        return causing.link_named(self.screen.plan, to, editing.text) if to else None

    def go_on(self, place: Place, edit: Edit) -> None:
        """A cause was kept: ask for the next one."""
        kpi = self.screen.plan.find(edit.item, Kpi)
        if kpi is None or self.screen.plan.item(place.link) is None:
            return
        new = any(isinstance(change, Insert) and change.entity.id == kpi.id for change in edit.changes)
        name = item_title(kpi.name, 30 if self.screen.wide else 14)
        said = f"{'Added' if new else 'Watched again' if len(edit.changes) > 1 else 'Linked'} “{name}”."
        self._ask(place.link, kpi.id, said)

    def ended(self, place: Place) -> None:
        """No more causes: back to the row that was asked about."""
        if place.link and self.screen.plan.item(place.link) is not None:
            self.screen.show_item(place.link, visit=False)
            self.screen.tell(f"That is all; back on “{item_title(title_of(self.screen.plan.get(place.link)), 50)}”.")

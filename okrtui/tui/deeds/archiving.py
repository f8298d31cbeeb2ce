"""Putting KPIs and priorities away without deleting them, bringing them back, and listing what was put away."""

from __future__ import annotations

from okrtui.plan.archiving import archive, archived_on, restore, still_needed
from okrtui.plan.edits import title_of
from okrtui.plan.entities import Entity, Kpi, Priority
from okrtui.plan.history import recorded
from okrtui.tui.commands import key_of
from okrtui.tui.deeds.part import Part
from okrtui.tui.rows import count, item_title


class Archiving(Part):
    """Archives and restores the row under the cursor; lists what is archived, or leaves it out."""

    def need_archive(self) -> str:
        words = (
            f"{key_of('archive')} archives a KPI that nobody watches, or drops a priority. "
            f"{key_of('park')} parks an objective; {key_of('cycle_step')} closes a quarter."
        )
        return self.need_item(Kpi, Priority, otherwise=words)

    def do_archive(self) -> None:
        """Put the KPI or the priority away; one that is put away is taken into use again."""
        screen, here = self.screen, self.screen.here
        if here is None:
            return
        name = item_title(title_of(here), 40 if screen.wide else 20)
        undo = f"{key_of('undo')} takes it back."
        if archived_on(here):
            back = "is watched again" if isinstance(here, Kpi) else "matters again"
            self.attempt(lambda: restore(screen.plan, here.id), show=here.id, said=f"“{name}” {back}. {undo}")
            return
        self.attempt(
            lambda: archive(screen.plan, here.id, screen.world.today), said=f"{self._put_away(here, name)} {undo}"
        )

    def _put_away(self, row: Entity, name: str) -> str:
        """What is said of a row that goes: what of it stays, and where it is found."""
        if not isinstance(row, Kpi):
            return f"Dropped “{name}”; {key_of('archived')} lists it."
        self.screen.session.history(row.id)
        many = recorded(self.screen.plan, row)
        kept = f" {'its value stays' if many == 1 else f'its {many} values stay'}," if many else ""
        measured = still_needed(self.screen.plan, row.id)
        still = f" “{item_title(measured[0].title, 24)}” still has its values from it." if measured else ""
        return f"Archived “{name}”:{kept} {key_of('archived')} lists it.{still}"

    def same_name(self, row: str) -> str:
        """What is said when a KPI that was just written has the name of an archived one; empty otherwise."""
        new = self.screen.plan.find(row, Kpi)
        if new is None:
            return ""
        name = new.name.strip().casefold()
        if not any(kpi.archived and kpi.name.strip().casefold() == name for kpi in self.screen.plan.kpis if kpi != new):
            return ""
        return (
            f"There is an archived KPI of this name, with its values: {key_of('undo')}, then {key_of('archived')} "
            f"lists it and {key_of('archive')} brings it back."
        )

    # -- the list

    def _put_away_rows(self) -> list[Entity]:
        plan = self.screen.plan
        return [row for row in (*plan.kpis, *plan.priorities) if archived_on(row)]

    def need_archived(self) -> str:
        said = f"Nothing is archived: {key_of('archive')} archives a KPI that nobody watches, or drops a priority."
        return "" if self.screen.world.archived or self._put_away_rows() else said

    def do_archived(self) -> None:
        """List what was put away below the rest of its pane, or leave it out again."""
        screen = self.screen
        screen.world.archived = not screen.world.archived
        if not screen.world.archived:
            screen.reload()
            screen.tell("Only what is in use is listed.")
            return
        rows = self._put_away_rows()
        here = [row for row in rows if isinstance(row, Kpi) == (screen.pane == "kpis")]
        screen.show_item((here if screen.pane in ("kpis", "strategy") and here else rows)[0].id)
        kpis = sum(isinstance(row, Kpi) for row in rows)
        said = [count(kpis, "archived KPI")] if kpis else []
        said += [count(len(rows) - kpis, "dropped priority", "dropped priorities")] if len(rows) > kpis else []
        screen.tell(
            f"{' and '.join(said)}, below the others: {key_of('archive')} brings one back, "
            f"{key_of('archived')} leaves them out."
        )

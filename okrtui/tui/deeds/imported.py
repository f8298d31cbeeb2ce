"""After an import: how much the coach has to say about what came, and going through it."""

from __future__ import annotations

from collections.abc import Sequence

from okrtui.plan.entities import KeyResult, Kpi, Objective, Root
from okrtui.tui.commands import key_of
from okrtui.tui.deeds.part import Part
from okrtui.tui.screens.picker import Choice, Picker

_NOTHING = "The coach has nothing to say about the lines of this cycle."


class Imported(Part):
    """Opens documents that are pasted, and walks through lines about which the coach has something to say."""

    _rows: tuple[str, ...] = ()
    """The rows that the last import brought."""

    def open(self, text: str, name: str) -> None:
        """Show the lines of a text before they are imported."""
        from okrtui.tui.screens.linetree import LineTreeDialog

        self.screen.app.push_screen(LineTreeDialog(self.screen, text, name))

    def pasted(self, text: str) -> None:
        """Several lines were pasted while no row is edited: they may be a document."""
        screen = self.screen
        lines = [line for line in text.splitlines() if line.strip()]
        if screen.session.readonly:
            screen.tell(screen.session.notice or "The plan is read-only: nothing can be pasted into it.")
        elif len(lines) > 1:
            self.open(text.replace("\0", ""), "what was pasted")
        elif lines:
            screen.tell(f"That is one line: {key_of('new')} opens a new row to paste it into.")

    def came(self, rows: Sequence[str], counts: Sequence[str], *, fresh: bool) -> None:
        """Lines have been imported: show them, and offer to go through what the coach says of them."""
        screen = self.screen
        self._rows = tuple(rows)
        if fresh and screen.starting and screen.start is not None:
            screen.start.close()
        first = next((row for row in rows if isinstance(screen.plan.item(row), KeyResult)), rows[0] if rows else "")
        if first:
            screen.show_item(first)
        done = f"Imported {_listed(counts)}."
        said = f"{done} {key_of('undo')} takes all of it back."
        found = [row for row in rows if row in screen.side.marks]
        if not found:
            screen.tell(f"{said} The coach has nothing to say about it.")
            return
        self._offer(done, said, len(found), len(rows))

    def _offer(self, imported: str, said: str, found: int, rows: int) -> None:
        screen = self.screen

        def done(answer: object) -> None:
            if answer == "walk":
                self._go(0)
            elif answer == "undo":
                screen.action_do("undo")
            else:
                screen.tell(f"{said} {key_of('remark')} goes to the next line with a remark.")

        lines = "one line" if found == 1 else f"{found} lines"
        note = f"{imported}\nThe coach has something to say about {lines} of {rows}."
        choices = [
            Choice("walk", f"Go through them, one after the other ({key_of('remark')} goes on)", "1"),
            Choice("later", "Later", "2"),
            Choice("undo", "Take all of it back", key_of("undo")),
        ]
        screen.app.push_screen(Picker("Imported", choices, note=note), done)

    # -- walking

    def _remarked(self) -> list[str]:
        """Rows about which the coach speaks: of the last import as long as there are any, else of the whole plan."""
        marks, plan = self.screen.side.marks, self.screen.plan
        found = [row for row in self._rows if row in marks and plan.item(row) is not None]
        if found:
            return found
        cycle = self.screen.view.cycle_id
        order: list[str] = [row.id for row in plan.rows() if isinstance(row, Root)]
        for objective in plan.objectives(cycle):
            order += [objective.id, *(result.id for result in plan.key_results(objective.id))]
        order += [kpi.id for kpi in plan.kpis]
        return [row for row in order if row in marks]

    def need_remark(self) -> str:
        # asked after every key: whether a mark is on a line of this cycle is found out when the command is done
        return "" if self.screen.side.marks else _NOTHING

    def do_remark(self) -> None:
        """Go to the next line that the coach has something to say about."""
        found = self._remarked()
        if not found:
            self.screen.tell(_NOTHING)
            return
        here = self.screen.here
        at = found.index(here.id) + 1 if here is not None and here.id in found else 0
        self._go(at % len(found))

    def _go(self, at: int) -> None:
        found = self._remarked()
        if not found:
            return
        row = found[at]
        self.screen.show_item(row)
        item = self.screen.plan.item(row)
        kind = "KPI" if isinstance(item, Kpi) else "objective" if isinstance(item, Objective) else "line"
        what = "imported lines" if row in self._rows else "lines"
        self.screen.tell(
            f"This {kind} is {at + 1} of {len(found)} {what} with a remark; {key_of('remark')} goes to the next."
        )


def _listed(words: Sequence[str]) -> str:
    *most, last = words or ["nothing"]
    return f"{', '.join(most)} and {last}" if most else last

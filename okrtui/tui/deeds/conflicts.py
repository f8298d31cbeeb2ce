"""Conflicts of a merge: the screen that decides them, and the sentence that says they wait."""

from __future__ import annotations

from okrtui.plan.entities import MergeConflict
from okrtui.plan.model import Plan
from okrtui.tui.deeds.part import Part


class Conflicts(Part):
    """Shows the conflicts of a merge."""

    def need_conflicts(self) -> str:
        """There must be one."""
        if self.screen.plan.table(MergeConflict):
            return ""
        return "There is nothing to decide: no merge has left a conflict in this plan."

    def do_conflicts(self) -> None:
        """Both values of each, and the choice."""
        from okrtui.tui.screens.conflicts import ConflictsScreen

        self.screen.app.push_screen(ConflictsScreen(self.screen), self.screen.deeds.standing.left)


def waiting(plan: Plan) -> str:
    """That there are conflicts to decide, as a sentence; empty when there are none."""
    many = len(plan.table(MergeConflict))
    if not many:
        return ""
    return f"{many} conflict{'' if many == 1 else 's'} of a merge to decide: C."

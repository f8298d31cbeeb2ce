"""Copying the row under the cursor, with all that stands below it, or the cycle."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING

from okrtui.plan.entities import Entity, Root
from okrtui.plan.errors import PlanError
from okrtui.plan.model import Plan
from okrtui.tui.deeds.part import Part
from okrtui.tui.screens.picker import Choice, Picker
from okrtui.tui.waiting import whole_plan

if TYPE_CHECKING:
    from okrtui.tui.exports import Job, Scope

_LONGEST = 60


class Copying(Part):
    """Commands that fill the clipboard."""

    def need_copy(self) -> str:
        if self.screen.here is None and self.screen.view.cycle is None:
            return "There is nothing to copy here yet."
        return ""

    def do_copy(self) -> None:
        """Ask what of it, and copy that."""
        from okrtui.tui.exports import what_of

        screen, here = self.screen, self.screen.here
        choices = []
        if here is not None:
            name = what_of("row", None, here)
            choices = [
                Choice("row t", f"{_short(name)}, as text", "t"),
                Choice("row m", "the same as Markdown, with how it stands", "m"),
                Choice("row o", "the same as TOML, with its history", "o"),
            ]
        if screen.view.cycle is not None:
            choices.append(Choice("cycle m", f"all of {screen.view.cycle.name}, as Markdown", "c"))
        # whoever pressed ^C to leave finds the way here
        choices.append(Choice("leave", "nothing: leave okrtui; everything is saved", "q"))
        screen.app.push_screen(Picker("Copy", choices), lambda answer: self._copy(answer, here))

    def _copy(self, answer: str | tuple[str, ...] | None, here: Entity | None) -> None:
        if not isinstance(answer, str):
            return
        if answer == "leave":
            self.screen.action_do("quit")
            return
        from okrtui.tui.exports import FORMATS, Job

        scope: Scope = "row" if answer.startswith("row") else "cycle"
        form = next(form for form in FORMATS if form.name == _FORMATS[answer[-1]])
        screen = self.screen
        if form.whole and isinstance(here, Root):
            scope = "plan"
        job = Job(
            screen.plan, form, scope, screen.view.cycle, here, frozenset(), screen.world.today,
            screen.settings.method,
        )  # fmt: skip
        screen.tell(f"Copying {job.what} …")
        screen.run_worker(self._do(job), exclusive=True, group="copy")

    async def _do(self, job: Job) -> None:
        from okrtui.tui.clipboard import copied
        from okrtui.tui.exports import told

        try:
            session = self.screen.session
            job.plan = await whole_plan(session) if job.form.whole else Plan(session.plan.rows())
            text = await asyncio.to_thread(job.copied)
        except PlanError as error:
            self.screen.tell(str(error))
            return
        self.screen.app.copy_to_clipboard(text)
        self.screen.tell(copied(told(job, text)))


_FORMATS = {"t": "Plain text", "m": "Markdown", "o": "TOML"}


def _short(name: str) -> str:
    return name if len(name) <= _LONGEST else name[: _LONGEST - 1] + "…"

"""The review session: beginning one, going on with it, and what the main screen says of it."""

from __future__ import annotations

from contextlib import suppress
from datetime import datetime
from typing import TYPE_CHECKING

from okrtui import clock
from okrtui.plan.errors import PlanError
from okrtui.tui.commands import key_of
from okrtui.tui.deeds.part import Part

if TYPE_CHECKING:
    from okrtui.plan.changes import Change
    from okrtui.plan.entities import Review
    from okrtui.plan.reviewing import Agenda
    from okrtui.plan.reviewnews import News
    from okrtui.tui.reviewrun import Run
    from okrtui.tui.screens.main import MainScreen
    from okrtui.tui.screens.review import ReviewScreen


class Reviewing(Part):
    """Opens the review on the shown cycle, or on the one that was paused."""

    def __init__(self, screen: MainScreen) -> None:
        super().__init__(screen)
        self._paused: Run | None = None
        self._looked = False

    def need_review(self) -> str:
        from okrtui.plan.reviewing import cycle_to_review

        session = self.screen.session
        if session.readonly:
            return session.notice
        _, why = cycle_to_review(self.screen.plan, self.screen.view.cycle_id, self.screen.world.today)
        return why

    def do_review(self) -> None:
        """Open the review: a new one, or the one that was paused."""
        from okrtui.plan.reviewing import agenda, cycle_to_review
        from okrtui.tui.reviewdesk import Desk
        from okrtui.tui.reviewframe import opening_of
        from okrtui.tui.screens.review import ReviewScreen

        screen, today = self.screen, self.screen.world.today
        now = cycle_to_review(screen.plan, screen.view.cycle_id, today)[0]
        held = self._kept()
        outdated = held is not None and self._is_outdated(held, now)
        cycle = held.cycle if held and not outdated else now
        plans = agenda(screen.plan, cycle, today, screen.settings.method)
        run = held if held and not outdated else None
        run = run or self._begun_elsewhere(plans, besides=held.review if held else "") or self._new(plans)
        paused = run.begun
        if paused:
            run.settle(screen.plan, plans)
        opening = opening_of(
            screen.plan, run, plans, self._news(run), screen.settings.review_minutes, today, paused=paused
        )

        def anew() -> Run:
            fresh = self._new(plans if now == cycle else agenda(screen.plan, now, today, screen.settings.method))
            if now == cycle and run.started.date() == today:  # of one day and quarter there is one review
                fresh.review = run.review
            fresh.last = [one for one in fresh.last if one not in run.decided.values()]
            return fresh

        page = ReviewScreen(Desk(screen, run), opening, anew=anew, look_back=lambda: self._news(run, journal=True))

        def left(finished: bool | None) -> None:
            self._left(page, bool(finished))

        screen.app.push_screen(page, left)

    def _is_outdated(self, held: Run, now: str) -> bool:
        """Whether a paused review is of a quarter that is over, or of none while there is one now.

        What was accepted in it stays in the plan, and the list of reviews shows it as left half-way.
        """
        from okrtui.plan.entities import Cycle

        cycle = self.screen.plan.find(held.cycle, Cycle)
        if cycle is None:
            return bool(now)
        return cycle.state == "closed" or (cycle.state != "active" and cycle.id != now)

    def _new(self, plans: Agenda) -> Run:
        from okrtui.tui.reviewrun import Run

        now = clock.now().time().replace(microsecond=0)
        return Run.begin(plans, datetime.combine(self.screen.world.today, now))

    def _kept(self) -> Run | None:
        """The review that this window paused, or that an earlier one left as a draft."""
        from okrtui.tui.reviewrun import KEY, from_draft

        if self._paused is None and not self._looked:
            self._looked = True
            kept = next((draft for draft in self.screen.session.drafts() if draft.key == KEY), None)
            self._paused = from_draft(kept.text) if kept else None
        return self._paused

    def _begun_elsewhere(self, plans: Agenda, *, besides: str) -> Run | None:
        """A review of today that the plan holds unfinished, and of which there is no draft here."""
        from okrtui.plan.model import when
        from okrtui.plan.reviewing import paused_review
        from okrtui.tui.reviewrun import from_plan

        found = paused_review(self.screen.plan)
        if found is None or found.id == besides or when(found.at)[0] != self.screen.world.today:
            return None
        return from_plan(self.screen.plan, found, plans)

    def _news(self, run: Run, *, journal: bool = False) -> list[News]:
        """What changed since the last review; with what the journal says of rows when it is asked."""
        from okrtui.plan.reviewing import last_review
        from okrtui.plan.reviewnews import news

        screen = self.screen
        last = last_review(screen.plan, run.review)
        changes = self._changes(last) if journal else []
        if journal:
            self._read_since(run.cycle, last)
        return news(screen.plan, run.cycle, last, screen.world.today, changes)

    def _read_since(self, cycle: str, last: Review | None) -> None:
        """Read the values since a review, and those before them, of what has more than were read at the start."""
        from okrtui.plan.model import when

        plan, session = self.screen.plan, self.screen.session
        if last is None or last.at is None:
            return
        with suppress(PlanError):  # the card says then what is known
            for objective in plan.objectives(cycle):
                for row in plan.key_results(objective.id):
                    for item in filter(None, (row.id, row.measured_by)):
                        session.history_from(item, when(last.at)[0])

    def _changes(self, last: Review | None) -> list[Change]:
        if last is not None:
            with suppress(PlanError):  # the card opens without them
                return self.screen.session.changes_after(last.id)
        return []

    def _left(self, page: ReviewScreen, finished: bool) -> None:
        """Back on the main screen: show what the review changed, and say how to go on."""
        screen = self.screen
        run = page.run_
        self._paused = None if finished or not run.begun else run
        screen.side.judge(page.desk.touched)
        screen.reload()
        if finished:
            screen.tell(f"The review is finished. {key_of('reviews')} shows its minutes, and those of all others.")
        elif self._paused is not None:
            accepted = sum(one.startswith("kr:") for one in run.done)
            screen.tell(
                f"The review is paused, {accepted} of {len(run.talk)} key results are through. "
                f"{key_of('review')} goes on."
            )

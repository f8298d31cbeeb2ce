"""What a review does with the plan: what is there, what stands in fields, accepting a page, finishing."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from contextlib import suppress
from typing import TYPE_CHECKING

from okrtui.exchange.minutes_out import Sheet, minutes
from okrtui.plan import edits
from okrtui.plan.entities import Decision, KeyResult, Kpi, Review
from okrtui.plan.errors import PlanError
from okrtui.plan.model import Plan
from okrtui.plan.progress import health, latest, standing
from okrtui.plan.reviewedits import Accepted, finish
from okrtui.plan.reviewing import Shares, decisions_about, read_value, time_shares
from okrtui.session import Event, Failed, Trouble
from okrtui.tui.paint import Piece
from okrtui.tui.reviewanswers import accept, asked_of, before, day_meant, filled, trouble
from okrtui.tui.reviewrun import END, KEY, LAST, OPEN, WELL, WORDS, Run, key_result_of, kpi_of
from okrtui.tui.rows import World, count
from okrtui.tui.text import plain

if TYPE_CHECKING:
    from okrtui.tui.screens.main import MainScreen

Texts = dict[str, str]

_NO_VALUE = "An empty value is none: enter goes on."


class Desk:
    """One review at work on one plan. Lines are those of a page's list, counted from 0."""

    def __init__(self, main: MainScreen, run: Run) -> None:
        self.main = main
        self.run = run
        self.touched: set[str] = set()
        """Rows that the review has changed: the coach judges them anew when it is left."""
        self._asked: set[tuple[str, str]] = set()
        """Values that were asked about, by item: accepted again, they are accepted."""
        self._sent: dict[int, tuple[str, Texts]] = {}
        """Edits on their way to the file: the page and what stood in its fields."""

    # -- what is there

    @property
    def plan(self) -> Plan:
        """The plan as it stands."""
        return self.main.session.plan

    @property
    def world(self) -> World:
        """Plan, today, settings."""
        world = self.main.world
        world.plan = self.plan
        return world

    @property
    def review(self) -> Review | None:
        """The row of the review, from the first thing on that was accepted."""
        return self.plan.find(self.run.review, Review) if self.run.review else None

    @property
    def well(self) -> list[KeyResult]:
        """Key results that go well and are still there."""
        return [row for one in self.run.well if (row := self.plan.find(one, KeyResult))]

    @property
    def decisions(self) -> list[Decision]:
        """Decisions of last time that are still there."""
        return [row for one in self.run.last if (row := self.plan.find(one, Decision))]

    @property
    def kpis(self) -> list[Kpi]:
        """KPIs that were due and are still there."""
        return [row for one in self.run.kpis if (row := self.plan.find(one, Kpi))]

    def about(self, page: str) -> Sequence[Decision]:
        """Decisions of last time about the item of a page."""
        item = key_result_of(page) or kpi_of(page)
        return decisions_about(self.plan, item, self.run.review) if item else ()

    def shares(self, page: str) -> Shares:
        """The time that is left on a page."""
        return time_shares(self.main.settings.review_minutes, self.run.spent, self.run.to_come(page))

    def read_history(self, page: str) -> None:
        """Read the older values of a page's key result, for its chart."""
        row = self.plan.find(key_result_of(page), KeyResult)
        with suppress(PlanError):  # the chart then shows the latest ones
            for item in filter(None, (row.id, row.measured_by) if row else ()):
                self.main.session.history(item)

    # -- what stands in fields

    def texts(self, page: str, line: int = 0) -> Texts:
        """What the fields of a page hold: as they were left, else what is known already."""
        left = self.run.fields.get(page)
        if page == WELL:
            return {"value": (left or {}).get(self._line(line), "")}
        return dict(left) if left is not None else self._given(page)

    def _line(self, line: int) -> str:
        """The key result on a line of the list of those that go well; empty when there is none."""
        return self.well[line].id if line < len(self.well) else ""

    def _given(self, page: str) -> Texts:
        if page in WORDS:
            review = self.review
            return {"text": str(getattr(review, WORDS[page])) if review else ""}
        return dict(filled(self.world, self.run, page).texts)

    def remember(self, page: str, texts: Mapping[str, str], line: int = 0) -> None:
        """Keep what stands in the fields of a page, unless it is what was filled in."""
        if page in (OPEN, LAST, END):
            return
        left = self.run.fields.pop(page, {})
        if page == WELL:
            left = {**left, self._line(line): texts.get("value", "")}
            left = {row: text for row, text in left.items() if row and text.strip()}
        else:
            given = self._given(page)
            changed = any(text != given.get(name, "") for name, text in texts.items())
            left = dict(texts) if changed else {}
        if left:
            self.run.fields[page] = left

    def keep(self) -> None:
        """Keep how far it has come, for the case that this window ends."""
        if self.run.begun and not self.over:
            self.main.session.draft(KEY, self.run.as_draft())

    def turn(self, decision: Decision) -> None:
        """Tick a decision, or untick it; it is accepted with the page that shows it."""
        self.run.ticks[decision.id] = not self.run.ticks.get(decision.id, decision.done)
        self.keep()

    # -- accepting

    def accept(self, page: str, texts: Mapping[str, str]) -> str:
        """Accept a page as one action; the page that follows.

        Raises `Refused` for what stands in a field and cannot be taken, and `PlanError` for what cannot be done.
        """
        run = self.run
        held = dict(run.fields.get(WELL, {}) if page == WELL else texts)
        done = accept(self.world, run, page, held)
        self._apply(done, page, held)
        run.fields.pop(page, None)
        run.accept(page)
        if key_result_of(page) or kpi_of(page):
            run.decided[page] = done.decision
        for row, ticked in list(run.ticks.items()):
            decision = self.plan.find(row, Decision)
            if decision is None or decision.done == ticked:
                del run.ticks[row]
        return run.after(page, skip_done=True)

    def doubt(self, page: str, texts: Mapping[str, str]) -> tuple[str, str]:
        """A value on a page that is far from the one before: its item, and what to ask about it, once."""
        item = key_result_of(page) or kpi_of(page)
        values = dict(self.run.fields.get(WELL, {})) if page == WELL else {}
        if item and (text := texts.get("value", "")) != filled(self.world, self.run, page).texts.get("value", ""):
            values = {item: text}  # it did not stand there before
        for about, text in values.items():
            if (about, text) not in self._asked and (asked := asked_of(self.world, about, text)):
                self._asked.add((about, text))
                return about, asked
        return "", ""

    def trouble(self, page: str, name: str, text: str) -> str:
        """What is wrong with a field that is left; empty when it can be taken."""
        given = filled(self.world, self.run, page).texts.get(name, "")
        return trouble(self.world, key_result_of(page) or kpi_of(page), name, text) if text != given else ""

    def _apply(self, done: Accepted, page: str, texts: Texts) -> None:
        """Do an edit; the draft that it grew from goes in the same transaction, and is written anew after it."""
        ticket = self.main.app.apply(done.edit, draft=KEY)  # type: ignore[attr-defined]
        self.run.review = done.review
        self.touched |= {change.row for change in done.edit.changes}
        if ticket:
            self._sent[ticket] = page, texts

    def finish(self) -> str:
        """Finish the review, and return its minutes: they are made anew each time, and kept when they differ.

        Raises `PlanError` when they cannot be kept.
        """
        run, today = self.run, self.world.today
        review = self.review or Review("", run.started)
        sheet = Sheet(review, run.cycle, run.talk, run.well, run.kpis)
        text = minutes(self.plan, sheet, today=today, settings=self.world.method)
        self._apply(finish(self.plan, run.sitting, text, today), END, {})
        return text

    @property
    def over(self) -> bool:
        """Whether the review is finished, and nothing was added to it since."""
        review = self.review
        return review is not None and review.finished and (self.run.page == END or not self._left_over)

    @property
    def _left_over(self) -> bool:
        return bool(self.run.fields or self.run.ticks)

    def discard(self) -> None:
        """Forget how far it has come. Its row goes, unless something was decided in it: then it counts as held."""
        self.main.session.drop_draft(KEY)
        review = self.review
        if review is not None:
            decided = self.plan.children(Decision, review.id)
            edit = edits.change(self.plan, review.id, finished=True) if decided else edits.delete(self.plan, review.id)
            self.main.app.apply(edit)  # type: ignore[attr-defined]

    def end(self) -> bool:
        """Leave the review; whether it is finished. Else it can be taken up again."""
        self.keep()
        if self.over:
            self.main.session.drop_draft(KEY)
        return self.over

    def failed(self, event: Event) -> str:
        """What to say of an edit that did not reach the file; its page is open again. Empty for other events."""
        match event:
            case Failed(ticket, _, error) if ticket in self._sent:
                page, texts = self._sent.pop(ticket)
                if page in self.run.done:
                    self.run.done.remove(page)
                if page != END and texts:
                    self.run.fields[page] = texts
                if self.review is None:
                    self.run.review = ""
                self.keep()
                return f"Not saved: {error} PgUp goes back to it."
            case Trouble(error):
                return str(error)
        return ""

    # -- what is said below the fields

    def says(self, page: str, texts: Mapping[str, str]) -> list[Piece]:
        """What there is to say of the page; and the day that stands in its field, as it is understood."""
        said = self._says(page, texts)
        day = day_meant(self.world, texts.get("by", ""))
        return [*said, ("   " if said else "", ""), ("by ", "dim"), (day, "accent")] if day else said

    def _says(self, page: str, texts: Mapping[str, str]) -> list[Piece]:
        """Last time's confidence once there is a new one; else what is filled in, or what can be done here."""
        known = filled(self.world, self.run, page)
        if kpi := self.plan.find(kpi_of(page), Kpi):
            return self._of_range(kpi, texts.get("value", ""))
        if texts.get("confidence", "").strip():
            said = before(self.plan, key_result_of(page), self.world.today)
            return [("confidence was ", "dim"), (said, "accent")] if said else []
        if known.note and texts.get("value") == known.texts.get("value"):
            return [(known.note, "dim")]
        if page == WELL and self.well:
            return [("Here goes a new value of the line with ▸. tab takes it out, to talk about it.", "dim")]
        if page == END and self._left_over:
            pages = len(self.run.fields) or 1
            return [(f"On {count(pages, 'page')} something was typed and not accepted: PgUp goes back.", "warn")]
        row = self.plan.find(key_result_of(page), KeyResult)
        if row is not None and standing(self.plan, row, self.world.today, self.world.method).value is None:
            return [(_NO_VALUE, "dim")]
        return []

    def _of_range(self, kpi: Kpi, text: str) -> list[Piece]:
        """What to do about a KPI that leaves its range; else that nothing has to be typed."""
        last = latest(self.plan.measurements(kpi.id), self.world.today)
        now = last.value if last else None
        typed = None
        with suppress(PlanError):  # not a number yet
            typed = read_value(text, kpi.unit, now)
        state = health(kpi, typed if typed is not None else now)
        if state in ("out of range", "near the edge"):
            action = kpi.action.strip() or "What do we do about it?"
            return [(f"{state}: ", "bad" if state == "out of range" else "warn"), (plain(action), "")]
        return [(_NO_VALUE, "dim")]

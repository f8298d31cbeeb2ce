"""How far a review has come: its pages, what is accepted, what stands in open fields. It is kept as a draft."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, field, fields
from datetime import datetime
from typing import Any

from okrtui.plan.entities import Decision, KeyResult, Kpi, Review
from okrtui.plan.model import Plan, when
from okrtui.plan.reviewedits import Sitting
from okrtui.plan.reviewing import Agenda, decisions_of_last_time, todays_check_in

KEY = "review"
"""The name under which a review that is going on is kept as a draft: there is one at a time."""

OPEN, LAST, WELL, CUSTOMERS, LEARNED, END = "open", "last", "well", "customers", "learned", "end"
_KEY_RESULT, _KPI = "kr:", "kpi:"
WORDS = {CUSTOMERS: "customers_said", LEARNED: "learned"}
"""Pages that ask for words, and the field of the review that keeps them."""


@dataclass(slots=True)
class Run:
    """A review that is going on. Ids and texts only, so that it can be kept and taken up again."""

    cycle: str
    started: datetime
    review: str = ""
    """The id of its row, from the first thing on that was accepted."""
    last: list[str] = field(default_factory=list)
    talk: list[str] = field(default_factory=list)
    well: list[str] = field(default_factory=list)
    kpis: list[str] = field(default_factory=list)
    page: str = OPEN
    """Where it stands: the page that opens when it goes on."""
    done: list[str] = field(default_factory=list)
    """Pages that were accepted."""
    spent: float = 0.0
    """Seconds that it has taken so far, pauses left out."""
    fields: dict[str, dict[str, str]] = field(default_factory=dict)
    """For each page the texts of its fields, as they were left."""
    ticks: dict[str, bool] = field(default_factory=dict)
    """Decisions that were ticked or unticked and are not accepted as such yet."""
    decided: dict[str, str] = field(default_factory=dict)
    """For each page the decision that it has made."""
    calm: bool = False

    @classmethod
    def begin(cls, agenda: Agenda, started: datetime) -> Run:
        """A new review, with its order fixed: it does not change while values come in."""
        return cls(
            agenda.cycle,
            started,
            last=list(agenda.decisions),
            talk=list(agenda.talk),
            well=list(agenda.well),
            kpis=list(agenda.kpis),
        )

    @property
    def sitting(self) -> Sitting:
        """What its edits need to know."""
        return Sitting(self.review, self.started)

    @property
    def begun(self) -> bool:
        """Whether there is something to go on with."""
        return bool(self.done or self.fields or self.ticks or self.page != OPEN)

    # -- pages

    def pages(self) -> list[str]:
        """All pages in their order."""
        made = [OPEN, *([LAST] if self.last else []), *(_KEY_RESULT + row for row in self.talk)]
        return [*made, *([WELL] if self.well else []), *(_KPI + row for row in self.kpis), CUSTOMERS, LEARNED, END]

    def after(self, page: str, *, skip_done: bool) -> str:
        """The page after one; with `skip_done` the next that was not accepted yet."""
        pages = self.pages()
        rest = pages[pages.index(page) + 1 :] if page in pages else pages[1:]
        return next((one for one in rest if not skip_done or one not in self.done or one == END), END)

    def before(self, page: str) -> str:
        """The page before one."""
        pages = self.pages()
        return pages[max(pages.index(page) - 1, 0)] if page in pages else OPEN

    def go_on(self) -> str:
        """Where a review goes on after its opening card."""
        return self.page if self.page != OPEN and self.page in self.pages() else self.after(OPEN, skip_done=True)

    def number(self, page: str) -> int:
        """Which key result a page is about, from 1 on; 0 for pages about something else."""
        return self.talk.index(row) + 1 if (row := key_result_of(page)) in self.talk else 0

    def to_come(self, page: str) -> int:
        """How many key results are still to be talked about, that of the page included."""
        pages = self.pages()
        rest = pages[pages.index(page) :] if page in pages else []
        return sum(one.startswith(_KEY_RESULT) and (one == page or one not in self.done) for one in rest)

    def accept(self, page: str) -> None:
        """Mark a page as accepted."""
        if page not in self.done:
            self.done.append(page)

    def talk_about(self, row: str) -> str:
        """Take a key result out of those that go well, to be talked about; its page."""
        self.well.remove(row)
        self.talk.append(row)
        values = self.fields.get(WELL, {})
        if value := values.pop(row, ""):
            self.fields[_KEY_RESULT + row] = {"value": value}
        return _KEY_RESULT + row

    def settle(self, plan: Plan, agenda: Agenda) -> None:
        """Leave out what the plan no longer has, and take in what is new in it."""
        self.talk = [row for row in self.talk if plan.find(row, KeyResult)]
        self.well = [row for row in self.well if plan.find(row, KeyResult)]
        self.kpis = [row for row in self.kpis if (kpi := plan.find(row, Kpi)) and not kpi.archived]
        self.last = [row for row in self.last if plan.find(row, Decision)]
        known = {*self.talk, *self.well}
        self.talk += [row for row in agenda.key_results if row not in known]
        if self.review and plan.find(self.review, Review) is None:
            self.review = ""

    # -- keeping

    def as_draft(self) -> str:
        """All of it as a text that `from_draft` takes back."""
        held: dict[str, Any] = {one.name: getattr(self, one.name) for one in fields(self)}
        return json.dumps(held | {"started": self.started.isoformat()}, ensure_ascii=False)


def from_draft(text: str) -> Run | None:
    """A review as it was kept; None for a text that is none."""
    try:
        held = json.loads(text)
        run = Run(str(held["cycle"]), datetime.fromisoformat(held["started"]))
        run.review, run.page = str(held["review"]), str(held["page"])
        run.spent, run.calm = float(held["spent"]), bool(held["calm"])
        for name in ("last", "talk", "well", "kpis", "done"):
            setattr(run, name, [str(one) for one in held[name]])
        run.fields = {str(page): _texts(texts) for page, texts in held["fields"].items()}
        run.ticks = {str(row): bool(done) for row, done in held["ticks"].items()}
        run.decided = _texts(held["decided"])
    except (ValueError, KeyError, TypeError, AttributeError):
        return None
    return run


def _texts(held: Mapping[str, object]) -> dict[str, str]:
    return {str(name): str(text) for name, text in held.items()}


def from_plan(plan: Plan, paused: Review, agenda: Agenda) -> Run | None:
    """A review that was paused elsewhere, as far as the plan tells: values of its day are accepted."""
    if paused.at is None:
        return None
    day, begun = when(paused.at)
    run = Run.begin(agenda, begun if begun != datetime.min else datetime.combine(day, datetime.min.time()))
    run.review = paused.id
    run.last = [one.id for one in decisions_of_last_time(plan, paused.id)]
    said = {row: todays_check_in(plan, row, day) for row in agenda.key_results}
    run.talk += [row for row in run.well if (one := said[row]) and one.confidence is not None]
    run.well = [row for row in run.well if row not in run.talk]
    run.done = [_KEY_RESULT + row for row in run.talk if (one := said[row]) and one.confidence is not None]
    run.talk.sort(key=lambda row: _KEY_RESULT + row not in run.done)
    for decision in plan.children(Decision, paused.id):
        run.decided[_KEY_RESULT + (decision.about or "")] = decision.id
    for page, name in WORDS.items():
        if text := getattr(paused, name):
            run.done.append(page)
            run.fields[page] = {"text": text}
    run.page = run.after(OPEN, skip_done=True)
    return run


def key_result_of(page: str) -> str:
    """The key result that a page is about; empty for other pages."""
    return page.removeprefix(_KEY_RESULT) if page.startswith(_KEY_RESULT) else ""


def kpi_of(page: str) -> str:
    """The KPI that a page is about; empty for other pages."""
    return page.removeprefix(_KPI) if page.startswith(_KPI) else ""

"""What a review records: each accepted screen is one edit, and the first of them makes the review itself."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from okrtui.plan import edits
from okrtui.plan.changes import Change, Edit
from okrtui.plan.dates import format_day
from okrtui.plan.entities import Decision, KeyResult, Kpi, Review
from okrtui.plan.errors import PlanError
from okrtui.plan.fields import Moment
from okrtui.plan.model import Plan
from okrtui.plan.naming import quote
from okrtui.plan.recording import check_in, measure
from okrtui.plan.reviewing import moment_for


@dataclass(frozen=True, slots=True)
class Sitting:
    """The review that is going on: its row, empty as long as nothing was accepted, and when it began."""

    review: str
    started: datetime


@dataclass(frozen=True, slots=True)
class Said:
    """What was said about one key result; what was not said is None or empty."""

    value: float | None = None
    confidence: float | None = None
    note: str = ""
    do: str = ""
    who: str = ""
    due: date | None = None
    decision: str = ""
    """The decision that this screen made when it was accepted before: it is changed, or goes when `do` is empty."""


@dataclass(frozen=True, slots=True)
class Accepted:
    """An edit, and the rows that it is about."""

    edit: Edit
    review: str
    decision: str = ""


def accept_key_result(
    plan: Plan, sitting: Sitting, key_result: str, said: Said, ticks: Mapping[str, bool], today: date
) -> Accepted:
    """Record what was said about a key result, what was decided, and which decisions about it are done.

    Nothing said is nothing recorded. Raises `PlanError` when the key result is gone or cannot hold it.
    """
    row = plan.find(key_result, KeyResult)
    if row is None:
        raise PlanError("Another window has deleted this key result; PgDn goes on.")
    made: list[Change] = []
    if said.value is not None or said.confidence is not None or said.note:
        made += check_in(plan, row.id, _moment(plan, row, today), said.value, said.confidence, said.note).changes
    return _with_decision(plan, sitting, f"review {quote(row.title)}", row.id, [*made, *_ticked(plan, ticks)], said)


def accept_kpi(plan: Plan, sitting: Sitting, kpi: str, said: Said, ticks: Mapping[str, bool], today: date) -> Accepted:
    """Record a KPI's value of today, what was decided about it, and which decisions about it are done.

    Raises `PlanError` when the KPI is gone, or a note has no value to stand beside.
    """
    row = plan.find(kpi, Kpi)
    if row is None:
        raise PlanError("Another window has deleted this KPI; PgDn goes on.")
    made: list[Change] = []
    if said.value is not None or said.note:
        at = moment_for(plan.measurements(row.id), today)
        made += measure(plan, row.id, at, said.value, said.note).changes
    title = f"review the KPI {quote(row.name)}"
    return _with_decision(plan, sitting, title, row.id, [*made, *_ticked(plan, ticks)], said)


def _with_decision(
    plan: Plan, sitting: Sitting, title: str, about: str, made: Sequence[Change], said: Said
) -> Accepted:
    if not (made or said.do or said.decision):
        return Accepted(Edit(title, ()), sitting.review)
    start, review = _begun(plan, sitting)
    decided, decision = _decided(plan, review, about, said)
    changes = (*made, *decided)
    return Accepted(Edit(title, (*start, *changes) if changes else (), about), review, decision)


def _moment(plan: Plan, row: KeyResult, today: date) -> Moment:
    kpi = row.measured_by if row.measured_by and plan.find(row.measured_by, Kpi) else ""
    return moment_for(plan.measurements(kpi), today) if kpi else moment_for(plan.check_ins(row.id), today)


def _begun(plan: Plan, sitting: Sitting) -> tuple[list[Change], str]:
    """What makes the review's row, or gives a paused one that begins anew its new moment; and its id."""
    row = plan.find(sitting.review, Review) if sitting.review else None
    if row is not None:
        return list(edits.change(plan, row.id, at=sitting.started, finished=False).changes), row.id
    edit = edits.add(plan, Review, at=sitting.started)
    return list(edit.changes), edit.item


def _decided(plan: Plan, review: str, about: str, said: Said) -> tuple[list[Change], str]:
    held = plan.find(said.decision, Decision) if said.decision else None
    if held is None and not said.do:
        return [], ""
    if held is None:
        edit = edits.add(plan, Decision, parent=review, text=said.do, owner=said.who, due=said.due, about=about)
        return list(edit.changes), edit.item
    if not said.do:
        return list(edits.delete(plan, held.id).changes), ""
    return list(edits.change(plan, held.id, text=said.do, owner=said.who, due=said.due).changes), held.id


def _ticked(plan: Plan, ticks: Mapping[str, bool]) -> list[Change]:
    rows = [(plan.find(row, Decision), done) for row, done in ticks.items()]
    return [one for row, done in rows if row is not None for one in edits.change(plan, row.id, done=done).changes]


def accept_well(
    plan: Plan, sitting: Sitting, rows: Sequence[str], values: Mapping[str, float], today: date
) -> Accepted:
    """Take note of the key results that go well, with the values that were typed for some of them."""
    made: list[Change] = []
    for name, value in values.items():
        row = plan.find(name, KeyResult)
        if row is not None:
            made += check_in(plan, row.id, _moment(plan, row, today), value).changes
    many = len(rows)
    title = f"review {many} key result{'s that go' if many != 1 else ' that goes'} well"
    return _accepted(plan, sitting, title, made)


def accept_ticks(plan: Plan, sitting: Sitting, ticks: Mapping[str, bool]) -> Accepted:
    """Say which decisions of last time are done."""
    changed = {row: done for row, done in ticks.items() if (one := plan.find(row, Decision)) and one.done != done}
    title = f"settle {len(changed)} decisions of last time"
    if len(changed) == 1:
        (row, done), *_ = changed.items()
        found = plan.find(row, Decision)
        title = f"{'tick' if done else 'untick'} the decision {quote(found.text if found else '')}"
    return _accepted(plan, sitting, title, _ticked(plan, changed))


def accept_words(plan: Plan, sitting: Sitting, field: str, text: str) -> Accepted:
    """Keep what customers told (`customers_said`) or what was learned (`learned`)."""
    title = "note what customers told us" if field == "customers_said" else "note what we learned"
    row = plan.find(sitting.review, Review) if sitting.review else None
    if not text and (row is None or not getattr(row, field)):
        return Accepted(Edit(title, ()), sitting.review)
    return _with_review(plan, sitting, title, **{field: text})


def finish(plan: Plan, sitting: Sitting, minutes: str, today: date) -> Accepted:
    """Finish the review and keep its minutes; again, when something was added after that."""
    return _with_review(
        plan, sitting, f"finish the review of {format_day(sitting.started, today)}", finished=True, minutes=minutes
    )


def _with_review(plan: Plan, sitting: Sitting, title: str, **values: Any) -> Accepted:
    row = plan.find(sitting.review, Review) if sitting.review else None
    if row is None:
        edit = edits.add(plan, Review, at=sitting.started, **values)
    else:
        edit = edits.change(plan, row.id, at=sitting.started, **values)
    return Accepted(Edit(title, edit.changes, edit.item), edit.item)


def _accepted(plan: Plan, sitting: Sitting, title: str, made: Sequence[Change], item: str = "") -> Accepted:
    if not made:
        return Accepted(Edit(title, ()), sitting.review)
    start, review = _begun(plan, sitting)
    return Accepted(Edit(title, (*start, *made), item), review)

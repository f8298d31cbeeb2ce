"""The report's first part: how many key results stand how, what needs a look, what changed since the last review."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence

from okrtui.exchange.html_text import Html, dotted, join, tag, words
from okrtui.exchange.html_words import Tone, View, badge, bullets, figures, number_cell, status, title
from okrtui.plan.changes import Change
from okrtui.plan.closing import reading
from okrtui.plan.entities import KeyResult, Kpi, Objective
from okrtui.plan.formulas import health
from okrtui.plan.model import when
from okrtui.plan.numbers import format_value
from okrtui.plan.progress import latest
from okrtui.plan.reviewing import last_review
from okrtui.plan.reviewnews import News, news

_MOST = 12
"""Changes that the summary lists."""
_GROUPS: dict[str, Tone] = {
    "on track": "good",
    "behind": "warn",
    "at risk": "bad",
    "no value yet": "",
    "not judged yet": "",
}
"""What key results are counted as while a cycle runs; nobody is at risk just since nobody has measured."""
_CLOSED: dict[str, Tone] = {"reached": "good", "partly": "warn", "missed": "bad", "not graded": ""}
"""And once it is closed."""


def summary(view: View, changes: Sequence[Change]) -> Html | None:
    """All of it; None when there is no key result to sum up."""
    rows = view.key_results
    if not rows:
        return None
    if not view.valued and not view.closed:
        return _table(view)
    return join(_tiles(view, rows), _table(view), _look(view, rows), _changed(view, changes))


def _tiles(view: View, rows: Sequence[KeyResult]) -> Html:
    groups = _CLOSED if view.closed else _GROUPS
    counts = Counter(_group(view, row) for row in rows)
    made = [
        tag("li", tag("b", str(counts[word])), word, class_=tone or None)
        for word, tone in groups.items()
        if counts[word] or tone == "good"
    ]
    return tag("ul", *made, class_="tiles", aria_label=f"{len(rows)} key results by how they stand")


def _group(view: View, row: KeyResult) -> str:
    """The name of the group that a key result counts in."""
    at = view.standing(row)
    if not view.closed and at.status == "no data":
        return "no value yet"
    tone = _graded(view, row) if view.closed else status(at)[1]
    return next(word for word, own in reversed((_CLOSED if view.closed else _GROUPS).items()) if own == tone)


def _graded(view: View, row: KeyResult) -> str:
    objective = view.plan.find(row.objective, Objective)
    tone = reading(objective.kind if objective else None, row.grade, view.settings).tone
    return "" if tone == "dim" else tone


def _table(view: View) -> Html:
    last = "Grade" if view.closed else "Standing"
    heads = [tag("th", "Key result", scope="col")]
    heads.append(tag("th", "From", scope="col", class_="number wide"))
    if view.valued:
        heads.append(tag("th", "End" if view.closed else "Now", scope="col", class_="number"))
    heads.append(tag("th", "Target", scope="col", class_="number"))
    if view.valued or view.closed:
        heads.append(tag("th", last, scope="col"))
    objectives = view.plan.objectives(view.cycle.id) if view.cycle else ()
    bodies = [_body(view, objective, len(heads)) for objective in objectives]
    name = view.cycle.name if view.cycle else ""
    caption = tag("caption", "Key results", join(" of ", words(name)) if name.strip() else None)
    return tag("table", caption, tag("thead", tag("tr", *heads)), *bodies)


def _body(view: View, objective: Objective, columns: int) -> Html:
    group = tag("th", title(objective), scope="rowgroup", colspan=columns, dir="auto")
    rows = [_row(view, objective, row) for row in view.plan.key_results(objective.id)]
    return tag("tbody", tag("tr", group, class_="group"), *rows)


def _row(view: View, objective: Objective, row: KeyResult) -> Html:
    at = view.standing(row)
    start, now, end = figures([row.baseline, at.value if view.valued else None, row.target], row.unit)
    cells = [tag("th", tag("a", title(row), href=f"#{row.id}", dir="auto"), scope="row")]
    cells.append(number_cell(start, "wide"))
    if view.valued:
        cells.append(number_cell(now))
    cells.append(number_cell(end))
    if view.closed:
        grade = "not graded" if row.grade is None else format_value(row.grade, decimals=1)
        cells.append(tag("td", badge(grade, _graded(view, row))))
    elif view.valued:
        cells.append(tag("td", badge(*status(at))))
    return tag("tr", *cells)


# -- what needs a look


def _look(view: View, rows: Sequence[KeyResult]) -> Html | None:
    """Key results at risk and KPIs out of their range, with what is done about it."""
    if view.closed:
        return None
    found = [*_risky(view, rows), *_out_of_range(view)]
    return join(tag("h3", "Needs a look"), bullets(found)) if found else None


def _risky(view: View, rows: Sequence[KeyResult]) -> Iterator[Html]:
    for row in rows:
        at = view.standing(row)
        word, tone = status(at)
        if tone == "bad" or at.status == "no data":
            sure = f"confidence {format_value(at.confidence)}" if at.confidence is not None else None
            yield join(tag("a", words(title(row)), href=f"#{row.id}"), ": ", dotted(word, sure))


def _out_of_range(view: View) -> Iterator[Html]:
    for kpi in view.plan.watched:
        last = latest(view.plan.measurements(kpi.id), view.today)
        if last is not None and last.value is not None and health(kpi, last.value) == "out of range":
            yield _alarm(kpi, last.value)


def _alarm(kpi: Kpi, value: float) -> Html:
    action = join(". ", words(kpi.action)) if kpi.action.strip() else None
    said = f": {format_value(value, kpi.unit)}, out of range"
    return join(tag("a", words(title(kpi)), href=f"#{kpi.id}"), said, action)


# -- what changed


def _changed(view: View, changes: Sequence[Change]) -> Html | None:
    review = last_review(view.plan)
    if review is None or review.at is None or view.cycle is None or view.closed:
        return None
    known = [change for change in changes if view.plan.item(change.row) is not None]
    found = news(view.plan, view.cycle.id, review, view.today, known)
    head = tag("h3", f"Since the review on {view.day(when(review.at)[0])}")
    if not found:
        return join(head, tag("p", "Nothing has changed.", class_="dim"))
    lines = [_news(one) for one in found[:_MOST]]
    if len(found) > _MOST:
        lines.append(tag("span", f"and {len(found) - _MOST} more", class_="dim"))
    return join(head, bullets(lines))


def _news(one: News) -> Html:
    name = " ".join(one.title.split())
    return join(words(name), ": ", tag("span", " ".join(one.text.split()), dir="auto"))

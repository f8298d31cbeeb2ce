"""Objectives and their key results in the report: from where to where, how far, how sure, and what is tried."""

from __future__ import annotations

from okrtui.exchange.html_chart import bar, line_chart
from okrtui.exchange.html_text import Html, dotted, join, line, prose, tag, words
from okrtui.exchange.html_words import (
    TONES,
    WORDS,
    View,
    badge,
    bullets,
    described,
    facts,
    figures,
    heading,
    number_cell,
    percent,
    status,
    title,
)
from okrtui.plan.charting import chart_of
from okrtui.plan.closing import is_full, partly_graded, reading
from okrtui.plan.dates import format_moment
from okrtui.plan.entities import CheckIn, Initiative, KeyResult, Kpi, Objective, Priority
from okrtui.plan.goalposts import describe, shifts
from okrtui.plan.model import when
from okrtui.plan.numbers import format_value
from okrtui.plan.outlook import outlook
from okrtui.plan.pacewords import pace_words, places_of
from okrtui.plan.progress import Standing, objective_standing

_NEXT = {"keep": "carried on", "rewrite": "rewritten for the next cycle", "drop": "ends here"}
_ROWS = 30
"""Check-ins that a table shows; a cycle of weekly ones has fewer."""


def objective_part(view: View, objective: Objective) -> Html:
    """An objective with all that stands below it."""
    results = view.plan.key_results(objective.id)
    return tag(
        "article",
        tag("header", _head(view, objective), prose(objective.why) if objective.why.strip() else None),
        _reflection(objective),
        *(_key_result(view, row) for row in results),
        None if results else tag("p", "No key results yet.", class_="dim"),
        class_="objective",
        aria_labelledby=objective.id,
    )


def _head(view: View, objective: Objective) -> Html:
    now = objective_standing(view.plan, objective, view.today, view.settings)
    priority = view.plan.find(objective.priority, Priority) if objective.priority else None
    about = dotted(
        f"{percent(now.progress)} of the way" if view.valued and now.progress is not None else None,
        f"{now.measured} of {now.total} measured" if view.valued and 0 < now.measured < now.total else None,
        objective.kind,
        words(objective.owner) if objective.owner.strip() else None,
        join("for “", words(title(priority)), "”") if priority else None,
    )
    head = tag("div", heading(3, title(objective), id=objective.id), _mark(view, objective), class_="heading")
    return join(head, tag("p", about, class_="dim small") if about else None)


def _mark(view: View, row: Objective | KeyResult) -> Html | None:
    """The grade of what is closed, else how it stands."""
    if view.closed:
        objective = row if isinstance(row, Objective) else view.plan.find(row.objective, Objective)
        partly = partly_graded(view.plan, row) if isinstance(row, Objective) else ""
        if row.grade is None:
            return badge(partly or "not graded", "")
        grade = format_value(row.grade, decimals=1)
        if partly:
            return badge(f"grade {grade}, {partly}", "")
        found = reading(objective.kind if objective else None, row.grade, view.settings)
        return badge(f"grade {grade}, {found.words}", "" if found.tone == "dim" else found.tone)
    if not view.valued:
        return None
    if isinstance(row, KeyResult):
        return badge(*status(view.standing(row)))
    now = objective_standing(view.plan, row, view.today, view.settings).status
    if not now or now == "keep":
        return None
    return badge(WORDS.get(now, now), TONES.get(now, ""))


def _reflection(objective: Objective) -> Html | None:
    if not objective.reflection.strip():
        return None
    return join(tag("p", "Looking back", class_="label"), prose(objective.reflection))


def _key_result(view: View, row: KeyResult) -> Html:
    at = view.standing(row)
    tone = status(at)[1] if view.valued and not view.closed else ""
    left = tag("div", _way(view, row, at), _bar(view, row, at), _pace(view, row, at), _facts(view, row), _closing(row))
    right = _chart(view, row) if view.valued else None
    return tag(
        "section",
        tag("div", heading(4, title(row), id=row.id), _mark(view, row), class_="heading"),
        tag("div", left, right, class_="columns") if right else left,
        _initiatives(view, row),
        _check_ins(view, row) if view.valued else None,
        class_=f"card {tone if tone in ('bad', 'warn') else ''}".rstrip(),
        aria_labelledby=row.id,
    )


def _way(view: View, row: KeyResult, at: Standing) -> Html | None:
    start, now, end = figures([row.baseline, at.value if view.valued else None, row.target], row.unit)
    pairs = [("From", start if row.baseline is not None else None)]
    if view.valued:
        pairs.append(("Ended at" if view.closed else "Now", now))
    pairs.append(("Target", end))
    if view.valued and at.progress is not None:
        pairs.append(("Progress", percent(at.progress)))
    if view.valued and at.confidence is not None and not view.closed:
        pairs.append(("Confidence", f"{format_value(at.confidence)} of 10"))
    return described(pairs, "way")


def _bar(view: View, row: KeyResult, at: Standing) -> Html | None:
    if not view.valued or at.progress is None or row.direction == "keep":
        return None
    return bar(at.progress, *((None, "") if view.closed else (at.elapsed, status(at)[1])))


def _pace(view: View, row: KeyResult, at: Standing) -> Html | None:
    if not view.valued or view.closed or not at.status:
        return None
    said = [pace_words(at, row.direction, row.baseline)]
    if at.value is not None and at.at is not None:
        said.append(f"last value on {format_moment(at.at, view.today)}")
    ahead = outlook(view.plan, row, view.today).landing
    if ahead is not None and ahead.day > view.today:
        places = places_of(row.baseline, at.value, row.target)
        said.append(f"heads for {format_value(ahead.value, row.unit, decimals=places)}")
    text = "; ".join(said)
    return tag("p", f"{text[:1].upper()}{text[1:]}.", class_="small dim")


def _facts(view: View, row: KeyResult) -> Html | None:
    due = row.due or (view.cycle.end if view.cycle else None)
    leading = [kpi for one in row.kpis if (kpi := view.plan.find(one, Kpi))]
    measured = view.plan.find(row.measured_by, Kpi) if row.measured_by else None
    moved = [describe(view.plan, row, shift, view.today) for shift in shifts(view.plan, row.id)]
    return facts(
        [
            ("Due", view.day(due) if due else None),
            ("Owner", words(row.owner) if row.owner.strip() else None),
            ("Measured by", _link(measured) if measured else None),
            ("Early signs", join(*map(_link, leading), by=", ") if leading else None),
            ("Goalposts", tag("span", "; ".join(map(line, moved)), dir="auto") if moved else None),
            ("Challenge", tag("span", line(row.challenge), dir="auto") if row.challenge.strip() else None),
        ]
    )


def _link(kpi: Kpi) -> Html:
    return join(tag("a", words(title(kpi)), href=f"#{kpi.id}"), " (archived)" if kpi.archived else None)


def _closing(row: KeyResult) -> Html | None:
    """What the close of the cycle said."""
    coming = "done" if row.next == "drop" and is_full(row.grade) else _NEXT.get(row.next or "")
    because = join(f"{coming}: ", words(row.because)) if coming and row.because.strip() else coming
    return facts(
        [
            ("Learned", tag("span", line(row.learned), dir="auto") if row.learned.strip() else None),
            ("Differently", tag("span", line(row.differently), dir="auto") if row.differently.strip() else None),
            ("What comes next", because),
        ]
    )


def _chart(view: View, row: KeyResult) -> Html | None:
    chart = chart_of(view.plan, row, view.today)
    if not chart.points:
        return None
    return tag("figure", line_chart(chart, title(row), row.id))


def _initiatives(view: View, row: KeyResult) -> Html | None:
    bets = view.plan.initiatives(row.id)
    if not bets:
        return None
    return join(tag("p", "Initiatives", class_="label"), bullets(map(_initiative, bets), "ticks"))


def _initiative(row: Initiative) -> Html:
    done = "☑" if row.done else "☐"
    said = "Done: " if row.done else "Open: "
    owner = tag("span", " · ", words(row.owner), class_="dim") if row.owner.strip() else None
    return join(tag("span", f"{done} {said}", class_="dim"), words(title(row)), owner)


def _check_ins(view: View, row: KeyResult) -> Html | None:
    """The check-ins as a table, folded: the chart in figures, and what was said."""
    known = [one for one in view.plan.check_ins(row.id) if one.at is not None and when(one.at)[0] <= view.today]
    if not known:
        return None
    noted = any(one.note.strip() for one in known)
    heads = [tag("th", "Day", scope="col"), tag("th", "Value", scope="col", class_="number")]
    heads.append(tag("th", "Confidence", scope="col", class_="number"))
    if noted:
        heads.append(tag("th", "Note", scope="col"))
    rows = [_check_in(view, row, one, noted) for one in reversed(known[-_ROWS:])]
    count = f"{len(known)} check-in{'' if len(known) == 1 else 's'}"
    caption = count if len(known) <= _ROWS else f"The last {_ROWS} of {count}"
    table = tag(
        "table", tag("caption", caption, ", newest first"), tag("thead", tag("tr", *heads)), tag("tbody", *rows)
    )
    return tag("details", tag("summary", count, " in figures"), table)


def _check_in(view: View, row: KeyResult, one: CheckIn, noted: bool) -> Html:
    value = "—" if one.value is None else format_value(one.value, row.unit)
    sure = "—" if one.confidence is None else format_value(one.confidence)
    cells = [tag("th", format_moment(one.at, view.today) if one.at else "", scope="row")]
    cells += [number_cell(value), number_cell(sure)]
    if noted:
        cells.append(tag("td", line(one.note), dir="auto"))
    return tag("tr", *cells)

"""What lies behind, in the report: the last review with its decisions, and earlier cycles with their grades."""

from __future__ import annotations

from collections.abc import Iterator

from okrtui.exchange.html_text import Html, dotted, join, line, prose, tag, words
from okrtui.exchange.html_words import View, badge, bullets, title
from okrtui.plan.closing import partly_graded, reading
from okrtui.plan.entities import Cycle, Decision, KeyResult, Objective, Review
from okrtui.plan.model import when
from okrtui.plan.naming import title_of
from okrtui.plan.numbers import format_value
from okrtui.plan.reviewing import decisions_of_last_time


def review_part(view: View, review: Review) -> Iterator[Html]:
    """What the last review heard, learned and decided."""
    for label, text in (("What customers told us", review.customers_said), ("What we learned", review.learned)):
        if text.strip():
            yield tag("h3", label)
            yield prose(text)
    decisions = decisions_of_last_time(view.plan)
    yield tag("h3", "Decisions")
    if decisions:
        yield bullets((_decision(view, one) for one in decisions), "ticks")
    else:
        yield tag("p", "None.", class_="dim")


def _decision(view: View, one: Decision) -> Html:
    row = view.plan.item(one.about) if one.about else None
    more = dotted(
        words(one.owner) if one.owner.strip() else None,
        f"by {view.day(one.due)}" if one.due else None,
        join("about “", words(title(row)), "”") if row is not None and title_of(row).strip() else None,
    )
    late = not one.done and one.due is not None and one.due < view.today
    state = "☑ Done: " if one.done else "☐ Open: "
    return join(
        tag("span", state, class_="dim"),
        words(one.text) or "(no text yet)",
        tag("span", " · ", more, class_="dim") if more else None,
        join(" ", badge("overdue", "warn")) if late else None,
    )


def earlier_cycles(view: View) -> list[Cycle]:
    """Closed cycles other than the one that the page is about, the latest first."""
    shown = view.cycle.id if view.cycle else ""
    closed = [one for one in view.plan.cycles if one.state == "closed" and one.id != shown]
    return sorted(closed, key=lambda one: (one.end is not None, one.end), reverse=True)


def cycle_table(view: View, cycle: Cycle) -> Html:
    """An earlier cycle: what came of each objective and key result, and what was learned."""
    bodies = [_body(view, objective) for objective in view.plan.objectives(cycle.id)]
    heads = tag(
        "tr", tag("th", "Objective and key results", scope="col"), tag("th", "Grade", scope="col", class_="number"),
        tag("th", "Looking back", scope="col"),
    )  # fmt: skip
    if not bodies:
        return tag("p", words(cycle.name), ": nothing was planned.", class_="dim")
    return tag("table", tag("caption", line(cycle.name) or "Earlier cycle", dir="auto"), tag("thead", heads), *bodies)


def _body(view: View, objective: Objective) -> Html:
    rows = [_row(view, objective, objective.kind, objective.reflection)]
    for row in view.plan.key_results(objective.id):
        rows.append(_row(view, row, objective.kind, row.learned or row.because))
    return tag("tbody", *rows)


def _row(view: View, row: Objective | KeyResult, kind: str | None, said: str) -> Html:
    grade = "—" if row.grade is None else format_value(row.grade, decimals=1)
    partly = partly_graded(view.plan, row) if isinstance(row, Objective) else ""
    found = partly or reading(kind, row.grade, view.settings).words
    return tag(
        "tr",
        tag("th", title(row), scope="row", dir="auto"),
        tag("td", grade, class_="number"),
        tag("td", dotted(found or None, words(said) if said.strip() else None)),
        class_="group" if isinstance(row, Objective) else None,
    )


def review_day(view: View, review: Review) -> str:
    """The day of a review."""
    return view.long_day(when(review.at)[0])

"""A cycle as one HTML page, to send to those who were not there: where to go, how far it is, what is watched.

The page holds all that it needs: no network, no script, one style sheet, charts as SVG. It opens with a summary, reads
from the strategy down to the numbers, and prints.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date

from okrtui.exchange.files import PAGE_MARK
from okrtui.exchange.html_goals import objective_part
from okrtui.exchange.html_kpis import kpis_part
from okrtui.exchange.html_past import cycle_table, earlier_cycles, review_day, review_part
from okrtui.exchange.html_style import POLICY, STYLE
from okrtui.exchange.html_summary import summary
from okrtui.exchange.html_text import Html, dotted, escaped, join, line, prose, tag, words
from okrtui.exchange.html_words import View, title
from okrtui.exchange.leaving import WITHOUT
from okrtui.plan.changes import Change
from okrtui.plan.entities import Cycle
from okrtui.plan.errors import Missing
from okrtui.plan.model import Plan
from okrtui.plan.progress import elapsed
from okrtui.plan.quarters import week_of
from okrtui.plan.reviewing import last_review
from okrtui.plan.settings import MethodSettings


def page(
    plan: Plan,
    cycle_id: str,
    *,
    today: date,
    settings: MethodSettings,
    without: frozenset[str] = frozenset(),
    changes: Sequence[Change] = (),
) -> str:
    """The page about a cycle of a plan, as text of an HTML file; `cycle_id` is empty for a plan without cycles.

    `plan` is what may leave the house (see `okrtui.exchange.leaving`), with its whole history; `without` says what
    stayed at home, and the page says so too. `changes` are those that the file's journal holds since the last review.
    User text stands there as text, whatever it holds. Raises `PlanError` for a cycle that is not there.
    """
    cycle = plan.find(cycle_id, Cycle)
    if cycle is None and cycle_id:
        raise Missing(cycle_id, "cycle")
    view = View(plan, cycle, today, settings, valued="history" not in without)
    return f"<!DOCTYPE html>\n{_document(view, without, changes)}\n{PAGE_MARK}\n"


def _document(view: View, without: frozenset[str], changes: Sequence[Change]) -> Html:
    head = tag(
        "head",
        tag("meta", charset="utf-8"),
        tag("meta", http_equiv="Content-Security-Policy", content=POLICY),
        tag("meta", name="viewport", content="width=device-width, initial-scale=1"),
        tag("meta", name="referrer", content="no-referrer"),
        tag("meta", name="generator", content="okrtui"),
        tag("title", " · ".join(_names(view))),
        tag("style", Html(STYLE)),
    )
    sections = list(_sections(view, changes))
    inner = tag("div", _header(view, sections), tag("main", *_bodies(sections), id="content"), _footer(view, without),
                class_="page")  # fmt: skip
    skip = tag("a", "Skip to the content", href="#content", class_="skip")
    return tag("html", Html("\n"), head, Html("\n"), tag("body", skip, inner), lang="en")


Section = tuple[str, str, Html]
"""The id of a section, its heading, and what it holds."""


def _bodies(sections: Sequence[Section]) -> Iterator[Html]:
    for key, name, body in sections:
        yield tag("section", tag("h2", name, id=key), body, aria_labelledby=key)
        yield Html("\n")


def _names(view: View) -> list[str]:
    """The plan and the cycle, as far as they have names."""
    names = [view.plan.root.name, view.cycle.name if view.cycle else ""]
    return [line(name) for name in names if name.strip()] or ["Plan"]


def _header(view: View, sections: Sequence[Section]) -> Html:
    links = [tag("li", tag("a", name, href=f"#{key}")) for key, name, _ in sections]
    return tag(
        "header",
        tag("h1", join(*map(words, _names(view)), by=" · ")),
        tag("p", _when(view), class_="dim"),
        tag("nav", tag("ul", *links), aria_label="On this page"),
    )


def _when(view: View) -> Html:
    cycle, today = view.cycle, view.today
    as_of = f"as of {view.long_day(today)}"
    if cycle is None or cycle.start is None or cycle.end is None:
        return escaped(as_of[:1].upper() + as_of[1:])
    parts = [f"{view.day(cycle.start)} to {view.long_day(cycle.end)}"]
    if cycle.state == "closed":
        parts.append("closed")
    elif cycle.start <= today <= cycle.end:
        week, weeks = week_of(cycle.start, cycle.end, today)
        parts.append(f"week {week} of {weeks}")
        parts.append(f"{elapsed(cycle.start, cycle.end, today) * 100:.0f} % of the time gone")
        if cycle.state == "draft":
            parts.append("a draft")
    else:
        parts.append("not begun yet" if today < cycle.start else "over")
    return dotted(*parts, as_of)


def _sections(view: View, changes: Sequence[Change]) -> Iterator[Section]:
    plan = view.plan
    objectives = plan.objectives(view.cycle.id) if view.cycle else ()
    found = summary(view, changes)
    if found is not None:
        yield "summary", "At a glance", found
    strategy = _strategy(view)
    if strategy is not None:
        yield "strategy", "Strategy", strategy
    nothing = tag("p", "None yet.", class_="dim")
    yield "objectives", "Objectives", join(*(objective_part(view, row) for row in objectives)) or nothing
    if plan.kpis:
        yield "kpis", "KPIs", kpis_part(view)
    review = last_review(plan)
    if review is not None:
        yield "review", f"Review of {review_day(view, review)}", join(*review_part(view, review))
    earlier = earlier_cycles(view)
    if earlier:
        yield "earlier", "Earlier cycles", join(*(cycle_table(view, cycle) for cycle in earlier))


def _strategy(view: View) -> Html | None:
    root = view.plan.root
    priorities = [tag("li", title(row), dir="auto") for row in view.plan.priorities if row.dropped is None]
    if not root.statement.strip() and not priorities:
        return None
    label = tag("p", "What matters most now", class_="label", id="priorities")
    listed = join(label, tag("ol", *priorities, aria_labelledby="priorities")) if priorities else None
    return join(prose(root.statement) if root.statement.strip() else None, listed)


def _footer(view: View, without: frozenset[str]) -> Html:
    method = view.settings
    read = (
        "Progress is the share of the way from the start value to the target. Pace compares it with the share of the "
        f"time that is gone: up to {abs(method.on_track) * 100:.0f} points less is on track, up to "
        f"{abs(method.behind) * 100:.0f} behind, beyond that at risk. Confidence, 0 to 10, is how sure the team "
        "is that the target is reached. The dotted line in a chart is a steady pace."
    )
    left = "; ".join(meant for word, meant in WITHOUT.items() if word in without)
    return tag(
        "footer",
        tag("p", tag("strong", "How to read this: "), read) if view.valued and view.key_results else None,
        tag("p", f"Left out of this page: {left}.") if left else None,
        tag("p", f"Made with okrtui on {view.long_day(view.today)}."),
    )

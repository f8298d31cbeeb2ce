"""KPIs in the report: the value and its healthy range, how it moved, and what happens when it leaves the range."""

from __future__ import annotations

from okrtui.exchange.html_chart import sparkline
from okrtui.exchange.html_text import Html, dotted, join, line, tag, words
from okrtui.exchange.html_words import HEALTH_TONES, View, badge, described, facts, figures, heading, title
from okrtui.plan.charting import chart_of
from okrtui.plan.dates import format_moment
from okrtui.plan.entities import Kpi
from okrtui.plan.formulas import health
from okrtui.plan.numbers import decimals_of, format_value
from okrtui.plan.progress import latest


def kpis_part(view: View) -> Html:
    """All KPIs that are watched, then the names of those that are not any longer."""
    cards = [_kpi(view, kpi) for kpi in view.plan.watched]
    shown = tag("div", *cards, class_="kpis") if cards else tag("p", "None is watched.", class_="dim")
    return join(shown, *(_archived(view, kpi) for kpi in view.plan.kpis if kpi.archived))


def _archived(view: View, kpi: Kpi) -> Html:
    """A KPI that is no longer watched: its name, which others link to, and since when."""
    since = f": archived since {view.day(kpi.archived)}" if kpi.archived else ""
    return tag("p", tag("span", words(title(kpi)), id=kpi.id), since, class_="dim small")


def _kpi(view: View, kpi: Kpi) -> Html:
    """A KPI."""
    last = latest(view.plan.measurements(kpi.id), view.today) if view.valued else None
    value = last.value if last else None
    state = health(kpi, value)
    tone = HEALTH_TONES.get(state, "")
    kind = dotted(kpi.timing, kpi.category, kpi.cadence)
    now = None
    if view.valued:
        said = "no value yet" if value is None else format_value(value, kpi.unit)
        at = f"Now, {format_moment(last.at, view.today)}" if last and last.at else "Now"
        now = described([(at, said), ("Healthy", healthy_range(kpi))], "way")
    elif healthy_range(kpi):
        now = described([("Healthy", healthy_range(kpi))], "way")
    return tag(
        "article",
        tag("div", heading(3, title(kpi), id=kpi.id), badge(state, tone) if state else None, class_="heading"),
        tag("p", kind, class_="dim small") if kind else None,
        now,
        _line(view, kpi),
        _action(kpi, state == "out of range"),
        facts(
            [
                ("Driven by", _drivers(view, kpi)),
                ("Owner", words(kpi.owner) if kpi.owner.strip() else None),
                ("Source", tag("span", line(kpi.source), dir="auto") if kpi.source.strip() else None),
            ]
        ),
        class_=f"card {tone if tone in ('bad', 'warn') else ''}".rstrip(),
        aria_labelledby=kpi.id,
    )


def healthy_range(kpi: Kpi) -> str:
    """The range in words: "61 % to 70 %", "from 61 %", "up to 70 %"; empty without bounds."""
    low, high = figures([kpi.healthy_low, kpi.healthy_high], kpi.unit)
    if kpi.healthy_low is not None and kpi.healthy_high is not None:
        plain = format_value(kpi.healthy_low, decimals=_decimals(kpi)) if high.endswith(f" {kpi.unit}") else low
        return f"{plain} to {high}"
    return f"from {low}" if kpi.healthy_low is not None else f"up to {high}" if kpi.healthy_high is not None else ""


def _decimals(kpi: Kpi) -> int:
    return max(decimals_of(bound) for bound in (kpi.healthy_low, kpi.healthy_high) if bound is not None)


def _line(view: View, kpi: Kpi) -> Html | None:
    chart = chart_of(view.plan, kpi, view.today) if view.valued else None
    if chart is None or len(chart.points) < 2:
        return None
    first, last = (format_moment(chart.points[at].at, view.today) for at in (0, -1))
    band = ", healthy range shaded" if chart.band != (None, None) else ""
    caption = tag("figcaption", f"{first} to {last}{band}")
    return tag("figure", sparkline(chart, title(kpi), kpi.id), caption)


def _action(kpi: Kpi, out: bool) -> Html | None:
    if not kpi.action.strip():
        return tag("p", "Out of range, and no action is agreed yet.", class_="small") if out else None
    lead = "Out of range, so: " if out else "When it leaves its range: "
    return tag("p", tag("strong", lead) if out else lead, words(kpi.action), class_="small")


def _drivers(view: View, kpi: Kpi) -> Html | None:
    known = [row for one in kpi.drivers if (row := view.plan.find(one, Kpi))]
    links = [
        join(tag("a", words(title(row)), href=f"#{row.id}"), " (archived)" if row.archived else None) for row in known
    ]
    return join(*links, by=", ") if links else None

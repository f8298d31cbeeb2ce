"""The report: one page that holds all it needs, says in words what it shows, and takes no text for markup."""

from __future__ import annotations

import base64
import hashlib
import re
from datetime import date
from html.parser import HTMLParser
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given, settings

from okrtui.exchange import html_out, html_text
from okrtui.exchange.files import PAGE_MARK, is_export
from okrtui.exchange.html_chart import thinned
from okrtui.exchange.importing import to_plan
from okrtui.exchange.leaving import leaving
from okrtui.exchange.toml_in import loads
from okrtui.plan import edits
from okrtui.plan.archiving import archive
from okrtui.plan.changes import Edit, Set
from okrtui.plan.entities import Cycle, KeyResult, Kpi, Objective
from okrtui.plan.errors import PlanError
from okrtui.plan.model import Plan
from okrtui.plan.readings import Reading
from okrtui.plan.settings import MethodSettings
from tests.exchange.plans import plans

TODAY = date(2026, 5, 4)
SAMPLE = (Path(__file__).parents[2] / "okrtui" / "sample.toml").read_text(encoding="utf-8")
CYCLE = "cy-2026q2"
EVIL = (
    "</title></style><script>alert(1)</script><img src=x onerror=alert(1)>\"'&amp; \x1b[31m {{x}} javascript:alert(1)"
)
VOID = {"meta", "br", "hr"}


class Page(HTMLParser):
    """A page taken apart; fails where elements are not closed in order."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.open: list[str] = []
        self.tags: list[tuple[str, dict[str, str]]] = []
        self.texts: list[tuple[str, str]] = []
        """The innermost element, and what it says."""
        self.feed(text)
        self.close()
        assert self.open == []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Keep an element."""
        self.tags.append((tag, {name: value or "" for name, value in attrs}))
        if tag not in VOID:
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        """Close the innermost element."""
        assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        """Keep what is said."""
        if data.strip() and self.open:
            self.texts.append((self.open[-1], data))

    def all(self, *names: str) -> list[dict[str, str]]:
        """The attributes of all elements of these names, in order."""
        return [attributes for name, attributes in self.tags if name in names]

    @property
    def said(self) -> str:
        """All text that is shown."""
        return " ".join(" ".join(text for name, text in self.texts if name != "style").split())


@pytest.fixture
def plan() -> Plan:
    """The sample."""
    return to_plan(loads(SAMPLE, "sample.toml"))


def page(plan: Plan, cycle: str = CYCLE, without: frozenset[str] = frozenset()) -> str:
    """The report of the sample's own day."""
    return html_out.page(plan, cycle, today=TODAY, settings=MethodSettings(), without=without)


def test_it_loads_and_runs_nothing(plan: Plan) -> None:
    text = page(plan)
    found = Page(text)
    (style,) = (said for name, said in found.texts if name == "style")
    digest = base64.b64encode(hashlib.sha256(style.encode()).digest()).decode()
    policy = next(meta["content"] for meta in found.all("meta") if meta.get("http-equiv") == "Content-Security-Policy")
    assert policy == f"default-src 'none'; style-src 'sha256-{digest}'; base-uri 'none'; form-action 'none'"
    for name, attributes in found.tags:
        assert name not in ("script", "img", "link", "iframe", "object", "form", "use")
        assert not {key for key in attributes if key.startswith("on") or key in ("src", "style", "xlink:href")}
        assert attributes.get("href", "#").startswith("#")
    assert "url(" not in style
    assert "@import" not in style
    assert "http" not in text.replace("http-equiv", "")


def test_it_has_a_language_landmarks_and_headings_in_order(plan: Plan) -> None:
    found = Page(page(plan))
    assert found.all("html") == [{"lang": "en"}]
    for landmark in ("header", "nav", "main", "footer"):
        assert found.all(landmark), landmark
    assert len(found.all("main")) == len(found.all("h1")) == 1
    levels = [int(name[1]) for name, _ in found.tags if re.fullmatch("h[1-6]", name)]
    assert levels[0] == 1
    assert all(after <= before + 1 for before, after in pairwise(levels))


def test_ids_are_there_once_and_whatever_is_pointed_to_is_there(plan: Plan) -> None:
    found = Page(page(plan))
    ids = [attributes["id"] for _, attributes in found.tags if "id" in attributes]
    assert len(ids) == len(set(ids))
    for _, attributes in found.tags:
        pointed = [*attributes.get("aria-labelledby", "").split(), attributes.get("href", "")[1:]]
        assert {one for one in pointed if one} <= set(ids)


def test_charts_and_bars_say_in_words_what_they_show(plan: Plan) -> None:
    text = page(plan)
    found = Page(text)
    for drawing in found.all("svg"):
        assert drawing["role"] == "img"
        assert drawing.get("aria-label") or drawing["aria-labelledby"]
    told = [said for name, said in found.texts if name == "desc"]
    assert len(told) == 5 + len(plan.kpis)
    assert told[0] == "5 values from 1 Apr to 27 Apr: €42.0, 41.6, 40.8, 39.7, 38.9. Target €33.6."
    assert 'aria-label="Progress 37 %, 37 % of the time gone"' in text
    assert "target €33.6" in found.said


def test_tables_have_captions_and_headers(plan: Plan) -> None:
    text = page(plan)
    assert text.count("<table") == text.count("<caption") >= 6
    assert all(head.get("scope") in ("col", "row", "rowgroup") for head in Page(text).all("th"))


@pytest.mark.parametrize(
    "words",
    [
        "1 Apr to 30 Jun 2026 · week 5 of 13 · 37 % of the time gone · as of 4 May 2026",
        "Win repeat buyers in the home niche before we widen the range.",
        "Repeat orders",
        "Each new buyer costs more than a year ago",
        "At risk",
        "6.1 %",
        "5 of 10",
        "At risk, 26 points behind; last value on 27 Apr; heads for 5.7 %.",
        "two of five ad groups stopped",
        "Try a second-order voucher with 500 buyers",
        "up to 4 h",
        "Ask ten buyers who did not come back",
        "What customers told us",
        "Since the review on 20 Apr",
    ],
)
def test_it_says_what_a_stakeholder_asks(plan: Plan, words: str) -> None:
    assert words in Page(page(plan)).said


def test_the_summary_counts_how_key_results_stand(plan: Plan) -> None:
    said = Page(page(plan)).said
    assert "3 on track 1 behind 1 at risk" in said
    assert "Needs a look Reduce the churn rate by 15 % by the end of Q2 : at risk · confidence 5" in said


def test_what_nobody_has_measured_is_not_counted_as_at_risk(plan: Plan) -> None:
    objective = plan.objectives(CYCLE)[0].id
    plan.apply(edits.add(plan, KeyResult, parent=objective, title="Win back 40 shops", baseline=0, target=40).changes)
    said = Page(page(plan)).said
    assert "3 on track 1 behind 1 at risk 1 no value yet" in said
    assert "Win back 40 shops : no value yet" in said


def test_what_people_type_is_text_everywhere(plan: Plan) -> None:
    changes = [
        Set(row.TABLE, row.id, field, getattr(row, field), EVIL)
        for row, fields in (
            (plan.root, ("name", "statement")),
            *((row, ("title",)) for row in plan.priorities),
            *((row, ("name",)) for row in plan.cycles),
            *((row, ("title", "why", "owner")) for row in plan.table(Objective).values()),
            *((row, ("title", "owner", "unit", "challenge")) for row in plan.table(KeyResult).values()),
            *((row, ("name", "unit", "owner", "source", "action")) for row in plan.table(Kpi).values()),
        )
        for field in fields
    ]
    plain = Page(page(plan))
    plan.apply(changes)
    text = page(plan)
    found = Page(text)
    assert {name for name, _ in found.tags} == {name for name, _ in plain.tags}
    assert "\x1b" not in text
    assert "<script" not in text
    assert "<img" not in text
    assert EVIL.replace("\x1b", "␛") in found.said


@given(plans())
@settings(max_examples=25, deadline=None)
def test_any_plan_makes_a_page_that_is_well_formed(plan: Plan) -> None:
    for cycle in ["", *(row.id for row in plan.cycles)]:
        found = Page(page(plan, cycle))
        ids = [attributes["id"] for _, attributes in found.tags if "id" in attributes]
        assert len(ids) == len(set(ids))
        assert not re.search(r"\bnan\b|\binf\b", " ".join(" ".join(a.get(k, "") for k in ("x", "y", "points", "cy"))
                                                         for _, a in found.tags))  # fmt: skip


def test_an_empty_plan_has_a_page_too() -> None:
    found = Page(page(Plan(), ""))
    assert "Plan" in found.said
    assert "None yet." in found.said
    assert "As of 4 May 2026" in found.said


def test_a_cycle_without_check_ins_is_not_judged(plan: Plan) -> None:
    without = frozenset({"history"})
    part = leaving(plan, without=without)
    said = Page(page(part, without=without)).said
    assert "on track" not in said.casefold()
    assert "Left out of this page: check-ins, measurements and earlier targets." in said
    young = Page(html_out.page(part, CYCLE, today=date(2026, 4, 3), settings=MethodSettings())).said
    assert "Too early to say" in young


def test_a_closed_cycle_shows_grades_and_what_was_learned(plan: Plan) -> None:
    objective = plan.objectives(CYCLE)[0]
    result = plan.key_results(objective.id)[0]
    closing = [
        edits.change(plan, CYCLE, state="closed"),
        edits.change(plan, objective.id, grade=0.6, reflection="Buyers wanted advice, not vouchers."),
        edits.change(plan, result.id, grade=1.0, learned="Referrals work", next="drop", because="it is done"),
    ]
    for edit in closing:
        plan.apply(edit.changes)
    said = Page(page(plan)).said
    for words in (
        "Grade 0.6, 1 of 3 graded",
        "Buyers wanted advice",
        "Referrals work",
        "done:",
        "Not graded",
        "closed",
    ):
        assert words in said, words
    later = edits.add(plan, Cycle, name="2026-Q3", start=date(2026, 7, 1), end=date(2026, 9, 30))
    plan.apply(later.changes)
    after = Page(page(plan, later.item)).said
    assert "Earlier cycles" in after
    assert "Buyers wanted advice" in after
    assert "1 of 3 graded" in after
    for row in plan.key_results(objective.id):
        plan.apply(edits.change(plan, row.id, grade=0.6).changes)
    assert "Grade 0.6, as intended" in Page(page(plan)).said


def test_new_rows_of_the_journal_are_news_and_those_of_elsewhere_are_not(plan: Plan) -> None:
    edit = edits.add(plan, KeyResult, parent=plan.objectives(CYCLE)[0].id, title="Raise the share of second orders")
    plan.apply(edit.changes)
    elsewhere = Edit("", edits.add(plan, KeyResult, parent=plan.objectives(CYCLE)[1].id, title="Secret").changes)
    text = html_out.page(
        plan, CYCLE, today=TODAY, settings=MethodSettings(), changes=[*edit.changes, *elsewhere.changes]
    )
    assert "Raise the share of second orders : new key result" in Page(text).said
    assert "Secret" not in text


def test_a_cycle_that_is_not_there_is_refused(plan: Plan) -> None:
    with pytest.raises(PlanError, match="This cycle is not in the plan"):
        page(plan, "cy-none")


def test_the_page_is_known_as_an_export(plan: Plan, tmp_path: Path) -> None:
    text = page(plan)
    assert text.endswith(f"</html>\n{PAGE_MARK}\n")
    (tmp_path / "plan.html").write_text(text, encoding="utf-8")
    assert is_export(tmp_path / "plan.html")


def test_long_histories_are_thinned_to_their_lows_and_highs() -> None:
    days = [date.fromordinal(730000 + day) for day in range(2000)]
    points = [Reading(day, 1000.0 if at == 777 else float(at % 7)) for at, day in enumerate(days)]
    kept = thinned(points, 160)
    assert len(kept) <= 161
    assert 1000.0 in {point.value for point in kept}
    assert kept[-1] == points[-1]
    assert [point.at for point in kept] == sorted(point.at for point in kept)


def test_archived_kpis_have_no_card_and_links_to_them_still_lead_somewhere(plan: Plan) -> None:
    before = page(plan)
    plan.apply(archive(plan, "kpi-basket", TODAY).changes)
    after = page(plan)
    assert after.count("<article") == before.count("<article") - 1
    assert "archived since 4 May" in after
    assert 'id="kpi-basket"' in after
    assert "<bdi>Basket size</bdi></a> (archived)" in after


def test_an_attribute_that_is_html_already_is_not_what_the_same_text_would_be() -> None:
    ready = html_text.escaped("a & b")
    assert html_text.tag("p", title=ready) == '<p title="a &amp; b"></p>'
    assert html_text.tag("p", title=str(ready)) == '<p title="a &amp;amp; b"></p>'

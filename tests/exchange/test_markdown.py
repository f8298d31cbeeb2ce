"""The page that goes out: what it shows, and that user text is never markup."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from importlib.resources import files

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from markdown_it import MarkdownIt
from markdown_it.token import Token

from okrtui.exchange import markdown_out
from okrtui.exchange.files import PAGE_MARK
from okrtui.exchange.importing import to_plan
from okrtui.exchange.markdown_text import paragraph
from okrtui.exchange.toml_in import loads
from okrtui.plan.archiving import archive
from okrtui.plan.changes import Set
from okrtui.plan.entities import CheckIn, Cycle, Initiative, KeyResult, Kpi, Objective, Priority, Root
from okrtui.plan.errors import PlanError
from okrtui.plan.model import Plan
from okrtui.plan.settings import MethodSettings

TODAY = date(2026, 5, 4)
METHOD = MethodSettings()
READER = MarkdownIt("commonmark").enable(["table", "strikethrough"])


def sample() -> Plan:
    return to_plan(loads((files("okrtui") / "sample.toml").read_text(encoding="utf-8"), "sample.toml"))


def page(plan: Plan, cycle: str = "cy-a", today: date = TODAY) -> str:
    return markdown_out.page(plan, cycle, today=today, settings=METHOD)


def test_the_page_of_the_sample() -> None:
    text = page(sample(), "cy-2026q2")
    assert text.startswith(
        "# Acme Shop · 2026-Q2\n\n"
        "1 Apr to 30 Jun 2026 · week 5 of 13 · 37 % of the time gone · as of 4 May 2026\n\n"
        "## Strategy\n\nWin repeat buyers in the home niche before we widen the range.\n\n"
        "What matters most now:\n\n1. Repeat orders\n2. Cost of growth\n\n## Objectives\n\n"
        "### Balance CAC and CLV\n\n**22 %** · behind · aspirational · Head of commerce · for “Cost of growth”\n\nWhy: "
    )
    assert (
        "\n| Reduce the churn rate by 15 % by the end of Q2 | 6.1 % | 6.0 % | 5.2 % | 11 % | at risk | 5 | 30 Jun "
        "| Growth |\n"
    ) in text
    assert "\n- [ ] Send a refill reminder after 60 days (CRM)\n" in text
    assert "\n| Basket size | €58 | from €50 | healthy | leading, customer | 27 Apr | Commerce |\n" in text
    assert text.endswith(f"\n\n{PAGE_MARK}\n")


def test_values_of_later_days_are_not_told() -> None:
    assert "€38.9" not in page(sample(), "cy-2026q2", date(2026, 4, 14))


def test_a_page_of_a_plan_that_has_hardly_begun() -> None:
    plan = Plan(
        [Cycle("cy-a", 1, "Later"), Objective("o-a", "cy-a", 1, ""), KeyResult("kr-a", "o-a", 1, "Lower churn")]
    )
    text = page(plan)
    assert text.startswith("# Later\n\nAs of 4 May 2026\n\n## Objectives\n\n### (no text yet)\n\n")
    assert "**—** · 0 of 1 measured" in text
    assert "| Lower churn | — | — | — | — | — | — | — | — |" in text
    assert "## KPIs" not in text
    assert "None yet." in page(Plan([Cycle("cy-a", 1, "Q")]))
    with pytest.raises(PlanError, match="This cycle is not in the plan"):
        page(plan, "cy-x")


def test_days_before_and_after_the_cycle() -> None:
    plan = Plan([Cycle("cy-a", 1, "Q1", date(2026, 11, 1), date(2027, 1, 31), "draft")])
    assert "1 Nov 2026 to 31 Jan 2027 · not begun yet · as of 4 May 2026" in page(plan)
    assert "1 Nov 2026 to 31 Jan 2027 · over · as of 4 May 2028" in page(plan, today=date(2028, 5, 4))


HOSTILE = [
    "a | b || c",
    "[click](http://x.example) ![i](j)",
    "<script>alert(1)</script> <b>",
    "*bold* _it_ __x__ `code` ~~no~~",
    "# head",
    "- list",
    "+ list",
    "1. one",
    "12) one",
    "> quote",
    "===",
    "---",
    "```",
    "a\n===",
    "a\n---",
    "a\n- b",
    "a\n1. b",
    "a\n# b",
    "    code",
    "&lt; &amp; &copy;",
    "\\",
    "end \\",
    "from $5 to $10",
    "line\nbreak",
    "para\n\nbreak",
    "| --- |",
    "\t tab",
    "\x1b[31m red",
    "-->",
    "[ ]",
    "[x] done",
    "a  \nb",
    "☃ é 漢字 \u202e",
    "https://x.example/a_b",
]


def hostile_plan(text: str) -> Plan:
    return Plan(
        [
            Root("plan", text, "weekly", text),
            Priority("pr-a", 1, text),
            Cycle("cy-a", 1, text, date(2026, 4, 1), date(2026, 6, 30)),
            Objective("o-a", "cy-a", 1, text, text, text, priority="pr-a"),
            KeyResult("kr-a", "o-a", 1, text, baseline=1.0, target=-2.0, owner=text),
            Initiative("in-a", "kr-a", 1, text, text),
            CheckIn("kr-a@2026-04-02", "kr-a", date(2026, 4, 2), 2.0),
            Kpi("kpi-a", 1, text, healthy_low=1.0, owner=text),
        ]
    )


def structure(text: str) -> list[str]:
    """The markup of a page: what kinds of blocks and inline parts it has, without text and line breaks."""
    quiet = ("text", "text_special", "hardbreak", "inline")
    return [token.type for token in flat(READER.parse(text)) if token.type not in quiet]


def flat(tokens: list[Token]) -> Iterator[Token]:
    for token in tokens:
        yield token
        yield from token.children or ()


def contents(text: str) -> list[str]:
    """What a reader sees, block by block and cell by cell."""
    return [
        "".join(" " if child.type == "hardbreak" else child.content for child in token.children or ())
        for token in READER.parse(text)
        if token.type == "inline"
    ]


MARK = "Wort"
PLAIN = page(hostile_plan(MARK))


@pytest.mark.parametrize("text", [text for text in HOSTILE if "\n\n" not in text])
def test_user_text_is_shown_as_it_is_and_never_markup(text: str) -> None:
    written = page(hostile_plan(text))
    assert structure(written) == structure(PLAIN)
    shown = " ".join(text.split()).replace("\x1b", "␛")
    assert contents(written) == [content.replace(MARK, shown) for content in contents(PLAIN)]
    assert "\x1b" not in written


def test_units_are_never_markup() -> None:
    for text in HOSTILE:
        plan = hostile_plan(MARK)
        changes = [Set(row.TABLE, row.id, "unit", "", text) for row in (plan.get("kr-a"), plan.get("kpi-a"))]
        plan.apply(changes)
        assert structure(page(plan)) == structure(PLAIN)
        assert len(contents(page(plan))) == len(contents(PLAIN))


@settings(max_examples=300, deadline=None)
@given(st.text("ab |\\`*_{}[]()<>#+-.!~$&=:1\n\t\r\"'/", max_size=25))
def test_no_text_breaks_out(text: str) -> None:
    written = page(hostile_plan(text or "x"))
    if text.strip():
        quiet = ("paragraph_open", "paragraph_close")
        expected = [kind for kind in structure(PLAIN) if kind not in quiet]
        assert [kind for kind in structure(written) if kind not in quiet] == expected


def test_lines_of_a_paragraph_stay_lines() -> None:
    assert READER.render(paragraph("one\ntwo\n\n\nthree\n")) == "<p>one<br />\ntwo</p>\n<p>three</p>\n"


def test_single_items() -> None:
    plan = sample()

    def item(row: str) -> str:
        return markdown_out.item(plan, plan.get(row), today=TODAY, settings=METHOD)

    assert item("o-balance").startswith("### Balance CAC and CLV\n\n**22 %** · behind")
    assert item("kr-frequency").startswith("| Key result | From |")
    assert item("kr-frequency").endswith("- [ ] Try a second-order voucher with 500 buyers (Growth)\n")
    assert "When it leaves its range: Ask ten buyers" in item("kpi-repeat")
    assert item("in-voucher") == "- [ ] Try a second-order voucher with 500 buyers (Growth)\n"
    assert item("pr-cost") == "- Cost of growth\n"
    assert item("plan").startswith("## Strategy\n\nWin repeat buyers")
    assert item("cy-2026q2").startswith("# Acme Shop · 2026-Q2")
    assert PAGE_MARK not in item("cy-2026q2")


def test_archived_kpis_are_named_below_the_table_of_the_others() -> None:
    plan = sample()
    plan.apply(archive(plan, "kpi-basket", TODAY).changes)
    text = page(plan, "cy-2026q2")
    table = text[text.index("## KPIs") :]
    assert "| Basket size" not in table
    assert "Archived: Basket size (4 May)" in table

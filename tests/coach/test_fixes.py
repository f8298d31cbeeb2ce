"""A better line is one that the coach itself has nothing to say about, save for facts that only the writer knows."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path

import pytest

from okrtui.coach.check import FREE_IN_FIXES, check_text
from okrtui.coach.frame import read
from okrtui.coach.model import Context, Finding, TextKind
from okrtui.coach.registry import TEXT_RULES

TODAY = date(2026, 4, 15)
PLAN = Context(in_plan=True, cycle=(date(2026, 4, 1), date(2026, 6, 30)))
CORPUS = Path(__file__).parents[3] / "shared" / "eval" / "dev.jsonl"
MEND_OTHERS = {"KR110", "KR109"}
"""Their fix adds a fact to the line, so it waits until the line itself is sound."""


def _said_of(line: str, finding: Finding, kind: TextKind, context: Context) -> list[tuple[str, str]]:
    """What is said of the better line that was not said before; the parts of a line may be work, or hold a number."""
    fix = finding.fix
    assert fix
    known = {f.code for f in check_text(line, kind, today=TODAY, context=context).findings} - {finding.code}
    apart = finding.code in {"KR106", "OB105"}
    free = FREE_IN_FIXES | ({"KR101", "KR102", "OB101", "OB102"} | known if apart else set())
    standing: TextKind = fix.kind if fix.kind in {"objective", "key_result", "kpi"} else kind
    return [
        (said.code, better)
        for better in fix.text.split("\n")
        for said in check_text(better, standing, today=TODAY, context=context).findings
        if said.code not in free
    ]


def _fixed(line: str, kind: TextKind, context: Context) -> list[Finding]:
    return [f for f in check_text(line, kind, today=TODAY, context=context).findings if f.fix]


BAD = [(rule.kind, line) for rule in TEXT_RULES.values() for line in rule.bad]


@pytest.mark.parametrize("context", [Context(), PLAN], ids=["alone", "in a plan"])
@pytest.mark.parametrize(("kind", "line"), BAD)
def test_a_fix_raises_nothing_new(kind: TextKind, line: str, context: Context) -> None:
    for finding in _fixed(line, kind, context):
        assert _said_of(line, finding, kind, context) == [], finding.fix


@pytest.mark.skipif(not CORPUS.exists(), reason="the corpus is not beside the checkout")
def test_a_fix_for_a_line_that_somebody_wrote_raises_nothing_new() -> None:
    rows = [json.loads(row) for row in CORPUS.read_text(encoding="utf-8").splitlines() if row.strip()]
    for row in rows:
        for finding in _fixed(row["text"], row["kind"], Context()):
            assert _said_of(row["text"], finding, row["kind"], Context()) == []


def test_most_bad_examples_come_with_a_better_line() -> None:
    found = [
        any(f.code == code and f.fix for f in check_text(line, rule.kind, today=TODAY, context=PLAN).findings)
        for code, rule in TEXT_RULES.items()
        if code not in MEND_OTHERS
        for line in rule.bad
    ]
    assert sum(found) / len(found) > 0.9


@pytest.mark.parametrize(
    ("kind", "line", "better"),
    [
        ("key_result", "Launch the loyalty app", "Share of __ who use the loyalty app each week from __ % to __ %"),
        ("key_result", "Launch it", "__ of __ from __ to __"),
        ("key_result", "Hire three support engineers", "__ of __ from __ to __"),
        ("key_result", "Increase tenant satisfaction", "Increase tenant satisfaction from __ to __"),
        ("objective", "Double our market share", "Grow our market share so that __"),
        ("objective", "Make checkout faster than 2 seconds", "Make checkout faster so that __"),
        ("objective", "Make payments safer with the help of the security team", "Make payments safer"),
        (
            "key_result",
            "Make the booking form more user friendly",
            "Share of __ who find the booking form user friendly from __ % to __ %",
        ),
        ("key_result", "Make invoices clear for tenants", "Share of tenants who find invoices clear from __ % to __ %"),
        ("key_result", "Make delivery time shorter", "Delivery time from __ to __"),
        ("key_result", "Make guests happier", "Share of guests who are happy from __ % to __ %"),
        (
            "key_result",
            "Tenants are proud of their block",
            "Share of tenants who are proud of their block from __ % to __ %",
        ),
        (
            "key_result",
            "All drivers have passed the safety course by 30 May",
            "Share of drivers who have passed the safety course from __ % to 100 % by 30 May",
        ),
        (
            "key_result",
            "Ticket machine more user friendly from 3 to 5",
            "Share of __ who find ticket machine user friendly from __ % to __ %",
        ),
        ("key_result", "CSAT >= 4.4", "CSAT from __ to 4.4"),
        ("key_result", "40 active gardeners by 30 May", "Active gardeners from __ to 40 by 30 May"),
        ("objective", "Get to 0 broken cups by June", "Get fewer broken cups so that __"),
        ("objective", "Zero complaints about damaged boxes", "Fewer complaints about damaged boxes so that __"),
        ("key_result", "Late deliveries < 2 % by 30 May", "Late deliveries from __ % to 2 % by 30 May"),
        ("kpi", "Twitter followers", "Share of twitter followers who __ in their first week"),
        ("key_result", "Be number 1 in customer satisfaction", "Customer satisfaction from __ to __"),
        ("kpi", "Ship on time", "Share of __ on time"),
        ("key_result", "Add one full-time developer", "Number of open roles from __ to 0"),
        ("key_result", "Add one content type", "Number of open points in the content type from __ to 0"),
        ("key_result", "Invoices closed < 3 days", "Invoices closed from __ down to 3 days"),
        (
            "key_result",
            "The archive is readable again in ≤ 30 minutes",
            "The archive is readable again in ≤ 30 minutes, from __",
        ),
        ("key_result", "Reduce time-to-first-reply", "Reduce time-to-first-reply from __ to __"),
        ("key_result", "Increase sales", "Increase sales from __ to __"),
        ("key_result", "Get as many young riders as possible", "Number of young riders from __ to __"),
        ("key_result", "Raise as much money as we can by 30 May", "Money from __ to __ by 30 May"),
        ("key_result", "Rentals of cargo bikes", "Rentals of cargo bikes from __ to __"),
        ("key_result", "Season tickets", "Season tickets from __ to __"),
        ("key_result", "Send 4 letters and get CSAT up", "CSAT from __ to __"),
        ("key_result", "Deploy the rota portal with 80 % user adoption", "80 % user adoption"),
        ("objective", "Get 20% more riders and launch the new timetable", "Get 20% more riders"),
        ("objective", "Ship the rota app and raise punctuality to 90 %", "Raise punctuality to 90 %"),
        ("objective", "Win guests, delight cooks and cut waste", "Win guests\nDelight cooks\nCut waste"),
        (
            "key_result",
            "Improve the app rating, buy 30 new buses and win the bid",
            "Improve the app rating from __ to __\nBuy 30 new buses\nWin the bid",
        ),
        ("key_result", "Answer support within 2h", "Share of requests answered within 2h"),
        ("key_result", "Reply to complaints within a day", "Share of complaints answered within a day"),
        ("key_result", "Dispatch orders within 24 hours", "Share of orders handled within 24 hours"),
        ("key_result", "Reduce returns by June", "Reduce returns from __ to __ by June"),
        (
            "key_result",
            "Improve onboarding and reduce churn",
            "Share of __ who __ (onboarding) from __ % to __ %\nReduce churn from __ to __",
        ),
        ("kpi", "Customer happiness", "Share of __ who __ (customer happiness)"),
        ("objective", "Get sign-off from the board on the depot strategy", "Make the depot strategy work for __"),
        ("key_result", "Reduce churn and refunds", "Reduce churn from __ to __\nRefunds from __ to __"),
    ],
)
def test_the_better_line_reads_well(kind: TextKind, line: str, better: str) -> None:
    assert better in {f.fix.text for f in check_text(line, kind, today=TODAY, context=PLAN).findings if f.fix}


@pytest.mark.parametrize(
    ("line", "result", "work"),
    [
        ("Launch the rota app and cut overtime to 3 %", "Cut overtime to 3 %", "Launch the rota app"),
        (
            "Cut overtime from 300 to 200 hours and hire two drivers",
            "Cut overtime from 300 to 200 hours",
            "Hire two drivers",
        ),
    ],
)
def test_work_beside_a_result_becomes_its_initiative(line: str, result: str, work: str) -> None:
    fixes = [f.fix for f in check_text(line, "key_result", today=TODAY, context=PLAN).findings if f.fix]
    assert [(fix.action, fix.text, fix.extra) for fix in fixes] == [("initiative", result, work)]


@pytest.mark.parametrize(
    "line", ["Share of __ who use the app from __ % to __ %", "__ from __ to __", "Orders per buyer from __ to __"]
)
def test_blanks_are_places_to_fill_and_no_second_result(line: str) -> None:
    assert check_text(line, "key_result", today=TODAY, context=PLAN).findings == ()


TWO_WAYS = [
    "Improve NPS and cut support tickets",
    "Raise NPS and lower churn",
    "Improve satisfaction and reduce complaints",
    "Cut queues and lift the rating",
    "Raise yield and reduce scrap by June",
    "Lower returns, grow repeat orders",
]


@pytest.mark.parametrize("line", TWO_WAYS)
def test_two_results_without_numbers_are_taken_apart(line: str) -> None:
    fixes = [f.fix for f in check_text(line, "key_result", today=TODAY, context=PLAN).findings if f.fix]
    assert fixes[0].action == "split"
    assert all(half.count("from __ to __") == 1 for half in fixes[0].text.split("\n"))


@pytest.mark.parametrize("line", TWO_WAYS + [line for kind, line in BAD if kind == "key_result"])
def test_no_better_line_turns_a_direction_around_or_joins_two_results(line: str) -> None:
    said = check_text(line, "key_result", today=TODAY, context=PLAN).facts
    for finding in _fixed(line, "key_result", PLAN):
        assert finding.fix
        if finding.fix.action in {"initiative", "kind"}:
            continue  # another line than the one that was written
        if finding.fix.text.startswith("__"):
            continue  # all of it is to be filled in
        first = finding.fix.text.split("\n")[0]
        better = read(first, "key_result", TODAY, PLAN)
        assert {said.direction, better.facts.direction} != {"up", "down"}, first
        assert not better.parts, first


@pytest.mark.parametrize("line", ["Grow and innovate 628", "Complaints from 40 to 20 a month", "Raise NPS to 40."])
def test_an_open_day_changes_nothing_else_in_a_line(line: str) -> None:
    alone = [f.code for f in check_text(line, "key_result", today=TODAY).findings]
    added = next(f.fix for f in check_text(line, "key_result", today=TODAY).findings if f.code == "KR110")
    assert added
    assert added.text == f"{line.rstrip('.')} by __"
    said = check_text(added.text, "key_result", today=TODAY)
    assert [f.code for f in said.findings] == alone
    assert next(f for f in said.findings if f.code == "KR110").fix is None


@pytest.mark.parametrize(
    ("kind", "line", "halves"),
    [
        ("objective", "Finish the atlas and publish the index", "Finish the atlas\nPublish the index"),
        ("key_result", "Teach 9 cooks and hire 2 bakers", "Teach 9 cooks\nHire 2 bakers"),
        (
            "key_result",
            "Energy use -8 %; reused packaging share +12 points",
            "Energy use -8 %\nReused packaging share +12 points",
        ),
    ],
)
def test_two_in_one_line_are_taken_apart_although_each_has_something_amiss(
    kind: TextKind, line: str, halves: str
) -> None:
    fixes = [f.fix for f in check_text(line, kind, today=TODAY, context=PLAN).findings if f.fix]
    assert halves in {fix.text for fix in fixes if fix.action == "split"}


def test_an_objective_of_work_and_a_number_is_taken_apart_before_anything_else() -> None:
    found = check_text("Ship the rota app and raise punctuality to 90 %", "objective", today=TODAY, context=PLAN)
    assert [f.fix.action for f in found.findings if f.fix] == ["initiative"]


@pytest.mark.parametrize("line", ["Grow our revenue and keep guests happy", "Delight guests and maintain our quality"])
def test_a_half_with_something_new_amiss_is_no_better_line(line: str) -> None:
    found = check_text(line, "objective", today=TODAY, context=PLAN).findings
    assert [f.fix for f in found if f.code == "OB105"] == [None]

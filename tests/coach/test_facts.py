"""What a key result says of its measure: what it is, which way it goes, where it starts and ends."""

from __future__ import annotations

from datetime import date

import pytest

from okrtui.coach.check import check_text
from okrtui.coach.model import Facts

TODAY = date(2026, 4, 15)

# line | measure | direction | start | end, or "by" with an amount of change
WITH_A_START = """
Raise share of crews using tracking from 0 % to 30 % | share of crews using tracking | up | 0 | 30
Raise share of tenants paying by card from 10 % to 30 % | share of tenants paying by card | up | 10 | 30
Increase the number of teams deploying daily from 2 to 8 | number of teams deploying daily | up | 2 | 8
Raise the share of users paying through the app from 5 % to 20 % | share of users paying through the app | up | 5 | 20
Raise share of orders from 2 % to 3 % using a new checkout | share of orders | up | 2 | 3
Reduce monthly churn from 5 % to 3 % | monthly churn | down | 5 | 3
Reduce monthly churn from 5 to 3 % | monthly churn | down | 5 | 3
Increase average basket from $1.2M to 1.5M | average basket | up | 1200000 | 1500000
Move NPS 31 -> 40 | NPS | up | 31 | 40
NPS: 31 → 40 | NPS | up | 31 | 40
Raise NPS to 40 from 31 | NPS | up | 31 | 40
Raise NPS to 40 (from 31) | NPS | up | 31 | 40
Raise NPS to 40, up from 31 | NPS | up | 31 | 40
Checkout errors at 0.5 %, down from 2 % | Checkout errors | down | 2 | 0.5
Lift trial conversion to 12 % (baseline: 8 %) | trial conversion | up | 8 | 12
Lift trial conversion to 12 % (currently 8 %) | trial conversion | up | 8 | 12
Lift trial conversion to 12 % (currently at 8 %) | trial conversion | up | 8 | 12
Lift trial conversion to 12 % (was 8 %) | trial conversion | up | 8 | 12
Lift trial conversion to 12 % (8 % last quarter) | trial conversion | up | 8 | 12
Lift trial conversion to 12 % vs. 8 % today | trial conversion | up | 8 | 12
Trial conversion of 12 % instead of 8 % | Trial conversion | up | 8 | 12
Resolve tickets in 4 hours rather than 9 | tickets | down | 9 | 4
Conversion: current 12 %, target 20 % | Conversion | up | 12 | 20
Conversion (current: 12 %, target: 20 %) | Conversion | up | 12 | 20
Baseline 12 %, target 20 % conversion | conversion | up | 12 | 20
Increase the 30 % repeat rate to 50 % | repeat rate | up | 30 | 50
Page load time from 1.2s to 400ms | Page load time | down | 1.2 | 400
Cut page load from 1.2 s to under 400 ms | page load | down | 1.2 | 400
Cut lead time from 2 weeks to 3 days | lead time | down | 2 | 3
Reduce onboarding from 3 months to 6 weeks | onboarding | down | 3 | 6
Grow weekly active teams from 1,200 to 2 000 | weekly active teams | up | 1200 | 2000
Grow weekly active teams from 1.2k to 2k | weekly active teams | up | 1200 | 2000
Customer Satisfaction Increased From 80% To 90% | Customer Satisfaction | up | 80 | 90
Time to hire down from 60 to 40 days | Time to hire | down | 60 | 40
Rating improved from 3.9 to 4.5 | Rating | up | 3.9 | 4.5
Raise test coverage from 40% to 80% by end of Q2 (0.7) | test coverage | up | 40 | 80
Reduce the average wait from 20 to 10 minutes | average wait | down | 20 | 10
Improve first-contact resolution from 60% to 75% | first-contact resolution | up | 60 | 75
Decrease cost per order from €4.20 to €3.50 | cost per order | down | 4.2 | 3.5
Lower CAC from $300 to $200 | CAC | down | 300 | 200
Share of digital claims rises from 35 % to 60 % | Share of digital claims | up | 35 | 60
Open the depot and lift punctuality from 81 % to 90 % | punctuality | up | 81 | 90
Hire two riders and cut waiting time from 14 to 9 minutes | waiting time | down | 14 | 9
Reduce the 5 open incidents to 2 | open incidents | down | 5 | 2
Cut our 12 meetings to 6 | meetings | down | 12 | 6
Users log in 3 times a week, up from 2 | times a week | up | 2 | 3
Guests who come 2 times a month from 300 to 450 | Guests who come 2 times a month | up | 300 | 450
Share of the 9 halls that report daily from 20 % to 80 % | Share of the 9 halls that report daily | up | 20 | 80
Share of digital claims: 60 % (2025: 35 %) | Share of digital claims | up | 35 | 60
Onboarding takes 3 days instead of 10 | Onboarding | down | 10 | 3
Reduce bounce rate from 55 to 40 percent | bounce rate | down | 55 | 40
Reduce bounce rate from fifty to forty percent | bounce rate | down | 50 | 40
Increase NPS from 20 => 35 | NPS | up | 20 | 35
Increase NPS (20 -> 35) | NPS | up | 20 | 35
Increase NPS (from 20 to 35) | NPS | up | 20 | 35
Net Promoter Score: from 20 to 35 | Net Promoter Score | up | 20 | 35
Net Promoter Score - from 20 to 35 | Net Promoter Score | up | 20 | 35
Churn rate: 5% to 3% | Churn rate | down | 5 | 3
Churn rate 5% -> 3% | Churn rate | down | 5 | 3
Churn rate from 5%-3% | Churn rate | down | 5 | 3
Weekly orders double from 40 to 80 | Weekly orders | up | 40 | 80
Market share from 12% to 15% | Market share | up | 12 | 15
"""

WITHOUT_A_START = """
NPS of 50 | NPS | up |  | 50
NPS 50 | NPS | up |  | 50
NPS >= 50 | NPS | up |  | 50
NPS above 50 | NPS | up |  | 50
NPS at least 50 | NPS | up |  | 50
Reach an NPS of 50 | NPS | up |  | 50
Achieve NPS of at least 50 | NPS | up |  | 50
Get NPS to 50 | NPS | up |  | 50
Bring NPS up to 50 | NPS | up |  | 50
Bring churn down to 2 % | churn | down |  | 2
50 new customers | new customers | up |  | 50
Win 50 new customers | new customers | up |  | 50
95 % of new hires finish onboarding in 30 days | new hires finish onboarding in 30 days | up |  | 95
At least 80 % of users complete setup | users complete setup | up |  | 80
80% of all builds pass in under 10 minutes | builds pass in under 10 minutes | up |  | 80
8 of 10 pilot clinics use the scheduler weekly | pilot clinics use the scheduler weekly | up |  | 8
8 out of 10 visitors find an answer | visitors find an answer | up |  | 8
Reach 3 bookings per guest | bookings per guest | up |  | 3
Get five hospitals to renew | hospitals to renew | up |  | 5
Twelve schools renew their contract | schools renew their contract | up |  | 12
Average Order Value Grows To €60 | Average Order Value | up |  | 60
Time to first response below 2 hours | Time to first response | down |  | 2
Employee turnover < 8 % | Employee turnover | down |  | 8
Average rating of 4.5/5 in the app store | Average rating | up |  | 4.5
Average rating ≥ 4.5 stars | Average rating | up |  | 4.5
Raise test coverage to 80 % => 72 % | test coverage | up |  | 80
Generate $2M in new revenue | new revenue | up |  | 2000000
Generate €300k of pipeline | pipeline | up |  | 300000
Close $1.5 million in bookings | bookings | up |  | 1500000
Reach €2M ARR | ARR | up |  | 2000000
$2M ARR | ARR | up |  | 2000000
ARR of $2M | ARR | up |  | 2000000
Keep uptime above 99.9 % | uptime | keep |  | 99.9
Maintain CSAT at 90 % | CSAT | keep |  | 90
Response time stays under 300 ms | Response time | keep |  | 300
Increase the share of repeat buyers to 40 % | share of repeat buyers | up |  | 40
Increase the number of weekly orders to 300 | number of weekly orders | up |  | 300
Increase percentage of invoices paid on time to 90% | percentage of invoices paid on time | up |  | 90
Grow the community to 500 members | members | up |  | 500
Improve delivery accuracy to 98% | delivery accuracy | up |  | 98
Each shop sells 20 bikes a week | bikes a week | up |  | 20
40% of revenue comes from repeat buyers | revenue comes from repeat buyers | up |  | 40
Revenue from repeat buyers is 40 % | Revenue from repeat buyers | up |  | 40
Zero critical incidents | critical incidents | down |  | 0
No critical incidents in production | critical incidents in production | down |  | 0
Get 1,000 sign-ups from schools | sign-ups from schools | up |  | 1000
Between 40 % and 50 % of teams use it weekly | teams use it weekly | up |  | 40
Publish 10 articles | articles | up |  | 10
Run 5 workshops | workshops | up |  | 5
Hire 3 engineers | engineers | up |  | 3
An average of 4 logins per week | logins per week | up |  | 4
Average 4 logins per user per week | logins per user per week | up |  | 4
Average session duration exceeds 8 minutes | Average session duration | up |  | 8
Deploy frequency increases to 5 per day | Deploy frequency | up |  | 5
At least 3 referrals per clinic | referrals per clinic | up |  | 3
Mean time to recovery is under one hour | Mean time to recovery | down |  | 1
Increase donations to $1 million | donations | up |  | 1000000
Boost newsletter open rate above 35% | newsletter open rate | up |  | 35
Drop bounce rate below 40% | bounce rate | down |  | 40
Get bounce rate under 40% | bounce rate | down |  | 40
Two thirds of staff use the tool every week | staff use the tool every week | up |  | 66.7
One in five customers refers a friend | customers refers a friend | up |  | 1
Half of all claims are paid within a day | claims are paid within a day | up |  | 50
Hit 90% on-time delivery | on-time delivery | up |  | 90
Deliver 90 % of parcels on time | parcels on time | up |  | 90
1k+ weekly readers | weekly readers | up |  | 1000
Reach $1M+ ARR | ARR | up |  | 1000000
90+% of requests answered | requests answered | up |  | 90
0 open critical bugs | open critical bugs | down |  | 0
Get our first 100 customers | customers | up |  | 100
Get the first 5 paying schools | paying schools | up |  | 5
Half a million downloads | downloads | up |  | 500000
One million downloads | downloads | up |  | 1000000
Reach a million readers | readers | up |  | 1000000
5-10 partner talks given | partner talks given | up |  | 5
Interview 10 to 15 nurses | nurses | up |  | 10
Interview 10-15 nurses | nurses | up |  | 10
Monthly active users grows to 40,000 (+15%) | Monthly active users | up |  | 40000
Monthly active users 30,000 by end of Q3 | Monthly active users | up |  | 30000
We have 30,000 monthly active users | monthly active users | up |  | 30000
There are 40 active maintainers | active maintainers | up |  | 40
Each team has at least 3 customers interviewed | customers interviewed | up |  | 3
More than 300 people attend the summit | people attend the summit | up |  | 300
Have 12 active committers outside the company | active committers outside the company | up |  | 12
Make 90% of the API documented | API documented | up |  | 90
Test coverage is at 85% | Test coverage | up |  | 85
Test coverage > 85% | Test coverage | up |  | 85
>85% test coverage | test coverage | up |  | 85
At least 85% test coverage | test coverage | up |  | 85
85%+ CSAT | CSAT | up |  | 85
CSAT: 85% | CSAT | up |  | 85
P95 latency < 200ms | P95 latency | down |  | 200
p95 of search under 300 ms | p95 of search | down |  | 300
Cut p99 latency to 200ms or less | p99 latency | down |  | 200
Ship 4 releases | releases | up |  | 4
Fix 90% of reported bugs | reported bugs | up |  | 90
Close 40 stale issues | stale issues | up |  | 40
Write documentation for 10 modules | modules | up |  | 10
Migrate 8 of 12 services | services | up |  | 8
Train 30 managers in feedback | managers | up |  | 30
Raise salaries of nurses to $30 per hour | salaries of nurses | up |  | 30
€3M revenue from the new line | revenue from the new line | up |  | 3000000
Revenue from the new line reaches €3M | Revenue from the new line | up |  | 3000000
Achieve 30% market share | market share | up |  | 30
"""

AMOUNTS_OF_CHANGE = """
Increase revenue by 20 % | revenue | up |  | by 20
Increase revenue by a third | revenue | up |  | by 33.3
Cut support tickets by half | support tickets | down |  | by 0.5
Cut support tickets in half | support tickets | down |  | by 0.5
Halve the number of support tickets | number of support tickets | down |  | by 0.5
Double weekly active users | weekly active users | up |  | by 2
10x weekly active users | weekly active users | up |  | by 10
Grow weekly active users 3x | weekly active users | up |  | by 3
Support tickets reduced by 20 % | Support tickets | down |  | by 20
Support tickets down 20 % | Support tickets | down |  | by 20
20 % reduction in support tickets | support tickets | down |  | by 20
A 20 % increase in repeat orders | repeat orders | up |  | by 20
15 % growth in revenue | revenue | up |  | by 15
20 % fewer returns | returns | down |  | by 20
30 % more repeat orders | repeat orders | up |  | by 30
Reduction of returns by 20 % | returns | down |  | by 20
Reduction of 20 % in returns | returns | down |  | by 20
Increase of 15 % in repeat orders | repeat orders | up |  | by 15
+15 % repeat orders | repeat orders | up |  | by 15
Repeat orders +15 % | Repeat orders | up |  | by 15
Repeat orders up 15 % | Repeat orders | up |  | by 15
Churn -10 % | Churn | down |  | by 10
Raise gross margin by 3 percentage points | gross margin | up |  | by 3
Raise gross margin by 3 pp | gross margin | up |  | by 3
Improve retention by 10-15 % | retention | up |  | by 10
Reduce page weight by 30 to 40 % | page weight | down |  | by 30
Increase donations 25% | donations | up |  | by 25
Grow revenue 10 % month over month | revenue | up |  | by 10
10 % MoM growth in active teams | active teams | up |  | by 10
Grow mailing list with 20 % | mailing list | up |  | by 20
Improve build speed by a factor of 3 | build speed | up |  | by 3
An increase of 25 % in donations | donations | up |  | by 25
40 % growth of downloads | downloads | up |  | by 40
Raise another $2M | another | up |  | by 2000000
+50 contributors | contributors | up |  | by 50
50 additional contributors | contributors | up |  | by 50
Add 50 more contributors | contributors | up |  | by 50
Spend per visit rises by 15% | Spend per visit | up |  | by 15
Decrease the number of failed deployments by 50% | number of failed deployments | down |  | by 50
50% decrease in failed deployments | failed deployments | down |  | by 50
Failed deployments halved | Failed deployments | down |  | by 0.5
Weekly orders doubled | Weekly orders | up |  | by 2
Doubling of weekly orders | weekly orders | up |  | by 2
Twice as many weekly orders | weekly orders | up |  | by 2
Bring down average handling time by 2 minutes | average handling time | down |  | by 2
Shorten the sales cycle by 10 days | sales cycle | down |  | by 10
Response times improve by 30% | Response times | down |  | by 30
Improve response time by 30% | response time | down |  | by 30
Speed up builds by 2x | builds | up |  | by 2
3x faster builds | builds | up |  | by 3
Increase in NPS by 10 points | NPS | up |  | by 10
NPS +10 | NPS | up |  | by 10
NPS increases 10 points | NPS | up |  | by 10
Gain 5 points of market share | market share | up |  | by 5
"""


AS_TYPED = """
Uptime from 99,5 % to 99,9 % before December | Uptime | up | 99.5 | 99.9
Orders per month from 1200 to 2000 | Orders per month | up | 1200 | 2000
Readers from 1850 to 2050 by June | Readers | up | 1850 | 2050
Revenue from 1.200,50 € to 2.000,00 € | Revenue | up | 1200.5 | 2000
Revenue from 1.2 million € to 2 million € | Revenue | up | 1200000 | 2000000
Revenue from 1,2 Mio. € to 2 Mio. € | Revenue | up | 1200000 | 2000000
Reduce avg. time-to-site from 4 h to 2 h | avg. time-to-site | down | 4 | 2
"""


@pytest.mark.parametrize(
    "line", ["NPS von 21 auf 40", "Réduire le churn de 6 % à 3 %", "Aumentar la tasa de uso de 20 % a 40 % por mes"]
)
def test_nothing_is_read_of_another_language(line: str) -> None:
    for kind in ("key_result", "kpi", "objective"):
        assert check_text(line, kind, today=TODAY).facts == Facts()


@pytest.mark.parametrize("line", ["Revenue from 2 million € to 3 million €", "Revenue from 1,2 Mio. € to 2 Mio. €"])
def test_a_currency_behind_a_magnitude_is_kept(line: str) -> None:
    facts = _facts(line)
    assert facts.baseline
    assert facts.target
    assert (facts.baseline.unit, facts.target.unit) == ("€", "€")


def _facts(line: str) -> Facts:
    return check_text(line, "key_result", today=TODAY).facts


def _cases(table: str) -> list[list[str]]:
    return [[cell.strip() for cell in line.split("|")] for line in table.splitlines() if line.strip()]


@pytest.mark.parametrize(("line", "measure", "direction", "start", "end"), _cases(WITH_A_START + AS_TYPED))
def test_start_and_end_are_told_apart(line: str, measure: str, direction: str, start: str, end: str) -> None:
    facts = _facts(line)
    assert facts.baseline
    assert facts.target
    assert (facts.metric, facts.direction) == (measure, direction)
    assert facts.baseline.value == pytest.approx(float(start))
    assert facts.target.value == pytest.approx(float(end))
    assert not facts.relative


@pytest.mark.parametrize(("line", "measure", "direction", "start", "end"), _cases(WITHOUT_A_START))
def test_no_start_is_made_up(line: str, measure: str, direction: str, start: str, end: str) -> None:
    facts = _facts(line)
    assert (facts.metric or "", facts.direction or "") == (measure, direction)
    assert facts.baseline is None
    assert not start
    assert (facts.target.value if facts.target else None) == (pytest.approx(float(end), abs=0.1) if end else None)
    assert not facts.relative


@pytest.mark.parametrize(("line", "measure", "direction", "start", "end"), _cases(AMOUNTS_OF_CHANGE))
def test_amounts_of_change_are_no_levels(line: str, measure: str, direction: str, start: str, end: str) -> None:
    facts = _facts(line)
    assert facts.target
    assert (facts.metric, facts.direction) == (measure, direction)
    assert facts.baseline is None
    assert not start
    assert abs(facts.target.value) == pytest.approx(float(end.removeprefix("by ")), abs=0.1)
    assert facts.relative


@pytest.mark.parametrize(("line", "measure", "direction", "start", "end"), _cases(WITH_A_START + WITHOUT_A_START))
def test_facts_stand_where_the_spans_say(line: str, measure: str, direction: str, start: str, end: str) -> None:
    facts = _facts(line)
    assert direction or not facts.direction
    for name, (begin, stop) in facts.spans.items():
        words = line[begin:stop]
        assert words, name
        if name == "metric":
            assert words == measure
        elif name in {"baseline", "target"} and not (start or end):
            pytest.fail(f"{name} in a line without numbers: {words}")


@pytest.mark.parametrize(
    "line",
    [
        "Debts older than 90 days: 10",
        "Tickets open for more than 3 days: 10",
        "Requests slower than 2 s ≤ 10",
        "Bugs older than 30 days: fewer than 10",
    ],
)
def test_a_number_that_says_which_things_are_meant_is_no_target(line: str) -> None:
    target = _facts(line).target
    assert target
    assert target.value == 10


@pytest.mark.parametrize(
    ("line", "value"),
    [
        ("Raise test coverage to 80 % => 72 %", 80),
        ("Publish 8 articles (5/8)", 8),
        ("Reach 40 partners (0.7)", 40),
        ("Interview 10-15 nurses", 10),
        ("Improve retention by 10 to 15 %", 10),
    ],
)
def test_scores_and_the_far_end_of_a_range_are_no_targets(line: str, value: float) -> None:
    target = _facts(line).target
    assert target
    assert target.value == value


@pytest.mark.parametrize(
    ("line", "measure", "direction"),
    [
        ("Manual corrections: reduce by 70 %", "Manual corrections", "down"),
        ("Using the new route plan, bring delivery time below 45 minutes", "delivery time", "down"),
        ("Call waiting time down 20 %", "Call waiting time", "down"),
        ("Repeat buyers make up 35 % of all buyers", "Repeat buyers", "up"),
        ("Save €250,000 on energy", "energy", "up"),
        ("Get read and write latency under 10 ms", "read and write latency", "down"),
    ],
)
def test_the_name_is_found_in_whatever_clause_it_stands(line: str, measure: str, direction: str) -> None:
    facts = _facts(line)
    assert (facts.metric, facts.direction) == (measure, direction)


@pytest.mark.parametrize(
    ("line", "day"),
    [
        ("Cut refunds by 50 % within 3 months", date(2026, 7, 15)),
        ("Raise renewals to 80 % in a year", date(2027, 4, 15)),
        ("Fewer than 5 % of new hires leave within 3 months", None),
        ("Pay 90 % of claims within 2 months of filing", None),
        ("Answer 95 % of calls within 20 seconds", None),
    ],
)
def test_a_span_of_months_behind_a_value_is_a_deadline(line: str, day: date | None) -> None:
    assert _facts(line).deadline == day


@pytest.mark.parametrize(
    ("line", "measure", "direction"),
    [
        ("Fewer complaints about delivery", "complaints about delivery", "down"),
        ("More repeat orders", "repeat orders", "up"),
        ("Shorter waiting times", "waiting times", "down"),
        ("Encourage more active use of the library", "active use of the library", "up"),
        ("Greater visibility of our results", "visibility of our results", "up"),
        ("Better communication", None, None),
        ("Faster website", None, None),
    ],
)
def test_a_word_of_comparing_tells_the_way_without_a_number(
    line: str, measure: str | None, direction: str | None
) -> None:
    facts = _facts(line)
    assert (facts.metric, facts.direction) == (measure, direction)
    assert facts.target is None


@pytest.mark.parametrize(
    ("line", "value"),
    [
        ("Each team talks to at least two customers", 2),
        ("We have at most one open incident per week", 1),
        ("Bring mean time to repair below one hour", 1),
        ("Half a million riders", 500_000),
        ("Grow the network to 500 clinics", 500),
        ("Interview 10 to 15 nurses", 10),
        ("Get replies from 80 % of parents", 80),
    ],
)
def test_numbers_in_words_and_behind_prepositions_are_targets(line: str, value: float) -> None:
    facts = _facts(line)
    assert facts.baseline is None
    assert facts.target
    assert facts.target.value == value

"""Lines offered as KPIs: what they are about, when they are known, and which of them are no gauges."""

from __future__ import annotations

from datetime import date

import pytest

from okrtui.coach.check import check_text
from okrtui.coach.model import Verdict

TODAY = date(2026, 4, 15)

# name | category | timing
GAUGES = """
Gross margin | financial | lagging
EBITDA per site | financial | lagging
Monthly recurring revenue | financial | lagging
Cost per ton shipped | financial | lagging
Operating cash flow | financial | lagging
Average invoice value | financial | lagging
Travel spend per employee | financial | lagging
Days sales outstanding | financial | lagging
Donations per campaign | financial | lagging
Budget spent | financial | lagging
Net promoter score of new customers | customer | lagging
Customer churn, monthly | customer | lagging
Logo retention | customer | lagging
Renewal rate of annual contracts | customer | lagging
Customer lifetime value | customer | lagging
Cost to acquire a customer | customer | lagging
Share of customers with a complaint | customer | lagging
First response time in support | customer | leading
Open support tickets | customer | leading
Tickets per 100 customers | customer | leading
Average hold time of calls | customer | leading
Patients who would recommend the clinic | customer | lagging
Parent satisfaction | customer | lagging
Number of paying customers | customer | lagging
Repeat guests | customer | lagging
Weekly active users | product | leading
Share of users who finish the setup | product | leading
Checkout conversion | product | leading
Average session time | product | leading
Sessions per user per week | product | leading
New users per week | product | leading
Users who invite a colleague | product | leading
Searches without a result | product | leading
Trial-to-paid conversion | product | leading
Orders per buyer | product | leading
Uptime of the API | technical | leading
Failed deployments per month | technical | leading
Time to restore service | technical | leading
Open critical vulnerabilities | technical | leading
Unit test coverage | technical | leading
p95 latency of search | technical | leading
Servers without the latest patch | technical | leading
Error rate of the payment service | technical | leading
Build time of the main branch | technical | leading
Crash-free rides | technical | leading
Number of rollbacks | technical | leading
Employee turnover | people | lagging
eNPS | people | lagging
Sick days per employee | people | lagging
Share of women in management | people | lagging
Time to hire | people | leading
Open positions | people | leading
Applicants per job | people | leading
Training days per employee | people | leading
Offer acceptance rate | people | lagging
New hires who leave in their first year | people | lagging
Overtime hours per month | people | lagging
Employees with a development plan | people | leading
Qualified leads per week | process | leading
Sales calls per rep | process | leading
Win rate | process | lagging
Order lead time | process | leading
On-time delivery | process | leading
Inventory turnover | process | leading
Scrap rate | process | leading
Picking errors per 1,000 lines | process | leading
Parcels delivered on the first attempt | process | leading
Machine utilisation | process | leading
Time from request to permit | process | leading
Average length of stay | process | leading
Bed occupancy | process | leading
Applications processed within 10 days | process | leading
Documents awaiting approval | process | leading
Cycle time of change requests | process | leading
Campaign response rate | process | leading
Webinar attendees | process | leading
Blog posts published per month | process | leading
Meetings per week | process | leading
Market share in Spain | financial | lagging
Revenue growth | financial | lagging
Profit per customer | financial | lagging
Active subscriptions | customer | lagging
Refunds as a share of orders | customer | lagging
App store rating | customer | lagging
Time to first value | customer | leading
Abandoned carts | product | leading
Daily logins | product | leading
Share of automated tests | technical | leading
Storage used | technical | leading
Queries slower than 1 s | technical | leading
Phishing mails clicked | technical | leading
Student dropout rate | process | lagging
Exam pass rate | process | lagging
Infections per 1,000 patient days | process | lagging
Volunteers active this month | people | leading
Accidents at work | people | lagging
Streets cleaned per day | process | leading
Calls answered within 20 seconds | customer | leading
Trains on time | process | leading
Kilometres driven empty | process | leading
Stock-outs per week | process | leading
Time to close the books | process | leading
Late invoices | financial | lagging
Contracts renewed | customer | lagging
Referrals per customer | customer | lagging
Number of active repositories | technical | leading
Commits per developer | technical | leading
Issues without an answer for a week | process | leading
Contributors from outside the company | process | leading
New contributors per quarter | process | leading
Community events held | process | leading
Average time to answer a forum question | customer | leading
Sponsors renewed | customer | lagging
Average deal size | financial | lagging
Sales cycle length | process | leading
New logos | customer | lagging
Net revenue retention | financial | lagging
Gross revenue churn | customer | lagging
Expansion revenue | financial | lagging
Burn rate | financial | lagging
Months of runway | financial | leading
Headcount against plan | people | lagging
Engagement survey score | people | lagging
Manager effectiveness score | people | lagging
Promotions from within | people | lagging
Time to productivity of new hires | people | leading
Open requisitions older than 60 days | people | leading
Mandatory training completed | people | leading
Candidate satisfaction | people | lagging
Interviews per hire | people | leading
Change failure rate | technical | leading
Alerts per on-call shift | technical | leading
Cost of cloud per customer | financial | lagging
Memory use at peak | technical | leading
API calls that fail | technical | leading
Security findings not fixed in time | technical | leading
Percentage of services with an SLO | technical | leading
Active users of the mobile app | product | leading
Messages sent per user | product | leading
Free trials started | product | leading
Upgrade rate from free to paid | product | leading
Time to complete checkout | product | leading
Loyalty card holders | customer | lagging
Complaints per 1,000 orders | customer | lagging
Satisfaction with support | customer | lagging
Reviews below three stars | customer | lagging
Average delivery time | process | leading
Orders shipped the same day | process | leading
Warehouse utilisation | process | leading
Returns processing time | process | leading
Truck idle time | process | leading
Percentage of invoices paid late | financial | lagging
Budget left at year end | financial | lagging
Grants awarded | financial | lagging
Donor retention | customer | lagging
Volunteer hours | people | leading
Meals served per week | process | leading
Beneficiaries reached | process | leading
Children vaccinated | process | leading
Waiting list for surgery | customer | leading
Hospital-acquired infections | process | lagging
Cancelled operations | process | leading
Graduation rate | process | lagging
Lessons observed | process | leading
Absent pupils per day | process | leading
Potholes fixed within a week | process | leading
Tax collected per inspector | financial | lagging
Bus punctuality | process | leading
Recycling rate | technical | leading
Energy use per square metre | technical | leading
CO2 per parcel | technical | leading
First pass yield | process | leading
Overall equipment effectiveness | process | leading
Supplier on-time delivery | process | leading
Stock cover in days | process | leading
Cost per click | financial | lagging
Email click rate | product | leading
Leads that become opportunities | process | leading
Share of search | process | leading
Event attendance | process | leading
Response rate to tenders | process | leading
Audit findings open | process | leading
Policies reviewed this year | process | leading
Ease of use, on a scale from 0 to 10 | product | leading
"""
GOALS = """
Bring mean time to repair below one hour by the end of the quarter
Hiring time down to 30 days
1,000 new donors by the end of the campaign
Conversion: +10 %
Get queue time under 5 minutes by June
300+ weekly riders within the first 6 months
Stock accuracy of 99 % by go-live
Move returns from 8 % to 5 %
Orders (2027 target): 3,000
Revenue, FY27 plan: €2M
"""
NO_GAUGES = """
Customers first!
Quality
Preferred employer in the region
Regular feedback talks
Sales training for new staff
Reliable deliveries for everyone
Set up weekly stand-ups
Sustainable growth
Monthly town hall meeting
Happy customers
Market leader in packaging
"""
ATTENTION = """
Followers: target 10,000 for August
Downloads: reach 1m in the first year
Size of the Telegram community
Hits on the landing page
Docker image pulls
Accounts created since launch
Podcast plays
"""


def _check(line: str) -> Verdict:
    return check_text(line, "kpi", today=TODAY)


def _codes(line: str) -> set[str]:
    return {finding.code for finding in _check(line).findings}


@pytest.mark.parametrize(("line", "category", "timing"), [row.split(" | ") for row in GAUGES.strip().splitlines()])
def test_a_gauge_has_a_category_and_a_timing_and_no_finding(line: str, category: str, timing: str) -> None:
    verdict = _check(line)
    assert (verdict.facts.category, verdict.facts.timing) == (category, timing)
    assert not verdict.findings
    assert verdict.reads_like == "kpi"


@pytest.mark.parametrize("line", GOALS.strip().splitlines())
def test_a_change_to_be_reached_is_a_goal(line: str) -> None:
    assert "KP101" in _codes(line)


@pytest.mark.parametrize("line", NO_GAUGES.strip().splitlines())
def test_slogans_and_occasions_have_no_reading(line: str) -> None:
    assert "KP102" in _codes(line)


@pytest.mark.parametrize("line", ATTENTION.strip().splitlines())
def test_attention_is_called_attention(line: str) -> None:
    assert "KP103" in _codes(line)


@pytest.mark.parametrize(
    ("line", "category"),
    [
        ("Errors in the delivery service", "technical"),
        ("Incidents on the ward per month", "process"),
        ("Deployment lead time", "technical"),
        ("Lead time of orders", "process"),
        ("Cost per bed day", "financial"),
        ("Hire-to-start time", "people"),
    ],
)
def test_measures_that_all_work_shares_belong_where_the_work_is(line: str, category: str) -> None:
    assert _check(line).facts.category == category

"""What a key result is taken for: something made, a result or a level; with a scale, an end, or neither."""

from __future__ import annotations

from datetime import date

import pytest

from okrtui.coach.frame import read
from okrtui.coach.model import Context

TODAY = date(2026, 4, 15)

OUTPUT = """
binary | The documentation has a section on security
binary | Every team has a named security champion
binary | Privacy policy is updated
binary | All contracts are stored in one place
binary | The CI pipeline runs on every commit
binary | Search supports filters
binary | Users can export their data
binary | A public roadmap is available
binary | Governance model agreed by all maintainers
binary | First draft of the book ready
binary | Automated backups in place
binary | Landing page for the campaign
binary | A list of the top ten complaints
binary | Monthly newsletter set up
scale | 5 blog posts published
scale | Have 3 customer interviews per week
scale | Do two demos each sprint
scale | 3 customer interviews per week
scale | All 40 stores equipped with new tills
scale | 10 talks given at meetups
scale | Three playbooks written and shared
scale | 90% of planned features shipped
scale | 100% of engineers trained in accessibility
scale | 8 customer interviews conducted
scale | Move 60% of workloads to Kubernetes
scale | Fix 90% of P1 bugs within the quarter
scale | Reply to 30 forum questions
scale | Give 5 talks
scale | Test 3 pricing models
scale | Contact 200 prospects
scale | Present at 2 conferences
scale | Interview 20 people who cancelled
scale | Hold 6 regional meetups before December
scale | Ship 4 of the 5 planned integrations
scale | Onboard all 30 suppliers to the new ordering tool
scale | 80 % of warehouse staff trained on the scanner
scale | Record ten short how-to videos
scale | 3 new clinics opened
scale | Complete 12 security reviews
scale | Close 40 bugs from the backlog
scale | Rewrite 15 product pages
scale | Send the newsletter to 5,000 readers
scale | We have migrated 8 of 11 tables
binary | Ship the new search
binary | Finalise the brand guidelines with the agency
binary | Choose a payroll provider
binary | The new intranet is live
binary | Customer portal launched in Poland
binary | Data warehouse in place
binary | A style guide for all teams exists
binary | Prepare the audit for June
binary | Draft and approve a travel policy
binary | Establish a works council
binary | Recruit a head of finance
binary | Investigate why buyers leave the cart
binary | Decide on the new supplier
binary | Open a second shop in Graz
binary | Get the new website launched
binary | Translate the app into Italian
binary | Appoint a data protection officer
binary | Replace the till system
binary | Pilot the night shift in one hospital
binary | Move the archive to the cloud
binary | Install solar panels on the roof
binary | Conduct a brand survey
binary | Renegotiate the lease
none | Support the sales team
none | Participate in industry events
none | Promote the new brand
none | Communicate more often with partners
none | Work on technical debt
none | Explore new markets
"""

OUTCOME = """
scale | 50 companies sign the pledge
scale | 2 pilot customers go live and renew
scale | At least 5 partners bring us a lead each month
scale | No more than 3% of parcels arrive damaged
scale | Students pass the exam at a rate of 85%
scale | A new user reaches the first result in under 5 minutes
scale | Readers spend 4 minutes on an article on average
scale | 12 external pull requests merged
scale | 30 job applications from women received
scale | Our proposal is accepted by 3 of 5 city councils
scale | Volunteers give 500 hours
scale | Win 2 awards
scale | Earn €30k from training
scale | Sell 1,000 boxes
scale | Convert 10% of free users
scale | Close 4 enterprise deals
scale | Collect €100k in donations
scale | Bring the defect rate down to 1%
scale | Get waiting time below 10 minutes
scale | Have 300 members by December
scale | Move NPS from 20 to 35
scale | Recover 50% of abandoned carts
scale | Engage 40% of alumni
scale | Expand to 5 new cities
scale | Secure 3 sponsors
scale | Onboard 100 merchants
scale | Retain 95% of staff
scale | Ensure 99% of payments succeed
none | More trust among first-time buyers
none | Happier colleagues
none | Strengthen ties with local schools
none | Make the product easier to learn
scale | Get 300 households to switch to the green tariff
scale | Win back 50 lost accounts
scale | Average basket from €31 to €36
scale | Patients wait less than 20 minutes
scale | 9 out of 10 guests would come again
scale | Returns down to 4 %
scale | Grow recurring revenue from $80k to $120k
scale | Reach 60 % of orders via the app
scale | At least 70 % of staff say they know the strategy
scale | Three of five pilot shops order again
scale | Time to hire: 60 → 35 days
scale | Crash-free sessions ≥ 99.5 %
scale | Drop the cost per parcel by €0.40
scale | Lift the share of repeat buyers to 35 %
scale | 2x weekly orders
scale | Halve the number of complaints
scale | Absence rate falls from 7 % to 5 %
scale | Customers renew 9 of 10 contracts
scale | First answer within 2 hours for 90 % of tickets
scale | Acquire 400 paying members
scale | Half of all teams use the new planning board every week
scale | NPS: 32 to 45
scale | Attract 1,200 visitors to the open day
scale | Turn 20 trial shops into paying ones
scale | Downtime per month from 90 min to 20 min
scale | Raise €1.5M from two investors
scale | Employees who would recommend us: 55 % → 70 %
scale | Mean time to recovery under 30 minutes
scale | Cart abandonment rate at 60 % or lower
scale | Secure 5 letters of intent
none | Increase loyalty
none | Fewer complaints
none | Shorten delivery times
none | Better margins
none | Improve the mood in the team
none | Lower staff turnover
none | Grow in the south
"""

STEADY = """
scale | Answer every email within one day
scale | Keep the team at 12 people
scale | All incidents are resolved within 4 hours
none | Keep morale high
scale | Keep delivery within 48 hours
scale | Maintain gross margin of 40 %
scale | Hold customer satisfaction above 4.5
scale | Never fall below 99 % availability
scale | Stay below 5 open incidents
"""


def _cases(block: str, nature: str) -> list[tuple[str, str, str]]:
    rows = (line.split("|", 1) for line in block.strip().splitlines())
    return [(text.strip(), nature, progress.strip()) for progress, text in rows]


@pytest.mark.parametrize(
    ("text", "nature", "progress"),
    [*_cases(OUTPUT, "output"), *_cases(OUTCOME, "outcome"), *_cases(STEADY, "steady")],
)
def test_line_is_read_for_what_it_is(text: str, nature: str, progress: str) -> None:
    reading = read(text, "key_result", TODAY, Context())
    assert (reading.nature, reading.progress) == (nature, progress)


@pytest.mark.parametrize(
    "line",
    [
        "- [x] **Launch** the new help centre => 72 %",
        "KR 1.1 – Launch the new help centre",
        "[P0] Launch the new help centre (0.7)",
        "🚀 Launch the new help centre",
        "We will launch the new help centre",
        "Support: launch the new help centre",
        "By the end of May, launch the new help centre",
        "To successfully launch the new help centre",
        "1. Launch the new help centre",
    ],
)
def test_marks_labels_and_scores_around_a_line_change_nothing(line: str) -> None:
    reading = read(line, "key_result", TODAY, Context())
    assert (reading.nature, reading.progress, reading.verb) == ("output", "binary", "launch")


def test_the_forms_of_verbs_are_those_of_the_list() -> None:
    from tests.coach import forms

    assert forms.TARGET.read_text(encoding="utf-8") == forms.expanded(), "python -m tests.coach.forms"

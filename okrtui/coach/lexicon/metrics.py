"""Nouns that name a measure: which way is better, what it is about, when it is known, whether it is mere attention."""

from __future__ import annotations

from typing import Literal, NamedTuple

from okrtui.coach.lexicon import word_set
from okrtui.coach.model import Category, Timing

Polarity = Literal["up", "down", ""]


class Metric(NamedTuple):
    """What the lexicon knows of a measure."""

    name: str
    polarity: Polarity
    category: Category
    timing: Timing
    vanity: bool = False


# polarity category timing [vanity]: the measures, singular, separated by commas
_GROUPS = """
up financial lagging: revenue, recurring revenue, monthly recurring revenue, mrr, annual recurring revenue, arr,
 sales, turnover, income, net income, profit, gross profit, net profit, profitability, margin, gross margin, profit
 margin, operating margin, contribution margin, ebitda, ebit, cash flow, free cash flow, return on investment, roi,
 roas, return on ad spend, earnings, earnings per share, market share, share price, valuation, bookings, billings,
 gmv, gross merchandise value, gross merchandise volume, tpv, net revenue, revenue growth, sales growth, revenue per
 employee, revenue per customer, revenue per user, arpu, arpa, return on equity, return on assets, asset turnover,
 liquidity, current ratio, quick ratio, working capital, market capitalization, market cap, donation, funding, grant
 money, equity, assets, dividend, rule of 40, net dollar retention, net revenue retention, nrr, ndr, gross revenue
 retention, grr, expansion revenue, average contract value, acv, total contract value, tcv, deal size, average deal
 size, self-generated revenue, fundraising, tax revenue, interest income, royalty, savings, cost savings,
 sponsorship revenue, membership fee
down financial lagging: cost, unit cost, expense, operating expense, opex, capex, spend, spending, budget variance,
 budget, burn rate, burn, cash burn, debt, debt ratio, deficit, loss, overhead, cost per unit, cost of goods sold,
 cogs, labor cost, labour cost, infrastructure cost, hosting cost, cloud cost, cloud spend, server cost, bad debt,
 write-off, days sales outstanding, dso, accounts receivable, overdue invoice, payment delay, cost of delay, tax,
 fee, total cost of ownership, tco, inventory cost, carrying cost, shipping cost, cost per order, cost per
 transaction, cost overrun
up financial leading: runway, pipeline value, pipeline coverage, quote, average order value, aov, basket size,
 average basket, order value, price, budget utilization, weighted pipeline, sales pipeline, pipeline
up customer lagging: retention, customer retention, retention rate, renewal rate, renewal, lifetime value, customer
 lifetime value, clv, ltv, cltv, ltv/cac, ltv to cac ratio, satisfaction, customer satisfaction, csat, csat score,
 user satisfaction, nps, net promoter score, promoter score, promoter, customer effort, loyalty, customer loyalty,
 repeat purchase, repeat purchase rate, repeat customer, repeat order, repurchase rate, review score, star rating,
 rating, app store rating, rating score, customer rating, customer health score, health score, reference customer,
 referral, referral rate, customer, new customer, paying customer, paid customer, client, new client, account,
 paying user, paid user, subscription, paid subscription, member, membership, net new customer, customer growth,
 logo retention, brand loyalty, trust score, satisfaction rate, satisfaction score, satisfaction rating, customer
 experience score, voice of customer, order frequency, purchase frequency, customer base, positive review,
 recommendation rate, likelihood to recommend, happiness score, delight, win-back rate, dealer, merchant, tenant,
 guest, patient, donor, buyer
down customer lagging: churn, churn rate, customer churn, user churn, revenue churn, logo churn, cancellation,
 cancellation rate, attrition rate, complaint, customer complaint, complaint rate, refund, refund rate, return rate,
 product return, detractor, customer acquisition cost, acquisition cost, cac, cac payback, payback period, cost per
 acquisition, cpa, cost per lead, cpl, cost per customer, customer effort score, ces, lost customer, escalation,
 customer escalation, abandonment, abandonment rate, drop-off, drop-off rate, unsubscribe, unsubscribe rate,
 downgrade, chargeback, dispute
down customer leading: first response time, first reply time, response time to customers, time to first response,
 time to first reply, time to resolution, resolution time, ticket resolution time, time to resolve, average handle
 time, handle time, handling time, support ticket, ticket, ticket volume, ticket backlog, support request, support
 call, support case, support contact, contact rate, wait time, waiting time, hold time, queue time, queue length,
 waiting list, time to value, time to first value, support response time, call volume, open ticket, unresolved
 ticket, reopened ticket, reply time, support question, support cost
up customer leading: first contact resolution, first call resolution, fcr, resolution rate, self-service rate,
 deflection rate, answer rate, service level, service quality, tickets solved, survey response, customer interview
up product leading: conversion, conversion rate, trial conversion, trial-to-paid conversion, activation, activation
 rate, adoption, adoption rate, feature adoption, feature usage, usage, product usage, usage rate, engagement,
 engagement rate, user engagement, active user, daily active user, dau, weekly active user, wau, monthly active
 user, mau, dau/mau, stickiness, session, session length, session duration, session time, time on site, time in app,
 time spent, average session, sessions per user, user, new user, unique user, returning user, unique visitor,
 returning visitor, retained user, user growth, user base, user retention, d1 retention, d7 retention, d30
 retention, day-1 retention, day-7 retention, day-30 retention, week-1 retention, trial, free trial, trial start,
 trial sign-up, completion rate, task success rate, task completion rate, onboarding completion, checkout
 completion, click-through rate, clickthrough rate, ctr, open rate, opt-in rate, search success, recommendation
 click, order, number of orders, purchase, transaction, checkout, booking, reservation, reorder, daily user, weekly
 user, monthly user, active customer, active account, active member, active contributor, active developer, active
 device, active installation, active install, active node, active team, active project, active subscriber, usability
 score, sus score, ease of use, discoverability, play time, playtime, watch time, listening time, content
 consumption, integration usage, api call, request volume, queries per day, messages sent, upload, invited
 user, invite, viral coefficient, k-factor, core action, depth of use, breadth of use, frequency of use, usage
 frequency, power user, upgrade rate, plan upgrade, monthly order, order rate, add-to-cart rate, cart size, seat,
 license usage, player, learner, student, reader, adopter, dau/wau
up product leading vanity: page view, pageview, view, impression, visit, site visit, website visit, visitor, website
 visitor, monthly visitor, traffic, website traffic, site traffic, web traffic, organic traffic, page visit, video
 view, click, download, app download, package download, install, installation, app install, registration, registered
 user, registered account, sign-up, signup, account created, total user, star, github star, fork, unique view,
 unique page view, blog view, newsletter sign-up, website session, site session, web session
up process leading vanity: listen, podcast listener, podcast listen, view count, profile view, profile visit, page
 like, post like, repost, reshare, website hit, unique visit, email open, mailing list sign-up, mailing list
 subscriber, blog subscriber, rss subscriber, social media follower, social follower, social impression, social media
 impression, tiktok follower, mastodon follower, reddit subscriber, search volume, upvote, public message, message
 volume, subscriber, share of search, sov, follower, sign up, hours watched, hour watched, video hour, twitter
 follower, instagram follower, linkedin follower, facebook fan, fan, like, facebook like, share of voice, social
 share, retweet, tweet, press mention, media mention, media coverage, social media reach, audience, audience size,
 mailing list, mailing list size, email list, email subscriber, newsletter subscriber, list size, youtube subscriber,
 channel subscriber, brand mention, brand awareness, awareness, social engagement, social mention, seo click, seo
 impression, ad impression, ad click, hashtag use, reach per post, podcast download, views per post, discord member,
 slack member, telegram member, community member, community size, meetup member, group member
down product leading: bounce rate, bounce, cart abandonment, cart abandonment rate, exit rate, rage click, time on
 task, steps to complete, number of clicks, time to complete, time to first action, inactive user, dormant account,
 friction, onboarding time, time to onboard, time to activate, user error, user error rate
up technical leading: uptime, availability, service availability, system availability, test coverage, code coverage,
 coverage, branch coverage, unit test coverage, throughput, requests per second, transactions per second, tps, rps,
 qps, reliability, performance, bandwidth, cache hit rate, cache hit ratio, hit rate, deployment frequency, deploy
 frequency, deployment, deploy, deploys per day, releases per month, release frequency, build success rate, pass
 rate, test pass rate, success rate, crash-free rate, crash-free session, crash-free user, mean time between
 failures, mtbf, lighthouse score, performance score, page speed score, pagespeed score, accessibility score,
 security score, apdex, sla compliance, slo compliance, sla, slo, network speed, transfer speed, sync speed, speed,
 frame rate, fps, automation rate, automated test, test automation, documentation coverage, type coverage, patch
 rate, patch compliance, backup success rate, data quality, data accuracy, accuracy, precision, recall, f1 score,
 f1, bleu score, auc, model accuracy, data completeness, scalability, storage capacity, capacity, compression ratio,
 coverage rate, core web vitals, hashrate, node, peer, node count, validator
down technical leading: downtime, outage, incident, production incident, security incident, error, error rate, error
 budget burn, exception, crash, crash rate, failure, failure rate, change failure rate, latency, response time, api
 response time, server response time, page load time, load time, page load, loading time, page speed, time to
 interactive, time to first byte, ttfb, first contentful paint, largest contentful paint, build time, compile time,
 deploy time, deployment time, ci time, ci duration, startup time, start-up time, boot time, launch time, query
 time, processing time, execution time, run time, runtime, render time, sync time, bug, open bug, bug count, bug
 backlog, defect, defect rate, defect density, escaped defect, regression, vulnerability, critical vulnerability,
 open vulnerability, security vulnerability, security finding, critical issue, technical debt, tech debt, code
 smell, code complexity, cyclomatic complexity, duplication, code duplication, flaky test, flakiness, flake rate,
 memory usage, memory use, memory footprint, memory consumption, cpu usage, cpu load, cpu utilization, disk usage,
 bundle size, binary size, image size, package size, app size, file size, install size, mttr, mean time to recovery,
 mean time to repair, mean time to resolve, mean time to detect, mttd, mean time to respond, mean time to
 acknowledge, mtta, time to restore, time to recover, time to patch, recovery time, packet loss, timeout, timeout
 rate, false positive, false positive rate, false negative, rollback, rollback rate, alert, alert volume, page duty
 alert, deploy failure, failed deploy, failed build, build failure, unplanned work, warning, lint error,
 gas cost, gas usage, energy use, energy consumption, power consumption, emissions, carbon emissions, co2 emissions,
 carbon footprint, waste, dropped frame, jank, stale data, loading speed, tail latency, p95, p99, p50, p95 latency,
 p99 latency, lag, jitter, security breach, breach, patch time
up people lagging: employee engagement, employee satisfaction, employee nps, enps, e-nps, engagement score, employee
 engagement score, team happiness, employee happiness, morale, team morale, employee retention, staff retention,
 retention of employees, retention of staff, glassdoor rating, glassdoor score, diversity, gender diversity, share
 of women, women in leadership, offer acceptance rate, acceptance rate, offer acceptance, internal promotion rate,
 internal hire, internal mobility, psychological safety, wellbeing, well-being, work-life balance, headcount,
 headcount growth, training completion, training hour, skills coverage, bench strength, employee, staff, team size,
 maintainer, active maintainer, employee productivity, employee promoter, manager rating, quality of hire, inclusion
 score, volunteer, diversity ratio
down people lagging: employee turnover, staff turnover, turnover rate, attrition, employee attrition, employee
 churn, absenteeism, absence rate, absence, sick day, sick leave, cost per hire, hiring time, accident, accident
 rate, injury, injury rate, lost time injury, overtime, burnout, gender pay gap, pay gap, grievance, turnover of
 staff, regretted attrition
down people leading: vacancy, vacancy rate, open position, open role, time to hire, time to fill
up people leading: employee referral, team member referral, bonus, applicant, candidate, job application, qualified
 candidate, interview-to-offer ratio, one-on-one, participation rate, employee participation, training attendance,
 learning hour
up process leading: lead, qualified lead, marketing qualified lead, mql, sales qualified lead, sql, opportunity,
 sales opportunity, win rate, close rate, quota attainment, demo booked, meeting booked, sales call, response rate,
 reply rate, email open rate, productivity, efficiency, velocity, team velocity, sprint velocity, on-time delivery,
 on time delivery, delivery rate, on-time rate, fill rate, order accuracy, yield, first pass yield, oee, overall
 equipment effectiveness, utilization, utilisation, utilization rate, capacity utilization, inventory turnover,
 stock turnover, inventory accuracy, stock level, output per hour, units per hour, quality score, quality, audit
 score, compliance, compliance rate, contribution, contributor, new contributor, code contribution, external
 contributor, first-time contributor, pull request, merged pull request, pr, commit, merge rate, code review, review
 coverage, sprint completion, planned vs done, predictability, goal completion, attendance, event attendance,
 attendee, participant, webinar attendee, number of events, registrant, speaker, sponsor, partner, partnership, new
 partner, supplier, vendor, search ranking, seo ranking, keyword ranking, domain authority, backlink, ranking, rank,
 content output, open source contribution, proposal, vote, voter turnout, citation, collaboration, documentation
 quality, stock availability, forecast accuracy, schedule adherence, process efficiency, response to survey, survey
 completion, retention of contributors, github issue closed, issue closed, closed issue, translation, language,
 country, city, market, region, chapter, school, store, location, community engagement, community growth, community
 contribution, question answered
down process leading: lead time, cycle time, delivery time, time to market, time-to-market, turnaround time,
 turnaround, throughput time, setup time, changeover time, scrap, scrap rate, rework, rework rate, backlog, backlog
 size, work in progress, wip, stockout, stock-out, out-of-stock rate, late delivery, delay, delivery delay, lead
 response time, sales cycle, sales cycle length, time to close, review time, time to review, time to first review,
 time to merge, pr cycle time, pull request age, issue age, open issue, open pull request, stale issue, unanswered
 question, meeting time, meeting hours, approval time, manual step, manual work, manual effort, manual task, time to
 deploy, bottleneck, idle time, error in orders, order error, picking error, audit finding, compliance violation,
 violation, non-conformity, nonconformance, exceptions per audit, process time, time to ship, time to release, time
 to publish, paper use, distance, travel time, shrinkage, damage rate, spoilage, variance, deviation, blocker, aging
 ticket, planning error, time to decision, time to approve, time to process
up financial lagging: sales per square metre, sales per square meter, sales per employee, same-store sales,
 like-for-like sales, sell-through, sell-through rate, revenue per available room, revpar, average daily rate,
 occupancy revenue, yield per seat, gross written premium, premium income, loss ratio improvement, interest margin,
 net interest margin, assets under management, aum, return on capital, roce, roic, return on sales, cash conversion,
 cash balance, cash reserve, cash reserves, free reserves, fee income, licence revenue, license revenue, subscription
 revenue, service revenue, upsell revenue, cross-sell revenue, partner revenue, export share, order intake, order
 book, order backlog value, ticket revenue, ticket sales, grant income, donation income, average donation, donation
 per donor, break-even, contribution per order, profit per order, profit per customer, profit per unit, net margin,
 ebit margin, ebitda margin, value added, share of wallet, wallet share, payback, royalties, rent income, rental
 income, rent per square metre, collection rate, recovery rate
down financial lagging: cost per unit produced, cost per hour, cost per visit, cost per patient, cost per student,
 cost per meal, cost per kilometre, cost per mile, cost per ticket, cost per contact, cost per call, cost per claim,
 cost per parcel, cost per delivery, cost per shipment, cost ratio, cost-income ratio, cost-to-income ratio, cost to
 serve, expense ratio, wage cost, wage bill, payroll cost, personnel cost, staff cost, material cost, energy cost,
 fuel cost, travel cost, maintenance cost, warehouse cost, marketing cost, marketing spend, advertising spend, ad
 spend, discount rate given, discount, interest expense, overdue amount, outstanding amount, unpaid invoice, default
 rate, non-performing loan, write-offs, penalty, warranty cost, scrap cost, rework cost, loss ratio, combined ratio,
 leverage, net debt
up customer lagging: guest satisfaction, patient satisfaction, student satisfaction, member satisfaction, tenant
 satisfaction, parent satisfaction, partner satisfaction, client satisfaction, citizen satisfaction, visitor
 satisfaction, guest rating, patient rating, host rating, driver rating, google rating, google review, online review,
 five-star review, repeat guest, repeat visit, repeat business, repeat booking, regular guest, loyal customer, loyalty
 member, returning customer, customer lifetime, contract renewal, member renewal, donor retention, member retention,
 client retention, guest retention, partner retention, gross retention, net retention, recommendation, word of mouth,
 customer trust, brand trust, brand preference, brand consideration, net sentiment, sentiment, compliment, thank-you
 note, win-back, reactivated customer, customer count, client count, household, policy in force, new contract, new
 member, new client, new account, new tenant
down customer lagging: lost client, lost account, lost member, lapsed member, lapsed customer, lapse rate, cancelled
 contract, cancelled subscription, cancelled booking, cancellation of bookings, no-show, no-show rate, one-star
 review, negative review, negative feedback, bad review, claim, claim rate, warranty claim, returned parcel, returned
 item, wrong delivery, service failure, breach of service level, customer incident, cost per new customer, days to
 churn, early termination, termination
down customer leading: time to first answer, first answer, answer time, time to answer, average speed of answer, speed
 of answer, time to reply, time to response, time to appointment, time to quote, quote time, quotation time, time to
 refund, claim time, claim settlement time, claims processing time, complaint handling time, time to close a
 complaint, unanswered call, missed call, dropped call, abandoned call, call abandonment, call abandonment rate,
 transfer rate, repeat call, repeat contact, queue, waiting line, wait, wait at the counter, waiting patient, open
 complaint, open case, open request, unanswered question, unanswered email, tickets per user, tickets per customer,
 contacts per order, onboarding time of customers
up customer leading: call answered, calls answered, ticket solved, case solved, request solved, claims settled,
 first-time fix rate, first time fix rate, self-service share, feedback response rate, survey response rate, customer
 visit, customer call, customer conversation, customer touchpoint, service quality score, quality of answers
up product leading: course completion, lesson completed, lesson completion, module completion, profile completion,
 setup completion, onboarding finished, onboarding completed, form completion, quiz completion, tutorial completion,
 first purchase, first order, first booking, first session, first project, repeat use, daily use, weekly use, monthly
 use, use per week, logins per week, login frequency, searches per user, items per order, items per basket, basket,
 cart, favourite, saved item, share of users, feature use, use of the feature, trial started, trial activation, trial
 to paid, free-to-paid conversion, visitor-to-lead conversion, lead-to-customer conversion, checkout conversion,
 basket conversion, booking conversion, app use, app usage, app session, visit duration, visit frequency, pages per
 visit, pages per session, scroll depth, read time, reading time, minutes played, minutes watched, lessons per week,
 active learner, active student, active player, active buyer, active seller, active merchant, active driver, active
 host, active patient, active partner account, active workspace, active organisation, active organization, active
 company, seats used, license used, licence use, connected account, connected device, workspace, document created,
 project created, photo uploaded, report run, conversation, chat started, seats sold, occupancy, occupancy rate, room
 occupancy, bed occupancy, seat occupancy, load factor, utilisation of seats
up technical leading: backup success, restore success, recovery test, restore test, deployment success, deployment
 success rate, release success rate, build success, green build, automated deploys, automated deployment, code review
 coverage, mutation score, lint score, maintainability, maintainability index, sla met, slo met, sla attainment, slo
 attainment, error budget, error budget left, patch level, encrypted device, mfa coverage, mfa adoption, two-factor
 adoption, security training score, phishing report rate, scan coverage, monitoring coverage, alert precision,
 availability of the site, network availability, api availability, api uptime, data freshness, cache hits, delivery
 rate of messages, delivery rate of emails, sync success rate, mean time between incidents, crash-free rate of
 sessions, model precision, model recall, forecast accuracy of the model, renewable share, share of renewable energy,
 solar output, energy efficiency, recycling rate, recycled share
down technical leading: failed login, failed payment, failed job, failed request, failed test, failed order, error per
 request, errors per day, error message, time to load, loading delay, response delay, system outage, service outage,
 network outage, unplanned downtime, planned downtime, machine downtime, machine stop, breakdown, stoppage, mean time
 between outages, time to fix, time to fix a bug, fix time, bug fix time, bug age, age of bugs, overdue patch,
 unpatched system, unpatched server, open vulnerability count, phishing click rate, security alert, spam, spam rate,
 server load, database size, query duration, page weight, image weight, battery use, battery drain, data loss, co2 per
 unit, co2 per parcel, co2 per km, carbon per order, carbon intensity, fuel use, fuel consumption, water use, water
 consumption, electricity use, energy per unit, energy use per unit, paper consumption, plastic use, emissions per
 tonne, packaging waste, food waste, scrap, scrap rate, rework, rework rate, reject rate, rejects, defective part,
 parts per million, ppm
up people lagging: apprentice retention, retention of apprentices, nurse retention, driver retention, volunteer
 retention, teacher retention, new hire retention, first-year retention, pulse score, mood score, team mood, work
 satisfaction, job satisfaction, staff satisfaction, team satisfaction, team engagement, staff engagement, sense of
 belonging, trust in leadership, trust in management, leadership score, internal promotion, promotion rate, share of
 internal hires, share of female leaders, women in management, share of women in leadership, apprentices taken on,
 exam pass rate, certification rate, qualification rate
down people lagging: sickness rate, sickness absence, sick days per employee, absence days, early leaver, early
 attrition, first-year turnover, voluntary turnover, unwanted turnover, resignation, resignations, overtime hour,
 overtime per employee, overtime hours, near miss, near-miss, lost-time accident, lost time accident, work accident,
 workplace accident, safety incident, trir, ltifr, cost of turnover, agency staff cost, stress level
down people leading: unfilled shift, open shift, open job, open vacancy, unfilled position, days to fill, days to
 hire, time to productivity, ramp-up time, ramp time, time to onboard a new hire, interviews per hire
up people leading: training day, training days, training days per employee, training hours per employee, drivers
 trained, staff trained, employees trained, skills matrix coverage, feedback talk, one-to-one, one-to-ones held,
 review completed, development plan, development talk, applications per job, applications per position, applications
 per role, qualified applicant, job applicant, referral hire, employee referral rate, offer rate, interview rate,
 show-up rate, shift coverage, staffing level, volunteer hour, mentoring hour, survey participation, suggestions per
 employee, ideas per employee, idea submitted
up process leading: meals served, meal served, tree planted, parcel delivered, parcels per hour, picks per hour,
 orders per hour, lines per hour, stops per hour, visits per day, calls per day, calls per rep, demos per week,
 meetings per week, proposals sent, offer sent, offers sent, tender, tender win rate, bid win rate, quote-to-order
 rate, conversion of leads, lead conversion, lead quality, lead volume, lead response rate, pipeline created, inbound
 lead, outbound call, event lead, referral lead, campaign response, campaign response rate, email response rate,
 click-to-open rate, on-time arrival, on-time departure, punctuality, trains on time, delivered on time, otif, on time
 in full, perfect order rate, order fulfilment rate, order fulfillment rate, stock availability, shelf availability,
 forecast accuracy, plan accuracy, schedule adherence, plan adherence, adherence to schedule, machine utilisation,
 machine utilization, vehicle utilisation, vehicle utilization, room utilisation, room utilization, bed turnover,
 table turnover, stock turn, inventory turn, inventory turns, throughput per shift, output per shift, units produced,
 units per shift, production volume, yield rate, first-time-right rate, right first time, quality rate, audit
 readiness, audits passed, audit pass rate, checklist completion, documentation completeness, records completed,
 supplier rating, supplier on-time rate, supplier quality, share of recycled material, share of organic milk, share of
 local suppliers, project on time, projects on time, milestones on time, sprint goal met, sprint goals met, work in
 progress limit met, story points, issues closed, issues resolved, requests merged, merge request, merged request, mr
 rate, published article, posts published
down process leading: stockout, stockouts, stock-out, out-of-stock rate, excess stock, dead stock, stock age, days of
 stock, inventory days, days in inventory, inventory level, inventory value, lead time, order lead time, delivery
 time, delivery delay, delivery lead time, transit time, shipping time, dwell time, unloading time, loading time of
 trucks, setup time, changeover time, cycle time, cycle length, order cycle, order cycle time, production time,
 throughput time, turnaround, turnaround time, door-to-doctor time, length of stay, average length of stay, discharge
 time, time to contract, contract cycle time, sales cycle, sales cycle length, sales cycle time, time to close, days
 to close, close time, month-end close, time to invoice, time to pay, invoice error, billing error, invoice
 correction, picking errors, packing error, shipping error, mis-shipment, late delivery, late deliveries, late order,
 orders delivered late, late shipment, delayed train, delayed flight, delay, delays, parcel lost, parcels lost, lost
 parcel, damaged parcel, damaged goods, empty run, empty kilometre, empty miles, bread thrown away, backlog, order
 backlog, work backlog, review backlog, age of backlog, work in progress, wip, open task, overdue task, overdue
 project, open issue, open action, open audit finding, audit findings, finding, exceptions, exception rate, rejected
 application, rejection rate, error rate of orders, handovers, number of approvals, steps per order, time in meetings,
 hours in meetings, meeting hours per week, paper form, manual entry, touch time, idle machine, unplanned stop
"""


def _read() -> dict[str, Metric]:
    table: dict[str, Metric] = {}
    for group in _GROUPS.replace("\n ", " ").strip().split("\n"):
        head, _, names = group.partition(":")
        polarity, category, timing, *vanity = head.split()
        for raw in names.split(","):
            name = " ".join(raw.split())
            table.setdefault(name, Metric(name, polarity, category, timing, bool(vanity)))  # type: ignore[arg-type]
    return table


METRICS = _read()
"""Measures by name: singular, lower case."""

LAST_WORDS = frozenset(name.rsplit(" ", 1)[-1] for name in METRICS)
"""The words that end a name: anything else ends none."""

LONGEST = 5
"""The most words in a name."""

_UP: Polarity = "up"
_DOWN: Polarity = "down"
_RISING = word_set(
    """
    rate ratio score index percentage percent share number amount volume frequency level average median mean
    total count ranking rating growth size value proportion fraction nps csat mrr arr dau mau accuracy
    coverage revenue retention conversion satisfaction adoption usage uptime availability throughput
    engagement
    """
)
_FALLING = word_set("time duration cost latency churn delay backlog downtime loss days hours length expenses spend")
HEADS: dict[str, Polarity] = dict.fromkeys(_RISING, _UP) | dict.fromkeys(_FALLING, _DOWN)
"""Words that end the name of a measure whatever stands before them, with the way that is better."""
QUANTIFIERS = word_set(
    """
    number amount percentage percent share proportion count volume total average median mean rate ratio sum
    frequency quantity level % # no
    """
)

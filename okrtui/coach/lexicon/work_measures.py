"""Measures of products, technology and work, by general knowledge of their fields.

A group is "polarity category timing [vanity]: names", singular, separated by commas; a name is in one group only.
"""

from __future__ import annotations

GROUPS = """
up process lagging: win rate, close rate, closing rate, deal win rate, tender win rate, bid win rate, graduation rate,
 course pass rate, pass rate of exams, literacy rate, attainment, school attainment, employment rate, placement rate,
 job placement rate, survival rate, recovery rate of patients, vaccination rate, immunization coverage, immunisation
 coverage, clearance rate, harvest yield, crop yield, enrolment growth, enrollment growth, publications, citations,
 patents granted, conviction rate, voter turnout, turnout, exam pass rate
down process lagging: readmission rate, readmission, infection rate, mortality, mortality rate, death rate, relapse
 rate, complication rate, fall rate, falls, pressure ulcer, medication error, dropout rate, drop-out rate, dropout,
 crime rate, unemployment rate, poverty rate, reoffending rate, recidivism, accident rate on roads, lost working days,
 customer returns, warranty returns
up technical leading: error budget remaining, branch protection, code ownership coverage, signed commits, time between
 failures, dependency freshness, cache ratio, sync success, delivery success rate of messages, request success rate,
 render success rate, api success rate, uptime, availability, service availability, system availability, test
 coverage, code coverage, coverage, branch coverage, unit test coverage, throughput, requests per second, transactions
 per second, tps, rps, qps, reliability, performance, bandwidth, cache hit rate, cache hit ratio, hit rate, deployment
 frequency, deploy frequency, deployment, deploy, deploys per day, releases per month, release frequency, build
 success rate, pass rate, test pass rate, success rate, crash-free rate, crash-free session, crash-free user, mean
 time between failures, mtbf, lighthouse score, performance score, page speed score, pagespeed score, accessibility
 score, security score, apdex, sla compliance, slo compliance, sla, slo, network speed, transfer speed, sync speed,
 speed, frame rate, fps, automation rate, automated test, test automation, documentation coverage, type coverage,
 patch rate, patch compliance, backup success rate, data quality, data accuracy, accuracy, precision, recall, f1
 score, f1, bleu score, auc, model accuracy, data completeness, scalability, storage capacity, capacity, compression
 ratio, coverage rate, core web vitals, hashrate, node, peer, node count, validator, backup success, restore success,
 recovery test, restore test, deployment success, deployment success rate, release success rate, build success, green
 build, automated deploys, automated deployment, code review coverage, mutation score, lint score, maintainability,
 maintainability index, sla met, slo met, sla attainment, slo attainment, error budget, error budget left, patch
 level, encrypted device, mfa coverage, mfa adoption, two-factor adoption, security training score, phishing report
 rate, scan coverage, monitoring coverage, alert precision, availability of the site, network availability, api
 availability, api uptime, data freshness, cache hits, delivery rate of messages, delivery rate of emails, sync
 success rate, mean time between incidents, crash-free rate of sessions, model precision, model recall, forecast
 accuracy of the model, renewable share, share of renewable energy, solar output, energy efficiency, recycling rate,
 recycled share, backup restored, restored backup
down technical leading: lead time for changes, change lead time, deployment lead time, deploy lead time, release lead
 time, merge time, time to merge, change fail rate, change failure ratio, error budget burn rate, error budget
 consumption, failed pipeline, pipeline duration, pipeline failure, build queue time, open pull request age, stale
 branch, stale repository, inactive repository, outdated dependency, open cve, expired certificate, mean time between
 alerts, alert noise, pager load, pages per week, on-call load, cold start time, warm-up time, garbage collection
 time, api error, api error rate, 5xx rate, 4xx rate, http error, server error, sync failure, sync error, downtime,
 outage, incident, production incident, security incident, error, error rate, error budget burn, exception, crash,
 crash rate, failure, failure rate, change failure rate, latency, response time, api response time, server response
 time, page load time, load time, page load, loading time, page speed, time to interactive, time to first byte, ttfb,
 first contentful paint, largest contentful paint, build time, compile time, deploy time, deployment time, ci time, ci
 duration, startup time, start-up time, boot time, launch time, query time, execution time, run time, runtime, render
 time, sync time, bug, open bug, bug count, bug backlog, defect, defect rate, defect density, regression,
 vulnerability, critical vulnerability, open vulnerability, security vulnerability, security finding, critical issue,
 technical debt, tech debt, code smell, code complexity, cyclomatic complexity, duplication, code duplication, flaky
 test, flakiness, flake rate, memory usage, memory use, memory footprint, memory consumption, cpu usage, cpu load, cpu
 utilization, disk usage, bundle size, binary size, image size, package size, app size, file size, install size, mttr,
 mean time to recovery, mean time to repair, mean time to resolve, mean time to detect, mttd, mean time to respond,
 mean time to acknowledge, mtta, time to restore, time to recover, time to patch, recovery time, packet loss, timeout,
 timeout rate, false positive, false positive rate, false negative, rollback, rollback rate, alert, alert volume, page
 duty alert, deploy failure, failed deploy, failed build, build failure, unplanned work, warning, lint error, gas
 cost, gas usage, energy use, energy consumption, power consumption, emissions, carbon emissions, co2 emissions,
 carbon footprint, waste, dropped frame, jank, stale data, loading speed, tail latency, p95, p99, p50, p95 latency,
 p99 latency, lag, jitter, security breach, breach, patch time, failed login, failed payment, failed job, failed
 request, failed test, failed order, error per request, errors per day, error message, time to load, loading delay,
 response delay, system outage, service outage, network outage, unplanned downtime, planned downtime, machine
 downtime, machine stop, breakdown, stoppage, mean time between outages, time to fix, time to fix a bug, fix time, bug
 fix time, bug age, age of bugs, overdue patch, unpatched system, unpatched server, open vulnerability count, phishing
 click rate, security alert, spam, spam rate, server load, database size, query duration, page weight, image weight,
 battery use, battery drain, data loss, co2 per unit, co2 per parcel, co2 per km, carbon per order, carbon intensity,
 fuel use, fuel consumption, water use, water consumption, electricity use, energy per unit, energy use per unit,
 paper consumption, plastic use, emissions per tonne, packaging waste, food waste, reject rate, rejects, defective
 part, parts per million, ppm, storage used, disk used, memory used, age of pull request, data processing time, query
 processing time, event processing time, failed api call
down technical lagging: escaped defect, escaped defects, escaped bug, escaped bugs, defects found in production,
 production defect, customer-found defect, customer-reported bug
up product leading vanity: image pull, docker pull, docker image pull, container pull, pull count, podcast play, play,
 play count, plays, page-view, page hit, site hit, hit on the page, landing page hit, landing page view, app open,
 accounts opened, created account, account creation, user registration, member registration, raw traffic, total
 sign-up, hit, accounts created, account opened, page view, pageview, view, impression, visit, site visit, website
 visit, visitor, website visitor, monthly visitor, traffic, website traffic, site traffic, web traffic, page visit,
 video view, click, download, app download, package download, install, installation, app install, registration,
 registered user, registered account, sign-up, signup, account created, total user, star, github star, fork, unique
 view, unique page view, blog view, newsletter sign-up, website session, site session, web session
up process leading vanity: organic traffic, organic search traffic, search traffic, paid traffic, referral traffic,
 social traffic, comment, comments, share of posts, post share, shares, reaction, emoji reaction, post comment, story
 view, reel view, newsletter reader, newsletter open, press clipping, press coverage, media hit, group size, community
 growth, audience growth, follower growth, subscriber growth, channel member, chat member, listen, podcast listener,
 podcast listen, view count, profile view, profile visit, page like, post like, repost, reshare, website hit, unique
 visit, email open, mailing list sign-up, mailing list subscriber, blog subscriber, rss subscriber, social media
 follower, social follower, social impression, social media impression, tiktok follower, mastodon follower, reddit
 subscriber, search volume, upvote, public message, message volume, subscriber, share of search, sov, follower, sign
 up, hours watched, hour watched, video hour, twitter follower, instagram follower, linkedin follower, facebook fan,
 fan, like, facebook like, share of voice, social share, retweet, tweet, press mention, media mention, media coverage,
 social media reach, audience, audience size, mailing list, mailing list size, email list, email subscriber,
 newsletter subscriber, newsletter list, list size, youtube subscriber, channel subscriber, brand mention, brand
 awareness, awareness,
 social engagement, social mention, seo click, seo impression, ad impression, ad click, hashtag use, reach per post,
 podcast download, views per post, discord member, slack member, telegram member, community member, community size,
 meetup member, group member
up product leading: online booking, online bookings, minutes viewed, hours streamed, videos completed, weekly usage,
 monthly usage, share of active users, onboarding rate, signup conversion, sign-up conversion, sign-up conversion
 rate, registration conversion, setup rate, success rate of searches, search conversion, notification opt-in, push
 opt-in, time to return, level completed, workout completed, recipe saved, form submission rate, quote requested, cart
 conversion, feature retention, conversion, conversion rate, trial conversion, trial-to-paid conversion, activation,
 activation rate, adoption, adoption rate, feature adoption, feature usage, usage, product usage, usage rate,
 engagement, engagement rate, user engagement, active user, daily active user, dau, weekly active user, wau, monthly
 active user, mau, dau/mau, stickiness, session, session length, session duration, session time, time on site, time in
 app, time spent, average session, sessions per user, user, new user, unique user, returning user, unique visitor,
 returning visitor, retained user, user growth, user base, user retention, d1 retention, d7 retention, d30 retention,
 day-1 retention, day-7 retention, day-30 retention, week-1 retention, trial, free trial, trial start, trial sign-up,
 completion rate, task success rate, task completion rate, onboarding completion, checkout completion, click-through
 rate, clickthrough rate, ctr, open rate, opt-in rate, search success, recommendation click, order, number of orders,
 purchase, transaction, checkout, booking, reservation, reorder, daily user, weekly user, monthly user, active
 customer, active account, active member, active contributor, active developer, active device, active installation,
 active install, active node, active team, active project, active subscriber, usability score, sus score, ease of use,
 discoverability, play time, playtime, watch time, listening time, content consumption, integration usage, api call,
 request volume, queries per day, messages sent, upload, invited user, invite, viral coefficient, k-factor, core
 action, depth of use, breadth of use, frequency of use, usage frequency, power user, upgrade rate, plan upgrade,
 monthly order, order rate, add-to-cart rate, cart size, seat, license usage, player, learner, student, reader,
 adopter, dau/wau, course completion, lesson completed, lesson completion, module completion, profile completion,
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
 project created, photo uploaded, report run, conversation, chat started, login, orders per buyer, orders per
 customer, orders per user, purchases per customer, purchases per user, bookings per guest
up process leading: suggestion, documented incident, safety walk, safety observation, inspection passed, permit
 issued, permits issued, cases closed, case closed, referrals processed, applications processed, visits made, home
 visit, class attendance, student attendance, school attendance, lesson attendance, attendance rate, enrolment,
 enrollment, planned services delivered, services delivered, deals in progress, first meeting, discovery call, quote
 sent, quotes sent, content published, articles published, campaign reach, event registration, webinar attendance,
 webinar attendee, lead, qualified lead, marketing qualified lead, mql, sales qualified lead, sql, opportunity, sales
 opportunity, quota attainment, demo booked, meeting booked, sales call, response rate, reply rate, email open rate,
 productivity, efficiency, velocity, team velocity, sprint velocity, on-time delivery, on time delivery, delivery
 rate, on-time rate, fill rate, order accuracy, yield, first pass yield, oee, overall equipment effectiveness,
 utilization, utilisation, utilization rate, capacity utilization, inventory turnover, stock turnover, inventory
 accuracy, stock level, output per hour, units per hour, quality score, quality, audit score, compliance, compliance
 rate, contribution, contributor, new contributor, code contribution, external contributor, first-time contributor,
 pull request, merged pull request, pr, commit, merge rate, code review, review coverage, sprint completion, planned
 vs done, predictability, goal completion, attendance, event attendance, attendee, participant, number of events,
 registrant, speaker, partner, partnership, new partner, supplier, vendor, search ranking, seo ranking, keyword
 ranking, domain authority, backlink, ranking, rank, content output, open source contribution, proposal, vote,
 citation, collaboration, documentation quality, stock availability, forecast accuracy, schedule adherence, process
 efficiency, response to survey, survey completion, retention of contributors, github issue closed, issue closed,
 closed issue, translation, language, country, city, market, region, chapter, school, store, location, community
 engagement, community contribution, question answered, meals served, meal served, tree planted, parcel delivered,
 parcels per hour, picks per hour, orders per hour, lines per hour, stops per hour, visits per day, calls per day,
 calls per rep, demos per week, meetings per week, proposals sent, offer sent, offers sent, tender, quote-to-order
 rate, conversion of leads, lead conversion, lead quality, lead volume, lead response rate, pipeline created, inbound
 lead, outbound call, event lead, referral lead, campaign response, campaign response rate, email response rate,
 click-to-open rate, on-time arrival, on-time departure, punctuality, trains on time, delivered on time, otif, on time
 in full, perfect order rate, order fulfilment rate, order fulfillment rate, shelf availability, plan accuracy, plan
 adherence, adherence to schedule, machine utilisation, machine utilization, vehicle utilisation, vehicle utilization,
 room utilisation, room utilization, bed turnover, table turnover, stock turn, inventory turn, inventory turns,
 throughput per shift, output per shift, units produced, units per shift, production volume, yield rate,
 first-time-right rate, right first time, quality rate, audit readiness, audits passed, audit pass rate, checklist
 completion, documentation completeness, records completed, supplier rating, supplier on-time rate, supplier quality,
 share of recycled material, share of organic milk, share of local suppliers, project on time, projects on time,
 milestones on time, sprint goal met, sprint goals met, work in progress limit met, story points, issues closed,
 issues resolved, requests merged, merge request, merged request, mr rate, published article, posts published,
 occupancy, occupancy rate, room occupancy, bed occupancy, seat occupancy, load factor, utilisation of seats, seats
 sold
down process leading: permit processing time, average permit processing time, truck loading time, loading time per
 truck, detention time, demurrage, response time of the fire brigade, ambulance response time, emergency response
 time, case backlog, court backlog, case age, time to permit, time to decide, temperature excursion, temperature
 excursions, medication delay, theatre turnaround time, bed turnaround time, speed of service, service time, counter
 time, drive-through time, waste per meal, missed appointment, missed appointments, missed collection, manual
 correction, manual corrections, paperwork hours, lead time, cycle time, delivery time, time to market,
 time-to-market, turnaround time, turnaround, throughput time, setup time, changeover time, scrap, scrap rate, rework,
 rework rate, backlog, backlog size, work in progress, wip, stockout, stock-out, out-of-stock rate, late delivery,
 delay, delivery delay, lead response time, sales cycle, sales cycle length, time to close, review time, time to
 review, time to first review, pr cycle time, pull request age, issue age, open issue, open pull request, stale issue,
 unanswered question, meeting time, meeting hours, approval time, manual step, manual work, manual effort, manual
 task, time to deploy, bottleneck, idle time, error in orders, order error, picking error, audit finding, compliance
 violation, violation, non-conformity, nonconformance, exceptions per audit, process time, time to ship, time to
 release, time to publish, paper use, distance, travel time, damage rate, spoilage, variance, deviation, blocker,
 aging ticket, planning error, time to decision, time to approve, time to process, stockouts, excess stock, dead
 stock, stock age, days of stock, inventory days, days in inventory, inventory level, inventory value, order lead
 time, delivery lead time, transit time, shipping time, dwell time, unloading time, loading time of trucks, cycle
 length, order cycle, order cycle time, production time, door-to-doctor time, length of stay, average length of stay,
 discharge time, time to contract, contract cycle time, sales cycle time, days to close, close time, month-end close,
 time to invoice, time to pay, invoice error, billing error, invoice correction, picking errors, packing error,
 shipping error, mis-shipment, late deliveries, late order, orders delivered late, late shipment, delayed train,
 delayed flight, delays, parcel lost, parcels lost, lost parcel, damaged parcel, damaged goods, empty run, empty
 kilometre, empty miles, bread thrown away, order backlog, work backlog, review backlog, age of backlog, open task,
 overdue task, overdue project, open action, open audit finding, audit findings, finding, exceptions, exception rate,
 rejected application, rejection rate, error rate of orders, handovers, number of approvals, steps per order, time in
 meetings, hours in meetings, meeting hours per week, paper form, manual entry, touch time, idle machine, unplanned
 stop, processing time
down product leading: bounce rate, bounce, cart abandonment, cart abandonment rate, exit rate, rage click, time on
 task, steps to complete, number of clicks, time to complete, time to first action, inactive user, dormant account,
 friction, onboarding time, time to onboard, time to activate, user error, user error rate
"""

"""Measures of money, customers and people, by general knowledge of their fields.

A group is "polarity category timing [vanity]: names", singular, separated by commas; a name is in one group only.
"""

from __future__ import annotations

GROUPS = """
p financial lagging: budget utilization, budget utilisation, budget utilization rate, budget utilisation rate, grant
 utilization, spend against budget, forecast deviation, budget deviation, plan deviation, sponsor revenue, customer
 profitability, product margin, cash collected, collections, days cash on hand, interest coverage, debt coverage,
 solvency ratio, magic number, burn multiple, gross transaction value, take rate, same-day collections, cost avoided,
 endowment, benefit-cost ratio, earned value, tax collected, collected fees, tuition revenue
down financial lagging: days payable outstanding, budget overrun, forecast error, forecast deviation rate, cloud cost,
 cost per user, cost per paid user, cost per bed day, cost per pupil, cost per case, cost per kilometer, cost per
 kilowatt hour, cost per tonne, cost per job, cost per feature, cost per square metre, cost per square meter, cost per
 head, cost per meal served, cost per trip, cost per litre, arrears, rent arrears, late fee, fraud loss, write-down,
 impairment, shrinkage, uncollected fees, freight cost, storage cost, insurance cost, licence cost, license cost,
 cost, unit cost, expense, operating expense, opex, capex, spend, spending, budget variance, budget, burn rate, burn,
 cash burn, debt, debt ratio, deficit, loss, overhead, cost per unit, cost of goods sold, cogs, labor cost, labour
 cost, infrastructure cost, hosting cost, cloud spend, server cost, bad debt, write-off, days sales outstanding, dso,
 accounts receivable, overdue invoice, payment delay, cost of delay, tax, fee, total cost of ownership, tco, inventory
 cost, carrying cost, shipping cost, cost per order, cost per transaction, cost overrun, cost per unit produced, cost
 per hour, cost per visit, cost per patient, cost per student, cost per meal, cost per kilometre, cost per mile, cost
 per ticket, cost per contact, cost per call, cost per claim, cost per parcel, cost per delivery, cost per shipment,
 cost ratio, cost-income ratio, cost-to-income ratio, cost to serve, expense ratio, wage cost, wage bill, payroll
 cost, personnel cost, staff cost, material cost, energy cost, fuel cost, travel cost, maintenance cost, warehouse
 cost, marketing cost, marketing spend, advertising spend, ad spend, discount rate given, discount, interest expense,
 overdue amount, outstanding amount, unpaid invoice, default rate, non-performing loan, write-offs, penalty, warranty
 cost, scrap cost, rework cost, loss ratio, combined ratio, leverage, net debt
up people leading: maintainer, active maintainer, improvement suggestion, improvement suggestions, training rate,
 training completion rate, certified staff, certified employee, mentor, mentee, posts filled, vacancies filled,
 appraisal completed, appraisal completion, appraisals completed on time, shift filled, staff attendance, accepted
 offer, employee referral, team member referral, bonus, applicant, candidate, job application, qualified candidate,
 interview-to-offer ratio, one-on-one, participation rate, employee participation, training attendance, learning hour,
 training day, training days, training days per employee, training hours per employee, drivers trained, staff trained,
 employees trained, skills matrix coverage, feedback talk, one-to-one, one-to-ones held, review completed, development
 plan, development talk, applications per job, applications per position, applications per role, qualified applicant,
 job applicant, referral hire, employee referral rate, offer rate, interview rate, show-up rate, shift coverage,
 staffing level, volunteer hour, mentoring hour, survey participation, suggestions per employee, ideas per employee,
 idea submitted, active volunteer, volunteer
down people leading: hire-to-start time, time to start, time to staff, vacant post, vacant posts, posts vacant,
 unfilled vacancy, open requisition, span of control, overtime share, vacancy, vacancy rate, open position, open role,
 time to hire, time to fill, unfilled shift, open shift, open job, open vacancy, unfilled position, days to fill, days
 to hire, time to productivity, ramp-up time, ramp time, time to onboard a new hire, interviews per hire
up customer lagging: sponsor, number of sponsors, parent rating, customer-rated quality, perceived quality, net
 satisfaction, feedback score, satisfaction index, trust index, customer tenure, average customer lifetime, contract
 length, repeat rate, reorder rate of customers, donor lifetime, retention, customer retention, retention rate,
 renewal rate, renewal, lifetime value, customer lifetime value, clv, ltv, cltv, ltv/cac, ltv to cac ratio,
 satisfaction, customer satisfaction, csat, csat score, user satisfaction, nps, net promoter score, promoter score,
 promoter, customer effort, loyalty, customer loyalty, repeat purchase, repeat purchase rate, repeat customer, repeat
 order, repurchase rate, review score, star rating, rating, app store rating, rating score, customer rating, customer
 health score, health score, reference customer, referral, referral rate, customer, new customer, paying customer,
 paid customer, client, new client, account, paying user, paid user, subscription, paid subscription, member,
 membership, net new customer, customer growth, logo retention, brand loyalty, trust score, satisfaction rate,
 satisfaction score, satisfaction rating, customer experience score, voice of customer, order frequency, purchase
 frequency, customer base, positive review, recommendation rate, likelihood to recommend, happiness score, delight,
 win-back rate, dealer, merchant, tenant, guest, patient, donor, buyer, guest satisfaction, patient satisfaction,
 student satisfaction, member satisfaction, tenant satisfaction, parent satisfaction, partner satisfaction, client
 satisfaction, citizen satisfaction, visitor satisfaction, guest rating, patient rating, host rating, driver rating,
 google rating, google review, online review, five-star review, repeat guest, repeat visit, repeat business, repeat
 booking, regular guest, loyal customer, loyalty member, returning customer, customer lifetime, contract renewal,
 member renewal, donor retention, member retention, client retention, guest retention, partner retention, gross
 retention, net retention, recommendation, word of mouth, customer trust, brand trust, brand preference, brand
 consideration, net sentiment, sentiment, compliment, thank-you note, win-back, reactivated customer, customer count,
 client count, household, policy in force, new contract, new member, new account, new tenant
down customer leading: average wait, waiting days, wait for an appointment, ticket age, backlog of tickets, ticket
 reopen rate, reopen rate, first reply, reply delay, response delay to customers, complaint backlog, time on hold,
 first response time, first reply time, response time to customers, time to first response, time to first reply, time
 to resolution, resolution time, ticket resolution time, time to resolve, average handle time, handle time, handling
 time, support ticket, ticket, ticket volume, ticket backlog, support request, support call, support case, support
 contact, contact rate, wait time, waiting time, hold time, queue time, queue length, waiting list, time to value,
 time to first value, support response time, call volume, open ticket, unresolved ticket, reopened ticket, reply time,
 support question, support cost, time to first answer, first answer, answer time, time to answer, average speed of
 answer, speed of answer, time to reply, time to response, time to appointment, time to quote, quote time, quotation
 time, time to refund, claim time, claim settlement time, claims processing time, complaint handling time, time to
 close a complaint, unanswered call, missed call, dropped call, abandoned call, call abandonment, call abandonment
 rate, transfer rate, repeat call, repeat contact, queue, waiting line, wait, wait at the counter, waiting patient,
 open complaint, open case, open request, unanswered email, tickets per user, tickets per customer, contacts per
 order, onboarding time of customers
up financial lagging: revenue, recurring revenue, monthly recurring revenue, mrr, annual recurring revenue, arr,
 sales, turnover, income, net income, profit, gross profit, net profit, profitability, margin, gross margin, profit
 margin, operating margin, contribution margin, ebitda, ebit, cash flow, free cash flow, return on investment, roi,
 roas, return on ad spend, earnings, earnings per share, market share, share price, valuation, bookings, billings,
 gmv, gross merchandise value, gross merchandise volume, tpv, net revenue, revenue growth, sales growth, revenue per
 employee, revenue per customer, revenue per user, arpu, arpa, return on equity, return on assets, asset turnover,
 liquidity, current ratio, quick ratio, working capital, market capitalization, market cap, donation, funding, grant
 money, equity, assets, dividend, rule of 40, net dollar retention, net revenue retention, nrr, ndr, gross revenue
 retention, grr, expansion revenue, average contract value, acv, total contract value, tcv, deal size, average deal
 size, self-generated revenue, fundraising, tax revenue, interest income, royalty, savings, cost savings, sponsorship
 revenue, membership fee, sales per square metre, sales per square meter, sales per employee, same-store sales,
 like-for-like sales, sell-through, sell-through rate, revenue per available room, revpar, average daily rate,
 occupancy revenue, yield per seat, gross written premium, premium income, loss ratio improvement, interest margin,
 net interest margin, assets under management, aum, return on capital, roce, roic, return on sales, cash conversion,
 cash balance, cash reserve, cash reserves, free reserves, fee income, licence revenue, license revenue, subscription
 revenue, service revenue, upsell revenue, cross-sell revenue, partner revenue, export share, order intake, order
 book, order backlog value, ticket revenue, ticket sales, grant income, donation income, average donation, donation
 per donor, break-even, contribution per order, profit per order, profit per customer, profit per unit, net margin,
 ebit margin, ebitda margin, value added, share of wallet, wallet share, payback, royalties, rent income, rental
 income, rent per square metre, collection rate, recovery rate
up financial leading: runway, pipeline value, pipeline coverage, quote, average order value, aov, basket size, average
 basket, order value, price, weighted pipeline, sales pipeline, pipeline
down customer lagging: churn, churn rate, customer churn, user churn, revenue churn, logo churn, cancellation,
 cancellation rate, attrition rate, complaint, customer complaint, complaint rate, refund, refund rate, return rate,
 product return, detractor, customer acquisition cost, acquisition cost, cac, cac payback, payback period, cost per
 acquisition, cpa, cost per lead, cpl, cost per customer, customer effort score, ces, lost customer, escalation,
 customer escalation, abandonment, abandonment rate, drop-off, drop-off rate, unsubscribe, unsubscribe rate,
 downgrade, chargeback, dispute, lost client, lost account, lost member, lapsed member, lapsed customer, lapse rate,
 cancelled contract, cancelled subscription, cancelled booking, cancellation of bookings, no-show, no-show rate,
 one-star review, negative review, negative feedback, bad review, claim, claim rate, warranty claim, returned parcel,
 returned item, wrong delivery, service failure, breach of service level, customer incident, cost per new customer,
 days to churn, early termination, termination, customer complaint rate, complaints per customer, refunds as a share
 of orders, returns as a share of orders
up customer leading: first contact resolution, first call resolution, fcr, resolution rate, self-service rate,
 deflection rate, answer rate, service level, service quality, tickets solved, survey response, customer interview,
 call answered, calls answered, ticket solved, case solved, request solved, claims settled, first-time fix rate, first
 time fix rate, self-service share, feedback response rate, survey response rate, customer visit, customer call,
 customer conversation, customer touchpoint, service quality score, quality of answers
up people lagging: employee engagement, employee satisfaction, employee nps, enps, e-nps, engagement score, employee
 engagement score, team happiness, employee happiness, morale, team morale, employee retention, staff retention,
 retention of employees, retention of staff, glassdoor rating, glassdoor score, diversity, gender diversity, share of
 women, women in leadership, offer acceptance rate, acceptance rate, offer acceptance, internal promotion rate,
 internal hire, internal mobility, psychological safety, wellbeing, well-being, work-life balance, headcount,
 headcount growth, training completion, training hour, skills coverage, bench strength, employee, staff, team size,
 employee productivity, employee promoter, manager rating, quality of hire, inclusion score, diversity ratio,
 apprentice retention, retention of apprentices, nurse retention, driver retention, volunteer retention, teacher
 retention, new hire retention, first-year retention, pulse score, mood score, team mood, work satisfaction, job
 satisfaction, staff satisfaction, team satisfaction, team engagement, staff engagement, sense of belonging, trust in
 leadership, trust in management, leadership score, internal promotion, promotion rate, share of internal hires, share
 of female leaders, women in management, share of women in leadership, apprentices taken on, certification rate,
 qualification rate, engagement survey score, employee survey score, candidate satisfaction, candidate experience,
 applicant satisfaction, trainee satisfaction, volunteer satisfaction, apprentice satisfaction, intern satisfaction,
 manager effectiveness
down people lagging: employee turnover, staff turnover, turnover rate, attrition, employee attrition, employee churn,
 absenteeism, absence rate, absence, sick day, sick leave, cost per hire, hiring time, accident, accident rate,
 injury, injury rate, lost time injury, overtime, burnout, gender pay gap, pay gap, grievance, turnover of staff,
 regretted attrition, sickness rate, sickness absence, sick days per employee, absence days, early leaver, early
 attrition, first-year turnover, voluntary turnover, unwanted turnover, resignation, resignations, overtime hour,
 overtime per employee, overtime hours, near miss, near-miss, lost-time accident, lost time accident, work accident,
 workplace accident, safety incident, trir, ltifr, cost of turnover, agency staff cost, stress level, accident at work
"""

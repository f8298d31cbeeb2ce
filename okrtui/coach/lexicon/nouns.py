"""Nouns for things that are made, and for people inside and outside the organisation."""

from __future__ import annotations

from okrtui.coach.lexicon import word_set

ARTEFACTS = word_set(
    """
    app application portal platform website site page homepage blog post article newsletter email campaign webinar
    workshop event meetup conference talk presentation slide deck video podcast tutorial course training curriculum
    guide handbook playbook manual documentation doc docs wiki readme faq template toolkit kit plan roadmap strategy
    policy process procedure framework guideline standard specification spec rfc proposal draft report whitepaper
    paper study survey questionnaire interview analysis audit assessment review dashboard tool tooling library sdk api
    cli plugin extension module package component widget feature functionality function integration connector adapter
    service microservice system infrastructure pipeline ci cd environment cluster server database schema model
    prototype mvp poc demo beta alpha release version build patch fix hotfix bugfix refactoring migration rollout
    deployment script test suite benchmark harness bot chatbot agent workflow automation form interface ui ux design
    mockup wireframe logo brand branding style theme layout icon banner brochure flyer landing checkout wizard program
    programme project initiative pilot experiment solution product offering line catalog catalogue store shop
    marketplace network protocol client wallet contract repository repo codebase branch issue board backlog kanban
    calendar schedule agenda meeting retrospective standup session sprint hackathon committee council group team-page
    role position job description agreement mou certificate certification license patent trademark budget forecast
    business case pitch grant application-form charter mission vision statement announcement press case-study story
    testimonial map diagram architecture taxonomy glossary index inventory registry directory list checklist
    spreadsheet sheet hub center centre lab office warehouse factory plant machine equipment device hardware sensor
    kiosk booth structure entity foundation organization organisation subsidiary association hierarchy org-chart
    method methodology algorithm engine parser compiler runtime editor ide simulator emulator gateway proxy firewall
    queue cache crawler scraper monitor alerting logging tracing metric-set vault backup archive account-page profile
    settings login sso auth authentication mode support-page localisation localization translation toolchain generator
    installer container image chart manifest config configuration milestone phase epic task deliverable ticket-system
    crm erp cms helpdesk intranet forum channel group-chat community-call ama newsletter-issue press-kit media-kit
    storefront funnel journey persona okrs okr kpis kpi goal-sheet objective scorecard rubric quiz exam badge swag
    merch prize scholarship fellowship bounty fund treasury token contract-code testnet mainnet node-software explorer
    faucet bridge rollup whitelist dataset corpus ontology
    """
)

INSIDE = word_set(
    """
    team teams engineer engineers developer-team staff employee employees colleague colleagues manager managers
    management leadership executive executives board department departments stakeholder stakeholders boss founders
    founder ceo cto cfo coo cpo hr finance legal marketing sales engineering product design operations ops it security
    platform support infrastructure data devops qa squad squads tribe unit hire hires recruit intern interns designer
    designers analyst analysts lead leads director directors vp committee shareholders shareholder investors sponsor
    sponsors headquarters hq workforce personnel crew crews faculty
    """
)

OUTSIDE = word_set(
    """
    customer customers user users client clients buyer buyers consumer consumers shopper shoppers visitor visitors
    subscriber subscribers member members reader readers viewer viewers listener listeners player players learner
    learners student students teacher teachers parent parents patient patients doctor doctors nurse nurses citizen
    citizens resident residents applicant applicants candidate candidates partner partners merchant merchants seller
    sellers vendor vendors supplier suppliers developer developers contributor contributors maintainer maintainers
    community communities people person everyone anyone guest guests driver drivers rider riders traveler travelers
    traveller travellers donor donors volunteer volunteers attendee attendees participant participants adopter
    adopters public market prospect prospects lead leads account accounts enterprise enterprises company companies
    business businesses organization organizations organisation organisations school schools city cities farmer
    farmers creator creators author authors artist artists researcher researchers newcomer newcomers beginner
    beginners follower followers audience fan fans tenant tenants owner owners agency agencies trial trials family
    families women men kids children youth household households child kid woman man pupil pupils commuter commuters
    passenger passengers neighbour neighbours neighbor neighbors diner diners worker workers carer carers caregiver
    caregivers veteran veterans seniors taxpayer taxpayers voter voters pensioner pensioners hiker hikers cyclist
    cyclists pedestrian pedestrians homeowner homeowners renter renters landlord landlords borrower borrowers saver
    savers policyholder policyholders claimant claimants gamer gamers streamer streamers runner runners athlete
    athletes spectator spectators freelancer freelancers entrepreneur entrepreneurs employer employers jobseeker
    jobseekers alumni professor professors tutor tutors caller callers recipient recipients beneficiary beneficiaries
    refugee refugees migrant migrants survivor survivors hotel hotels restaurant restaurants retailer retailers
    wholesaler wholesalers distributor distributors reseller resellers dealer dealers clinic clinics hospital
    hospitals pharmacy pharmacies municipality municipalities charity charities freelance shopkeeper shopkeepers
    craftsman craftsmen grower growers villager villagers girl girls boy boys inhabitant inhabitants holidaymaker
    holidaymakers camper campers tourist tourists regulars mother mothers father fathers dad dads mum mums mom moms
    baby babies toddler toddlers teenager teenagers teen teens adult adults grandparent grandparents widow widows
    orphan orphans newborn newborns sailor sailors fisherman fishermen baker bakers carpenter carpenters miner miners
    librarian librarians musician musicians singer singers dancer dancers actor actors poet poets novelist novelists
    photographer photographers journalist journalists reporter reporters lawyer lawyers accountant accountants plumber
    plumbers electrician electricians mechanic mechanics cleaner cleaners waiter waiters chef chefs butcher butchers
    brewer brewers winemaker winemakers beekeeper beekeepers gardener gardeners dentist dentists therapist therapists
    psychologist psychologists pharmacist pharmacists midwife midwives paramedic paramedics firefighter firefighters
    soldier soldiers prisoner prisoners inmate inmates immigrant immigrants insurer insurers broker brokers bank banks
    lender lenders importer importers exporter exporters manufacturer manufacturers producer producers worshipper
    worshippers pilgrim pilgrims amateur amateurs collector collectors hobbyist hobbyists enthusiast enthusiasts angler
    anglers skier skiers climber climbers swimmer swimmers golfer golfers bidder bidders trader traders creditor
    creditors debtor debtors lodger lodgers graduate graduates scholar scholars lecturer lecturers educator educators
    blogger bloggers influencer influencers podcaster podcasters friend friends nation nations humanity town towns
    village villages outpatient outpatients inpatient inpatients
    """
)

# An objective that speaks of nothing else than these words has no direction of its own.
GENERAL = word_set(
    """
    efficient productive innovative successful sustainable smarter effective quality excellence efficiency
    efficiencies performance productivity effectiveness success growth value values impact result results innovation
    culture collaboration communication communications alignment synergy synergies process processes operation
    operations operational operating organization organisation company business team teams teamwork work working thing
    things everything stuff way ways improvement improvements continuous continuity stability sustainability scale
    scalability speed agility focus execution delivery strategy strategic vision future leadership development
    presence visibility reputation availability reliability internal external overall general core key practice
    practices standard standards capability capabilities capacity maturity professional professionalism high higher
    highest performing potential digital measurement measurements economics full game games goal goals objective
    objectives target targets metric metrics kpi kpis product
    products service services people talent foundation foundations career careers area areas progress routine routines
    critical activity activities scope rapid bar application startup level levels fast faster stronger category
    engagement community management responsiveness transformation transparency accountability ownership empowerment
    motivation momentum foundational best-in-class world-class next-level usecase use-case usecases workflow next
    right matter matters priority priorities smart hard harder smartly day today tomorrow ambition ambitions
    opportunity opportunities challenge challenges effort efforts professional proactive agile lean dynamic robust
    scalable modern solid positive strive aspire go extra mile difference ourselves best version big promise excel top
    """
)

# Words that open a line as a noun more often than other verbs do: the next words decide.
NOUNS_TOO = word_set(
    """
    support test lead target complete lower cut design plan report review launch release increase process document
    survey audit partner contract train book post host source sign close open live secure set ship hit top access
    account address answer average balance benchmark budget call campaign cap change chart check claim click code
    comment commit contact control convert cost count cover credit decline decrease demand deploy deposit display
    download draft drive drop estimate exchange experience export filter finish focus forecast form fund gain grant
    group guide handle help impact import index install interest interview invite issue join label land lease level
    limit link list load log login look mail map market mark master match measure merge message model monitor move
    name need network offer order outreach package page patch pay pilot pitch place play point poll practice present
    press print profile program project promise prototype pull purchase push quote range rank rate reach record refer
    register request research reserve result return reward rise run sale sample save scale scan schedule score search
    seed sell sense serve share show sign-up signup sound spend sponsor sprint stage start state stay step stop store
    stock stream struct style supply switch tag talk task team template total touch tour trace track trade traffic
    transfer
    transition trend trial trust turn tweet update upgrade use value vet video view visit volunteer vote wait walk
    watch work workshop wrap sync end treat screen wash cook cure drill reform reset fight combat challenge swap
    influence carry free recruiting hiring marketing training testing onboarding engineering advertising tracking
    reporting monitoring planning pricing branding funding spending learning building community feature clean better
    like love leave content
    """
)

FUNCTIONS = word_set(
    """
    marketing finance legal hr it security engineering product design sales operations ops platform support data
    procurement compliance infrastructure infra devops people qa pr growth
    """
)
"""Functions of an organisation, as parties that a line may wait for."""

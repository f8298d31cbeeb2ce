"""Words that decide between a result, a thing and a level when the verb alone does not."""

from __future__ import annotations

from okrtui.coach.lexicon import word_set

# What makes a "thing" of make-verbs a state worth having: "build trust" makes nothing.
ABSTRACT = word_set(
    """
    value trust awareness culture community relationship momentum confidence loyalty demand impact
    visibility growth foundation company business engagement adoption relation reputation presence
    experience delight love excitement interest bond connection belonging transparency clarity alignment
    capability capacity resilience reliability stability scalability competitiveness advantage
    differentiation leadership reality future world society success brand collaboration environment
    satisfaction efficiency productivity happiness wellbeing safety security simplicity consistency
    diversity inclusion equity accessibility inclusiveness traction innovation autonomy ownership
    accountability network habit appetite understanding knowledge credibility goodwill
    ecosystem expertise mindset spirit identity discipline sustainability profitability recognition movement hope joy
    freedom access peace balance harmony health wellness comfort convenience atmosphere climate workplace
    home pride morale competence mastery leverage dialogue solidarity dignity hospitality fairness calm agility
    maturity excellence
    """
)

# Participles that tell what others did with a thing: the thing was taken up, not made.
BY_OTHERS = word_set(
    """
    accepted approved adopted used trusted signed renewed purchased bought sold downloaded installed
    subscribed satisfied engaged recognized recognised recommended chosen read viewed watched visited
    reported received observed retained returned won gained earned raised generated converted activated
    reduced increased decreased improved grown doubled halved lowered loved liked starred forked cited
    mentioned linked contested attended registered enrolled booked ordered paid spent invested donated
    funded perceived represented acquired attracted referred reactivated re-engaged contributed served
    reached saved recovered prevented avoided
    """
)

# A make-verb with such an object is decided by others.
DEALS = word_set(
    """
    deal contract customer client partner sponsor investor order sale account subscription logo lead
    opportunity renewal member user donor agreement
    """
)

# Things whose improvement is work on text or tools of one's own.
OWN_TEXT = word_set(
    """
    documentation doc docs website site page handbook playbook guide readme wiki template policy process
    procedure guideline rule runbook training material content dashboard report script test tooling
    landscape curriculum slide deck repository repo codebase code
    """
)

# Done-states: a thing is there, nothing is known of its use.
DONE_STATES = word_set(
    """
    live ready available done complete completed finished online open place up-to-date current published
    public released set functional operational running signed-off usable accessible compatible compliant
    certified
    """
)

CERTIFICATES = word_set(
    """
    certification certificate compliance compliant certified soc soc2 iso gdpr hipaa pci fedramp
    accreditation readiness approval agreement consensus milestone parity sign-off signoff
    """
)

# Work that has no end of its own.
ONGOING = word_set(
    """
    foster cultivate encourage champion promote evangelize evangelise support participate contribute
    communicate collaborate connect engage advise advocate assist nurture explore consider research liaise
    partner network monitor manage moderate maintain track inspect coordinate align continue help facilitate
    guide sustain work learn understand strengthen expand improve enhance refine optimize optimise
    streamline deepen broaden grow practise practice advance accelerate focus try seek pursue stay amplify
    leverage organize organise strive inspire motivate empower raise-awareness oversee serve listen iterate
    operate discuss speak talk care look-after
    """
)

COMPARATIVES = word_set(
    """
    easier easy simpler simple faster better safer cheaper smoother clearer stronger smarter lighter quicker
    effortless seamless painless reliable accessible understandable usable intuitive delightful visible
    transparent sustainable profitable successful attractive fun great truly more less shorter smaller
    bigger larger higher lower friendlier healthier happier stable secure scalable inclusive
    """
)

FREQUENCY = word_set("regular recurring ongoing continuous continued periodic frequent routine")

UNIVERSAL = word_set("no never every each all any always")
LEVEL_WORDS = word_set("within under below above at less more no")

# How much, without saying how much.
DEGREES = word_set(
    """
    enough more better good sufficient adequate greater stronger deeper richer proper regular ongoing
    continuous
    """
)

GOALS = word_set(
    """
    goal target quota expectation sla slo kpi okr objective commitment number budget demand need criterion
    """
)

QUALITIES = word_set(
    """
    strong healthy vibrant thriving inclusive great amazing awesome delightful seamless effortless world-class
    best-in-class sustainable resilient robust reliable trusted loved leading excellent outstanding exceptional
    high-performing engaged motivated happy safe welcoming lively diverse loyal lasting inspiring memorable premier
    unforgettable outstanding remarkable truly self-sustaining self-organising close closer
    """
)
"""How good something is to be: with it, an objective speaks of a state worth having."""

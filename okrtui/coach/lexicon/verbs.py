"""Verbs by what they say of a line: something made, something done, a change, a level reached or kept."""

from __future__ import annotations

from typing import Literal

VerbClass = Literal[
    "make",
    "act",
    "study",
    "staff",
    "enable",
    "up",
    "down",
    "better",
    "reach",
    "gain",
    "keep",
    "rise",
    "fall",
    "be",
    "others",
    "set",
]
"""make: something is delivered; act: something is held or done; study: found out, written up or measured; staff: people are hired or
trained; enable: others are helped; up, down, better: a change that is caused; reach: a level; gain: what others decide to give;
keep: a level held; rise, fall: a change that happens; be: a state; others: what customers do; set: moves by from and to."""

# Base forms. A word in two classes is listed in the one that it has at the head of a line.
_CLASSES: dict[VerbClass, str] = {
    "make": """
        launch ship build create deliver release implement develop deploy migrate introduce design redesign redevelop produce publish add install
        integrate establish complete finish finalize finalise roll-out rollout set-up setup configure construct craft code program refactor rewrite
        rebuild rework overhaul revamp replace remove delete deprecate retire sunset decommission port upgrade update convert-to automate digitize
        digitalise digitalize enhance-with extend prototype provision package bundle release-to open-source document draft write compile prepare
        assemble generate-report make render print rename rebrand relaunch restructure reorganize reorganise form found incorporate institute
        standardize standardise consolidate unify merge modularize modularise containerize dockerize scaffold bootstrap spin-up stand-up wire
        hook implement-a embed enable-a expose instrument fix resolve patch close tackle solve address clean cleanup clean-up tidy organize-files
        translate localize localise record film shoot edit post list submit file apply register incubate transition move switch onboard-to
        centralize centralise formalize formalise codify operationalize operationalise productize productise architect engineer devise invent
        formulate outline map blueprint wireframe sketch mock spec specify scope kick-off kickoff start begin initiate commence execute perform
        activate adopt enact adapt adjust amend revise renew refresh revisit polish finetune fine-tune tune parametrize parse store backup back-up
        archive index import export sync synchronize connect link join attach mount plug bring put get-live go-live turn-on turn-off pilot
        trial experiment prove-out demo demonstrate present showcase commission purchase buy procure order lease rent acquire-license obtain-license
        certify accredit license patent trademark enrol enroll place pass land-pr split separate extract isolate harden secure-with encrypt
        rotate tag label annotate curate collate populate seed feed supply furnish equip outfit stock decorate paint repair renovate relocate
        incorporate include cover-with support-for port-to repurpose reuse crowdfund do handle expand-docs deliver-on drive-out push complete-a
        reimplement rearchitect re-architect rollback roll-back simplify-code vet source contract subcontract outsource insource tender
        implement-and structure template version wrap write-up author blog tweet podcast stream broadcast advertise promote market campaign
        resume restart reboot reopen unblock fund-a sponsor donate
    """,
    "act": """
        run hold host conduct attend organize organise arrange schedule facilitate moderate meet visit call contact email mail invite interview
        survey ask talk speak discuss brainstorm workshop collaborate cooperate coordinate liaise engage-with communicate announce share distribute
        disseminate circulate review audit inspect check test verify validate monitor watch follow follow-up observe triage groom prioritize
        prioritise plan roadmap-out schedule-in reach-out outreach network participate take-part volunteer spend invest budget allocate assign
        dedicate delegate devote give offer provide send pitch canvass lobby advocate evangelize evangelise campaign-for teach tutor lecture educate inform brief
        debrief support-team serve assist consult advise guide manage administer lead oversee supervise govern chair drive foster nurture cultivate encourage
        promote-to motivate inspire celebrate reward recognize recognise thank work continue-to practise practice rehearse train-for exercise
        explore pursue seek try attempt experiment-with pair shadow rotate-through negotiate bargain agree align sign-off approve ratify
        hackathon sprint dogfood liaison rally mobilize mobilise champion raise-awareness tell listen respond reply answer process handle
        maintain-list operate perform-review refer nominate file-issues report-on escalate expedite iterate commit pilot-with utilize utilise use apply-for
        leverage tie-in feature make-use focus concentrate look bring-together convene host-a demo-to be-present co-host sit
    """,
    "study": """
        investigate research analyze analyse study identify define determine decide choose select evaluate assess measure baseline benchmark
        quantify estimate track report calculate compute forecast model profile diagnose examine explore-options understand learn discover find
        find-out gather collect compare contrast classify categorize categorise clarify describe explain propose recommend suggest conceptualize conceptualise
        ideate strategize strategise plan-out scout survey-the map-out work-out figure-out figure think consider question articulate
        hypothesize hypothesise interpret summarize summarise synthesize synthesise inventory catalog catalogue itemize enumerate count
        capture log trace sample search probe pinpoint set-target set goal-set shortlist refine specify-how detail envision
    """,
    "staff": """
        hire recruit staff onboard train coach mentor upskill reskill certify-staff promote-person appoint fill headhunt interview-candidates
        cross-train crosstrain
    """,
    "enable": """
        help enable ensure allow make-sure support empower let assure guarantee permit equip-to
    """,
    "up": """
        increase grow raise boost lift expand double triple quadruple accelerate amplify maximize maximise multiply elevate extend-reach
        scale scale-up step-up ramp ramp-up heighten strengthen deepen broaden widen lengthen enlarge augment advance up
        quintuple uplift skyrocket
    """,
    "down": """
        reduce decrease lower cut shorten minimize minimise shrink diminish halve lessen curb slash trim drop eliminate
        eradicate prevent avoid limit cap slow decelerate mitigate alleviate ease cut-down bring-down drive-down stop decrease-the
        compress deflate weaken contain
    """,
    "better": """
        improve optimize optimise enhance better streamline simplify refine-the perfect stabilize stabilise speed speed-up quicken
        upgrade-the modernize modernise revitalize revitalise rejuvenate transform evolve mature professionalize
        enrich energize energise personalize personalise differentiate change shift turn unlock excel solidify reinforce sharpen
        tighten protect rebalance balance diversify foster-the develop-the scale-the
    """,
    "reach": """
        achieve reach hit attain exceed surpass become score average accomplish meet-target outperform beat top total rank
        succeed approach near get
    """,
    "gain": """
        win gain attract earn acquire secure land obtain receive sign generate raise-funding convert collect-leads capture-share
        retain recover close-deals sell monetize monetise upsell cross-sell recoup collect-revenue harvest penetrate dominate
        delight satisfy surprise persuade convince reengage re-engage reactivate win-back engage
    """,
    "keep": """
        maintain keep sustain preserve stay remain continue uphold conserve stick retain-level never
    """,
    "rise": """
        rise climb jump go-up soar surge gain-in exceed-by outgrow
    """,
    "fall": """
        fall decline go-down sink dip plunge plummet dwindle recede
    """,
    "be": """
        be have exist consist contain belong live seem appear know feel understand-that enjoy own
        need want like love trust believe
    """,
    "others": """
        buy purchase-again subscribe renew-contract return recommend refer-friends visit-again download install-app click open-mail
        log-in login sign-up signup convert-to-paid churn leave cancel complain vote donate-to contribute rate pay spend-on
        accept apply-to-join attend-event succeed-in
    """,
}

IRREGULAR = {
    "build": "built", "rebuild": "rebuilt", "write": "wrote written", "rewrite": "rewrote rewritten", "hold": "held", "run": "ran run",
    "meet": "met", "make": "made", "get": "got gotten", "keep": "kept", "hit": "hit", "cut": "cut", "set": "set", "put": "put", "bring": "brought",
    "give": "gave given", "send": "sent", "sell": "sold", "win": "won", "grow": "grew grown", "rise": "rose risen", "fall": "fell fallen",
    "teach": "taught", "speak": "spoke spoken", "spend": "spent", "buy": "bought", "find": "found", "find-out": "found", "become": "became", "lead": "led",
    "drive": "drove driven", "begin": "began begun", "choose": "chose chosen", "understand": "understood", "think": "thought", "shrink": "shrank shrunk",
    "sink": "sank sunk", "beat": "beaten", "be": "is are was were been being am", "have": "has had having", "do": "did done does", "leave": "left",
    "pay": "paid", "stick": "stuck", "know": "knew known", "feel": "felt", "shoot": "shot", "split": "split", "let": "let", "tell": "told",
    "upset": "upset", "feed": "fed", "outgrow": "outgrew outgrown", "overhaul": "overhauled", "sit": "sat", "seek": "sought", "quit": "quit",
    "uphold": "upheld", "go": "went gone goes", "take": "took taken", "speed": "sped", "light": "lit", "lay": "laid", "draw": "drew drawn",
    "show": "showed shown", "rerun": "reran", "lend": "lent", "shed": "shed", "withdraw": "withdrew withdrawn", "forecast": "forecast",
}  # fmt: skip
_DOUBLING = frozenset(
    "ship plan map set cut get put run hit win stop drop trim cap log tag wrap tap slot refer prefer submit commit admit plug spin step swap shop spot "
    "chat strip pin dub begin sit scan slip rebut embed unplug skip snap tip rub debug blog program vet pilot-not stun star upset whip transfer dip".split()
)


def forms_of(base: str) -> tuple[str, ...]:
    """The base form of a verb and its other forms: -s, -ing, past and participle."""
    if base in {"be", "have", "do"}:
        return (base, *IRREGULAR[base].split())
    stem, dash, particle = base.partition("-")
    if (
        base.startswith(("re-", "co-", "up-", "de-", "fine-", "cross-", "open-s", "step-", "follow-"))
        and base != "step-up"
    ):
        stem, dash, particle = base, "", ""
    made = [stem]
    if stem.endswith(("s", "sh", "ch", "x", "z")):
        made.append(stem + "es")
    elif stem.endswith("y") and stem[-2:-1] not in "aeiou":
        made.append(stem[:-1] + "ies")
    elif stem == "go":
        made.append("goes")
    else:
        made.append(stem + "s")
    body = stem + stem[-1] if stem in _DOUBLING else stem
    if stem.endswith("e") and not stem.endswith(("ee", "oe", "ye")):
        made += [stem[:-1] + "ing", stem + "d"]
    elif stem.endswith("y") and stem[-2:-1] not in "aeiou":
        made += [stem + "ing", stem[:-1] + "ied"]
    else:
        made += [body + "ing", body + "ed"]
    if stem in IRREGULAR:
        made = [*made[:3], *IRREGULAR[stem].split()]
    if stem.endswith("l") and stem[-2:-1] in "aeiou" and stem[-3:-2] not in "aeiou" and len(stem) > 4:
        made += [stem + "led", stem + "ling"]
    return tuple(f"{form}{dash}{particle}" for form in dict.fromkeys(made))


def _expand() -> tuple[dict[str, VerbClass], dict[str, str]]:
    classes: dict[str, VerbClass] = {}
    bases: dict[str, str] = {}
    for verb_class, words in _CLASSES.items():
        for base in words.split():
            for form in forms_of(base):
                classes.setdefault(form, verb_class)
                bases.setdefault(form, base)
    return classes, bases


VERBS, BASES = _expand()
"""Every form of every verb, with its class, and with its base form."""

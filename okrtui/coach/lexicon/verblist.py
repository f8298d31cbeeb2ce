"""The list of verbs that the coach knows, by base form; `python -m tests.coach.forms` expands it into `verbforms`.

Nothing imports this while the program runs.
"""

from __future__ import annotations

from okrtui.coach.lexicon import word_set
from okrtui.coach.lexicon.verbs import VerbClass

# Base forms. A word in two classes is listed in the one that it has at the head of a line.
CLASSES: dict[VerbClass, str] = {
    "make": """
        open launch ship build create deliver release implement develop deploy migrate introduce design redesign
        redevelop produce publish add install integrate establish complete finish finalize finalise roll-out rollout
        set-up setup configure construct craft code program refactor rewrite rebuild rework overhaul revamp replace
        remove delete deprecate retire sunset decommission port upgrade update automate digitize digitalise digitalize
        extend prototype provision package bundle open-source document draft write compile prepare assemble make
        render print rename rebrand relaunch restructure redefine reinvent reimagine rethink reorganize reorganise
        form found incorporate institute standardize standardise consolidate unify merge modularize modularise
        containerize dockerize scaffold bootstrap spin-up stand-up wire hook embed expose instrument fix resolve patch
        close tackle solve address clean cleanup clean-up tidy organize-files translate localize localise record film
        shoot edit post list submit file apply register incubate transition move switch onboard-to centralize
        centralise formalize formalise codify operationalize operationalise productize productise architect engineer
        devise invent formulate outline map blueprint wireframe sketch mock spec specify scope kick-off kickoff start
        begin initiate commence execute perform activate adopt enact adapt adjust amend revise renew refresh revisit
        polish finetune fine-tune tune parametrize parse store backup back-up archive index import export sync
        synchronize connect link join attach mount plug bring put get-live go-live turn-on turn-off pilot trial
        experiment prove-out demo demonstrate present showcase commission purchase buy procure order lease rent
        obtain-license certify accredit license patent trademark enrol enroll place pass split separate extract
        isolate harden encrypt rotate tag label annotate curate collate populate seed feed supply furnish equip outfit
        stock decorate paint repair renovate relocate include cover-with repurpose reuse crowdfund do handle drive-out
        push complete-a reimplement rearchitect re-architect rollback roll-back simplify-code vet source contract
        subcontract outsource insource tender structure template version wrap write-up author blog tweet podcast
        stream broadcast advertise promote market campaign resume restart reboot reopen unblock sponsor donate display
        exhibit aggregate assimilate blend customise customize decouple decentralise decentralize compose discontinue
        disable fabricate erect flesh-out manufacture mass-produce normalise normalize pave phase-out phase-in
        premiere recalibrate reconfigure reconnect redo reengineer refashion reformat reforest relabel remake remodel
        reorder reorient repackage replicate reposition reprint reproduce reset reshape restock restore retarget
        retool retrofit rewire spin-off stockpile storyboard swap systematise systematize tailor terminate transcribe
        transplant uninstall unload unpack unveil upcycle visualise visualize wind-down shut-down privatise mechanise
        internationalise internationalize offload hand-over handover overlay reissue resubmit redirect redistribute
        reallocate reassign dispatch dispose recycle electrify furbish refurbish realign subdivide inaugurate
        hard-code deduplicate dedupe backport cherry-pick whitelist weld solder sew stitch knit weave sow plant mow
        prune plough drain glaze insulate plaster bake roast brew distil grind engrave carve sculpt demolish dismantle
        excavate fasten haul mop scrub fertilise fertilize irrigate notarise notarize dub subtitle choreograph dredge
        resurface pour hang rivet co-found co-create co-design lay draw laminate emboss pack sort freeze thaw chill
        thresh smelt varnish clamp refuel lubricate rinse mend darn dye bleach digitise catalogue fit
    """,
    "act": """
        run hold host conduct attend organize organise arrange schedule facilitate moderate meet visit call contact
        email mail invite interview survey ask talk speak discuss brainstorm workshop collaborate cooperate coordinate
        liaise communicate announce share distribute disseminate circulate review audit inspect check test verify
        validate monitor watch follow follow-up observe triage groom prioritize prioritise plan reach-out outreach
        network participate take-part volunteer spend invest budget allocate assign dedicate delegate devote give
        offer provide send pitch canvass lobby advocate evangelize evangelise teach tutor lecture educate inform brief
        debrief serve assist consult advise guide manage administer lead oversee supervise govern chair drive foster
        nurture cultivate encourage motivate inspire celebrate reward recognize recognise thank work practise practice
        rehearse exercise explore pursue seek try attempt pair shadow book reserve negotiate bargain agree align
        sign-off approve ratify hackathon sprint dogfood liaison rally mobilize mobilise champion tell listen respond
        reply answer process handle operate perform-review refer nominate escalate expedite iterate commit utilize
        utilise use apply-for leverage tie-in feature make-use focus concentrate look bring-together convene
        be-present co-host sit take show accompany acknowledge audition cascade confirm convey debate depict disclose
        drill escort emphasize emphasise endorse elect exchange illustrate influence instruct instil instill intervene
        involve judge justify mediate notify nudge orient patrol photograph preach prescribe publicise publicize
        police press reassure reflect reimburse remind renegotiate repay represent request rescue reunite safeguard
        scour screen socialise socialize solicit steer stipulate subsidise subsidize supplement transport treat
        troubleshoot undergo undertake urge usher vaccinate veto warn wash welcome weigh witness carry cook enforce
        lend license merchandise proofread regulate rehabilitate retest challenge plead petition tend chair-meetings
        vaccinate immunise immunize disinfect sterilise sterilize sanitise sanitize vacuum perform sing dance stage
        arbitrate litigate prosecute navigate breed accommodate partner team-up ally reprioritise reprioritize
        spearhead pioneer crowdsource livestream interlock
        sync-up check-in touch-base huddle huddle-up synchronise
    """,
    "study": """
        investigate research analyze analyse study identify define determine decide choose select evaluate assess
        measure baseline benchmark quantify estimate track report calculate compute forecast model profile diagnose
        examine understand learn discover find find-out gather collect compare contrast classify categorize categorise
        clarify describe explain propose recommend suggest conceptualize conceptualise ideate strategize strategise
        plan-out scout map-out work-out figure-out figure think consider question articulate hypothesize hypothesise
        interpret summarize summarise synthesize synthesise inventory catalog catalogue itemize enumerate count
        capture log trace sample search probe pinpoint set-target set goal-set shortlist refine detail envision
        appraise ascertain comprehend conceive derive detect dig digest dissect double-check elaborate gauge reassess
        reconsider revalidate simulate spell-out triangulate uncover unravel deduce infer surmise ponder imagine
    """,
    "staff": """
        hire recruit staff onboard train retrain coach mentor upskill reskill appoint fill headhunt cross-train
        crosstrain
    """,
    "enable": """
        help enable ensure allow make-sure support empower let assure guarantee permit
    """,
    "up": """
        build-on increase grow raise boost lift expand double triple quadruple accelerate amplify maximize maximise
        multiply elevate extend-reach scale scale-up step-up ramp ramp-up heighten strengthen deepen broaden widen
        lengthen enlarge augment advance up quintuple uplift skyrocket intensify magnify jump-start jumpstart
        turbocharge supercharge prolong replenish upsize spur bolster fortify swell add-to revive
    """,
    "down": """
        reduce decrease lower cut shorten minimize minimise shrink diminish halve lessen curb slash trim drop
        eliminate eradicate prevent avoid limit cap slow decelerate mitigate alleviate ease cut-down bring-down
        drive-down stop compress deflate weaken contain break-down tear-down get-rid cut-back wipe-out phase-down
        clear end curtail allay avert combat fight deter defuse discourage dispel downsize erase flatten halt inhibit
        narrow neutralise neutralize offset overcome quash rein-in relieve restrain restrict rid stem stifle suppress
        whittle kill dampen cushion counteract undo decarbonise decarbonize de-risk derisk unclog
    """,
    "better": """
        innovate improve optimize optimise enhance better streamline simplify perfect stabilize stabilise speed
        speed-up quicken modernize modernise revitalize revitalise rejuvenate transform evolve mature professionalize
        enrich energize energise personalize personalise differentiate change shift turn unlock excel solidify
        reinforce sharpen tighten protect rebalance balance diversify reconcile harmonise harmonize reform remedy
        rectify straighten humanise humanize untangle smooth smoothen heal calm soothe brighten freshen enliven
        beautify democratise democratize future-proof futureproof free liberate invigorate reinvigorate re-energise
        reenergise toughen alter defend shield lighten cure declutter
    """,
    "reach": """
        achieve reach hit attain exceed surpass become score average accomplish outperform beat top total rank fulfil
        fulfill realise realize prove overtake outpace succeed approach near get
    """,
    "gain": """
        enter win gain attract earn acquire secure land obtain receive sign generate convert capture-share retain
        recover sell monetize monetise upsell cross-sell recoup harvest penetrate dominate delight satisfy surprise
        persuade convince reengage re-engage reactivate win-back engage regain reclaim recapture reap garner clinch
        conquer captivate charm thrill wow impress amaze excite entertain enchant fascinate please elicit
    """,
    "keep": """
        maintain keep sustain preserve stay remain continue uphold conserve stick never adhere comply abide honour
        honor
    """,
    "rise": """
        rise climb jump go-up soar surge outgrow
    """,
    "fall": """
        fall decline go-down sink dip plunge plummet dwindle recede
    """,
    "be": """
        be have exist consist contain belong live seem appear know feel enjoy own need want like love trust believe
    """,
    "others": """
        buy subscribe return recommend download click open-mail log-in login sign-up signup churn leave cancel
        complain vote contribute rate pay accept come revisit switch-to
    """,
}

# A verb, and its past forms.
_IRREGULAR = """
    build built, rebuild rebuilt, write wrote written, rewrite rewrote rewritten, hold held, run ran run, meet met,
    make made, get got gotten, keep kept, hit hit, cut cut, set set, put put, bring brought, give gave given, send
    sent, sell sold, win won, grow grew grown, rise rose risen, fall fell fallen, teach taught, speak spoke spoken,
    spend spent, buy bought, find found, find-out found, become became, lead led, drive drove driven, begin began
    begun, choose chose chosen, understand understood, think thought, shrink shrank shrunk, sink sank sunk, beat
    beaten, be is are was were been being am, have has had having, do did done does, leave left, pay paid, stick
    stuck, know knew known, feel felt, shoot shot, split split, let let, tell told, upset upset, feed fed, outgrow
    outgrew outgrown, overhaul overhauled, sit sat, seek sought, quit quit, uphold upheld, go went gone goes, take
    took taken, undo undid undone, overtake overtook overtaken, fight fought, redo redid redone, lend lent, overcome
    overcame overcome, undergo underwent undergone, undertake undertook undertaken, sweep swept, speed sped, light
    lit, lay laid, draw drew drawn, show showed shown, rerun reran, lend lent, shed shed, withdraw withdrew withdrawn,
    forecast forecast, sew sewed sewn, sow sowed sown, weave wove woven, grind ground, freeze froze frozen, hang hung,
    sing sang sung, breed bred, fit fitted
"""
IRREGULAR = {verb: tuple(past) for verb, *past in (entry.split() for entry in _IRREGULAR.split(","))}
_DOUBLING = word_set(
    """
    ship plan map set cut get put run hit win stop drop trim cap log tag wrap tap slot refer prefer submit commit
    admit plug spin step swap shop spot chat strip pin dub begin sit scan slip rebut embed unplug skip snap tip rub
    debug blog program vet stun star upset whip transfer dip equip outfit refit knit dub mop scrub distil
    """
)


def forms_of(base: str) -> tuple[str, ...]:
    """The base form of a verb and its other forms: -s, -ing, past and participle."""
    if base in {"be", "have", "do"}:
        return (base, *IRREGULAR[base])
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
    if stem.endswith(("ee", "oe", "ye")):
        made += [stem + "ing", stem + "d"]
    elif stem.endswith("e"):
        made += [stem[:-1] + "ing", stem + "d"]
    elif stem.endswith("y") and stem[-2:-1] not in "aeiou":
        made += [stem + "ing", stem[:-1] + "ied"]
    else:
        made += [body + "ing", body + "ed"]
    if stem in IRREGULAR:
        made = [*made[:3], *IRREGULAR[stem]]
    if stem.endswith("l") and stem[-2:-1] in "aeiou" and stem[-3:-2] not in "aeiou" and len(stem) > 4:
        made += [stem + "led", stem + "ling"]
    return tuple(f"{form}{dash}{particle}" for form in dict.fromkeys(made))

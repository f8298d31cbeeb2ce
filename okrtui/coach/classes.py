"""What a measure is about, and when it is known: by its name, else by the words around it, else unclear."""

from __future__ import annotations

from okrtui.coach.gauge import is_quantity
from okrtui.coach.lexicon import word_set
from okrtui.coach.lexicon.metrics import HEADS, METRICS, QUANTIFIERS, Metric
from okrtui.coach.measure import metric_at
from okrtui.coach.model import Category, Timing
from okrtui.coach.reading import Reading
from okrtui.coach.things import singular

_CUES: dict[Category, frozenset[str]] = {
    "people": word_set(
        """
    hire hiring hired recruiting recruitment employee staff onboarding training trainee course learner
    promotion headcount salary bonus vacancy vacant position talent maintainer teammate manager culture diversity
    hr employer candidate applicant absence attrition maintainers workforce apprentice intern turnover sickness
    wellbeing burnout overtime mentoring mentor volunteer leadership succession skill certification payroll
    """
    ),
    "technical": word_set(
        """
    security microservice server deploy deployment crash bug test network api apis ci cd build commit code
    infrastructure database latency uptime outage incident release system cpu memory availability software
    vulnerability node testnet dev cyber performance message error failure resolution on-call
    technical digital repository repo branch codebase merge encryption certificate backup firewall patch alert
    severity monitoring cluster container query cache script endpoint technology platform cloud automation
    malware phishing penetration authentication password sso mfa log logging dependency library defect regression flaky
    """
    ),
    "financial": word_set(
        """
    revenue arr mrr acv income cost profit margin budget cash spend spending price ebitda roi financial
    accounting fiscal invoice variance expansion operating money funding tax gross net expenditure expense
    forecast grant sales-revenue fee debt equity asset capital interest savings donation investment earnings
    profitability payable receivable premium subsidy rent loan turnover-ratio
    """
    ),
    "customer": word_set(
        """
    customer client nps csat churn churned logo satisfaction retention complaint renewal loyalty support
    ticket buyer guest patient perceived deal subscriber referral sponsor donor helpdesk help-desk reply
    escalation refund detractor promoter review citizen tenant parent household renewed passenger member account
    services
    """
    ),
    "product": word_set(
        """
    user session visitor visit wallet transaction app chat feature usage adoption activation seat viewed
    click page trial checkout onboard conversion download install using use used login search funnel signup
    engagement cart basket screen playback stream video match game notification opt-in dashboard widget
    """
    ),
    "process": word_set(
        """
    lead pipeline mr pr merge request handbook campaign delivery cycle order process contributor community
    project work hour marketing sales mql sql opportunity inventory supplier shipment production case study
    event partner sponsor personnel warehouse stock parcel truck vehicle driver route shift batch permit inspection
    audit compliance procurement purchase contract document policy meeting milestone backlog plan schedule waste
    attendance enrolment enrollment graduation readmission infection bed ward surgery classroom lesson pupil school
    meal harvest newsletter webinar press blog post article social seo organic workflow approval handover detention
    """
    ),
}
_TIMING: dict[Category, Timing] = {
    "financial": "lagging",
    "customer": "lagging",
    "product": "leading",
    "technical": "leading",
    "people": "leading",
    "process": "leading",
}
_LATE = word_set(
    """
    retention turnover growth promotion incident satisfaction churn nps revenue profit margin rating
    attrition improvement perceived renewal recommendation paying graduation readmission infection mortality survival
    lifespan complaint accident injury dropout drop-out recidivism outcome placement prevalence variance deviation
    write-off yield win won lost loyalty leave left quit renewed
    """
)
_EARLY = word_set("response reply wait waiting open backlog queue resolution first interview visit call contact")
"""Words of what a team does for its customers, which moves before they judge it."""
_ON_SITE = word_set(
    """
    ward patient bed clinic hospital nurse resident truck vehicle warehouse parcel shipment pallet dock counter
    shop kitchen drive-through road train flight bus shift plant factory student exam classroom citizen permit
    passport licence visa court harvest field construction claim invoice meal table aircraft gate
    """
)
"""Places and things of work that is not technical, whatever it shares with it: incidents on a ward."""
_ON_SYSTEMS = word_set("deployment deploy release commit code build api server software bug hotfix patch merge ci")
_ANYWHERE = word_set(
    """
    incident error time defect failure rate accuracy speed downtime issue reliability performance availability quality
    backlog response throughput breakdown outage capacity
    """
)
"""Endings of technical measures that work without machines has too."""
_FAILING = word_set("fail failing failed error slow slower timeout")
_MARKETING = word_set(
    """
    impression banner ad ads advert tiktok youtube podcast booth campaign newsletter mail mailing press search linkedin
    instagram social brochure stand fair reminder report
    """
)
"""Channels of promotion, which is work of the organisation and no use of a product."""
_LEAVING = word_set("retention churn churned")
_SHARED = word_set("time times rate backlog throughput volume count queue queues")
"""Endings of measures that every kind of work has."""


_COUNTING = QUANTIFIERS | {"per"}


def classify(reading: Reading) -> tuple[Category, Timing]:
    """Category and timing of the measure."""
    tokens = reading.tokens
    end = next((i for i in range(reading.first + 1, len(tokens)) if tokens[i].norm in {":", "=", "("}), len(tokens))
    names = [singular(w) for t in tokens[reading.first : end] if t.kind == "word" for w in _pieces(t.norm)]
    metric = _short_form(reading, end) or _named(reading, end)
    late = _is_change(reading, end) and not (metric and metric.category == "process")
    if metric and (metric.vanity or metric.category == "product") and _MARKETING & set(names):
        return "process", "lagging" if late else metric.timing
    if metric is None or " " not in metric.name:
        if _is_money(reading, end):
            return "financial", "lagging"
    elif metric:
        return _at_work(metric, names), "lagging" if late else metric.timing
    ahead = _before_joint(reading, end)
    category = _by_cues(ahead) if reading.kind == "kpi" else "unclear"
    if metric and category == "unclear" and metric.name in ahead:
        return _at_work(metric, names), "lagging" if late else metric.timing
    category = _by_cues(names) if category == "unclear" else category
    if metric and category in {"unclear", metric.category}:
        return _at_work(metric, names), "lagging" if late else metric.timing
    if category == "unclear":
        category = _by_cues([singular(t.norm) for t in tokens[end:] if t.kind == "word"])
    if category == "unclear":
        counted = reading.amounts or _COUNTING & {t.norm for t in tokens}
        gauged = bool(names) and (names[-1] in HEADS or names[-1] in _SHARED)
        known = reading.kind == "kpi" and (counted or gauged or is_quantity(reading))
        return ("process", "lagging" if late or _LATE & set(names) else "leading") if known else ("unclear", "unclear")
    if late or _LEAVING & set(names) or (_LATE & set(names) and category != "product"):
        return category, "lagging"
    if category == "customer" and _EARLY & set(names):
        return category, "leading"
    return category, _TIMING[category]


def _pieces(word: str) -> list[str]:
    """A word, and the parts of one with hyphens: "hire-to-start"."""
    return [word, *word.split("-")] if "-" in word else [word]


def _before_joint(reading: Reading, end: int) -> list[str]:
    """The words of the name before "per", "for" or "in", where its head stands."""
    tokens = reading.tokens
    stop = next((i for i in range(reading.first + 1, end) if tokens[i].norm in _JOINTS), end)
    return [singular(word) for t in tokens[reading.first : stop] if t.kind == "word" for word in _pieces(t.norm)]


def _is_money(reading: Reading, end: int) -> bool:
    """Whether money is the head of the name: "Cost per bed day", "Spending on travel"."""
    words = _before_joint(reading, end)
    if not words or reading.kind != "kpi":
        return False
    return words[-1] in _MONEY or (words[0] in _MONEY and reading.norm(reading.first + 1) in {"of", "for"})


_MONEY = word_set("cost spend spending revenue profit income expense expenditure earnings turnover")


def _is_change(reading: Reading, end: int) -> bool:
    """Whether a change is what is measured: "Growth of active users", "Enrolment growth"; known afterwards only."""
    for index in range(reading.first, end):
        if reading.norm(index) in _CHANGED and (index + 1 >= end or reading.norm(index + 1) in {"of", "in", "%", "("}):
            return True
        if reading.norm(index) in _CHANGED and reading.norm(index + 1) in HEADS:
            return True
    return False


def _at_work(metric: Metric, names: list[str]) -> Category:
    """The category of a measure that two kinds of work share: incidents on a ward, the lead time of deployments."""
    said = set(names)
    last = metric.name.rsplit(" ", 1)[-1]
    if metric.category == "technical" and last in _ANYWHERE and said & _ON_SITE:
        return "process"
    if metric.category == "product" and said & _FAILING:
        return "technical"
    if metric.category == "process" and last in _SHARED and said & _ON_SYSTEMS:
        return "technical"
    return metric.category


_JOINTS = frozenset({"per", "in", "within", "for", "by", "among", "across", "from", "on", "at", "as", "against", "/"})


def _named(reading: Reading, end: int) -> Metric | None:
    """The measure in the name: what stands before "per" or "in" first."""
    tokens = reading.tokens
    stop = next((i for i in range(reading.first + 1, end) if tokens[i].norm in _JOINTS), end)
    whole = metric_at(tokens, reading.first, end)
    if whole and " per " in whole.name:
        return whole
    return metric_at(tokens, reading.first, stop) or whole


def _short_form(reading: Reading, end: int) -> Metric | None:
    """The measure whose short form stands in parentheses: "Mean time to repair (MTTR)"."""
    for token in reading.tokens[end : end + 3]:
        if token.kind == "word" and token.text.isupper() and token.norm in METRICS:
            return METRICS[token.norm]
    return None


_CHANGED = frozenset({"reduction", "decrease", "growth", "improvement", "increase"})


CATEGORIES: dict[str, tuple[Category, ...]] = {
    word: tuple(category for category, cues in _CUES.items() if word in cues)
    for word in frozenset().union(*_CUES.values())
}


def _by_cues(words: list[str]) -> Category:
    """The category with most cue words; of equals the one named last, where English puts its head nouns."""
    scores: dict[Category, float] = {}
    for place, word in enumerate(words, 1):
        for category in CATEGORIES.get(word, ()):
            scores[category] = scores.get(category, 0.0) + 1.0 + 0.1 * place / len(words)
    if not scores:
        return "unclear"
    best = max(scores.values())
    return next(category for category in _CUES if scores.get(category) == best)

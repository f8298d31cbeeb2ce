"""What a measure is about, and when it is known: by its name, else by the words around it, else unclear."""

from __future__ import annotations

from okrtui.coach.lexicon import word_set
from okrtui.coach.lexicon.metrics import METRICS, QUANTIFIERS, Metric
from okrtui.coach.measure import metric_at
from okrtui.coach.model import Category, Timing
from okrtui.coach.reading import Reading
from okrtui.coach.things import singular

_CUES: dict[Category, frozenset[str]] = {
    "people": word_set(
        """
    hire hiring hired recruiting recruitment employee staff onboarding training trainee course learner
    promotion headcount salary bonus vacancy position talent maintainer teammate manager culture diversity
    hr employer candidate applicant absence attrition maintainers
    """
    ),
    "technical": word_set(
        """
    security microservice server deploy deployment crash bug test network api ci cd build commit code
    infrastructure database latency uptime outage incident release system cpu memory availability software
    vulnerability node testnet dev cyber performance message error failure resolution on-call
    technical digital
    """
    ),
    "financial": word_set(
        """
    revenue arr mrr acv income cost profit margin budget cash spend price ebitda roi financial
    accounting fiscal invoice variance expansion operating money funding tax gross net
    """
    ),
    "customer": word_set(
        """
    customer client nps csat churn churned logo satisfaction retention complaint renewal loyalty support
    ticket buyer guest patient perceived deal subscriber referral
    """
    ),
    "product": word_set(
        """
    user session visitor visit wallet transaction app chat feature usage adoption activation seat viewed
    click page trial checkout onboard conversion download install
    """
    ),
    "process": word_set(
        """
    lead pipeline mr pr merge request handbook campaign delivery cycle order process contributor community
    project work hour marketing sales mql sql opportunity inventory supplier shipment production case study
    event partner sponsor personnel
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
    retention turnover growth promotion incident satisfaction churn nps revenue profit margin share rating
    attrition improvement perceived renewal recommendation paying
    """
)


def classify(reading: Reading) -> tuple[Category, Timing]:
    """Category and timing of the measure."""
    tokens = reading.tokens
    end = next((i for i in range(reading.first + 1, len(tokens)) if tokens[i].norm in {":", "=", "("}), len(tokens))
    names = [singular(t.norm) for t in tokens[reading.first : end] if t.kind == "word"]
    metric = _short_form(reading, end) or _named(reading, end)
    if metric and " " in metric.name:
        return metric.category, metric.timing
    category = _by_cues(names)
    if metric and (category in {"unclear", metric.category}):
        return metric.category, "lagging" if _CHANGED & set(names) else metric.timing
    if category == "unclear":
        category = _by_cues([singular(t.norm) for t in tokens[end:] if t.kind == "word"])
    if category == "unclear":
        counted = reading.amounts or (QUANTIFIERS | {"per"}) & {t.norm for t in tokens}
        return ("process", "leading") if counted and reading.kind == "kpi" else ("unclear", "unclear")
    late = _LATE & set(names) and category != "product"
    return category, "lagging" if late else _TIMING[category]


def _named(reading: Reading, end: int) -> Metric | None:
    """The measure in the name: what stands before "per" or "in" first."""
    tokens = reading.tokens
    joints = {"per", "in", "within", "for", "by", "among", "across", "from", "on", "at"}
    stop = next((i for i in range(reading.first + 1, end) if tokens[i].norm in joints), end)
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


_CHANGED = frozenset({"reduction", "decrease"})


def _by_cues(words: list[str]) -> Category:
    """The category with most cue words; of equals the one named last, where English puts its head nouns."""
    best: Category = "unclear"
    score = 0.0
    for category, cues in _CUES.items():
        here = sum(1.0 + 0.1 * place / len(words) for place, word in enumerate(words, 1) if word in cues)
        if here > score:
            best, score = category, here
    return best

"""Measures of attention and raw volume."""

from __future__ import annotations

from okrtui.coach.lexicon import word_set
from okrtui.coach.lexicon.metrics import LONGEST, METRICS, QUANTIFIERS
from okrtui.coach.model import Span
from okrtui.coach.reading import Reading
from okrtui.coach.things import phrase_at, singular

_GAUGES = word_set(
    """
    duration length rate ratio share percentage percent conversion cost time error errors growth quality
    frequency value score satisfaction retention per-cent speed latency accuracy
    """
)
_TOTALS = word_set("total cumulative registered overall created")
_PEOPLE = word_set("user account subscriber")
_CROWDS = word_set("community audience list following group network channel")
_CHANNELS = word_set(
    """
    website site blog youtube twitter linkedin instagram facebook tiktok reddit social newsletter mastodon
    medium discord slack telegram
    """
)
_LAST_WORDS = {name.rsplit(" ", 1)[-1] for name, metric in METRICS.items() if metric.vanity} | _PEOPLE
_LAST_WORDS |= {singular(word) for word in _LAST_WORDS}
"""Words that end the name of attention: anything else ends none."""
_SEEN = word_set(
    """
    session sessions hours upvote upvotes reader readers read reads watched subscriber subscribers search
    reposts member members community mentions reach
    """
)


def vanity_span(reading: Reading) -> Span | None:
    """Where the line measures attention, or None. A rate or a share of attention is not meant."""
    if reading.kind == "key_result" and reading.nature == "output" and reading.sure > 0.8:
        return None
    if reading.direction == "down":
        return None
    if reading.kind == "key_result" and not reading.amounts and reading.verb_class not in {"up", "better", "gain"}:
        return None
    tokens = reading.tokens
    end = next((i for i, t in enumerate(tokens) if reading.kind == "kpi" and t.norm == ":" and i > 1), len(tokens))
    if any(token.norm in _GAUGES for token in tokens[:end]) or any(
        a.unit == "%" and not a.relative for a in reading.amounts
    ):
        return None
    begin, end = _where(reading, end)
    for stop in range(end, begin, -1):
        if singular(tokens[stop - 1].norm) not in _LAST_WORDS:
            continue
        for start in range(max(begin, stop - LONGEST), stop):
            words = [t.norm for t in tokens[start:stop]]
            metric = METRICS.get(" ".join([*words[:-1], singular(words[-1])])) or METRICS.get(" ".join(words))
            total = len(words) > 1 and words[0] in _TOTALS and singular(words[-1]) in _PEOPLE
            if (metric and metric.vanity and not _else(reading, start, stop)) or (total and not _USED & set(words)):
                return tokens[start].start, tokens[stop - 1].end
    sized = reading.norm(begin) == "size" and reading.norm(begin + 1) == "of"
    if sized and phrase_at(reading, begin + 2).head in _CROWDS:
        return tokens[begin].start, tokens[phrase_at(reading, begin + 2).stop - 1].end
    if _CHANNELS & {t.norm for t in tokens} and reading.metric_span and begin < end:
        head = phrase_at(reading, begin)
        last = next((i for i in range(head.stop - 1, head.start - 1, -1) if tokens[i].norm in _SEEN), -1)
        if last >= 0 and singular(tokens[last].norm) == head.head:
            return tokens[head.start].start, tokens[last].end
    return None


_USED = frozenset({"active", "paying", "paid", "returning", "engaged", "unique"})


def _where(reading: Reading, end: int) -> tuple[int, int]:
    """First and last token of what is measured; for a KPI, of its name."""
    if reading.kind == "kpi":
        return (0 if reading.norm(reading.first - 1) == ":" else reading.first), end
    if not reading.metric_span:
        return reading.first, end
    tokens = reading.tokens
    start = next(i for i, t in enumerate(tokens) if t.start >= reading.metric_span[0])
    stop = next((i for i, t in enumerate(tokens) if t.start >= reading.metric_span[1]), end)
    for index in range(start + 1, stop):
        if (
            tokens[index].norm in {"for", "in", "by", "with", "who", "that"}
            and singular(tokens[index - 1].norm) not in QUANTIFIERS
        ):
            return start, index
    return start, stop


def _else(reading: Reading, begin: int, stop: int) -> bool:
    """Whether the words are a verb, part of another measure, or qualified as use."""
    before = reading.norm(begin - 1)
    after = reading.norm(stop)
    word = reading.norm(stop - 1)
    if stop - begin == 1 and (
        begin == reading.head
        or (
            before in {"to", "who", "that", "of"}
            and word in {"like", "share", "view", "visit", "play", "reach", "comment", "hit", "click"}
        )
    ):
        return True
    if before in _USED | {"repeat", "returning"} or reading.norm(begin) in _USED:
        return True
    if word in {"share", "reach", "play", "hit", "traffic"} and after == "of":
        return True
    return after in {"error", "size", "time", "speed", "rate", "cost"} or (
        "who" in {after, reading.norm(stop + 1)} and reading.verb_class != "gain"
    )

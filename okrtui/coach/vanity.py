"""Measures of attention and raw volume."""

from __future__ import annotations

from okrtui.coach.activity import is_activity
from okrtui.coach.lexicon import word_set
from okrtui.coach.lexicon.metrics import LONGEST, METRICS, QUANTIFIERS
from okrtui.coach.lexicon.nouns import OUTSIDE
from okrtui.coach.lexicon.words import FUNCTION
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
_ATTENTION = word_set(
    """
    mention viewer viewership readership listenership listener circulation reblog headline airtime publicity buzz
    eyeball mou reach pageview recipient
    """
)
"""Single nouns of attention that are no measures of their own; some are verbs too."""
_LAST_WORDS = {name.rsplit(" ", 1)[-1] for name, metric in METRICS.items() if metric.vanity} | _PEOPLE
_LAST_WORDS |= _ATTENTION | {"list"}
_LAST_WORDS |= {singular(word) for word in _LAST_WORDS}
"""Words that end the name of attention: anything else ends none."""
_SEEN = word_set(
    """
    session sessions hours upvote upvotes reader readers read reads watched subscriber subscribers search
    reposts member members community mentions reach
    """
)


_COUNTED_PEOPLE = _PEOPLE | OUTSIDE


def vanity_span(reading: Reading) -> Span | None:
    """Where the line measures attention, or None. A rate or a share of attention is not meant."""
    tokens, watched_for = reading.tokens, reading.kind == "kpi"
    if _is_no_volume(reading) or (watched_for and is_activity(reading.words)):
        return None
    end = next((i for i, t in enumerate(tokens) if watched_for and t.norm == ":" and i > 1), len(tokens))
    if any(token.norm in _GAUGES or (watched_for and token.norm == "%") for token in tokens[:end]) or any(
        a.unit == "%" and not a.relative for a in reading.amounts
    ):
        return None
    begin, end = _where(reading, end)
    for stop in range(end, begin, -1):
        registered = tokens[stop - 2].norm == "registered" and stop - 2 >= begin and tokens[stop - 1].norm in OUTSIDE
        if singular(tokens[stop - 1].norm) not in _LAST_WORDS and not registered:
            continue
        if _real_visits(reading, stop - 1):
            return None
        for start in range(max(begin, stop - LONGEST), stop):
            if _is_attention(reading, start, stop):
                return tokens[start].start, tokens[stop - 1].end
    return _of_a_crowd(reading, begin) or _on_a_channel(reading, begin, end)


def _is_no_volume(reading: Reading) -> bool:
    """Whether a line is work, wants less of something, or is a key result that neither counts nor grows anything."""
    if reading.kind == "key_result" and reading.nature == "output" and reading.sure > 0.8:
        return True
    if reading.direction == "down":
        return True
    growing = reading.verb_class in {"up", "better", "gain"}
    return reading.kind == "key_result" and not reading.amounts and not growing


def _is_attention(reading: Reading, start: int, stop: int) -> bool:
    """Whether the words between two places name attention or raw volume."""
    words = [token.norm for token in reading.tokens[start:stop]]
    if words[-1] == "stars" and any(a.value and a.value <= _FIVE for a in reading.amounts[:1]):
        return False
    whom = _PEOPLE if words[0] != "registered" else _COUNTED_PEOPLE
    total = len(words) > 1 and words[0] in _TOTALS and singular(words[-1]) in whom
    seen = len(words) == 1 and singular(words[0]) in _ATTENTION and _counted_as_noun(reading, start)
    metric = METRICS.get(" ".join([*words[:-1], singular(words[-1])])) or METRICS.get(" ".join(words))
    if (seen or (metric and metric.vanity)) and not _else(reading, start, stop):
        return True
    return total and not _USED & set(words)


def _of_a_crowd(reading: Reading, begin: int) -> Span | None:
    """The size of a crowd: "size of the mailing list"."""
    sized = reading.norm(begin) == "size" and reading.norm(begin + 1) == "of"
    if not sized or phrase_at(reading, begin + 2).head not in _CROWDS:
        return None
    return reading.tokens[begin].start, reading.tokens[phrase_at(reading, begin + 2).stop - 1].end


def _on_a_channel(reading: Reading, begin: int, end: int) -> Span | None:
    """Those who watch, and what is seen on a channel."""
    tokens = reading.tokens
    watched = _watching(reading) if reading.kind == "key_result" else None
    if watched or not (_CHANNELS & {t.norm for t in tokens} and reading.metric_span and begin < end):
        return watched
    head = phrase_at(reading, begin)
    last = next((i for i in range(head.stop - 1, head.start - 1, -1) if tokens[i].norm in _SEEN), -1)
    narrowed = "who" in {reading.norm(head.stop), reading.norm(head.stop + 1)}
    if last >= 0 and singular(tokens[last].norm) == head.head and not narrowed:
        return tokens[head.start].start, tokens[last].end
    return None


_ONLINE = word_set(
    "site website web page blog profile portal unique total monthly daily weekly homepage online shop store"
)


def _real_visits(reading: Reading, index: int) -> bool:
    """Whether people come for something themselves: "telehealth visits", "farm visits"; not a look at a site."""
    before = reading.tokens[index - 1] if index else None
    if (
        index == reading.head
        or reading.norm(index) not in {"visits", "visit"}
        or before is None
        or before.kind != "word"
    ):
        return False
    plain = before.norm in FUNCTION or before.norm in _ONLINE or before.norm in _CHANNELS
    return not plain and index - 1 != reading.head and before.norm not in {"new", "returning", "repeat", "number"}


def _counted_as_noun(reading: Reading, index: int) -> bool:
    """Whether a word of attention is a plural, or ends a name: "newspaper mentions", "hashtag reach", not "reach 5"."""
    norm, before = reading.norm(index), reading.norm(index - 1)
    named = index > 0 and reading.tokens[index - 1].kind == "word" and before not in {"to", "we", "will", "and", "that"}
    if (index == reading.head and reading.voice == "imperative") or reading.tokens[index].kind != "word":
        return False
    if norm == "reach":
        return before in _SEEN_BY
    return norm != singular(norm) or (named and before not in FUNCTION) or norm.endswith("ship")


_SEEN_BY = word_set(
    "hashtag social post campaign media organic ad advert brand audience content video story press total"
)
_ATTENTIVE = word_set(
    "subscribed following watched viewed starred mentioned liked shared followed retweeted read heard"
)
"""What is done with a thing by those who only look at it."""


def _paid_attention(reading: Reading) -> int:
    """The participle that counts attention: "people subscribed to our newsletter", "watched 20,000 times", or -1."""
    for index in range(reading.first + 1, len(reading.tokens)):
        norm, following = reading.norm(index), reading.norm(index + 1)
        if norm not in _ATTENTIVE or reading.norm(index - 1) in {"the", "a", "our"}:
            continue
        if norm == "following":
            if reading.norm(index - 1) in _CHANNELS or following in {"us", "our"}:
                return index
            continue
        linked = reading.norm(index - 1) in {"is", "are", "been", "be"} or reading.norm(index - 1) in OUTSIDE
        if norm == "subscribed" and following == "to":
            return index
        if linked and (following in {"in", "on", "by"} or following.isdigit() or "times" in reading.words):
            return index
        if norm == "starred" or (following == "by" and norm in {"mentioned", "retweeted"}):
            return index
    return -1


_LOOKING = word_set(
    "see view watch visit like follow hear read click download sees saw seen viewed watched visited read"
)


_LOOKERS = OUTSIDE | {"people"}


def _watching(reading: Reading) -> Span | None:
    """ "10,000 people see the trailer", "Reach 20k on TikTok": people are counted who only look."""
    tokens, amounts = reading.tokens, reading.amounts
    paid = _paid_attention(reading) if amounts else -1
    if paid >= 0:
        return tokens[paid].start, tokens[paid].end
    if not amounts or any(a.unit not in {"", None} or a.role == "from" for a in amounts):
        return None
    first = amounts[0]
    people = reading.norm(first.stop) in _LOOKERS
    looks = people and reading.norm(first.stop + 1) in _LOOKING
    if reading.voice != "imperative" and looks and first.at <= reading.first + 2:
        return tokens[first.stop].start, tokens[first.stop + 1].end
    if reading.verb == "reach" and first.at <= reading.head_end + 1 and reading.norm(first.stop) in {"on", "in"}:
        channel = first.stop + 1
        if reading.norm(channel) in _CHANNELS:
            return tokens[reading.head].start, tokens[channel].end
    return None


_FIVE = 5
"""So many stars are a rating; more are a count of attention."""
_USED = frozenset({"active", "paying", "paid", "returning", "engaged"})


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


_IN_USE = _USED | {"repeat", "returning"}


_INSIDERS = word_set(
    """
    employee head fte person nurse doctor inspector engineer agent rep salesperson teacher driver worker technician
    team advisor adviser consultant officer manager shift volunteer
    """
)


def _else(reading: Reading, begin: int, stop: int) -> bool:
    """Whether the words are a verb, part of another measure, or qualified as use."""
    before = reading.norm(begin - 1)
    after = reading.norm(stop)
    word = reading.norm(stop - 1)
    if word == "awareness" and (
        after in {"training", "course", "session", "programme", "program"} or not reading.amounts
    ):
        return reading.kind == "key_result"
    if "per" in {before, reading.norm(begin - 2)} and singular(word) not in {"post", "session"}:
        return True
    if after == "per" and reading.norm(stop + 1) in _INSIDERS:
        return True  # what each of them does: "site visits per inspector"
    if before == "of" and singular(reading.norm(begin - 2)) in METRICS:
        return not METRICS[singular(reading.norm(begin - 2))].vanity  # "NPS of subscribers": theirs, and not how many
    if stop - begin == 1 and (
        begin == reading.head
        or (
            before in {"to", "who", "that", "of"}
            and word in {"like", "share", "view", "visit", "play", "reach", "comment", "hit", "click"}
        )
    ):
        return True
    if before in _IN_USE or reading.norm(begin) in _USED:
        return True
    if word in {"share", "reach", "play", "hit", "traffic"} and after == "of":
        return True
    return after in {"error", "size", "time", "speed", "rate", "cost"} or (
        "who" in {after, reading.norm(stop + 1)} and reading.verb_class != "gain"
    )

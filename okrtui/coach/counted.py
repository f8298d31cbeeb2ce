"""What a number counts or shares: "500 active users", "95 % of builds pass", "10 % more orders"."""

from __future__ import annotations

from okrtui.coach.forms import is_base
from okrtui.coach.lexicon import word_set
from okrtui.coach.lexicon.metrics import HEADS
from okrtui.coach.lexicon.nouns import NOUNS_TOO
from okrtui.coach.lexicon.verbs import DOING, VERBS
from okrtui.coach.lexicon.words import APPROXIMATE, ARTICLES, AUXILIARIES, EACH, PREPOSITIONS, SIGNS_OF_VALUES, SMALL
from okrtui.coach.numberrole import counts_noun
from okrtui.coach.reading import Amount, Reading
from okrtui.coach.scan import CURRENCIES, Token
from okrtui.coach.things import phrase_at
from okrtui.coach.users import counts_users, does_so

STOPS = word_set(
    """
    from to by through via using so because which while whilst until within after before instead compared
    during thanks against despite resulting leading enabling versus vs
    """
)
"""Words that end what is measured."""
_BY = frozenset({"by"})
_OF_SHARES = word_set("by via through into")
_OF_WORK = word_set(
    "once when if after provided assuming worth thanks with on for in into"
    " about that which who at across within using so as from to outside"
)
_OF_RESULTS = word_set(
    "once when if provided assuming worth with about that which who at within using so as by via through thanks"
)
_OF_NAMES = word_set("by for at as so while within versus vs against")
_CLOSING = frozenset({",", ";", ":", ".", "!", "?", "—", "–"})
_CUT_SIGNS = _CLOSING | frozenset({"(", ")", "[", "]", "→", "->", "=", ">", "<", "≥", "≤", ">=", "<=", "~"})
MORE = word_set("increase growth rise improvement uplift gain boost decrease reduction drop decline")
"""Nouns of growth and decline."""
_TAKES_TO = word_set(
    """
    time effort cost costs steps needed required willingness likelihood ability readiness number taken trial
    lead ltv
    """
)
_COMPARATIVE = word_set("additional extra further more fewer less higher lower faster larger greater smaller shorter")
LOOSE = (
    PREPOSITIONS | ARTICLES | AUXILIARIES | APPROXIMATE | word_set("and or is are be equal equals than not new")
) - {"up"}
"""Words that begin and end no name of a measure."""
_BEFORE_COUNTS = word_set("additional another further total that there have has we composition")
_COMPARISONS = SIGNS_OF_VALUES | {"~"}
_MAKING_UP = word_set("make makes account accounts represent represents constitute constitutes")
_MEANS = word_set("average mean median total minimum maximum")
_OF_UNITS = frozenset({"%", "h", "hours", "KB", "MB", "GB", "TB"})
"""Units of a part of something: "spend 10 hours of", "use 2 GB of"."""
_MONEY = frozenset(CURRENCIES.values())


def none_of(reading: Reading) -> tuple[Amount, ...]:
    """The zero in a key result that wants none of something: "No sev-1 incidents", "Not a single lost parcel".

    No more of what one makes oneself ("No new features") is a decision and no measure.
    """
    tokens, first = reading.tokens, reading.first
    if reading.kind != "key_result" or reading.voice != "nominal" or first >= len(tokens):
        return ()
    stop = first + 1
    if tuple(token.norm for token in tokens[first : first + 3]) == ("not", "a", "single"):
        stop = first + 3
    elif tokens[first].norm != "no":
        return ()
    what = phrase_at(reading, stop)
    countable = what.is_a == "metric" or (what.plural and what.is_a in {"", "outside"}) or stop > first + 1
    if not what.head or what.is_a == "thing" or not countable:
        return ()
    return (Amount("level", 0.0, "", tokens[first].start, tokens[stop - 1].end, False, first, stop),)


def counted_words(reading: Reading) -> tuple[int, int] | None:
    """First and last token (half-open) of what the first fitting number counts, or None."""
    aside = reading.aside()
    plain = [amount for amount in reading.amounts if amount.at not in aside] or list(reading.amounts)
    moved = next(
        (a.stop for a in plain if a.role == "to" and any(b.role == "from" for b in plain)), len(reading.tokens)
    )
    for amount in plain:
        if amount.at >= moved:
            break  # what is counted after a start and an end is another result: "... and hire 6 nurses"
        if amount.at > reading.aim and (amount.role in {"count", "level", "by"} or _reached(reading, amount)):
            found = _counted_by(reading, amount)
            if found:
                return found
    return None


def _reached(reading: Reading, amount: Amount) -> bool:
    """Whether the end counts things that the object is made of: "Grow the community to 500 members"."""
    if amount.role != "to" or amount.unit or not counts_noun(reading.tokens, amount.stop):
        return False
    if reading.norm(amount.at - 1) == ":":
        return True
    return reading.voice == "imperative" and phrase_at(reading, reading.head_end).is_a != "metric"


def _counted_by(reading: Reading, amount: Amount) -> tuple[int, int] | None:
    tokens, start = reading.tokens, amount.stop
    begin = reading.head_end if reading.voice == "imperative" and reading.head_end <= amount.at else reading.first
    begin += reading.voice == "nominal" and _is_verb(reading, begin)
    leading = only_loose(tokens, begin, amount.at) or amount.role == "to"
    start = next(
        (a.stop for a in reading.amounts if a.role == "of" and a.at == start + 1 and start + 1 < a.stop), start
    )
    if amount.unit == "%" and {reading.norm(amount.at - 1), reading.norm(amount.at - 2)} & _MAKING_UP:
        return None
    if reading.norm(start) in MORE and reading.norm(start + 1) in {"in", "of"}:
        return start + 2, stop_before(reading, start + 2, STOPS)
    if reading.norm(start) in EACH and reading.norm(start + 1) in _PERIODS:
        return None  # "12 a month" counts what was named before it
    if reading.norm(start) == "+":
        start += 1
    share = reading.norm(start) in {"of", "in"} and (leading or amount.unit in _OF_UNITS)
    saved = reading.norm(start) == "on" and amount.unit in _MONEY and amount.at <= reading.first + 2
    if saved or reading.norm(start) in {"of", "in"}:
        start += 1
    elif amount.unit and not leading and not _has_level(reading, amount):
        return None
    if not leading and not _stands_alone(reading, amount, share):
        return None
    if amount.relative or reading.norm(start) in _COMPARATIVE:
        start = _past_comparative(reading, start)
    start = _past_second(reading, start, share)
    if reading.norm(start) in {"or", "to", "-"} and leading:
        start = _past_or_more(reading, start)
    if start >= len(tokens) or start in reading.dated:
        return None
    if tokens[start].kind != "word" and tokens[start].norm not in {"“", '"', "(" if leading else ""}:
        return None
    if tokens[start].norm in SMALL and not share:
        return None
    return start, _end(reading, start, share)


_PERIODS = word_set("hour day shift night week month quarter year season")


def _stands_alone(reading: Reading, amount: Amount, share: bool) -> bool:
    """Whether a number inside the line names what is measured: "handle 500 users", "spend 25 % of their time"."""
    before = reading.norm(amount.at - 1)
    if amount.role == "by" or (amount.role == "level" and not share and not _has_level(reading, amount)):
        return False
    if before == "of" and not share and reading.voice == "nominal" and reading.norm(amount.at - 2) not in _MEANS:
        return False
    if share and before in {"by", "for", "across"}:
        return False
    compared = before in _COMPARISONS and reading.norm(amount.at - 2) not in PREPOSITIONS
    return share or not compared


_BEFORE_OTHERS = (PREPOSITIONS | _COMPARISONS | {"(", "least", "than", "up"}) - {"with"}


def _has_level(reading: Reading, amount: Amount) -> bool:
    """Whether a measure stands right after its level: "the library has 80 % test coverage"."""
    before = reading.norm(amount.at - 1)
    if before == ":" or (before in _COMPARISONS and reading.norm(amount.at - 2) in {"with", ",", ";"}):
        before = ""
    if amount.unit != "%" or before in _BEFORE_OTHERS:
        return False
    return phrase_at(reading, amount.stop).is_a == "metric" and reading.norm(amount.stop) not in LOOSE


def _past_second(reading: Reading, start: int, share: bool) -> int:
    """Past the number of the whole: "95 % of 20+ people"."""
    if share:
        return next((other.stop for other in reading.amounts if other.at == start), start)
    return start


def _past_comparative(reading: Reading, start: int) -> int:
    """Past "more", "additional", "MoM growth in", "as many"."""
    if (reading.norm(start), reading.norm(start + 1)) in {("as", "many"), ("as", "much")}:
        return start + 2
    if reading.norm(start) in {"mom", "qoq", "yoy", "wow"}:
        start += 1
    if reading.norm(start) in MORE and reading.norm(start + 1) in {"in", "of"}:
        return start + 2
    return start + (reading.norm(start) in _COMPARATIVE)


def _past_or_more(reading: Reading, start: int) -> int:
    """Past "or higher", "or fewer"."""
    wanted = {"higher", "more", "less", "lower", "better", "fewer"}
    return next((start + k + 1 for k in range(1, 4) if reading.norm(start + k) in wanted), start)


def _end(reading: Reading, start: int, share: bool) -> int:
    acting = reading.voice == "clause" or reading.verb_class not in DOING
    whole = share or (reading.head >= start and acting)
    if reading.head >= start and not whole:
        linked = reading.norm(reading.head - 1) in {"are", "is", "be"}
        return reading.head - 1 if linked else reading.head_end
    if whole:
        return stop_before(reading, start, _OF_SHARES if reading.voice == "imperative" else _BY, whole=True)
    stops = _OF_WORK if reading.verb_class in DOING else _OF_RESULTS
    if reading.voice == "nominal":
        stops = _OF_NAMES
    end = stop_before(reading, start, stops)
    purpose = next((i for i in range(start + 1, end) if reading.norm(i) == "to" and _is_verb(reading, i + 1)), end)
    return purpose if reading.verb_class in DOING else end


def _is_verb(reading: Reading, index: int) -> bool:
    return reading.norm(index) in VERBS and is_base(reading.norm(index))


def only_loose(tokens: tuple[Token, ...], start: int, end: int) -> bool:
    """Whether nothing but small words and signs stands between two places."""
    return all(t.norm in LOOSE or t.kind == "sign" or t.norm in _BEFORE_COUNTS for t in tokens[start:end])


def stop_before(reading: Reading, start: int, stops: frozenset[str], *, whole: bool = False) -> int:
    """Index where what is measured ends: a number, a date, a sign, or one of `stops`.

    `whole` goes on over prepositions and numbers, to the end of the clause: "of builds pass in 10 minutes".
    """
    tokens = reading.tokens
    taken = frozenset() if whole else reading.counted
    for index in range(start, len(tokens)):
        norm = tokens[index].norm
        if index in taken or index in reading.dated:
            return index
        if index == start:
            continue
        if norm == "than" and index + 1 < len(tokens) and tokens[index + 1].norm in {"in", "last", "before", "a"}:
            return index
        if norm in _NEGATED and reading.norm(index + 1) == "not":
            return index
        if norm in stops and not _goes_on(reading, start, index, whole):
            return index
        if whole and norm in {"and", "&", "while"} and any(index < a.at <= index + 3 for a in reading.amounts):
            return index
        if not whole and norm == "and" and _is_verb(reading, index + 1) and not _noun_joined(reading, index + 1):
            return index
        if tokens[index].kind == "sign" and norm in (_CLOSING if whole else _CUT_SIGNS):
            return index
    return len(tokens)


_NEGATED = frozenset({"does", "do", "must", "should", "may", "can", "will", "is", "are"})


def _noun_joined(reading: Reading, index: int) -> bool:
    """Whether a word behind "and" that may be a verb is a noun here: "read and write latency"."""
    return (reading.norm(index) in NOUNS_TOO and reading.norm(index + 1) not in ARTICLES) or reading.norm(
        index + 1
    ) in HEADS


def _goes_on(reading: Reading, start: int, index: int, whole: bool) -> bool:
    """Whether a word that usually ends a measure is part of this one: "time to set up", "orders from abroad"."""
    norm = reading.norm(index)
    numbered = any(a.at == index + 1 for a in reading.amounts)
    if norm == "to":
        return any(token.norm in _TAKES_TO for token in reading.tokens[start:index])
    if norm == "from":
        free = reading.verb_class not in DOING
        return free and not numbered and reading.norm(index - 1) not in {"up", "down"}
    if norm == "using":
        return counts_users(reading, start, index)
    if does_so(reading, start, index):
        return True
    gerund = reading.norm(index + 1).endswith("ing")
    return norm == "by" and whole and not numbered and not gerund and index + 1 not in reading.dated

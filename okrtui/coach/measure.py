"""What is measured, and which numbers stand for start and end."""

from __future__ import annotations

from okrtui.coach.lexicon import word_set
from okrtui.coach.lexicon.metrics import LONGEST, METRICS, QUANTIFIERS, Metric
from okrtui.coach.lexicon.words import APPROXIMATE, ARTICLES, AUXILIARIES, CONJUNCTIONS, POSSESSION, PREPOSITIONS
from okrtui.coach.reading import Amount, Reading
from okrtui.coach.scan import Token
from okrtui.coach.things import singular

_STOPS = word_set(
    """
    from to by through via using so because which while whilst until within after before instead compared
    during thanks against despite resulting leading enabling
    """
)

_COUNT_STOPS = word_set("with on for in into about that which who at across within using so as")

_CLOSING = frozenset({",", ";", ":", ".", "!", "?", "—", "–"})

_CUT_SIGNS = _CLOSING | frozenset({"(", ")", "[", "]", "→", "->", "=", ">", "<", "≥", "≤", ">=", "<=", "~"})

_LOOSE = (
    PREPOSITIONS | ARTICLES | AUXILIARIES | APPROXIMATE | word_set("and or is are be equal equals than not new")
) - {"up"}

_MORE = word_set(
    """
    increase growth rise improvement uplift gain boost decrease reduction drop decline
    """
)

_TAKES_TO = word_set(
    """
    time effort cost costs steps needed required willingness likelihood ability readiness number taken trial
    lead ltv
    """
)

_SHARES = frozenset({"%"})


def metric_at(tokens: tuple[Token, ...], start: int, end: int) -> Metric | None:
    """The last and longest measure of the lexicon among the tokens from `start` to `end`."""
    for stop in range(end, start, -1):
        last = tokens[stop - 1].norm
        for begin in range(max(start, stop - LONGEST), stop):
            name = " ".join(token.norm for token in tokens[begin : stop - 1])
            name = f"{name} " if name else ""
            found = METRICS.get(name + last) or METRICS.get(name + singular(last))
            if found:
                return found
    return None


def find_metric(reading: Reading) -> None:
    """Set the span of what is measured, and the lexicon's entry for it."""
    bounds = _bounds(reading)
    start, end = _trim(reading, *bounds)
    if start >= end:
        return
    tokens = reading.tokens
    reading.metric_span = (tokens[start].start, tokens[end - 1].end)
    joints = {"of", "for", "in", "per", "among", "across", "with", "from", "to", "on"}
    before_of = next((i for i in range(start + 1, end) if tokens[i].norm in joints), end)
    head_word = tokens[before_of - 1].norm
    if head_word in QUANTIFIERS or singular(head_word) in QUANTIFIERS:
        reading.metric = metric_at(tokens, start, end)
    else:
        reading.metric = metric_at(tokens, start, before_of) or metric_at(tokens, start, end)


def _bounds(reading: Reading) -> tuple[int, int]:
    tokens = reading.tokens
    counted = _counted(reading)
    if counted:
        return counted
    first = reading.amounts[0] if reading.amounts else None
    if reading.kind == "kpi" and reading.voice in {"nominal", "state"}:
        stop = next(
            (i for i in range(reading.first + 1, len(tokens)) if tokens[i].norm in {":", "=", "("}), len(tokens)
        )
        if not first or first.at >= stop:
            return reading.first, stop
    if reading.voice == "imperative":
        start = reading.aim + 1 if reading.aim >= 0 else reading.head_end
        return start, _stop(reading, start, _STOPS)
    stop = _stop(reading, reading.first, _STOPS)
    if (
        reading.voice in {"clause", "passive", "state"}
        and reading.head > reading.first
        and (not first or first.at > reading.head)
    ):
        stop = reading.head
        while stop > reading.first and tokens[stop - 1].norm in AUXILIARIES | POSSESSION:
            stop -= 1
    return reading.first, stop


def _counted(reading: Reading) -> tuple[int, int] | None:
    """The words after a number that counts or shares them: "500 active users", "95 % of builds pass"."""
    tokens = reading.tokens
    for amount in reading.amounts:
        if amount.at < reading.aim or amount.role not in {"count", "level", "by"} or amount.at in reading.dated:
            continue
        begin = reading.head_end if reading.voice == "imperative" and reading.head_end <= amount.at else reading.first
        leading = _only_loose(tokens, begin, amount.at)
        start = amount.stop
        if reading.norm(start) in {"of", "in"}:
            start += 1
            share = amount.unit == "%" or amount.unit in {"h", "hours"}
        elif reading.norm(start) in _MORE and reading.norm(start + 1) in {"in", "of"}:
            return start + 2, _stop(reading, start + 2, _STOPS)
        else:
            share = False
            if amount.unit and not leading:
                continue
        if not leading and (amount.role == "by" or (amount.role == "level" and not share)):
            continue
        if reading.norm(start) == "+":
            start += 1
        if share and any(other.at == start for other in reading.amounts):
            start = next(other.stop for other in reading.amounts if other.at == start)
        if reading.norm(start) == "of" and leading:
            start, share = start + 1, True
        if _compared(reading, amount) and not share and not leading:
            continue
        if reading.norm(start) in {"or", "to", "-"} and leading:
            start += (
                next(
                    (
                        k
                        for k in range(1, 4)
                        if reading.norm(start + k) in {"higher", "more", "less", "lower", "better", "fewer"}
                    ),
                    -1,
                )
                + 1
            )
        if (
            start >= len(tokens)
            or start in reading.dated
            or (tokens[start].kind != "word" and tokens[start].norm not in {"“", '"', "("})
        ):
            continue
        if tokens[start].norm in PREPOSITIONS | AUXILIARIES | CONJUNCTIONS and not share:
            continue
        acting = reading.voice == "clause" or reading.verb_class not in {"make", "act", "study", "staff"}
        whole = share or (reading.head >= start and acting)
        if reading.head >= start and not whole:
            return start, reading.head_end if tokens[reading.head - 1].norm not in {
                "are",
                "is",
                "be",
            } else reading.head - 1
        return start, _stop(reading, start, frozenset({"by"}) if whole else _COUNT_STOPS, whole=whole)
    return None


def _compared(reading: Reading, amount: Amount) -> bool:
    """Whether a sign of comparison joins the number to what stands before it: "NPS > 40"."""
    at = amount.at - 1
    return (
        reading.norm(at) in {"<", ">", "<=", ">=", "≤", "≥", "=", "~", ":"} and reading.norm(at - 1) not in PREPOSITIONS
    )


def _only_loose(tokens: tuple[Token, ...], start: int, end: int) -> bool:
    extra = {"additional", "another", "further", "total", "that", "there", "have", "has", "we", "composition"}
    return all(token.norm in _LOOSE or token.kind == "sign" or token.norm in extra for token in tokens[start:end])


def _stop(reading: Reading, start: int, stops: frozenset[str], *, whole: bool = False) -> int:
    tokens = reading.tokens
    taken = set() if whole else {i for amount in reading.amounts for i in range(amount.at, amount.stop)}
    for index in range(start, len(tokens)):
        token = tokens[index]
        if index in taken or index in reading.dated:
            return index
        if index == start:
            continue
        if token.norm in stops:
            if token.norm == "to" and any(t.norm in _TAKES_TO for t in tokens[start:index]):
                continue
            if token.norm == "from" and index + 1 not in taken and tokens[index - 1].norm not in {"up", "down"}:
                continue
            if token.norm == "by" and whole and not _by_numbers(reading, index):
                continue
            return index
        if whole and token.norm in {"and", "&", "while"} and any(index < a.at <= index + 3 for a in reading.amounts):
            return index
        if token.kind == "sign" and token.norm in (_CLOSING if whole else _CUT_SIGNS):
            return index
    return len(tokens)


def _by_numbers(reading: Reading, index: int) -> bool:
    return index + 1 in reading.dated or any(a.at == index + 1 for a in reading.amounts)


def _trim(reading: Reading, start: int, end: int) -> tuple[int, int]:
    tokens = reading.tokens
    while start < end and (
        tokens[start].norm in ARTICLES
        or tokens[start].kind == "sign"
        or (tokens[start].norm in {"of", "least", "at", "to", "and", "or", "is", "are", "there"} and end - start > 1)
    ):
        start += 1
    while end > start and (tokens[end - 1].norm in _LOOSE or tokens[end - 1].kind == "sign"):
        end -= 1
    relative = any(a.relative and a.unit in _SHARES and a.stop == start for a in reading.amounts)
    for index in range(start + 1, end):
        if relative and tokens[index].norm in _MORE:
            return start, index
    return start, end


def roles(reading: Reading) -> tuple[Amount | None, Amount | None]:
    """(baseline, target): the numbers that stand for start and end."""
    amounts = [a for a in reading.amounts if a.at > reading.aim]
    start = next((a for a in amounts if a.role == "from"), None)
    for wanted in ({"to"}, {"by"}, {"level", "count"}, {"limit"}):
        target = next((a for a in amounts if a.role in wanted), None)
        if target:
            return start, target
    return start, None

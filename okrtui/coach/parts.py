"""Two results or aims in one line."""

from __future__ import annotations

from okrtui.coach.forms import is_base, verb_at
from okrtui.coach.lexicon import word_set
from okrtui.coach.lexicon.nature import GOALS
from okrtui.coach.lexicon.nouns import ARTEFACTS, FUNCTIONS, NOUNS_TOO
from okrtui.coach.lexicon.verbs import BASES, CHANGING, DOING, VERBS
from okrtui.coach.lexicon.words import (
    ARTICLES,
    AUXILIARIES,
    CONJUNCTIONS,
    LINKING,
    MODALS,
    POSSESSION,
    PREPOSITIONS,
)
from okrtui.coach.measure import metric_at
from okrtui.coach.model import Span
from okrtui.coach.nominal import is_metric_word
from okrtui.coach.numberedparts import parts_by_numbers
from okrtui.coach.paired import find_pairs
from okrtui.coach.reading import Reading
from okrtui.coach.special import BALANCING
from okrtui.coach.things import phrase_at, singular

_JOINING = CONJUNCTIONS - {"or", "but"}
_ANY_JOINT = CONJUNCTIONS | word_set("and & , ; . / + then plus or while whilst with without")
"""Without one of these nothing is joined: most lines need not be looked at any closer."""


def find_parts(reading: Reading) -> tuple[Span, ...]:
    """The spans of two results or aims that each need a measure or a line of their own; empty for a line with one."""
    tokens = reading.tokens
    if _ANY_JOINT.isdisjoint(reading.norms.values()):
        return ()
    if reading.kind == "objective":
        aims = _two_aims(reading)
        if aims:
            return aims
    numbered = parts_by_numbers(reading)
    if numbered:
        return numbered
    measures = _two_measures(reading) or _two_things(reading) or _two_goals(reading)
    if measures:
        return measures
    pairs = find_pairs(reading)
    if pairs:
        return pairs
    aside = reading.aside()
    for index in range(max(reading.head, reading.first) + 1, len(tokens) - 1):
        if index in reading.dated or index in aside:
            continue
        norm = tokens[index].norm
        if norm == ":" and index > reading.first + 2:
            break
        joint = (
            norm in _JOINING
            or norm in {",", "/", "+", "then"}
            or (norm == "." and tokens[index - 1].end == tokens[index].start)
        )
        if not joint or (reading.head < 0 and (norm != ";" or index - reading.first < _OWN_WORD)):
            continue
        start = index + 1
        while start < len(tokens) - 1 and (
            tokens[start].norm in {"and", "then", "also", "we", "to", "&", "will"}
            or (tokens[start].norm.endswith("ly") and tokens[start].norm not in VERBS)
        ):
            start += 1
        apart = norm == ";" and tokens[index + 1].start > tokens[index].end and len(tokens) - start > 2
        if apart or _second_verb(reading, index, start) or _second_clause(reading, index, start):
            return reading.span(reading.first, index), reading.span(start, len(tokens))
    return ()


_AIMING = CHANGING | {"keep", "gain", "make"}


def _two_aims(reading: Reading) -> tuple[Span, ...]:
    """Launch and grow something; change a thing to lift one measure and another."""
    tokens = reading.tokens
    joint = reading.head + 1
    if reading.voice == "imperative" and reading.norm(joint) == "and" and reading.head_end > joint + 1:
        other = verb_at(tokens, joint + 1)
        if other and (reading.verb_class in DOING) != (other[1] in DOING) and {reading.verb_class, other[1]} & CHANGING:
            return reading.span(reading.first, joint), reading.span(joint + 1, len(tokens))
    for index in range(max(reading.head_end, reading.first) + 1, len(tokens) - 2):
        follows = VERBS.get(reading.norm(index + 1)) in _AIMING
        if reading.norm(index) in {"while", "whilst"} and follows and reading.norm(index + 1).endswith("ing"):
            return reading.span(reading.first, index), reading.span(index + 1, len(tokens))
    for index in range(max(reading.head_end, 0), len(tokens) - 3):
        if reading.norm(index) == "to" and VERBS.get(reading.norm(index + 1)) in CHANGING:
            for look in range(index + 3, len(tokens) - 1):
                if (
                    reading.norm(look) == "and"
                    and VERBS.get(reading.norm(look + 1)) in CHANGING
                    and is_base(reading.norm(look + 1))
                ):
                    return reading.span(reading.first, look), reading.span(look + 1, len(tokens))
    return ()


def _two_measures(reading: Reading) -> tuple[Span, ...]:
    """Two measures under one verb: "Reduce churn and refunds"."""
    if reading.voice != "imperative" or reading.verb_class not in CHANGING or reading.amounts:
        return ()
    if reading.verb in BALANCING:
        return ()
    first = phrase_at(reading, reading.head_end)
    joint = first.stop + (reading.norm(first.stop) == ",")
    if reading.norm(joint) != "and":
        joint = next((i for i in range(first.stop, len(reading.tokens)) if reading.norm(i) == "and"), -1)
    if joint < 0 or any(reading.norm(i) in {"between", "by", "through"} for i in range(reading.head_end, joint)):
        return ()
    second = phrase_at(reading, joint + 1)
    left = metric_at(reading.tokens, reading.head_end, joint)
    right = metric_at(reading.tokens, joint + 1, max(second.stop, reading.end_of_clause(joint)))
    if not left or not right or {left.name, first.head} & FUNCTIONS:
        return ()
    named = [phrase.is_a == "metric" or " " in metric.name for phrase, metric in ((first, left), (second, right))]
    if not all(named):
        return ()
    return reading.span(reading.first, joint), reading.span(joint + 1, len(reading.tokens))


def _two_goals(reading: Reading) -> tuple[Span, ...]:
    """Two goals under one noun: "Meet the revenue and hiring targets"."""
    if reading.voice != "imperative" or reading.amounts or reading.verb not in _MEETING:
        return ()
    stop = reading.end_of_clause(reading.head_end)
    last = next((i for i in range(stop - 1, reading.head_end, -1) if singular(reading.norm(i)) in GOALS), -1)
    joint = next((i for i in range(reading.head_end + 1, last) if reading.norm(i) in {"and", "&"}), -1)
    if joint < 0 or last - joint < _OWN_WORD:
        return ()
    return reading.span(reading.first, joint), reading.span(joint + 1, stop)


_MEETING = word_set("meet achieve hit reach exceed attain beat surpass deliver")
_OWN_WORD = 2


def _two_things(reading: Reading) -> tuple[Span, ...]:
    """Two deliverables, each described by itself: "Deliver the pricing plan and the partner handbook"."""
    if reading.kind != "key_result" or reading.verb_class != "make" or reading.amounts:
        return ()
    first = phrase_at(reading, reading.head_end)
    joint = first.stop
    if reading.norm(joint) not in {"and", "&"} or first.is_a != "thing":
        return ()
    second = phrase_at(reading, joint + 1)
    described = second.definite or second.stop - second.start > 1
    if second.is_a != "thing" or second.head == first.head or not described:
        return ()
    if first.stop - first.start < 2 and not first.definite:
        return ()
    return reading.span(reading.first, joint), reading.span(joint + 1, len(reading.tokens))


_AROUND_NOUNS = ARTICLES | {"to", "in", "into"}


def _second_verb(reading: Reading, joint: int, start: int) -> bool:
    """A verb of the same form as the head with an object of its own, after an object of the head."""
    tokens = reading.tokens
    if reading.voice != "imperative" and not (reading.voice == "passive" and reading.norm(reading.first) == "we"):
        return False
    verb = verb_at(tokens, start) if tokens[start].norm not in {"up", "down"} else None
    if not verb or verb[2] >= len(tokens) or not _same_form(tokens[reading.head].norm, tokens[start].norm):
        return False
    if _dangling(reading, joint) and tokens[joint].norm not in {";", "."}:
        return False
    if tokens[joint - 1].norm in VERBS and is_base(tokens[joint - 1].norm) and reading.verb_class == "enable":
        return False
    handed_on = reading.aims and tokens[joint].norm == "," and tokens[verb[2]].norm in {"it", "them"}
    if handed_on:
        return True
    turns = tokens[start].norm == "turn" and "into" in {token.norm for token in tokens[verb[2] :]}
    free = turns or tokens[joint].norm == "." or tokens[start].norm in {"increase", "decrease"}
    free = free or (verb[1] in CHANGING and is_metric_word(tokens[verb[2]].norm) and reading.verb_class in CHANGING)
    if (
        not free
        and tokens[start].norm in NOUNS_TOO
        and tokens[verb[2]].norm not in _AROUND_NOUNS
        and tokens[verb[2]].kind != "number"
    ):
        return False
    again = tokens[verb[2]].norm in _SAME and not (reading.aims and tokens[verb[2]].norm in {"it", "them"})
    if joint <= reading.head_end or again:
        return False
    if tokens[start].norm in ARTEFACTS and is_metric_word(tokens[verb[2]].norm):
        return False
    after = tokens[verb[2]].norm
    if after in {"of", "is", "are", ",", "and", "rate", "rates", "time", "."} or after in AUXILIARIES:
        return False
    if tokens[joint].norm in {"/", "+"} and tokens[start - 1].norm not in {"and", "then", "&"}:
        return after in ARTICLES or tokens[verb[2]].kind == "number"
    return True


_SAME = word_set(
    """
    it them this these those results result findings finding progress feedback which
    """
)


def _dangling(reading: Reading, joint: int) -> bool:
    """Whether the joint may belong to a subordinate clause: "a system that collects and stores"."""
    if reading.norm(joint) == "," or reading.norm(joint - 1) == ",":
        return False
    for index in range(reading.head_end, joint):
        norm = reading.norm(index)
        if norm in {"that", "which", "who", "where", "how", "what"}:
            return True
        if (
            norm == "to"
            and verb_at(reading.tokens, index + 1)
            and BASES.get(reading.norm(index + 1)) == reading.norm(index + 1)
        ):
            return True
    return False


def _same_form(one: str, two: str) -> bool:
    if is_base(one):
        return BASES.get(two) == two
    if one.endswith("ing"):
        return two.endswith("ing")
    return BASES.get(two) != two and not two.endswith(("ing", "s"))


_SUBJECT_OPENS = ARTICLES | {"we"}
_HELPING_VERBS = AUXILIARIES | MODALS


def _second_clause(reading: Reading, joint: int, start: int) -> bool:
    """ "The plan is agreed and the team is staffed": a second subject with a verb of its own."""
    tokens = reading.tokens
    if tokens[joint].norm in {"/", "+", ","} or (
        reading.voice not in {"passive", "state", "clause"} and tokens[start].norm not in _SUBJECT_OPENS
    ):
        return False
    if tokens[start].norm in LINKING and tokens[joint].norm == "and":
        return reading.norm(reading.head - 1) in LINKING or reading.norm(reading.head) in LINKING
    if tokens[start].norm in {"where", "which", "who", "that", "with", "when", "if", "what", "how"}:
        return False
    for look in range(start, min(start + 7, len(tokens))):
        norm = tokens[look].norm
        if norm in _HELPING_VERBS or (norm in POSSESSION and look > start):
            return look > start or norm in AUXILIARIES
        if norm in PREPOSITIONS or norm in {"that", "which", "who"} or tokens[look].kind == "sign":
            return False
    return False

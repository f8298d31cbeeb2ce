"""What hangs on the main clause: a prescribed way, a second result, a dependency."""

from __future__ import annotations

import itertools

from okrtui.coach.head import NOUNS_TOO, is_base, verb_at
from okrtui.coach.lexicon import word_set
from okrtui.coach.lexicon.nature import COMPARATIVES
from okrtui.coach.lexicon.nouns import INSIDE, OUTSIDE
from okrtui.coach.lexicon.verbs import BASES, VERBS
from okrtui.coach.lexicon.words import (
    ARTICLES,
    AUXILIARIES,
    CONJUNCTIONS,
    MODALS,
    NUMBER_WORDS,
    POSSESSION,
    PREPOSITIONS,
)
from okrtui.coach.measure import metric_at
from okrtui.coach.model import Span
from okrtui.coach.reading import Amount, Reading
from okrtui.coach.scan import Token
from okrtui.coach.things import phrase_at

_RESULT_CLASSES = frozenset({"up", "down", "better", "reach", "gain", "rise", "fall", "be", "others", "keep"})
_CHANGING = frozenset({"up", "down", "better"})
_SUBORDINATE = word_set(
    """
    to that which who whose where when so for because if by through via using about on how what of with
    """
)
_TEAMISH = word_set(
    """
    team teams department departments squad squads group org organisation organization unit committee vendor
    supplier partner
    """
)
_FUNCTIONS = word_set(
    """
    marketing finance legal hr it security engineering product design sales operations ops platform support
    data procurement compliance infrastructure infra devops people qa pr growth
    """
)
_EVENT_VERBS = word_set(
    """
    ships shipped lands landed launches launched goes arrives delivers delivered finishes finished completes
    completed is has are have releases released approves approved hires hired signs signed migrates migrated
    provides provided
    """
)


def find_clauses(reading: Reading) -> None:
    """Set means, parts and dependency of the reading."""
    reading.means = _means(reading)
    reading.parts = _parts(reading)
    reading.hangs_on = _hangs_on(reading)


def _end_of_clause(reading: Reading, index: int) -> int:
    """Index after the last token of the clause that begins at `index`: before a comma, a date or the end."""
    for look in range(index + 1, len(reading.tokens)):
        token = reading.tokens[look]
        if look in reading.dated or (token.kind == "sign" and token.norm in {",", ";", ".", "(", ")", ":", "—", "–"}):
            return look
    return len(reading.tokens)


def _span(reading: Reading, start: int, stop: int) -> Span:
    return reading.tokens[start].start, reading.tokens[max(start, stop - 1)].end


def _means(reading: Reading) -> Span | None:
    """A way to the result: "by redesigning ...", "through weekly emails", "using ...", after a result only."""
    if reading.nature == "output" and reading.verb_class not in _RESULT_CLASSES and not _eases(reading):
        return None
    begin = max(reading.head_end, reading.first + 1)
    for index in range(begin, len(reading.tokens) - 1):
        if index in reading.dated:
            continue
        norm, following = reading.norm(index), reading.norm(index + 1)
        if norm == "by" and _gerund(reading, index + 1):
            return _span(reading, index, _end_of_clause(reading, index))
        if norm in {"leveraging", "utilizing", "utilising"} or (
            norm == "using" and reading.voice == "imperative" and not _used(reading, index)
        ):
            return _span(reading, index, _end_of_clause(reading, index))
        if (norm, following) in {("resulting", "in"), ("leading", "to")} and reading.verb_class in _CHANGING:
            return _span(reading, reading.first, index + 2)
        if norm == "so" and reading.verb_class in _CHANGING and not reading.amounts and index > reading.head_end:
            return _span(reading, reading.first, index + (2 if following == "that" else 1))
        if norm in {"through", "via", "thanks"} and not _route(reading, index):
            return _span(reading, index, _end_of_clause(reading, index))
        if norm == "with" and _tool(reading, index):
            return _span(reading, index, _end_of_clause(reading, index))
    return None


def _tool(reading: Reading, index: int) -> bool:
    """Whether "with" brings a tool to a change: "with a new tier", "with the help of a bot"; not a second measure."""
    if reading.voice != "imperative" or reading.verb_class not in _CHANGING | {"reach"}:
        return False
    if reading.norm(index + 1) == "the" and reading.norm(index + 2) in {"help", "aid"}:
        return True
    if reading.norm(index + 1) not in {"a", "an", "our", "new", "the", "more"} or any(
        a.at > index for a in reading.amounts
    ):
        return False
    phrase = phrase_at(reading, index + 1)
    measured = any(amount.stop <= index for amount in reading.amounts)
    return phrase.is_a == "thing" or (measured and phrase.is_a == "" and reading.norm(index + 1) != "the")


def _used(reading: Reading, index: int) -> bool:
    """Whether people use something, and are counted for it: "users using two factors to 60 %"."""
    people = reading.norm(index - 1) in OUTSIDE
    return people and (any(a.at > index for a in reading.amounts) or any(a.stop < index for a in reading.amounts))


def _inside(reading: Reading, index: int) -> bool:
    """Whether the words at `index` tell more of the people measured: "users who sign in via ..."."""
    return any(reading.norm(i) in {"who", "that", "which"} for i in range(max(reading.head_end, 0), index))


def _eases(reading: Reading) -> bool:
    """Make something easier: a result, for all that it is made."""
    return reading.verb == "make" and bool(
        COMPARATIVES & {reading.norm(i) for i in range(reading.head_end, reading.head_end + 6)}
    )


def _gerund(reading: Reading, index: int) -> bool:
    word = reading.norm(index)
    if word.endswith("ly"):
        word = reading.norm(index + 1)
    return (
        word.endswith("ing")
        and len(word) > 5
        and (
            word in VERBS
            or word.startswith(("re", "co", "pre"))
            or word not in {"spring", "morning", "evening", "during"}
        )
    )


def _route(reading: Reading, index: int) -> bool:
    """Whether through or via names a channel of the measure itself: "sales via mobile", "orders through the app"."""
    if any(amount.at > index and amount.role != "count" for amount in reading.amounts):
        return True
    if _inside(reading, index):
        return True
    driven = reading.voice == "imperative" and reading.nature == "outcome"
    if driven or reading.verb_class in _CHANGING | {"reach", "gain", "rise", "fall"} or _eases(reading):
        return reading.voice == "state"
    return not any(amount.stop <= index for amount in reading.amounts)


def _main(reading: Reading) -> list[Amount]:
    """The numbers that can stand for a result of their own: no limits, starts, parentheses or single things."""
    inside = _aside(reading.tokens)
    return [
        amount
        for amount in reading.amounts
        if amount.role in {"to", "by", "level", "count"}
        and amount.at not in inside
        and not (amount.role == "count" and amount.value == 1 and reading.norm(amount.at - 1) != "and")
    ]


def _aside(tokens: tuple[Token, ...]) -> frozenset[int]:
    """Indexes of the tokens in parentheses."""
    depth, inside = 0, set()
    for index, token in enumerate(tokens):
        depth += token.norm in {"(", "["}
        if depth:
            inside.add(index)
        depth = max(0, depth - (token.norm in {")", "]"}))
    return frozenset(inside)


def _parts(reading: Reading) -> tuple[Span, ...]:
    tokens = reading.tokens
    if reading.kind == "objective":
        aims = _two_aims(reading)
        if aims:
            return aims
    numbered = _by_numbers(reading)
    if numbered:
        return numbered
    measures = _two_measures(reading)
    if measures:
        return measures
    aside = _aside(tokens)
    for index in range(max(reading.head, reading.first) + 1, len(tokens) - 1):
        if index in reading.dated or index in aside:
            continue
        norm = tokens[index].norm
        if norm == ":" and index > reading.first + 2:
            break
        joint = (
            norm in CONJUNCTIONS
            or norm in {",", "/", "+", "then"}
            or (norm == "." and tokens[index - 1].end == tokens[index].start)
        )
        if not joint or reading.head < 0:
            continue
        start = index + 1
        while start < len(tokens) - 1 and (
            tokens[start].norm in {"and", "then", "also", "we", "to", "&", "will"}
            or (tokens[start].norm.endswith("ly") and len(tokens[start].norm) > 4)
        ):
            start += 1
        if _second_verb(reading, index, start) or _second_clause(reading, index, start):
            return _span(reading, reading.first, index), _span(reading, start, len(tokens))
    return ()


def _two_aims(reading: Reading) -> tuple[Span, ...]:
    """Launch and grow something; change a thing to lift one measure and another."""
    tokens = reading.tokens
    joint = reading.head + 1
    if reading.voice == "imperative" and reading.norm(joint) == "and" and reading.head_end > joint + 1:
        other = verb_at(tokens, joint + 1)
        doing = {"make", "act", "study", "staff"}
        if (
            other
            and (reading.verb_class in doing) != (other[1] in doing)
            and {reading.verb_class, other[1]} & _CHANGING
        ):
            return _span(reading, reading.first, joint), _span(reading, joint + 1, len(tokens))
    for index in range(max(reading.head_end, 0), len(tokens) - 3):
        if reading.norm(index) == "to" and VERBS.get(reading.norm(index + 1)) in _CHANGING:
            for look in range(index + 3, len(tokens) - 1):
                if (
                    reading.norm(look) == "and"
                    and VERBS.get(reading.norm(look + 1)) in _CHANGING
                    and is_base(reading.norm(look + 1))
                ):
                    return _span(reading, reading.first, look), _span(reading, look + 1, len(tokens))
    return ()


def _two_measures(reading: Reading) -> tuple[Span, ...]:
    """Two measures under one verb: "Reduce churn and refunds"."""
    if reading.voice != "imperative" or reading.verb_class not in _CHANGING or reading.amounts:
        return ()
    left = phrase_at(reading, reading.head_end)
    joint = left.stop
    if reading.norm(joint) == "," and reading.norm(joint + 1) == "and":
        joint += 1
    if left.is_a != "metric" or reading.norm(joint) != "and" or left.head in _FUNCTIONS:
        return ()
    right = phrase_at(reading, joint + 1)
    known = metric_at(reading.tokens, left.start, left.stop) and metric_at(reading.tokens, right.start, right.stop)
    if right.is_a != "metric" or not known:
        return ()
    return _span(reading, reading.first, left.stop), _span(reading, joint + 1, len(reading.tokens))


def _second_verb(reading: Reading, joint: int, start: int) -> bool:
    """A verb of the same form as the head with an object of its own, after an object of the head."""
    tokens = reading.tokens
    if reading.voice != "imperative" and not (reading.voice == "passive" and reading.norm(reading.first) == "we"):
        return False
    verb = verb_at(tokens, start)
    if not verb or verb[2] >= len(tokens) or not _same_form(tokens[reading.head].norm, tokens[start].norm):
        return False
    if _dangling(reading, joint) and tokens[joint].norm not in {";", "."}:
        return False
    if tokens[joint - 1].norm in VERBS and is_base(tokens[joint - 1].norm) and reading.verb_class == "enable":
        return False
    free = tokens[joint].norm == "." or tokens[start].norm in {"increase", "decrease"}
    if (
        not free
        and tokens[start].norm in NOUNS_TOO
        and tokens[verb[2]].norm not in ARTICLES
        and tokens[verb[2]].kind != "number"
    ):
        return False
    if joint <= reading.head_end or tokens[verb[2]].norm in _SAME:
        return False
    after = tokens[verb[2]].norm
    if after in {"of", "is", "are", "in", ",", "and", "rate", "rates", "time", "."} or after in AUXILIARIES:
        return False
    if tokens[joint].norm in {",", "/", "+"} and tokens[start - 1].norm not in {"and", "then", "&"}:
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


def _second_clause(reading: Reading, joint: int, start: int) -> bool:
    """ "The plan is agreed and the team is staffed": a second subject with a verb of its own."""
    tokens = reading.tokens
    if tokens[joint].norm in {"/", "+", ","} or (
        reading.voice not in {"passive", "state", "clause"} and tokens[start].norm not in ARTICLES | {"we"}
    ):
        return False
    if tokens[start].norm in AUXILIARIES | POSSESSION and tokens[joint].norm == "and":
        return (
            reading.norm(reading.head - 1) in AUXILIARIES | POSSESSION
            or reading.norm(reading.head) in AUXILIARIES | POSSESSION
        )
    if tokens[start].norm in {"where", "which", "who", "that", "with", "when", "if", "what", "how"}:
        return False
    for look in range(start, min(start + 7, len(tokens))):
        norm = tokens[look].norm
        if norm in AUXILIARIES | MODALS or (norm in POSSESSION and look > start):
            return look > start or norm in AUXILIARIES
        if norm in PREPOSITIONS or norm in {"that", "which", "who"} or tokens[look].kind == "sign":
            return False
    return False


def _by_numbers(reading: Reading) -> tuple[Span, ...]:
    """ "NPS to 40 and churn to 3 %": two numbers of which each measures something else."""
    tokens, main = reading.tokens, _main(reading)
    listed = [a for a in main if any(t.norm == ":" for t in tokens[: a.at])]
    if len(listed) > 2 and len(listed) == len(main):
        return ()
    for one, two in itertools.pairwise(main):
        between = tokens[one.stop : two.at]
        norms = [t.norm for t in between]
        if not norms or ("of" in norms[:1] and len(norms) < 3):
            continue
        joined = [
            i for i, n in enumerate(norms) if n in {"and", "&", ";", ",", "while", "plus", "with", "+", "or", "."}
        ]
        if not joined:
            continue
        nouns = [
            t
            for t in between
            if t.kind == "word"
            and t.norm not in PREPOSITIONS | ARTICLES | CONJUNCTIONS
            and t.norm not in {"at", "least", "more", "than", "q1", "q2", "q3", "q4"}
        ]
        if "or" in {norms[joined[0]], norms[joined[-1]]} or not nouns:
            continue
        cut = one.stop + joined[-1]
        return _span(reading, reading.first, cut), _span(reading, cut + 1, len(tokens))
    return ()


def _hangs_on(reading: Reading) -> Span | None:
    """Where the line waits for somebody or something outside of it."""
    tokens = reading.tokens
    for index in range(len(tokens)):
        if index in reading.dated:
            continue
        norm, following, third = tokens[index].norm, reading.norm(index + 1), reading.norm(index + 2)
        long = _span(reading, index, _end_of_clause(reading, index))
        if norm in {
            "depends",
            "depending",
            "dependent",
            "contingent",
            "conditional",
            "reliant",
            "relies",
            "hinges",
            "waiting",
        } and following in {"on", "upon", "for"}:
            return long
        if (
            norm in {"pending", "awaiting"}
            and following not in {"tickets", "issues", "requests", "reviews", "orders", "payments", "cases", "tasks"}
        ) or (norm, following) in {("blocked", "by"), ("unblocked", "by"), ("subject", "to"), ("conditional", "on")}:
            return long
        soon = norm == "soon" and following == "as" and reading.norm(index - 1) == "as"
        if (norm == "once" or soon) and _event(tokens, index + 1) and not _their_own(reading.norm(index + 1 + soon)):
            return long
        if norm in {"after", "when", "if", "unless", "until", "provided"} and _outside_event(reading, index + 1):
            return long
        if (
            norm in {"partnership", "collaboration", "cooperation", "conjunction", "coordination"}
            and following == "with"
            and reading.norm(index - 1) in {"in", "close"}
            and _party(tokens, index + 2)
        ):
            return _span(reading, index - 1, _end_of_clause(reading, index))
        if (
            norm in {"support", "help", "approval", "input", "cooperation", "sign-off", "buy-in", "budget"}
            and following in {"of", "from", "by"}
            and reading.norm(index - 1) in {"with", "the", "get", "given", "needs", "on"}
            and _party(tokens, index + 2)
        ):
            return long
        if (
            norm in {"work", "working", "coordinate", "collaborate", "partner"}
            and (following == "with" or (following in {"closely", "together"} and third == "with"))
            and _party(tokens, index + (2 if following == "with" else 3))
            and index <= reading.first + 1
        ):
            return long
        if (
            norm == "with"
            and following in _FUNCTIONS
            and third not in {"team"}
            and (index + 2 >= len(tokens) or tokens[index + 2].norm in {".", ",", ")", "by"})
            and reading.verb_class not in {"others"}
        ):
            return long
        if (
            norm in {"team", "department", "squad"}
            and following
            in {"delivers", "ships", "finishes", "completes", "provides", "agrees", "approves", "releases", "launches"}
            and index > reading.first
        ):
            return long
    return None


def _their_own(word: str) -> bool:
    """Whether what happens is done by those whom the line is about: "once they have paid"."""
    return word in {"a", "per", "every", "each", "they", "it", "you", "he", "she", "and"} or word in OUTSIDE


def _event(tokens: tuple[Token, ...], index: int) -> bool:
    return any(
        token.norm in AUXILIARIES | POSSESSION
        or token.norm in _EVENT_VERBS
        or (token.norm in VERBS and BASES[token.norm] != token.norm)
        for token in tokens[index : index + 7]
    )


def _outside_event(reading: Reading, index: int) -> bool:
    """After "after" or "when": a team, a key result or an objective, or a function that ships something."""
    tokens = reading.tokens[index : index + 8]
    norms = [t.norm for t in tokens]
    if not norms:
        return False
    if norms[0] in {"kr", "okr", "o"} or (norms[0].startswith(("kr", "okr", "o")) and norms[0][-1:].isdigit()):
        return True
    if " ".join(norms[:2]) in {"key result", "objective 1", "objective 2"} or "key result" in " ".join(norms):
        return True
    team = any(
        n in _TEAMISH or n in _FUNCTIONS or n in {"leadership", "management", "board", "regulator", "budget", "funding"}
        for n in norms[:4]
    )
    return team and any(n in _EVENT_VERBS or (n in VERBS and n.endswith(("s", "ed"))) for n in norms[1:])


def _party(tokens: tuple[Token, ...], index: int) -> bool:
    """Whether a team, a function or a named party stands at `index`."""
    for token in tokens[index : index + 4]:
        norm = token.norm
        if norm in _FUNCTIONS or norm in _TEAMISH or norm in INSIDE:
            return True
        if token.text[:1].isupper() or token.text.isupper():
            return True
        if norm in NUMBER_WORDS or token.kind == "number":
            return False
    return False

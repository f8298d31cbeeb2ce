"""Whether a word that may be a verb opens a line as a noun."""

from __future__ import annotations

from okrtui.coach.forms import is_base, is_participle
from okrtui.coach.lexicon import word_set
from okrtui.coach.lexicon.metrics import HEADS, METRICS, QUANTIFIERS
from okrtui.coach.lexicon.nature import BY_OTHERS
from okrtui.coach.lexicon.nouns import ARTEFACTS, NOUNS_TOO, OUTSIDE
from okrtui.coach.lexicon.verbs import CHANGING, DOING, VERBS
from okrtui.coach.lexicon.words import (
    ARTICLES,
    AT_MOST,
    AUXILIARIES,
    LINKING,
    MODALS,
    NUMBER_WORDS,
    PREPOSITIONS,
    SIGNS_OF_VALUES,
)
from okrtui.coach.scan import Token
from okrtui.coach.things import singular

_CAN_TAKE_A_MEASURE = word_set(
    "increase decrease lower cut drop track measure report monitor reach hit double target scale lead"
    " drive gain cap limit"
)

_SIGNS_OF_A_NAME = SIGNS_OF_VALUES | {"/"}

_CHANGE_CLASSES = CHANGING | {"reach"}


def is_metric_word(norm: str) -> bool:
    """Whether a word names something with a reading."""
    return norm in METRICS or norm in HEADS or singular(norm) in METRICS


def names_kpi(tokens: tuple[Token, ...], index: int) -> bool:
    """Whether a KPI opens with a noun that might be a verb elsewhere: "Total leads", "Visit duration"."""
    norm = tokens[index].norm
    following = tokens[index + 1].norm if index + 1 < len(tokens) else ""
    if (norm in METRICS and following in {"", ",", "("}) or _medium(tokens, index):
        return True
    if f"{norm}-{following}" in VERBS:
        return False
    if following == "of" or _adjective(tokens, index) or _thing_measured(tokens, index):
        return True
    if f"{norm} {singular(following)}" in METRICS or (norm.endswith("s") and not is_base(norm)):
        return True
    if norm in ARTEFACTS and following in OUTSIDE and following.endswith("s"):
        return True
    if norm in {"total", "average", "score", "change"} or norm.endswith(("ed", "ing")):
        return True
    if VERBS.get(norm) not in _CHANGE_CLASSES and any(t.norm in HEADS for t in tokens[index + 1 : index + 3]):
        return following not in ARTICLES
    return norm in NOUNS_TOO and VERBS.get(norm) not in _CHANGE_CLASSES and following not in ARTICLES


_ADJECTIVES = word_set("perfect free clean clear complete open direct correct secure dry near empty")


def _adjective(tokens: tuple[Token, ...], index: int) -> bool:
    """Whether an adjective that is a verb elsewhere stands before a measure: "Perfect order rate"."""
    after = [token.norm for token in tokens[index + 1 : index + 4]]
    if tokens[index].norm not in _ADJECTIVES or (after[:1] and after[0] in ARTICLES):
        return False
    return any(norm in HEADS or norm in METRICS for norm in after)


def _for_whom(tokens: tuple[Token, ...], index: int) -> bool:
    """Whether something of a quality is wished for people or places: "Clean air for every classroom"."""
    if index + 3 >= len(tokens) or tokens[index + 2].norm != "for" or tokens[index + 1].norm in ARTEFACTS:
        return False
    return tokens[index + 3].norm in {"every", "all", "each", "everyone"} or tokens[index + 3].norm in OUTSIDE


def _thing_measured(tokens: tuple[Token, ...], index: int) -> bool:
    """Whether a thing that is a verb elsewhere is measured: "Inventory write-offs", "Backup restore tests passed"."""
    if tokens[index].norm not in ARTEFACTS or index + 1 >= len(tokens) or tokens[index + 1].norm in ARTICLES:
        return False
    last = tokens[-1].norm
    before = tokens[-2].norm
    if is_participle(last):
        return before != singular(before) and len(tokens) - index > 2
    return len(tokens) - index == 2 and (last in METRICS or singular(last) in METRICS) and last not in OUTSIDE


_PLAIN_NOUNS = NOUNS_TOO - _CAN_TAKE_A_MEASURE


def is_noun_here(tokens: tuple[Token, ...], index: int) -> bool:
    """Whether a word that may be a verb opens the line as a noun: "Support tickets fall", "Test coverage"."""
    norm = tokens[index].norm
    following = tokens[index + 1] if index + 1 < len(tokens) else None
    if following is None or norm in LINKING:
        return False
    nxt = following.norm
    if norm.endswith("s") and not is_base(norm) and (singular(norm) in _NAMES or singular(norm) in METRICS):
        return True
    told = any(token.norm == "who" for token in tokens[index + 1 : index + 3]) and nxt not in ARTICLES
    if told or (norm.endswith("ing") and (is_participle(nxt) or nxt in {"that", "which"})):
        return True
    movable = norm in _MOVED or (is_participle(norm) and nxt not in ARTICLES)
    if movable and _moves_with_numbers(tokens, index):
        return True
    if norm in _NAMES and _subject_of(tokens, index):
        return True
    if norm in METRICS and norm not in _CAN_TAKE_A_MEASURE and (nxt == "from" or _acts(tokens, index)):
        return True
    if norm in _ADJECTIVES and _for_whom(tokens, index):
        return True
    if norm == "baseline" and following.kind in {"number", "blank"}:
        return True
    if _names_measure(tokens, index) or _medium(tokens, index) or (norm in NOUNS_TOO and _falls_later(tokens, index)):
        return True
    if nxt in {"is", "are", "was", "were", "has"} or (is_participle(norm) and _described(tokens, index)):
        return True
    if nxt in _BOUNDS and norm not in METRICS and _counts(tokens, index + 2):
        return False
    noun = norm in _PLAIN_NOUNS or norm in METRICS or singular(norm) in METRICS
    if f"{norm} {singular(nxt)}" in METRICS or (noun and following.kind == "sign" and nxt in _SIGNS_OF_A_NAME):
        return True
    if norm not in NOUNS_TOO and not (norm.endswith("ing") and norm in VERBS):
        return nxt == "of" and norm.endswith("ed")
    if norm in {"live", "landing"} or (norm == "end" and nxt in OUTSIDE) or _acts(tokens, index):
        return True
    if nxt in {"of", "have", "for", "from", "per"} and norm not in {"complete", "look"}:
        return True
    if nxt in ARTICLES or nxt in PREPOSITIONS or following.kind in {"number", "blank"} or nxt in NUMBER_WORDS:
        return False
    if nxt in HEADS or nxt in QUANTIFIERS:
        return norm not in _CAN_TAKE_A_MEASURE
    return _clause_follows(tokens, index)


_MOVERS = word_set("drive bring push move take get put force carry scale")
_MEDIA = word_set("blog email video podcast press newsletter radio tv web tweet")


def _no_content(norm: str) -> bool:
    """Whether a word is no part of a medium, since it is what somebody does."""
    return norm in VERBS and norm not in ARTEFACTS and norm != "posts"


def _medium(tokens: tuple[Token, ...], index: int) -> bool:
    """Whether a medium stands before what it consists of: "blog posts", "press articles", "podcast episodes"."""
    following = tokens[index + 1] if index + 1 < len(tokens) else None
    if following is None or tokens[index].norm not in _MEDIA or following.kind != "word":
        return False
    return following.norm != singular(following.norm) and not _no_content(following.norm)


def _falls_later(tokens: tuple[Token, ...], index: int) -> bool:
    """Whether the line says later that something rises or falls: "Train delays of over 5 minutes fall by a third"."""
    if tokens[index + 1].norm in ARTICLES:
        return False
    for look in range(index + 2, min(index + 10, len(tokens) - 1)):
        if tokens[look].norm in {",", ";", "."} or tokens[look - 1].norm in {"to", "and", "a", "the"}:
            continue
        if VERBS.get(tokens[look].norm) in {"rise", "fall"} and tokens[look + 1].norm in {"to", "by", "from", "below"}:
            return True
    return False


_NOT_ACTING = NOUNS_TOO | PREPOSITIONS


def _subject_of(tokens: tuple[Token, ...], index: int) -> bool:
    """Whether people or wins are named that act or are counted: "Pilot customers save 3 hours", "Design wins at 4"."""
    nxt = tokens[index + 1].norm
    after = tokens[index + 2].norm if index + 2 < len(tokens) else ""
    if nxt in OUTSIDE and nxt != singular(nxt) and VERBS.get(tokens[index].norm) != "enable":
        return after in VERBS and is_base(after) and after not in _NOT_ACTING
    taken_up = after in BY_OTHERS and index + 3 < len(tokens) and tokens[index + 3].norm == "by"
    if taken_up and nxt.endswith("s"):
        return True
    return nxt.endswith("s") and VERBS.get(nxt) == "gain" and after in {"at", "with", "from"}


_PEOPLE_TOO = frozenset({"staff", "crew", "people", "nurse", "partner", "pilot", "host", "guide", "coach"})
_NAMES = NOUNS_TOO | ARTEFACTS
_MOVED = NOUNS_TOO | _PEOPLE_TOO | _MEDIA
_MOVING = word_set("double doubles triple triples halve halves reach reaches")


def _moves_with_numbers(tokens: tuple[Token, ...], index: int) -> bool:
    """Whether a later verb tells how the words before it move: "Email replies reach 120", "Staff time falls from"."""
    if tokens[index + 1].norm in ARTICLES or tokens[index + 1].kind != "word":
        return False
    for look in range(index + 2, min(index + 8, len(tokens) - 1)):
        norm, after = tokens[look].norm, tokens[look + 1]
        before = tokens[look - 1].norm
        if norm in {".", ";"} or before in {"to", "and", "will", "can"} or (before in PREPOSITIONS and norm in _MOVING):
            return False
        numbered = after.kind in {"number", "blank"} or after.norm in {",", "from", "to", "by"}
        if norm in _MOVING and numbered:
            return True
        if norm in {"up", "down"} and after.norm in {"by", "to", "from"} and tokens[index].norm not in _MOVERS:
            return True
        finite = norm.endswith("s") or before.endswith("s")
        if finite and VERBS.get(norm) in {"rise", "fall"} and after.norm in {"to", "by", "from", "below", "above"}:
            return True
    return False


def _names_measure(tokens: tuple[Token, ...], index: int) -> bool:
    """Whether a reading follows the name: "Rework items < 2", "Research spending up 10 %", "Podcast fans at 2,500"."""
    norm, nxt = tokens[index].norm, tokens[index + 1].norm
    if not (is_base(norm) or norm.endswith("ed")) or VERBS.get(norm) not in DOING or tokens[index + 1].kind != "word":
        return False
    if nxt in ARTICLES or nxt in PREPOSITIONS or singular(nxt) in QUANTIFIERS:
        return False
    for look in range(index + 2, min(index + 7, len(tokens) - 1)):
        mark, after = tokens[look].norm, tokens[look + 1]
        if mark in ARTICLES or mark in {",", ".", ";"}:
            return False
        changed = mark in {"up", "down"} and after.norm in {"from", "to", "by"} and norm not in _MOVERS
        if changed and tokens[min(look + 2, len(tokens) - 1)].kind == "number":
            return True
        if mark in {"up", "down"} and after.kind == "number" and after.unit == "%":
            return True
        if mark in AT_MOST:
            return True
        if mark == "at" and after.kind == "number" and nxt in OUTSIDE and nxt.endswith("s") and look == index + 2:
            return look + 2 >= len(tokens) or tokens[look + 2].kind != "word"
    return False


_BOUNDS = frozenset({"≥", ">=", ">", "~"})


def _counts(tokens: tuple[Token, ...], index: int) -> bool:
    """Whether a number with its noun stands at `index`: "≥ 20 failure cases"; "≥ 20 %" is a level."""
    if index + 1 >= len(tokens) or tokens[index].kind != "number":
        return index + 1 == len(tokens)
    return not tokens[index].unit and tokens[index + 1].kind == "word"


_OPENING_OBJECTS = ARTICLES | PREPOSITIONS


def _acts(tokens: tuple[Token, ...], index: int) -> bool:
    """Whether the next words are a verb of which this one is the subject: "Design becomes", "Building owners rate"."""
    norm, nxt = tokens[index].norm, tokens[index + 1].norm
    if nxt == "in" and VERBS.get(norm) in {"up", "down"}:
        return True
    if nxt.endswith("s") and VERBS.get(nxt) in {"reach", "keep", "be", "rise", "fall"} and singular(nxt) not in METRICS:
        return True
    if norm.endswith("ing") and nxt.endswith("s") and index + 2 < len(tokens):
        third = tokens[index + 2].norm
        return third in VERBS and is_base(third) and third not in _OPENING_OBJECTS
    return False


_HELPING_VERBS = AUXILIARIES | MODALS


def _clause_follows(tokens: tuple[Token, ...], index: int) -> bool:
    """Whether a finite verb comes soon: "Support tickets fall", "Release notes are read"."""
    for look in range(index + 2, min(index + 7, len(tokens))):
        norm = tokens[look].norm
        if norm in _HELPING_VERBS:
            return singular(tokens[look - 1].norm) not in ARTEFACTS or norm in {"is", "are"}
        if VERBS.get(norm) in {"fall", "rise"}:
            return True
        if norm in PREPOSITIONS or tokens[look].kind == "sign":
            return False
    return False


def _described(tokens: tuple[Token, ...], index: int) -> bool:
    """Whether a participle only describes the subject of a later "is" or "are": "Updated guidelines are adopted"."""
    for token in tokens[index + 1 : index + 9]:
        if token.norm in {"is", "are", "was", "were"}:
            return True
        if token.norm in PREPOSITIONS or token.norm in {"that", "which", "who"} or token.kind == "sign":
            return False
    return False

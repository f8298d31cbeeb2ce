"""The head of a line: what stands before it, its verb, and how the line is built."""

from __future__ import annotations

from okrtui.coach.lexicon import word_set
from okrtui.coach.lexicon.metrics import HEADS, METRICS, QUANTIFIERS
from okrtui.coach.lexicon.nouns import ARTEFACTS, OUTSIDE
from okrtui.coach.lexicon.verbs import BASES, VERBS
from okrtui.coach.lexicon.words import (
    ARTICLES,
    AUXILIARIES,
    LABELS,
    LEADING,
    MODALS,
    NUMBER_WORDS,
    POSSESSION,
    PREPOSITIONS,
)
from okrtui.coach.reading import Reading
from okrtui.coach.scan import Token
from okrtui.coach.things import singular

# Words that open a line as a noun more often than other verbs do: the next words decide.
NOUNS_TOO = word_set(
    """
    support test lead target complete lower cut design plan report review launch release increase process
    document survey audit partner contract train book post host source sign close open live secure set ship
    hit top access account address answer average balance benchmark budget call campaign cap change chart
    check claim click code comment commit contact control convert cost count cover credit decline decrease
    demand deploy deposit display download draft drive drop estimate exchange experience export filter
    finish focus forecast form fund gain grant group guide handle help impact import index install interest
    interview invite issue join label land lease level limit link list load log login look mail map market
    mark master match measure merge message model monitor move name need network offer order outreach
    package page patch pay pilot pitch place play point poll practice present press print profile program
    project promise prototype pull purchase push quote range rank rate reach record refer register request
    research reserve result return reward rise run sale sample save scale scan schedule score search seed
    sell sense serve share show sign-up signup sound spend sponsor sprint stage start state stay step stop
    store stream struct style supply switch tag talk task team template total touch tour trace track trade
    traffic transfer transition trend trial trust turn tweet update upgrade use value vet video view visit
    volunteer vote wait walk watch work workshop wrap sync recruiting hiring marketing training testing
    onboarding engineering advertising tracking reporting monitoring planning pricing branding funding
    spending learning building community feature clean better like love leave content
    """
)
MEANINGFUL = frozenset({"%", "<", ">", "≥", "≤", ">=", "<=", "~", "#"})
_PARTICLES = word_set("out up off down sure in back on live over together")


def first_content(tokens: tuple[Token, ...]) -> int:
    """Index of the first token after list marks, labels ("KR1:", "P0 -") and openings ("We will")."""
    index = _after_adverbial(tokens, _after_labels(tokens))
    while index < len(tokens) - 1:
        token = tokens[index]
        following = tokens[index + 1].norm
        adverb = (
            token.kind == "word" and token.norm.endswith("ly") and len(token.norm) > 4 and token.norm not in METRICS
        )
        if (
            (token.kind == "sign" and token.norm not in MEANINGFUL)
            or (token.norm in LEADING and following not in {"of", "%"})
            or (adverb and tokens[index + 1].kind == "word" and following in VERBS)
        ):
            index += 1
        elif token.norm in {"start", "begin", "try", "able"} and following == "to":
            index += 2
        elif token.norm == "be" and following == "able" and index + 3 < len(tokens):
            index += 3
        else:
            break
    return index


def _after_adverbial(tokens: tuple[Token, ...], index: int) -> int:
    """Past "Each quarter," or "By the end of May," when a command follows."""
    if verb_at(tokens, index):
        return index
    for look in range(index + 1, min(index + 7, len(tokens) - 2)):
        if tokens[look].norm == ",":
            verb = verb_at(tokens, look + 1)
            return (
                look + 1
                if verb and is_base(tokens[look + 1].norm) and tokens[look + 1].norm not in NOUNS_TOO
                else index
            )
    return index


def _after_labels(tokens: tuple[Token, ...]) -> int:
    """Skip "[x]", "1.", "KR 2.1:", "Marketing:"; a colon counts only near the start and before more words."""
    index = 0
    while index < len(tokens) and (tokens[index].kind == "sign" and tokens[index].norm not in MEANINGFUL):
        index += 1
    for look in range(index, min(index + 6, len(tokens) - 1)):
        if tokens[look].norm == ":" and tokens[look - 1].end <= tokens[look].start:
            inside = tokens[index:look]
            command = (
                verb_at(tokens, look + 1) and is_base(tokens[look + 1].norm) and tokens[look + 1].norm not in NOUNS_TOO
            )
            if (command or _is_label(inside)) and look + 1 < len(tokens):
                return _after_labels_again(tokens, look + 1)
    if (
        index < len(tokens) - 2
        and tokens[index].kind in {"name", "number"}
        and tokens[index + 1].norm in {".", ")", "-", "–", "—"}
    ):
        glued = tokens[index + 1].norm in {"-", "–"} and tokens[index + 2].start == tokens[index + 1].end
        if not glued:
            return index + 2
    if index < len(tokens) - 2 and tokens[index].norm in {"kr", "o"} and tokens[index + 1].kind in {"number", "name"}:
        return index + 2
    return index


def _after_labels_again(tokens: tuple[Token, ...], index: int) -> int:
    while (
        index < len(tokens) - 1
        and tokens[index].kind == "sign"
        and tokens[index].norm in {"-", "*", ":", ")", "]", "–"}
    ):
        index += 1
    return index


def _is_label(inside: tuple[Token, ...]) -> bool:
    words = [token for token in inside if token.kind == "word"]
    if not words:
        return True
    if any(word.norm in LABELS for word in words) or (
        len(words) == 1 and words[0].text[:1].isupper() and words[0].norm not in METRICS
    ):
        return True
    return (
        len(words) <= 3
        and all(word.text[:1].isupper() for word in words)
        and not any(_is_metric_word(word.norm) for word in words)
    )


def _is_metric_word(norm: str) -> bool:
    return norm in METRICS or norm in HEADS or singular(norm) in METRICS


def verb_at(tokens: tuple[Token, ...], index: int) -> tuple[str, str, int] | None:
    """(base form, class, index after verb and particle) of the verb at `index`, or None."""
    if not 0 <= index < len(tokens) or tokens[index].kind != "word":
        return None
    word = tokens[index].norm
    if index + 1 < len(tokens) and tokens[index + 1].norm in _PARTICLES:
        both = f"{word}-{tokens[index + 1].norm}"
        if both in VERBS:
            return BASES[both], VERBS[both], index + 2
    if word in VERBS:
        return BASES[word], VERBS[word], index + 1
    if word.startswith("re-") and word[3:] in VERBS:
        return BASES[word[3:]], VERBS[word[3:]], index + 1
    return None


def find_head(reading: Reading) -> None:
    """Set voice and head of `reading`."""
    tokens, first = reading.tokens, reading.first
    if first >= len(tokens):
        return
    verb = verb_at(tokens, first)
    if verb and not (reading.kind == "kpi" and _names_kpi(tokens, first)) and not _is_noun_here(tokens, first):
        participle = _participle_after(tokens, first) if tokens[first].norm in AUXILIARIES | POSSESSION else -1
        if participle >= 0:
            first, verb = participle, verb_at(tokens, participle)
        _take(reading, "imperative", first, verb)
        reading.head_end = _past_joined(tokens, reading.head_end, tokens[first].norm)
        return
    for index in range(first + 1, len(tokens)):
        if index in reading.dated:
            continue
        norm = tokens[index].norm
        if norm in AUXILIARIES:
            participle = _participle_after(tokens, index)
            if participle >= 0:
                found = verb_at(tokens, participle)
                assert found
                gerund = tokens[participle].norm.endswith("ing")
                _take(reading, "clause" if gerund else "passive", participle, found)
            else:
                _take(reading, "state", index, ("be", "be", index + 1))
            return
        if norm in POSSESSION:
            participle = _participle_after(tokens, index)
            found = verb_at(tokens, participle) if participle >= 0 else None
            been = any(token.norm == "been" for token in tokens[index:participle]) if found else False
            _take(
                reading,
                ("passive" if been else "clause") if found else "state",
                participle if found else index,
                found or ("have", "be", index + 1),
            )
            return
        if norm in MODALS and verb_at(tokens, index + 1) and tokens[index + 1].norm not in AUXILIARIES:
            _take(reading, "clause", index + 1, verb_at(tokens, index + 1))
            return
        found = verb_at(tokens, index)
        if found and _finite_here(tokens, index, first):
            voice = "passive" if _is_participle(norm) and not _subject_acts(tokens, first, index) else "clause"
            _take(reading, voice, index, found)
            return
    reading.voice = "nominal"


def _take(reading: Reading, voice: str, index: int, verb: tuple[str, str, int] | None) -> None:
    assert verb
    reading.voice = voice  # type: ignore[assignment]
    reading.head, reading.verb, reading.verb_class, reading.head_end = index, verb[0], verb[1], verb[2]


_CHANGE_CLASSES = frozenset({"up", "down", "better", "reach"})


def _names_kpi(tokens: tuple[Token, ...], index: int) -> bool:
    """Whether a KPI opens with a noun that might be a verb elsewhere: "Total leads", "Visit duration"."""
    norm = tokens[index].norm
    following = tokens[index + 1].norm if index + 1 < len(tokens) else ""
    if norm in METRICS and len(tokens) == index + 1:
        return True
    if f"{norm} {singular(following)}" in METRICS or (norm.endswith("s") and not is_base(norm)):
        return True
    if norm in {"total", "average", "score", "change"} or norm.endswith(("ed", "ing")):
        return True
    if VERBS.get(norm) not in _CHANGE_CLASSES and any(t.norm in HEADS for t in tokens[index + 1 : index + 3]):
        return following not in ARTICLES
    return norm in NOUNS_TOO and VERBS.get(norm) not in _CHANGE_CLASSES and following not in ARTICLES


def _past_joined(tokens: tuple[Token, ...], end: int, head: str) -> int:
    """Past a second verb for the same object: "create and publish five guides"."""
    index = end
    if index < len(tokens) and tokens[index].norm in _PARTICLES - {"sure", "live"}:
        index = end = index + 1
    while index + 1 < len(tokens) and tokens[index].norm in {"and", "&", "or", "/", ",", "then"}:
        index += 1
        second = verb_at(tokens, index)
        if second and is_base(head) == is_base(tokens[index].norm):
            index = end = second[2]
    return end


def is_base(word: str) -> bool:
    """Whether a verb form is the base form, as imperatives are."""
    base = BASES.get(word)
    return base is None or base == word


def _is_participle(word: str) -> bool:
    base = BASES.get(word)
    return base is not None and base != word and not word.endswith(("s", "ing"))


def _participle_after(tokens: tuple[Token, ...], index: int) -> int:
    """Index of a participle right after an auxiliary (adverbs and "been" may stand between), or -1."""
    for look in range(index + 1, min(index + 4, len(tokens))):
        norm = tokens[look].norm
        if _is_participle(norm) and norm not in AUXILIARIES and norm not in POSSESSION:
            return look
        if norm.endswith("ing") and norm in VERBS and tokens[index].norm in AUXILIARIES:
            return look
        if not (norm.endswith("ly") or norm in {"been", "being", "not", "now", "all", "also", "able", "to"}):
            return -1
    return -1


def _subject_acts(tokens: tuple[Token, ...], first: int, index: int) -> bool:
    """Whether people outside stand before the verb as its subject: "customers renewed" is theirs."""
    return any(token.norm in OUTSIDE for token in tokens[first:index]) and VERBS.get(tokens[index].norm) not in {
        "make",
        "staff",
        "study",
    }


def _is_noun_here(tokens: tuple[Token, ...], index: int) -> bool:
    """Whether a word that may be a verb opens the line as a noun: "Support tickets fall", "Test coverage"."""
    norm = tokens[index].norm
    following = tokens[index + 1] if index + 1 < len(tokens) else None
    if following is None:
        return False
    if following.norm in {"is", "are", "was", "were", "has"} and norm not in AUXILIARIES | POSSESSION:
        return True
    if _is_participle(norm) and norm not in AUXILIARIES | POSSESSION and _described(tokens, index):
        return True
    if norm not in NOUNS_TOO and not (norm.endswith("ing") and norm in VERBS):
        return following.norm == "of" and norm.endswith("ed")
    if norm == "live":
        return True
    nxt = following.norm
    if nxt == "in" and VERBS.get(norm) in {"up", "down"}:
        return True
    if nxt.endswith("s") and VERBS.get(nxt) in {"reach", "keep", "be", "rise", "fall"} and singular(nxt) not in METRICS:
        return True
    if norm.endswith("ing") and nxt.endswith("s") and index + 2 < len(tokens):
        third = tokens[index + 2].norm
        if third in VERBS and is_base(third) and third not in ARTICLES | PREPOSITIONS:
            return True
    if following.kind == "sign" and nxt in {":", "/", "≥", "≤", ">=", "<=", "=", ">", "<"}:
        return True
    pair = f"{norm} {singular(nxt)}"
    if pair in METRICS:
        return True
    if nxt in {"of", "is", "are", "was", "has", "have", "for", "from", "per"} and norm not in {"complete", "look"}:
        return True
    if nxt in ARTICLES or nxt in PREPOSITIONS or following.kind in {"number", "blank"} or nxt in NUMBER_WORDS:
        return False
    if nxt in HEADS or nxt in QUANTIFIERS:
        return norm not in {
            "increase",
            "decrease",
            "lower",
            "cut",
            "drop",
            "track",
            "measure",
            "report",
            "monitor",
            "reach",
            "hit",
            "double",
            "target",
            "scale",
            "lead",
        }
    for look in range(index + 2, min(index + 7, len(tokens))):
        if tokens[look].norm in AUXILIARIES | MODALS:
            return singular(tokens[look - 1].norm) not in ARTEFACTS or tokens[look].norm in {"is", "are"}
        if VERBS.get(tokens[look].norm) in {"fall", "rise"}:
            return True
        if tokens[look].norm in PREPOSITIONS or tokens[look].kind == "sign":
            break
    return False


def _described(tokens: tuple[Token, ...], index: int) -> bool:
    """Whether a participle only describes the subject of a later "is" or "are": "Updated guidelines are adopted"."""
    for token in tokens[index + 1 : index + 9]:
        if token.norm in {"is", "are", "was", "were"}:
            return True
        if token.norm in PREPOSITIONS or token.norm in {"that", "which", "who"} or token.kind == "sign":
            return False
    return False


def _finite_here(tokens: tuple[Token, ...], index: int, first: int) -> bool:
    """Whether the verb form at `index` can be the verb of a clause whose subject stands before it."""
    norm, before = tokens[index].norm, tokens[index - 1].norm
    if before in ARTICLES or before in PREPOSITIONS or before in {"and", "or", "-", "/"} or norm.endswith("ing"):
        return False
    if norm in HEADS or singular(norm) in HEADS or tokens[index].text[:1].isupper():
        return _is_participle(norm) and norm not in HEADS
    if _is_participle(norm):
        after = tokens[index + 1].norm if index + 1 < len(tokens) else ""
        adjective = (
            index + 1 < len(tokens)
            and tokens[index + 1].kind == "word"
            and after not in PREPOSITIONS
            and after not in ARTICLES
            and after not in {"and", "or"}
        )
        return not (adjective and index - first < 2) and not (
            adjective and tokens[index - 1].kind in {"number", "blank"}
        )
    if norm.endswith("s") and (singular(norm) in ARTEFACTS or singular(norm) in METRICS):
        return False
    plural_subject = before.endswith("s") or before in OUTSIDE
    if norm.endswith("s") and BASES[norm] != norm:
        return (
            before not in VERBS
            and not plural_subject
            and VERBS[norm] not in {"make", "act"}
            and singular(norm) not in METRICS
        )
    return plural_subject and (VERBS[norm] not in {"be"}) and BASES[norm] == norm and norm not in ARTEFACTS

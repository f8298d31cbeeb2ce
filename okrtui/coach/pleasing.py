"""Success as somebody's approval, or as a list of requests delivered."""

from __future__ import annotations

from okrtui.coach.lexicon import word_set
from okrtui.coach.lexicon.nouns import FUNCTIONS, OUTSIDE
from okrtui.coach.lexicon.words import ARTICLES, PREPOSITIONS
from okrtui.coach.model import Span
from okrtui.coach.reading import Reading

_PLEASE = word_set("please satisfy impress delight appease convince placate wow")
_MOOD = word_set(
    "happy satisfied content pleased impressed proud favourite favorite delighted glad satisfaction applaud applause"
)
_ASK = word_set(
    """
    request requests requested requirement requirements wish wishes wishlist ask asks asked demand demands
    demanded expectation expectations promised ordered wanted wants escalation escalations orders agenda question
    questions
    """
)
"""What people inside want; "wish list" and "change list" by their last word."""
_APPROVAL = word_set(
    """
    approval approve sign-off signoff buy-in blessing support endorsement praise applause recognition confidence
    consent goodwill compliments
    """
)
_GETTING = word_set("get win obtain secure gain receive ensure earn reach collect achieve have")
_REGARD = word_set(
    "approved signed endorsed accepted praised liked loved admired applauded seen appreciated recognised"
    " recognized commended noticed valued"
)
_FEELING = word_set("likes loves approves like love approve praise applaud accept admire appreciate")
_WHATEVER = word_set("whatever everything what anything")
_FOR_THEM = word_set("gets get receives receive initiative initiatives roadmap roadmaps")
_ASKING_BEFORE = word_set("from by of for every all any other regional department what internal")
_RANKS = word_set("general plant regional line senior top area division country managing store site department")
_CRITICISM = word_set("complaints complaint criticism objections escalations escalation surprises")

_BOSSES = word_set(
    """
    stakeholder stakeholders leadership management executive executives exec execs board boards boss bosses ceo cto
    cfo coo cpo cmo founders founder investors investor shareholders shareholder sponsor sponsors director
    directors vp vps headquarters hq superiors superior supervisor supervisors president chairman chair
    chairwoman trustees
    """
)
_DEPARTMENTS = word_set("department departments managers manager heads head units unit divisions division")
_COMPOUND = {
    ("steering", "committee"),
    ("steering", "group"),
    ("audit", "committee"),
    ("management", "committee"),
    ("executive", "committee"),
    ("head", "office"),
    ("parent", "company"),
    ("account", "managers"),
    ("account", "manager"),
    ("business", "units"),
    ("business", "unit"),
    ("business", "owners"),
    ("sales", "team"),
    ("sales", "force"),
}
"""People inside who are named by two words."""
_NOT_CUSTOMERS = word_set("company people business partner lead leads account accounts units unit owner owners member")
"""Words for people outside that also stand within the name of somebody inside."""
_OF_THINGS = word_set(
    "games game process pipeline report reports results tools costs targets skills training development meeting"
    " meetings experience roles positions team-building style"
)


_CUSTOMERS = OUTSIDE - _NOT_CUSTOMERS


def pleasing_span(reading: Reading) -> Span | None:
    """Where the line makes pleasing people inside its success, or None."""
    norms = [token.norm.removesuffix("'s").removesuffix("s'") for token in reading.tokens]
    bosses = _parties(norms)
    named = {i for boss in bosses for i in (boss - 1, boss)}
    promised = any(norm in _ASK and i - 1 in bosses for i, norm in enumerate(norms))
    if not promised and any(
        norm in _CUSTOMERS and norm not in _BOSSES and i not in named for i, norm in enumerate(norms)
    ):
        return None
    asks = [
        i for i, norm in enumerate(norms) if norm in _ASK or (norm == "list" and (bosses or norms[i - 1] == "wish"))
    ]
    within = [i for i, norm in enumerate(norms) if norm == "internal"]
    if within and asks and {"request", "requests", "orders", "wishes", "demands"} & set(norms):
        return _over(reading, asks + within)
    if not bosses:
        return None
    found = _signs(reading, norms, bosses, asks)
    return _over(reading, found + bosses) if found else None


def approved(reading: Reading) -> str:
    """What an approval is sought for: "the depot strategy" in "Get sign-off from the board on the depot strategy"."""
    norms = [token.norm for token in reading.tokens]
    sought = next((i for i, norm in enumerate(norms) if norm in _APPROVAL), len(norms))
    about = next((i for i in range(sought + 1, len(norms) - 1) if norms[i] in {"on", "for"}), -1)
    stop = reading.end_of_clause(about) if about > 0 else 0
    after = norms[about + 1 : stop]
    named = bool(after) and after[0] in ARTICLES and len(after) <= _SHORT and not PREPOSITIONS & set(after)
    return reading.slice(reading.span(about + 1, stop)) if named else ""


_SHORT = 5
"""Words of what is approved that are repeated in the better line."""


def _signs(reading: Reading, norms: list[str], bosses: list[int], asks: list[int]) -> list[int]:
    """Where the line tells that those inside are to be pleased, or to get what they ask for."""
    strong = [i for i in bosses if norms[i] in _BOSSES or norms[i].startswith("manager") or _pair(norms, i)]
    found = list(asks)
    found += [i for i, norm in enumerate(norms) if norm == "tickets" and {"by", "from"} & set(norms[i + 1 : i + 3])]
    gets = reading.verb in _GETTING or reading.voice == "nominal"
    for index, norm in enumerate(norms):
        if (norm in _APPROVAL and gets and _by(norms, index, bosses)) or (norm in _WHATEVER and asks):
            found.append(index)
        if not strong:
            continue
        if (
            norm in _MOOD
            or (norm in _PLEASE and index <= reading.first + 2)
            or (norm in _REGARD and "by" in norms[index:])
            or (norm in _FEELING and index - 1 in strong)
            or (norm in _FEELING and norms[index - 1] == "to" and index > strong[0])
            or (norm in {"complain", "complains"} and "no" in norms)
            or (norm == "feedback" and norms[index - 1] in {"positive", "good", "great", "excellent"})
            or (norm in _FOR_THEM and ({"every", "its", "their", "all", "promised"} & set(norms)))
            or (norm in _CRITICISM and {"no", "fewer", "zero", "reduce", "avoid", "without", "close"} & set(norms))
        ):
            found.append(index)
    return found


def _by(norms: list[str], index: int, bosses: list[int]) -> bool:
    """Whether an approval is that of a party: "the director's approval", "sign-off from every department"."""
    before = any(boss < index and index - boss <= 2 for boss in bosses)
    after = {"from", "of", "by"} & set(norms[index + 1 : index + 3])
    return before or bool(after and any(boss > index for boss in bosses))


def _pair(norms: list[str], index: int) -> bool:
    return index > 0 and (norms[index - 1], norms[index]) in _COMPOUND


_INSIDE = FUNCTIONS | _DEPARTMENTS


def _parties(norms: list[str]) -> list[int]:
    """Where people or departments inside are named: not "board games", not "sales pipeline"."""
    found = []
    for index, norm in enumerate(norms):
        after = norms[index + 1] if index + 1 < len(norms) else ""
        if after in _OF_THINGS:
            continue
        ranked = norm in {"manager", "managers"} and norms[index - 1] in _RANKS
        boss = norm in _BOSSES or ranked or _pair(norms, index)
        asked = norm in _INSIDE and (
            norms[index - 1] in _ASKING_BEFORE
            or after
            in {
                "promised",
                "asks",
                "ask",
                "asked",
                "wants",
                "want",
                "wanted",
                "wish",
                "wishes",
                "requested",
                "demands",
                "team",
            }
        )
        if boss or asked:
            found.append(index)
    return found


def _over(reading: Reading, indexes: list[int]) -> Span:
    return reading.tokens[min(reading.first, *indexes)].start, reading.tokens[max(indexes)].end

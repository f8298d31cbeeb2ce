"""Lines offered as KPIs that name an activity, a purpose or people's manners: nothing with a reading."""

from __future__ import annotations

from okrtui.coach.lexicon import word_set
from okrtui.coach.lexicon.metrics import HEADS, METRICS, QUANTIFIERS
from okrtui.coach.lexicon.nouns import FUNCTIONS
from okrtui.coach.lexicon.verbs import BASES, DOING, VERBS
from okrtui.coach.lexicon.words import ARTICLES, PREPOSITIONS
from okrtui.coach.things import singular

_ACTS = word_set(
    """
    implementation introduction digitalisation digitalization digitisation digitization rollout roll-out creation
    establishment optimisation optimization modernisation modernization standardisation standardization automation
    preparation organisation organization coordination planning installation construction renovation relaunch redesign
    development expansion professionalisation harmonisation harmonization restructuring integration migration
    consolidation documentation definition evaluation clarification finalisation finalization execution realisation
    monitoring supervision promotion cooperation collaboration launch relocation administration involvement revision
    review walk round visit reporting
    """
)
"""Nouns for things done: one does them, and reads nothing off."""
RHYTHMS = word_set("regular weekly daily monthly quarterly annual yearly ongoing continuous bi-weekly biweekly")
_MANNERS = word_set(
    """
    well clearly actively openly effectively efficiently promptly reliably proactively professionally respectfully
    """
)
_ONE_MORE = 3
_DOING = DOING | {"enable", "better", "keep"}


_QUANTIFYING = QUANTIFIERS | {"per", "days", "hours"}
_BREAKS = PREPOSITIONS | {","}


def is_activity(names: list[str]) -> bool:
    """Whether the words of a name, in lower case, tell what is done, or how somebody is, and count nothing."""
    if not names or _QUANTIFYING & set(names):
        return False
    if _third_person(names) or (names[0] == "being" and len(names) > 1):
        return True
    stop = next((i for i, name in enumerate(names) if i and name in _BREAKS), len(names))
    head = names[stop - 1]
    dated = head.isdigit() and len(head) == len("2026") and stop > 1
    head = names[stop - 2] if dated else head
    if _list_of_functions(names):
        return True
    if stop < len(names) and head in _ACTS and names[stop] in {"with", "in", "of"} and names[0] not in METRICS:
        return True
    if head in HEADS or (" ".join(names[max(0, stop - 2) : stop]) in METRICS and head not in _ACTS):
        return False
    narrowed = stop < len(names) and names[stop] in {"of", "to", "for", "with", "on", "in"}
    act = head in _ACTS or (head.endswith("ing") and VERBS.get(head) in _DOING)
    known = head in METRICS or singular(head) in METRICS
    if names[0] in RHYTHMS and not known and head == singular(head) and len(names) > 1:
        return True
    if act and not known:
        return stop == len(names) or narrowed
    return act and head in _ACTS and narrowed and names[stop] == "of"


def _third_person(names: list[str]) -> bool:
    """Whether a verb of "he does" opens: "Listens and communicates well", "Mentors the juniors"."""
    first = names[0]
    if len(names) < _ONE_MORE or not first.endswith("s"):
        return False
    second, third = names[1], names[2]
    if second == "and" and third.endswith("s") and BASES.get(third, third) != third and third not in METRICS:
        return len(names) > _ONE_MORE
    if BASES.get(first, first) == first:
        return False
    known = first in METRICS or singular(first) in METRICS
    if names[-1] in _MANNERS or (second in ARTICLES and not known):
        return True
    objects = names[-1].endswith("s") and second not in PREPOSITIONS and second not in BASES
    return not known and (objects or any(name in PREPOSITIONS for name in names[2:])) and second not in PREPOSITIONS


def _list_of_functions(names: list[str]) -> bool:
    """Whether functions of an organisation are listed: "Marketing, sales and service"."""
    listed = [name for name in names if name not in {",", "and", "&"}]
    return (
        len(listed) >= _ONE_MORE - 1
        and len(listed) < len(names)
        and all(name in FUNCTIONS or name == "service" for name in listed)
    )

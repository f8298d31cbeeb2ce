"""Scale, binary or none: can one see how far there is to go?"""

from __future__ import annotations

from okrtui.coach.extent import open_extent
from okrtui.coach.lexicon import word_set
from okrtui.coach.lexicon.nature import CERTIFICATES, COMPARATIVES, DEGREES, DONE_STATES, FREQUENCY, ONGOING
from okrtui.coach.lexicon.states import is_comparative, is_state
from okrtui.coach.lexicon.verbs import BASES, CHANGING, VERBS
from okrtui.coach.making import brings_about
from okrtui.coach.occasions import counts_events
from okrtui.coach.reading import Progress, Reading
from okrtui.coach.things import Phrase, phrase_at

_SURE = 0.9
_LONG = frozenset({"days", "day", "weeks", "week", "months", "month", "years", "year"})
_GATHERING = word_set(
    """
    run organize organise host hold conduct moderate attend arrange facilitate visit give
    """
)

_OPEN = word_set("provide research share have establish partner prepare improve refine take")
"""Verbs that often name no end, whatever they act on."""


_ACTIVITIES = word_set(
    """
    support enablement maintenance coordination collaboration outreach engagement promotion communication advocacy
    monitoring assistance guidance participation advice cooperation networking moderation involvement exchange
    evangelism stewardship exploration facilitation supervision encouragement
    """
)
"""Nouns for work that goes on: without a number they have no end."""
_BOUNDED = word_set(
    """
    organize organise facilitate communicate discuss inspect consider research align coordinate moderate track explore
    present advise monitor refine
    """
)
"""Verbs that go on by themselves, and end with a single thing: "discuss the budget", "moderate a panel"."""


def find_progress(reading: Reading) -> None:
    """Set whether progress can be seen, and how sure that is."""
    reading.progress, reading.progress_sure = _progress(reading)


_LONGER = COMPARATIVES | {"longer"}
_MOVING = CHANGING | {"rise", "fall"}


def _progress(reading: Reading) -> tuple[Progress, float]:
    if reading.wordless:
        return "none", _SURE
    if _scale(reading):
        return ("none", 0.6) if _measures_nothing(reading) else ("scale", _SURE)
    if "as" in reading.said and open_extent(reading):
        return "none", _SURE
    if reading.voice == "imperative":
        return _imperative(reading)
    if "who" in reading.words and not reading.amounts and reading.nature != "output":
        return "none", 0.7
    if "never" in reading.words:
        return "binary", 0.6
    if reading.voice == "nominal":
        return _name(reading)
    if reading.nature == "output":
        return "binary", 0.85 if reading.voice != "clause" else 0.7
    if reading.voice == "state":
        after = {reading.norm(i) for i in range(reading.head_end, reading.head_end + 4)}
        felt = any(is_state(word) and word not in DONE_STATES for word in after)
        return "none" if felt or after & _LONGER else "binary", 0.5
    if (
        reading.verb_class in {"others", "be"}
        and not reading.amounts
        and {"more", "again", "sooner", "less"} & reading.said
    ):
        return "none", 0.7
    if reading.verb in {"feel", "know", "love", "trust", "enjoy", "believe", "understand"}:
        return "none", 0.6
    return ("none", 0.8) if reading.verb_class in _MOVING else ("binary", 0.6)


def _name(reading: Reading) -> tuple[Progress, float]:
    """A line without a verb: a thing has an end, a quality and work that goes on have none."""
    opening = next((word for word in reading.words[:3] if word not in {"a", "an", "the"}), "")
    a_routine = reading.norm(reading.first + 1) == "for"
    if not a_routine and (opening in FREQUENCY or opening in DEGREES):
        return "none", 0.7
    named = phrase_at(reading, reading.first)
    if ("per" in reading.words or "who" in reading.words) and reading.nature != "output":
        return "none", 0.7
    if opening in {"first", "one", "final"}:
        return "binary", 0.7
    feature = named.head == "support" and reading.norm(named.stop) == "for"
    if named.head in _ACTIVITIES and not named.definite and not feature:
        return "none", 0.7
    if counts_events(reading, named):
        return "none", 0.7
    if reading.nature == "output" or opening in {"full", "complete"}:
        return "binary", 0.7
    if named.head in CERTIFICATES or not (named.is_a == "metric" or _compares(opening)):
        return "binary", 0.5
    return "none", 0.7


_COMPARING = COMPARATIVES | DEGREES


def _compares(opening: str) -> bool:
    """Whether a line begins with a comparison: "Happier colleagues", "More trust"."""
    return opening in _COMPARING or opening.endswith(("ier", "er"))


def _measures_nothing(reading: Reading) -> bool:
    """Whether numbers stand behind a quality that has none: "Ticket machine more user friendly from 3 to 5"."""
    start = next((a.at for a in reading.amounts if a.role == "from"), 0)
    if reading.voice != "nominal" or any(a.unit for a in reading.amounts) or reading.norm(start - 1) != "from":
        return False
    last = reading.norm(start - 2)
    described = range(max(reading.first + 1, start - 4), start - 2)
    more = any(reading.norm(i) in {"more", "less"} for i in described)
    return start - 2 > reading.first and (is_comparative(last) or (more and is_state(last)))


def _scale(reading: Reading) -> bool:
    """Whether a number makes part of the way visible: one of a thing does not, nor does a mere time limit."""
    single = [a for a in reading.amounts if a.role == "count" and a.value == 1 and not a.unit]
    limits = [a for a in reading.amounts if a.role == "limit" and a.unit in _LONG and reading.nature != "steady"]
    if "percentile" in reading.words:
        return True
    return len(reading.amounts) > len(single) + len(limits) and not _in_purpose(reading)


def _in_purpose(reading: Reading) -> bool:
    """Whether all numbers tell only what one thing is for: "Run a test to compare two versions"."""
    if reading.voice != "imperative" or reading.verb_class not in {"make", "act", "study"} or reading.aim >= 0:
        return False
    obj = phrase_at(reading, reading.head_end)
    if not obj.definite or obj.plural:
        return False
    rest = range(obj.stop, len(reading.tokens))
    after = [i for i in rest if reading.norm(i) == "to" and reading.norm(i + 1) in VERBS]
    return bool(after) and all(amount.at > after[0] for amount in reading.amounts)


_TAKING_IN = word_set("collect gather incorporate use seek receive")
_SAID = word_set("feedback input ideas insights opinions suggestions")
_PUSHING = word_set("push move drive carry bring take advance")
_OPEN_STUDIES = word_set("investigate research explore consider examine")
_TIMES = word_set("daily weekly fortnightly monthly quarterly yearly annually every each")
_DAYS = word_set("mondays tuesdays wednesdays thursdays fridays saturdays sundays weekdays weekends")


_WHEN = _TIMES | _DAYS


def _timetabled(reading: Reading) -> bool:
    """Whether what goes on has its days, and so was held or missed: "meet monthly", "on Tuesdays"."""
    return bool(_WHEN & reading.said)


def _ends(reading: Reading, obj: Phrase) -> bool:
    """Whether work that might go on says when it is done: what a thing is to do then, a question to be answered."""
    norms = [reading.norm(i) for i in range(reading.head_end, len(reading.tokens))]
    if "whether" in norms[:2]:
        return True
    if reading.verb == "support" and obj.is_a in {"", "thing"} and not obj.head.endswith("ing"):
        named = any(token.text[:1].isupper() for token in reading.tokens[obj.start : obj.stop])
        return named or any(a.value == 1 for a in reading.amounts)
    if reading.verb_class not in CHANGING or obj.is_a != "thing":
        return False
    for index in range(obj.stop, len(reading.tokens) - 1):
        norm, following = reading.norm(index), reading.norm(index + 1)
        if (norm, following) == ("so", "that"):
            return True
        if (
            norm == "to"
            and VERBS.get(following) in {"make", "act", "study", "enable"}
            and BASES[following] == following
        ):
            return True
    return False


def _open_end(reading: Reading) -> tuple[Progress, float]:
    """A result without a number, by a verb that tells no change: more of a quality has no end, a quality has one."""
    words = {reading.norm(i) for i in range(reading.head_end, len(reading.tokens))}
    grows = words & _COMPARING or any(is_comparative(word) for word in words)
    if grows or brings_about(reading) or reading.nature == "steady" or reading.verb_class not in {"make", "enable"}:
        return "none", 0.7
    return ("none", 0.7) if reading.verb in {"have", "keep"} else ("binary", 0.6)


def _imperative(reading: Reading) -> tuple[Progress, float]:
    obj = phrase_at(reading, reading.head_end)
    first = reading.norm(reading.head_end)
    forbids = reading.words[:1] and reading.words[0] in {"never", "don't", "no"}
    within = reading.verb == "stay" and first == "within"
    if reading.nature == "steady" and (forbids or within or _timetabled(reading)):
        return "binary", 0.6
    if (
        reading.verb in _PUSHING
        and reading.words[-1:]
        and reading.words[-1] in {"forward", "ahead", "along", "further"}
    ):
        return "none", 0.75
    if reading.verb in _OPEN_STUDIES and obj.plural and not obj.definite:
        return "none", 0.7
    if reading.nature != "output":
        return _aimed_at(reading, obj, first)
    if _ends(reading, obj):
        return "binary", 0.6
    if reading.verb_class in CHANGING and reading.verb not in {"upgrade", "expand", "extend"}:
        return "none", 0.9
    if first in DEGREES and reading.verb_class != "be":
        return "none", 0.75
    if reading.verb == "work" and any(reading.norm(i) == "to" for i in range(reading.head_end, reading.head_end + 9)):
        return "binary", 0.6
    if obj.is_a == "abstract" and reading.verb_class in {"make", "act"} and not obj.definite and not reading.amounts:
        return "none", 0.75
    if reading.verb in _TAKING_IN and any(reading.norm(i) in _SAID for i in range(reading.head_end, obj.stop)):
        return "none", 0.7
    if reading.verb == "look" and first in {"at", "into", "for"}:
        return "none", 0.7
    if reading.verb in _BOUNDED and obj.definite and not obj.plural:
        return "binary", 0.6
    if reading.verb in ONGOING and reading.norm(reading.head_end - 1) not in {"install", "publish", "ship", "report"}:
        return "none", 0.75 if not obj.definite else 0.6
    if reading.verb in _GATHERING and obj.plural and not obj.definite:
        return "none", 0.6
    single = obj.definite or not obj.plural or any(t.kind == "name" for t in reading.tokens[obj.start : obj.stop])
    return "binary", 0.85 if single and reading.verb not in _OPEN else 0.7


def _aimed_at(reading: Reading, obj: Phrase, first: str) -> tuple[Progress, float]:
    """A command that makes nothing: a change without a number has no end, what is reached or won has one."""
    if reading.verb_class in CHANGING:
        return "none", 0.9
    if reading.verb in {"become", "be", "feel", "know"}:
        return "none", 0.7
    if reading.verb in {"engage", "gain", "get", "win", "earn", "attract", "move"} and (
        first in _COMPARING or is_comparative(first)
    ):
        return "none", 0.75
    if reading.verb_class == "reach" and is_comparative(first):
        return "none", 0.75
    if reading.verb == "move" and first in {"closer", "nearer"}:
        return "none", 0.75
    if reading.verb_class == "reach" and obj.is_a == "abstract" and obj.head not in CERTIFICATES:
        return "none", 0.6
    if reading.verb_class in {"reach", "enable"} or reading.verb in {"meet", "add"} or reading.verb_class == "gain":
        return "binary", 0.6
    return _open_end(reading)

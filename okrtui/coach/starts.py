"""Better lines that say where a measure starts and where it is to end."""

from __future__ import annotations

from okrtui.coach.extent import Extent, open_extent
from okrtui.coach.lexicon.metrics import HEADS, METRICS
from okrtui.coach.lexicon.nature import COMPARATIVES
from okrtui.coach.lexicon.nouns import GENERAL
from okrtui.coach.lexicon.states import is_comparative
from okrtui.coach.lexicon.verbs import BASES
from okrtui.coach.lexicon.words import AT_MOST, FUNCTION, PREPOSITIONS, SIGNS_OF_VALUES
from okrtui.coach.measure import OWN, roles
from okrtui.coach.occasions import counts_events
from okrtui.coach.reading import Reading
from okrtui.coach.say import deadline_words, first_up, tidy, without_deadline
from okrtui.coach.shares import share_of_people, state_of
from okrtui.coach.things import phrase_at, singular

_LINKS = PREPOSITIONS | {"enough"}


def with_from_to(reading: Reading) -> str:
    """The line's own measure with a start and an end to fill in; empty when that would make no sense.

    Two results with one start and one end would make none: each is to have its own.
    """
    if reading.parts:
        return ""
    far = open_extent(reading)
    if far:
        return _as_far(reading, far)
    share = share_of_people(reading)
    if share or reading.voice == "clause":
        return f"{share} from __ % to __ %{deadline_words(reading)}" if share else ""
    words = _named(reading)
    own = reading.metric is not None and reading.metric.name == OWN
    if not (own or measures(words) or _counts_things(reading)):
        about = tidy(words)
        opening, _, rest = about.partition(" ")
        about = rest if rest and opening.lower() in _LINKS else about
        if reading.nature == "steady" or reading.verb in {"make", "be", "become"} or not _is_topic(about):
            return ""
        about = about if about[1:2].isupper() else about[:1].lower() + about[1:]
        return f"Share of __ who __ ({about}) from __ % to __ %" + deadline_words(reading)
    verb = {"up": "Increase ", "down": "Reduce "}.get(reading.direction or "", "")
    return first_up(f"{verb}{tidy(words)} from __ to __") + deadline_words(reading)


def _as_far(reading: Reading, far: Extent) -> str:
    """What is counted in "as many readers as possible", from where to where; empty where nothing is."""
    if not far.counted or reading.nature == "output":
        return ""
    what = tidy(reading.slice(reading.span(*far.counted)))
    named = first_up(what) if measures(what) or not far.many else f"Number of {what}"
    return f"{named} from __ to __{deadline_words(reading)}"


def _named(reading: Reading) -> str:
    """The words for what is measured, without those that say how it is to be: "make response time shorter"."""
    ranked = reading.norm(reading.first) in {"number", "no", "nr", "#"} and reading.norm(reading.first + 1) in _FIRST
    if reading.verb in {"be", "become"} or ranked:
        return _ranked_by(reading)
    how = state_of(reading, reading.head_end) if reading.voice == "imperative" and reading.verb == "make" else -1
    if how >= 0:
        return reading.slice(reading.span(reading.head_end, how))
    words = reading.slice(reading.metric_span) or without_deadline(reading)
    opening, _, rest = words.partition(" ")
    compares = opening.lower() in COMPARATIVES or is_comparative(opening.lower())
    return first_up(rest) if rest and reading.voice == "nominal" and compares else words


def _counts_things(reading: Reading) -> bool:
    """Whether more or fewer of something is wanted: "Increase sales", "Reduce returns"."""
    opening = reading.norm(reading.first)
    if counts_events(reading, phrase_at(reading, reading.first)):
        return opening not in COMPARATIVES and not is_comparative(opening)
    what = phrase_at(reading, reading.head_end)
    return reading.verb_class in {"up", "down"} and what.plural and what.head not in GENERAL


_FIRST = frozenset({"1", "one"})


def _ranked_by(reading: Reading) -> str:
    """The measure by which one is to be first: "customer satisfaction" in "Be number 1 in customer satisfaction"."""
    begin = max(reading.head_end, reading.first)
    place = next((i for i in range(begin, len(reading.tokens) - 1) if reading.norm(i) in {"in", "for", "at"}), -1)
    if place < 0 or phrase_at(reading, place + 1).is_a != "metric":
        return ""
    return first_up(reading.slice(reading.span(place + 1, reading.end_of_clause(place))))


_NO_TOPICS = PREPOSITIONS | FUNCTION


def _is_topic(words: str) -> bool:
    """Whether words name one thing that people may do something with: "onboarding", "good testing habits"."""
    parts = words.lower().split()
    opening = parts[0] if parts else ""
    plain = opening not in _NO_TOPICS and not (len(parts) > 1 and opening.endswith("ing"))
    return plain and len(parts) <= _TOPIC and words.replace(" ", "").replace("-", "").isalnum()


_TOPIC = 5
_NEAR = 5
"""Words before an end among which its start would stand."""
_NAME = 16
"""Words in which the name of a measure is looked for."""


def measures(words: str) -> bool:
    """Whether words name something with a reading: "customer satisfaction", "waiting time"; not "onboarding"."""
    parts = words.lower().split()[:_NAME]
    for stop in range(len(parts), 0, -1):
        last = singular(parts[stop - 1])
        if (
            last.startswith("time-to-")
            or last in HEADS
            or parts[stop - 1] in HEADS
            or last in METRICS
            or " ".join((*parts[stop - 2 : stop - 1], last)) in METRICS
        ):
            return True
    return False


def with_baseline(reading: Reading) -> str:
    """The line with a blank start in the place where it reads best."""
    _, target = roles(reading)
    if target is None:
        return with_from_to(reading)
    if target.value == 0 and target.at == reading.first and reading.metric_span:
        name = tidy(reading.slice(reading.metric_span))
        name = f"Number of {name}" if name.partition(" ")[0].lower() in BASES else first_up(name)
        return f"{name} from __ to 0{deadline_words(reading)}"
    if target.role == "count" and target.at == reading.first and reading.voice == "nominal" and reading.metric_span:
        name = first_up(tidy(reading.slice(reading.metric_span)))
        return f"{name} from __ to {reading.text[target.start : target.end]}{deadline_words(reading)}"
    shared = not target.relative or {"rate", "share", "ratio", "percentage", "margin"} & reading.said
    unit = f" {target.unit}" if target.unit == "%" and shared else ""
    text, tokens = reading.text, reading.tokens
    signs = target.at
    while signs > reading.first and reading.norm(signs - 1) in SIGNS_OF_VALUES:
        signs -= 1
    after_name = signs > reading.first and reading.norm(signs - 1) not in PREPOSITIONS
    if signs < target.at and not target.relative and after_name:
        name = tidy(text[tokens[reading.first].start : tokens[signs - 1].end])
        falling = reading.norm(signs) in AT_MOST and not (reading.metric and reading.metric.polarity == "down")
        return first_up(f"{name} from __{unit} {'down to' if falling else 'to'} {text[target.start :].strip()}")
    if target.role == "to" and target.at > 0 and reading.norm(target.at - 1) == "to":
        if any(reading.norm(i) == "from" for i in range(target.at - _NEAR, target.at)):
            return ""  # a start stands there already, though it cannot be read: "from f72 % to 80 %"
        place = tokens[target.at - 1].start
        return f"{text[:place]}from __{unit} {text[place:]}".strip()
    followed = target.stop < len(tokens) and tokens[target.stop].kind == "word" and target.stop not in reading.dated
    place = target.end
    if followed:
        place = reading.deadline_span[0] if reading.deadline_span and reading.deadline_span[0] > place else len(text)
    before, after = text[:place].rstrip(" .,"), text[place:].strip(" ,")
    return f"{before}, from __{unit}, {after}" if after.strip(".") else f"{before}, from __{unit}"

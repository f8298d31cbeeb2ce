"""How well something is to be done, for whom, and by how much: with it, a line of work speaks of what it is for."""

from __future__ import annotations

from okrtui.coach.lexicon import word_set
from okrtui.coach.lexicon.nouns import OUTSIDE
from okrtui.coach.lexicon.states import STATES
from okrtui.coach.lexicon.verbs import BASES
from okrtui.coach.lexicon.words import CONJUNCTIONS, PREPOSITIONS
from okrtui.coach.reading import Reading
from okrtui.coach.things import Phrase, singular

RAISES = word_set(
    "develop create make provide give build establish deliver offer grow produce craft shape form foster assemble run"
)
"""Verbs that bring up what an objective praises."""

_CHANGE_NOUNS = word_set(
    "fewer less more lower higher improvement increase reduction decrease growth uplift rise drop cut gain"
    " fall saving decline jump boost"
)


def shows_change(reading: Reading) -> bool:
    """ "Deliver a 20 % cut in sick days": the number is how much changes, whatever the verb."""
    start = reading.head_end
    for amount in reading.amounts:
        if start <= amount.at <= start + 2 and amount.unit == "%":
            return any(singular(reading.norm(i)) in _CHANGE_NOUNS for i in range(amount.stop, amount.stop + 3))
    return False


_BETTER_DONE = word_set("faster sooner quicker smarter harder cheaper closer safer earlier better longer")


def _in_spirit(reading: Reading) -> bool:
    """Whether no more is said of work than the spirit that it is done in: "Cook with joy", "Build with care"."""
    rest = [reading.norm(i) for i in range(reading.head_end, len(reading.tokens)) if i not in reading.dated]
    return rest[:1] == ["with"] and len(rest) == len(("with", "joy")) and rest[-1] in _SPIRITS


_SPIRITS = word_set("joy care pride love heart passion purpose courage calm ease confidence kindness respect curiosity")


def how_well(reading: Reading) -> bool:
    """Whether it tells how well something that is done anyway is to be done: "run trains on time", "ship faster"."""
    if _in_spirit(reading):
        return True
    for index in range(reading.head_end, len(reading.tokens)):
        norm, following = reading.norm(index), reading.norm(index + 1)
        if (norm, following) in {("on", "time"), ("at", "ease"), ("with", "ease")}:
            return True
        every = reading.norm(reading.head_end) in {"every", "each", "all"}
        if norm == "without" and (every or reading.verb in _DAY_BY_DAY):
            return True
        closing = not following or following in {",", ".", "!"}
        manner = norm.endswith("ly") and len(norm) >= len("safely") and norm not in _NO_MANNER and closing
        spared = norm == "with" and following in {"no", "zero", "less", "fewer", "little"}
        if spared and reading.verb in _DAY_BY_DAY:
            return True
        if manner or (norm == "as" and reading.verb in _POSITIONING and index > reading.head_end):
            return True
        people = following in OUTSIDE or following == "they" or reading.norm(index + 2) in OUTSIDE
        if norm in {"before", "around"} and people:
            return True
        if norm == "way" and reading.norm(index - 1) == "the" and index == reading.head_end + 1:
            return True
        if norm in _BETTER_DONE and (not following or following in _AFTER_ADVERB):
            return True
    return False


_DAY_BY_DAY = word_set("produce run serve deliver ship make grow bake brew work operate treat handle finish")
"""What is done day by day, so that how it is done can change."""
_POSITIONING = word_set("establish position use leverage treat see present")
_NO_MANNER = word_set(
    "weekly monthly quarterly yearly daily fortnightly annually family assembly early only italy apply"
    " supply reply internally"
)
_AFTER_ADVERB = PREPOSITIONS | CONJUNCTIONS | {",", ".", "together", "not", "than", "for", "to", "every", "!"}


def for_all(reading: Reading) -> bool:
    """Whether something is opened to people: "open the opera to everyone", "open up science to pupils"."""
    if reading.verb != "open":
        return False
    for index in range(reading.head_end, len(reading.tokens) - 1):
        if reading.norm(index) in {"to", "for"}:
            words = [reading.norm(i) for i in range(index + 1, index + 4)]
            return any(word in OUTSIDE or word in {"all", "world"} for word in words)
    return False


_MADE_WITH_LOVE = RAISES | {"write", "design", "cook", "serve", "tell", "bake", "brew", "sew", "film", "print"}


def loved(reading: Reading) -> bool:
    """Whether people are to do something with it: "make bread people queue for", "films that families talk about"."""
    return reading.verb in _MADE_WITH_LOVE and people_act(reading, reading.head_end + 1)


def people_act(reading: Reading, start: int) -> bool:
    """Whether it is told from `start` on what people do: "reports (that) managers read", "bread people queue for"."""
    for index in range(start, len(reading.tokens) - 1):
        norm, following = reading.norm(index), reading.norm(index + 1)
        one = norm in OUTSIDE and reading.norm(index - 1) in _ONE and reading.norm(index - 2) in {"that", "which"}
        if one and following.endswith("s") and BASES.get(following, following) != following:
            return True
        if norm in {"people", "everyone", "nobody", "anyone", "they"} or (
            norm in OUTSIDE and norm.endswith(("s", "ren", "men"))
        ):
            following = reading.norm(index + 1 + (following in {"never", "always", "really", "actually", "still"}))
            acts = BASES.get(following) == following or following in {"can", "will", "want", "love", "loves", "wants"}
            if acts and reading.norm(index - 1) not in {"for", "to", "of", "with", "help", "let"}:
                return True
    return False


_ONE = frozenset({"a", "an", "the", "every", "each", "any", "one"})

_BEST = word_set(
    """
    most best leading finest greatest fastest strongest safest cleanest friendliest healthiest happiest simplest easiest
    smartest kindest calmest quietest warmest fairest greenest largest smallest lightest
    """
)


def superlative(reading: Reading, obj: Phrase) -> bool:
    """Whether the object is to be the best of its kind: "the most trusted helpline"."""
    first = {reading.norm(i) for i in range(reading.head_end, min(reading.head_end + 3, obj.stop))}
    return bool(first & _BEST) or any(word.endswith("est") and is_stem_of_state(word[:-3]) for word in first)


def is_stem_of_state(stem: str) -> bool:
    """Whether a stem is one of the adjectives for a state: "kind", "saf", "happi"."""
    return stem in STATES or f"{stem}e" in STATES or (stem.endswith("i") and f"{stem[:-1]}y" in STATES)

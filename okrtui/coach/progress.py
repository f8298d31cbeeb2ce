"""Scale, binary or none: can one see how far there is to go?"""

from __future__ import annotations

from okrtui.coach.lexicon.nature import FREQUENCY, ONGOING
from okrtui.coach.lexicon.words import ARTICLES
from okrtui.coach.reading import Progress, Reading
from okrtui.coach.things import phrase_at

_SURE = 0.9


def find_progress(reading: Reading) -> None:
    """Set whether progress can be seen, and how sure that is."""
    reading.progress, reading.progress_sure = _progress(reading)


def _progress(reading: Reading) -> tuple[Progress, float]:
    if _scale(reading):
        return "scale", _SURE
    if reading.voice == "imperative":
        return _imperative(reading)
    words = reading.words
    if words and words[0] in FREQUENCY and reading.voice == "nominal":
        return "none", 0.6
    if reading.nature == "output":
        return "binary", 0.85
    if reading.voice == "nominal":
        return "none", 0.7
    if reading.voice == "state":
        return "binary", 0.5
    return ("none", 0.8) if reading.verb_class in {"up", "down", "better", "rise", "fall"} else ("binary", 0.6)


def _scale(reading: Reading) -> bool:
    return any(a.role != "limit" or a.unit not in {"days", "weeks", "months", "years"} for a in reading.amounts)


def _imperative(reading: Reading) -> tuple[Progress, float]:
    obj = phrase_at(reading, reading.head_end)
    if reading.verb_class in {"up", "down", "better"}:
        return "none", 0.9
    if reading.nature == "steady":
        return "none", 0.6
    if reading.nature == "outcome":
        return ("none", 0.7) if reading.verb_class != "reach" else ("binary", 0.6)
    if reading.verb in ONGOING:
        return "none", 0.75 if not obj.definite else 0.6
    if (
        reading.verb_class in {"act", "make"}
        and obj.plural
        and not obj.definite
        and not any(a in reading.words[:4] for a in ARTICLES)
    ):
        return "binary", 0.55
    return "binary", 0.85

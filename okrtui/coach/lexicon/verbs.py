"""Verbs by what they say of a line: something made, something done, a change, a level reached or kept."""

from __future__ import annotations

from typing import Literal, cast

from okrtui.coach.lexicon.verbforms import FORMS

VerbClass = Literal[
    "make",
    "act",
    "study",
    "staff",
    "enable",
    "up",
    "down",
    "better",
    "reach",
    "gain",
    "keep",
    "rise",
    "fall",
    "be",
    "others",
]
"""make: something is delivered; act: something is held or done; study: found out, written up or measured; staff: people
are hired or trained; enable: others are helped; up, down, better: a change that is caused; reach: a level; gain: what
others decide to give; keep: a level held; rise, fall: a change that happens; be: a state; others: what customers do."""


def _read() -> tuple[dict[str, VerbClass], dict[str, str]]:
    classes: dict[str, VerbClass] = {}
    bases: dict[str, str] = {}
    for group in FORMS.split("\n\n"):
        verb_class, *verbs = group.splitlines()
        for verb in verbs:
            base, *forms = verb.split(" ")
            # every base form is a form of its own verb, so that all words of a group are of its class
            for form in forms:
                bases[form] = base
                classes[form] = cast("VerbClass", verb_class)
    return classes, bases


VERBS, BASES = _read()
"""Every form of every verb, with its class, and with its base form."""

DOING = frozenset({"make", "act", "study", "staff"})
"""Classes of verbs for work."""
CHANGING = frozenset({"up", "down", "better"})
"""Classes of verbs for a change that is caused."""
HANDLING = frozenset({"bring", "drive", "push", "take", "get", "move"})
"""Verbs that move a measure whatever it is, and are nouns or something made elsewhere."""

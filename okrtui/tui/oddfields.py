"""What is asked about a field before it is kept: texts that may stand in the wrong one. It is asked once."""

from __future__ import annotations

from okrtui.tui.forms import Around, Field, Form, used_words

_LONG_UNIT = 24
"""Cells of a unit from which on it is more likely a sentence; "tickets per 1,000 orders" has 24."""
_LONG_OWNER = 48
_AGAIN = "The same key again keeps it."
_ASKED = ("timing", "cadence", "direction", "kind")
"""Choice fields whose words are no names of people or teams."""


def odd(form: Form, field: Field, text: str, around: Around) -> str:
    """A question about what was typed into a field; empty when there is nothing to ask."""
    text = " ".join(text.split())
    if field.name == "unit" and text:
        return _odd_unit(text)
    if field.name == "owner" and text and text not in used_words(around.plan, "owner"):
        return _odd_owner(form, text)
    return ""


def _odd_unit(text: str) -> str:
    if len(text) > _LONG_UNIT:
        return f"{len(text)} characters are long for a unit, which stands behind each number. {_AGAIN}"
    if text[0].isdigit():
        return f"A unit is what numbers are counted in, such as % or days, and has none itself. {_AGAIN}"
    return ""


def _odd_owner(form: Form, text: str) -> str:
    if len(text) > _LONG_OWNER:
        return f"{len(text)} characters are long for an owner, a person or a team. {_AGAIN}"
    low = text.casefold()
    for other in form.fields:
        if other.name in _ASKED and len(low) >= 3:
            meant = next((choice for choice in other.spec.choices if choice.startswith(low)), "")
            if meant:
                return f"“{text}” reads like {other.label}: {meant}. Is it the owner's name? {_AGAIN}"
    return ""

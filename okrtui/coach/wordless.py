"""Texts that name nothing."""

from __future__ import annotations


def is_wordless(text: str) -> bool:
    """Whether a text names nothing: "?", "1", "x", "KR 2", "TBD". A blank to be filled is something."""
    if "__" in text or (len(text) > _LABEL_LETTERS and text[:2].isalpha()):
        return False
    letters = "".join(filter(str.isalpha, text))
    return len(letters) < len("ab") or letters.lower() in _LABELS


_LABELS = frozenset({"kr", "kpi", "objective", "goal", "tbd", "tbc", "todo", "na", "xx", "xxx", "keyresult", "number"})
_LABEL_LETTERS = 12
"""A label with its number is no longer."""

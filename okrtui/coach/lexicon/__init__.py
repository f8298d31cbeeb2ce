"""General English of the field: what verbs do, what nouns are. A team's own words come with the Context."""

from __future__ import annotations


def word_set(text: str) -> frozenset[str]:
    """The words of a list written as plain text."""
    return frozenset(text.split())


def word_list(text: str) -> tuple[str, ...]:
    """The same where the order matters."""
    return tuple(text.split())

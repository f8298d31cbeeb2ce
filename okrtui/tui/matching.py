"""Finding words in texts whatever their case and accents, and where they stand."""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence

from okrtui.tui.paint import Piece


def fold(text: str) -> str:
    """A text without case and accents: "Überblick" and "uberblick" are the same."""
    if text.isascii():
        return text.lower()
    apart = unicodedata.normalize("NFKD", text.casefold())
    return "".join(character for character in apart if not unicodedata.combining(character))


def words_of(query: str) -> list[str]:
    """The words that are looked for, folded."""
    return fold(query).split()


def has_all(folded: str, words: Sequence[str]) -> bool:
    """Whether a folded text contains all words."""
    return all(word in folded for word in words)


def spans(text: str, words: Sequence[str]) -> list[tuple[int, int]]:
    """Where words stand in a text as it is, in order and without overlaps; half-open, in code points."""
    folded, origin = [], []
    for index, character in enumerate(text):
        piece = fold(character)
        folded.append(piece)
        origin += [index] * len(piece)
    whole = "".join(folded)
    found: list[tuple[int, int]] = []
    for word in words:
        at = whole.find(word)
        while word and at >= 0:
            found.append((origin[at], origin[at + len(word) - 1] + 1))
            at = whole.find(word, at + len(word))
    merged: list[tuple[int, int]] = []
    for start, end in sorted(found):
        if merged and start <= merged[-1][1]:
            merged[-1] = merged[-1][0], max(end, merged[-1][1])
        else:
            merged.append((start, end))
    return merged


def lit(pieces: Sequence[Piece], words: Sequence[str], style: str = "match") -> list[Piece]:
    """Pieces of a line with the words in them lit."""
    if not words:
        return list(pieces)
    made: list[Piece] = []
    for text, name in pieces:
        at = 0
        for start, end in spans(text, words):
            made += [(text[at:start], name), (text[start:end], style)]
            at = end
        made.append((text[at:], name))
    return [piece for piece in made if piece[0]]

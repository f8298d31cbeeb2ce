"""Answers that are kept for a while, since the same thing is asked again and again."""

from __future__ import annotations

from collections import OrderedDict
from contextlib import suppress
from typing import Generic, TypeVar

Answer = TypeVar("Answer")


class Recent(Generic[Answer]):
    """The answers to the questions that were asked last, at most `size` of them. May be used from several threads."""

    __slots__ = ("_known", "_size")

    def __init__(self, size: int) -> None:
        self._known: OrderedDict[tuple[object, ...], Answer] = OrderedDict()
        self._size = size

    def get(self, question: tuple[object, ...]) -> Answer | None:
        """The answer that was kept, or None."""
        known = self._known.get(question)
        if known is not None:
            with suppress(KeyError):  # another thread has just thrown it out
                self._known.move_to_end(question)
        return known

    def keep(self, question: tuple[object, ...], answer: Answer) -> Answer:
        """Keep an answer, for which the oldest one is thrown out when there are too many; returns it."""
        self._known[question] = answer
        if len(self._known) > self._size:
            with suppress(KeyError):
                self._known.popitem(last=False)
        return answer

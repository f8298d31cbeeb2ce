"""Answers that are kept for a while, since the same thing is asked again and again."""

from __future__ import annotations

from typing import Generic, TypeVar

Answer = TypeVar("Answer")


class Recent(Generic[Answer]):
    """The answers to what was asked lately: the last `size` questions at least, twice as many at most.

    Kept in two generations: what was asked in neither is forgotten. May be used from several threads; at worst one of
    them finds out again what another has just found out.
    """

    __slots__ = ("_before", "_now", "_size")

    def __init__(self, size: int) -> None:
        self._now: dict[tuple[object, ...], Answer] = {}
        self._before: dict[tuple[object, ...], Answer] = {}
        self._size = size

    def get(self, question: tuple[object, ...]) -> Answer | None:
        """The answer that was kept, or None."""
        known = self._now.get(question)
        if known is None and (known := self._before.get(question)) is not None:
            self.keep(question, known)
        return known

    def keep(self, question: tuple[object, ...], answer: Answer) -> Answer:
        """Keep an answer, and return it."""
        if len(self._now) >= self._size:
            self._before, self._now = self._now, {}
        self._now[question] = answer
        return answer

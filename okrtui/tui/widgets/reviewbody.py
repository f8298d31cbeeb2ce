"""What a page of a review shows above its fields."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from textual.geometry import Size

from okrtui.tui.paint import Line
from okrtui.tui.widgets.lines import Lines

_BELOW = 6
"""Lines that fields and what is said about them take at most."""


class ReviewBody(Lines):
    """What a page shows above its fields, laid out for the size there is."""

    def __init__(self, source: Callable[[int, int], Sequence[Line]]) -> None:
        super().__init__(id="review-body")
        self._source = source

    def make(self, cells: int, height: int) -> Sequence[Line]:
        """Ask the screen for its lines."""
        return self._source(cells, height)

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:
        """As high as its lines, with room for the fields below; for lists, whose fields stand right under them."""
        return len(self._source(width, max(container.height - _BELOW, 3)))

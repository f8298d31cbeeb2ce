"""What a frame writes to the terminal: the places that changed, and nothing around them.

Textual paints all that lies within a rectangle around the changes, cuts it at the edges of every widget on the screen,
and then writes the parts that changed: for a cursor that moves in a list half of the screen, with every key.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from rich.console import Console, ConsoleOptions, RenderResult
from rich.control import Control
from textual._compositor import Compositor, CompositorUpdate
from textual.geometry import Region
from textual.strip import Strip
from textual.widget import Widget


@dataclass(frozen=True, slots=True)
class Painted:
    """Some cells of a line of the screen, and what they show."""

    y: int
    x: int
    strip: Strip


class Update(CompositorUpdate):
    """Parts of lines, from the top on."""

    def __init__(self, parts: Sequence[Painted]) -> None:
        self.parts = parts

    def __rich_console__(self, console: Console, options: ConsoleOptions) -> RenderResult:
        for part in self.parts:
            yield Control.move_to(part.x, part.y).segment
            yield from part.strip

    def render_segments(self, console: Console) -> str:
        """The parts as a terminal reads them, each with the place where it begins."""
        return "".join([f"\x1b[{part.y + 1};{part.x + 1}H{part.strip.render(console)}" for part in self.parts])


class Frames(Compositor):
    """Textual's compositor, but for how it paints what changed."""

    def render_partial_update(self) -> Update | None:  # type: ignore[override]
        """Paint what has changed since the last frame; None when nothing has.

        Textual promises an update of its own kind, but whoever asks for one takes any.
        """
        dirty, self._dirty_regions = self._dirty_regions, set()
        screen = self.size.region
        spans = self._regions_to_spans(filter(None, (region.intersection(screen) for region in dirty)))
        parts = [part for block in _blocks(spans) for part in self._paint(block)]
        if not parts:
            return None
        parts.sort(key=lambda part: (part.y, part.x))
        return Update(parts)

    def _paint(self, block: Region) -> Iterator[Painted]:
        for widget, corner, seen in self._widgets_at(block):
            inside = seen.translate((-corner.x, -corner.y))
            for y, strip in enumerate(widget.render_lines(inside), seen.y):
                yield Painted(y, seen.x, strip)

    def _widgets_at(self, block: Region) -> Iterator[tuple[Widget, Region, Region]]:
        """The widgets that are seen within a block: each with its place on the screen, and where it is seen."""
        left = [block]
        for widget, (region, clip) in self.visible_widgets.items():  # those in front come first
            visible = region.intersection(clip)
            rest = []
            for part in left:
                if seen := part.intersection(visible):
                    yield widget, region, seen
                    rest += _without(part, seen)
                else:
                    rest.append(part)
            left = rest
            if not left:
                return


def _blocks(spans: Iterable[tuple[int, int, int]]) -> list[Region]:
    """Spans (line, first cell, cell after the last one) from the top on as few rectangles."""
    done: list[Region] = []
    growing: dict[tuple[int, int], tuple[int, int]] = {}
    for y, x1, x2 in spans:
        top, height = growing.get((x1, x2), (y, 0))
        if top + height != y:
            done.append(Region(x1, top, x2 - x1, height))
            top, height = y, 0
        growing[x1, x2] = top, height + 1
    return done + [Region(x1, top, x2 - x1, height) for (x1, x2), (top, height) in growing.items()]


def _without(whole: Region, part: Region) -> list[Region]:
    """What is left of a rectangle without a rectangle that lies in it."""
    around = (
        Region(whole.x, whole.y, whole.width, part.y - whole.y),
        Region(whole.x, part.bottom, whole.width, whole.bottom - part.bottom),
        Region(whole.x, part.y, part.x - whole.x, part.height),
        Region(part.right, part.y, whole.right - part.right, part.height),
    )
    return [region for region in around if region]

"""The reviews that were held, the latest first; each opens its minutes."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from typing import TYPE_CHECKING

from okrtui.plan.dates import format_moment
from okrtui.plan.entities import Decision, Review
from okrtui.plan.model import when
from okrtui.tui.commands import key_of
from okrtui.tui.minutespage import minutes_lines, summary
from okrtui.tui.paint import Line, both_ends
from okrtui.tui.rows import count
from okrtui.tui.screens.listing import Listing
from okrtui.tui.screens.page import Page
from okrtui.tui.text import clip, plain
from okrtui.tui.widgets.rowlist import Row

if TYPE_CHECKING:
    from okrtui.tui.screens.main import MainScreen


class ReviewsScreen(Listing):
    """All reviews of the plan; one that was left half-way says so."""

    def __init__(self, main: MainScreen) -> None:
        super().__init__(main)
        self._found: dict[str, Review] = {}

    def on_mount(self) -> None:
        """Begin on the latest."""
        self.call_after_refresh(self.begin)

    # -- what is shown

    def heading(self) -> Line:
        """What it is, and how many there are."""
        held = sum(row.finished for row in self._all())
        return [("Reviews", "accent"), (f"  {held} held" if held else "", "dim")]

    def _all(self) -> list[Review]:
        return sorted(self.main.plan.table(Review).values(), key=lambda row: (when(row.at), row.id), reverse=True)

    def make(self, cells: int) -> Sequence[Row]:
        """Two lines for each review: its day and what was decided, and what it was about."""
        self._found = {f"row {row.id}": row for row in self._all()}
        self.stops = set(self._found)
        if not self._found:
            text = f"No review was held yet. {key_of('review')} on the main screen begins one."
            return [Row.of_line("none", [(text, "strong")])]
        rows = []
        for key, review in self._found.items():
            decided = len(self.main.plan.children(Decision, review.id))
            right = count(decided, "decision") if decided else ""
            day = format_moment(review.at, self.main.world.today) if review.at else "on a day that is not known"
            rows.append(Row.of_line(key, both_ends([(day, "strong")], [(right, "dim")], cells)))
            about = summary(review.minutes) if review.finished else "left half-way"
            rows.append(
                Row.of_line(f"below {key}", [("  ", ""), (clip(plain(about or "without minutes"), cells - 2), "dim")])
            )
        return rows

    def offered(self) -> list[tuple[str, str]]:
        """Opening, where there is something to open."""
        return [*([("list_open", "minutes")] if self.here else []), ("list_leave", "back"), ("up down", "move")]

    # -- commands

    def action_open(self) -> None:
        """The minutes of the review under the cursor."""
        review = self._found.get(self.here)
        if review is None:
            return
        if not review.minutes.strip():
            self.tell("It has no minutes: it was left before its end." if not review.finished else "It has no minutes.")
            return
        day = format_moment(review.at, self.main.world.today) if review.at else ""
        self.app.push_screen(MinutesPage(f"Minutes of {day}".rstrip(), review.minutes))


class MinutesPage(Page):
    """The minutes of a review; a copy of it is their Markdown."""

    def __init__(self, title: str, minutes: str) -> None:
        super().__init__(title, partial(minutes_lines, minutes))
        self._minutes = minutes

    def action_copy(self) -> None:
        """Copy the minutes as Markdown."""
        from okrtui.tui.clipboard import copied

        self.app.copy_to_clipboard(self._minutes)
        self._tell(copied("as Markdown"))

"""What a review shows: a page, the line of its list, what could not be taken. It knows no widget."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from okrtui.plan.entities import KeyResult
from okrtui.plan.errors import PlanError
from okrtui.plan.reviewing import Shares
from okrtui.plan.reviewnews import News
from okrtui.tui.paint import Line
from okrtui.tui.reviewanswers import KPI_NAMES, NAMES
from okrtui.tui.reviewdesk import Desk, Texts
from okrtui.tui.reviewframe import Keys, Opening, offers, place_of
from okrtui.tui.reviewpages import Pages
from okrtui.tui.reviewrun import END, LAST, OPEN, WELL, WORDS, key_result_of, kpi_of
from okrtui.tui.text import wrap


class Shown:
    """The page of a review that is in front. Lists and the minutes have a line (`cursor`) from which they are shown."""

    def __init__(self, desk: Desk, opening: Opening) -> None:
        self.desk = desk
        self.opening = opening
        self.page = OPEN
        self.cursor = 0
        self.minutes = ""
        self.complaint = ""
        """What could not be taken, as a sentence; empty when all could."""

    def open(self, page: str) -> None:
        """Turn to a page; to the last one finishes the review."""
        self.page, self.cursor, self.complaint = page, 0, ""
        if page != OPEN:
            self.desk.run.page = page
        if page == END:
            try:
                self.minutes = self.desk.finish()
            except PlanError as error:
                self.complaint = str(error)
        self.desk.read_history(page)

    def add_news(self, news: tuple[News, ...]) -> bool:
        """Take what changed since the last review onto the opening card; whether that is to be shown anew."""
        if news == self.opening.news:
            return False
        self.opening = replace(self.opening, news=news)
        return self.page == OPEN

    # -- what there is

    @property
    def fields(self) -> tuple[str, ...]:
        """The names of the page's fields; none where words are asked for, or nothing."""
        if self.page == WELL:
            return ("value",)
        return NAMES if key_result_of(self.page) else KPI_NAMES if kpi_of(self.page) else ()

    @property
    def is_list(self) -> bool:
        """Whether its fields stand right under a list."""
        return self.page == WELL or bool(kpi_of(self.page))

    @property
    def place(self) -> str:
        """Where the review is, for the heading."""
        return place_of(self.desk.run, self.page, self.desk.world)

    @property
    def shares(self) -> Shares | None:
        """The time that is left; None on the cards, whose time is nobody's."""
        return None if self.page in (OPEN, END) else self.desk.shares(self.page)

    def offers(self) -> Keys:
        """What can be done on the page, by keys."""
        return offers(self.desk.run, self.page, opening=self.opening, ticks=bool(self.desk.about(self.page)))

    # -- in lines

    @property
    def _pages(self) -> Pages:
        return Pages(self.desk.world, self.desk.run)

    def lines(self, cells: int, height: int) -> Sequence[Line]:
        """The page above its fields, for a size."""
        page, desk, pages = self.page, self.desk, self._pages
        if page == OPEN:
            return pages.opening(self.opening, cells, height)
        if page == LAST:
            return pages.last_time(desk.decisions, self.cursor, cells, height)
        if page == WELL:
            return pages.going_well(desk.well, self.cursor, desk.run.fields.get(WELL, {}), cells, height)
        if page == END:
            return pages.ending(self.minutes, self.cursor, cells, height)
        if page in WORDS:
            return pages.words(page, cells)
        if kpi := kpi_of(page):
            return pages.kpis(desk.kpis, kpi, cells, height)
        row = desk.plan.find(key_result_of(page), KeyResult)
        return pages.key_result(row, page, cells, height) if row else [[("Another window has deleted it.", "dim")]]

    def said(self, texts: Texts, cells: int) -> list[Line]:
        """Below the fields, where these texts stand: what cannot be taken, else what the desk says."""
        said = [(self.complaint, "bad")] if self.complaint else self.desk.says(self.page, texts)
        if len(said) == 1:
            return [[(text, said[0][1])] for text in wrap(said[0][0], cells, 2)]
        return [said]

    def all_news(self, cells: int) -> list[Line]:
        """All that changed since the last review."""
        return self._pages.news(self.opening.news, cells)

    # -- along the lines

    def move(self, step: int, cells: int, height: int) -> bool:
        """Along the decisions of last time, or through the minutes in that size; whether there is such a list here."""
        if self.page == LAST:
            last = len(self.desk.decisions) - 1
        elif self.page == END:
            last = len(self._pages.ending(self.minutes, 0, cells, 10_000)) - height
        else:
            return False
        self.cursor = max(min(self.cursor + step, last), 0)
        return True

    def turn_here(self) -> bool:
        """Tick the decision under the cursor, or untick it; whether there is one."""
        if self.page != LAST or self.cursor >= len(self.desk.decisions):
            return False
        self.desk.turn(self.desk.decisions[self.cursor])
        return True

    def tick(self) -> bool:
        """Tick the next open decision about the page's item, or open the last again; whether there is one."""
        if self.page == LAST:
            return self.turn_here()
        about = self.desk.about(self.page)
        if about:
            undone = [one for one in about if not self.desk.run.ticks.get(one.id, one.done)]
            self.desk.turn(undone[0] if undone else about[-1])
        return bool(about)

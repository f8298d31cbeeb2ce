"""What was read from Markdown, into a plan: one edit that adds what the plan does not hold yet."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from okrtui.exchange.importing import Import, is_fresh
from okrtui.exchange.line_values import LineValues
from okrtui.exchange.line_words import row_words
from okrtui.exchange.listing import ChangeLine, changes
from okrtui.exchange.markdown_in.model import Document, Line, Period
from okrtui.exchange.markdown_in.periods import Calendar, period_in
from okrtui.exchange.running import Running, running
from okrtui.exchange.wording import counted, name_of
from okrtui.plan import edits
from okrtui.plan.changes import Change, Edit, Insert, Set
from okrtui.plan.cycling import new_cycle
from okrtui.plan.entities import Cycle, Entity, Initiative, KeyResult, Kpi, Objective, Priority, Root
from okrtui.plan.errors import PlanError
from okrtui.plan.ids import is_id
from okrtui.plan.lookup import find
from okrtui.plan.model import Plan, parent_of
from okrtui.plan.naming import quote, title_field, title_of
from okrtui.plan.quarters import Quarter, current_cycle, nearest_quarter
from okrtui.plan.settings import MethodSettings


@dataclass(frozen=True, slots=True)
class Where:
    """Where lines go that do not say it themselves."""

    today: date
    method: MethodSettings
    cycle: str = ""
    """Name or id of the cycle that everything goes to, whatever the document says; empty: where it says."""
    shown: str = ""
    """Id of the cycle for what names no quarter, or the name of a quarter; empty: the plan's current one, or the
    nearest quarter.
    """
    objective: str = ""
    """Id of the objective for key results below none; empty: they are left out."""


@dataclass(frozen=True, slots=True)
class Lines:
    """What importing the lines of a document would do."""

    found: Import
    rows: Mapping[int, str]
    """The id of the row that each line becomes or is recognised as, by its place in the document."""
    there: frozenset[int]
    """Places of the lines that the plan holds already."""
    left: frozenset[int]
    """Places of the lines that cannot be taken: they stand below nothing that they may belong to, or say another
    strategy than the plan's."""
    fresh: bool
    """The plan had no rows of its own yet."""
    words: Mapping[int, str] = field(default_factory=dict)
    """What will be stored besides its text of each line that comes: "12 % -> 4 %, by 31 Dec, Jonas"; by its place."""
    doubts: Mapping[int, str] = field(default_factory=dict)
    """What is doubtful or unread in the numbers of a line that comes, as clauses; by its place."""
    running: Running | None = None
    """What comes into a quarter that is running already."""

    def doubtful(self, document: Document) -> list[int]:
        """Places of the lines that are worth a look, for their kind or for their numbers.

        What the user said of a line is certain, and settles both.
        """
        lines = document.lines
        return [
            place
            for place, line in enumerate(lines)
            if line.doubtful or (place in self.doubts and line.kind != "skip" and line.certainty < 1)
        ]

    @property
    def counts(self) -> list[str]:
        """What would come, in words: "1 objective", "3 key results", "the strategy"."""
        changed = self.found.edit.changes
        kinds = Counter(type(change.entity) for change in changed if isinstance(change, Insert))
        shown = (Objective, KeyResult, Kpi, Initiative, Priority)
        words = [counted(kinds[cls], cls) for cls in shown if kinds[cls]]
        return [*words, *(["the strategy"] if any(change.table == Root.TABLE for change in changed) else [])]


def import_lines(plan: Plan, document: Document, where: Where, *, source: str) -> Lines:
    """The edit that brings the lines of a document into a plan, which is left as it is.

    A text that stands there already, in the same cycle or below the same objective, is recognised and stays as it is.
    Raises `PlanError` for a cycle that cannot be found or made.
    """
    into = _Into(plan, document, where)
    into.take_all()
    edit = Edit(f"import {source}", tuple(into.changes), into.first)
    lines = [*changes(plan, into.then, edit), *into.kept]
    found = Import(edit, lambda: lines, lambda: document.as_json(into.doubts), (*document.notes, *into.notes))
    left = frozenset((*into.homeless, *into.beaten))
    words = {
        place: said
        for place, row in into.new
        if (said := row_words(into.then.get(row), where.today, why="why" in document.lines[place].fields))
    }
    late = running(document, into.then, into.new, where.method.fiscal_year_start)
    return Lines(found, into.rows, frozenset(into.there), left, is_fresh(plan), words, into.doubts, late)


class _Into:
    """Adds line after line to a copy of the plan."""

    def __init__(self, plan: Plan, document: Document, where: Where) -> None:
        self.then = Plan(plan.rows())
        self._plan = plan
        self._document = document
        self._where = where
        self._said = LineValues(self.then, where.today, where.method, document.numerals)
        self.doubts: dict[int, str] = {}
        """What is doubtful in the numbers of a line."""
        self.changes: list[Change] = []
        self.kept: list[ChangeLine] = []
        self.notes: list[str] = []
        self.first = ""
        self.rows: dict[int, str] = {}
        """The row that each line became, or was recognised as."""
        self.there: set[int] = set()
        self.new: list[tuple[int, str]] = []
        """Places of the lines that come, and their rows."""
        self._texts: dict[tuple[str, str, str], str] = {}
        self.homeless: list[int] = []
        self.beaten: list[int] = []
        """Lines with another strategy than the plan's, which stays."""
        for cls in (Priority, Objective, KeyResult, Initiative, Kpi):
            for row in self.then.table(cls).values():
                self._texts.setdefault(self._key(cls, parent_of(row), title_of(row)), row.id)
        self._all = self._cycle_named(where.cycle) if where.cycle else ""

    def take_all(self) -> None:
        """Add all lines, those first that others belong to."""
        place = {id(line): number for number, line in enumerate(self._document.lines)}
        for kind in ("strategy", "priority", "objective", "key_result", "kpi", "initiative"):
            for line in self._document.items:
                if line.kind == kind:
                    self._take(line, place[id(line)])
        for line in self._document.items:
            if line.kind == "why":
                self._explain(line, place[id(line)])
        if self.homeless:
            count = len(self.homeless)
            numbers = [str(self._document.lines[place].line) for place in self.homeless[:6]]
            where = f"{', '.join(numbers)}{' …' if count > 6 else ''}"
            what = f"Line {where} stands" if count == 1 else f"Lines {where} stand"
            self.notes.append(f"{what} below no objective or key result, and cannot be taken.")

    def _take(self, line: Line, place: int) -> None:
        if line.kind == "strategy":
            self._strategy(line, place)
            return
        cls = {"priority": Priority, "objective": Objective, "key_result": KeyResult, "kpi": Kpi}.get(
            line.kind, Initiative
        )
        parent = self._parent(line, cls)
        if parent is None:
            self.homeless.append(place)
            return
        key = self._key(cls, parent, line.text)
        known = self._texts.get(key)
        if known is not None:
            self.rows[place] = known
            row = self.then.get(known)
            self.there.add(place)
            if self._plan.item(known) is not None:
                self.kept.append(ChangeLine("keep", f"{name_of(self.then, row)}, which is there already", known))
            return
        above = self.rows.get(line.parent) if line.parent is not None else None
        found = self._said.of(line, cls, parent, above)
        if found.doubts:
            self.doubts[place] = "; ".join(found.doubts)
        edit = edits.add(self.then, cls, parent=parent, **{title_field(cls): line.text, **found.values})
        self._do(edit)
        self._texts[key] = edit.item
        self.rows[place] = edit.item
        self.new.append((place, edit.item))
        if not self.first or (cls is KeyResult and not isinstance(self.then.item(self.first), KeyResult)):
            self.first = edit.item

    def _do(self, edit: Edit) -> None:
        self.then.apply(edit.changes)
        self.changes += edit.changes

    def _key(self, cls: type[Entity], parent: str, text: str) -> tuple[str, str, str]:
        return cls.TABLE, parent, " ".join(text.split()).casefold().rstrip(".")

    def _explain(self, line: Line, place: int) -> None:
        """Give an objective its reason, after what the document says of it before; one that the plan has stays."""
        above = self.rows.get(line.parent, "") if line.parent is not None else ""
        row = self.then.find(above, Objective) if above else None
        if row is None:
            self.homeless.append(place)
            return
        self.rows[place] = row.id
        held = row.why
        if " ".join(line.text.split()).casefold() in " ".join(held.split()).casefold():
            self.there.add(place)
            return
        known = self._plan.find(row.id, Objective)
        if known is not None and known.why.strip():
            self.beaten.append(place)
            self.notes.append(f"{quote(row.title)} has a why already, so {quote(line.text)} is left out.")
            return
        why = f"{held} {line.text}" if held else line.text
        change = Set(Objective.TABLE, row.id, "why", held, why)
        self.then.apply((change,))
        if known is None:  # it comes with this edit, so that there is nothing to change in it
            at = next(at for at, one in enumerate(self.changes) if isinstance(one, Insert) and one.row == row.id)
            self.changes[at] = Insert(self.then.get(row.id))
        else:
            self.changes.append(change)

    # -- what a line belongs to

    def _parent(self, line: Line, cls: type[Entity]) -> str | None:
        """The id of the row above; empty for kinds without one, None when there is none for this line."""
        if cls is Objective:
            return self._cycle_of(line.period)
        if cls is KeyResult:
            above = self.rows.get(line.parent, "") if line.parent is not None else ""
            return above or (self._where.objective if line.parent is None else "") or None
        if cls is Initiative:
            return self._result_for(line)
        return ""

    def _result_for(self, line: Line) -> str | None:
        """The key result of an initiative; the first of the objective when it names none."""
        above = self.rows.get(line.parent, "") if line.parent is not None else ""
        row = self.then.item(above) if above else None
        if isinstance(row, Objective):
            results = self.then.key_results(row.id)
            return results[0].id if results else None
        return above or None

    def _cycle_of(self, period: Period | None) -> str:
        if self._all:
            return self._all
        if period is not None:
            return self._cycle_for(Quarter(period.name, period.start, period.end))
        shown = self._where.shown
        if shown and (self.then.find(shown, Cycle) or not is_id(shown, Cycle)):
            return self._cycle_named(shown)
        current = current_cycle(self.then, self._where.today)
        if current is not None:
            return current.id
        return self._cycle_for(nearest_quarter(self._where.today, self._where.method.fiscal_year_start))

    def _cycle_for(self, quarter: Quarter) -> str:
        edit = new_cycle(self.then, quarter)
        if edit:
            self._do(edit)
        return edit.item

    def _cycle_named(self, name: str) -> str:
        """The cycle that the user named; a quarter that the plan has not yet is made."""
        try:
            return (self.then.find(name, Cycle) or find(self.then, Cycle, name)).id
        except PlanError:
            calendar = Calendar(self._where.today, self._where.method.fiscal_year_start)
            period = period_in(name, calendar, years=True)
            if period is None:
                raise
            return self._cycle_for(Quarter(period.name, period.start, period.end))

    # -- what a line says

    def _strategy(self, line: Line, place: int) -> None:
        held = self.then.root.statement
        self.rows[place] = Root.TABLE
        if _same(line.text, held) or line.text.casefold() in held.casefold():
            self.there.add(place)
            if self._plan.root.statement:
                self.kept.append(ChangeLine("keep", "the strategy, which is there already", Root.TABLE))
            return
        if self._plan.root.statement:
            self.beaten.append(place)
            self.notes.append(f"The plan has a strategy already, so {quote(line.text)} is left out.")
            return
        text = f"{held} {line.text}" if held else line.text
        self._do(Edit("", (Set(Root.TABLE, self.then.root.id, "statement", held, text),)))


def _same(one: str, other: str) -> bool:
    return " ".join(one.split()).casefold() == " ".join(other.split()).casefold()

"""The cycles that the rows of a table belong to: those of the plan, known again by name or by quarter, and new ones."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from okrtui.exchange.csv_columns import TableWishes
from okrtui.exchange.errors import BadInput
from okrtui.exchange.markdown_in.periods import Calendar, period_in
from okrtui.plan.entities import Cycle
from okrtui.plan.errors import PlanError
from okrtui.plan.ids import is_id
from okrtui.plan.lookup import find
from okrtui.plan.model import Plan
from okrtui.plan.quarters import current_cycle, nearest_quarter

_LONGEST = 60
"""Characters of a name in which a quarter is looked for."""


class Cycles:
    """Finds and makes cycles. In a table of ours names are exactly what they say; in others "Q2 2026" is 2026-Q2."""

    def __init__(
        self, plan: Plan, today: date, fiscal_year_start: int, wishes: TableWishes, source: str, *, ours: bool
    ) -> None:
        self._plan = plan
        if wishes.cycle and ours:
            raise BadInput(
                source, "", "This table of okrtui says by id to which cycle each row belongs; expected no other cycle."
            )
        self._calendar = Calendar(today, fiscal_year_start)
        self._wanted = wishes.cycle
        self._shown = wishes.shown
        self._source = source
        self._ours = ours
        self._tables: dict[str, dict[str, Any]] = {}
        self._keys: dict[tuple[str, str], str] = {}
        self._spans: dict[str, tuple[date, date] | None] = {}
        self.assumed = ""
        """The cycle of rows that name none, once there was one; the one that is wanted for all."""

    def tables(self) -> list[dict[str, Any]]:
        """The cycles of all rows so far, in the order of the file."""
        return list(self._tables.values())

    def of(self, row: Mapping[str, Any]) -> tuple[dict[str, Any], str, int]:
        """The table of a row's cycle, a key of its own, and its number in the file."""
        key = self._key(row)
        return self._tables[key], key, list(self._tables).index(key)

    def span(self, row: Mapping[str, Any]) -> tuple[date, date] | None:
        """First and last day of a row's cycle."""
        return self._spans[self._key(row)]

    def _key(self, row: Mapping[str, Any]) -> str:
        named = str(row.get("cycle_id", "")), str(row.get("cycle", ""))
        if named not in self._keys:
            self._keys[named] = self._add(*named)
        return self._keys[named]

    def _add(self, named: str, name: str) -> str:
        given = named if is_id(named, Cycle) else ""
        if self._wanted or not (given or name):
            usual, name = self._usual()
            given = usual.id if usual else ""
            self.assumed = usual.name if usual else name
        if not given:
            given = self._known(name)
        held = self._plan.find(given, Cycle) if given else None
        key = given or name
        if key not in self._tables:
            self._tables[key], self._spans[key] = self._made(given, name, held)
        return key

    def _made(self, given: str, name: str, held: Cycle | None) -> tuple[dict[str, Any], tuple[date, date] | None]:
        made: dict[str, Any] = {"id": given} if given else {}
        if held is not None and not self._ours:
            return made, (held.start, held.end) if held.start and held.end else None
        period = period_in(name, self._calendar, years=True) if len(name) < _LONGEST else None
        if name:
            made["name"] = period.name if period and not self._ours else name
        if held is None and period is not None:
            made |= {"start": period.start.isoformat(), "end": period.end.isoformat()}
        return made, (period.start, period.end) if period else None

    def _known(self, name: str) -> str:
        """The id of the plan's cycle that a name means; empty when there is none."""
        same = [cycle for cycle in self._plan.cycles if cycle.name == name]
        if not same and not self._ours and len(name) < _LONGEST:
            period = period_in(name, self._calendar, years=True)
            same = [
                cycle
                for cycle in self._plan.cycles
                if period and (cycle.name == period.name or (cycle.start, cycle.end) == (period.start, period.end))
            ]
        return same[0].id if same else ""

    def _usual(self) -> tuple[Cycle | None, str]:
        """The cycle that is wanted, or that of rows that name none; its name where it is new. Raises `BadInput`."""
        if not self._wanted:
            held = self._plan.find(self._shown, Cycle) or current_cycle(self._plan, self._calendar.today)
            return held, "" if held else nearest_quarter(self._calendar.today, self._calendar.fiscal_year_start).name
        try:
            return find(self._plan, Cycle, self._wanted), ""
        except PlanError as error:
            if period_in(self._wanted, self._calendar, years=True) is None:
                raise BadInput(self._source, "", f"{error} A quarter such as 2026-Q2 is made.") from None
            return None, self._wanted

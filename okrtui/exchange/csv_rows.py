"""The rows of a table as the cycles, objectives, key results and KPIs of a plan's file."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from okrtui.exchange.csv_cells import Cells
from okrtui.exchange.csv_columns import KPI_COLUMNS, KR_COLUMNS, TableWishes, plain_name
from okrtui.exchange.csv_cycles import Cycles
from okrtui.exchange.csv_facts import said_by
from okrtui.exchange.csv_text import Sheet, listed_lines
from okrtui.exchange.positions import Position
from okrtui.exchange.shape import FORMAT, FORMAT_KEY
from okrtui.plan.entities import KeyResult, Kpi, Objective
from okrtui.plan.ids import is_id
from okrtui.plan.model import Plan
from okrtui.plan.settings import MethodSettings

_KINDS = {"kpi": "kpi", "metric": "kpi", "health metric": "kpi", "objective": "objective", "goal": "objective"}
_KINDS |= dict.fromkeys(("initiative", "task", "action", "project", "strategy", "theme"), "other")
_NO_OBJECTIVE = "Key results without an objective"


class Rows:
    """What the rows of a sheet say, as the tables of a file; `notes` says what was done with odd ones."""

    def __init__(
        self,
        sheet: Sheet,
        cells: Cells,
        columns: Mapping[str, str],
        plan: Plan,
        today: date,
        method: MethodSettings,
        wishes: TableWishes,
    ) -> None:
        self._ours = sheet.ours
        self._cells = cells
        self._plan = plan
        self._today = today
        self._method = method
        self._cycles = Cycles(plan, today, method.fiscal_year_start, wishes, cells.source, ours=sheet.ours)
        self._kpis_only = any(plain_name(name).startswith("kpi") for name, to in columns.items() if to == "title")
        self._current = next((name for name, to in columns.items() if to == "current"), "")
        self._dated = "updated" in columns.values()
        self._moved = bool(wishes.cycle)
        self._carried: dict[str, str] = {}
        self._objectives: dict[tuple[str, str], dict[str, Any]] = {}
        self._results: dict[tuple[int, str], dict[str, Any]] = {}
        self._kpis: dict[str, dict[str, Any]] = {}
        self._repeated: list[int] = []
        self._homeless: list[int] = []
        self.places: dict[str, Position] = {}
        """Where what a path names stands in the file."""
        self.notes: list[str] = []

    def data(self) -> dict[str, Any]:
        """The tables of a file that say the same."""
        skipped = [line for line, row in self._cells.rows() if not self._take(line, row)]
        self._note(skipped)
        made: dict[str, Any] = {FORMAT_KEY: FORMAT}
        if cycles := self._cycles.tables():
            made["cycles"] = cycles
        if self._kpis:
            made["kpis"] = list(self._kpis.values())
        return made

    def _note(self, skipped: list[int]) -> None:
        if skipped:
            count = "A row" if len(skipped) == 1 else f"{len(skipped)} rows"
            self.notes.append(f"{count} without a title, or of another kind, left out: {listed_lines(skipped)}.")
        if self._repeated:
            what = f"What {listed_lines(self._repeated)} repeats" if len(self._repeated) == 1 else "Repeated rows"
            where = "" if len(self._repeated) == 1 else f" ({listed_lines(self._repeated)})"
            self.notes.append(f"{what}{where} was taken for later values of the same key result or KPI.")
        if self._homeless:
            where = listed_lines(self._homeless)
            self.notes.append(f"No objective is named on {where}: what stands there goes to “{_NO_OBJECTIVE}”.")
        if self._current and not self._dated and not self._ours:
            self.notes.append(f"Values in “{self._current}” are taken as of today.")
        if named := self._cycles.assumed:
            which = "All rows" if self._moved else "Rows that name no cycle"
            self.notes.append(f"{which} go to {named}.")

    def _take(self, line: int, row: dict[str, Any]) -> bool:
        said = str(row.get("type", "")).strip().casefold()
        kind = _KINDS.get(said, "kpi" if not said and self._kpis_only else "kr")
        if kind == "other":
            return False
        if kind == "objective":
            row["objective"] = row.pop("title", "") or row.get("objective", "")
        if not self._ours:
            self._carry(row)
        if kind == "objective" or (not self._ours and not row.get("title")):
            return self._lone_objective(line, row, owned=kind == "objective")
        if kind == "kpi":
            self._kpi(line, row)
        else:
            self._result(line, row)
        return True

    def _carry(self, row: dict[str, Any]) -> None:
        """In sheets for people a cycle and an objective often stand in their first row only."""
        for name in ("cycle", "objective"):
            if row.get(name):
                self._carried[name] = row[name]
            elif name in self._carried:
                row[name] = self._carried[name]

    # -- KPIs

    def _kpi(self, line: int, row: dict[str, Any]) -> None:
        title = str(row.get("title", ""))
        own = str(row.get("id", ""))
        key = own or (f"“{title.casefold()}" if not self._ours else f"#{line}")
        made = self._kpis.get(key)
        if made is not None and not self._ours:
            self._repeated.append(line)
        else:
            key = f"{key}#{line}" if made is not None else key
            made = self._kpis[key] = self._new_kpi(line, own, title)
        if "title" in row:
            made["name"] = row["title"]
        made |= {name: row[name] for name in KPI_COLUMNS if name in row}
        if "current" in row or "updated" in row:
            value = {"value": row["current"]} if "current" in row else {}
            _add_value(made.setdefault("measurements", []), {"at": self._at(row), **value})

    def _new_kpi(self, line: int, own: str, title: str) -> dict[str, Any]:
        self.places[f"kpis[{len(self._kpis)}]"] = Position(line, 1)
        if is_id(own, Kpi):
            return {"id": own}
        known = next((kpi for kpi in self._plan.kpis if kpi.name == title), None)
        return {"id": known.id} if known else {}

    # -- key results

    def _result(self, line: int, row: dict[str, Any]) -> None:
        objective, path, above = self._objective(line, row)
        results = objective.setdefault("key_results", [])
        title = str(row.get("title", ""))
        own = str(row.get("id", ""))
        key = (id(objective), own or (f"“{title.casefold()}" if not self._ours else f"#{line}"))
        made = self._results.get(key)
        if made is not None and not self._ours:
            self._repeated.append(line)
        else:
            self.places[f"{path}.key_results[{len(results)}]"] = Position(line, 1)
            made = self._results[key] = self._new_result(own, title, above)
            results.append(made)
        made |= {name: row[name] for name in ("title", *KR_COLUMNS) if name in row}
        if not self._ours and "id" not in made:
            made |= said_by(made, self._cycles.span(row), self._today, self._method)
        if check_in := self._check_in(str(made.get("id", "")), row):
            _add_value(made.setdefault("check_ins", []), check_in)

    def _new_result(self, own: str, title: str, above: str) -> dict[str, Any]:
        if is_id(own, KeyResult):
            return {"id": own}
        known = self._plan.key_results(above) if above else ()
        same = next((result for result in known if result.title == title), None)
        return {"id": same.id} if same else {}

    def _at(self, row: Mapping[str, Any]) -> str:
        return str(row.get("updated", self._today.isoformat()))

    def _check_in(self, result: str, row: dict[str, Any]) -> dict[str, Any]:
        """The value of a key result; one that a KPI measures keeps no number of its own."""
        measured = "measured_by" in row
        made = {"confidence": row["confidence"]} if "confidence" in row else {}
        if "current" in row and not measured:
            made["value"] = row["current"]
        if measured:
            held = self._plan.check_ins(result)
            if not made or (held and held[-1].confidence == made["confidence"]):
                return {}
        elif not made and ("updated" not in row or not self._ours):
            return {}
        return {"at": self._at(row), **made}

    # -- objectives

    def _lone_objective(self, line: int, row: dict[str, Any], *, owned: bool) -> bool:
        """An objective whose key results stand in the rows below it, or that has none; whether there is one."""
        if not row.get("objective"):
            return False
        made, _, above = self._objective(line, row)
        if owned and row.get("owner") and not above:
            made["owner"] = row["owner"]
        return True

    def _objective(self, line: int, row: dict[str, Any]) -> tuple[dict[str, Any], str, str]:
        """The objective of a row, its path, and its id in the plan if it is there."""
        cycle, key, number = self._cycles.of(row)
        if not self._ours and "objective" not in row:
            self._homeless.append(line)
        title = row.get("objective", "" if self._ours else _NO_OBJECTIVE)
        named = row.get("objective_id", "")
        given = named if is_id(str(named), Objective) else ""
        if not given:
            there = self._plan.objectives(cycle["id"]) if "id" in cycle else ()
            given = next((objective.id for objective in there if objective.title == title), "")
        objectives = cycle.setdefault("objectives", [])
        made = self._objectives.get((key, given or title))
        if made is None:
            made = {"id": given} if given else {}
            made |= {"title": title} if title else {}
            self._objectives[key, given or title] = made
            objectives.append(made)
        at = next(number for number, one in enumerate(reversed(objectives)) if one is made)
        return made, f"cycles[{number}].objectives[{len(objectives) - 1 - at}]", given


def _add_value(values: list[dict[str, Any]], value: dict[str, Any]) -> None:
    """Add a value to those of its row; a second one of the same moment corrects the first."""
    values[:] = [held for held in values if held["at"] != value["at"]] + [value]

"""A table in: its rows become the tables of a plan's file, which `okrtui.exchange.document` checks."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from okrtui.exchange.csv_cells import Cells
from okrtui.exchange.csv_columns import COLUMNS, IGNORED, column_of, plain_name
from okrtui.exchange.csv_text import Sheet, read_sheet
from okrtui.exchange.document import Document, read
from okrtui.exchange.errors import BadInput
from okrtui.exchange.positions import Position
from okrtui.exchange.shape import FORMAT, FORMAT_KEY
from okrtui.plan.entities import Cycle, KeyResult, Kpi, Objective
from okrtui.plan.ids import is_id
from okrtui.plan.model import Plan
from okrtui.plan.quarters import quarter, quarter_of

_KR = ("metric", "unit", "direction", "baseline", "target", "due", "owner", "grade", "measured_by")
_KPI: tuple[str, ...] = (
    "unit",
    "direction",
    "owner",
    "category",
    "timing",
    "cadence",
    "healthy_low",
    "healthy_high",
    "warn_low",
)
_KPI += ("warn_high", "source", "action")
_KINDS = {"kpi": "kpi", "metric": "kpi", "health metric": "kpi", "objective": "objective", "goal": "objective"}
_KINDS |= dict.fromkeys(("initiative", "task", "action", "project", "strategy", "theme"), "other")
_QUARTER = re.compile(r"(?i)(?:.*?(?P<y1>20\d\d)\D*?q(?P<q1>[1-4])|.*?q(?P<q2>[1-4])\D*?(?P<y2>20\d\d)).*")
_NO_OBJECTIVE = "Key results without an objective"


@dataclass(frozen=True, slots=True)
class Table:
    """A table that was read: the document it makes up, which heading was taken for what, and what is to be said."""

    document: Document
    columns: dict[str, str]
    """Our column by heading, in the order of the file; empty for one that is left out."""
    notes: tuple[str, ...]


def loads(
    data: bytes,
    source: str,
    *,
    plan: Plan,
    today: date,
    columns: Mapping[str, str] | None = None,
    cycle: str = "",
) -> Table:
    """Read a table. Rows of ``plan`` are known again by id, or by their words where the table has no ids.

    ``columns`` says what headings stand for (an empty text leaves one out) where the guess would be wrong; ``cycle``
    is where key results go whose row names none. Raises `BadInput`.
    """
    sheet = read_sheet(data, source)
    found = _columns(sheet, source, columns or {})
    rows = _Rows(sheet, found, source, plan, today, cycle)
    document = read(rows.data(), source, quoted=True, places=rows.places)
    return Table(document, found, tuple(sheet.notes))


def _columns(sheet: Sheet, source: str, given: Mapping[str, str]) -> dict[str, str]:
    """What each heading stands for; of two for the same column the one that is given, or else the first."""
    wanted = {plain_name(heading): column for heading, column in given.items()}
    for heading, column in given.items():
        if column and column not in COLUMNS:
            raise BadInput(source, "", f"{column} is no column; expected one of {', '.join(COLUMNS)}.")
        if plain_name(heading) not in {plain_name(name) for name in sheet.headings}:
            raise BadInput(source, "", f"There is no column “{heading}”; there are {', '.join(sheet.headings)}.")
    made = {name: wanted[plain_name(name)] for name in sheet.headings if plain_name(name) in wanted}
    taken = set(made.values())
    # the word that says it best first: "Key result" before "Name"
    order = sorted(sheet.headings, key=lambda name: plain_name(name) in ("name", "description", "team", "date"))
    for name in order:
        if name not in made:
            column = column_of(name)
            made[name] = IGNORED if column in taken else column
            taken.add(column)
    if "title" not in taken:
        hint = "--map 'Their column=title' names it."
        raise BadInput(source, "", f"No column is known for the key results: {', '.join(sheet.headings)}. {hint}")
    left = [name for name in sheet.headings if name and not made[name]]
    if left:
        sheet.notes.append(f"Columns left out: {', '.join(left)}.")
    if len(set(sheet.headings)) < len(sheet.headings):
        sheet.notes.append("A heading stands there twice; the first of them was read.")
    return {name: made[name] for name in sheet.headings}


class _Rows:
    def __init__(self, sheet: Sheet, columns: dict[str, str], source: str, plan: Plan, today: date, cycle: str) -> None:
        self._sheet = sheet
        self._cells = Cells(sheet, columns, source, today)
        self._plan = plan
        self._today = today
        self._default = cycle
        self._kpis_only = any(plain_name(name).startswith("kpi") for name, to in columns.items() if to == "title")
        self._carried: dict[str, str] = {}
        self._cycles: dict[str, dict[str, Any]] = {}
        self._objectives: dict[tuple[str, str], dict[str, Any]] = {}
        self._kpis: list[dict[str, Any]] = []
        self.places: dict[str, Position] = {}

    def data(self) -> dict[str, Any]:
        """The tables of a file that say the same."""
        skipped = 0
        for line, row in self._cells.rows():
            skipped += not self._take(line, row)
        if skipped:
            self._sheet.notes.append(
                f"{skipped} row{'s' * (skipped > 1)} without a title, or of another kind, left out."
            )
        made: dict[str, Any] = {FORMAT_KEY: FORMAT}
        if self._cycles:
            made["cycles"] = list(self._cycles.values())
        if self._kpis:
            made["kpis"] = self._kpis
        return made

    def _take(self, line: int, row: dict[str, Any]) -> bool:
        said = str(row.get("type", "")).strip().casefold()
        kind = _KINDS.get(said, "kpi" if not said and self._kpis_only else "kr")
        if kind == "other":
            return False
        if kind == "objective":
            self._carried = {"objective": str(row.get("title") or row.get("objective") or "")}
            return bool(self._carried["objective"])
        if not self._sheet.ours:
            self._carry(row)
            if not row.get("title"):
                return bool(row.get("objective"))
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

    def _kpi(self, line: int, row: dict[str, Any]) -> None:
        known = next((kpi for kpi in self._plan.kpis if kpi.name == row.get("title")), None)
        made: dict[str, Any] = {"id": known.id} if known else {}
        if is_id(str(row.get("id", "")), Kpi):
            made = {"id": row["id"]}
        self.places[f"kpis[{len(self._kpis)}]"] = Position(line, 1)
        if "title" in row:
            made["name"] = row["title"]
        made |= {name: row[name] for name in _KPI if name in row}
        if "current" in row or "updated" in row:
            value = {"value": row["current"]} if "current" in row else {}
            made["measurements"] = [{"at": row.get("updated", self._today.isoformat()), **value}]
        self._kpis.append(made)

    def _result(self, line: int, row: dict[str, Any]) -> None:
        objective, path, above = self._objective(row)
        results = objective.setdefault("key_results", [])
        self.places[f"{path}.key_results[{len(results)}]"] = Position(line, 1)
        known = self._plan.key_results(above) if above else ()
        same = next((result for result in known if result.title == row.get("title")), None)
        made: dict[str, Any] = {"id": same.id} if same else {}
        if is_id(str(row.get("id", "")), KeyResult):
            made = {"id": row["id"]}
        made |= {name: row[name] for name in ("title", *_KR) if name in row}
        if check_in := self._check_in(str(made.get("id", "")), row):
            made["check_ins"] = [check_in]
        results.append(made)

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
        elif not made and "updated" not in row:
            return {}
        return {"at": row.get("updated", self._today.isoformat()), **made}

    def _objective(self, row: dict[str, Any]) -> tuple[dict[str, Any], str, str]:
        """The objective of a row, its path, and its id in the plan if it is there."""
        cycle, key = self._cycle(row)
        ours = self._sheet.ours
        title = row.get("objective", "" if ours else _NO_OBJECTIVE)
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
        path = f"cycles[{list(self._cycles).index(key)}].objectives[{len(objectives) - 1 - at}]"
        return made, path, given

    def _cycle(self, row: dict[str, Any]) -> tuple[dict[str, Any], str]:
        named = str(row.get("cycle_id", ""))
        given = named if is_id(named, Cycle) else ""
        name = str(row.get("cycle", "")) or ("" if given else self._usual_cycle())
        if not given:
            given = next((cycle.id for cycle in self._plan.cycles if cycle.name == name), "")
        key = given or name
        if key not in self._cycles:
            made: dict[str, Any] = {"id": given} if given else {}
            made |= {"name": name} if name else {}
            if not self._plan.find(given, Cycle):
                made |= _dates(name)
            self._cycles[key] = made
        return self._cycles[key], key

    def _usual_cycle(self) -> str:
        active = next((cycle.name for cycle in self._plan.cycles if cycle.state == "active"), "")
        return self._default or active or quarter_of(self._today).name


def _dates(name: str) -> dict[str, str]:
    """First and last day of a new cycle whose name says its quarter."""
    found = _QUARTER.fullmatch(name.strip()) if len(name) < 40 else None
    if found is None:
        return {}
    span = quarter(int(found["y1"] or found["y2"]), int(found["q1"] or found["q2"]))
    return {"start": span.start.isoformat(), "end": span.end.isoformat()}

"""Random plans that may exist, for property tests: whatever the declarations allow, and nothing else."""

from __future__ import annotations

import random
from collections.abc import Callable
from datetime import date, datetime
from typing import Any

from hypothesis import strategies as st

from okrtui.exchange.rowids import content_id
from okrtui.exchange.shape import PRIORITIES, TABLES, Table
from okrtui.plan.changes import Insert
from okrtui.plan.entities import BY_TABLE, ROOT, CheckIn, Cycle, Entity, Kpi, Measurement, Root
from okrtui.plan.fields import Spec, specs
from okrtui.plan.ids import make_id, new_suffix
from okrtui.plan.model import Plan, parent_field

TEXTS = st.text(st.characters(exclude_characters="\0", exclude_categories=["Cs"]), min_size=1, max_size=30)
NUMBERS = st.floats(allow_nan=False, allow_infinity=False) | st.integers(-(10**6), 10**6).map(float)
DAYS = st.dates()
MOMENTS = st.dates() | st.datetimes()
COMMENTS = st.lists(
    st.text(st.characters(exclude_categories=["Cs", "Cc"]), max_size=20).map(lambda line: f"#{line}") | st.just(""),
    max_size=4,
).map(lambda lines: "\n".join(lines).strip("\n"))


@st.composite
def plans(draw: st.DrawFn) -> Plan:
    """A plan whose texts, numbers and days Hypothesis chooses, put together at random from one seed."""
    maker = _Maker(
        random.Random(draw(st.integers(0, 2**32))),
        draw(st.lists(TEXTS, min_size=1, max_size=6)),
        draw(st.lists(NUMBERS, min_size=1, max_size=6)),
        draw(st.lists(DAYS, min_size=1, max_size=6)),
        draw(st.lists(MOMENTS, min_size=1, max_size=6)),
    )
    return maker.plan(draw(COMMENTS))


class _Maker:
    def __init__(
        self,
        chance: random.Random,
        texts: list[str],
        numbers: list[float],
        days: list[date],
        moments: list[date | datetime],
    ) -> None:
        self._chance = chance
        self._texts = texts
        self._numbers = numbers
        self._days = days
        self._moments = moments
        self._suffixes: set[str] = set()
        self._rows: dict[str, dict[str, Entity]] = {table: {} for table in BY_TABLE}

    def plan(self, comments: str) -> Plan:
        root = self._values(Root, "")
        root["comments"] = comments
        root["review_cadence"] = root["review_cadence"] or "weekly"
        priorities, (cycles, kpis, *others) = PRIORITIES, TABLES
        for table in (priorities, kpis, cycles, *others):  # what is linked to comes first
            self._many(table, "")
        plan = Plan([Root(ROOT, **root)])
        plan.apply([Insert(row) for rows in self._rows.values() for row in rows.values()])
        return plan

    def _many(self, table: Table, parent: str) -> None:
        for _ in range(self._chance.choice((0, 1, 1, 2, 3))):
            row = self._row(table, parent)
            if row is None:
                continue
            for child in table.children:
                self._many(child, row)

    def _row(self, table: Table, parent: str) -> str | None:
        entity, rows = table.entity, self._rows[table.name]
        values = self._values(entity, parent)
        if table.has_id:
            row = make_id(entity, new_suffix(self._suffixes))
            self._suffixes.add(row.partition("-")[2])
        else:
            for name in ("at", "word", "code", "item", "field"):
                if name in values and values[name] in (None, "") and table.name != "dismissals":
                    values[name] = self._chance.choice(self._moments if name == "at" else self._texts)
            if "code" in values:
                values["code"] = values["code"] or "KR101"
            row = content_id(entity, parent, values, rows)
            if row in rows:
                return None
            if entity not in (CheckIn, Measurement):  # the app may have made ids of its own for these
                row = f"row{self._chance.getrandbits(60):x}"
        rows[row] = entity(row, **values)
        return row

    def _values(self, entity: type[Entity], parent: str) -> dict[str, Any]:
        values = {spec.name: self._value(spec) for spec in specs(entity)}
        if name := parent_field(entity.TABLE):
            values[name] = parent
        if entity is Cycle and values["start"] and values["end"]:
            values["start"], values["end"] = sorted((values["start"], values["end"]))
        if entity is Kpi:
            names = ("healthy_low", "warn_low", "warn_high", "healthy_high")
            known = [name for name in names if values[name] is not None]
            values.update(zip(known, sorted(values[name] for name in known), strict=True))
        return values

    def _value(self, spec: Spec) -> Any:
        makers: dict[str, Callable[[], Any]] = {
            "text": lambda: self._maybe(self._texts, ""),
            "number": lambda: self._number(spec),
            "date": lambda: self._maybe(self._days, None),
            "moment": lambda: self._maybe(self._moments, None),
            "flag": lambda: self._chance.random() < 0.5,
            "choice": lambda: self._choice(spec),
            "ref": lambda: self._maybe(self._texts if spec.loose else sorted(self._rows[spec.table]), None),
            "refs": lambda: tuple(self._chance.sample(known := sorted(self._rows[spec.table]), min(len(known), 2))),
            "position": lambda: self._chance.choice((1.0, 1.0, 2.5, -3.0, 1e300)),
            "parent": lambda: "",
        }
        return makers[spec.kind]()

    def _maybe(self, values: list[Any], nothing: Any) -> Any:
        return self._chance.choice(values) if values and self._chance.random() < 0.7 else nothing

    def _number(self, spec: Spec) -> float | None:
        value: float | None = self._maybe(self._numbers, None)
        if value is not None and spec.high is not None:
            return self._chance.choice((0.0, 0.5, spec.high))
        return value

    def _choice(self, spec: Spec) -> str | None:
        needed = spec.name in ("state", "written_by")
        return self._chance.choice(spec.choices) if needed else self._maybe(list(spec.choices), None)

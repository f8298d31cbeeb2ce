"""The texts and items of a plan with their places, as `check` names them: ``cycles[0].objectives[2].title``."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from okrtui.plan.entities import ROOT, Cycle, Entity, KeyResult, Objective, Root
from okrtui.plan.errors import PlanError
from okrtui.plan.model import Plan

if TYPE_CHECKING:
    from okrtui.exchange.document import Document

_LATER = (".md", ".markdown", ".csv", ".json")


@dataclass(frozen=True, slots=True)
class Source:
    """A plan, and where its items stand in the file that it came from."""

    path: str
    plan: Plan
    places: Mapping[str, str]
    """Paths such as ``cycles[0].objectives[2]`` by the ids of items."""
    document: Document | None = None
    """The file as text; None for a database."""
    redefined: Mapping[str, Sequence[date]] = field(default_factory=dict)
    """When KPIs got another meaning, by id; only the journal of a database knows."""

    def line(self, place: str) -> dict[str, int]:
        """Line and column of a place as the contract's keys; nothing for a database."""
        if self.document is None:
            return {}
        where = self.document.position(place) if place else None
        return {"line": where.line, "column": where.column} if where else {"line": 1, "column": 1}


def open_source(given: str | None) -> Source:
    """The plan that SOURCE names, a .toml file or a plan file; raises `PlanError` when it cannot be read."""
    from okrtui.cli.common import looking, plan_path
    from okrtui.cli.textfiles import is_plan_file

    suffix = Path(given).suffix.lower() if given is not None else ""
    if suffix in _LATER:
        raise PlanError(f"{given}: checking {suffix} comes with a later okrtui; expected a .db or .toml file, or -.")
    if given is not None and suffix == ".toml" and not is_plan_file(Path(given)):
        return _from_toml(given)
    path = plan_path(given)
    with looking(path) as session:
        plan = session.history_all()
        return Source(str(path), plan, dict(_places(plan)), redefined=session.redefined())


def _from_toml(given: str) -> Source:
    from okrtui.exchange import files, importing, toml_in

    document = toml_in.loads(files.read_text(Path(given)), given)
    places = {ROOT: "strategy", **{item.id: item.path for item in document.items}}
    return Source(given, importing.to_plan(document), places, document)


def _places(plan: Plan) -> Iterator[tuple[str, str]]:
    """The paths that the items of a plan have in its TOML file."""
    yield ROOT, "strategy"
    for number, priority in enumerate(plan.priorities):
        yield priority.id, f"strategy.priorities[{number}]"
    for number, cycle in enumerate(plan.cycles):
        above = f"cycles[{number}]"
        yield cycle.id, above
        for second, objective in enumerate(plan.objectives(cycle.id)):
            within = f"{above}.objectives[{second}]"
            yield objective.id, within
            for third, key_result in enumerate(plan.key_results(objective.id)):
                yield key_result.id, f"{within}.key_results[{third}]"
    for number, kpi in enumerate(plan.kpis):
        yield kpi.id, f"kpis[{number}]"


def texts(plan: Plan) -> Iterator[tuple[Entity, str, Cycle | None]]:
    """Every row whose words the coach can judge, the key that holds them, and the cycle that it belongs to."""
    yield plan.root, "statement", None
    for cycle in plan.cycles:
        for objective in plan.objectives(cycle.id):
            yield objective, "title", cycle
            for key_result in plan.key_results(objective.id):
                yield key_result, "title", cycle
    for kpi in plan.kpis:
        yield kpi, "name", None


def label(row: Entity) -> str:
    """What a row is, in a word, for people."""
    match row:
        case Root():
            return "strategy"
        case Objective():
            return "objective"
        case KeyResult():
            return "key result"
        case Cycle():
            return "cycle"
        case _:
            return "KPI" if row.TABLE == "kpis" else row.TABLE.removesuffix("s")

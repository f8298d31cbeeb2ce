"""The texts and items of a plan with their places, as `check` names them: ``cycles[0].objectives[2].title``."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from okrtui.exchange.positions import Position
from okrtui.plan.entities import ROOT, Cycle, Entity, KeyResult, Objective, Root
from okrtui.plan.errors import PlanError
from okrtui.plan.model import Plan

if TYPE_CHECKING:
    from okrtui.coach.model import TextKind
    from okrtui.exchange.sourcetext import Region

_MARKDOWN = (".md", ".markdown")


@dataclass(frozen=True, slots=True)
class Loose:
    """A text of a document that belongs to nothing, and is judged alone."""

    kind: TextKind
    text: str
    at: Position


@dataclass(frozen=True, slots=True)
class Source:
    """A plan, and where its items stand in the file that it came from."""

    path: str
    plan: Plan
    places: Mapping[str, str]
    """Paths such as ``cycles[0].objectives[2]`` by the ids of items."""
    position: Callable[[str], Position | None] | None = None
    """Line and column of a path in a file that is text; None for a database."""
    stretch: Callable[[Position, str, int, int], Region] | None = None
    """Where a stretch of the text that begins at a position stands in the file: its characters from and up to."""
    redefined: Mapping[str, Sequence[date]] = field(default_factory=dict)
    """When KPIs got another meaning, by id; only the journal of a database knows."""

    loose: tuple[Loose, ...] = ()

    def where(self, place: str) -> Position | None:
        """Line and column of a place, the beginning of the file for what has none; None for a database."""
        if self.position is None:
            return None
        return (self.position(place) if place else None) or Position(1, 1)

    def line(self, place: str) -> dict[str, int]:
        """Line and column of a place as the contract's keys; nothing for a database."""
        return as_keys(self.where(place))


def as_keys(at: Position | None) -> dict[str, int]:
    """A position as the contract's keys."""
    return {"line": at.line, "column": at.column} if at else {}


def open_source(given: str | None) -> Source:
    """The plan that SOURCE names, a .toml, .json, .md or plan file; raises `PlanError` when it cannot be read."""
    from okrtui.cli.common import looking, plan_path
    from okrtui.cli.textfiles import is_plan_file

    suffix = Path(given).suffix.lower() if given is not None else ""
    if given is not None and suffix == ".csv" and not is_plan_file(Path(given)):
        raise PlanError(f"{given}: expected a .db, .toml, .json or .md file; `okrtui import` takes tables into a plan.")
    if given is not None and suffix in (".toml", ".json") and not is_plan_file(Path(given)):
        return _from_text(given, suffix)
    if given is not None and suffix in _MARKDOWN and not is_plan_file(Path(given)):
        from okrtui.cli.check_markdown import from_markdown

        return from_markdown(given)
    path = plan_path(given)
    with looking(path) as session:
        plan = session.history_all()
        return Source(str(path), plan, dict(places(plan)), redefined=session.redefined())


def _from_text(given: str, suffix: str) -> Source:
    """The plan of a TOML or JSON file, with the places in it."""
    from okrtui.exchange import files, importing, json_in, toml_in
    from okrtui.exchange.jsonpositions import json_positions
    from okrtui.exchange.sourcetext import SourceText

    text = files.read_text(Path(given))
    document = toml_in.loads(text, given) if suffix == ".toml" else json_in.loads(text, given)
    position = document.position if suffix == ".toml" else json_positions(text).get
    places = {ROOT: "strategy", **{item.id: item.path for item in document.items}}
    source = SourceText(text)

    def stretch(at: Position, _: str, start: int, end: int) -> Region:
        return source.region_in_string(at, start, end)

    return Source(given, importing.to_plan(document), places, position, stretch)


def places(plan: Plan) -> Iterator[tuple[str, str]]:
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
    """Every row whose words the coach can judge, the key that holds them, and the cycle that it belongs to.

    Archived KPIs are not among them.
    """
    yield plan.root, "statement", None
    for cycle in plan.cycles:
        for objective in plan.objectives(cycle.id):
            yield objective, "title", cycle
            for key_result in plan.key_results(objective.id):
                yield key_result, "title", cycle
    for kpi in plan.watched:
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

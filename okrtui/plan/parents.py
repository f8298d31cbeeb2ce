"""Where a line belongs when it becomes another kind, and nobody said where."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TypeVar

from okrtui.plan.entities import Cycle, Entity, Initiative, KeyResult, Kpi, Objective
from okrtui.plan.errors import PlanError
from okrtui.plan.model import Plan
from okrtui.plan.naming import quote, title_of
from okrtui.plan.removing import family

E = TypeVar("E", bound=Entity)


def natural_parent(plan: Plan, entity: Entity, cls: type[Entity]) -> tuple[str, str | None]:
    """The parent that a line gets as another kind, and the sibling that it follows there (None: last).

    It stays as near as it can be to where it stands. Raises `PlanError` when there is nothing that it could belong to.
    """
    if cls is Objective:
        return _cycle_for(plan, entity)
    if cls is KeyResult:
        return _objective_for(plan, entity)
    return _key_result_for(plan, entity), None


def possible_parents(plan: Plan, entity: Entity, cls: type[Entity]) -> list[str]:
    """The rows of a cycle that a line may belong to as another kind, the natural one first: where several may be meant.

    Raises `PlanError` when there is nothing that it could belong to.
    """
    natural, _ = natural_parent(plan, entity, cls)
    above = plan.get(natural)
    if isinstance(above, Objective) and not isinstance(entity, Initiative):
        rows: list[Entity] = [*plan.objectives(above.cycle)]
    elif isinstance(above, KeyResult):
        cycle = plan.cycle_of(above)
        objectives = plan.objectives(cycle.id) if cycle else ()
        rows = [row for objective in objectives for row in plan.key_results(objective.id)]
    else:
        return [natural]
    own = {entity.id, *(row.id for row in family(plan, entity))}
    return [natural, *(row.id for row in rows if row.id != natural and row.id not in own)]


def _cycle_for(plan: Plan, entity: Entity) -> tuple[str, str | None]:
    objective = _objective_above(plan, entity)
    if objective:
        return objective.cycle, objective.id
    cycles = _by_nearness(plan)
    if not cycles:
        raise PlanError(f"{quote(title_of(entity))} needs a cycle to belong to as an objective: begin a quarter first.")
    return cycles[0].id, None


def _objective_for(plan: Plan, entity: Entity) -> tuple[str, str | None]:
    """An initiative serves the objective of its key result; an objective joins the one before it."""
    if isinstance(entity, Initiative):
        above = plan.find(entity.key_result, KeyResult)
        if above:
            return above.objective, above.id
    objective = _neighbour_objective(plan, entity)
    if objective is None:
        raise PlanError(
            f"{quote(title_of(entity))} needs an objective to belong to as a key result: write the objective first."
        )
    return objective.id, None


def _key_result_for(plan: Plan, entity: Entity) -> str:
    """A key result becomes a bet on the one before it; an objective or KPI on one that is near."""
    found: KeyResult | None = None
    if isinstance(entity, KeyResult):
        found = neighbour(plan.key_results(entity.objective), entity)
    elif isinstance(entity, Kpi):
        found = next(iter(_led_by(plan, entity)), None)
    if found is None and not isinstance(entity, KeyResult):
        objective = _neighbour_objective(plan, entity)
        below = plan.key_results(objective.id) if objective else ()
        found = below[-1] if below else None
    if found is None:
        raise PlanError(
            f"{quote(title_of(entity))} needs a key result to bet on as an initiative: write what it is to change "
            "as a key result first."
        )
    return found.id


def neighbour(siblings: Sequence[E], entity: E) -> E | None:
    """The sibling before a row, or else the one after it."""
    index = next((i for i, row in enumerate(siblings) if row.id == entity.id), 0)
    if index > 0:
        return siblings[index - 1]
    return siblings[index + 1] if index + 1 < len(siblings) else None


def _objective_above(plan: Plan, entity: Entity) -> Objective | None:
    if isinstance(entity, Initiative):
        key_result = plan.find(entity.key_result, KeyResult)
        return plan.find(key_result.objective, Objective) if key_result else None
    if isinstance(entity, KeyResult):
        return plan.find(entity.objective, Objective)
    if isinstance(entity, Kpi):
        led = next(iter(_led_by(plan, entity)), None)
        return plan.find(led.objective, Objective) if led else None
    return None


def _neighbour_objective(plan: Plan, entity: Entity) -> Objective | None:
    if isinstance(entity, Objective):
        return neighbour(plan.objectives(entity.cycle), entity)
    above = _objective_above(plan, entity)
    if above:
        return above
    cycles = [cycle for cycle in _by_nearness(plan) if plan.objectives(cycle.id)]
    return plan.objectives(cycles[0].id)[-1] if cycles else None


def _led_by(plan: Plan, kpi: Kpi) -> list[KeyResult]:
    """The key results that a KPI leads to, those of the nearest cycle first, in their order."""
    return [
        key_result
        for cycle in _by_nearness(plan)
        for objective in plan.objectives(cycle.id)
        for key_result in plan.key_results(objective.id)
        if kpi.id in key_result.kpis
    ]


def _by_nearness(plan: Plan) -> list[Cycle]:
    """Cycles that are not closed: those that run first, then drafts with dates, then what is parked, latest first."""

    def rank(cycle: Cycle) -> tuple[bool, bool, int]:
        return cycle.state != "active", cycle.start is None, -(cycle.start.toordinal() if cycle.start else 0)

    return sorted((cycle for cycle in plan.cycles if cycle.state != "closed"), key=rank)

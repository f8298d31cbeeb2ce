"""How far the team's confidence can be trusted: of the key results that were given a 7, how many landed?

Only what is over counts: key results of closed cycles, each with one confidence and one end.

The confidence is the last one that was said by the middle of the cycle (or, on request, by the end of its first
third). Those of later are hindsight: with two weeks to go everybody knows. Those of the first days are the 5 that
everything begins with. It is rounded to a whole number, half up.

A key result has landed when its grade says so: 1.0 where the objective is committed, since a promise is kept or is
not, and 0.7 and more where it is aspirational or does not say, the band that the method calls a success. The grade
comes first because the team has set it looking at all there was, a moved target and late data included. Without a
grade it has landed when its progress was 1 at the end, in the reading of `okrtui.plan.progress.standing`. A key result
without grade and value says nothing, and is left out.
"""

from __future__ import annotations

import math
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from okrtui.plan.entities import Cycle, KeyResult, Objective
from okrtui.plan.formulas import EXACT
from okrtui.plan.model import Plan, when
from okrtui.plan.progress import standing
from okrtui.plan.settings import MethodSettings

ENOUGH_CYCLES = 3
"""Closed cycles that have to tell something before it is shown: one quarter is an anecdote."""
FIRST_THIRD, MIDDLE = 1 / 3, 1 / 2
LANDED = 0.7
"""The grade from which on an aspirational key result has landed."""
_SURE = 1.959963984540054
"""Standard deviations that hold 95 % of a normal distribution."""


@dataclass(frozen=True, slots=True)
class Forecast:
    """What was said of one key result, and what came of it."""

    key_result: str
    cycle: str
    owner: str
    """Who answers for it: its own owner, else its objective's; empty when neither is named."""
    confidence: int
    """0 to 10."""
    landed: bool


@dataclass(frozen=True, slots=True)
class Rate:
    """How many of some key results landed, with the interval that holds the true share with 95 % (Wilson 1927)."""

    landed: int
    total: int

    @property
    def share(self) -> float:
        """The share that landed, 0..1; 0 of nothing is 0."""
        return self.landed / self.total if self.total else 0.0

    @property
    def interval(self) -> tuple[float, float]:
        """Low and high end, 0..1; from 0 to 1 where there is nothing to go by."""
        return wilson(self.landed, self.total)


@dataclass(frozen=True, slots=True)
class Calibration:
    """All that past quarters say of the team's confidence."""

    forecasts: tuple[Forecast, ...]
    cycles: int
    """Closed cycles with at least one forecast."""

    @property
    def enough(self) -> bool:
        """Whether there is enough to show."""
        return self.cycles >= ENOUGH_CYCLES

    @property
    def rates(self) -> dict[int, Rate]:
        """For each confidence that was given, lowest first, how many landed."""
        return _rates(self.forecasts)

    @property
    def owners(self) -> dict[str, dict[int, Rate]]:
        """The same for each owner, those with the most key results first; empty: nobody is named."""
        names = {forecast.owner for forecast in self.forecasts}
        by_owner = {name: [f for f in self.forecasts if f.owner == name] for name in names}
        return {name: _rates(by_owner[name]) for name in sorted(names, key=lambda n: (-len(by_owner[n]), n.casefold()))}

    @property
    def telling(self) -> int | None:
        """The confidence that was given most often, the higher one of two; None without any."""
        rates = self.rates
        return max(rates, key=lambda confidence: (rates[confidence].total, confidence)) if rates else None


def wilson(hits: int, total: int) -> tuple[float, float]:
    """The 95 % interval of a share after `hits` of `total`; it stays in 0..1, and is fair to few."""
    if total <= 0:
        return 0.0, 1.0
    share, square = hits / total, _SURE**2
    middle = (share + square / (2 * total)) / (1 + square / total)
    half = _SURE / (1 + square / total) * math.sqrt(share * (1 - share) / total + square / (4 * total**2))
    # exact at the ends, where the two terms cancel but for the last bits
    return (0.0 if hits == 0 else middle - half), (1.0 if hits == total else middle + half)


def calibration(plan: Plan, settings: MethodSettings, *, said_by: float = MIDDLE, closing: str = "") -> Calibration:
    """What all closed cycles say; `said_by` is the share of a cycle by which a confidence has to be said.

    `closing` is the id of a cycle that is about to be closed, and counts as well.
    Only what the plan in memory holds is found: see `needed` for the histories to read first.
    """
    found: list[Forecast] = []
    cycles = 0
    for cycle in _closed(plan, closing):
        made = [
            forecast
            for objective in plan.objectives(cycle.id)
            for row in plan.key_results(objective.id)
            if (forecast := _forecast(plan, cycle, objective, row, settings, said_by)) is not None
        ]
        cycles += bool(made)
        found += made
    return Calibration(tuple(found), cycles)


def needed(plan: Plan, *, closing: str = "") -> list[str]:
    """The items whose whole history `calibration` looks at: key results of closed cycles, and what measures them."""
    rows = [
        row
        for cycle in _closed(plan, closing)
        for objective in plan.objectives(cycle.id)
        for row in plan.key_results(objective.id)
    ]
    measured = [row.measured_by for row in rows if row.measured_by and row.grade is None]
    return list(dict.fromkeys([*(row.id for row in rows), *measured]))


def _closed(plan: Plan, closing: str) -> list[Cycle]:
    over = [cycle for cycle in plan.cycles if cycle.state == "closed" or cycle.id == closing]
    return [cycle for cycle in over if cycle.start and cycle.end]


def _forecast(
    plan: Plan, cycle: Cycle, objective: Objective, row: KeyResult, settings: MethodSettings, said_by: float
) -> Forecast | None:
    confidence = _confidence(plan, cycle, row, said_by)
    landed = _landed(plan, cycle, objective, row, settings)
    if confidence is None or landed is None:
        return None
    return Forecast(row.id, cycle.id, (row.owner or objective.owner).strip(), confidence, landed)


def _confidence(plan: Plan, cycle: Cycle, row: KeyResult, said_by: float) -> int | None:
    if cycle.start is None or cycle.end is None:
        return None
    days = int((cycle.end - cycle.start).days * said_by + EXACT)
    last = date.fromordinal(cycle.start.toordinal() + days)
    for one in reversed(plan.check_ins(row.id)):
        if one.confidence is not None and cycle.start <= when(one.at)[0] <= last:
            return math.floor(one.confidence + 0.5)
    return None


def _landed(plan: Plan, cycle: Cycle, objective: Objective, row: KeyResult, settings: MethodSettings) -> bool | None:
    if row.grade is not None:
        return row.grade >= (1.0 if objective.kind == "committed" else LANDED) - EXACT
    if cycle.end is None:
        return None
    reached = standing(plan, row, cycle.end, settings).progress
    return None if reached is None else reached >= 1 - EXACT


def _rates(forecasts: Iterable[Forecast]) -> dict[int, Rate]:
    counts: dict[int, list[bool]] = {}
    for forecast in forecasts:
        counts.setdefault(forecast.confidence, []).append(forecast.landed)
    return {confidence: Rate(sum(counts[confidence]), len(counts[confidence])) for confidence in sorted(counts)}


def sentence(confidence: int, rate: Rate) -> str:
    """What one confidence was worth: "Of key results with a confidence of 7, 45 % came true (9 of 20)."."""
    many = f"{rate.share * 100:.0f} % came true ({rate.landed} of {rate.total})"
    return f"Of key results with a confidence of {confidence}, {many}."


def verdict(confidence: int, rate: Rate) -> str:
    """What that says of the team; "" while too few landed or failed to tell it from chance.

    A confidence of 7 is taken as "7 of 10 land".
    """
    low, high = rate.interval
    if high < confidence / 10 - EXACT:
        return "too sure"
    return "not sure enough" if low > confidence / 10 + EXACT else ""

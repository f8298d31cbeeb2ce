"""What the plan as a whole says of a row stands beside what its words say."""

from __future__ import annotations

from time import process_time

from okrtui.coach.around import check_item
from okrtui.coach.model import Verdict
from okrtui.coach.onrow import joined, row_findings
from okrtui.plan.changes import Set
from okrtui.plan.entities import Dismissal, Entity
from okrtui.plan.model import Plan
from okrtui.plan.settings import MethodSettings

from .sketch import TODAY, sketch

SETTINGS = MethodSettings()
LATE = "objective: Keep buyers\n  key result: Cut churn from 6.1 % to 5.2 % by the end of Q3"


def said(plan: Plan, row: str) -> list[tuple[str, str]]:
    """What is shown on a row, most important first."""
    found = row_findings(plan, today=TODAY, settings=SETTINGS)
    verdict = joined(check_item(plan, row, today=TODAY, settings=SETTINGS), found.get(row, ()))
    return [(f.code, f.severity) for f in verdict.findings if f.shown] if verdict else []


def on(outline: str, row: str = "kr-1", *more: Entity) -> list[str]:
    return [code for code, _ in said(sketch(outline, *more), row)]


def test_a_key_result_that_lands_after_its_quarter_is_warned_of_on_its_row() -> None:
    assert said(sketch(LATE), "kr-1") == [("KR206", "warning")]
    assert on(LATE.replace("Q3", "Q2")) == []


def test_a_target_that_points_the_other_way_is_warned_of_on_its_row() -> None:
    assert on("objective: Keep buyers\n  key result: Reduce churn from 3 % to 5 %")[0] == "KR207"


def test_of_two_that_say_the_same_the_later_is_told() -> None:
    twins = "objective: Make checkout effortless\nobjective: Make the checkout effortless for everyone"
    assert on(twins, "o-1") == []
    assert on(twins, "o-2") == ["OB205"]
    assert on(LATE + "\n  key result: Bring the churn rate to 5 %", "kr-2")[-1] == "KR204"


def test_what_is_missing_stays_a_count() -> None:
    assert on("objective: Keep buyers\n  key result: Cut churn from 6.1 % to 5.2 %") == []
    assert "KP204" not in on("kpi: Churn rate", "kpi-1")


def test_warnings_lead_and_no_more_than_three_are_shown() -> None:
    title = "Launch the app and raise NPS to 40 by hiring an agency once the portal is live by the end of Q3"
    plan = sketch(f"objective: Keep buyers\n  key result: {title}")
    shown = said(plan, "kr-1")
    assert ("KR206", "warning") in shown
    assert len(shown) <= 3
    severities = [severity for _, severity in shown]
    assert severities == sorted(severities, key=lambda each: each != "warning")
    verdict = joined(
        check_item(plan, "kr-1", today=TODAY, settings=SETTINGS),
        row_findings(plan, today=TODAY, settings=SETTINGS)["kr-1"],
    )
    assert isinstance(verdict, Verdict)
    assert len(verdict.findings) >= len(shown)


def test_what_was_folded_stays_folded() -> None:
    plan = sketch("objective: Keep buyers\n  key result: Launch the loyalty app by the end of Q3")
    codes = [code for code, _ in said(plan, "kr-1")]
    assert "KR101" in codes
    assert "KR206" in codes
    assert "KR102" not in codes


def test_good_as_it_is_holds_here_too() -> None:
    title = "Cut churn from 6.1 % to 5.2 % by the end of Q3"
    fine = Dismissal("KR206@kr-1", code="KR206", item="kr-1", text=title, reason="a commitment (law, contract)")
    assert on(LATE, "kr-1", fine) == []


def test_it_follows_the_cycle_that_it_belongs_to() -> None:
    plan = sketch(LATE)
    plan.apply([Set("cycles", "cy-now", "end", plan.cycles[0].end, TODAY.replace(month=12))])
    assert said(plan, "kr-1") == []


def test_closed_and_parked_rows_are_left_alone() -> None:
    assert on("closed " + LATE) == []
    assert on("later " + LATE) == []


def test_it_is_quick_enough_for_every_key_that_keeps_something() -> None:
    results = "\n".join(f"  key result: Cut late parcels of route {n} from 6 % to {n % 5} % by June" for n in range(12))
    plan = sketch("\n".join(f"objective: Aim {n} of us\n{results}" for n in range(5)))
    row_findings(plan, today=TODAY, settings=SETTINGS)
    best = min(_seconds(plan) for _ in range(10))
    assert best < 0.02, f"{best * 1000:.1f} ms for 60 key results; about 1 is usual"


def _seconds(plan: Plan) -> float:
    begun = process_time()
    row_findings(plan, today=TODAY, settings=SETTINGS)
    return process_time() - begun

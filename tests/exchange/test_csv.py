"""What goes out as a table comes back, and other tools' tables are read."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings

from okrtui.exchange import csv_in, csv_out
from okrtui.exchange.csv_columns import TableWishes
from okrtui.exchange.errors import BadInput
from okrtui.exchange.importing import import_edit, to_plan
from okrtui.plan.archiving import archive
from okrtui.plan.entities import CheckIn, KeyResult, Kpi, Measurement, Objective
from okrtui.plan.model import Plan
from okrtui.plan.settings import MethodSettings
from tests.exchange.plans import plans

TODAY = date(2026, 5, 4)


def _read(text: str | bytes, plan: Plan | None = None, **more: Any) -> csv_in.Table:
    data = text.encode() if isinstance(text, str) else text
    return csv_in.loads(data, "okrs.csv", plan=plan or Plan(), today=TODAY, **more)


@settings(max_examples=500, deadline=None, suppress_health_check=list(HealthCheck))
@given(plans())
def test_any_table_comes_back_equal_in_every_field(plan: Plan) -> None:
    text = csv_out.dumps(plan)
    assert csv_out.dumps(to_plan(_read(text).document)) == text


@settings(max_examples=100, deadline=None, suppress_health_check=list(HealthCheck))
@given(plans())
def test_a_table_of_what_the_plan_holds_changes_nothing(plan: Plan) -> None:
    assert not import_edit(plan, _read(csv_out.dumps(plan), plan).document).edit


def test_an_export_of_another_tool_is_read_with_its_units_and_dates() -> None:
    text = (
        "Team OKRs;;;;;;;\n"
        "Objective;Key Result;Start value;Current;Target;Due date;Owner;Progress\n"
        'Keep customers;"Lower\nchurn";1.234,5 %;5 %;3,5 %;04.05.2026;Mia;12 %\n'
        ";More orders;1 234;€ 1,2M;2 000;31.12.2026;Tom\n"
    )
    table = _read(text)
    plan = to_plan(table.document)
    churn, orders = plan.table(KeyResult).values()
    assert [row.title for row in plan.table(Objective).values()] == ["Keep customers"]
    assert (churn.title, churn.unit, churn.baseline, churn.target) == ("Lower\nchurn", "%", 1234.5, 3.5)
    assert (churn.due, churn.owner) == (date(2026, 5, 4), "Mia")
    assert (orders.baseline, orders.target, orders.due) == (1234.0, 2000.0, date(2026, 12, 31))
    assert [row.value for row in plan.table(CheckIn).values()] == [5.0, 1_200_000.0]
    said = " ".join(table.notes)
    assert all(word in said for word in ("Progress", "comma", "semicolons", "Missing cells"))


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
@pytest.mark.parametrize("mark", [",", ";", "\t", "|"])
def test_encodings_and_delimiters(encoding: str, mark: str) -> None:
    text = mark.join(["Objective", "KR", "Target"]) + "\n" + mark.join(["Größer", "Zufriedenheit hält", "7"]) + "\n"
    table = _read(text.encode(encoding))
    (row,) = to_plan(table.document).table(KeyResult).values()
    assert (row.title, row.target) == ("Zufriedenheit hält", 7)
    assert any("1252" in note for note in table.notes) == (encoding == "cp1252")


@pytest.mark.parametrize(
    ("cells", "days"),
    [
        (("04/05/2026", "13/05/2026"), [(5, 4), (5, 13)]),
        (("04/05/2026", "05/13/2026"), [(4, 5), (5, 13)]),
        (("2026-05-04", "4 May 2026"), [(5, 4), (5, 4)]),
    ],
)
def test_day_and_month_are_told_by_the_whole_column(cells: tuple[str, str], days: list[tuple[int, int]]) -> None:
    plan = to_plan(_read("Key result,Due date\n" + "".join(f"KR {n},{c}\n" for n, c in enumerate(cells))).document)
    assert [(row.due.month, row.due.day) for row in plan.table(KeyResult).values() if row.due] == days


def test_a_mapped_column_is_taken_and_an_unknown_one_refused() -> None:
    text = "Was,Wohin\nChurn,3\n"
    with pytest.raises(BadInput, match="--map"):
        _read(text)
    wishes = TableWishes({"Was": "title", "wohin": "target"})
    (row,) = to_plan(_read(text, wishes=wishes).document).table(KeyResult).values()
    assert (row.title, row.target) == ("Churn", 3)
    with pytest.raises(BadInput, match="no column"):
        _read(text, wishes=TableWishes({"Was": "titel"}))


def test_kpis_of_a_table_have_their_value() -> None:
    plan = to_plan(_read("Type,Name,Current,Unit\nKPI,Churn,5.2,%\n").document)
    (kpi,) = plan.table(Kpi).values()
    (value,) = plan.table(Measurement).values()
    assert (kpi.name, kpi.unit, value.value, value.at) == ("Churn", "%", 5.2, TODAY)


def test_no_cell_begins_a_formula() -> None:
    plan = to_plan(_read("Key result,Target\n=1+1,-5\n'@x,2\n").document)
    text = csv_out.dumps(plan)
    assert ",'=1+1," in text
    assert ",'@x," in text
    assert ",-5," in text


@pytest.mark.parametrize("data", [b"", b"\n \n", b"a,b\0,c\n", b"\xff\xfea"])
def test_what_is_no_table_is_refused(data: bytes) -> None:
    with pytest.raises(BadInput, match=r"okrs\.csv"):
        _read(data)


def test_a_wrong_value_in_a_table_of_ours_names_its_line() -> None:
    plan = to_plan(_read("Key result,Target,Direction\nChurn,3,down\n").document)
    text = csv_out.dumps(plan)
    with pytest.raises(BadInput, match="line 2"):
        _read(text.replace(",down,", ",sideways,"))
    with pytest.raises(BadInput, match="line 2, target"):
        _read(text.replace(",3,", ",three,"))


# -- other tools' tables


def _plan(text: str, **more: Any) -> Plan:
    return to_plan(_read(text, **more).document)


def test_a_quarter_follows_the_fiscal_year_and_is_known_again_in_any_spelling() -> None:
    july = MethodSettings(fiscal_year_start=7)
    first = _plan("Quarter,KR\nQ1 FY27,Grow\n", method=july)
    (cycle,) = first.cycles
    assert (cycle.name, cycle.start, cycle.end) == ("2027-Q1", date(2026, 7, 1), date(2026, 9, 30))
    again = _read("Quarter,KR\n2027 Q1,Shrink\n", first, method=july)
    assert not [row for row in import_edit(first, again.document).lines if "cycle" in row.text and row.verb == "add"]
    (usual,) = _plan("KR\nGrow\n", method=july).cycles
    assert usual.start == date(2026, 4, 1)


def test_rows_without_a_cycle_go_to_the_one_that_is_shown() -> None:
    plan = _plan("Quarter,KR\nQ2 2026,A\nQ3 2026,B\n")
    shown = plan.cycles[1]
    table = _read("KR\nC\n", plan, wishes=TableWishes(shown=shown.id))
    plan.apply(import_edit(plan, table.document).edit.changes)
    assert [row.title for row in _results(plan, shown.id)] == ["B", "C"]
    assert "Rows that name no cycle go to 2026-Q3." in table.notes


def _results(plan: Plan, cycle: str) -> list[KeyResult]:
    return [row for objective in plan.objectives(cycle) for row in plan.key_results(objective.id)]


def test_what_the_words_say_fills_what_has_no_column() -> None:
    (one, two) = (
        _plan("KR,Start,Target\nIncrease NPS from 30 to 40 by 30 June,,\nWaiting time,5,3\n").table(KeyResult).values()
    )
    assert (one.baseline, one.target, one.direction, one.due) == (30, 40, "up", date(2026, 6, 30))
    assert (two.baseline, two.target, two.direction) == (5, 3, "down")


def test_several_rows_of_one_kpi_or_key_result_are_its_values() -> None:
    table = _read("KPI,Unit,Date,Value\nChurn,%,2026-04-01,5.2\nChurn,%,2026-05-01,5.0\nChurn,%,2026-05-01,4.9\n")
    plan = to_plan(table.document)
    (kpi,) = plan.kpis
    assert [(row.at, row.value) for row in plan.measurements(kpi.id)] == [
        (date(2026, 4, 1), 5.2),
        (date(2026, 5, 1), 4.9),
    ]
    assert any("lines 3, 4" in note for note in table.notes)


def test_objectives_without_key_results_are_kept_with_their_owner() -> None:
    plan = _plan("Type,Title,Owner\nObjective,Grow,Mia\nKey Result,Orders,Tom\nObjective,Rest,Zoe\n")
    assert [(row.title, row.owner) for row in plan.table(Objective).values()] == [("Grow", "Mia"), ("Rest", "Zoe")]
    assert [row.title for row in plan.key_results(next(iter(plan.table(Objective))))] == ["Orders"]


def test_headings_that_stand_there_twice_or_in_any_script_can_be_named() -> None:
    text = "目标,关键结果,Target,Target,,\n甲,乙,5,7,x,\n"
    wishes = TableWishes({"目标": "objective", "关键结果": "title", "Target": "", "Target 2": "target"})
    table = _read(text, wishes=wishes)
    (row,) = to_plan(table.document).table(KeyResult).values()
    assert (row.title, row.target) == ("乙", 7)
    said = " ".join(table.notes)
    assert "“Target” as “Target 2”" in said
    assert "Column 5" in said
    assert "Column 6" not in said, "nothing stands there"


def test_what_is_measured_is_the_key_result_only_where_nothing_else_is() -> None:
    assert _read("Ziel,Messgröße,Zielwert\nMehr,Händler,40\n").columns["Messgröße"] == "title"
    assert _read("Ziel,Ergebnis,Messgröße\nMehr,Wachsen,Händler\n").columns["Messgröße"] == "metric"
    said = TableWishes({"Messgröße": "metric", "Was": "title"})
    assert _read("Was,Messgröße\nWachsen,Händler\n", wishes=said).columns == {"Was": "title", "Messgröße": "metric"}
    with pytest.raises(BadInput, match="No column is known for the key results"):
        _read("Was,Messgröße\nWachsen,Händler\n", wishes=TableWishes({"Messgröße": "metric"}))


def test_values_without_a_day_are_of_today_and_that_is_said() -> None:
    table = _read("KR,Current\nOrders,5\n")
    (value,) = to_plan(table.document).table(CheckIn).values()
    assert (value.at, value.value) == (TODAY, 5)
    assert "Values in “Current” are taken as of today." in table.notes


def test_importing_a_foreign_table_twice_adds_nothing() -> None:
    text = "Quarter,Objective,KR,Current\nQ2,Grow,Orders,5\nQ2,Grow,Orders,6\n,,Returns,1\n"
    plan = _plan(text)
    assert not import_edit(plan, _read(text, plan).document).edit


@pytest.mark.parametrize("text", [",,,\n;;\n", "\ufeff,\n", '""\n'])
def test_a_table_of_empty_cells_is_refused(text: str) -> None:
    with pytest.raises(BadInput, match=r"expected a table|No column is known"):
        csv_in.loads(text.encode(), "empty.csv", plan=Plan(), today=date(2026, 5, 4))


def test_what_is_said_of_a_cell_of_several_lines_stands_on_one_line() -> None:
    plan = Plan([Kpi("kpi-1", 1.0, "Churn", healthy_low=42.0)])
    ours = csv_out.dumps(plan).replace(",42,", ',"42\r\nand more",')
    with pytest.raises(BadInput, match="not “42 and more”"):
        _read(ours)
    notes = " ".join(_read('Objective,Key result,Due\nWin,Orders,"some\nday"\nWin,Churn,2026-06-30\n').notes)
    assert "“some day”" in notes


def test_a_table_has_the_day_of_archiving_only_where_a_kpi_is_archived() -> None:
    plan = Plan([Kpi("kpi-aaaaaa", 1.0, "Churn"), Kpi("kpi-bbbbbb", 2.0, "Orders")])
    assert "archived" not in csv_out.dumps(plan)
    plan.apply(archive(plan, "kpi-aaaaaa", TODAY).changes)
    text = csv_out.dumps(plan)
    assert text.split("\r\n")[0].endswith(",archived")
    assert csv_out.dumps(to_plan(_read(text).document)) == text


def test_a_column_of_another_tool_that_is_called_archived_is_left_alone() -> None:
    table = _read("KPI,Archived\nChurn,no\n")
    assert table.columns["Archived"] == ""
    assert "could not be read" not in " ".join(table.notes)

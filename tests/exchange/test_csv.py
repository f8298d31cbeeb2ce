"""What goes out as a table comes back, and other tools' tables are read."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import HealthCheck, given, settings

from okrtui.exchange import csv_in, csv_out
from okrtui.exchange.csv_columns import TableWishes
from okrtui.exchange.errors import BadInput
from okrtui.exchange.importing import import_edit, to_plan
from okrtui.plan.entities import CheckIn, KeyResult, Kpi, Measurement, Objective
from okrtui.plan.model import Plan
from tests.exchange.plans import plans

TODAY = date(2026, 5, 4)


def _read(text: str | bytes, plan: Plan | None = None, **more: object) -> csv_in.Table:
    data = text.encode() if isinstance(text, str) else text
    return csv_in.loads(data, "okrs.csv", plan=plan or Plan(), today=TODAY, **more)  # type: ignore[arg-type]


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

"""A table as it is shown before it is read."""

from __future__ import annotations

from datetime import date

import pytest

from okrtui.exchange.csv_columns import TableWishes
from okrtui.exchange.csv_look import Look, look
from okrtui.exchange.csv_text import read_sheet
from okrtui.exchange.errors import BadInput

TODAY = date(2026, 5, 4)


def _look(text: str, **wishes: object) -> Look:
    return look(read_sheet(text.encode(), "a.csv"), "a.csv", TableWishes(**wishes), TODAY)  # type: ignore[arg-type]


def test_cells_stand_beside_what_they_are_read_as() -> None:
    found = _look("KR;Ziel;Target;Due;Note\nOrders;Grow;1.234,5 %;31.12.2027;n\nReturns;;oops;;\n")
    by = {column.heading: column for column in found.columns}
    assert by["Target"].cells == (("1.234,5 %", "1234.5 %"), ("oops", ""))
    assert by["Target"].wrong
    assert by["Due"].cells == (("31.12.2027", "31 Dec 2027"),)
    assert by["Note"].column == ""
    assert not by["Note"].wrong
    assert [row.title for row in found.rows] == ["Orders", "Returns"]
    assert found.rows[1].above == "Grow", "the objective of the row above"
    assert found.titled


@pytest.mark.parametrize(
    ("text", "certain"), [('KR,Target\na,"1,234"\n', False), ("KR,Target\na,1.5\n", True), ("KR,Target\na,5\n", True)]
)
def test_a_guess_is_called_one(text: str, certain: bool) -> None:
    found = _look(text)
    assert found.decimal.certain is certain
    assert any("for sure" in note for note in found.notes) is not certain


def test_wishes_for_days_and_decimals_win() -> None:
    text = 'KR,Target,Due\na,"1,234",04/05/2026\n'
    assert _look(text).day_first
    found = _look(text, decimal=",", day_first=False)
    assert [column.cells[0][1] for column in found.columns[1:]] == ["1.234", "5 Apr"]
    assert not any("for sure" in note for note in found.notes)


def test_a_wish_for_a_column_that_is_not_there_is_refused() -> None:
    with pytest.raises(BadInput, match="There is no column"):
        _look("KR\na\n", columns={"Nope": "title"})

"""Start and target of a line: as cells and labels of the document give them, and as another language says them."""

from __future__ import annotations

import math
import re
from collections.abc import Callable, Mapping
from typing import Any

from okrtui.exchange.markdown_in.numerals import Numerals, bound_of
from okrtui.exchange.markdown_in.tongues import Abroad
from okrtui.plan.fields import Value
from okrtui.plan.numbers import Quantity, format_value, in_unit

_WORDS = {"baseline": "start", "target": "target"}
_WHOLE = 100.0
_CLEAR = 10.0
"""How many times nearer to the other number a share has to be as percent than as it stands, to be taken as that."""


def given_numbers(said: Mapping[str, Value], numerals: Numerals, doubt: Callable[[str], None]) -> dict[str, Any]:
    """Start, target and unit as a table or a remark gives them; what is no number stays out, and `doubt` is told."""
    unit = str(said.get("unit") or "")
    read: dict[str, Quantity] = {}
    for name in ("baseline", "target"):
        cell = str(said.get(name) or "")
        if not cell:
            continue
        if re.match(r"\+\s?[0-9]", cell):
            doubt(f"“{cell}” is a change, and not read: write the {_WORDS[name]} itself")
            continue
        try:
            other = "target" if name == "baseline" else "baseline"
            read[name], unsure = numerals.value(cell, unit, str(said.get(other) or "-"))
        except ValueError:
            if re.search("[0-9]", cell):
                doubt(f"the {_WORDS[name]} “{cell}” is not read as a number")
            continue
        doubt(unsure)
    shares = all(abs(one.value) <= 1 and not one.unit for one in read.values())
    if unit == "%" and shares and any(one.value for one in read.values()):
        other = " and ".join(format_value(one.value * _WHOLE, "%") for one in read.values())
        doubt(f"may be {other}")
    read = _as_percent(read, doubt)
    return _in_one_unit(read, unit, doubt)


def healthy_bound(cell: str, unit: str, numerals: Numerals, doubt: Callable[[str], None]) -> dict[str, Any]:
    """The end of a KPI's healthy range that a cell such as "< 2 %" names, with its unit; `doubt` is told the rest."""
    try:
        read, unsure = numerals.value(cell, unit)
    except ValueError:
        doubt(f"“{cell}” is not read as a healthy range")
        return {}
    doubt(unsure)
    bound = bound_of(cell)
    way = "up" if bound == "healthy_low" else "down"
    unit = "%" if read.unit.startswith("%") else read.unit or unit  # "< 5 % of all orders"
    return {bound: read.value, "direction": way, **({"unit": unit} if unit else {})}


def _as_percent(read: dict[str, Quantity], doubt: Callable[[str], None]) -> dict[str, Quantity]:
    """Where one number is in percent and the other a share without a sign (18 % and 0.22), the share as percent.

    A share such as 0.5 beside 2 % may be half a percent: the reading that is nearer to the other number is taken, and
    is doubtful unless it is much nearer.
    """
    for name, other in (("baseline", "target"), ("target", "baseline")):
        one, beside = read.get(name), read.get(other)
        if one is None or beside is None or one.unit or beside.unit != "%":
            continue
        if not 0 < one.value <= 1 or not beside.value > 1:
            continue
        as_it_stands = abs(math.log(beside.value / one.value))
        as_share = abs(math.log(beside.value / (one.value * _WHOLE)))
        percent = as_share < as_it_stands
        if abs(as_it_stands - as_share) < math.log(_CLEAR):
            other_way = float(f"{one.value * (1.0 if percent else _WHOLE):.12g}")
            doubt(f"“{format_value(one.value)}” may be {format_value(other_way, '%')}")
        value = float(f"{one.value * _WHOLE:.12g}") if percent else one.value
        return {**read, name: Quantity(value, "%")}
    return read


def _in_one_unit(read: Mapping[str, Quantity], unit: str, doubt: Callable[[str], None]) -> dict[str, Any]:
    """The numbers in one unit: the column's own, else the first that stands beside a number."""
    unit = unit or next((one.unit for one in read.values() if one.unit), "")
    found: dict[str, Any] = {"unit": unit} if unit else {}
    for name, one in read.items():
        value = in_unit(one, unit)
        if value is None:
            doubt(f"the {_WORDS[name]} is given in “{one.unit}”, not in “{unit}”")
        found[name] = one.value if value is None else value
    return found


def abroad_values(said: Abroad) -> dict[str, Any]:
    """The fields of a key result that a text in another language fills."""
    values: dict[str, Any] = {}
    if said.metric:
        values["metric"] = said.metric
    if said.direction:
        values["direction"] = said.direction
    if said.due:
        values["due"] = said.due
    for name, quantity in (("baseline", said.baseline), ("target", said.target)):
        if quantity is not None:
            values[name] = quantity.value
            if quantity.unit:
                values["unit"] = quantity.unit
    return values

"""Pages made for the place that one is at: the keys that work, all there is about a row."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from okrtui.plan.dates import format_moment
from okrtui.plan.edits import title_of
from okrtui.plan.entities import Entity, KeyResult, Kpi, Objective, Root
from okrtui.plan.numbers import format_value
from okrtui.plan.progress import standing
from okrtui.tui.commands import COMMANDS, show_key
from okrtui.tui.cyclesheets import goalpost_lines
from okrtui.tui.forms import FORMS, Around, show
from okrtui.tui.paint import Line
from okrtui.tui.rows import count, percent, status_word
from okrtui.tui.speech import Keys, Said, finding_lines
from okrtui.tui.text import pad, plain, wrap

if TYPE_CHECKING:
    from okrtui.tui.screens.main import MainScreen

LinesFor = Callable[[int], Sequence[Line]]


def keys_page(screen: MainScreen) -> LinesFor:
    """Every command with its keys; those that do nothing here and now are dim."""

    def lines(cells: int) -> Sequence[Line]:
        made: list[Line] = []
        for where, heading in (("moving", "While moving"), ("editing", "While editing")):
            made += [[(heading, "strong")], []]
            for command in COMMANDS:
                if command.where != where or not command.keys:
                    continue
                keys = " ".join(show_key(key) for key in command.keys)
                works = where == "editing" or screen.can(command)
                for i, text in enumerate(wrap(command.help, max(cells - 18, 20))):
                    made.append(
                        [
                            (pad(keys if i == 0 else "", 17) + " ", "key" if works else "dim"),
                            (text, "" if works else "dim"),
                        ]
                    )
            made.append([])
        marks = (
            ("◆", "the coach warns"),
            ("◇", "the coach hints"),
            ("│", "where the calendar is"),
            ("♥", "confidence, 0 to 10"),
        )
        made += [[("Signs", "strong")], []]
        made += [[(pad(sign, 18), "accent"), (text, "")] for sign, text in marks]
        made += [[(pad("! ~", 18), "accent"), ("a KPI out of its healthy range, or near its edge", "")]]
        return made

    return lines


def detail_page(screen: MainScreen, row: Entity) -> LinesFor:
    """All fields of a row, what the coach says of it, and its history."""

    def lines(cells: int) -> Sequence[Line]:
        made: list[Line] = []
        title = row.statement if isinstance(row, Root) else title_of(row)
        made += [[(text, "strong")] for text in wrap(title, cells)]
        made.append([])
        made += _standing(screen, row)
        if isinstance(row, KeyResult) and (moved := goalpost_lines(screen.plan, row, screen.world.today, cells)):
            made += [*moved, []]
        made += _fields(screen, row, cells)
        made += _below(screen, row, cells)
        verdict = screen.side.verdict(row.id)
        if verdict and verdict.findings:
            made += [[], [("The coach", "strong")]]
            for finding in verdict.findings:
                made.append([])
                made += finding_lines([finding], row.id, Said(screen.world.today), min(cells, 76), Keys())
        made += _history(screen, row, cells)
        return made

    return lines


def _fields(screen: MainScreen, row: Entity, cells: int) -> list[Line]:
    around = Around(screen.plan, screen.world.today, row=row.id, unit=str(getattr(row, "unit", "")))
    made: list[Line] = []
    for field in FORMS[type(row)].fields:
        value = plain(show(field, getattr(row, field.name), around))
        for i, text in enumerate(wrap(value or "—", max(cells - 22, 20))):
            made.append([(pad(field.label if i == 0 else "", 21) + " ", "dim"), (text, "" if value else "dim")])
    made.append([(pad("id", 21) + " ", "dim"), (row.id, "dim")])
    return made


def _standing(screen: MainScreen, row: Entity) -> list[Line]:
    if not isinstance(row, KeyResult):
        return []
    at = standing(screen.plan, row, screen.world.today, screen.settings.method)
    if at.value is None:
        return [[("No value yet: v takes one.", "dim")], []]
    parts = [f"now {format_value(at.value, row.unit)}", percent(at.progress), status_word(at.status)]
    if at.to_go is not None:
        parts.append(f"{format_value(at.to_go, row.unit)} to go")
    return [[(" · ".join(part for part in parts if part), "accent")], []]


def _below(screen: MainScreen, row: Entity, cells: int) -> list[Line]:
    plan = screen.plan
    made: list[Line] = []
    if isinstance(row, Objective):
        results = plan.key_results(row.id)
        made += [[], [(count(len(results), "key result"), "strong")]]
        made += [[("· ", "dim"), (text, "")] for r in results for text in wrap(r.title, cells - 2, 2)]
    if isinstance(row, KeyResult) and plan.initiatives(row.id):
        made += [[], [("Initiatives", "strong")]]
        made += [[("☑ " if i.done else "☐ ", "dim"), (plain(i.title), "")] for i in plan.initiatives(row.id)]
    if isinstance(row, Kpi):
        causes = [k.name for k in plan.kpis if row.id in k.drivers]
        leads = [r.title for r in plan.table(KeyResult).values() if row.id in r.kpis or r.measured_by == row.id]
        for heading, names in (("Causes", causes), ("Leads to", leads)):
            if names:
                made += [[], [(heading, "strong")]]
                made += [[("· ", "dim"), (plain(name), "")] for name in names]
    return made


def _history(screen: MainScreen, row: Entity, cells: int) -> list[Line]:
    plan, today = screen.plan, screen.world.today
    values: list[tuple[str, str, str]] = []
    if isinstance(row, KeyResult):
        for c in reversed(plan.check_ins(row.id)):
            sure = f"♥{c.confidence:g}" if c.confidence is not None else ""
            value = "—" if c.value is None else format_value(c.value, row.unit)
            values.append((format_moment(c.at, today) if c.at else "", f"{value}  {sure}", c.note))
    elif isinstance(row, Kpi):
        for m in reversed(plan.measurements(row.id)):
            value = "—" if m.value is None else format_value(m.value, row.unit)
            values.append((format_moment(m.at, today) if m.at else "", value, m.note))
    if not values:
        return []
    made: list[Line] = [[], [("History", "strong")]]
    for at, value, note in values:
        made.append([(pad(at, 18), "dim"), (pad(value, 16), ""), (plain(note), "dim")])
    return made

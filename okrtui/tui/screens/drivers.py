"""The driver tree on the screen: walked with the keys, grown where it stands."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, ClassVar

from okrtui.plan import causing, edits
from okrtui.plan.archiving import archived_word
from okrtui.plan.changes import Edit
from okrtui.plan.drivers import Node, driver_tree, loops
from okrtui.plan.entities import KeyResult, Kpi
from okrtui.plan.naming import title_of
from okrtui.plan.numbers import format_value
from okrtui.plan.progress import latest, standing
from okrtui.tui.commands import key_of
from okrtui.tui.paint import Line, Piece, line_width
from okrtui.tui.rows import STATUS_STYLE, count, item_title, percent, range_of, spark, status_word
from okrtui.tui.screens.ask import Ask
from okrtui.tui.screens.listing import Listing
from okrtui.tui.text import clip, pad, plain, width, wrap
from okrtui.tui.widgets.rowlist import Row

if TYPE_CHECKING:
    from okrtui.tui.screens.main import MainScreen

_DEEPEST = 12
"""Levels that are indented; a longer chain goes on below at the same indent, with its depth as a number."""
_STYLES = {"lagging": "strong"}
_TAIL = 34
_WIDEST = 132
"""Cells of a line at most, so that the eye finds the way from the name to the numbers."""


class Drivers(Listing):
    """Opened on a row of the plan; the cursor begins on it."""

    PLACE: ClassVar[str] = "drivers"

    def __init__(self, main: MainScreen, row: str) -> None:
        super().__init__(main)
        self._first = row
        self._tree: dict[str, Node] = {}

    def on_mount(self) -> None:
        """Begin on the row that was under the cursor, else on the first KPI."""
        self.call_after_refresh(self._begin)

    def _begin(self) -> None:
        self.begin(next((key for key, node in self._tree.items() if node.item == self._first), ""))

    # -- what is shown

    def heading(self) -> Line:
        """What it is, and how much of it there is."""
        plan = self.main.plan
        links = sum(len(kpi.drivers) for kpi in plan.kpis)
        more = f"{count(len(plan.watched), 'KPI')}, {count(links, 'cause')}"
        return [("Driver tree", "accent"), (f"  below a KPI its causes, → what it leads to · {more}", "dim")]

    def make(self, cells: int) -> Sequence[Row]:
        """The tree; what goes round in it comes first, as a sentence."""
        plan = self.main.plan
        rows = [Row.of_line(f"line-{n}", line) for n, line in enumerate(self._reports(cells))]
        nodes = driver_tree(plan, self.main.view.cycle_id)
        self._tree = {node.key: node for node in nodes if node.kind != "heading"}
        self.stops = set(self._tree)
        for node in nodes:
            if node.kind == "heading":
                rows.append(Row.of_line(f"blank-{node.key}", []))
            rows.append(Row(node.key, 1, self._builder(node, cells)))
        rows += [Row.of_line(f"foot-{n}", line) for n, line in enumerate(self._foot(cells))]
        return rows

    def _reports(self, cells: int) -> list[Line]:
        """One sentence for each driver cycle."""
        lines: list[Line] = []
        for way in loops(self.main.plan)[:5]:
            names = [self._called(row) for row in (*way, way[0])]
            if len(names) > 6:
                names = [*names[:3], "…", *names[-2:]]
            cut = key_of("drivers_link")
            text = f"A circle: {' ← '.join(names)}. Each would cause itself. {cut} on one of them takes a cause away."
            lines += [[("◆ " if n == 0 else "  ", "warn"), (part, "")] for n, part in enumerate(wrap(text, cells - 2))]
        return [*lines, []] if lines else []

    def _foot(self, cells: int) -> list[Line]:
        if any(kpi.drivers for kpi in self.main.plan.kpis):
            return []
        text = "Nothing causes anything yet. Ask of the slow ones: what causes this, that you can see within a week?"
        return [
            [],
            *([(part, "dim")] for part in wrap(text, cells)),
            [(key_of("drivers_cause"), "key"), (" adds a cause", "dim")],
        ]

    def _called(self, row: str) -> str:
        item = self.main.plan.item(row)
        return clip(plain(title_of(item)), 40) if item else row

    def _builder(self, node: Node, cells: int) -> Callable[[], Sequence[Line]]:
        return lambda: [self._line(node, cells)]

    def _line(self, node: Node, cells: int) -> Line:
        if node.kind == "heading":
            return [(node.item, "strong")]
        guides = _guides(node.branches)
        item = self.main.plan.item(node.item)
        match item:
            case Kpi():
                mark, name, style, tail = "", item.name, _style(item), self._kpi(node, item)
            case KeyResult():
                mark, name, style, tail = "→ ", item.title, "", self._result(node, item)
            case _:
                return [(guides, "dim"), (node.item, "dim")]
        room = max(min(cells, _WIDEST) - width(guides) - width(mark) - _TAIL - 1, 12)
        return [
            (guides, "dim"),
            (mark, "accent"),
            (pad(plain(name), room), style),
            *_right(tail, _TAIL),
        ]

    def _kpi(self, node: Node, kpi: Kpi) -> list[Piece]:
        if node.kind == "loop":
            return [("causes itself: a circle", "warn")]
        if node.kind == "again":
            return [("its causes stand above", "dim")]
        values = [m.value for m in self.main.plan.measurements(kpi.id) if m.value is not None]
        last = latest(self.main.plan.measurements(kpi.id), self.main.world.today)
        value = last.value if last else None
        style, sign = ("dim", "  ") if kpi.archived else range_of(kpi, value)
        text = "—" if value is None else format_value(value, kpi.unit)
        return [
            (text.rjust(9), style),
            (f" {sign}", style),
            (spark(values), "accent"),
            (f"  {archived_word(kpi) or kpi.timing or ''}", "dim"),
        ]

    def _result(self, node: Node, row: KeyResult) -> list[Piece]:
        world = self.main.world
        at = standing(world.plan, row, world.today, world.method)
        style = STATUS_STYLE.get(at.status, "dim")
        how = "  its metric" if node.measures else ""
        return [(percent(at.progress).rjust(9), style), (f"  {status_word(at.status)}", style), (how, "dim")]

    def offered(self) -> list[tuple[str, str]]:
        """The keys that work here."""
        keys: list[tuple[str, str]] = []
        if self.here:
            grow = "what causes it?" if isinstance(self._item, Kpi) else "what tells early?"
            keys += [("list_open", "go there"), ("drivers_cause", grow), ("drivers_link", "link")]
            keys.append(("drivers_detail", "detail"))
        return [*keys, ("leave", "back"), ("undo", "undo"), ("up down", "move")]

    @property
    def _item(self) -> KeyResult | Kpi | None:
        node = self._tree.get(self.here)
        item = self.main.plan.item(node.item) if node else None
        return item if isinstance(item, KeyResult | Kpi) else None

    # -- commands

    def action_open(self) -> None:
        """Go to the item in the plan."""
        if item := self._item:
            self.dismiss(f"show {item.id}")

    def action_detail(self) -> None:
        """All there is about the item."""
        from okrtui.tui.screens.detail import Detail

        if item := self._item:
            self.app.push_screen(Detail(self.main, item.id), self._next)

    def _next(self, what: str | None) -> None:
        if what:
            self.dismiss(what)

    def action_grow(self) -> None:
        """Ask for a cause, or for what tells early; a KPI of that name is linked, another one is made."""
        item = self._item
        if item is None or not self.writable():
            return
        name = item_title(title_of(item), 40)
        question = f"What causes “{name}”?" if isinstance(item, Kpi) else f"What would tell you early about “{name}”?"

        def answered(text: str | None) -> None:
            if text and text.strip():
                named = " ".join(text.split())
                known = self._known(named) is not None
                said = f"{'Linked' if known else 'Added'} “{item_title(named, 40)}”. {key_of('undo')} takes it back."
                self.apply(lambda: self._grown(item, named), said=said)

        there = [plain(known) for known in causing.likely(self.main.plan, item.id, "", 3)]
        hint = f"a KPI, new or known: {', '.join(there)}…" if there else "a KPI, new or known"
        self.app.push_screen(Ask(question, "", None, hint), answered)

    def _known(self, name: str) -> Kpi | None:
        return causing.named(self.main.plan, name)

    def _grown(self, item: KeyResult | Kpi, name: str) -> Edit:
        plan = self.main.plan
        if (linked := causing.link_named(plan, item.id, name)) is not None:
            return linked
        after = item.id if isinstance(item, Kpi) else None
        new = edits.add(plan, Kpi, name=name, timing="leading", after=after)
        link = edits.lead_to(plan, item.id, new.item)
        return Edit(new.title, (*new.changes, *link.changes), new.item)

    def action_link(self) -> None:
        """Tick the KPIs that cause it, or lead to it."""
        item = self._item
        if item is None or not self.writable():
            return
        self.main.show_item(item.id)
        if why := self.main.deeds.why_not("link"):
            self.tell(why)
            return
        self.main.deeds.do("link")


def _style(kpi: Kpi) -> str:
    """Lagging ones stand out, archived ones recede."""
    return "dim" if kpi.archived else _STYLES.get(kpi.timing or "", "")


def _guides(branches: tuple[bool, ...]) -> str:
    """The lines that lead to a node, from the levels above it."""
    if not branches:
        return ""
    more, none, fork, last = "│  ", "   ", "├─ ", "└─ "
    deep = len(branches) - _DEEPEST
    shown = branches[max(deep, 0) :]
    front = f"{deep}… " if deep > 0 else ""
    return front + "".join(more if on else none for on in shown[:-1]) + (fork if shown[-1] else last)


def _right(tail: Sequence[Piece], cells: int) -> list[Piece]:
    """The end of a line, as wide as that of all others."""
    return [(" ", ""), *tail, (" " * max(cells - line_width(tail), 0), "")]

"""The lines of a document before they are imported: what the tree of them shows and does, without a screen."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import date

from okrtui.exchange.markdown_in import KINDS, Document, Kind, Line, read
from okrtui.exchange.markdown_in.flipping import indented, moved, with_kind, with_text
from okrtui.exchange.markdown_plan import Lines, Where, import_lines
from okrtui.plan.entities import Entity
from okrtui.plan.model import Plan
from okrtui.tui.commands import key_of

WORDS: dict[Kind, str] = {
    "objective": "objective", "key_result": "key result", "kpi": "KPI", "initiative": "initiative",
    "priority": "priority", "strategy": "strategy", "why": "why", "skip": "left out",
}  # fmt: skip
_MANY: dict[Kind, str] = {
    "objective": "objectives", "key_result": "key results", "kpi": "KPIs", "initiative": "initiatives",
    "priority": "priorities", "strategy": "strategy", "why": "whys",
}  # fmt: skip
_TOUR: tuple[Kind, ...] = (
    *("objective", "key_result", "initiative"),
    *(kind for kind in KINDS if kind not in ("objective", "key_result", "initiative")),
)
"""The kinds as a key turns through them: what is no key result is work more often than anything else."""
DEPTH: dict[Kind, int] = {"key_result": 1, "initiative": 2, "why": 1}


class Cancelled(Exception):
    """The user left while the document was read."""


@dataclass(frozen=True, slots=True)
class Made:
    """What importing the lines would do to a plan as it was."""

    lines: Lines
    rows: list[Entity]
    """All rows of that plan."""


def reading(
    text: str, name: str, today: date, fiscal_year_start: int, told: Callable[[float], None], left: Callable[[], bool]
) -> Document:
    """Read a document, telling how far it is; raises `Cancelled` soon after `left` is true, and `BadInput`."""

    def progress(share: float) -> None:
        if left():
            raise Cancelled
        told(share)

    return read(text, today=today, fiscal_year_start=fiscal_year_start, source=name, progress=progress)


def making(plan: Plan, document: Document, where: Where, name: str) -> Made:
    """What importing the lines would do; the coach reads them on the way, so that showing them takes no time."""
    from okrtui.coach.around import check_item

    rows = list(plan.rows())
    before = Plan(rows)
    lines = import_lines(before, document, where, source=name)
    after = Plan(rows)
    after.apply(lines.found.edit.changes)
    for row in lines.rows.values():
        if after.item(row) is not None:
            check_item(after, row, today=where.today, settings=where.method)
    return Made(lines, rows)


@dataclass(slots=True)
class LineTree:
    """The lines, the one under the cursor, and what was done to them, which can be taken back."""

    document: Document
    prose: bool = True
    """Lines that are left out are shown."""
    made: Made | None = None
    """What importing them would do, as far as it is known: a moment after each change."""
    quarter: str = ""
    """Name of the quarter for lines that name none; empty: the one that is shown."""
    _before: list[Document] = field(default_factory=list)

    @property
    def shown(self) -> list[int]:
        """Places of the lines that are shown."""
        return [place for place, line in enumerate(self.document.lines) if self.prose or line.kind != "skip"]

    def line(self, place: int) -> Line:
        """A line by its place."""
        return self.document.lines[place]

    def depth(self, place: int) -> int:
        """How deep a line stands: 0 for an objective, 1 for its key results."""
        return DEPTH.get(self.line(place).kind, 0)

    def counts(self) -> list[str]:
        """How many lines are taken and left out, and how many there are of each kind: "5 objectives"."""
        kinds = [line.kind for line in self.document.lines]
        found = []
        for kind, many in _MANY.items():
            if count := kinds.count(kind):
                found.append(many if kind == "strategy" else f"{count} {WORDS[kind] if count == 1 else many}")
        left = kinds.count("skip")
        return [f"{len(kinds) - left} taken, {left} left out", *found] if left else found

    @property
    def doubtful(self) -> list[int]:
        """Places of the lines that are worth a look, for their kind or for their numbers."""
        if self.made is not None:
            return self.made.lines.doubtful(self.document)
        return [place for place, line in enumerate(self.document.lines) if line.doubtful]

    def words(self, place: int) -> str:
        """What is read of a line besides its text: "12 % -> 4 %, by 31 Dec, Jonas"."""
        return self.made.lines.words.get(place, "") if self.made is not None else ""

    def asks(self, place: int) -> bool:
        """Whether a line is worth a look."""
        return self.line(place).doubtful or bool(self.line(place).kind != "skip" and self.doubt(place))

    def doubt(self, place: int) -> str:
        """What is doubtful in the numbers of a line; empty once somebody has said that it is right."""
        asked = self.made is not None and self.line(place).certainty < 1
        return self.made.lines.doubts.get(place, "") if self.made is not None and asked else ""

    def next_doubtful(self, place: int) -> int | None:
        """The next line that is worth a look, from the top again after the last."""
        found = self.doubtful
        return next((other for other in found if other > place), found[0] if found else None)

    # -- what the user does

    def turn(self, place: int, kind: Kind) -> None:
        """Make a line another kind; the same one settles a doubt."""
        self._do(with_kind(self.document, place, kind))

    def next_kind(self, place: int, step: int) -> None:
        """Make a line the next kind, or the one before."""
        at = _TOUR.index(self.line(place).kind)
        self.turn(place, _TOUR[(at + step) % len(_TOUR)])

    def leave_out(self, place: int) -> None:
        """Leave a line out; one that is left out becomes what its place suggests."""
        if self.line(place).kind != "skip":
            self.turn(place, "skip")
            return
        above = [line.kind for line in self.document.lines[:place] if line.kind != "skip"]
        self.turn(place, "key_result" if above and above[-1] in ("objective", "key_result") else "objective")

    def deepen(self, place: int, step: int) -> None:
        """A level deeper, or higher."""
        self._do(indented(self.document, place, step))

    def move(self, place: int, step: int) -> None:
        """Below the next line that it may belong to, or the one before."""
        self._do(moved(self.document, place, step))

    def write(self, place: int, text: str) -> None:
        """Give a line another text."""
        if text.strip() and text.strip() != self.line(place).text:
            self._do(with_text(self.document, place, text))

    def undo(self) -> bool:
        """Take back the last of these; False when there is none."""
        if not self._before:
            return False
        self.document = self._before.pop()
        return True

    def _do(self, document: Document) -> None:
        if document != self.document:
            self._before.append(self.document)
            self.document = document

    def other_quarter(self) -> bool:
        """Send what names no quarter to the next one, or back to the one that is shown; False where that is nothing."""
        if not self.can_go_elsewhere:
            return False
        late = self.made.lines.running if self.made is not None else None
        self.quarter = late.instead if late is not None and not self.quarter else ""
        return True

    @property
    def can_go_elsewhere(self) -> bool:
        """Whether lines come into a running quarter and could go to the next, or were sent there."""
        late = self.made.lines.running if self.made is not None else None
        return bool(self.quarter or (late is not None and late.instead))

    # -- what is said

    def remark(self, place: int) -> str:
        """What there is to say about a line besides its text."""
        line = self.line(place)
        sure = "" if line.kind == "skip" else f"{line.certainty * 100:.0f} % sure: "
        said = [f"line {line.line}", f"{sure}{line.reason}"]
        if doubt := self.doubt(place):
            said.insert(1, f"{doubt} (?)")
        if line.kind in ("key_result", "initiative", "why"):
            above = self.line(line.parent).text if line.parent is not None else ""
            said.append(f"below “{above}”" if above else "below nothing")
        if line.period is not None and line.kind == "objective":
            said.append(line.period.name)
        return " · ".join(said)

    def notes(self, made: Made | None) -> list[str]:
        """Sentences about the whole: where it goes, what is doubtful, what could not be read as it stands."""
        found = []
        quarter = key_of("lines_quarter")
        if made is not None:
            new = [
                line.text for line in made.lines.found.lines if line.verb == "add" and line.text.startswith("cycle ")
            ]
            if new:
                found.append(f"New: {', '.join(new)}.{self._guess()}")
            if late := made.lines.running:
                offer = f" {quarter} plans them for {late.instead}." if late.instead else ""
                found.append(late.sentence + offer)
            if self.quarter:
                found.append(f"What names no quarter goes to {self.quarter}; {quarter} takes that back.")
            there = len(made.lines.there)
            if there:
                found.append(f"{there} {'line is' if there == 1 else 'lines are'} in the plan already (=).")
            found += [note for note in made.lines.found.notes if note not in found]
        if count := len(self.doubtful):
            next_one = key_of("lines_doubtful")
            found.append(
                f"{count} {'line is' if count == 1 else 'lines are'} doubtful (?): {next_one} goes to the next."
            )
        return found

    def _guess(self) -> str:
        guessed = any(line.period is not None and line.period.guessed for line in self.document.items)
        return " The document gives no year: this one is a guess." if guessed else ""


def taken(rows: Sequence[str], plan: Plan) -> list[str]:
    """The rows of the plan that came of an import, in its order."""
    return [row for row in dict.fromkeys(rows) if plan.item(row) is not None]

"""What a file would change in the plan, read and compared: the part of the import dialog without a screen."""

from __future__ import annotations

import os
import re
from collections import Counter
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from okrtui.exchange.errors import BadInput
from okrtui.exchange.files import read_bytes, read_text
from okrtui.exchange.importing import Import, is_fresh
from okrtui.exchange.incoming import FORMATS, format_of
from okrtui.exchange.rows_in import import_file
from okrtui.exchange.wording import counted
from okrtui.plan import manner
from okrtui.plan.changes import Insert
from okrtui.plan.entities import Entity, KeyResult, Kpi, Objective
from okrtui.plan.model import Plan
from okrtui.plan.settings import MethodSettings
from okrtui.tui.exportpaths import short_path

if TYPE_CHECKING:
    from okrtui.exchange.csv_columns import TableWishes
    from okrtui.exchange.csv_text import Sheet
    from okrtui.exchange.listing import ChangeLine

SIGNS = {"add": "+", "change": "~", "remove": "-", "keep": "="}
_QUOTED = re.compile("(“[^”]*”)")
_MOMENT = re.compile(r"\b(\d{4}-\d\d-\d\d)(?: (\d\d:\d\d)(?::\d\d)?)?\b")
_TURN = re.compile(r"(state|next) of (“.*”) (\w+) -> (\w+)")
_STATES = {"draft": "is a draft", "active": "is the one that runs", "closed": "is closed"}
_COUNTED = {"add": "new", "change": "changed", "remove": "removed", "keep": "kept"}
_DONE = {"add": "added", "change": "changed", "remove": "removed"}


def for_people(line: ChangeLine) -> str:
    """A change as a person reads it: days as they are set, an arrow between two values; what is quoted stays."""
    if (turn := _TURN.fullmatch(line.text)) and line.field == turn[1]:
        if line.field == "state" and turn[4] in _STATES:
            return f"{turn[2]} {_STATES[turn[4]]}"
        was, now = ("not decided" if word == "none" else word for word in (turn[3], turn[4]))
        return f"after the quarter, {turn[2]}: {was} → {now}"
    parts = _QUOTED.split(line.text)
    return "".join(
        part if at % 2 else _MOMENT.sub(_moment, part.replace(" -> ", " → ")) for at, part in enumerate(parts)
    )


def _moment(found: re.Match[str]) -> str:
    try:
        day = manner.day(date.fromisoformat(found[1]), year=True)
    except ValueError:
        return found[0]
    return f"{day} {found[2]}" if found[2] else day


@dataclass(frozen=True, slots=True)
class Preview:
    """What a file would change in a plan as it was."""

    found: Import
    rows: list[Entity]
    """All rows of that plan."""
    fresh: bool
    """Whether it had none of its own yet."""

    @property
    def counts(self) -> list[str]:
        """How many lines there are of each kind, with its sign: "+3 new"."""
        return [f"{SIGNS[verb]}{count} {_COUNTED[verb]}" for verb, count in self._counted.items()]

    @property
    def done(self) -> str:
        """The same once it is done: "3 added, 2 changed"."""
        return ", ".join(f"{count} {_DONE[verb]}" for verb, count in self._counted.items() if verb in _DONE)

    @property
    def new(self) -> list[Entity]:
        """The objectives, key results and KPIs that come, in the order of the file."""
        rows = [change.entity for change in self.found.edit.changes if isinstance(change, Insert)]
        return [row for row in rows if isinstance(row, Objective | KeyResult | Kpi)]

    @property
    def new_counts(self) -> list[str]:
        """The same in words: "1 objective", "3 key results"."""
        kinds = Counter(type(row) for row in self.new)
        return [counted(count, kind) for kind, count in kinds.items()]

    @property
    def _counted(self) -> dict[str, int]:
        verbs: list[str] = [line.verb for line in self.found.lines]
        return {verb: verbs.count(verb) for verb in SIGNS if verb in verbs}


def holds_lines(path: str) -> bool:
    """Whether a file is a document, whose lines are taken for what they read like, and not a plan with ids."""
    return FORMATS.get(os.path.splitext(path)[1].lower()) == "markdown"


def document(path: str) -> str:
    """The text of a document; raises `BadInput`, also for one without any words."""
    text = _text(path)
    if not text.strip():
        raise BadInput(os.path.basename(path), "", "is empty; expected OKRs in Markdown or plain text.")
    return text


def holds_table(path: str) -> bool:
    """Whether a file is a table, whose columns have to be known before its rows are."""
    return FORMATS.get(os.path.splitext(path)[1].lower()) == "csv"


def table(path: str) -> Sheet:
    """The table in a file; raises `BadInput`."""
    from okrtui.exchange.csv_text import read_sheet

    try:
        return read_sheet(read_bytes(path), short_path(path))
    except BadInput as error:
        raise BadInput(short_path(path), error.place, error.sentence) from None


def preview(
    path: str, plan: Plan, replace: bool, today: date, method: MethodSettings, wishes: TableWishes | None
) -> Preview:
    """Read a file and compare it with a plan, which is left as it is; raises `BadInput`."""
    name = os.path.basename(path)
    if os.path.isfile(path):
        format_of(path, name)
    found = import_file(path, short_path(path), plan, today=today, method=method, replace=replace, wishes=wishes)
    _ = found.lines  # their words are found here, on the thread that reads, and not when they are shown
    return Preview(found, list(plan.rows()), is_fresh(plan))


def _text(path: str) -> str:
    """The text of a file; sentences name it as the screen does."""
    try:
        return read_text(path)
    except BadInput as error:
        raise BadInput(short_path(path), error.place, error.sentence) from None

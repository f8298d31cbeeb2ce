"""What an export holds, what its file is called, and the writing of it: the part of the dialog without a screen."""

from __future__ import annotations

import os
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from threading import Lock
from typing import Literal

from okrtui.exchange import files
from okrtui.exchange.leaving import leaving, row_alone
from okrtui.plan.changes import Change
from okrtui.plan.entities import Cycle, Entity, Root
from okrtui.plan.errors import PlanError
from okrtui.plan.model import Plan
from okrtui.plan.naming import kind_name, quote, title_of
from okrtui.plan.settings import MethodSettings
from okrtui.tui.exportpaths import short_path

Scope = Literal["cycle", "plan", "row"]


@dataclass(frozen=True, slots=True)
class Format:
    """One way to write a plan, or a part of it, as text."""

    name: str
    command: str
    """The command that chooses it (see `okrtui.tui.dialogkeys`)."""
    suffixes: tuple[str, ...]
    """Endings of its files; the first is the one that is proposed."""
    scopes: tuple[Scope, ...]
    says: str
    """What it is good for, as a sentence."""
    whole: bool = False
    """Whether it needs the whole history of all items."""
    parts: bool = False
    """Whether parts of a cycle or a plan can stay at home."""
    page: bool = False
    """Whether people read it as it is: with a cycle go all KPIs that are watched, not just those it links to."""


FORMATS = (
    Format(
        "HTML report",
        "export_report",
        (".html", ".htm"),
        ("cycle", "plan"),
        "A page to send, with charts; it opens in any browser.",
        whole=True,
        parts=True,
        page=True,
    ),
    Format(
        "Markdown",
        "export_markdown",
        (".md", ".markdown"),
        ("cycle", "row"),
        "To send to people: how things stand today.",
        parts=True,
        page=True,
    ),
    Format("Plain text", "export_text", (".txt",), ("cycle", "row"), "Words and numbers, to paste into a message."),
    Format(
        "CSV",
        "export_csv",
        (".csv",),
        ("cycle", "plan"),
        "For a spreadsheet: a row for a key result or a KPI; import reads it back.",
        whole=True,
        parts=True,
    ),
    Format(
        "TOML",
        "export_toml",
        (".toml",),
        ("cycle", "plan", "row"),
        "To keep beside the code: import reads it back.",
        whole=True,
        parts=True,
    ),
    Format(
        "JSON",
        "export_json",
        (".json",),
        ("cycle", "plan"),
        "For programs: the TOML file's twin.",
        whole=True,
        parts=True,
    ),
)


@dataclass(slots=True)
class Job:
    """One export, to be made and written on a thread of its own; ``plan`` is a copy that nobody else changes."""

    plan: Plan
    form: Format
    scope: Scope
    cycle: Cycle | None
    row: Entity | None
    without: frozenset[str]
    today: date
    settings: MethodSettings
    path: str = ""
    """Where to; empty for a text that is only copied."""
    force: bool = False
    """Whether a file that is no export is replaced."""
    changes: Sequence[Change] = ()
    """What the file's journal holds since the last review, for a report."""
    replaced: bool = False
    """Whether there was a file of this name before; known once it is written."""
    _lock: Lock = field(default_factory=Lock)
    _state: Literal["", "stopped", "finishing"] = ""

    def text(self) -> str:
        """What is exported; raises `PlanError` when there is nothing to export, or no file can hold it."""
        made = self._made()
        if not made.replace(files.PAGE_MARK, "").strip():
            raise PlanError(f"There is nothing to export: {self.what} is empty.")
        if made.encode("utf-8", "replace").decode() != made:
            raise PlanError("There is a character in the plan that no file can hold; nothing was exported.")
        return made

    def _made(self) -> str:
        if self.form.name == "TOML":
            from okrtui.exchange import toml_out

            return toml_out.dumps(self.part())
        if self.form.name == "JSON":
            from okrtui.exchange import json_out

            return json_out.dumps(self.part())
        if self.form.name == "CSV":
            from okrtui.exchange import csv_out

            return csv_out.dumps(self.part())
        if self.form.name == "HTML report":
            return self._report()
        chosen: Entity | None = self.cycle if self.scope == "cycle" else self.row
        if chosen is None:
            return ""
        if self.form.name == "Plain text":
            from okrtui.exchange import text_out

            return text_out.dumps(self.plan, chosen, today=self.today, settings=self.settings)
        from okrtui.exchange import markdown_out

        if isinstance(chosen, Cycle):
            return markdown_out.page(
                self.part(), chosen.id, today=self.today, settings=self.settings, without=self.without
            )
        return markdown_out.item(self.plan, chosen, today=self.today, settings=self.settings)

    def _report(self) -> str:
        from okrtui.exchange import html_out

        cycle = self.cycle.id if self.cycle else ""
        return html_out.page(
            self.part(), cycle, today=self.today, settings=self.settings, without=self.without, changes=self.changes
        )

    def part(self) -> Plan:
        """What of the plan leaves the house; all of it for a single row."""
        if self.scope == "row":
            alone = self.form.name == "TOML" and self.row is not None and not isinstance(self.row, Root)
            return row_alone(self.plan, self.row) if alone and self.row is not None else self.plan
        cycle = self.cycle.id if self.scope == "cycle" and self.cycle else None
        return leaving(self.plan, cycle=cycle, without=self.without, watched=self.form.page)

    def copied(self) -> str:
        """The text without the mark by which okrtui knows its own files again."""
        return self.text().removesuffix(f"\n{files.PAGE_MARK}\n")

    def write(self) -> bool:
        """Write the file; False when it was stopped before. Raises `CannotWrite` and `PlanError`, and `FileExists`."""
        text = self.text()
        if self.form.name == "Markdown" and files.PAGE_MARK not in text:
            text += f"\n{files.PAGE_MARK}\n"
        if self.form.name == "CSV":
            text = "\ufeff" + text  # without it spreadsheets take UTF-8 for something else
        if not self.begin():
            return False
        self.replaced = os.path.exists(self.path)
        files.write_atomic(self.path, text, force=self.force)
        return True

    def begin(self) -> bool:
        """Take the right to finish, from where on it cannot be stopped; False when it was stopped before."""
        with self._lock:
            if self._state != "stopped":
                self._state = "finishing"
            return self._state == "finishing"

    def stop(self) -> bool:
        """Keep the export from being finished; False when that has begun."""
        with self._lock:
            if self._state != "finishing":
                self._state = "stopped"
            return self._state == "stopped"

    @property
    def what(self) -> str:
        """What is exported, for a sentence."""
        return what_of(self.scope, self.cycle, self.row)


def what_of(scope: Scope, cycle: Cycle | None, row: Entity | None) -> str:
    """What a scope covers, for a sentence: "2026-Q2", "the whole plan", "the key result “Lower churn”"."""
    if scope == "cycle" and cycle is not None:
        return " ".join(cycle.name.split()) or "this cycle"
    if scope == "row" and row is not None:
        return "the strategy" if isinstance(row, Root) else f"the {kind_name(type(row))} {quote(title_of(row))}"
    return "the whole plan"


def told(job: Job, text: str = "") -> str:
    """What went out, and where to, as the end of a sentence; with the text, how long it is."""
    said = f"{job.what} as {job.form.name}"
    if job.path:
        said = f"{short_path(job.path)}: {said}"
    if job.without:
        said += f", without {', '.join(sorted(job.without))}"
    if text:
        count = text.count("\n")
        said += f", {count} line{'' if count == 1 else 's'}"
    return said + (", in place of what it held" if job.replaced else "")

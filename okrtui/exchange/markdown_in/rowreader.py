"""Rows of a table to lines: each text below the objective of its row, or of the row above it."""

from __future__ import annotations

import re

from okrtui.exchange.markdown_in.asides import score_of
from okrtui.exchange.markdown_in.marks import label_of
from okrtui.exchange.markdown_in.model import Kind
from okrtui.exchange.markdown_in.numerals import bound_of
from okrtui.exchange.markdown_in.outline import Node
from okrtui.exchange.markdown_in.periods import Calendar, period_in
from okrtui.exchange.markdown_in.tables import Column, Entry, Record, records
from okrtui.exchange.markdown_in.writer import Draft, Writer
from okrtui.plan.fields import Value

_KINDS: dict[Column, Kind] = {
    "objective": "objective",
    "key_result": "key_result",
    "kpi": "kpi",
    "initiative": "initiative",
    "priority": "priority",
}
_DONE = frozenset({"done", "complete", "completed", "closed", "shipped", "x"})
_SAID: dict[Kind, tuple[str, ...]] = {
    "objective": ("owner", "why"),
    "key_result": ("owner", "due", "target", "baseline", "unit", "metric"),
    "kpi": ("owner", "cadence", "source", "unit", "category", "timing"),
    "initiative": ("owner",),
}
"""Fields that a row may fill, by the kind of its last text."""


def read_table(table: Node, mode: str, writer: Writer, calendar: Calendar) -> None:
    """Write down the rows of a table; one that holds nothing of a plan is left out."""
    if mode in ("skip", "notes", "why", "strategy"):
        return
    for record in records(table, mode):
        period = record.fields.get("period")
        before = writer.period
        writer.period = (period_in(period, calendar) if period else None) or before
        _read_record(record, mode, writer)
        writer.period = before


def _read_record(record: Record, mode: str, writer: Writer) -> None:
    last: Draft | None = None
    for entry in record.entries:
        draft = _take(entry, mode, writer)
        last = draft or last
    if last is not None and last.kind in ("key_result", "kpi") and re.search("[0-9]", record.fields.get("current", "")):
        writer.valued.append(record.line)
    if last is not None and last.kind == "kpi" and re.search("[0-9]", aim := record.fields.get("target", "")):
        if bound_of(aim):
            last.fields.setdefault("healthy", aim.strip())
        else:
            writer.aimed.append(record.line)
    if last is not None and last.kind in _SAID:
        for name, value in _fields(record, last.kind).items():
            last.fields.setdefault(name, value)


def _take(entry: Entry, mode: str, writer: Writer) -> Draft | None:
    kind = _KINDS.get(entry.column)
    text, bold = entry.text.text, entry.text.bold
    label = label_of(text, bold)
    if label is not None and label.end < len(text) and (label.coded or label.one):
        text = text[label.end :]
    certainty, reason = 0.93, "the head of its column says so"
    if kind is None:
        like, sure = writer.reads_like(text, "key_result")
        by_words: dict[str, Kind] = {"objective": "objective", "kpi": "kpi"}
        kind, certainty, reason = by_words.get(like, "key_result"), min(0.6, max(sure, 0.3)), "its words say so"
    if kind == "initiative" and writer.objective is None:
        kind = "skip"
    return writer.take(kind, text, entry.line, certainty, reason, reference=-1, once=kind in ("objective", "priority"))


def _fields(record: Record, kind: Kind) -> dict[str, Value]:
    found: dict[str, Value] = {}
    for name in _SAID[kind]:
        if value := record.fields.get(name):  # type: ignore[call-overload]
            if name == "owner":
                value = value.replace("@", "")
            if value.strip(" -–—?") and value.lower() not in ("n/a", "tbd", "none", "na"):
                found[name] = value.strip()
    if "score" in record.fields and (share := score_of(record.fields["score"])) is not None:
        found["score"] = share
    status = record.fields.get("status", "") or record.fields.get("score", "")
    if kind == "initiative" and status.strip(" ✅").lower() in _DONE:
        found["done"] = True
    return found

"""Labels that say something about a line: its owner, its due day, why it matters."""

from __future__ import annotations

from okrtui.exchange.markdown_in.asides import score_of
from okrtui.exchange.markdown_in.marks import Label
from okrtui.plan.fields import Value

_SCORES = frozenset({"score", "grade", "progress", "final score", "final grade", "rating", "current score"})
_DUES = frozenset({"due", "due date", "deadline", "target date", "by when", "end date"})
_TARGETS = frozenset({"target", "target value", "to"})
_BASELINES = frozenset({"baseline", "start", "start value", "from"})
_CADENCES = frozenset({"cadence", "frequency", "measured"})
_SOURCES = frozenset({"source", "data source"})


def fields_of_label(label: Label, text: str) -> dict[str, Value]:
    """What a labelled remark such as "Owner: Ann" says, by the names that a trimmed text uses; empty for the rest."""
    text = text.strip()
    if label.part == "owner":
        return {"owner": text.replace("@", "").strip()}
    if label.part == "why":
        return {"why": text}
    if label.phrase in _SCORES:
        share = score_of(text)
        return {} if share is None else {"score": share}
    for names, field in (
        (_DUES, "due"),
        (_TARGETS, "target"),
        (_BASELINES, "baseline"),
        (_CADENCES, "cadence"),
        (_SOURCES, "source"),
    ):
        if label.phrase in names:
            return {field: text}
    if label.phrase == "unit":
        return {"unit": text}
    return {}

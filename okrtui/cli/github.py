"""Findings as workflow commands of GitHub Actions, which shows them beside the lines of a pull request.

The form is that of "Workflow commands for GitHub Actions": ``::warning file=..,line=..,col=..,title=..::message``.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from okrtui.cli.output import visible
from okrtui.cli.remarks import Remark

_LEVELS = {"warning": "warning", "hint": "notice"}


def commands(remarks: Iterable[Remark]) -> Iterator[str]:
    """One line for each remark."""
    for remark in remarks:
        finding = remark.finding
        known = {"file": remark.path.replace("\\", "/") or None}
        if remark.start:
            known |= {"line": str(remark.start.line), "col": str(remark.start.column)}
        if remark.start and remark.end:
            known |= {"endLine": str(remark.end.line)}
            if remark.end.line == remark.start.line:
                known |= {"endColumn": str(remark.end.column)}
        known["title"] = f"{finding.code} {finding.title}"
        properties = ",".join(f"{name}={_property(value)}" for name, value in known.items() if value)
        yield f"::{_LEVELS[finding.severity]} {properties}::{_data(remark.said)}"


def _data(text: str) -> str:
    """A message: a per cent sign and line breaks are escaped, other control characters shown as symbols."""
    escaped = text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")
    return visible(escaped)


def _property(text: str) -> str:
    """A value of a property, in which colon and comma have a meaning too."""
    return _data(text).replace(":", "%3A").replace(",", "%2C")

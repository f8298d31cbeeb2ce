"""Findings one a line, as compilers print them: ``FILE:LINE:COL CODE severity Title: message``."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from okrtui.cli.output import visible
from okrtui.cli.remarks import Remark


def lines(remarks: Iterable[Remark]) -> Iterator[str]:
    """One line for each remark: a plan file, which has no lines, names the item instead; standard input is ``-``."""
    for remark in remarks:
        finding = remark.finding
        message = " ".join(finding.message.split())
        yield visible(f"{_place(remark)} {finding.code} {finding.severity} {finding.title}: {message}")


def _place(remark: Remark) -> str:
    path = remark.path or "-"
    if remark.start:
        return f"{path}:{remark.start.line}:{remark.start.column}"
    return f"{path}:{remark.item}" if remark.item else path

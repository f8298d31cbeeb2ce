"""How much the coach says in the app, by the setting `coach`: warnings, both, or hints as warnings."""

from __future__ import annotations

from dataclasses import replace

from okrtui.coach.model import Verdict


def as_set(verdict: Verdict, coach: str) -> Verdict:
    """A verdict as the setting wants it: "quiet" shows no hints, "strict" takes them for warnings."""
    if coach == "quiet":
        findings = tuple(replace(f, shown=f.shown and f.severity == "warning") for f in verdict.findings)
    elif coach == "strict":
        findings = tuple(replace(f, severity="warning") for f in verdict.findings)
    else:
        return verdict
    return replace(verdict, findings=findings)

"""The coach reads along: what a line is, what is missing in it, and what to write instead. Pure: no I/O, no clock."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from okrtui.coach.check import check_text as check_text
    from okrtui.coach.checkplan import check_plan as check_plan
    from okrtui.coach.model import Context as Context

_HOMES = {"check_text": "okrtui.coach.check", "check_plan": "okrtui.coach.checkplan", "Context": "okrtui.coach.model"}
__all__ = ["Context", "check_plan", "check_text"]


def __getattr__(name: str) -> Any:
    """Load what is asked for when it is asked for: a start without the coach does not pay for it."""
    if name not in _HOMES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    from importlib import import_module

    return getattr(import_module(_HOMES[name]), name)

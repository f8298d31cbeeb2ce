"""What several commands need: settings that are fine, and the plan that a path names."""

from __future__ import annotations

from okrtui.plan.errors import PlanError
from okrtui.settings import Settings, load


def settings() -> Settings:
    """The user's settings; raises `PlanError` with the first thing in them that cannot be used."""
    found, problems = load()
    if problems:
        more = f" ({len(problems) - 1} more of such)" if len(problems) > 1 else ""
        raise PlanError(problems[0].replace("; the defaults are used.", ".") + more)
    return found

"""What becomes of a failure that should not have been: a report for those who mend it, a sentence for the user."""

from __future__ import annotations

import os

from okrtui import settings
from okrtui.plan.errors import PlanError
from okrtui.tui.app import TRACEBACK


class Crashed(PlanError):
    """The app failed where it should not. Its report goes to the state folder, the user is told in a sentence."""

    def __init__(self, report: str) -> None:
        file = settings.state_dir() / "crash.txt"
        kept = f"The report is in {file}."
        try:
            file.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
            # it quotes from the plan: one that anybody could read gives way to one that the user alone can
            file.unlink(missing_ok=True)
            with open(os.open(file, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600), "w", encoding="utf-8") as opened:
                opened.write(report)
        except OSError:
            kept = f"{TRACEBACK}=1 okrtui … shows the report."
        super().__init__(
            f"okrtui failed where it should not. What was typed is kept and offered at the next start. {kept}"
        )

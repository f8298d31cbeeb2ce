"""What is different when the app is shown in a browser: files are written on the machine that serves it."""

from __future__ import annotations

from pathlib import Path

from textual.app import App


def hand_over(app: App[object], path: str) -> str:
    """Give the browser a copy of a file that was written, and say so; in a terminal nothing is done or said."""
    if not app.is_web:
        return ""
    app.deliver_binary(Path(path), save_filename=Path(path).name)
    return " That is on the machine that serves okrtui; your browser gets a copy."

"""Fixtures of the terminal app: plan files in a temporary folder, nothing that moves on its own."""

from __future__ import annotations

import os
from pathlib import Path

os.environ["TEXTUAL_ANIMATIONS"] = "none"

import pytest
from textual.widgets import Input, TextArea

from tests.tui.driving import put_sample


@pytest.fixture(autouse=True)
def no_blinking(monkeypatch: pytest.MonkeyPatch) -> None:
    """Carets stay as they are, so that a picture does not depend on the moment."""
    monkeypatch.setattr(TextArea, "cursor_blink", False)
    monkeypatch.setattr(Input, "_toggle_cursor", lambda _: None)


@pytest.fixture(autouse=True)
def own_clipboard(monkeypatch: pytest.MonkeyPatch) -> None:
    """The clipboard of whoever runs the tests stays as it is."""
    monkeypatch.setattr("okrtui.tui.clipboard.command", tuple)


@pytest.fixture(autouse=True)
def own_folders(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Nothing outside the temporary folder is read or written."""
    for name in ("XDG_DATA_HOME", "XDG_STATE_HOME", "XDG_CONFIG_HOME"):
        monkeypatch.setenv(name, str(tmp_path / name.lower()))


@pytest.fixture
def empty(tmp_path: Path) -> Path:
    """A plan file that is not there yet."""
    return tmp_path / "acme-shop.db"


@pytest.fixture
def sample(empty: Path) -> Path:
    """A plan file with the sample."""
    put_sample(empty)
    return empty

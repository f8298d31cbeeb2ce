"""Which reader a file is for, by its suffix: one table for the command line and the app."""

from __future__ import annotations

import os
from typing import Literal

from okrtui.exchange.errors import BadInput

Format = Literal["toml", "json", "csv", "markdown"]

FORMATS: dict[str, Format] = {
    ".toml": "toml",
    ".json": "json",
    ".csv": "csv",
    ".tsv": "csv",
    ".md": "markdown",
    ".markdown": "markdown",
    ".txt": "markdown",
}
"""What a suffix says a file holds."""


def format_of(path: str, shown: str = "") -> Format:
    """What a file holds; `shown` is its name in sentences. Raises `BadInput` for a suffix that no reader is for."""
    suffix = os.path.splitext(path)[1].lower()
    if suffix in FORMATS:
        return FORMATS[suffix]
    raise BadInput(shown or path, "", f"expected a file that ends in {', '.join(FORMATS)}.")

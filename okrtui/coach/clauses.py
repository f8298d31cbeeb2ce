"""What hangs on the main clause: a prescribed way, a second result, a dependency."""

from __future__ import annotations

from okrtui.coach.hanging import find_dependency
from okrtui.coach.means import find_means
from okrtui.coach.parts import find_parts
from okrtui.coach.reading import Reading


def find_clauses(reading: Reading) -> None:
    """Set means, parts and dependency of the reading."""
    reading.means = find_means(reading)
    reading.parts = find_parts(reading)
    reading.hangs_on = find_dependency(reading)

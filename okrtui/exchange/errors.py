"""What can go wrong on the way in or out: sentences that a user may read as they are."""

from __future__ import annotations

from okrtui.plan.errors import PlanError


class BadInput(PlanError):
    """A file that cannot be read as a plan.

    ``source`` names the file as the user did, ``place`` is a path such as ``cycles[0].objectives[2].title``, a line
    and column, or empty when the whole file is meant; ``sentence`` says what is expected.
    """

    def __init__(self, source: str, place: str, sentence: str) -> None:
        self.source = source
        self.place = place
        self.sentence = sentence
        super().__init__(": ".join(part for part in (source, place, sentence) if part))


class CannotWrite(PlanError):
    """A file that cannot be written; ``str()`` says which, and why."""


class FileExists(CannotWrite):
    """A file that is there already and is not ours to replace."""

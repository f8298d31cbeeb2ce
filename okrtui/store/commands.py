"""What a window asks of its store thread."""

from __future__ import annotations

import threading
import time
from dataclasses import dataclass, field
from typing import Literal

from okrtui.plan.changes import Edit
from okrtui.store.origin import Origin


@dataclass(frozen=True, slots=True)
class Write:
    """An edit to write; ``known`` is how many failures its maker had been told, ``draft`` the key it grew from."""

    ticket: int
    edit: Edit
    origin: Origin
    known: int
    draft: str = ""
    queued: float = field(default_factory=time.monotonic)


@dataclass(frozen=True, slots=True)
class Again:
    """Undo or redo; ``after`` is the last edit before it."""

    kind: Literal["undo", "redo"]
    ticket: int
    origin: Origin
    known: int
    after: int
    queued: float = field(default_factory=time.monotonic)


@dataclass(frozen=True, slots=True)
class Travel:
    """Undo (or redo) these actions of the journal in this order, all of them or none; ``title`` names what is done."""

    kind: Literal["undo", "redo"]
    ticket: int
    origin: Origin
    actions: tuple[int, ...]
    title: str
    queued: float = field(default_factory=time.monotonic)


@dataclass(frozen=True, slots=True)
class Barrier:
    """Set once everything before it is done; ``stop`` ends the thread."""

    reached: threading.Event
    stop: bool


class Wake:
    """There are drafts to look after."""


Command = Write | Again | Travel | Barrier | Wake

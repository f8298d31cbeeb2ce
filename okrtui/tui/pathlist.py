"""Names in folders, to complete a path that is being typed."""

from __future__ import annotations

import os
from dataclasses import dataclass
from itertools import islice

_MOST = 5000
"""Entries of one folder that are looked at."""


@dataclass(frozen=True, slots=True)
class Entry:
    """A folder, or a file that may be meant."""

    name: str
    folder: bool

    @property
    def shown(self) -> str:
        """The name as it is listed and completed; a folder ends in a slash."""
        return self.name + "/" if self.folder else self.name


class PathList:
    """What a typed path may become: folders, and files with one of some endings. Each folder is read once."""

    def __init__(self, *suffixes: str) -> None:
        self._suffixes = suffixes
        self._folders: dict[str, list[Entry]] = {}

    def matching(self, typed: str) -> list[Entry]:
        """The entries that the last part of a typed path begins, folders last; hidden ones only when asked for."""
        head, last = os.path.split(typed)
        low = last.lower()
        return [
            entry
            for entry in self._entries(head)
            if entry.name.lower().startswith(low) and (last.startswith(".") or not entry.name.startswith("."))
        ]

    def completed(self, typed: str) -> str:
        """The typed path with what all that match have in common; the same path when that is no more."""
        found = self.matching(typed)
        if not found:
            return typed
        names = [entry.shown for entry in found]
        common = names[0]
        while not all(name.startswith(common) for name in names):
            common = common[:-1]
        return self.joined(typed, common) if len(common) >= len(os.path.split(typed)[1]) else typed

    @staticmethod
    def joined(typed: str, name: str) -> str:
        """The typed path with another last part."""
        return os.path.join(os.path.split(typed)[0], name)

    def _entries(self, folder: str) -> list[Entry]:
        path = os.path.expanduser(folder) or "."
        if path not in self._folders:
            self._folders[path] = sorted(self._read(path), key=lambda entry: (entry.folder, entry.name.lower()))
        return self._folders[path]

    def _read(self, path: str) -> list[Entry]:
        found = []
        try:
            with os.scandir(path) as entries:
                for entry in islice(entries, _MOST):
                    if entry.name.isprintable() and (
                        entry.is_dir() or (entry.is_file() and entry.name.lower().endswith(self._suffixes))
                    ):
                        found.append(Entry(entry.name, entry.is_dir()))
        except (OSError, ValueError):
            return []
        return found

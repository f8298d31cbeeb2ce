"""The plan file: one SQLite database, its journal, its drafts. `okrtui.session` is the door to it."""

from okrtui.store.file import create, is_plan

__all__ = ["create", "is_plan"]

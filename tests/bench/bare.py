"""The least that a Textual app with a table and an input can be: what okrtui is measured against."""

from __future__ import annotations

from textual.app import App, ComposeResult
from textual.widgets import DataTable, Input


class Bare(App[None]):
    """One DataTable of 100 rows and one Input."""

    CSS = "DataTable { height: 1fr; }"

    def compose(self) -> ComposeResult:
        """The input and the table."""
        yield Input(placeholder="type here")
        yield DataTable(cursor_type="row")

    def on_mount(self) -> None:
        """Fill the table and give it the keys."""
        table = self.query_one(DataTable)
        table.add_columns("Id", "Objective", "Owner", "Progress", "Due")
        for i in range(100):
            table.add_row(f"KR-{i}", f"Grow metric {i} from {i} to {i * 3}", f"owner{i % 7}", f"{i} %", "2026-Q4")
        table.focus()


if __name__ == "__main__":
    Bare().run()

"""Commands that show where things stand: the detail view, the driver tree, the reviews."""

from __future__ import annotations

from okrtui.plan import edits
from okrtui.plan.entities import Initiative
from okrtui.tui.commands import key_of
from okrtui.tui.deeds.part import Part


class Standing(Part):
    """Opens the views, and does what is asked for on leaving them."""

    def need_detail(self) -> str:
        return "" if self.screen.here is not None else f"There is no row here yet: {key_of('new')} writes one."

    def do_detail(self) -> None:
        """All there is about the row; an initiative is ticked instead."""
        screen, here = self.screen, self.screen.here
        if isinstance(here, Initiative):
            if screen.session.readonly:
                screen.tell(screen.session.notice)
                return
            self.apply(edits.change(screen.plan, here.id, done=not here.done))
        elif here is not None:
            self.open_detail(here.id)

    def open_detail(self, row: str) -> None:
        """The detail view of a row."""
        from okrtui.tui.screens.detail import Detail

        self.screen.app.push_screen(Detail(self.screen, row), self.left)

    def need_drivers(self) -> str:
        return (
            ""
            if self.screen.plan.kpis
            else f"The driver tree is made of KPIs, and there is none yet: {key_of('pane_4')}, then {key_of('new')}."
        )

    def do_drivers(self) -> None:
        """What causes what: KPIs, their causes, and the key results that they lead to."""
        from okrtui.tui.screens.drivers import Drivers

        here = self.screen.here
        self.screen.app.push_screen(Drivers(self.screen, here.id if here else ""), self.left)

    def do_reviews(self) -> None:
        """The reviews that were held, with their minutes."""
        from okrtui.tui.screens.reviews import ReviewsScreen

        self.screen.app.push_screen(ReviewsScreen(self.screen), self.left)

    def left(self, what: str | None) -> None:
        """What a view was left for: "show ID", "edit ID" or "wordings ID"; None: nothing but the view was left."""
        screen = self.screen
        screen.tell("")
        if not what:
            screen.reload()
            return
        deed, _, row = what.partition(" ")
        if screen.plan.item(row) is None:
            return
        screen.show_item(row)
        if deed == "edit":
            screen.deeds.typing.do_edit()
        elif deed == "wordings":
            screen.deeds.wordings.compare(row)

"""What was called good as it is: why, by when, and whether it is still needed."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from typing import TYPE_CHECKING, ClassVar

from okrtui.coach.around import LESSONS
from okrtui.coach.meant import WHY, Meant, clear_unused, meant, revoke, set_back, taught
from okrtui.coach.pages import all_rules
from okrtui.plan.dates import format_moment
from okrtui.tui.commands import key_of
from okrtui.tui.paint import Line, both_ends
from okrtui.tui.rows import count
from okrtui.tui.screens.listing import Listing
from okrtui.tui.text import plain, wrap
from okrtui.tui.widgets.rowlist import Row

if TYPE_CHECKING:
    from okrtui.tui.screens.main import MainScreen

_ABOUT = "g on a line tells the coach that it is meant as it stands. That holds until the words of the line change."


class MeantScreen(Listing):
    """Its result is "show ID" when a line was gone to."""

    PLACE: ClassVar[str] = "meant"

    def __init__(self, main: MainScreen) -> None:
        super().__init__(main)
        self._found: dict[str, Meant] = {}
        self._codes: dict[str, str] = {}
        """Codes of the rules by the keys of the lines about them."""
        self._names = {rule.code: rule.title for rule in all_rules()}

    def on_mount(self) -> None:
        """Begin on the first line that can be gone to."""
        self.call_after_refresh(self.begin)

    # -- what is shown

    def heading(self) -> Line:
        """What it is, and how much of it there is."""
        return [("Good as it is", "accent"), (f"  {count(len(self._all()), 'line')}", "dim")]

    def _all(self) -> list[Meant]:
        main = self.main
        return meant(main.plan, today=main.world.today, settings=main.settings.method)

    def make(self, cells: int) -> Sequence[Row]:
        """Rules that only hint, what is in use, and what is not needed any more."""
        found = self._all()
        self._found, self._codes = {}, {}
        rows = [Row.of_line(f"about-{n}", [(text, "dim")]) for n, text in enumerate(wrap(_ABOUT, cells))]
        if not found:
            rows += [
                Row.of_line("gap", []),
                Row.of_line("none", [("Nothing has been called good as it is yet.", "strong")]),
            ]
        rows += self._lessons(cells)
        for title, some in (
            ("In use", [each for each in found if not each.unused]),
            ("Not needed any more", [each for each in found if each.unused]),
        ):
            if some:
                more = f"{key_of('meant_clear')} clears all of these" if some[0].unused else ""
                rows += [Row.of_line(f"gap {title}", []), Row.of_line(title, [(title, "strong"), (f"  {more}", "dim")])]
            for each in some:
                rows += self._entry(each, cells)
        self.stops = {*self._found, *self._codes}
        return rows

    def _lessons(self, cells: int) -> list[Row]:
        """What the reason "our words, we mean it" has taught so far."""
        rows: list[Row] = []
        for code, times in taught(self.main.plan).items():
            if not rows:
                rows += [
                    Row.of_line("gap lessons", []),
                    Row.of_line("lessons", [("What “our words, we mean it” has taught", "strong")]),
                ]
            if times >= LESSONS:
                said = f"only hints in this plan: meant {times} times"
                self._codes[f"code {code}"] = code
            else:
                said = f"meant {times} of {LESSONS} times; then it only hints"
            right = [(key_of("meant_speak"), "key"), (" speaks as ever", "dim")] if times >= LESSONS else []
            rows.append(Row.of_line(f"code {code}", both_ends([*self._rule(code), ("  " + said, "")], right, cells)))
        return rows

    def _rule(self, code: str) -> Line:
        return [(self._names.get(code, "a rule of another okrtui"), "hint"), (f" {code}", "dim")]

    def _entry(self, each: Meant, cells: int) -> list[Row]:
        """The line, and below it the rule, the reason and why it is not needed."""
        row, key = each.row, f"row {each.row.id}"
        self._found[key] = each
        day = format_moment(row.at, self.main.world.today) if row.at else ""
        text = plain(row.text) or "(a line without words)"
        tail = f" · {WHY[each.state]}" if each.unused else ""
        below = [("  ", ""), *self._rule(row.code), (f" · {plain(row.reason) or 'no reason'}", ""), (tail, "warn")]
        return [
            Row.of_line(key, both_ends([(text, "dim" if each.unused else "")], [(day, "dim")], cells)),
            Row.of_line(f"below {key}", below),
        ]

    def offered(self) -> list[tuple[str, str]]:
        """The keys that work on the line under the cursor."""
        keys: list[tuple[str, str]] = []
        each = self._found.get(self.here)
        if each is not None:
            keys += [("list_open", "go there")] if each.state != "gone" else []
            keys += [("meant_revoke", "take it back"), ("meant_why", "why")]
        elif self.here:
            keys += [("meant_speak", "speak as ever"), ("meant_why", "why")]
        if any(one.unused for one in self._found.values()):
            keys.append(("meant_clear", "clear unused"))
        return [*keys, ("leave", "back"), ("undo", "undo"), ("up down", "move")]

    # -- commands

    def action_open(self) -> None:
        """Go to the line."""
        each = self._found.get(self.here)
        if each is None:
            return
        if self.main.plan.item(each.row.item or "") is None:
            self.tell(f"The line is gone. {key_of('meant_revoke')} takes the note away too.")
        else:
            self.dismiss(f"show {each.row.item}")

    def action_revoke(self) -> None:
        """Let the coach speak of the line again."""
        each = self._found.get(self.here)
        if each is None:
            self.tell(f"{key_of('meant_revoke')} takes back what was said of a line: {key_of('down')} goes to one.")
        elif self.writable():
            said = "Taken away." if each.unused else "Taken back: the coach speaks of this line again."
            self.apply(lambda: revoke(self.main.plan, each.row.id), said=f"{said} {key_of('undo')} brings it back.")

    def action_clear(self) -> None:
        """Take away all that is not needed any more."""
        main = self.main
        many = sum(each.unused for each in self._found.values())
        if not many:
            self.tell("All of it is in use: there is nothing to clear.")
        elif self.writable():
            self.apply(
                lambda: clear_unused(main.plan, today=main.world.today, settings=main.settings.method),
                said=f"Cleared {many}. {key_of('undo')} brings {'it' if many == 1 else 'them'} back.",
            )

    def action_set_back(self) -> None:
        """Let a rule that only hints speak as ever."""
        code = self._codes.get(self.here) or (self._found[self.here].row.code if self.here in self._found else "")
        if not code:
            self.tell("No rule has been taught to only hint here.")
        elif self.writable():
            name = self._names.get(code, code)
            said = f"“{name}” speaks as ever; the lines that you meant stay fine. {key_of('undo')} takes it back."
            self.apply(lambda: set_back(self.main.plan, code, name), said=said)

    def action_why(self) -> None:
        """The page of the rule."""
        from okrtui.coach.pages import page

        code = self._codes.get(self.here) or (self._found[self.here].row.code if self.here in self._found else "")
        if code in self._names:
            from okrtui.tui.screens.page import Page, text_lines

            self.app.push_screen(Page(f"{self._names[code]} · {code}", text_lines(partial(page, code))))

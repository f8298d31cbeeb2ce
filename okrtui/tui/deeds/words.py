"""The team's own words: the page of them, and teaching one from the line that has it."""

from __future__ import annotations

from collections.abc import Callable

from okrtui.coach.around import text_kind, text_of
from okrtui.plan.changes import Edit
from okrtui.plan.entities import Initiative, KeyResult, Kpi, Lexeme, Objective, Root
from okrtui.plan.errors import PlanError
from okrtui.plan.model import Plan
from okrtui.plan.words import MEANING, MEANS, Means, add_word, find_word, lines_with
from okrtui.tui.commands import key_of
from okrtui.tui.deeds.part import Part
from okrtui.tui.rows import count, item_title
from okrtui.tui.screens.picker import Choice, Picker
from okrtui.tui.text import plain

_KEYS = {"metric": "m", "artefact": "a", "team": "t", "person": "p"}


class Words(Part):
    """Shows the words, and adds one."""

    def do_words(self) -> None:
        """All words of the team's own."""
        self.open_words()

    def open_words(self, word: str = "") -> None:
        """The page of the team's own words, on one of them."""
        from okrtui.tui.screens.words import WordsScreen

        self.screen.app.push_screen(WordsScreen(self.screen, word), self.screen.deeds.standing.left)

    def need_word(self) -> str:
        kinds = (Root, Objective, KeyResult, Kpi, Initiative)
        needs = self.need_item(*kinds, otherwise="A word is taken from an objective, a key result or a KPI.")
        here = self.screen.here
        if not needs and here is not None and not text_of(here).strip():
            return f"There are no words in this row yet: {key_of('edit')} writes them."
        return needs

    def do_word(self) -> None:
        """Ask which word of the line is the team's own, then what it means."""
        from okrtui.coach.ownwords import candidates

        screen, here = self.screen, self.screen.here
        if here is None:
            return
        verdict = screen.side.verdict(here.id) if text_kind(here) else None
        found = candidates(text_of(here), verdict)
        choices = [Choice(word, item_title(word, 60), str(n)) for n, word in enumerate(found, 1)]

        def chosen(answer: object) -> None:
            if isinstance(answer, str) and answer:
                self._ask_meaning(answer.removeprefix("=") if answer not in found else answer)

        note = "A name that only your team knows. The coach then reads it as you mean it, in every line."
        typed = "or type a word or two" if choices else "type a word or two of this line"
        picker = Picker("Which word is your own?", choices, note=note, typed=typed)
        screen.app.push_screen(picker, chosen)

    def _ask_meaning(self, word: str) -> None:
        """What a word means: one of four."""
        from okrtui.coach.ownwords import refuse_small

        screen, plan = self.screen, self.screen.plan
        known = find_word(plan, word)
        try:
            refuse_small(word)
            if known is None:
                add_word(plan, word, "metric")
        except PlanError as error:
            screen.tell(str(error))
            return
        if known is not None:
            means = MEANING.get(known.means or "", "there, without a meaning")
            keys = f"{key_of('words_edit')} changes it, {key_of('words_delete')} deletes it."
            said = f"“{item_title(known.word, 40)}” is {means} already. {keys}"
            self.open_words(known.id)
            screen.app.call_after_refresh(lambda: _tell(screen.app.screen, said))
            return
        many = count(len(lines_with(plan, word)), "line")
        choices = [Choice(means, MEANING[means], _KEYS[means]) for means in MEANS]

        def meant(answer: object) -> None:
            means = next((means for means in MEANS if means == answer), None)
            if means is not None:
                self._add(word, means)

        screen.app.push_screen(Picker(f"“{item_title(word, 40)}” is …", choices, note=f"It stands in {many}."), meant)

    def _add(self, word: str, means: Means) -> None:
        try:
            edit = add_word(self.screen.plan, word, means)
        except PlanError as error:
            self.screen.tell(str(error))
            return
        self.teach(edit, self.screen.tell)

    def teach(self, edit: Edit, tell: Callable[[str], None]) -> None:
        """Do an edit of a word, and say what the coach makes of it."""
        from okrtui.coach.ownwords import otherwise

        screen = self.screen
        before = Plan(screen.plan.rows())
        if not edit or not self.apply(edit):
            if screen.footer.notice:
                tell(screen.footer.notice)
            return
        word = next(
            (c.entity.word for c in edit.changes if not hasattr(c, "field") and isinstance(c.entity, Lexeme)), ""
        )
        row = screen.plan.find(edit.item, Lexeme)
        word = row.word if row else word
        found = lines_with(screen.plan, word)
        other = otherwise(before, screen.plan, found, today=screen.world.today, settings=screen.settings.method)
        named = f"“{item_title(plain(word), 40)}”"
        done = f"{named} is {MEANING.get(row.means or '', 'a word')} now" if row else f"{named} is no word of yours now"
        tell(f"{done}{_so(len(found), other)} {key_of('undo')} takes it back.")


def _so(lines: int, other: int) -> str:
    """What comes of a word: in how many lines it stands, and how many of these the coach reads otherwise now."""
    if not lines:
        return "; no line has it yet."
    if not other:
        return f". {'One line has' if lines == 1 else f'{lines} lines have'} it, and the coach says what it said."
    if lines == 1:
        return ": the coach reads its line anew."
    return f": the coach reads {other} of its {lines} lines anew."


def _tell(screen: object, sentence: str) -> None:
    tell = getattr(screen, "tell", None)
    if tell is not None:
        tell(sentence)

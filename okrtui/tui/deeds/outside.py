"""Long texts in the user's own editor."""

from __future__ import annotations

from okrtui.plan.edits import title_of
from okrtui.plan.entities import Entity
from okrtui.tui.commands import key_of
from okrtui.tui.deeds.part import Part
from okrtui.tui.forms import FORMS, Form
from okrtui.tui.place import Place
from okrtui.tui.rows import item_title
from okrtui.tui.screens.picker import Choice, Picker

_TITLE = ""
"""Stands for the text of the row itself, beside the names of its fields."""


class Outside(Part):
    """Commands that open $EDITOR."""

    def need_outside(self) -> str:
        if self.screen.here is None:
            return f"There is no row here yet: {key_of('new')} writes one."
        return self.need_outside_text()

    def need_outside_text(self) -> str:
        from okrtui.tui.browser import NO_EDITOR, shown_in_browser

        return NO_EDITOR if shown_in_browser() else ""

    def do_outside(self) -> None:
        """A text of the row under the cursor; which one is asked where there are several."""
        here = self.screen.here
        if here is None:
            return
        texts = _texts(FORMS[type(here)])
        if len(texts) == 1:
            self._open(here, texts[0][0])
            return
        name = item_title(title_of(here), 50)
        choices = [Choice(field or "=", label, str(n)) for n, (field, label) in enumerate(texts, 1)]

        def done(answer: str | tuple[str, ...] | None) -> None:
            if isinstance(answer, str):
                self._open(here, _TITLE if answer == "=" else answer)

        self.screen.app.push_screen(Picker(f"Which text of “{name}”?", choices), done)

    def _open(self, row: Entity, field: str) -> None:
        screen = self.screen
        screen.deeds.typing.open(Place(type(row), row.id))
        if not screen.typing:  # a closed cycle asks first
            return
        if field:
            screen.editor.go_to(field)
        screen.call_after_refresh(self.do_outside_text)

    def do_outside_text(self) -> None:
        """The text that is being typed; the coach says what it finds when it is back."""
        from okrtui.tui.externaledit import edit_area

        screen, editor = self.screen, self.screen.editor
        editing = editor.editing
        if editing is None:
            return
        screen.deeds.drafting.keep_draft()
        name, hint, long = editing.form.word, editing.placeholder, editing.form.long_title
        if editor.field:
            target = editing.field(editor.field)
            name, hint, long = f"{target.label} of the {name}", target.hint, target.long
        area = editor.entry if editor.field else editor.area
        said = edit_area(area, name, hint, one_line=not long)
        editor.settle()
        screen.deeds.drafting.keep_draft()
        screen.tell(said)


def _texts(form: Form) -> list[tuple[str, str]]:
    """The texts of a row that may be long: the name of the field and its label; its own text comes last."""
    own = (_TITLE, form.word)
    fields = [(field.name, field.label) for field in form.fields if field.long]
    return [*fields, own]

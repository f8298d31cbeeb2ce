"""Widgets that paint in the styles which the stylesheet names."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rich.style import Style
from textual.geometry import Region
from textual.strip import Strip

if TYPE_CHECKING:
    from textual.widget import Widget as Base
else:
    Base = object  # Textual takes the styles of a widget's first base alone: this one must be none


class Styled(Base):
    """Knows the styles ``okr--NAME`` of the app.

    They are component classes of the app and not of each widget that paints: Textual keeps a node of its tree for each
    one, with 10 kB and a pass of the stylesheet, and there would be a dozen for every widget.
    """

    _named: dict[str, Style]
    _base: Style | None = None

    @property
    def base(self) -> Style:
        """The widget's own style; Textual works it out anew whenever it is asked, which is once for a line."""
        if self._base is None:
            self._base = self.rich_style
        return self._base

    def begin_frame(self) -> None:
        """Something else may have changed the widget's own style since the last frame."""
        self._base = None

    def render_lines(self, crop: Region) -> list[Strip]:
        """Lines of the widget, as Textual asks for them."""
        self.begin_frame()
        return super().render_lines(crop)

    def style_of(self, name: str) -> Style:
        """The theme's style for a name, to be laid over a widget's own."""
        try:
            return self._named[name]
        except AttributeError:
            self._named = {}
        except KeyError:
            pass
        found = self._named[name] = self.app.get_component_styles(f"okr--{name}").partial_rich_style
        return found

    def notify_style_update(self) -> None:
        """Forget the theme's styles when it changes."""
        self._named = {}
        super().notify_style_update()

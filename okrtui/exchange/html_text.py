"""HTML that cannot be broken by what people type: text is escaped unless it is HTML already."""

from __future__ import annotations

import re
from html import escape

from okrtui.exchange.markdown_text import PICTURES

_VOID = frozenset({"meta", "br", "hr"})


class Html(str):
    """A piece of HTML that was made here; every other `str` is text, and is escaped when it comes into a page."""

    __slots__ = ()


def escaped(text: str) -> Html:
    """A text as HTML: nothing in it is markup, and control characters become symbols."""
    return text if isinstance(text, Html) else Html(escape(text.translate(PICTURES), quote=True))


def tag(name: str, /, *children: str | None, **attributes: str | float | None) -> Html:
    """An element. Children that are no `Html` are text; None is left out, and so are attributes of None.

    An underscore in an attribute's name stands for a hyphen, one at its end for nothing: `class_`, `aria_label`.
    """
    given = "".join(
        f' {key.rstrip("_").replace("_", "-")}="{escaped(_shown(value))}"'
        for key, value in attributes.items()
        if value is not None
    )
    if name in _VOID:
        return Html(f"<{name}{given}>")
    return Html(f"<{name}{given}>{join(*children)}</{name}>")


def join(*children: str | None, by: str = "") -> Html:
    """Pieces of a page one after another, with `by` between them."""
    return Html(escaped(by).join(escaped(child) for child in children if child is not None))


def _shown(value: str | float) -> str:
    """An attribute's value; numbers with two decimals at most."""
    return value if isinstance(value, str) else f"{value:.2f}".rstrip("0").rstrip(".")


def line(text: str) -> str:
    """A text of several lines on one."""
    return " ".join(text.split())


def words(text: str) -> Html:
    """Someone's words within a sentence of ours, whichever way they are written."""
    return tag("bdi", line(text))


def prose(text: str, **attributes: str | None) -> Html:
    """Someone's text as paragraphs; line breaks within a paragraph stay."""
    parts = re.split(r"(?:\r?\n[ \t]*){2,}", text.strip())
    made = []
    for part in filter(str.strip, parts):
        lines = [row.strip() for row in part.splitlines() if row.strip()]
        made.append(tag("p", join(*lines, by=tag("br")), dir="auto", **attributes))
    return join(*made)


def dotted(*parts: str | None) -> Html:
    """Short facts in a row, parted by dots; what is empty is left out."""
    return join(*(part for part in parts if part), by=" · ")

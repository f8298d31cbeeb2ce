"""HTML that cannot be broken by what people type: text is escaped unless it is HTML already."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache, lru_cache
from html import escape

from okrtui.exchange.markdown_text import PICTURES

_VOID = frozenset({"meta", "br", "hr"})


class Html(str):
    """A piece of HTML that was made here; every other `str` is text, and is escaped when it comes into a page."""

    __slots__ = ()


_SPECIAL = re.compile("[&<>\"']")


def escaped(text: str) -> Html:
    """A text as HTML: nothing in it is markup, and control characters become symbols."""
    if type(text) is Html:
        return text
    if not text.isprintable():
        text = text.translate(PICTURES)
    return Html(escape(text, quote=True) if _SPECIAL.search(text) else text)


def tag(name: str, /, *children: str | None, **attributes: str | float | None) -> Html:
    """An element. Children that are no `Html` are text; None is left out, and so are attributes of None.

    An underscore in an attribute's name stands for a hyphen, one at its end for nothing: `class_`, `aria_label`.
    """
    given = "".join([_attribute(key, value) for key, value in attributes.items() if value is not None])
    if name in _VOID:
        return Html(f"<{name}{given}>")
    return Html(f"<{name}{given}>{''.join(_pieces(children))}</{name}>")


def join(*children: str | None, by: str = "") -> Html:
    """Pieces of a page one after another, with `by` between them."""
    return Html(escaped(by).join(_pieces(children)))


def _pieces(children: Iterable[str | None]) -> list[str]:
    return [child if type(child) is Html else escaped(child) for child in children if child is not None]


def _attribute(key: str, value: str | float) -> str:
    """An attribute as it is written; numbers with two decimals at most."""
    if isinstance(value, str):
        return _worded(key, value)
    return f' {_written(key)}="{f"{value:.2f}".rstrip("0").rstrip(".")}"'


@lru_cache(1024, typed=True)  # what is HTML already is not what would be the same text
def _worded(key: str, value: str) -> str:
    """Many elements of a page have the same classes and places for their words."""
    return f' {_written(key)}="{escaped(value)}"'


@cache
def _written(key: str) -> str:
    return key.rstrip("_").replace("_", "-")


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

"""What stands around a text and is no part of it (owner, score, status): cut off, and kept as fields."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, field

from okrtui.exchange.markdown_in.asides import (
    HANDLE,
    INITIALS,
    NUMBER,
    SHARE,
    WHY,
    abbreviates,
    names_in,
    says,
    score_of,
)
from okrtui.exchange.markdown_in.marks import front, is_symbol
from okrtui.plan.fields import Value

_SHORTCODE = re.compile(r"\s*:[a-z0-9_+-]*[a-z][a-z0-9_+-]*:$")
_PRIORITY = re.compile(r"\s*[(\[][Pp][0-4][)\]]$")

_ARROW = re.compile(rf"\s*(?:=>|->|→|⇒|➜)\s*(?P<value>{NUMBER}|(?i:n/?a|done|tbd|\?))$")
_NAMED_SCORE = re.compile(
    rf"\s*[-–—|;,.]?\s*(?i:score|grade|progress|final score|final grade|rating)\s*[:=]\s*"
    rf"(?P<value>{NUMBER}|(?i:n/?a|tbd))$|\s+(?i:score|grade)\s+(?P<bare>{NUMBER})$"
)
_DASHED = re.compile(
    rf"\s+[-–—|·]+\s*(?P<value>0?\.\d{{1,2}}|[01]\.\d{{1,2}})$|\s+[-–—|·]+\s*(?P<share>{SHARE})$|:\s+(?P<late>{SHARE}|[01]\.\d{{1,2}})$"
)
_FIRST_SCORE = re.compile(
    rf"[(\[](?P<value>{NUMBER})[)\]]\s*[:–—-]?\s*|(?P<bare>[01]\.\d{{1,2}}|{SHARE})\s*[:–—|-]\s+|(?P<lead>[01]\.\d{{1,2}})\s+(?=[A-Z][a-z])"
)

_NAME = r"[A-ZÀ-Þ][\w'’.-]*(?:\s(?:(?:de|van|von|der|da|di|la|le)\s)?[A-ZÀ-Þ][\w'’.-]*){0,2}"
_HANDLES = re.compile(rf"(?:^|\s)[-–—|,]?\s*(?:cc\s+)?(?P<names>{HANDLE}(?:(?:\s*[,&+/]\s*|\s+(?:and\s+)?){HANDLE})*)$")
_FIRST_HANDLE = re.compile(rf"(?P<names>{HANDLE})\s*[:–—-]\s+")
_OWNER_TAIL = re.compile(
    r"\s*(?:[-–—|·,;.]|\s)\s*(?i:owner|owned by|dri|responsible|accountable|assignee|assigned to|champion)\s*[:=]\s*"
    r"(?P<names>[^;|·()]{1,60})$"
)
_SIGNED = re.compile(rf"\s+[—–]\s*(?P<names>{_NAME}(?:\s*(?:,|&|\+|/|and)\s*{_NAME}){{0,3}})$")
_TICKET = re.compile(
    r"(?i:(?:issue|epic|ticket|task|story|mr|pr|pull request)[\s:-]*[#!&]?\d+|links?|details|docs?|more|here|board|"
    r"dashboard|tracker|source)\.?|[A-Z]{2,8}-\d+\.?|[#!&]\d+\.?"
)
"""What a link that leads to the work on a line is called."""
_ROLE = re.compile(r"(?P<names>[A-Z]{2,5}):\s+(?=\S)")
_TAGS = re.compile(r"\s*(?:\[[A-Z][A-Z0-9?]{0,11}\]){2,}$")
_LAST_ASIDE = re.compile(r"\s*(?:\((?P<a>[^()]*)\)|\[(?P<b>[^\[\]]*)\]|\{(?P<c>[^{}]*)\})\s*$")
_DUE_TAIL = re.compile(r"\s*[-–—|·,;]?\s*(?i:due|deadline|eta)\s*:\s*(?P<when>[\w ,./-]{3,24})$")
_WAIT = re.compile(r"(?:[(\[]\s*)[)\]]$")


@dataclass(frozen=True, slots=True)
class Habits:
    """What the writer of a document does again and again, and so means the same each time."""

    late_scores: bool = False
    """Lines end in " - 70 %" or ": 0.7"."""
    names: bool = False
    """Lines end in a name in brackets."""


@dataclass(slots=True)
class Trimmed:
    """A text and what was around it."""

    text: str
    fields: dict[str, Value] = field(default_factory=dict)
    """owner, why, kind ("committed" or "aspirational"), score (0..1), due (as written), done."""


def trim(
    text: str, habits: Habits = Habits(), *, dotted: bool = False, reference: int = -1, scored: bool = True
) -> Trimmed:
    """Take a text out of what surrounds it. `reference` is where a link at its very end begins.

    `scored`: a share beside it is a score. It is not for a KPI: "Uptime (99.9 %)" says what is healthy.
    """
    found = Trimmed(text)
    _cut_reference(found, reference)
    _front(found, dotted)
    cuts: tuple[Callable[[Trimmed], bool], ...] = (
        _cut_symbols,
        *((_cut_arrow, _cut_named_score) if scored else ()),
        _cut_tags,
        lambda line: _cut_aside(line, scored=scored),
        _cut_handles,
        _cut_owner,
        _cut_due,
        _cut_signature,
        *((lambda line: _cut_late_score(line, habits),) if scored else ()),
        lambda line: _cut_name(line, habits),
    )
    for _ in range(8):
        if sum(cut(found) for cut in cuts) == 0:
            break
    found.text = _tidy(found.text)
    return found


def without_role(found: Trimmed) -> Trimmed:
    """A trimmed objective without the role before it, as in "CEO: Sell abroad"; the role is its owner."""
    if match := _ROLE.match(found.text):
        found.fields.setdefault("owner", match["names"])
        found.text = found.text[match.end() :]
    return found


def _front(found: Trimmed, dotted: bool) -> None:
    while True:
        text = found.text
        at = front(text, dotted=dotted)
        _see_tick(found, text[:at])
        text = text[at:]
        if (match := _FIRST_SCORE.match(text)) and match.end() < len(text):
            _score(found, match["value"] or match["bare"] or match["lead"])
            text = text[match.end() :]
        elif (match := _FIRST_HANDLE.match(text)) and match.end() < len(text):
            found.fields.setdefault("owner", match["names"].lstrip("@"))
            text = text[match.end() :]
        if text == found.text:
            return
        found.text = text


def _see_tick(found: Trimmed, symbols: str) -> None:
    if any(symbol in symbols for symbol in "✅☑✔✓") or "white_check_mark" in symbols or "[x]" in symbols.lower():
        found.fields.setdefault("done", True)


def _cut_reference(found: Trimmed, reference: int) -> None:
    """A link in brackets at the end leads to more, and says nothing itself."""
    if reference <= 0:
        return
    if found.text.endswith((")", "]")) and found.text[reference - 1] in "([":
        found.text = found.text[: reference - 1].rstrip()
    elif _TICKET.fullmatch(found.text[reference:]):
        found.text = found.text[:reference].rstrip(" -–—|,;")


def _cut_symbols(found: Trimmed) -> bool:
    text = found.text.rstrip()
    while text and is_symbol(text[-1]):
        _see_tick(found, text[-1])
        text = text[:-1].rstrip()
    while match := _SHORTCODE.search(text):
        _see_tick(found, match[0])
        text = text[: match.start()]
    if match := _PRIORITY.search(text):
        text = text[: match.start()]
    changed = bool(text) and text != found.text
    if changed:
        found.text = text
    return changed


def _cut_arrow(found: Trimmed) -> bool:
    match = _ARROW.search(found.text)
    if not match or not match.start() or _ends_in_value(found.text[: match.start()]):
        return False
    return _cut_score(found, match.start(), match["value"])


def _ends_in_value(text: str) -> bool:
    """Whether an arrow after it would lead from one value to another: "3 % -> 5 %"."""
    return bool(re.search(r"\d[\d.,]*\s?[%€$£x]?$", text.rstrip()))


def _cut_named_score(found: Trimmed) -> bool:
    match = _NAMED_SCORE.search(found.text)
    if not match or not match.start():
        return False
    return _cut_score(found, match.start(), match["value"] or match["bare"])


def _cut_late_score(found: Trimmed, habits: Habits) -> bool:
    match = _DASHED.search(found.text)
    if not match or not match.start():
        return False
    if not match["value"] and ("score" in found.fields or not habits.late_scores):
        return False
    return _cut_score(found, match.start(), match["value"] or match["share"] or match["late"])


def _cut_score(found: Trimmed, at: int, value: str) -> bool:
    _score(found, value)
    found.text = found.text[:at].rstrip()
    return True


def _score(found: Trimmed, value: str) -> None:
    if (share := score_of(value)) is not None:
        found.fields.setdefault("score", share)


def _cut_aside(found: Trimmed, *, scored: bool) -> bool:
    """Brackets at the end, when all that they hold is about the line and not part of it."""
    match = _LAST_ASIDE.search(found.text)
    if not match or not match.start():
        return False
    inner = next(group for group in match.groups() if group is not None).strip()
    square = match["b"] is not None
    fields: dict[str, Value] = {}
    if why := WHY.fullmatch(inner):
        fields["why"] = why["text"].strip()
    else:
        parts = [part.strip() for part in re.split(r"[;,|]|\s[-–—·]\s", inner)] if inner else []
        if inner and not all(says(part, fields, square) for part in parts if part):
            fields.clear()
            if not says(inner, fields, square):
                return False
        if square and INITIALS.fullmatch(inner) and not abbreviates(inner, found.text[: match.start()]):
            fields.setdefault("owner", inner)
    if "score" in fields and not scored:
        return False
    found.text = found.text[: match.start()].rstrip()
    for name, value in fields.items():
        found.fields.setdefault(name, value)
    return True


def _cut_tags(found: Trimmed) -> bool:
    """Several tags such as ``[P1][DP]``: the first that is no priority is who does it."""
    match = _TAGS.search(found.text)
    if not match or not match.start():
        return False
    names = [tag for tag in re.findall(r"\[([^\]]+)\]", match[0]) if not re.fullmatch(r"P[0-9?]", tag)]
    if names:
        found.fields.setdefault("owner", ", ".join(names))
    found.text = found.text[: match.start()].rstrip()
    return True


def _cut_handles(found: Trimmed) -> bool:
    match = _HANDLES.search(found.text)
    if not match or not match.start():
        return False
    found.fields.setdefault("owner", names_in(match["names"]))
    found.text = re.sub(r"\s*[-–—|,]\s*$", "", found.text[: match.start()]).rstrip()
    return True


def _cut_owner(found: Trimmed) -> bool:
    match = _OWNER_TAIL.search(found.text)
    if not match or not match.start():
        return False
    found.fields.setdefault("owner", names_in(match["names"]))
    found.text = found.text[: match.start()].rstrip()
    return True


def _cut_signature(found: Trimmed) -> bool:
    match = _SIGNED.search(found.text)
    if not match or len(found.text[: match.start()].split()) < 2:
        return False
    found.fields.setdefault("owner", names_in(match["names"]))
    found.text = found.text[: match.start()].rstrip()
    return True


def _cut_due(found: Trimmed) -> bool:
    match = _DUE_TAIL.search(found.text)
    if not match or not match.start() or not re.search(r"\d|eo[ymq]", match["when"], re.IGNORECASE):
        return False
    found.fields.setdefault("due", match["when"].strip())
    found.text = found.text[: match.start()].rstrip()
    return True


def name_in_brackets(text: str) -> str:
    """The name that a line ends with in brackets, such as "(Maria)"; empty without one."""
    match = re.search(rf"\(({_NAME}(?:\s*[,/&+]\s*{_NAME})*)\)$", text.strip())
    if not match or not match.start() or re.fullmatch(r"[A-Z0-9/&.-]{2,}", match[1]):
        return ""
    return match[1]


def late_score(text: str) -> bool:
    """Whether a line ends in what may be a score, or a target."""
    match = _DASHED.search(text.strip())
    return bool(match and match.start())


def _cut_name(found: Trimmed, habits: Habits) -> bool:
    name = name_in_brackets(found.text) if habits.names else ""
    if not name:
        return False
    found.fields.setdefault("owner", name)
    found.text = found.text[: found.text.rindex("(")].rstrip()
    return True


def _tidy(text: str) -> str:
    """Without what cutting has left over: open dashes, a colon, quotation marks around all of it."""
    text = re.sub(r"\s+[-–—|·:,;]+$", "", text.strip())
    text = re.sub(r"(?<=[\w.)\]!?”]):$", "", text)
    text = _WAIT.sub("", text).strip()
    text = re.sub(r"\s*!{2,}$", "", text)
    if len(text) > 2 and text[0] in '“"' and text[-1] in '”"' and not any(mark in text[1:-1] for mark in '“”"'):
        text = text[1:-1]
    return re.sub(r"\s+", " ", text).strip()

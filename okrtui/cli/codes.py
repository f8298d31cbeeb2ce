"""Which rules speak: --select and --ignore, by code or by the beginning of codes."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from okrtui.plan.errors import PlanError


@dataclass(frozen=True, slots=True)
class Selection:
    """The rules that were asked for; empty `select` means all."""

    select: tuple[str, ...] = ()
    ignore: tuple[str, ...] = ()

    def __contains__(self, code: str) -> bool:
        return (not self.select or code.startswith(self.select)) and not code.startswith(self.ignore or ("\0",))


def all_codes() -> list[str]:
    """The codes of all rules, those about one line first."""
    from okrtui.coach.pages import all_rules

    return [rule.code for rule in all_rules()]


def selection(select: Iterable[str], ignore: Iterable[str]) -> Selection:
    """What the two options say, each perhaps given several times; raises `PlanError` for a code that no rule has."""
    chosen, left_out = _codes(select), _codes(ignore)
    if chosen or left_out:
        known = all_codes()
        for option, codes in (("--select", chosen), ("--ignore", left_out)):
            for code in codes:
                if not any(other.startswith(code) for other in known):
                    raise PlanError(f"{option} {code}: {_unknown(code, known)}")
    return Selection(chosen, left_out)


def _unknown(code: str, known: Iterable[str]) -> str:
    """A sentence about a code that no rule has."""
    import difflib

    near = difflib.get_close_matches(code.upper(), known, n=1)
    perhaps = f", perhaps {near[0]}" if near else ""
    return f"there is no rule of this code{perhaps}; `okrtui rules` lists them."


def _codes(given: Iterable[str]) -> tuple[str, ...]:
    return tuple(code.strip().upper() for text in given for code in text.split(",") if code.strip())

"""All text rules. Those of a kind are loaded when the first line of that kind is read."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from types import MappingProxyType
from typing import TYPE_CHECKING

from okrtui.coach.model import TextRule

if TYPE_CHECKING:
    TEXT_RULES: Mapping[str, TextRule]
    """Every rule about one line, by code."""


@cache
def rules_for(kind: str) -> tuple[TextRule, ...]:
    """The rules that judge a kind of text; none for a kind that nobody knows."""
    match kind:
        case "objective":
            from okrtui.coach.rules import ob101, ob102, ob103, ob104, ob105, ob106, ob107

            return tuple(module.RULE for module in (ob101, ob102, ob103, ob104, ob105, ob106, ob107))
        case "key_result":
            from okrtui.coach.rules import kr101, kr102, kr103, kr104, kr105, kr106, kr107, kr108, kr109, kr110, kr111

            modules = (kr101, kr102, kr103, kr104, kr105, kr106, kr107, kr108, kr109, kr110, kr111)
            return tuple(module.RULE for module in modules)
        case "kpi":
            from okrtui.coach.rules import kp101, kp102, kp103

            return kp101.RULE, kp102.RULE, kp103.RULE
        case "strategy":
            from okrtui.coach.rules import st101, st102

            return st101.RULE, st102.RULE
    return ()


@cache
def _text_rules() -> Mapping[str, TextRule]:
    kinds = ("objective", "key_result", "kpi", "strategy")
    return MappingProxyType({rule.code: rule for kind in kinds for rule in rules_for(kind)})


def __getattr__(name: str) -> Mapping[str, TextRule]:
    """Load all rules when somebody wants to list them."""
    if name == "TEXT_RULES":
        return _text_rules()
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")

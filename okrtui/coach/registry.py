"""All text rules."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from okrtui.coach.model import TextKind, TextRule
from okrtui.coach.rules import kr101, kr103

_MODULES = (kr101, kr103)

TEXT_RULES: Mapping[str, TextRule] = MappingProxyType({module.RULE.code: module.RULE for module in _MODULES})
"""Every rule about one line, by code."""


def rules_for(kind: TextKind) -> tuple[TextRule, ...]:
    """The rules that judge a kind of text."""
    return _BY_KIND.get(kind, ())


_BY_KIND: dict[str, tuple[TextRule, ...]] = {
    kind: tuple(rule for rule in TEXT_RULES.values() if rule.kind == kind)
    for kind in ("objective", "key_result", "kpi", "strategy")
}

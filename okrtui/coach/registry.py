"""All text rules."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from okrtui.coach.model import TextKind, TextRule
from okrtui.coach.rules import (
    kp101,
    kp102,
    kp103,
    kr101,
    kr102,
    kr103,
    kr104,
    kr105,
    kr106,
    kr107,
    kr108,
    kr109,
    kr110,
    kr111,
    ob101,
    ob102,
    ob103,
    ob104,
    ob105,
    ob106,
    ob107,
    st101,
    st102,
)

_MODULES = (
    ob101,
    ob102,
    ob103,
    ob104,
    ob105,
    ob106,
    ob107,
    kr101,
    kr102,
    kr103,
    kr104,
    kr105,
    kr106,
    kr107,
    kr108,
    kr109,
    kr110,
    kr111,
    kp101,
    kp102,
    kp103,
    st101,
    st102,
)

TEXT_RULES: Mapping[str, TextRule] = MappingProxyType({module.RULE.code: module.RULE for module in _MODULES})
"""Every rule about one line, by code."""


def rules_for(kind: TextKind) -> tuple[TextRule, ...]:
    """The rules that judge a kind of text."""
    return _BY_KIND.get(kind, ())


_BY_KIND: dict[str, tuple[TextRule, ...]] = {
    kind: tuple(rule for rule in TEXT_RULES.values() if rule.kind == kind)
    for kind in ("objective", "key_result", "kpi", "strategy")
}

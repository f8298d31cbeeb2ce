"""Ids that travel: a prefix for the kind, and six characters that stay when a line becomes another kind."""

from __future__ import annotations

import os
import re
from collections.abc import Container

from okrtui.plan.entities import BY_PREFIX, Entity
from okrtui.plan.fields import Moment

ALPHABET = "0123456789abcdefghjkmnpqrstvwxyz"
"""Crockford's base 32 in lower case: no i, l, o, u, so that nobody misreads one."""

_LENGTH = 6
_ID = re.compile(r"[a-z]{1,4}-[a-z0-9-]{1,40}")


def new_suffix(taken: Container[str]) -> str:
    """Six random characters that no row of the plan has yet."""
    while True:
        suffix = "".join(ALPHABET[byte & 31] for byte in os.urandom(_LENGTH))
        if suffix not in taken:
            return suffix


def make_id(entity: type[Entity], suffix: str) -> str:
    """The id of a row of this kind with this suffix, such as ``kr-7h2k9m``."""
    return f"{entity.PREFIX}-{suffix}"


def suffix_of(row: str) -> str:
    """What stays the same when a line becomes another kind."""
    return row.partition("-")[2]


def kind_of(row: str) -> type[Entity] | None:
    """The kind of row that an id names by its prefix, or None."""
    return BY_PREFIX.get(row.partition("-")[0])


def is_id(text: str, entity: type[Entity]) -> bool:
    """Whether a text may be the id of a row of this kind: its prefix and 1 to 40 of ``[a-z0-9-]``."""
    return bool(_ID.fullmatch(text)) and text.startswith(f"{entity.PREFIX}-")


def moment_id(owner: str, at: Moment) -> str:
    """The id of a value: there is one for an item and a moment, and a second one corrects the first."""
    return f"{owner}@{at.isoformat()}"

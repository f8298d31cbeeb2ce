"""A whole plan from a file of any kind that holds one: a plan file, or one that was exported from it."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from okrtui.plan.errors import PlanError

if TYPE_CHECKING:
    from okrtui.exchange.document import Document


def read_document(given: str) -> Document:
    """What a plan file or a .toml or .json file holds, as a document; raises `PlanError` when it is none of these."""
    from okrtui.cli.textfiles import is_plan_file
    from okrtui.exchange.rows_in import whole_document

    path = Path(given)
    if is_plan_file(path):
        return _exported(path, given)
    if path.suffix.lower() not in (".toml", ".json"):
        if not path.exists():
            raise PlanError(f"{given}: There is no such file.")
        raise PlanError(f"{given}: expected a plan file (.db), a .toml or a .json file.")
    return whole_document(str(path), given)


def _exported(path: Path, given: str) -> Document:
    """A plan file as its export reads, so that plans compare by what they say."""
    from okrtui.cli.common import read_plan
    from okrtui.exchange import toml_in, toml_out

    return toml_in.loads(toml_out.dumps(read_plan(path)), given)

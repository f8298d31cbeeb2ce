"""Completion in the shell: what may follow, and the script that asks for it.

A shell asks by running `okrtui` with `_OKRTUI_COMPLETE` set; what it may ask is click's own protocol.
"""

from __future__ import annotations

import os
import re
import shlex
from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING

import click
from click.shell_completion import (
    BashComplete,
    CompletionItem,
    add_completion_class,
    get_completion_class,
    shell_complete,
)

from okrtui.plan.errors import PlanError

if TYPE_CHECKING:
    from okrtui.plan.model import Plan

SHELLS = ("bash", "zsh", "fish")
VARIABLE = "_OKRTUI_COMPLETE"
"""The variable of the environment by which a shell asks."""

Items = list[CompletionItem]

_SPECIAL = re.compile(r"[^\w%+,./:=@-]")
_BREAKING = re.compile(r"[,\x00-\x1f\x7f]")
"""What the shells' scripts take for an end of a word that they are given."""


@click.command("completion")
@click.argument("shell", type=click.Choice(SHELLS))
def completion_command(shell: str) -> None:
    """Print what makes a shell complete commands, options, files, KPIs, key results and rules.

    \b
    To have it in each new shell:
      bash   echo 'source <(okrtui completion bash)' >> ~/.bashrc
      zsh    echo 'source <(okrtui completion zsh)' >> ~/.zshrc
      fish   okrtui completion fish > ~/.config/fish/completions/okrtui.fish

    In bash it needs version 4.4, which macOS does not bring. In zsh it comes after `autoload -U compinit; compinit`.

    \b
    Examples:
      source <(okrtui completion bash)
      okrtui completion fish | source
    """
    from okrtui.cli.main import group
    from okrtui.cli.output import write

    found = get_completion_class(shell)
    assert found is not None, "click has all of these"
    write(found(group, {}, "okrtui", VARIABLE).source())


class QuotingBash(BashComplete):
    """Bash, which does not quote on its own what it completes."""

    def format_completion(self, item: CompletionItem) -> str:
        """The item as the script reads it: that takes one layer of backslashes away."""
        value = item.value if _in_quotes(os.environ.get("COMP_WORDS", "")) else _SPECIAL.sub(r"\\\\\g<0>", item.value)
        return f"{item.type},{value}"


def _in_quotes(words: str) -> bool:
    """Whether a command line ends within quotes."""
    try:
        shlex.split(words)
    except ValueError:
        return True
    return False


def answer(instruction: str) -> int:
    """Answer a shell that asks what may follow; the exit code. Nothing is said when that cannot be found out."""
    from okrtui.cli.main import group

    add_completion_class(QuotingBash, "bash")
    return shell_complete(group, {}, "okrtui", VARIABLE, instruction)


# -- what may follow


def files(ctx: click.Context, param: click.Parameter, incomplete: str) -> Items:
    """The name of a file, which the shell knows better."""
    return [CompletionItem(incomplete, type="file")]


def examples(ctx: click.Context, param: click.Parameter, incomplete: str) -> Items:
    """The example plans."""
    from okrtui.exchange.examples import EXAMPLES

    return [CompletionItem(e.name, help=e.line) for e in EXAMPLES if e.name.startswith(incomplete)]


def examples_or_files(ctx: click.Context, param: click.Parameter, incomplete: str) -> Items:
    """What `new --from` takes."""
    return files(ctx, param, incomplete) + examples(ctx, param, incomplete)


def codes(ctx: click.Context, param: click.Parameter, incomplete: str) -> Items:
    """The codes of the rules; after a comma, one more."""
    from okrtui.coach.pages import all_rules

    before, comma, typed = incomplete.rpartition(",")
    start = typed.upper()
    return [CompletionItem(before + comma + r.code, help=r.name) for r in all_rules() if r.code.startswith(start)]


def topics(ctx: click.Context, param: click.Parameter, incomplete: str) -> Items:
    """What `explain` explains."""
    lesson = (
        [CompletionItem("okr-vs-kpi", help="how OKRs and KPIs differ")] if "okr-vs-kpi".startswith(incomplete) else []
    )
    return lesson + codes(ctx, param, incomplete)


def kpis(ctx: click.Context, param: click.Parameter, incomplete: str) -> Items:
    """The KPIs of the plan that the command line names."""
    plan = _plan(ctx)
    return _rows(((kpi.id, kpi.name) for kpi in plan.watched), incomplete) if plan else []


def key_results(ctx: click.Context, param: click.Parameter, incomplete: str) -> Items:
    """The key results of the cycles that are not closed."""
    from okrtui.plan.entities import KeyResult

    plan = _plan(ctx)
    if plan is None:
        return []
    closed = {cycle.id for cycle in plan.cycles if cycle.state == "closed"}
    rows = (o for cycle in plan.cycles if cycle.id not in closed for o in plan.objectives(cycle.id))
    found: Iterable[KeyResult] = (result for objective in rows for result in plan.key_results(objective.id))
    return _rows(((result.id, result.title) for result in found), incomplete)


def cycles(ctx: click.Context, param: click.Parameter, incomplete: str) -> Items:
    """The cycles of the plan that the command line names."""
    plan = _plan(ctx)
    return _rows((("", cycle.name) for cycle in plan.cycles), incomplete) if plan else []


def _rows(rows: Iterable[tuple[str, str]], incomplete: str) -> Items:
    """Rows by their words, by their id where that was begun or where the words would break a shell's script."""
    typed = incomplete.casefold()
    items = []
    for row, words in rows:
        if words.casefold().startswith(typed) and not _BREAKING.search(words):
            items.append(CompletionItem(words, help=row or None))
        elif row and (row.startswith(typed) or words.casefold().startswith(typed)):
            items.append(CompletionItem(row, help=_BREAKING.sub(" ", words)))
    return items


def _plan(ctx: click.Context) -> Plan | None:
    """The plan that the command line names so far, or the user's own; None when it cannot be read."""
    from okrtui.cli.common import looking, plan_path
    from okrtui.cli.textfiles import is_plan_file

    # an option that still lacks its value leaves what came before it unread
    unread = (word for word in ctx.args if is_plan_file(Path(word)))
    try:
        with looking(plan_path(ctx.params.get("plan") or next(unread, None))) as session:
            return session.plan
    except PlanError:
        return None

"""The group of all commands. A command's module is imported when that command runs, or to show its help."""

from __future__ import annotations

import importlib
from collections.abc import Sequence
from typing import Any

import click
from click.shell_completion import CompletionItem

from okrtui import __version__
from okrtui.__main__ import fail

_SECTIONS = {
    "Plans": {
        "demo": ("app", "Look around in one of four finished examples."),
        "new": ("new", "Make an empty plan, or one from a file or an example."),
        "serve": ("serve", "Open the app in a browser; an optional extra."),
    },
    "The coach": {
        "check": ("check", "Let the coach read a plan, or one line at a time."),
        "explain": ("rules", "Show a rule's page, or how OKRs and KPIs differ."),
        "rules": ("rules", "List the rules of the coach."),
    },
    "Values": {
        "record": ("record", "Record a measurement of a KPI."),
        "checkin": ("record", "Check in on a key result."),
    },
    "Files": {
        "export": ("export", "Write a plan as TOML, JSON or CSV, or as a page."),
        "import": ("importing", "Show what a file would change; --apply does it."),
        "diff": ("diff", "Show what changed from one plan to another."),
        "merge": ("merge", "Merge two versions of a plan; a merge driver for git."),
        "schema": ("schema", "Print the JSON Schema of a plan's files."),
    },
    "Upkeep": {
        "doctor": ("doctor", "Look at a plan file and its backups, and mend it."),
        "keys": ("keys", "Show all keys, to print; or those of a preset."),
        "config": ("config", "Show the settings, what is wrong in them, or where they are."),
        "completion": ("completion", "Complete commands, KPIs and key results in a shell."),
    },
}
"""All commands as the help lists them: module and summary of each."""

_MODULES = {name: entry for section in _SECTIONS.values() for name, entry in section.items()}

_APP_OPTIONS = {
    "--as-of": "The plan as it was on a day, to read",
    "--no-mouse": "Leave the mouse to the terminal",
}

_HELP = """Draft OKRs and KPIs in the terminal, coached while you type.

\b
  okrtui                    open the app on your own plan
  okrtui PLAN.db            open the app on this plan; makes the file
  okrtui demo               look around in a finished example
  okrtui COMMAND --help     what a command does, with examples

\b
Options of the app:
  --as-of DATE              the plan as it was on DATE (2026-05-04), to read
  --no-mouse                leave the mouse to the terminal

\b
Examples:
  okrtui new team.db --from saas
  okrtui check team.db
  echo "Launch the app" | okrtui check - --kind key-result
  okrtui record churn 5.9
  okrtui export team.db -o plan.toml

\b
Exit codes: 0 fine; 1 findings, differences, conflicts; 2 bad usage or input.
OKRTUI_TODAY=2026-05-04 fixes today's date; NO_COLOR is honoured.
"""


class Commands(click.Group):
    """Finds commands by name in the modules above."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """All names, in the order of use."""
        return list(_MODULES)

    def get_command(self, ctx: click.Context, name: str) -> click.Command | None:
        """The command of this name, from its module."""
        if name not in _MODULES:
            return None
        module = importlib.import_module(f"okrtui.cli.{_MODULES[name][0]}")
        command: click.Command = getattr(module, f"{name}_command")
        return command

    def shell_complete(self, ctx: click.Context, incomplete: str) -> list[CompletionItem]:
        """Commands with what they do; else what opens the app: its options, or a plan."""
        if incomplete.startswith("-"):
            names = [*_APP_OPTIONS, "--help", "--version"]
            return [CompletionItem(name, help=_APP_OPTIONS.get(name)) for name in names if name.startswith(incomplete)]
        found = [CompletionItem(name, help=_MODULES[name][1]) for name in _MODULES if name.startswith(incomplete)]
        return found if found and incomplete else [*found, CompletionItem(incomplete, type="file")]

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """The list in the help, without importing each command."""
        for title, commands in _SECTIONS.items():
            with formatter.section(title):
                formatter.write_dl([(name.ljust(10), summary) for name, (_, summary) in commands.items()])


@click.group(
    cls=Commands,
    help=_HELP,
    options_metavar="",
    subcommand_metavar="[PLAN.db | COMMAND ...]",
    context_settings={"help_option_names": ["-h", "--help"]},
)
@click.version_option(__version__, message="okrtui %(version)s", prog_name="okrtui")
def group() -> None:
    """All commands; see `_HELP`."""


def run(arguments: Sequence[str]) -> int:
    """Run a command and return its exit code; bad usage and bad input are one line on standard error and 2.

    Exceptions that no user can cause pass through, and `BrokenPipeError` and `PlanError` do as well.
    """
    try:
        code: Any = group.main(list(arguments), prog_name="okrtui", standalone_mode=False)
    except click.exceptions.Exit as stop:
        return stop.exit_code
    except SystemExit:
        # click's own answer when nobody reads on, with the code for findings
        raise BrokenPipeError from None
    except click.Abort:
        return 130
    except click.UsageError as error:
        where = error.ctx.command_path if error.ctx else "okrtui"
        sentence = " ".join(error.format_message().split())
        return fail(f"{where}: {sentence} `{where} --help` shows how to use it.")
    except click.ClickException as error:
        return fail(error.format_message())
    return code if isinstance(code, int) else 0

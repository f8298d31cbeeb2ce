"""`okrtui explain` and `okrtui rules`: what the coach knows, to read."""

from __future__ import annotations

import click

from okrtui.cli.completion import topics


@click.command("explain")
@click.argument("topic", metavar="CODE | okr-vs-kpi", shell_complete=topics)
def explain_command(topic: str) -> None:
    """Show a rule's page, or how OKRs and KPIs differ.

    \b
    Examples:
      okrtui explain KR101
      okrtui explain okr-vs-kpi
    """
    from okrtui.cli.output import write_line
    from okrtui.coach.pages import page

    write_line(page(topic).rstrip("\n"))


@click.command("rules")
@click.option("--format", "form", type=click.Choice(("text", "json", "markdown")), default="text", show_default=True)
def rules_command(form: str) -> None:
    """List the rules of the coach.

    \b
    Examples:
      okrtui rules
      okrtui rules --format json
    """
    from okrtui.cli.output import write_line
    from okrtui.coach.pages import rules_table

    write_line(rules_table(form).rstrip("\n"))

"""`okrtui schema`: what editors need to complete and to check a plan's file."""

from __future__ import annotations

import click


@click.command("schema")
def schema_command() -> None:
    """Print the JSON Schema of the TOML and JSON files, for editors.

    \b
    Example:
      okrtui schema > okrtui.schema.json
    and in the first line of plan.toml, where it stays:
      #:schema ./okrtui.schema.json
    """
    from okrtui.cli.output import write_json
    from okrtui.exchange.schema import schema

    write_json(schema(), indent=2)

"""Where `okrtui` starts. The app is reached without the machinery of the commands, which costs time on every start."""

from __future__ import annotations

import gc
import os
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from okrtui import __version__
from okrtui.plan.errors import PlanError

COMMANDS = (
    "demo",
    "new",
    "serve",
    "check",
    "explain",
    "rules",
    "record",
    "checkin",
    "export",
    "import",
    "diff",
    "merge",
    "schema",
    "doctor",
    "keys",
    "config",
    "completion",
)
"""Names of the commands; a file of such a name is opened as `./demo`."""

USAGE = 2
"""Exit code for bad usage and bad input."""

_STREAMS = ("stdin", "stdout", "stderr")


@dataclass(frozen=True, slots=True)
class Start:
    """How to open the app."""

    file: str | None = None
    """The plan as the user named it; None: the default plan."""
    demo: str = ""
    """The example that is opened in a throw-away file instead; empty: none."""
    as_of: date | None = None
    mouse: bool = True


def main(argv: Sequence[str] | None = None) -> int:
    """Run okrtui with these arguments (default: those of the process) and return its exit code."""
    arguments = list(sys.argv[1:] if argv is None else argv)
    try:
        code = _main(arguments)
        sys.stdout.flush()
        return code
    except PlanError as error:
        return fail(str(error))
    except KeyboardInterrupt:
        return 130
    except BrokenPipeError:
        _discard_output()  # the reader, such as `head`, has had enough
        return 0
    except OSError as error:
        _discard_output()
        return fail(f"{error.filename or 'standard output'}: {error.strerror or error}.")
    except Exception as error:
        # The last resort, so that nobody who uses okrtui ever reads a traceback: a developer asks for it.
        if os.environ.get("OKRTUI_TRACEBACK"):
            raise
        return fail(
            f"okrtui failed where it should not ({type(error).__name__}: {error}). Please report this with what "
            "OKRTUI_TRACEBACK=1 okrtui ... prints."
        )


def _discard_output() -> None:
    """Forget what could not be written: Python would try, and complain, once more when it flushes at exit."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def fail(sentence: str) -> int:
    """Say in one line on standard error what is amiss, and return the exit code for it."""
    from okrtui.cli.output import visible

    print(visible(sentence), file=sys.stderr)
    return USAGE


def _main(arguments: list[str]) -> int:
    if arguments == ["--version"]:
        print(f"okrtui {__version__}")
        return 0
    if asked := os.environ.get("_OKRTUI_COMPLETE"):
        from okrtui.cli.completion import answer

        return answer(asked)
    start = read_start(arguments)
    if start is None:
        from okrtui.cli.main import run

        return run(arguments)
    return open_app(start)


def read_start(arguments: Sequence[str]) -> Start | None:
    """What the arguments say about opening the app; None when they are for the commands (help among them).

    Raises `PlanError` with a sentence when they are for the app and make no sense.
    """
    names: list[str] = []
    as_of: date | None = None
    mouse = True
    rest = iter(arguments)
    for argument in rest:
        option, equals, value = argument.partition("=")
        if argument == "--no-mouse":
            mouse = False
        elif option == "--as-of":
            as_of = _as_of(value if equals else next(rest, ""))
        elif argument == "--":
            names.extend(rest)
        elif not names and argument in COMMANDS and argument != "demo":
            return None
        elif argument.startswith("-"):
            if argument in ("--help", "-h", "--version"):
                return None
            raise PlanError(f"There is no option {argument}; `okrtui --help` shows those that there are.")
        else:
            names.append(argument)
    if names[:1] == ["demo"]:
        return Start(None, _example(names[1:]), as_of, mouse)
    if names:
        _refuse_mistyped_command(names[0])
    if len(names) > 1:
        raise PlanError(f"Expected one plan to open, found {len(names)}: {' '.join(names)}.")
    if names:
        _refuse_text(names[0])
    return Start(names[0] if names else None, "", as_of, mouse)


def _example(names: list[str]) -> str:
    """The name of the example that `okrtui demo` is to open; whether there is one is seen when it is opened."""
    if len(names) > 1:
        raise PlanError(f"Expected one example to open, found {len(names)}: {' '.join(names)}.")
    return names[0] if names else "shop"


def _as_of(text: str) -> date:
    from okrtui.clock import iso_day

    return iso_day(text, "--as-of")


def _refuse_mistyped_command(name: str) -> None:
    """A bare word that is neither a command nor a file is more likely a slip than the name of a new plan."""
    if not name:
        raise PlanError("The name of the plan is empty: expected a file such as plan.db.")
    if os.sep in name or "/" in name or "." in name or os.path.lexists(name):
        return
    import difflib

    near = difflib.get_close_matches(name, COMMANDS, n=1)
    instead = f"perhaps `okrtui {near[0]}`?" if near else "`okrtui --help` lists the commands."
    raise PlanError(
        f"There is no command and no file {name}: {instead} To begin a plan of that name, use `okrtui ./{name}`."
    )


def _refuse_text(name: str) -> None:
    """A plan that was exported, or a name that only texts have, is no plan file: say how to come to one."""
    from okrtui.cli.textfiles import refuse_text

    refuse_text(Path(name))


def open_app(start: Start) -> int:
    """Open the app and return its exit code; raises `PlanError` when there is no terminal to show it on."""
    _expect_terminal()
    gc.disable()  # about a tenth of the start; the app enables it again once the first frame is out
    file: Path | None = None
    if not start.demo:
        from okrtui.settings import default_plan

        file = default_plan() if start.file is None else Path(start.file)
    from okrtui.tui.app import run

    code: int = run(file, demo=start.demo, as_of=start.as_of, mouse=start.mouse)
    return code


def _expect_terminal() -> None:
    if os.environ.get("TEXTUAL_DRIVER"):
        return  # somebody shows it elsewhere, such as in a browser
    for name in _STREAMS:
        stream = getattr(sys, name)
        if stream is None or not stream.isatty():
            said = {"stdin": "input", "stdout": "output", "stderr": "error output"}[name]
            raise PlanError(
                f"The app needs a terminal, and its {said} is none here; `okrtui --help` lists the commands "
                "that work without one."
            )


if __name__ == "__main__":
    sys.exit(main())

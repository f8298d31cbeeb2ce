"""Who may import what: read from the source, and looked up in a fresh interpreter after a command has run."""

from __future__ import annotations

import ast
import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

PACKAGE = Path(__file__).parents[1] / "okrtui"

ALLOWED: dict[str, set[str]] = {
    "plan": set(),
    "coach": {"plan"},
    "store": {"plan"},
    "exchange": {"plan", "coach"},
    "clock": {"plan"},
    "settings": {"plan"},
    "session": {"plan", "coach", "store", "exchange", "settings", "clock"},
    # Both write and read files for the user (export, import) and so use exchange; neither touches the store by it.
    "tui": {"plan", "coach", "session", "settings", "clock", "exchange"},
    # Of the app, commands of the shell know the keys alone: see below.
    "cli": {"tui", "plan", "coach", "session", "settings", "clock", "exchange", "store", "__main__"},
    "__main__": {"plan", "settings", "clock", "cli", "tui"},
    "__init__": set(),
}
"""What each part of okrtui may import of the others; each part may import itself, and okrtui/__init__.py."""

OUTSIDE: dict[str, set[str]] = {
    "sqlite_utils": {"store"},
    "sqlite3": {"store"},
    "textual": {"tui"},
    "rich": {"tui"},
    "tomli_w": {"exchange", "settings"},
    "tomllib": {"exchange", "settings"},
    "click": {"cli"},
    "aiohttp": {"cli"},
    "textual_serve": {"cli"},
    "markdown_it": {"exchange"},
    "platformdirs": {"settings", "store"},
}
"""Where each package from outside may be imported."""

PURE = ("plan", "coach")
IMPURE_MODULES = {"io", "os", "pathlib", "random", "shutil", "socket", "subprocess", "sys", "tempfile", "time"}
IMPURE_CALLS = {"open", "print", "input", "today", "now", "utcnow"}
PURE_BUT_FOR = {"plan/ids.py": {"os"}}
"""New ids need the system's randomness."""


def modules() -> Iterator[tuple[str, str, ast.Module]]:
    """Every module of the package: its part, its path in the package, its syntax tree."""
    for file in sorted(PACKAGE.rglob("*.py")):
        name = file.relative_to(PACKAGE).as_posix()
        yield name.partition("/")[0].removesuffix(".py"), name, ast.parse(file.read_text(encoding="utf-8"))


def imports(tree: ast.Module) -> Iterator[tuple[int, str]]:
    """All modules that are imported anywhere in a module, with the line."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            for alias in node.names:
                yield node.lineno, alias.name
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, "imports are absolute, so that they can be checked"
            module = node.module or ""
            if module == "okrtui":
                yield from ((node.lineno, f"okrtui.{alias.name}") for alias in node.names)
            else:
                yield node.lineno, module


KEYS = {f"okrtui.tui.{name}" for name in ("cheatsheet", "commands", "keymap", "keynames")}
"""Modules of the app that know no Textual, and that commands of the shell may import."""


def test_commands_of_the_shell_know_of_the_app_its_keys_alone() -> None:
    wrong = [
        f"{name}:{line} imports {module}"
        for part, name, tree in modules()
        for line, module in imports(tree)
        if part == "cli" and module.startswith("okrtui.tui") and module not in KEYS
    ]
    assert not wrong


def test_each_part_imports_only_what_it_may() -> None:
    wrong = []
    for part, name, tree in modules():
        for line, module in imports(tree):
            top, _, rest = module.partition(".")
            if top == "okrtui":
                other = rest.partition(".")[0]
                if other not in ("", "__version__", part) and other not in ALLOWED[part]:
                    wrong.append(f"{name}:{line} imports {module}")
            elif part not in OUTSIDE.get(top, {part}):
                wrong.append(f"{name}:{line} imports {module}")
    assert wrong == []


def test_every_part_of_the_package_has_a_rule() -> None:
    assert {part for part, _, _ in modules()} <= set(ALLOWED)


def test_the_plan_and_the_coach_are_pure() -> None:
    wrong = []
    for part, name, tree in modules():
        if part not in PURE:
            continue
        for line, module in imports(tree):
            if module.partition(".")[0] in IMPURE_MODULES - PURE_BUT_FOR.get(name, set()):
                wrong.append(f"{name}:{line} imports {module}")
        for node in ast.walk(tree):
            if isinstance(node, ast.Call):
                called = node.func
                word = called.id if isinstance(called, ast.Name) else getattr(called, "attr", "")
                argued = isinstance(called, ast.Attribute) and not node.args  # date.today(), and not rule.open(x)
                if word in IMPURE_CALLS and (isinstance(called, ast.Name) or argued):
                    wrong.append(f"{name}:{node.lineno} calls {word}()")
    assert wrong == []


def test_only_the_clock_reads_the_day() -> None:
    wrong = []
    for _, name, tree in modules():
        if name == "clock.py":
            continue
        for node in ast.walk(tree):
            if isinstance(node, ast.Constant) and node.value == "OKRTUI_TODAY":
                wrong.append(f"{name}:{node.lineno} names OKRTUI_TODAY")
            if isinstance(node, ast.Attribute) and ast.unparse(node) in ("date.today", "datetime.today"):
                wrong.append(f"{name}:{node.lineno} calls {ast.unparse(node)}")
    assert wrong == []


def test_every_file_of_the_package_is_installed() -> None:
    """Data files are named in pyproject.toml, else they are there in a checkout and missing once installed."""
    import tomllib

    patterns = tomllib.loads((PACKAGE.parent / "pyproject.toml").read_text(encoding="utf-8"))["tool"]["setuptools"][
        "package-data"
    ]["okrtui"]
    data = {
        file.relative_to(PACKAGE).as_posix()
        for file in PACKAGE.rglob("*")
        if file.is_file() and file.suffix not in (".py", ".pyc")
    }
    named = {file.relative_to(PACKAGE).as_posix() for pattern in patterns for file in PACKAGE.glob(pattern)}
    assert data - named == set()


# -- in a fresh interpreter


def loaded(code: str, **environment: str) -> set[str]:
    """The modules that a fresh interpreter has loaded after this code."""
    program = f"import sys\n{code}\nprint('\\n' + ' '.join(sys.modules), file=sys.stderr)"
    done = subprocess.run(
        [sys.executable, "-c", program],
        input="Launch the app\n",
        capture_output=True,
        text=True,
        timeout=60,
        env={**os.environ, "OKRTUI_TODAY": "2026-05-04", **environment},
    )
    assert done.returncode == 0, done.stderr
    return set(done.stderr.rsplit("\n", 2)[-2].split())


def ran(arguments: list[str]) -> str:
    """Code that runs okrtui as the console script does."""
    return f"from okrtui.__main__ import main\nassert main({arguments!r}) in (0, 1)"


def tops(names: set[str]) -> set[str]:
    """The top-level packages of modules."""
    return {name.partition(".")[0] for name in names}


@pytest.mark.parametrize(
    "arguments",
    [
        ["--version"],
        ["--help"],
        ["rules"],
        ["check", "-", "--kind", "key-result"],
        ["check", str(PACKAGE / "sample.toml")],
    ],
)
def test_commands_do_not_load_the_app(arguments: list[str]) -> None:
    assert tops(loaded(ran(arguments))) & {"textual", "rich", "sqlite_utils"} == set()


def test_the_version_loads_no_commands_and_no_metadata() -> None:
    names = loaded(ran(["--version"]))
    assert tops(names) & {"click", "platformdirs", "tomllib", "sqlite3"} == set()
    assert "importlib.metadata" not in names


def test_the_coach_loads_nothing_from_outside() -> None:
    names = loaded("from okrtui.coach.check import check_text")
    assert tops(names) & {"textual", "rich", "sqlite_utils", "sqlite3", "click", "platformdirs", "tomli_w"} == set()
    assert not any(name.startswith(("okrtui.store", "okrtui.session", "okrtui.tui")) for name in names)


def test_the_way_to_the_app_does_not_load_the_commands() -> None:
    """Everything up to the app's own module, which costs a user time on every start."""
    code = (
        "import types\n"
        "app = types.ModuleType('okrtui.tui.app')\n"
        "app.run = lambda path, **more: 0\n"
        "sys.modules['okrtui.tui.app'] = app\n"
        "from okrtui.__main__ import main\n"
        "assert main(['plan.db']) == 0"
    )
    names = loaded(code, TEXTUAL_DRIVER="none")
    assert tops(names) & {"click", "platformdirs", "tomllib", "tomli_w", "sqlite_utils"} == set()
    assert "importlib.metadata" not in names


def test_the_app_itself_does_not_load_what_its_first_screen_does_not_need() -> None:
    names = loaded("import okrtui.tui.app")
    assert tops(names) & {"click", "sqlite_utils", "tomli_w"} == set()

"""What a terminal sends: sequences that mean nothing are no keys, and what is typed after them arrives."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from textual import events

from okrtui.tui.driver import Parser
from tests.soak.running import Window
from tests.tui.driving import put_sample

_PARTS = st.sampled_from(
    ["\x1b", "\x1b[", "\x1bO", "\x1b]", "\x1bP", "\x9b", ":", ";", "<", "?", "1", "27", "9" * 11, "u", "~", "M", "m",
     "R", "t", "c", "A", "200~", "201~", "\x07", "\\", "$y", "a", "é", "\ud800", "\0"]
)  # fmt: skip


def keys_of(text: str) -> list[str]:
    """The characters of the keys that a text is taken for."""
    parser = Parser(False)
    found = [*(parser.feed(text) if text else ()), *parser.tick()]
    return [event.character or "" for event in found if isinstance(event, events.Key)]


@settings(max_examples=1500, deadline=None)
@given(st.lists(_PARTS, max_size=12).map("".join))
def test_nothing_that_a_terminal_can_send_is_a_fault(text: str) -> None:
    keys_of(text)


@pytest.mark.parametrize("sequence", ["\x1b[:u", "\x1b[;:~", "\x1b[99999999999u", "\x1b[1;1;99999999999u", "\x1b[6:u"])
def test_a_sequence_that_nobody_knows_keeps_nothing_after_it_from_arriving(sequence: str) -> None:
    assert "".join(keys_of(f"{sequence}\x1b[Aon"))[-2:] == "on"


def test_the_program_goes_on_after_such_a_sequence(tmp_path: Path) -> None:
    put_sample(tmp_path / "plan.db")
    with Window(str(tmp_path / "plan.db"), folder=tmp_path) as window:
        window.ready()
        window.feed(b"\x1b[:u")
        window.feed(b"\x1b[;:~\x1b[99999999999u")
        window.feed(b"\x1b\x1b")
        window.feed(b"\x11")
        assert window.end() == 0, window.text[-2000:]

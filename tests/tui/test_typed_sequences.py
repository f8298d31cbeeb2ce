"""What a terminal sends: sequences that mean nothing are no keys, and what is typed after them arrives."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from textual import events

from okrtui.tui.driver import Parser, Pastes
from tests.soak.running import Window
from tests.tui.driving import put_sample, stored

_PARTS = st.sampled_from(
    ["\x1b", "\x1b[", "\x1bO", "\x1b]", "\x1bP", "\x9b", ":", ";", "<", "?", "1", "27", "9" * 11, "u", "~", "M", "m",
     "R", "t", "c", "A", "200~", "201~", "\x07", "\\", "$y", "a", "é", "\ud800", "\0"]
)  # fmt: skip

_PASTED = st.sampled_from(["\x1b", "\x1b[31m", "\x1b[200~", "[201~", "\x1b[20", "a", "d", "é", "\n"])


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


@settings(max_examples=500, deadline=None)
@given(st.lists(_PASTED).map("".join), st.integers(1, 9))
def test_nothing_of_a_paste_is_a_key(pasted: str, size: int) -> None:
    """However the terminal's answer is cut into pieces, and whatever is in it but its own end."""
    while "\x1b[201~" in pasted:  # what is taken out may join what stood around it
        pasted = pasted.replace("\x1b[201~", "")
    text = f"x\x1b[200~{pasted}\x1b[201~y"
    parser, pastes = Parser(False), Pastes()
    found: list[object] = []
    for start in range(0, len(text), size):
        if cleaned := pastes.clean(text[start : start + size]):
            found += parser.feed(cleaned)
    found += parser.tick()
    keys = [event.character for event in found if isinstance(event, events.Key)]
    assert keys == ["x", "y"]
    assert "".join(event.text for event in found if isinstance(event, events.Paste)) == pasted.replace("\x1b", "")


def test_a_document_pasted_with_escape_in_it_gives_no_commands(tmp_path: Path) -> None:
    put_sample(tmp_path / "plan.db")
    before = list(stored(tmp_path / "plan.db").rows())
    with Window(str(tmp_path / "plan.db"), folder=tmp_path) as window:
        window.ready()
        window.feed(b"3\x1b[200~one\x1b[31mdq\x1bdd\x1b[201~")
        window.feed(b"\x1b\x1b")
        assert not window.ended, "q is a letter of the text"
        window.feed(b"\x11")
        assert window.end() == 0
    assert list(stored(tmp_path / "plan.db").rows()) == before, "so is d"


def test_the_program_goes_on_after_such_a_sequence(tmp_path: Path) -> None:
    put_sample(tmp_path / "plan.db")
    with Window(str(tmp_path / "plan.db"), folder=tmp_path) as window:
        window.ready()
        window.feed(b"\x1b[:u")
        window.feed(b"\x1b[;:~\x1b[99999999999u")
        window.feed(b"\x1b\x1b")
        window.feed(b"\x11")
        assert window.end() == 0, window.text[-2000:]

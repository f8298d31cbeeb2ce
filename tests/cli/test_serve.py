"""The app in a browser: who is let in, what the page asks for, and a window that takes keys."""

from __future__ import annotations

import asyncio
import importlib.util
import os
import re
import socket
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from okrtui.cli.serve import address, command, who
from tests.cli import chromium
from tests.cli.conftest import Cli

pytest.importorskip("textual_serve")

import aiohttp

from okrtui.cli.webserver import font_size, is_loopback, page, refused

ODD = "/a b/$(touch x)\"'"


@pytest.mark.parametrize(
    ("host", "asked", "origin", "window", "turned_away"),
    [
        ("127.0.0.1", "127.0.0.1:8000", None, False, False),
        ("127.0.0.1", "localhost:8000", None, False, False),
        ("127.0.0.1", "localhost:8000", "http://localhost:8000", True, False),
        ("127.0.0.1", "localhost:8000", "http://127.0.0.1:8000", True, True),
        ("127.0.0.1", "localhost:8000", "https://elsewhere.example", True, True),
        ("127.0.0.1", "localhost:8000", "null", True, True),
        ("127.0.0.1", "localhost:8000", None, True, True),
        ("127.0.0.1", "rebound.example:8000", "http://rebound.example:8000", True, True),
        ("127.0.0.1", "rebound.example:8000", None, False, True),
        ("::1", "[::1]:8000", "http://[::1]:8000", True, False),
        ("0.0.0.0", "team.example:8000", "http://team.example:8000", True, False),
        ("0.0.0.0", "team.example:8000", "http://elsewhere.example", True, True),
    ],
)
def test_only_a_page_from_here_opens_a_window(
    host: str, asked: str, origin: str | None, window: bool, turned_away: bool
) -> None:
    assert refused(host, asked, origin, window=window) is turned_away


@pytest.mark.parametrize(
    ("host", "loopback"),
    [("127.0.0.1", True), ("127.8.0.1", True), ("::1", True), ("localhost", True), ("0.0.0.0", False), ("box", False)],
)
def test_what_only_this_machine_reaches(host: str, loopback: bool) -> None:
    assert is_loopback(host) is loopback
    assert ("Careful" not in who(host)) is loopback
    assert "no password" in who(host)


def test_the_address_is_one_that_a_browser_takes() -> None:
    assert address("127.0.0.1", 8000) == "http://127.0.0.1:8000"
    assert address("::1", 8000) == "http://[::1]:8000"
    assert address("0.0.0.0", 80) == f"http://{socket.gethostname()}:80"


def test_the_page_asks_nobody_else_and_shows_a_name_as_it_is() -> None:
    text = page("<b>Q2 & $size</b>")
    assert "&lt;b&gt;Q2 &amp; $size&lt;/b&gt;" in text
    links = re.findall(r"(?:src|href)=\"([^\"]*)\"|url\(\"([^\"]*)\"\)", text)
    assert [a or b for a, b in links] == [
        "data:,",
        "/static/css/xterm.css",
        "/static/fonts/RobotoMono-VariableFont_wght.ttf",
        "/static/js/textual.js",
    ]


@pytest.mark.parametrize(
    ("asked", "size"),
    [("20", 20), ("6", 6), ("40", 40), ("41", 16), ("0", 16), ("", 16), ("２０", 16), ("9" * 5000, 16)],
    ids=lambda value: str(value)[:4],
)
def test_a_size_of_letters_that_makes_no_sense_is_the_usual_one(asked: str, size: int) -> None:
    assert font_size(asked) == size


@pytest.mark.skipif(sys.platform == "win32", reason="another shell")
def test_a_name_with_quotes_and_dollars_stays_a_name_in_the_shell() -> None:
    line = "printf '%s\\n' " + command(Path(ODD))
    words = subprocess.run(line, shell=True, capture_output=True, text=True)
    assert words.stdout.splitlines() == [sys.executable, "-P", "-m", "okrtui", "--", ODD]


def test_without_the_extra_help_works_and_a_sentence_says_how_to_install_it(
    cli: Cli, monkeypatch: pytest.MonkeyPatch
) -> None:
    find = importlib.util.find_spec
    monkeypatch.setattr("okrtui.cli.serve.find_spec", lambda name: None if name == "textual_serve" else find(name))
    assert "pip install 'okrtui[serve]'" in cli("serve", "--help").fine()
    cli("serve").refused("pip install 'okrtui[serve]'")


def test_a_file_that_is_no_plan_is_refused_before_anything_is_served(cli: Cli, home: Path) -> None:
    (home / "odd.db").write_text("not a plan", encoding="utf-8")
    (home / "plan.toml").write_text("okrtui_format = 1", encoding="utf-8")
    cli("serve", "odd.db").refused("odd.db")
    cli("serve", "plan.toml").refused("okrtui new plan.db --from plan.toml")
    cli("serve", "none/plan.db").refused("there is no folder none")


def test_an_empty_address_is_refused(cli: Cli, home: Path) -> None:
    cli("serve", "--host", "").refused("--host is empty")


def test_a_port_that_is_taken_is_said(cli: Cli, home: Path) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        cli("serve", "--port", str(taken.getsockname()[1])).refused("Cannot listen on 127.0.0.1", "--port")
    cli("serve", "--port", "0").refused("'--port': 0 is not in the range")


@dataclass
class Served:
    """A server on a plan: its process, and its address without http."""

    running: subprocess.Popen[str]
    address: str


@pytest.fixture
def server(served: Served) -> str:
    """Only the address of the server."""
    return served.address


@pytest.fixture
def served(home: Path, cli: Cli) -> Iterator[Served]:
    """A server on a plan, as a process of its own, that opens a browser."""
    cli("new", "plan.db", "--from", "saas").fine()
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    browser = home / "browser"
    browser.write_text(f'#!/bin/sh\necho "$1" > {home}/opened\n', encoding="utf-8")
    browser.chmod(0o700)
    running = subprocess.Popen(
        [sys.executable, "-m", "okrtui", "serve", "plan.db", "--port", str(port), "--open"],
        env={**os.environ, "BROWSER": str(browser)},
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )
    assert running.stdout is not None
    assert f"http://127.0.0.1:{port}" in running.stdout.readline()
    assert str(home / "plan.db") in running.stdout.readline()
    assert "Whoever uses this machine" in running.stdout.readline()
    try:
        yield Served(running, f"127.0.0.1:{port}")
    finally:
        running.terminate()
        assert running.wait(20) == 0
        assert running.stderr is not None
        assert running.stderr.read() in ("", "Application failed to start\n")


@pytest.mark.skipif(sys.platform == "win32", reason="another shell")
async def test_it_opens_a_browser_when_asked_to(server: str, home: Path) -> None:
    opened = home / "opened"
    for _ in range(100):
        if opened.exists() and opened.read_text():
            break
        await asyncio.sleep(0.1)
    assert opened.read_text() == f"http://{server}\n"


async def test_a_window_in_the_browser_shows_the_plan_and_takes_keys(server: str) -> None:
    async with aiohttp.ClientSession() as client:
        for _ in range(100):
            try:
                answer = await client.get(f"http://{server}/")
                break
            except aiohttp.ClientConnectionError:
                continue
        assert answer.status == 200
        assert "Opening plan" in await answer.text()
        assert answer.headers["Content-Security-Policy"] == "frame-ancestors 'none'"
        assert (await client.get(f"http://{server}/static/js/textual.js")).status == 200
        with pytest.raises(aiohttp.WSServerHandshakeError):
            await client.ws_connect(f"ws://{server}/ws", origin="http://elsewhere.example")
        where = f"ws://{server}/ws?width=120&height=40"
        async with client.ws_connect(where, origin=f"http://{server}") as window:
            await _until(window, "Key results")
            await window.send_json(["stdin", "?"])
            await _until(window, "What works here and now")


async def test_the_page_is_told_when_the_app_could_not_go_on(server: str, home: Path) -> None:
    """What has died closes the window, with another code than what was left."""
    where, origin = f"ws://{server}/ws?width=120&height=40", f"http://{server}"
    async with aiohttp.ClientSession() as client:
        for _ in range(100):
            try:
                await client.get(f"http://{server}/")
                break
            except aiohttp.ClientConnectionError:
                continue
        async with client.ws_connect(where, origin=origin) as left:
            await _until(left, "Key results")
            await left.send_json(["stdin", "q"])
            assert await _end(left) == aiohttp.WSCloseCode.OK
        (home / "plan.db").write_text("no plan any more", encoding="utf-8")
        async with client.ws_connect(where, origin=origin) as dead:
            assert await _end(dead) == aiohttp.WSCloseCode.INTERNAL_ERROR


_LISTEN = "window.sent = []; const give = line.send.bind(line); line.send = (text) => { sent.push(text); give(text); }"


@pytest.mark.skipif(chromium.FOUND is None, reason="no Chromium here")
async def test_in_chromium_keys_paste_copies_wheel_and_the_end_are_as_a_page_has_them(
    served: Served, tmp_path: Path
) -> None:
    async with chromium.tab_on(f"http://{served.address}", tmp_path / "profile") as tab:
        await tab.until("document.querySelector('.xterm-viewport')?.style.backgroundColor === 'rgb(18, 18, 18)'")
        assert await tab.ask("document.body.style.background") == "rgb(18, 18, 18)", "the app's own ground"
        assert await tab.ask("document.activeElement.className") == "xterm-helper-textarea", "keys need no click"
        await tab.ask(_LISTEN)

        await tab.ask("navigator.clipboard.writeText('Fewer people wait')")
        await tab.press("v", 86, ctrl=True)
        await tab.until("sent.some((each) => each.includes('[200~Fewer people wait'))")
        await tab.press("F5", 116)
        await tab.press("l", 76, ctrl=True)
        await tab.press("F2", 113)
        await tab.until("sent.some((each) => each.includes('OQ'))")
        assert not await tab.ask(r"sent.some((each) => each.includes('[15~') || each.includes('\\u000c'))")

        for pixels, told in ((100, 2), (600, 14)):
            await tab.turn(pixels)
            await tab.until(f"sent.filter((each) => each.includes('[<65;')).length === {told}")

        await tab.ask("clipboard.writeText = async () => { throw new Error() }; document.execCommand = () => false; 1")
        await tab.ask("navigator.clipboard.writeText('Two lines\\nto copy')")
        await tab.until("document.querySelector('.refused').checkVisibility()")
        assert await tab.ask("document.activeElement.value") == "Two lines\nto copy"
        await tab.press("Escape", 27)
        await tab.until("document.activeElement.className === 'xterm-helper-textarea'")

        served.running.terminate()
        await tab.until("document.querySelector('.ended').innerText.includes('okrtui has been stopped')")
        assert await asyncio.to_thread(served.running.wait, 10) == 0, "it does not wait for the windows"
        assert "is a draft" in await tab.ask("document.querySelector('.ended').innerText")


async def _end(window: aiohttp.ClientWebSocketResponse) -> int | None:
    """Read a window to its end: the code that it was closed with."""
    while not window.closed:
        await window.receive(timeout=20)
    return window.close_code


async def _until(window: aiohttp.ClientWebSocketResponse, words: str) -> None:
    """Read what the window paints until it holds these words."""
    seen = ""
    async with asyncio.timeout(60):
        while words.lower() not in seen.lower():
            message = await window.receive(timeout=20)
            assert message.type in (aiohttp.WSMsgType.BINARY, aiohttp.WSMsgType.TEXT), seen[-500:]
            if message.type is aiohttp.WSMsgType.BINARY:
                seen += re.sub(r"\x1b\[[0-9;?]*[a-zA-Z]", "", message.data.decode("utf-8", "replace"))

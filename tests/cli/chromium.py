"""A headless Chromium, driven as its own developer tools drive it."""

from __future__ import annotations

import asyncio
import shutil
import subprocess
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

import aiohttp

FOUND = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None)
"""The program; None where there is none."""

_FLAGS = ("--headless=new", "--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage", "--remote-debugging-port=0")
_CTRL = 2


class Tab:
    """One tab: what somebody does in it, and what a script in it finds."""

    def __init__(self, line: aiohttp.ClientWebSocketResponse) -> None:
        self._line = line
        self._sent = 0

    async def do(self, method: str, **given: object) -> Any:
        """Give an order of the developer tools; its answer."""
        self._sent += 1
        await self._line.send_json({"id": self._sent, "method": method, "params": given})
        while True:
            answer = await self._line.receive_json(timeout=20)
            if answer.get("id") == self._sent:
                assert "error" not in answer, answer
                return answer["result"]

    async def ask(self, script: str) -> Any:
        """What a script comes to."""
        found = await self.do("Runtime.evaluate", expression=script, awaitPromise=True, returnByValue=True)
        assert "exceptionDetails" not in found, found
        return found["result"].get("value")

    async def until(self, script: str) -> None:
        """Wait until a script finds something true; ten seconds at most."""
        for _ in range(200):
            if await self.ask(f"Boolean({script})"):
                return
            await asyncio.sleep(0.05)
        raise AssertionError(f"never: {script}")

    async def press(self, key: str, code: int, *, ctrl: bool = False) -> None:
        """Press a key by its name and its number."""
        for kind in ("rawKeyDown", "keyUp"):
            await self.do(
                "Input.dispatchKeyEvent",
                type=kind,
                key=key,
                code=key if len(key) > 1 else f"Key{key.upper()}",
                windowsVirtualKeyCode=code,
                modifiers=_CTRL * ctrl,
            )

    async def turn(self, pixels: int) -> None:
        """Turn the wheel in the middle of the page."""
        await self.do("Input.dispatchMouseEvent", type="mouseWheel", x=400, y=300, deltaX=0, deltaY=pixels)


@asynccontextmanager
async def tab_on(url: str, profile: Path) -> AsyncIterator[Tab]:
    """A new Chromium with one tab on an address, whose pages may use the clipboard."""
    assert FOUND is not None
    running = subprocess.Popen(
        [FOUND, *_FLAGS, f"--user-data-dir={profile}", "about:blank"],
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    try:
        async with aiohttp.ClientSession() as client:
            where = await _debugger(client, profile / "DevToolsActivePort")
            async with client.ws_connect(where, max_msg_size=0) as line:
                tab = Tab(line)
                await tab.do("Browser.grantPermissions", permissions=["clipboardReadWrite", "clipboardSanitizedWrite"])
                await tab.do("Emulation.setFocusEmulationEnabled", enabled=True)
                await tab.do("Page.navigate", url=url)
                yield tab
    finally:
        running.terminate()
        running.wait(20)


async def _debugger(client: aiohttp.ClientSession, port: Path) -> str:
    """Where the tab listens, once it does."""
    for _ in range(400):
        await asyncio.sleep(0.05)
        if not port.exists() or not (lines := port.read_text().split()):
            continue
        async with client.get(f"http://127.0.0.1:{lines[0]}/json/list") as answer:
            pages = [each for each in await answer.json() if each["type"] == "page"]
        if pages:
            return str(pages[0]["webSocketDebuggerUrl"])
    raise AssertionError("Chromium does not start")

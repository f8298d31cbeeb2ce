"""The app in a browser: each tab is a window of its own on one plan, run by textual-serve, an optional extra.

A server on this machine can be asked by any page that its browser has open, and by any name that is made to point to
it. So a window opens only for a page that came from here, and a server on loopback answers to no other name.
"""

from __future__ import annotations

import asyncio
import html
import ipaddress
import logging
from importlib.resources import files
from string import Template
from urllib.parse import urlsplit

from aiohttp import WSCloseCode, web
from aiohttp.typedefs import Handler, Middleware
from textual_serve.app_service import AppService
from textual_serve.server import Server

FONT_SIZES = range(6, 41)
"""Sizes in pixels that ?fontsize= may ask for."""

PATIENCE = 10.0
"""Seconds that the apps have for saving what is typed when the server ends."""

_DEFAULT_SIZE = 16
_HEADERS = {
    "Content-Security-Policy": "frame-ancestors 'none'",
    "Referrer-Policy": "no-referrer",
    "X-Content-Type-Options": "nosniff",
}


def is_loopback(host: str) -> bool:
    """Whether only this machine can reach a server on that host."""
    name = host.strip("[]")
    try:
        return ipaddress.ip_address(name).is_loopback
    except ValueError:
        return name.lower() == "localhost"


def refused(host: str, asked: str, origin: str | None, *, window: bool) -> bool:
    """Whether a request is turned away.

    `host` is what the server listens on, `asked` the Host of the request (with its port), `origin` its Origin;
    `window`: it is to open a window on the plan, which only a page from here may do.
    """
    name = urlsplit(f"//{asked}").hostname or ""
    if is_loopback(host) and not is_loopback(name):
        return True
    return window and (origin is None or urlsplit(origin).netloc.lower() != asked.lower())


class PlanServer(Server):
    """Serves one plan, with a page that asks nobody else for anything."""

    def __init__(self, command: str, host: str, port: int, title: str) -> None:
        super().__init__(command, host=host, port=port, title=title)
        self._windows: dict[web.WebSocketResponse, AppService] = {}

    def initialize_logging(self) -> None:
        """Only what is amiss is said."""
        logging.basicConfig(level=logging.WARNING, format="%(message)s")

    async def on_startup(self, app: web.Application) -> None:
        """Where it is served has been said by the command."""

    async def on_shutdown(self, app: web.Application) -> None:
        """Tell the pages at once that nothing is served any more; each app ends with its page, and keeps its draft."""
        windows = dict(self._windows)
        await asyncio.gather(*(window.close(code=WSCloseCode.GOING_AWAY) for window in windows))
        ending = [asyncio.create_task(each._process.wait()) for each in windows.values() if each._process is not None]
        if ending:
            await asyncio.wait(ending, timeout=PATIENCE)

    async def _make_app(self) -> web.Application:
        app = await super()._make_app()
        app.middlewares.append(self._guard())
        app.on_response_prepare.append(_add_headers)
        return app

    def _guard(self) -> Middleware:
        @web.middleware
        async def guard(request: web.Request, handler: Handler) -> web.StreamResponse:
            window = request.path == "/ws"
            if refused(self.host, request.host, request.headers.get("Origin"), window=window):
                raise web.HTTPForbidden(text="okrtui answers only to pages of its own.\n")
            return await handler(request)

        return guard

    async def _process_messages(self, websocket: web.WebSocketResponse, app_service: AppService) -> None:
        """Pass on what the page sends; a window whose app has died is closed, where it would stay open for ever."""
        running = app_service._task

        async def watch() -> None:
            if running is not None:
                await asyncio.wait([running])
                await websocket.close(code=WSCloseCode.INTERNAL_ERROR)  # unless the app has closed it, well

        watching = asyncio.create_task(watch())
        self._windows[websocket] = app_service
        try:
            await super()._process_messages(websocket, app_service)
        finally:
            del self._windows[websocket]
            if running is not None and not running.done():
                watching.cancel()

    async def handle_index(self, request: web.Request) -> web.Response:
        """The page with the terminal; `?fontsize=20` makes it larger."""
        size = font_size(request.query.get("fontsize", ""))
        return web.Response(text=page(self.title, size), content_type="text/html")


def font_size(asked: str) -> int:
    """The size in pixels that a page asked for; the usual one for anything else."""
    return next((size for size in FONT_SIZES if str(size) == asked), _DEFAULT_SIZE)


def page(title: str, size: int = _DEFAULT_SIZE) -> str:
    """The page of a plan of this name."""
    template = Template(files("okrtui.cli").joinpath("page.html").read_text(encoding="utf-8"))
    return template.substitute(title=html.escape(title), size=size)


async def _add_headers(request: web.Request, response: web.StreamResponse) -> None:
    response.headers.update(_HEADERS)

"""A server on this machine that serves rightly, or is silent, breaks off, lies and leads astray, as its paths say."""

from __future__ import annotations

import threading
from collections import Counter
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping


class UnrulyServer(ThreadingHTTPServer):
    """Serves ``/<manner>/<name>`` from bytes in memory, and counts what it is asked for.

    Parameters
    ----------
    files : mapping
        Contents by name.
    """

    daemon_threads = True

    def __init__(self, files: Mapping[str, bytes]) -> None:
        super().__init__(("127.0.0.1", 0), _Handler)
        self.files = files
        self.asked: Counter[str] = Counter()
        self.over = threading.Event()
        self._thread = threading.Thread(target=self.serve_forever, args=(0.01,), daemon=True)
        self._thread.start()

    def mirror(self, manner: str) -> str:
        """Return the address of a folder whose files come in this manner."""
        return f"http://127.0.0.1:{self.server_port}/{manner}/"

    def stop(self) -> None:
        """Let go of everyone who waits, and end."""
        self.over.set()
        self.shutdown()
        self._thread.join()
        self.server_close()


class _Handler(BaseHTTPRequestHandler):
    server: UnrulyServer

    def do_GET(self) -> None:
        self.server.asked[self.path] += 1
        manner, _, name = self.path.strip("/").partition("/")
        try:
            MANNERS[manner](self, self.server.files[name])
        except ConnectionError:  # the other side went away, which is what some tests are about
            self.close_connection = True

    def log_message(self, *_: object) -> None:
        """Keep quiet."""

    def send(self, body: bytes, claimed: int | None = None, status: int = 200, **headers: str) -> None:
        self.send_response(status)
        if claimed is not None:
            self.send_header("Content-Length", str(claimed))
        for name, value in headers.items():
            self.send_header(name.replace("_", "-"), value)
        self.end_headers()
        self.wfile.write(body)
        self.wfile.flush()


def _right(handler: _Handler, body: bytes) -> None:
    handler.send(body, len(body))


def _silent(handler: _Handler, body: bytes) -> None:
    handler.server.over.wait()


def _stalling(handler: _Handler, body: bytes) -> None:
    handler.send(body[: len(body) // 2], len(body))
    handler.server.over.wait()


def _trickling(handler: _Handler, body: bytes) -> None:
    handler.send(b"", len(body))
    for value in body:
        if handler.server.over.wait(0.02):
            return
        handler.wfile.write(bytes((value,)))


def _cut(handler: _Handler, body: bytes) -> None:
    handler.send(body[: len(body) // 2], len(body))


def _cut_quietly(handler: _Handler, body: bytes) -> None:
    handler.send(body[: len(body) // 2])


def _other_bytes(handler: _Handler, body: bytes) -> None:
    handler.send(bytes(len(body)), len(body))


def _longer(handler: _Handler, body: bytes) -> None:
    handler.send(body + b"more", len(body) + 4)


def _endless(handler: _Handler, body: bytes) -> None:
    handler.send(body)
    while not handler.server.over.is_set():
        handler.wfile.write(bytes(2**16))


def _page(handler: _Handler, body: bytes) -> None:
    page = b"<html>Please log in to this network.</html>"
    handler.send(page, len(page), Content_Type="text/html")


def _gone(handler: _Handler, body: bytes) -> None:
    handler.send(b"", 0, status=404)


def _failing(handler: _Handler, body: bytes) -> None:
    handler.send(b"", 0, status=503)


def _circle(handler: _Handler, body: bytes) -> None:
    handler.send(b"", 0, status=302, Location=handler.path)


def _to_a_file(handler: _Handler, body: bytes) -> None:
    handler.send(b"", 0, status=302, Location="file:///etc/hostname")


def _garbage(handler: _Handler, body: bytes) -> None:
    handler.wfile.write(b"\x00\xff what is HTTP?\r\n\r\n")


MANNERS: dict[str, Callable[[_Handler, bytes], None]] = {
    "right": _right,
    "silent": _silent,
    "stalling": _stalling,
    "trickling": _trickling,
    "cut": _cut,
    "cut-quietly": _cut_quietly,
    "other-bytes": _other_bytes,
    "longer": _longer,
    "endless": _endless,
    "page": _page,
    "gone": _gone,
    "failing": _failing,
    "circle": _circle,
    "to-a-file": _to_a_file,
    "garbage": _garbage,
}

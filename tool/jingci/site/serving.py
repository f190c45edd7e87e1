"""The site on this machine: loopback only, for the names of this machine only, from its own folder only."""

from __future__ import annotations

import re
from contextlib import suppress
from html import unescape
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from urllib.parse import unquote, urlsplit

from jingci.errors import FileError, UsageError
from jingci.site.addresses import HOME, MISSING
from jingci.site.folder import KEPT, MANIFEST

_HOST = "127.0.0.1"
_NAMES = ("localhost", "127.0.0.1")
_TYPES = {
    ".html": "text/html; charset=utf-8",
    ".css": "text/css; charset=utf-8",
    ".js": "text/javascript; charset=utf-8",
    ".json": "application/json; charset=utf-8",
    ".xml": "application/xml; charset=utf-8",
    ".txt": "text/plain; charset=utf-8",
    ".svg": "image/svg+xml",
}
_POLICY = re.compile(rb'<meta http-equiv="Content-Security-Policy" content="([^"]*)">')
#: Where the policy of a page is looked for: it stands before anything that a report could say.
_HEAD = 2_000
_STRICT = "default-src 'none'"
#: What a policy can say in a header only.
_FRAMED = "; frame-ancestors 'none'"


class SiteServer:
    """A server for one site; use it as a context.

    :param port: 0 takes any free one.
    :raises FileError: the folder is no site.
    :raises UsageError: the port is taken.
    """

    def __init__(self, folder: str | Path, port: int = 0) -> None:
        root = Path(folder).resolve()
        if not (root / MANIFEST).is_file() or not (root / HOME).is_file():
            raise FileError("is not a site", path=str(folder), hint="jingci site build -o DIR makes one")
        # The folder is read anew at every request: a build may put another one in its place.
        handler = type("Handler", (_Handler,), {"root": Path(folder).absolute()})
        try:
            self._server = ThreadingHTTPServer((_HOST, port), handler)
        except OSError as error:
            raise UsageError(
                f"port {port} cannot be used: {error.strerror}", hint="name another with --port"
            ) from error
        self._server.daemon_threads = True

    def __enter__(self) -> SiteServer:
        return self

    def __exit__(self, *_: object) -> None:
        self._server.server_close()

    @property
    def address(self) -> str:
        """Where the site is."""
        return f"http://{_HOST}:{self._server.server_address[1]}/"

    def serve(self) -> None:
        """Answer until interrupted or stopped."""
        self._server.serve_forever(poll_interval=0.1)

    def stop(self) -> None:
        """End :meth:`serve`, from another thread."""
        self._server.shutdown()


class _Handler(BaseHTTPRequestHandler):
    root: Path
    protocol_version = "HTTP/1.1"
    server_version = "jingci"
    sys_version = ""
    timeout = 30

    def do_GET(self) -> None:
        """Answer with a file."""
        self._answer(body=True)

    def do_HEAD(self) -> None:
        """Answer with the headers of a file."""
        self._answer(body=False)

    def log_message(self, format: str, *args: object) -> None:
        """Say nothing: who looks at pages is nobody's business."""

    def _answer(self, *, body: bool) -> None:
        if not self._for_us():
            self._send(421, b"This server answers for localhost only.\n", ".txt", body=body)
            return
        if file := self._file():
            with suppress(OSError):
                self._send(200, file.read_bytes(), file.suffix, body=body)
                return
        if self.path == "/favicon.ico":  # which a browser asks for by itself on a page that names no icon: a reader
            self._send(204, b"", ".txt", body=False)
            return
        missing = self.root / MISSING
        with suppress(OSError):
            self._send(404, missing.read_bytes(), missing.suffix, body=body)

    def _for_us(self) -> bool:
        """Whether the request names this machine. A page elsewhere whose name was made to lead here does not."""
        port = self.connection.getsockname()[1]
        allowed = {f"{name}:{port}" for name in _NAMES} | ({*_NAMES} if port == 80 else set())
        hosts = self.headers.get_all("Host") or []
        return len(hosts) == 1 and hosts[0].strip().lower() in allowed

    def _file(self) -> Path | None:
        """The file that is asked for, where it is one of the site's."""
        with suppress(ValueError, OSError):
            path = unquote(urlsplit(self.path).path, errors="strict")
            parts = [part for part in path.split("/") if part]
            root = self.root.resolve()
            if any(part.startswith(".") or "\\" in part or ":" in part or "\0" in part for part in parts):
                return None
            file = root.joinpath(*parts, *([HOME] if path.endswith("/") else [])).resolve()
            if file.is_relative_to(root) and KEPT not in file.parts and file.suffix in _TYPES and file.is_file():
                return file
        return None

    def _send(self, status: int, data: bytes, suffix: str, *, body: bool) -> None:
        self.send_response(status)
        self.send_header("Content-Type", _TYPES[suffix])
        self.send_header("Content-Length", str(len(data)))
        self.send_header("Content-Security-Policy", _policy(data, suffix))
        self.send_header("X-Content-Type-Options", "nosniff")
        self.send_header("Referrer-Policy", "no-referrer")
        self.send_header("Cross-Origin-Resource-Policy", "same-origin")
        self.send_header("Cross-Origin-Opener-Policy", "same-origin")
        self.send_header("Cache-Control", "no-cache")
        self.end_headers()
        if body:
            with suppress(ConnectionError):
                self.wfile.write(data)


def _policy(data: bytes, suffix: str) -> str:
    """The policy of a page as it says it itself, so that the two cannot differ; the strictest for anything else."""
    found = _POLICY.search(data, 0, _HEAD) if suffix == ".html" else None
    return (unescape(found[1].decode("ascii", "replace")) if found else _STRICT) + _FRAMED

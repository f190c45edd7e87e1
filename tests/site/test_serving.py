"""The server: this machine's names only, this folder's files only, the page's own policy as a header."""

from __future__ import annotations

import http.client
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
from lxml import html

from conftest import KITCHEN_SINK
from jingci.errors import UsageError
from jingci.glossary import Glossary
from jingci.site import build_site
from jingci.site.serving import SiteServer


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory, small: Glossary) -> Path:
    folder = tmp_path_factory.mktemp("served") / "site"
    build_site(small, [KITCHEN_SINK / "edition"], folder)
    (folder.parent / "secret.html").write_text("secret", encoding="utf-8")
    (folder / "assets" / "way-out.html").symlink_to(folder.parent / "secret.html")
    return folder


@pytest.fixture(scope="module")
def port(site: Path) -> Iterator[int]:
    with SiteServer(site) as server:
        thread = threading.Thread(target=server.serve)
        thread.start()
        yield int(server.address.rstrip("/").rpartition(":")[2])
        server.stop()
        thread.join()


def get(port: int, path: str, host: str | None = "localhost", method: str = "GET") -> tuple[int, dict[str, str], bytes]:
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=10)
    connection.putrequest(method, path, skip_host=True)
    if host is not None:
        connection.putheader("Host", f"{host}:{port}" if ":" not in host else host)
    connection.endheaders()
    answer = connection.getresponse()
    body = answer.read()
    connection.close()
    return answer.status, {name.lower(): value for name, value in answer.getheaders()}, body


@pytest.mark.parametrize("path", ["/", "/concepts/jingqing.html", "/reports/kitchen-sink.html?x=1", "/english/"])
def test_a_page_and_its_policy(port: int, path: str) -> None:
    status, headers, body = get(port, path)
    assert status == 200
    stated = html.fromstring(body).xpath("//meta[@http-equiv='Content-Security-Policy']/@content")[0]
    assert headers["content-security-policy"] == f"{stated}; frame-ancestors 'none'"
    assert headers["x-content-type-options"] == "nosniff"
    assert int(headers["content-length"]) == len(body)


@pytest.mark.parametrize("host", ["evil.example", "evil.example:80", "localhost.evil.example", "192.168.0.1", "", None])
def test_another_name_is_refused(port: int, host: str | None) -> None:
    assert get(port, "/", host)[0] == 421


def test_another_port_is_another_host(port: int) -> None:
    assert get(port, "/", "localhost:1")[0] == 421


@pytest.mark.parametrize(
    "path",
    [
        "/../secret.html",
        "/assets/../../secret.html",
        "/%2e%2e/secret.html",
        "/..%2fsecret.html",
        "/assets/%2e%2e%2f%2e%2e%2fsecret.html",
        "//etc/passwd",
        "/assets/way-out.html",
        "/.jingci-site/manifest.json",
        "/%00",
        "/%ff",
        "/assets",
        "/nothing.html",
        "/..%5csecret.html",
    ],
)
def test_nothing_but_the_site(port: int, path: str) -> None:
    status, headers, body = get(port, path)
    assert status == 404
    assert b"There is no such page" in body
    assert headers["content-type"] == "text/html; charset=utf-8"


def test_head_and_other_methods(port: int) -> None:
    status, headers, body = get(port, "/assets/site.css", method="HEAD")
    assert (status, body) == (200, b"")
    assert headers["content-security-policy"] == "default-src 'none'; frame-ancestors 'none'"
    assert get(port, "/", method="POST")[0] == 501


def test_a_new_build_is_shown_at_once(small: Glossary, tmp_path: Path) -> None:
    build_site(small, [], tmp_path / "site")
    with SiteServer(tmp_path / "site") as server:
        thread = threading.Thread(target=server.serve)
        thread.start()
        port = int(server.address.rstrip("/").rpartition(":")[2])
        assert get(port, "/reports/kitchen-sink.html")[0] == 404
        build_site(small, [KITCHEN_SINK / "edition"], tmp_path / "site")
        assert get(port, "/reports/kitchen-sink.html")[0] == 200
        server.stop()
        thread.join()


def test_a_port_that_is_taken(site: Path, port: int) -> None:
    with pytest.raises(UsageError, match=f"port {port} cannot be used"):
        SiteServer(site, port)

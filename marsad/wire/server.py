"""The wire over real HTTP on loopback: feeds and pages as they stand at the wire's clock."""

from __future__ import annotations

import hashlib
import json
import threading
from collections.abc import Callable, Sequence
from datetime import datetime
from email.utils import format_datetime
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from types import TracebackType
from typing import Self
from xml.sax.saxutils import escape

from marsad.wire.articles import Outlet, WireArticle, articles, outlets

# A feed shows its newest items only, as feeds do.
WINDOW = 15
FOOTER = {
    "ar": "نص تجريبي لوسيلة إعلام متخيلة، كُتب لعرض برنامج مرصد.",
    "en": "Sample text of an invented outlet, written for Marsad's demo.",
}


class WireServer:
    """Serves the wire on 127.0.0.1; set `clock` to move it. A context manager."""

    def __init__(self, clock: datetime, *, ports: Sequence[int] = (0,)) -> None:
        self.clock = clock
        self._server = _bind(ports, self._answer)
        self._thread = threading.Thread(target=self._server.serve_forever, daemon=True)

    @property
    def address(self) -> str:
        """Return host and port."""
        return f"127.0.0.1:{self._server.server_address[1]}"

    def feed_url(self, outlet: Outlet) -> str:
        """Return the address of an outlet's feed."""
        return f"http://{self.address}/{outlet.slug}/feed"

    def __enter__(self) -> Self:
        self._thread.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._server.shutdown()
        self._server.server_close()
        self._thread.join()

    def _answer(self, path: str) -> tuple[int, str, bytes]:
        """Return status, content type and body for a path."""
        slug, _, rest = path.strip("/").partition("/")
        outlet = outlets().get(slug)
        if outlet is None or outlet.feed == "fails":
            return (404 if outlet is None else 503), "text/plain", b"no"
        published = [one for one in articles() if one.outlet is outlet and one.published_at <= self.clock]
        if rest == "feed":
            return _feed(outlet, published[-WINDOW:][::-1], self)
        found = next((one for one in published if f"{one.slug}.html" == rest), None)
        return _page(found, self.clock) if found else (404, "text/plain", b"no such page")

    def page_url(self, article: WireArticle) -> str:
        """Return the address of an article."""
        return f"http://{self.address}/{article.outlet.slug}/{article.slug}.html"


class _Server(ThreadingHTTPServer):
    daemon_threads = True

    def handle_error(self, request: object, client_address: object) -> None:
        """Say nothing of a client that hung up between two requests."""


def _bind(ports: Sequence[int], answer: Callable[[str], tuple[int, str, bytes]]) -> ThreadingHTTPServer:
    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def do_GET(self) -> None:
            """Answer with the wire as it stands, or with 304."""
            status, kind, body = answer(self.path)
            etag = f'"{hashlib.sha256(body).hexdigest()[:16]}"'
            if status == 200 and self.headers.get("If-None-Match") == etag:
                status, body = 304, b""
            self.send_response(status)
            self.send_header("Content-Type", kind)
            self.send_header("Content-Length", str(len(body)))
            if status in (200, 304):
                self.send_header("ETag", etag)
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, *arguments: object) -> None:
            """Say nothing: the demo tells its own story."""

    last: OSError | None = None
    for port in ports:
        try:
            return _Server(("127.0.0.1", port), Handler)
        except OSError as error:
            last = error
    raise last or OSError("no port to try")


def _feed(outlet: Outlet, shown: Sequence[WireArticle], wire: WireServer) -> tuple[int, str, bytes]:
    kinds = {
        "rss": (_rss, "application/rss+xml"),
        "atom": (_atom, "application/atom+xml"),
        "json": (_json, "application/feed+json"),
    }
    write, kind = kinds[outlet.feed]
    return (
        200,
        f"{kind}; charset={outlet.charset}",
        write(outlet, shown, wire).encode(outlet.charset, "xmlcharrefreplace"),
    )


def _rss(outlet: Outlet, shown: Sequence[WireArticle], wire: WireServer) -> str:
    items = "".join(
        f"<item><title>{escape(one.title)}</title><link>{wire.page_url(one)}</link>"
        f"<guid>{wire.page_url(one)}</guid><pubDate>{format_datetime(one.published_at)}</pubDate>"
        f"<description>{escape(one.paragraphs_at(wire.clock)[-1])}</description></item>"
        for one in shown
    )
    head = f'<?xml version="1.0" encoding="{outlet.charset}"?><rss version="2.0"><channel>'
    return f"{head}<title>{escape(outlet.name)}</title><language>{outlet.language}</language>{items}</channel></rss>"


def _atom(outlet: Outlet, shown: Sequence[WireArticle], wire: WireServer) -> str:
    items = "".join(
        f'<entry><title>{escape(one.title)}</title><link href="{wire.page_url(one)}"/><id>{wire.page_url(one)}</id>'
        f"<published>{one.published_at.isoformat()}</published></entry>"
        for one in shown
    )
    head = '<?xml version="1.0" encoding="utf-8"?><feed xmlns="http://www.w3.org/2005/Atom">'
    return f"{head}<title>{escape(outlet.name)}</title>{items}</feed>"


def _json(outlet: Outlet, shown: Sequence[WireArticle], wire: WireServer) -> str:
    items = [
        {
            "id": wire.page_url(one),
            "url": wire.page_url(one),
            "title": one.title,
            "date_published": one.published_at.isoformat(),
            "content_text": one.paragraphs[0],
        }
        for one in shown
    ]
    feed = {"version": "https://jsonfeed.org/version/1.1", "title": outlet.name, "items": items}
    return json.dumps(feed, ensure_ascii=False)


def _page(article: WireArticle, clock: datetime) -> tuple[int, str, bytes]:
    outlet = article.outlet
    text = "".join(f"<p>{escape(paragraph)}</p>\n" for paragraph in article.paragraphs_at(clock))
    direction = "rtl" if outlet.language == "ar" else "ltr"
    page = f"""<!doctype html>
<html lang="{outlet.language}" dir="{direction}"><head><meta charset="{outlet.charset}">
<title>{escape(article.title)} | {escape(outlet.name)}</title>
<meta property="article:published_time" content="{article.published_at.isoformat()}"></head>
<body><header><nav><a href="/{outlet.slug}/">{escape(outlet.name)}</a> <a href="/{outlet.slug}/about">·</a></nav></header>
<main><article><h1>{escape(article.title)}</h1>
<time datetime="{article.published_at.isoformat()}">{article.published_at:%Y-%m-%d}</time>
{text}</article></main>
<footer><p>{FOOTER[outlet.language]}</p></footer></body></html>"""
    return 200, f"text/html; charset={outlet.charset}", page.encode(outlet.charset, "xmlcharrefreplace")

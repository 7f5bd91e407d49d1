"""A web server of saved pages, with a feed for each set: `python -m benchmarks.site [DAY ...]` prints its feeds and serves."""

from __future__ import annotations

import sys
from collections import defaultdict
from collections.abc import Iterable
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from xml.sax.saxutils import escape

from benchmarks.data import SavedPage, need_data, news_pages, saved_pages


def serve(pages: Iterable[SavedPage]) -> None:
    """Serve pages and feeds on a free port of loopback until the process is ended; first print each feed's name and URL."""
    by_path = {f"/{page.set_name}/{page.name}.html": page for page in pages}
    feeds: dict[str, list[str]] = defaultdict(list)
    for path, page in by_path.items():
        feeds[page.set_name].append(path)

    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def do_GET(self) -> None:
            body = _feed(base, feeds[self.path[6:]]) if self.path.startswith("/feed/") else _page(by_path, self.path)
            self.send_response(200 if body else 404)
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, *arguments: object) -> None: ...

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    base = f"http://127.0.0.1:{server.server_address[1]}"
    for name in feeds:
        print(name, f"{base}/feed/{name}", sep="\t")
    print(flush=True)
    server.serve_forever()


def _page(pages: dict[str, SavedPage], path: str) -> bytes:
    return pages[path].body if path in pages else b""


def _feed(base: str, paths: Iterable[str]) -> bytes:
    items = "".join(f"<item><link>{escape(base + path)}</link></item>" for path in paths)
    return f'<?xml version="1.0"?><rss version="2.0"><channel><title>t</title>{items}</channel></rss>'.encode()


if __name__ == "__main__":
    need_data()
    serve([*saved_pages(), *(page for day in sys.argv[1:] for page in news_pages(day))])

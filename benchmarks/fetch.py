"""Fetching small pages through every gate: `python -m benchmarks.fetch [PAGES]`

Requests a second of Web.get_many, robots.txt counted, and of a bare httpx.AsyncClient that reads the same pages with as
many requests at once. 50 hosts on loopback, served by a process of its own; both are measured in turn, three times, and
the ratio is of the medians.
"""

from __future__ import annotations

import asyncio
import statistics
import subprocess
import sys
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass

import httpx

from news.fetching.web import CONCURRENCY, Request, Web

HOSTS, ROUNDS = 50, 3
BODY = b"<html><body><p>" + b"A small page of news. " * 90 + b"</p></body></html>"


@dataclass(frozen=True, kw_only=True)
class Network:
    """[fetch] for loopback."""

    allow_hosts: tuple[str, ...]
    contact: str = "desk@example.org"
    per_host_pause: float = 0.0
    proxy: str = ""
    ca_file: str = ""


async def serve() -> None:
    """Serve the page under every path of every host until the process is ended; first print the hosts."""

    class Answer(asyncio.Protocol):
        def connection_made(self, transport: asyncio.BaseTransport) -> None:
            self.transport, self.received = transport, b""

        def data_received(self, data: bytes) -> None:
            self.received += data
            while b"\r\n\r\n" in self.received:
                _, _, self.received = self.received.partition(b"\r\n\r\n")
                self.transport.write(b"HTTP/1.1 200 OK\r\nContent-Length: %d\r\n\r\n%b" % (len(BODY), BODY))

    loop = asyncio.get_running_loop()
    for number in range(HOSTS):
        server = await loop.create_server(Answer, f"127.0.0.{number + 2}", 0, backlog=128)
        print("{}:{}".format(*server.sockets[0].getsockname()))
    print(flush=True)
    await asyncio.Event().wait()


@contextmanager
def served() -> Iterator[tuple[str, ...]]:
    """Serve in a process of its own; yield the hosts."""
    command = [sys.executable, "-m", "benchmarks.fetch", "--serve"]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as process:
        try:
            assert process.stdout
            yield tuple(line.strip() for line in iter(process.stdout.readline, "\n"))
        finally:
            process.kill()


def ours(hosts: tuple[str, ...], urls: Sequence[str]) -> float:
    """Return requests a second through Web, robots.txt of every host included."""
    with Web(Network(allow_hosts=hosts)) as web:
        began = time.perf_counter()
        found = [fetched for _, fetched in web.get_many(Request(url=url, source="s") for url in urls)]
        seconds = time.perf_counter() - began
    assert all(fetched.reply is not None for fetched in found)
    return sum(len(fetched.visits) for fetched in found) / seconds


async def bare(urls: Sequence[str]) -> float:
    """Return requests a second through httpx alone, with its own limits: they suit it best here."""
    slots = asyncio.Semaphore(CONCURRENCY)
    async with httpx.AsyncClient(trust_env=False) as client:

        async def one(url: str) -> int:
            async with slots:
                return len((await client.get(url)).content)

        began = time.perf_counter()
        sizes = await asyncio.gather(*(one(url) for url in urls))
        seconds = time.perf_counter() - began
    assert set(sizes) == {len(BODY)}
    return len(urls) / seconds


def main() -> None:
    """Measure and print."""
    pages = int(sys.argv[1]) if len(sys.argv) > 1 else 5000
    with served() as hosts:
        urls = [f"http://{hosts[number % HOSTS]}/page/{number}.html" for number in range(pages)]
        asyncio.run(bare(urls[:200]))
        rounds = [(ours(hosts, urls), asyncio.run(bare(urls))) for _ in range(ROUNDS)]
    web, client = (statistics.median(column) for column in zip(*rounds, strict=True))
    print(f"{pages} pages of {len(BODY)} bytes from {HOSTS} hosts, {CONCURRENCY} at once, requests a second")
    print(f"Web.get_many        {web:8.0f}\nhttpx.AsyncClient   {client:8.0f}\nratio               {web / client:8.2f}")


if __name__ == "__main__":
    if sys.argv[1:] == ["--serve"]:
        asyncio.run(serve())
    else:
        main()

"""Two hundred sources, sixty of them dead in three ways: the cycle keeps its deadline and the others are complete."""

from __future__ import annotations

import asyncio
import threading
import time
from collections.abc import Iterator

import pytest

from tests.flows.conftest import OTHER, Workspace, cycle, page, query

SOURCES, HANGING, DRIPPING, REFUSING = 200, 20, 20, 20
GOOD = SOURCES - HANGING - DRIPPING - REFUSING


def address(number: int) -> str:
    return f"127.0.{1 + number // 200}.{1 + number % 200}"


class Hosts:
    """One server that is two hundred hosts: on Linux every address of 127.0.0.0/8 is this machine."""

    def __init__(self) -> None:
        self._loop = asyncio.new_event_loop()
        self._thread = threading.Thread(target=self._loop.run_forever, daemon=True)
        self._thread.start()
        self._server = asyncio.run_coroutine_threadsafe(self._start(), self._loop).result()
        self.port: int = self._server.sockets[0].getsockname()[1]

    async def _start(self) -> asyncio.Server:
        return await asyncio.start_server(self._answer, "0.0.0.0", 0, backlog=1000)

    def close(self) -> None:
        asyncio.run_coroutine_threadsafe(self._stop(), self._loop).result()
        self._loop.call_soon_threadsafe(self._loop.stop)
        self._thread.join()
        self._loop.close()

    async def _stop(self) -> None:
        self._server.close()
        connections = [task for task in asyncio.all_tasks() if task is not asyncio.current_task()]
        for task in connections:
            task.cancel()
        await asyncio.gather(*connections, return_exceptions=True)

    async def _answer(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        try:
            await self._serve(reader, writer)
        except (ConnectionError, asyncio.IncompleteReadError):
            return
        finally:
            writer.close()

    async def _serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        local = writer.get_extra_info("sockname")[0].split(".")
        number = (int(local[2]) - 1) * 200 + int(local[3]) - 1
        while line := await reader.readline():
            await reader.readuntil(b"\r\n\r\n")
            if number < HANGING:
                await asyncio.sleep(600)
            if number < HANGING + DRIPPING:
                for byte in b"HTTP/1.1 200 OK\r\nContent-Length: 100000\r\n\r\n" + b"x" * 100000:
                    writer.write(bytes([byte]))
                    await writer.drain()
                    await asyncio.sleep(1)
            writer.write(self._reply(number, line.split()[1].decode()))
            await writer.drain()

    def _reply(self, number: int, path: str) -> bytes:
        host = f"http://{address(number)}:{self.port}"
        items = "".join(f"<item><title>{number} {n}</title><link>{host}/{n}.html</link></item>" for n in (1, 2))
        bodies = {
            "/feed": f'<?xml version="1.0"?><rss version="2.0"><channel><title>t</title>{items}</channel></rss>'.encode(),
            "/1.html": page(f"{number} 1", OTHER.replace("bakery", f"bakery number {number}")),
            "/2.html": page(f"{number} 2", OTHER.replace("oven", f"oven of number {number}")),
        }
        body = bodies.get(path, b"")
        status = "200 OK" if body else "404 Not Found"
        return f"HTTP/1.1 {status}\r\nContent-Length: {len(body)}\r\n\r\n".encode() + body


@pytest.fixture
def hosts() -> Iterator[Hosts]:
    one = Hosts()
    yield one
    one.close()


def test_dead_sources_take_no_time_from_the_others(hosts: Hosts, workspace: Workspace) -> None:
    allowed = ", ".join(f'"{address(n)}:{hosts.port}", "{address(n)}:9"' for n in range(SOURCES))
    refusing = range(HANGING + DRIPPING, HANGING + DRIPPING + REFUSING)
    sources = "".join(
        f'[[source]]\nname = "{n}"\nurl = "http://{address(n)}:{9 if n in refusing else hosts.port}/feed"\n'
        for n in range(SOURCES)
    )
    fetch = f'[fetch]\nper_host_pause = 0\ncycle_deadline = "2m"\nallow_hosts = [{allowed}]\n'
    settings = workspace(sources=sources, fetch=fetch)
    began = time.monotonic()
    summary = cycle(settings)
    assert time.monotonic() - began < 120
    assert (summary.state, summary.found, summary.new) == ("degraded", 2 * GOOD, 2 * GOOD)
    reasons = {one.reason for one in summary.sources if one.outcome == "failed"}
    assert reasons <= {"robots_unreachable", "refused", "timeout"}
    assert query(settings, "SELECT count(*) FROM source_health WHERE failing_since IS NOT NULL") == [(60,)]

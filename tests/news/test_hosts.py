"""What counts as one host, and what it is owed."""

from __future__ import annotations

import asyncio
from contextlib import AsyncExitStack

import pytest

from news.fetching.hosts import Hosts, host_key


@pytest.mark.parametrize(
    "url",
    [
        "http://news.example/",
        "https://news.example/a",
        "http://news.example:80/",
        "https://news.example:443/",
        "http://NEWS.example/",
        "http://news.example./",
    ],
)
def test_one_host_in_all_its_spellings(url: str) -> None:
    assert host_key(url) == "news.example"


@pytest.mark.parametrize("url", ["http://www.news.example/", "http://news.example:8080/", "http://news.example.net/"])
def test_other_hosts(url: str) -> None:
    assert host_key(url) != "news.example"


def test_two_at_once_are_two_over_all_spellings_of_a_host() -> None:
    async def third_waits() -> bool:
        hosts = Hosts(pause=0, at_once=9)
        async with AsyncExitStack() as held:
            await held.enter_async_context(hosts.turn("http://news.example/"))
            await held.enter_async_context(hosts.turn("https://news.example:443/"))
            await held.enter_async_context(hosts.turn("https://other.example/"))
            third = asyncio.ensure_future(held.enter_async_context(hosts.turn("http://NEWS.example:80/")))
            done, _ = await asyncio.wait([third], timeout=0.05)
            third.cancel()
            return not done

    assert asyncio.run(third_waits())


def test_a_pause_is_kept_over_all_spellings_of_a_host() -> None:
    async def seconds() -> float:
        hosts = Hosts(pause=0.1, at_once=9)
        began = asyncio.get_running_loop().time()
        for url in ("http://news.example/", "https://news.example/", "https://news.example:443/"):
            async with hosts.turn(url):
                pass
        return asyncio.get_running_loop().time() - began

    assert asyncio.run(seconds()) >= 0.2


def test_a_host_that_waits_for_its_pause_takes_no_place_of_others() -> None:
    async def other_gets_its_turn() -> None:
        hosts = Hosts(pause=60, at_once=1)
        async with hosts.turn("http://news.example/"):
            pass
        waiting = [asyncio.ensure_future(hosts.turn("http://news.example/").__aenter__()) for _ in range(9)]
        async with asyncio.timeout(10), hosts.turn("http://other.example/"):
            pass
        for one in waiting:
            one.cancel()
        await asyncio.gather(*waiting, return_exceptions=True)

    asyncio.run(other_gets_its_turn())

"""Which addresses may be dialled (FAULTS §2.2, IANA special-purpose registries)."""

from __future__ import annotations

import pytest

from news.fetching.address import Blocked, check_address, check_url, is_excepted, is_public


@pytest.mark.parametrize(
    "address",
    [
        "0.0.0.0",
        "0.1.2.3",
        "10.0.0.1",
        "100.64.0.1",
        "100.127.255.254",
        "127.0.0.1",
        "127.255.255.254",
        "169.254.169.254",
        "172.16.0.1",
        "172.31.255.254",
        "192.0.0.1",
        "192.0.0.170",
        "192.0.2.1",
        "192.88.99.1",
        "192.168.1.1",
        "198.18.0.1",
        "198.51.100.1",
        "203.0.113.1",
        "224.0.0.1",
        "239.255.255.250",
        "240.0.0.1",
        "255.255.255.255",
        "::",
        "::1",
        "::127.0.0.1",
        "::8.8.8.8",
        "::ffff:127.0.0.1",
        "::ffff:10.0.0.1",
        "::ffff:169.254.169.254",
        "::ffff:0:127.0.0.1",
        "64:ff9b::7f00:1",
        "64:ff9b:1::1",
        "100::1",
        "2001::1",
        "2001:2::1",
        "2001:10::1",
        "2001:20::1",
        "2001:db8::1",
        "2002:7f00:1::",
        "2002:a00:1::1",
        "3fff::1",
        "5f00::1",
        "fc00::1",
        "fd00:ec2::254",
        "fe80::1",
        "fe80::1%eth0",
        "fec0::1",
        "ff02::1",
    ],
)
def test_addresses_that_are_not_the_public_internet(address: str) -> None:
    assert not is_public(address)


@pytest.mark.parametrize(
    "address",
    [
        "1.1.1.1",
        "8.8.8.8",
        "93.184.216.34",
        "100.63.255.255",
        "100.128.0.1",
        "172.32.0.1",
        "198.20.0.1",
        "223.255.255.1",
        "2001:4860:4860::8888",
        "2606:4700::1111",
        "2a00:1450:4001::1",
        "::ffff:8.8.8.8",
    ],
)
def test_addresses_of_the_public_internet(address: str) -> None:
    assert is_public(address)


@pytest.mark.parametrize(
    ("host", "port", "allowed", "excepted"),
    [
        ("news.lan", 80, ("news.lan",), True),
        ("news.lan", 443, ("news.lan",), True),
        ("news.lan", 8080, ("news.lan",), False),
        ("news.lan", 8080, ("news.lan:8080",), True),
        ("news.lan", 80, ("news.lan:8080",), False),
        ("a.news.lan", 80, ("news.lan",), False),
        ("::1", 8080, ("[::1]:8080",), True),
        ("::1", 80, ("[::1]",), True),
        ("::1", 80, (), False),
    ],
)
def test_exceptions_are_by_host_or_by_host_and_port(
    host: str, port: int, allowed: tuple[str, ...], excepted: bool
) -> None:
    assert is_excepted(host, port, allowed) is excepted


def test_an_address_is_checked_with_the_port_that_is_dialled() -> None:
    check_address("8.8.8.8", "dns.example", 443, ())
    for address, port, reason in (("8.8.8.8", 25, "blocked_port"), ("10.0.0.1", 80, "blocked_address")):
        with pytest.raises(Blocked) as blocked:
            check_address(address, "dns.example", port, ())
        assert blocked.value.reason == reason


@pytest.mark.parametrize(
    "url",
    [
        "http://news.example/",
        "https://news.example:443/a?b=c#d",
        "HTTP://NEWS.EXAMPLE/",
        "http://8.8.8.8/",
        "https://أخبار.example/سياسة/خبر",
        "https://news.example/a b/@user/c:d",
        "http://[2606:4700::1111]/",
    ],
)
def test_what_may_be_asked_for(url: str) -> None:
    check_url(url, ())

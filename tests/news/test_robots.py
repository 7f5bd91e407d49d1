"""robots.txt by RFC 9309."""

from __future__ import annotations

import pytest

from news.fetching.robots import MAX_BYTES, MAX_DELAY_SECONDS, read_rules

SITE = "https://news.example"


@pytest.mark.parametrize(
    ("robots", "path", "allowed"),
    [
        # the longest match wins (§2.2.2), Allow where both are as long
        ("Disallow: /a\nAllow: /a/b", "/a/b/c", True),
        ("Allow: /a\nDisallow: /a/b", "/a/b/c", False),
        ("Disallow: /a\nAllow: /a", "/a", True),
        ("Allow: /\nDisallow: /private", "/private/1", False),
        ("Disallow: /", "/", False),
        ("Disallow:", "/a", True),
        ("Disallow: /", "/robots.txt", True),
        # * and $ (§2.2.3)
        ("Disallow: /*.pdf$", "/x/y.pdf", False),
        ("Disallow: /*.pdf$", "/x/y.pdf?a=1", True),
        ("Disallow: /*?s=", "/search?s=x", False),
        ("Disallow: /a*c*e", "/abcde", False),
        ("Disallow: /a*c*e", "/abde", True),
        # paths in any spelling (§2.2.2)
        ("Disallow: /أخبار", "/%D8%A3%D8%AE%D8%A8%D8%A7%D8%B1/1", False),
        ("Disallow: /%D8%A3%D8%AE", "/أخبار", False),
        ("Disallow: /A", "/a", True),
        ("Disallow: /a%2Fb", "/a/b", True),
        # comments, blank lines, spaces
        ("Disallow: /a # because\n\n  DISALLOW :/b", "/b", False),
    ],
)
def test_paths(robots: str, path: str, allowed: bool) -> None:
    assert read_rules(200, f"User-agent: *\n{robots}".encode()).allows(SITE + path) is allowed


@pytest.mark.parametrize(
    ("robots", "allowed"),
    [
        ("User-agent: *\nDisallow: /\n\nUser-agent: Marsad\nAllow: /", True),
        ("User-agent: marsad\nDisallow: /\n\nUser-agent: *\nAllow: /", False),
        ("User-agent: MARSAD/2.0\nDisallow: /", False),
        ("user-agent:Marsad\ndisallow:/", False),
        ("User-agent: Marsadian\nDisallow: /", True),
        ("User-agent: Mars\nDisallow: /", True),
        ("User-agent: Other\nDisallow: /", True),
        ("User-agent: Other\nUser-agent: Marsad\nUser-agent: Third\nDisallow: /", False),
        # groups for one agent are one group (§2.2.1)
        (
            "User-agent: Marsad\nDisallow: /x\n\nUser-agent: Other\nDisallow: /y\n\nUser-agent: Marsad\nDisallow: /a",
            False,
        ),
        ("User-agent: Marsad\nDisallow: /x\n\nUser-agent: *\nDisallow: /a", True),
        ("Disallow: /a", True),
        ("Sitemap: https://news.example/s.xml\nUser-agent: *\nDisallow: /a", False),
        ("User-agent: *\r\nDisallow: /a\r\n", False),
        ("User-agent: *\rDisallow: /a\r", False),
    ],
)
def test_groups(robots: str, allowed: bool) -> None:
    assert read_rules(200, robots.encode()).allows(f"{SITE}/a") is allowed


@pytest.mark.parametrize("start", [b"\xef\xbb\xbf", b"\xef\xbb\xbf\n", b"\n\n", b"\xff\n"])
def test_what_stands_before_the_first_group_does_not_hide_it(start: bytes) -> None:
    assert not read_rules(200, start + b"User-agent: *\nDisallow: /a").allows(f"{SITE}/a")


@pytest.mark.parametrize(
    ("said", "seconds"),
    [("5", 5.0), ("0.5", 0.5), ("86400", MAX_DELAY_SECONDS), ("-5", 0), ("nan", 0), ("inf", 0), ("soon", 0), ("", 0)],
)
def test_a_delay_is_capped_and_nonsense_is_none(said: str, seconds: float) -> None:
    assert read_rules(200, f"User-agent: *\nCrawl-delay: {said}\nDisallow: /x".encode()).delay == seconds


@pytest.mark.parametrize(
    ("status", "allowed"),
    [
        (204, True),
        (400, True),
        (401, True),
        (403, True),
        (404, True),
        (410, True),
        (429, False),
        (500, False),
        (503, False),
        (599, False),
        (304, False),
        (302, False),
        (None, False),
    ],
)
def test_statuses(status: int | None, allowed: bool) -> None:
    rules = read_rules(status, b"")
    assert rules.allows(f"{SITE}/a") is allowed
    assert rules.reason == ("" if allowed else "robots_unreachable")


def test_rules_beyond_500_kib_do_not_count() -> None:
    body = b"User-agent: *\nDisallow: /a\n" + b"#" * MAX_BYTES + b"\nDisallow: /b\n"
    rules = read_rules(200, body)
    assert (rules.allows(f"{SITE}/a"), rules.allows(f"{SITE}/b")) == (False, True)


def test_thousands_of_agents_and_rules_do_not_multiply() -> None:
    agents = "".join(f"User-agent: bot{number}\nUser agent robot{number}\n" for number in range(4000))
    rules = "".join(f"Disallow: /{number}\n" for number in range(8000))
    read = read_rules(200, f"{agents}User-agent: Marsad\n{rules}".encode())
    assert not read.allows(f"{SITE}/7999")
    assert len(read.parser._user_agents if read.parser else ()) <= 3


def test_a_pattern_of_many_wildcards_takes_no_time() -> None:
    rules = read_rules(200, b"User-agent: *\nDisallow: /" + b"*a" * 5000 + b"*b$\n")
    assert rules.allows(f"{SITE}/{'a' * 2000}")


@pytest.mark.parametrize("path", ["/\ud800", "/%", "/%zz", "/?", "//", "/a?b=c&d#e"])
def test_no_path_breaks_the_matcher(path: str) -> None:
    rules = read_rules(200, b"User-agent: *\nDisallow: /x*y\nDisallow: /%zz%\n")
    assert rules.allows(SITE + path.replace("\ud800", "%ED%A0%80")) is not None

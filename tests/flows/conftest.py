"""A workspace over a loopback site, and builders of what sources publish."""

from __future__ import annotations

import atexit
from collections.abc import Callable
from datetime import datetime
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from flows.cycle import run_cycle
from flows.summary import RunSummary
from news.configuring.settings import Settings, load_settings
from news.parsing.pool import Pool
from storage.history import open_history
from tests.conftest import NOW, Site

EXAMPLE = """قال وزير الدفاع إن زعيم كوريا الشمالية كيم جونغ أون سيلتقي فلاديمير بوتين في فلاديفوستوك للبحث في صفقة سلاح.
وأضاف أن موسكو تسعى إلى قذائف مدفعية من بيونغ يانغ لاستخدامها في الحرب، وأن العقوبات لن توقف المفاوضات."""

TOPIC = """وصل كيم جونغ أون إلى فلاديفوستوك في قطاره المصفح للقاء فلاديمير بوتين، وقالت موسكو إن المحادثات ستتناول قذائف المدفعية.
ويرى مراقبون أن بيونغ يانغ تريد في المقابل تقنيات للأقمار الاصطناعية ومساعدات غذائية. وحذرت واشنطن من صفقة سلاح تخرق العقوبات المفروضة على كوريا الشمالية منذ سنوات.
وكان كيم قد زار المدينة نفسها قبل أربعة أعوام، واستقبله الرئيس الروسي في جامعتها. ولم يعلن عن اتفاق في ختام ذلك اللقاء."""

OTHER = """The bakery on the corner of the market square opens again on Monday after a long summer of repairs to its old oven.
Its owner promised the same rye bread as before and a new kind of seeded roll, which her children named after the street.
Neighbours had collected money for the chimney when the insurance would not pay for it, and will eat free for a week."""


def page(title: str, text: str) -> bytes:
    paragraphs = "".join(f"<p>{one}</p>" for one in text.splitlines())
    return (
        f"<html><head><meta charset='utf-8'><title>{title}</title></head>"
        f"<body><nav><a href='/'>home</a></nav><article><h1>{title}</h1>{paragraphs}</article></body></html>"
    ).encode()


def rss(site: Site, *slugs: str, changed: str = "") -> bytes:
    items = "".join(
        f"<item><title>Title {slug}{changed}</title><link>{site.url(f'/{slug}.html')}</link>"
        f"<pubDate>Wed, 13 Sep 2023 08:00:00 +0300</pubDate></item>"
        for slug in slugs
    )
    return f'<?xml version="1.0"?><rss version="2.0"><channel><title>t</title>{items}</channel></rss>'.encode()


Workspace = Callable[..., Settings]


@pytest.fixture
def workspace(tmp_path: Path, site: Site) -> Workspace:
    def make(extra: str = "", sources: str = "", watch: str = "", fetch: str = "") -> Settings:
        (tmp_path / "example.txt").write_text(EXAMPLE, encoding="utf-8")
        source = sources or f'[[source]]\nname = "S"\nurl = "{site.url("/feed")}"\n'
        default_fetch = f'[fetch]\nper_host_pause = 0\nallow_hosts = ["{site.host}"]\n'
        watches = watch or '[[watch]]\nname = "w"\nexamples = ["example.txt"]\n'
        (tmp_path / "marsad.toml").write_text(
            f"{fetch or default_fetch}{watches}\n{source}\n"
            '[[entity]]\nid = "kim"\nkind = "person"\nnames = ["كيم جونغ أون", "Kim Jong Un"]\n' + extra,
            encoding="utf-8",
        )
        return load_settings(tmp_path / "marsad.toml")

    return make


@cache
def shared_pool() -> Pool:
    """Return parsers that all the cycles of a test process share: starting them is most of a small cycle's cost."""
    pool = Pool().__enter__()
    atexit.register(pool.__exit__, None, None, None)
    return pool


def cycle(settings: Settings, at: datetime = NOW, **options: Any) -> RunSummary:
    return run_cycle(settings, now=lambda: at, **{"pool": shared_pool(), **options})


def query(settings: Settings, text: str) -> list[tuple[Any, ...]]:
    with open_history(settings.history_file) as db:
        return db.execute(text).fetchall()

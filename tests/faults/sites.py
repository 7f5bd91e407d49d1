"""Many sites on one server: every fault has an address of its own, so that one cycle meets them all."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from news.configuring.settings import Settings, load_settings
from tests.faults.server import Exchange, FaultServer, Route

Answer = Route | bytes | str


@dataclass
class ManySites(FaultServer):
    """A server that is many sites; on Linux every address of 127.0.0.0/8 is this machine. Paths under /a/ are articles."""

    address: str = "0.0.0.0"
    sites: dict[str, Mapping[str, Answer]] = field(default_factory=dict)

    def base(self, name: str) -> str:
        number = list(self.sites).index(name)
        return f"http://127.7.{number // 200}.{1 + number % 200}:{self.port}"

    def settings(self, folder: Path) -> Settings:
        """Return a configuration with the `/feed` of every site as a source of the site's name."""
        (folder / "example.txt").write_text("An example of the kind of article to look for.", encoding="utf-8")
        hosts = ", ".join(f'"{self.base(name).removeprefix("http://")}"' for name in self.sites)
        sources = "".join(f'[[source]]\nname = "{name}"\nurl = "{self.base(name)}/feed"\n' for name in self.sites)
        file = folder / "marsad.toml"
        file.write_text(
            f"[fetch]\nper_host_pause = 0\nallow_hosts = [{hosts}]\n"
            f'[[watch]]\nname = "w"\nexamples = ["example.txt"]\nthreshold = 1\n{sources}',
            encoding="utf-8",
        )
        return load_settings(file)

    def _answer(self, exchange: Exchange) -> None:
        path = exchange.path.partition("?")[0]
        name = next((one for one in self.sites if self.base(one) == f"http://{exchange.headers.get('host', '')}"), "")
        answer = self.sites.get(name, {}).get(path, article(name + path) if path.startswith("/a") else None)
        if answer is None:
            exchange.reply(404, b"nothing here")
        elif isinstance(answer, bytes | str):
            exchange.reply(200, _bytes(answer))
        else:
            answer(exchange)


def said(body: bytes | str, status: int = 200, **headers: str) -> Route:
    """Return a route that sends a body under a status and headers."""
    return lambda exchange: exchange.reply(status, _bytes(body), **headers)


def _bytes(body: bytes | str) -> bytes:
    return body.encode("utf-8", "surrogatepass") if isinstance(body, str) else body


def article(seed: str, *, head: str = '<meta charset="utf-8">', title: str = "", inside: str = "") -> str:
    """Return a page of news whose words nobody else's have."""
    words = " ".join(f"{seed.replace('/', '')}{number}" for number in range(12))
    text = f"<p>قال المتحدث يوم الاثنين إن الجسر الجديد يفتح في الربيع المقبل أمام السيارات: {words}.</p>" + "".join(
        f"<p>وأضاف أن العمل في {name} يستمر حتى نهاية السنة وأن السكان راضون عنه كل الرضا: {seed} {name}.</p>"
        for name in ("الشمال", "الجنوب", "الشرق")
    )
    title = title or f"عنوان {seed}"
    return f"<html><head>{head}<title>{title}</title></head><body><article><h1>{title}</h1>{text}{inside}</article></body></html>"


def rss(items: Iterable[str], *, prolog: str = '<?xml version="1.0" encoding="utf-8"?>', head: str = "") -> str:
    names = 'xmlns:content="http://purl.org/rss/1.0/modules/content/"'
    return f'{prolog}<rss version="2.0" {names}><channel><title>t</title>{head}{"".join(items)}</channel></rss>'


def item(link: str, title: str = "خبر", more: str = "") -> str:
    return f"<item><title>{title}</title><link>{link}</link>{more}</item>"

"""Alerts about new names, from the articles to the letter: told once, when enough outlets have one on their own."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from datetime import timedelta
from email import message_from_bytes
from email.message import EmailMessage
from email.policy import default
from html import unescape
from typing import Any

import pytest
from aiosmtpd.controller import Controller

from marsad import naming
from marsad.context import context
from news.configuring.settings import Settings
from tests.conftest import NOW, Site, free_port
from tests.flows.conftest import Workspace, cycle, page, query, rss
from tests.flows.test_new_names import NAME, TEXTS

Three = Callable[..., Settings]


def a_rule(extra: str = "", name: str = "names") -> str:
    return f'[[alert]]\nname = "{name}"\nkind = "new-name"\nto = ["desk@example.org"]\n{extra}'


@pytest.fixture
def desk(workspace: Workspace, site: Site) -> Three:
    """Make a workspace of four outlets that have said nothing so far."""

    def make(extra: str = "", watch: str = "") -> Settings:
        sources = ""
        for number in range(4):
            site.pages.setdefault(f"/feed{number}", rss(site))
            address = site.url(f"/feed{number}")
            sources += f'[[source]]\nname = "S{number}"\noutlet = "O{number}"\nurl = "{address}"\n'
        return workspace(extra or a_rule(), sources=sources, watch=watch)

    return make


def print_in(site: Site, outlet: int, text: str, slug: str = "") -> None:
    slug = slug or f"a{outlet}"
    site.pages[f"/{slug}.html"] = page(f"Title {slug}", text)
    site.pages[f"/feed{outlet}"] = rss(site, slug)


def everywhere(site: Site) -> None:
    for outlet, text in enumerate(TEXTS):
        print_in(site, outlet, text)


def told(settings: Settings, rule: str = "names") -> list[str]:
    found = query(settings, f"SELECT evidence ->> 'name' FROM alerts WHERE rule = '{rule}' ORDER BY ALL")
    return [name for (name,) in found]


def letters(settings: Settings) -> list[EmailMessage]:
    found = [message_from_bytes(one.read_bytes(), policy=default) for one in settings.outbox_folder.glob("*.eml")]
    return [one for one in found if isinstance(one, EmailMessage)]


def body(letter: EmailMessage, kind: str = "plain") -> str:
    part = letter.get_body((kind,))
    assert part is not None
    return str(part.get_content())


def test_a_name_of_three_outlets_is_told_with_its_kind_outlets_sentences_and_what_can_be_done(
    desk: Three, site: Site
) -> None:
    everywhere(site)
    settings = desk()
    assert cycle(settings).alerts == 1
    (letter,) = letters(settings)
    text = body(letter)
    assert NAME in letter["Subject"]
    assert "person" in letter["Subject"] or "شخص" in letter["Subject"]
    for sentence in (text.splitlines()[0] for text in TEXTS):
        assert sentence in text
    for outlet in ("O0", "O1", "O2"):
        assert outlet in text
    for command in (f"accept '{NAME}' --kind person", f"merge '{NAME}' ID", f"reject '{NAME}'"):
        assert f"  marsad entities {command}\n" in text.replace("\r\n", "\n")
        assert command in unescape(body(letter, "html"))


def test_a_copy_is_no_outlet_of_its_own(desk: Three, site: Site) -> None:
    settings = desk()
    for hours, texts in ((0, TEXTS[:2]), (3, (TEXTS[0], TEXTS[1], TEXTS[0], TEXTS[1]))):
        for outlet, text in enumerate(texts):
            print_in(site, outlet, text)
        assert cycle(settings, NOW + timedelta(hours=hours)).alerts == 0
    print_in(site, 2, TEXTS[2], "later")
    assert cycle(settings, NOW + timedelta(hours=6)).alerts == 1


def test_a_name_is_told_once_and_not_again_when_more_outlets_have_it(desk: Three, site: Site) -> None:
    everywhere(site)
    settings = desk()
    cycle(settings)
    print_in(site, 3, f"استقبل الوزير {NAME} وفدا من التجار. " + TEXTS[1].splitlines()[1])
    assert cycle(settings, NOW + timedelta(hours=3)).alerts == 0
    assert told(settings) == [NAME]


def test_old_names_are_not_news_to_a_rule_that_is_added_later(desk: Three, site: Site) -> None:
    everywhere(site)
    cycle(desk(extra=" "))
    settings = desk()
    assert cycle(settings, NOW + timedelta(hours=3)).alerts == 0


def test_what_a_killed_run_found_is_told_by_the_next_once(
    desk: Three, site: Site, monkeypatch: pytest.MonkeyPatch
) -> None:
    everywhere(site)
    settings = desk()
    with monkeypatch.context() as patch, pytest.raises(KeyboardInterrupt):
        patch.setattr("flows.cycle.close.close_run", interrupt)
        cycle(settings)
    assert cycle(settings, NOW + timedelta(days=3)).alerts == 1
    with monkeypatch.context() as patch, pytest.raises(KeyboardInterrupt):
        patch.setattr("flows.cycle.close.close_run", interrupt)
        cycle(settings, NOW + timedelta(days=3, hours=1))
    assert cycle(settings, NOW + timedelta(days=3, hours=2)).alerts == 0
    assert told(settings) == [NAME]


def interrupt(*arguments: object) -> None:
    raise KeyboardInterrupt


@pytest.mark.parametrize("decide", [naming.reject, naming.accept, lambda name: naming.merge(name, "kim")])
def test_a_name_that_is_decided_is_not_told(
    desk: Three, site: Site, monkeypatch: pytest.MonkeyPatch, decide: Callable[[str], int]
) -> None:
    for outlet, text in enumerate(TEXTS[:2]):
        print_in(site, outlet, text)
    settings = desk()
    cycle(settings)
    monkeypatch.setattr(context, "config", str(settings.path))
    assert decide(NAME) == 0
    print_in(site, 2, TEXTS[2])
    assert cycle(settings, NOW + timedelta(hours=3)).alerts == 0


def test_a_name_that_the_configuration_has_meanwhile_is_not_told(desk: Three, site: Site) -> None:
    for outlet, text in enumerate(TEXTS[:2]):
        print_in(site, outlet, text)
    cycle(desk())
    print_in(site, 2, TEXTS[2])
    known = f'[[entity]]\nid = "v"\nkind = "person"\nnames = ["{NAME}"]\n'
    assert cycle(desk(extra=a_rule() + known), NOW + timedelta(hours=3)).alerts == 0


@pytest.mark.parametrize(
    ("extra", "alerts"),
    [("count = 2\n", 1), ("count = 4\n", 0), ('watch = "w"\n', 0), ('entities = ["kim"]\n', 0), ("days = 1\n", 1)],
)
def test_a_rule_counts_the_outlets_of_its_watch_and_entities(desk: Three, site: Site, extra: str, alerts: int) -> None:
    everywhere(site)
    assert cycle(desk(extra=a_rule(extra))).alerts == alerts


def test_with_a_watch_articles_that_it_keeps_are_counted_and_told_with_their_score(desk: Three, site: Site) -> None:
    everywhere(site)
    watch = '[[watch]]\nname = "w"\nexamples = ["example.txt"]\nthreshold = 0\n'
    settings = desk(extra=a_rule('watch = "w"\n'), watch=watch)
    assert cycle(settings).alerts == 1
    ((evidence,),) = query(settings, "SELECT evidence FROM alerts")
    assert [one["score"] is not None for one in json.loads(evidence)["articles"]] == [True] * 3


def test_outlets_beyond_the_window_do_not_count(desk: Three, site: Site) -> None:
    print_in(site, 0, TEXTS[0])
    settings = desk(extra=a_rule("days = 2\n") + a_rule(name="long"))
    cycle(settings)
    print_in(site, 1, TEXTS[1])
    print_in(site, 2, TEXTS[2])
    cycle(settings, NOW + timedelta(days=3))
    assert (told(settings), told(settings, "long")) == ([], [NAME])


def test_several_names_of_a_run_are_one_letter_in_the_language_of_their_articles(desk: Three, site: Site) -> None:
    for outlet, text in enumerate(TEXTS):
        other = text.replace(NAME, "دراغان ميلوتش").replace("فيلكوش", "ميلوتش")
        site.pages[f"/a{outlet}.html"] = page("اجتماع في العاصمة", f"{text}\n{other}")
        site.pages[f"/feed{outlet}"] = rss(site, f"a{outlet}").replace(b"Title", "عنوان".encode())
    settings = desk()
    assert cycle(settings).alerts == 2
    (letter,) = letters(settings)
    assert letter["Subject"] == "تنبيهان: names"
    text = body(letter)
    assert "اسم جديد: دراغان ميلوتش (شخص)" in text
    assert "لئلا يُذكر مرة أخرى" in text


class Sink:
    def __init__(self) -> None:
        self.subjects: list[str] = []

    async def handle_DATA(self, server: Any, session: Any, envelope: Any) -> str:  # noqa: N802 - aiosmtpd calls it so
        self.subjects.append(str(message_from_bytes(envelope.content, policy=default)["Subject"]))
        return "250 taken"


@pytest.fixture
def sink() -> Iterator[tuple[Sink, int]]:
    handler, port = Sink(), free_port()
    controller = Controller(handler, hostname="127.0.0.1", port=port)
    controller.start()
    yield handler, port
    controller.stop()


def test_a_name_goes_out_by_mail_once(desk: Three, site: Site, sink: tuple[Sink, int]) -> None:
    handler, port = sink
    mail = f'[mail]\nhost = "127.0.0.1"\nport = {port}\nsecurity = "none"\nsender = "m@example.org"\n'
    everywhere(site)
    settings = desk(extra=mail + a_rule())
    assert cycle(settings).letters == {"sent": 1}
    cycle(settings, NOW + timedelta(hours=3))
    assert handler.subjects == [f"New name: {NAME} (person)"]

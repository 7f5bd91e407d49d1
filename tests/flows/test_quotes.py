from __future__ import annotations

from datetime import timedelta

from tests.conftest import NOW, Site
from tests.flows.conftest import TOPIC, Workspace, cycle, page, query, rss

QUOTES = "SELECT version, entity_id, verb, quote FROM quotes ORDER BY version, start_char"
WRONG_OFFSETS = """
SELECT count(*) FROM quotes JOIN versions USING (article_id, version)
WHERE substring(text, start_char + 1, end_char - start_char) <> quote
"""
MOSCOW_SAID = ("قالت", "إن المحادثات ستتناول قذائف المدفعية")
WASHINGTON_SAID = ("city:4140963", "حذرت", "من صفقة سلاح تخرق العقوبات المفروضة على كوريا الشمالية منذ سنوات")
MOSCOW = '[[entity]]\nid = "mos"\nkind = "place"\nnames = ["موسكو"]\n'


def publish(site: Site, text: str, changed: str = "") -> None:
    site.pages |= {"/feed": rss(site, "topic", changed=changed), "/topic.html": page("Title topic", text)}


def test_a_cycle_stores_who_said_what_with_offsets_into_the_text(site: Site, workspace: Workspace) -> None:
    publish(site, TOPIC)
    settings = workspace()
    cycle(settings)
    assert query(settings, QUOTES) == [(1, "city:524901", *MOSCOW_SAID), (1, *WASHINGTON_SAID)]
    assert query(settings, WRONG_OFFSETS) == [(0,)]


def test_a_new_version_has_quotes_of_its_own_and_the_old_one_keeps_its(site: Site, workspace: Workspace) -> None:
    publish(site, TOPIC)
    cycle(workspace())
    publish(site, f"{TOPIC}\nوقال كيم جونغ أون «لن نتراجع أبدا عن قرارنا».", changed="!")
    settings = workspace()
    cycle(settings, NOW + timedelta(hours=1))
    assert query(settings, QUOTES) == [
        (1, "city:524901", *MOSCOW_SAID),
        (1, *WASHINGTON_SAID),
        (2, "city:524901", *MOSCOW_SAID),
        (2, *WASHINGTON_SAID),
        (2, "kim", "قال", "لن نتراجع أبدا عن قرارنا"),
    ]
    assert query(settings, WRONG_OFFSETS) == [(0,)]


def test_who_takes_the_place_of_a_built_in_entity_has_said_what_that_said(site: Site, workspace: Workspace) -> None:
    publish(site, TOPIC)
    cycle(workspace())
    settings = workspace(MOSCOW)
    cycle(settings, NOW + timedelta(minutes=30))
    assert query(settings, QUOTES) == [(1, "mos", *MOSCOW_SAID), (1, *WASHINGTON_SAID)]

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Any

import pytest

from desk.rules import (
    digest_alert,
    new_story_alerts,
    silence_alert,
    spike_alerts,
    threshold_alerts,
    together_alerts,
)
from desk.values import Alert, Rule
from news.model import MatchedArticle
from tests.conftest import NOW
from tests.desk.builders import a_rule, an_article

LABELS = {"kim": "كيم جونغ أون", "putin": "Vladimir Putin"}


def since(articles: Sequence[MatchedArticle], fresh: set[str] | None) -> dict[str, datetime]:
    return {one.article_id: one.first_seen_at for one in articles if fresh is None or one.article_id in fresh}


def threshold(rule: Rule, *articles: MatchedArticle, fresh: set[str] | None = None, **options: Any) -> list[Alert]:
    recent = options.pop("recent", set())
    return threshold_alerts(rule, articles, since(articles, fresh), recent, **{"now": NOW, "labels": LABELS, **options})


def stories(rule: Rule, *articles: MatchedArticle, fresh: set[str] | None = None, **options: Any) -> list[Alert]:
    old = options.pop("old", set())
    return new_story_alerts(rule, articles, since(articles, fresh), old, **{"now": NOW, "labels": LABELS, **options})


def test_a_threshold_is_reached_by_as_many_articles_as_it_says_and_no_fewer() -> None:
    rule = a_rule(count=2)
    assert threshold(rule, an_article("1")) == []
    (alert,) = threshold(rule, an_article("1"), an_article("2"))
    assert (alert.rule, alert.watch, alert.raised_at) == ("r", "", NOW)
    assert alert.title == "كيم جونغ أون: مقالتان خلال يوم"
    assert {one["article_id"] for one in alert.evidence["articles"]} == {"1", "2"}  # type: ignore[attr-defined]


@pytest.mark.parametrize(("hours_ago", "count"), [(23.9, 1), (24, 0), (24.1, 0)])
def test_a_window_is_open_at_its_far_end(hours_ago: float, count: int) -> None:
    assert len(threshold(a_rule(), an_article("1", hours_ago), an_article("2"))) == count


def test_windows_count_from_when_an_article_was_first_seen_whatever_day_it_bears() -> None:
    long_ago = NOW.date() - timedelta(days=400)
    assert threshold(a_rule(), an_article("1", day=long_ago), an_article("2", day=long_ago))
    assert not threshold(a_rule(), an_article("1", hours_ago=30), an_article("2", hours_ago=0))


def test_without_a_fresh_article_a_threshold_is_silent() -> None:
    articles = an_article("1"), an_article("2")
    assert threshold(a_rule(), *articles, fresh=set()) == []
    assert len(threshold(a_rule(), *articles, fresh={"2"})) == 1


def test_an_article_that_fits_late_counts_for_windows_that_end_when_it_was_found_to_fit() -> None:
    then, now = an_article("1", hours_ago=240), an_article("2", hours_ago=1)
    found = {"1": NOW, "2": NOW}
    options: dict[str, Any] = {"now": NOW, "labels": LABELS}
    assert threshold_alerts(a_rule(count=1), [then], found, set(), **options) == []
    assert new_story_alerts(a_rule(kind="new-story", count=1), [then], found, set(), **options) == []
    assert len(threshold_alerts(a_rule(count=1), [then, now], found, set(), **options)) == 1


def test_a_subject_is_told_once_in_a_window() -> None:
    articles = an_article("1"), an_article("2", entities={"kim": 1, "putin": 1}), an_article("3", entities={"putin": 1})
    assert [one.evidence["entity"] for one in threshold(a_rule(), *articles, recent={("", "kim")})] == ["putin"]
    assert len(threshold(a_rule(), *articles, recent={("other watch", "kim")})) == 2


def test_the_same_window_gives_the_same_alert_however_often_it_is_looked_at() -> None:
    articles = an_article("1", 3), an_article("2", 2)
    first = threshold(a_rule(), *articles)
    later = threshold(a_rule(), *articles, an_article("3"), now=NOW + timedelta(hours=1))
    assert [one.alert_id for one in first] == [one.alert_id for one in later]
    other_rule = threshold(a_rule(name="other"), *articles)
    other_watch = threshold(a_rule(watch="w"), *articles)
    assert len({one[0].alert_id for one in (first, other_rule, other_watch)}) == 3


def test_a_rule_looks_at_its_watch_and_its_entities_only() -> None:
    articles = an_article("1"), an_article("2", watches=("other",))
    assert threshold(a_rule(watch="w"), *articles) == []
    assert threshold(a_rule(entities=("putin",)), *articles) == []
    assert len(threshold(a_rule(entities=("kim",)), *articles)) == 1


def test_copies_count_and_are_told_as_copies() -> None:
    (alert,) = threshold(a_rule(), an_article("1"), an_article("2", is_copy=True, outlet="other.org"))
    assert (alert.evidence["count"], alert.evidence["copies"], alert.evidence["outlets"]) == (2, 1, 2)


def test_what_a_killed_run_stored_is_looked_at_in_the_window_of_its_own_time() -> None:
    articles = an_article("1", 49), an_article("2", 48)
    assert len(threshold(a_rule(), *articles)) == 1
    assert threshold(a_rule(), *articles, fresh=set()) == []


def test_more_articles_than_a_letter_lists_are_counted() -> None:
    (alert,) = threshold(a_rule(), *(an_article(str(number)) for number in range(25)))
    assert (alert.evidence["count"], len(alert.evidence["articles"]), alert.evidence["more"]) == (25, 20, 5)  # type: ignore[arg-type]


def test_a_story_is_new_when_enough_outlets_tell_it() -> None:
    rule = a_rule(kind="new-story", count=2)
    assert stories(rule, an_article("1"), an_article("2")) == []
    (alert,) = stories(rule, an_article("1"), an_article("2", outlet="other.org", is_copy=True))
    assert (alert.evidence["outlets"], alert.evidence["about"]) == (2, ["كيم جونغ أون"])


def test_a_story_has_one_alert_a_rule_for_ever() -> None:
    rule = a_rule(kind="new-story", count=1)
    first = stories(rule, an_article("1"))
    later = stories(rule, an_article("1"), an_article("2"), now=NOW + timedelta(hours=5))
    assert [one.alert_id for one in first] == [one.alert_id for one in later]
    assert stories(a_rule(kind="new-story", count=1, name="other"), an_article("1"))[0].alert_id != first[0].alert_id


def test_a_story_that_began_before_the_window_is_not_new() -> None:
    rule = a_rule(kind="new-story", count=1)
    assert stories(rule, an_article("1"), old={("s1", "w")}) == []
    assert len(stories(rule, an_article("1"), old={("s1", "another watch"), ("s2", "w")})) == 1
    assert stories(rule, an_article("1", 30), fresh=set()) == []


def test_each_story_has_an_alert_of_its_own_in_a_fixed_order() -> None:
    rule = a_rule(kind="new-story", count=1)
    articles = [an_article(name, story_id=f"s{name}") for name in "213"]
    assert [one.evidence["story"] for one in stories(rule, *articles)] == ["s1", "s2", "s3"]


def test_a_digest_tells_when_its_period_is_over() -> None:
    rule = a_rule(kind="digest", days=7)
    waiting = [an_article("1")]
    assert digest_alert(rule, waiting, now=NOW, last_told=None) is not None
    assert digest_alert(rule, waiting, now=NOW, last_told=NOW - timedelta(days=6.9)) is None
    assert digest_alert(rule, waiting, now=NOW, last_told=NOW - timedelta(days=7)) is not None


def test_a_digest_with_nothing_to_tell_is_silent() -> None:
    assert digest_alert(a_rule(kind="digest"), [], now=NOW, last_told=None) is None


def test_a_digest_counts_articles_stories_and_outlets_and_puts_copies_after_their_original() -> None:
    waiting = [
        an_article("1", story_id="s2"),
        an_article("2", story_id="s1", is_copy=True, outlet="b.org"),
        an_article("3", story_id="s1"),
    ]
    alert = digest_alert(a_rule(kind="digest"), waiting, now=NOW, last_told=None)
    assert alert is not None
    assert alert.title == "موجز: 3 مقالات، قصتان"
    assert (alert.evidence["count"], alert.evidence["stories"], alert.evidence["outlets"]) == (3, 2, 2)
    assert [one["article_id"] for one in alert.evidence["articles"]] == ["3", "2", "1"]  # type: ignore[attr-defined]


def test_a_digest_lists_two_hundred_and_counts_the_rest() -> None:
    waiting = [an_article(str(number)) for number in range(230)]
    alert = digest_alert(a_rule(kind="digest"), waiting, now=NOW, last_told=None)
    assert alert is not None
    assert (len(alert.evidence["articles"]), alert.evidence["more"]) == (200, 30)  # type: ignore[arg-type]


def test_an_alert_shows_the_sentence_that_mentions_its_subject() -> None:
    sentences = {"putin": "Putin waited.", "kim": "Kim came."}
    articles = [an_article(name, entities={"kim": 1, "putin": 1}, sentences=sentences) for name in "12"]
    told = {one.evidence["entity"]: one.evidence["articles"][0]["sentence"] for one in threshold(a_rule(), *articles)}  # type: ignore[index]
    assert told == {"kim": "Kim came.", "putin": "Putin waited."}


@pytest.mark.parametrize(
    ("articles", "expected", "alerts"),
    [(3, 0.0, 0), (4, 0.0, 1), (4, 0.9, 1), (4, 1.0, 0), (5, 1.0, 1), (10, 4.0, 0), (11, 4.0, 1)],
)
def test_a_spike_takes_more_than_three_deviations_above_what_is_expected(
    articles: int, expected: float, alerts: int
) -> None:
    found = [an_article(str(number)) for number in range(articles)]
    rule = a_rule(kind="spike", count=1)
    told = spike_alerts(rule, found, since(found, None), set(), {"kim": expected}, now=NOW, labels=LABELS)
    assert [one.evidence["expected"] for one in told] == [expected] * alerts


def test_a_spike_is_told_once_in_its_window_and_takes_as_many_articles_as_the_rule_says() -> None:
    found = [an_article(str(number)) for number in range(6)]
    for count, recent, alerts in ((1, set(), 1), (6, set(), 1), (7, set(), 0), (1, {("", "kim")}, 0)):
        rule = a_rule(kind="spike", count=count)
        assert len(spike_alerts(rule, found, since(found, None), recent, {}, now=NOW, labels=LABELS)) == alerts


def together(*articles: MatchedArticle, recent: set[tuple[str, str]] | None = None) -> list[Alert]:
    rule = a_rule(kind="together", count=2, entities=("putin", "kim"))
    return together_alerts(rule, articles, since(articles, None), recent or set(), now=NOW, labels=LABELS)


def test_entities_are_together_when_enough_articles_mention_all_of_them() -> None:
    both = [an_article(name, entities={"kim": 1, "putin": 1}) for name in "12"]
    assert together(both[0], an_article("3"), an_article("4", entities={"putin": 2})) == []
    (alert,) = together(*both, an_article("3"))
    assert (alert.evidence["entity"], alert.evidence["count"]) == ("kim+putin", 2)
    assert alert.title.startswith("Vladimir Putin + كيم جونغ أون ")
    assert together(*both, recent={("", "kim+putin")}) == []


@pytest.mark.parametrize(("hours", "alerts"), [(47.9, 0), (48, 1), (500, 1)])
def test_a_silence_is_told_when_nothing_came_for_so_many_days(hours: float, alerts: int) -> None:
    rule = a_rule(kind="silence", days=2, entities=("kim",))
    alert = silence_alert(rule, "kim", an_article("1", hours), now=NOW, labels=LABELS)
    assert (alert is not None) == bool(alerts)


def test_a_silence_has_one_alert_however_long_it_lasts_and_who_was_never_heard_of_none() -> None:
    rule = a_rule(kind="silence", days=2, watch="w")
    assert silence_alert(rule, None, None, now=NOW, labels=LABELS) is None
    first, later = (
        silence_alert(rule, None, an_article("1", 50), now=NOW + timedelta(hours=n), labels=LABELS) for n in (0, 90)
    )
    other = silence_alert(rule, None, an_article("2", 50), now=NOW, labels=LABELS)
    assert first and later and other
    assert first.alert_id == later.alert_id != other.alert_id
    assert first.title == "Silence: nothing of w for 2 days"

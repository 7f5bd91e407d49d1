"""Letters: what an alert says, as one mail for each recipient."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence
from datetime import date, datetime
from email.header import Header
from email.message import EmailMessage
from email.policy import SMTP
from email.utils import format_datetime
from functools import cache
from typing import Any

import css_inline
from jinja2 import Environment, PackageLoader, StrictUndefined

from desk.mail import mailbox
from desk.new_names import commands
from desk.text import clip, header, is_rtl, isolate, safe_link
from desk.values import Alert, Letter, Rule
from desk.words import WORDS, count, show_day

# More articles, and more alerts, nobody reads in one letter; the rest is counted.
LISTED = 200
Labels = Mapping[str, Mapping[str, str]]


def write_letters(alerts: Sequence[Alert], rule: Rule, *, sender: str, now: datetime, labels: Labels) -> list[Letter]:
    """Return one letter for each recipient of a rule, about all of its alerts of one run.

    Its id and Message-ID follow from the alerts and the recipient, so that writing it again gives the same letter.
    `labels` names entities by language.
    """
    language = "ar" if is_rtl(" ".join(_titles(alerts))) else "en"
    content = _content(alerts, rule, language, labels.get(language, {}))
    return [_letter(alerts, rule, content, recipient, sender, now) for recipient in dict.fromkeys(rule.to)]


def _titles(alerts: Sequence[Alert]) -> list[str]:
    return [str(article["title"])[:500] for alert in alerts for article in _articles(alert)]


def _articles(alert: Alert) -> list[dict[str, Any]]:
    articles = alert.evidence["articles"]
    assert isinstance(articles, list)
    return articles


def _content(alerts: Sequence[Alert], rule: Rule, language: str, labels: Mapping[str, str]) -> dict[str, object]:
    words = WORDS[language]
    sections = _sections(alerts[:LISTED], language, labels)
    many = words["many"].format(alerts=count("alert", len(alerts), language), rule=clip(rule.name, 100))
    left = len(alerts) - len(sections)
    return {
        "language": language,
        "direction": "rtl" if language == "ar" else "ltr",
        "subject": sections[0]["head"] if len(alerts) == 1 else many,
        "sections": sections,
        "more": count("more_alerts", left, language) if left else "",
        "words": words,
        "footer": words["footer"].format(rule=clip(rule.name, 100)),
    }


def _sections(alerts: Sequence[Alert], language: str, labels: Mapping[str, str]) -> list[dict[str, object]]:
    room = LISTED
    sections = []
    for alert in alerts:
        sections.append(_section(alert, language, labels, room))
        room = max(0, room - len(_articles(alert)))
    return sections


def _section(alert: Alert, language: str, labels: Mapping[str, str], room: int) -> dict[str, object]:
    evidence: Mapping[str, Any] = alert.evidence
    articles = [_article(article, language, labels) for article in _articles(alert)[:room]]
    more = int(evidence.get("more") or 0) + len(_articles(alert)) - len(articles)
    counted = {noun: count(noun, evidence.get(key) or 0, language) for noun, key in COUNTS}
    return {
        "head": WORDS[language][str(evidence["kind"])].format(
            name=clip(str(evidence.get("name", "")), 300) or "–",
            articles=counted["article"],
            stories=counted["story"],
            days=count("day", evidence.get("window_days", 1), language),
            what=WORDS[language].get(str(evidence.get("what")), ""),
        ),
        "facts": WORDS[language]["comma"].join((counted["article"], counted["outlet"])),
        "articles": _without_echoes(articles),
        "more": count("more", more, language) if more else "",
        "commands": list(commands(evidence, language)) if evidence["kind"] == "new-name" else [],
    }


COUNTS = (("article", "count"), ("story", "stories"), ("outlet", "outlets"))


def _without_echoes(articles: Sequence[dict[str, object]]) -> list[dict[str, object]]:
    """Leave out a sentence that stands in the letter already: copies repeat their original."""
    told: set[object] = set()
    kept = []
    for article in articles:
        kept.append({**article, "sentence": "" if article["sentence"] in told else article["sentence"]})
        told.add(article["sentence"])
    return kept


def _article(article: Mapping[str, Any], language: str, labels: Mapping[str, str]) -> dict[str, object]:
    why = article.get("why") or {}
    reasons = [*(labels.get(one, one) for one in why.get("names", {})), *why.get("words", {})]
    link = safe_link(str(article["url"]))
    return {
        "title": clip(str(article["title"]), 300) or clip(link, 100) or "–",
        "outlet": clip(str(article["outlet"]), 100),
        "day": show_day(date.fromisoformat(article["day"]), language),
        "is_copy": article["is_copy"],
        "score": article["score"],
        "sentence": clip(str(article["sentence"]), 500),
        "link": link,
        "because": list(dict.fromkeys(clip(str(reason), 60) for reason in reasons))[:8],
    }


def _letter(
    alerts: Sequence[Alert],
    rule: Rule,
    content: Mapping[str, object],
    recipient: str,
    sender: str,
    now: datetime,
) -> Letter:
    ids = sorted(alert.alert_id for alert in alerts)
    letter_id = _digest("\x1f".join((*ids, recipient)), 24)
    message_id = f"<{letter_id}@{sender.rpartition('@')[2]}>"
    message = EmailMessage(policy=SMTP)
    message["From"] = mailbox(sender)
    message["To"] = recipient
    message["Date"] = format_datetime(now)
    message["Message-ID"] = message_id
    message["List-Id"] = f"<{_digest(rule.name, 12)}.marsad.invalid>"
    message["Auto-Submitted"] = "auto-generated"
    message["X-Marsad-Alert"] = " ".join(ids[:20])
    # base64 keeps every line short and 7-bit: no server need offer 8BITMIME
    message.set_content(_rendered("letter.txt.j2", content), cte="base64")
    message.add_alternative(_inliner().inline(_rendered("letter.html.j2", content)), subtype="html", cte="base64")
    message.set_boundary(f"=_{letter_id}")
    return Letter(
        letter_id=letter_id,
        alert_ids=tuple(ids),
        recipient=recipient,
        message_id=message_id,
        message=_subject(str(content["subject"])) + message.as_bytes(),
    )


def _digest(text: str, length: int) -> str:
    return hashlib.sha256(text.encode()).hexdigest()[:length]


def _subject(text: str) -> bytes:
    # EmailMessage folds a subject of encoded words so that spaces between them get lost (seen with 3.11)
    encoded = Header(header(text), header_name="Subject").encode(linesep="\r\n")
    return f"Subject: {encoded}\r\n".encode("ascii")


@cache
def templates() -> Environment:
    """Return the templates; all but plain text is escaped, an unknown name is an error."""
    environment = Environment(
        loader=PackageLoader("desk"),
        autoescape=lambda name: name is None or not name.endswith(".txt.j2"),
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.filters["isolate"] = isolate
    return environment


@cache
def _inliner() -> css_inline.CSSInliner:
    return css_inline.CSSInliner(load_remote_stylesheets=False)


def _rendered(template: str, content: Mapping[str, object]) -> str:
    return templates().get_template(template).render(content)

"""Letters: what an alert says, as one mail for each recipient."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence
from datetime import datetime
from email.message import EmailMessage
from email.policy import SMTP
from email.utils import format_datetime
from functools import cache
from typing import Any

import css_inline
from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup

from desk.text import header, is_rtl, isolate, plain
from desk.values import Alert, Letter, Rule

WORDS: dict[str, dict[str, str]] = {
    "en": {
        "threshold": "{name}: {count} articles within {days}",
        "new-story": "New story: {name}",
        "digest": "Digest: {count} articles, {stories} stories",
        "many": "{count} alerts: {rule}",
        "copy": "copy",
        "why": "why",
        "score": "likeness",
        "more": "and {n} more",
        "outlets": "{count} articles, {outlets} outlets",
        "footer": "Sent by Marsad because of the rule “{rule}” in marsad.toml; remove the address there to stop it.",
        "day": "a day",
        "days": "{n} days",
    },
    "ar": {
        "threshold": "{name}: {count} من المقالات خلال {days}",
        "new-story": "قصة جديدة: {name}",
        "digest": "موجز: {count} من المقالات في {stories} من القصص",
        "many": "{count} من التنبيهات: {rule}",
        "copy": "نسخة",
        "why": "لماذا",
        "score": "درجة الشبه",
        "more": "و{n} أخرى",
        "outlets": "المقالات: {count}، المصادر: {outlets}",
        "footer": "أرسله مرصد بموجب القاعدة «{rule}» في الملف marsad.toml؛ احذف العنوان منه لإيقاف الرسائل.",
        "day": "يوم",
        "days": "{n} أيام",
    },
}


def write_letters(
    alerts: Sequence[Alert], rule: Rule, *, sender: str, now: datetime, labels: Mapping[str, str]
) -> list[Letter]:
    """Return one letter for each recipient of a rule, about all of its alerts of one run.

    Its id and Message-ID follow from the alerts and the recipient, so that writing it again gives the same letter.
    """
    language = "ar" if is_rtl(" ".join(_titles(alerts))) else "en"
    content = _content(alerts, rule, language, labels)
    return [_letter(alerts, rule, content, recipient, sender, now) for recipient in dict.fromkeys(rule.to)]


def _titles(alerts: Sequence[Alert]) -> list[str]:
    return [str(article["title"]) for alert in alerts for article in _articles(alert)]


def _articles(alert: Alert) -> list[dict[str, Any]]:
    articles = alert.evidence["articles"]
    assert isinstance(articles, list)
    return articles


def _content(alerts: Sequence[Alert], rule: Rule, language: str, labels: Mapping[str, str]) -> dict[str, object]:
    words = WORDS[language]
    sections = [_section(alert, words, labels) for alert in alerts]
    subject = str(sections[0]["head"]) if len(alerts) == 1 else words["many"].format(count=len(alerts), rule=rule.name)
    return {
        "language": language,
        "direction": "rtl" if language == "ar" else "ltr",
        "subject": subject,
        "sections": sections,
        "words": words,
        "footer": words["footer"].format(rule=plain(rule.name)),
    }


def _section(alert: Alert, words: Mapping[str, str], labels: Mapping[str, str]) -> dict[str, object]:
    evidence = alert.evidence
    days = evidence.get("window_days", 1)
    told = words["day"] if days == 1 else words["days"].format(n=f"{days:g}")
    head = words[str(evidence["kind"])].format(
        name=plain(str(evidence.get("name", ""))),
        count=evidence["count"],
        stories=evidence.get("stories", ""),
        days=told,
    )
    return {
        "head": head,
        "facts": words["outlets"].format(count=evidence["count"], outlets=evidence.get("outlets", "")),
        "articles": [_article(article, labels) for article in _articles(alert)],
        "more": words["more"].format(n=evidence["more"]) if evidence.get("more") else "",
    }


def _article(article: Mapping[str, Any], labels: Mapping[str, str]) -> dict[str, object]:
    why = article.get("why") or {}
    names = [labels.get(one, one) for one in why.get("names", {})]
    reasons = [*names, *why.get("words", {})]
    url = str(article["url"])
    return {
        **article,
        "title": plain(str(article["title"]))[:300] or url,
        "outlet": plain(str(article["outlet"])),
        "sentence": plain(str(article["sentence"]))[:500],
        "link": url if url.startswith(("http://", "https://")) else "",
        "because": [plain(str(reason)) for reason in reasons[:8]],
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
    letter_id = hashlib.sha256("\x1f".join((*ids, recipient)).encode()).hexdigest()[:24]
    message_id = f"<{letter_id}@{sender.rpartition('@')[2]}>"
    message = EmailMessage(policy=SMTP)
    message["From"] = f"Marsad <{sender}>"
    message["To"] = recipient
    message["Subject"] = header(str(content["subject"]))
    message["Date"] = format_datetime(now)
    message["Message-ID"] = message_id
    message["List-Id"] = f"<{hashlib.sha256(rule.name.encode()).hexdigest()[:12]}.marsad.invalid>"
    message["Auto-Submitted"] = "auto-generated"
    message["X-Marsad-Alert"] = " ".join(ids[:20])
    # base64 keeps every line short and 7-bit: no server need offer 8BITMIME
    message.set_content(_text(content), cte="base64")
    message.add_alternative(_html(content), subtype="html", cte="base64")
    return Letter(
        letter_id=letter_id,
        alert_ids=tuple(ids),
        recipient=recipient,
        message_id=message_id,
        message=message.as_bytes(),
    )


@cache
def templates() -> Environment:
    """Return the templates; everything is escaped, an unknown name is an error."""
    environment = Environment(
        loader=PackageLoader("desk"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.filters["isolate"] = isolate
    return environment


def _html(content: Mapping[str, object]) -> str:
    return css_inline.inline(templates().get_template("letter.html.j2").render(content))


def _text(content: Mapping[str, object]) -> str:
    # the text part is not HTML: mark what goes in as not needing HTML's escapes
    return str(templates().get_template("letter.txt.j2").render(_raw(content)))


def _raw(value: Any) -> Any:
    if isinstance(value, str):
        return Markup(value)
    if isinstance(value, Mapping):
        return {key: _raw(one) for key, one in value.items()}
    return [_raw(one) for one in value] if isinstance(value, list) else value

from __future__ import annotations

import re
import shlex
from dataclasses import replace
from email import message_from_bytes
from email.header import decode_header, make_header
from email.message import EmailMessage
from email.policy import compat32, default
from email.utils import parsedate_to_datetime
from html.parser import HTMLParser
from typing import Any

import pytest

from desk.letters import write_letters
from desk.text import clip, plain, safe_link
from desk.values import Alert, Rule
from tests.conftest import NOW
from tests.desk.builders import a_rule, an_alert, told

RTL, LTR, ZALGO = "\u202e", "\u202d", "z" + "\u0301" * 500
HOSTILE = {
    "crlf": "x\r\nBcc: victim@example.org\r\n\r\nbody",
    "encoded word": "=?utf-8?q?a=0ABcc:_victim@example.org?=",
    "encoded crlf": "=?utf-8?b?YQ0KQmNjOiB2aWN0aW1AZXhhbXBsZS5vcmc=?=",
    "line separator": "a\u2028Bcc: victim@example.org",
    "paragraph separator": "a\u2029Bcc: victim@example.org",
    "next line": "a\x85Bcc: victim@example.org",
    "vertical tab": "a\vBcc: victim@example.org",
    "form feed": "a\fBcc: victim@example.org",
    "file separator": "a\x1cBcc: victim@example.org",
    "nul": "a\x00Bcc: victim@example.org",
    "lone surrogate": "a\ud800Bcc: victim@example.org",
    "bidi override": f"{RTL}gpj.exe",
    "unclosed embedding": "a\u202bb\u2066c",
    "ansi": "\x1b[31mred\x1b]0;title\x07",
    "zalgo": ZALGO,
    "long": "كلمة " * 200_000,
    "long word": "ك" * 1_000_000,
    "markup": "<script>alert(1)</script><img src=x onerror=alert(1)></style></title>",
    "template": "{{ 7 * 7 }}{% for x in y %}${7*7}{name}{0}%s",
    "empty": "",
    "invisible": "\u200d\u200c\u200b\u00ad",
    "boundary": "--=_\r\n--=_1--",
}


def letter(*alerts: Alert, rule: Rule | None = None, **options: Any) -> EmailMessage:
    values = {"sender": "marsad@example.org", "now": NOW, "labels": {}, **options}
    (one,) = write_letters(alerts or [an_alert(told())], rule or a_rule(), **values)
    message = message_from_bytes(one.message, policy=default)
    assert isinstance(message, EmailMessage)
    return message


def part(message: EmailMessage, kind: str) -> str:
    body = message.get_body((kind,))
    assert body is not None
    return str(body.get_content())


def text(message: EmailMessage) -> str:
    return part(message, "plain")


def html(message: EmailMessage) -> str:
    return part(message, "html")


class Tags(HTMLParser):
    def __init__(self, page: str) -> None:
        super().__init__()
        self.found: list[tuple[str, dict[str, str | None]]] = []
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.found.append((tag, dict(attrs)))


def test_the_headers_say_who_when_and_that_no_person_wrote_it() -> None:
    message = letter()
    assert (message["From"], message["To"]) == ("Marsad <marsad@example.org>", "a@example.org")
    assert parsedate_to_datetime(message["Date"]) == NOW
    assert message["Auto-Submitted"] == "auto-generated"
    assert re.fullmatch(r"<[0-9a-f]{12}\.marsad\.invalid>", message["List-Id"])
    assert re.fullmatch(r"<[0-9a-f]{24}@example\.org>", message["Message-ID"])
    assert message["X-Marsad-Alert"] == "1"


def test_writing_a_letter_again_gives_the_same_bytes() -> None:
    first, again = (
        write_letters([an_alert(told())], a_rule(), sender="m@example.org", now=NOW, labels={}) for _ in range(2)
    )
    assert first == again


def test_each_recipient_has_one_letter_with_an_id_of_its_own() -> None:
    rule = a_rule(to=("a@example.org", "b@example.org", "a@example.org"))
    letters = write_letters([an_alert(told())], rule, sender="m@example.org", now=NOW, labels={})
    assert [one.recipient for one in letters] == ["a@example.org", "b@example.org"]
    assert len({one.message_id for one in letters}) == len({one.letter_id for one in letters}) == 2


def test_the_letters_of_a_rule_share_a_list_and_other_rules_have_another() -> None:
    ids = {letter(an_alert(told(), name=name))["List-Id"] for name in "12"}
    assert len(ids) == 1
    assert letter(rule=a_rule(name="سر/../../x"))["List-Id"] not in ids


@pytest.mark.parametrize(
    "name",
    [
        "كيم جونغ أون يصل إلى فلاديفوستوك في قطاره المصفح للقاء الرئيس الروسي فلاديمير بوتين بعد غد الخميس",
        "واشنطن: Kim Jong Un يعتزم زيارة روسيا لبحث صفقات سلاح with Putin في كانون الأول 2023 عند 10 من القصص",
        "White House warns Pyongyang it will pay a price for arming Russia in its war and that is a very long head",
        "Naïve café — “quotes” and emoji 🇱🇧 👩‍👩‍👧 in a headline that has to be folded more than once, surely so",
        "می‌خواهم کتاب‌ها را ببینم",
    ],
)
@pytest.mark.parametrize("policy", [default, compat32])
def test_a_subject_comes_back_from_a_parser_as_it_was(name: str, policy: Any) -> None:
    (one,) = write_letters([story(name)], a_rule(), sender="m@example.org", now=NOW, labels={})
    head = one.message.partition(b"\r\n\r\n")[0]
    assert all(len(line) <= 78 and line.isascii() for line in head.split(b"\r\n"))
    subject = str(make_header(decode_header(str(message_from_bytes(one.message, policy=policy)["Subject"]))))
    assert subject == f"قصة جديدة: {name}"[:150]


def story(name: str) -> Alert:
    alert = an_alert(told(), kind="new-story")
    return Alert(
        alert_id="1",
        rule="r",
        watch="",
        raised_at=NOW,
        title=name,
        evidence={**alert.evidence, "name": name},
    )


def test_an_arabic_letter_runs_from_right_to_left_in_both_parts() -> None:
    message = letter()
    tags = Tags(html(message)).found
    assert ("html", {"lang": "ar", "dir": "rtl"}) in tags
    assert [values["dir"] for tag, values in tags if tag == "body"] == ["rtl"]
    lines = [
        line for line in text(message).splitlines() if line.strip() and not line.strip().startswith(("http", "--"))
    ]
    assert all(line.startswith("\u200f") for line in lines)


def test_a_letter_of_english_articles_is_english() -> None:
    message = letter(an_alert(told(title="Kim arrives"), told(title="Kim leaves"), name="1"))
    assert "2 articles within a day" in text(message)
    assert ("html", {"lang": "en", "dir": "ltr"}) in Tags(html(message)).found
    assert "\u200f" not in text(message)


def test_each_article_comes_with_link_outlet_day_score_sentence_and_reasons() -> None:
    alert = an_alert(told(), told(title="Kim & Co. <again>", url="https://example.org/2?a=1&b=2", is_copy=True))
    message = letter(alert, labels={"ar": {"kim": "كيم جونغ أون"}})
    for what in (text(message), html(message)):
        for word in ("example.org", "13 سبتمبر 2023", "0.50", "وصل كيم صباحاً.", "كيم جونغ أون", "قطار", "نسخة"):
            assert word in what
    assert "object at 0x" not in text(message) + html(message)
    assert "Kim & Co. <again>" in text(message)
    assert "https://example.org/2?a=1&b=2" in text(message)
    links = [values for tag, values in Tags(html(message)).found if tag == "a"]
    assert [one["href"] for one in links] == ["https://example.org/a1", "https://example.org/2?a=1&b=2"]
    assert {one["rel"] for one in links} == {"noopener noreferrer"}


def test_what_a_copy_repeats_is_said_once() -> None:
    message = letter(an_alert(told(), told(title="نسخة عنها", is_copy=True)))
    assert text(message).count("وصل كيم صباحاً.") == html(message).count("وصل كيم صباحاً.") == 1


def test_every_name_foreign_to_the_letter_is_isolated() -> None:
    message = letter(an_alert(told(title=f"{RTL}abc \u2066 def")))
    assert "\u2068abc def\u2069" in text(message)
    assert not re.search("[\u202a-\u202e\u2066\u2067]", text(message) + html(message))


@pytest.mark.parametrize("field", ["title", "outlet", "sentence", "name", "why", "rule"])
@pytest.mark.parametrize("hostile", HOSTILE.values(), ids=HOSTILE)
def test_one_bad_item_stops_no_letter_and_steers_nothing(hostile: str, field: str) -> None:
    rule, evidence = a_rule(), {}
    bad = told()
    if field == "rule":
        rule = a_rule(name=plain(hostile) or "r")
    elif field == "name":
        evidence = {"name": hostile}
    else:
        bad = told(**{field: {"names": {hostile: 1}, "words": {hostile: 1}} if field == "why" else hostile})
    alert = an_alert(bad, told(title="كيم الثاني", url="https://example.org/good"))
    alert = Alert(alert_id="1", rule="r", watch="", raised_at=NOW, title="", evidence={**alert.evidence, **evidence})
    message = letter(alert, rule=rule)
    assert [name for name in message.keys() if name in ("Bcc", "Cc")] == []  # noqa: SIM118 - repeated headers too
    assert message["To"] == "a@example.org"
    assert len(str(message["Subject"])) <= 150
    assert "كيم الثاني" in text(message) and "https://example.org/good" in html(message)
    allowed = {"html", "head", "meta", "title", "body", "div", "h1", "h2", "p", "a", "bdi"}
    tags = Tags(html(message)).found
    assert {tag for tag, _ in tags} <= allowed
    assert not any(name.startswith("on") for _, values in tags for name in values)
    assert not re.search(
        r"[\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff]", (text(message) + html(message)).replace("\r", "")
    )
    assert len(message.as_bytes()) < 30_000


@pytest.mark.parametrize(
    "url",
    [
        "javascript:alert(1)",
        "JaVaScRiPt:alert(1)",
        " javascript:alert(1)",
        "data:text/html,<script>alert(1)</script>",
        "file:///etc/passwd",
        "https://bank.example@evil.example/",
        "https://user:secret@evil.example/",
        "https://",
        "https://[::1",
        "https://example.org/\r\nBcc: x@example.org",
        "https://example.org/\u202egpj.exe",
        "https://example.org/\ud800",
        "https://example.org\\@evil.example/",
        "https://example.org/" + "a" * 5000,
        "//example.org/x",
        "",
    ],
)
def test_a_link_that_deceives_or_runs_is_no_link(url: str) -> None:
    assert safe_link(url) == ""
    message = letter(an_alert(told(url=url)))
    assert [tag for tag, _ in Tags(html(message)).found if tag == "a"] == []
    assert "javascript" not in text(message).lower()


def test_a_letter_lists_two_hundred_articles_and_counts_the_rest() -> None:
    alerts = [
        an_alert(*(told(url=f"https://example.org/{n}-{m}") for m in range(20)), name=str(n), more=3)
        for n in range(250)
    ]
    message = letter(*alerts)
    assert str(message["Subject"]) == "250 تنبيهاً: r"
    assert sum(tag == "a" for tag, _ in Tags(html(message)).found) == 200
    assert "و3 مقالات أخرى" in text(message)
    assert "و23 مقالة أخرى" in text(message)
    assert "و50 تنبيهاً آخر" in text(message)


def test_an_address_beyond_ascii_stops_no_letter() -> None:
    rule = a_rule(to=("مكتب@example.org", "desk@مثال.org", "a@example.org"))
    letters = write_letters([an_alert(told())], rule, sender="m@example.org", now=NOW, labels={})
    assert len(letters) == 3


def test_every_line_is_short_and_ascii() -> None:
    (one,) = write_letters([an_alert(told())], a_rule(), sender="m@example.org", now=NOW, labels={})
    assert one.message.isascii()
    assert max(len(line) for line in one.message.split(b"\r\n")) <= 78


def new_name(name: str, **changes: Any) -> Alert:
    alert = an_alert(told(score=None, **changes), kind="new-name", what="person", outlets=3)
    return replace(alert, evidence={**alert.evidence, "name": name})


def test_the_commands_about_a_new_name_are_whole_in_both_parts_and_no_likeness_is_made_up() -> None:
    message = letter(new_name("تارمو فيليك"))
    assert str(message["Subject"]) == "اسم جديد: تارمو فيليك (شخص)"
    assert "  marsad entities accept 'تارمو فيليك' --kind person\n" in text(message).replace("\r\n", "\n")
    assert "درجة الشبه" not in text(message) + html(message)
    assert len([tag for tag, _ in Tags(html(message)).found if tag == "code"]) == 3


@pytest.mark.parametrize("name", [*HOSTILE.values(), "$(touch x)", "a'; touch x; '", "`touch x`", "a\ntouch x"])
def test_a_hostile_name_stays_one_word_of_its_command(name: str) -> None:
    lines = [line for line in text(letter(new_name(name))).splitlines() if line.startswith("  marsad entities ")]
    assert [shlex.split(line)[:3] for line in lines] == [
        ["marsad", "entities", verb] for verb in ("accept", "merge", "reject")
    ]
    assert {shlex.split(line)[3] for line in lines} == {clip(name, 300)}
    assert [len(shlex.split(line)) for line in lines] == [6, 5, 4]

"""Lines that stand on a page of news and are no news: known on any site, or learned from one source."""

from __future__ import annotations

import re
from collections.abc import Sequence

import xxhash

from news.spelling.scripts import fold

# The words before a link to another article, in the languages of the pages that we read.
_READ_ON = (
    r"read (?:also|more|next|on)|also read|related(?: (?:stories|articles|links|news|content|topics))?|see (?:also|more)|more on this(?: story)?|more|"
    r"don'?t miss|you (?:may|might) also (?:like|enjoy)|most (?:read|popular|viewed)(?: in [\w ]{1,30})?|recommended(?: for you)?|"
    r"explore further|watch(?: now| this)?|trending(?: now)?|something to consider|what to read next|listen|"
    r"lesen sie (?:hier |dazu )?auch|auch interessant|mehr zum thema(?: [\w ]{1,40})?|lesetipps?|lire aussi|à lire(?: aussi)?|voir aussi|sur le même sujet|"
    r"le[ea] también|te puede interesar|leggi anche|leia também|"
    r"[اإأ]قر[أا] [أا]يض[اً]{1,2}|[اإأ]قر[أا] المزيد|[اإأ]قر[أا]وا [أا]يض[اً]{1,2}|طالع [أا]يض[اً]{1,2}|شاهد [أا]يض[اً]{1,2}|انظر [أا]يض[اً]{1,2}|مواضيع (?:ذات صلة|متعلقة)|"
    r"موضوعات (?:ذات صلة|متعلقة)|[أا]خبار (?:ذات صلة|متعلقة)|قد يهمك(?: [أا]يض[اً]{1,2})?|مقالات ذات صلة|المزيد(?: حول الموضوع)?|الأكثر قراءة|ذات صلة"
)
_POINTER = re.compile(rf"\W{{0,4}}(?:{_READ_ON})\s*(?:[:：|>»…]|\.\.\.|\W{{0,3}}$)", re.IGNORECASE)
# A reference to another article is a headline, not a paragraph.
_POINTER_CHARS = 220
# What a site says after the article: to its readers, of itself, of its writers.
_CLOSING = re.compile(
    r"\W{0,4}(?:(?:subscribe|sign up|register) (?:to|for|now|here|today)\b|get (?:the latest|our|all the)\b[^\n]{0,120}\b(?:inbox|newsletters?|app)\b|"
    r"follow (?:us|me|him|her|them|\w+(?: \w+)?) on\b|(?:like|join) us on\b|click here\b|download (?:the|our)\b[^\n]{0,60}\bapp\b|"
    r"copyright\b|©|\(c\) ?\d{4}|all rights reserved|have a (?:tip|story|question)\b|do you have (?:a story|more information)\b|"
    r"get in touch\b|for more (?:stories|news)\b|contact (?:the author|us|our news)\b|thanks for (?:signing up|reading|subscribing)|"
    r"if you (?:enjoyed|buy something|liked|value)\b|we (?:may earn|use income)\b|tell us what you think|listen to [\w ]{1,40}\blive\b|"
    r"comments?\W*$|leave a (?:comment|reply)|share this|advertisement\W*$|passer la publicité|link zum \w{1,20}-inhalt|ein klick für den datenschutz|"
    r"empfohlener redaktioneller inhalt|(?:jetzt |hier )?abonnieren\b|newsletter\W*$|keep an eye on your inbox|there was an error\b|sorry!?$|"
    r"تابعونا|تابعنا|تابعوا|لمتابعة آخر|لمتابعة أحدث|اشترك|للاشتراك|حمّل تطبيق|حمل تطبيق|جميع الحقوق محفوظة|حقوق النشر|كل الحقوق محفوظة|"
    r"انقر هنا|اضغط هنا|للمزيد من الأخبار|شارك (?:هذا )?(?:الخبر|المقال)|[أا]ضف تعليق|إضافة تعليق)",
    re.IGNORECASE,
)
_CLOSING_CHARS = 300
# What a site says of the comments under an article, and of opinions that are not its own.
_POLICY = re.compile(
    r"(?:views|opinions|comments?)\b[^.\n]{0,80} (?:do(?:es)? not (?:necessarily )?(?:reflect|represent)|(?:are|is) (?:moderated|those of)|will (?:not )?be (?:published|removed))|"
    r"(?:الآراء|الاراء|التعليقات|المقالات)[^.\n]{0,60}لا تعب?ر|لا ت?يعبر (?:بالضرورة )?عن (?:رأي|وجهة نظر)|إرشادات الاستخدام|سياسة (?:التعليقات|النشر)|"
    r"(?:التعليقات|تعليقات|تعليقكم|تعليقك)[^.\n]{0,60}(?:قبل نشر|شروط|مخالف|يتحمل)|comentários? com |kommentare[^.\n]{0,60}(?:moderiert|freigeschaltet)",
    re.IGNORECASE,
)
_POLICY_CHARS = 900
# Within the article only a line shorter than a paragraph is taken for the site's.
_PARAGRAPH_WORDS = 25
_NOT_LETTER = re.compile(r"\W+")


def drop_known(lines: Sequence[str]) -> list[str]:
    """Drop pointers to other articles anywhere, and what a site says to its readers around the article."""
    kept = _without_pointers(lines)
    while kept and (_is_closing(kept[-1]) or _is_policy(kept[-1])):
        kept.pop()
    return [line for line in kept if not _is_closing(line) or len(line.split()) >= _PARAGRAPH_WORDS]


def _without_pointers(lines: Sequence[str]) -> list[str]:
    kept: list[str] = []
    following = False  # a pointer alone on its line is followed by a list of what it points to
    for line in lines:
        if following and line.startswith("- "):
            continue
        found = _POINTER.match(line) if len(line) <= _POINTER_CHARS else None
        following = found is not None and found.end() >= len(line.rstrip())
        if found is None:
            kept.append(line)
    return kept


def _is_closing(line: str) -> bool:
    return len(line) <= _CLOSING_CHARS and _CLOSING.match(line) is not None


def _is_policy(line: str) -> bool:
    return len(line) <= _POLICY_CHARS and _POLICY.search(line) is not None


def bare(line: str) -> str:
    """Return a line's letters and digits alone, without case."""
    return _NOT_LETTER.sub("", line).casefold()


# Learned from one source: lines at the edges of its articles that return in article after article.
LEARNED_FROM = 5
_FIRST, _LAST = 3, 6
_STRIPPED_SHARE = 1 / 3
_DIGIT = re.compile(r"\d")


def edge_keys(lines: Sequence[str], *, title: str = "") -> frozenset[int]:
    """Return what to count of one article: hashes of the lines at its edges, folded, without digits and its own headline.

    The longest line is left out: an article has its own, and what repeats that is a copy.
    """
    if len(lines) < 2:
        return frozenset()
    longest = max(lines, key=len)
    return frozenset(_key(line, title) for line in (*lines[:_FIRST], *lines[-_LAST:]) if line is not longest)


def strip_learned(lines: Sequence[str], learned: frozenset[int], *, title: str = "") -> list[str]:
    """Drop a source's own lines from both ends of an article, never inside it and never more than a third of its letters."""
    kept = list(lines)
    left = _STRIPPED_SHARE * sum(map(len, lines))
    for at in (-1, 0):
        while len(kept) > 1 and len(kept[at]) <= left and _key(kept[at], title) in learned:
            left -= len(kept.pop(at))
    return kept


def _key(line: str, title: str) -> int:
    letters = bare(fold(_DIGIT.sub("", line)).text)
    own = bare(fold(_DIGIT.sub("", title)).text)
    return xxhash.xxh3_64_intdigest((letters.replace(own, "") if own else letters).encode("utf-8", "replace"))

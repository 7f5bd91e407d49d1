"""The values that travel along the data's way, in the order in which they come into being.

Times are aware and in UTC; offsets count Unicode code points, 0-based and half-open.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Literal

Field = Literal["title", "text"]
Form = Literal["name", "short", "nisba", "role", "nested"]
Kind = Literal["person", "organisation", "place", "event", "other"]
TextFrom = Literal["page", "teaser", "feed"]


@dataclass(frozen=True, kw_only=True, slots=True)
class Published:
    """When an article was published: the day printed, the instant, and where that was read.

    `origin` is `feed|meta|url|text|sitemap|none`, with `:day` appended when no time of day was given.
    `at` is 00:00 UTC of `day` when only a day is known; both are None for origin `none`. `raw` is what was written, kept
    also when nobody can believe it; `confidence` is that of the day, from 0 to 1 (table in news.dating.dates).
    """

    day: date | None = None
    at: datetime | None = None
    origin: str = "none"
    raw: str = ""
    confidence: float = 0.0


@dataclass(frozen=True, kw_only=True, slots=True)
class Validators:
    """What a server said about its representation, sent back to ask whether it changed (RFC 9110 §13)."""

    etag: str = ""
    last_modified: str = ""


@dataclass(frozen=True, kw_only=True, slots=True)
class Visit:
    """One HTTP request as it went: a row of `visits`. `url` is already masked of secrets."""

    source: str
    url: str
    at_time: datetime
    outcome: Literal["ok", "not_modified", "failed"]
    reason: str = ""  # a code of docs/reasons.md; empty when ok
    detail: str = ""
    status: int | None = None
    bytes: int = 0
    seconds: float = 0.0


@dataclass(frozen=True, kw_only=True, slots=True)
class Reply:
    """A complete HTTP reply with a status of 200.

    `payload` is the body as received (perhaps gzip), `body` the same inflated. `headers` keep their order.
    """

    url: str
    final_url: str
    status: int
    headers: tuple[tuple[str, str], ...]
    payload: bytes
    body: bytes
    fetched_at: datetime

    def header(self, name: str) -> str:
        """Return the first header of that name, or an empty string."""
        return next((v for k, v in self.headers if k.lower() == name.lower()), "")


@dataclass(frozen=True, kw_only=True, slots=True)
class Fetched:
    """What came of one URL: a reply, or a reason why not; and every request that it took."""

    visits: tuple[Visit, ...]
    reply: Reply | None = None
    not_modified: bool = False
    reason: str = ""
    detail: str = ""
    retry_after: float | None = None  # seconds, as the server asked
    moved_to: str = ""  # where the URL is now, when every redirect on the way was permanent (301, 308)

    @property
    def size(self) -> int:
        """Return the bytes that it holds, as received and inflated."""
        return len(self.reply.payload) + len(self.reply.body) if self.reply else 0


@dataclass(frozen=True, kw_only=True, slots=True)
class Entry:
    """An item as a source names it. `stamp` changes when anything the source says of the item changes.

    `text` is what the source carries, as plain text; `text_is_full` says that it looks like the article, not a summary.
    `publication` is whom a feed or news sitemap names as the publisher of this item. `guid` is a hash of the source's own id
    of the item; empty when it gives none, or one to several.
    """

    url: str
    title: str = ""
    author: str = ""
    published: Published = field(default_factory=Published)
    text: str = ""
    text_is_full: bool = False
    language: str = ""
    publication: str = ""
    guid: str = ""
    stamp: str = ""


@dataclass(frozen=True, kw_only=True, slots=True)
class ParsedFeed:
    """A feed document read. `total` counts its items before limits, which left some out if `cut`; `complete` is False for a torn one.

    `unlinked` items have no address that could be fetched. `charset_suspect` is True when its encoding had to be guessed. `refresh_seconds`, `hub` and `next_url` (RFC 5005) are
    the feed's own hints, never followed by the reader.
    """

    kind: Literal["rss", "atom", "json", "gdelt"]
    entries: tuple[Entry, ...]
    total: int
    unlinked: tuple[Entry, ...] = ()
    cut: bool = False
    title: str = ""
    language: str = ""
    complete: bool = True
    charset_suspect: bool = False
    refresh_seconds: int | None = None
    hub: str = ""
    next_url: str = ""


@dataclass(frozen=True, kw_only=True, slots=True)
class Child:
    """A document that a sitemap index or a list of files names; `changed_at` as it claims, None when it does not."""

    url: str
    changed_at: datetime | None = None


@dataclass(frozen=True, kw_only=True, slots=True)
class ParsedSitemap:
    """A sitemap or an index of them, newest first. `total` counts entries and children before limits and filters.

    `foreign` addresses of other sites were dropped; `lastmod_lies`: dates of change all the same or all now, not used.
    """

    entries: tuple[Entry, ...]
    children: tuple[Child, ...]
    total: int
    complete: bool = True
    is_news: bool = False
    foreign: int = 0
    lastmod_lies: bool = False


@dataclass(frozen=True, kw_only=True, slots=True)
class ParsedFrontPage:
    """What a site's front or section page leads to: its feeds, and what looks like articles, in page order."""

    feeds: tuple[str, ...]
    entries: tuple[Entry, ...]
    total: int
    title: str = ""
    language: str = ""


@dataclass(frozen=True, kw_only=True, slots=True)
class Outline:
    """A subscription in an OPML file."""

    title: str
    url: str
    html_url: str = ""
    category: str = ""


@dataclass(frozen=True, kw_only=True, slots=True)
class ParsedOpml:
    """The subscriptions of an OPML file, one per address, in the file's order."""

    outlines: tuple[Outline, ...]
    title: str = ""


@dataclass(frozen=True, kw_only=True, slots=True)
class Page:
    """An article as read from one page. `text` does not repeat the headline; `canonical_url` is a claim."""

    title: str
    text: str
    author: str = ""
    language: str = ""
    published: Published = field(default_factory=Published)
    canonical_url: str = ""
    text_from: TextFrom = "page"


@dataclass(frozen=True, kw_only=True, slots=True)
class Refusal:
    """Why a document gave nothing: a reason code of docs/reasons.md and a few words of detail."""

    reason: str
    detail: str = ""


Named = ParsedFeed | ParsedSitemap | ParsedFrontPage
Finding = Named | ParsedOpml | Page | Refusal


@dataclass(frozen=True, kw_only=True, slots=True)
class Name:
    """One way in which an entity is written. `origin` is `config|builtin|accepted|transliteration|import:<file>`; a weak one is not looked for."""

    name: str
    language: str = ""
    origin: str = "config"
    form: Form = "name"
    is_weak: bool = False
    confidence: float = 1.0  # how sure it is that the name is written so


@dataclass(frozen=True, kw_only=True, slots=True)
class Office:
    """An office that a person held. Days are ISO 8601, to the month or year when no more is known; `until` may be empty."""

    country: str
    title: str
    since: str
    until: str = ""


@dataclass(frozen=True, kw_only=True, slots=True)
class Entity:
    """Someone or something that is known, with every name it goes by; `names[0]` is the one to show."""

    entity_id: str
    kind: Kind
    names: tuple[Name, ...]
    offices: tuple[Office, ...] = ()

    @property
    def label(self) -> str:
        """Return the name to show people."""
        return self.names[0].name if self.names else self.entity_id


@dataclass(frozen=True, kw_only=True, slots=True)
class Mention:
    """One occurrence of an entity in a field; `surface` equals the field's text from start to end."""

    entity_id: str
    field: Field
    surface: str
    start_char: int
    end_char: int
    form: Form
    sentence_start: int
    sentence_end: int


@dataclass(frozen=True, kw_only=True, slots=True)
class Quote:
    """What an article says that an entity said; `quote` equals the text from start to end, `verb` is as written."""

    entity_id: str
    verb: str
    quote: str
    start_char: int
    end_char: int


@dataclass(frozen=True, kw_only=True, slots=True)
class Likeness:
    """How much an article is like a watch's examples: a score in [0, 1], and the strongest shares of it.

    `names` are entity ids, `words` are terms (news.comparing.terms).
    """

    score: float
    names: Mapping[str, float]
    words: Mapping[str, float]


@dataclass(frozen=True, kw_only=True, slots=True)
class Match:
    """An article that fits a watch."""

    watch: str
    score: float
    reasons: Mapping[str, object]


@dataclass(frozen=True, kw_only=True, slots=True)
class Signature:
    """What is kept of a text to find its copies. Both parts are empty for a text too short to compare.

    `exact` hashes the normalised text (xxh3-64); `bands` are unsigned 64-bit LSH keys of its MinHash.
    """

    exact: int
    bands: tuple[int, ...]


@dataclass(frozen=True, kw_only=True, slots=True)
class Findings:
    """All that the names known and the rules of a day find in one text; `dropped` mentions were more than the limit.

    `resolver` is the version of names and rules; `terms` is the text's sketch.
    """

    resolver: str = ""
    mentions: tuple[Mention, ...] = ()
    quotes: tuple[Quote, ...] = ()
    terms: Mapping[str, float] = field(default_factory=dict)
    dropped: int = 0


@dataclass(frozen=True, kw_only=True, slots=True)
class Reread:
    """A stored text read again; `matches` are those of an article's newest version."""

    article_id: str
    version: int
    findings: Findings
    is_newest: bool
    matches: tuple[Match, ...] = ()


@dataclass(frozen=True, kw_only=True, slots=True)
class Article:
    """An article ready to be stored: everything that the steps between fetch and load found out."""

    article_id: str
    url: str
    item_key: str
    canonical_url: str
    source: str
    outlet: str
    title: str
    author: str
    language: str
    published: Published
    first_seen_at: datetime
    fetched_at: datetime
    version: int
    text: str
    text_from: TextFrom
    archive_file: str
    archive_offset: int
    findings: Findings = field(default_factory=Findings)
    matches: tuple[Match, ...] = ()
    signature: Signature | None = None
    copy_of: str | None = None
    story_id: str = ""


@dataclass(frozen=True, kw_only=True, slots=True)
class MatchedArticle:
    """A matched article as rules look at it. `entities` counts mentions, `sentences` has the first sentence with each."""

    article_id: str
    title: str
    url: str
    outlet: str
    source: str
    language: str
    day: date
    first_seen_at: datetime
    story_id: str
    is_copy: bool
    watches: Sequence[str]
    score: float
    reasons: Mapping[str, object]
    entities: Mapping[str, int]
    sentences: Mapping[str, str]

"""Health: what a person should know of a source that answers badly, or not as it used to."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import datetime
from typing import Any

_TROUBLES: Mapping[str, Mapping[str, str]] = {
    "en": {
        "failing": "fails since {time}: {reason}",
        "quiet": "quiet since {time}, against its habit",
        "languages": "nothing new any more in: {languages}",
        "missing": "about {n} items may be missing: more came between two visits than it shows at once",
        "worse": "its pages read worse than before: shorter texts, or more that are no article",
        "moved": "has moved to {url}: change its address",
    },
    "ar": {
        "failing": "متعثر منذ {time}: {reason}",
        "quiet": "صامت منذ {time} على غير عادته",
        "languages": "لا جديد بعد باللغات: {languages}",
        "missing": "قد تنقص نحو {n} من المواد: نُشر بين زيارتين أكثر مما يعرضه المصدر دفعة واحدة",
        "worse": "تُقرأ صفحاته أسوأ من ذي قبل: نصوص أقصر، أو صفحات أكثر ليست مقالات",
        "moved": "انتقل إلى {url}: غيّر عنوانه",
    },
}


def troubles(source: Mapping[str, Any], language: str) -> list[str]:
    """Return a line for each thing that is wrong with a source, given as its row of `source_health`; none for a good one."""
    words = _TROUBLES[language]
    return [words[kind].format(**facts) for kind, facts in _found(source)]


def _found(source: Mapping[str, Any]) -> Iterator[tuple[str, dict[str, object]]]:
    if source["failing_since"]:
        yield "failing", {"time": _minute(source["failing_since"]), "reason": source["reason"]}
    if source["quiet_since"]:
        yield "quiet", {"time": _minute(source["quiet_since"])}
    elif source["quiet_languages"]:
        yield "languages", {"languages": ", ".join(source["quiet_languages"])}
    if source["missing_7d"]:
        yield "missing", {"n": source["missing_7d"]}
    if source["extraction_worse"]:
        yield "worse", {}
    if source["moved_to"]:
        yield "moved", {"url": source["moved_to"]}


def _minute(moment: datetime) -> str:
    return f"{moment:%Y-%m-%d %H:%M}"

"""Words of letters and pages in English and Arabic: counted nouns agree with their number, days are named."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime

# CLDR's plural categories (UTS #35, part 3): Arabic has six, English `one` and `other`.
Forms = Mapping[str, str]
_COUNTED: Mapping[str, Mapping[str, Forms]] = {
    "en": {
        "article": {"one": "{n} article", "other": "{n} articles"},
        "story": {"one": "{n} story", "other": "{n} stories"},
        "outlet": {"one": "{n} outlet", "other": "{n} outlets"},
        "alert": {"one": "{n} alert", "other": "{n} alerts"},
        "day": {"one": "a day", "other": "{n} days"},
        "more": {"one": "and {n} more article", "other": "and {n} more articles"},
        "more_alerts": {"one": "and {n} more alert", "other": "and {n} more alerts"},
    },
    "ar": {
        "article": {
            "zero": "لا مقالات",
            "one": "مقالة واحدة",
            "two": "مقالتان",
            "few": "{n} مقالات",
            "other": "{n} مقالة",
        },
        "story": {"zero": "لا قصص", "one": "قصة واحدة", "two": "قصتان", "few": "{n} قصص", "other": "{n} قصة"},
        "outlet": {
            "zero": "لا وسائل إعلام",
            "one": "وسيلة إعلام واحدة",
            "two": "وسيلتا إعلام",
            "few": "{n} وسائل إعلام",
            "other": "{n} وسيلة إعلام",
        },
        "alert": {
            "zero": "لا تنبيهات",
            "one": "تنبيه واحد",
            "two": "تنبيهان",
            "few": "{n} تنبيهات",
            "many": "{n} تنبيهاً",
            "other": "{n} تنبيه",
        },
        # after «خلال», hence the genitive
        "day": {"one": "يوم", "two": "يومين", "few": "{n} أيام", "many": "{n} يوماً", "other": "{n} يوم"},
        "more": {
            "one": "ومقالة أخرى",
            "two": "ومقالتان أخريان",
            "few": "و{n} مقالات أخرى",
            "other": "و{n} مقالة أخرى",
        },
        "more_alerts": {
            "one": "وتنبيه آخر",
            "two": "وتنبيهان آخران",
            "few": "و{n} تنبيهات أخرى",
            "many": "و{n} تنبيهاً آخر",
            "other": "و{n} تنبيه آخر",
        },
    },
}

WORDS: Mapping[str, Mapping[str, str]] = {
    "en": {
        "threshold": "{name}: {articles} within {days}",
        "spike": "{name} stands out: {articles} within {days}",
        "together": "{name} together: {articles} within {days}",
        "silence": "Silence: nothing of {name} for {days}",
        "new-story": "New story: {name}",
        "new-name": "New name: {name} ({what})",
        "person": "person",
        "organisation": "organisation",
        "place": "place",
        "accept": "to have it known from now on",
        "merge": "to have it known as a name of somebody who is known",
        "reject": "never to hear of it again",
        "digest": "Digest: {articles}, {stories}",
        "many": "{alerts}: {rule}",
        "copy": "copy",
        "why": "why",
        "score": "likeness",
        "comma": ", ",
        "footer": "Sent by Marsad because of the rule “{rule}” in marsad.toml; remove the address there to stop it.",
    },
    "ar": {
        "threshold": "{name}: {articles} خلال {days}",
        "spike": "{name} أكثر من المعتاد: {articles} خلال {days}",
        "together": "{name} معاً: {articles} خلال {days}",
        "silence": "صمت: لا شيء عن {name} خلال {days}",
        "new-story": "قصة جديدة: {name}",
        "new-name": "اسم جديد: {name} ({what})",
        "person": "شخص",
        "organisation": "جهة",
        "place": "مكان",
        "accept": "ليُعرف من الآن فصاعداً",
        "merge": "ليُعرف اسماً آخر لمن هو معروف",
        "reject": "لئلا يُذكر مرة أخرى",
        "digest": "موجز: {articles}، {stories}",
        "many": "{alerts}: {rule}",
        "copy": "نسخة",
        "why": "لماذا",
        "score": "درجة الشبه",
        "comma": "، ",
        "footer": "أرسله مرصد بموجب القاعدة «{rule}» في الملف marsad.toml؛ احذف العنوان منه لإيقاف الرسائل.",
    },
}


def count(noun: str, number: float, language: str) -> str:
    """Return a number with its noun in the form that agrees with it: «3 مقالات», «11 مقالة»."""
    from babel import Locale  # only a run that writes something needs it

    forms = _COUNTED[language][noun]
    template = forms.get(Locale(language).plural_form(number), forms["other"])
    return template.format(n=f"{number:g}" if isinstance(number, float) else number)


def show_day(day: date, language: str) -> str:
    """Return a day with its month in words."""
    from babel.dates import format_date

    return str(format_date(day, "d MMMM y", locale=language))


def show_short_day(day: date, language: str) -> str:
    """Return a day without its year, for the axis of a chart."""
    from babel.dates import format_date

    return str(format_date(day, "d MMM", locale=language))


def show_time(moment: datetime, language: str) -> str:
    """Return day and minute of a moment, in the moment's own time zone."""
    return f"{show_day(moment.date(), language)}{WORDS[language]['comma']}{moment:%H:%M}"

from __future__ import annotations

import pytest

from news.articles.language import language_of

ENGLISH = "The council voted on Monday to build a new bridge over the river, and work is to begin in the spring. " * 2
GERMAN = (
    "Der Rat hat am Montag beschlossen, eine neue Brücke über den Fluss zu bauen, und im Frühling beginnt die Arbeit. "
    * 2
)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("قرر المجلس يوم الاثنين بناء جسر جديد فوق النهر، ويبدأ العمل في الربيع المقبل بحسب المتحدث.", "ar"),
        (
            "قال تشرشل وپوتين إن گاز الشمال لن يتوقف، وهو ما نفته الشركة في بيان صدر عنها صباح أمس الأحد في العاصمة",
            "ar",
        ),
        ("شورای شهر روز دوشنبه تصمیم گرفت که پل جدیدی بر روی رودخانه بسازد و کار در بهار آغاز می‌شود.", "fa"),
        ("کونسل نے پیر کے روز دریا پر نیا پل بنانے کا فیصلہ کیا ہے اور کام موسم بہار میں شروع ہو گا۔", "ur"),
        (ENGLISH, "en"),
        (GERMAN, "de"),
        ("Городской совет в понедельник решил построить новый мост через реку, работы начнутся весной.", "ru"),
    ],
)
def test_the_letters_and_words_tell_the_language(text: str, expected: str) -> None:
    assert language_of(text) == expected


@pytest.mark.parametrize("claim", [b'<html lang="de">', b'<html lang="ar">', b"<html lang=xx>", b'<html LANG="fr-FR">'])
def test_a_pages_claim_does_not_make_a_paragraph_another_language(claim: bytes) -> None:
    assert language_of(ENGLISH, claim) == "en"
    assert language_of(ENGLISH, claim, hint="ar") == "en"


def test_a_short_text_is_what_its_page_or_source_says() -> None:
    assert language_of("Brücke über den Rhein gesperrt", b'<html class="x" lang="de-DE">') == "de"
    assert language_of("Brücke über den Rhein gesperrt", hint="de") == "de"


def test_arabic_letters_win_over_every_claim() -> None:
    assert language_of("قرر المجلس بناء جسر جديد فوق النهر", b'<html lang="en">', hint="en") == "ar"

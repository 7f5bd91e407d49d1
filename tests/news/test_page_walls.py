from __future__ import annotations

from datetime import UTC, datetime

import pytest

from news.articles.page import read_page
from news.model import Page, Refusal

NOW = datetime(2026, 11, 24, 12, 0, tzinfo=UTC)
FILLER = "<ul><li>Home</li><li>World</li><li>Sport</li></ul>"


def page(title: str, *lines: str, extra: str = "") -> bytes:
    text = "".join(f"<p>{line}</p>" for line in lines)
    return (
        f'<html><head><meta charset="utf-8"><title>{title}</title></head>'
        f"<body>{FILLER}<div id='content'>{text}{extra}</div></body></html>"
    ).encode()


def verdict(body: bytes) -> str:
    found = read_page(body, url="https://news.example/2026/11/24/a-story", now=NOW)
    return found.reason if isinstance(found, Refusal) else "article"


WALLS = [
    (
        "soft_404",
        page(
            "Page not found | The Daily",
            "We looked everywhere and there is nothing at this address any more, try the search box.",
        ),
    ),
    (
        "soft_404",
        page(
            "The Daily",
            "Sorry, the page you are looking for does not exist or has been moved to another address.",
            "Go back home.",
        ),
    ),
    (
        "soft_404",
        page(
            "الصفحة غير موجودة - الصحيفة", "عذرا، لا يوجد شيء هنا، يمكنك العودة إلى الصفحة الرئيسية أو استخدام البحث."
        ),
    ),
    ("soft_404", page("الصحيفة", "عذرا، الصفحة التي تبحث عنها غير موجودة أو تم نقلها إلى عنوان آخر على الموقع.")),
    (
        "captcha",
        page(
            "Just a moment...",
            "The Daily needs to review the security of your connection before proceeding to the page.",
        ),
    ),
    ("captcha", page("The Daily", "Please verify you are a human to continue to the site and read what you came for.")),
    ("captcha", page("الصحيفة", "يرجى التأكد من أنك لست روبوتا قبل المتابعة إلى الموقع وقراءة الخبر المطلوب.")),
    (
        "captcha",
        page(
            "The Daily", "One short step before the page opens for you here.", extra='<div class="g-recaptcha"></div>'
        ),
    ),
    (
        "blocked",
        page("Access Denied", "You don't have permission to access this resource on this server. Reference 18.2f."),
    ),
    (
        "maintenance",
        page(
            "Under maintenance",
            "We are working on something new for our readers and return within the hour, thank you.",
        ),
    ),
    (
        "maintenance",
        page("The Daily", "Our site is currently down for scheduled maintenance. We will be back shortly."),
    ),
    (
        "maintenance",
        page("الموقع تحت الصيانة", "نعمل على تطوير الموقع ونعود إليكم خلال ساعات قليلة، شكرا لصبركم ومتابعتكم."),
    ),
    ("maintenance", page("الصحيفة", "الموقع متوقف حاليا لأعمال الصيانة، سنعود قريبا بإذن الله، نشكر لكم تفهمكم.")),
    (
        "server_error",
        page(
            "Database Error", "Error establishing a database connection. Please contact the administrator of this site."
        ),
    ),
    (
        "server_error",
        page("The Daily", "Warning: mysqli_connect(): (HY000/2002): Connection refused in /var/www/db.php on line 12"),
    ),
    (
        "parked",
        page(
            "daily.example", "This domain is for sale! Buy this domain now and start your own news site with it today."
        ),
    ),
    (
        "parked",
        page("daily.example", "هذا النطاق معروض للبيع، للاستفسار يرجى التواصل مع المالك عبر البريد الإلكتروني."),
    ),
    (
        "cookie_wall",
        page(
            "The Daily",
            "We and our partners store and access information on your device using cookies to show you personal content.",
            "You can accept all cookies or manage your preferences at any time. Your choices can be withdrawn or changed later.",
        ),
    ),
    (
        "cookie_wall",
        page(
            "الصحيفة",
            "نستخدم نحن وشركاؤنا ملفات تعريف الارتباط لتحسين تجربتك. يمكنك قبول جميع ملفات الارتباط أو رفضها.",
        ),
    ),
    (
        "login_wall",
        page(
            "The Daily", "Welcome back to The Daily, dear reader of ours.", extra="<form><input type='password'></form>"
        ),
    ),
    ("soft_404", page("عفواً، لم يتم العثور على الصفحة", "الرابط الذي اتبعته قد يكون معطلا، عد إلى الصفحة الرئيسية.")),
    ("soft_404", page("الصحيفة", "عذراً، هذا الخبر لم يعد متاحاً على موقعنا.", "قد تكون الإدارة حذفته.")),
    (
        "server_error",
        page(
            "SQLSTATE[HY000] [1040] Too many connections",
            "PDOException in /srv/app/dbal.php line 43",
            "Stack trace: #0 main and so on",
        ),
    ),
    (
        "server_error",
        page(
            "Server Error in '/' Application.",
            "An application error occurred on the server, whose details cannot be viewed from elsewhere.",
        ),
    ),
    (
        "parked",
        page(
            "Welcome to nginx!",
            "If you see this page, the web server is installed and working. It has to be configured.",
        ),
    ),
    (
        "parked",
        page("Account Suspended", "This account has been suspended. Ask the company that hosts it for the reason."),
    ),
    (
        "parked",
        page(
            "Apache2 Debian Default Page: It works",
            "This is the default welcome page used to test the server after its installation.",
        ),
    ),
    ("blocked", page("Too Many Requests", "Slow down, please, and come again in some minutes if you are no machine.")),
    ("blocked", page("The Daily", "This story is not available in your region because of the law that holds there.")),
    ("blocked", page("The Daily", "It seems that you are using an ad blocker. Please disable it to read on.")),
    ("cookie_wall", page("Die Zeitung", "Wir verwenden Cookies und andere Techniken, damit die Seite gut aussieht.")),
    ("login_wall", page("تسجيل الدخول", "أدخل بريدك الإلكتروني وكلمة السر للوصول إلى حسابك في الصحيفة من أي مكان.")),
]


@pytest.mark.parametrize(("reason", "body"), WALLS)
def test_a_wall_has_its_reason(reason: str, body: bytes) -> None:
    assert verdict(body) == reason


@pytest.mark.parametrize("wrapped", [False, True])
def test_a_front_page_in_an_articles_place_is_told_by_its_structure(wrapped: bool) -> None:
    inner = "<div>{}</div>" if wrapped else "{}"
    teasers = "".join(
        f"<section><h2><a href='/{at}'>Minister number {at} arrives for talks on trade</a></h2>"
        + inner.format(
            f"<p>The visit of minister {at} is the first in ten years, and both sides hope for an agreement soon.</p>"
        )
        + "</section>"
        for at in range(14)
    )
    assert (
        verdict(f"<html><head><title>The Daily</title></head><body><main>{teasers}</main></body></html>".encode())
        == "front_page"
    )


NEWS = [
    (
        "Regulator opens inquiry into cookies",
        "The regulator said on Monday that it would look into how sites ask for consent to cookies. Three firms were named.",
    ),
    (
        "Reactor undergoes maintenance",
        "The reactor is undergoing scheduled maintenance until Friday, the operator said. Power will be back soon after that, it added.",
    ),
    (
        "404 people rescued from ferry",
        "Some 404 people were rescued from a ferry on Tuesday. Nobody was hurt, the coast guard said in a statement.",
    ),
    (
        "Not found: search for the missing jet ends",
        "The search for the missing jet ended on Monday without a trace, officials said. Families asked for it to go on.",
    ),
    (
        "Access denied: reporters kept out of court",
        "Reporters were kept out of the court on Monday. The judge gave no reason, and lawyers said that they would appeal.",
    ),
    (
        "Accident on line 4",
        "Two people were hurt in an accident on line 4 of the metro on Sunday. Trains run again, the operator said.",
    ),
    (
        "Stolen passwords for sale",
        "Passwords of a million people are for sale on a forum, a researcher said. Users should reset their password at once.",
    ),
    (
        "Greenland is for sale, he jokes",
        "Greenland is for sale, the minister joked on Monday, and nobody laughed. He later said that he was sorry.",
    ),
    (
        "صيانة طارئة لخط المياه",
        "أعلنت الشركة أن خط المياه الرئيسي تحت الصيانة حتى مساء الغد، وأن الضخ سيعود تدريجيا إلى الأحياء.",
    ),
    (
        "العثور على المفقودين",
        "لم يتم العثور على ناجين بين الركاب، بحسب ما أعلنت فرق الإنقاذ التي تواصل البحث في عرض البحر.",
    ),
    (
        "تحذير من رسائل رمز التحقق",
        "حذر البنك عملاءه من رسائل تطلب رمز التحقق، وقال إنه لا يطلب من أحد تسجيل الدخول عبر رابط.",
    ),
    (
        "Sorry: minister apologises for the delay",
        "The minister said sorry on Monday for the delay of the bridge. Two requests for a new date were turned down.",
    ),
    (
        "Account of the minister suspended",
        "The account of the minister was suspended on Monday after a post about the vote, a spokeswoman of the firm said.",
    ),
    (
        "Nginx maker sold",
        "The maker of the web server nginx was sold on Monday. Welcome news for its staff, a union said in the evening.",
    ),
    (
        "خبر عن تعليق الحسابات",
        "قال متحدث إن الشركة علقت حسابات كثيرة يوم الاثنين، وإن أصحابها يستطيعون الاعتراض خلال أسبوع من ذلك.",
    ),
    (
        "تطوير الموقع الأثري",
        "بدأت الهيئة أعمال تطوير الموقع الأثري شمال المدينة، ومن المتوقع أن يفتح أمام الزوار مطلع العام المقبل.",
    ),
]


@pytest.mark.parametrize(("title", "text"), NEWS)
def test_short_news_about_such_things_is_news(title: str, text: str) -> None:
    assert verdict(page(f"{title} | The Daily", text)) == "article"


def test_an_article_among_many_linked_headlines_is_an_article() -> None:
    links = "".join(f"<li><a href='/{at}'>Another story of the day number {at}</a></li>" for at in range(60))
    body = page(
        "Council votes",
        "The council voted on Monday to build the bridge.",
        "Work begins in May, the mayor said after the vote.",
        extra=f"<ul>{links}</ul>",
    )
    found = read_page(body, url="https://news.example/x", now=NOW)
    assert isinstance(found, Page)
    assert "Another story" not in found.text

"""What a site sends with status 200 where an article was asked for: each kind with its own reason code.

Words alone decide only where they stand as a site's own: a title of nothing else, or a short page that speaks to its reader. A
report about cookies, maintenance or a missing page is news.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import islice

from news.boilerplate import bare
from news.model import Refusal
from news.structured import Claims
from news.tree import Element

# A wall has a few sentences; a longer page under such a title is an article of that name.
_WALL_WORDS, _TITLED_WORDS = 150, 300
# What a title says, whole or as one of its parts: "Page not found | The Daily"
_TITLES = {
    "soft_404": r"(?:error |http )?404(?: error)?(?:[:.,]? (?:page |file )?not found)?|(?:page|file|article|story|content) (?:not found|does(?:n['’]t| not) exist|"
    r"(?:is )?(?:no longer |un)available)|not found|(?:oops|sorry)\W{1,3}(?:page|that page|we can['’]t find)[^|]{0,60}|seite nicht gefunden|page (?:introuvable|non trouvée)|"
    r"(?:عذرا[ً]?\W{0,3})?(?:الصفحة|صفحة|المقال|الخبر|المحتوى) (?:المطلوبة? )?(?:غير موجود[ةه]?|غير متوفر[ةه]?|غير متاح[ةه]?)|خطأ ?404|غير موجود[ةه]?|لم يتم العثور على (?:ال)?صفحة",
    "captcha": r"just a moment\W{0,4}|attention required!?[^|]{0,20}|are you (?:a robot|human|a human)\??|(?:security|human|robot) (?:check|verification)|"
    r"verify(?:ing)? (?:that )?you are (?:a )?human\W{0,4}|checking your browser[^|]{0,40}|pardon our interruption\W{0,4}|one more step|ddos protection[^|]{0,20}|"
    r"التحقق الأمني|تحقق من أنك (?:إنسان|لست روبوت[اًا]*)|هل أنت (?:إنسان|روبوت)\W{0,2}",
    "blocked": r"access (?:denied|forbidden|to this page has been denied)|(?:error |http )?403(?: forbidden)?|forbidden|(?:request|you have been) blocked|"
    r"تم (?:رفض|حظر|منع) (?:الوصول|الطلب)|الوصول (?:مرفوض|ممنوع)",
    "maintenance": r"(?:site |scheduled |down for |under |website |we are (?:currently )?under |undergoing )*maintenance(?: mode| page)?|be right back\W{0,3}|we['’]ll be (?:right )?back(?: soon)?\W{0,3}|"
    r"(?:error |http )?503(?: service (?:temporarily )?unavailable)?|service (?:temporarily )?unavailable|temporarily (?:unavailable|offline|down)|site (?:offline|is down)|coming soon|"
    r"(?:الموقع |الصفحة )?(?:تحت|قيد|في وضع) الصيانة|(?:وضع |أعمال )?الصيانة|الموقع مغلق[^|]{0,20}|(?:الخدمة|الموقع) غير متاح[ةه]?(?: حالي[اًا]*| مؤقت[اًا]*)?",
    "server_error": r"(?:error )?50[02](?: (?:internal server error|bad gateway))?|internal server error|bad gateway|database error|error establishing a database connection|"
    r"(?:fatal )?error|something went wrong\W{0,3}|خطأ في (?:قاعدة البيانات|الخادم|الاتصال)|حدث خطأ\W{0,3}",
    "parked": r"[\w.-]{3,60} (?:is for sale|- (?:this )?domain (?:name )?(?:is )?for sale)[^|]{0,20}|domain (?:is )?(?:for sale|parked|expired)|(?:this|your) domain[^|]{0,40}|parked domain|"
    r"(?:هذا )?(?:النطاق|الدومين)[^|]{0,20}(?:للبيع|معروض|محجوز)[^|]{0,20}",
    "cookie_wall": r"before you continue[^|]{0,40}|(?:your )?(?:cookie|privacy) (?:consent|settings|preferences|choices)|we value your privacy|cookies? (?:required|wall)|consent(?: required)?|"
    r"(?:إعدادات|تفضيلات) (?:الخصوصية|ملفات (?:تعريف الارتباط|الارتباط|الكوكيز))|خصوصيتك تهمنا",
    "login_wall": r"(?:please )?(?:log|sign) ?in(?: to (?:continue|your account)[^|]{0,30}| required)?|(?:members|subscribers) only|تسجيل الدخول|(?:يرجى|الرجاء) تسجيل الدخول[^|]{0,30}",
}
# What a short page says to its reader.
_SENTENCES = {
    "soft_404": r"(?:page|article|link|story|content|url|address) (?:that )?you(?:['’]re| are| were| have)? ?(?:looking for|requested|followed|tried|trying)[^.]{0,80}|"
    r"(?:could ?n[o'’]t|cannot|can['’]t|unable to) (?:be found|find (?:the|this|that) (?:page|article|story|content))|(?:page|article|link) (?:may|might) (?:have been |be )?(?:moved|removed|deleted|broken|renamed)|"
    r"(?:this|the requested) (?:page|url|article|content)[^.]{0,30}(?:was not found|does ?n[o'’]t exist|no longer (?:exists|available)|not available)|"
    r"(?:الصفحة|المقال|المقالة|الرابط|المحتوى|الخبر)(?: التي| الذي)? (?:تبحث عن|طلبته|تحاول|المطلوب)[^.]{0,80}|لم (?:يتم العثور|نتمكن من العثور|نعثر) على (?:هذه )?(?:ال)?(?:صفحة|مقال|محتوى|خبر|رابط)[^.]{0,40}|"
    r"(?:الصفحة|الرابط|المقال|المحتوى) (?:غير موجود|غير متاح|غير متوفر|لم يعد)",
    "captcha": r"(?:verify|confirm|prove|make sure|check) (?:that )?you(?:['’]re| are)? (?:not a (?:ro)?bot|(?:a )?human|a real person)|checking your browser|unusual (?:traffic|activity) from your|(?:enable|turn on) (?:javascript|cookies)"
    r"[^.]{0,40} (?:and (?:cookies|reload)|to continue)|complete the (?:captcha|security check|challenge)|review the security of your connection|(?:detected|suspect)[^.]{0,30}(?:automated|bot) (?:access|traffic|activity|behaviou?r)|"
    r"(?:تأكد|تحقق|أثبت|التأكد|التحقق|تأكيد)[^.]{0,20} (?:أنك|من أنك) (?:إنسان|لست|شخص)|حركة (?:مرور|بيانات) غير (?:معتادة|عادية|طبيعية)|رمز التحقق|لست برنامج روبوت",
    "blocked": r"you do ?n[o'’]t have (?:permission|access) to (?:access|view|this)|(?:your|this) (?:ip|ip address|request|access|country|region)[^.]{0,40} (?:has been )?(?:blocked|denied|restricted)|"
    r"not available in your (?:country|region)|ليس لديك (?:إذن|صلاحية)|تم حظر (?:عنوان|طلبك|وصولك)",
    "maintenance": r"(?:we are|we['’]re|site is|website is|site|website)[^.]{0,60} (?:maintenance|upgrad|back (?:soon|shortly|online))|(?:scheduled|planned|performing|routine|undergoing) maintenance|(?:try again|check back|come back|be back) (?:later|soon|shortly|in a)|"
    r"\b(?:الموقع|موقعنا|بوابتنا)\b[^.]{0,40}(?:تحت|قيد|لأعمال|أعمال|بسبب|في وضع) (?:ال)?صيانة|\bنقوم\b[^.]{0,30}(?:بصيانة|بتحديث|بتطوير|صيانة) (?:ال)?موقع|\b(?:سنعود|نعود) (?:قريب|إليكم|اليكم|بعد)|(?:يرجى|الرجاء) (?:المحاولة|العودة|معاودة)[^.]{0,20} (?:لاحق|بعد|مرة)",
    "server_error": r"error establishing a database connection|sqlstate\[|(?:mysqli?|pg|oci|pdo)_?\w{0,20}\(\)|you have an error in your sql syntax|too many connections|(?:fatal error|uncaught (?:exception|error))\b|stack trace|"
    r"on line \d{1,5}\b|internal server error|(?:server|application) (?:encountered|error)|تعذر الاتصال بقاعدة البيانات|خطأ في (?:الاتصال ب)?قاعدة البيانات|خطأ (?:داخلي )?في الخادم",
    "parked": r"(?:this|the) domain (?:name )?(?:is|has been|may be|was)[^.]{0,40}(?:for sale|parked|registered|expired|available|purchase)|buy this domain|(?:inquire|enquire) about this domain|domain (?:owner|parking|for sale)|"
    r"(?:هذا )?(?:النطاق|الدومين|اسم النطاق)[^.]{0,40}(?:للبيع|محجوز|متوقف|منتهي|انتهت)",
    "cookie_wall": r"(?:we|our (?:site|partners)|this (?:site|website)|you)[^.]{0,80}\bcookies?\b|(?:accept|reject|manage|allow|decline) (?:all |my |our |the )*(?:cookies?|preferences|choices|options|partners)|(?:we|you)[^.]{0,60} (?:privacy|consent)|"
    r"(?:نستخدم|يستخدم|استخدام|نحن|شركاؤنا|شركائنا|موافقتك|توافق|قبول)[^.]{0,60}(?:ملفات (?:تعريف )?الارتباط|الكوكيز|كوكيز|الخصوصية|بياناتك)|ملفات تعريف الارتباط",
    "login_wall": r"(?:log|sign) ?in (?:to (?:continue|read|view|access|your)|with (?:google|facebook|apple|email))|(?:create|register for) (?:a|an|your)(?: free)? account|(?:forgot|reset) (?:your )?password|"
    r"(?:سجل|تسجيل|سجّل) (?:الدخول|دخولك) (?:للمتابعة|لمتابعة|لقراءة|إلى|باستخدام)|نسيت كلمة (?:المرور|السر)|إنشاء حساب",
}
_TITLE_IS = {reason: re.compile(rf"\W{{0,4}}(?:{words})\W{{0,4}}", re.IGNORECASE) for reason, words in _TITLES.items()}
_SAYS = {reason: re.compile(words, re.IGNORECASE) for reason, words in _SENTENCES.items()}
_TITLE_PARTS = re.compile(r"\s+[|–—»·:-]+\s+|\s*\|\s*")
# One sentence of a wall in an article's few is chance; most of a page's text is none.
_SAID_SHARE = 0.34
# Challenge scripts and widgets: Cloudflare, reCAPTCHA, hCaptcha, DataDome, PerimeterX, Imperva
_CHALLENGE = re.compile(
    r"challenge-platform|cf-(?:challenge|turnstile|chl)|g-recaptcha|h-captcha|captcha-delivery|px-captcha|_incapsula_",
    re.IGNORECASE,
)
_MARKED_WORDS = 60
# A front page has a dozen headlines that lead on, and no paragraph that is longer than a teaser.
_HEADLINES, _HEADLINE_WORDS, _TEASER_SHARE, _LINKS, _BESIDE = 8, 4, 0.5, 400, 12
_AROUND_HEADLINES = frozenset({"h1", "h2", "h3", "h4", "h5", "span", "strong", "b", "header"})


@dataclass(frozen=True, kw_only=True, slots=True)
class Marks:
    """What a page's markup says of its kind, noted before the extractor's view of it is cut.

    `headlines` are links that read like headlines, `teasers` the paragraphs beside them, both as bare letters; empty for a
    page that says it is an article.
    """

    challenge: str = ""
    asks_password: bool = False
    headlines: frozenset[str] = frozenset()
    teasers: frozenset[str] = frozenset()


def marks_of(root: Element, claims: Claims) -> Marks:
    """Note what a page's markup says of its kind."""
    if claims.is_article:
        return Marks()
    headlines = [link for link in root.iter("a") if len(link.text_content().split()) >= _HEADLINE_WORDS][:_LINKS]
    is_list = len(headlines) >= _HEADLINES
    return Marks(
        challenge=_challenge(root),
        asks_password=root.find(".//input[@type='password']") is not None,
        headlines=frozenset(bare(link.text_content()) for link in headlines) if is_list else frozenset(),
        teasers=frozenset(bare(text) for link in headlines for text in _beside(link)) if is_list else frozenset(),
    )


def _challenge(root: Element) -> str:
    for element in root.iter("script", "div", "form", "iframe"):
        told = " ".join((element.get("src", ""), element.get("class", ""), element.get("id", "")))
        if found := _CHALLENGE.search(told):
            return found[0]
    return ""


def _beside(link: Element) -> list[str]:
    """Return the paragraphs that stand with a linked headline: beside it, or beside the heading that it fills."""
    block = link.getparent()
    while block is not None and block.tag in _AROUND_HEADLINES:
        block = block.getparent()
    if block is None or len(block) > _BESIDE:
        return []
    return [text.text_content() for text in islice(block.iter("p", "div", "span"), _BESIDE)]


def refusal_of(lines: Sequence[str], *, titles: Sequence[str], marks: Marks) -> Refusal | None:
    """Say why a page with these lines is no article, or None."""
    lines = [line for line in map(str.strip, lines) if line]
    words = len(" ".join(lines).split())
    return (
        _by_title(titles, words) or _by_sentences(lines, words) or _by_marks(marks, words) or _by_teasers(marks, lines)
    )


def _by_title(titles: Sequence[str], words: int) -> Refusal | None:
    if words > _TITLED_WORDS:
        return None
    for title in titles:
        for part in (title, *_TITLE_PARTS.split(title)):
            for reason, pattern in _TITLE_IS.items():
                if pattern.fullmatch(part):
                    return Refusal(reason=reason, detail=title[:100])
    return None


def _by_sentences(lines: Sequence[str], words: int) -> Refusal | None:
    if words > _WALL_WORDS:
        return None
    letters = sum(map(len, lines)) or 1
    for reason, pattern in _SAYS.items():
        said = [line for line in lines if pattern.search(line)]
        if sum(map(len, said)) >= _SAID_SHARE * letters and said:
            return Refusal(reason=reason, detail=said[0][:100])
    return None


def _by_marks(marks: Marks, words: int) -> Refusal | None:
    if words > _MARKED_WORDS:
        return None
    if marks.challenge:
        return Refusal(reason="captcha", detail=marks.challenge)
    return Refusal(reason="login_wall", detail="a password is asked for") if marks.asks_password else None


def _by_teasers(marks: Marks, lines: Sequence[str]) -> Refusal | None:
    """Tell a front or section page: its text is that of teasers, each beside a headline that leads to an article."""
    taken = [bare(line.removeprefix("- ")) for line in lines]
    led = sum(len(line) for line in taken if line in marks.teasers or any(map(line.startswith, marks.headlines)))
    if not marks.headlines or led < _TEASER_SHARE * sum(map(len, taken)):
        return None
    return Refusal(reason="front_page", detail=f"{len(marks.headlines)} headlines that lead on")

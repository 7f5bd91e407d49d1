from __future__ import annotations

import pytest

from news.model import Entity, Name
from news.naming.names import Recogniser

# One person each, in two spellings: whichever is given, the other is found.
SAME = """
Vladimir Putin = فلاديمير بوتين
Sergei Shoigu = سيرغي شويغو
Sergei Lavrov = سيرجي لافروف
Dmitry Medvedev = دميتري ميدفيديف
Dmitry Peskov = دميتري بيسكوف
Yevgeny Prigozhin = يفغيني بريغوجين
Volodymyr Zelensky = فولوديمير زيلينسكي
Alexander Lukashenko = ألكسندر لوكاشينكو
Kim Jong Un = كيم جونغ أون
Kim Jong-il = كيم جونغ إيل
Xi Jinping = شي جينبينغ
Narendra Modi = ناريندرا مودي
Donald Trump = دونالد ترامب
Donald Trump = دونالد ترمب
Joe Biden = جو بايدن
Barack Obama = باراك أوباما
John Kerry = جون كيري
Marco Rubio = ماركو روبيو
Hillary Clinton = هيلاري كلينتون
Emmanuel Macron = إيمانويل ماكرون
Angela Merkel = أنغيلا ميركل
Angela Merkel = أنجيلا ميركل
Olaf Scholz = أولاف شولتس
Keir Starmer = كير ستارمر
David Cameron = ديفيد كاميرون
Tony Blair = توني بلير
Giorgia Meloni = جورجيا ميلوني
Viktor Orban = فيكتور أوربان
Recep Tayyip Erdogan = رجب طيب أردوغان
Benjamin Netanyahu = بنيامين نتنياهو
Mohammed bin Salman = محمد بن سلمان
Mohammed bin Zayed = محمد بن زايد
Abdel Fattah el-Sisi = عبد الفتاح السيسي
Bashar al-Assad = بشار الأسد
Saddam Hussein = صدام حسين
Muammar Gaddafi = معمر القذافي
Hassan Nasrallah = حسن نصر الله
Mahmoud Abbas = محمود عباس
Nouri al-Maliki = نوري المالكي
Haider al-Abadi = حيدر العبادي
Hassan Rouhani = حسن روحاني
Ali Khamenei = علي خامنئي
Ismail Haniyeh = إسماعيل هنية
Yahya Sinwar = يحيى السنوار
Saad Hariri = سعد الحريري
Antonio Guterres = أنطونيو غوتيريش
Kofi Annan = كوفي عنان
Ban Ki-moon = بان كي مون
Salman Rushdie = سلمان رشدي
Imran Khan = عمران خان
"""
RESPELLED = """
Sergei Shoigu = Sergey Shoigu
Volodymyr Zelensky = Volodymyr Zelenskyy
Mohammed bin Salman = Muhammad bin Salman
Khaled Meshaal = Khalid Meshaal
Bashar al-Assad = Bashar Al Assad
Abdel Fattah el-Sisi = Abdel-Fattah al-Sissi
Dmitry Medvedev = Dmitri Medvedev
Saddam Hussein = Saddam Husain
"""
# Two people each who share a family name, a first name, or nearly so.
NAMESAKES = """
Kim Jong Un = Kim Jong Il
Kim Jong Un = Kim Yo Jong
Kim Jong Un = Kim Jong Nam
Kim Jong Un = Kim Yong Un
Kim Jong Un = كيم جونغ إيل
Kim Jong Un = كيم يو جونغ
Kim Jong Un = كيم جونغ نام
Kim Jong Il = كيم إيل سونغ
كيم جونغ أون = Kim Jong Il
كيم جونغ أون = Kim Yo Jong
كيم جونغ أون = Kim Il Sung
محمد بن سلمان = محمد بن زايد
محمد بن سلمان = محمد بن راشد
محمد بن سلمان = خالد بن سلمان
محمد بن سلمان = Mohammed bin Zayed
محمد بن سلمان = Mohammed bin Nayef
محمد بن سلمان = Khalid bin Salman
محمد بن زايد = Mohammed bin Rashid
Mohammed bin Salman = محمد بن زايد
Mohammed bin Salman = محمد بن سليمان
Mohammed bin Salman = محمود بن سلمان
Mohammed bin Zayed = Mohammed bin Rashid
George Bush = Jeb Bush
George Bush = جيب بوش
Hillary Clinton = Bill Clinton
Hillary Clinton = بيل كلينتون
Barack Obama = Michelle Obama
Barack Obama = ميشيل أوباما
Joe Biden = Hunter Biden
Joe Biden = هنتر بايدن
Donald Trump = Ivanka Trump
Donald Trump = إيفانكا ترامب
Vladimir Putin = Vladimir Potanin
Vladimir Putin = فلاديمير بوتانين
Vladimir Putin = Lyudmila Putina
Boris Johnson = Lyndon Johnson
Boris Johnson = بوريس نيمتسوف
Bashar al-Assad = حافظ الأسد
Bashar al-Assad = ماهر الأسد
بشار الأسد = Maher al-Assad
بشار الأسد = Hafez al-Assad
سعد الحريري = Rafik Hariri
سعد الحريري = Bahaa Hariri
Saad Hariri = رفيق الحريري
Saad Hariri = سعيد الحريري
Saddam Hussein = Uday Hussein
صدام حسين = قصي حسين
John Kerry = John Kelly
John Kerry = جون كيلي
جون كيري = John Curry
John Kerry = Bob Kerrey
Ali Khamenei = Mojtaba Khamenei
علي خامنئي = Ali Khomeini
Hassan Nasrallah = هادي نصر الله
Muammar Gaddafi = سيف القذافي
معمر القذافي = Saif Gaddafi
Indira Gandhi = Sonia Gandhi
Indira Gandhi = راجيف غاندي
Park Chung-hee = Park Geun-hye
Moon Jae-in = Moon Jae-ho
Imran Khan = Amir Khan
Marine Le Pen = Jean Le Pen
Mahmoud Abbas = محمد عباس
محمود عباس = Mohammed Abbas
سالم الصباح = Salim Sabah
Khaled Meshaal = خليل مشعل
Nouri al-Maliki = Nouri al-Malki
"""


def pairs(lines: str) -> list[tuple[str, str]]:
    return [(one, other) for one, _, other in (line.partition(" = ") for line in lines.strip().split("\n"))]


def surfaces(name: str, text: str) -> list[str]:
    mentions, _ = Recogniser([Entity(entity_id="one", kind="person", names=(Name(name=name),))]).recognise("", text)
    return [one.surface for one in mentions]


@pytest.mark.parametrize(("latin", "arabic"), pairs(SAME))
def test_a_name_given_in_one_script_is_found_in_the_other(latin: str, arabic: str) -> None:
    assert surfaces(latin, f"وقال {arabic}، ثم عاد") == [arabic]
    assert surfaces(arabic, f"Then {latin}, he said, left.") == [latin]


@pytest.mark.parametrize(("name", "other"), pairs(RESPELLED))
def test_a_latin_name_is_found_in_its_other_romanisations(name: str, other: str) -> None:
    assert surfaces(name, f"Then {other}'s men left.") == [other]
    assert surfaces(other, f"Then {name}'s men left.") == [name]


@pytest.mark.parametrize(("name", "other"), pairs(NAMESAKES))
def test_a_namesake_is_not_found_in_any_script(name: str, other: str) -> None:
    assert surfaces(name, f"وقال {other}، ثم عاد") == []
    assert surfaces(other, f"وقال {name}، ثم عاد") == []


@pytest.mark.parametrize(("name", "text"), [("محمد بن سلمان", "وصل لمحمد"), ("فلاديمير بوتين", "vladimir putin")])
def test_a_name_in_the_other_script_is_whole_and_has_its_capitals(name: str, text: str) -> None:
    assert surfaces(name, text) == []


def test_a_name_in_the_other_script_has_its_clitics_outside() -> None:
    assert surfaces("Vladimir Putin", "قال لفلاديمير بوتين وفلاديمير بوتين") == ["فلاديمير بوتين"] * 2


def test_syllables_of_a_name_may_be_one_word_in_the_other_script() -> None:
    assert surfaces("شي جين بينغ", "Then Xi Jinping left.") == ["Xi Jinping"]
    assert surfaces("Kim Yo-jong", "وصلت كيم يوجونغ") == ["كيم يوجونغ"]


def test_what_two_known_persons_may_be_is_neither() -> None:
    people = [
        Entity(entity_id=key, kind="person", names=(Name(name=name),))
        for key, name in {"one": "محمد رشيد", "other": "محمد راشد"}.items()
    ]
    assert Recogniser(people).recognise("", "Mohammed Rashid came")[0] == ()


@pytest.mark.parametrize(
    "page", ["Vladimir Putin " * 5_000, "Sergey Shoygu " * 5_000, "k " * 40_000, "سيرجي شويجو " * 5_000]
)
def test_a_page_of_nothing_but_another_spelling_is_read_in_the_time_of_its_length(page: str) -> None:
    names = ("Vladimir Putin", "Sergei Shoigu")
    people = [Entity(entity_id=name, kind="person", names=(Name(name=name),)) for name in names]
    assert len(Recogniser(people).recognise("", page)[0]) <= 1000


def test_two_words_that_marks_part_are_no_name() -> None:
    assert surfaces("Vladimir Putin", "قال فلاديمير، بوتين، فلاديمير\nبوتين") == []
    assert surfaces("فلاديمير بوتين", "Vladimir, Putin, Vladimir (Putin)") == []

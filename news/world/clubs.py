"""Football clubs: by themselves where the name is theirs, else beside what only clubs have («مدرب برشلونة», «نادي النصر»)."""

from __future__ import annotations

from collections.abc import Iterator

from news.world.tables import read_table

# What stands before a club's name and is no part of it; of «نادي» it is.
_TEAM_WORDS = "فريق فريقي فريقا أندية ناديي ناديا بعثة شرف ضيفه مضيفه غريمه"
_PLAYER_WORDS = "مدرب لاعب لاعبو لاعبي مهاجم مدافع حارس هداف محترفو محترفي"
_WORDS = (*_TEAM_WORDS.split(), *_PLAYER_WORDS.split())
# These go with words too: «صفوف الشباب».
_CITY_WORDS = tuple("نجم جماهير صفوف تشكيلة قميص".split())  # noqa: SIM905
# These with words that mean little else: «رئيس الهلال».
_SAFE = frozenset({"الهلال", "النصر"})
_SAFE_WORDS = tuple("وسط رئيس إدارة مباراة جماهير جمهور قائد نجم أندية".split())  # noqa: SIM905
CLUB_WORDS = tuple(dict.fromkeys(_WORDS + _CITY_WORDS + _SAFE_WORDS))
# identifier | names that are a city's or a word too
_SHARED = read_table("""
barcelona-fc | برشلونة
liverpool-fc | ليفربول
manchester-united | المان يونايتد
sevilla-fc | إشبيلية
valencia-cf | فالنسيا | بلنسية
malaga-cf | ملقة
granada-cf | غرناطة
getafe | خيتافي
levante | ليفانتي
roma-fc | روما
ac-milan | ميلان
napoli | نابولي
torino-fc | تورينو
genoa-fc | جنوى | جنوا
verona-fc | فيرونا
palermo-fc | باليرمو
parma-fc | بارما
lyon-ol | ليون
marseille-om | مرسيليا
bordeaux-fc | بوردو
lille-fc | ليل
nantes-fc | نانت
monaco-fc | موناكو
toulouse-fc | تولوز
nice-fc | نيس
saint-etienne | سانت إتيان
stuttgart-fc | شتوتغارت
hamburg-fc | هامبورغ
hannover-fc | هانوفر
cologne-fc | كولن
wolfsburg | فولفسبورغ
hoffenheim | هوفنهايم
porto-fc | بورتو
basel-fc | بازل
copenhagen-fc | كوبنهاغن
zurich-fc | زيوريخ
leeds-united | ليدز
southampton-fc | ساوثهامبتون | ساوثامبتون
stoke-city | ستوك سيتي
sunderland-fc | سندرلاند
middlesbrough-fc | ميدلزبره
portsmouth-fc | بورتسموث
al-ahli-sa | الأهلي السعودي
al-ittihad | الاتحاد
al-hilal | الهلال
al-nassr | النصر
al-shabab-sa | الشباب
al-fateh-sa | الفتح
al-taawoun | التعاون
al-raed | الرائد
al-faisaly | الفيصلي
al-khaleej-sa | الخليج
al-qadsiah | القادسية
al-ettifaq | الاتفاق
al-wehda-sa | الوحدة
hajer | هجر
najran-fc | نجران
al-orobah | العروبة
al-ansar-sa | الأنصار
al-ahly | الأهلي
wydad | الوداد
raja | الرجاء
al-jazira-ae | الجزيرة
al-ain-fc | العين
al-sadd | السد
al-rayyan-fc | الريان
al-gharafa | الغرافة
lekhwiya | لخويا
al-duhail | الدحيل
al-arabi-kw | العربي الكويتي
al-qadsia-kw | القادسية الكويتي
al-kuwait-fc | الكويت الكويتي
persepolis | برسبوليس
""")
# identifier | its nationality, masculine as no city's is: «موناكو الفرنسي»
_NATIONALITIES = read_table("""
barcelona-fc | الإسباني | الأسباني
sevilla-fc | الإسباني | الأسباني
valencia-cf | الإسباني | الأسباني
malaga-cf | الإسباني | الأسباني
granada-cf | الإسباني | الأسباني
getafe | الإسباني | الأسباني
levante | الإسباني | الأسباني
liverpool-fc | الإنجليزي
leeds-united | الإنجليزي
southampton-fc | الإنجليزي
stoke-city | الإنجليزي
sunderland-fc | الإنجليزي
middlesbrough-fc | الإنجليزي
portsmouth-fc | الإنجليزي
roma-fc | الإيطالي
ac-milan | الإيطالي
napoli | الإيطالي
torino-fc | الإيطالي
genoa-fc | الإيطالي
verona-fc | الإيطالي
palermo-fc | الإيطالي
parma-fc | الإيطالي
lyon-ol | الفرنسي
marseille-om | الفرنسي
bordeaux-fc | الفرنسي
lille-fc | الفرنسي
nantes-fc | الفرنسي
monaco-fc | الفرنسي
toulouse-fc | الفرنسي
nice-fc | الفرنسي
saint-etienne | الفرنسي
stuttgart-fc | الألماني
hamburg-fc | الألماني
hannover-fc | الألماني
cologne-fc | الألماني
wolfsburg | الألماني
hoffenheim | الألماني
porto-fc | البرتغالي
basel-fc | السويسري
zurich-fc | السويسري
al-hilal | السعودي
al-nassr | السعودي
al-faisaly | السعودي
hajer | السعودي
al-jazira-ae | الإماراتي
al-ain-fc | الإماراتي
al-sadd | القطري
al-rayyan-fc | القطري
al-gharafa | القطري
lekhwiya | القطري
al-ahly | المصري
wydad | المغربي
raja | المغربي
persepolis | الإيراني
""")
# identifier | names that are the club's alone
_OWN = read_table("""
fc-twente | تفينتي
west-ham | West Ham | وست هام | وستهام
west-bromwich | West Bromwich | وست بروميتش
crystal-palace | Crystal Palace | كريستال بالاس
fulham | Fulham FC | فولهام
blackburn | بلاكبيرن | بلاكبيرن روفرز
bolton-wanderers | بولتون واندرارز | بولتون واندررز
wigan | ويغان أتلتيك
norwich-city | نوريتش سيتي
leicester-city | Leicester City | ليستر سيتي
hull-city | هال سيتي
swansea | Swansea City | سوانزي سيتي | سوانسي سيتي
queens-park-rangers | كوينز بارك رينجرز
birmingham-city | برمنغهام سيتي
cardiff-city | كارديف سيتي
rayo-vallecano | رايو فاليكانو
celta-vigo | سلتا فيغو | سيلتا فيغو
osasuna | أوساسونا
udinese | أودينيزي
sassuolo | ساسولو
cagliari | كالياري
atalanta | أتالانتا
chievo | كييفو فيرونا | كييفو
gladbach | بوروسيا مونشنغلادباخ | مونشنغلادباخ
eintracht | آينتراخت فرانكفورت
mainz-05 | ماينز 05
augsburg-fc | أوغسبورغ
red-bull-salzburg | رد بول سالزبورغ
feyenoord | Feyenoord | فيينورد
anderlecht | Anderlecht | أندرلخت | أندرليخت
club-brugge | كلوب بروج
sporting-lisbon | Sporting Lisbon | سبورتنغ لشبونة
braga-fc | سبورتنغ براغا
galatasaray | Galatasaray | غلطة سراي | غلاطة سراي | جالاتا سراي
fenerbahce | Fenerbahçe | فنربخشة | فنار بخشة | فنربهشة
besiktas | Beşiktaş | بشكتاش
trabzonspor | طرابزون سبور
olympiacos | Olympiacos | أولمبياكوس
panathinaikos | Panathinaikos | باناثينايكوس
aek-athens | أيك أثينا
shakhtar | Shakhtar Donetsk | شاختار دونيتسك | شاختار
dynamo-kyiv | Dynamo Kyiv | دينامو كييف
spartak-moscow | Spartak Moscow | سبارتاك موسكو
cska-moscow | CSKA Moscow | سسكا موسكو
lokomotiv-moscow | لوكوموتيف موسكو
zenit | زينيت سان بطرسبرغ | زينيت
steaua | ستيوا بوخارست
red-star | النجم الأحمر بلغراد
dinamo-zagreb | دينامو زغرب
rosenborg | روزنبورغ
la-galaxy | LA Galaxy | لوس أنجلوس غالاكسي | لوس أنجليس غالاكسي | لوس أنجليس جالاكسي
santos-fc | سانتوس البرازيلي
corinthians | كورينثيانز
palmeiras | بالميراس
fluminense | فلومينينسي
vasco | فاسكو دا غاما
gremio | غريميو
internacional | إنترناسيونال البرازيلي
penarol | بينارول
independiente | إنديبندينتي
kaizer-chiefs | كايزر تشيفز
orlando-pirates | أورلاندو بايرتس
tp-mazembe | تي بي مازيمبي | مازيمبي
etoile-sahel | النجم الساحلي
club-africain | النادي الإفريقي | النادي الأفريقي التونسي
sfaxien | النادي الصفاقسي | الصفاقسي التونسي
far-rabat | الجيش الملكي
fath-rabat | الفتح الرباطي
maghreb-fes | المغرب الفاسي
jsk | شبيبة القبائل
es-setif | وفاق سطيف
usma | اتحاد الجزائر | اتحاد العاصمة الجزائري
al-merrikh | المريخ السوداني
al-hilal-sd | الهلال السوداني
al-hilal-omdurman | هلال أم درمان
faisaly-jo | الفيصلي الأردني
wehdat | الوحدات الأردني
al-zawraa | الزوراء العراقي
al-shorta-iq | الشرطة العراقي
esteghlal | استقلال طهران
sepahan | سباهان
pakhtakor | بختاكور
""")


def _clubs() -> Iterator[tuple[str, tuple[str, ...]]]:
    for slug, names in _OWN.items():
        yield (
            slug,
            (*names, *(f"نادي {name}" for name in names if not name.isascii() and not name.startswith("النادي"))),
        )
    for slug, names in _SHARED.items():
        nationalities = _NATIONALITIES.get(slug, ())
        yield slug, tuple(f"{name} {nationality}" for name in names for nationality in nationalities)
        yield slug, tuple(f"{word} {name}" for name in names for word in ("نادي", *_words(name)))


def _words(name: str) -> tuple[str, ...]:
    own = _SAFE_WORDS if name in _SAFE else ()
    return _WORDS + own if name.startswith("ال") else _WORDS + _CITY_WORDS


def _merged() -> dict[str, tuple[str, ...]]:
    clubs: dict[str, tuple[str, ...]] = {}
    for slug, names in _clubs():
        clubs[slug] = clubs.get(slug, ()) + names
    return clubs


CLUBS = _merged()
# Who is meant by a shared word beside another club: «الهلال والشباب».
CLUB_OF_WORD = {name: f"org:{slug}" for slug, names in _SHARED.items() for name in names if name.startswith("ال")}
# There is an «الأهلي» in each country: beside these it is the Saudi one.
SAUDI_CLUBS = frozenset(
    f"org:{slug}"
    for slug in ("al-ittihad", "al-hilal", "al-nassr", "al-shabab-sa", "al-ettifaq", "al-fateh-sa", "al-raed")
)
# What follows a club's name and is no part of it.
CLUB_NATIONALITIES = frozenset(word for words in _NATIONALITIES.values() for word in words)

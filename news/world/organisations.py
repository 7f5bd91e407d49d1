"""States' unions and agencies, newspapers, broadcasters, agencies, parties, armed groups, clubs and companies as newspapers write them; chosen by hand."""

from __future__ import annotations

from news.world.tables import read_table

# Each line: a slug, then the names; a name that is a frequent word or a place too has its head noun before it.
_LINES = """
un | United Nations | UN | U.N. | الأمم المتحدة | منظمة الأمم المتحدة
un-security-council | UN Security Council | U.N. Security Council | United Nations Security Council | Security Council | مجلس الأمن الدولي | مجلس الأمن
us-national-security-council | National Security Council | مجلس الأمن القومي الأميركي | مجلس الأمن القومي الأمريكي
un-general-assembly | UN General Assembly | General Assembly | الجمعية العامة للأمم المتحدة
nato | NATO | Nato | North Atlantic Treaty Organization | حلف شمال الأطلسي | الناتو | حلف الناتو | الحلف الأطلسي
eu | European Union | EU | E.U. | الاتحاد الأوروبي | الاتحاد الأوربي
european-commission | European Commission | المفوضية الأوروبية
arab-league | Arab League | League of Arab States | جامعة الدول العربية | الجامعة العربية
gcc | Gulf Cooperation Council | GCC | مجلس التعاون الخليجي | مجلس التعاون لدول الخليج العربية | مجلس التعاون
african-union | African Union | الاتحاد الأفريقي | الاتحاد الإفريقي
oic | Organisation of Islamic Cooperation | منظمة التعاون الإسلامي | منظمة المؤتمر الإسلامي
imf | International Monetary Fund | IMF | صندوق النقد الدولي
world-bank | World Bank | البنك الدولي
who | World Health Organization | منظمة الصحة العالمية
iaea | International Atomic Energy Agency | IAEA | الوكالة الدولية للطاقة الذرية
unrwa | UNRWA | الأونروا | أونروا | وكالة غوث وتشغيل اللاجئين الفلسطينيين
unicef | UNICEF | Unicef | اليونيسف | يونيسف | اليونيسيف | يونيسيف
unesco | UNESCO | Unesco | اليونسكو | يونسكو
unhcr | UNHCR | المفوضية السامية للأمم المتحدة لشؤون اللاجئين | مفوضية اللاجئين
wfp | World Food Programme | World Food Program | برنامج الأغذية العالمي | برنامج الغذاء العالمي
red-crescent | Red Crescent | الهلال الأحمر | هيئة الهلال الأحمر | جمعية الهلال الأحمر
icrc | International Committee of the Red Cross | ICRC | اللجنة الدولية للصليب الأحمر | الصليب الأحمر الدولي
icc | International Criminal Court | المحكمة الجنائية الدولية | محكمة الجنايات الدولية | الجنائية الدولية
icj | International Court of Justice | محكمة العدل الدولية
wto | World Trade Organization | WTO | منظمة التجارة العالمية
opec | OPEC | Opec | أوبك | الأوبك | منظمة أوبك
opec-plus | OPEC+ | أوبك+ | أوبك بلس
g7 | G7 | Group of Seven | مجموعة السبع
g20 | G20 | Group of 20 | مجموعة العشرين
brics | BRICS | Brics | بريكس | البريكس
interpol | Interpol | الإنتربول
fifa | FIFA | Fifa | الفيفا | فيفا | الاتحاد الدولي لكرة القدم
afp | Agence France-Presse | AFP | وكالة فرانس برس | فرانس برس
reuters | Reuters | رويترز | وكالة رويترز
associated-press | Associated Press | أسوشيتد برس | أسوشييتد برس | أسوشيتدبرس
tass | TASS | Tass | وكالة تاس | تاس
ria-novosti | RIA Novosti | ريا نوفوستي | نوفوستي
kcna | KCNA | Korean Central News Agency | وكالة الأنباء المركزية الكورية | وكالة الأنباء الكورية الشمالية | وكالة الأنباء الكورية المركزية
yonhap | Yonhap | يونهاب | وكالة يونهاب
xinhua | Xinhua | شينخوا | وكالة شينخوا
new-york-times | New York Times | The New York Times | نيويورك تايمز | نيويورك تايمس
white-house | White House | البيت الأبيض
pentagon | Pentagon | البنتاغون | البنتاجون
kremlin | Kremlin | الكرملين
wagner | Wagner Group | مجموعة فاغنر | فاغنر | مجموعة فاجنر
hamas | Hamas | حركة حماس | حماس
hezbollah | Hezbollah | حزب الله
islamic-state | Islamic State | ISIS | تنظيم الدولة الإسلامية | داعش | تنظيم داعش
al-qaeda | al-Qaeda | Al-Qaeda | تنظيم القاعدة
houthis | Houthis | Houthi | الحوثيون | الحوثيين | الحوثي | الحوثية | حوثيون | حوثيين | جماعة الحوثي
nusra-front | Nusra Front | جبهة النصرة
pkk | Kurdistan Workers' Party | PKK | حزب العمال الكردستاني
irgc | Revolutionary Guards | IRGC | الحرس الثوري | الحرس الثوري الإيراني
muslim-brotherhood | Muslim Brotherhood | الإخوان المسلمون | الإخوان المسلمين | جماعة الإخوان
amnesty | Amnesty International | منظمة العفو الدولية | العفو الدولية
human-rights-watch | Human Rights Watch | هيومن رايتس ووتش | هيومان رايتس ووتش | هيومن رايتس وتش | منظمة هيومن رايتس ووتش
ecb | European Central Bank | ECB | البنك المركزي الأوروبي | المصرف المركزي الأوروبي
iea | International Energy Agency | وكالة الطاقة الدولية | الوكالة الدولية للطاقة
fao | Food and Agriculture Organization | FAO | منظمة الأغذية والزراعة | منظمة الأمم المتحدة للأغذية والزراعة
uefa | UEFA | Uefa | يويفا | الاتحاد الأوروبي لكرة القدم | الاتحاد الأوروبي للعبة
caf | الاتحاد الإفريقي لكرة القدم | الاتحاد الأفريقي لكرة القدم
afc | Asian Football Confederation | الاتحاد الآسيوي لكرة القدم | الاتحاد الآسيوي
asharq-al-awsat | Asharq Al-Awsat | "الشرق الأوسط" | صحيفة الشرق الأوسط | جريدة الشرق الأوسط
washington-post | Washington Post | The Washington Post | واشنطن بوست
chicago-tribune | Chicago Tribune | شيكاغو تربيون
real-madrid | Real Madrid | ريال مدريد
atletico-madrid | Atletico Madrid | أتلتيكو مدريد
bayern-munich | Bayern Munich | بايرن ميونيخ
paris-saint-germain | Paris Saint-Germain | باريس سان جيرمان | سان جيرمان
taliban | Taliban | طالبان | حركة طالبان
bbc | BBC | بي بي سي | هيئة الإذاعة البريطانية
cnn | CNN | سي إن إن | سي أن أن
fox-news | Fox News | فوكس نيوز
sky-news | Sky News | سكاي نيوز
abc-news | ABC News | إيه بي سي نيوز
nbc | NBC | إن بي سي
cbs | CBS | سي بي إس
cnbc | CNBC | سي إن بي سي
al-jazeera | Al Jazeera | Al-Jazeera | قناة الجزيرة | الجزيرة نت | فضائية الجزيرة | تلفزيون الجزيرة
al-arabiya | Al Arabiya | Al-Arabiya | قناة العربية | العربية نت
al-manar | Al-Manar | قناة المنار | تلفزيون المنار
mbc | MBC | إم بي سي
dpa | DPA | وكالة الأنباء الألمانية
upi | UPI | يونايتد برس إنترناشونال | يو بي آي
mena-agency | MENA | وكالة أنباء الشرق الأوسط
spa | Saudi Press Agency | وكالة الأنباء السعودية
petra | Petra | بترا | وكالة الأنباء الأردنية
sana | SANA | وكالة الأنباء السورية
irna | IRNA | إرنا | وكالة الأنباء الإيرانية
fars-news | Fars | وكالة فارس | وكالة أنباء فارس
anadolu | Anadolu Agency | وكالة الأناضول | وكالة أنباء الأناضول
wafa | WAFA | وكالة وفا
kuna | KUNA | وكالة الأنباء الكويتية
bloomberg | Bloomberg | بلومبرغ | وكالة بلومبرغ
dow-jones | Dow Jones | داو جونز
the-times | The Times | صحيفة التايمز | صحيفة تايمز
sunday-times | Sunday Times | صنداي تايمز
financial-times | Financial Times | فايننشال تايمز | فاينانشال تايمز
guardian | The Guardian | صحيفة الغارديان | الغارديان | الجارديان
independent | The Independent | صحيفة الإندبندنت | الإندبندنت
daily-telegraph | Daily Telegraph | ديلي تلغراف | الديلي تلغراف
daily-mail | Daily Mail | ديلي ميل
economist | The Economist | مجلة الإيكونوميست | الإيكونوميست
wall-street-journal | Wall Street Journal | وول ستريت جورنال
los-angeles-times | Los Angeles Times | لوس أنجلوس تايمز | لوس أنجليس تايمز
usa-today | USA Today | يو إس إيه توداي
newsweek | Newsweek | نيوزويك
time-magazine | مجلة تايم | مجلة التايم
le-monde | Le Monde | لوموند
le-figaro | Le Figaro | لوفيغارو
liberation | صحيفة ليبراسيون | ليبراسيون
der-spiegel | Der Spiegel | دير شبيغل
bild | Bild | صحيفة بيلد
el-pais | El País | إل باييس | الباييس
la-repubblica | La Repubblica | لا ريبوبليكا
haaretz | Haaretz | هآرتس
yedioth | Yedioth Ahronoth | يديعوت أحرونوت
maariv | Maariv | صحيفة معاريف
jerusalem-post | Jerusalem Post | جيروزاليم بوست
al-hayat | صحيفة الحياة
al-ahram | Al-Ahram | صحيفة الأهرام | جريدة الأهرام
al-quds-al-arabi | القدس العربي
an-nahar | صحيفة النهار
as-safir | صحيفة السفير
pravda | Pravda | صحيفة برافدا | برافدا
itar-tass | ايتار تاس | إيتار تاس
interfax | Interfax | إنترفاكس | انترفاكس
al-fatah | Fatah | حركة فتح
islamic-jihad | Islamic Jihad | حركة الجهاد الإسلامي | الجهاد الإسلامي
pflp | PFLP | الجبهة الشعبية لتحرير فلسطين
dflp | DFLP | الجبهة الديمقراطية لتحرير فلسطين
plo | PLO | Palestine Liberation Organization | منظمة التحرير الفلسطينية | منظمة التحرير
palestinian-authority | Palestinian Authority | السلطة الفلسطينية | السلطة الوطنية الفلسطينية
amal | Amal Movement | حركة أمل
qassam | كتائب القسام | كتائب عز الدين القسام
polisario | Polisario | البوليساريو | جبهة البوليساريو
ahrar-al-sham | Ahrar al-Sham | أحرار الشام | حركة أحرار الشام
boko-haram | Boko Haram | بوكو حرام | جماعة بوكو حرام
al-shabaab | Al-Shabaab | حركة الشباب الصومالية | حركة الشباب المجاهدين
tamil-tigers | Tamil Tigers | نمور التاميل
farc | FARC | القوات المسلحة الثورية الكولومبية | فارك
eta | منظمة إيتا
ira | الجيش الجمهوري الأيرلندي | الجيش الجمهوري الإيرلندي
hashd | Popular Mobilization Forces | الحشد الشعبي
sdf | Syrian Democratic Forces | قوات سوريا الديمقراطية | قسد
ypg | YPG | وحدات حماية الشعب
peshmerga | Peshmerga | البيشمركة
rsf | Rapid Support Forces | قوات الدعم السريع
azov | Azov Battalion | كتيبة آزوف
baath | Baath Party | حزب البعث | حزب البعث العربي الاشتراكي
likud | Likud | حزب الليكود | الليكود
kadima | Kadima | حزب كاديما | كاديما
shas | حزب شاس
knesset | Knesset | الكنيست
uk-labour | Labour Party | حزب العمال البريطاني
bjp | BJP | حزب بهاراتيا جاناتا
congress-us | US Congress | الكونغرس | الكونغرس الأميركي | الكونغرس الأمريكي | الكونجرس
us-senate | US Senate | مجلس الشيوخ الأميركي | مجلس الشيوخ الأمريكي
us-house | House of Representatives | مجلس النواب الأميركي | مجلس النواب الأمريكي
cia | CIA | وكالة المخابرات المركزية | وكالة الاستخبارات المركزية | سي آي إيه
fbi | FBI | مكتب التحقيقات الفدرالي | مكتب التحقيقات الفيدرالي | إف بي آي
nsa | NSA | وكالة الأمن القومي الأميركية
mossad | Mossad | الموساد
shin-bet | Shin Bet | الشاباك | شين بيت
mi6 | MI6 | إم آي 6
kgb | KGB | الكي جي بي | كي جي بي
fsb | FSB | جهاز الأمن الفدرالي الروسي
scotland-yard | Scotland Yard | سكوتلاند يارد | اسكوتلانديارد | سكوتلانديارد
nasa | NASA | إدارة الطيران والفضاء الأميركية | ناسا | وكالة ناسا | وكالة الفضاء الأميركية
duma | State Duma | مجلس الدوما | الدوما
bundestag | Bundestag | البوندستاغ | البوندستاج
european-parliament | European Parliament | البرلمان الأوروبي
council-of-europe | Council of Europe | مجلس أوروبا
osce | OSCE | منظمة الأمن والتعاون في أوروبا
asean | ASEAN | آسيان | رابطة دول جنوب شرق آسيا
shanghai-org | منظمة شنغهاي للتعاون | منظمة شنغهاي | مجموعة شنغهاي
g8 | G8 | مجموعة الثماني
oapec | منظمة الأقطار العربية المصدرة للبترول
wipo | WIPO | المنظمة العالمية للملكية الفكرية | الويبو
ilo | International Labour Organization | منظمة العمل الدولية
wmo | المنظمة العالمية للأرصاد الجوية
adb | Asian Development Bank | بنك التنمية الآسيوي | البنك الآسيوي للتنمية
afdb | African Development Bank | البنك الأفريقي للتنمية | بنك التنمية الأفريقي
isdb | البنك الإسلامي للتنمية
federal-reserve | Federal Reserve | مجلس الاحتياطي الفدرالي | مجلس الاحتياطي الاتحادي | الاحتياطي الفدرالي
bank-of-england | Bank of England | بنك إنجلترا | بنك إنجلترا المركزي
msf | Médecins Sans Frontières | أطباء بلا حدود | منظمة أطباء بلا حدود
rsf-press | Reporters Without Borders | مراسلون بلا حدود | منظمة مراسلون بلا حدود
red-cross | Red Cross | الصليب الأحمر
oxfam | Oxfam | أوكسفام
greenpeace | Greenpeace | غرينبيس | منظمة السلام الأخضر
ioc | International Olympic Committee | اللجنة الأولمبية الدولية
toyota | Toyota | تويوتا
honda | Honda | هوندا
mitsubishi | Mitsubishi | ميتسوبيشي
volkswagen | Volkswagen | فولكسفاغن | فولكس فاغن
bmw | BMW | بي إم دبليو
mercedes | Mercedes | مرسيدس
daimler | Daimler | دايملر | دايملر كرايسلر
general-motors | General Motors | جنرال موتورز
ford-motor | Ford Motor | شركة فورد
chrysler | Chrysler | كرايسلر
renault | Renault | رينو
peugeot | Peugeot | بيجو
hyundai | Hyundai | هيونداي
samsung | Samsung | سامسونغ | سامسونج
sony | Sony | سوني
nokia | Nokia | نوكيا
motorola | Motorola | موتورولا
siemens | Siemens | سيمنز
ericsson | Ericsson | إريكسون | اريكسون
panasonic | Panasonic | باناسونيك
toshiba | Toshiba | توشيبا
microsoft | Microsoft | مايكروسوفت
google | Google | غوغل | جوجل
yahoo | Yahoo | ياهو
apple-inc | شركة آبل | شركة أبل
ibm | IBM | آي بي إم
intel | Intel | شركة إنتل
dell | شركة ديل
hewlett-packard | Hewlett-Packard | هيوليت باكارد
facebook | Facebook | فيسبوك | فايسبوك | فيس بوك | الفيسبوك | الفايسبوك | الفيس بوك
twitter | Twitter | تويتر | التويتر
youtube | YouTube | يوتيوب | اليوتيوب
amazon-com | شركة أمازون
boeing | Boeing | بوينغ | بوينج
airbus | Airbus | إيرباص | إيرباص الأوروبية
lockheed | Lockheed Martin | لوكهيد مارتن
exxon | ExxonMobil | إكسون موبيل | إكسون
shell | شركة شل
total-energies | شركة توتال
bp | شركة بي بي
aramco | Aramco | أرامكو | أرامكو السعودية
sabic | SABIC | سابك
gazprom | Gazprom | غازبروم
lukoil | Lukoil | لوك أويل
rosneft | Rosneft | روسنفت
citigroup | Citigroup | سيتي غروب | سيتي بنك
goldman | Goldman Sachs | غولدمان ساكس
merrill | Merrill Lynch | ميريل لينش
hsbc | HSBC | إتش إس بي سي
barclays | Barclays | باركليز
deutsche-bank | Deutsche Bank | دويتشه بنك
american-express | American Express | أميركان إكسبريس | أمريكان إكسبريس
mastercard | MasterCard | ماستركارد
coca-cola | Coca-Cola | كوكا كولا
pepsi | Pepsi | بيبسي | بيبسي كولا
nestle | Nestlé | نستله
mcdonalds | McDonald's | ماكدونالدز
lufthansa | Lufthansa | لوفتهانزا
air-france | Air France | إير فرانس
british-airways | British Airways | بريتيش إيرويز
vodafone | Vodafone | فودافون
orascom | Orascom | أوراسكوم
manchester-united | Manchester United | مانشستر يونايتد
manchester-city | Manchester City | مانشستر سيتي
chelsea | Chelsea FC | تشلسي | تشيلسي
arsenal | Arsenal FC | أرسنال | آرسنال
liverpool-fc | Liverpool FC | نادي ليفربول
tottenham | Tottenham | توتنهام
newcastle | Newcastle United | نيوكاسل يونايتد
aston-villa | Aston Villa | أستون فيلا
everton | Everton | إيفرتون
celtic | Celtic FC | سلتيك
rangers | غلاسكو رينجرز
juventus | Juventus | يوفنتوس | جوفنتوس
inter-milan | Inter Milan | إنتر ميلان | انتر ميلان | إنترميلان
ac-milan | AC Milan | إيه سي ميلان | آي سي ميلان
lazio | Lazio | لاتسيو
fiorentina | Fiorentina | فيورنتينا
sampdoria | Sampdoria | سمبدوريا
espanyol | Espanyol | إسبانيول
sevilla-fc | نادي إشبيلية
valencia-cf | نادي فالنسيا | نادي بلنسية
deportivo | Deportivo La Coruña | ديبورتيفو لاكورونيا | ديبورتيفو
villarreal | Villarreal | فياريال
real-sociedad | Real Sociedad | ريال سوسيداد
betis | Real Betis | ريال بيتيس
zaragoza | ريال سرقسطة
athletic-bilbao | Athletic Bilbao | أتلتيك بلباو
barcelona-fc | FC Barcelona | نادي برشلونة
leverkusen | Bayer Leverkusen | باير ليفركوزن | بايرن ليفركوزن
dortmund | Borussia Dortmund | بوروسيا دورتموند
schalke | Schalke | شالكه
werder | Werder Bremen | فيردر بريمن
marseille-om | أولمبيك مرسيليا
lyon-ol | أولمبيك ليون
ajax | Ajax | أياكس | اياكس
psv | PSV Eindhoven | أيندهوفن | بي إس في أيندهوفن
benfica | Benfica | بنفيكا
porto-fc | FC Porto | نادي بورتو
boca | Boca Juniors | بوكا جونيورز
river-plate | River Plate | ريفر بلايت | ريفر بليت | ريفربليت
flamengo | Flamengo | فلامنغو
al-ahly | Al Ahly | الأهلي المصري
wadi-degla | Wadi Degla | نادي وادي دجلة | فريق وادي دجلة
zamalek | Zamalek | الزمالك | نادي الزمالك
ismaily | Ismaily | النادي الإسماعيلي
al-hilal | Al Hilal | نادي الهلال
al-nassr | Al Nassr | نادي النصر
al-ittihad | نادي الاتحاد السعودي
raja | Raja Casablanca | الرجاء البيضاوي
wydad | Wydad | الوداد البيضاوي
esperance | Espérance de Tunis | الترجي التونسي
mca | مولودية الجزائر
"""


ORGANISATIONS = read_table(_LINES)

"""Newspapers, agencies and stations of the Arab world and others that it quotes; what is a word too has its head or quotes beside it."""

from __future__ import annotations

from news.world.tables import read_table

MEDIA = read_table("""
okaz | Okaz | عكاظ | صحيفة عكاظ
sabq | صحيفة سبق | "سبق" | موقع سبق | صحيفة سبق الإلكترونية
al-riyadh-newspaper | صحيفة الرياض | جريدة الرياض
al-jazirah-newspaper | صحيفة الجزيرة | جريدة الجزيرة
al-watan-sa | صحيفة الوطن | جريدة الوطن
al-madina-newspaper | صحيفة المدينة | جريدة المدينة
al-yaum | صحيفة اليوم | جريدة اليوم
al-eqtisadiah | الاقتصادية السعودية | صحيفة الاقتصادية | جريدة الاقتصادية | "الاقتصادية"
ain-alyaum | عين اليوم | صحيفة عين اليوم
al-weeam | صحيفة الوئام | "الوئام" | الوئام الإلكترونية
makkah-newspaper | صحيفة مكة
al-bilad | صحيفة البلاد | جريدة البلاد
arab-news | Arab News | عرب نيوز
saudi-gazette | Saudi Gazette | سعودي غازيت
al-sharq-sa | صحيفة الشرق
al-marsd | صحيفة المرصد
ajel | صحيفة عاجل | "عاجل"
al-khaleej-newspaper | صحيفة الخليج | جريدة الخليج
al-ittihad-newspaper | صحيفة الاتحاد | جريدة الاتحاد
al-bayan | صحيفة البيان | جريدة البيان
emarat-al-youm | الإمارات اليوم | صحيفة الإمارات اليوم
the-national | صحيفة ذا ناشيونال
gulf-news | Gulf News | غلف نيوز
wam | وكالة أنباء الإمارات
al-qabas | صحيفة القبس | جريدة القبس | القبس الكويتية
al-rai-kw | صحيفة الراي | جريدة الراي | الراي الكويتية
al-seyassah | صحيفة السياسة | جريدة السياسة | السياسة الكويتية
al-watan-kw | الوطن الكويتية
al-anba | صحيفة الأنباء | جريدة الأنباء | الأنباء الكويتية
al-raya-qa | صحيفة الراية | جريدة الراية | الراية القطرية
al-sharq-qa | الشرق القطرية
al-arab-qa | صحيفة العرب | جريدة العرب
qna | وكالة الأنباء القطرية
bna | وكالة أنباء البحرين
al-ayam | صحيفة الأيام | جريدة الأيام
al-wasat-bh | صحيفة الوسط | جريدة الوسط
akhbar-al-khaleej | أخبار الخليج
oman-news-agency | وكالة الأنباء العمانية
saba | وكالة سبأ | وكالة الأنباء اليمنية
al-thawra-ye | صحيفة الثورة | جريدة الثورة
26-september | صحيفة 26 سبتمبر
al-akhbar-eg | صحيفة الأخبار | جريدة الأخبار
al-gomhuria | صحيفة الجمهورية | جريدة الجمهورية
al-masry-al-youm | المصري اليوم | صحيفة المصري اليوم
youm7 | اليوم السابع | صحيفة اليوم السابع
al-shorouk | صحيفة الشروق | جريدة الشروق
al-wafd-newspaper | صحيفة الوفد | جريدة الوفد
rose-al-yusuf | روز اليوسف | مجلة روز اليوسف
al-dostor | صحيفة الدستور | جريدة الدستور
al-ghad-jo | صحيفة الغد | جريدة الغد
al-rai-jo | الرأي الأردنية | صحيفة الرأي الأردنية
al-arab-al-yawm | العرب اليوم | صحيفة العرب اليوم
al-akhbar-lb | الأخبار اللبنانية
al-mustaqbal | صحيفة المستقبل | جريدة المستقبل | تلفزيون المستقبل
al-liwaa | صحيفة اللواء | جريدة اللواء
al-anwar | صحيفة الأنوار
lbc | LBC | إل بي سي
mtv | MTV | إم تي في
nna-lb | الوكالة الوطنية للإعلام | الوكالة الوطنية للأنباء
al-ayyam-ps | الأيام الفلسطينية
maan-agency | وكالة معا
tishreen | صحيفة تشرين | جريدة تشرين
al-baath-newspaper | صحيفة البعث | جريدة البعث
al-sabah-iq | صحيفة الصباح | جريدة الصباح
al-zaman | صحيفة الزمان | جريدة الزمان
iraqiya | قناة العراقية | تلفزيون العراقية
al-sumaria | السومرية نيوز | قناة السومرية
rudaw | شبكة رووداو
mehr-agency | وكالة مهر | وكالة مهر للأنباء
tasnim | وكالة تسنيم | وكالة تسنيم للأنباء
isna | وكالة إسنا | إيسنا
kayhan | صحيفة كيهان | كيهان الإيرانية
press-tv | Press TV | برس تي في
al-alam | قناة العالم
hurriyet | Hurriyet | صحيفة حرييت | حرييت
zaman-tr | صحيفة زمان التركية
milliyet | صحيفة ميلليت | ميلليت
sabah-tr | صحيفة صباح التركية
al-khabar-dz | صحيفة الخبر | جريدة الخبر | الخبر الجزائرية
el-watan-dz | الوطن الجزائرية
aps-dz | وكالة الأنباء الجزائرية
tap | وكالة تونس أفريقيا للأنباء | وكالة تونس إفريقيا للأنباء
map | وكالة المغرب العربي للأنباء
hespress | هسبريس
al-massae | صحيفة المساء | جريدة المساء
al-alam-ma | صحيفة العلم | جريدة العلم
al-quds-newspaper | صحيفة القدس | جريدة القدس
elaph | موقع إيلاف | "إيلاف"
bbc-arabic | بي بي سي عربي
al-hurra | قناة الحرة
sky-news-arabia | سكاي نيوز عربية
france-24 | France 24 | فرانس 24
rt | Russia Today | روسيا اليوم
sputnik | وكالة سبوتنيك | سبوتنيك
deutsche-welle | Deutsche Welle | دويتشه فيله
voice-of-america | Voice of America | صوت أميركا | صوت أمريكا
radio-sawa | راديو سوا | إذاعة سوا
al-mayadeen | قناة الميادين
rotana | Rotana | روتانا | قناة روتانا
orbit | شبكة أوربت
art-tv | شبكة إيه آر تي
al-majd | قناة المجد
wesal | قناة وصال
bein-sports | beIN Sports | بي إن سبورت | بي إن سبورتس
the-sun | The Sun | صحيفة ذا صن | صحيفة الصن | صحيفة صن
daily-mirror | Daily Mirror | ديلي ميرور | صحيفة ميرور | صحيفة الميرور
daily-express | Daily Express | ديلي إكسبريس
evening-standard | إيفنينغ ستاندرد
news-of-the-world | نيوز أوف ذا وورلد | نيوز أوف ذي ورلد
observer | صحيفة الأوبزرفر | الأوبزرفر
new-yorker | New Yorker | نيويوركر | مجلة نيويوركر
forbes | Forbes | مجلة فوربس | فوربس
fortune | مجلة فورتشن
foreign-policy | Foreign Policy | فورين بوليسي
foreign-affairs | Foreign Affairs | فورين أفيرز
national-geographic | National Geographic | ناشيونال جيوغرافيك
usnews | يو إس نيوز آند وورلد ريبورت
boston-globe | Boston Globe | بوسطن غلوب
huffington-post | Huffington Post | هافينغتون بوست | هافنغتون بوست
msnbc | MSNBC | إم إس إن بي سي
npr | NPR | الإذاعة الوطنية العامة الأميركية
buzzfeed | BuzzFeed | بازفيد
politico | Politico | بوليتيكو
business-insider | Business Insider | بزنس إنسايدر
le-parisien | لو باريزيان | لوباريزيان
lequipe | صحيفة ليكيب | ليكيب
canal-plus | كنال بلوس
tf1 | قناة تي إف 1
marca | Marca | صحيفة ماركا
as-newspaper | صحيفة آس | صحيفة أس الإسبانية
mundo-deportivo | موندو ديبورتيفو
sport-es | صحيفة سبورت
el-mundo | إل موندو | الموندو
abc-es | صحيفة إيه بي سي
gazzetta | لا غازيتا ديلو سبورت | غازيتا ديلو سبورت
corriere | كورييري ديلا سيرا | كوريري ديلا سيرا
corriere-sport | كورييري ديلو سبورت
la-stampa | لاستامبا | لا ستامبا
ansa | وكالة أنسا
frankfurter | فرانكفورتر ألغماينه
sueddeutsche | زود دويتشه تسايتونغ
die-welt | دي فيلت | صحيفة دي فيلت
focus-de | مجلة فوكوس
stern | مجلة شتيرن
kicker | مجلة كيكر
izvestia | إزفستيا | صحيفة إزفستيا
kommersant | كوميرسانت | صحيفة كوميرسانت
nezavisimaya | نيزافيسيمايا غازيتا
novaya-gazeta | نوفايا غازيتا
peoples-daily | الشعب اليومية | صحيفة الشعب اليومية
china-daily | تشاينا ديلي
global-times | غلوبال تايمز
rodong | رودونغ سينمون
kyodo | وكالة كيودو | كيودو
nhk | NHK | إن إتش كيه
asahi | أساهي شيمبون
yomiuri | يوميوري شيمبون
dawn | صحيفة دون الباكستانية
times-of-india | تايمز أوف إنديا
hindustan-times | هندوستان تايمز
globo | صحيفة أو غلوبو
channel-2-il | القناة الثانية الإسرائيلية
channel-10-il | القناة العاشرة الإسرائيلية
israel-hayom | إسرائيل اليوم | يسرائيل هيوم
netflix | Netflix | نتفليكس | نيتفليكس
walt-disney | Walt Disney | والت ديزني | ديزني
warner | Warner Bros | وارنر براذرز | وورنر برذرز
paramount | Paramount Pictures | باراماونت | بارامونت
universal-pictures | Universal Pictures | يونيفرسال بيكتشرز
""")

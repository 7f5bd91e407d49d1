"""Provinces, governorates and states of Arab and neighbouring countries and of large ones, and towns that GeoNames' list lacks.

Those that share their name with a city are that city («محافظة حلب»). One that is a word, a person or another place too has its
head noun or country beside it.
"""

from __future__ import annotations

from news.world.tables import read_table

# identifier | English and Arabic names
_LINES = """
al-jawf-sa | منطقة الجوف
northern-borders | منطقة الحدود الشمالية
eastern-province-sa | المنطقة الشرقية السعودية
wadi-al-dawasir | وادي الدواسر
al-aflaj | محافظة الأفلاج
hotat-bani-tamim | حوطة بني تميم
al-quwayiyah | القويعية
al-muzahmiyya | المزاحمية
diriyah | Diriyah | الدرعية
al-ghat | محافظة الغاط
rumah | محافظة رماح
thadiq | محافظة ثادق
al-majmaah | محافظة المجمعة | مدينة المجمعة
qunfudhah | القنفذة
rafha | رفحاء
sharurah | شرورة
ahad-rafidah | أحد رفيدة
muhayil | محايل عسير
rijal-almaa | رجال ألمع
bareq | محافظة بارق
sarat-abidah | سراة عبيدة
dhahran-al-janub | ظهران الجنوب
tathlith | محافظة تثليث
al-namas | النماص
balqarn | محافظة بلقرن
al-khurma | محافظة الخرمة | مدينة الخرمة | الخرمة
turabah | محافظة تربة
ranyah | محافظة رنية | مدينة رنية | رنية
al-lith | محافظة الليث
al-jumum | محافظة الجموم
khulais | محافظة خليص
al-kamil | محافظة الكامل
badr-sa | محافظة بدر
khaybar | محافظة خيبر
mahd-al-dhahab | مهد الذهب
al-henakiyah | الحناكية
al-mikhwah | المخواة
baljurashi | بلجرشي
al-mandaq | محافظة المندق
qilwah | محافظة قلوة
al-aqiq | محافظة العقيق
al-badai | محافظة البدائع
al-bukayriyah | البكيرية
al-mithnab | محافظة المذنب
riyadh-al-khabra | رياض الخبراء
al-asyah | محافظة الأسياح
samtah-border | محافظة الحرث | الخوبة
damad | محافظة ضمد
fifa-mountains | جبال فيفا | جبل فيفا | جبال فيفاء
farasan | جزر فرسان | جزيرة فرسان
al-qurayyat | القريات السعودية | محافظة القريات
dawmat-al-jandal | دومة الجندل
tabarjal | طبرجل
haql | محافظة حقل
an-nairyah | محافظة النعيرية | النعيرية
mina | مشعر منى
muzdalifah | Muzdalifah | مزدلفة
shabwa | Shabwah | شبوة
lahij | Lahij | محافظة لحج | مدينة لحج
al-dhale | محافظة الضالع | مدينة الضالع
al-bayda-ye | محافظة البيضاء | البيضاء اليمنية
al-jawf-ye | محافظة الجوف
al-mahra | محافظة المهرة
raymah | محافظة ريمة
al-mahwit | المحويت
hajjah | محافظة حجة | مدينة حجة
amran | محافظة عمران | مدينة عمران
yafa-ye | منطقة يافع | مديرية يافع | مديريات يافع
radfan | ردفان
khormaksar | خورمكسر
al-mualla | مديرية المعلا
tawahi | التواهي
dar-saad | دار سعد
al-anad | قاعدة العند
mocha | المخا
dhubab | ذوباب
midi | ميدي اليمنية | مديرية ميدي
haradh | حرض اليمنية | مدينة حرض | مديرية حرض
seiyun | سيئون
shibam | شبام
arhab | أرحب اليمنية | مديرية أرحب
babil-province | محافظة بابل
wasit | محافظة واسط
maysan | محافظة ميسان
al-muthanna | محافظة المثنى
qadisiyah-iq | محافظة القادسية
dhuluiya | الضلوعية
hawija | الحويجة
makhmour | مخمور العراقية | قضاء مخمور
bartella | برطلة
hamdaniya | قضاء الحمدانية
qayyarah | القيارة
shirqat | الشرقاط
al-dour | قضاء الدور | بلدة الدور
yathrib-iq | ناحية يثرب
karma-iq | الكرمة العراقية
habbaniyah | الحبانية
khaldiyah-iq | الخالدية العراقية
al-qaim | قضاء القائم | مدينة القائم
rutba | قضاء الرطبة | مدينة الرطبة
jurf-al-sakhar | جرف الصخر
latifiya | اللطيفية
mahmudiya | المحمودية
yusufiyah | اليوسفية
taji | قضاء التاجي | التاجي
kadhimiya | الكاظمية
adhamiyah | الأعظمية
karrada | الكرادة
mansour-baghdad | حي المنصور
fao-peninsula | شبه جزيرة الفاو | قضاء الفاو
kurdistan-halabja | حلبجة
rif-dimashq | ريف دمشق
ghouta | غوطة دمشق | الغوطة الشرقية | الغوطة الغربية
qalamoun | القلمون
yarmouk-camp | مخيم اليرموك
al-ghab | سهل الغاب
ras-al-ayn | رأس العين
tell-abyad | تل أبيض
maarrat-al-numan | معرة النعمان
al-rastan | الرستن
talbiseh | تلبيسة
al-qusayr | القصير السورية | مدينة القصير
al-bukamal | البوكمال | ألبوكمال
al-mayadin | الميادين السورية | مدينة الميادين
kafranbel | كفرنبل
binnish | بنش السورية
ariha-sy | أريحا السورية
khan-shaykhun | خان شيخون
north-lebanon | لبنان الشمالي
akkar | محافظة عكار | عكار
arsal | عرسال
hermel | الهرمل
batroun | البترون
byblos | مدينة جبيل | جبيل اللبنانية
keserwan | كسروان
metn | قضاء المتن | المتن الشمالي
chouf | قضاء الشوف | جبل الشوف
aley | مدينة عاليه
baabda | بعبدا
jezzine | جزين
hasbaya | حاصبيا
rachaya | راشيا
nahr-al-bared | نهر البارد
ain-al-hilweh | عين الحلوة
tariq-al-jadida | الطريق الجديدة البيروتية
qana | قانا
maroun-al-ras | مارون الراس | مارون الرأس
khiam | مدينة الخيام
aita-al-shaab | عيتا الشعب
beit-jala | بيت جالا
beit-sahour | بيت ساحور
salfit | سلفيت
tubas | طوباس
abu-dis | أبو ديس
shuafat | شعفاط
sheikh-jarrah | حي الشيخ جراح
silwan-jerusalem | بلدة سلوان | حي سلوان
beitunia | بيتونيا
bilin | بلعين
nuseirat | النصيرات
bureij | مخيم البريج | البريج
maghazi | مخيم المغازي
shujaiyya | الشجاعية
al-shati | مخيم الشاطئ
dheisheh | مخيم الدهيشة | الدهيشة
balata | مخيم بلاطة
kerem-shalom | كرم أبو سالم
erez | معبر إيريز | معبر بيت حانون
acre | مدينة عكا | عكا
umm-al-fahm | أم الفحم
dimona | ديمونا
lod | مدينة اللد
ramla | مدينة الرملة
zaatari | مخيم الزعتري
balqa | محافظة البلقاء
tafilah | الطفيلة
russeifa | الرصيفة
ramtha | الرمثا
wadi-rum | وادي رم
jordan-valley | غور الأردن | وادي الأردن
qalyubia | القليوبية
sharqia-eg | محافظة الشرقية
dakahlia | الدقهلية
gharbia | محافظة الغربية
monufia | المنوفية
beheira | محافظة البحيرة
matrouh | محافظة مطروح | مرسى مطروح
red-sea-governorate | محافظة البحر الأحمر
new-valley | محافظة الوادي الجديد
beni-suef | بني سويف
sheikh-zuweid | الشيخ زويد
tahrir-square | ميدان التحرير
nasr-city | مدينة نصر
heliopolis | حي مصر الجديدة
helwan | حلوان
shubra | حي شبرا | شبرا الخيمة
cyrenaica | Cyrenaica | إقليم برقة
nafusa | جبل نفوسة
zintan | الزنتان
gharyan | غريان
al-kufra | الكفرة
ubari | أوباري
bani-walid | بني وليد
brega | البريقة
ras-lanuf | رأس لانوف
hun-jufra | الجفرة
sabratha | صبراتة
murzuq | مرزق
ariana | ولاية أريانة | أريانة
ben-arous | ولاية بن عروس
manouba | ولاية منوبة | منوبة
zaghouan | زغوان
siliana | ولاية سليانة | سليانة
jendouba | جندوبة
kef | ولاية الكاف
tozeur | توزر
kebili | ولاية قبلي
mahdia | ولاية المهدية
jerba | جزيرة جربة | جربة
ben-guerdane | بنقردان | بن قردان
chaambi | جبل الشعانبي
boumerdes | بومرداس
bouira | البويرة
tipaza | تيبازة
medea | ولاية المدية
djelfa | الجلفة
laghouat | ولاية الأغواط | الأغواط
biskra | بسكرة
el-oued | ولاية الوادي
tebessa | تبسة
guelma | قالمة
souk-ahras | سوق أهراس
jijel | جيجل
mila-dz | ولاية ميلة
relizane | غليزان
tiaret | تيارت
saida-dz | ولاية سعيدة
mascara | ولاية معسكر
chlef | الشلف
bechar | ولاية بشار
adrar-dz | ولاية أدرار
illizi | ولاية إيليزي | إليزي
in-amenas | عين أميناس
hassi-messaoud | حاسي مسعود
rif-ma | منطقة الريف
souss | سوس ماسة
doukkala | دكالة
gharb-ma | سهل الغرب
smara | السمارة
boujdour | بوجدور
guelmim | كلميم
tan-tan | طانطان
tiznit | تيزنيت
taroudant | تارودانت
ifrane | مدينة إفران
khenifra | خنيفرة
berkane | بركان المغربية
taounate | تاونات
chefchaouen | شفشاون
larache | مدينة العرائش
ksar-el-kebir | مدينة القصر الكبير
khemisset | الخميسات
nouakchott-trarza | ولاية الترارزة
adrar-mr | ولاية آدرار الموريتانية
gezira-sd | ولاية الجزيرة
sennar | ولاية سنار | سنار
blue-nile-state | ولاية النيل الأزرق
white-nile-state | ولاية النيل الأبيض
gedaref | القضارف
red-sea-sd | ولاية البحر الأحمر
nuba-mountains | جبال النوبة
abyei | Abyei | أبيي
kadugli | كادوقلي
el-obeid | مدينة الأبيض
dongola | دنقلا
heglig | هجليج
bahr-el-ghazal | بحر الغزال
equatoria | الاستوائية الوسطى | شرق الاستوائية | غرب الاستوائية
bentiu | بانتيو | بنتيو
jonglei | ولاية جونقلي | جونقلي
dhofar-province | محافظة ظفار
musandam | Musandam | مسندم
al-batinah | محافظة الباطنة | الباطنة العمانية
al-dakhiliyah | محافظة الداخلية
al-buraimi | البريمي
abu-musa | جزيرة أبو موسى
tunbs | طنب الكبرى | طنب الصغرى
farwaniya | محافظة الفروانية | الفروانية
mubarak-al-kabeer | مبارك الكبير
lusail | مدينة لوسيل
al-udeid | قاعدة العديد
sitra | جزيرة سترة
puntland-garowe | غاروي
afgooye | أفغوي
baardheere | بارديري
marka | مدينة مركا
gilgit | غلغت بلتستان
khyber | خيبر بختونخوا | إقليم خيبر
sindh-city | سكر الباكستانية
azad-kashmir | كشمير الحرة | آزاد كشمير
charsadda | شارسادا
nangarhar | Nangarhar | ننغرهار | ننكرهار
paktika | باكتيكا
paktia | بكتيا | باكتيا
badakhshan | بدخشان
badghis | بادغيس
baghlan | بغلان
balkh | ولاية بلخ
bamyan | باميان
farah-af | ولاية فراه
faryab | فارياب
ghor | ولاية غور
kapisa | كابيسا
laghman | لغمان
logar | لوغار | ولاية لوجر
nimroz | نيمروز
nuristan | نورستان
uruzgan | أوروزغان | أروزغان
parwan | بروان الأفغانية | ولاية بروان
samangan | سمنغان
takhar | ولاية تخار | تخار
wardak | ولاية وردك | ميدان وردك
zabul | ولاية زابل
bagram | قاعدة باغرام | باغرام | باجرام
east-azerbaijan | أذربيجان الشرقية
west-azerbaijan | أذربيجان الغربية
gilan | محافظة جيلان | كيلان الإيرانية
mazandaran | مازندران
golestan | محافظة كلستان
lorestan | لرستان
ilam | محافظة إيلام
hormozgan | هرمزكان | هرمزغان
sistan | سيستان وبلوشستان | سيستان
semnan | محافظة سمنان | سمنان
qazvin | قزوين الإيرانية
natanz-fordow | منشأة فوردو | فوردو
parchin | موقع بارشين | بارشين | بارتشين
hatay | هاتاي | إقليم هاتاي | لواء الإسكندرون
sirnak | شرناق
hakkari | محافظة هكاري | إقليم هكاري | ولاية هكاري
tunceli | تونجلي
cappadocia | كابادوكيا
rajasthan | راجستان
bihar | بيهار | ولاية بيهار
uttar-pradesh | أوتار براديش
madhya-pradesh | ماديا براديش
andhra-pradesh | أندرا براديش
tamil-nadu | تاميل نادو
karnataka | كارناتاكا
maharashtra | ماهاراشترا
west-bengal | البنغال الغربية
assam | ولاية آسام | ولاية أسام
manipur | مانيبور
nagaland | ناغالاند
jammu | جامو وكشمير
goa | ولاية غوا
odisha | أوريسا
ayodhya | أيوديا
hebei | خبي الصينية | هيبي الصينية
shandong | شاندونغ
shanxi | شانشي
shaanxi | شنشي
gansu | قانسو | غانسو
qinghai | تشينغهاي
liaoning | لياونينغ
jilin | جيلين الصينية | مقاطعة جيلين
heilongjiang | هيلونغجيانغ
jiangsu | جيانغسو
zhejiang | تشجيانغ
anhui | آنهوي
jiangxi | جيانغشي
guizhou | قويتشو
guangxi | قوانغشي
ningxia | نينغشيا
hokkaido | هوكايدو
honshu | هونشو
kyushu | كيوشو
kumamoto | كوماموتو
pyongan | بيونغان
yongbyon | Yongbyon | يونغبيون | يونجبيون
panmunjom | Panmunjom | بانمونجوم
jeju | جزيرة جيجو
sulawesi | سولاويزي | سولاويسي
papua | إقليم بابوا
maluku | جزر الملوك | جزر مولوكا
sulu | جزيرة جولو الفلبينية | أرخبيل سولو
luzon | لوزون
sabah | ولاية صباح الماليزية | صباح الماليزية
sarawak | ساراواك
penang | جزيرة بينانغ
rakhine | ولاية راخين | راخين | أراكان
kachin | ولاية كاشين
shan-state | ولاية شان
patani | باتاني | فطاني
jaffna | جافنا
bashkortostan | باشكورتوستان | بشكيريا
kabardino-balkaria | قبردينو بلقاريا
karachay | قرتشاي شركيسيا
kalmykia | كالميكيا
north-ossetia | جمهورية أوسيتيا الشمالية
sakhalin | ساخالين | سخالين
kamchatka | كامتشاتكا
yakutia | ياقوتيا
krasnodar | كراسنودار
stavropol | ستافروبول
transnistria | ترانسنيستريا | ترانسدنيستريا
adjara | أدجاريا | أجاريا
nakhchivan | ناخيتشيفان
vojvodina | فويفودينا
republika-srpska | صرب البوسنة
transylvania | ترانسلفانيا
silesia | سيليزيا
bohemia | بوهيميا
moravia | مورافيا
tyrol | إقليم تيرول | تيرول
carinthia | كارينثيا
brandenburg | براندنبورغ | براندنبرغ
hesse | ولاية هيسن | ولاية هسن
thuringia | تورينغن | تورينغيا
rhineland | رينانيا | رينانيا الشمالية
westphalia | شمال الراين ويستفاليا | شمال الراين فستفاليا
baden-wuerttemberg | بادن فورتمبيرغ | بادن فورتمبرغ
saarland | سارلاند
alsace | الألزاس
lorraine | إقليم اللورين
brittany | مقاطعة بريتاني
burgundy | بورغندي | بورغونيا
champagne | إقليم شامبانيا
riviera | الريفييرا | كوت دازور
savoy | سافوا
andalusia-es | إقليم الأندلس | منطقة الأندلس
navarre | إقليم نافارا
asturias | أستورياس
balearic | جزر البليار
majorca | جزيرة مايوركا | جزيرة مايوركة
ibiza | إيبيزا | جزيرة إيبيزا
madeira | جزيرة ماديرا
azores | جزر الأزور
lombardy | لومبارديا
piedmont | بيدمونت | بييمونتي
veneto | إقليم فينيتو
calabria | كالابريا
lampedusa | Lampedusa | لامبيدوزا | لامبيدوسا
lesbos | جزيرة ليسبوس | ليسبوس
rhodes | جزيرة رودس
kos | جزيرة كوس
macedonia-gr | إقليم مقدونيا اليوناني
thrace | تراقيا
peloponnese | البيلوبونيز
cornwall | كورنوال
yorkshire | يوركشاير
lancashire | لانكشاير
kent | مقاطعة كنت
essex | إسيكس
lincolnshire | لينكولنشير
ulster | إقليم ألستر
wembley | ويمبلي
heathrow | مطار هيثرو | هيثرو
greenland-thule | ثول الغرينلاندية
washington-state | ولاية واشنطن الأميركية
wyoming | Wyoming | وايومنغ | وايومينغ
maine | ولاية مين
rhode-island | Rhode Island | رود آيلاند
georgia-us | ولاية جورجيا الأميركية | ولاية جورجيا الأمريكية
new-england | نيو إنغلاند
alberta | ألبرتا
manitoba | مانيتوبا
nova-scotia | نوفا سكوشا
saskatchewan | ساسكاتشوان
newfoundland | نيوفاوندلاند
labrador | لابرادور
yukon | يوكون
chiapas | تشياباس
chihuahua | تشيواوا
oaxaca | أواكساكا
sinaloa | ولاية سينالوا | سينالوا
yucatan | شبه جزيرة يوكاتان | يوكاتان
veracruz | فيراكروز | فيراكروث
bahia | ولاية باهيا
minas-gerais | ميناس جيرايس
mato-grosso | ماتو غروسو
tierra-del-fuego | تييرا ديل فويغو | أرض النار
galapagos | جزر غالاباغوس
queensland | كوينزلاند
new-south-wales | نيو ساوث ويلز
victoria-au | ولاية فكتوريا الأسترالية
tasmania | تسمانيا
transvaal | ترانسفال
kwazulu-natal | كوازولو ناتال
ituri | إقليم إيتوري | إيتوري
kasai | إقليم كاساي | كاساي
cabinda | كابيندا
casamance | كازامانس
borno | ولاية بورنو
yobe | ولاية يوبي
adamawa | ولاية أداماوا
kaduna | كادونا
niger-delta | دلتا النيجر
lake-tiberias | بحيرة طبريا
garissa | غاريسا
lamu | جزيرة لامو
amhara | إقليم أمهرة
afar | إقليم عفر
gambela | إقليم غامبيلا
kilimanjaro | كليمنجارو | كليمنجارو التنزانية
pemba | جزيرة بيمبا
"""


PROVINCES = read_table(_LINES)

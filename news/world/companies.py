"""Companies, banks, airlines and bodies of the Arab world, and others that it writes of; what is a word too has its head beside it."""

from __future__ import annotations

from news.world.tables import read_table

COMPANIES = read_table("""
mobily | Mobily | موبايلي | شركة موبايلي | شركة اتحاد اتصالات
stc | STC | شركة الاتصالات السعودية | الاتصالات السعودية
zain | شركة زين | زين السعودية | زين الكويتية | شركة زين للاتصالات
etisalat | Etisalat | شركة اتصالات الإماراتية | اتصالات الإماراتية
du-telecom | شركة دو للاتصالات
ooredoo | Ooredoo | أوريدو
qtel | كيوتل
batelco | Batelco | بتلكو
omantel | عمانتل
orange-telecom | شركة أورانج | أورنج للاتصالات
mobinil | موبينيل
maroc-telecom | اتصالات المغرب
djezzy | جازي للاتصالات
saudia | Saudia | الخطوط السعودية | الخطوط الجوية العربية السعودية | الخطوط الجوية السعودية
emirates-airline | طيران الإمارات
etihad-airways | Etihad Airways | الاتحاد للطيران | طيران الاتحاد
flydubai | flydubai | طيران فلاي دبي
air-arabia | Air Arabia | العربية للطيران
qatar-airways | Qatar Airways | الخطوط الجوية القطرية | الخطوط القطرية
gulf-air | Gulf Air | طيران الخليج
kuwait-airways | Kuwait Airways | الخطوط الجوية الكويتية | الخطوط الكويتية
jazeera-airways | طيران الجزيرة
oman-air | Oman Air | الطيران العماني
nas-air | طيران ناس | ناس للطيران
yemenia | Yemenia | اليمنية للطيران | الخطوط الجوية اليمنية
egyptair | EgyptAir | مصر للطيران
royal-jordanian | Royal Jordanian | الملكية الأردنية
mea | Middle East Airlines | طيران الشرق الأوسط
syrian-air | الخطوط الجوية السورية | السورية للطيران
iraqi-airways | الخطوط الجوية العراقية
iran-air | Iran Air | الخطوط الجوية الإيرانية | إيران إير
mahan-air | Mahan Air | ماهان إير
turkish-airlines | Turkish Airlines | الخطوط الجوية التركية | الخطوط التركية
royal-air-maroc | Royal Air Maroc | الخطوط الملكية المغربية
tunisair | Tunisair | الخطوط التونسية
air-algerie | Air Algérie | الخطوط الجوية الجزائرية
malaysia-airlines | Malaysia Airlines | الخطوط الجوية الماليزية | الخطوط الماليزية
singapore-airlines | Singapore Airlines | الخطوط الجوية السنغافورية
ryanair | Ryanair | رايان إير | ريان إير
easyjet | easyJet | إيزي جيت
germanwings | Germanwings | جيرمان وينغز | جيرمانوينغز
alitalia | Alitalia | أليتاليا
iberia | شركة إيبيريا | إيبيريا للطيران
klm | KLM | كيه إل إم
aeroflot | Aeroflot | آيروفلوت | إيروفلوت
delta-airlines | Delta Air Lines | دلتا إيرلاينز
american-airlines | American Airlines | أميركان إيرلاينز
united-airlines | United Airlines | يونايتد إيرلاينز
adnoc | ADNOC | أدنوك
qatar-petroleum | Qatar Petroleum | قطر للبترول
qatargas | Qatargas | قطر غاز | قطر للغاز
rasgas | RasGas | راس غاز | رأس غاز
kpc | مؤسسة البترول الكويتية
sonatrach | Sonatrach | سوناطراك
noc-ly | المؤسسة الوطنية للنفط
somo | شركة تسويق النفط العراقية
nioc | شركة النفط الوطنية الإيرانية
eni | Eni SpA | إيني الإيطالية | شركة إيني
repsol | Repsol | ريبسول
statoil | Statoil | ستات أويل
chevron | Chevron | شيفرون
conocophillips | ConocoPhillips | كونوكو فيليبس
halliburton | Halliburton | هاليبرتون
schlumberger | Schlumberger | شلمبرجير
petronas | Petronas | بتروناس
petrobras | Petrobras | بتروبراس
cnpc | CNPC | مؤسسة البترول الوطنية الصينية
sinopec | Sinopec | سينوبك
yukos | Yukos | يوكوس
saudi-electricity | الشركة السعودية للكهرباء | شركة الكهرباء السعودية
maaden | شركة معادن | معادن السعودية
almarai | شركة المراعي
savola | مجموعة صافولا | صافولا
kingdom-holding | المملكة القابضة
saudi-binladin | مجموعة بن لادن | مجموعة بن لادن السعودية
saudi-oger | سعودي أوجيه
emaar | Emaar | إعمار العقارية
damac | DAMAC | داماك
nakheel | شركة نخيل
dp-world | DP World | موانئ دبي العالمية | موانئ دبي
dubai-holding | دبي القابضة
mubadala | Mubadala | شركة مبادلة
adia | جهاز أبوظبي للاستثمار
qia | جهاز قطر للاستثمار
pif | صندوق الاستثمارات العامة
agility | شركة أجيليتي
tadawul | سوق الأسهم السعودية
samba | مجموعة سامبا المالية | بنك سامبا
al-rajhi-bank | مصرف الراجحي | بنك الراجحي
ncb-sa | البنك الأهلي التجاري
riyad-bank | بنك الرياض
sabb | البنك السعودي البريطاني
alinma | مصرف الإنماء
sama | مؤسسة النقد العربي السعودي | مؤسسة النقد
qnb | QNB | بنك قطر الوطني
nbk | بنك الكويت الوطني
kfh | بيت التمويل الكويتي
emirates-nbd | بنك الإمارات دبي الوطني
arab-bank | Arab Bank | البنك العربي
attijariwafa | التجاري وفا بنك
credit-agricole | Crédit Agricole | كريدي أغريكول
societe-generale | Société Générale | سوسيتيه جنرال
bnp-paribas | BNP Paribas | بي إن بي باريبا
ubs | UBS | يو بي إس
credit-suisse | Credit Suisse | كريدي سويس
jpmorgan | JPMorgan | جيه بي مورغان | جي بي مورغان
morgan-stanley | Morgan Stanley | مورغان ستانلي
bank-of-america | Bank of America | بنك أوف أميركا | بنك أوف أمريكا
lehman | Lehman Brothers | ليمان براذرز
wells-fargo | Wells Fargo | ويلز فارغو
standard-chartered | Standard Chartered | ستاندرد تشارترد
lloyds | Lloyds | لويدز
santander | Banco Santander | بنك سانتاندير
moodys | Moody's | موديز
standard-and-poors | Standard & Poor's | ستاندرد آند بورز | ستاندارد آند بورز
fitch | Fitch Ratings | فيتش للتصنيف | وكالة فيتش
nasdaq | Nasdaq | ناسداك
wall-street | Wall Street | وول ستريت
euronext | Euronext | يورونكست
lg | LG Electronics | إل جي | إل جي إلكترونيكس
sharp | شركة شارب
hitachi | Hitachi | هيتاشي
fujitsu | Fujitsu | فوجيتسو
canon | شركة كانون
nikon | Nikon | نيكون
philips | Philips | شركة فيليبس
huawei | Huawei | هواوي
xiaomi | Xiaomi | شاومي
lenovo | Lenovo | لينوفو
alibaba | Alibaba | شركة علي بابا | علي بابا الصينية
htc | HTC | إتش تي سي
blackberry | BlackBerry | بلاك بيري | بلاكبيري
oracle | شركة أوراكل
cisco | Cisco | سيسكو | سيسكو سيستمز
adobe | Adobe | أدوبي
whatsapp | WhatsApp | واتساب | واتس آب | الواتساب
instagram | Instagram | إنستغرام | انستقرام | إنستجرام | الإنستغرام | الانستقرام | الإنستجرام
snapchat | Snapchat | سناب شات | سناب تشات | السناب شات
linkedin | LinkedIn | لينكد إن
skype | Skype | سكايب
wikipedia | Wikipedia | ويكيبيديا
wikileaks | WikiLeaks | ويكيليكس
ebay | eBay | إيباي
paypal | PayPal | باي بال
uber | Uber | شركة أوبر
careem | Careem | شركة كريم لسيارات الأجرة
airbnb | Airbnb | إير بي إن بي
spacex | SpaceX | سبيس إكس
tesla | Tesla | تسلا موتورز | شركة تسلا
nissan | Nissan | شركة نيسان | نيسان موتور
mazda | Mazda | مازدا
suzuki | شركة سوزوكي
subaru | Subaru | سوبارو
lexus | Lexus | لكزس
kia | شركة كيا | كيا موتورز
audi | شركة أودي | سيارات أودي
porsche | Porsche | بورشه
ferrari | Ferrari | فيراري
lamborghini | Lamborghini | لامبورغيني
maserati | Maserati | مازيراتي
fiat | شركة فيات
alfa-romeo | Alfa Romeo | ألفا روميو
volvo | Volvo | فولفو
saab | شركة ساب السويدية
skoda | Skoda | سكودا
opel | Opel | شركة أوبل
citroen | Citroën | سيتروين
rolls-royce | Rolls-Royce | رولز رويس
bentley | Bentley | بنتلي
jaguar | Jaguar Land Rover | جاغوار لاند روفر
cadillac | Cadillac | كاديلاك
chevrolet | Chevrolet | شيفروليه
michelin | Michelin | ميشلان
bridgestone | Bridgestone | بريدجستون
bosch | Bosch | شركة بوش الألمانية
basf | BASF | شركة باسف
bayer | شركة باير
thyssenkrupp | ThyssenKrupp | تيسين كروب
alstom | Alstom | ألستوم
areva | Areva | أريفا
edf | EDF | كهرباء فرنسا
gdf-suez | GDF Suez | جي دي إف سويز
lvmh | LVMH | إل في إم إتش
loreal | L'Oréal | لوريال
danone | Danone | دانون
carrefour | Carrefour | كارفور
walmart | Walmart | وول مارت | وولمارت
ikea | IKEA | إيكيا
nike | شركة نايكي | نايك
adidas | Adidas | أديداس
puma | شركة بوما
starbucks | Starbucks | ستاربكس
kfc | KFC | كنتاكي فرايد تشيكن
burger-king | Burger King | برغر كينغ
unilever | Unilever | يونيليفر
procter | Procter & Gamble | بروكتر آند غامبل
pfizer | Pfizer | فايزر
novartis | Novartis | نوفارتس | نوفارتيس
glaxo | GlaxoSmithKline | غلاكسو سميثكلاين
johnson-johnson | Johnson & Johnson | جونسون آند جونسون
general-electric | General Electric | جنرال إلكتريك
caterpillar | Caterpillar | كاتربيلر
northrop | Northrop Grumman | نورثروب غرومان
raytheon | Raytheon | رايثيون
bae-systems | BAE Systems | بي إيه إي سيستمز
dassault | Dassault | داسو للطيران | داسو
thales | Thales | تاليس الفرنسية
mbda | MBDA | إم بي دي إيه
rosoboronexport | Rosoboronexport | روس أوبورون إكسبورت
sukhoi | شركة سوخوي
bombardier | Bombardier | بومباردييه
embraer | Embraer | إمبراير
blackwater | Blackwater | بلاك ووتر
bechtel | Bechtel | بكتل
arcelor-mittal | ArcelorMittal | أرسيلور ميتال
rio-tinto | Rio Tinto | ريو تينتو
tata | Tata Motors | مجموعة تاتا | تاتا موتورز
reliance | شركة ريلاينس
softbank | SoftBank | سوفت بنك
mckinsey | McKinsey | ماكنزي
kpmg | KPMG | كيه بي إم جي
deloitte | Deloitte | ديلويت
ernst-young | Ernst & Young | إرنست آند يونغ
pwc | PricewaterhouseCoopers | برايس ووترهاوس كوبرز
jones-lang | جونز لانغ لاسال
""")

"""Parties, armed groups, leagues of states, universities and other bodies that Arabic papers write of, beside those of organisations.py."""

from __future__ import annotations

from news.world.tables import read_table

BODIES = read_table("""
muslim-world-league | Muslim World League | رابطة العالم الإسلامي
wamy | الندوة العالمية للشباب الإسلامي
ksrelief | مركز الملك سلمان للإغاثة
al-azhar | الأزهر | الأزهر الشريف | جامعة الأزهر | مشيخة الأزهر
senior-scholars | هيئة كبار العلماء
arab-interior-ministers | مجلس وزراء الداخلية العرب
arab-parliament | البرلمان العربي
arab-monetary-fund | صندوق النقد العربي
uma | اتحاد المغرب العربي
igad | IGAD | إيغاد | الإيغاد
ecowas | ECOWAS | إيكواس | الإيكواس
comesa | COMESA | الكوميسا
apec | APEC | أبيك | منتدى أبيك
oecd | OECD | منظمة التعاون الاقتصادي والتنمية | منظمة التعاون والتنمية الاقتصادية
undp | UNDP | برنامج الأمم المتحدة الإنمائي
unctad | UNCTAD | الأونكتاد | أونكتاد
unifil | UNIFIL | اليونيفيل | يونيفيل
ocha | OCHA | أوتشا
un-human-rights-council | UN Human Rights Council | مجلس حقوق الإنسان التابع للأمم المتحدة
opcw | OPCW | منظمة حظر الأسلحة الكيميائية | منظمة حظر الأسلحة الكيماوية
european-council | European Council | المجلس الأوروبي
european-court-of-human-rights | المحكمة الأوروبية لحقوق الإنسان
europol | Europol | يوروبول | اليوروبول
frontex | Frontex | فرونتكس
eurogroup | Eurogroup | مجموعة اليورو
ifrc | الاتحاد الدولي لجمعيات الصليب الأحمر والهلال الأحمر
aqap | AQAP | القاعدة في جزيرة العرب | تنظيم القاعدة في جزيرة العرب
aqim | AQIM | القاعدة في بلاد المغرب الإسلامي | تنظيم القاعدة في بلاد المغرب الإسلامي
ansar-allah | Ansar Allah | جماعة أنصار الله | أنصار الله الحوثية
ansar-al-sharia | Ansar al-Sharia | أنصار الشريعة
ansar-beit-al-maqdis | أنصار بيت المقدس | ولاية سيناء
free-syrian-army | Free Syrian Army | الجيش السوري الحر | الجيش الحر
syrian-coalition | الائتلاف الوطني السوري | الائتلاف السوري
army-of-conquest | جيش الفتح
jaysh-al-islam | Jaysh al-Islam | جيش الإسلام
libya-dawn | Libya Dawn | فجر ليبيا | قوات فجر ليبيا
popular-resistance-ye | المقاومة الشعبية اليمنية
southern-movement | الحراك الجنوبي
gpc-ye | المؤتمر الشعبي العام | حزب المؤتمر الشعبي العام
islah-ye | التجمع اليمني للإصلاح | حزب الإصلاح اليمني
mahdi-army | Mahdi Army | جيش المهدي
sadrists | التيار الصدري
dawa-party | حزب الدعوة الإسلامية
isci | المجلس الأعلى الإسلامي العراقي | المجلس الأعلى للثورة الإسلامية في العراق
badr-organisation | منظمة بدر
kdp | الحزب الديمقراطي الكردستاني
puk | الاتحاد الوطني الكردستاني
future-movement | تيار المستقبل
lebanese-forces | حزب القوات اللبنانية
phalange | حزب الكتائب | الكتائب اللبنانية
free-patriotic-movement | التيار الوطني الحر
psp-lb | الحزب التقدمي الاشتراكي
march-14 | قوى 14 آذار
march-8 | قوى 8 آذار
aqsa-martyrs | كتائب شهداء الأقصى
saraya-al-quds | سرايا القدس
nahda-tn | حركة النهضة
nidaa-tounes | نداء تونس | حركة نداء تونس
ugtt | الاتحاد العام التونسي للشغل
fln | جبهة التحرير الوطني الجزائرية | جبهة التحرير الوطني الجزائري
rnd | التجمع الوطني الديمقراطي
istiqlal | حزب الاستقلال
usfp | الاتحاد الاشتراكي للقوات الشعبية
akp | AKP | حزب العدالة والتنمية التركي | العدالة والتنمية التركي
pjd | حزب العدالة والتنمية المغربي
chp | حزب الشعب الجمهوري
mhp | حزب الحركة القومية
hdp | حزب الشعوب الديمقراطي
wafd | حزب الوفد
ndp-eg | الحزب الوطني الديمقراطي
tamarod | حركة تمرد
april-6 | حركة 6 أبريل | حركة شباب 6 أبريل
labour-il | حزب العمل الإسرائيلي
yisrael-beiteinu | إسرائيل بيتنا | حزب إسرائيل بيتنا
us-democrats | US Democratic Party | الحزب الديمقراطي الأميركي
us-republicans | US Republican Party | الحزب الجمهوري الأميركي
uk-conservatives | Conservative Party | حزب المحافظين البريطاني
snp | الحزب القومي الاسكتلندي
syriza | Syriza | سيريزا | حزب سيريزا
podemos | Podemos | بوديموس | حزب بوديموس
national-front-fr | الجبهة الوطنية الفرنسية
cdu | الحزب الديمقراطي المسيحي الألماني
communist-party-china | الحزب الشيوعي الصيني
workers-party-korea | حزب العمال الكوري
congress-in | حزب المؤتمر الهندي
ppp-pk | حزب الشعب الباكستاني
muslim-league-pk | الرابطة الإسلامية الباكستانية
mek | مجاهدي خلق | مجاهدو خلق | منظمة مجاهدي خلق
tudeh | حزب توده
basij | الباسيج
quds-force | Quds Force | فيلق القدس
janjaweed | الجنجويد
jem-sd | حركة العدل والمساواة
splm | SPLM | الحركة الشعبية لتحرير السودان
lra | Lord's Resistance Army | جيش الرب للمقاومة | جيش الرب
haqqani | شبكة حقاني
lashkar | Lashkar-e-Taiba | عسكر طيبة | لشكر طيبة
abu-sayyaf | Abu Sayyaf | جماعة أبو سياف
khmer-rouge | Khmer Rouge | الخمير الحمر
ku-klux-klan | Ku Klux Klan | كو كلوكس كلان
peace-now | حركة السلام الآن
sohr | المرصد السوري لحقوق الإنسان
save-the-children | Save the Children | منظمة إنقاذ الطفولة | إنقاذ الطفولة
care-international | CARE International | منظمة كير
transparency | Transparency International | منظمة الشفافية الدولية
icg | International Crisis Group | مجموعة الأزمات الدولية
carnegie | معهد كارنيغي | مؤسسة كارنيغي
brookings | معهد بروكينغز
washington-institute | معهد واشنطن
rand | مؤسسة راند
gallup | معهد غالوب | مؤسسة غالوب
harvard | Harvard University | جامعة هارفارد | هارفارد
mit | MIT | معهد ماساتشوستس للتكنولوجيا
stanford | Stanford University | جامعة ستانفورد
yale | Yale University | جامعة ييل
princeton | Princeton University | جامعة برينستون
oxford-university | Oxford University | جامعة أكسفورد
cambridge-university | Cambridge University | جامعة كامبريدج
sorbonne | Sorbonne | جامعة السوربون | السوربون
cairo-university | Cairo University | جامعة القاهرة
king-saud-university | جامعة الملك سعود
king-abdulaziz-university | جامعة الملك عبدالعزيز
kfupm | جامعة الملك فهد للبترول والمعادن
umm-al-qura | جامعة أم القرى
imam-university | جامعة الإمام محمد بن سعود الإسلامية | جامعة الإمام
dea | DEA | إدارة مكافحة المخدرات الأميركية
faa | FAA | إدارة الطيران الفدرالية الأميركية
esa | European Space Agency | وكالة الفضاء الأوروبية
roscosmos | Roscosmos | روس كوسموس | وكالة الفضاء الروسية
fa-england | الاتحاد الإنجليزي لكرة القدم
saff | الاتحاد السعودي لكرة القدم
concacaf | CONCACAF | الكونكاكاف
conmebol | CONMEBOL | كونميبول
fia | FIA | الاتحاد الدولي للسيارات
atp | ATP | رابطة محترفي التنس
nba | NBA | رابطة كرة السلة الأميركية
wada | WADA | الوكالة العالمية لمكافحة المنشطات
""")

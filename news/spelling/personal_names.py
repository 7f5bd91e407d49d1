"""The words that persons' names are made of, as newspapers write them, and titles; chosen by hand.

Only the common given names are here: what no list of frequent words has is taken for a name anyway. Those that are another
frequent word when letters are folded are left out («علي» is «على», «فان» is «فإن»).
"""

from __future__ import annotations

from news.spelling.scripts import folded_words

# Arab, Turkish and Persian ones.
_EASTERN = """
محمد أحمد محمود حسن حسين حسام حمد حمدان خالد خليل خليفة راشد رشيد رائد رامي ربيع رفيق رياض زياد زيد زيدان سالم سامي
سامر سعد سعود سعيد سلطان سلمان سليم سليمان سمير شريف صالح صلاح صبحي طارق طاهر طلال عادل عارف عاصم عامر عباس عبدالله
عبدالرحمن عبدالعزيز عبدالملك عبدالفتاح عبدالكريم عبدالقادر عبداللطيف عبدالسلام عبدالحميد عبدالمجيد عبدالوهاب عبدالناصر
عثمان عدنان عصام عقيل علاء عماد عمار عمر عمرو عيسى غازي غسان فاروق فارس فايز فهد فؤاد فوزي فيصل قاسم قيس كامل كريم
كمال ماجد ماهر مازن مالك متعب مجدي محسن مروان مشعل مصطفى معتز منذر منصور منير مهدي موسى ناصر نايف نبيل نزار نعيم نواف
هادي هاشم هاني هشام هيثم وائل وليد ياسر ياسين يحيى يوسف يونس إبراهيم إسماعيل إلياس أسامة أمين أنس أنور أيمن أيوب بدر
بسام بشار بشير بكر بلال بندر تركي توفيق ثامر جابر جاسم جعفر جلال جمال جميل جواد حاتم حازم حافظ حامد حبيب حمزة حيدر
فاطمة عائشة خديجة زينب مريم سارة ليلى سميرة نادية بثينة رانيا رنا ريم دينا سوزان سلوى سهى شيماء عبير غادة لطيفة لينا
ميساء نجوى نورة هالة هند ياسمين آمنة أمينة رجب طيب عصمت أحمدي داود مسعود بنظير إمينة
"""
# Western, Slavic and others, as Arabic papers spell them.
_WESTERN = """
جون جوزيف جورج جيمس جاك جاكوب جيم جيمي جيفري جيرار جان جاستن جوناثان جوني جولي جوليا جوليان جنيفر جيسيكا جينا جين
ميشيل ميشال ميخائيل مايكل مايك مارك ماركو ماركوس ماري ماريا مارتن مارين مالكوم ميلانيا ميليسا مونيكا ميغان ناتاليا
ناتالي نيكولا نيكولاي نيكولاس نيكي نينا نانسي نورمان ديفيد دونالد دوغلاس دانييل دانيال ديان دينيس ديمتري دميتري
دومينيك ديانا دوريس روبرت روبن روجر رونالد رالف راندي ريتشارد ريكاردو رومان ريتا رودولف سام ساشا ساندرا سيرغي سيرجي
سيباستيان سيلفيو سيمون سيغولين ستيف ستيفن ستيفاني سوزان ستانيسلاف شارل شارلوت شون شيري تشارلز تشارلي توماس توم توني
تيد تيموثي تيريزا ويليام وليام والتر وارن ويندي فرانك فرانسوا فرانسيس فرانسيسكو فرناندو فريد فريدريك فلاديمير فيكتور
فيكتوريا فيليب فيليكس فنسنت فاليري كارل كارلا كارلوس كارول كاترين كاترينا كاثرين كارولين كريس كريستين كريستوفر
كريستيان كريستينا كلارا كلير كلود كلوديا كونستانتين كيت كيفن كين كيث كيرا آلان ألان ألبرت ألفريد أليكس ألكسندر
ألكسندرا أليكسي أليس أماندا أنا أندريه أندرو أندرياس أنتوني أنطوان أنطونيو أنجيلا أنغيلا أوسكار أوليفر أوليغ أولغا
إدوارد إدوار إريك إريكا إليزابيث إيفان إيفانكا إيغور إيلينا إيلين إيمانويل إيميلي إيفا إلينا باراك بارون باربارا
باتريك باول بابلو بول بولا بوريس بيل بيير بيتر بيدرو برنار برنارد بروس براين برايان بريان بريجيت بريت بنيامين بنجامين
هارولد هاري هانس هانز هيلاري هيلين هنري هيرمان هيو هوراسيو هنتر لورا لوران لورانس لويس لوكاس ليز ليزا ليندا لودميلا
ليودميلا ليونيد ليو غاري جاري غابرييل غريغوري غوردون غوستافو غيرهارد غينادي يوري يوليا ياكوف يان يانيس يوهان يوهانس
أليكسيس تسيبي موشيه إيهود أفيغدور يائير آرييل إسحاق إيتمار ساره
"""
_LATIN = """
adam alan albert alex alexander alexandra alexei alexey ali alice amanda andrea andreas andrei andrew angela anna anne
anthony antonio barack barbara benjamin bernard bill boris brian bruce carl carlos carol caroline catherine charles
charlotte chris christian christine christopher claire claude cristina dan daniel david dennis diana dmitry don donald
edward elena elizabeth emily emma emmanuel eric fatima francesco francis francois frank fred gary george gerald gordon
greg harold harry helen henry hillary hunter igor irina isabel ivan ivanka jack jacob jacques james jane jared jason
jean jeff jennifer jessica jill jim jimmy joe john jonathan jose joseph juan julia julian julie justin karen karl kate
katerina katherine kevin larry laura lauren lee leo linda lisa louis lucas lyudmila malia marco marcus margaret maria
marie marina mark martin mary matthew melania michael michel michelle mike mikhail mohamed mohammed muhammad nancy
natalia natalie nicholas nick nicole nikolai nina oleg olga oliver oscar patricia patrick paul pedro peter philip
philippe pierre rachel ralph rebecca richard robert roger roman ronald rosa ruth ryan sam samuel sandra sarah sasha
scott sean sergei sergey simon sofia sophie stephen steve steven susan teresa theresa thomas tim timothy tom tony
ursula valerie vera victor victoria vincent vladimir walter warren wendy william yuri ahmed abdullah hassan hussein
ibrahim khaled khalid mahmoud mustafa omar saeed salman yusuf
"""
# Given names of Korea, China and Vietnam are syllables; those that are a frequent Arabic word («هو», «ان») are left out.
_SYLLABLES = """
جونغ إيل أون إيون يو يونغ هيون هيوك هيي سونغ سوك سيوك سيونغ سون سوو سو يول جيه جاي جو جين جون جونغسون مين ميونغ مون
نام هان هون هونغ هوان كيونغ كوانغ كوون كوك تشول تشون تشوي تشونغ تشانغ دونغ داي بيونغ بوم باي غيون غون غي ووك وون ون ري
رو تاي بينغ بينج كه تشيانغ كيانغ تاو جينتاو جيانغ مينغ شياو شين زي هوا هاي هوي ليانغ لونغ بو يي تسه تونغ وي يانغ ينغ
يوان زيمين جيابو ترونغ دوك ثانه نغوك مينه تان كوونغ
"""
_LATIN_SYLLABLES = """
jong jung il un eun yo yong young hyun hyon hyok seong sung song suk seok soo su yeol jae jai jin joon jun min myung
myong nam han hoon hong hwan hyeon kyung kyong kwang kwon kook guk chol chul chun chung chang dong dae byung beom bae
geun gun gyu wook won ok ro tae sol ju jinping keqiang qiang qichang jintao jiabao zemin enlai ming xiao hua hui liang
long bo yi zedong wei yang ying yuan peng fu trong duc thanh ngoc minh van tan phuc cuong
"""

# Family names that come first (Korean, Chinese, Vietnamese).
_FAMILY_FIRST = """
كيم شي لي بارك تشوي تشانغ وانغ يون مون نغوين
kim xi li park choi moon yoon wang zhang nguyen
"""
_TITLES = """
رئيس رئيسة ملك ملكة أمير أميرة شيخ شيخة سلطان زعيم زعيمة وزير وزيرة سيد سيدة دكتور دكتورة جنرال مارشال قائد عقيد عميد
لواء فريق مشير إمام مرشد بابا سفير سفيرة نائب مبعوث مستشار مستشارة سيناتور حاكم قيصر رفيق عاهل مستر mr mrs ms dr sir
president minister leader general king queen prince princess chairman secretary spokesman spokeswoman comrade marshal
senator chancellor ambassador envoy governor premier sheikh emir sultan pope professor
"""


# In these each long vowel counts: «سلمان» is not «سليمان».
NATIVE_NAMES = folded_words(_EASTERN)
GIVEN_NAMES = folded_words(_EASTERN + _WESTERN + _LATIN)
# Without those that fold to a word: «أنا», «الآن», «أليس».
WESTERN_NAMES = folded_words(_WESTERN + _LATIN) - folded_words("أنا الآن أليس إلينا جاري فريد جين dan don ali")
SYLLABLES = folded_words(_SYLLABLES + _LATIN_SYLLABLES)
FAMILY_FIRST = folded_words(_FAMILY_FIRST)
TITLES = folded_words(_TITLES)
# They stand before given names: «الأمير محمد».
STYLES = folded_words("ملك ملكة أمير أميرة شيخ شيخة سلطان king queen prince princess sheikh emir sultan")
ORDINALS = folded_words("الأول الثاني الثالث الرابع الخامس السادس السابع الثامن")
# Before a word, they make it somebody's father's, child's or house's name: «بن صالح», «أبو عباس», «آل سعود».
KIN = frozenset({"بن", "بنت", "ابو", "ابي", "ابا", "ام", "ال", "عبد"})

"""The words that roles are made of, and those around them that make them somebody else's; chosen by hand."""

from __future__ import annotations

from news.spelling.scripts import folded_words

# What begins a role. The other titles (السيد, الأمير, Mr) go with names: many have them.
HEADS = folded_words(
    "رئيس رئيسة ملك ملكة زعيم زعيمة وزير وزيرة سفير سفيرة مبعوث مستشار مستشارة سلطان قيصر مرشد بابا عاهل أمين أمينة قائد نائب نائبة ولي"
    " حاكم مفوض مفوضة ناطق ناطقة متحدث متحدثة مندوب مندوبة مدير مديرة خادم"
)
HEADS_ENGLISH = folded_words(
    "president minister leader king queen chancellor premier secretary spokesman spokeswoman ambassador envoy governor sultan"
    " emir pope chairman ruler dictator commander chief"
)
MODIFIERS_ENGLISH = folded_words(
    "foreign defense defence prime interior finance oil energy supreme vice deputy crown state of"
)
# They stand between a role and the name: «وزير الدفاع السيد فلان».
STYLES = folded_words(
    "السيد السيدة الدكتور الدكتورة الأمير الملك الشيخ الجنرال الفريق اللواء المهندس الأستاذ المشير السلطان"
)
# What a role in construct takes beside words with their article: «رئيس مجلس الوزراء», «وزير خارجية روسيا».
CONSTRUCT = folded_words(
    "مجلس وزراء خارجية دفاع داخلية مالية عام أركان هيئة برلمان جمهورية مملكة دولة حكومة باسم وزارة لدى شؤون عهد ولي"
)
# Behind these verbs a role may be the subject and the name whom he met: «التقى وزير الخارجية الأميركي محمد جواد ظريف».
MEETING = folded_words(
    "التقى يلتقي والتقى استقبل واستقبل يستقبل استقبال لقاء لقائه قابل هاتف ودع بحث وبحث هنأ أبلغ دعا اتهم انتقد اتصل سأل كلف"
)
# A role with one of these behind it is another role: «الرئيس الأميركي السابق».
OTHERWISE = folded_words(
    "السابق السابقة الأسبق الأسبقة الراحل الراحلة المخلوع المعزول المنتخب المكلف المقبل الجديد المؤقت الانتقالي بالإنابة بالوكالة"
    " ونائبه والسابق السابقين"
)
DEPUTIES = folded_words("مساعد وكيل نظير عقيلة زوجة نجل شقيق")
# They are called after the role's holders: «كأس ولي العهد».
NAMED_AFTER = folded_words(
    "كأس دوري جامعة كلية مستشفى مدينة جائزة مركز برنامج مشروع طريق شارع ميناء جسر مطار مجمع مكتبة قاعة مسجد جامع مؤسسة"
)
DAYS = folded_words("السبت الأحد الاثنين الإثنين الثلاثاء الثلثاء الأربعاء الخميس الجمعة اليوم الليلة الذي التي")
FORMER = folded_words("former ex late then deputy vice acting")

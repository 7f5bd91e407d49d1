"""The words that roles are made of, and those around them that make them somebody else's; chosen by hand."""

from __future__ import annotations

from news.naming.scripts import fold


def _folded(words: str) -> frozenset[str]:
    return frozenset(fold(words.replace("\n", " ")).text.split())


# What begins a role. The other titles (السيد, الأمير, Mr) go with names: many have them.
HEADS = _folded(
    "رئيس رئيسة ملك ملكة زعيم زعيمة وزير وزيرة سفير سفيرة مبعوث مستشار مستشارة سلطان قيصر مرشد بابا عاهل أمين أمينة قائد نائب نائبة ولي"
    " حاكم مفوض مفوضة ناطق ناطقة متحدث متحدثة مندوب مندوبة مدير مديرة خادم"
)
HEADS_ENGLISH = _folded(
    "president minister leader king queen chancellor premier secretary spokesman spokeswoman ambassador envoy governor sultan"
    " emir pope chairman ruler dictator commander chief"
)
MODIFIERS_ENGLISH = _folded(
    "foreign defense defence prime interior finance oil energy supreme vice deputy crown state of"
)
# They stand between a role and the name: «وزير الدفاع السيد فلان».
STYLES = _folded(
    "السيد السيدة الدكتور الدكتورة الأمير الملك الشيخ الجنرال الفريق اللواء المهندس الأستاذ المشير السلطان"
)
# What a role in construct takes beside words with their article: «رئيس مجلس الوزراء», «وزير خارجية روسيا».
CONSTRUCT = _folded(
    "مجلس وزراء خارجية دفاع داخلية مالية عام أركان هيئة برلمان جمهورية مملكة دولة حكومة باسم وزارة لدى شؤون عهد ولي"
)
# Behind these verbs a role may be the subject and the name whom he met: «التقى وزير الخارجية الأميركي محمد جواد ظريف».
MEETING = _folded(
    "التقى يلتقي والتقى استقبل واستقبل يستقبل استقبال لقاء لقائه قابل هاتف ودع بحث وبحث هنأ أبلغ دعا اتهم انتقد اتصل سأل كلف"
)
# A role with one of these behind it is another role: «الرئيس الأميركي السابق».
OTHERWISE = _folded(
    "السابق السابقة الأسبق الأسبقة الراحل الراحلة المخلوع المعزول المنتخب المكلف المقبل الجديد المؤقت الانتقالي بالإنابة بالوكالة"
    " ونائبه والسابق السابقين"
)
DEPUTIES = _folded("مساعد وكيل نظير عقيلة زوجة نجل شقيق")
# They are called after the role's holders: «كأس ولي العهد».
NAMED_AFTER = _folded(
    "كأس دوري جامعة كلية مستشفى مدينة جائزة مركز برنامج مشروع طريق شارع ميناء جسر مطار مجمع مكتبة قاعة مسجد جامع مؤسسة"
)
DAYS = _folded("السبت الأحد الاثنين الإثنين الثلاثاء الثلثاء الأربعاء الخميس الجمعة اليوم الليلة الذي التي")
FORMER = _folded("former ex late then deputy vice acting")

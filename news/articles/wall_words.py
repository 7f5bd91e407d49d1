"""What sites write where an article was asked for, one pattern a line: data of news.articles.not_article.

A reporter may write about cookies, maintenance or a missing page: these are a site's own words, to its reader. `_` is a
space, runs of anything are bounded and end with the sentence, so that every pattern is linear.
"""

from __future__ import annotations

# The whole of a title, or all but the site's name.
TITLES = {
    "soft_404": r"""
        (?:error_|http_)?404(?:_error)?(?:[:.,]?_(?:page_|file_)?not_found)?
        (?:page|file|article|story|content)_(?:not_found|does(?:n['’]t|_not)_exist|(?:is_)?(?:no_longer_|un)available)
        not_found
        (?:oops|sorry)\W{1,3}(?:(?:this|that|the)_)?page[^|]{0,60}
        oops|sorry|عفو[اًا]{1,2}|عذر[اًا]{1,2}
        seite_nicht_gefunden
        page_(?:introuvable|non_trouvée)
        (?:عذر[اًا]{1,2}\W{0,3})?(?:الصفحة|صفحة|المقال|الخبر|المحتوى)_(?:المطلوبة?_)?غير_(?:موجود|متوفر|متاح)[ةه]?
        (?:عفو[اًا]{1,2}|عذر[اًا]{1,2})\W{1,3}لم_يتم_العثور_على_(?:ال)?صفحة
        خطأ_?404
        غير_موجود[ةه]?
        لم_يتم_العثور_على_(?:ال)?صفحة
    """,
    "captcha": r"""
        just_a_moment\W{0,4}
        attention_required!?[^|]{0,20}
        are_you_(?:a_robot|human|a_human)\??
        (?:security|human|robot)_(?:check|verification)
        verify(?:ing)?_(?:that_)?you_are_(?:a_)?human\W{0,4}
        checking_your_browser[^|]{0,40}
        pardon_our_interruption\W{0,4}
        one_more_step
        ddos_protection[^|]{0,20}
        التحقق_الأمني
        تحقق_من_أنك_(?:إنسان|لست_روبوت\w{0,2})
        هل_أنت_(?:إنسان|روبوت)\W{0,2}
    """,
    "blocked": r"""
        access_(?:denied|forbidden|to_this_page_has_been_denied)
        (?:error_|http_)?403(?:_forbidden)?
        forbidden
        (?:request|you_have_been)_blocked
        (?:error_|http_)?429(?:_too_many_requests)?
        too_many_requests
        (?:ad_?|advert)block(?:er)?_detected
        تم_(?:رفض|حظر|منع)_(?:الوصول|الطلب)
        الوصول_(?:مرفوض|ممنوع)
    """,
    "maintenance": r"""
        (?:site_|website_|scheduled_|(?:we_are_|down_|closed_)?(?:currently_)?(?:under|for)_)?maintenance(?:_mode|_page)?
        be_right_back\W{0,3}
        (?:(?:this_)?(?:web)?site_|page_)?(?:is_)?under_construction
        we['’]ll_be_(?:right_)?back(?:_soon)?\W{0,3}
        (?:error_|http_)?503(?:_service_(?:temporarily_)?unavailable)?
        service_(?:temporarily_)?unavailable
        temporarily_(?:unavailable|offline|down)
        site_(?:offline|is_down)
        (?:الموقع_|الصفحة_)?(?:تحت|قيد|في_وضع)_الصيانة
        (?:وضع_|أعمال_)?الصيانة
        الموقع_مغلق[^|]{0,20}
        (?:الخدمة|الموقع)_غير_متاح[ةه]?(?:_حالي\w{0,2}|_مؤقت\w{0,2})?
    """,
    "server_error": r"""
        (?:error_|http_)?50[02](?:_(?:internal_server_error|bad_gateway))?
        internal_server_error
        bad_gateway
        database_error
        error_establishing_a_database_connection
        (?:fatal_|runtime_|server_|application_)?error
        server_error_in_\W{1,3}application
        sqlstate\[[^|]{0,80}
        خطأ_في_(?:قاعدة_البيانات|الخادم|الاتصال)
    """,
    "parked": r"""
        [\w-]{1,60}\.[a-z]{2,12}_(?:is_for_sale|domain_(?:name_)?for_sale)[^|]{0,20}
        domain_(?:is_)?(?:for_sale|parked|expired)
        this_domain_(?:is|may_be|has|name)[^|]{0,40}
        parked_domain
        (?:this_)?account_(?:has_been_)?suspended
        welcome_to_(?:nginx|apache|openresty|caddy|iis)[^|]{0,20}
        (?:apache2?|nginx|iis|test)[^|]{0,40}_(?:default|test)_page[^|]{0,20}
        iis_windows[^|]{0,20}
        تم_(?:إيقاف|تعليق)_(?:هذا_)?الحساب
        (?:هذا_)?(?:النطاق|الدومين)[^|]{0,20}(?:للبيع|معروض|محجوز)[^|]{0,20}
    """,
    "cookie_wall": r"""
        before_you_continue[^|]{0,40}
        (?:your_)?(?:cookie|privacy)_(?:consent|settings|preferences|choices)
        we_value_your_privacy
        cookies?_(?:required|wall)
        cookie[_-]einstellungen
        (?:gestion|paramètres)_des_cookies
        (?:إعدادات|تفضيلات)_(?:الخصوصية|ملفات_(?:تعريف_)?الارتباط|الكوكيز)
        خصوصيتك_تهمنا
    """,
    "login_wall": r"""
        (?:please_)?(?:log|sign)_?in(?:_to_(?:continue|your_account)[^|]{0,30}|_required)?
        (?:members|subscribers)_only
        (?:(?:يرجى|الرجاء)_)?تسجيل_الدخول[^|]{0,30}
    """,
}
# Somewhere in a line of a short page.
SENTENCES = {
    "soft_404": r"""
        (?:page|article|link|story|content|url|address)_(?:that_)?you(?:['’]re|_are|_were|_have)?_(?:looking_for|requested|followed|tried|trying)
        (?:could_?n[o'’]t|cannot|can['’]t|unable_to)_(?:be_found|find_(?:the|this|that)_(?:page|article|story|content))
        (?:page|article|link)_(?:may|might)_(?:have_been_|be_)?(?:moved|removed|deleted|broken|renamed)
        (?:this|the_requested)_(?:page|url|article|content)[^.]{0,30}(?:was_not_found|does_?n[o'’]t_exist|no_longer_(?:exists|available)|not_available(?!_in_your))
        (?:الصفحة|المقال|المقالة|الرابط|المحتوى|الخبر)_(?:التي|الذي)_(?:تبحث_عن|طلبت|تحاول|اتبعت)
        (?:الصفحة|المقال|المقالة|الرابط|المحتوى)_المطلوب[ةه]?_(?:غير|لا|لم)
        لم_(?:يتم_العثور|نتمكن_من_العثور|نعثر)_على_(?:هذه_)?(?:ال)?(?:صفحة|مقال|محتوى|خبر|رابط)
        (?:الصفحة|الرابط|المقال|المحتوى)_(?:غير_موجود|غير_متاح|غير_متوفر|لم_يعد)
        (?:هذا|هذه)_(?:الصفحة|الرابط|المقال|المحتوى|الخبر)_(?:غير|لم_يعد|لم_تعد)_(?:موجود|متاح|متوفر)
        does_?n[o'’]t_exist_on_(?:this|our)_(?:server|site|website)
    """,
    "no_text": r"""
        \byou_(?:are|will_be|are_not|were_not)_(?:being_)?(?:automatically_)?redirected
        \bredirecting_(?:you_)?to\b
        (?:جار[يٍ]?|يتم|سيتم)_(?:ال|إعادة_)?(?:تحويلك|توجيهك|تحويل|توجيه)
    """,
    "captcha": r"""
        (?:verify|confirm|prove|make_sure|check)_(?:that_)?you(?:['’]re|_are)?_(?:not_a_(?:ro)?bot|(?:a_)?human|a_real_person)
        checking_your_browser
        unusual_(?:traffic|activity)_from_your
        (?:enable|turn_on)_(?:javascript|cookies)[^.]{0,40}_(?:and_(?:cookies|reload)|to_continue)
        complete_the_(?:captcha|security_check|challenge)
        review_the_security_of_your_connection
        (?:تأكد|تحقق|أثبت|التأكد|التحقق|تأكيد)[^.]{0,20}_أنك_(?:إنسان|لست|شخص)
        حركة_(?:مرور|بيانات)_غير_(?:معتادة|عادية|طبيعية)
        لست_برنامج_روبوت
    """,
    "blocked": r"""
        you_do_?n[o'’]t_have_(?:permission|access)_to_(?:access|view|this)
        your_(?:ip|ip_address|request)[^.]{0,40}_(?:blocked|denied|restricted)
        not_available_in_your_(?:country|region|location)
        \byou_have_(?:sent|made)_too_many_requests
        (?:disable|turn_off|switch_off|using)_(?:your_|an?_)?ad[_-]?block
        (?:تعطيل|إيقاف|تستخدم)_(?:مانع|حاجب|أداة_حظر)_(?:ال)?إعلانات
        ليس_لديك_(?:إذن|صلاحية)
        تم_حظر_(?:عنوانك|طلبك|وصولك)
    """,
    "maintenance": r"""
        \b(?:we_are|we['’]re|(?:our|this)_(?:web)?site_(?:is|will_be))[^.]{0,60}_maintenance
        \bplease_(?:try_again|check_back|come_back)_(?:later|soon|shortly|in_a)
        \bwe(?:['’]ll|_will)_be_(?:right_)?back\b
        \b(?:الموقع|موقعنا|بوابتنا)\b[^.]{0,40}(?:تحت|قيد|لأعمال|أعمال|بسبب|في_وضع)_(?:ال)?صيانة
        \bنقوم\b[^.]{0,30}(?:بصيانة|بتحديث|بتطوير|صيانة)_(?:ال)?موقع
        \b(?:سنعود|نعود)_(?:قريب|إليكم|اليكم)
        (?:يرجى|الرجاء)_(?:المحاولة|العودة|معاودة)[^.]{0,20}_(?:لاحق|بعد|مرة)
    """,
    "server_error": r"""
        error_establishing_a_database_connection
        sqlstate\[
        (?:mysqli?|pg|oci|pdo)_?\w{0,20}\(\)
        you_have_an_error_in_your_sql_syntax
        uncaught_\w{0,30}(?:error|exception)
        (?:fatal_error|uncaught_exception|warning):_
        \.php\W{1,3}on_line_\d
        \b[a-z]{0,30}exception_in_/
        \b(?:stack_trace:|traceback_\(most_recent)
        an_application_error_occurred
        internal_server_error
        server_encountered_an
        تعذر_الاتصال_بقاعدة_البيانات
        خطأ_في_(?:الاتصال_ب)?قاعدة_البيانات
        خطأ_(?:داخلي_)?في_الخادم
    """,
    "parked": r"""
        (?:this|the)_domain_(?:name_)?(?:is|may_be|has)_(?:for_sale|parked|available|expired|been_registered)
        buy_this_domain
        this_account_has_been_suspended
        this_is_the_default_(?:welcome_)?page
        this_(?:web)?site_is_for_sale
        (?:inquire|enquire)_about_this_domain
        (?:هذا_)?(?:النطاق|الدومين)[^.]{0,40}(?:للبيع|محجوز|منتهي|انتهت)
    """,
    "cookie_wall": r"""
        (?:we|our_(?:site|partners)|this_(?:site|website))\b[^.]{0,80}\bcookies?\b
        (?:wir|nous)_(?:verwenden|nutzen|utilisons)\b[^.]{0,40}\bcookies\b
        (?:accept|reject|manage|allow|decline)_(?:all_|my_|our_|the_)?(?:cookies?|preferences|choices|options|partners)\b
        (?:we|our_partners)\b[^.]{0,60}\byour_(?:privacy|consent|personal_data|device)
        your_(?:choices|consent|preferences)\b[^.]{0,60}\b(?:withdraw|change|manage|any_time)
        (?:نستخدم|يستخدم_(?:هذا_)?الموقع|شركاؤنا|موافقتك)[^.]{0,60}(?:الارتباط|الكوكيز|كوكيز|الخصوصية|بياناتك)
        (?:قبول|رفض|إدارة)_(?:جميع_|كل_)?(?:ملفات|الكوكيز|التفضيلات|الخيارات)
    """,
    "login_wall": r"""
        (?:log|sign)_?in_(?:to_(?:continue|read|view|access|your)|with_(?:google|facebook|apple|email))
        (?:create|register_for)_(?:an|your)(?:_free)?_account
        forgot_(?:your_)?password
        (?:سجل|تسجيل|سجّل)_(?:الدخول|دخولك)_(?:للمتابعة|لمتابعة|لقراءة|باستخدام)
        نسيت_كلمة_(?:المرور|السر)
    """,
}

"""The countries of ISO 3166, by their two letters, and how they are called at the counter."""

from __future__ import annotations

from collections.abc import Iterator

from kiosk.domain.bilingual import Bilingual
from kiosk.domain.errors import Refused
from kiosk.text.fold import search_key

_LISTED = """
AD آندورا Andorra; AE امارات متحده عربی United Arab Emirates; AF افغانستان Afghanistan
AG آنتیگوا و باربودا Antigua and Barbuda; AI آنگویلا Anguilla; AL آلبانی Albania; AM ارمنستان Armenia
AO آنگولا Angola; AQ جنوبگان Antarctica; AR آرژانتین Argentina; AS ساموآی آمریکا American Samoa
AT اتریش Austria; AU استرالیا Australia; AW آروبا Aruba; AX جزایر الند Åland Islands
AZ جمهوری آذربایجان Azerbaijan; BA بوسنی و هرزگوین Bosnia and Herzegovina; BB باربادوس Barbados
BD بنگلادش Bangladesh; BE بلژیک Belgium; BF بورکینافاسو Burkina Faso; BG بلغارستان Bulgaria
BH بحرین Bahrain; BI بوروندی Burundi; BJ بنین Benin; BL سن بارتلمی Saint Barthélemy; BM برمودا Bermuda
BN برونئی Brunei; BO بولیوی Bolivia; BQ جزایر کارائیب هلند Caribbean Netherlands; BR برزیل Brazil
BS باهاما Bahamas; BT بوتان Bhutan; BV جزیره بووه Bouvet Island; BW بوتسوانا Botswana
BY بلاروس Belarus; BZ بلیز Belize; CA کانادا Canada; CC جزایر کوکوس Cocos (Keeling) Islands
CD جمهوری دموکراتیک کنگو Democratic Republic of the Congo; CF آفریقای مرکزی Central African Republic
CG کنگو Congo; CH سوئیس Switzerland; CI ساحل عاج Côte d’Ivoire; CK جزایر کوک Cook Islands
CL شیلی Chile; CM کامرون Cameroon; CN چین China; CO کلمبیا Colombia; CR کاستاریکا Costa Rica
CU کوبا Cuba; CV کیپ ورد Cape Verde; CW کوراسائو Curaçao; CX جزیره کریسمس Christmas Island
CY قبرس Cyprus; CZ چک Czechia; DE آلمان Germany; DJ جیبوتی Djibouti; DK دانمارک Denmark
DM دومینیکا Dominica; DO جمهوری دومینیکن Dominican Republic; DZ الجزایر Algeria; EC اکوادور Ecuador
EE استونی Estonia; EG مصر Egypt; EH صحرای غربی Western Sahara; ER اریتره Eritrea; ES اسپانیا Spain
ET اتیوپی Ethiopia; FI فنلاند Finland; FJ فیجی Fiji; FK جزایر فالکلند Falkland Islands
FM میکرونزی Micronesia; FO جزایر فارو Faroe Islands; FR فرانسه France; GA گابن Gabon
GB بریتانیا United Kingdom; GD گرنادا Grenada; GE گرجستان Georgia; GF گویان فرانسه French Guiana
GG گرنزی Guernsey; GH غنا Ghana; GI جبل طارق Gibraltar; GL گرینلند Greenland; GM گامبیا Gambia
GN گینه Guinea; GP گوادلوپ Guadeloupe; GQ گینه استوایی Equatorial Guinea; GR یونان Greece
GS جورجیای جنوبی و جزایر ساندویچ جنوبی South Georgia and the South Sandwich Islands; GT گواتمالا Guatemala
GU گوام Guam; GW گینه بیسائو Guinea-Bissau; GY گویان Guyana; HK هنگ‌کنگ Hong Kong
HM جزیره هرد و جزایر مک‌دونالد Heard and McDonald Islands; HN هندوراس Honduras; HR کرواسی Croatia
HT هائیتی Haiti; HU مجارستان Hungary; ID اندونزی Indonesia; IE ایرلند Ireland; IL فلسطین اشغالی Israel
IM جزیره من Isle of Man; IN هند India; IO قلمرو بریتانیا در اقیانوس هند British Indian Ocean Territory
IQ عراق Iraq; IR ایران Iran; IS ایسلند Iceland; IT ایتالیا Italy; JE جرزی Jersey; JM جامائیکا Jamaica
JO اردن Jordan; JP ژاپن Japan; KE کنیا Kenya; KG قرقیزستان Kyrgyzstan; KH کامبوج Cambodia
KI کیریباتی Kiribati; KM کومور Comoros; KN سنت کیتس و نویس Saint Kitts and Nevis
KP کره شمالی North Korea; KR کره جنوبی South Korea; KW کویت Kuwait; KY جزایر کیمن Cayman Islands
KZ قزاقستان Kazakhstan; LA لائوس Laos; LB لبنان Lebanon; LC سنت لوسیا Saint Lucia
LI لیختن‌اشتاین Liechtenstein; LK سری‌لانکا Sri Lanka; LR لیبریا Liberia; LS لسوتو Lesotho
LT لیتوانی Lithuania; LU لوکزامبورگ Luxembourg; LV لتونی Latvia; LY لیبی Libya; MA مراکش Morocco
MC موناکو Monaco; MD مولداوی Moldova; ME مونته‌نگرو Montenegro; MF سن مارتن Saint Martin
MG ماداگاسکار Madagascar; MH جزایر مارشال Marshall Islands; MK مقدونیه شمالی North Macedonia; ML مالی Mali
MM میانمار Myanmar; MN مغولستان Mongolia; MO ماکائو Macao
MP جزایر ماریانای شمالی Northern Mariana Islands; MQ مارتینیک Martinique; MR موریتانی Mauritania
MS مونتسرات Montserrat; MT مالت Malta; MU موریس Mauritius; MV مالدیو Maldives; MW مالاوی Malawi
MX مکزیک Mexico; MY مالزی Malaysia; MZ موزامبیک Mozambique; NA نامیبیا Namibia
NC کالدونیای جدید New Caledonia; NE نیجر Niger; NF جزیره نورفک Norfolk Island; NG نیجریه Nigeria
NI نیکاراگوئه Nicaragua; NL هلند Netherlands; NO نروژ Norway; NP نپال Nepal; NR نائورو Nauru
NU نیوئه Niue; NZ نیوزیلند New Zealand; OM عمان Oman; PA پاناما Panama; PE پرو Peru
PF پلی‌نزی فرانسه French Polynesia; PG پاپوآ گینه نو Papua New Guinea; PH فیلیپین Philippines
PK پاکستان Pakistan; PL لهستان Poland; PM سن پیر و میکلون Saint Pierre and Miquelon
PN پیتکرن Pitcairn; PR پورتوریکو Puerto Rico; PS فلسطین Palestine; PT پرتغال Portugal; PW پالائو Palau
PY پاراگوئه Paraguay; QA قطر Qatar; RE رئونیون Réunion; RO رومانی Romania; RS صربستان Serbia
RU روسیه Russia; RW رواندا Rwanda; SA عربستان سعودی Saudi Arabia; SB جزایر سلیمان Solomon Islands
SC سیشل Seychelles; SD سودان Sudan; SE سوئد Sweden; SG سنگاپور Singapore; SH سنت هلن Saint Helena
SI اسلوونی Slovenia; SJ سوالبارد و یان ماین Svalbard and Jan Mayen; SK اسلواکی Slovakia
SL سیرالئون Sierra Leone; SM سان مارینو San Marino; SN سنگال Senegal; SO سومالی Somalia
SR سورینام Suriname; SS سودان جنوبی South Sudan; ST سائوتومه و پرنسیپ São Tomé and Príncipe
SV السالوادور El Salvador; SX سینت مارتن Sint Maarten; SY سوریه Syria; SZ اسواتینی Eswatini
TC جزایر تورکس و کایکوس Turks and Caicos Islands; TD چاد Chad
TF سرزمین‌های جنوبی فرانسه French Southern Territories; TG توگو Togo; TH تایلند Thailand
TJ تاجیکستان Tajikistan; TK توکلائو Tokelau; TL تیمور شرقی Timor-Leste; TM ترکمنستان Turkmenistan
TN تونس Tunisia; TO تونگا Tonga; TR ترکیه Turkey; TT ترینیداد و توباگو Trinidad and Tobago
TV تووالو Tuvalu; TW تایوان Taiwan; TZ تانزانیا Tanzania; UA اوکراین Ukraine; UG اوگاندا Uganda
UM جزایر پراکنده ایالات متحده United States Outlying Islands; US ایالات متحده آمریکا United States
UY اوروگوئه Uruguay; UZ ازبکستان Uzbekistan; VA واتیکان Vatican City
VC سنت وینسنت و گرنادین‌ها Saint Vincent and the Grenadines; VE ونزوئلا Venezuela
VG جزایر ویرجین بریتانیا British Virgin Islands; VI جزایر ویرجین آمریکا United States Virgin Islands
VN ویتنام Vietnam; VU وانواتو Vanuatu; WF والیس و فوتونا Wallis and Futuna; WS ساموآ Samoa
YE یمن Yemen; YT مایوت Mayotte; ZA آفریقای جنوبی South Africa; ZM زامبیا Zambia; ZW زیمبابوه Zimbabwe
"""


def _read() -> Iterator[tuple[str, Bilingual]]:
    for entry in _LISTED.replace("\n", ";").split(";"):
        code, _, names = entry.strip().partition(" ")
        words = names.split()
        persian = [word for word in words if "\u0600" <= word[0] <= "\u06ff"]
        if persian:
            yield code, Bilingual(" ".join(persian), " ".join(words[len(persian) :]))


COUNTRIES = dict(_read())
"""Two capital letters → name."""

_OTHER_NAMES = {
    **dict.fromkeys(("آمریکا", "امریکا", "USA", "America"), "US"),
    **dict.fromkeys(("انگلیس", "انگلستان", "UK", "England"), "GB"),
    **dict.fromkeys(("Türkiye", "Turkiye"), "TR"),
    **dict.fromkeys(("آذربایجان",), "AZ"),
    **dict.fromkeys(("امارات", "UAE"), "AE"),
    **dict.fromkeys(("عربستان",), "SA"),
}
"""How people say it."""

_BY_NAME = {search_key(name): code for name, code in _OTHER_NAMES.items()} | {
    search_key(name): code for code, names in COUNTRIES.items() for name in (names.fa, names.en)
}


def parse(text: str) -> str:
    """Two letters, or a country's name in either language → its two capital letters.

    Raises:
        Refused: "country.unknown" (details: name).
    """
    code = text.strip().upper()
    if code in COUNTRIES:
        return code
    if found := _BY_NAME.get(search_key(text)):
        return found
    raise Refused("country.unknown", name=text.strip())

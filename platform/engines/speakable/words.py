"""The words of each language for numbers, signs and sure abbreviations: rows of data."""

from collections.abc import Mapping
from dataclasses import dataclass, field

_FORMS = {"$": 0, "€": 1, "£": 2, "%": 3, "°": 4, "°C": 4, "km": 5, "км": 5, "kg": 6, "кг": 6}
"""Where a sign's word stands among the forms of `Words`."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Words:
    num2words: str = ""
    """What the library calls the language."""
    digits: tuple[str, ...] = ()
    """Words for 0 to 9, where the library lacks the language."""
    keeps_digits: bool = False
    decimal_mark: str = ","
    point: str = ""
    """The decimal mark as a word."""
    minus: str = ""
    plus: str = "plus"
    conjunction: str = ""
    """For &."""
    one: tuple[str, ...] = ()
    """Dollar, euro, pound, percent, degree, kilometre, kilogram beside 1."""
    many: tuple[str, ...] = ()
    """The same beside other numbers."""
    few: tuple[str, ...] = ()
    """Beside 2, 3, 4 and what ends in them but 12, 13, 14, where a language tells them apart."""
    part: tuple[str, ...] = ()
    """Beside a decimal number, where a language tells it apart."""
    ends_in_one: bool = False
    """21 takes the form of 1, as in Russian and Ukrainian."""
    percent_first: bool = False
    spaced: bool = True
    """Spaces stand between words."""
    says_years: bool = False
    """1984 is nineteen eighty-four, in counting, too."""
    abbreviations: Mapping[str, str] = field(default_factory=dict)

    def sign(self, sign: str, number: str) -> str:
        """A unit or currency as it stands beside a number."""
        forms = self.many or (sign,) * len(_FORMS)
        if not number.isdecimal():
            forms = self.part or forms
        elif self._is_one(number):
            forms = self.one or forms
        elif number[-1] in "234" and number[-2:-1] != "1":
            forms = self.few or forms
        return forms[_FORMS[sign]]

    def _is_one(self, number: str) -> bool:
        if self.ends_in_one:
            return number[-1] == "1" and number[-2:-1] != "1"
        return int(number) == 1


WORDS: Mapping[str, Words] = {
    "ara": Words(
        num2words="ar",
        point="فاصلة",
        minus="ناقص",
        plus="زائد",
        decimal_mark=".",
        conjunction="و",
        many=("دولار", "يورو", "جنيه", "بالمئة", "درجة", "كيلومتر", "كيلوغرام"),
    ),
    "cmn": Words(keeps_digits=True, decimal_mark=".", conjunction="和"),
    "ces": Words(
        num2words="cs",
        point="celá",
        minus="minus",
        conjunction="a",
        one=("dolar", "euro", "libra", "procento", "stupeň", "kilometr", "kilogram"),
        few=("dolary", "eura", "libry", "procenta", "stupně", "kilometry", "kilogramy"),
        many=("dolarů", "eur", "liber", "procent", "stupňů", "kilometrů", "kilogramů"),
        part=("dolaru", "eura", "libry", "procenta", "stupně", "kilometru", "kilogramu"),
        abbreviations={
            "např.": "například",
            "tzn.": "to znamená",
            "tzv.": "takzvaný",
            "atd.": "a tak dále",
        },
    ),
    "nld": Words(
        num2words="nl",
        point="komma",
        minus="min",
        conjunction="en",
        says_years=True,
        many=("dollar", "euro", "pond", "procent", "graden", "kilometer", "kilogram"),
        one=("dollar", "euro", "pond", "procent", "graad", "kilometer", "kilogram"),
        abbreviations={
            "bijv.": "bijvoorbeeld",
            "enz.": "enzovoort",
            "d.w.z.": "dat wil zeggen",
            "dhr.": "de heer",
            "mevr.": "mevrouw",
        },
    ),
    "eng": Words(
        num2words="en",
        decimal_mark=".",
        point="point",
        minus="minus",
        conjunction="and",
        says_years=True,
        one=("dollar", "euro", "pound", "percent", "degree", "kilometer", "kilogram"),
        many=("dollars", "euros", "pounds", "percent", "degrees", "kilometers", "kilograms"),
        abbreviations={
            "e.g.": "for example",
            "i.e.": "that is",
            "etc.": "et cetera",
            "vs.": "versus",
            "Mr.": "Mister",
            "Mrs.": "Missus",
            "Dr.": "Doctor",
        },
    ),
    "fra": Words(
        num2words="fr",
        point="virgule",
        minus="moins",
        conjunction="et",
        one=("dollar", "euro", "livre", "pour cent", "degré", "kilomètre", "kilogramme"),
        many=("dollars", "euros", "livres", "pour cent", "degrés", "kilomètres", "kilogrammes"),
        abbreviations={
            "p. ex.": "par exemple",
            "c.-à-d.": "c'est-à-dire",
            "etc.": "et cetera",
            "Mme": "Madame",
            "Mlle": "Mademoiselle",
        },
    ),
    "deu": Words(
        num2words="de",
        point="Komma",
        minus="minus",
        conjunction="und",
        says_years=True,
        many=("Dollar", "Euro", "Pfund", "Prozent", "Grad", "Kilometer", "Kilogramm"),
        abbreviations={
            "z. B.": "zum Beispiel",
            "z.B.": "zum Beispiel",
            "d. h.": "das heißt",
            "d.h.": "das heißt",
            "usw.": "und so weiter",
            "bzw.": "beziehungsweise",
            "ca.": "circa",
            "Dr.": "Doktor",
            "Prof.": "Professor",
        },
    ),
    "ell": Words(
        digits=("μηδέν", "ένα", "δύο", "τρία", "τέσσερα", "πέντε", "έξι", "επτά", "οκτώ", "εννέα"),
        point="κόμμα",
        minus="μείον",
        plus="συν",
        conjunction="και",
        one=("δολάριο", "ευρώ", "λίρα", "τοις εκατό", "βαθμός", "χιλιόμετρο", "κιλό"),
        many=("δολάρια", "ευρώ", "λίρες", "τοις εκατό", "βαθμοί", "χιλιόμετρα", "κιλά"),
        abbreviations={"π.χ.": "για παράδειγμα", "δηλ.": "δηλαδή", "κ.λπ.": "και λοιπά"},
    ),
    "heb": Words(
        num2words="he",
        decimal_mark=".",
        point="נקודה",
        minus="מינוס",
        plus="פלוס",
        many=("דולר", "אירו", "פאונד", "אחוז", "מעלות", "קילומטר", "קילוגרם"),
    ),
    "hin": Words(
        digits=("शून्य", "एक", "दो", "तीन", "चार", "पाँच", "छह", "सात", "आठ", "नौ"),
        decimal_mark=".",
        point="दशमलव",
        minus="माइनस",
        plus="प्लस",
        conjunction="और",
        many=("डॉलर", "यूरो", "पाउंड", "प्रतिशत", "डिग्री", "किलोमीटर", "किलोग्राम"),
        abbreviations={"डॉ.": "डॉक्टर"},
    ),
    "ind": Words(
        num2words="id",
        point="koma",
        minus="minus",
        plus="tambah",
        conjunction="dan",
        many=("dolar", "euro", "pound", "persen", "derajat", "kilometer", "kilogram"),
        abbreviations={"dll.": "dan lain-lain", "dsb.": "dan sebagainya"},
    ),
    "ita": Words(
        num2words="it",
        point="virgola",
        minus="meno",
        plus="più",
        conjunction="e",
        one=("dollaro", "euro", "sterlina", "per cento", "grado", "chilometro", "chilogrammo"),
        many=("dollari", "euro", "sterline", "per cento", "gradi", "chilometri", "chilogrammi"),
        abbreviations={"ecc.": "eccetera", "Sig.": "Signor", "Dott.": "Dottor"},
    ),
    "jpn": Words(
        num2words="ja",
        spaced=False,
        decimal_mark=".",
        point="点",
        minus="マイナス",
        plus="足す",
        many=("ドル", "ユーロ", "ポンド", "パーセント", "度", "キロメートル", "キログラム"),
    ),
    "kor": Words(
        num2words="ko",
        decimal_mark=".",
        point="점",
        minus="마이너스",
        plus="더하기",
        many=("달러", "유로", "파운드", "퍼센트", "도", "킬로미터", "킬로그램"),
    ),
    "fas": Words(
        num2words="fa",
        decimal_mark=".",
        point="ممیز",
        minus="منفی",
        plus="به علاوه",
        conjunction="و",
        many=("دلار", "یورو", "پوند", "درصد", "درجه", "کیلومتر", "کیلوگرم"),
    ),
    "pol": Words(
        num2words="pl",
        point="przecinek",
        minus="minus",
        conjunction="i",
        one=("dolar", "euro", "funt", "procent", "stopień", "kilometr", "kilogram"),
        few=("dolary", "euro", "funty", "procent", "stopnie", "kilometry", "kilogramy"),
        many=("dolarów", "euro", "funtów", "procent", "stopni", "kilometrów", "kilogramów"),
        part=("dolara", "euro", "funta", "procent", "stopnia", "kilometra", "kilograma"),
        abbreviations={
            "np.": "na przykład",
            "tzn.": "to znaczy",
            "itd.": "i tak dalej",
            "itp.": "i tym podobne",
        },
    ),
    "por": Words(
        num2words="pt",
        point="vírgula",
        minus="menos",
        plus="mais",
        conjunction="e",
        one=("dólar", "euro", "libra", "por cento", "grau", "quilômetro", "quilograma"),
        many=("dólares", "euros", "libras", "por cento", "graus", "quilômetros", "quilogramas"),
        abbreviations={
            "p. ex.": "por exemplo",
            "etc.": "et cetera",
            "Sr.": "Senhor",
            "Sra.": "Senhora",
        },
    ),
    "ron": Words(
        num2words="ro",
        point="virgulă",
        minus="minus",
        conjunction="și",
        one=("dolar", "euro", "liră", "la sută", "grad", "kilometru", "kilogram"),
        many=("dolari", "euro", "lire", "la sută", "grade", "kilometri", "kilograme"),
        abbreviations={"etc.": "et cetera", "d-na": "doamna", "dl.": "domnul"},
    ),
    "rus": Words(
        num2words="ru",
        point="запятая",
        minus="минус",
        plus="плюс",
        conjunction="и",
        ends_in_one=True,
        one=("доллар", "евро", "фунт", "процент", "градус", "километр", "килограмм"),
        few=("доллара", "евро", "фунта", "процента", "градуса", "километра", "килограмма"),
        many=("долларов", "евро", "фунтов", "процентов", "градусов", "километров", "килограммов"),
        part=("доллара", "евро", "фунта", "процента", "градуса", "километра", "килограмма"),
        abbreviations={
            "т.е.": "то есть",
            "т. е.": "то есть",
            "и т.д.": "и так далее",
            "и т. д.": "и так далее",
        },
    ),
    "spa": Words(
        num2words="es",
        point="coma",
        minus="menos",
        plus="más",
        conjunction="y",
        one=("dólar", "euro", "libra", "por ciento", "grado", "kilómetro", "kilogramo"),
        many=("dólares", "euros", "libras", "por ciento", "grados", "kilómetros", "kilogramos"),
        abbreviations={
            "p. ej.": "por ejemplo",
            "etc.": "etcétera",
            "Sr.": "señor",
            "Sra.": "señora",
        },
    ),
    "tur": Words(
        num2words="tr",
        percent_first=True,
        point="virgül",
        minus="eksi",
        plus="artı",
        conjunction="ve",
        many=("dolar", "avro", "sterlin", "yüzde", "derece", "kilometre", "kilogram"),
        abbreviations={"vb.": "ve benzeri", "örn.": "örneğin"},
    ),
    "ukr": Words(
        num2words="uk",
        point="кома",
        minus="мінус",
        plus="плюс",
        conjunction="і",
        ends_in_one=True,
        one=("долар", "євро", "фунт", "відсоток", "градус", "кілометр", "кілограм"),
        few=("долари", "євро", "фунти", "відсотки", "градуси", "кілометри", "кілограми"),
        many=("доларів", "євро", "фунтів", "відсотків", "градусів", "кілометрів", "кілограмів"),
        part=("долара", "євро", "фунта", "відсотка", "градуса", "кілометра", "кілограма"),
        abbreviations={"т.д.": "так далі", "т. д.": "так далі"},
    ),
    "vie": Words(
        num2words="vi",
        point="phẩy",
        minus="âm",
        plus="cộng",
        conjunction="và",
        many=("đô la", "euro", "bảng", "phần trăm", "độ", "ki-lô-mét", "ki-lô-gam"),
        abbreviations={"v.v.": "vân vân"},
    ),
}

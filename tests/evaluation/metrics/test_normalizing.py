import unicodedata
from collections import Counter
from dataclasses import asdict, replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from evaluation.metrics import Options, can_spell, error_rate, normalize, options_for
from languages import LANGUAGES

SAME = [
    ("eng", "“It’s 3,000, OK?”", "its three thousand ok", "punctuation, apostrophes, numbers"),
    ("eng", "twenty-one", "21", "number words"),
    ("eng", "ｆｕｌｌ ｗｉｄｔｈ", "full width", "width"),
    ("vie", "tiê\u0301ng", "tiếng", "composition"),
    ("hin", "हिन्दी।", "हिन्दी", "danda"),
    ("hin", "१२", "12", "Devanagari digits"),
    ("hin", "क्\u200dष", "क्ष", "joiners that change only the shape"),
    ("jpn", "ｶﾞｷﾞｸﾞ", "ガギグ", "half-width kana with their voicing marks"),
    ("jpn", "か゛", "が", "a voicing mark that stands apart"),
    ("jpn", "「東京」 は、", "東京は", "punctuation and spaces"),
    ("kor", "한국어", unicodedata.normalize("NFD", "한국어"), "conjoining jamo"),
    ("ara", "السَّلَامُ", "السلام", "vowel marks"),
    ("ara", "الســـلام", "السلام", "tatweel"),
    ("ara", "١٢٣", "123", "Arabic-Indic digits"),
    ("fas", "۱۲۳", "123", "Persian digits"),
    ("fas", "می‌خواهم", "می خواهم", "half-space"),
    ("fas", "كتابي", "کتابی", "Arabic letters"),
    ("tur", "ISPARTA İZMİR", "ısparta izmir", "dotted and dotless i"),
    ("deu", "STRAẞE", "straße", "capital ß"),
    ("ell", "ΟΔΟΣ", "οδος", "final sigma"),
    ("heb", "שָׁלוֹם", "שלום", "niqqud"),
    ("heb", 'צה"ל', "צה״ל", "gershayim typed as a quotation mark"),
    ("heb", "תל־אביב", "תל אביב", "maqaf"),
    ("cmn", "漢語與電腦", "汉语与电脑", "script"),
    ("ron", "ştiinţă", "știință", "cedilla"),
    ("ukr", "п'ять", "пʼять", "apostrophe"),
    ("fra", "10\u202f000", "dix mille", "thousands separator"),
]

DIFFERENT = [
    ("vie", "má", "mà", "tone"),
    ("vie", "ma", "má", "missing tone"),
    ("hin", "कि", "की", "vowel sign"),
    ("hin", "कम", "कर्म", "virama"),
    ("jpn", "か", "が", "dakuten"),
    ("jpn", "は", "ぱ", "handakuten"),
    ("kor", "할 수 있다", "할수있다", "spacing, in words"),
    ("ara", "أحمد", "احمد", "hamza"),
    ("tur", "sınır", "sinir", "dotted i"),
    ("deu", "Maße", "Masse", "ß"),
    ("ell", "νόμος", "νομός", "accent"),
    ("ell", "γάιδαρος", "γάϊδαρος", "diaeresis"),
    ("ukr", "їжак", "іжак", "diaeresis of a letter"),
    ("rus", "все", "всё", "diaeresis of a letter"),
    ("fas", "آب", "اب", "madda"),
    ("jpn", "漢", "汉", "Chinese in the place of Japanese"),
]


@pytest.mark.parametrize(("code", "one", "other", "why"), SAME, ids=str)
def test_what_sounds_and_means_the_same_is_no_error(
    code: str, one: str, other: str, why: str
) -> None:
    assert error_rate(one, other, options_for(code)).counts.errors == 0, why


@pytest.mark.parametrize(("code", "one", "other", "why"), DIFFERENT, ids=str)
def test_a_wrong_mark_or_letter_is_one_error(code: str, one: str, other: str, why: str) -> None:
    assert error_rate(one, other, options_for(code)).counts.errors >= 1, why


def test_korean_spacing_is_no_error_in_characters() -> None:
    spaced, joined, korean = "할 수 있다", "할수있다", options_for("kor")

    assert error_rate(spaced, joined, korean).unit == "WER"
    assert error_rate(spaced, joined, korean).value == 1
    assert error_rate(spaced, joined, korean, unit="CER").value == 0


@pytest.mark.parametrize(
    ("option", "code", "before", "after"),
    [
        ("fold_eszett", "deu", "Maße", "masse"),
        ("drop_greek_accents", "ell", "Γάϊδαρε", "γαϊδαρε"),
        ("fold_hamza", "ara", "أحمد إلى آخر مؤمن", "احمد الى اخر مومن"),
        ("drop_arabic_marks", "eng", "كَتَبـ", "كتب"),
        ("drop_niqqud", "eng", "שָׁלוֹם", "שלום"),
        ("simplify_han", "jpn", "漢語", "汉语"),
        ("split_half_space", "ara", "می‌خواهم", "می خواهم"),
    ],
)
def test_option_folds_what_it_names_and_nothing_else_does(
    option: str, code: str, before: str, after: str
) -> None:
    without = _with(options_for(code), option, on=False)

    assert normalize(before, without) != after
    assert normalize(before, _with(without, option, on=True)) == after


def test_fold_case_off_keeps_capitals() -> None:
    options = replace(options_for("tur"), fold_case=False)

    assert normalize("Izmir İzmir", options) == "Izmir İzmir"
    assert normalize("Maße", replace(options, fold_eszett=True)) == "Masse"


@pytest.mark.parametrize(
    ("code", "before", "after"),
    [
        ("deu", "1.984", "eintausendneunhundertvierundachtzig"),
        ("eng", "agent 007 in 1.5 MP3", "agent zero zero seven in one five mp3"),
        ("eng", "1,2,3", "one two three"),
        ("jpn", "3人", "三人"),
        ("pol", "2 000", "dwa tysiące"),
        ("ell", "42", "42"),
        ("hin", "४२", "42"),
    ],
)
def test_numbers_are_read_as_the_language_writes_them(code: str, before: str, after: str) -> None:
    assert normalize(before, options_for(code)) == after


def test_numbers_of_five_languages_keep_their_digits() -> None:
    assert {code for code in LANGUAGES if not can_spell(code)} == {
        "ara",
        "cmn",
        "ell",
        "hin",
        "tur",
    }
    with pytest.raises(ValueError, match="Greek numbers can't be spelled out"):
        Options(language="ell", spell_numbers=True)


def test_signature_names_language_rules_and_versions() -> None:
    options = Options(language="ell", drop_greek_accents=True)

    assert options.signature == (
        "lang:ell|ops:fold_case+drop_greek_accents+ascii_digits"
        f"|unicode:{unicodedata.unidata_version}|norm:1"
    )
    assert "|num2words:" in options_for("deu").signature
    assert "|opencc:" in options_for("cmn").signature


def test_no_two_languages_share_a_signature() -> None:
    assert len({options_for(code).signature for code in LANGUAGES}) == 23


CODES = st.sampled_from(sorted(LANGUAGES))
SCRIPTS = (
    "abcIİıißẞΣςάΐͅ'\u2019-.,5 0123٣۳३ㄱ가각か゛゙がﾞｶ漢語与乾أإآٱئـًَّٕٔ\u200c\u200dשָׁׂ״\"क्किीäéȩ̣̄́̈ş¨´ϊΪ①½ﬁŉ٬"
)
TEXTS = st.text(max_size=40) | st.text(SCRIPTS, max_size=30)


@given(CODES, TEXTS)
def test_normalizing_twice_changes_nothing(code: str, text: str) -> None:
    options = options_for(code)
    once = normalize(text, options)

    assert normalize(once, options) == once


@given(CODES, TEXTS, st.booleans())
def test_every_option_leaves_normalizing_idempotent(code: str, text: str, every: bool) -> None:
    options = replace(
        options_for(code), fold_eszett=every, fold_hamza=True, drop_greek_accents=True
    )
    once = normalize(text, options)

    assert normalize(once, options) == once


@given(st.sampled_from(["hin", "vie", "jpn", "ell", "tur", "deu", "kor"]), TEXTS)
def test_no_combining_mark_is_dropped_that_no_option_names(code: str, text: str) -> None:
    options = replace(options_for(code), spell_numbers=False, fold_case=False)
    # Accents that stand alone are symbols: they go. A voicing mark that stands alone is a mark.
    standing = text.translate(
        {ord(char): " " for char in text if unicodedata.category(char) == "Sk"}
    )

    assert _marks(normalize(text, options)) >= _marks(unicodedata.normalize("NFKC", standing))


@given(CODES, TEXTS)
def test_normalized_text_holds_no_punctuation_symbols_or_double_spaces(
    code: str, text: str
) -> None:
    plain = normalize(text, options_for(code))

    assert [char for char in plain if unicodedata.category(char)[0] in "PS"] == []
    assert plain == " ".join(plain.split())


def _with(options: Options, option: str, *, on: bool) -> Options:
    return Options(**{**asdict(options), option: on})


def _marks(text: str) -> Counter[str]:
    decomposed = unicodedata.normalize("NFD", text)
    return Counter(char for char in decomposed if unicodedata.category(char)[0] == "M")

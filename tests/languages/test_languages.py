import dataclasses
from collections import Counter

import pytest
import regex

import languages
from languages import LANGUAGES, TARGETS, Language, LanguageUnknownError, by_code, targets
from languages.table import ROWS
from tests.languages.examples import SWEDISH


def test_languages_are_the_23_of_table_2() -> None:
    assert " ".join(LANGUAGES) == (
        "ara cmn ces nld eng fra deu ell heb hin ind ita jpn kor "
        "fas pol por ron rus spa tur ukr vie"
    )


def test_targets_are_all_but_english() -> None:
    assert len(TARGETS) == 22
    assert set(LANGUAGES) - set(TARGETS) == {"eng"}


def test_default_synthesizers_are_those_of_table_2_with_indonesian_corrected() -> None:
    assert Counter(row.default_synthesizer for row in ROWS) == {"xtts": 16, "mms": 3, "seamless": 4}
    assert [row.code for row in ROWS if row.default_synthesizer == "mms"] == ["ell", "heb", "ind"]
    assert [row.code for row in ROWS if row.default_synthesizer == "seamless"] == [
        "fas",
        "ron",
        "ukr",
        "vie",
    ]


@pytest.mark.parametrize("row", ROWS, ids=lambda row: row.code)
def test_default_synthesizer_speaks_the_language(row: Language) -> None:
    speaks = {
        "xtts": row.codes.xtts is not None,
        "mms": row.codes.mms is not None and row.codes.mms_speaks,
        "seamless": row.codes.seamless is not None and row.codes.seamless_speaks,
    }

    assert speaks[row.default_synthesizer]


def test_codes_leave_out_what_an_engine_cannot_do() -> None:
    without_xtts = [row.code for row in ROWS if row.codes.xtts is None]
    without_seamless_speech = [row.code for row in ROWS if not row.codes.seamless_speaks]
    without_mms_voice = [row.code for row in ROWS if not row.codes.mms_speaks]

    assert without_xtts == ["ell", "heb", "ind", "fas", "ron", "ukr", "vie"]
    assert without_seamless_speech == ["ell", "heb"]
    assert without_mms_voice == ["cmn", "ces", "ita", "jpn"]


def test_codes_of_one_engine_never_repeat() -> None:
    for field in ("seamless", "xtts", "mms", "whisper", "nllb", "espeak", "common_voice"):
        codes = [code for row in ROWS if (code := getattr(row.codes, field)) is not None]
        assert len(codes) == len(set(codes)), field


def test_right_to_left_languages_are_arabic_hebrew_and_persian() -> None:
    assert [row.code for row in ROWS if row.direction == "rtl"] == ["ara", "heb", "fas"]


def test_error_unit_is_cer_where_no_spaces_stand_between_words() -> None:
    assert [row.code for row in ROWS if row.error_unit == "CER"] == ["cmn", "jpn"]


@pytest.mark.parametrize("row", ROWS, ids=lambda row: row.code)
def test_unicode_scripts_hold_every_letter_of_the_endonym(row: Language) -> None:
    own = "".join(rf"\p{{Script={name}}}" for name in row.unicode_scripts)

    assert regex.findall(rf"[^{own}\p{{M}}\s]", row.endonym) == []


@pytest.mark.parametrize("row", ROWS, ids=lambda row: row.code)
def test_sentence_end_holds_no_letters_or_spaces(row: Language) -> None:
    assert all(not mark.isalnum() and not mark.isspace() for mark in row.sentence_end)
    assert len(set(row.sentence_end)) == len(row.sentence_end)


def test_get_returns_the_row() -> None:
    assert languages.get("deu").endonym == "Deutsch"


def test_get_names_an_unknown_code_and_the_known_ones() -> None:
    with pytest.raises(LanguageUnknownError) as raised:
        languages.get("de")

    assert raised.value.code == "de"
    assert str(raised.value) == (
        "Language 'de' is unknown. Use an ISO 639-3 code, one of: ara, ces, cmn, deu, ell, eng, "
        "fas, fra, heb, hin, ind, ita, jpn, kor, nld, pol, por, ron, rus, spa, tur, ukr, vie."
    )


def test_a_24th_language_is_one_more_row() -> None:
    rows = (*ROWS, SWEDISH)

    assert by_code(rows)["swe"] is SWEDISH
    assert targets(rows) == (*TARGETS, "swe")


def test_by_code_refuses_two_rows_of_one_code() -> None:
    double = dataclasses.replace(SWEDISH, code="deu")

    with pytest.raises(ValueError, match="'deu' has two rows: German and Swedish"):
        by_code((*ROWS, double))


def test_languages_cannot_be_changed_at_run_time() -> None:
    with pytest.raises(TypeError):
        LANGUAGES["swe"] = SWEDISH  # type: ignore[index]

import hashlib
import json
import unicodedata
from collections.abc import Iterator
from pathlib import Path

import pytest
import regex

import annotation.scales
from annotation.scales import CURRENT_VERSION, Question, Scale, ScaleMissingError, load_scale
from languages import LANGUAGES, SOURCE, TARGETS, Language

SCALES = Path(annotation.scales.__file__).parent
FROZEN = {1: "a3432a59e14a081ae277e54113be5474d741df4ff813d6b57aa62f1b57a6bbb3"}
"""SHA-256 of each version's content. A changed text needs a new version, not a new number here."""


def _content_sha256(version: int) -> str:
    """Over the texts alone: neither the layout of the JSON nor the order of files counts."""
    folder = SCALES / f"v{version}"
    content = {path.name: json.loads(path.read_text("utf-8")) for path in folder.iterdir()}
    canonical = json.dumps(content, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(canonical.encode()).hexdigest()


def _texts(scale: Scale) -> Iterator[str]:
    for question in (scale.naturalness, scale.understood):
        yield question.question
        yield from question.anchors.values()


def _foreign_letters(text: str, language: Language) -> list[str]:
    own = "".join(rf"\p{{Script={name}}}" for name in language.unicode_scripts)
    foreign = rf"[\p{{L}}--[{own}\p{{Script=Common}}]]"
    letters: list[str] = regex.findall(foreign, text, regex.VERSION1)
    return letters


def test_version_folders_are_frozen() -> None:
    versions = {int(folder.name[1:]) for folder in SCALES.glob("v*")}

    assert {version: _content_sha256(version) for version in versions} == FROZEN


def test_current_version_is_the_newest() -> None:
    assert max(FROZEN) == CURRENT_VERSION


def test_load_scale_reads_both_questions() -> None:
    assert load_scale("deu") == Scale(
        version=1,
        language="deu",
        naturalness=Question(
            "Wie beurteilen Sie die Natürlichkeit der Sprache in dieser Aufnahme? "
            "Wie sehr klingt es, als ob ein Mensch spricht?",
            {1: "Schlecht", 2: "Dürftig", 3: "Ordentlich", 4: "Gut", 5: "Ausgezeichnet"},
        ),
        understood=Question(
            "Wie viel von dem Gesagten haben Sie verstanden?",
            {1: "Nichts", 2: "Ein wenig", 3: "Etwa die Hälfte", 4: "Das meiste", 5: "Alles"},
        ),
    )


def test_load_scale_reads_a_file_once() -> None:
    assert load_scale("fra") is load_scale("fra")


def test_load_scale_names_the_languages_there_are() -> None:
    with pytest.raises(ScaleMissingError) as caught:
        load_scale("swe")

    assert (caught.value.language, caught.value.version) == ("swe", 1)
    assert str(caught.value) == (
        "There is no rating scale for language 'swe' in version 1. That version has: "
        "ara, ces, cmn, deu, ell, eng, fas, fra, heb, hin, ind, ita, jpn, kor, nld, pol, por, "
        "ron, rus, spa, tur, ukr, vie."
    )


def test_load_scale_refuses_a_version_that_does_not_exist() -> None:
    with pytest.raises(ScaleMissingError) as caught:
        load_scale("eng", 99)

    assert isinstance(caught.value, LookupError)
    assert str(caught.value) == (
        "There is no rating scale for language 'eng' in version 99. "
        "That version has: nothing, as there is no such version."
    )


def test_scales_cover_the_language_table() -> None:
    assert {path.stem for path in (SCALES / f"v{CURRENT_VERSION}").iterdir()} == set(LANGUAGES)


@pytest.mark.parametrize("code", LANGUAGES)
def test_scale_has_five_distinct_anchors(code: str) -> None:
    scale = load_scale(code)

    for question in (scale.naturalness, scale.understood):
        assert list(question.anchors) == [1, 2, 3, 4, 5]
        assert len({text.casefold() for text in question.anchors.values()}) == 5


@pytest.mark.parametrize("code", LANGUAGES)
def test_scale_texts_are_filled_trimmed_and_normalized(code: str) -> None:
    texts = list(_texts(load_scale(code)))

    assert all(texts)
    assert texts == [unicodedata.normalize("NFC", text).strip() for text in texts]


@pytest.mark.parametrize("code", LANGUAGES)
def test_scale_questions_end_as_questions_of_their_language(code: str) -> None:
    scale = load_scale(code)

    for question in (scale.naturalness, scale.understood):
        assert question.question[-1] in LANGUAGES[code].sentence_end


@pytest.mark.parametrize("code", TARGETS)
def test_scale_leaves_no_english_text(code: str) -> None:
    english = {text.casefold() for text in _texts(load_scale(SOURCE))}

    assert not english & {text.casefold() for text in _texts(load_scale(code))}


@pytest.mark.parametrize("code", LANGUAGES)
def test_scale_texts_have_only_letters_of_the_language(code: str) -> None:
    found = {text: _foreign_letters(text, LANGUAGES[code]) for text in _texts(load_scale(code))}

    assert {text: letters for text, letters in found.items() if letters} == {}

from pathlib import Path
from typing import cast

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus.importing import ParsedPair, read
from generation.checks import CheckOutcome, check_translation
from languages import LANGUAGES, TARGETS
from tests.corpus.xquad import TAGS, TRANSLATED, XQUAD, needs_xquad

DEMO = Path(__file__).parents[2] / "demo"
QUESTION = "Which of these planets has the shortest year?"


def nearly(value: float) -> float:
    return cast("float", pytest.approx(value, abs=0.001))


def outcomes(source: str, text: str, language: str) -> dict[str, CheckOutcome]:
    return {one.name: one for one in check_translation(source, text, language=language)}


def failures(source: str, text: str, language: str) -> list[str]:
    return [name for name, one in outcomes(source, text, language).items() if not one.passed]


def test_check_translation_runs_every_check_in_order() -> None:
    assert check_translation("In which year, 1969?", "Em que ano, 1970?", language="por") == (
        CheckOutcome("empty", 1, 0.0, 0.0, passed=True, detail=""),
        CheckOutcome(
            "unchanged", 1, 0.0, 0.6, passed=True, detail="Too few words besides names to tell."
        ),
        CheckOutcome(
            "wrong-script", 1, 0.0, 0.3, passed=True, detail="All letters are of its script."
        ),
        CheckOutcome("numbers-lost", 1, 1.0, 0.0, passed=False, detail="Lost: 1969"),
        CheckOutcome(
            "length-ratio",
            1,
            nearly((20 * 1.08 + 12) / (17 + 12)),
            2.5,
            passed=True,
            detail="1.2 times shorter than usual.",
        ),
        CheckOutcome("too-long", 1, 17.0, 4000.0, passed=True, detail="17 characters."),
        CheckOutcome("end-mark", 1, 0.0, 0.5, passed=True, detail=""),
        CheckOutcome("repeated-words", 1, 1.0, 2.0, passed=True, detail=""),
        CheckOutcome("brackets", 1, 0.0, 0.0, passed=True, detail=""),
        CheckOutcome("invisible-marks", 1, 0.0, 0.0, passed=True, detail=""),
        CheckOutcome("names-lost", 1, 0.0, 0.99, passed=True, detail="Too few names to tell."),
    )


@pytest.mark.parametrize(
    ("source", "text", "language"),
    [
        ("B) Mercury", "B) عطارد", "ara"),
        ("B) Mercury", "B) 水星", "cmn"),
        ("B) Mercury", "B) Mercure", "fra"),
        ("D) Piano", "D) Piano", "ita"),
        ("308", "308", "deu"),
        ("308", "٣٠٨", "ara"),
        ("hotel", "hotel", "nld"),
        ("Sir Arthur Conan Doyle", "Sir Arthur Conan Doyle", "pol"),
        ("What is the NASUWT?", "NASUWT是什么？", "cmn"),
        ("687 and 760 nm", "687和760nm", "cmn"),
        ("What is a guru in this tradition?", "在这个传统中，古鲁 (guru) 是什么？", "cmn"),
        ("My iPhone is broken", "मेरा iPhone खराब है", "hin"),
        ("a computer program", "コンピューター・プログラム", "jpn"),
        ("Yes.", "はい。", "jpn"),
        ("No, thank you very much.", "Nein.", "deu"),
        ("Who wrote this book?", "مَنْ كَتَبَ هٰذَا الْكِتَاب؟", "ara"),
    ],
)
def test_check_translation_passes_good_translations(source: str, text: str, language: str) -> None:
    assert failures(source, text, language) == []


@pytest.mark.parametrize(
    ("source", "text", "language", "failed"),
    [
        (QUESTION, "", "deu", ["empty", "length-ratio"]),
        (QUESTION, " \u200b\n", "deu", ["empty", "length-ratio", "invisible-marks"]),
        (QUESTION, QUESTION, "deu", ["unchanged"]),
        (QUESTION, QUESTION.upper(), "deu", ["unchanged"]),
        (QUESTION, QUESTION, "hin", ["unchanged", "wrong-script"]),
        (QUESTION, "У какой из этих планет самый короткий год?", "ara", ["wrong-script"]),
        (QUESTION, "У какой из этих планет самый короткий год?", "deu", ["wrong-script"]),
        (QUESTION, "これらの惑星のうち、一年が最も短いのはどれですか？", "kor", ["wrong-script"]),
        (QUESTION, "이 행성들 중 한 해가 가장 짧은 것은 무엇입니까?", "cmn", ["wrong-script"]),
        ("There are 88 keys on a piano.", "Ein Klavier hat Tasten.", "deu", ["numbers-lost"]),
        (QUESTION, "Jahr?", "deu", ["length-ratio"]),
        ("Yes.", "Ja, " * 1200, "deu", ["length-ratio", "too-long", "repeated-words"]),
        (QUESTION, "Welcher Planet hat das kürzeste Jahr", "deu", ["end-mark"]),
        ("Why is it so hot there?", "Warum ist ist ist es dort heiß?", "deu", ["repeated-words"]),
        ("Why is it so hot there?", "どうしてどうしてどうして暑い？", "jpn", ["repeated-words"]),
        ("Is it hot (in July)?", "Ist es heiß (im Juli?", "deu", ["brackets"]),
        ("Is it hot there?", "Ist es dort\ufeff heiß?", "deu", ["invisible-marks"]),
        ("Is it hot there?", "\u202bהאם חם שם?", "heb", ["invisible-marks"]),
        (
            "Who taught Plato, Xenophon and young Antisthenes there?",
            "Wer unterrichtete dort jene drei Philosophen damals?",
            "deu",
            ["names-lost"],
        ),
    ],
)
def test_check_translation_fails_bad_translations(
    source: str, text: str, language: str, failed: list[str]
) -> None:
    assert failures(source, text, language) == failed


@pytest.mark.parametrize(
    ("source", "text", "language"),
    [
        ("Is it hot there?", "そこは暑いですか。", "jpn"),  # asked without a question mark
        ("Is it hot there?", "Κάνει ζέστη εκεί;", "ell"),
        ("B) It is (very) hot", "B) Es ist sehr heiß", "deu"),  # the bracket of a choice
        ("No no no, he said.", "Nein nein nein, sagte er.", "deu"),
        ("What is 5 5 5 5?", "Was ist 5 5 5 5?", "deu"),
        ("Is it good?", "آیا آن خوب می\u200cشود؟", "fas"),  # the half space is Persian spelling
        ("Is it hot there?", "\u2067האם חם שם?\u2069", "heb"),
        (
            "Who taught Plato, Xenophon and young Antisthenes there?",
            "Qui y enseigna à Platon, Xénophon et au jeune Antisthène ?",
            "fra",
        ),
    ],
)
def test_check_translation_allows_what_is_right_in_a_language(
    source: str, text: str, language: str
) -> None:
    assert failures(source, text, language) == []


def test_check_translation_says_which_words_are_of_another_script() -> None:
    found = outcomes("How many tackles?", "Πόσα tackles;", "ell")["wrong-script"]
    assert (found.value, found.detail) == (
        nearly(7 / 11),
        "64% of the letters are not Greek: tackles",
    )


@given(st.text(max_size=60), st.text(max_size=60), st.sampled_from(sorted(LANGUAGES)))
def test_check_translation_passes_exactly_up_to_the_threshold(
    source: str, text: str, language: str
) -> None:
    for one in check_translation(source, text, language=language):
        assert one.passed == (one.value <= one.threshold)
        assert one.value >= 0


@pytest.mark.parametrize("language", TARGETS)
def test_check_translation_passes_the_demo(language: str) -> None:
    english, translated = (load(DEMO / f"pairs.{code}.jsonl") for code in ("eng", language))
    assert translated.keys() == english.keys()
    assert [
        (name, field, failed)
        for name, pair in translated.items()
        for field in ("question", "answer")
        if (failed := failures(getattr(english[name], field), getattr(pair, field), language))
    ] == []


@needs_xquad
@pytest.mark.parametrize("tag", [TAGS[language] for language in TRANSLATED])
def test_check_translation_passes_nearly_all_professional_translations(tag: str) -> None:
    english, translated = load(XQUAD / "xquad.en.json.gz"), load(XQUAD / f"xquad.{tag}.json.gz")
    failed = sum(
        failures(english[name].question, pair.question, pair.language) != []
        for name, pair in translated.items()
    )
    assert failed / len(translated) < 0.05


def load(path: Path) -> dict[str, ParsedPair]:
    pairs = (row for row in read(path, path.name) if isinstance(row, ParsedPair))
    return {pair.external_id: pair for pair in pairs}

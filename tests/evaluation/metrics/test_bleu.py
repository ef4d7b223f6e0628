import numpy as np
import pytest
from hypothesis import assume, given
from hypothesis import strategies as st
from sacrebleu.metrics.bleu import BLEU
from sacrebleu.metrics.chrf import CHRF

from evaluation.metrics import bleu
from evaluation.metrics.bleu import (
    bleu_scores,
    bleu_signature,
    bleu_statistics,
    bleu_tokenizer,
    chrf_scores,
    chrf_signature,
    chrf_statistics,
    corpus_bleu,
    corpus_chrf,
    sentence_bleu,
)

PAIRS = [
    ("The cat sat on the mat.", "The cat sat on a mat."),
    ("It rains, and it is cold today.", "It rains; today it is very cold."),
    ("Yes.", ""),
    ("", "No, never."),
]
WORDS = st.lists(st.sampled_from(["a", "b", "c", "dog.", "(e)", "é"]), max_size=9).map(" ".join)
CORPORA = st.lists(st.tuples(WORDS, WORDS), min_size=1, max_size=6)


def some_word(pairs: list[tuple[str, str]]) -> bool:
    return any(one or other for one, other in pairs)


@given(CORPORA)
def test_corpus_scores_are_sacrebleus(pairs: list[tuple[str, str]]) -> None:
    assume(some_word(pairs))
    references, hypotheses = ([pair[side] for pair in pairs] for side in (0, 1))
    theirs = BLEU(force=True).corpus_score(hypotheses, [references])
    other = CHRF(word_order=2).corpus_score(hypotheses, [references])
    found, similar = corpus_bleu(pairs, "eng"), corpus_chrf(pairs)
    assert found is not None
    assert similar is not None

    assert found.value == pytest.approx(theirs.score)
    assert similar.value == pytest.approx(other.score)


@given(WORDS, WORDS)
def test_sentence_score_is_sacrebleus(reference: str, hypothesis: str) -> None:
    assume(reference or hypothesis)
    theirs = BLEU(effective_order=True, force=True).sentence_score(hypothesis, [reference])

    assert sentence_bleu(reference, hypothesis, "eng").value == pytest.approx(theirs.score)


def test_scores_of_many_sums_are_those_of_each() -> None:
    counted = bleu_statistics(PAIRS, "eng")
    sums = np.array([counted.sum(axis=0), counted[0], 2 * counted[1]])

    assert bleu_scores(sums).tolist() == [bleu_scores(each[None])[0] for each in sums]
    similar = chrf_statistics(PAIRS)
    assert chrf_scores(similar)[2:].tolist() == [0.0, 0.0]


@pytest.mark.parametrize(
    ("reference", "hypothesis", "value"),
    [("", "", 100), (" ", "", 100), ("a b", "", 0), ("", "a b", 0), ("a", "a", 100), ("a", "b", 0)],
)
def test_scores_are_defined_on_empty_texts_and_one_word(
    reference: str, hypothesis: str, value: float
) -> None:
    found = corpus_chrf([(reference, hypothesis)])
    assert found is not None

    assert sentence_bleu(reference, hypothesis, "eng").value == pytest.approx(value)
    assert found.value == pytest.approx(value)


def test_corpus_without_sentences_has_no_score() -> None:
    assert corpus_bleu([], "eng") is None
    assert corpus_chrf([]) is None


def test_composed_and_decomposed_letters_are_the_same() -> None:
    assert sentence_bleu("caf\u00e9 noir", "cafe\u0301 noir", "fra").value == pytest.approx(100)


def test_languages_have_their_tokenizers() -> None:
    assert bleu_tokenizer("deu") == "13a"
    assert bleu_tokenizer("cmn") == "zh"
    assert "tok:zh" in bleu_signature("cmn")
    assert sentence_bleu("今天下雨了。", "今天下雪了。", "cmn").value > 20


@pytest.mark.parametrize(("language", "used"), [("jpn", "char"), ("kor", "13a"), ("cmn", "char")])
def test_signature_shows_what_stands_in_for_a_missing_tokenizer(
    language: str, used: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(bleu, "_installed", lambda _: False)

    assert bleu_tokenizer(language) == used
    assert f"tok:{used}" in bleu_signature(language)
    assert "instead-of:" in bleu_signature(language)


def test_signatures_name_smoothing_order_form_and_version() -> None:
    assert bleu_signature("eng").startswith("nrefs:1|case:mixed|eff:no|tok:13a|smooth:exp|version:")
    assert "eff:yes" in bleu_signature("eng", sentence=True)
    assert bleu_signature("eng").endswith("|form:NFC")
    assert "nw:2" in chrf_signature()

from collections.abc import Callable

import pytest
from django.db import connection

from catalog.models import Dataset
from corpus.enums import MemoryOrigin
from engines.protocols import FailureCode, ItemFailure, TranslationRequest, TranslationResult
from generation.memory import MemoryTranslator, memory_key
from languages import TARGETS
from tests.engines.contract import check_translator
from tests.factories import make_dataset, make_memory

pytestmark = pytest.mark.django_db
MANY = """
INSERT INTO corpus_memoryentry
    (dataset_id, language, item_key, field, source_text, target_text, origin, created_at)
SELECT %s, 'ara', n, 'question', repeat(md5(n::text), 4), 'x', 'import', now()
FROM generate_series(1, 5000) n
"""
QUESTION = "Which of these planets has the shortest year?"


@pytest.fixture
def dataset() -> Dataset:
    return make_dataset()


def ask(
    dataset: Dataset,
    text: str = QUESTION,
    *,
    item: str = "asked",
    field: str = "question",
    language: str = "ara",
) -> TranslationResult | ItemFailure:
    request = TranslationRequest(
        text=text, source="eng", target=language, key=memory_key(dataset.pk, field, item)
    )
    [result] = MemoryTranslator().translate([request])
    return result


def human(text: str, score: float = 1.0) -> TranslationResult:
    return TranslationResult(text=text, score=score, origin="human")


def test_memory_keeps_the_contract_of_translators(dataset: Dataset) -> None:
    make_memory(dataset, QUESTION, "أي كوكب؟")
    known = TranslationRequest(
        text=QUESTION, source="eng", target="ara", key=memory_key(dataset.pk, "question", "a:b")
    )

    check_translator(MemoryTranslator(), known)


def test_memory_prefers_the_same_item_then_the_same_text_then_a_near_one(
    dataset: Dataset,
) -> None:
    make_memory(dataset, QUESTION.replace("year", "years"), "near")
    found = [ask(dataset)]
    make_memory(dataset, QUESTION, "elsewhere")
    found.append(ask(dataset))
    make_memory(dataset, QUESTION, "here", item_key="asked")
    make_memory(dataset, QUESTION, "newer, elsewhere")
    found.append(ask(dataset))

    near, *exact = found
    assert exact == [human("elsewhere"), human("here")]
    assert isinstance(near, TranslationResult)
    assert near.text == "near"
    assert 0.9 < (near.score or 0) < 1


def test_memory_knows_question_from_answer_of_the_same_item(dataset: Dataset) -> None:
    make_memory(dataset, "Mercury", "as answer", item_key="asked", field="answer")
    make_memory(dataset, "Mercury", "as question", item_key="asked", field="question")

    assert ask(dataset, "Mercury", field="answer") == human("as answer")
    assert ask(dataset, "Mercury", field="question") == human("as question")


@pytest.mark.parametrize("item_key", ["asked", "other"])
def test_memory_prefers_a_correction_to_an_import(dataset: Dataset, item_key: str) -> None:
    make_memory(dataset, QUESTION, "corrected", item_key=item_key, origin=MemoryOrigin.CORRECTION)
    make_memory(dataset, QUESTION, "imported", item_key=item_key)

    assert ask(dataset) == human("corrected")


def test_memory_prefers_a_correction_among_equally_near_texts(dataset: Dataset) -> None:
    make_memory(dataset, QUESTION + " A", "corrected", origin=MemoryOrigin.CORRECTION)
    make_memory(dataset, QUESTION + " A", "imported")

    answer = ask(dataset)

    assert isinstance(answer, TranslationResult)
    assert answer.text == "corrected"


def test_memory_says_no_below_its_floor(dataset: Dataset) -> None:
    make_memory(dataset, "Which of those moons takes the longest to go round?", "too far")

    assert ask(dataset) == ItemFailure(
        FailureCode.NO_TRANSLATION, "The memory has no text like this question (floor 0.75)."
    )


def test_memory_never_calls_a_near_text_the_same(dataset: Dataset) -> None:
    make_memory(dataset, "What is 2 + 2?", "four")

    assert ask(dataset, "what is 2 - 2") == human("four", 0.999)


@pytest.mark.parametrize("text", ["100% of %s?", "ما هو 'السؤال'؟", 'a\\b "c"', "🎉"])
def test_memory_takes_any_text_as_it_is(dataset: Dataset, text: str) -> None:
    make_memory(dataset, text, "found")

    assert ask(dataset, text) == human("found")


def test_memory_reads_only_its_own_dataset_and_language(dataset: Dataset) -> None:
    make_memory(make_dataset(), QUESTION, "of another dataset")
    make_memory(dataset, QUESTION, "in another language", language="hin")

    assert isinstance(ask(dataset), ItemFailure)
    assert ask(dataset, language="hin") == human("in another language")


def test_memory_refuses_a_language_it_does_not_know(dataset: Dataset) -> None:
    assert ask(dataset, language="zzz") == ItemFailure(
        FailureCode.LANGUAGE_UNSUPPORTED, "translation-memory has no language 'zzz'."
    )
    assert {"ara", "hin"} <= MemoryTranslator().capabilities.targets == set(TARGETS)


def test_memory_looks_up_exact_and_near_texts_by_their_indexes(dataset: Dataset) -> None:
    with connection.cursor() as cursor:
        cursor.execute(MANY, [dataset.pk])
        cursor.execute("ANALYZE corpus_memoryentry")
        # What a comparison of trigrams costs beside one of numbers, for the planner to know.
        cursor.execute("ALTER FUNCTION similarity_op(text, text) COST 500")

    exact, near = explain_lookups(dataset)

    assert "memory_exact" in exact
    assert "memory_near" in near


def explain_lookups(dataset: Dataset) -> list[str]:
    """The plans of the two statements that the translator really sends."""
    plans: list[str] = []

    def explain(
        execute: Callable[..., object], sql: str, parameters: list[str], *rest: object
    ) -> object:
        if "FROM corpus_memoryentry" in sql:
            with connection.cursor() as cursor:
                cursor.cursor.execute(f"EXPLAIN {sql}", parameters)
                plans.append("\n".join(row[0] for row in cursor.fetchall()))
        return execute(sql, parameters, *rest)

    with connection.execute_wrapper(explain):
        ask(dataset, "What is the 3rd word of that book?")
    return plans

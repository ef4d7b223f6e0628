"""Items that give the prompt something: a passage to answer from, a keyword to listen for."""

import json
from pathlib import Path
from typing import Any

import pytest
from django.db import transaction
from pytest_django import DjangoAssertNumQueries, Settings
from rest_framework.exceptions import ValidationError

from accounts.enums import Role
from catalog.models import Dataset
from evaluation.runs.freezing import digest_items
from evaluation.runs.models import Benchmark, BenchmarkItem, Evaluation
from evaluation.runs.scoring import score_what_changed
from evaluation.suites.loading import get_suite
from tests.clips import make_clip
from tests.conftest import ClientFor
from tests.evaluation.runs.scene import (
    CountingResponder,
    ask,
    do,
    make_benchmark,
    make_voiced_dataset,
)
from tests.factories import make_dataset, make_user
from tests.releases.frozen import make_release

pytestmark = pytest.mark.django_db(transaction=True)
PASSAGES = {"eng": ("en", "They gave up 308 points."), "ara": ("ar", "لقد تخلوا عن 308 نقطة.")}


@pytest.fixture
def corpora(tmp_path: Path, settings: Settings) -> Path:
    settings.EVALUATION_FOLDER = tmp_path
    return tmp_path


def write_squad(path: Path, context: str, *questions: tuple[str, str], answers: Any = None) -> None:
    """One passage with these questions, by id."""
    right = answers or [{"text": "308", "answer_start": 0}, {"text": "308 points"}]
    asked = [{"id": own, "question": text, "answers": right} for own, text in questions]
    told = {"data": [{"paragraphs": [{"context": context, "qas": asked}]}]}
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(json.dumps(told), encoding="utf-8")


def make_clips(folder: Path, *names: str) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    for number, name in enumerate(names):
        (folder / name).write_bytes(make_clip(seconds=0.4 + number / 10))


def freeze(dataset: Dataset, suite: str, **source: str) -> Benchmark:
    job = do(dataset, "benchmark", name="qa", suite=suite, **source)
    assert job.state == "succeeded", [*job.batches.values("error")]
    return dataset.benchmarks.get()


def scores_of(evaluation: Evaluation, language: str) -> dict[str, float | None]:
    score_what_changed()
    return dict(evaluation.scores.filter(language=language).values_list("metric", "value"))


def test_keyword_is_kept_asked_for_and_scored(corpora: Path, responder: CountingResponder) -> None:
    make_clips(corpora / "words/eng/clips", "a.flac", "b.flac")
    rows = ["path\tlabel\tkeyword\ttranscript", "a.flac\tyes\ttea\tTea?", "b.flac\tno\tmilk\tTea!"]
    (corpora / "words/eng/test.tsv").write_text("\n".join(rows) + "\n")
    dataset = make_dataset(make_user(Role.MANAGER), languages=["eng"])

    benchmark = freeze(dataset, "keyword_search", folder="words")
    evaluation = ask(dataset, "echo", prompts={"keyword_search": "Heard {keyword}?"})

    kept = benchmark.items.order_by("key").values_list("given", "question", "reference")
    assert [*kept] == [({"keyword": "tea"}, "Tea?", "yes"), ({"keyword": "milk"}, "Tea!", "no")]
    assert [one.prompt for one in responder.asked] == ["Heard tea?", "Heard milk?"]
    assert scores_of(evaluation, "eng")["accuracy"] == 0


def test_variant_is_frozen_and_asked_as_it_asks(
    corpora: Path, responder: CountingResponder
) -> None:
    make_clips(corpora / "words/eng/clips", "a.flac")
    rows = ["path\tlabel\tkeyword\thints", "a.flac\tyes\ttea\toolong"]
    (corpora / "words/eng/test.tsv").write_text("\n".join(rows) + "\n")
    dataset = make_dataset(make_user(Role.MANAGER), languages=["eng"])

    benchmark = freeze(dataset, "keyword_search", folder="words", variant="hints")
    ask(dataset, "echo")

    assert benchmark.definition["variant"] == "hints"
    assert benchmark.items.get().given == {"keyword": "tea", "hints": "oolong"}
    assert responder.asked[0].prompt.endswith("These words may occur: oolong.")


def test_variant_that_a_suite_lacks_is_refused(corpora: Path) -> None:
    dataset = make_dataset(make_user(Role.MANAGER), languages=["eng"])
    with pytest.raises(ValidationError, match="It has: unseen 1, unseen 2, unseen 3, named, held"):
        do(dataset, "benchmark", name="qa", suite="keyword_search", folder=".", variant="sung")


def test_passage_of_a_folder_stands_in_the_prompt(
    corpora: Path, responder: CountingResponder
) -> None:
    make_clips(corpora / "quad/eng/clips", "q1.flac")
    text = PASSAGES["eng"][1]
    write_squad(corpora / "quad/eng/test.json", text, ("q1", "How many?"), ("q2", "Who?"))
    dataset = make_dataset(make_user(Role.MANAGER), languages=["eng"])

    benchmark = freeze(dataset, "spoken_passages", folder="quad")
    evaluation = ask(dataset, "echo")

    item = benchmark.items.get()
    assert (item.question, item.reference) == ("How many?", "308\n308 points")
    assert benchmark.left_out == {"eng: clip_missing": 1}
    [request] = responder.asked
    assert request.prompt == get_suite("spoken_passages").prompt.format(context=text)
    # The echo has the prompt's words, two of which are right.
    assert 0 < (scores_of(evaluation, "eng")["answer_f1"] or 0) < 1


@pytest.fixture
def voiced(corpora: Path, responder: CountingResponder) -> Dataset:
    """Two released items in English and Arabic, of which a published set has one passage."""
    dataset = make_voiced_dataset(items=2)
    first = dataset.items.earliest("pk").external_id
    for letters, context in PASSAGES.values():
        write_squad(corpora / f"published/xquad.{letters}.json", context, (first, "?"))
    with transaction.atomic():
        make_release(dataset)
    return dataset


def test_released_clips_are_asked_about_published_passages(voiced: Dataset) -> None:
    benchmark = freeze(voiced, "spoken_passages", folder="published", release="v1")
    evaluation = ask(voiced, "echo")

    clips = dict(
        voiced.items.earliest("pk").translations.values_list("recordings__sha256", "question")
    )
    items = {item.language: item for item in benchmark.items.all()}
    assert {item.sha256: item.question for item in items.values()} == clips
    assert {code: item.given["context"] for code, item in items.items()} == {
        code: context for code, (_, context) in PASSAGES.items()
    }
    assert {item.reference for item in items.values()} == {"308\n308 points"}
    assert benchmark.left_out == {"ara: no passage": 1, "eng: no passage": 1}
    assert benchmark.release == voiced.releases.get()
    assert {*scores_of(evaluation, "ara")} == {"answer_f1", "exact_match", "wrong_language"}


def test_language_without_a_published_file_is_left_out(voiced: Dataset, corpora: Path) -> None:
    (corpora / "published/xquad.ar.json").unlink()

    benchmark = freeze(voiced, "spoken_passages", folder="published", release="v1")

    assert (benchmark.languages, benchmark.left_out["ara: no files"]) == (["eng"], 1)


def test_passages_want_a_folder_even_where_a_release_speaks(voiced: Dataset) -> None:
    with pytest.raises(ValidationError, match="reads a folder: name one"):
        do(voiced, "benchmark", name="qa", suite="spoken_passages", release="v1")


def test_page_has_the_passage_with_the_item_and_all_answers(
    voiced: Dataset, other: CountingResponder, client_for: ClientFor
) -> None:
    freeze(voiced, "spoken_passages", folder="published", release="v1")
    ask(voiced, "echo")
    ask(voiced, "loud", engine="other", prompts={"spoken_passages": "LOUD {context}"})

    client = client_for(voiced.memberships.get().user)
    address = f"/api/v1/datasets/{voiced.slug}/benchmarks/qa/items/"
    [row] = client.get(address, {"language": "ara"}).json()["results"]

    passage = PASSAGES["ara"][1]
    assert (row["given"], row["reference"]) == ({"context": passage}, "308\n308 points")
    assert [one["system"] for one in row["answers"]] == ["echo", "loud"]
    assert row["answers"][1]["text"].endswith(f"LOUD {passage}")
    assert client.get(row["audio"]).getvalue().startswith(b"fLaC")
    assert len(client.get(address).json()["results"]) == 2


@pytest.mark.parametrize("items", [1, 3])
def test_page_of_items_asks_as_much_for_many_as_for_one(
    items: int,
    responder: CountingResponder,
    client_for: ClientFor,
    django_assert_num_queries: DjangoAssertNumQueries,
) -> None:
    dataset = make_voiced_dataset(items=items)
    make_benchmark(dataset)
    ask(dataset, "echo")
    client = client_for(dataset.memberships.get().user)
    address = f"/api/v1/datasets/{dataset.slug}/benchmarks/qa/items/"
    client.get(address)

    with django_assert_num_queries(6):
        assert len(client.get(address).json()["results"]) == 2 * items


def make_unkept(**fields: Any) -> BenchmarkItem:
    told = {"key": "q1", "language": "eng", "target": "eng", "question": "Who?"}
    return BenchmarkItem(**{**told, "reference": "I.", "sha256": "0" * 64, **fields})


def test_what_is_given_makes_an_item_another_one() -> None:
    bare, tea, milk = (
        digest_items([make_unkept(given=given)]) for given in ({}, {"x": "tea"}, {"x": "milk"})
    )

    assert len({bare, tea, milk}) == 3
    # As benchmarks frozen before items gave anything have it.
    assert bare == "97de84539feccff3f42b22b034b4fd60ed616f239a6d19cfe805951f85086e39"

"""Near-duplicates of held-out items: kept out of train, and reported."""

import pytest
from rest_framework.test import APIClient

from catalog.models import Dataset
from corpus import services
from corpus.models import NearDuplicate
from tests.conftest import ClientFor
from tests.corpus.drawing import draw_now
from tests.factories import make_dataset, make_item, make_translation
from tests.generation.working import do_job

pytestmark = pytest.mark.django_db
# Two texts each that differ in a sign or a word, in several scripts.
PLANTED = {
    "eng": (
        "Which of these planets of the solar system has the shortest year of all?",
        "Which of these planets of the solar system has the shortest year of all ?",
    ),
    "ara": (
        "أي كوكب من كواكب المجموعة الشمسية لديه أقصر سنة على الإطلاق بين هذه الكواكب؟",
        "أي كوكب من كواكب المجموعة الشمسية لديه أقصر سنة على الإطلاق بين هذه الكواكب",
    ),
    "hin": (
        "सौर मंडल के इन ग्रहों में से किस ग्रह का वर्ष सबसे छोटा होता है?",
        "सौर मंडल के इन ग्रहों में से किस ग्रह का वर्ष सबसे छोटा होता है",
    ),
    "cmn": (
        "下列太阳系行星中哪一颗行星绕太阳公转一周所需要的时间是最短的一个?",
        "下列太阳系行星中哪一颗行星绕太阳公转一周所需要的时间是最短的一个呢?",
    ),
}


@pytest.fixture
def dataset() -> Dataset:
    dataset = make_dataset(languages=[*PLANTED], dev_size=2, test_size=2, bench_size=1)
    dataset.memberships.create(user=dataset.created_by)
    return dataset


@pytest.fixture
def client(client_for: ClientFor, dataset: Dataset) -> APIClient:
    return client_for(dataset.created_by)


def pairs() -> list[tuple[str, str, str]]:
    rows = NearDuplicate.objects.order_by("language", "held_out__external_id", "other_id")
    return list(rows.values_list("language", "held_out__external_id", "other__external_id"))


def add(dataset: Dataset, name: str, split: str, **fields: str) -> None:
    fields = {"question": f"{name} " * 12, **fields}
    make_item(dataset, external_id=name, split=split, in_bench=False, **fields)


def test_draw_keeps_near_duplicates_of_held_out_items_out_of_train(dataset: Dataset) -> None:
    for number in range(12):
        # Each question is there twice, but for a sign.
        name = chr(ord("a") + number)
        question = " ".join(f"{name}{word}" for word in range(20))
        add(dataset, name, "unassigned", question=question)
        add(dataset, f"{name}!", "unassigned", question=f"{question}!")
    draw_now(dataset)
    split = dict(dataset.items.values_list("external_id", "split"))
    held_out = {one for one in split if split[one] in {"dev", "test"}}
    twins = {one.removesuffix("!") if one.endswith("!") else f"{one}!" for one in held_out}
    excluded = {one for one in split if split[one] == "excluded"}
    assert excluded == twins - held_out
    counts = {"unassigned": 0, "dev": 2, "test": 2, "bench": 1}
    counts |= {"excluded": len(excluded), "train": 20 - len(excluded)}
    assert services.count_splits(dataset) == counts
    reported = NearDuplicate.objects.values_list("language", "other__split").distinct()
    assert ("eng", "excluded") in reported
    assert {language for language, _ in reported} == {"eng"}


def test_draw_again_finds_the_same(dataset: Dataset) -> None:
    for number in range(10):
        add(dataset, f"n{number}", "unassigned", question=PLANTED["eng"][number % 2])
    draw_now(dataset)
    first = (services.count_splits(dataset), pairs())
    draw_now(dataset)
    assert (services.count_splits(dataset), pairs()) == first
    assert first[0]["excluded"] == 6


def test_twins_in_dev_and_test_are_reported_and_those_in_dev_are_not(dataset: Dataset) -> None:
    for name, split in (("d1", "dev"), ("d2", "dev"), ("t", "test")):
        add(dataset, name, split, question=PLANTED["eng"][0])
    do_job(dataset, "near-duplicates")
    assert pairs() == [("eng", "t", "d1"), ("eng", "t", "d2")]


def test_job_finds_leaks_that_translation_made_in_each_script(dataset: Dataset) -> None:
    add(dataset, "held", "test")
    add(dataset, "leaks", "train")
    add(dataset, "out", "excluded")
    held, leaks, out = dataset.items.order_by("id")
    for language in ("ara", "hin", "cmn"):
        one, other = PLANTED[language]
        make_translation(held, language=language, question=one)
        make_translation(leaks, language=language, question=other)
        make_translation(leaks, language=language, question=one, is_current=False)
        make_translation(out, language=language, question=one)
    job = do_job(dataset, "near-duplicates")
    assert (job.state, job.units_total) == ("succeeded", 4)
    found = [("ara", "held", "leaks"), ("cmn", "held", "leaks"), ("hin", "held", "leaks")]
    assert pairs() == found
    do_job(dataset, "near-duplicates")
    assert pairs() == found
    leaks.refresh_from_db()
    assert leaks.split == "train"  # splits are frozen: it is reported, not moved


def test_report_lists_the_pairs_and_starts_the_search(client: APIClient, dataset: Dataset) -> None:
    add(dataset, "held", "test", question=PLANTED["eng"][0])
    add(dataset, "twin", "excluded", question=PLANTED["eng"][1])
    at = f"/api/v1/datasets/{dataset.slug}/near-duplicates/"
    started = client.post(at)
    assert (started.status_code, started.json()["kind"]) == (201, "near-duplicates")
    assert client.post(at).status_code == 409
    dataset.jobs.all().delete()
    do_job(dataset, "near-duplicates")
    [row] = client.get(at).json()["results"]
    held, twin = dataset.items.order_by("id")
    assert row["held_out"] == {
        "id": held.pk, "external_id": "held", "split": "test", "question": held.question,
    }  # fmt: skip
    assert (row["other"]["external_id"], row["other"]["split"]) == (twin.external_id, "excluded")
    assert (row["language"], 0.9 < row["similarity"] < 1) == ("eng", True)
    assert client.get(at, {"language": "ara"}).json()["results"] == []

"""What waits for a rater, by campaign and language."""

import pytest
from pytest_django import DjangoAssertNumQueries

from annotation.enums import AssignmentState
from annotation.models import Assignment, Task
from annotation.progress import waiting_work
from annotation.services.assigning import take_next
from tests.annotation.steps import make_rater, rate
from tests.conftest import ClientFor
from tests.factories import make_campaign, make_dataset, make_voiced_item

pytestmark = pytest.mark.django_db
QUERIES = 6  # session, person, languages, campaigns; tasks that nobody took, the rater's own


def test_work_list_counts_what_is_left_and_what_the_rater_did() -> None:
    dataset = make_dataset()
    for language in ("ara", "ara", "ara", "ara", "hin"):
        make_voiced_item(dataset, language=language)
    first = make_campaign(dataset, votes_per_item=1, languages=["ara", "hin"])
    second = make_campaign(dataset, votes_per_item=2, languages=["ara"])
    rater, other = make_rater(dataset, "ara", "hin"), make_rater(dataset, "ara")

    for _ in range(2):  # one answered, one held
        held = take_next(first, language="ara", by=rater)
        assert held is not None
        if Assignment.objects.filter(state=AssignmentState.ANSWERED).count() == 0:
            rate(held)
    taken = take_next(first, language="ara", by=other)

    assert taken is not None
    assert [
        (work.campaign, work.language, work.waiting, work.done_by_me)
        for work in waiting_work(rater)
    ] == [(first, "ara", 2, 1), (first, "hin", 1, 0), (second, "ara", 4, 0)]  # fmt: skip
    Task.objects.filter(assignments__state=AssignmentState.HELD).update(is_open=False)
    assert [work.waiting for work in waiting_work(rater)] == [1, 1, 4]


@pytest.mark.parametrize("languages", [["ara"], ["ara", "hin", "fra"]])
def test_work_list_takes_as_many_queries_for_three_languages_as_for_one(
    languages: list[str], client_for: ClientFor, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    dataset = make_dataset(languages=["eng", *languages])
    for language in languages:
        make_voiced_item(dataset, language=language)
    for _ in languages:
        make_campaign(dataset, languages=languages)
    client = client_for(make_rater(dataset, *languages))

    with django_assert_num_queries(QUERIES):
        answer = client.get("/api/v1/work/")

    assert [row["waiting"] for row in answer.json()] == [1] * len(languages) ** 2

"""The bench loop in the studio's own workspace: the same services drive it in Label Studio."""

import pytest
from pytest_django import Settings

from accounts.enums import Role
from accounts.models import User
from annotation.bench_progress import LanguageLoop, measure_loop
from annotation.enums import Backend, BenchStage, CampaignKind, Verdict
from annotation.errors import BenchLoopRunningError
from annotation.models import BenchLoop
from annotation.services.assigning import take_next
from annotation.services.bench_loops import advance_bench_loops, start_bench_loop
from annotation.services.campaigns import close_campaign
from annotation.services.correcting import correct_text
from annotation.tasks import sweep
from catalog.models import Dataset
from corpus.models import Recording, Translation
from jobs.enums import JobState, Queue
from jobs.models import Job, UnitFailure
from jobs.work import work
from tests.annotation.steps import make_rater, rate, take
from tests.conftest import ClientFor
from tests.factories import (
    make_batch,
    make_dataset,
    make_item,
    make_job,
    make_recording,
    make_translation,
    make_user,
)
from tests.histories import ask_history, tell

pytestmark = pytest.mark.django_db


@pytest.fixture
def manager() -> User:
    return make_user(Role.MANAGER)


@pytest.fixture
def dataset(manager: User) -> Dataset:
    """Two items of the bench, voiced in Arabic and Hindi."""
    dataset = make_dataset(languages=["ara", "eng", "hin"])
    dataset.memberships.create(user=manager)
    for _ in range(2):
        item = make_item(dataset)
        for language in ("ara", "hin"):
            make_recording(make_translation(item, language=language))
    return dataset


def start(dataset: Dataset, manager: User, *languages: str) -> BenchLoop:
    return start_bench_loop(
        dataset, by=manager, languages=languages or ("ara",), backend=Backend.BUILT_IN
    )


def correct_all(loop: BenchLoop, language: str = "ara", *, changed: str = "") -> None:
    """The first text is confirmed; the other, too, unless it is given another question."""
    rater = make_rater(loop.correction.dataset, language)
    for question in ("", changed):
        held = take_next(loop.correction, language=language, by=rater)
        assert held is not None
        assert held.task.translation is not None
        correct_text(
            held.pk,
            by=rater,
            verdict=Verdict.CORRECTED if question else Verdict.CONFIRMED,
            question=question or held.task.translation.question,
            answer=held.task.translation.answer,
            override_reason="it is right",
        )


def part_of(loop: BenchLoop, language: str = "ara") -> LanguageLoop:
    fresh = BenchLoop.objects.select_related("correction", "listening").get(pk=loop.pk)
    return next(part for part in measure_loop(fresh).languages if part.language == language)


def test_a_language_goes_from_correcting_through_voicing_to_heard(
    dataset: Dataset, manager: User, settings: Settings
) -> None:
    settings.LISTENING_SPEED = 1_000.0
    loop = start(dataset, manager)
    assert (part_of(loop).stage, part_of(loop).to_correct) == (BenchStage.CORRECTING, 2)

    correct_all(loop, changed="كم الساعة؟")
    sweep()
    part = part_of(loop)
    assert (part.stage, part.silent, part.stuck, part.rate) == (BenchStage.VOICING, 1, 0, 0.5)
    assert BenchLoop.objects.get().listening is None

    work(Queue.CPU, seconds=60)
    sweep()
    loop.refresh_from_db()
    assert loop.listening is not None
    spoken = Recording.objects.filter(language="ara", translation__is_current=True)
    assert {task.recording for task in loop.listening.tasks.filter(is_open=True)} == set(spoken)
    assert part_of(loop).stage == BenchStage.LISTENING

    for rater in (make_rater(dataset), make_rater(dataset)):
        for _ in spoken:
            rate(take(loop.listening, rater))
    part = part_of(loop)
    assert (part.stage, part.votes, part.votes_needed) == (BenchStage.HEARD, 4, 4)


def test_history_tells_who_began_it_and_when_listening_opened(
    dataset: Dataset, manager: User, client_for: ClientFor
) -> None:
    client = client_for(manager)
    order = {"languages": ["ara"], "votes_per_item": 3, "backend": "built_in"}
    begun = client.post(f"/api/v1/datasets/{dataset.slug}/bench-loops/", order, format="json")
    assert begun.status_code == 201
    loop = BenchLoop.objects.get()
    correct_all(loop)
    sweep()

    opened, made = map(tell, ask_history(client, dataset, "bench_loop", id=loop.pk))

    assert made == ("insert", manager.username, "Bench: corrections", {"votes_per_item": ("", "3")})
    assert (opened[0], opened[3]) == ("update", {"listening": ("", "Bench: listening check")})


def test_a_language_that_is_late_keeps_no_other_waiting(dataset: Dataset, manager: User) -> None:
    loop = start(dataset, manager, "ara", "hin")

    correct_all(loop, "hin")
    advance_bench_loops()
    loop.refresh_from_db()
    assert loop.listening is not None
    assert loop.listening.languages == ["hin"]
    correct_all(loop, "ara")
    advance_bench_loops()
    advance_bench_loops()

    loop.listening.refresh_from_db()
    assert loop.listening.languages == ["ara", "hin"]
    assert dataset.campaigns.filter(kind=CampaignKind.LISTENING).count() == 1


def test_what_has_no_translation_yet_is_waited_for(dataset: Dataset, manager: User) -> None:
    make_item(dataset)
    loop = start(dataset, manager)

    correct_all(loop)
    advance_bench_loops()

    part, loop = part_of(loop), BenchLoop.objects.get()
    assert (part.stage, part.untranslated) == (BenchStage.UNTRANSLATED, 1)
    assert loop.listening is None


def test_a_second_loop_of_a_language_waits_for_the_first_to_be_closed(
    dataset: Dataset, manager: User
) -> None:
    first = start(dataset, manager)

    with pytest.raises(BenchLoopRunningError, match=r"corrected already in ara"):
        start(dataset, manager, "ara", "hin")
    start(dataset, manager, "hin")
    close_campaign(first.correction)
    start(dataset, manager)

    assert BenchLoop.objects.count() == 3


def test_what_cannot_be_voiced_waits_for_a_manager_who_has_it_tried_again(
    dataset: Dataset, manager: User, client_for: ClientFor
) -> None:
    loop = start(dataset, manager)
    correct_all(loop, changed="كم الساعة؟")
    silent = Translation.objects.get(origin="human", language="ara", is_current=True)
    batch = make_batch(make_job(dataset, kind="synthesize", state=JobState.SUCCEEDED))
    UnitFailure.objects.create(
        batch=batch, job=batch.job, subject_id=silent.pk, code="engine_failed", message=""
    )
    assert (part_of(loop).silent, part_of(loop).stuck) == (1, 1)

    answer = client_for(manager).post(f"/api/v1/bench-loops/{loop.pk}/voice/")

    assert answer.status_code == 202
    assert list(
        Job.objects.filter(created_by=manager).values_list("kind", "parameters__languages")
    ) == [("synthesize", ["ara"])]


def test_a_manager_starts_and_watches_it_over_rest(
    dataset: Dataset, manager: User, client_for: ClientFor
) -> None:
    client = client_for(manager)
    wish = {"languages": ["ara"], "votes_per_item": 3, "backend": "built_in"}

    made = client.post(f"/api/v1/datasets/{dataset.slug}/bench-loops/", wish)
    (listed,) = client.get(f"/api/v1/datasets/{dataset.slug}/bench-loops/").json()["results"]

    assert made.status_code == 201
    assert listed == made.json() == client.get(f"/api/v1/bench-loops/{listed['id']}/").json()
    assert (listed["listening"], listed["votes_per_item"], listed["state"]) == (None, 3, "open")
    (part,) = listed["languages"]
    assert (part["language"], part["stage"], part["to_correct"]) == ("ara", "correcting", 2)
    assert (part["items"], part["untranslated"], part["rate"]) == (2, 0, None)

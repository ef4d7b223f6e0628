import pytest
from rest_framework.exceptions import ValidationError

from engines import registry
from engines.errors import EngineUnknownError
from jobs import services
from jobs.enums import JobState, Queue
from jobs.errors import JobAlreadyRunningError, JobKindUnknownError
from jobs.models import Job
from tests.factories import make_dataset
from tests.jobs.threads import at_the_same_time

SYNTHESIZERS = registry.names("synthesizer")


@pytest.mark.django_db
def test_start_job_writes_down_what_to_do() -> None:
    dataset = make_dataset()

    job = services.start_job(
        dataset, kind="translate", parameters={"languages": ["hin", "ara"]}, by=dataset.created_by
    )

    assert Job.objects.filter(pk=job.pk).values_list(
        "kind", "queue", "state", "units_total", "parameters", "created_by__username"
    ).get() == (
        "translate",
        Queue.CPU,
        JobState.PLANNING,
        0,
        {"languages": ["ara", "hin"], "engine": "translation-memory"},
        dataset.created_by.username,
    )


@pytest.mark.django_db
def test_start_job_refuses_the_same_job_while_it_is_under_way() -> None:
    dataset = make_dataset()
    first = services.start_job(
        dataset, kind="check", parameters={"languages": ["ara", "hin"]}, by=None
    )

    with pytest.raises(JobAlreadyRunningError) as refused:
        services.start_job(dataset, kind="check", parameters={"languages": ["hin", "ara"]}, by=None)

    assert refused.value.job_id == first.pk
    assert refused.value.message == (
        f"Job {first.pk} does exactly this already. Wait for it or cancel it."
    )


@pytest.mark.django_db
def test_start_job_takes_the_same_job_of_another_dataset_or_after_the_end() -> None:
    dataset = make_dataset()
    first = services.start_job(dataset, kind="check", parameters={}, by=None)

    services.start_job(make_dataset(), kind="check", parameters={}, by=None)
    services.cancel_job(first)
    again = services.start_job(dataset, kind="check", parameters={}, by=None)

    assert list(dataset.jobs.order_by("pk").values_list("pk", "state")) == [
        (first.pk, JobState.CANCELLED),
        (again.pk, JobState.PLANNING),
    ]


@pytest.mark.django_db(transaction=True)
def test_start_job_starts_one_of_two_at_the_same_moment() -> None:
    dataset = make_dataset()

    def click() -> str:
        try:
            services.start_job(dataset, kind="check", parameters={}, by=None)
        except JobAlreadyRunningError:
            return "refused"
        return "started"

    assert sorted(at_the_same_time(click, click)) == ["refused", "started"]
    assert dataset.jobs.count() == 1


@pytest.mark.django_db
def test_start_job_names_the_kinds_there_are() -> None:
    with pytest.raises(JobKindUnknownError) as refused:
        services.start_job(make_dataset(), kind="dance", parameters={}, by=None)

    assert refused.value.message == (
        "There is no job kind 'dance'. Known kinds: benchmark, check, check-storage, draw-splits, "
        "evaluate, export, finetune, instruct, judge, listen, near-duplicates, regenerate, "
        "release, retranslate, synthesize, translate."
    )


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("parameters", "problem"),
    [
        (
            {"langauges": ["hin"]},
            {
                "langauges": [
                    "No such parameter; there are: languages, engine, max_attempts, corrected_only."
                ]
            },
        ),
        (
            {"languages": ["deu"]},
            {"languages": ["Not in this dataset: deu. Add them to it first."]},
        ),
        (
            {"engine": "babelfish"},
            {"engine": [str(EngineUnknownError("synthesizer", "babelfish", SYNTHESIZERS))]},
        ),
        ({"languages": "ara"}, {"languages": ['Expected a list of items but got type "str".']}),
    ],
)
def test_start_job_refuses_parameters_that_the_kind_does_not_take(
    parameters: dict[str, object], problem: dict[str, list[str]]
) -> None:
    dataset = make_dataset()

    with pytest.raises(ValidationError) as refused:
        services.start_job(dataset, kind="synthesize", parameters=parameters, by=None)

    assert refused.value.detail == problem
    assert not dataset.jobs.exists()

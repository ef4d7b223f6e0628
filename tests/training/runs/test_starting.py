from dataclasses import replace
from decimal import Decimal
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from pytest_django import Settings
from rest_framework.test import APIClient

import engines.settings
from catalog.models import Dataset
from jobs.enums import JobState, Queue
from jobs.models import Job
from jobs.work import plan_next_job, work
from releases.models import Export
from tests.conftest import ClientFor
from tests.factories import make_training
from tests.releases.exported import export
from training.recipes import get_recipe
from training.runs.models import TrainingRun
from training.runs.starting import start_waiting

if TYPE_CHECKING:
    from accounts.models import User

WISH = {
    "name": "omni-v1",
    "recipe": "qwen2_5_omni_lora",
    "release": "v1",
    "languages": ["ara", "eng"],
}


@pytest.fixture
def client(dataset: Dataset, client_for: ClientFor) -> APIClient:
    member: User = dataset.memberships.get().user
    return client_for(member)


def start(client: APIClient, dataset: Dataset, **changes: Any) -> Any:
    wish = {**WISH, **changes}
    return client.post(f"/api/v1/datasets/{dataset.slug}/trainings/", wish, format="json")


def test_training_exports_its_release_first_and_then_starts(
    client: APIClient, dataset: Dataset
) -> None:
    started = start(client, dataset, changes={"schedule.epochs": 1})

    assert (started.status_code, started.json()["state"]) == (201, "exporting")
    assert started.json()["languages"] == ["ara", "eng"]
    export_job = Job.objects.get(pk=started.json()["export_job"])
    assert export_job.parameters == {"release": "v1", "format": "parquet", "split": "train"}
    assert start_waiting() == 0  # not yet
    work(Queue.CPU, seconds=60)
    assert [start_waiting(), start_waiting()] == [1, 0]
    run = TrainingRun.objects.with_jobs().get()
    assert run.job is not None
    assert (run.state, run.job.kind, run.job.queue) == ("planning", "finetune", "train")
    assert run.trained_recipe.schedule.epochs == 1
    assert plan_next_job(Queue.TRAIN)
    assert [batch.subject_ids for batch in run.job.batches.all()] == [[run.pk]]


def test_training_reads_an_export_that_is_there(client: APIClient, dataset: Dataset) -> None:
    whole = export(dataset.releases.get(), "webdataset")
    export(dataset.releases.get(), "parquet", language="ara")  # lacks English

    started = start(client, dataset).json()

    assert (started["state"], started["export_job"]) == ("planning", whole.job_id)
    assert Export.objects.count() == 2


@pytest.mark.parametrize(
    ("changes", "field", "said"),
    [
        ({"recipe": "cake"}, "recipe", "There is no recipe called 'cake'. Use one of: "),
        ({"changes": {"model.lora.rank": 0}}, "changes.model.lora.rank", "greater than or equal"),
        ({"changes": {"schedule.learnin_rate": 1}}, "changes.schedule.learnin_rate", "did you"),
        ({"changes": {"model.family": "bert"}}, "changes.model.family", "families are bloomzmms"),
        ({"release": "v2"}, "release", "There is no release 'v2'"),
        ({"release": ""}, "release", "learns from a release: name one"),
        ({"languages": ["hin"]}, "languages", "in Hindi (hin); it has Arabic (ara), English"),
        ({"languages": ["xyz"]}, "languages.0", "not a language this studio knows"),
        ({"name": "Big Name"}, "name", "Small letters"),
        ({"name": "mine-step-3"}, "name", "checkpoints of single steps do"),
        ({"folders": {"cake": "x"}}, "folders", "no source 'cake'"),
        ({"recipe": "multispeech_stage1_asr"}, "release", "reads no release"),
        (
            {"recipe": "multispeech_stage2_qa"},
            "changes.model.start",
            "goes on from checkpoint 'multispeech_stage1_asr', and there is none",
        ),
        ({"budget": "5.00"}, "budget", "PRICE_PER_HOUR_TRAIN"),
    ],
)
def test_what_cannot_be_trained_is_refused_by_field(
    client: APIClient, dataset: Dataset, changes: dict[str, Any], field: str, said: str
) -> None:
    answer = start(client, dataset, **changes)

    assert answer.status_code == 400
    assert list(answer.json()["details"]) == [field]
    assert said in answer.json()["message"]
    assert not TrainingRun.objects.exists()


def test_a_name_belongs_to_one_checkpoint(
    client: APIClient, dataset: Dataset, settings: Settings
) -> None:
    make_training(dataset, name="mine")
    (Path(settings.FINETUNED_FOLDER) / "brought").mkdir(parents=True)

    answers = [start(client, dataset, name=name) for name in ("mine", "brought")]

    assert [(one.status_code, one.json()["code"]) for one in answers] == [
        (409, "checkpoint_exists")
    ] * 2


def test_a_stage_goes_on_only_from_a_checkpoint_that_fits(
    client: APIClient, dataset: Dataset
) -> None:
    stage = get_recipe("multispeech_stage1_asr").model_dump(mode="json")
    make_training(dataset, name="first", definition=stage)
    smaller = {**stage, "model": {**stage["model"], "lora": {"rank": 8, "alpha": 8}}}
    make_training(dataset, name="small", definition=smaller)
    wish = {"recipe": "multispeech_stage2_qa"}

    refused = start(client, dataset, **wish, changes={"model.start": "small"})
    started = start(client, dataset, **wish, changes={"model.start": "first"})

    assert (refused.status_code, started.status_code) == (400, 201), started.json()
    assert "its lora.rank is 8, and here it is 64" in refused.json()["message"]


def test_an_adapter_may_begin_where_none_was_but_never_ends(
    client: APIClient, dataset: Dataset
) -> None:
    first, second = (f"speechverse_stage{stage}" for stage in ("1_asr", "2_warmup"))
    for name in (first, second):
        make_training(dataset, name=name, definition=get_recipe(name).model_dump(mode="json"))
    wish: dict[str, Any] = {"release": "", "languages": ["eng"]}

    begun = start(client, dataset, **wish, recipe=second)
    back = {"name": "back", "recipe": first, "changes": {"model.start": second}}
    ended = start(client, dataset, **wish | back)

    assert (begun.status_code, ended.status_code) == (201, 400), begun.json()
    assert "its lora.rank is 16, and here it is None" in ended.json()["message"]


def test_sources_in_files_must_lie_below_the_folder_of_training_data(
    client: APIClient, dataset: Dataset, settings: Settings
) -> None:
    root: Path = settings.TRAINING_DATA_FOLDER
    (root / "cv-22").mkdir(parents=True)
    wish = {"recipe": "multispeech_stage1_asr", "release": "", "languages": ["ara"]}

    answers = [
        start(client, dataset, **wish, folders=folders)
        for folders in ({}, {"common_voice": "../.."}, {"common_voice": "cv-22"})
    ]

    assert [one.status_code for one in answers] == [400, 400, 201], answers[-1].json()
    assert str(root / "common_voice") in answers[0].json()["message"]
    assert "leads out" in answers[1].json()["message"]
    assert (answers[2].json()["state"], answers[2].json()["export_job"]) == ("planning", None)


def test_without_the_extra_nothing_is_started(
    client: APIClient, dataset: Dataset, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("engines.registry.find_spec", lambda _: None)
    bare = replace(engines.settings.current(), worker_extras=frozenset())
    monkeypatch.setattr(engines.settings, "_current", bare)

    answer = start(client, dataset)

    assert answer.status_code == 400
    assert "WORKER_EXTRAS" in answer.json()["message"]


def test_a_training_sent_again_under_its_key_is_one(client: APIClient, dataset: Dataset) -> None:
    path, key = f"/api/v1/datasets/{dataset.slug}/trainings/", {"Idempotency-Key": "one"}
    first, second = (client.post(path, WISH, format="json", headers=key) for _ in range(2))
    assert (first.status_code, second.status_code) == (201, 201)
    assert first.json() == second.json()
    assert (dataset.trainings.count(), dataset.jobs.count()) == (1, 1)


def test_cancelling_while_the_release_is_exported_and_resuming(
    client: APIClient, dataset: Dataset
) -> None:
    run = start(client, dataset).json()
    address = f"/api/v1/trainings/{run['id']}"

    cancelled = client.post(f"{address}/cancel/").json()
    again = client.post(f"{address}/cancel/")
    resumed = client.post(f"{address}/resume/").json()

    assert (cancelled["state"], again.status_code) == ("cancelled", 409)
    assert resumed["state"] == "exporting"
    assert resumed["export_job"] != run["export_job"]


def test_cancelling_between_the_end_of_the_export_and_the_sweep(
    client: APIClient, dataset: Dataset
) -> None:
    run = start(client, dataset).json()
    Job.objects.filter(pk=run["export_job"]).update(state=JobState.SUCCEEDED)

    cancelled = client.post(f"/api/v1/trainings/{run['id']}/cancel/")

    assert (cancelled.status_code, cancelled.json()["state"]) == (200, "cancelled")
    assert Job.objects.get(pk=cancelled.json()["job"]).state == JobState.CANCELLED
    assert Job.objects.get(pk=run["export_job"]).state == JobState.SUCCEEDED


def test_resuming_takes_another_job_and_adds_its_cost(client: APIClient, dataset: Dataset) -> None:
    export(dataset.releases.get(), "parquet")
    first = start(client, dataset).json()
    plan_next_job(Queue.TRAIN)
    Job.objects.filter(pk=first["job"]).update(price_per_hour=Decimal(2))
    Job.objects.get(pk=first["job"]).batches.update(busy_seconds=1800)
    client.post(f"/api/v1/trainings/{first['id']}/cancel/")

    resumed = client.post(f"/api/v1/trainings/{first['id']}/resume/").json()

    assert resumed["job"] not in {None, first["job"]}
    assert (resumed["state"], resumed["cost"]) == ("planning", "1.0000")


def test_estimate_says_what_it_takes_and_what_it_assumes(
    client: APIClient, dataset: Dataset, settings: Settings
) -> None:
    settings.PRICE_PER_HOUR = {**settings.PRICE_PER_HOUR, "train": Decimal(36_000)}
    address = f"/api/v1/datasets/{dataset.slug}/trainings/estimate/"

    told = client.post(address, {**WISH, "changes": {"schedule.batch_size": 4}}, format="json")

    said = told.json()
    assert told.status_code == 200, said
    # Three items in two languages, half a second each; two steps an epoch, three epochs.
    assert (said["samples"], said["steps"], said["at_most"]) == (6, 6, False)
    assert said["hours"] == pytest.approx(3.0 / 3600)
    assert said["hours_by_language"] == {
        "ara": pytest.approx(1.5 / 3600),
        "eng": pytest.approx(1.5 / 3600),
    }
    # 18 samples: 30 tokens of prompt, 12.5 of sound, and an answer in 3.5 letters each.
    per_token = 4 * 7.62e9 + 6 * 32 * 90_112 * 28
    assert said["flops"] == pytest.approx(
        said["tokens"] * per_token + 18 * 2 * 0.637e9 * 25, rel=0.02
    )
    assert said["gpu_hours"] == pytest.approx(said["flops"] / (989e12 * 0.4) / 3600)
    assert 15e9 < said["memory_bytes"] < 25e9
    assert said["cost"] is not None


def test_estimate_goes_by_the_speed_of_a_training_of_the_same_model(
    client: APIClient, dataset: Dataset
) -> None:
    before = make_training(dataset)  # 10 samples a second
    address = f"/api/v1/datasets/{dataset.slug}/trainings/estimate/"

    said = client.post(address, WISH, format="json").json()

    assert (said["measured_on"], said["hours_of_work"]) == (
        before.name,
        pytest.approx(18 / 10 / 3600),
    )


def test_caps_of_sources_within_a_release_count(client: APIClient, dataset: Dataset) -> None:
    address = f"/api/v1/datasets/{dataset.slug}/trainings/estimate/"
    caps = {"data.sources.multispeechqa.samples_of": {"identity": 1}}

    said = client.post(address, {**WISH, "changes": caps}, format="json").json()

    assert said["samples"] == 2


def test_what_comes_twice_counts_twice(client: APIClient, dataset: Dataset) -> None:
    address = f"/api/v1/datasets/{dataset.slug}/trainings/estimate/"
    twice = {"data.sources.multispeechqa.weight": 2.0}

    said = client.post(address, {**WISH, "changes": twice}, format="json").json()

    assert said["samples"] == 12
    assert said["hours"] == pytest.approx(6.0 / 3600)


def test_choices_tell_what_releases_hold(client: APIClient, dataset: Dataset) -> None:
    said = client.get(f"/api/v1/datasets/{dataset.slug}/training-choices/").json()

    hours = pytest.approx(1.5 / 3600)
    assert said == {
        "problem": "",
        "releases": [
            {
                "name": "v1",
                "exported": False,
                "languages": [
                    {"language": "ara", "recordings": 3, "hours": hours},
                    {"language": "eng", "recordings": 3, "hours": hours},
                ],
            }
        ],
        "checkpoints": [],
    }


@pytest.mark.parametrize("trainings", [1, 3])
def test_list_takes_as_many_queries_for_one_training_as_for_three(
    client: APIClient, dataset: Dataset, trainings: int, django_assert_num_queries: Any
) -> None:
    for _ in range(trainings):
        make_training(dataset)
    client.get("/api/v1/session/")

    with django_assert_num_queries(5):
        page = client.get(f"/api/v1/datasets/{dataset.slug}/trainings/").json()

    assert len(page["results"]) == trainings


def test_a_cap_on_a_source_that_the_release_lacks_is_refused(
    client: APIClient, dataset: Dataset
) -> None:
    address = f"/api/v1/datasets/{dataset.slug}/trainings/estimate/"
    field = "data.sources.multispeechqa.samples_of"

    refused = client.post(address, {**WISH, "changes": {field: {"rhlf": 1}}}, format="json")

    assert refused.status_code == 400
    assert "no source 'rhlf'" in refused.content.decode()


def test_a_start_that_leads_out_of_the_checkpoints_is_refused(
    client: APIClient, dataset: Dataset
) -> None:
    address = f"/api/v1/datasets/{dataset.slug}/trainings/estimate/"

    refused = client.post(address, {**WISH, "changes": {"model.start": "../.."}}, format="json")

    assert refused.status_code == 400
    assert "model.start" in refused.content.decode()

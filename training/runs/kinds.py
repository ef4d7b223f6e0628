"""The job kind that trains: one batch, which a worker holds until the training ends."""

from typing import TYPE_CHECKING, Any

from rest_framework import serializers

from jobs.enums import JobState, Queue
from jobs.kinds import JobKind
from jobs.models import Batch, Job
from training.runs.carrying_out import carry_out
from training.runs.models import TrainingRun

if TYPE_CHECKING:
    from catalog.models import Dataset

KIND = "finetune"


class FinetuneParameters(serializers.Serializer[Any]):
    """A training that was written down before; a second job of it goes on where one ended."""

    run = serializers.IntegerField(help_text="its number")

    def validate_run(self, number: int) -> int:
        dataset: Dataset = self.context["dataset"]
        runs = TrainingRun.objects.filter(dataset=dataset).select_related("export_job")
        run = runs.filter(pk=number).first()
        if run is None:
            raise serializers.ValidationError(
                f"There is no training {number} in this dataset. Start one with `manage.py "
                "finetune`, or on the page of trainings."
            )
        if run.export_job is not None and run.export_job.state != JobState.SUCCEEDED:
            raise serializers.ValidationError(
                f"Training {run.name!r} waits for the export of its release."
            )
        if run.ended_because:
            raise serializers.ValidationError(f"Training {run.name!r} is complete.")
        return number


def plan(job: Job) -> int:
    """One batch: a training is one piece of work, however many processes share it."""
    run = TrainingRun.objects.get(pk=job.parameters["run"])
    run.jobs.add(job)
    TrainingRun.objects.filter(pk=run.pk).update(job=job)
    Batch.objects.create(job=job, queue=job.queue, language="", subject_ids=[run.pk], units=1)
    return 1


FINETUNE = JobKind(
    name=KIND,
    title="Finetune a model",
    description="Trains a speech language model by a recipe, and keeps checkpoints of it.",
    queue=Queue.TRAIN,
    parameters=FinetuneParameters,
    plan=plan,
    run=carry_out,
)

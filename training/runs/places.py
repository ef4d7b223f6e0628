"""Where a training finds its data, and all else that its process is told."""

from pathlib import Path

from django.conf import settings

from corpus.storage.store import object_key
from releases.models import Export
from training.orders import Place, RunOrder, Shard, write_order
from training.recipes.fields import Layout
from training.runs.checking import files_of, folder_of
from training.runs.models import TrainingRun


def run_folder(run: TrainingRun) -> Path:
    folder: Path = settings.TRAINING_FOLDER / run.folder_name
    return folder


def prepare_folder(run: TrainingRun) -> Path:
    """Writes down what the process shall do; what it kept before stays."""
    folder = run_folder(run)
    write_order(folder, order_for(run))
    return folder


def order_for(run: TrainingRun) -> RunOrder:
    return RunOrder(
        name=run.name,
        recipe=run.trained_recipe,
        places=_places(run),
        finetuned=Path(settings.FINETUNED_FOLDER),
        checkpoints=settings.ENGINE_CHECKPOINTS,
        device=settings.ENGINE_DEVICE,
        lineage=_lineage(run),
    )


def _places(run: TrainingRun) -> dict[str, Place]:
    recipe = run.trained_recipe
    places = {name: Place(path=str(folder_of(name, run.folders))) for name in files_of(recipe)}
    for name, source in recipe.data.sources.items():
        if source.layout is Layout.RELEASE and run.export_job is not None:
            places[name] = _exported(Export.objects.get(job=run.export_job))
    return places


def _exported(export: Export) -> Place:
    """Shards lie in the audio store under their sums; their names tell people and readers more."""
    shards = export.shards.select_related("export__release").order_by("number")
    return Place(
        path=settings.AUDIO_STORE,
        shards=tuple(
            Shard(path=object_key(shard.sha256), name=shard.filename, sha256=shard.sha256)
            for shard in shards
        ),
        endpoint=settings.S3_ENDPOINT_URL if settings.AUDIO_STORE.startswith("s3://") else "",
    )


def _lineage(run: TrainingRun) -> dict[str, str]:
    told = {"dataset": run.dataset.slug, "training": f"{run.name} (number {run.pk})"}
    if run.release is None:
        return told
    return {**told, "release": run.release.name, "release_sha256": run.release.manifest}

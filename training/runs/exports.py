"""The files of a release that a training reads."""

from accounts.models import User
from jobs.enums import ACTIVE, JobState
from jobs.models import Job
from jobs.services import start_job
from releases.enums import ExportFormat
from releases.models import Export, Release
from training.recipes import Recipe
from training.recipes.fields import Layout

READABLE = (ExportFormat.PARQUET, ExportFormat.WEBDATASET)


def export_for(release: Release, recipe: Recipe, *, by: User | None) -> Job:
    """The job whose export a training reads: one that is done, one under way, or a new one.

    Any export with audio will do that has all rows of the splits that are learnt from.
    """
    filters = _filters(recipe)
    made = Export.objects.filter(release=release, format__in=READABLE).select_related("job")
    fitting = [one.job for one in made.order_by("-pk") if one.filters in ({}, filters)]
    for state in (frozenset({JobState.SUCCEEDED}), ACTIVE):
        for job in fitting:
            if job.state in state:
                return job
    wanted = {"release": release.name, "format": ExportFormat.PARQUET.value, **filters}
    planned = Job.objects.active().filter(dataset=release.dataset, kind="export", parameters=wanted)
    return planned.first() or start_job(release.dataset, kind="export", parameters=wanted, by=by)


def _filters(recipe: Recipe) -> dict[str, str]:
    """Of one split, where all are learnt from the same."""
    splits = {
        source.split for source in recipe.data.sources.values() if source.layout is Layout.RELEASE
    }
    return {"split": splits.pop()} if len(splits) == 1 else {}

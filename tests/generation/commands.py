"""Commands of `manage.py` as tests run them, here and now."""

from io import StringIO

from django.core.management import call_command

from catalog.models import Dataset


def run(dataset: Dataset, kind: str, *parameters: str) -> str:
    """What `run_job` says of a job that it worked off itself."""
    return _said("run_job", dataset.slug, kind, *parameters, "--here")


def report(dataset: Dataset, *options: str) -> str:
    """What `report_checks` says."""
    return _said("report_checks", dataset.slug, *options)


def _said(*arguments: str) -> str:
    out = StringIO()
    call_command(*arguments, stdout=out)
    return out.getvalue()

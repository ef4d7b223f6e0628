"""One plain factory per model: the smallest valid row, with what a test cares about passed in."""

from tests.factories.campaigns import (
    make_campaign,
    make_invite,
    make_protocol,
    make_session,
    make_study,
    make_submission,
    make_trial,
)
from tests.factories.corpus import (
    make_import,
    make_item,
    make_memory,
    make_recording,
    make_source,
    make_translation,
    make_voice,
    make_voiced_item,
)
from tests.factories.people import make_dataset, make_user
from tests.factories.systems import make_benchmark, make_comparison, make_evaluation, make_training
from tests.factories.work import count_anew, make_batch, make_job, make_report

__all__ = [
    "count_anew",
    "make_batch",
    "make_benchmark",
    "make_campaign",
    "make_comparison",
    "make_dataset",
    "make_evaluation",
    "make_import",
    "make_invite",
    "make_item",
    "make_job",
    "make_memory",
    "make_protocol",
    "make_recording",
    "make_report",
    "make_session",
    "make_source",
    "make_study",
    "make_submission",
    "make_training",
    "make_translation",
    "make_trial",
    "make_user",
    "make_voice",
    "make_voiced_item",
]
